"""Assumptions in an entry that is read."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QTextCursor

from journals import entry
from metanoia.domain.anchors import Origin
from metanoia.domain.assumptions import NewAssumption
from metanoia.domain.days import at
from metanoia.text.anchors import select
from metanoia.ui.destination import Destination
from metanoia.ui.theme import theme

BODY = "Well 😀.\n\n> She *said **nothing*** to me.\n\n- I knew why\n"


@pytest.fixture
def read(page, journal):
    """Read an entry with marks of every kind in it."""
    added = journal.entries.add(entry("Then", BODY, day="2026-03-13"))
    page.show_entry(added.id)
    return added


def choose(page, words):
    cursor = page.reading.text.document().find(words)
    page.reading.text.setTextCursor(cursor)
    assert cursor.selectedText() == words


def underlined(page):
    selections = page.reading.text.extraSelections()
    plum = theme().colour("plum")
    return [
        QTextCursor(one.cursor).selectedText()
        for one in selections
        if one.format.underlineColor() == plum
    ]


@pytest.mark.parametrize(
    ("shown", "written"),
    [
        ("I knew why", "I knew why"),
        ("She said nothing to me", "She *said **nothing*** to me"),
        ("Well 😀", "Well 😀"),
    ],
)
def test_selected_words_become_an_assumption_where_the_entry_is_written(
    page, read, qtbot, shown, written
):
    choose(page, shown)
    with qtbot.waitSignal(page.asked) as asked:
        page.assume()
    where = asked.args[0]
    assert (where.page, where.entry, where.section) == ("today", read.id, "assume")
    start, stop = where.passage
    assert BODY[start:stop].strip("*.") == written.strip("*.")


def test_without_a_selection_it_says_what_to_do(page, read, qtbot):
    with qtbot.waitSignal(page.said) as said:
        page.assume()
    assert "Select the words" in said.args[0].text


def test_a_form_is_marked_where_it_is_filled_in(page, journal, qtbot):
    form = journal.answers.begin(
        "ladder", at(entry().when.date, None, "UTC"), "", {"did": "I left."}
    )
    page.show_entry(form.id)
    choose(page, "I left")
    with qtbot.waitSignal(page.asked) as asked:
        page.assume()
    assert asked.args[0] == Destination(page="today", entry=form.id)


def test_sentences_that_became_one_are_underlined_and_lead_there(page, journal, read, qtbot):
    start = BODY.index("She")
    quote = "She *said **nothing*** to me"
    origin = Origin(entry=read.id, selector=select(BODY, start, start + len(quote)))
    one = journal.assumptions.add(NewAssumption(statement="She is angry"), origin=origin)
    (shown,) = underlined(page)
    assert shown.startswith("She said nothing to me")
    text = page.reading.text
    cursor = text.document().find("nothing")
    where = text.cursorRect(cursor).center() - QPoint(6, 0)
    with qtbot.waitSignal(page.asked) as asked:
        qtbot.mouseClick(text.viewport(), Qt.MouseButton.LeftButton, pos=where)
    assert (asked.args[0].page, asked.args[0].item) == ("assumptions", one.id)
    journal.assumptions.trash(one.id)
    assert underlined(page) == []


def test_underlines_stay_under_what_was_searched_for(page, journal, read, qtbot):
    start = BODY.index("I knew")
    origin = Origin(entry=read.id, selector=select(BODY, start, start + 10))
    journal.assumptions.add(NewAssumption(statement="I knew why"), origin=origin)
    page.list_pane.field.setText("knew")
    qtbot.waitUntil(lambda: len(page.reading.text.extraSelections()) == 2, timeout=3000)
    assert underlined(page) == ["I knew why"]
    theme().apply("dark", 1.4)
    assert underlined(page) == ["I knew why"]
