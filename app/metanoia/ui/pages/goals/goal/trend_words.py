"""What a goal's numbers say, in sentences: its direction, and what to ask oneself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from metanoia.domain import tension
from metanoia.ui.amounts import number

if TYPE_CHECKING:
    from metanoia.domain.tension import Trend
    from metanoia.ui.pages.goals.goal.known import Known, Measured


def felt(known: Known) -> str:
    """Return where the felt gap goes, in words."""
    points = [(look.date.toordinal(), tension.felt_gap(look.closeness)) for look in known.checks]
    trend = tension.trend(points, until=known.as_of.toordinal())
    by = number(abs(trend.slope or 0) * 10)
    return _said(trend, _tr("about {} of 10 a month").format(by))


def measured(known: Known, one: Measured) -> str:
    """Return where the gap of a measure goes, in words."""
    points = [(seen.date.toordinal(), one.gap_of(seen)) for seen in one.seen]
    trend = tension.trend(points, until=known.as_of.toordinal())
    by = number(abs(trend.slope or 0) * 100, 0)
    return _said(trend, _tr("about {}% of the way a month").format(by))


def prompts(known: Known) -> list[str]:
    """Return what the numbers ask about: a goal that moved, numbers against sense, a pull that fell."""
    said = []
    moved = [one for one in known.measures if one.goal_moved()]
    if moved:
        sentence = _tr("Most of this gap closed because the goal moved.")
        names = ", ".join(one.measure.name for one in moved)
        said.append(sentence if len(known.measures) == 1 else f"{names}: {sentence}")
    if tension.disagree(known.row.gap, known.row.felt):
        said.append(_tr("Numbers and sense disagree. Which do you trust, and why?"))
    if known.open and tension.pull_fell(known.checks):
        peak, now = max(look.pull for look in known.checks), known.checks[-1].pull
        fell = _tr("It pulled {} once and pulls {} now. Is it still what you want?")
        said.append(fell.format(peak, now))
    return said


def _said(trend: Trend, by: str) -> str:
    return {
        "closing": _tr("The gap is closing, by {}.").format(by),
        "widening": _tr("The gap is widening, by {}.").format(by),
        "steady": _tr("The gap holds steady."),
        "mixed": _tr("It goes up and down, without a direction."),
        "too_few": _tr("Too few looks yet to see a direction."),
    }[trend.result]


def _tr(text: str) -> str:
    return QCoreApplication.translate("Goals", text)
