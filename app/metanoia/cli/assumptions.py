"""metanoia assumption: what is taken for granted, how sure, and what speaks to it."""

from __future__ import annotations

import datetime as dt

import click

from metanoia.cli import options
from metanoia.cli.assumption_text import NAMES, as_json_of, as_text, short, sure
from metanoia.cli.lived import moment, today
from metanoia.cli.terminal import answer, line, say, show, table, text_or_typed
from metanoia.cli.unlocking import opened
from metanoia.domain.assumptions import ABOUT, IMPORTANCE, STATES, About, State

_because = click.option("--because", default="", metavar="TEXT", help="Why that sure.")


@click.group("assumption")
@options.common
def assumption_command() -> None:
    """What I take for granted, and how sure I am.

    Wherever an ID is asked for, its first four signs are enough if no other has them.
    """


@assumption_command.command("add")
@click.argument("text", required=False)
@click.option("--confidence", type=int, metavar="N", help="How sure, 0 to 100; may come later.")
@click.option(
    "--about", type=click.Choice(ABOUT), default="situation", show_default=True, help="About what."
)
@click.option("--importance", type=int, metavar="N", default=IMPORTANCE, help="0 to 10; else 5.")
@_because
@click.option("--if-wrong", default="", metavar="TEXT", help="What I would see if it were wrong.")
@click.option("--date", type=options.DAY, metavar="YYYY-MM-DD", help="When noticed; else today.")
@options.as_json
@options.common
@click.pass_context
def add_command(
    context: click.Context,
    text: str | None,
    confidence: int | None,
    about: About,
    importance: int,
    because: str,
    if_wrong: str,
    date: dt.datetime | None,
    as_json: bool,
) -> None:
    """Keep an assumption.

    It is TEXT, 5 to 300 characters, or what comes from standard input (TEXT left out, or -).
    """
    from metanoia.domain.assumptions import NewAssumption

    if because and confidence is None:
        raise click.UsageError("--because tells why that sure: say how sure with --confidence N.")
    with opened(options.named(context)) as journal:
        made = journal.assumptions.add(
            NewAssumption(
                statement=text_or_typed(text),
                about=about,
                if_wrong=if_wrong,
                importance=importance,
                confidence=confidence,
                reason=because,
                at=moment(journal, options.day(date)),
            )
        )
        if as_json:
            answer(as_json_of(journal, made.id))
        else:
            show(short(journal, made.id))


@assumption_command.command("list")
@click.option("--state", type=click.Choice(STATES), help="Only those in this state.")
@click.option("--search", default="", metavar="TEXT", help="Every word begins a word of it.")
@options.as_json
@options.common
@click.pass_context
def list_command(context: click.Context, state: State | None, search: str, as_json: bool) -> None:
    """List assumptions, what was touched last first."""
    from metanoia.vault.stamps import stamp

    with opened(options.named(context)) as journal:
        rows = journal.assumptions.rows(state, search)
    if as_json:
        answer(
            [
                {
                    "id": str(row.id),
                    "statement": row.statement,
                    "state": row.state,
                    "confidence": row.confidence,
                    "importance": row.importance,
                    "touched_at": stamp(row.touched_at),
                }
                for row in rows
            ]
        )
        return
    table(
        [
            (str(row.id)[:8], NAMES[row.state], sure(row.confidence), line(row.statement))
            for row in rows
        ]
    )
    if not rows:
        say("Nothing was found." if state or search else "There is no assumption.")


@assumption_command.command("show")
@click.argument("assumption_id", metavar="ID")
@options.as_json
@options.common
@click.pass_context
def show_command(context: click.Context, assumption_id: str, as_json: bool) -> None:
    """Print an assumption with its history, evidence and tests."""
    with opened(options.named(context)) as journal:
        found = journal.assumptions.find(assumption_id)
        if found.deleted_at is not None:
            say("This assumption is in Recently deleted.")
        if as_json:
            answer(as_json_of(journal, found.id))
        else:
            show(as_text(journal, found.id))


@assumption_command.command("rate")
@click.argument("assumption_id", metavar="ID")
@click.argument("confidence", metavar="N", type=int)
@_because
@click.option("--date", type=options.DAY, metavar="YYYY-MM-DD", help="The day; else today.")
@options.as_json
@options.common
@click.pass_context
def rate_command(
    context: click.Context,
    assumption_id: str,
    confidence: int,
    because: str,
    date: dt.datetime | None,
    as_json: bool,
) -> None:
    """Say how sure I am: N per cent.

    What was said before stays. A rating of an earlier day takes its place in the history and leaves
    the present one as it is.
    """
    with opened(options.named(context)) as journal:
        found = journal.assumptions.find(assumption_id)
        at = moment(journal, options.day(date))
        journal.assumptions.rate(found.id, confidence, reason=because, at=at)
        if as_json:
            answer(as_json_of(journal, found.id))
            return
        show(short(journal, found.id))
        now = journal.assumptions.get(found.id).confidence
    if now != confidence:
        say(f"It stays at {now}%, for that was said later.")


@assumption_command.command("evidence")
@click.argument("assumption_id", metavar="ID")
@click.option("--for", "supports", metavar="TEXT", help="Something seen that supports it.")
@click.option("--against", "challenges", metavar="TEXT", help="Something seen that challenges it.")
@click.option("--weight", type=int, default=1, metavar="N", help="How strong, 1 to 3; else 1.")
@click.option("--source", default="", metavar="TEXT", help="Where it comes from, in a few words.")
@click.option("--date", type=options.DAY, metavar="YYYY-MM-DD", help="When seen; else today.")
@options.as_json
@options.common
@click.pass_context
def evidence_command(
    context: click.Context,
    assumption_id: str,
    supports: str | None,
    challenges: str | None,
    weight: int,
    source: str,
    date: dt.datetime | None,
    as_json: bool,
) -> None:
    """Keep something seen that speaks for an assumption or against it."""
    from metanoia.domain.assumptions import NewEvidence

    if (supports is None) == (challenges is None):
        raise click.UsageError("Say what was seen, with --for TEXT or with --against TEXT.")
    with opened(options.named(context)) as journal:
        found = journal.assumptions.find(assumption_id)
        new = NewEvidence(
            stance=1 if supports is not None else -1,
            text=supports if supports is not None else challenges or "",
            weight=weight,
            source=source,
            observed_on=options.day(date) or today(journal),
        )
        journal.assumptions.add_evidence(found.id, new)
        if as_json:
            answer(as_json_of(journal, found.id))
            return
        show(short(journal, found.id))
        evidence = journal.assumptions.evidence(found.id)
    supporting = sum(one.stance > 0 for one in evidence)
    say(f"{supporting} for it, {len(evidence) - supporting} against it.")
