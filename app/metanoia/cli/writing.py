"""metanoia write: an entry from the command line or from standard input."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import click

from metanoia.cli import options
from metanoia.cli.terminal import answer, show, text_or_typed
from metanoia.cli.unlocking import opened
from metanoia.domain.errors import Refused

if TYPE_CHECKING:
    from metanoia.domain.days import Moment


@click.command("write")
@click.argument("text", required=False)
@click.option("--title", default="", help="One line above the text.")
@click.option("--date", type=options.DAY, metavar="YYYY-MM-DD", help="The day lived; else today.")
@click.option("--time", "clock", type=click.DateTime(["%H:%M"]), metavar="HH:MM", help="The time.")
@click.option("--tz", metavar="ZONE", help="Its time zone, like Europe/Oslo; else this computer's.")
@click.option("--tag", "tags", metavar="T", multiple=True, help="A tag; may be said several times.")
@options.as_json
@options.common
@click.pass_context
def write_command(
    context: click.Context,
    text: str | None,
    title: str,
    date: dt.datetime | None,
    clock: dt.datetime | None,
    tz: str | None,
    tags: tuple[str, ...],
    as_json: bool,
) -> None:
    """Add an entry.

    The text is TEXT, or what comes from standard input (TEXT left out, or -). What stands on the command line may be kept in the shell's history; standard input is not. A date
    without a time keeps the day only.
    """
    from metanoia.domain.entries import NewEntry
    from metanoia.domain.tags import tags as checked_tags
    from metanoia.exchange.entry_json import as_json as entry_as_json

    with opened(options.named(context)) as journal:
        when = _when(options.day(date), clock.time() if clock else None, tz, journal.meta.day_start)
        body = text_or_typed(text)
        if not body.strip() and not title.strip():
            raise Refused("There is nothing to write: give a text or a title.")
        entry = journal.entries.add(
            NewEntry(when=when, title=title.strip(), body=body, tags=checked_tags(tags))
        )
    if as_json:
        answer(entry_as_json(entry))
    else:
        show(f"{str(entry.id)[:8]}  {entry.when.date}")


def _when(date: dt.date | None, time: dt.time | None, tz: str | None, day_start: dt.time) -> Moment:
    from metanoia import places
    from metanoia.domain import days

    zone = tz or places.time_zone()
    now = days.now(zone, day_start)
    if date is None and time is None:
        return now
    return days.at(date or now.date, time, zone)
