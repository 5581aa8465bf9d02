"""Goals in words: where one stands, its trend, when it is looked at again."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Final, NamedTuple

from PySide6.QtCore import QCoreApplication

from metanoia.ui import dates
from metanoia.ui.amounts import counted

if TYPE_CHECKING:
    from metanoia.domain.goals import GoalRow, GoalState

ORDER: Final[tuple[GoalState, ...]] = ("active", "draft", "parked", "achieved", "released")


class Look(NamedTuple):
    """How a state is shown: the tone of its chip, and an icon."""

    tone: str
    icon: str


def state(one: GoalState) -> str:
    """Return the name of a state: "Parked"."""
    return {
        "draft": _tr("Draft"),
        "active": _tr("Active"),
        "parked": _tr("Parked"),
        "achieved": _tr("Achieved"),
        "released": _tr("Released"),
    }[one]


def look(one: GoalState) -> Look:
    """Return how a state is shown."""
    return {
        "draft": Look("neutral", "pencil"),
        "active": Look("accent", "target"),
        "parked": Look("neutral", "archive"),
        "achieved": Look("accent", "circle-check"),
        "released": Look("neutral", "feather"),
    }[one]


def next_look(due_on: dt.date | None, today: dt.date) -> str:
    """Return "look again on 14 March", "" where none is to come."""
    if due_on is None:
        return ""
    if due_on <= today:
        return _tr("time to look again")
    return _tr("look again on {}").format(dates.medium(due_on, today))


def close(closeness: int | None) -> str:
    """Return "4 of 10"."""
    return _tr("not looked at yet") if closeness is None else _tr("{} of 10").format(closeness)


def steps(count: int) -> str:
    """Return "2 steps", "" for none."""
    return counted(count, _tr("1 step"), _tr("{} steps")) if count else ""


def meta(row: GoalRow, today: dt.date) -> str:
    """Return what stands below a goal's name in the list."""
    goal = row.goal
    if goal.deleted_at is not None:
        day = goal.deleted_at.astimezone().date()
        return _tr("deleted {}").format(dates.ago(day, today))
    if goal.closed_at is not None:
        day = goal.closed_at.astimezone().date()
        return "  ·  ".join(part for part in (dates.ago(day, today), goal.closing_note) if part)
    names = ", ".join(name for _, name, _ in row.values)
    again = next_look(row.due_on, today) if goal.state == "active" else ""
    return "  ·  ".join(part for part in (names, steps(row.open_steps), again) if part)


def spoken(row: GoalRow, today: dt.date) -> str:
    """Return what a screen reader says of a row."""
    parts = [row.goal.title, state(row.goal.state)]
    if row.closeness is not None:
        parts.append(_tr("reality {} of 10").format(row.closeness))
    if row.week_ago is not None:
        parts.append(_tr("{} a week before").format(row.week_ago))
    parts.append(meta(row, today).replace("  ·  ", ". "))
    return ". ".join(part.rstrip(".") for part in parts if part) + "."


def translated(text: str) -> str:
    """Return words about goals in the language of the person."""
    return _tr(text)


def _tr(text: str) -> str:
    return QCoreApplication.translate("Goals", text)
