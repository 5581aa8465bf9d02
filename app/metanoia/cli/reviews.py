"""metanoia review: what is due to be settled and looked at again."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import click

from metanoia.cli import options
from metanoia.cli.lived import today
from metanoia.cli.terminal import answer, line, say, show, table
from metanoia.cli.unlocking import opened
from metanoia.domain.days import check_date
from metanoia.domain.errors import Refused

if TYPE_CHECKING:
    from metanoia.domain.reviews import ReviewDue


@click.group("review")
@options.common
def review_command() -> None:
    """What is due to be settled and looked at again. The review itself is in the window."""


@review_command.command("due")
@click.option("--date", type=options.DAY, metavar="YYYY-MM-DD", help="As of that day; else today.")
@options.as_json
@options.common
@click.pass_context
def due_command(context: click.Context, date: dt.datetime | None, as_json: bool) -> None:
    """Say which review is due, what is to be settled, and what comes up again this week."""
    with opened(options.named(context)) as journal:
        day = options.day(date) or today(journal)
        _check(day)
        due = journal.reviews.due(day)
    if as_json:
        answer(_as_json(due))
        return
    rows = _rows(due)
    table(rows)
    asked = [
        kind for kind, is_due in (("weekly", due.weekly), ("quarterly", due.quarterly)) if is_due
    ]
    if asked:
        show(f"The {' and the '.join(asked)} review {'is' if len(asked) == 1 else 'are'} due.")
    elif not rows:
        say("Nothing is due.")


def _check(day: dt.date) -> None:
    """Raise Refused for a day before any journal, or in the last year that can be reckoned with."""
    check_date(day)
    if day.year == dt.MAXYEAR:
        raise Refused("That day is too far off. Choose an earlier one.")


def _rows(due: ReviewDue) -> list[tuple[str, ...]]:
    settle = due.settle
    return [
        *((one.id[:8], "prediction", str(one.due_on), line(one.statement))
          for one in settle.predictions),
        *((one.id[:8], "step", str(one.due_on or ""), line(one.text)) for one in settle.actions),
        *((one.id[:8], "test", str(one.due_on), line(one.plan)) for one in settle.experiments),
        *((one.id[:8], f"{one.kind} again", str(one.due_on or ""), line(one.words))
          for one in due.again),
    ]  # fmt: skip


def _as_json(due: ReviewDue) -> dict[str, object]:
    settle = due.settle
    return {
        "weekly": due.weekly,
        "quarterly": due.quarterly,
        "predictions": [
            {"id": str(one.id), "statement": one.statement, "due_on": one.due_on.isoformat()}
            for one in settle.predictions
        ],
        "actions": [
            {
                "id": str(one.id),
                "text": one.text,
                "due_on": one.due_on.isoformat() if one.due_on else None,
            }
            for one in settle.actions
        ],
        "tests": [
            {"id": str(one.id), "plan": one.plan, "due_on": one.due_on.isoformat()}
            for one in settle.experiments
        ],
        "again": [
            {
                "kind": one.kind,
                "id": one.id,
                "words": one.words,
                "due_on": one.due_on.isoformat() if one.due_on else None,
            }
            for one in due.again
        ],
    }
