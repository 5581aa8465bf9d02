"""What an entry is tied to: by the picker, by names in its text, by chips; each step undone."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from metanoia.domain.assumptions import NewAssumption
from metanoia.domain.goals import NewGoal
from metanoia.ui.connected.picker import ThingPicker
from metanoia.ui.pages.today.panel_rows import LinkedEntry
from metanoia.ui.widgets.menu import Menu

KEY = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def goal(journal):
    new = NewGoal(title="Home by five", vision="At the table.", reality="Half past seven.")
    return journal.goals.add(new)


@pytest.fixture
def candour(journal):
    return journal.values.add("Candour")


@pytest.fixture
def pick(page, qtbot, press):
    """Open the picker by its key, type, and take the first row."""

    def choose(typed):
        qtbot.keyClick(page.window().focusWidget(), KEY.Key_G, CTRL | SHIFT)
        (picker,) = (one for one in page.window().findChildren(ThingPicker) if one.isVisible())
        assert picker.field.hasFocus()
        qtbot.keyClicks(picker.field, typed)
        press(KEY.Key_Return)

    return choose


def ties(journal, entry_id):
    return [(tie.item_type, tie.relation) for tie in journal.ties.of("entry", entry_id)]


def chips(page):
    return [chip.accessibleName() for chip in page.panel.ties.chips]


def in_menu(page, words, qtbot):
    (menu,) = (one for one in page.window().findChildren(Menu) if one.isVisible())
    action = next(one for one in menu.actions() if one.text() == words)
    menu.setActiveAction(action)
    qtbot.keyClick(menu, KEY.Key_Return)


def test_a_goal_and_a_value_are_linked_by_keys_and_undone(
    shell, page, journal, goal, candour, write, pick
):
    entry_id = write("I kept quiet.")
    pick("home")
    assert ties(journal, entry_id) == [("goal", "about")]
    assert chips(page) == ["Home by five, Goal"]
    assert "Home by five" in shell.toast.text()
    shell.toast.undo()
    assert ties(journal, entry_id) == []
    assert chips(page) == []
    pick("cand")
    assert chips(page) == ["Candour, Value, served"]


def test_what_is_linked_already_is_not_offered_again(page, journal, goal, candour, write, pick):
    write("I kept quiet.")
    pick("home")
    page.linking.link()
    (picker,) = (one for one in page.window().findChildren(ThingPicker) if one.isVisible())
    assert "Home by five" not in [row.thing.name for row in picker.offers.rows]
    assert {row.thing.item_type for row in picker.offers.rows} == {"value", "entry"}


def test_a_value_is_served_or_strained_by_its_chip(
    shell, page, journal, candour, write, pick, press, qtbot
):
    entry_id = write("I kept quiet.")
    pick("cand")
    page.panel.ties.chips[0].setFocus()
    press(KEY.Key_Space)
    in_menu(page, "Strains it", qtbot)
    assert ties(journal, entry_id) == [("value", "strains")]
    assert chips(page) == ["Candour, Value, strained"]
    assert page.panel.ties.chips[0].hasFocus()
    shell.toast.undo()
    assert ties(journal, entry_id) == [("value", "serves")]


def test_a_chip_is_taken_off_by_delete_and_brought_back_as_it_was(
    shell, page, journal, candour, write, pick, press, qtbot
):
    entry_id = write("I kept quiet.")
    pick("cand")
    journal.ties.set_relation(("entry", entry_id), ("value", candour.id), "strains")
    page.panel.ties.chips[0].setFocus()
    press(KEY.Key_Delete)
    assert ties(journal, entry_id) == []
    shell.toast.undo()
    assert ties(journal, entry_id) == [("value", "strains")]
    assert chips(page) == ["Candour, Value, strained"]


def test_a_goal_that_was_deleted_leaves_its_chip_until_it_comes_back(
    page, journal, goal, write, pick
):
    write("I kept quiet.")
    pick("home")
    journal.goals.trash(goal.id)
    assert chips(page) == []
    journal.goals.restore(goal.id)
    assert chips(page) == ["Home by five, Goal"]


def test_a_chip_leads_to_its_goal(shell, page, goal, write, pick, press):
    write("I kept quiet.")
    pick("home")
    page.panel.ties.chips[0].setFocus()
    press(KEY.Key_Space)
    assert shell.current.name == "goals"
    assert shell.current.where().item == goal.id


# -- names in the text


def type_name(page, qtbot, typed):
    qtbot.keyClicks(page.column.editor, typed)
    qtbot.waitUntil(lambda: bool(page.linking.completion.rows))


def test_a_name_is_completed_and_ties_the_entry_to_it(shell, page, journal, goal, qtbot, press):
    type_name(page, qtbot, "Late again, see [[ho")
    assert page.linking.completion.rows == ["Home by five"]
    press(KEY.Key_Return)
    assert page.column.editor.text() == "Late again, see [[Home by five]]"
    assert page.column.editor.hasFocus()
    assert ties(journal, page.draft.id) == [("goal", "about")]
    assert journal.entries.get(page.draft.id).body == "Late again, see [[Home by five]]"
    assert goal.id not in page.column.editor.text()
    shell.toast.undo()
    assert ties(journal, page.draft.id) == []
    qtbot.keyClick(page.column.editor, KEY.Key_Z, CTRL)
    assert page.column.editor.text() == "Late again, see [[ho"


def test_down_chooses_another_and_tab_takes_it(page, journal, goal, qtbot, press):
    journal.assumptions.add(NewAssumption(statement="Home is where nobody asks"))
    type_name(page, qtbot, "[[home")
    assert page.linking.completion.rows == ["Home by five", "Home is where nobody asks"]
    press(KEY.Key_Down)
    press(KEY.Key_Tab)
    assert page.column.editor.text() == "[[Home is where nobody asks]]"
    assert ties(journal, page.draft.id) == [("assumption", "about")]


def test_esc_offers_nothing_until_another_name_is_begun(page, goal, qtbot, press):
    type_name(page, qtbot, "[[ho")
    press(KEY.Key_Escape)
    assert page.linking.completion.rows == []
    qtbot.keyClicks(page.column.editor, "m")
    qtbot.wait(150)
    assert page.linking.completion.rows == []
    press(KEY.Key_Return)
    assert page.column.editor.text() == "[[hom\n"
    type_name(page, qtbot, "[[ho")
    assert page.linking.completion.rows == ["Home by five"]


def test_enter_is_a_line_where_nothing_is_called_that(page, journal, qtbot, press):
    qtbot.keyClicks(page.column.editor, "[[zzz")
    qtbot.wait(150)
    press(KEY.Key_Return)
    assert page.column.editor.text() == "[[zzz\n"


def test_brackets_that_stand_there_are_not_doubled(page, goal, qtbot, press):
    qtbot.keyClicks(page.column.editor, "[[]]")
    press(KEY.Key_Left)
    press(KEY.Key_Left)
    type_name(page, qtbot, "home")
    press(KEY.Key_Return)
    assert page.column.editor.text() == "[[Home by five]]"


def test_a_name_behind_signs_of_two_units_lands_in_its_place(page, goal, qtbot, press):
    page.column.editor.insertPlainText("🙂🙂 ]]")
    press(KEY.Key_Left)
    press(KEY.Key_Left)
    type_name(page, qtbot, "[[home")
    press(KEY.Key_Return)
    assert page.column.editor.text() == "🙂🙂 [[Home by five]]"


def test_an_entry_is_named_by_its_title(page, journal, qtbot, press):
    type_name(page, qtbot, "As in [[walk")
    press(KEY.Key_Return)
    assert page.column.editor.text() == "As in [[Walking]]"
    (linked,) = page.panel.findChildren(LinkedEntry)
    assert "Walking" in linked.door.accessibleName()


def test_locking_takes_the_offers_away(shell, page, goal, qtbot):
    type_name(page, qtbot, "[[ho")
    shell.blank()
    assert page.linking.completion.rows == []
