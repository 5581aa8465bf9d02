"""What is chosen, looked at closely: each field one act that undo takes back, refusals in a sentence."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication

from maps_told import full_map, plain_map
from metanoia.domain.assumptions import NewAssumption
from metanoia.ui.connected.picker import ThingPicker
from metanoia.ui.pages.systems.map.inspector import SeveralPart, VariablePart
from metanoia.ui.widgets.label import Label

CONTROL = Qt.KeyboardModifier.ControlModifier
Key = Qt.Key


def press(qtbot, button):
    button.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.keyClick(button, Key.Key_Space)


def read(widget):
    return [one.text() for one in widget.findChildren(Label) if one.isVisible() and one.text()]


def kept(room):
    return room.journal.maps.get(room.editing.map.id)


def write(qtbot, field, words):
    field.setFocus(Qt.FocusReason.TabFocusReason)
    field.selectAll()
    qtbot.keyClicks(field, words)


@pytest.fixture
def look(open_map):
    """Look closely at a part of a map by Enter on the canvas; return its room."""

    def show(of, part, qtbot):
        room = open_map(of)
        room.editing.select({part.id})
        press(qtbot, room.stage.tools.closely)
        assert room.part.part_id == part.id
        return room

    return show


def undo(room):
    room.stage.tools.undo.click()


def test_esc_goes_back_step_by_step_and_leaves_the_choice_until_then(look, qtbot):
    of = plain_map()
    room = look(of, of.variables[0], qtbot)
    room.part.name.setFocus(Qt.FocusReason.TabFocusReason)
    left = []
    room.back_asked.connect(lambda: left.append(True))
    qtbot.keyClick(room.part.name, Key.Key_Escape)
    assert room.part is None
    assert room.editing.selection == {of.variables[0].id}
    assert room.stage.canvas.hasFocus()
    qtbot.keyClick(room.stage.canvas, Key.Key_Escape)
    assert not room.editing.selection
    assert not left
    qtbot.keyClick(room.stage.canvas, Key.Key_Escape)
    assert left


# -- variables


def test_each_field_of_a_variable_is_one_act(look, qtbot):
    of = plain_map()
    room = look(of, of.variables[0], qtbot)
    part = room.part
    write(qtbot, part.name, "Gaps")
    qtbot.keyClick(part.name, Key.Key_Return)
    write(qtbot, part.actor, "Mara")
    press(qtbot, part.mine)
    part.role.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.keyClick(part.role, Key.Key_Space)
    qtbot.keyClick(part.role.view(), Key.Key_Down)
    qtbot.keyClick(part.role.view(), Key.Key_Return)
    one = kept(room).variables[0]
    assert (one.name, one.actor, one.mine, one.role) == ("Gaps", "Mara", True, "goal")
    for field, value in (("role", None), ("mine", False), ("actor", ""), ("name", "Holes")):
        undo(room)
        assert getattr(kept(room).variables[0], field) == value
    assert kept(room) == of
    assert part.name.text() == "Holes"
    assert part.actor.text() == ""
    assert not room.stage.tools.undo.isEnabled()
    room.stage.tools.redo.click()
    assert part.name.text() == "Gaps"


def test_an_empty_name_leaves_the_old_one(look, qtbot):
    of = plain_map()
    room = look(of, of.variables[0], qtbot)
    room.part.name.selectAll()
    qtbot.keyClick(room.part.name, Key.Key_Delete)
    qtbot.keyClick(room.part.name, Key.Key_Return)
    assert kept(room).variables[0].name == "Holes"
    assert room.part.name.text() == "Holes"


def test_a_refused_name_says_why_until_something_else_is_done(look, qtbot):
    of = plain_map()
    room = look(of, of.variables[0], qtbot)
    write(qtbot, room.part.name, "Shifts")
    qtbot.keyClick(room.part.name, Key.Key_Return)
    assert room.refusal.text() == "“Shifts” is on this map already. Give it another name."
    assert room.refusal.isVisible()
    assert kept(room) == of
    press(qtbot, room.part.mine)
    assert not room.refusal.isVisible()


def test_whose_it_is_is_kept_although_its_name_is_refused(look, qtbot):
    of = plain_map()
    room = look(of, of.variables[0], qtbot)
    write(qtbot, room.part.name, "Shifts")
    room.part.actor.setFocus(Qt.FocusReason.MouseFocusReason)
    qtbot.keyClicks(room.part.actor, "Mara")
    qtbot.keyClick(room.part.actor, Key.Key_Return)
    assert (kept(room).variables[0].name, kept(room).variables[0].actor) == ("Holes", "Mara")


def test_what_is_typed_is_kept_when_the_map_is_left_by_esc(look, qtbot):
    of = plain_map()
    room = look(of, of.variables[0], qtbot)
    write(qtbot, room.part.name, "Gaps")
    qtbot.keyClick(room.part.name, Key.Key_Escape)
    assert room.part is None
    assert room.stage.canvas.hasFocus()
    assert kept(room).variables[0].name == "Gaps"


def test_a_deleted_variable_leaves_the_loops_and_comes_back_with_its_links(look, qtbot):
    of = plain_map()
    room = look(of, of.variables[0], qtbot)
    press(qtbot, room.part.delete)
    assert room.part is None
    assert kept(room).links == ()
    undo(room)
    assert kept(room) == of


# -- links


def test_each_field_of_a_link_is_one_act(look, qtbot):
    of = plain_map()
    room = look(of, of.links[0], qtbot)
    part = room.part
    assert read(part)[:2] == ["Link", "Holes → Shifts"]
    assert part.because.hasFocus()
    part.sign.setFocus(Qt.FocusReason.TabFocusReason)
    part.sign.step(1)
    assert part.meaning.text() == "When “Holes” rises, “Shifts” falls."
    press(qtbot, part.delay)
    part.because.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.keyClicks(part.because, "I count them.")
    room.save()
    one = kept(room).links[0]
    assert (one.polarity, one.delayed, one.because) == (-1, True, "I count them.")
    for field, value in (("because", ""), ("delayed", False), ("polarity", 1)):
        undo(room)
        assert getattr(kept(room).links[0], field) == value
    assert part.because.toPlainText() == ""
    assert kept(room) == of


def test_a_link_is_turned_around_and_refused_where_one_leads_that_way(look, qtbot):
    of = full_map()
    alone, paired = of.links[4], of.links[0]
    room = look(of, alone, qtbot)
    press(qtbot, room.part.turn)
    assert room.part.ends.text() == "Rest → Mood"
    undo(room)
    assert room.part.ends.text() == "Mood → Rest"
    room.look_closely(paired.id)
    press(qtbot, room.part.turn)
    assert "linked in this direction already" in room.refusal.text()
    assert kept(room) == of


def test_a_bend_made_by_hand_can_be_let_go(look, qtbot):
    of = full_map()
    room = look(of, of.links[0], qtbot)
    press(qtbot, room.part.straighten)
    assert kept(room).links[0].bend is None
    assert not room.part.straighten.isVisible()
    undo(room)
    assert kept(room).links[0].bend == 0.4
    assert room.part.straighten.isVisible()


def test_an_assumption_is_picked_by_a_few_letters_and_let_go(look, journal, qtbot):
    known = journal.assumptions.add(NewAssumption(statement="They wait for me to answer."))
    of = plain_map()
    room = look(of, of.links[0], qtbot)
    resting = room.part.resting
    press(qtbot, resting.pick)
    picker = room.window().findChild(ThingPicker)
    qtbot.keyClicks(picker.field, "wait")
    with qtbot.waitSignal(picker.chosen, timeout=5000):
        qtbot.waitUntil(lambda: "They wait for me to answer." in read(picker) or bool(picker.offers.isVisible()))  # fmt: skip
        picker.look()
        qtbot.keyClick(picker.field, Key.Key_Return)
    assert kept(room).links[0].assumption == known.id
    assert resting.row.title.text() == "They wait for me to answer."
    assert resting.row.title.isVisible()
    press(qtbot, resting.leave)
    assert kept(room).links[0].assumption is None
    assert not resting.row.isVisible()
    undo(room)
    assert resting.row.isVisible()


def test_an_assumption_that_was_deleted_is_told_and_comes_back(look, journal, qtbot):
    known = journal.assumptions.add(NewAssumption(statement="They wait for me."))
    of = plain_map()
    of = replace(of, links=(replace(of.links[0], assumption=known.id), of.links[1]))
    room = look(of, of.links[0], qtbot)
    journal.assumptions.trash(known.id)
    qtbot.waitUntil(room.part.resting.deleted.isVisible)
    journal.assumptions.restore(known.id)
    qtbot.waitUntil(room.part.resting.row.isVisible)


# -- notes and several


def test_a_note_is_written_and_an_empty_one_leaves_the_old_words(look, qtbot):
    of = full_map()
    room = look(of, of.notes[0], qtbot)
    field = room.part.text
    field.selectAll()
    qtbot.keyClicks(field, "Ask Jonas")
    room.save()
    assert kept(room).notes[0].text == "Ask Jonas"
    field.selectAll()
    qtbot.keyClick(field, Key.Key_Delete)
    room.save()
    assert kept(room).notes[0].text == "Ask Jonas"
    undo(room)
    assert kept(room) == of


def test_several_are_brought_into_line_and_deleted_each_as_one_act(open_map, qtbot):
    of = full_map()
    room = open_map(of)
    chosen = of.variables[:3]
    room.editing.select({one.id for one in chosen})
    room.look_closely()
    assert isinstance(room.part, SeveralPart)
    assert "3 chosen" in read(room.part)
    for how in room.part.buttons:
        before = kept(room)
        press(qtbot, room.part.buttons[how])
        if kept(room) != before:
            undo(room)
            assert kept(room) == before
    assert kept(room) == of
    press(qtbot, room.part.delete)
    assert len(kept(room).variables) == 2
    assert room.part is None
    undo(room)
    assert kept(room) == of


def test_choosing_one_of_several_looks_at_that_one(open_map, qtbot):
    room = open_map(full_map())
    room.editing.select({one.id for one in room.editing.map.variables})
    room.look_closely()
    room.editing.select({room.editing.map.variables[0].id})
    assert isinstance(room.part, VariablePart)


@pytest.mark.parametrize("size", [1.0, 1.4], ids=["usual", "large"])
def test_nothing_is_wider_than_the_panel(open_map, light, qtbot, size):
    long = "A name as long as any name of a variable of a map may be yes"
    of = full_map()
    variables = (replace(of.variables[0], name=long), *of.variables[1:])
    light.apply("light", size)
    room = open_map(replace(of, variables=variables))
    for part in (*variables[:1], *of.links[:1], *of.notes[:1]):
        room.look_closely(part.id)
        QApplication.processEvents()
        right = room.panel.mapToGlobal(QPoint(room.panel.width(), 0)).x()
        for widget in room.part.findChildren(Label):
            if widget.isVisible():
                assert widget.mapToGlobal(QPoint(widget.width(), 0)).x() <= right
        assert room.part.minimumSizeHint().width() <= room.panel.width()
