"""A map from end to end: the keyboard stays where somebody is, and no word is lost on the way."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QImage, QPainter

from journals import new_journal
from maps_told import link, plain_map, variable
from metanoia.domain.loops import arrows, find
from metanoia.domain.maps import MapRow, PatternNote
from metanoia.ui.background import finish
from metanoia.ui.destination import Destination
from metanoia.ui.pages.systems.map.testing import proposal
from metanoia.ui.pages.systems.maps.thumbnails import Thumbnails
from metanoia.ui.settings import Settings
from metanoia.ui.shell import Shell


@pytest.fixture
def journal(tmp_path):
    journal = new_journal(tmp_path / "j")
    yield journal
    finish(5000)
    journal.close()


@pytest.fixture
def shell(journal, qtbot):
    shell = Shell(journal, Settings())
    qtbot.addWidget(shell)
    shell.resize(1280, 800)
    with qtbot.waitActive(shell):
        shell.show()
        shell.activateWindow()
    yield shell
    shell.blank()


@pytest.fixture
def open_map(shell, qtbot):
    def show(of):
        if of.id not in {row.id for row in shell.journal.maps.listing()}:
            shell.journal.maps.add(of)
        shell.go(Destination(page="systems", item=of.id))
        room = shell.current.room
        with qtbot.waitSignal(room.finder.told, timeout=5000):
            room.finder.look()
        qtbot.waitUntil(lambda: bool(room.loops.loops))
        return room

    return show


def burden():
    """Return a map on which a quick fix shifts the burden."""
    trouble, fix = variable("Trouble"), variable("Quick help", x=200, mine=True)
    slow, habit = variable("Their own skill", y=200), variable("Habit", x=200, y=200)
    links = (
        link(trouble, fix), link(fix, trouble, polarity=-1), link(trouble, slow),
        link(slow, trouble, polarity=-1, delayed=True), link(fix, habit), link(habit, slow, polarity=-1),
    )  # fmt: skip
    return plain_map("Burden", variables=(trouble, fix, slow, habit), links=links)


def accept(room, qtbot):
    asked = room.loops.asked[0]
    asked.accept.setFocus()
    qtbot.keyClick(asked.accept, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: bool(room.loops.accepted))
    return room.loops.accepted[0]


def type_name(room, qtbot, name):
    room.stage.canvas.writing.new_variable((600.0, 300.0))
    field = room.stage.canvas.writing.field.field
    qtbot.keyClicks(field, name)
    return field


def test_who_keeps_a_pattern_writes_about_it_at_once_and_without_interruption(open_map, qtbot):
    room = open_map(burden())
    card = accept(room, qtbot)
    assert room.focusWidget() is card.text
    qtbot.keyClicks(card.text, "It goes quiet")
    room.loops.flush()
    assert room.loops.accepted == [card]
    assert room.focusWidget() is card.text
    qtbot.keyClicks(room.focusWidget(), " when I wait.")
    room.save()
    (note,) = room.editing.map.pattern_notes
    assert note.note == "It goes quiet when I wait."
    room.undo()
    assert card.text.toPlainText() == "It goes quiet"


def test_the_rows_beside_the_map_stay_when_something_else_changes(open_map):
    room = open_map(burden())
    rows, levers = list(room.loops.loops), list(room.loops.levers.rows)
    levers[0].setFocus()
    room.editing.select({room.editing.map.variables[0].id})
    room.editing.select(())
    assert room.loops.loops == rows
    assert room.loops.levers.rows == levers


def test_a_pattern_proposes_to_test_what_one_can_act_on():
    of = burden()
    trouble, fix = (one.id for one in of.variables[:2])
    loops = find(arrows(of), of.names).loops
    keys = tuple(sorted(loop.key for loop in loops))
    note = PatternNote(pattern="shifting_the_burden", loops=keys, state="accepted")
    assert proposal(of, note, loops) == "More “Quick help” leads to less “Trouble”."
    taken = replace(
        of,
        links=tuple(
            replace(one, assumption="a") if one.source == fix else one
            for one in of.links
        ),
    )  # fmt: skip
    assert (
        proposal(taken, note, loops)
        == "More “Their own skill” leads to less “Trouble”, after a while."
    )
    assert trouble in taken.names
    assert proposal(of, replace(note, loops=("gone",)), loops) == ""


def test_a_name_that_is_refused_stays_as_a_note_when_the_map_is_left(open_map, shell, qtbot):
    one, other = burden(), plain_map("Other")
    shell.journal.maps.add(other)
    room = open_map(one)
    type_name(room, qtbot, "Habit")
    open_map(other)
    kept = shell.journal.maps.get(one.id)
    assert [note.text for note in kept.notes] == ["Habit"]
    assert len(kept.variables) == 4


def test_a_name_that_is_refused_stays_as_a_note_when_the_journal_is_locked(open_map, shell, qtbot):
    room = open_map(burden())
    type_name(room, qtbot, "Habit")
    shell.save()
    assert [note.text for note in shell.journal.maps.get(room.editing.map.id).notes] == ["Habit"]


def test_the_small_picture_of_a_map_holds_links_that_bulge_beyond_its_boxes(qapp):
    left, right = variable("Overtime"), variable("Tiredness", x=300)
    of = plain_map(variables=(left, right), links=(link(left, right, bend=1.5),))
    shown = Thumbnails()
    shown.of = lambda _id: of
    row = MapRow(of.id, of.title, "", 2, 1, dt.datetime(2026, 1, 1, tzinfo=dt.UTC), None)
    image = QImage(132, 74, QImage.Format.Format_ARGB32)
    image.fill(0)
    painter = QPainter(image)
    shown.paint(painter, QRectF(0, 0, 132, 74), row)
    painter.end()
    ground = image.pixelColor(66, 3)
    for y in (3, 70):
        assert {image.pixelColor(x, y).rgb() for x in range(12, 120)} == {ground.rgb()}


def test_undo_and_redo_work_with_the_keyboard_beside_the_map(open_map, qtbot):
    room = open_map(burden())
    before = room.editing.map
    room.editing.select(before.names)
    room.look_closely()
    button = room.part.buttons["left"]
    button.setFocus()
    qtbot.keyClick(button, Qt.Key.Key_Space)
    after = room.editing.map
    assert after != before
    qtbot.keyClick(button, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert room.editing.map == before
    both = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    qtbot.keyClick(button, Qt.Key.Key_Z, both)
    assert room.editing.map == after


def test_in_a_low_window_with_large_text_a_map_lies_beside_its_title(open_map, shell, light):
    light.apply("light", 1.4)
    shell.resize(1024, 700)
    of = burden()
    tall = tuple(replace(one, y=one.y * 3) for one in of.variables)
    room = open_map(replace(of, question="Why this?", variables=tall))
    canvas = room.stage.canvas
    canvas.zoom_whole()
    below = room.stage.head.geometry().bottom()
    seen = [canvas.mapFromScene(one.x, one.y) for one in room.editing.map.variables]
    assert min(point.y() for point in seen) < below
    assert min(point.x() for point in seen) > room.stage.head.geometry().right()
    assert room.stage.childAt(min(seen, key=lambda point: point.y())) is canvas.viewport()


def test_no_room_is_taken_by_a_refusal_that_is_not_there(open_map):
    room = open_map(burden())
    assert room.stage.geometry().bottom() == room.rect().bottom()
    room.stage.head.saving.failed.emit("The disk is full.")
    assert room.refusal.isVisible()
    assert room.stage.geometry().bottom() < room.rect().bottom()
    room.refusal.dismissed.emit()
    assert not room.refusal.isVisible()


def test_tools_and_zoom_lie_side_by_side_below_the_map(open_map, shell):
    shell.resize(1024, 700)
    stage = open_map(burden()).stage
    assert stage.zoom.geometry().bottom() > stage.tools.geometry().top()
    assert not stage.zoom.geometry().intersects(stage.tools.geometry())
    assert stage.rect().contains(stage.tools.geometry())
