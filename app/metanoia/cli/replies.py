"""metanoia reply: what the reader of a share wrote back."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from metanoia.cli import options
from metanoia.cli.terminal import answer, counted, line, show, text_or_typed
from metanoia.cli.unlocking import opened

if TYPE_CHECKING:
    from metanoia.domain.replies import KeptComment, KeptReply, Taken


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
        kept = journal.replies.get(found.reply.review_id)
    if as_json:
        answer({**_said(kept), **taken._asdict()})
    else:
        show(f"{_brought(taken)}\n\n{_said_as_text(kept)}")


@reply_command.command("list")
@options.as_json
@options.common
@click.pass_context
def list_command(context: click.Context, as_json: bool) -> None:
    """Print the replies that came in."""
    with opened(options.named(context)) as journal:
        replies = journal.replies.all()
    if as_json:
        answer([_said(one) for one in replies])
    else:
        show("\n\n\n".join(map(_said_as_text, replies)) or "No reply came in yet.")


@reply_command.command("answer")
@click.argument("comment")
@click.argument("text", required=False)
@options.as_json
@options.common
@click.pass_context
def answer_command(context: click.Context, comment: str, text: str | None, as_json: bool) -> None:
    """Answer a comment; COMMENT is the beginning of its id.

    Without TEXT, or for "-", the answer is read from standard input. It leaves with the next share for
    whoever asked; until then another answer replaces it.
    """
    with opened(options.named(context)) as journal:
        found = journal.replies.find(comment)
        _show(journal.replies.answer(found.said.id, text_or_typed(text)), as_json)


@reply_command.command("close")
@click.argument("comment")
@click.option("--open", "again", is_flag=True, help="Open a closed one again.")
@options.as_json
@options.common
@click.pass_context
def close_command(context: click.Context, comment: str, again: bool, as_json: bool) -> None:
    """Let a comment come up no more; COMMENT is the beginning of its id."""
    with opened(options.named(context)) as journal:
        replies = journal.replies
        act = replies.reopen if again else replies.close
        _show(act(replies.find(comment).said.id), as_json)


def _show(comment: KeptComment, as_json: bool) -> None:
    if as_json:
        answer(_comment(comment))
    else:
        show(_comment_as_text(comment))


def _said(found: KeptReply) -> dict[str, object]:
    from metanoia.vault.stamps import stamp

    session = found.next_session_on
    return {
        "share": found.share_id,
        "sender": found.sender,
        "signed": found.signed,
        "written_at": stamp(found.written_at),
        "note": found.closing_note,
        "next_session": session.isoformat() if session else None,
        "comments": [_comment(one) for one in found.comments],
    }


def _comment(kept: KeptComment) -> dict[str, object]:
    said = kept.said
    return {
        "id": said.id,
        "type": said.item[0],
        "item": said.item[1],
        "field": said.field,
        "quote": said.selector.exact if said.selector else None,
        "kind": said.kind.value,
        "text": said.body,
        "reply_to": said.reply_to,
        "state": kept.state,
        "answer": kept.answer.text if kept.answer else None,
    }


def _brought(taken: Taken) -> str:
    new = counted(taken.new, "new comment", "new comments")
    parts = [f"{new}, {taken.changed} changed, {taken.same} here already"]
    if taken.left:
        many = "were answered or closed already and stay as they are"
        parts.append(f"{taken.left} that were worded anew {many}")
    if taken.targets:
        parts.append(f"{taken.targets} new on learning targets")
    if taken.gone:
        gone = counted(taken.gone, "share that you withdrew was", "shares that you withdrew were")
        parts.append(f"{gone} deleted over there")
    return "; ".join(parts)


def _said_as_text(found: KeptReply) -> str:
    whose = "signed by them" if found.signed else "from somebody who could open this share"
    parts = [f"From: {line(found.sender)} ({whose}), {found.written_at:%Y-%m-%d}"]
    parts += map(_comment_as_text, found.comments)
    if found.closing_note:
        parts.append(found.closing_note)
    if found.next_session_on is not None:
        parts.append(f"Next session: {found.next_session_on.isoformat()}")
    return "\n\n".join(parts)


def _comment_as_text(kept: KeptComment) -> str:
    from metanoia.exchange.reply_text import KINDS

    said = kept.said
    quote = f"“{line(said.selector.exact)}”\n" if said.selector else ""
    about = f"{said.id[:8]}, {said.item[0]} {said.item[1][:8]}, {kept.state}"
    answered = f"\nAnswer: {kept.answer.text}" if kept.answer else ""
    return f"{quote}{KINDS[said.kind]} ({about}): {said.body}{answered}"
