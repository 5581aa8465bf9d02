"""The prep sheet: on one page, what a coach looks at before the next session with somebody."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final, Literal, NamedTuple

from metanoia.domain import comparing_things as moved
from metanoia.domain.clients import AskedQuestion, ClientTarget
from metanoia.domain.comparing import Comparison
from metanoia.domain.days import said
from metanoia.domain.replies import Item

SectionKey = Literal[
    "session", "questions", "targets", "assumptions", "goals", "loops", "values", "actions",
    "predictions", "in_this_share", "new", "changed", "not_in_this_share",
]  # fmt: skip

_TITLES: Final[dict[SectionKey, str]] = {
    "session": "Before you meet",
    "questions": "Questions",
    "targets": "Learning targets",
    "assumptions": "Assumptions",
    "goals": "Goals",
    "loops": "Loops of the maps",
    "values": "Values",
    "actions": "Promised",
    "predictions": "Predictions settled",
    "in_this_share": "In this share",
    "new": "New in this share",
    "changed": "Changed",
    "not_in_this_share": "Not in this share",
}
_STEPS: Final = {
    "open": "still open", "done": "done", "partly": "partly done", "not_done": "not done",
    "dropped": "dropped",
}  # fmt: skip
_OUTCOMES: Final = {"yes": "came true", "no": "did not come true", "void": "void"}
_KINDS: Final = {
    "entry": "Entry", "goal": "Goal", "value": "Value", "assumption": "Assumption",
    "prediction": "Prediction", "target": "Learning target", "map": "Map",
}  # fmt: skip
_TELLING: Final[tuple[SectionKey, ...]] = ("assumptions", "goals")
_LOOPS: Final = 6  # of one map
_SHORT: Final = 160  # characters of a line of somebody's words


class PrepLine(NamedTuple):
    """A line of the sheet: a sentence, the thing it is about, and a second, quieter sentence."""

    text: str
    item: Item | None = None
    detail: str = ""


class PrepSection(NamedTuple):
    """Lines under a heading; a section without lines is left out of the sheet."""

    key: SectionKey
    title: str
    lines: tuple[PrepLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Prep:
    """The sheet of one client: a share beside an earlier one, or what a single one holds."""

    client: str
    share: str  # its id
    share_on: dt.date
    before_on: dt.date | None
    same: int  # things that did not change
    sections: tuple[PrepSection, ...]


def prep(
    client: str,
    compared: Comparison,
    *,
    questions: Sequence[AskedQuestion],
    targets: Sequence[ClientTarget],
    next_session_on: dt.date | None,
    today: dt.date,
) -> Prep:
    """Return the sheet for the next session with ``client``, as the day ``today`` sees it."""
    before, difference = compared.before, compared.difference
    filled: dict[SectionKey, Iterable[PrepLine]] = {
        "session": _session(compared, next_session_on),
        "questions": _questions(questions),
        "targets": _targets(targets, today),
        "assumptions": tuple(_assumptions(compared)),
        "goals": tuple(_goals(compared)),
        "loops": _loops(compared),
        "values": _values(compared),
        "actions": _actions(compared),
        "predictions": _predictions(compared),
        "in_this_share": (),
        "new": _items(compared, difference.new if before else ()),
        "changed": _items(compared, difference.changed),
        "not_in_this_share": _items(compared, difference.not_in_this_share),
    }
    if before is None:  # nothing to compare with: say what is there, each thing once
        told = {line.item for key in _TELLING for line in filled[key]}
        filled["in_this_share"] = _items(
            compared, [one for one in difference.new if one not in told]
        )
    sections = (PrepSection(key, _TITLES[key], tuple(lines)) for key, lines in filled.items())
    return Prep(
        client=client,
        share=compared.after.id,
        share_on=compared.after.created_at.astimezone().date(),
        before_on=before.created_at.astimezone().date() if before else None,
        same=len(difference.same),
        sections=tuple(section for section in sections if section.lines),
    )


def _session(compared: Comparison, on: dt.date | None) -> Iterator[PrepLine]:
    if on is not None:
        yield PrepLine(f"You meet on {said(on)}.")
    agreed = compared.after.agreed
    if agreed is not None:
        keep = "1 day" if agreed.keep_days == 1 else f"{agreed.keep_days} days"
        until = said(agreed.ends_on)
        yield PrepLine(f"Agreed until {until}, to be kept {keep}.", None, agreed.purpose)
    if compared.after.cover_note:
        yield PrepLine("They wrote with it:", None, compared.after.cover_note)


def _questions(questions: Sequence[AskedQuestion]) -> Iterator[PrepLine]:
    for one in questions:
        if one.answered_on is None:
            asked = said(one.asked_at.astimezone().date())
            yield PrepLine(short(one.text), one.item, f"Asked on {asked}, not answered yet.")
    for one in questions:
        if one.answered_on is not None and one.answer:
            yield PrepLine(short(one.text), one.item, f"{said(one.answered_on)}: {one.answer}")


def _targets(targets: Sequence[ClientTarget], today: dt.date) -> Iterator[PrepLine]:
    for one in targets:
        words, state = one.standing.wording, one.standing.state
        due = f", due {said(words.due_on)}" if words.due_on else ""
        if one.due(today):
            detail = f"Due since {said(words.due_on)}." if words.due_on else ""
        elif one.waits_for_coach:
            detail = f"Waits for your word{due}."
        elif state in ("proposed", "countered"):
            detail = f"Waits for theirs{due}."
        elif state == "agreed":
            detail = f"Agreed{due}."
        else:
            continue
        yield PrepLine(short(words.text), ("target", one.id), detail)


def _assumptions(compared: Comparison) -> Iterator[PrepLine]:
    for one in moved.confidences(compared):
        if one.now is None:
            how = "no confidence given"
        elif one.then is None:
            how = f"{one.now}%"
        elif one.then == one.now:
            how = f"still {one.now}%"
        else:
            how = f"{one.then}% then, {one.now}% now"
        yield PrepLine(f"{_named(compared, one.item)}: {how}", one.item, " ".join(one.reasons))


def _goals(compared: Comparison) -> Iterator[PrepLine]:
    for one in moved.movements(compared):
        facts = [
            _went("felt gap", one.felt),
            _went("measured gap", one.measured),
            f"now {one.states[1]}" if one.states[0] not in (None, one.states[1]) else "",
        ]
        facts = [fact for fact in facts if fact]
        if facts:
            detail = "Most of this gap closed because the goal moved." if one.goal_moved else ""
            yield PrepLine(f"{_named(compared, one.item)}: {', '.join(facts)}", one.item, detail)


def _loops(compared: Comparison) -> Iterator[PrepLine]:
    """Yield the loops of each map, those that were named or told first, and at most six."""
    for pair in compared.pairs("map"):
        loops = sorted(moved.loops(pair), key=lambda one: not (one.name or one.story))
        for one in loops[:_LOOPS]:
            new = ", new" if one.new else ""
            name = f", “{short(one.name)}”" if one.name else ""
            line = f"{_named(compared, pair.item)}: {one.label}{name}{new}"
            yield PrepLine(line, pair.item, " ".join(filter(None, (f"{one.way}.", one.story))))
        rest = len(loops) - _LOOPS
        if rest > 0:
            more = "1 more loop" if rest == 1 else f"{rest} more loops"
            yield PrepLine(f"{_named(compared, pair.item)}: {more}", pair.item)


def _values(compared: Comparison) -> Iterator[PrepLine]:
    found = moved.alignment(compared)
    if found is not None and found.now is not None:
        then = f"{round(found.then)}% then, " if found.then is not None else ""
        over = "1 value" if found.values == 1 else f"{found.values} values"
        yield PrepLine(f"What matters is lived to: {then}{round(found.now)}% now, over {over}.")


def _actions(compared: Comparison) -> Iterator[PrepLine]:
    promised = list(moved.promises(compared))
    if promised:
        kept = sum(one.state == "done" for one in promised)
        yield PrepLine(f"{kept} of {len(promised)} kept.")
    for one in promised:
        due = f", due {said(one.due_on)}" if one.due_on else ""
        yield PrepLine(short(one.text), one.item, f"{_STEPS.get(one.state, one.state)}{due}")


def _predictions(compared: Comparison) -> Iterator[PrepLine]:
    for one in moved.settled(compared):
        sure = f", {one.percent}% sure" if one.percent is not None else ""
        outcome = _OUTCOMES.get(one.outcome, one.outcome)
        yield PrepLine(f"{_named(compared, one.item)}: {outcome}{sure}", one.item)


def _items(compared: Comparison, items: Iterable[Item]) -> Iterator[PrepLine]:
    for item in items:
        yield PrepLine(_named(compared, item), item, _KINDS.get(item[0], ""))


def _named(compared: Comparison, item: Item) -> str:
    return (
        short(compared.headings.get(item, "")).rstrip(".")
        or f"{_KINDS.get(item[0], 'Something')} without a title"
    )


def _went(what: str, gaps: tuple[float | None, float | None]) -> str:
    then, now = gaps
    if now is None:
        return ""
    if then is None:
        return f"{what} {now:.1f}"
    if f"{then:.1f}" == f"{now:.1f}":
        return f"{what} still {now:.1f}"
    return f"{what} {then:.1f} then, {now:.1f} now"


def short(text: str) -> str:
    """Return somebody's words on one line of the sheet, cut after a word where they are long."""
    words = " ".join(text.split())
    if len(words) <= _SHORT:
        return words
    return f"{words[:_SHORT].rsplit(' ', 1)[0]}…"
