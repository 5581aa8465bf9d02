"""Common words while one writes: dotted as the journal has them, and told by a command."""

from __future__ import annotations

from PySide6.QtGui import QTextCharFormat

from metanoia.domain.terms import NewTerm
from metanoia.ui.pages.today.common_words import MeaningSheet


def dots(editor):
    found = editor.document().firstBlock().layout().formats()
    line = QTextCharFormat.UnderlineStyle.DotLine
    return [(run.start, run.length) for run in found if QTextCharFormat(run.format).underlineStyle() == line]  # fmt: skip


def test_a_word_that_is_noted_is_dotted_until_it_is_deleted(shell, qtbot, journal):
    editor = shell.current.column.editor
    qtbot.keyClicks(editor, "It is done.")
    assert dots(editor) == []
    word = journal.terms.add(NewTerm(word="Done", mine="signed", theirs="typed"))
    assert dots(editor) == [(6, 4)]
    assert editor.text() == "It is done."
    journal.terms.trash(word.id)
    assert dots(editor) == []


def test_the_command_tells_both_meanings_and_leads_to_the_word(shell, qtbot, journal, sheet):
    word = journal.terms.add(NewTerm(word="done", mine="signed", theirs="typed"))
    page = shell.current
    qtbot.keyClicks(page.column.editor, "It is done")
    run = {one.id: one.run for one in page.commands()}["meaning"]
    run()
    shown = sheet(shell, MeaningSheet)
    assert shown.title.text() == "done"
    shown.go.click()
    assert shell.current.name == "team"
    assert shell.current.room.detail.shown.id == word.id


def test_away_from_such_a_word_it_says_so(shell, qtbot, journal):
    journal.terms.add(NewTerm(word="done"))
    page, said = shell.current, []
    page.said.connect(said.append)
    qtbot.keyClicks(page.column.editor, "Nothing ")
    page.common_words.tell()
    assert "no common word" in said[0].text
