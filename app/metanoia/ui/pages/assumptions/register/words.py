"""Assumptions in words: where one stands, whom it is about, what a test of it is for."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Final, NamedTuple

from PySide6.QtCore import QCoreApplication

from metanoia.ui import dates

if TYPE_CHECKING:
    from metanoia.domain.assumptions import About, AssumptionRow, State

ORDER: Final[tuple[State, ...]] = (
    "testing", "held", "noticed", "confirmed", "revised", "dropped",
)  # fmt: skip


class Look(NamedTuple):
    """How a state is shown: the tone of its chip, and an icon."""

    tone: str
    icon: str


def state(one: State) -> str:
    """Return the name of a state: "Held up so far"."""
    return {
        "noticed": _tr("Noticed"),
        "held": _tr("Held"),
        "testing": _tr("Testing"),
        "confirmed": _tr("Held up so far"),
        "revised": _tr("Revised"),
        "dropped": _tr("Dropped"),
    }[one]


def group(one: State) -> str:
    """Return the head of the group of a state."""
    return _tr("Testing now") if one == "testing" else state(one)


def look(one: State) -> Look:
    """Return how a state is shown."""
    return {
        "noticed": Look("neutral", "eye"),
        "held": Look("plum", "lightbulb"),
        "testing": Look("plum", "flask-conical"),
        "confirmed": Look("accent", "circle-check"),
        "revised": Look("neutral", "refresh-cw"),
        "dropped": Look("neutral", "circle-minus"),
    }[one]


def about(one: About) -> str:
    """Return whom or what an assumption is about: "The team"."""
    return {
        "me": _tr("Myself"),
        "someone": _tr("Someone"),
        "team": _tr("The team"),
        "situation": _tr("The situation"),
        "world": _tr("The world"),
    }[one]


def percent(sure: int) -> str:
    """Return "70%"."""
    return _tr("{}%").format(sure)


def entries(count: int) -> str:
    """Return "9 entries", "" for none."""
    if count == 0:
        return ""
    return _tr("1 entry") if count == 1 else _tr("{} entries").format(f"{count:,}")


def spoken(row: AssumptionRow) -> str:
    """Return what a screen reader says of a row."""
    sure = _tr("{} sure").format(percent(row.confidence)) if row.confidence is not None else ""
    parts = (row.statement, state(row.state), sure, entries(row.entries))
    return ". ".join(part.rstrip(".") for part in parts if part) + "."


def day_of(at: dt.datetime) -> dt.date:
    """Return the day of an aware moment on this computer's calendar."""
    return at.astimezone().date()


def noticed(at: dt.datetime, today: dt.date) -> str:
    """Return "First noticed 14 January"; what was noticed in the night was noticed ``today``."""
    return _tr("First noticed {}").format(dates.ago(min(day_of(at), today), today))


def _tr(text: str) -> str:
    return QCoreApplication.translate("Assumptions", text)
