"""The widgets of goals, values and the review with numbers made up for them, for the gallery."""

from __future__ import annotations

import datetime as dt

from metanoia.ui.widgets.card import Card
from metanoia.ui.widgets.chart import Chart
from metanoia.ui.widgets.chart_key import ChartKey
from metanoia.ui.widgets.label import Label
from metanoia.ui.widgets.layout import Child, boxed, hbox
from metanoia.ui.widgets.line_chart import LineChart
from metanoia.ui.widgets.rank_chart import RankChart
from metanoia.ui.widgets.review_weeks import ReviewWeeks
from metanoia.ui.widgets.tension_chart import Move, TensionChart
from metanoia.ui.widgets.tension_line import TensionLine
from metanoia.ui.widgets.value_chart import ValueChart, ValueLine
from metanoia.ui.widgets.week_days import WeekDays, Written
from metanoia.ui.widgets.year_map import YearLegend, YearMap

TODAY = dt.date(2026, 3, 12)
MONDAY = dt.date(2026, 3, 9)


def _ago(days: int) -> dt.date:
    return TODAY - dt.timedelta(days=days)


def _card(chart: Chart, *beside: Child) -> Card:
    head = hbox((Label(chart.title, "strong", elide=True), 1), 8, ChartKey(chart), *beside)
    return Card(boxed(head), 6, chart, None, margins=(18, 12, 16, 12))


def _goal() -> Card:
    chart, points = TensionChart(), ((190, 2.6), (155, 2.9), (118, 3.6), (85, 3.1), (42, 3.9), (0, 4.2))  # fmt: skip
    vision = [(_ago(190), 9.0), (_ago(100), 8.0)]
    chart.show_tension(
        [(_ago(day), value) for day, value in points], vision, TODAY,
        until=dt.date(2026, 6, 30), scale=(0, 10), moves=[Move(_ago(100), 9, 8, "It was for two teams.")],
    )  # fmt: skip
    return _card(chart)


def _held() -> Card:
    chart = TensionChart()
    slept = [(_ago(90 - 10 * n), 6.2 + (n * 3 % 5) * 0.4) for n in range(10)]
    chart.show_tension(slept, [], TODAY, band=(7, 8), unit="h")
    chart.title = "Sleep"
    return _card(chart)


def _values() -> ValueChart:
    weeks = ((1, 0), (0, 1), (1, 0), (0, 0), (0, 2), (1, 0), (0, 1), (5, 1))
    chart = ValueChart()
    rows = [
        ("Candour", "I say the hard thing early, and to the right person.", 9, 6, weeks),
        ("Fairness", "Heavy shifts are shared, and I can say why.", 8, 8, weeks[::-1]),
        ("Craft", "Done well, also where nobody ever looks.", 6, 8, ((0, 0),) * 8),
    ]
    chart.show_values(
        [ValueLine(row[0], place, *row) for place, row in enumerate(rows, start=1)], _ago(52), TODAY
    )
    return chart


def _ranks() -> Card:
    chart = RankChart()
    chart.show_sorts(
        [
            (dt.date(2024, 12, 20), ("Trust", "Candour", "Craft", "Rest")),
            (dt.date(2025, 12, 14), ("Candour", "Trust", "Rest", "Craft")),
        ],
        "Rest",
    )
    return _card(chart)


def _lines() -> Child:
    lived, energy = LineChart("Values lived"), LineChart("Energy", "blue")
    shares = ((365, 52.0), (270, 55.0), (180, 54.0), (90, 58.0), (0, 61.0))
    lived.show_line([(_ago(day), share) for day, share in shares], _ago(365), TODAY, scale=(0, 100), shape="steps", unit="%")  # fmt: skip
    month = [(_ago(240 - 30 * n), 3 + n * 5 % 7 / 2) for n in range(9)]
    energy.show_line(month, _ago(365), TODAY, level=[(_ago(365), 7)])
    return boxed(hbox((_card(lived), 1), 16, (_card(energy), 1)))


def _year() -> Card:
    chart = YearMap("Day by day")
    noted = {_ago(n): float(n * 7 % 11) for n in range(365) if n % 3 != 1}
    chart.show_days(noted, _ago(364), TODAY, scale=(0, 10), of="Energy")
    return _card(chart, YearLegend())


def _week() -> WeekDays:
    week = WeekDays()
    written = {
        MONDAY: Written("Rota numbers arrive", 120),
        dt.date(2026, 3, 10): Written("Coffee with Amina", 80),
        TODAY: Written("The silence I filled, and what Lena said when I did not", 240),
    }
    week.show_week(MONDAY, written, TODAY)
    return week


def _reviews() -> Card:
    strip = ReviewWeeks()
    states = ("done", "done", "", "skipped", "done")
    strip.show_weeks(
        [(MONDAY - dt.timedelta(weeks=n), states[n % 5]) for n in range(52, -1, -1)], TODAY
    )
    return _card(strip)


def mastery() -> list[Child]:
    """Return all of them, as a column of the gallery."""
    line = TensionLine()
    line.show_tension(4.2, 3.9, 8)
    return [
        16, boxed(hbox((_goal(), 2), 16, (_held(), 1))), 12, Card(line, margins=(18, 8, 18, 8)),
        12, boxed(hbox((_values(), 2), 16, (_ranks(), 1))), 12, _lines(), 12, _year(), 12,
        _week(), 12, _reviews(),
    ]  # fmt: skip
