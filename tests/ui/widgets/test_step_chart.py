"""Confidence over time: said in a sentence, walked point by point, shown as a table."""

from __future__ import annotations

import datetime as dt

import pytest
from PySide6.QtCore import QPoint, Qt

from metanoia.domain.assumptions import ConfidencePoint, Evidence
from metanoia.ui.theme import theme
from metanoia.ui.widgets.chart_key import ChartKey
from metanoia.ui.widgets.step_chart import StepChart
from metanoia.ui.widgets.steps import steps

TODAY = dt.date(2026, 3, 12)
NOBODY = "I said “I don’t know yet” to the board. Nobody flinched."


def point(month, day, confidence, cause="review", reason=""):
    at = dt.datetime(2026, month, day, 9).astimezone()
    return ConfidencePoint(
        id=f"{month}-{day}",
        assumption="a",
        at=at,
        confidence=confidence,
        cause=cause,
        reason=reason,
    )


def seen(month, day, stance, text):
    return Evidence(
        id=text, assumption="a", stance=stance, weight=2, text=text, source="",
        observed_on=dt.date(2026, month, day),
    )  # fmt: skip


POINTS = [
    point(1, 14, 92, "first"),
    point(2, 5, 78, "evidence", NOBODY),
    point(2, 19, 84, "review", "It was tense."),
    point(3, 4, 70, "test", "They waited."),
]
EVIDENCE = [seen(2, 5, -1, NOBODY), seen(2, 11, 1, "“We look to you.” Amina")]


@pytest.fixture
def chart(qtbot):
    chart = StepChart()
    qtbot.addWidget(chart)
    chart.show_history(POINTS, EVIDENCE, TODAY)
    chart.resize(640, chart.sizeHint().height())
    with qtbot.waitActive(chart):
        chart.show()
        chart.activateWindow()
    chart.clearFocus()
    return chart


def test_it_says_what_it_shows(chart):
    said = "From 92% on 14 January to 70% today; lowest 70%, 3 changes."
    assert chart.sentence() == chart.accessibleName() == said


@pytest.mark.parametrize(
    ("points", "said"),
    [
        ([], "How sure you are has not been said yet."),
        ([point(1, 14, 60)], "60% since 14 January."),
        ([point(3, 12, 60)], "60% since today."),
        (
            [point(3, 11, 60), point(3, 12, 40)],
            "From 60% yesterday to 40% today; lowest 40%, 1 change.",
        ),
        (
            [point(1, 14, 60), point(2, 1, 60), point(3, 1, 0)],
            "From 60% on 14 January to 0% today; lowest 0%, 1 change.",
        ),
    ],
)
def test_few_points_are_said_as_they_are(chart, points, said):
    chart.show_history(points, EVIDENCE if points else [], TODAY)
    assert chart.accessibleName() == said
    chart.grab()


def test_the_arrow_keys_walk_points_and_evidence_in_the_order_of_time(chart, qtbot):
    walked = []
    for _ in range(6):
        qtbot.keyClick(chart, Qt.Key.Key_Right)
        walked.append(chart.shown_spot().said())
    assert walked == [
        "14 January · 92%. First said",
        f"5 February · 78%. Challenges it: {NOBODY}",
        "11 February. Supports it: “We look to you.” Amina",
        "19 February · 84%. Looked at again: It was tense.",
        "4 March · 70%. A test: They waited.",
        "4 March · 70%. A test: They waited.",
    ]
    qtbot.keyClick(chart, Qt.Key.Key_Home)
    assert chart.shown_spot().title == "14 January · 92%"
    qtbot.keyClick(chart, Qt.Key.Key_End)
    qtbot.keyClick(chart, Qt.Key.Key_Left)
    assert chart.shown_spot().title == "19 February · 84%"
    plain = chart.grab().toImage()
    qtbot.keyClick(chart, Qt.Key.Key_Escape)
    assert chart.shown_spot() is None
    assert chart.grab().toImage() != plain


def test_the_pointer_tells_the_reason(chart, qtbot):
    place = next(spot.place for spot in chart._spots() if spot.title.startswith("4 March"))
    qtbot.mouseMove(chart, place.toPoint())
    assert chart.shown_spot().words == "A test: They waited."
    qtbot.mouseMove(chart, QPoint(5, 5))
    assert chart.shown_spot() is None


def test_the_table_holds_points_and_what_moved_none_of_them(chart):
    table = chart.table()
    assert table.heads == ("Day", "How sure", "What moved it", "Reason")
    assert table.rows[1] == ("5 Feb 2026", "78%", "Challenges it", NOBODY)
    assert table.rows[2] == ("11 Feb 2026", "", "Supports it", "“We look to you.” Amina")
    assert len(table.rows) == 5


def test_it_holds_its_level_until_something_moved_it(chart):
    plot = chart._plot(chart._room(), theme())
    line = chart._line(plot)
    levels = [
        round(plot.low + (plot.box.bottom() - corner.y()) / plot.box.height() * 100)
        for corner in line
    ]
    assert levels == [92, 92, 78, 78, 84, 84, 70, 70]
    assert line[1].x() == line[2].x()
    assert line[-1].x() == plot.box.right()


def test_what_moved_it_just_now_is_joined_to_the_line(chart):
    now = dt.datetime(2026, 3, 12, 20).astimezone()
    last = ConfidencePoint(
        id="now", assumption="a", at=now, confidence=40, cause="test", reason=""
    )  # fmt: skip
    chart.show_history([*POINTS, last], EVIDENCE, TODAY)
    plot = chart._plot(chart._room(), theme())
    drawn = steps(plot, chart._line(plot))
    assert drawn.lines[-1].x1() == drawn.lines[-1].x2() == plot.box.right()
    assert {drawn.lines[-1].y1(), drawn.lines[-1].y2()} == {plot.y(70), plot.y(40)}


def test_supporting_and_challenging_are_told_by_form_too(chart):
    key = ChartKey(chart)
    assert key.accessibleName() == "supports, challenges"
    assert [entry.mark for entry in chart.key()] == ["up", "down"]
    assert key.sizeHint().width() > 60


def test_evidence_of_one_day_lies_side_by_side_and_apart_from_its_opposite(chart):
    day = [seen(2, 11, -1, f"n {number}") for number in range(3)] + [seen(2, 11, 1, "yes")]
    chart.show_history(POINTS, day, TODAY)
    places = [spot.place.toTuple() for spot in chart._spots() if spot.title == "11 February"]
    assert len(set(places)) == 4


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_it_follows_the_theme_and_the_size_of_text(chart, scheme):
    before, height = chart.grab().toImage(), chart.sizeHint().height()
    theme().apply(scheme, 1.4)
    assert chart.sizeHint().height() > height
    assert chart.grab().toImage() != before


def test_thousands_of_points_keep_every_extreme(chart):
    at = dt.datetime(2016, 1, 1, tzinfo=dt.UTC)
    points = [
        ConfidencePoint(
            id=str(n), assumption="a", at=at + dt.timedelta(hours=17 * n),
            confidence=99 if n == 2500 else 3 if n == 1000 else 40 + n % 20, cause="review",
        )
        for n in range(5000)
    ]  # fmt: skip
    chart.show_history(points, [], TODAY)
    plot = chart._plot(chart._room(), theme())
    line = chart._line(plot)
    assert len(line) < 10 * plot.box.width()
    assert min(corner.y() for corner in line) == pytest.approx(plot.y(99))
    assert max(corner.y() for corner in line) == pytest.approx(plot.y(3))
    assert line[-1].y() == pytest.approx(plot.y(points[-1].confidence))
