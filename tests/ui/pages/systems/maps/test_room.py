"""The list of maps by keys: opened and come back from, copied, deleted, restored, gone for good, brought in."""

from __future__ import annotations

import gc
import json
import weakref
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFileDialog, QPushButton

from maps_told import full_map, plain_map
from metanoia.exchange.map_json import map_as_json
from metanoia.ui.destination import Destination
from metanoia.ui.dialogs.gone_for_good import GoneForGood
from metanoia.ui.widgets.label import Label
from metanoia.ui.widgets.menu import Menu

DATA = Path(__file__).parents[4] / "data/maps"
CONTROL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
Key = Qt.Key


@pytest.fixture
def maps(shell):
    room = shell.current.room
    room.notices = []
    room.said.connect(room.notices.append)
    return room


def press(qtbot, key, modifier=Qt.KeyboardModifier.NoModifier):
    qtbot.keyClick(QApplication.focusWidget(), key, modifier)


def read(widget):
    return [one.text() for one in widget.findChildren(Label) if one.isVisible() and one.text()]


def titles(room):
    return [row.title for row in room.list.rows]


def take(maps, *kept):
    """Keep maps and put the keyboard on the first of the list."""
    for one in kept:
        maps.journal.maps.add(one)
    maps.list.setFocus()
    maps.list.choose_first()


def choose(maps, words):
    """Choose something in the menu of the list."""
    maps.more.click()
    menu = maps.findChildren(Menu)[-1]
    next(one for one in menu.actions() if one.text().startswith(words)).trigger()
    menu.close()


def button(view, name):
    QApplication.processEvents()
    found = [one for one in view.findChildren(QPushButton) if one.isVisible()]
    return next(one for one in found if one.accessibleName() == name)


# -- opening


def test_enter_opens_and_alt_left_leads_back_with_the_same_map_chosen(shell, maps, qtbot):
    take(maps, plain_map("The rota"), plain_map("Evenings"), plain_map("Calls"))
    press(qtbot, Key.Key_Down)
    chosen = maps.list.current.title
    press(qtbot, Key.Key_Return)
    room = shell.current.room
    assert room.stage.head.title.text() == chosen
    qtbot.keyClick(shell, Key.Key_Left, ALT)
    assert shell.current.room is maps
    assert maps.list.current.title == chosen
    qtbot.keyClick(shell, Key.Key_Right, ALT)
    assert shell.current.room is room


def test_the_keyboard_is_in_the_list_after_coming_back_by_esc(shell, maps, qtbot):
    take(maps, plain_map("The rota"))
    press(qtbot, Key.Key_Return)
    shell.current.room.stage.canvas.setFocus()
    press(qtbot, Key.Key_Escape)
    qtbot.waitUntil(lambda: shell.current.room is maps)
    qtbot.waitUntil(maps.list.hasFocus)


def test_each_row_says_what_is_asked_and_how_much_is_on_it(maps):
    take(maps, plain_map("The rota", question="Why holes?"))
    said = maps.list.painter.spoken(maps.list.current)
    assert said.startswith("The rota. Why holes?. 2 variables · 2 links · changed ")


def test_a_new_map_by_its_key_has_a_name_to_write_over(shell, maps, qtbot):
    take(maps, plain_map("The rota"))
    qtbot.keyClick(shell, Key.Key_N, CONTROL | Qt.KeyboardModifier.ShiftModifier)
    room = shell.current.room
    title = room.stage.head.title
    qtbot.waitUntil(title.hasFocus)
    qtbot.keyClicks(title, "Meetings")
    qtbot.keyClick(title, Key.Key_Escape)
    qtbot.waitUntil(lambda: shell.current.room is maps)
    assert set(titles(maps)) == {"The rota", "Meetings"}


def test_a_map_that_is_gone_is_said_and_the_list_shown(shell, maps, journal):
    of = plain_map()
    take(maps, of)
    journal.maps.trash(of.id)
    shell.go(Destination(page="systems", item=of.id))
    assert shell.current.room is maps


# -- copies and deleting


def test_a_copy_is_a_map_of_its_own_and_can_be_undone(maps, journal):
    of = full_map()
    take(maps, of)
    choose(maps, "Make a copy")
    copy = journal.maps.get(maps.list.current.id)
    assert copy.title == "Why it stays (copy)"
    assert not copy.ids & of.ids
    names = copy.names
    assert {">".join(sorted(names[n] for n in one.key.split(">"))) for one in copy.loop_notes} == {
        "Effort>Gap", "Gap>Zoë’s aim",
    }  # fmt: skip
    keys = {loop for one in copy.pattern_notes for loop in one.loops}
    assert keys == {one.key for one in copy.loop_notes}
    told, was = map_as_json(copy), map_as_json(of)
    assert told["links"] == was["links"]
    maps.notices[-1].undo()
    assert titles(maps) == ["Why it stays"]


def test_delete_by_its_key_and_back_by_undo_with_the_next_one_chosen(maps, qtbot):
    take(maps, plain_map("The rota"), plain_map("Evenings"), plain_map("Calls"))
    press(qtbot, Key.Key_Down)
    gone, following = maps.list.current.title, maps.list.rows[2].title
    press(qtbot, Key.Key_Delete)
    assert gone not in titles(maps)
    assert maps.list.current.title == following
    assert maps.list.hasFocus()
    assert maps.notices[-1].text == f"“{gone}” moved to Recently deleted"
    maps.notices[-1].undo()
    assert gone in titles(maps)


def test_recently_deleted_restores_by_keys_and_deletes_for_good_only_when_asked(
    shell, maps, journal, sheet, qtbot
):
    rota, evenings = plain_map("The rota", question="Why holes?"), plain_map("Evenings")
    take(maps, rota, evenings)
    for one in (rota, evenings):
        journal.maps.trash(one.id)
    assert maps.begin.isVisible()  # nothing is left in the list, but what was deleted is near
    maps.deleted.setFocus(Qt.FocusReason.TabFocusReason)
    press(qtbot, Key.Key_Space)
    qtbot.waitUntil(maps.trash.back.hasFocus)
    assert "Why holes?" in read(maps.trash)
    button(maps.trash, "Restore Evenings").setFocus(Qt.FocusReason.TabFocusReason)
    press(qtbot, Key.Key_Space)
    assert [one.title for one in journal.maps.listing()] == ["Evenings"]
    assert QApplication.focusWidget() is button(maps.trash, "Restore The rota")
    button(maps.trash, "Delete The rota for good").click()
    asked = sheet(shell.current, GoneForGood)
    assert "“The rota” goes with all that was said of its loops" in " ".join(read(asked))
    qtbot.keyClick(asked, Key.Key_Escape)
    assert len(journal.maps.trashed()) == 1
    button(maps.trash, "Delete The rota for good").click()
    sheet(shell.current, GoneForGood).confirm.click()
    assert journal.maps.trashed() == []
    assert any("30 days" in text for text in read(maps.trash))
    qtbot.keyClick(maps.trash.back, Key.Key_Escape)
    qtbot.waitUntil(maps.list.hasFocus)


def test_the_way_back_leads_to_recently_deleted_too(shell, maps, qtbot):
    take(maps, plain_map())
    shell.go(Destination(page="systems", section="trash"))
    assert maps.trash.isVisible()
    qtbot.keyClick(shell, Key.Key_1, CONTROL)
    qtbot.keyClick(shell, Key.Key_Left, ALT)
    assert maps.trash.isVisible()


# -- bringing in


def bring(maps, qtbot, path):
    """Bring a file in through the dialog, as far as something is said of it."""
    maps.ask_for_file()
    dialog = maps.window().findChildren(QFileDialog)[-1]
    with qtbot.waitSignal(maps.said, timeout=5000):
        dialog.fileSelected.emit(str(path))
    dialog.close()
    return maps.notices[-1]


def test_our_own_file_comes_in_as_it_was_and_is_shown(shell, maps, journal, tmp_path, qtbot):
    of = full_map()
    path = tmp_path / "map.json"
    path.write_text(json.dumps(map_as_json(of)), "utf-8")
    said = bring(maps, qtbot, path)
    assert said.text == "“Why it stays” came in"
    (row,) = journal.maps.listing()
    assert map_as_json(journal.maps.get(row.id)) == map_as_json(of)
    assert shell.current.room.stage.head.title.text() == "Why it stays"
    said.undo()
    assert journal.maps.listing() == []
    qtbot.waitUntil(lambda: shell.current.room is maps)


@pytest.mark.parametrize("name", ["kumu-backup.json", "kumu-blueprint.json", "loopy-link.txt"])
def test_maps_of_other_programs_come_in_laid_out(maps, journal, qtbot, name):
    assert "came in" in bring(maps, qtbot, DATA / name).text
    (row,) = journal.maps.listing()
    variables = journal.maps.get(row.id).variables
    assert len({(one.x, one.y) for one in variables}) == len(variables) > 1


@pytest.mark.parametrize(
    "told",
    ["", "{", "[]", '{"links": [["A", "A", 1, 0]]}', '{"title": 3, "links": 4}', "\x00\x01"],
    ids=["empty", "half", "list", "itself", "numbers", "bytes"],
)
def test_a_broken_file_is_said_in_a_sentence_and_changes_nothing(
    shell, maps, journal, tmp_path, qtbot, told
):
    path = tmp_path / "broken.json"
    path.write_text(told)
    said = bring(maps, qtbot, path).text
    assert said.endswith(".")
    assert "Traceback" not in said
    assert journal.maps.listing() == []
    assert shell.current.room is maps


def test_a_file_that_is_not_there_is_said(maps, journal, tmp_path, qtbot):
    assert bring(maps, qtbot, tmp_path / "gone.json").text.endswith(".")
    assert journal.maps.listing() == []


# -- around


def test_a_blank_list_holds_no_word_and_no_picture(shell, maps):
    take(maps, plain_map("The rota", question="Why holes?"))
    maps.grab()
    shell.current.blank()
    assert titles(maps) == []
    assert not any("rota" in text or "holes" in text for text in read(maps))


def test_a_closed_sheet_is_gone(shell, maps, journal, sheet, qtbot):
    of = plain_map()
    take(maps, of)
    journal.maps.trash(of.id)
    maps.show_trash()
    button(maps.trash, f"Delete {of.title} for good").click()
    gone = weakref.ref(sheet(shell.current, GoneForGood))
    qtbot.keyClick(gone(), Key.Key_Escape)
    QApplication.processEvents()

    def freed():
        QApplication.processEvents()
        gc.collect()
        return gone() is None

    qtbot.waitUntil(freed, timeout=2000)
