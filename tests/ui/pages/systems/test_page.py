"""Maps are made, opened, named, looked at closely, deleted and brought back; nothing done on one is lost."""

from __future__ import annotations

import json
import threading
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from maps_told import full_map, link, plain_map, told_map, variable
from metanoia.domain import map_edits
from metanoia.domain.assumptions import NewAssumption
from metanoia.domain.maps import CausalMap
from metanoia.ui.dialogs.assumption_sheet import AssumptionSheet
from metanoia.ui.dialogs.gone_for_good import GoneForGood
from metanoia.ui.dialogs.test_sheet import TestSheet as PlanSheet
from metanoia.ui.pages.systems.map import finding
from metanoia.ui.pages.systems.map.inspector import LinkPart, NotePart, SeveralPart, VariablePart
from metanoia.ui.pages.systems.map.loop_sheet import LoopSheet
from metanoia.ui.widgets.label import Label

VECTORS = json.loads((Path(__file__).parents[3] / "data/vectors.json").read_text("utf-8"))["maps"]
CONTROL = Qt.KeyboardModifier.ControlModifier
LEFT = Qt.MouseButton.LeftButton


def vector(name):
    return told_map(next(one for one in VECTORS if one["name"] == name))


def press(qtbot, key, modifier=Qt.KeyboardModifier.NoModifier):
    qtbot.keyClick(QApplication.focusWidget(), key, modifier)


def read(widget):
    """Return the words that can be read on a widget."""
    return [one.text() for one in widget.findChildren(Label) if one.isVisible() and one.text()]


def titles(room):
    return [row.title for row in room.list.rows]


# -- all maps


def test_an_empty_page_asks_and_its_first_map_begins_with_its_title(shell, qtbot):
    maps = shell.current.room
    assert any("What keeps happening" in text for text in read(maps))
    assert QApplication.focusWidget() is maps.begin
    press(qtbot, Qt.Key.Key_Space)
    room = shell.current.room
    title = room.stage.head.title
    qtbot.waitUntil(title.hasFocus)
    qtbot.keyClicks(title, "The rota")
    press(qtbot, Qt.Key.Key_Return)
    assert room.stage.head.question.hasFocus()
    qtbot.keyClicks(room.stage.head.question, "Why holes?")
    press(qtbot, Qt.Key.Key_Return)
    assert room.stage.canvas.hasFocus()
    (row,) = shell.journal.maps.listing()
    assert (row.title, row.question) == ("The rota", "Why holes?")
    room.undo()
    assert room.stage.head.question.text() == ""


def test_the_list_leads_to_a_map_and_esc_back_to_it(shell, journal, qtbot):
    journal.maps.add(plain_map("The rota"))
    journal.maps.add(plain_map("Evenings"))
    maps = shell.current.room
    assert set(titles(maps)) == {"The rota", "Evenings"}
    maps.list.setFocus()
    press(qtbot, Qt.Key.Key_Home)
    first = maps.list.current.title
    press(qtbot, Qt.Key.Key_Return)
    room = shell.current.room
    assert room.stage.head.title.text() == first
    room.stage.canvas.setFocus()
    press(qtbot, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: shell.current.room is maps)
    shell.back()
    assert shell.current.room is room


def test_a_map_is_copied_deleted_and_brought_back(shell, journal, sheet, qtbot):
    journal.maps.add(full_map())
    maps = shell.current.room
    maps.list.setFocus()
    press(qtbot, Qt.Key.Key_Home)
    maps._copy()
    assert sorted(titles(maps)) == ["Why it stays", "Why it stays (copy)"]
    copy = next(row for row in journal.maps.listing() if row.title.endswith("(copy)"))
    assert journal.maps.get(copy.id).loop_notes[0].name == "Trying"
    maps.list.choose(copy.id)
    press(qtbot, Qt.Key.Key_Delete)
    assert titles(maps) == ["Why it stays"]
    maps.show_trash()
    qtbot.waitUntil(lambda: "Why it stays (copy)" in read(maps.trash))
    gone = journal.maps.trashed()[0]
    maps.trash.purged.emit(type("Gone", (), {"id": gone.id, "title": gone.title})())
    sheet(shell.current, GoneForGood).confirm.click()
    assert journal.maps.trashed() == []


def test_a_map_is_brought_in_from_a_file_and_what_is_none_is_said(shell, journal, tmp_path, qtbot):
    maps, said = shell.current.room, []
    maps.said.connect(said.append)
    data = Path(__file__).parents[3] / "data/maps/loopy-link.txt"
    maps.read_file(str(data))
    qtbot.waitUntil(lambda: len(journal.maps.listing()) == 1, timeout=5000)
    assert "Left out: the link of “long grass” to itself" in said[-1].text
    broken = tmp_path / "broken.json"
    broken.write_text("{")
    maps.read_file(str(broken))
    qtbot.waitUntil(lambda: "not whole JSON" in said[-1].text, timeout=5000)
    assert len(journal.maps.listing()) == 1


# -- loops and patterns


def test_loops_are_listed_lit_and_named_with_a_story_to_begin_with(open_map, sheet, qtbot):
    room = open_map(vector("fixes_that_fail"))
    assert [row.loop.label for row in room.loops.loops] == ["B1", "R1"]
    first = room.loops.loops[0]
    qtbot.waitUntil(first.isVisible)
    first.setFocus(Qt.FocusReason.TabFocusReason)
    assert room.editing.lit_loop == first.loop.key
    first.click()
    asked = sheet(room, LoopSheet)
    assert asked.story.toPlainText().startswith("When “Fix” rises, “Problem” falls. That lowers")
    qtbot.keyClicks(asked.name, "Quick relief")
    qtbot.keyClick(asked.name, Qt.Key.Key_Return, CONTROL)
    assert room.loops.loops[0].title.text() == "Quick relief"
    assert room.journal.maps.get(room.editing.map.id).loop_notes[0].name == "Quick relief"
    room.undo()
    assert room.loops.loops[0].title.text() == "Fix → Problem"


def test_a_pattern_is_asked_accepted_noted_and_taken_back(open_map, qtbot):
    room = open_map(vector("fixes_that_fail"))
    (asked,) = room.loops.asked
    assert "Fixes that fail" in read(asked)
    asked.accept.click()
    qtbot.waitUntil(lambda: not room.loops.asked)
    (kept,) = room.loops.accepted
    qtbot.waitUntil(lambda: "What does the fix cost you later?" in read(kept))
    qtbot.keyClicks(kept.text, "Two evenings")
    room.save()
    assert room.journal.maps.get(room.editing.map.id).pattern_notes[0].note == "Two evenings"
    room.loops.accepted[0].cross.click()
    qtbot.waitUntil(lambda: bool(room.loops.asked))


def test_what_is_not_this_is_never_asked_again_unless_that_is_undone(open_map, qtbot):
    room = open_map(vector("fixes_that_fail"))
    said = []
    room.said.connect(said.append)
    room.loops.asked[0].dismiss.click()
    qtbot.waitUntil(lambda: not room.loops.asked)
    room.find_loops()
    qtbot.waitUntil(lambda: not room.finder.is_looking())
    assert not room.loops.asked
    said[-1].undo()
    qtbot.waitUntil(lambda: bool(room.loops.asked))


def test_what_one_can_act_on_gives_levers_and_a_small_test(open_map, sheet, qtbot):
    of = vector("fixes_that_fail")
    room = open_map(map_edits.change_variable(of, of.variables[1].id, mine=True))
    assert len(room.loops.levers.rows) == 2
    room.loops.levers.rows[0].click()
    asked = sheet(room, AssumptionSheet)
    assert "More “Fix” leads to" in asked.statement.toPlainText()
    asked.keep()
    qtbot.waitUntil(lambda: bool(sheet(room, PlanSheet)))
    (one,) = room.journal.assumptions.rows()
    assert [each.assumption for each in room.editing.map.links].count(one.id) == 1
    assert [row.title.text() for row in room.loops.assumptions] == [one.statement]


def test_finding_loops_never_keeps_drawing_waiting_and_late_answers_are_dropped(open_map, qtbot, monkeypatch):  # fmt: skip
    room = open_map(plain_map())
    going, real = threading.Event(), finding.find

    def slow(*said):
        going.wait(5)
        return real(*said)

    monkeypatch.setattr(finding, "find", slow)
    new = variable("Calm")
    room.editing.do(partial(map_edits.add_variable, new=new), "Variable added")
    room.finder.look()
    first, second = room.editing.map.variables[0], room.editing.map.variables[1]
    for number in range(20):  # all of it while the search goes on
        room.editing.do(partial(map_edits.place, places={first.id: (number, 8)}), "Moved")
    room.editing.do(partial(map_edits.remove, ids={second.id}), "Deleted")
    assert len(room.editing.map.links) == 0
    going.set()
    qtbot.waitUntil(lambda: room.editing.loops.loops == (), timeout=5000)


def test_moving_a_variable_looks_for_no_loops_again(open_map):
    room = open_map(plain_map())
    here = room.editing.map.variables[0].id
    room.editing.do(partial(map_edits.place, places={here: (40, 40)}), "Moved")
    assert not room.finder.is_looking()
    room.editing.do(partial(map_edits.remove, ids={here}), "Deleted")
    assert room.finder.is_looking()


# -- looking closely


def test_a_variable_is_renamed_marked_and_given_a_role_beside_the_map(open_map, qtbot):
    room = open_map(plain_map())
    one = room.editing.map.variables[0]
    room.look_closely(one.id)
    part = room.part
    assert isinstance(part, VariablePart)
    assert part.name.hasFocus()
    part.name.selectAll()
    qtbot.keyClicks(part.name, "Gaps")
    press(qtbot, Qt.Key.Key_Return)
    part.mine.click()
    part.role.setCurrentIndex(2)
    part.role.activated.emit(2)
    kept = room.journal.maps.get(room.editing.map.id).variables[0]
    assert (kept.name, kept.mine, kept.role) == ("Gaps", True, "gap")
    for _ in range(3):
        room.undo()
    assert room.editing.map.variables[0] == one
    assert part.name.text() == "Holes"
    press(qtbot, Qt.Key.Key_Escape)
    assert room.part is None


def test_a_name_that_is_there_already_is_refused_in_a_sentence_and_the_old_one_stays(open_map, qtbot):  # fmt: skip
    room = open_map(plain_map())
    room.look_closely(room.editing.map.variables[0].id)
    room.part.name.selectAll()
    qtbot.keyClicks(room.part.name, "Shifts")
    room.part.saving.flush()
    assert "on this map already" in room.refusal.text()
    assert room.refusal.isVisible()
    assert room.editing.map.variables[0].name == "Holes"


def test_a_link_is_given_its_sign_its_delay_and_why(open_map, qtbot):
    room = open_map(plain_map())
    one = room.editing.map.links[0]
    room.look_closely(one.id)
    part = room.part
    assert isinstance(part, LinkPart)
    assert part.ends.text() == "Holes → Shifts"
    part.sign.step(2)
    part.delay.click()
    qtbot.keyClicks(part.because, "I cannot look at one.")
    room.save()
    kept = room.journal.maps.get(room.editing.map.id).links[0]
    assert (kept.polarity, kept.delayed, kept.because) == (0, True, "I cannot look at one.")
    assert "That is an assumption" in part.meaning.text()
    part.delete.click()
    assert one.id not in room.editing.map.ids
    assert room.part is None


def test_a_link_rests_on_an_assumption_that_is_written_down_or_let_go(open_map, sheet, qtbot):
    room = open_map(plain_map())
    one = room.editing.map.links[0]
    room.look_closely(one.id)
    resting = room.part.resting
    resting.write.click()
    sheet(room, AssumptionSheet).keep()
    (row,) = room.journal.assumptions.rows()
    assert room.editing.map.link(one.id).assumption == row.id
    assert resting.row.title.text() == row.statement
    resting.leave.click()
    assert room.editing.map.link(one.id).assumption is None
    known = room.journal.assumptions.add(NewAssumption(statement="They wait for me."))
    resting._picked(type("Thing", (), {"item_id": known.id})())
    assert resting.row.title.text() == "They wait for me."
    room.journal.assumptions.trash(known.id)
    assert resting.write.isVisible()


def test_a_note_and_several_things(open_map, qtbot):
    room = open_map(full_map())
    note = room.editing.map.notes[0]
    room.look_closely(note.id)
    assert isinstance(room.part, NotePart)
    qtbot.keyClicks(room.part.text, "Now: ")
    room.save()
    assert room.editing.map.note(note.id).text.startswith("Now: ")
    room.editing.select({one.id for one in room.editing.map.variables[:2]})
    assert isinstance(room.part, SeveralPart)  # it follows what is chosen
    assert "2 chosen" in read(room.part)
    room.part.buttons["left"].click()
    room.part.delete.click()
    assert len(room.editing.map.variables) == 3


def test_choosing_leaves_the_loops_in_view_until_one_looks_closely(open_map, qtbot):
    room = open_map(plain_map())
    assert not room.stage.tools.closely.isEnabled()
    room.editing.select({room.editing.map.variables[0].id})
    assert room.part is None
    room.stage.tools.closely.click()
    assert isinstance(room.part, VariablePart)
    room.editing.select({room.editing.map.links[0].id})
    assert isinstance(room.part, LinkPart)
    room.editing.select(())
    assert room.part is None


def test_a_name_that_holds_a_direction_is_quietly_doubted(open_map, qtbot):
    room = open_map(plain_map())
    room.look_closely(room.editing.map.variables[0].id)
    room.part.name.selectAll()
    qtbot.keyClicks(room.part.name, "More trust")
    assert any("“Trust” rather than" in text for text in read(room.part))
    room.part.saving.flush()
    assert room.editing.map.variables[0].name == "More trust"


def test_an_accepted_pattern_is_tested_by_one_of_its_links(open_map, sheet, qtbot):
    room = open_map(vector("fixes_that_fail"))
    room.loops.asked[0].accept.click()
    qtbot.waitUntil(lambda: bool(room.loops.accepted))
    room.loops.accepted[0].test.click()
    asked = sheet(room, AssumptionSheet)
    said = asked.statement.toPlainText()
    assert said == "More “Fix” leads to more “Side effect”, after a while."
    asked.keep()
    (one,) = room.journal.assumptions.rows()
    ties = room.journal.ties.of("map", room.editing.map.id)
    assert [(tie.item_type, tie.item_id) for tie in ties] == [("assumption", one.id)]


def test_how_far_lines_go_back_is_chosen_and_undone(open_map):
    room = open_map(plain_map())
    room.acting.look_back(365)
    assert room.journal.maps.get(room.editing.map.id).horizon_days == 365
    room.undo()
    assert room.editing.map.horizon_days == 180


# -- undo, other pages, locking


def test_what_was_done_can_be_undone_after_another_page_was_looked_at(shell, open_map, qtbot):
    start = plain_map()
    room = open_map(start)
    room.editing.do(partial(map_edits.add_variable, new=variable("Calm")), "Variable added")
    qtbot.keyClick(shell, Qt.Key.Key_1, CONTROL)
    qtbot.keyClick(shell, Qt.Key.Key_5, CONTROL)
    assert room.stage.tools.undo.isEnabled()
    assert "Variable added" in room.stage.tools.undo.toolTip()
    room.stage.tools.undo.click()
    assert room.journal.maps.get(start.id) == start
    room.stage.tools.redo.click()
    assert len(room.editing.map.variables) == 3


def test_what_somebody_else_does_to_the_map_is_shown_and_a_deleted_one_is_left(shell, open_map, journal, qtbot):  # fmt: skip
    of = plain_map("The rota")
    room = open_map(of)
    journal.maps.keep(map_edits.add_variable(of, variable("Calm")))
    assert len(room.editing.map.variables) == 3
    journal.maps.trash(of.id)
    qtbot.waitUntil(lambda: shell.current.room is not room)
    assert room.editing is None


def test_locking_keeps_what_is_half_written_and_forgets_every_word(shell, open_map, qtbot):
    room = open_map(plain_map("The rota"))
    room.look_closely(room.editing.map.links[0].id)
    qtbot.keyClicks(room.part.because, "I cannot look at one.")
    shell.current.save()
    assert room.journal.maps.listing()[0].links == 2
    map_id = room.editing.map.id
    shell.current.blank()
    assert room.journal.maps.get(map_id).links[0].because == "I cannot look at one."
    assert not any("rota" in text or "Holes" in text for text in read(shell.current))
    assert room.stage.canvas is None


def test_the_panel_gives_way_in_a_narrow_window_and_comes_by_its_key(shell, open_map, qtbot):
    room = open_map(plain_map())
    assert room.panel.isVisible()
    shell.resize(760, 640)
    qtbot.waitUntil(lambda: not room.panel.isVisible())
    qtbot.keyClick(shell, Qt.Key.Key_Backslash, CONTROL)
    assert room.panel.isVisible()


def test_a_large_map_lists_its_shortest_loops_and_says_that_there_are_more(open_map, qtbot):
    many = tuple(variable(f"V{number:02}", x=number * 9.0) for number in range(12))
    links = tuple(link(a, b) for a in many for b in many if a is not b)
    room = open_map(CausalMap(id=plain_map().id, title="All", variables=many, links=links))
    assert len(room.loops.loops) == 40
    assert "Longer or more loops exist; these are the shortest." in read(room.loops)
    room.loops.rest.click()
    assert len(room.loops.loops) == 66


def test_what_is_copied_on_one_map_is_laid_on_another_until_the_journal_closes(shell, open_map, qtbot):  # fmt: skip
    room = open_map(plain_map())
    press(qtbot, Qt.Key.Key_A, CONTROL)
    press(qtbot, Qt.Key.Key_C, CONTROL)
    other = open_map(full_map())
    assert other is room
    other.stage.canvas.setFocus()
    press(qtbot, Qt.Key.Key_V, CONTROL)
    kept = room.journal.maps.get(room.editing.map.id)
    assert {"Holes", "Shifts"} <= set(kept.names.values())
    assert len(kept.links) == 7
    room.blank()
    assert room._clippings.held is None
