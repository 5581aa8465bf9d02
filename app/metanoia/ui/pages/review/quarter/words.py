"""What a quarter's review says: goals, values, beliefs and predictions in sentences."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from metanoia.ui import dates
from metanoia.ui.amounts import counted, number
from metanoia.ui.pages.review.thing_row import Answer, Asked
from metanoia.ui.widgets.calibration_chart import sureness

if TYPE_CHECKING:
    import datetime as dt

    from metanoia.domain.calibration import Record
    from metanoia.domain.learning_targets import Target
    from metanoia.domain.quarter import (
        GoalFacts,
        MapFacts,
        MovedBelief,
        QuarterFacts,
        UntouchedBelief,
        ValueFacts,
    )

PICTURE_FROM = 10  # counted predictions


def _tr(text: str) -> str:
    return QCoreApplication.translate("QuarterRoom", text)


def title(facts: QuarterFacts) -> str:
    """Return "January to March 2026"."""
    first, last = dates.month_name(facts.start), dates.month(facts.end)
    return _tr("{} to {}").format(first, last)


def goal(one: GoalFacts) -> Asked:
    """Return a goal with its trend, and how much of what closed came from moving it."""
    parts = [
        {
            "closing": _tr("The gap is closing."),
            "widening": _tr("The gap is widening."),
            "steady": _tr("The gap stays as it is."),
            "mixed": _tr("The gap goes up and down."),
            "too_few": _tr("Too few looks yet to say where the gap goes."),
        }[one.trend.result]
    ]
    if one.trend.slope is not None and one.trend.result in ("closing", "widening"):
        share = round(abs(one.trend.slope) * 100)
        parts.append(_tr("About {}% of the way in 30 days.").format(share))
    if one.goal_moved:
        parts.append(_tr("Most of this gap closed because the goal moved."))
    elif one.goal_share:
        share = round(one.goal_share * 100)
        parts.append(_tr("{}% of what closed came from moving the goal.").format(share))
    look, say = Answer("look", _tr("Note today’s reality")), Answer("say", _tr("Say it anew"))
    answers = {"active": (look, say), "draft": (say,), "parked": (say,)}.get(one.state, ())
    return Asked(one.goal, "target", "accent", one.title, " ".join(parts), answers)


def value(one: ValueFacts, rated_today: bool) -> Asked:
    """Return a value with its last rating and the one before the quarter."""
    now, before = _rating(one.rated), _rating(one.before)
    about = now or _tr("Not rated yet.")
    if before and before != now:
        about = _tr("{} Before this quarter: {}").format(about, before[:1].lower() + before[1:])
    words = _tr("Rate it again") if rated_today else _tr("Rate it")
    return Asked(one.value, "heart", "ochre", one.name, about, (Answer("rate", words),))


def moved(one: MovedBelief) -> Asked:
    """Return an assumption with how far it moved."""
    about = _tr("From {}% to {}%").format(one.before, one.after)
    return Asked(one.assumption, "lightbulb", "plum", one.statement, about, _beliefs())


def target(one: Target, today: dt.date) -> Asked:
    """Return a learning target that is to be closed."""
    said = one.standing.wording
    line = _tr("What came of it, in a line (if you like)")
    answers = (
        Answer("met", _tr("Met"), line, key="M"),
        Answer("partly_met", _tr("Partly"), line, key="P"),
        Answer("not_met", _tr("Not met"), line, key="N"),
    )
    due = _tr("Due {}").format(dates.medium(said.due_on, today)) if said.due_on else ""
    about = " · ".join(part for part in (due, said.sign_of_done) if part)
    return Asked(one.id, "flag", "accent", said.text, about, answers)


def untouched(one: UntouchedBelief, today: dt.date) -> Asked:
    """Return an assumption that matters with the day on which it was touched last."""
    parts = [_tr("Importance {}").format(one.importance)]
    if one.confidence is not None:
        parts.append(_tr("{}% sure").format(one.confidence))
    parts.append(_tr("last touched {}").format(dates.ago(one.touched_on, today)))
    return Asked(one.assumption, "lightbulb", "plum", one.statement, " · ".join(parts), _beliefs())


def mapped(one: MapFacts, today: dt.date) -> Asked:
    """Return a map with the patterns that were accepted on it, and one question of the first."""
    from metanoia.domain.pattern_words import words

    seen = [words(pattern) for pattern in one.patterns]
    parts = [", ".join(pattern.name for pattern in seen)]
    parts.append(_tr("last changed {}").format(dates.ago(one.changed_on, today)))
    about = " · ".join(parts)
    if seen:
        about = f"{about}\n{seen[0].leverage[0]}"
    return Asked(
        one.map, "waypoints", "accent", one.title, about, (Answer("open", _tr("Open the map")),)
    )


def alignment(facts: QuarterFacts) -> str:
    """Return how far what matters was lived, and how far before."""
    if facts.alignment is None:
        return _tr("Rate what matters and how far it showed; then they can be compared.")
    now = number(facts.alignment, 0)
    if facts.alignment_before is None:
        return _tr("What matters was lived to {}%.").format(now)
    before = number(facts.alignment_before, 0)
    return _tr("What matters was lived to {}%; before this quarter to {}%.").format(now, before)


def record(kept: Record) -> str:
    """Return what the predictions that count say together."""
    if not kept.n:
        return _tr("No prediction counts yet: one does once it is settled and its day has come.")
    many = counted(kept.n, _tr("1 prediction counts"), _tr("{} predictions count"))
    if kept.stage == "list" or kept.overconfidence is None:
        return _tr("{}. From {} on there is a picture.").format(many, PICTURE_FROM)
    said = sureness(kept.overconfidence)
    return f"{said[:1].upper()}{said[1:]}. {many}."


def _rating(said: tuple[int, int | None] | None) -> str:
    if said is None:
        return ""
    importance, lived = said
    if lived is None:
        return _tr("It matters {}.").format(importance)
    return _tr("It matters {}, it showed {}.").format(importance, lived)


def _beliefs() -> tuple[Answer, ...]:
    return (
        Answer("sure", _tr("How sure am I now?")),
        Answer("evidence", _tr("Add evidence")),
        Answer("test", _tr("Test it")),
    )
