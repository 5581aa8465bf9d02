"""metanoia prediction: what I foretell, what became of it, and how well I knew."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Literal

import click

from metanoia.cli import options
from metanoia.cli.lived import today
from metanoia.cli.prediction_text import (
    NAMES,
    as_json_of,
    record_as_json,
    record_as_text,
    row_as_json,
)
from metanoia.cli.terminal import answer, line, say, show, table, text_or_typed
from metanoia.cli.unlocking import opened

if TYPE_CHECKING:
    from metanoia.domain.predictions import Outcome

_SETTLED_BY = "What I see by then."
_WHICH = {"due": ("due",), "open": ("due", "open"), "settled": ("settled",)}


@click.group("prediction")
@options.common
def prediction_command() -> None:
    """What I foretell, and what became of it.

    Wherever an ID is asked for, its first four signs are enough if no other has them.
    """


@prediction_command.command("add")
@click.argument("text", required=False)
@click.option("--due", type=options.DAY, metavar="YYYY-MM-DD", required=True, help="By what day.")
@click.option("--percent", type=int, metavar="N", required=True, help="How likely, 0 to 100.")
@click.option(
    "--by", metavar="TEXT", default=_SETTLED_BY, show_default=True, help="What settles it."
)
@options.as_json
@options.common
@click.pass_context
def add_command(
    context: click.Context,
    text: str | None,
    due: dt.datetime,
    percent: int,
    by: str,
    as_json: bool,
) -> None:
    """Keep a prediction.

    It is TEXT, 5 to 300 characters, or what comes from standard input (TEXT left out, or -).
    """
    from metanoia.domain.predictions import NewPrediction

    with opened(options.named(context)) as journal:
        new = NewPrediction(
            statement=text_or_typed(text), settled_by=by, due_on=due.date(), percent=percent
        )
        made = journal.predictions.add(new)
        day = today(journal)
    if as_json:
        answer(as_json_of(made, day))
        return
    show(f"{str(made.id)[:8]}  {made.due_on}  {made.last}%")
    if made.due_on < day:
        say("That day has passed already, so it can be settled at once.")


@prediction_command.command("list")
@click.option("--due", "which", flag_value="due", help="Only those whose day has come.")
@click.option("--open", "which", flag_value="open", help="Only those not settled yet.")
@click.option("--settled", "which", flag_value="settled", help="Only those settled.")
@options.as_json
@options.common
@click.pass_context
def list_command(
    context: click.Context, which: Literal["due", "open", "settled"] | None, as_json: bool
) -> None:
    """List predictions by the day they are due."""
    with opened(options.named(context)) as journal:
        day = today(journal)
        rows = [
            row
            for row in journal.predictions.rows()
            if which is None or row.state(day) in _WHICH[which]
        ]
    if as_json:
        answer([row_as_json(row, day) for row in rows])
        return
    table(
        [
            (
                str(row.id)[:8],
                row.due_on.isoformat(),
                f"{row.last:>3}%",
                NAMES[row.outcome or row.state(day)],
                line(row.statement),
            )
            for row in rows
        ]
    )
    if not rows:
        say("There is no such prediction." if which else "There is no prediction.")


@prediction_command.command("settle")
@click.argument("prediction_id", metavar="ID")
@click.argument("outcome", type=click.Choice(["yes", "no", "void"]))
@click.option("--note", default="", metavar="TEXT", help="What was seen, in a line.")
@options.as_json
@options.common
@click.pass_context
def settle_command(
    context: click.Context, prediction_id: str, outcome: Outcome, note: str, as_json: bool
) -> None:
    """Say what became of a prediction: it came true, it did not, or it cannot be told (void).

    It counts from the day it is due; void never counts.
    """
    with opened(options.named(context)) as journal:
        found = journal.predictions.find(prediction_id)
        settled = journal.predictions.settle(found.id, outcome, note)
        day = today(journal)
    if as_json:
        answer(as_json_of(settled, day))
        return
    show(f"{str(settled.id)[:8]}  {settled.last}%  {NAMES[outcome]}")
    if outcome != "void" and settled.due_on > day:
        say(f"It counts from {settled.due_on} on, the day it is due.")


@prediction_command.command("record")
@click.option("--last", "last", is_flag=True, help="By the last forecast; else by the first.")
@options.as_json
@options.common
@click.pass_context
def record_command(context: click.Context, last: bool, as_json: bool) -> None:
    """Print how sure I was beside what came true.

    Predictions settled with yes or no count, from the day they are due.
    """
    from metanoia.domain.calibration import record

    with opened(options.named(context)) as journal:
        day = today(journal)
        found = record(journal.predictions.counted(day, "last" if last else "first"))
        changed = journal.predictions.over_time(day)
    if as_json:
        answer(record_as_json(found, changed))
    else:
        show(record_as_text(found, changed))
