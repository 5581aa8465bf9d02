"""metanoia import, export: entries in, and out in the open."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING

import click

from metanoia.cli import options
from metanoia.cli.terminal import answer, counted, progress, say, show, until_interrupted
from metanoia.cli.unlocking import opened

if TYPE_CHECKING:
    from collections.abc import Callable

    from metanoia.exchange.carrying import Result
    from metanoia.exchange.plans import Plan
    from metanoia.journal import Journal

_IMPORTED = ("jrnl", "jrnl-json", "markdown", "metanoia-json")
_PROBLEMS_SHOWN = 20
_CURES = {
    "day_first": "--day-first or --month-first tells how days written like 3/4 are meant.",
    "guess_dates": "--guess-dates dates what has no date by when its file last changed.",
}


@click.command("import")
@click.argument("path", type=click.Path(path_type=Path))
@click.option("--dry-run", is_flag=True, help="Only say what it would do.")
@click.option("--format", "format_", type=click.Choice(_IMPORTED), help="Else it is recognised.")
@click.option("--tag", metavar="T", help="A tag for every new entry.")
@click.option(
    "--tz", metavar="ZONE", help="The zone of times that name none; else this computer's."
)
@click.option(
    "--day-first/--month-first",
    default=None,
    help="How to read 3/4 where the source does not tell.",
)
@click.option(
    "--guess-dates", is_flag=True, help="Date what has no date by when its file last changed."
)
@options.as_json
@options.common
@click.pass_context
def import_command(
    context: click.Context,
    path: Path,
    dry_run: bool,
    format_: str | None,
    tag: str | None,
    tz: str | None,
    day_first: bool | None,
    guess_dates: bool,
    as_json: bool,
) -> None:
    """Bring in entries from elsewhere.

    PATH is a jrnl file or folder, a Markdown note or a folder of them, or a JSON export of Metanoia.
    All of it comes in or, after Ctrl-C, nothing. The same again changes nothing. If the journal holds
    something already, a backup is made first.
    """
    from metanoia import places
    from metanoia.exchange import incoming

    with opened(options.named(context)) as journal, until_interrupted() as stopped:
        survey = incoming.survey(
            path,
            format_,
            tz=tz or places.time_zone(),
            tag=tag,
            day_first=day_first,
            guess_dates=guess_dates,
            cancelled=stopped,
        )
        planned = incoming.plan(journal, survey)
        done = planned if dry_run else _carried_out(journal, planned, stopped)
    if as_json:
        answer(done.as_json())
        return
    would = "would be " if dry_run else ""
    show(
        f"{counted(done.new, 'entry', 'entries')} {would}new, {done.changed:,} changed, "
        f"{done.skipped:,} already here ({done.format})."
    )
    if any(done.things.values()):
        came = ", ".join(f"{number:,} {kind}" for kind, number in done.things.items() if number)
        show(f"Besides: {came} {would}new.")
    for problem in done.problems[:_PROBLEMS_SHOWN]:
        show(f"  {problem.where}: {problem.why}")
    if len(done.problems) > _PROBLEMS_SHOWN:
        show(f"  and {len(done.problems) - _PROBLEMS_SHOWN:,} more; --json lists every one.")
    for cure in sorted({problem.cure for problem in done.problems} & _CURES.keys()):
        say(_CURES[cure])


@click.command("export")
@click.argument("dest", type=click.Path(path_type=Path))
@click.option(
    "--format",
    "format_",
    type=click.Choice(["markdown", "json"]),
    help="A folder of notes, or one file; else json if DEST ends so.",
)
@options.narrowing
@click.option("--force", is_flag=True, help="Replace files that are there.")
@options.as_json
@options.common
@click.pass_context
def export_command(
    context: click.Context,
    dest: Path,
    format_: str | None,
    first: dt.datetime | None,
    last: dt.datetime | None,
    tag: str | None,
    force: bool,
    as_json: bool,
) -> None:
    """Write entries in the open, unencrypted.

    DEST becomes a folder of Markdown notes or one JSON file; import reads both back. Unless it is narrowed
    it holds assumptions, goals, values and the like too: in Markdown to be read, in JSON to come back.
    """
    from metanoia.exchange import outgoing

    chosen = format_ or ("json" if dest.suffix.lower() == ".json" else "markdown")
    write = outgoing.to_json if chosen == "json" else outgoing.to_markdown
    with opened(options.named(context)) as journal:
        entries = journal.entries.iterate(options.day(first), options.day(last), tag)
        with progress("Writing", journal.entries.count) as tell:
            count = write(
                entries,
                dest,
                attachments=journal.attachments,
                answers=journal.answers,
                models=None if first or last or tag else journal,
                force=force,
                progress=tell,
            )
    if as_json:
        answer({"path": str(dest.absolute()), "format": chosen, "entries": count})
    else:
        show(f"{counted(count, 'entry', 'entries')} written to {dest}")
    say("What was exported is not encrypted: whoever finds it can read it.")


def _carried_out(journal: Journal, planned: Plan, stopped: Callable[[], bool]) -> Result:
    from metanoia.exchange.carrying import carry_out

    of = planned.new + planned.changed + len(planned.brought)
    if of and journal.entries.count and journal.backup_needed:
        journal.back_up()
    with progress("Bringing in", of) as tell:
        return carry_out(journal, planned, progress=lambda done, _of: tell(done), cancelled=stopped)
