"""The record: a list, an early picture, a picture; which forecast counts; what it says and means."""

from __future__ import annotations

import datetime as dt

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from doors import said
from metanoia.domain.calibration import Counted, record
from metanoia.ui.pages.assumptions.predictions import record_words
from metanoia.ui.pages.assumptions.predictions.record import Explanation
from metanoia.ui.widgets.menu import Menu

DAY = dt.date(2026, 3, 12)
# the first vector of the method: ten at 80 % (6 true), five at 60 % (3), five at 20 % (1)
TWENTY = (
    [Counted(80, n < 6, DAY) for n in range(10)]
    + [Counted(60, n < 3, DAY) for n in range(5)]
    + [Counted(20, n < 1, DAY) for n in range(5)]
)


@pytest.mark.parametrize(
    ("number", "listed", "early"),
    [(0, True, None), (9, True, None), (10, False, True), (29, False, True), (30, False, False)],
)
def test_a_picture_needs_ten_and_is_early_below_thirty(
    predict, counted, open_room, number, listed, early
):
    predict("Something still to come.", days=4)
    counted(number)
    panel = open_room().detail.record
    assert panel.beginning.isVisible() == listed
    assert panel.chart.isVisible() == (not listed)
    if early is not None:
        assert panel.early.isVisible() == early


def test_the_few_are_listed_with_a_kind_sentence(counted, open_room):
    counted(3)
    beginning = open_room().detail.record.beginning
    assert beginning.sentence.text() == "Three count so far. 7 more until there is a picture."
    words = said(beginning)
    assert "Number 2 happens." in words
    assert "80%" in words
    assert "came true" in words


@pytest.mark.parametrize(
    ("count", "sentence"),
    [
        (0, "The record begins with the first prediction that is settled and due. 10 more until there is a picture."),
        (1, "One counts so far. 9 more until there is a picture."),
        (9, "Nine count so far. 1 more until there is a picture."),
    ],
)  # fmt: skip
def test_how_many_are_still_to_come_is_told(count, sentence):
    assert record_words.to_come(count) == sentence


def test_what_never_counts_is_not_in_the_list(predict, open_room, journal):
    predict("It is void.", days=-3, outcome="void")
    predict("It came early.", days=3, outcome="yes")
    journal.predictions.withdraw(predict("I take it back.", days=-3))
    predict("It counts.", days=-3, outcome="no")
    beginning = open_room().detail.record.beginning
    shown = [label.text() for label in beginning.findChildren(QLabel) if label.isVisible()]
    assert "It counts." in shown
    assert not {"It is void.", "It came early.", "I take it back."} & set(shown)
    assert "One counts so far." in beginning.sentence.text()


def test_first_or_last_forecasts_count(predict, open_room, qtbot, journal):
    for n in range(12):
        one = predict(f"Number {n} happens.", 90, -2)
        journal.predictions.forecast(one, 20)
        journal.predictions.settle(one, "no")
    panel = open_room().detail.record
    assert "90%" in panel.chart.sentence()
    assert "too sure" in panel.leaning.text()
    last = panel.which_forecast.findChildren(type(panel.which_forecast._segments[0]))[1]
    qtbot.mouseClick(last, Qt.MouseButton.LeftButton)
    assert panel.which == "last"
    assert "20%" in panel.chart.sentence()
    assert "unlikely" in panel.telling.text()
    assert "none of twelve" in panel.telling.text()


def test_what_it_says_of_the_vector():
    shown = record(TWENTY)
    assert record_words.leaning(shown) == "On average 10 points too sure"
    assert record_words.telling(shown) == (
        "20 predictions. Where I said “likely”, six of ten came true."
    )
    meaning = dict(record_words.meaning(shown))
    assert "0.25 is what always saying 50% gives. Yours is 0.24." in meaning["Brier 0.24"]
    assert "void and withdrawn ones never count" in meaning["What counts"]


def test_half_and_half_leans_nowhere():
    shown = record([Counted(50, n % 2 == 0, DAY) for n in range(12)])
    assert record_words.leaning(shown) == "Nothing but even odds so far"


def test_too_careful_is_said_without_praise_or_blame():
    shown = record([Counted(60, True, DAY) for _ in range(12)])
    assert record_words.leaning(shown) == "On average 40 points too careful"


def test_what_counts_is_explained_and_leads_to_the_help(counted, open_room, qtbot):
    counted(12)
    room = open_room()
    asked = []
    room.asked.connect(asked.append)
    qtbot.mouseClick(room.detail.record.explain, Qt.MouseButton.LeftButton)
    explanation = room.window().findChildren(Explanation)[-1]
    assert "Brier" in said(explanation)
    assert explanation.more.hasFocus()
    qtbot.mouseClick(explanation.more, Qt.MouseButton.LeftButton)
    assert [(to.page, to.section) for to in asked] == [("settings", "help/predictions")]


def test_the_picture_can_be_had_as_a_table_or_a_file(counted, open_room, qtbot):
    counted(12)
    panel = open_room().detail.record
    qtbot.mouseClick(panel.more, Qt.MouseButton.LeftButton)
    menu = panel.findChildren(Menu)[-1]
    words = [action.text() for action in menu.actions()]
    menu.close()
    assert any("table" in word for word in words)
    assert any("SVG" in word for word in words)


def test_settling_one_more_moves_the_record_at_once(predict, counted, open_room, journal, qtbot):
    counted(9)
    predict("The tenth.")
    room = open_room()
    assert room.detail.record.beginning.isVisible()
    qtbot.keyClick(room.pane.list, Qt.Key.Key_Y)
    qtbot.keyClick(room.detail.card.settling.note, Qt.Key.Key_Return)
    assert room.detail.record.chart.isVisible()
    room.notices[-1].undo()
    assert room.detail.record.beginning.isVisible()
