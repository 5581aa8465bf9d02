"""Vision and reality over time: said in a sentence, walked day by day, shown as a table."""

from __future__ import annotations

import datetime as dt

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible

from metanoia.ui.theme import theme
from metanoia.ui.widgets import chart_paper
from metanoia.ui.widgets.chart_key import ChartKey
from metanoia.ui.widgets.tension_chart import Move, TensionChart
from metanoia.ui.widgets.tension_line import TensionLine

TODAY = dt.date(2026, 3, 12)
POINTS = [
    (dt.date(2026, 1, 5), 2.6),
    (dt.date(2026, 2, 9), 3.1),
    (TODAY, 4.2),
]
EIGHT = [(dt.date(2026, 1, 5), 8.0)]
MOVE = Move(dt.date(2026, 2, 20), 9.0, 8.0, "It was for two teams.")
LOWERED = [(dt.date(2026, 1, 5), 9.0), (MOVE.date, 8.0)]


@pytest.fixture
def chart(qtbot, monkeypatch):
    chart = TensionChart()
    qtbot.addWidget(chart)
    chart.show_tension(POINTS, EIGHT, TODAY, until=dt.date(2026, 6, 30), scale=(0, 10))
    chart.resize(720, 360)
    with qtbot.waitActive(chart):
        chart.show()
        chart.activateWindow()
    chart.setFocus(Qt.FocusReason.TabFocusReason)
    return chart


def words_of(chart):
    """Return the words that are painted, as the drawing has them."""
    import xml.etree.ElementTree as ET

    root = ET.fromstring(chart_paper.as_svg(chart).decode())
    return [text.text for text in root.iter("{http://www.w3.org/2000/svg}text")]


def test_it_says_vision_reality_and_tension(chart):
    said = "Vision 8; reality rose from 2.6 on 5 January to 4.2 today; creative tension 3.8."
    assert chart.sentence() == said
    told = QAccessible.queryAccessibleInterface(chart)
    assert told.role() == QAccessible.Role.Graphic
    assert told.text(QAccessible.Text.Name) == said


def test_what_is_painted_names_the_number_both_levels_and_the_target_day(chart):
    words = words_of(chart)
    for shown in ("Vision 8", "Reality 4.2", "3.8", "creative tension", "today"):
        assert shown in words
    assert any(word.startswith("Jun") for word in words if word)


@pytest.mark.parametrize(
    ("points", "said", "asked"),
    [
        (
            [],
            "Vision 8. No reality is noted yet. Note today’s, and the tension shows here.",
            "Note today’s reality, and the tension shows here.",
        ),
        (
            [(TODAY, 4.0)],
            "Vision 8; reality 4 today; creative tension 4. Note it again in a week to see how it moves.",
            "Note it again in a week to see how it moves.",
        ),
    ],
)
def test_too_little_says_what_to_do(chart, points, said, asked):
    chart.show_tension(points, EIGHT, TODAY)
    assert chart.sentence() == said
    assert asked in words_of(chart)
    chart.grab()


def test_nothing_at_all_is_drawn_too(qtbot):
    chart = TensionChart()
    qtbot.addWidget(chart)
    chart.grab()
    assert chart.sentence() == "No reality is noted yet. Note today’s, and the tension shows here."
    assert chart.table().rows == ()


@pytest.mark.parametrize("points", [[], [(dt.date.min, 3.0)]])
def test_it_stands_at_the_beginning_of_time(chart, points):
    chart.show_tension(points, EIGHT, dt.date.min, until=dt.date.max)
    assert not chart.grab().isNull()


def test_a_moved_vision_is_told_everywhere(chart, qtbot):
    key = ChartKey(chart)
    qtbot.addWidget(key)
    assert key.accessibleName() == ""
    chart.show_tension(POINTS, LOWERED, TODAY, moves=[MOVE])
    assert chart.sentence().endswith("The vision was moved from 9 to 8 on 20 February.")
    assert [entry.words for entry in chart.key()] == ["the vision was moved"]
    assert key.accessibleName() == "the vision was moved"
    walked = []
    for _ in range(4):
        qtbot.keyClick(chart, Qt.Key.Key_Right)
        walked.append(chart.shown_spot().said())
    assert walked == [
        "5 January · reality 2.6",
        "9 February · reality 3.1",
        "20 February · vision moved from 9 to 8. It was for two teams.",
        "12 March · reality 4.2",
    ]
    table = chart.table()
    assert table.heads == ("Day", "Reality", "Vision", "Tension", "Note")
    assert table.rows[1] == ("9 Feb 2026", "3.1", "9", "5.9", "")
    moved = "The vision was moved from 9 to 8. It was for two teams."
    assert table.rows[2] == ("20 Feb 2026", "", "8", "", moved)
    assert table.rows[3] == ("12 Mar 2026", "4.2", "8", "3.8", "")
    assert table.plain[3] == ("2026-03-12", "4.2", "8", "3.8", "")


def test_the_day_before_the_first_step_counts_with_the_first_vision(chart):
    chart.show_tension(POINTS, [(dt.date(2026, 3, 1), 8.0)], TODAY)
    assert chart.table().rows[0][2] == "8"


def test_notes_are_said_with_their_day(chart, qtbot):
    chart.show_tension(POINTS, EIGHT, TODAY, notes={TODAY: "Waited twice."})
    qtbot.keyClick(chart, Qt.Key.Key_End)
    assert chart.shown_spot().said() == "12 March · reality 4.2. Waited twice."
    assert chart.table().rows[-1][-1] == "Waited twice."


@pytest.mark.parametrize(
    ("points", "target", "start", "number", "called"),
    [
        ([(TODAY, 78.5)], 78.0, 82.0, "0.5 kg", "creative tension"),
        ([(TODAY, 77.0)], 78.0, 82.0, "Reached", "the vision is true"),
        ([(TODAY, 79.0)], 78.0, 70.0, "Reached", "the vision is true"),
    ],
)
def test_down_is_nearer_where_it_started_above(chart, points, target, start, number, called):
    chart.show_tension(points, [(TODAY, target)], TODAY, start=start, unit="kg")
    words = words_of(chart)
    assert number in words
    assert called in words


def test_what_is_held_has_a_band(chart):
    slept = [(day, value) for (day, _), value in zip(POINTS, (6.0, 7.5, 6.5), strict=True)]
    chart.show_tension(slept, [], TODAY, band=(7.0, 8.0), unit="h")
    assert chart.sentence() == (
        "Within 7 to 8 h; reality rose from 6 h on 5 January to 6.5 h today; creative tension 0.5 h."
    )
    assert [row[3] for row in chart.table().rows] == ["1 h", "0 h", "0.5 h"]
    chart.show_tension(slept[:2], [], TODAY, band=(7.0, 8.0), unit="h")
    assert "Held" in words_of(chart)
    assert "within the band" in words_of(chart)


def test_a_range_leaves_out_what_is_older(chart, qtbot):
    old = [(dt.date(2024, 5, 1), 1.0), (dt.date(2025, 9, 1), 2.0), *POINTS]
    chart.show_tension(old, EIGHT, TODAY)
    first = {}
    for span in ("3m", "year", "all"):
        chart.set_range(span)
        qtbot.keyClick(chart, Qt.Key.Key_Home)
        first[span] = chart.shown_spot().title
    assert first == {
        "3m": "5 January · reality 2.6",
        "year": "1 September 2025 · reality 2",
        "all": "1 May 2024 · reality 1",
    }
    assert len(chart.table().rows) == 5


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [200, 420, 1400])
def test_it_is_drawn_at_any_width_and_text_size(chart, scheme, width):
    daily = [(TODAY - dt.timedelta(days=n), 5 + n % 4) for n in range(1500, -1, -1)]
    chart.show_tension(daily, LOWERED, TODAY, moves=[MOVE], until=dt.date(2031, 1, 1))
    theme().apply(scheme, 1.4)
    chart.set_range("all")
    chart.resize(width, 300)
    assert not chart.grab().isNull()


@pytest.mark.parametrize(
    ("now", "before", "said"),
    [
        (4.2, 3.9, "Reality 4.2, vision 8, before 3.9"),
        (4.2, 4.2, "Reality 4.2, vision 8"),
        (None, None, "Vision 8, reality not noted yet"),
    ],
)
def test_a_line_says_where_it_stands(qtbot, now, before, said):
    line = TensionLine()
    qtbot.addWidget(line)
    line.show_tension(now, before, 8)
    assert line.accessibleName() == said
    line.resize(200, 24)
    assert not line.grab().isNull()


def test_a_line_says_the_words_it_is_given(qtbot):
    line = TensionLine()
    qtbot.addWidget(line)
    line.show_tension(12, None, 5, scale=(0, 10), words="Beyond")
    assert line.accessibleName() == "Beyond"
    line.grab()
