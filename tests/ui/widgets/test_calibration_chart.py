"""What was said beside what came true."""

from __future__ import annotations

import datetime as dt

import pytest
from PySide6.QtCore import Qt

from metanoia.domain.calibration import Counted, record
from metanoia.ui.theme import theme
from metanoia.ui.widgets.calibration_chart import CalibrationChart, sureness

DUE = dt.date(2026, 1, 3)


def said(percent, true, n):
    return [Counted(percent, number < true, DUE) for number in range(n)]


KNOWN = record([*said(80, 6, 10), *said(60, 3, 5), *said(20, 1, 5)])


@pytest.fixture
def chart(qtbot):
    chart = CalibrationChart()
    qtbot.addWidget(chart)
    chart.show_record(KNOWN)
    chart.resize(chart.sizeHint())
    with qtbot.waitActive(chart):
        chart.show()
        chart.activateWindow()
    chart.clearFocus()
    return chart


def test_it_says_the_record(chart):
    assert chart.accessibleName() == (
        "20 predictions, first forecast; on average 10 points too sure; "
        "unlikely: said 20%, came true 20%, n 5; even: said 60%, came true 60%, n 5; "
        "likely: said 80%, came true 60%, n 10."
    )
    chart.show_record(KNOWN, "last")
    assert "last forecast" in chart.accessibleName()


@pytest.mark.parametrize(
    ("overconfidence", "words"),
    [
        (0.05, "on average 5 points too sure"),
        (0.01, "on average 1 point too sure"),
        (-0.12, "on average 12 points too careful"),
        (0.002, "on average as sure as came true"),
    ],
)
def test_too_sure_and_too_careful(overconfidence, words):
    assert sureness(overconfidence) == words


def test_an_empty_band_has_no_dot_but_says_n_0(chart, qtbot):
    titles = []
    for _ in range(4):
        qtbot.keyClick(chart, Qt.Key.Key_Right)
        titles.append(chart.shown_spot().title)
    assert titles[:3] == [
        "Unlikely: 1 of 5 came true",
        "Even: 3 of 5 came true",
        "Likely: 6 of 10 came true",
    ]
    assert titles[3] == titles[2]
    assert "80% range 40 to 77%" in chart.shown_spot().words
    rows = chart.table().rows
    assert rows[0] == ("almost no", "0%", "10%", "0", "", "", "")
    assert rows[3] == ("likely", "61%", "89%", "10", "80%", "60%", "40% to 77%")


def test_without_a_prediction_it_is_an_empty_frame(chart):
    full = chart.grab().toImage()
    chart.show_record(record([]))
    assert chart.accessibleName() == "No prediction counts yet."
    assert chart.grab().toImage() != full


def test_the_dots_lie_where_said_and_true_meet(chart):
    plot = chart._plot(chart._room(), theme())
    image = chart.grab().toImage()
    assert image.pixelColor(plot.at(80, 60).toPoint()) == theme().colour("blue")
    assert image.pixelColor(plot.at(5, 40).toPoint()) != theme().colour("blue")


@pytest.mark.parametrize("scale", [1.0, 1.4])
def test_words_stand_beside_one_another_in_a_narrow_pane(chart, scale):
    theme().apply("dark", scale)
    chart.resize(chart.minimumSizeHint().width() + 120, chart.sizeHint().height())
    plot = chart._plot(chart._room(), theme())
    assert plot.box.width() > 0
    assert plot.box.bottom() + theme().px(60) <= chart.height()
    chart.grab()
