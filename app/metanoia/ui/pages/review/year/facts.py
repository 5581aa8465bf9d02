"""A year read from the journal: what can be shown by the day, and lines over the months."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from typing import TYPE_CHECKING, Literal, NamedTuple

from PySide6.QtCore import QCoreApplication

from metanoia.domain import calibration
from metanoia.domain.lived import alignment
from metanoia.domain.metric_stats import by_month
from metanoia.domain.metrics import Metric, Reading
from metanoia.ui import dates
from metanoia.ui.amounts import counted, number

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from metanoia.journal import Journal

Points = list[tuple[dt.date, float]]
WORDS = "words"
EVIDENCE = "evidence"
_GOALS = 2  # lines of goals at most, the most important ones


class Span(NamedTuple):
    """The days that are shown: a year up to ``last``."""

    first: dt.date
    last: dt.date


class Daily(NamedTuple):
    """Something that is known by the day; ``metric`` None for words and evidence."""

    key: str
    name: str
    values: Mapping[dt.date, float]
    scale: tuple[float, float] | None
    metric: Metric | None = None


class Line(NamedTuple):
    """A line over a year, on its own scale."""

    title: str
    about: str
    token: str
    points: Points
    scale: tuple[float, float]
    shape: Literal["smooth", "steps"] = "smooth"
    unit: str = ""
    level: Sequence[tuple[dt.date, float]] = ()
    digits: int = 1


def span(today: dt.date, back: int) -> Span:
    """Return the year up to ``today``, or the one that ended ``back`` years before."""
    last = _years_before(today, back)
    return Span(_years_before(today, back + 1) + dt.timedelta(days=1), last)


def daily(journal: Journal, days: Span) -> list[Daily]:
    """Return what can be shown by the day: metrics that were noted, words, and evidence."""
    found = []
    for metric in sorted(journal.metrics.all(hidden=True), key=_energy_first):
        readings = journal.metrics.readings(metric.id)
        if readings:
            values = {
                one.date: one.value for one in readings if days.first <= one.date <= days.last
            }
            most = max((one.value for one in readings), default=1.0)
            scale = (0.0, 10.0) if metric.kind == "scale" else (0.0, 1.0 if metric.kind == "yes_no" else most or 1.0)  # fmt: skip
            found.append(Daily(metric.id, metric.name, values, scale, metric))
    words = {
        day: float(n) for day, n in journal.entries.day_words(days.first, days.last).items() if n
    }
    found.append(Daily(WORDS, _tr("Words"), words, None))
    found.append(Daily(EVIDENCE, _tr("Evidence"), _evidence(journal, days), None))
    return found


def written(one: Daily, value: float) -> str:
    """Return a number of the day as it is said: "6", "yes", "7.5 h"."""
    if one.metric is not None and one.metric.kind == "yes_no":
        return _tr("yes") if value else _tr("no")
    unit = f" {one.metric.unit}" if one.metric is not None and one.metric.unit else ""
    return f"{number(value)}{unit}"


def mean_written(metric: Metric, value: float) -> str:
    """Return a mean as it is said: of yes and no as a share."""
    if metric.kind == "yes_no":
        return _tr("{}% yes").format(number(value * 100, 0))
    return f"{number(value)}{f' {metric.unit}' if metric.unit else ''}"


def months_said(one: Daily) -> str:
    """Return in which month a metric was lowest and highest, of months with five days or more."""
    if one.metric is None:
        return ""
    readings = [Reading(one.metric.id, day, value) for day, value in sorted(one.values.items())]
    months = [month for month in by_month(readings) if month.mean is not None]
    if len(months) < 2:
        return ""
    low = min(months, key=lambda month: month.mean or 0.0)
    high = max(months, key=lambda month: month.mean or 0.0)
    if low.mean == high.mean:
        return ""
    said = _tr("Lowest in {} ({} days), highest in {} ({} days). What was different then?")
    return said.format(
        dates.month_name(low.first_day), low.n, dates.month_name(high.first_day), high.n
    )


def lines(journal: Journal, days: Span, today: dt.date) -> list[Line]:
    """Return the lines of a year that have anything to show."""
    found = [*_goals(journal, days), *_belief(journal, days), *_inquiry(journal, days)]
    found += [*_lived(journal, days), *_metrics(journal, days), *_too_sure(journal, days, today)]
    return found


def _goals(journal: Journal, days: Span) -> list[Line]:
    found: list[Line] = []
    for row in journal.goals.rows():
        looks: Points = [
            (one.date, float(one.closeness)) for one in journal.goals.check_ins(row.goal.id)
        ]
        seen = _within(looks, days)
        if not seen or len(found) == _GOALS:
            continue
        (_, first), (_, last) = seen[0], seen[-1]
        about = _tr("Reality went from {} to {} of 10").format(number(first), number(last))
        level: Points = [(seen[0][0], 10.0)]
        found.append(Line(row.goal.title, about, "ochre", seen, (0, 10), level=level))
    return found


def _belief(journal: Journal, days: Span) -> list[Line]:
    """Return the assumption that moved most often in these days."""
    best: tuple[int, str, Points] | None = None
    for row in journal.assumptions.rows():
        points: Points = [(at.astimezone().date(), float(sure)) for at, sure in row.points]
        moved = sum(days.first <= day <= days.last for day, _ in points)
        if moved > 1 and (best is None or moved > best[0]):
            best = (moved, row.statement, points)
    if best is None:
        return []
    _, statement, points = best
    seen = _within(points, days)
    (_, first), (_, last) = seen[0], seen[-1]
    said = _tr("Less sure than at first") if last < first else _tr("Surer than at first") if last > first else _tr("As sure as at first")  # fmt: skip
    return [Line(statement, said, "plum", points, (0, 100), "steps", "%", digits=0)]


def _inquiry(journal: Journal, days: Span) -> list[Line]:
    points: Points = [
        (one.row.date, float(one.moves.inquiry_share))
        for one in journal.answers.conversations(200)
        if one.moves.inquiry_share is not None
    ]
    seen = _within(points, days)
    if not seen:
        return []
    about = counted(len(seen), _tr("One conversation on record"), _tr("{} conversations on record"))
    return [Line(_tr("Inquiry in hard talks"), about, "blue", seen, (0, 100), unit="%", digits=0)]


def _lived(journal: Journal, days: Span) -> list[Line]:
    latest: dict[str, tuple[int, int | None]] = {}
    at: dict[dt.date, float] = {}
    for one in journal.values.ratings():
        latest[one.value] = (one.importance, one.lived)
        lived = alignment(latest.values())
        if lived is not None:
            at[one.date] = lived
    points: Points = sorted(at.items())
    if not any(day <= days.last for day, _ in points):
        return []
    about = _tr("Weighted by what matters")
    return [Line(_tr("Values lived"), about, "accent", points, (0, 100), "steps", "%", digits=0)]


def _metrics(journal: Journal, days: Span) -> list[Line]:
    found = []
    for metric in journal.metrics.all(hidden=True):
        readings = [one for one in journal.metrics.readings(metric.id) if days.first <= one.date <= days.last]  # fmt: skip
        share = 100.0 if metric.kind == "yes_no" else 1.0
        months: Points = [
            (month.first_day + dt.timedelta(days=14), month.mean * share)
            for month in by_month(readings)
            if month.mean is not None
        ]
        months = [(min(day, days.last), mean) for day, mean in months if day >= days.first]
        if len(months) < 2:
            continue
        most = {"scale": 10.0, "yes_no": 100.0}.get(metric.kind) or max(m for _, m in months) or 1.0
        about = _tr("By month, of {} days").format(len(readings))
        unit = "%" if metric.kind == "yes_no" else f" {metric.unit}" if metric.unit else ""
        digits = 0 if metric.kind == "yes_no" else 1
        found.append(
            Line(metric.name, about, "accent", months, (0, most), unit=unit, digits=digits)
        )
    return found


def _too_sure(journal: Journal, days: Span, today: dt.date) -> list[Line]:
    kept = calibration.record(journal.predictions.counted(today))
    points: Points = [
        (half.first_day, round(half.overconfidence * 100))
        for half in kept.half_years
        if half.overconfidence is not None
    ]
    if not points or not any(day <= days.last for day, _ in points):
        return []
    values = [value for _, value in points]
    low, high = min(0.0, *values, 0.0), max(20.0, *values)
    floor = -20.0 if low < 0 else 0.0
    about = _tr("Predictions, by half-year")
    title = _tr("Too sure, in points")
    return [Line(title, about, "blue", points, (min(floor, low), high), "steps", digits=0)]


def _evidence(journal: Journal, days: Span) -> dict[dt.date, float]:
    seen = Counter(
        one.observed_on
        for row in journal.assumptions.rows()
        for one in journal.assumptions.evidence(row.id)
    )
    return {day: float(n) for day, n in seen.items() if days.first <= day <= days.last}


def _energy_first(metric: Metric) -> bool:
    return metric.built_in != "energy"


def _within(points: Sequence[tuple[dt.date, float]], days: Span) -> Points:
    return [(day, value) for day, value in points if days.first <= day <= days.last]


def _years_before(day: dt.date, years: int) -> dt.date:
    try:
        return day.replace(year=day.year - years)
    except ValueError:  # 29 February
        return day.replace(year=day.year - years, day=28)


def _tr(text: str) -> str:
    return QCoreApplication.translate("YearRoom", text)
