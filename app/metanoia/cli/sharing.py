"""metanoia share: chosen entries, goals and the like, checked and sealed."""

from __future__ import annotations

import dataclasses
import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from metanoia.cli import options
from metanoia.cli.terminal import answer, say, show
from metanoia.cli.unlocking import opened, secret_text
from metanoia.domain.errors import Refused

if TYPE_CHECKING:
    from metanoia.domain.consents import Agreed
    from metanoia.domain.shared_things import Tick
    from metanoia.domain.shares import ShareRequest
    from metanoia.exchange.payload import Payload
    from metanoia.exchange.seal import ForKeys, ForWords
    from metanoia.journal import Journal

_DAY = click.DateTime(["%Y-%m-%d"])
_MORE = "May be repeated."


@click.command("share")
@click.argument("dest", type=click.Path(path_type=Path), required=False)
@click.option("--entry", "ids", metavar="ID", multiple=True, help=_MORE)
@click.option("--goal", "goals", metavar="ID", multiple=True, help=_MORE)
@click.option("--value", "values", metavar="NAME_OR_ID", multiple=True, help=_MORE)
@click.option("--assumption", "assumptions", metavar="ID", multiple=True, help=_MORE)
@click.option("--prediction", "predictions", metavar="ID", multiple=True, help=_MORE)
@click.option("--target", "targets", metavar="ID", multiple=True, help=_MORE)
@click.option("--map", "maps", metavar="ID", multiple=True, help=_MORE)
@click.option(
    "--with", "parts", metavar="PART", multiple=True,
    help="A part of what is named: goal.words, goal.chart, goal.steps, goal.brake, value.lived, "
    "assumption.line, assumption.evidence, assumption.tests, map.because, map.lines. May be repeated.",
)  # fmt: skip
@click.option("--to", "recipients", metavar="age1...", multiple=True, help=_MORE)
@click.option(
    "--share-passphrase-file", metavar="FILE", help="Seal with the passphrase in FILE instead."
)
@click.option("--check", "only_check", is_flag=True, help="Print what would leave; write nothing.")
@click.option("--note", default="", help="What the share is for (Markdown).")
@click.option("--purpose", metavar="TEXT", help="What you agreed that your shares are for.")
@click.option("--until", metavar="DATE", type=_DAY, help="Until when you agreed, YYYY-MM-DD.")
@click.option(
    "--keep", metavar="DAYS", type=int, default=90, help="How long they keep it; else 90."
)
@click.option("--sender", metavar="NAME", help="The name that readers see; else the journal's.")
@click.option("--attachments", is_flag=True, help="Photos and files as well.")
@click.option("--mood", is_flag=True, help="Mood and energy of the days of the entries as well.")
@click.option(
    "--show-names", is_flag=True, help="Leave the names of the list of hidden names as they are."
)
@click.option(
    "--page", is_flag=True, help="With a passphrase: a page that opens it in a browser as well."
)
@click.option("--force", is_flag=True, help="Replace DEST if it is there.")
@options.as_json
@options.common
@click.pass_context
def share_command(context: click.Context, /, dest: Path | None, **said: Any) -> None:
    """Seal entries, goals, values, assumptions, predictions and learning targets for somebody.

    They open with people's keys, or with a passphrase. DEST is the file to write, or a folder. Each is
    named by the beginning of its id, and only the parts named with --with leave.

    With --check exactly what would leave is printed, and nothing is written.
    """
    from metanoia.exchange import seal

    words = said["share_passphrase_file"]
    if not said["only_check"]:
        _check_usage(dest, said["recipients"], words, page=said["page"])
    agreed = _agreed(said["purpose"], said["until"], said["keep"])
    with opened(options.named(context)) as journal:
        request = _request(journal, said)
        checked = seal.check(journal, request, to_agree=agreed)
        if checked.payload is None:
            raise Refused(" ".join(problem.sentence for problem in checked.problems))
        if said["only_check"] or dest is None:
            _print_check(checked.payload, said["as_json"])
            return
        to = _to(journal, said["recipients"], words)
        if agreed:
            consent = journal.consents.agree(agreed, request.readers)
            request = dataclasses.replace(request, consent=consent.id)
            checked = seal.check(journal, request)
        sealed = seal.seal(journal, checked, to, dest, force=said["force"])
    beside = _write_page(sealed.file, said["force"]) if said["page"] else None
    if said["as_json"]:
        answer(
            {
                "number": sealed.seq,
                "file": str(sealed.file.absolute()),
                "page": str(beside.absolute()) if beside else None,
                "size": sealed.size,
                "fingerprint": sealed.fingerprint,
                "summary": checked.summary,
            }
        )
        return
    show(f"Sealed: {sealed.file}\n{checked.summary}\nFingerprint: {sealed.fingerprint}")
    if beside:
        show(f"Page: {beside}")
    if words:
        say("Tell the reader the passphrase by another way than the file's.")


def _check_usage(
    dest: Path | None, recipients: tuple[str, ...], words: str | None, *, page: bool
) -> None:
    if dest is None:
        raise click.UsageError("Name the file to seal into, or ask for --check.")
    if bool(recipients) == (words is not None):
        raise click.UsageError("Say whom it is for: --to age1..., or --share-passphrase-file FILE.")
    if page and words is None:
        raise click.UsageError("A page opens with a passphrase: say --share-passphrase-file FILE.")


def _agreed(purpose: str | None, until: dt.datetime | None, keep: int) -> Agreed | None:
    from metanoia.domain.consents import Agreed

    if (purpose is None) != (until is None):
        raise click.UsageError("An agreement needs both --purpose TEXT and --until DATE.")
    if purpose is None or until is None:
        return None
    if until.date() < dt.datetime.now().astimezone().date():
        raise Refused("The day until which you agreed has passed. Say a later one with --until.")
    return Agreed(purpose=purpose, ends_on=until.date(), keep_days=keep)


def _request(journal: Journal, said: dict[str, Any]) -> ShareRequest:
    from metanoia.domain.shares import ShareRequest

    things = _ticks(journal, said)
    if not said["ids"] and not things:
        raise click.UsageError("Name what to share: --entry ID, --goal ID, and so on.")
    known = [journal.people.by_recipient(recipient) for recipient in said["recipients"]]
    return ShareRequest(
        entries=tuple(dict.fromkeys(journal.entries.find(id_).id for id_ in said["ids"])),
        sender=said["sender"] or journal.name,
        cover_note=said["note"],
        attachments=said["attachments"],
        hide_names=not said["show_names"],
        things=things,
        mood=said["mood"],
        readers=tuple(person.id for person in known if person),
    )


def _ticks(journal: Journal, said: dict[str, Any]) -> tuple[Tick, ...]:
    from metanoia.domain.shared_things import PARTS, Tick

    wanted = set(said["parts"])
    unknown = wanted - {f"{kind}.{part}" for kind, parts in PARTS.items() for part in parts}
    if unknown:
        raise click.UsageError(
            f"There is no part “{min(unknown)}”. See --help for those there are."
        )
    found: dict[str, list[str]] = {
        "goal": [journal.goals.find(id_).id for id_ in said["goals"]],
        "value": [_value(journal, named) for named in said["values"]],
        "assumption": [journal.assumptions.find(id_).id for id_ in said["assumptions"]],
        "prediction": [journal.predictions.find(id_).id for id_ in said["predictions"]],
        "target": [journal.targets.find(id_).id for id_ in said["targets"]],
        "map": [journal.maps.find(id_).id for id_ in said["maps"]],
    }
    for part in sorted(wanted):
        if not found[part.partition(".")[0]]:
            raise click.UsageError(f"Nothing is named that “{part}” is a part of.")
    return tuple(
        Tick(kind, id_, frozenset(part for part in parts if f"{kind}.{part}" in wanted))
        for kind, parts in PARTS.items()
        for id_ in dict.fromkeys(found[kind])
    )


def _value(journal: Journal, named: str) -> str:
    value = journal.values.by_name(named)
    return value.id if value else journal.values.find(named).id


def _write_page(file: Path, force: bool) -> Path:
    from metanoia.exchange import bundle
    from metanoia.exchange.reader_page import beside, reader_page

    page = beside(file)
    bundle.save(page, reader_page(file.read_bytes()), force=force)
    return page


def _to(
    journal: Journal, recipients: tuple[str, ...], words_file: str | None
) -> ForKeys | ForWords:
    from metanoia.exchange.seal import ForKeys, ForWords

    if words_file is not None:
        return ForWords(secret_text(words_file, "Passphrase", "--share-passphrase-file"))
    known = [journal.people.by_recipient(recipient) for recipient in recipients]
    return ForKeys(recipients, tuple(person.id for person in known if person))


def _print_check(payload: Payload, as_json: bool) -> None:
    import hashlib

    from metanoia.cli.shared_text import agreed_as_json, entry_as_json, thing_as_json

    if as_json:
        answer(
            {
                "summary": payload.summary(),
                "size": payload.size,
                "sender": payload.sender,
                "note": payload.cover_note,
                "agreement": agreed_as_json(payload.beside.agreed),
                "things": [thing_as_json(thing) for thing in payload.things],
                "entries": [entry_as_json(entry) for entry in payload.entries],
                "files": [
                    {"name": name, "size": len(data), "sha256": hashlib.sha256(data).hexdigest()}
                    for name, data in payload.members.items()
                ],
            }
        )
        return
    show(payload.summary())
    for name, data in payload.members.items():
        show(f"\n==> {name} ({len(data):,} bytes)")
        if name.endswith((".md", ".txt", ".json")):
            show(data.decode())
    say("\nindex.html shows the same for a browser. Nothing was written.")
