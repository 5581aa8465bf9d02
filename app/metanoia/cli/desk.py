"""metanoia desk: what somebody sealed, whose it is, and the reply to it."""

from __future__ import annotations

import contextlib
import datetime as dt
import uuid
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import click

from metanoia.cli import options
from metanoia.cli.clients import COMMANDS
from metanoia.cli.shared_text import (
    agreed_as_json,
    answers_as_json,
    beside_as_text,
    entry_as_json,
    thing_as_json,
)
from metanoia.cli.terminal import answer, counted, line, show
from metanoia.cli.unlocking import opened, secret_text

if TYPE_CHECKING:
    from metanoia.domain.clients import Kept, WholeShare
    from metanoia.domain.people import Identity
    from metanoia.domain.replies import Draft
    from metanoia.domain.shares import OpenedShare
    from metanoia.journal import Journal


@click.group("desk")
@options.common
def desk_command() -> None:
    """The Coach desk: what others sealed for you."""


@desk_command.command("open")
@click.argument("file", type=click.Path(path_type=Path))
@click.option(
    "--share-passphrase-file",
    metavar="FILE",
    help="It opens with this passphrase; no journal needed.",
)
@click.option("--keep", is_flag=True, help="Keep it in the file of the client who signed it.")
@options.as_json
@options.common
@click.pass_context
def open_command(
    context: click.Context,
    file: Path,
    share_passphrase_file: str | None,
    keep: bool,
    as_json: bool,
) -> None:
    """Open a share and say who sealed it.

    It opens by the journal's own key, or by a passphrase. Without --keep nothing is kept.
    """
    kept: Kept | None = None
    with _opened(context, file, share_passphrase_file, needs_journal=keep) as desk:
        share = desk.whole.share
        if keep and desk.journal is not None:
            kept = _kept(desk.journal, desk.whole)
    if as_json:
        more = {"kept": kept.new, "deleted": list(kept.withdrawn)} if kept else {}
        answer(_as_json(share) | more)
    else:
        show("\n".join([_as_text(share), *(_kept_text(kept) if kept else ())]))


@desk_command.command("reply")
@click.argument("file", type=click.Path(path_type=Path))
@click.argument("dest", type=click.Path(path_type=Path))
@click.option(
    "--share-passphrase-file",
    metavar="FILE",
    help="The share opens with this passphrase; no journal needed.",
)
@click.option(
    "--comments",
    metavar="FILE",
    type=click.Path(path_type=Path),
    help='JSON: [{"item": [KIND, ID], "quote": TEXT or null, "kind": "question", "noticing", '
    '"appreciation" or "note", "text": TEXT}], "entry": ID for ["entry", ID], "field" where need be.',
)
@click.option("--note", default="", help="A few words at the end (Markdown).")
@click.option(
    "--next-session", metavar="DATE", type=click.DateTime(["%Y-%m-%d"]), help="YYYY-MM-DD."
)
@click.option("--sender", metavar="NAME", help="Your name as they see it; else the journal's.")
@click.option("--force", is_flag=True, help="Replace DEST if it is there.")
@options.as_json
@options.common
@click.pass_context
def reply_command(
    context: click.Context,
    file: Path,
    dest: Path,
    share_passphrase_file: str | None,
    comments: Path | None,
    note: str,
    next_session: dt.datetime | None,
    sender: str | None,
    force: bool,
    as_json: bool,
) -> None:
    """Seal a reply to a share.

    Only the sender of the share can open it. DEST is the file to write, or a folder.
    """
    from metanoia.exchange import bundle, reply
    from metanoia.exchange.written_comments import written_comments

    with _opened(context, file, share_passphrase_file) as desk:
        share, name = desk.whole.share, sender or desk.name
        if not name:
            raise click.UsageError("Say your name with --sender NAME: no journal is open.")
        client, begun = _begun(desk.journal, share)
        draft = replace(
            begun,
            comments=(*begun.comments, *(written_comments(comments, share) if comments else ())),
            closing_note=note or begun.closing_note,
            next_session_on=next_session.date() if next_session else begun.next_session_on,
        )
        sealed = reply.seal_reply(share, draft, name=name, identity=desk.identity)
        if dest.is_dir():
            dest /= reply.file_name(share, dt.datetime.now().astimezone().date())
        with bundle.saved(dest, sealed, force=force):
            if client is not None and desk.journal is not None:
                desk.journal.clients.sent(client, share.id, draft, sealed)
    said = len(draft.comments)
    if as_json:
        answer({"file": str(dest.absolute()), "size": len(sealed), "comments": said})
    else:
        show(f"Sealed: {dest}\nFor {line(share.sender)}, {counted(said, 'comment', 'comments')}")


for _command in COMMANDS:
    desk_command.add_command(_command)


class _Desk(NamedTuple):
    """A share that was opened, and who opened it: nobody in particular if it opened with words."""

    whole: WholeShare
    identity: Identity | None
    name: str
    journal: Journal | None = None


@contextlib.contextmanager
def _opened(
    context: click.Context, file: Path, words_file: str | None, *, needs_journal: bool = False
) -> Iterator[_Desk]:
    from metanoia.exchange.desk import open_whole

    words = None
    if words_file is not None:
        words = secret_text(words_file, "Passphrase", "--share-passphrase-file")
        if not needs_journal:
            yield _Desk(open_whole(file, words=words), None, "")
            return
    with opened(options.named(context)) as journal:
        own = journal.identity.get()
        whole = open_whole(file, identity=own, words=words, known=journal.people)
        yield _Desk(whole, own, journal.name, journal)


def _kept(journal: Journal, whole: WholeShare) -> Kept:
    from metanoia.domain.errors import Refused

    person = journal.people.by_key(whole.share.sender_key)
    if person is None:
        raise Refused(
            "You do not know the key that signed this share, so it was not kept. Keep its sender as a "
            "client first, and compare the fingerprint with them."
        )
    return journal.clients.keep(*whole, person.id)


def _kept_text(kept: Kept) -> tuple[str, ...]:
    said = ["", "Kept." if kept.new else "It is kept already."]
    if kept.withdrawn:
        gone = counted(len(kept.withdrawn), "earlier share", "earlier shares")
        said.append(f"Its sender withdrew {gone}; your copies are deleted.")
    return tuple(said)


def _begun(journal: Journal | None, share: OpenedShare) -> tuple[str | None, Draft]:
    """Return who keeps the share, and the reply that goes on; Refused while words wait on the desk."""
    from metanoia.domain.errors import Refused
    from metanoia.domain.replies import Draft

    client = journal.clients.holder(share.id) if journal is not None else None
    if journal is None or client is None:
        return None, Draft(review_id=str(uuid.uuid4()))
    if any(one.id == share.id and one.draft for one in journal.clients.shares(client)):
        raise Refused(
            "Words of a reply to this share wait on the Coach desk. Seal or discard them there first."
        )
    return client, journal.clients.draft(client, share.id)


def _as_json(share: OpenedShare) -> dict[str, object]:
    from metanoia.vault.stamps import stamp

    attached = [one for entry in share.entries for one in entry.attachments]
    return {
        "id": share.id,
        "sender": share.sender,
        "known_as": share.known_as,
        "verified": share.verified,
        "addressed_to_me": share.addressed_to_me,
        "sender_fingerprint": share.sender_fingerprint,
        "fingerprint": share.fingerprint,
        "sealed_at": stamp(share.created_at),
        "note": share.cover_note,
        "number": share.seq,
        "previous": share.previous,
        "agreement": agreed_as_json(share.agreed),
        "answers": answers_as_json(share.answers),
        "withdrawn": list(share.withdrawn),
        "things": [thing_as_json(thing) for thing in share.things],
        "entries": [entry_as_json(entry) for entry in share.entries],
        "attachments": [
            {"name": one.name, "size": one.size, "sha256": one.sha256} for one in attached
        ],
    }


def _as_text(share: OpenedShare) -> str:
    parts = [
        f"From: {line(share.sender)} ({_whose(share)})",
        f"Their key: {share.sender_fingerprint}",
        f"This share: {share.fingerprint}, sealed {share.created_at:%Y-%m-%d}",
    ]
    if share.cover_note:
        parts.append(f"\n{share.cover_note}")
    parts += beside_as_text(share)
    for entry in share.entries:
        when = entry.date.isoformat()
        if entry.time is not None:
            when += f" {entry.time.isoformat('minutes')}"
        about = "  ".join([when, *(f"#{tag}" for tag in entry.tags)])
        heading = f"# {entry.title}\n\n" if entry.title else ""
        parts.append(f"\n{heading}{about}\n\n{entry.body}".rstrip())
        parts += [f"Attached: {line(one.name)} ({one.size:,} bytes)" for one in entry.attachments]
    return "\n".join(parts)


def _whose(share: OpenedShare) -> str:
    if share.verified == "yours":
        return "your own share"
    if share.known_as is not None:
        return f"the signature is that of {line(share.known_as)}, whom you know"
    return (
        "the signature is whole, but you do not know this key: compare its digits with the sender, "
        "best by phone"
    )
