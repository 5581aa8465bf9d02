"""A tension chart in words: a sentence, and a table of its days."""

from __future__ import annotations

import datetime as dt

from PySide6.QtCore import QCoreApplication

from metanoia.ui import dates
from metanoia.ui.amounts import number
from metanoia.ui.widgets.chart import Table
from metanoia.ui.widgets.tension_course import Course, Move


def amount(value: float, unit: str) -> str:
    """Return "4.2", "40%" or "3 evenings"."""
    said = number(value, 2 if abs(value) < 1 else 1)
    if not unit:
        return said
    return f"{said}{unit}" if unit in ("%", "‰", "°") else f"{said} {unit}"


def vision_words(course: Course) -> str:
    """Return "Vision 8", "Within 7 to 8 h", or nothing where none is said."""
    if course.band is not None:
        low, high = (number(edge) for edge in course.band)
        return _tr("Within {} to {}").format(low, f"{high} {course.unit}".strip())
    vision = course.vision_on(course.today)
    return "" if vision is None else _tr("Vision {}").format(amount(vision, course.unit))


def tension_words(course: Course) -> tuple[str, str]:
    """Return the number of today's tension and what it is called: "3.8", "creative tension"."""
    if not course.points:
        return "", ""
    tension = course.tension(course.today, course.points[-1][1])
    if tension is None:
        return "", ""
    if tension > 0:
        return amount(tension, course.unit), _tr("creative tension")
    if course.band is not None:
        return _tr("Held"), _tr("within the band")
    return _tr("Reached"), _tr("the vision is true")


def sentence(course: Course, first: dt.date) -> str:
    """Return "Vision 8; reality rose from 2.6 on 3 September to 4.2 today; creative tension 3.8."."""
    if not course.points:
        empty = _tr("No reality is noted yet. Note today’s, and the tension shows here.")
        vision = vision_words(course)
        return f"{vision}. {empty}" if vision else empty
    shown = [point for point in course.points if point[0] >= first] or [course.points[-1]]
    parts = [vision_words(course), _reality(course, shown)]
    big, called = tension_words(course)
    if big:
        reached = course.tension(course.today, shown[-1][1]) == 0
        parts.append(called if reached else f"{called} {big}")
    said = "; ".join(filter(None, parts)) + "."
    for move in course.moves:
        if move.date >= first:
            said += " " + moved(move, course)
    if len(course.points) == 1:
        said += " " + _tr("Note it again in a week to see how it moves.")
    return said


def moved(move: Move, course: Course) -> str:
    """Return "The vision was moved from 9 to 8 on 14 January."."""
    said = _tr("The vision was moved from {} to {} on {}.")
    day = dates.medium(move.date, course.today)
    return said.format(amount(move.old, course.unit), amount(move.new, course.unit), day)


def table(course: Course) -> Table:
    """Return each day with its reality, vision and tension, and each move of the vision."""
    heads = (_tr("Day"), _tr("Reality"), _tr("Vision"), _tr("Tension"), _tr("Note"))
    lines: list[tuple[dt.date, tuple[float | None, float | None, float | None], str]] = [
        (day, (value, course.vision_on(day), course.tension(day, value)), course.notes.get(day, ""))
        for day, value in course.points
    ]
    for move in course.moves:
        was = _tr("The vision was moved from {} to {}.").format(
            amount(move.old, course.unit), amount(move.new, course.unit)
        )
        lines.append((move.date, (None, move.new, None), f"{was} {move.reason}".strip()))
    lines.sort(key=lambda line: line[0])
    band = vision_words(course) if course.band is not None else ""
    rows, plain = [], []
    for day, (value, vision, tension), note in lines:
        said = band if vision is None else amount(vision, course.unit)
        rows.append(
            (
                dates.short_with_year(day),
                _said(value, course.unit),
                said,
                _said(tension, course.unit),
                note,
            )
        )
        exact = band if vision is None else _exact(vision)
        plain.append((day.isoformat(), _exact(value), exact, _exact(tension), note))
    return Table(heads, tuple(rows), tuple(plain))


def _reality(course: Course, shown: list[tuple[dt.date, float]]) -> str:
    (begin, before), (end, now) = shown[0], shown[-1]
    last = dates.ago(end, course.today)
    if (course.today - end).days not in (0, 1):
        last = _tr("on {}").format(last)
    if len(shown) == 1:
        return _tr("reality {} {}").format(amount(now, course.unit), last)
    if now == before:
        said = _tr("reality {} as on {}")
        return said.format(f"{amount(now, course.unit)} {last}", dates.medium(begin, course.today))
    went = _tr("reality rose from {} on {} to {} {}")
    if now < before:
        went = _tr("reality fell from {} on {} to {} {}")
    return went.format(
        amount(before, course.unit),
        dates.medium(begin, course.today),
        amount(now, course.unit),
        last,
    )


def _said(value: float | None, unit: str) -> str:
    return "" if value is None else amount(value, unit)


def _exact(value: float | None) -> str:
    return "" if value is None else f"{round(value, 6):.12g}"


def _tr(words: str) -> str:
    return QCoreApplication.translate("TensionChart", words)
