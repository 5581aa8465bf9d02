"""metanoia list, show, search: entries again."""

from __future__ import annotations

import dataclasses
import datetime as dt
from typing import TYPE_CHECKING

import click

from metanoia.cli import options
from metanoia.cli.terminal import answer, counted, from_hit, line, say, show, table, unmarked
from metanoia.cli.unlocking import opened

if TYPE_CHECKING:
    from metanoia.domain.entries import Entry, EntryRow
    from metanoia.domain.query import Query
    from metanoia.journal import Journal

_limit = click.option(
    "--limit", type=click.IntRange(1), default=20, show_default=True, help="At most so many."
)


@click.command("list")
@_limit
@options.narrowing
@options.as_json
@options.common
@click.pass_context
def list_command(
    context: click.Context,
    limit: int,
    first: dt.datetime | None,
    last: dt.datetime | None,
    tag: str | None,
    as_json: bool,
) -> None:
    """List entries, newest first."""
    from metanoia.exchange.entry_json import as_json as entry_as_json

    with opened(options.named(context)) as journal:
        rows, count = _newest(journal, limit, options.day(first), options.day(last), tag)
        if as_json:
            found = [journal.entries.get(row.id) for row in rows]
            answer([entry_as_json(entry, body=False) for entry in found])
            return
    table([(*_left(row), _said(row)) for row in rows])
    if not rows:
        say("There is no entry.")
    elif count > len(rows):
        say(f"{len(rows)} of {_many(count)}; --limit N shows more.")


@click.command("show")
@click.argument("entry_id", metavar="ID")
@options.as_json
@options.common
@click.pass_context
def show_command(context: click.Context, entry_id: str, as_json: bool) -> None:
    """Print one entry as Markdown.

    The first four signs of its id are enough if no other entry has them.
    """
    from metanoia.exchange.entry_json import as_json as entry_as_json
    from metanoia.exchange.entry_json import form_as_json

    with opened(options.named(context)) as journal:
        entry = journal.entries.find(entry_id)
        form = form_as_json(entry, journal.answers)
    if entry.deleted_at is not None:
        say("This entry is in Recently deleted.")
    if as_json:
        answer(entry_as_json(entry) | form)
    else:
        show(_markdown(entry))


@click.command("search")
@click.argument("query")
@_limit
@options.narrowing
@options.as_json
@options.common
@click.pass_context
def search_command(
    context: click.Context,
    query: str,
    limit: int,
    first: dt.datetime | None,
    last: dt.datetime | None,
    tag: str | None,
    as_json: bool,
) -> None:
    """Find entries, best first.

    Beyond a thousand they come newest first. Every word counts from its beginning. "several words" are a phrase; -word keeps entries out;
    tag:T, on:D, before:D, after:D (D a year, a month, a day, today or yesterday) and is:starred narrow.
    A query that begins with - stands after --.
    """
    from metanoia.domain.query import parse

    asked = _narrowed(parse(query), options.day(first), options.day(last), tag)
    with opened(options.named(context)) as journal:
        found = journal.search.find(asked, limit=limit)
    if asked.left_out:
        say("A part of the query was not understood and left out.")
    if as_json:
        answer(
            [
                {
                    "id": str(hit.row.id),
                    "date": hit.row.date.isoformat(),
                    "title": hit.row.title,
                    "snippet": unmarked(hit.snippet),
                }
                for hit in found.hits
            ]
        )
        return
    table([(*_left(hit.row), _said(hit.row, hit.snippet)) for hit in found.hits])
    if not found.hits:
        say("Nothing was found.")
    elif found.count > len(found.hits):
        say(f"{len(found.hits)} of {_many(found.count)}; --limit N shows more.")


def _newest(
    journal: Journal, limit: int, first: dt.date | None, last: dt.date | None, tag: str | None
) -> tuple[list[EntryRow], int]:
    """Return the newest entries and how many there are."""
    from metanoia.domain.query import Query

    asked = _narrowed(Query(), first, last, tag)
    if asked.empty:
        return journal.entries.newest(limit), journal.entries.count
    found = journal.search.find(asked, limit=limit, order="newest")
    return [hit.row for hit in found.hits], found.count


def _narrowed(query: Query, first: dt.date | None, last: dt.date | None, tag: str | None) -> Query:
    from metanoia.domain.tags import tag as checked_tag

    return dataclasses.replace(
        query,
        first=max(query.first or dt.date.min, first) if first else query.first,
        last=min(query.last or dt.date.max, last) if last else query.last,
        tags=(*query.tags, checked_tag(tag)) if tag else query.tags,
    )


def _many(count: int) -> str:
    return "more than 1,000" if count == 1_001 else counted(count, "entry", "entries")


def _left(row: EntryRow) -> tuple[str, str, str, str]:
    time = row.time.isoformat("minutes") if row.time is not None else ""
    return str(row.id)[:8], row.date.isoformat(), time, "*" if row.starred else ""


def _said(row: EntryRow, snippet: str | None = None) -> str:
    tags = " ".join(f"#{tag}" for tag in row.tags)
    text = from_hit(snippet) if snippet else row.excerpt
    parts = (row.title, text if snippet or not row.title else "", tags)
    return "  ".join(line(part) for part in parts if part)


def _markdown(entry: Entry) -> str:
    when = entry.when.date.isoformat()
    if entry.when.time is not None:
        when += f" {entry.when.time.isoformat('minutes')} {entry.when.tz}"
    about = "  ".join(
        [when, *(f"#{tag}" for tag in entry.tags), *(["starred"] if entry.starred else [])]
    )
    heading = f"# {entry.title}\n\n" if entry.title else ""
    return f"{heading}{about}\n\n{entry.body}".rstrip()
