"""metanoia reply: what the reader of a share wrote back."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from metanoia.cli import options
from metanoia.cli.terminal import answer, counted, line, show
from metanoia.cli.unlocking import opened

if TYPE_CHECKING:
    from metanoia.domain.replies import Comment, KeptReply, OpenedReply, Reply, Taken


@click.group("reply")
@options.common
def reply_command() -> None:
    """What readers of your shares write back."""


@reply_command.command("import")
@click.argument("file", type=click.Path(path_type=Path))
@options.as_json
@options.common
@click.pass_context
def import_command(context: click.Context, file: Path, as_json: bool) -> None:
    """Bring a reply in and print it.

    Its comments are kept beside what was shared and change nothing there. The same reply a second
    time changes nothing.
    """
    from metanoia.exchange.reply import bring_in

    with opened(options.named(context)) as journal:
        found, taken = bring_in(journal, file)
    if as_json:
        answer(_as_json(found, taken))
    else:
        show(_as_text(found, taken))


@reply_command.command("list")
@options.as_json
@options.common
@click.pass_context
def list_command(context: click.Context, as_json: bool) -> None:
    """Print the replies that came in."""
    with opened(options.named(context)) as journal:
        replies = journal.replies.all()
    if as_json:
        answer([_said(one, signed=one.signed) for one in replies])
    else:
        show(
            "\n\n\n".join(_said_as_text(one, signed=one.signed) for one in replies)
            or "No reply came in yet."
        )


def _as_json(found: OpenedReply, taken: Taken) -> dict[str, object]:
    return {**_said(found.reply, signed=found.signed), **taken._asdict()}


def _said(found: Reply | KeptReply, *, signed: bool) -> dict[str, object]:
    from metanoia.vault.stamps import stamp

    session = found.next_session_on
    return {
        "share": found.share_id,
        "sender": found.sender,
        "signed": signed,
        "written_at": stamp(found.written_at),
        "note": found.closing_note,
        "next_session": session.isoformat() if session else None,
        "comments": [_comment(one) for one in found.comments],
    }


def _comment(comment: Comment) -> dict[str, object]:
    return {
        "id": comment.id,
        "entry": comment.item[1],
        "quote": comment.selector.exact if comment.selector else None,
        "kind": comment.kind.value,
        "text": comment.body,
    }


def _as_text(found: OpenedReply, taken: Taken) -> str:
    said = _said_as_text(found.reply, signed=found.signed)
    new = counted(taken.new, "new comment", "new comments")
    return f"{new}, {taken.changed} changed, {taken.same} here already\n\n{said}"


def _said_as_text(found: Reply | KeptReply, *, signed: bool) -> str:
    from metanoia.exchange.reply_text import KINDS

    whose = "signed by them" if signed else "from somebody who could open this share"
    parts = [f"From: {line(found.sender)} ({whose}), {found.written_at:%Y-%m-%d}"]
    for comment in found.comments:
        quote = f"“{line(comment.selector.exact)}”\n" if comment.selector else ""
        parts.append(f"{quote}{KINDS[comment.kind]} ({comment.item[1][:8]}): {comment.body}")
    if found.closing_note:
        parts.append(found.closing_note)
    if found.next_session_on is not None:
        parts.append(f"Next session: {found.next_session_on.isoformat()}")
    return "\n\n".join(parts)
