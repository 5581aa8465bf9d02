"""The table, what is worth a look, and one value closely."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QPushButton

from metanoia.domain.goals import NewGoal
from metanoia.ui.dialogs.gone_for_good import GoneForGood


def press(qtbot, key, modifier=Qt.KeyboardModifier.NoModifier):
    qtbot.keyClick(QApplication.focusWidget(), key, modifier)
    QApplication.processEvents()


def read(widget):
    """Every word that is seen on ``widget``."""
    shown = [label.text() for label in widget.findChildren(QLabel) if label.isVisibleTo(widget)]
    shown += [b.text() for b in widget.findChildren(QPushButton) if b.isVisibleTo(widget)]
    return " | ".join(text for text in shown if text)


def button(widget, text):
    return next(b for b in widget.findChildren(QPushButton) if b.text() == text and b.isVisible())


def named(widget, name):
    return next(b for b in widget.findChildren(QPushButton) if b.accessibleName() == name)


def test_without_values_it_invites_to_the_sort(open_room, qtbot):
    room = open_room()
    assert room.view is room.welcome
    assert "What matters to you?" in read(room.welcome)
    press(qtbot, Qt.Key.Key_Space)
    assert room.view is room.sorting


def test_the_side_says_what_matters_much_and_shows_little(open_room, valued):
    room = open_room()
    said = read(room.overview.side)
    assert "matters 8, shows 3" in said
    assert "Late again." in said
    assert "No goal yet" in said
    assert "Candour" not in said.split("You rated")[0]  # one point apart asks for nothing


def test_lived_well_without_evidence_is_asked_about(open_room, valued, strained):
    said = read(open_room().overview.side)
    assert "no entry mentions it. What did you have in mind?" in said
    assert "You rated Rest" not in said


def test_alignment_now_and_in_the_quarter_before(open_room, valued):
    said = read(open_room().overview.side)
    now = (9 * 8 + 8 * 3 + 7 * 7) / (10 * (9 + 8 + 7)) * 100
    then = (9 * 5 + 6 * 5 + 8 * 8) / (10 * (9 + 6 + 8)) * 100
    assert f"{round(now)}%" in said
    assert f"{round(then)}% in " in said


def test_a_value_without_a_goal_leads_to_a_new_one(open_room, valued, qtbot):
    room = open_room()
    qtbot.mouseClick(button(room.overview.side, "No goal yet"), Qt.MouseButton.LeftButton)
    asked = room.destinations[-1]
    assert asked.new
    assert asked.item == valued["Rest"].id


def test_a_goal_that_serves_a_value_is_gone_to(open_room, journal, valued, qtbot):
    goal = journal.goals.add(NewGoal(title="Home by six", vision="I am home.", reality="I am not."))
    journal.ties.set_relation(("goal", goal.id), ("value", valued["Rest"].id), "serves")
    room = open_room()
    assert "No goal yet" not in read(room.overview.side)
    qtbot.mouseClick(button(room.overview.side, "Home by six"), Qt.MouseButton.LeftButton)
    assert room.destinations[-1].item == goal.id


def test_keys_walk_the_table_and_open_a_value(open_room, valued, qtbot):
    room = open_room()
    assert QApplication.focusWidget() is room.overview.table
    press(qtbot, Qt.Key.Key_Down)
    press(qtbot, Qt.Key.Key_Down)
    press(qtbot, Qt.Key.Key_Return)
    assert room.view is room.detail
    assert room.detail.shown.name == "Candour"
    assert "Number 2 of 3" in read(room.detail)
    press(qtbot, Qt.Key.Key_Escape)
    assert room.view is room.overview
    assert QApplication.focusWidget() is room.overview.table
    assert room.overview.table.current == valued["Candour"].id


def test_a_value_says_where_it_showed_and_leads_there(open_room, valued, strained, qtbot):
    room = open_room(item=valued["Rest"].id)
    row = next(
        b for b in room.detail.seen.findChildren(QPushButton) if b.accessibleName().startswith("Late")
    )  # fmt: skip
    assert "Strains it" in row.accessibleName()
    qtbot.mouseClick(row, Qt.MouseButton.LeftButton)
    assert room.destinations[-1].entry == strained.id


def test_a_rating_is_removed_and_brought_back(open_room, journal, valued, today, qtbot):
    room = open_room(item=valued["Rest"].id)
    cross = next(
        b for b in room.detail.ratings.findChildren(QPushButton)
        if b.accessibleName().startswith("Remove the rating")
    )  # fmt: skip
    qtbot.mouseClick(cross, Qt.MouseButton.LeftButton)
    assert [rating.date for rating in journal.values.ratings(valued["Rest"].id)] != [today]
    assert len(journal.values.ratings(valued["Rest"].id)) == 1
    room.notices[-1].undo()
    assert journal.values.ratings(valued["Rest"].id)[-1].note == "Late again."


def test_name_and_meaning_are_changed_in_a_sheet(open_room, journal, valued, qtbot):
    room = open_room(item=valued["Care"].id)
    press(qtbot, Qt.Key.Key_E)
    sheet = room.asking._sheet
    sheet.name.setText("Rest")
    sheet.keep()
    assert "already" in sheet.notice.text()  # and it stays, nothing is lost
    sheet.name.setText("Kindness")
    sheet.meaning.setPlainText("Nobody carries it alone.")
    sheet.keep()
    assert "Kindness" in read(room.detail)
    assert "Nobody carries it alone." in read(room.detail)
    room.notices[-1].undo()
    assert journal.values.get(valued["Care"].id).name == "Care"


@pytest.mark.parametrize("what", ["retire", "delete"])
def test_setting_aside_and_deleting_are_undone(open_room, journal, valued, what):
    room = open_room(item=valued["Rest"].id)
    ids = {command.id for command in room.commands()}
    assert f"value-{what}" in ids
    next(c for c in room.commands() if c.id == f"value-{what}").run()
    assert "Rest" not in [value.name for value in journal.values.all()]
    room.notices[-1].undo()
    back = journal.values.get(valued["Rest"].id)
    assert (back.rank, back.state, back.deleted_at) == (1, "active", None)
    assert len(journal.values.ratings(back.id)) == 2


def test_what_was_set_aside_is_taken_up_again(open_room, journal, valued, qtbot):
    journal.values.retire(valued["Care"].id)
    room = open_room()
    qtbot.mouseClick(button(room.overview, "Care"), Qt.MouseButton.LeftButton)
    qtbot.mouseClick(room.detail.take_up, Qt.MouseButton.LeftButton)
    assert journal.values.get(valued["Care"].id).state == "active"


def test_a_deleted_value_is_restored_or_goes_for_good(open_room, journal, valued, qtbot):
    journal.values.trash(valued["Care"].id)
    journal.values.trash(valued["Rest"].id)
    room = open_room("values/trash")
    qtbot.mouseClick(named(room.trash, "Restore Rest"), Qt.MouseButton.LeftButton)
    assert "Rest" in [value.name for value in journal.values.all()]
    qtbot.mouseClick(named(room.trash, "Delete Care for good"), Qt.MouseButton.LeftButton)
    sheet = room.page.window().findChild(GoneForGood)
    assert journal.values.trashed()  # it is asked first
    qtbot.mouseClick(sheet.confirm, Qt.MouseButton.LeftButton)
    assert journal.values.trashed() == []
    assert "Nothing was deleted" in read(room.trash)


def test_over_time_shows_a_picture_for_each_and_the_ranks(open_room, valued):
    room = open_room()
    room.turn_view()
    shown = room.overview.over_time
    assert shown.isVisible()
    assert {card.chart.about for card in shown._cards} == {"Candour", "Rest", "Care"}
    assert shown.ranks.isVisible()
    room.turn_view()
    assert not shown.isVisible()


def test_the_panel_goes_below_the_table_where_there_is_little_room(open_room, valued):
    room = open_room()
    overview = room.overview
    beside = overview.side.mapTo(room, overview.side.rect().topLeft())
    assert beside.x() > overview.table.mapTo(room, overview.table.rect().topRight()).x()
    room.page.resize(640, 700)
    QApplication.processEvents()
    below = overview.side.mapTo(room, overview.side.rect().topLeft())
    table = overview.table.mapTo(room, overview.table.rect().bottomLeft())
    assert below.y() > table.y()


def test_nothing_is_left_after_locking(open_room, valued, strained):
    room = open_room(item=valued["Rest"].id)
    room.blank()
    assert "Home by six." not in read(room.detail)
    assert "Late again." not in read(room.overview.side)
