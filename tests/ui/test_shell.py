"""The window of an open journal: going about by keys, and coming back."""

from __future__ import annotations

import gc
import weakref

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QApplication

from journals import entry, new_journal
from metanoia.domain.assumptions import NewAssumption
from metanoia.ui.background import finish
from metanoia.ui.destination import Destination, Notice
from metanoia.ui.everywhere import LENT
from metanoia.ui.places import PLACES
from metanoia.ui.settings import Settings
from metanoia.ui.shell import Shell
from metanoia.ui.theme import theme
from metanoia.ui.widgets.menu import Menu


@pytest.fixture
def journal(tmp_path):
    journal = new_journal(tmp_path / "j", name="Mara’s journal")
    journal.entries.add(entry("The silence I filled", "They waited.", day=1))
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
    return shell


def press(qtbot, shell, key, modifier=Qt.KeyboardModifier.ControlModifier):
    qtbot.keyClick(QApplication.focusWidget() or shell, key, modifier)


def test_it_opens_on_the_page_to_write_on(shell):
    assert shell.current.name == "today"
    assert shell.sidebar.title.text() == "Mara’s journal"


@pytest.mark.parametrize("name", ["today", "journal", "share", "settings"])
def test_every_page_is_gone_to_by_its_key_and_its_row(shell, qtbot, name):
    keys = {"1": Qt.Key.Key_1, "2": Qt.Key.Key_2, "8": Qt.Key.Key_8, ",": Qt.Key.Key_Comma}
    press(qtbot, shell, keys[PLACES[name].keys[-1]])
    assert shell.current.name == name
    assert shell.sidebar._buttons[name].isChecked()
    shell.go(Destination(page="today"))
    qtbot.mouseClick(shell.sidebar._buttons[name], Qt.MouseButton.LeftButton)
    assert shell.current.name == name


def test_pages_are_made_when_they_are_first_shown(shell):
    assert set(shell.pages) == {"today"}
    shell.show_page("journal")
    assert set(shell.pages) == {"today", "journal"}


def test_the_journal_begins_in_its_list(shell, qtbot):
    press(qtbot, shell, Qt.Key.Key_2)
    assert QApplication.focusWidget() is shell.current.list_pane.list


def test_back_and_forward(shell, qtbot):
    shell.show_page("journal")
    shell.show_page("settings")
    press(qtbot, shell, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert shell.current.name == "journal"
    press(qtbot, shell, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert shell.current.name == "today"
    press(qtbot, shell, Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)
    assert shell.current.name == "journal"


def test_the_coach_desk_is_hidden_until_a_share_is_opened(shell):
    assert not shell.sidebar._buttons["desk"].isVisible()
    shell.show_page("desk")
    assert shell.sidebar._buttons["desk"].isVisible()
    assert shell.settings.desk_shown


def test_a_narrow_window_has_a_rail(shell):
    assert not shell.sidebar._compact
    shell.resize(1024, 700)
    QApplication.processEvents()
    assert shell.sidebar._compact
    assert shell.sidebar.width() == 64
    assert shell.sidebar._rail_lock.isVisible()
    shell.resize(1280, 800)
    QApplication.processEvents()
    assert shell.sidebar.width() == 224


def test_larger_text_makes_a_rail_sooner(shell, qtbot):
    press(qtbot, shell, Qt.Key.Key_Equal)
    assert theme().scale == pytest.approx(1.1)
    assert shell.settings.scale == pytest.approx(1.1)
    assert shell.sidebar._compact
    press(qtbot, shell, Qt.Key.Key_Minus)
    assert not shell.sidebar._compact


def test_the_usual_text_size_comes_back(shell, qtbot):
    for _ in range(4):
        press(qtbot, shell, Qt.Key.Key_Equal)
    assert theme().scale == pytest.approx(1.4)
    press(qtbot, shell, Qt.Key.Key_0)
    assert theme().scale == pytest.approx(1.0)


def test_the_palette_finds_an_entry_and_goes_there(shell, qtbot):
    press(qtbot, shell, Qt.Key.Key_K)
    palette = shell.palette_shown
    with qtbot.waitSignal(palette.asked):
        qtbot.keyClicks(palette.field, "silence")
    qtbot.keyClick(palette.field, Qt.Key.Key_Return)
    assert shell.current.name == "journal"
    assert shell.current.reading.title.text() == "The silence I filled"
    assert shell.palette_shown is None


def test_the_palette_does_things(shell, qtbot):
    press(qtbot, shell, Qt.Key.Key_K)
    palette = shell.palette_shown
    with qtbot.waitSignal(palette.asked):
        qtbot.keyClicks(palette.field, "lock now")
    with qtbot.waitSignal(shell.lock_asked):
        qtbot.keyClick(palette.field, Qt.Key.Key_Return)


def test_the_palette_key_closes_it_again(shell, qtbot):
    press(qtbot, shell, Qt.Key.Key_K)
    assert shell.palette_shown is not None
    shell.open_palette()
    assert shell.palette_shown is None


def test_lock_by_key_and_by_button(shell, qtbot):
    with qtbot.waitSignal(shell.lock_asked):
        press(qtbot, shell, Qt.Key.Key_L)
    with qtbot.waitSignal(shell.lock_asked):
        qtbot.mouseClick(shell.sidebar._lock, Qt.MouseButton.LeftButton)


def test_f6_goes_round_the_panes(shell, qtbot):
    shell.show_page("journal")
    seen = []
    for _ in range(5):
        qtbot.keyClick(QApplication.focusWidget() or shell, Qt.Key.Key_F6)
        seen.append(QApplication.focusWidget())
    pane = shell.current.list_pane
    assert pane.field in seen
    assert pane.list in seen
    assert any(shell.sidebar.isAncestorOf(widget) for widget in seen if widget)


def test_a_notice_takes_the_place_of_the_one_before(shell):
    undone = []
    shell.say(Notice(text="First", undo=lambda: undone.append(1)))
    shell.say(Notice(text="Second", undo=lambda: undone.append(2)))
    assert shell.toast.text() == "Second"
    shell.toast.undo()
    assert undone == [2]


def test_a_change_of_the_name_is_shown(shell, journal):
    journal.meta.name = "Another name"
    assert shell.sidebar.title.text() == "Another name"


def test_the_name_opens_a_menu_of_the_whole_journal(shell, qtbot):
    qtbot.mouseClick(shell.sidebar.title, Qt.MouseButton.LeftButton)
    menu = shell.sidebar.findChild(Menu)
    names = [action.text().split("\t")[0] for action in menu.actions() if action.text()]
    assert names == [
        "Rename this journal…",
        "Open another journal…",
        "Veil what is written",
        "Lock now",
    ]
    with qtbot.waitSignal(shell.another_asked):
        menu.actions()[1].trigger()
    menu.close()


def test_no_two_commands_share_a_key(shell):
    for name in PLACES:
        shell.show_page(name)
        own = [command.keys for command in shell.current.commands() if command.keys]
        everywhere = [command.keys for command in shell.commands() if command.keys]
        assert len(set(own)) == len(own), name
        assert len(set(everywhere)) == len(everywhere)
        assert set(own) & set(everywhere) <= {LENT}, name


def test_a_blanked_shell_is_gone_with_its_text(journal, qtbot):
    shell = Shell(journal, Settings())
    shell.resize(1000, 700)
    with qtbot.waitExposed(shell):
        shell.show()
    for name in PLACES:
        shell.show_page(name)
    pages = [weakref.ref(page) for page in shell.pages.values()]
    gone = weakref.ref(shell)
    shell.blank()
    with qtbot.waitSignal(shell.destroyed):
        shell.deleteLater()
    del shell
    gc.collect()
    assert gone() is None
    assert [page() for page in pages] == [None] * len(pages)


def test_rename_leads_into_the_name(shell, qtbot, journal):
    shell.sidebar.rename_asked.emit()
    field = QApplication.focusWidget()
    assert field.text() == "Mara’s journal"
    qtbot.keyClicks(field, "Two")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert journal.meta.name == "Two"
    assert shell.sidebar.title.text() == "Two"


def test_another_theme_leaves_no_edge_around_the_focus_mode(shell):
    shell.current.around.toggle_focus_mode()
    theme().apply("dark")
    QApplication.processEvents()
    assert shell.current.window().rect().size() == shell.current.size() + QSize(2, 2)


def test_open_assumptions_are_counted_beside_their_page(shell):
    button = shell.sidebar._buttons["assumptions"]
    assert button.accessibleName() == "Assumptions"
    kept = [
        shell.journal.assumptions.add(NewAssumption(statement=f"Number {n} holds."))
        for n in range(2)
    ]
    assert button.accessibleName() == "Assumptions, 2 open"
    shell.journal.assumptions.drop(kept[0].id, "It does not.")
    assert button.accessibleName() == "Assumptions, 1 open"
    shell.journal.assumptions.trash(kept[1].id)
    assert button.accessibleName() == "Assumptions"


@pytest.mark.parametrize("page", ["share", "settings"])
def test_a_new_assumption_is_asked_for_from_any_page(shell, qtbot, page):
    shell.show_page(page)
    asked = []
    shell.go = asked.append
    both = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    for focus in (shell.sidebar._buttons[page], shell.current.panes()[0]):
        focus.setFocus()
        press(qtbot, shell, Qt.Key.Key_A, both)
        assert [(where.page, where.new) for where in asked] == [("assumptions", True)]
        asked.clear()
