"""The room of common words, by keys and clicks."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel

from metanoia.domain.terms import NewTerm
from metanoia.ui.pages.team.terms.sheet import TermSheet

CONTROL = Qt.KeyboardModifier.ControlModifier


def words(room):
    return [row.word for row in room.list.rows]


def test_the_empty_room_begins_with_a_word(open_room, qtbot, sheet, journal, ward):
    room = open_room("words")
    assert QApplication.focusWidget() is room.begin
    qtbot.keyClick(room.begin, Qt.Key.Key_Return)
    shown = sheet(room, TermSheet)
    shown.keep()
    assert "Which word" in shown.word_labelled.error()
    qtbot.keyClicks(shown.word, "done")
    shown.mine.setPlainText("Signed.")
    qtbot.keyClick(shown.mine, Qt.Key.Key_Return, CONTROL)
    (kept,) = journal.terms.all()
    assert (kept.word, kept.mine, kept.vision) == ("done", "Signed.", ward.id)
    assert room.detail.word.text() == "done"
    room.detail.vision.click()
    assert (room.destinations[-1].section, room.destinations[-1].item) == ("vision", ward.id)
    room.notices[0].undo()
    assert journal.terms.all() == []
    assert room.begin.isVisible()


def test_a_word_that_is_there_is_refused_and_the_sheet_stays(open_room, sheet, journal):
    journal.terms.add(NewTerm(word="done"))
    room = open_room("words")
    room.new.click()
    shown = sheet(room, TermSheet)
    shown.word.setText("DONE")
    shown.mine.setPlainText("What I wrote")
    shown.keep()
    assert "among the common words already" in shown.notice.text()
    assert shown.is_open()
    assert shown.mine.toPlainText() == "What I wrote"


def test_keys_walk_change_and_delete(open_room, qtbot, sheet, journal):
    for word in ("safe", "done", "ready"):
        journal.terms.add(NewTerm(word=word, mine=f"my {word}"))
    room = open_room("words")
    assert words(room) == ["done", "ready", "safe"]
    qtbot.keyClick(room.list, Qt.Key.Key_Down)
    assert room.detail.word.text() == "ready"
    qtbot.keyClick(room.list, Qt.Key.Key_E)
    shown = sheet(room, TermSheet)
    shown.agreed.setPlainText("Nothing is missing.")
    shown.keep()
    assert journal.terms.all()[1].agreed == "Nothing is missing."
    room.notices[-1].undo()
    assert journal.terms.all()[1].agreed == ""
    room.list.setFocus()
    qtbot.keyClick(room.list, Qt.Key.Key_Delete)
    assert words(room) == ["done", "safe"]
    assert room.detail.word.text() == "safe"
    room.notices[-1].undo()
    assert words(room) == ["done", "ready", "safe"]


def test_a_destination_leads_to_a_word_and_to_a_new_one(open_room, qtbot, sheet, journal):
    journal.terms.add(NewTerm(word="done"))
    safe = journal.terms.add(NewTerm(word="safe"))
    room = open_room("words", item=safe.id)
    assert room.detail.word.text() == "safe"
    assert room.where().item == safe.id
    room.go(room.where().__class__(page="team", section="words", new=True, title="soon"))
    assert sheet(room, TermSheet).word.text() == "soon"


def test_in_a_narrow_room_a_word_takes_its_place_and_esc_leads_back(open_room, qtbot, journal):
    journal.terms.add(NewTerm(word="done"))
    room = open_room("words", width=600)
    assert not room.detail.isVisible()
    qtbot.keyClick(room.list, Qt.Key.Key_Return)
    assert room.detail.isVisible()
    assert not room.list.isVisible()
    qtbot.keyClick(room.detail.edit, Qt.Key.Key_Escape)
    assert room.list.isVisible()


def test_a_blanked_room_holds_no_word(open_room, journal):
    journal.terms.add(NewTerm(word="done", mine="Signed", theirs="Typed"))
    room = open_room("words")
    room.blank()
    texts = {label.text() for label in room.findChildren(QLabel)}
    assert not texts & {"done", "Signed", "Typed"}
    assert not room.list.rows
