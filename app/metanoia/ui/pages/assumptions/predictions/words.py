"""Predictions in words: where one stands, what was said of it and when, and its sign."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QCoreApplication

from metanoia.ui import dates

if TYPE_CHECKING:
    from metanoia.domain.predictions import Forecast, Outcome, Prediction, PredictionRow


class Sign(NamedTuple):
    """An icon and the colour it is shown in."""

    icon: str
    token: str


def percent(value: int) -> str:
    """Return "60%"."""
    return _tr("{}%").format(value)


def day_of(at: dt.datetime) -> dt.date:
    """Return the day of an aware moment on this computer's calendar."""
    return at.astimezone().date()


def outcome(settled: Outcome) -> str:
    """Return in two words how it was settled."""
    return {"yes": _tr("came true"), "no": _tr("did not"), "void": _tr("void")}[settled]


def sign(one: Prediction | PredictionRow) -> Sign:
    """Return the sign of where a prediction stands."""
    if one.withdrawn_at is not None:
        return Sign("undo-2", "text3")
    signs = {
        "yes": Sign("circle-check", "accent"),
        "no": Sign("circle-minus", "ochre"),
        "void": Sign("circle", "text3"),
    }
    return signs[one.outcome] if one.outcome else Sign("hourglass", "plum")


def standing(one: Prediction | PredictionRow, today: dt.date) -> str:
    """Return where a prediction stands, in a few words: "Due today", "Came true on 19 February"."""
    if one.withdrawn_at is not None:
        return _tr("Withdrawn on {}").format(dates.medium(day_of(one.withdrawn_at), today))
    if one.outcome is not None and one.settled_at is not None:
        said = {
            "yes": _tr("Came true on {}"),
            "no": _tr("Did not come true, settled on {}"),
            "void": _tr("Void since {}"),
        }[one.outcome]
        return said.format(dates.medium(day_of(one.settled_at), today))
    if one.due_on == today:
        return _tr("Due today")
    said = _tr("Due since {}") if one.due_on < today else _tr("Due on {}")
    return said.format(dates.medium(one.due_on, today))


def shown_day(one: PredictionRow) -> dt.date:
    """Return the day that a list names: that of the settling, else that on which it is due."""
    closed = one.withdrawn_at or one.settled_at
    return day_of(closed) if closed else one.due_on


def spoken(one: PredictionRow, today: dt.date) -> str:
    """Return what a screen reader says of a row."""
    return f"{one.statement} {percent(one.last)}. {standing(one, today)}."


def said_first(one: Prediction, today: dt.date) -> str:
    """Return "said 60% on 9 March", and the first day it was due where that was moved."""
    first = one.forecasts[0]
    words = _tr("said {} on {}").format(
        percent(first.percent), dates.medium(day_of(first.at), today)
    )
    if one.first_due_on != one.due_on:
        words += "  ·  " + _tr("first due on {}").format(dates.medium(one.first_due_on, today))
    return words


def forecasts(one: Prediction, today: dt.date) -> str:
    """Return every forecast in its order with day and note; "" where the first is the only one."""
    if len(one.forecasts) == 1 and not one.forecasts[0].note:
        return ""
    return "   ·   ".join(_forecast(forecast, today) for forecast in one.forecasts)


def _forecast(forecast: Forecast, today: dt.date) -> str:
    words = _tr("{} on {}").format(
        percent(forecast.percent), dates.medium(day_of(forecast.at), today)
    )
    return f"{words}, “{forecast.note}”" if forecast.note else words


def _tr(text: str) -> str:
    return QCoreApplication.translate("Predictions", text)
