"""Comments beside a text: where they stand, what they are tied to, and the words they are on."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QImage, QTextCursor, QWheelEvent
from PySide6.QtWidgets import QApplication

from metanoia.text.markdown import render
from metanoia.ui.widgets.annotated import Annotated, Piece, Tint
from metanoia.ui.widgets.margin import Margin, stacked
from metanoia.ui.widgets.margin_card import MarginNote

GAP = 12
tops = st.lists(st.tuples(st.floats(0, 3000), st.floats(20, 400)), max_size=12)


@given(tops, st.data())
@settings(max_examples=200, deadline=None)
def test_cards_keep_their_order_and_never_overlap(cards, data):
    wanted = sorted(want for want, _ in cards)
    heights = [height for _, height in cards]
    firm = data.draw(st.none() | st.integers(0, len(cards) - 1)) if cards else None
    found = stacked(wanted, heights, GAP, firm)
    assert all(top >= 0 for top in found)
    for (top, height), below in itertools.pairwise(zip(found, heights, strict=True)):
        assert below[0] - (top + height) >= GAP - 1e-6


@given(tops)
@settings(max_examples=200, deadline=None)
def test_no_other_order_of_places_moves_the_cards_less(cards):
    wanted = sorted(want for want, _ in cards)
    heights = [height for _, height in cards]
    found = stacked(wanted, heights, GAP)

    def cost(places):
        return sum((place - want) ** 2 for place, want in zip(places, wanted, strict=True))

    pushed = []  # the simplest way: each as far down as the one above makes it go
    for want, height in zip(wanted, heights, strict=True):
        pushed.append((max(want, pushed[-1][0] + pushed[-1][1] + GAP if pushed else 0), height))
    assert cost(found) <= cost([place for place, _ in pushed]) + 1e-6


def test_a_card_with_room_stands_beside_its_words():
    assert stacked([10, 300, 900], [50, 50, 50], GAP) == [10, 300, 900]


def test_the_card_that_is_worked_on_hardly_moves():
    found = stacked([100, 110], [50, 50], GAP, firm=1)
    assert found[1] == pytest.approx(110, abs=1)


# -- the text

BODY = "I filled the **silence** again. [A link](https://x.example/silence) and the silence.\n\n> Quoted *words*\n\n- one\n- two 😀 three"


@pytest.fixture
def text(qtbot):
    shown = Annotated(lambda _: None, letters="qn", left=30)
    qtbot.addWidget(shown)
    shown.resize(900, 500)
    shown.show_margin(True)
    shown.show_pieces(
        [Piece("<p>12 March</p>"), Piece("<p>The silence</p>", "title", "The silence"),
         Piece(render(BODY), "body", BODY)]
    )  # fmt: skip
    with qtbot.waitActive(shown):
        shown.show()
        shown.activateWindow()
    return shown


def choose(text, words, nth=0):
    plain, place = text.plain(), -1
    for _ in range(nth + 1):
        place = plain.index(words, place + 1)
    units = len(plain[:place].encode("utf-16-le")) // 2
    cursor = text.textCursor()
    cursor.setPosition(units)
    cursor.setPosition(units + len(words.encode("utf-16-le")) // 2, QTextCursor.MoveMode.KeepAnchor)
    text.setTextCursor(cursor)


@pytest.mark.parametrize(
    ("words", "nth", "field", "source"),
    [
        ("silence", 0, "title", "silence"),
        ("silence", 1, "body", "silence"),
        ("silence", 2, "body", "silence"),
        ("silence again", 0, "body", "**silence** again"),
        ("Quoted words", 0, "body", "Quoted *words*"),
        ("two 😀 three", 0, "body", "two 😀 three"),
    ],
)
def test_chosen_words_are_those_of_the_source(text, words, nth, field, source):
    choose(text, words, nth)
    found, start, stop = text.chosen_passage()
    assert found == field
    assert {"title": "The silence", "body": BODY}[field][start:stop] == source


def test_the_programs_own_words_are_no_passage(text):
    choose(text, "12 March")
    assert text.chosen_passage() is None


def test_a_choice_that_goes_over_ends_with_its_passage(text):
    plain = text.plain()
    cursor = text.textCursor()
    cursor.setPosition(plain.index("silence"))
    cursor.setPosition(plain.index("filled") + 6, QTextCursor.MoveMode.KeepAnchor)
    text.setTextCursor(cursor)
    assert text.chosen_passage() == ("title", 4, 11)


def test_letters_count_only_while_words_are_chosen(text, qtbot):
    asked = []
    text.kind_asked.connect(asked.append)
    qtbot.keyClick(text, Qt.Key.Key_Q)
    choose(text, "again")
    qtbot.keyClick(text, Qt.Key.Key_X)
    qtbot.keyClick(text, Qt.Key.Key_Q)
    qtbot.keyClick(text, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    assert asked == ["q"]


def test_words_are_chosen_by_the_keyboard_once_the_caret_is_asked_for(text, qtbot):
    text.setFocus()
    assert text.cursorWidth() == 0
    qtbot.keyClick(text, Qt.Key.Key_Down)
    assert text.cursorWidth() == 0
    qtbot.keyClick(text, Qt.Key.Key_Right)
    assert text.cursorWidth() == 1
    for _ in range(4):
        qtbot.keyClick(text, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    assert text.textCursor().selectedText()


def test_a_drawing_is_as_wide_as_the_text(text, qtbot):
    widths = []

    def draw(width):
        widths.append(width)
        image = QImage(width, 40, QImage.Format.Format_RGB32)
        image.fill(QColor("red"))
        return image

    text.show_pieces([Piece('<p><img src="drawing:chart"></p>')], {"chart": draw})
    text.resize(760, 500)
    QApplication.processEvents()
    assert widths[-1] == text.viewport().width()
    text.forget()
    assert text.loadResource(2, "drawing:chart").width() == 1


# -- the margin


@pytest.fixture
def margin(text, qtbot):
    beside = Margin(text)
    ends = text.tint([Tint("body", 13, 24, "a", "plum"), Tint("body", 25, 31, "b", "blue")])
    notes = [
        MarginNote(one, "A question", "circle-help", tone, "09:14", "What did you hear? " * 6)
        for one, tone in (("a", "plum"), ("b", "blue"))
    ]
    beside.show_notes(notes, ends)
    qtbot.wait(30)
    return beside


def test_cards_stand_beside_the_text_and_scroll_with_it(margin, text, qtbot):
    first, second = margin.cards["a"], margin.cards["b"]
    assert margin.x() > text.viewport().geometry().right()
    assert first.geometry().bottom() < second.geometry().top()
    text.resize(900, 160)
    qtbot.wait(30)
    before = first.y()
    assert text.verticalScrollBar().maximum() > 0
    wheel = QWheelEvent(
        QPointF(5, 5), margin.mapToGlobal(QPointF(5, 5)), QPoint(0, -60), QPoint(0, -120),
        Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(margin, wheel)
    assert first.y() < before
    text.verticalScrollBar().setValue(text.verticalScrollBar().maximum())
    assert second.geometry().bottom() <= margin.height()


def test_words_written_in_a_card_are_told(margin, qtbot):
    said = []
    margin.edited.connect(lambda *one: said.append(one))
    margin.edit("b")
    assert margin.cards["b"].active
    assert not margin.cards["a"].active
    qtbot.keyClicks(margin.cards["b"].words, "Yes")
    assert said[-1] == ("b", "What did you hear? " * 6 + "Yes")


def test_where_there_is_no_room_each_is_a_pin_and_one_lies_over_the_text(margin, text, qtbot):
    text.resize(460, 500)
    qtbot.wait(30)
    assert text.pins
    assert not margin.cards["a"].isVisible()
    assert margin.pins["a"].isVisible()
    qtbot.mouseClick(margin.pins["a"], Qt.MouseButton.LeftButton)
    assert margin.cards["a"].isVisible()
    assert margin.cards["a"].words.hasFocus()
    qtbot.keyClick(margin.cards["a"].words, Qt.Key.Key_Escape)
    qtbot.keyClick(margin.cards["a"], Qt.Key.Key_Escape)
    assert not margin.cards["a"].isVisible()
    assert text.hasFocus()


def test_a_card_goes_with_its_comment(margin, text, qtbot):
    margin.edit("a")
    margin.show_notes([], {})
    assert margin.cards == {}
    assert margin.active is None
    margin.forget()
    assert not margin.isVisible()
