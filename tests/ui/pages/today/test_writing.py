"""Writing: what is typed is in the journal, and stays on the screen when it cannot be."""

from __future__ import annotations

import datetime as dt

import pytest
from PySide6.QtCore import Qt

from journals import ZONE, entry
from metanoia.domain import days
from metanoia.domain.errors import DiskFull
from metanoia.ui import autosave
from metanoia.ui.destination import Destination
from metanoia.ui.pages.today.page import TodayPage

CTRL = Qt.KeyboardModifier.ControlModifier
ALT = Qt.KeyboardModifier.AltModifier
TODAY = dt.date(2026, 3, 12)


@pytest.fixture
def full_disk(journal, monkeypatch):
    """A journal whose disk is full until ``free()``."""

    def refuse(*_, **__):
        raise DiskFull

    monkeypatch.setattr(journal.entries, "save_text", refuse)
    monkeypatch.setattr(journal.entries, "add", refuse)
    return monkeypatch.undo


def test_an_empty_page_is_ready_and_nothing_is_kept_of_it(page, journal):
    assert page.column.day.text() == "Thursday 12 March"
    assert page.column.editor.text() == ""
    assert page.column.editor.placeholderText() == "Start with what happened…"
    assert page.column.prompt.isVisible()
    page.save()
    assert journal.entries.count == 3


def test_what_is_typed_is_kept_soon_after_and_said_quietly(page, journal, qtbot):
    page.autosave.failed.connect(pytest.fail)
    qtbot.keyClicks(page.column.editor, "The room went quiet")
    assert page.column.foot.saved.text() == "Saving…"
    assert journal.entries.count == 3
    with qtbot.waitSignal(page.autosave.kept, timeout=4 * autosave.REST):
        qtbot.keyClicks(page.column.editor, ".")
    kept = journal.entries.get(page.draft.id)
    assert kept.body == "The room went quiet."
    assert (kept.when.date, kept.when.time) == (TODAY, dt.time(8, 55))
    assert page.column.foot.saved.text() == "Saved"
    assert page.column.foot.words.text() == "4 words"
    assert page.column.foot.minutes.text() == "1 min"


def test_title_and_text_become_one_entry_and_enter_leads_on(page, journal, qtbot, press):
    page.column.title.setFocus()
    qtbot.keyClicks(page.column.title, "The silence I filled")
    press(Qt.Key.Key_Return)
    assert page.column.editor.hasFocus()
    qtbot.keyClicks(page.column.editor, "Twelve people.")
    page.save()
    assert journal.entries.count == 4
    kept = journal.entries.get(page.draft.id)
    assert (kept.title, kept.body) == ("The silence I filled", "Twelve people.")


def test_leaving_the_text_keeps_it_at_once(page, journal, qtbot):
    qtbot.keyClicks(page.column.editor, "Quick.")
    page.column.bar.finish.setFocus()
    assert not page.autosave.dirty
    assert journal.entries.get(page.draft.id).body == "Quick."


def test_going_to_another_page_keeps_it_and_coming_back_goes_on(shell, page, journal, qtbot):
    qtbot.keyClicks(page.column.editor, "Before I go.")
    shell.show_page("journal")
    assert journal.entries.newest(1)[0].excerpt == "Before I go."
    shell.show_page("today")
    assert page.column.editor.text() == "Before I go."
    assert page.column.editor.hasFocus()


def test_its_own_saving_leaves_caret_and_undo_alone(page, write, qtbot):
    write("One two")
    cursor = page.column.editor.textCursor()
    cursor.setPosition(3)
    page.column.editor.setTextCursor(cursor)
    write(" and")
    assert page.column.editor.textCursor().position() == 7
    qtbot.keyClick(page.column.editor, Qt.Key.Key_Z, CTRL)
    assert page.column.editor.text() == "One two"


def test_a_change_from_elsewhere_is_shown(page, journal, write):
    entry_id = write("Here.")
    journal.entries.save_text(entry_id, "From elsewhere", "There.")
    assert page.column.editor.text() == "There."
    assert page.column.title.text() == "From elsewhere"


def test_an_entry_deleted_elsewhere_leaves_the_page(page, journal, write):
    journal.entries.trash(write("Gone."))
    assert page.column.editor.text() == ""
    assert page.draft.id is None


def test_todays_entry_is_gone_on_with_and_a_finished_one_is_not(
    journal, settings, page, write, press, qtbot
):
    entry_id = write("Morning.")
    again = TodayPage(journal, settings)
    qtbot.addWidget(again)
    again.go(Destination(page="today"))
    assert again.draft.id == entry_id
    press(Qt.Key.Key_Return, CTRL)
    assert page.draft.id is None
    assert page.column.editor.text() == ""
    fresh = TodayPage(journal, settings)
    qtbot.addWidget(fresh)
    fresh.go(Destination(page="today"))
    assert fresh.draft.id is None


def test_finishing_says_what_it_did_and_can_be_undone(shell, page, write, press):
    entry_id = write("Enough.")
    press(Qt.Key.Key_Return, CTRL)
    assert "Finished" in shell.toast.text()
    shell.toast.undo()
    assert page.draft.id == entry_id
    assert page.column.editor.text() == "Enough."


def test_there_may_be_several_a_day(shell, page, journal, write, press):
    first = write("First.")
    press(Qt.Key.Key_N, CTRL)
    assert page.column.editor.text() == ""
    second = write("Second.")
    assert first != second
    assert [row.excerpt for row in journal.entries.on_day(TODAY)] == ["Second.", "First."]


def test_older_and_newer_entries_by_key(page, press, write, journal):
    write("Today.")
    press(Qt.Key.Key_Down, ALT)
    assert page.column.title.text() == "Walking"
    assert page.column.day.text() == "Saturday 7 March"
    assert not page.column.prompt.isVisible()
    press(Qt.Key.Key_Down, ALT)
    assert page.column.title.text() == "Budget round"
    press(Qt.Key.Key_Up, ALT)
    press(Qt.Key.Key_Up, ALT)
    assert page.column.editor.text() == "Today."
    press(Qt.Key.Key_Up, ALT)
    assert page.draft.id is None


def test_an_older_entry_is_edited_in_place(shell, page, journal, qtbot):
    walking = journal.entries.newest(1)[0].id
    shell.go(Destination(page="today", entry=walking))
    qtbot.keyClicks(page.column.editor, "So: ")
    page.save()
    assert journal.entries.get(walking).body == "So: Ingrid let the silence stand."
    assert [one.body for one in journal.entries.revisions(walking)] == [
        "Ingrid let the silence stand."
    ]


def test_writing_for_another_day(shell, page, journal, write):
    shell.go(Destination(page="today", new=True, date=dt.date(2026, 3, 6)))
    assert page.column.day.text() == "Friday 6 March"
    kept = journal.entries.get(write("Late."))
    assert kept.when.date == dt.date(2026, 3, 6)
    assert not kept.when.has_time


def test_a_day_that_has_not_come_is_refused(shell, page):
    shell.go(Destination(page="today", new=True, date=dt.date(2026, 3, 13)))
    assert "has not come yet" in shell.toast.text()
    assert page.column.day.text() == "Thursday 12 March"


def test_a_new_entry_with_its_title(shell, page, journal):
    shell.go(Destination(page="today", new=True, title="From the palette"))
    page.save()
    assert journal.entries.get(page.draft.id).title == "From the palette"


def test_a_new_day_clears_a_page_that_was_left_open(shell, page, write, clock):
    write("Yesterday's.")
    shell.show_page("journal")
    clock["now"] = days.at(dt.date(2026, 3, 13), dt.time(7, 0), ZONE)
    shell.show_page("today")
    assert page.column.editor.text() == ""
    assert page.column.day.text() == "Friday 13 March"


def test_an_entry_whose_last_word_was_deleted_is_put_away(
    shell, page, journal, write, qtbot, press
):
    entry_id = write("No.")
    page.column.editor.selectAll()
    press(Qt.Key.Key_Delete)
    press(Qt.Key.Key_N, CTRL)
    assert [row.id for row in journal.entries.trashed()] == [entry_id]
    shell.toast.undo()
    assert journal.entries.trashed() == []


# -- when it cannot be kept


def test_a_failure_keeps_the_text_says_why_and_is_tried_again(page, journal, qtbot, full_disk):
    with qtbot.waitSignal(page.autosave.failed, timeout=4000):
        qtbot.keyClicks(page.column.editor, "Precious.")
    assert page.column.banner.isVisible()
    assert "disk is full" in page.column.banner.text()
    assert page.column.foot.saved.text() == "Not saved"
    assert page.column.editor.text() == "Precious."
    full_disk()
    with qtbot.waitSignal(page.autosave.kept):
        qtbot.mouseClick(page.column.banner.action, Qt.MouseButton.LeftButton)
    assert not page.column.banner.isVisible()
    assert journal.entries.get(page.draft.id).body == "Precious."


def test_nothing_takes_the_place_of_a_text_that_is_not_kept(
    shell, page, journal, qtbot, full_disk, press
):
    qtbot.keyClicks(page.column.editor, "Precious.")
    walking = journal.entries.newest(1)[0].id
    for there in (Destination(page="today", entry=walking), Destination(page="today", new=True)):
        shell.go(there)
        assert page.column.editor.text() == "Precious."
    for key, modifier in ((Qt.Key.Key_Return, CTRL), (Qt.Key.Key_Down, ALT)):
        press(key, modifier)
        assert page.column.editor.text() == "Precious."
    shell.show_page("journal")
    shell.show_page("today")
    assert page.column.editor.text() == "Precious."


def test_what_could_not_be_kept_comes_back_after_locking(page, journal, settings, qtbot, full_disk):
    page.column.title.setFocus()
    qtbot.keyClicks(page.column.title, "Kept back")
    page.column.editor.setFocus()
    qtbot.keyClicks(page.column.editor, "Precious.")
    page.draft.wear(("work",))
    with pytest.raises(DiskFull):
        page.save()
    unsaved = page.unsaved()
    full_disk()
    again = TodayPage(journal, settings)
    qtbot.addWidget(again)
    again.go(Destination(page="today"))
    again.take_back(unsaved)
    kept = journal.entries.get(again.draft.id)
    assert (kept.title, kept.body, kept.tags) == ("Kept back", "Precious.", ("work",))
    assert again.unsaved() == ""


def test_a_text_whose_entry_was_deleted_for_good_begins_anew(page, journal, write, qtbot):
    first = write("One")
    qtbot.keyClicks(page.column.editor, " more")
    journal.entries.trash(first)
    journal.entries.purge(first)
    page.save()
    assert page.draft.id != first
    assert journal.entries.get(page.draft.id).body == "One more"


def test_a_title_too_long_is_cut_where_it_is_typed(page, journal):
    page.column.title.setFocus()
    page.column.title.insertPlainText("x" * 250)
    page.save()
    assert len(journal.entries.get(page.draft.id).title) == 200


def test_locking_blanks_the_page(shell, page, journal, write, qtbot):
    journal.entries.add(entry("Other", "text", day="2026-03-11", tags=("lock",)))
    page.column.title.setFocus()
    qtbot.keyClicks(page.column.title, "Secret")
    page.column.editor.setFocus()
    write("Hidden words")
    page.actions_.wear(("lock",))
    page.actions_.pick_day()
    shell.blank()
    assert page.column.editor.text() == ""
    assert not page.column.editor.document().isUndoAvailable()
    assert page.column.title.text() == ""
    assert not page.column.title.document().isUndoAvailable()
    assert page.column.tags.tags() == ()
    assert page.panel.rows == []
    assert page.draft.id is None
    assert page.unsaved() == ""
    assert shell.toast is None or not shell.toast.isVisible()


def test_an_entry_that_was_emptied_is_put_away_as_the_page_is_left(
    shell, page, journal, qtbot, write
):
    begun = write("Nothing much")
    page.column.editor.selectAll()
    qtbot.keyClick(page.column.editor, Qt.Key.Key_Delete)
    shell.show_page("journal")
    assert journal.entries.get(begun).deleted_at is not None
    shell.toast.undo()
    assert journal.entries.get(begun).deleted_at is None
    shell.show_page("today")
    assert page.column.editor.text() == ""


def test_an_entry_with_words_stays_as_the_page_is_left(shell, page, journal, write):
    begun = write("Something")
    shell.show_page("journal")
    shell.show_page("today")
    assert journal.entries.get(begun).deleted_at is None
    assert page.column.editor.text() == "Something"
