"""What an assumption is tied to, on its page."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from drawn_maps import keep_map
from metanoia.domain.goals import NewGoal
from metanoia.ui.connected.picker import ThingPicker
from metanoia.ui.destination import Destination

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


def test_a_goal_is_linked_from_either_end_and_leads_there(open_room, assume, journal, qtbot):
    goal = journal.goals.add(NewGoal(title="Home by five", vision="At the table.", reality="Late."))
    one = assume()
    room = open_room()
    room.link()
    (picker,) = (found for found in room.window().findChildren(ThingPicker) if found.isVisible())
    qtbot.keyClicks(picker.field, "home")
    with qtbot.waitSignal(room.said) as said:
        qtbot.keyClick(picker.field, Qt.Key.Key_Return)
    assert [tie.item_id for tie in journal.ties.of("goal", goal.id)] == [one]
    (chip,) = room.detail.connected.row.chips
    assert chip.accessibleName() == "Home by five, Goal"
    with qtbot.waitSignal(room.asked) as asked:
        qtbot.keyClick(chip, Qt.Key.Key_Space)
    assert asked.args == [Destination(page="goals", item=goal.id)]
    said.args[0].undo()
    assert room.detail.connected.row.chips == []


def test_maps_of_which_a_link_rests_on_it_are_shown_and_lead_there(
    open_room, assume, journal, qtbot
):
    one = assume()
    room = open_room()
    assert not room.detail.kin.isVisible()
    drawn = keep_map(journal, question="Why do I keep stepping in?", assumption=one)
    (row,) = room.detail.kin.rows
    assert row.accessibleName() == "The rescue loop Why do I keep stepping in?"
    assert "Maps that rest on it" in [
        label.text() for label in room.detail.kin.findChildren(QLabel) if label.isVisible()
    ]
    qtbot.keyClick(row, Qt.Key.Key_Space)
    assert room.destinations == [Destination(page="systems", item=drawn)]
    journal.maps.trash(drawn)
    assert not room.detail.kin.isVisible()


def test_a_map_is_linked_by_its_title(open_room, assume, journal, qtbot):
    drawn = keep_map(journal)
    one = assume()
    room = open_room()
    room.link()
    (picker,) = (found for found in room.window().findChildren(ThingPicker) if found.isVisible())
    qtbot.keyClicks(picker.field, "rescue")
    qtbot.keyClick(picker.field, Qt.Key.Key_Return)
    assert [tie.item_id for tie in journal.ties.of("map", drawn)] == [one]
    (chip,) = room.detail.connected.row.chips
    assert chip.accessibleName() == "The rescue loop, Map"
    qtbot.keyClick(chip, Qt.Key.Key_Space)
    assert room.destinations == [Destination(page="systems", item=drawn)]


def test_what_is_tied_elsewhere_shows_here_at_once(open_room, assume, journal):
    value = journal.values.add("Candour")
    one = assume()
    room = open_room()
    journal.ties.connect(("assumption", one), ("value", value.id), "strains")
    assert [chip.text() for chip in room.detail.connected.row.chips] == ["Candour ▼"]
    journal.values.trash(value.id)
    assert room.detail.connected.row.chips == []
