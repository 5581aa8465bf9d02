"""Lines over time: below a map, beside a variable, drawn in a sheet; each choice kept as one act."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from maps_told import plain_map, variable
from metanoia.domain.goals import NewGoal, NewMeasure
from metanoia.domain.maps import DRAWN, Drawn
from metanoia.domain.metrics import NewMetric
from metanoia.ui.pages.systems.lines.field import LineField
from metanoia.ui.pages.systems.map.inspector import VariablePart
from metanoia.ui.widgets.label import Label
from metanoia.ui.widgets.overlay import Overlay

CONTROL = Qt.KeyboardModifier.ControlModifier
Key = Qt.Key
TODAY = dt.datetime.now().astimezone().date()


def drawn(count=7):
    start = TODAY - dt.timedelta(days=60)
    return tuple(Drawn(start + dt.timedelta(days=3 * n), n % 10) for n in range(count))


def press(qtbot, button):
    button.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.keyClick(button, Key.Key_Space)


def read(widget):
    return [one.text() for one in widget.findChildren(Label) if one.isVisible() and one.text()]


def first(room):
    return room.journal.maps.get(room.editing.map.id).variables[0]


def sheet(room):
    """Return the sheet in which a line is drawn, None if there is none."""
    shown = [one for one in room.window().findChildren(Overlay) if one.is_open()]
    return shown[-1] if shown else None


@pytest.fixture
def measure(journal):
    """A measure of a goal, noted on seven days."""
    goal = journal.goals.add(NewGoal(title="Lead"))
    made = journal.goals.add_measure(
        goal.id, NewMeasure(name="Firsts", kind="reach", unit="times", start=0, target=10)
    )
    for ago in range(7):
        journal.goals.observe(made.id, 6 - ago, TODAY - dt.timedelta(days=7 * ago))
    return made


@pytest.fixture
def metric(journal):
    made = journal.metrics.add(NewMetric(name="Rested", kind="scale"))
    for ago in range(7):
        journal.metrics.set(made.id, TODAY - dt.timedelta(days=ago), ago)
    return made


@pytest.fixture
def look(open_map):
    """Look closely at the first variable of a map; return its room and the field of its line."""

    def show(of=None):
        room = open_map(of or plain_map())
        room.look_closely(room.editing.map.variables[0].id)
        assert isinstance(room.part, VariablePart)
        return room, room.part.findChild(LineField)

    return show


def choose(qtbot, field, words):
    """Choose what feeds the line by the keyboard."""
    box = field.source
    number = next(n for n in range(box.count()) if box.itemText(n).startswith(words))
    box.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.keyClick(box, Key.Key_Space)
    qtbot.waitUntil(box.view().isVisible)
    qtbot.keyClick(box.view(), Key.Key_Home)
    for _ in range(number):
        qtbot.keyClick(box.view(), Key.Key_Down)
    qtbot.keyClick(box.view(), Key.Key_Return)


# -- below the map


def with_lines():
    one, two, three = variable("Holes", drawn=drawn()), variable("Shifts", x=200, drawn=drawn(3)), variable("Calm", y=200)  # fmt: skip
    return plain_map(variables=(one, two, three), links=())


def test_without_lines_there_is_no_strip(open_map):
    assert not open_map(plain_map()).lines.isVisible()


def test_the_strip_says_how_many_lines_there_are_and_unfolds(open_map, qtbot):
    room = open_map(with_lines())
    assert room.lines.isVisible()
    assert "2" in read(room.lines)
    assert not room.lines.tiles[0].isVisible()
    press(qtbot, room.lines.fold)
    assert room.lines.tiles[0].isVisible()
    assert room.lines.tiles[0].accessibleName().startswith("Holes: rising, 0 to 6, from ")
    assert room.lines.tiles[1].accessibleName().startswith("Shifts: too few points to say")
    press(qtbot, room.lines.fold)
    assert not room.lines.tiles[0].isVisible()


def test_a_press_on_a_line_chooses_its_variable_and_a_second_looks_closely(open_map, qtbot):
    room = open_map(with_lines())
    press(qtbot, room.lines.fold)
    tile = room.lines.tiles[1]
    press(qtbot, tile)
    two = room.editing.map.variables[1].id
    assert room.editing.selection == {two}
    assert tile.chosen
    assert not room.lines.tiles[0].chosen
    assert room.part is None
    press(qtbot, tile)
    assert room.part.part_id == two


def test_the_keyboard_brings_a_line_into_view(open_map, qtbot, shell):
    many = tuple(variable(f"V{n}", x=n * 200.0, drawn=drawn()) for n in range(12))
    room = open_map(plain_map(variables=many, links=()))
    press(qtbot, room.lines.fold)
    QApplication.processEvents()
    last = room.lines.tiles[-1]
    last.setFocus(Qt.FocusReason.TabFocusReason)
    QApplication.processEvents()
    assert not last.visibleRegion().isEmpty()


def test_lines_change_with_what_was_observed_elsewhere(open_map, journal, measure, qtbot):
    one = variable("Holes", measure=measure.id)
    room = open_map(plain_map(variables=(one,), links=()))
    assert "0 to 6 times" in room.lines.tiles[0].accessibleName()
    journal.goals.observe(measure.id, 9, TODAY)
    qtbot.waitUntil(lambda: "0 to 9 times" in room.lines.tiles[0].accessibleName())


def test_lines_look_back_as_far_as_the_map_does(open_map, measure):
    one = variable("Holes", measure=measure.id)
    room = open_map(plain_map(variables=(one,), links=()))
    room.acting.look_back(14)
    assert "4 to 6 times" in room.lines.tiles[0].accessibleName()
    room.stage.tools.undo.click()
    assert "0 to 6 times" in room.lines.tiles[0].accessibleName()


def test_the_strip_forgets_its_words(open_map, shell):
    room = open_map(with_lines())
    shell.current.blank()
    assert room.lines.tiles == []


# -- what feeds a line


def test_a_measure_feeds_the_line_and_undo_takes_it_back(look, measure, qtbot):
    room, field = look()
    choose(qtbot, field, "Firsts")
    assert first(room).measure == measure.id
    assert "rising" in field.tile.accessibleName()
    assert "0 to 6 times" in field.tile.accessibleName()
    assert not field.draw.isVisible()
    room.stage.tools.undo.click()
    assert first(room).measure is None
    assert field.tile is None
    assert field.source.currentText() == "Nothing"


def test_a_metric_takes_the_place_of_a_measure(look, measure, metric, qtbot):
    of = plain_map()
    of = replace(of, variables=(replace(of.variables[0], measure=measure.id), of.variables[1]))
    room, field = look(of)
    assert field.source.currentText() == "Firsts (Lead)"
    choose(qtbot, field, "Rested")
    assert (first(room).measure, first(room).metric) == (None, metric.id)
    assert field.tile.accessibleName().endswith("Rested")


def test_nothing_feeds_it_any_more(look, qtbot):
    of = plain_map()
    of = replace(of, variables=(replace(of.variables[0], drawn=drawn()), of.variables[1]))
    room, field = look(of)
    assert field.source.currentText() == "A line drawn by hand"
    choose(qtbot, field, "Nothing")
    assert first(room).drawn == ()
    assert field.tile is None
    room.stage.tools.undo.click()
    assert first(room).drawn == drawn()


# -- by hand


def test_a_line_is_drawn_by_keys_and_kept(look, qtbot):
    room, field = look()
    press(qtbot, field.draw)
    shown = sheet(room)
    shown.line.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.keyClick(shown.line, Key.Key_Home)
    for _ in range(6):
        qtbot.keyClick(shown.line, Key.Key_Space)
        qtbot.keyClick(shown.line, Key.Key_Right)
    qtbot.keyClick(shown.line, Key.Key_Return, CONTROL)
    assert len(first(room).drawn) == 6
    assert not shown.is_open()
    assert field.source.currentText() == "A line drawn by hand"
    assert field.tile is not None
    room.stage.tools.undo.click()
    assert first(room).drawn == ()


def test_choosing_to_draw_chooses_nothing_until_something_is_drawn(look, qtbot):
    room, field = look()
    choose(qtbot, field, "A line drawn by hand")
    shown = sheet(room)
    qtbot.keyClick(shown, Key.Key_Escape)
    assert not shown.is_open()
    assert field.source.currentText() == "Nothing"
    assert first(room).drawn == ()


def test_the_sheet_says_what_is_too_much(look, qtbot):
    of = plain_map()
    start = TODAY - dt.timedelta(days=100)
    full = tuple(Drawn(start + dt.timedelta(days=3 * n), 5.0) for n in range(DRAWN))
    of = replace(of, variables=(replace(of.variables[0], drawn=full), of.variables[1]))
    room, field = look(of)
    press(qtbot, field.draw)
    shown = sheet(room)
    shown.line.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.keyClick(shown.line, Key.Key_End)
    qtbot.keyClick(shown.line, Key.Key_Space)
    assert "A line has at most 24 points. Move one, or take one away." in read(shown)
    while shown.line.shown_spot() is None:
        qtbot.keyClick(shown.line, Key.Key_Left)
    qtbot.keyClick(shown.line, Key.Key_Delete)
    assert "A line has at most 24 points. Move one, or take one away." not in read(shown)
    shown.keep()
    assert len(first(room).drawn) == DRAWN - 1


def test_what_was_drawn_is_not_thrown_away_by_one_esc(look, qtbot):
    room, field = look()
    press(qtbot, field.draw)
    shown = sheet(room)
    shown.line.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.keyClick(shown.line, Key.Key_Space)
    for _ in range(2):  # one leaves the point, one asks
        qtbot.keyClick(shown.line, Key.Key_Escape)
    assert shown.is_open()
    qtbot.keyClick(shown, Key.Key_Escape)
    assert not shown.is_open()
    assert first(room).drawn == ()


def test_a_line_that_is_all_taken_away_is_let_go(look, qtbot):
    of = plain_map()
    of = replace(of, variables=(replace(of.variables[0], drawn=drawn(1)), of.variables[1]))
    room, field = look(of)
    press(qtbot, field.tile)
    shown = sheet(room)
    shown.line.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.keyClick(shown.line, Key.Key_Home)
    while shown.line.shown_spot() is None:
        qtbot.keyClick(shown.line, Key.Key_Right)
    qtbot.keyClick(shown.line, Key.Key_Delete)
    shown.keep()
    assert first(room).drawn == ()
    assert field.source.currentText() == "Nothing"


def test_a_measure_that_was_deleted_leaves_no_line_and_can_be_let_go(look, journal, measure, qtbot):  # fmt: skip
    of = plain_map()
    of = replace(of, variables=(replace(of.variables[0], measure=measure.id), of.variables[1]))
    journal.goals.trash(measure.goal)
    room, field = look(of)
    assert field.tile is None
    assert not room.lines.isVisible()
    choose(qtbot, field, "Nothing")
    assert first(room).measure is None
    assert field.draw.isVisible()
    room.stage.tools.undo.click()
    assert first(room).measure == measure.id
