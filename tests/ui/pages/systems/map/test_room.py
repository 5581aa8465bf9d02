"""The room of one map: undo by its buttons, other pages, other writers, locking, narrow windows, files."""

from __future__ import annotations

import gc
import json
import weakref
from dataclasses import replace
from functools import partial

import pytest
from PIL import Image
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QApplication,
    QFileDialog,
    QWidget,
)

from maps_told import full_map, plain_map, variable
from metanoia.domain import map_edits
from metanoia.domain.errors import DiskFull
from metanoia.exchange.map_files import read_map
from metanoia.exchange.map_json import map_as_json
from metanoia.ui.destination import Destination
from metanoia.ui.pages.settings.keyboard import Keyboard
from metanoia.ui.pages.systems.map import finding
from metanoia.ui.settings import Settings

CONTROL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
Key = Qt.Key


def add(room, name):
    room.editing.do(partial(map_edits.add_variable, new=variable(name)), "Variable added")


def names(room):
    return [one.name for one in room.journal.maps.get(room.editing.map.id).variables]


def told(widget):
    """Return all words that a widget and what lies in it hold, seen or not."""
    found = []
    for one in (widget, *widget.findChildren(QWidget)):
        for read in ("text", "toPlainText", "accessibleName", "toolTip"):
            said = getattr(one, read, None)
            if callable(said):
                found.append(str(said()))
    return " ".join(found)


# -- undo


def test_buttons_undo_and_redo_and_say_what(open_map, qtbot):
    room = open_map(plain_map())
    tools = room.stage.tools
    assert not tools.undo.isEnabled()
    add(room, "Calm")
    assert tools.undo.accessibleName() == "Undo: Variable added"
    assert not tools.redo.isEnabled()
    tools.undo.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.keyClick(tools.undo, Key.Key_Space)
    assert names(room) == ["Holes", "Shifts"]
    assert tools.redo.accessibleName() == "Redo: Variable added"
    qtbot.keyClick(tools.redo, Key.Key_Space)
    assert names(room) == ["Holes", "Shifts", "Calm"]


def test_undo_takes_back_what_is_being_typed_at_once(open_map, qtbot):
    room = open_map(plain_map("The rota"))
    add(room, "Calm")
    title = room.stage.head.title
    title.setFocus(Qt.FocusReason.TabFocusReason)
    title.selectAll()
    qtbot.keyClicks(title, "Nights")
    room.stage.tools.undo.click()
    assert title.text() == "The rota"
    assert len(names(room)) == 3
    room.stage.tools.redo.click()
    assert title.text() == "Nights"


def test_undo_is_there_after_another_map_was_looked_at(open_map, shell):
    one = plain_map("The rota")
    room = open_map(one)
    add(room, "Calm")
    open_map(plain_map("Evenings"))
    assert not room.stage.tools.undo.isEnabled()
    shell.go(Destination(page="systems", item=one.id))
    room.stage.tools.undo.click()
    assert names(room) == ["Holes", "Shifts"]


def test_a_title_that_is_taken_away_stays_as_it_was(open_map, shell, qtbot):
    room = open_map(plain_map("The rota", question="Why?"))
    head = room.stage.head
    head.title.setFocus()
    for field in (head.title, head.question):
        field.selectAll()
        qtbot.keyClick(field, Key.Key_Delete)
        qtbot.keyClick(field, Key.Key_Return)
    shell.save()
    assert (head.title.text(), head.question.text()) == ("The rota", "")
    kept = room.journal.maps.get(room.editing.map.id)
    assert (kept.title, kept.question) == ("The rota", "")


# -- others, and locking


def test_what_another_writes_is_shown_and_can_be_undone_no_more(open_map, journal):
    room = open_map(plain_map())
    add(room, "Calm")
    room.look_closely(room.editing.map.variables[0].id)
    there = room.editing.map
    journal.maps.keep(map_edits.change_variable(there, there.variables[0].id, name="Gaps"))
    assert room.part.name.text() == "Gaps"
    assert not room.stage.tools.undo.isEnabled()


def test_what_another_deletes_is_looked_at_no_more(open_map, journal):
    room = open_map(plain_map())
    here = room.editing.map.variables[0].id
    room.look_closely(here)
    journal.maps.keep(map_edits.remove(room.editing.map, {here}))
    assert room.part is None
    assert room.editing.selection == frozenset()


def test_a_map_deleted_while_another_page_is_shown_is_left_on_coming_back(shell, open_map, journal, qtbot):  # fmt: skip
    of = plain_map()
    room = open_map(of)
    qtbot.keyClick(shell, Key.Key_1, CONTROL)
    journal.maps.trash(of.id)
    qtbot.keyClick(shell, Key.Key_5, CONTROL)
    qtbot.waitUntil(lambda: shell.current.room is not room)
    assert shell.current.name == "systems"


def test_what_cannot_be_kept_is_said_and_the_map_stays(open_map, journal, monkeypatch):
    room = open_map(plain_map())

    def full(*_said, **_more):
        raise DiskFull

    with monkeypatch.context() as patched:
        patched.setattr(journal.maps, "keep", full)
        add(room, "Calm")
        assert room.refusal.isVisible()
        assert room.refusal.text().endswith(".")
        assert len(room.editing.map.variables) == 2
    add(room, "Calm")
    assert not room.refusal.isVisible()
    assert names(room)[-1] == "Calm"


@pytest.mark.parametrize("part", ["variables", "links", "notes"])
def test_locking_forgets_every_word(shell, open_map, journal, part):
    words = ("Gap", "Mara", "Zoë", "Effort", "Mood", "Lena", "Trying", "it closes", "why it stays")
    of = full_map()
    room = open_map(of)
    room.look_closely(getattr(of, part)[0].id)
    assert "Gap" in told(room)
    shell.current.blank()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    said = told(shell.current).casefold()
    assert [word for word in words if word.casefold() in said] == []


def test_the_canvas_of_a_map_that_was_left_is_gone(open_map, shell, qtbot):
    room = open_map(plain_map("The rota"))
    gone = [weakref.ref(room.stage.canvas), weakref.ref(room.stage.minimap)]
    room.look_closely(room.editing.map.links[0].id)
    gone.append(weakref.ref(room.part))
    open_map(plain_map("Evenings"))

    def freed():
        QApplication.processEvents()
        gc.collect()
        return [one() for one in gone] == [None, None, None]

    qtbot.waitUntil(freed, timeout=3000)


# -- finding loops


def test_an_answer_about_another_map_is_dropped(open_map, shell, qtbot, monkeypatch):
    import threading

    room = open_map(plain_map("The rota"))
    before = room.finder
    going, real = threading.Event(), finding.find

    def slow(*said):
        going.wait(5)
        return real(*said)

    monkeypatch.setattr(finding, "find", slow)
    before.look()
    going.clear()
    other = replace(plain_map("Evenings"), links=())
    shell.journal.maps.add(other)
    shell.go(Destination(page="systems", item=other.id))
    going.set()
    qtbot.waitUntil(lambda: not before.is_looking() and not room.finder.is_looking(), timeout=5000)
    assert room.loops.loops == []


# -- room for the map


@pytest.mark.parametrize(("width", "shown"), [(1280, True), (1024, True), (760, False)])
def test_the_panel_stands_where_there_is_room(open_map, shell, qtbot, width, shown):
    room = open_map(plain_map())
    shell.resize(width, 700)
    qtbot.waitUntil(lambda: room.panel.isVisible() == shown)
    qtbot.keyClick(shell, Key.Key_Backslash, CONTROL)
    assert room.panel.isVisible() != shown
    qtbot.keyClick(shell, Key.Key_Backslash, CONTROL)
    assert room.panel.isVisible() == shown
    assert room.stage.canvas.isVisible()


def test_looking_closely_opens_the_panel_in_a_narrow_window(open_map, shell, qtbot):
    room = open_map(plain_map())
    shell.resize(760, 640)
    qtbot.waitUntil(lambda: not room.panel.isVisible())
    room.editing.select({room.editing.map.variables[0].id})
    room.stage.tools.closely.click()
    assert room.panel.isVisible()
    assert room.part.name.hasFocus()
    shell.resize(770, 650)
    qtbot.waitUntil(lambda: shell.width() == 770)
    QApplication.processEvents()
    assert room.panel.isVisible()


# -- files


@pytest.mark.parametrize("kind", ["png", "svg", "pdf", "md", "json"])
def test_a_map_is_saved_by_its_menu_as_it_stands_and_tells_nothing_of_this_computer(
    open_map, tmp_path, qtbot, kind
):
    of = full_map()
    room = open_map(of)
    room.stage.head.title.setFocus()
    room.stage.head.title.selectAll()
    qtbot.keyClicks(room.stage.head.title, "Just typed")
    command = next(one for one in room.commands() if one.id == f"map-save-{kind}")
    command.run()
    dialog = room.window().findChildren(QFileDialog)[-1]
    path = tmp_path / f"just-typed.{kind}"
    with qtbot.waitSignal(room.said) as said:
        dialog.fileSelected.emit(str(path))
    dialog.close()
    assert said.args[0].text.startswith(f"Saved as just-typed.{kind}")
    raw = path.read_bytes()
    for word in (b"Metanoia", b"metanoia", b"PySide", str(tmp_path).encode(), b"/home/", b"/root/"):  # fmt: skip
        assert word not in raw, word
    if kind == "png":
        with Image.open(path) as picture:
            picture.verify()
    elif kind == "json":
        assert map_as_json(read_map(path).map) == json.loads(raw)
        assert json.loads(raw)["title"] == "Just typed"
    elif kind != "pdf":
        assert b"Just typed" in raw


def test_words_for_markup_are_words(open_map, tmp_path, qtbot):
    odd = "<b>Holes</b> & “Shifts” | `x`"
    of = plain_map(odd)
    one = replace(of.variables[0], name="<i>Gaps</i> & more")
    room = open_map(replace(of, variables=(one, of.variables[1])))
    assert room.stage.head.title.text() == odd
    room.look_closely(room.editing.map.links[0].id)
    assert room.part.ends.text() == "<i>Gaps</i> & more → Shifts"
    assert room.part.ends.textFormat() == Qt.TextFormat.PlainText


def test_each_letter_in_the_settings_is_one_that_a_map_takes(open_map, journal, qtbot):
    section = Keyboard(journal, Settings())
    qtbot.addWidget(section)
    section.refresh()
    (rows,) = [rows for title, rows in section.shown() if title == "On a map"]
    canvas = open_map(plain_map()).stage.canvas
    letters = [key for _, key in rows if len(key) == 1]
    assert len(letters) == 16
    for letter in letters:
        key = QKeyEvent(QEvent.Type.KeyPress, 0, Qt.KeyboardModifier.NoModifier, letter)
        assert canvas.keyboard.press(key), letter
        canvas.keyboard.press(
            QKeyEvent(QEvent.Type.KeyPress, Key.Key_Escape, Qt.KeyboardModifier.NoModifier)
        )
