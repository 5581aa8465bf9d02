"""The room of the shared vision, by keys and clicks."""

from __future__ import annotations

import datetime as dt
import gc
import weakref

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QApplication, QLabel, QPushButton

from metanoia.domain.goals import NewGoal
from metanoia.domain.learning_targets import wording
from metanoia.domain.visions import NewVision, Stance
from metanoia.ui.connected.things import tied, where
from metanoia.ui.destination import Destination
from metanoia.ui.dialogs.gone_for_good import GoneForGood
from metanoia.ui.pages.team.vision.cell_sheet import CellSheet
from metanoia.ui.pages.team.vision.text_sheet import VisionSheet
from metanoia.ui.pages.team.vision.theme_sheet import ThemeSheet
from metanoia.ui.pages.team.vision.words import UNSAID
from metanoia.ui.theme import theme
from metanoia.ui.widgets.label import Label
from metanoia.ui.widgets.menu import Menu
from metanoia.ui.widgets.tile import Icon
from registers import choose, offered

CONTROL = Qt.KeyboardModifier.ControlModifier
ENTER = Qt.Key.Key_Return


def press(qtbot, *keys, modifier=Qt.KeyboardModifier.NoModifier):
    for key in keys:
        qtbot.keyClick(QApplication.focusWidget(), key, modifier)
        QApplication.processEvents()


def themes(journal, vision):
    return [one.text for one in journal.visions.themes(vision.id)]


def cell(room, row, column):
    return room.fit.grid._places[row][column]


# -- no vision yet


def test_the_empty_room_begins_with_pasting(open_room, qtbot, sheet, journal):
    room = open_room()
    assert QApplication.focusWidget() is room.begin
    press(qtbot, ENTER)
    shown = sheet(room, VisionSheet)
    assert QApplication.focusWidget() is shown.name
    qtbot.keyClicks(shown.name, "Ward 4")
    shown.text.setPlainText("Every voice counts.\nNobody alone.")
    qtbot.waitUntil(lambda: len(shown.themes.rows) == 2, timeout=3000)
    press(qtbot, ENTER, modifier=CONTROL)
    (kept,) = journal.visions.standing()
    assert (kept.name, themes(journal, kept)) == ("Ward 4", ["Every voice counts", "Nobody alone"])
    assert [row.theme.title for row in room.words.rows] == themes(journal, kept)
    room.notices[-1].undo()
    assert journal.visions.standing() == []
    assert room.begin.isVisible()


def test_what_is_missing_is_said_and_nothing_kept(open_room, qtbot, sheet, journal):
    room = open_room()
    room.asking.about_new()
    shown = sheet(room, VisionSheet)
    shown.keep()
    assert "whose it is" in shown.name_labelled.error()
    shown.name.setText("Ward 4")
    shown.keep()
    assert "still empty" in shown.text_labelled.error()
    assert journal.visions.all() == []


def test_selected_passages_become_themes_by_enter(open_room, qtbot, sheet, journal, ward):
    room = open_room()
    room.asking.about_text()
    shown = sheet(room, VisionSheet)
    assert [row.line.text() for row in shown.themes.rows] == themes(journal, ward)
    cursor = shown.text.textCursor()
    cursor.setPosition(2)
    cursor.setPosition(7, QTextCursor.MoveMode.KeepAnchor)
    shown.text.setTextCursor(cursor)
    qtbot.keyClick(shown.text, ENTER)
    assert shown.text.toPlainText() == ward.text
    assert shown.themes.rows[2].line.text() == "place"
    qtbot.keyClick(shown.text, ENTER)
    assert "already" in shown.notice.text()
    qtbot.keyClick(shown.themes.rows[2].line, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert shown.themes.rows[1].line.text() == "place"
    shown.themes.rows[1].merge.click()
    assert [row.line.text() for row in shown.themes.rows] == [
        "every voice shapes the plan, place", "mistakes teach us",
    ]  # fmt: skip
    shown.themes.rows[1].remove.click()
    shown.keep()
    assert themes(journal, ward) == ["every voice shapes the plan, place"]
    room.notices[-1].undo()
    assert themes(journal, ward) == ["every voice shapes the plan", "mistakes teach us"]


def test_a_new_text_keeps_the_old_one_to_look_at(open_room, qtbot, sheet, journal, ward):
    room = open_room()
    first = journal.visions.themes(ward.id)[1]
    journal.visions.say(first.id, "Aloud.")
    room.head.new_text.click()
    shown = sheet(room, VisionSheet)
    assert shown.name.text() == "Ward 4"
    shown.text.setPlainText("Mistakes teach us.\nNobody alone.")
    shown.keep()
    assert [(row.theme.title, row.theme.my_words) for row in room.words.rows] == [
        ("Mistakes teach us", "Aloud."), ("Nobody alone", ""),
    ]  # fmt: skip
    room.head.more.click()
    text = f"The text of {room.day(ward.as_of)}"
    choose(room, text)
    assert room.known.vision.id == ward.id
    assert room.back_to_now.isVisible()
    assert not room.head.look.isVisible()
    room.words.rows[0].stood.emit(first.id, 4)
    assert journal.visions.stances(ward.id) == []
    qtbot.keyClick(room, Qt.Key.Key_Escape)
    assert room.known.vision.id != ward.id


def test_what_is_learned_can_begin_without_a_vision(open_room):
    room = open_room()
    assert room.begin.isVisible()
    room.learn.click()
    assert room.board.isVisible()
    assert room.begin_here.isVisible()
    assert not room.words.isVisible()


def test_a_target_stands_below_the_vision_and_is_led_to(open_room, ward, journal, qtbot):
    target = journal.targets.propose(wording("Ask one open question", "Three noticed", None))
    room = open_room()
    room.go(Destination(page="team", section="target", item=target.id))
    assert [card.known.target.id for card in room.board.cards] == [target.id]
    qtbot.waitUntil(lambda: room.board.isAncestorOf(room.window().focusWidget()))


def test_what_is_learned_stands_right_below_the_invitation(open_room, qtbot):
    room = open_room()
    room.learn.click()
    QApplication.processEvents()
    card = room.begin_here.parentWidget().parentWidget()
    assert room.board.y() - card.geometry().bottom() < 40


def test_the_ring_of_a_sentence_stands_clear_of_its_sign(open_room, ward):
    room = open_room()
    sign, said = (room.fit.unserved.findChild(kind) for kind in (Icon, Label))
    assert sign.x() >= 5
    assert said.geometry().right() <= room.fit.unserved.width() - 5
    ends = [one.mapTo(room.fit, QPoint(0, 0)).x() for one in (sign, room.fit.grid)]
    assert ends[0] == ends[1]


def test_tab_goes_as_one_reads(open_room, qtbot, ward):
    room = open_room()
    room.head.more.setFocus()

    def tabbed(count):
        found = []
        for _ in range(count):
            qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
            found.append(QApplication.focusWidget())
        return found

    first, second = room.words.rows
    cells = list(room.fit.grid.cells.values())
    assert tabbed(5) == [first, second, cells[0], room.fit.unserved, room.board.first]
    room.fit.grid.take_focus()
    press(qtbot, Qt.Key.Key_Down)
    press(qtbot, Qt.Key.Key_Right)
    press(qtbot, Qt.Key.Key_Plus)
    assert room.known.cells
    assert tabbed(1) == [room.fit.unserved]
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Backtab)
    assert QApplication.focusWidget() is cells[3]


# -- in my words


def test_a_theme_says_its_number_words_and_stance(open_room, ward, journal, today):
    first, second = journal.visions.themes(ward.id)
    journal.visions.stand(first.id, 3)
    journal.visions.stand(second.id, None)
    rows = open_room().words.rows
    assert [row.accessibleName() for row in rows] == [
        "Theme 1: Every voice shapes the plan. Choosing to help",
        "Theme 2: Mistakes teach us. I don’t yet understand it",
    ]


def test_digits_and_the_question_mark_say_where_one_stands(open_room, qtbot, journal, ward, today):
    room = open_room()
    first, _second = journal.visions.themes(ward.id)
    assert QApplication.focusWidget() is room.words.rows[0]
    press(qtbot, Qt.Key.Key_3)
    assert journal.visions.stances(ward.id) == [Stance(first.id, today, 3)]
    assert QApplication.focusWidget() is room.words.rows[0]
    press(qtbot, Qt.Key.Key_Question)
    assert journal.visions.stances(ward.id) == [Stance(first.id, today, None)]
    room.notices[-1].undo()
    assert journal.visions.stances(ward.id) == [Stance(first.id, today, 3)]


def test_look_again_goes_through_the_themes_one_by_one(open_room, qtbot, sheet, journal, ward, today):  # fmt: skip
    first, second = journal.visions.themes(ward.id)
    journal.visions.stand(first.id, 1, date=today - dt.timedelta(days=90))
    room = open_room()
    room.head.look.click()
    shown = sheet(room, ThemeSheet)
    assert shown.subtitle.text().startswith("1 of 2")
    assert shown.stand() == UNSAID
    assert "Going along" in shown.strip.accessibleName()
    press(qtbot, Qt.Key.Key_4)
    press(qtbot, ENTER, modifier=CONTROL)
    QApplication.processEvents()
    shown = sheet(room, ThemeSheet)
    assert shown.subtitle.text().startswith("2 of 2")
    shown.words.setPlainText("We tell them aloud.")
    press(qtbot, ENTER, modifier=CONTROL)
    QApplication.processEvents()
    assert journal.visions.stances(ward.id)[-1] == Stance(first.id, today, 4)
    assert journal.visions.theme(second.id).my_words == "We tell them aloud."
    assert QApplication.focusWidget() is room.words.rows[1]


def test_a_theme_is_tied_to_the_goals_that_serve_it(open_room, qtbot, journal, ward):
    goal = journal.goals.add(NewGoal(title="Ask first"))
    room = open_room()
    assert room.fit.unserved.accessibleName() == "No goal of mine serves 1 and 2 yet."
    assert "“Ask first” serves none" in room.fit.unsupported.accessibleName()
    press(qtbot, Qt.Key.Key_G)
    choose(room, "Ask first")
    first = journal.visions.themes(ward.id)[0]
    assert journal.visions.goals_serving(ward.id) == {first.id: [goal.id]}
    assert room.fit.unserved.accessibleName() == "No goal of mine serves 2, “Mistakes teach us”, yet."  # fmt: skip
    assert not room.fit.unsupported.isVisible()
    room.notices[-1].undo()
    room.fit.unsupported.click()
    assert room.destinations[-1].item == goal.id


# -- the grid


def test_the_grid_is_filled_by_keys_and_says_what_strains(open_room, qtbot, journal, ward):
    room = open_room()
    first, second = journal.visions.themes(ward.id)
    candour, _, rest = (room.known.rows[n].id for n in range(3))
    room.fit.grid.take_focus()
    assert QApplication.focusWidget().accessibleName() == "Candour and theme 1: nothing said"
    press(qtbot, Qt.Key.Key_Plus, Qt.Key.Key_Plus, Qt.Key.Key_Plus)
    assert QApplication.focusWidget().accessibleName() == "Candour and theme 1: serves strongly"
    press(qtbot, Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Right, Qt.Key.Key_Minus)
    assert QApplication.focusWidget().accessibleName() == "Rest and theme 2: strains"
    fits = {(one.value, one.theme): one.fit for one in journal.visions.fits(ward.id)}
    assert fits == {(candour, first.id): 2, (rest, second.id): -1}
    assert room.fit.score.text() == "Fit +0.34"  # (18 - 7) / 32
    assert room.fit.strains.accessibleName() == "Rest strains against 2. What would ease it?"
    press(qtbot, Qt.Key.Key_Delete)
    assert room.fit.score.text() == "Fit +1.00"
    press(qtbot, Qt.Key.Key_2, Qt.Key.Key_0)
    assert QApplication.focusWidget().accessibleName().endswith("neither serves nor strains")
    room.notices[-1].undo()
    assert QApplication.focusWidget().accessibleName() == "Rest and theme 2: serves strongly"


def test_arrows_stop_at_the_edge_and_tab_stops_once(open_room, qtbot, ward):
    room = open_room()
    room.fit.grid.take_focus()
    press(qtbot, Qt.Key.Key_Up, Qt.Key.Key_Left)
    assert QApplication.focusWidget() is cell(room, 0, 0)
    stops = [one for one in room.fit.grid.cells.values() if one.focusPolicy() & Qt.FocusPolicy.TabFocus]  # fmt: skip
    assert stops == [cell(room, 0, 0)]


def test_a_click_cycles_and_a_note_is_kept(open_room, qtbot, sheet, journal, ward):
    room = open_room()
    for said in ("+", "+ +", "0", "−", "− −", None):
        qtbot.mouseClick(cell(room, 0, 0), Qt.MouseButton.LeftButton)
        fits = [one.fit for one in journal.visions.fits(ward.id)]
        assert fits == ([] if said is None else [{"+": 1, "+ +": 2, "0": 0, "−": -1, "− −": -2}[said]])  # fmt: skip
    cell(room, 0, 0).setFocus(Qt.FocusReason.TabFocusReason)
    press(qtbot, Qt.Key.Key_N)
    shown = sheet(room, CellSheet)
    shown.fits.set_current(1)
    shown.note.setPlainText("It costs me sleep.")
    shown.keep()
    (fit,) = journal.visions.fits(ward.id)
    assert (fit.fit, fit.note) == (-1, "It costs me sleep.")
    assert cell(room, 0, 0).accessibleDescription() == "It costs me sleep."


def test_without_values_the_card_leads_to_them(open_room, journal, today):
    journal.visions.add(NewVision(name="W", text="One.", as_of=today), ["one"])
    room = open_room()
    room.fit.to_values.click()
    assert room.destinations[-1].section == "values"


# -- deleted


def shown_button(room, name):
    QApplication.processEvents()
    buttons = room.trash.findChildren(QPushButton)
    return next(one for one in buttons if one.accessibleName() == name and one.isVisible())


def test_a_vision_is_deleted_restored_and_gone_for_good(open_room, qtbot, sheet, journal, ward):
    room = open_room()
    room.delete()
    assert room.begin.isVisible()
    room.deleted.click()
    qtbot.waitUntil(lambda: QApplication.focusWidget() is room.trash.back, timeout=2000)
    shown_button(room, "Restore Ward 4").click()
    assert [one.id for one in journal.visions.standing()] == [ward.id]
    room.notices[-1].undo()
    shown_button(room, "Delete Ward 4 for good").click()
    sheet(room, GoneForGood).confirm.click()
    assert journal.visions.trashed() == []
    qtbot.keyClick(room.trash, Qt.Key.Key_Escape)
    assert room.begin.isVisible()


# -- how it looks


@pytest.mark.parametrize("width", [700, 1056])
def test_the_cards_stand_below_one_another_where_there_is_little_room(open_room, ward, width):
    room = open_room(width=width)
    words, fit = (card.mapTo(room, QPoint(0, 0)) for card in (room.words, room.fit))
    assert (words.x() == fit.x()) == (width == 700)
    assert (words.y() == fit.y()) == (width == 1056)


def test_in_a_narrow_head_buttons_show_their_icons_and_keep_their_names(open_room, ward):
    room = open_room(width=640)
    QApplication.processEvents()
    assert (room.head.new_text.text(), room.head.look.text()) == ("", "")
    assert room.head.look.accessibleName() == "Look again"
    assert room.head.tabs.width() >= room.head.tabs.sizeHint().width()
    room.page.resize(1056, 784)
    QApplication.processEvents()
    assert (room.head.new_text.text(), room.head.look.text()) == ("New text", "Look again")


def test_a_grid_of_twelve_themes_fits_at_the_largest_text(open_room, journal, ward, today):
    many = journal.visions.add(
        NewVision(name="W", text="x", as_of=today), [f"theme {n}" for n in range(12)]
    )
    theme().apply("light", 1.6)
    try:
        room = open_room(item=many.id)
        QApplication.processEvents()
        assert room.fit.width() <= room.area.viewport().width()
        assert cell(room, 0, 11).width() >= theme().px(24)
    finally:
        theme().apply("light", 1.0)


def test_a_blanked_room_holds_no_text(open_room, ward):
    room = open_room()
    room.page.blank()
    texts = [label.text() for label in room.findChildren(QLabel) if label.isVisible()]
    assert not any("voice" in text or "Ward" in text for text in texts)


def test_a_closed_sheet_is_gone(open_room, qtbot, sheet, ward):
    room = open_room()
    room.asking.about_text()
    gone = weakref.ref(sheet(room, VisionSheet))
    gone().dismiss()
    room.asking._sheet = None
    QApplication.sendPostedEvents()
    QApplication.processEvents()
    gc.collect()
    qtbot.waitUntil(lambda: gone() is None or not gone().isVisible(), timeout=2000)


def test_the_menu_offers_other_groups(open_room, ward, journal, today):
    journal.visions.add(NewVision(name="Our street", text="Quiet.", as_of=today, group="community"))
    room = open_room()
    room.head.more.click()
    words = offered(room)
    assert {"Ward 4", "Our street", "Another group’s vision…"} <= set(words)
    assert room.findChildren(Menu)


def test_a_goal_names_the_theme_it_serves_and_leads_to_it(journal, ward):
    goal = journal.goals.add(NewGoal(title="Ask first"))
    one = journal.visions.themes(ward.id)[0]
    journal.ties.connect(("goal", goal.id), ("theme", one.id), "serves")
    (thing,) = tied(journal, "goal", goal.id)
    assert (thing.name, thing.aside, thing.icon) == (one.title, "Ward 4", "flag")
    way = where(journal, *thing.end)
    assert (way.page, way.item) == ("team", ward.id)
    journal.visions.trash(ward.id)
    assert tied(journal, "goal", goal.id) == []


def test_a_destination_begins_to_look_again(open_room, sheet, ward):
    room = open_room("look")
    assert sheet(room, ThemeSheet).subtitle.text().startswith("1 of 2")
