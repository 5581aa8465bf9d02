"""metanoia value: what matters to me, and how far it shows."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import click

from metanoia.cli import options
from metanoia.cli.lived import today
from metanoia.cli.terminal import answer, line, say, show, table
from metanoia.cli.unlocking import opened
from metanoia.domain.errors import NotFound, Refused

if TYPE_CHECKING:
    from metanoia.domain.values import Rating, Value
    from metanoia.journal import Journal


@click.group("value")
@options.common
def value_command() -> None:
    """What matters to me, and how far it shows. The sort of values is in the window."""


@value_command.command("list")
@click.option("--all", "retired", is_flag=True, help="Those set aside too.")
@options.as_json
@options.common
@click.pass_context
def list_command(context: click.Context, retired: bool, as_json: bool) -> None:
    """List values by their rank, with what was said of them last."""
    with opened(options.named(context)) as journal:
        values, latest = journal.values.all(retired=retired), journal.values.latest_ratings()
    if as_json:
        answer([_listed(value, latest.get(value.id)) for value in values])
        return
    table([_row(value, latest.get(value.id)) for value in values])
    if not values:
        say("There is no value.")


@value_command.command("rate")
@click.argument("value", metavar="NAME")
@click.argument("importance", metavar="N", type=int)
@click.option("--lived", type=int, metavar="N", help="How far my last weeks showed it, 0 to 10.")
@click.option("--note", default="", metavar="TEXT", help="A few words.")
@click.option("--date", type=options.DAY, metavar="YYYY-MM-DD", help="The day; else today.")
@options.as_json
@options.common
@click.pass_context
def rate_command(
    context: click.Context,
    value: str,
    importance: int,
    lived: int | None,
    note: str,
    date: dt.datetime | None,
    as_json: bool,
) -> None:
    """Say how much a value matters: N of 10.

    NAME is its name, or its id or the first four signs of it. A second rating of a day takes the place
    of the first.
    """
    with opened(options.named(context)) as journal:
        found = _named(journal, value)
        said = journal.values.rate(
            found.id, importance, lived, note, date=options.day(date), today=today(journal)
        )
        ratings = journal.values.ratings(found.id)
    if as_json:
        answer(_as_json(found, ratings))
    else:
        show("  ".join(word for word in _row(found, said) if word))


def _named(journal: Journal, said: str) -> Value:
    """Return the living value that a name or the beginning of an id means; NotFound."""
    found = journal.values.by_name(said)
    if found is None:
        try:
            found = journal.values.find(said)
        except (NotFound, Refused):
            raise NotFound(
                "No value has that name or id. metanoia value list shows them."
            ) from None
    return found


def _row(value: Value, rating: Rating | None) -> tuple[str, ...]:
    matters = f"matters {rating.importance:>2}" if rating else ""
    shows = f"shows {rating.lived:>2}" if rating and rating.lived is not None else ""
    rank = f"{value.rank:>2}." if value.rank else ""
    name = value.name if value.state == "active" else f"{value.name} (set aside)"
    return str(value.id)[:8], rank, matters, shows, line(name)


def _listed(value: Value, rating: Rating | None) -> dict[str, object]:
    return {
        **_head(value),
        "importance": rating.importance if rating else None,
        "lived": rating.lived if rating else None,
        "rated_on": rating.date.isoformat() if rating else None,
    }


def _as_json(value: Value, ratings: list[Rating]) -> dict[str, object]:
    return {
        **_head(value),
        "ratings": [
            {
                "date": one.date.isoformat(),
                "importance": one.importance,
                "lived": one.lived,
                "note": one.note,
            }
            for one in ratings
        ],
    }


def _head(value: Value) -> dict[str, object]:
    return {
        "id": str(value.id),
        "name": value.name,
        "meaning": value.meaning,
        "rank": value.rank,
        "state": value.state,
    }
