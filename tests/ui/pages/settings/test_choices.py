"""Appearance, writing, locking: what is chosen holds at once and is kept."""

from __future__ import annotations

import datetime as dt

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from metanoia.ui import settings as kept
from metanoia.ui.destination import Destination
from metanoia.ui.theme import theme


def segment(track, text):
    return next(one for one in track.findChildren(QPushButton) if one.text() == text)


def test_dark_is_shown_and_kept_at_once(page, section, qtbot):
    look = section("appearance")
    with qtbot.waitSignal(page.preferred):
        segment(look.mode, "Dark").click()
    assert theme().scheme == "dark"
    assert kept.load().mode == "dark"


def test_the_text_grows_and_the_choice_follows_the_keyboard(section):
    look = section("appearance")
    segment(look.steps, "130").click()
    assert theme().scale == 1.3
    assert kept.load().scale == 1.3
    theme().apply(scale=1.0)  # as Ctrl+0 does
    assert look.steps.current() == 1


def test_less_motion_is_kept(section, light):
    light.less_motion = False
    look = section("appearance")
    look.calm.click()
    assert theme().less_motion
    assert kept.load().less_motion


def test_settings_that_cannot_be_written_hold_and_are_told(page, section, monkeypatch):
    def refuse(_self):
        raise OSError("read-only")

    monkeypatch.setattr(kept.Settings, "save", refuse)
    segment(section("appearance").mode, "Dark").click()
    assert theme().scheme == "dark"
    assert "until you close the window" in page.host.notices[-1].text


def test_a_journal_is_renamed_and_named_back(journal, page, section, qtbot):
    writing = section("writing")
    assert writing.name.text() == "My journal"
    writing.name.setFocus()
    writing.name.selectAll()
    qtbot.keyClicks(writing.name, "Field notes")
    qtbot.keyClick(writing.name, Qt.Key.Key_Return)
    assert journal.meta.name == "Field notes"
    page.host.notices[-1].undo()
    assert journal.meta.name == "My journal"


def test_an_empty_name_is_refused_in_words(journal, section, qtbot):
    writing = section("writing")
    writing.name.selectAll()
    qtbot.keyClick(writing.name, Qt.Key.Key_Delete)
    qtbot.keyClick(writing.name, Qt.Key.Key_Return)
    assert journal.meta.name == "My journal"
    assert writing.name_field.error() == "A journal needs a name."


def test_the_start_of_the_day_is_explained_by_an_example(journal, page, section):
    writing = section("writing")
    assert "03:30" in writing.start_row.subtitle.text()
    writing.start.setCurrentIndex(6)
    writing.start.activated.emit(6)
    assert journal.meta.day_start == dt.time(6)
    assert "05:30" in writing.start_row.subtitle.text()
    page.host.notices[-1].undo()
    assert journal.meta.day_start == dt.time(4)
    assert writing.start.currentText() == "04:00"


def test_how_the_page_for_writing_behaves_is_kept(page, section):
    writing = section("writing")
    writing.typewriter.click()
    writing.prompts.click()
    assert page.settings.typewriter
    loaded = kept.load()
    assert (loaded.typewriter, loaded.focus_mode, loaded.prompts) == (True, False, False)


def test_when_it_locks_by_itself_is_kept_and_announced(page, section, qtbot):
    keys = section("backups").keys
    with qtbot.waitSignal(page.preferred):
        segment(keys.minutes, "30").click()
    assert kept.load().lock_minutes == 30
    assert "30 minutes" in keys.lock.subtitle.text()
    segment(keys.minutes, "Never").click()
    assert kept.load().lock_minutes == 0


def test_a_destination_names_the_section_and_leads_back(page):
    page.go(Destination(page="settings", section="keyboard"))
    assert page.where() == Destination(page="settings", section="keyboard")
    page.go(Destination(page="settings"))
    assert page.where().section == "keyboard"
    assert page.buttons["keyboard"].isChecked()


def test_the_keyboard_map_shows_what_is_bound(section):
    keys = section("keyboard").keys()
    assert ("Lock now", "Ctrl+L") in keys
    assert "No key" not in [words for words, _ in keys]
