"""metanoia target: what is to be learned, agreed with somebody in the very same words."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Final

import click

from metanoia.cli import options
from metanoia.cli.terminal import answer, line, say, show, table
from metanoia.cli.unlocking import opened
from metanoia.domain.learning_targets import OPEN_STATES, Wording, wording

if TYPE_CHECKING:
    from metanoia.domain.learning_targets import Act, Target, TargetEvent, TargetOutcome
    from metanoia.journal import Journal

_OUTCOMES: Final[dict[str, TargetOutcome]] = {
    "met": "met",
    "partly": "partly_met",
    "not-met": "not_met",
}


@click.group("target")
@options.common
def target_command() -> None:
    """What is to be learned, agreed with a coach or a peer word by word.

    What you say here leaves with the next share that holds the target.
    """


@target_command.command("list")
@click.option("--all", "closed", is_flag=True, help="The closed ones too.")
@options.as_json
@options.common
@click.pass_context
def list_command(context: click.Context, closed: bool, as_json: bool) -> None:
    """List learning targets, the oldest first."""
    with opened(options.named(context)) as journal:
        found = [
            one
            for one in journal.targets.all()
            if closed or one.standing.state in (*OPEN_STATES, "agreed")
        ]
        rows = [(one, _with(journal, one)) for one in found]
    if as_json:
        answer([{**_head(one), "with": name, "goal": one.goal} for one, name in rows])
        return
    table([_row(one) for one in found])
    if not found:
        say("There is no learning target.")


@target_command.command("propose")
@click.argument("text")
@click.option("--sign", required=True, metavar="TEXT", help="How you will know it is done.")
@click.option("--due", type=options.DAY, metavar="YYYY-MM-DD", help="Until when.")
@click.option("--with", "name", metavar="NAME", help="The person it is to be agreed with.")
@click.option("--goal", metavar="ID", help="The goal that it belongs to.")
@options.as_json
@options.common
@click.pass_context
def propose_command(
    context: click.Context,
    text: str,
    sign: str,
    due: dt.datetime | None,
    name: str | None,
    goal: str | None,
    as_json: bool,
) -> None:
    """Propose something to be learned."""
    said = wording(text, sign, options.day(due))
    with opened(options.named(context)) as journal:
        made = journal.targets.propose(
            said,
            party=journal.people.find(name).id if name else None,
            goal=str(journal.goals.find(goal).id) if goal else None,
        )
        _show(journal, made, as_json)


@target_command.command("agree")
@click.argument("target", metavar="ID")
@options.as_json
@options.common
@click.pass_context
def agree_command(context: click.Context, target: str, as_json: bool) -> None:
    """Agree to a target as it is worded now."""
    _say(context, target, "agree", as_json=as_json)


@target_command.command("reword")
@click.argument("target", metavar="ID")
@click.option("--text", metavar="TEXT", help="What is to be learned.")
@click.option("--sign", metavar="TEXT", help="How you will know it is done.")
@click.option("--due", type=options.DAY, metavar="YYYY-MM-DD", help="Until when.")
@click.option("--no-due", is_flag=True, help="Without a day.")
@options.as_json
@options.common
@click.pass_context
def reword_command(
    context: click.Context,
    target: str,
    text: str | None,
    sign: str | None,
    due: dt.datetime | None,
    no_due: bool,
    as_json: bool,
) -> None:
    """Change the wording or the day of a target; it is open again until the other side agrees."""
    if no_due and due:
        raise click.UsageError("Give --due or --no-due, not both.")
    with opened(options.named(context)) as journal:
        found = journal.targets.find(target)
        now = found.standing.wording
        until = None if no_due else options.day(due) or now.due_on
        said = wording(text or now.text, sign or now.sign_of_done, until)
        _show(journal, journal.targets.say(found.id, "counter", wording=said), as_json)


@target_command.command("decline")
@click.argument("target", metavar="ID")
@click.option("--note", default="", metavar="TEXT", help="Why.")
@click.option("--withdraw", is_flag=True, help="Take it off the table, even if it was agreed.")
@options.as_json
@options.common
@click.pass_context
def decline_command(
    context: click.Context, target: str, note: str, withdraw: bool, as_json: bool
) -> None:
    """Decline a target that was proposed."""
    _say(context, target, "withdraw" if withdraw else "decline", note, as_json=as_json)


@target_command.command("settle")
@click.argument("target", metavar="ID")
@click.argument("outcome", type=click.Choice(list(_OUTCOMES)))
@click.option("--note", default="", metavar="TEXT", help="What came of it.")
@options.as_json
@options.common
@click.pass_context
def settle_command(
    context: click.Context, target: str, outcome: str, note: str, as_json: bool
) -> None:
    """Say whether an agreed target was met."""
    _say(context, target, "settle", note, _OUTCOMES[outcome], as_json=as_json)


def _say(
    context: click.Context,
    target: str,
    act: Act,
    note: str = "",
    outcome: TargetOutcome | None = None,
    *,
    as_json: bool,
) -> None:
    with opened(options.named(context)) as journal:
        found = journal.targets.find(target)
        _show(journal, journal.targets.say(found.id, act, outcome=outcome, note=note), as_json)


def _with(journal: Journal, target: Target) -> str | None:
    return journal.people.get(target.party).name if target.party else None


def _show(journal: Journal, target: Target, as_json: bool) -> None:
    if as_json:
        events = [_event(one) for one in journal.targets.events(target.id)]
        head = {**_head(target), "agreed_sha256": target.standing.agreed_sha256}
        answer(
            head
            | {"with": _with(journal, target), "goal": target.goal, "theme": target.theme}
            | {"events": events}
        )
    else:
        show("  ".join(_row(target)))


def _row(target: Target) -> tuple[str, ...]:
    said = target.standing
    state = said.state.replace("_", " ")
    if said.waits_for is not None:
        state += ", waits for you" if said.waits_for == "journaler" else ", waits for them"
    return target.id[:8], state, _day(said.wording) or "", line(said.wording.text)


def _head(target: Target) -> dict[str, object]:
    said = target.standing
    return {
        "id": str(target.id),
        "text": said.wording.text,
        "sign_of_done": said.wording.sign_of_done,
        "due_on": _day(said.wording),
        "state": said.state,
        "proposed_by": said.proposed_by,
        "waits_for": said.waits_for,
    }


def _event(event: TargetEvent) -> dict[str, object]:
    from metanoia.vault.stamps import stamp

    return {
        "id": event.id,
        "at": stamp(event.at),
        "actor": event.actor,
        "act": event.act,
        "text": event.wording.text,
        "sign_of_done": event.wording.sign_of_done,
        "due_on": _day(event.wording),
        "outcome": event.outcome,
        "note": event.note,
    }


def _day(said: Wording) -> str | None:
    return said.due_on.isoformat() if said.due_on else None
