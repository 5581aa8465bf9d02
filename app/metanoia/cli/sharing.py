"""metanoia share: chosen entries, checked and sealed."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from metanoia.cli import options
from metanoia.cli.terminal import answer, say, show
from metanoia.cli.unlocking import opened, secret_text
from metanoia.domain.errors import Refused

if TYPE_CHECKING:
    from metanoia.exchange.payload import Payload
    from metanoia.exchange.seal import ForKeys, ForWords
    from metanoia.journal import Journal


@click.command("share")
@click.argument("dest", type=click.Path(path_type=Path), required=False)
@click.option("--entry", "ids", metavar="ID", multiple=True, required=True, help="May be repeated.")
@click.option("--to", "recipients", metavar="age1...", multiple=True, help="May be repeated.")
@click.option(
    "--share-passphrase-file", metavar="FILE", help="Seal with the passphrase in FILE instead."
)
@click.option("--check", "only_check", is_flag=True, help="Print what would leave; write nothing.")
@click.option("--note", default="", help="What the share is for (Markdown).")
@click.option("--sender", metavar="NAME", help="The name that readers see; else the journal's.")
@click.option("--attachments", is_flag=True, help="Photos and files as well.")
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
def share_command(
    context: click.Context,
    dest: Path | None,
    ids: tuple[str, ...],
    recipients: tuple[str, ...],
    share_passphrase_file: str | None,
    only_check: bool,
    note: str,
    sender: str | None,
    attachments: bool,
    show_names: bool,
    page: bool,
    force: bool,
    as_json: bool,
) -> None:
    """Seal entries for somebody.

    They open with people's keys, or with a passphrase. DEST is the file to write, or a folder.

    With --check exactly what would leave is printed, and nothing is written.
    """
    from metanoia.domain.shares import ShareRequest
    from metanoia.exchange import seal

    if not only_check:
        _check_usage(dest, recipients, share_passphrase_file, page=page)
    with opened(options.named(context)) as journal:
        request = ShareRequest(
            entries=tuple(dict.fromkeys(journal.entries.find(id_).id for id_ in ids)),
            sender=sender or journal.name,
            cover_note=note,
            attachments=attachments,
            hide_names=not show_names,
        )
        checked = seal.check(journal, request)
        if checked.payload is None:
            raise Refused(" ".join(problem.sentence for problem in checked.problems))
        if only_check or dest is None:
            _print_check(checked.payload, as_json)
            return
        to = _to(journal, recipients, share_passphrase_file)
        sealed = seal.seal(journal, checked, to, dest, force=force)
    beside = _write_page(sealed.file, force) if page else None
    if as_json:
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
    if share_passphrase_file:
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

    from metanoia.cli.desk import entry_as_json

    if as_json:
        answer(
            {
                "summary": payload.summary(),
                "size": payload.size,
                "sender": payload.sender,
                "note": payload.cover_note,
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
