"""Said and unsaid: turns by keys, moves, the other one's name, and the panel beside it."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from metanoia.ui.theme import theme

ALT = Qt.KeyboardModifier.AltModifier
TURNS = (
    {"who": "me", "said": "I moved two shifts.", "unsaid": "Do not ask.", "move": "advocate"},
    {"who": "other", "said": "I had worked something out."},
    {"who": "me", "said": "Does it keep the weekends?", "move": "inquire"},
)


@pytest.fixture
def talk(opened, filled):
    """A conversation that was begun."""
    view = opened(filled("two_column", {"scene": "Four o’clock", "lines": TURNS}, "With Jonas"))
    return view.answers["lines"]


def test_a_conversation_is_written_by_keys_alone(begin, press, type_at, kept):
    answer = begin("two_column").answers["lines"]
    answer.take_focus()
    type_at("I moved two shifts.")
    press(Qt.Key.Key_A, ALT)
    press(Qt.Key.Key_Tab)
    type_at("Do not ask.")
    press(Qt.Key.Key_Return)
    type_at("I had worked something out.")
    press(Qt.Key.Key_I, ALT)  # the other one's lines have no move
    press(Qt.Key.Key_Return)
    type_at("Does it keep the weekends?")
    press(Qt.Key.Key_I, ALT)
    assert kept()["lines"] == TURNS


def test_both_moves_are_both_and_none_is_nothing(talk, press, kept):
    talk.rows[0].said.setFocus()
    press(Qt.Key.Key_I, ALT)
    assert kept()["lines"][0]["move"] == "both"
    press(Qt.Key.Key_I, ALT)
    press(Qt.Key.Key_A, ALT)
    assert "move" not in kept()["lines"][0]


def test_a_move_is_a_chip_to_press_under_my_lines_only(talk, qtbot):
    mine, theirs = talk.rows[0], talk.rows[1]
    assert [chip.isVisible() for chip in mine.chips.values()] == [True, True]
    assert not any(chip.isVisible() for chip in theirs.chips.values())
    qtbot.mouseClick(mine.chips["inquire"], Qt.MouseButton.LeftButton)
    assert mine.cells()["move"] == "both"


def test_the_other_one_is_called_by_name_as_it_is_typed(talk, page, type_at):
    view = page.column.shown_form()
    assert talk.rows[1].who.text() == "They"
    view.answers["other"].take_focus()
    type_at("Jonas")
    assert talk.rows[1].who.text() == "Jonas"
    assert talk.rows[1].said.accessibleName() == "Jonas: What was said"


def test_who_speaks_changes_by_key_and_by_click(talk, press, qtbot, kept):
    talk.rows[1].said.setFocus()
    press(Qt.Key.Key_O, ALT)
    assert kept()["lines"][1]["who"] == "me"
    qtbot.mouseClick(talk.rows[1].who, Qt.MouseButton.LeftButton)
    assert kept()["lines"][1]["who"] == "other"


def test_forty_lines_are_the_most(opened, filled, press):
    turns = tuple({"who": "me", "said": f"Line {n}"} for n in range(39))
    answer = opened(filled("two_column", {"lines": turns})).answers["lines"]
    answer.rows[-1].said.setFocus()
    press(Qt.Key.Key_Return)
    press(Qt.Key.Key_X)
    assert (len(answer.rows), answer.count.text()) == (40, "40 of 40")
    press(Qt.Key.Key_Return)
    assert len(answer.rows) == 40
    assert not answer.add_button.isEnabled()


def test_the_row_with_the_keyboard_is_the_active_one(talk, press):
    talk.rows[0].said.setFocus()
    assert [row.active for row in talk.rows] == [True, False, False]
    press(Qt.Key.Key_Down)
    assert [row.active for row in talk.rows] == [False, True, False]


def test_the_panel_counts_the_moves(talk, page, press, filled, kept):
    moves = page.filling._panel.moves
    assert page.panel.title.text() == "In this form"
    assert moves.share.text() == "50%"
    assert moves.sentence.text() == "You advocated once and inquired once."
    assert [pill.kind for pill in moves.pills] == ["advocate", "inquire"]
    talk.rows[0].said.setFocus()
    press(Qt.Key.Key_I, ALT)
    kept()
    assert moves.sentence.text() == "You advocated once and inquired twice."
    assert moves.share.text() == "67%"
    assert moves.dots is None  # one conversation is nothing to compare


def test_earlier_conversations_are_compared(opened, filled, page, qtbot):
    said = [{"who": "me", "said": "So it is.", "move": "advocate"}]
    for day in ("2026-02-01", "2026-02-20"):
        filled("two_column", {"lines": said}, day=day)
    opened(filled("two_column", {"lines": TURNS}))
    moves = page.filling._panel.moves
    assert moves.caption.text() == "Share of inquiry, three conversations"
    qtbot.waitUntil(moves.dots.isVisible)


def test_other_peoples_words_are_never_shared_until_that_is_switched(talk, page, journal, qtbot):
    assert page.column.bar.state.text() == "Never shared"
    privacy = page.filling._panel.privacy
    assert privacy.words.text() == "Other people’s words stay here until you say otherwise."
    qtbot.mouseClick(privacy.switch, Qt.MouseButton.LeftButton)
    assert not journal.entries.get(page.draft.id).never_share
    assert not privacy.switch.isChecked()
    assert page.column.bar.state.text() == "Private"


def test_the_columns_stand_below_one_another_where_there_is_no_room(talk, shell):
    row = talk.rows[0]
    assert row.kept.mapToGlobal(row.kept.rect().topLeft()).x() > row.said.mapToGlobal(row.said.rect().topRight()).x()  # fmt: skip
    theme().apply(scale=1.4)
    shell.resize(700, 700)
    shell.grab()
    said, kept = (f.mapTo(talk, f.rect().topLeft()) for f in (row.said, row.kept))
    assert kept.y() > said.y()
    assert abs(kept.x() - said.x()) <= 2
