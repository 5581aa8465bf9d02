"""Beside a map: its loops lit, named and told, its patterns answered, its levers tried; each by keys."""

from __future__ import annotations

import gc
import json
import weakref
from dataclasses import replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, Qt
from PySide6.QtGui import QEnterEvent
from PySide6.QtWidgets import QApplication, QWidget

from maps_told import full_map, link, plain_map, told_map, variable
from metanoia.domain import map_edits
from metanoia.domain.maps import CausalMap
from metanoia.ui.destination import Destination
from metanoia.ui.dialogs.assumption_sheet import AssumptionSheet
from metanoia.ui.dialogs.test_sheet import TestSheet as PlanSheet
from metanoia.ui.pages.systems.map import finding
from metanoia.ui.pages.systems.map.loop_sheet import LoopSheet
from metanoia.ui.pages.systems.maps.doing import _copied
from metanoia.ui.widgets.label import Label

VECTORS = json.loads((Path(__file__).parents[4] / "data/vectors.json").read_text("utf-8"))["maps"]
CONTROL = Qt.KeyboardModifier.ControlModifier
Key = Qt.Key


def vector(name):
    return told_map(next(one for one in VECTORS if one["name"] == name))


def read(widget):
    return [one.text() for one in widget.findChildren(Label) if one.isVisible() and one.text()]


def press(qtbot, button):
    button.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.keyClick(button, Key.Key_Space)


def point_at(widget):
    at = QPointF(5, 5)
    QApplication.sendEvent(widget, QEnterEvent(at, at, at))


def point_away(widget):
    QApplication.sendEvent(widget, QEvent(QEvent.Type.Leave))


def notices(room):
    said = []
    room.said.connect(said.append)
    return said


class Windows(QObject):
    """Names the windows that are shown while it watches."""

    def __init__(self):
        super().__init__()
        self.shown = []

    def eventFilter(self, watched, event):
        if event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            self.shown.append(type(watched).__name__)
        return False


def test_nothing_flashes_up_as_a_window_of_its_own(open_map, qapp):
    windows = Windows()
    qapp.installEventFilter(windows)
    room = open_map(full_map())
    for part in room.editing.map.ids:
        room.look_closely(part)
    room.editing.select(room.editing.map.ids)
    room.show_loops()
    qapp.removeEventFilter(windows)
    assert room.loops.levers.rows
    assert windows.shown == []


# -- loops


def test_a_loop_is_lit_while_it_is_pointed_at_or_has_the_keyboard(open_map):
    room = open_map(vector("fixes_that_fail"))
    first, second = room.loops.loops
    point_at(first)
    assert room.editing.lit_loop == first.loop.key
    point_away(first)
    assert room.editing.lit_loop == ""
    second.setFocus(Qt.FocusReason.TabFocusReason)
    assert room.editing.lit_loop == second.loop.key
    room.stage.canvas.setFocus()
    assert room.editing.lit_loop == ""


def test_a_loop_with_the_keyboard_is_lit_again_once_the_pointer_left_another(open_map):
    room = open_map(vector("fixes_that_fail"))
    first, second = room.loops.loops
    second.setFocus(Qt.FocusReason.TabFocusReason)
    point_at(first)
    point_away(first)
    assert room.editing.lit_loop == second.loop.key


def test_a_map_without_loops_says_when_one_appears(open_map):
    one, two = variable("Holes"), variable("Shifts", x=200)
    room = open_map(plain_map(variables=(one, two), links=(link(one, two),)))
    assert any(text.startswith("No loop yet.") for text in read(room.loops))
    room.editing.do(partial(map_edits.connect, new=link(two, one)), "Link drawn")
    room.finder.look()


def test_the_sheet_of_a_loop_proposes_what_the_map_tells_and_lets_it_be_said_otherwise(
    open_map, sheet, qtbot
):
    room = open_map(full_map())
    row = next(one for one in room.loops.loops if one.title.text() == "Trying")
    press(qtbot, row)
    asked = sheet(room, LoopSheet)
    assert asked.subtitle.text() == "Effort → Gap → Effort"
    assert asked.story.toPlainText() == "I try and it closes."
    press(qtbot, asked.propose)
    assert asked.story.toPlainText().startswith("When “Effort” rises, “Gap” falls after a while.")
    asked.name.clear()
    qtbot.keyClick(asked.story, Key.Key_Return, CONTROL)
    qtbot.waitUntil(lambda: not asked.is_open())
    row = next(one for one in room.loops.loops if one.loop.key == row.loop.key)
    assert row.title.text() == "Effort → Gap"
    assert row.subtitle.text().startswith("When “Effort” rises")
    assert row.hasFocus()
    room.stage.tools.undo.click()
    assert "Trying" in [one.title.text() for one in room.loops.loops]


def test_what_is_written_of_a_loop_is_not_thrown_away_by_one_esc(open_map, sheet, qtbot):
    room = open_map(plain_map())
    press(qtbot, room.loops.loops[0])
    asked = sheet(room, LoopSheet)
    qtbot.keyClicks(asked.name, "Growing")
    qtbot.keyClick(asked.name, Key.Key_Escape)
    assert asked.is_open()
    assert any("Esc once more" in text for text in read(asked))
    qtbot.keyClick(asked.name, Key.Key_Escape)
    assert not asked.is_open()
    assert room.editing.map.loop_notes == ()


def test_a_closed_sheet_of_a_loop_is_gone(open_map, sheet, qtbot):
    room = open_map(plain_map())
    for keep in (False, True):
        press(qtbot, room.loops.loops[0])
        asked = sheet(room, LoopSheet)
        if keep:
            qtbot.keyClicks(asked.name, "Growing")
            asked.keep()
        else:
            qtbot.keyClick(asked.name, Key.Key_Escape)
        gone = weakref.ref(asked)
        del asked

        def freed(gone=gone):
            QApplication.processEvents()
            gc.collect()
            return gone() is None

        qtbot.waitUntil(freed, timeout=2000)


def test_long_lists_are_short_again_on_another_map(open_map, shell, journal):
    many = tuple(variable(f"V{number:02}", x=number * 9.0) for number in range(12))
    links = tuple(link(a, b) for a in many for b in many if a is not b)
    room = open_map(CausalMap(id=plain_map().id, title="All", variables=many, links=links))
    room.loops.rest.click()
    assert len(room.loops.loops) == 66
    room = open_map(_copied(room.editing.map, "More"))
    assert len(room.loops.loops) == 40
    assert room.loops.rest.text() == "Show 26 more"


def test_a_failed_search_does_not_keep_the_next_one_waiting(open_map, qtbot, monkeypatch):
    room = open_map(plain_map())

    def broken(*_said):
        raise RuntimeError("no")

    with monkeypatch.context() as patched:
        patched.setattr(finding, "find", broken)
        room.finder.look()
        here = room.editing.map.variables[0].id
        room.editing.do(partial(map_edits.remove, ids={here}), "Deleted")
        room.finder.look()  # asked for while the other still looks
        qtbot.waitUntil(lambda: room.finder._task is None or room.finder._again is False)
    qtbot.waitUntil(lambda: not room.finder.is_looking(), timeout=3000)
    room.undo()
    qtbot.waitUntil(lambda: len(room.loops.loops) == 1, timeout=3000)


# -- patterns


def accept(room, qtbot):
    press(qtbot, room.loops.asked[0].accept)
    qtbot.waitUntil(lambda: bool(room.loops.accepted))
    return room.loops.accepted[0]


def test_an_accepted_pattern_asks_where_one_could_act_and_keeps_what_is_noted(
    open_map, shell, qtbot
):
    room = open_map(vector("fixes_that_fail"))
    card = accept(room, qtbot)
    said = read(card)
    assert "Fixes that fail" in said
    assert "What does the fix cost you later?" in said
    assert card.text.hasFocus()
    qtbot.keyClicks(card.text, "Two evenings")
    map_id = room.editing.map.id
    shell.go(Destination(page="systems", section="list"))
    assert shell.journal.maps.get(map_id).pattern_notes[0].note == "Two evenings"
    shell.go(Destination(page="systems", item=map_id))
    assert room.loops.accepted[0].text.toPlainText() == "Two evenings"


def test_a_note_of_a_pattern_stays_with_its_map_when_another_is_opened(open_map, qtbot):
    one, other = vector("fixes_that_fail"), plain_map("Other")
    room = open_map(one)
    room.journal.maps.add(other)
    qtbot.keyClicks(accept(room, qtbot).text, "Two evenings")
    room.show_map(other.id)
    qtbot.waitUntil(lambda: not room.loops.accepted)
    assert room.journal.maps.get(one.id).pattern_notes[0].note == "Two evenings"
    assert room.journal.maps.get(other.id).pattern_notes == ()


def test_a_withdrawn_pattern_is_asked_about_again_and_undo_brings_its_note_back(open_map, qtbot):
    room = open_map(vector("fixes_that_fail"))
    qtbot.keyClicks(accept(room, qtbot).text, "Two evenings")
    room.loops.flush()
    press(qtbot, room.loops.accepted[0].cross)
    qtbot.waitUntil(lambda: bool(room.loops.asked))
    assert room.editing.map.pattern_notes == ()
    room.stage.tools.undo.click()
    qtbot.waitUntil(lambda: bool(room.loops.accepted))
    assert room.loops.accepted[0].text.toPlainText() == "Two evenings"


def test_not_this_is_for_ever_also_once_the_journal_is_opened_anew(open_map, shell, qtbot):
    of = vector("fixes_that_fail")
    room = open_map(of)
    said = notices(room)
    press(qtbot, room.loops.asked[0].dismiss)
    qtbot.waitUntil(lambda: not room.loops.asked)
    assert said[-1].text == "Pattern set aside"
    shell.current.blank()
    shell.go(Destination(page="systems", item=of.id))
    room = shell.current.room
    with qtbot.waitSignal(room.finder.told, timeout=5000):
        room.finder.look()
    assert room.loops.loops
    assert not room.loops.asked
    assert room.journal.maps.get(of.id).pattern_notes[0].state == "dismissed"


# -- small tests


def test_a_small_test_of_a_lever_ties_the_link_to_what_is_assumed_and_plans(open_map, sheet, qtbot):
    of = vector("fixes_that_fail")
    fix = next(one.id for one in of.variables if one.name == "Fix")
    room = open_map(map_edits.change_variable(of, fix, mine=True))
    row = room.loops.levers.rows[0]
    assert row.title.text().startswith("Fix → ")
    press(qtbot, row)
    asked = sheet(room, AssumptionSheet)
    asked.keep()
    plan = sheet(room, PlanSheet)
    assert plan.isVisible()
    (one,) = room.journal.assumptions.rows()
    assert one.id in {each.assumption for each in room.editing.map.links}
    assert one.statement in read(room.loops)
    room.stage.tools.undo.click()
    assert {each.assumption for each in room.editing.map.links} == {None}


def test_a_link_that_rests_on_an_assumption_is_tested_by_that_one(open_map, sheet, qtbot):
    room = open_map(plain_map())
    room.look_closely(room.editing.map.links[0].id)
    resting = room.part.resting
    press(qtbot, resting.write)
    sheet(room, AssumptionSheet).keep()
    qtbot.waitUntil(resting.test.isVisible)
    press(qtbot, resting.test)
    assert sheet(room, PlanSheet).isVisible()
    assert len(room.journal.assumptions.rows()) == 1


def test_an_assumption_beside_the_map_leads_to_its_page(open_map, shell, sheet, qtbot):
    room = open_map(plain_map())
    room.look_closely(room.editing.map.links[0].id)
    press(qtbot, room.part.resting.write)
    sheet(room, AssumptionSheet).keep()
    room.show_loops()
    press(qtbot, room.loops.assumptions[0])
    qtbot.waitUntil(lambda: shell.current.name == "assumptions")
    shell.back()
    assert shell.current.room is room


def test_without_anything_of_ones_own_it_is_said_how_levers_are_found(open_map):
    room = open_map(plain_map())
    assert any("Mark what you can act on" in text for text in read(room.loops.levers))
    mine = tuple(replace(one, mine=True) for one in room.editing.map.variables)
    room.editing.do(lambda of: replace(of, variables=mine), "Variable changed")
    assert not any("Mark what you can act on" in text for text in read(room.loops.levers))
    assert len(room.loops.levers.rows) == 2


def test_rows_lie_within_the_panel_whatever_they_are_called(open_map):
    long = [variable("A name as long as any name of a variable may ever be, " + str(n), x=n * 300.0) for n in range(3)]  # fmt: skip
    links = (link(long[0], long[1]), link(long[1], long[2]), link(long[2], long[0]))
    room = open_map(plain_map(variables=tuple(long), links=links))
    QApplication.processEvents()
    right = room.panel.mapToGlobal(QPoint(room.panel.width(), 0)).x()
    for row in room.loops.loops:
        assert row.mapToGlobal(QPoint(row.width(), 0)).x() <= right
        label = row.title
        assert label.height() >= label.heightForWidth(label.width())
