"""metanoia goal: what I want to be true, and what is true now."""

from __future__ import annotations

import datetime as dt
import unicodedata
from typing import TYPE_CHECKING

import click

from metanoia.cli import options
from metanoia.cli.goal_text import NAMES, as_json_of, as_text, close, row_as_json, short
from metanoia.cli.lived import today
from metanoia.cli.terminal import answer, line, say, show, table
from metanoia.cli.unlocking import opened
from metanoia.domain.errors import Refused
from metanoia.domain.goals import CADENCES, GOAL_STATES, GoalState

if TYPE_CHECKING:
    from metanoia.domain.goals import GoalId
    from metanoia.journal import Journal


@click.group("goal")
@options.common
def goal_command() -> None:
    """What I want to be true, and what is true now.

    Wherever an ID is asked for, its first four signs are enough if no other has them.
    """


@goal_command.command("add")
@click.argument("title")
@click.option("--vision", default="", metavar="TEXT", help="What I want to be true, as if it were.")
@click.option("--reality", default="", metavar="TEXT", help="What is true now.")
@click.option("--why", default="", metavar="TEXT", help="Why I want it.")
@click.option("--importance", type=int, metavar="N", default=5, help="0 to 10; else 5.")
@click.option("--by", type=options.DAY, metavar="YYYY-MM-DD", help="When it should be true.")
@click.option(
    "--every",
    type=click.Choice([str(days) for days in CADENCES]),
    default="7",
    help="How many days from one look to the next; else 7.",
)
@click.option("--part-of", metavar="ID", help="The goal that it is part of.")
@options.as_json
@options.common
@click.pass_context
def add_command(
    context: click.Context,
    title: str,
    vision: str,
    reality: str,
    why: str,
    importance: int,
    by: dt.datetime | None,
    every: str,
    part_of: str | None,
    as_json: bool,
) -> None:
    """Keep a goal. It is a draft until both --vision and --reality are said."""
    from metanoia.domain.goals import NewGoal
    from metanoia.domain.tension import vision_hints

    with opened(options.named(context)) as journal:
        new = NewGoal(
            title=title,
            vision=vision,
            reality=reality,
            why=why,
            importance=importance,
            started_on=today(journal),
            target_on=options.day(by),
            cadence=int(every),
            parent=journal.goals.find(part_of).id if part_of else None,
        )
        made = journal.goals.add(new)
        _tell(journal, made.id, as_json)
    if made.state == "draft":
        say("It is a draft: say --vision and --reality to have it active.")
    elif hints := vision_hints(made.vision):
        said = ", ".join(f"“{hint}”" for hint in hints)
        say(f"The vision says {said}. Say what is there once it is true.")


@goal_command.command("list")
@click.option("--state", type=click.Choice(GOAL_STATES), help="Only those in this state.")
@click.option("--search", default="", metavar="TEXT", help="Every word begins a word of it.")
@options.as_json
@options.common
@click.pass_context
def list_command(
    context: click.Context, state: GoalState | None, search: str, as_json: bool
) -> None:
    """List goals, the most important first."""
    with opened(options.named(context)) as journal:
        rows = journal.goals.rows(state, search)
    if as_json:
        answer([row_as_json(row) for row in rows])
        return
    table(
        [
            (
                str(row.goal.id)[:8],
                NAMES[row.goal.state],
                close(row.closeness),
                str(row.checked_on or ""),
                line(row.goal.title),
            )
            for row in rows
        ]
    )
    if not rows:
        say("Nothing was found." if state or search else "There is no goal.")


@goal_command.command("show")
@click.argument("goal_id", metavar="ID")
@options.as_json
@options.common
@click.pass_context
def show_command(context: click.Context, goal_id: str, as_json: bool) -> None:
    """Print a goal with its measures, steps and check-ins."""
    with opened(options.named(context)) as journal:
        found = journal.goals.find(goal_id)
        if found.deleted_at is not None:
            say("This goal is in Recently deleted.")
        if as_json:
            answer(as_json_of(journal, found.id, today(journal)))
        else:
            show(as_text(journal, found.id, today(journal)))


@goal_command.command("checkin")
@click.argument("goal_id", metavar="ID")
@click.option(
    "--close", "closeness", type=int, required=True, metavar="N", help="How close it is, 0 to 10."
)
@click.option(
    "--pull", type=int, required=True, metavar="N", help="How strongly it pulls, 0 to 10."
)
@click.option("--note", default="", metavar="TEXT", help="A few words.")
@click.option(
    "--measure",
    "measures",
    multiple=True,
    metavar="NAME=NUMBER",
    help="What a measure shows, by its name; may be said for each.",
)
@click.option("--date", type=options.DAY, metavar="YYYY-MM-DD", help="The day; else today.")
@options.as_json
@options.common
@click.pass_context
def checkin_command(
    context: click.Context,
    goal_id: str,
    closeness: int,
    pull: int,
    note: str,
    measures: tuple[str, ...],
    date: dt.datetime | None,
    as_json: bool,
) -> None:
    """Note today's reality: how close it is and how strongly it pulls.

    A second check-in of a day takes the place of the first.
    """
    from metanoia.domain.goals import NewCheckIn

    said = [_named_number(one) for one in measures]
    with opened(options.named(context)) as journal:
        found = journal.goals.find(goal_id)
        values = tuple((_measure(journal, found.id, name), number) for name, number in said)
        new = NewCheckIn(closeness=closeness, pull=pull, note=note, values=values)
        journal.goals.check_in(found.id, new, date=options.day(date), today=today(journal))
        _tell(journal, found.id, as_json)


def _named_number(said: str) -> tuple[str, float]:
    name, _, number = said.rpartition("=")
    try:
        return name.strip(), float(number)
    except ValueError:
        raise click.UsageError("Say a measure as NAME=NUMBER, with a point: Hours=7.5.") from None


def _measure(journal: Journal, goal_id: GoalId, name: str) -> str:
    measures = journal.goals.measures(goal_id)
    said = unicodedata.normalize("NFC", " ".join(name.split())).casefold()
    found = [one.id for one in measures if one.name.casefold() == said]
    if len(found) != 1:
        many = "Several measures have" if found else "No measure of this goal has"
        raise Refused(f"{many} that name. metanoia goal show lists them.")
    return found[0]


def _tell(journal: Journal, goal_id: GoalId, as_json: bool) -> None:
    if as_json:
        answer(as_json_of(journal, goal_id, today(journal)))
    else:
        show(short(journal, goal_id))
