"""Around the text: tags, prompt, state, links, find, history, focus mode, side panel."""

from __future__ import annotations

import datetime as dt

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget

from metanoia.domain import days
from metanoia.domain.entries import NewEntry
from metanoia.ui.background import finish
from metanoia.ui.connected.picker import ThingPicker
from metanoia.ui.pages.today.panel_rows import EntryLine, LinkedEntry, Thumbnail
from metanoia.ui.pages.today.past import PastSheet
from metanoia.ui.shell import Shell
from metanoia.ui.theme import theme
from metanoia.ui.widgets.chip import Chip
from metanoia.ui.widgets.label import Label
from metanoia.ui.widgets.menu import Menu

CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
ALT = Qt.KeyboardModifier.AltModifier


def words_in(widget):
    return [label.text() for label in widget.findChildren(Label) if not label.isHidden()]


def press_in_menu(page, words, qtbot):
    """Choose a line of the menu that is open."""
    (menu,) = (one for one in page.findChildren(Menu) if one.isVisible())
    action = next(one for one in menu.actions() if one.text().partition("\t")[0] == words)
    where = menu.actionGeometry(action).center()
    qtbot.mouseMove(menu, where)
    qtbot.mouseClick(menu, Qt.MouseButton.LeftButton, pos=where)


# -- tags


def test_a_tag_is_completed_added_and_taken_back(shell, page, journal, write, qtbot):
    entry_id = write("About work.")
    field = page.column.tags.field
    field.setFocus()
    qtbot.keyClicks(field, "wo")
    assert field.text() == "work"
    qtbot.keyClick(field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: journal.entries.get(entry_id).tags == ("work",))
    chips = page.column.tags.findChildren(Chip)
    assert [chip.text() for chip in chips if not chip.isHidden()][:1] == ["work"]
    shell.toast.undo()
    assert journal.entries.get(entry_id).tags == ()
    assert page.column.tags.tags() == ()


def test_commas_separate_tags_and_backspace_takes_the_last(page, journal, write, qtbot):
    entry_id = write("Two things.")
    field = page.column.tags.field
    field.setFocus()
    qtbot.keyClicks(field, "#patience,")
    qtbot.waitUntil(lambda: page.column.tags.tags() == ("patience",))
    qtbot.keyClicks(field, "rest,")
    qtbot.waitUntil(lambda: journal.entries.get(entry_id).tags == ("patience", "rest"))
    qtbot.keyClick(field, Qt.Key.Key_Backspace)
    qtbot.waitUntil(lambda: journal.entries.get(entry_id).tags == ("patience",))


def test_tags_of_a_page_not_begun_come_with_its_first_word(page, journal, write, qtbot):
    field = page.column.tags.field
    field.setFocus()
    qtbot.keyClicks(field, "early,")
    qtbot.waitUntil(lambda: page.draft.tags == ("early",))
    assert journal.entries.count == 3
    page.take_focus()
    assert journal.entries.get(write("Now.")).tags == ("early",)


def test_a_bad_tag_is_answered_and_not_worn(shell, page, write, qtbot):
    write("Text.")
    field = page.column.tags.field
    field.setFocus()
    qtbot.keyClicks(field, "###,")
    qtbot.waitUntil(lambda: shell.toast is not None and "at least one letter" in shell.toast.text())
    assert page.draft.tags == ()


# -- settings


def test_what_is_chosen_in_the_settings_holds_at_once(page, shell, settings):
    assert page.column.prompt.isVisible()
    settings.prompts, settings.typewriter, settings.focus_mode = False, True, False
    page.settings_changed()
    assert not page.column.prompt.isVisible()
    assert page.column.editor.typewriter
    settings.prompts, settings.focus_mode = True, True
    page.settings_changed()
    assert page.immersive
    assert not page.column.prompt.isVisible()


# -- prompt


def test_the_question_goes_into_the_text_and_out_again(page, qtbot, press):
    question = page.column.prompt.text()
    qtbot.mouseClick(page.column.prompt.question, Qt.MouseButton.LeftButton)
    assert page.column.editor.text() == f"> {question}\n\n"
    assert page.column.editor.hasFocus()
    press(Qt.Key.Key_Z, CTRL)
    assert page.column.editor.text() == ""


def test_looking_at_the_question_changes_no_journal_and_writing_remembers_it(journal, page, write):
    assert page.column.prompt.isVisible()
    before = journal.meta.commit_no
    page.opening.new()
    page.refresh()
    assert journal.meta.commit_no == before
    assert journal.meta.get("prompts") is None
    write("Something happened.")
    assert journal.meta.get("prompts") is not None


def test_another_question_and_none_until_tomorrow(shell, page, qtbot, clock):
    first = page.column.prompt.text()
    qtbot.mouseClick(page.column.prompt.another, Qt.MouseButton.LeftButton)
    second = page.column.prompt.text()
    assert second != first
    qtbot.mouseClick(page.column.prompt.cross, Qt.MouseButton.LeftButton)
    assert not page.column.prompt.isVisible()
    shell.toast.undo()
    assert page.column.prompt.text() == second
    qtbot.mouseClick(page.column.prompt.cross, Qt.MouseButton.LeftButton)
    clock["now"] = days.at(dt.date(2026, 3, 13), dt.time(8), "Europe/Oslo")
    page.opening.new()
    assert page.column.prompt.isVisible()
    assert page.column.prompt.text() not in (first, second)


# -- star, never share, trash


def test_star_and_never_share(page, journal, write):
    entry_id = write("Mine.")
    assert page.column.bar.state.text() == "Private"
    page.actions_.star()
    page.actions_.never_share()
    kept = journal.entries.get(entry_id)
    assert (kept.starred, kept.never_share) == (True, True)
    assert page.column.bar.star.isVisible()
    assert "ever shared" in page.column.bar.state.text()


def test_trash_and_undo(shell, page, journal, write):
    entry_id = write("Away with it.")
    page.actions_.trash()
    assert page.column.editor.text() == ""
    assert journal.entries.trashed_count == 1
    assert "Recently deleted" in shell.toast.text()
    shell.toast.undo()
    assert page.draft.id == entry_id
    assert page.column.editor.text() == "Away with it."


# -- side panel


def test_the_panel_teaches_until_it_has_something_to_show(page, journal, clock):
    clock["now"] = days.at(dt.date(2026, 3, 13), dt.time(8), "Europe/Oslo")
    page.opening.new()
    assert any("take for granted" in words for words in words_in(page.panel))
    clock["now"] = days.at(dt.date(2026, 3, 12), dt.time(8), "Europe/Oslo")
    page.opening.new()
    assert "On this day" in words_in(page.panel)
    assert "Snow" in words_in(page.panel)


def test_entries_with_the_same_tag_were_seen_before(page, write):
    write("Work again.")
    page.actions_.wear(("work",))
    assert "Seen before" in words_in(page.panel)
    lines = [line.accessibleName() for line in page.panel.findChildren(EntryLine)]
    assert "19 Feb, Budget round" in lines


def test_linking_by_a_few_letters_and_unlinking(shell, page, journal, write, qtbot, press):
    entry_id = write("Ingrid again.")
    page.settled()
    qtbot.mouseClick(page.panel.plus, Qt.MouseButton.LeftButton)
    press_in_menu(page, "Link an entry…", qtbot)
    picker = page.window().findChild(ThingPicker)
    assert picker.field.hasFocus()
    qtbot.keyClicks(picker.field, "walk")
    press(Qt.Key.Key_Return)
    assert [row.title for row in journal.links.of(entry_id)] == ["Walking"]
    linked = page.panel.findChild(LinkedEntry)
    qtbot.waitUntil(linked.isVisible)
    qtbot.mouseClick(linked.cross, Qt.MouseButton.LeftButton)
    assert journal.links.of(entry_id) == []
    shell.toast.undo()
    assert [row.title for row in journal.links.of(entry_id)] == ["Walking"]
    assert "Connected" in words_in(page.panel)


def test_nothing_can_be_linked_to_nothing(shell, page):
    page.linking.link()
    assert "Write something first" in shell.toast.text()


def test_the_panel_lies_over_the_page_where_there_is_little_room(shell, page, qtbot, press):
    assert page.panel.isVisible()
    shell.resize(900, 700)
    qtbot.waitUntil(lambda: not page.panel.isVisible())
    press(Qt.Key.Key_Backslash, CTRL)
    assert page.panel.isVisible()
    assert page.panel.geometry().right() == page.rect().right()
    press(Qt.Key.Key_Escape)
    assert not page.panel.isVisible()
    assert page.column.editor.hasFocus()
    shell.resize(1280, 800)
    qtbot.waitUntil(page.panel.isVisible)


def test_the_panel_is_put_away_and_stays_away(page, press, settings):
    press(Qt.Key.Key_Backslash, CTRL)
    assert not page.panel.isVisible()
    assert settings.side_panel is False


# -- pictures


@pytest.fixture
def picture():
    image = QImage(60, 40, QImage.Format.Format_RGB32)
    image.fill(QColor("#1b5e57"))
    given = QMimeData()
    given.setImageData(image)
    return given


def test_a_pasted_picture_is_kept_shown_and_removed(shell, page, journal, picture, qtbot):
    qtbot.keyClicks(page.column.editor, "Look:")
    page.column.editor.insertFromMimeData(picture)
    qtbot.waitUntil(lambda: page.panel.findChild(Thumbnail) is not None)
    (kept,) = journal.attachments.of(page.draft.id)
    assert kept.mime == "image/png"
    line = f"![picture.png](attachment:{kept.sha256})"
    assert journal.entries.get(page.draft.id).body == f"Look:\n\n{line}\n\n"
    thumbnail = page.panel.findChild(Thumbnail)
    thumbnail.setFocus()
    qtbot.keyClick(thumbnail, Qt.Key.Key_Delete)
    assert journal.attachments.of(page.draft.id) == []
    assert line not in page.column.editor.text()
    shell.toast.undo()
    assert [one.id for one in journal.attachments.of(page.draft.id)] == [kept.id]
    assert line in page.column.editor.text()


def test_what_cannot_be_read_is_said(shell, page, journal, qtbot, tmp_path):
    broken = tmp_path / "broken.jpg"
    broken.write_bytes(b"\xff\xd8\xff and no more")
    given = QMimeData()
    given.setUrls([QUrl.fromLocalFile(str(broken))])
    page.column.editor.insertFromMimeData(given)
    qtbot.waitUntil(lambda: shell.toast is not None and "cannot be read" in shell.toast.text())
    assert journal.attachments.count == 0


def test_a_picture_still_being_read_is_dropped_by_locking(shell, page, journal, picture, qtbot):
    page.column.editor.insertFromMimeData(picture)
    shell.blank()
    finish(5000)
    qtbot.wait(20)
    assert page.column.editor.text() == ""


# -- find and history


def test_locking_right_after_the_first_paint_begins_nothing_more(journal, settings, qtbot):
    shell = Shell(journal, settings)
    qtbot.addWidget(shell)
    shell.grab()
    shell.blank()
    journal.close()
    with qtbot.captureExceptions() as met:
        QApplication.processEvents()
    assert met == []


def test_find_goes_from_hit_to_hit_and_gives_the_text_back(page, write, press, qtbot):
    write("the cat, The dog, the end")
    press(Qt.Key.Key_F, CTRL)
    finder = page.column.finder
    assert finder.field.hasFocus()
    qtbot.keyClicks(finder.field, "the")
    assert finder.count.text() == "1 of 3"
    press(Qt.Key.Key_Return)
    assert finder.count.text() == "2 of 3"
    assert page.column.editor.textCursor().selectedText() == "The"
    press(Qt.Key.Key_Return, SHIFT)
    press(Qt.Key.Key_Return, SHIFT)
    assert finder.count.text() == "3 of 3"
    qtbot.keyClicks(finder.field, "x")
    assert finder.count.text() == "Not found"
    press(Qt.Key.Key_Escape)
    assert page.column.editor.hasFocus()
    assert not page.column.editor.textCursor().hasSelection()
    assert not page.autosave.dirty


def test_an_earlier_wording_comes_back_and_goes_again(shell, page, journal, qtbot):
    walking = journal.entries.newest(1)[0].id
    page.opening.entry(walking)
    page.column.editor.selectAll()
    qtbot.keyClicks(page.column.editor, "Other words.")
    page.actions_.history()
    sheet = page.window().findChild(PastSheet)
    assert sheet.text.toPlainText() == "Ingrid let the silence stand."
    qtbot.mouseClick(sheet.bring_back, Qt.MouseButton.LeftButton)
    assert page.column.editor.text() == "Ingrid let the silence stand."
    shell.toast.undo()
    assert journal.entries.get(walking).body == "Other words."
    assert page.column.editor.text() == "Other words."


# -- ways of writing


def test_focus_mode_takes_everything_else_away(shell, page, settings, press, write):
    write("Only this.")
    press(Qt.Key.Key_F11)
    gone = (shell.sidebar, page.panel, page.column.bar, page.column.title, page.column.prompt)
    assert not any(part.isVisible() for part in gone)
    assert page.column.foot.words.isVisible()
    assert settings.focus_mode
    assert not page.autosave.dirty
    press(Qt.Key.Key_Escape)
    assert all(part.isVisible() for part in gone)
    assert not settings.focus_mode


def test_another_page_brings_the_sidebar_back(shell, page, press):
    press(Qt.Key.Key_F11)
    shell.show_page("journal")
    assert shell.sidebar.isVisible()
    shell.show_page("today")
    assert not shell.sidebar.isVisible()


def test_typewriter_is_kept_in_the_settings(page, settings, press):
    press(Qt.Key.Key_T, CTRL | SHIFT)
    assert page.column.editor.typewriter
    assert settings.typewriter


def test_marks_by_key(page, qtbot, press):
    marks = [
        (Qt.Key.Key_B, CTRL, "**word**"),
        (Qt.Key.Key_I, CTRL, "*word*"),
        (Qt.Key.Key_1, CTRL | ALT, "# word"),
        (Qt.Key.Key_2, CTRL | ALT, "## word"),
        (Qt.Key.Key_3, CTRL | ALT, "### word"),
        (Qt.Key.Key_Q, CTRL | SHIFT, "> word"),
        (Qt.Key.Key_L, CTRL | SHIFT, "- word"),
    ]
    for key, modifiers, text in marks:
        page.column.editor.set_text("word")
        page.column.editor.selectAll()
        press(key, modifiers)
        assert page.column.editor.text() == text


# -- for everybody


def test_all_that_takes_the_keyboard_has_a_name_and_a_size(shell, page, write, journal):
    write("Everything.")
    page.actions_.wear(("work",))
    journal.links.connect(page.draft.id, journal.entries.newest(2)[1].id)
    for widget in page.findChildren(QWidget):
        if widget.isVisible() and widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
            assert widget.accessibleName() or (
                isinstance(widget, QAbstractButton) and widget.text()
            ), widget
            if isinstance(widget, QAbstractButton):
                assert widget.height() >= 24, widget
                assert widget.width() >= 24, widget


@pytest.mark.parametrize(("width", "height"), [(1280, 800), (1024, 700)])
@pytest.mark.parametrize("scale", [1.0, 1.4])
def test_nothing_is_cut_off(shell, page, write, qtbot, width, height, scale):
    page.column.title.set_text(
        "A rather long title that has to go on to a second line at this size"
    )
    write("Words.")
    theme().apply(scale=scale)
    shell.resize(width, height)
    qtbot.waitUntil(lambda: shell.width() == width)
    for widget in page.findChildren(QAbstractButton):
        if widget.isVisible():
            corner = widget.mapTo(page, widget.rect().bottomRight())
            assert page.rect().contains(corner), widget.accessibleName()
    title, text = page.column.title, page.column.editor.viewport()
    corner = QPoint(0, 0)
    qtbot.waitUntil(lambda: abs(title.mapTo(page, corner).x() - text.mapTo(page, corner).x()) <= 1)
    assert page.column.editor.height() > 120


def test_every_command_can_be_named(page):
    commands = page.commands()
    assert all(command.text and command.icon for command in commands)
    assert len({command.id for command in commands}) == len(commands)
    keys = [command.keys for command in commands if command.keys]
    assert len(set(keys)) == len(keys)


def test_a_day_of_another_year_is_named_whole_in_the_side_panel(journal, page, write):
    old = NewEntry(
        when=days.at(dt.date(1665, 9, 28), dt.time(9), "Europe/Oslo"),
        title="28th.",
        body="P",
        tags=("plague",),
    )
    journal.entries.add(old)
    journal.entries.set_tags(write("The plague."), ("plague",))
    page.refresh()
    page.show_around()
    (line,) = [row for row in page.findChildren(EntryLine) if row.title.text() == "28th."]
    (day,) = [one for one in line.findChildren(Label) if one is not line.title]
    assert day.text().endswith("1665")
    assert day.width() >= day.sizeHint().width()
