"""The two rooms of the page within the window: tabs, keys, panes, and the way back."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from journals import new_journal
from metanoia.domain.assumptions import NewAssumption
from metanoia.domain.predictions import NewPrediction
from metanoia.ui.background import finish
from metanoia.ui.destination import Destination
from metanoia.ui.settings import Settings
from metanoia.ui.shell import Shell
from registers import today

CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def shell(tmp_path, qtbot):
    journal = new_journal(tmp_path / "j")
    for statement in ("They wait for me.", "Rest has to be earned."):
        journal.assumptions.add(NewAssumption(statement=statement, confidence=60))
    foretold = NewPrediction(statement="It snows.", settled_by="a look", due_on=today(), percent=60)
    journal.predictions.add(foretold)
    shell = Shell(journal, Settings())
    qtbot.addWidget(shell)
    shell.resize(1280, 800)
    with qtbot.waitActive(shell):
        shell.show()
        shell.activateWindow()
    yield shell
    shell.blank()
    finish(5000)
    journal.close()


def press(qtbot, key, modifier=CONTROL):
    qtbot.keyClick(QApplication.focusWidget(), key, modifier)


def test_the_page_is_gone_to_by_its_key_and_begins_in_the_list(shell, qtbot):
    press(qtbot, Qt.Key.Key_4)
    assert shell.current.name == "assumptions"
    assert QApplication.focusWidget() is shell.current.register.list


def test_each_room_has_keys_of_its_own(shell, qtbot):
    shell.show_page("assumptions")
    page = shell.current
    press(qtbot, Qt.Key.Key_F)
    assert QApplication.focusWidget() is page.register.pane.field
    page.register.pane.head.tabs.step(1)
    QApplication.processEvents()
    assert page.room is not page.register
    press(qtbot, Qt.Key.Key_F)
    assert QApplication.focusWidget() is page.room.pane.field
    predictions = {command.text for command in page.commands()}
    page.room.tab_asked.emit(0)
    QApplication.processEvents()
    assert page.room is page.register
    assert predictions.isdisjoint({"Test this assumption…"})
    press(qtbot, Qt.Key.Key_F)
    assert QApplication.focusWidget() is page.register.pane.field


def test_the_rooms_are_changed_by_keys_alone(shell, qtbot):
    shell.show_page("assumptions")
    page = shell.current
    press(qtbot, Qt.Key.Key_PageDown)
    QApplication.processEvents()
    assert page.room is not page.register
    assert QApplication.focusWidget() is page.room.pane.list
    press(qtbot, Qt.Key.Key_PageUp)
    QApplication.processEvents()
    assert page.room is page.register
    assert QApplication.focusWidget() is page.register.list
    press(qtbot, Qt.Key.Key_PageDown)
    press(qtbot, Qt.Key.Key_4)
    assert page.room is page.register
    assert QApplication.focusWidget() is page.register.list


def test_coming_from_elsewhere_to_the_other_room_begins_there(shell, qtbot):
    shell.go(Destination(page="assumptions", section="predictions"))
    page = shell.current
    shell.show_page("journal")
    one = page.register.journal.assumptions.rows()[0]
    shell.go(Destination(page="assumptions", section="register", item=one.id))
    assert QApplication.focusWidget() is page.register.list
    press(qtbot, Qt.Key.Key_T)
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)
    assert QApplication.focusWidget() is page.register.list


def test_where_there_is_room_for_one_pane_an_assumption_gone_to_has_the_keyboard(shell, qtbot):
    shell.resize(800, 700)
    shell.go(Destination(page="assumptions", section="predictions"))
    page = shell.current
    one = page.register.journal.assumptions.rows()[0]
    shell.go(Destination(page="assumptions", section="register", item=one.id))
    assert not page.register.list.isVisible()
    assert page.register.detail.isAncestorOf(QApplication.focusWidget())


def test_an_empty_recently_deleted_is_left_by_keys(shell, qtbot):
    shell.show_page("assumptions")
    room = shell.current.register
    room.show_trash()
    assert QApplication.focusWidget() is room.pane.back
    press(qtbot, Qt.Key.Key_Escape, Qt.KeyboardModifier.NoModifier)
    assert not room.trash
    assert QApplication.focusWidget() is room.list


def test_the_way_back_leads_to_the_room_and_the_assumption(shell, qtbot):
    shell.show_page("assumptions")
    page = shell.current
    press(qtbot, Qt.Key.Key_Down, Qt.KeyboardModifier.NoModifier)
    looked_at = page.register.one.id
    shell.go(Destination(page="assumptions", section="predictions"))
    assert page.room is not page.register
    shell.back()
    assert page.room is page.register
    assert page.register.one.id == looked_at


def test_coming_again_shows_it_as_it_was_left(shell, qtbot):
    shell.show_page("assumptions")
    page = shell.current
    page.register.list.step(1)
    looked_at = page.register.one.id
    shell.show_page("journal")
    shell.journal.assumptions.rate(looked_at, 20)
    shell.show_page("assumptions")
    assert page.register.one.id == looked_at
    assert page.register.one.confidence == 20


def test_a_room_out_of_view_catches_up_when_it_is_gone_to(shell):
    shell.show_page("assumptions")
    page = shell.current
    page.register.tab_asked.emit(1)
    shell.journal.assumptions.add(NewAssumption(statement="Something quite new."))
    assert len(page.register.list.rows) == 3
    page.room.tab_asked.emit(0)
    assert len(page.register.list.rows) == 5


def test_f6_goes_through_search_list_and_detail(shell, qtbot):
    shell.show_page("assumptions")
    room = shell.current.register
    seen = []
    for _ in range(4):
        press(qtbot, Qt.Key.Key_F6, Qt.KeyboardModifier.NoModifier)
        seen.append(QApplication.focusWidget())
    assert room.pane.field in seen
    assert room.list in seen
    assert any(room.detail.isAncestorOf(one) for one in seen)


def test_what_was_said_is_kept_as_one_leaves_the_page(shell, qtbot):
    shell.show_page("assumptions")
    room = shell.current.register
    press(qtbot, Qt.Key.Key_R, Qt.KeyboardModifier.NoModifier)
    qtbot.keyClicks(room.detail.sure.slider, "25")
    one = room.one.id
    shell.show_page("journal")
    assert shell.journal.assumptions.get(one).confidence == 25
