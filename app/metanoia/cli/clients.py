"""metanoia desk list, prep, note, delete: the clients of a coach."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import click

from metanoia.cli import options
from metanoia.cli.terminal import answer, counted, line, show, text_or_typed
from metanoia.cli.unlocking import opened

if TYPE_CHECKING:
    from metanoia.domain.clients import CaseloadRow
    from metanoia.journal import Journal


@click.command("list")
@options.as_json
@options.common
@click.pass_context
def list_command(context: click.Context, as_json: bool) -> None:
    """List the clients: how long ago each shared, and what is open."""
    today = _today()
    with opened(options.named(context)) as journal:
        rows = journal.clients.caseload(today)
    if as_json:
        answer([_as_json(row, today) for row in rows])
    elif not rows:
        show(
            "There is no client yet. Open a share with --keep once its sender is kept as a client."
        )
    else:
        show("\n".join(_as_text(row, today) for row in rows))


@click.command("prep")
@click.argument("client")
@options.as_json
@options.common
@click.pass_context
def prep_command(context: click.Context, client: str, as_json: bool) -> None:
    """Print the prep sheet of a client as Markdown: their last share beside the one before it.

    CLIENT is a name, an alias, or an id. Private notes are not on the sheet.
    """
    from metanoia.exchange.client_desk import prep
    from metanoia.exchange.prep_text import prep_json, prep_markdown

    with opened(options.named(context)) as journal:
        sheet = prep(journal.clients, _named(journal, client), _today())
    if as_json:
        answer(prep_json(sheet))
    else:
        show(prep_markdown(sheet).rstrip())


@click.command("note")
@click.argument("client")
@click.argument("text", required=False)
@options.as_json
@options.common
@click.pass_context
def note_command(context: click.Context, client: str, text: str | None, as_json: bool) -> None:
    """Keep a private note on a client. It never enters a reply.

    Without TEXT, or for "-", it is read from standard input.
    """
    with opened(options.named(context)) as journal:
        note = journal.clients.add_note(_named(journal, client), text_or_typed(text))
    if as_json:
        answer({"id": note.id, "text": note.text})
    else:
        show("Kept, for you alone.")


@click.command("delete")
@click.argument("client")
@click.option("--yes", is_flag=True, help="Do not ask.")
@options.as_json
@options.common
@click.pass_context
def delete_command(context: click.Context, client: str, yes: bool, as_json: bool) -> None:
    """Delete a client for ever: their file, and its copies in every backup of this journal."""
    with opened(options.named(context)) as journal:
        person = _named(journal, client)
        name = journal.clients.name(person)
        if not yes:
            click.confirm(
                f"Delete all that is kept of {line(name)}, for ever?", abort=True, err=True
            )
        journal.clients.delete(person)
    if as_json:
        answer({"deleted": person})
    else:
        show(
            f"Deleted: {line(name)}. Copies of this folder that lie elsewhere are yours to delete."
        )


COMMANDS = (list_command, prep_command, note_command, delete_command)


def _named(journal: Journal, said: str) -> str:
    """Return the id of the client who is called that, by id, alias or name. NotFound, Refused."""
    from metanoia.domain.errors import NotFound, Refused

    wanted = said.strip().casefold()
    rows = journal.clients.caseload(_today())
    found = {row.person for row in rows if wanted in (row.person, row.alias.casefold())}
    found = found or {row.person for row in rows if wanted == row.name.casefold()}
    if not found or not wanted:
        raise NotFound(f"No client is called “{line(said)}”. Look at: metanoia desk list")
    if len(found) > 1:
        raise Refused(f"Several clients are called “{line(said)}”. Name one by its id.")
    return found.pop()


def _today() -> dt.date:
    return dt.datetime.now().astimezone().date()


def _as_json(row: CaseloadRow, today: dt.date) -> dict[str, Any]:
    changes = row.changes
    return {
        "id": row.person,
        "name": row.name,
        "alias": row.alias,
        "shares": row.shares,
        "unread": len(row.unread),
        "last_share_on": _day(row.last_share_on),
        "days_since": row.days_since(today),
        "open_questions": row.open_questions,
        "targets_due": row.targets_due,
        "next_session_on": _day(row.next_session_on),
        "keep_until": _day(row.keep_until),
        "to_be_deleted": len(row.expired),
        "drafts": len(row.drafts),
        "changes": changes._asdict() if changes else None,
        "damaged": row.damaged,
    }


def _as_text(row: CaseloadRow, today: dt.date) -> str:
    if row.damaged:
        return f"{line(row.shown)}: {row.damaged}"
    days, facts = row.days_since(today), []
    facts.append("nothing shared yet" if days is None else f"shared {_ago(days)}")
    if row.unread:
        facts.append(f"{len(row.unread)} to read")
    if row.open_questions:
        facts.append(counted(row.open_questions, "open question", "open questions"))
    if row.targets_due:
        facts.append(counted(row.targets_due, "target due", "targets due"))
    if row.changes:
        facts.append(f"{row.changes.new} new, {row.changes.changed} changed")
    if row.next_session_on:
        facts.append(f"next session {row.next_session_on.isoformat()}")
    if row.keep_until:
        facts.append(f"keep until {row.keep_until.isoformat()}")
    if row.expired:
        facts.append(f"{len(row.expired)} to be deleted")
    return f"{line(row.shown)}: {', '.join(facts)}"


def _ago(days: int) -> str:
    return "today" if not days else f"{counted(days, 'day', 'days')} ago"


def _day(day: dt.date | None) -> str | None:
    return day.isoformat() if day else None
