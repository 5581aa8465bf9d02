"""A map at the desk: seen as a picture, and a loop of it commented on as a whole."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QApplication

from desk_told import meet
from metanoia.domain.shared_things import PARTS, Tick
from metanoia.exchange import reply
from metanoia.exchange.things_told_maps import loop_ref
from metanoia.ui import map_words
from metanoia.ui.destination import Destination
from metanoia.ui.theme import theme
from shared_kinds import make_kinds


@pytest.fixture
def kinds(client):
    return make_kinds(client)


@pytest.fixture
def mara(client, journal, tmp_path):
    return meet(journal, tmp_path, "Mara Lind", client)


@pytest.fixture
def reading(page, qtbot, mara, kinds):
    """The page with a map of Mara's open, and nothing else."""
    things = (Tick("map", kinds.map, frozenset(PARTS["map"])),)
    with qtbot.waitSignal(page.keeper.kept, timeout=20000):
        page.go(Destination(page="desk", file=mara.share(things=things)))
    return page


def picture(page):
    """Return the picture of the map as the page shows it."""
    return page.reader.text.loadResource(2, "drawing:map")


def choose(page, words, after=0):
    text = page.reader.text
    place = text.plain().index(words, after)
    cursor = QTextCursor(text.document())
    cursor.setPosition(place)
    cursor.setPosition(place + len(words), QTextCursor.MoveMode.KeepAnchor)
    text.setTextCursor(cursor)


def test_a_map_is_drawn_in_todays_colours_and_told_in_words(reading):
    drawn = picture(reading)
    assert min(drawn.width(), drawn.height()) > 100
    assert drawn.pixelColor(0, 0) == theme().colour("canvas")
    text = reading.reader.text.plain()
    for words in ("Overtime grows → Tiredness grows, +, because", "Loop B1, balancing: ", "Fixes that fail (B1, R1)",
                  "Resting loop", "Tiredness grows: 2 on 1 March 2025"):  # fmt: skip
        assert words in text
    assert "1 map" in reading.reader.counts.text()


def test_the_picture_follows_the_theme(reading, qtbot):
    before = picture(reading).pixelColor(0, 0)
    theme().apply("dark")
    try:
        assert picture(reading).pixelColor(0, 0) != before
    finally:
        theme().apply("light")


def test_chosen_words_of_a_loop_comment_on_the_whole_of_it_and_it_comes_home(
    reading, qtbot, mara, client, kinds
):
    text = reading.reader.text
    text.setFocus()
    choose(reading, "B1, balancing")
    qtbot.keyClick(text, Qt.Key.Key_Q)
    qtbot.keyClicks(QApplication.focusWidget(), "What keeps it going?")
    reading.save()
    (comment,) = reading.writing.draft.comments
    key = client.maps.get(kinds.map).loop_notes[0].key
    assert (comment.item, comment.selector) == (("map", kinds.map), None)
    assert comment.field == f"loop/{loop_ref(key)}"
    (card,) = reading.reader.comments.margin.cards.values()
    assert card.kind.text() == "A question"
    reply.bring_in(client, mara.reply(reading.writing.share, reading.writing.draft))
    (kept,) = map_words.comments_on_loop(client, kinds.map, key)
    assert kept.said.body == "What keeps it going?"


def test_words_of_a_variable_are_commented_as_any_passage(reading, qtbot, client, kinds):
    # the line over time names a variable as well: the passage is the one in the list
    choose(reading, "Errors", reading.reader.text.plain().index("Whose it is"))
    reading.reader.text.setFocus()
    qtbot.keyClick(reading.reader.text, Qt.Key.Key_N)
    (comment,) = reading.writing.draft.comments
    variable = client.maps.get(kinds.map).variables[2]
    assert (comment.field, comment.selector.exact) == (f"variable/{variable.id}", "Errors")
