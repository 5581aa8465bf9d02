"""The coach's door: a desk of one's own, and nothing else in the window."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog

from desk_told import meet
from doors import WORKING, click, new_window, said, type_into, unlock, window_at
from journals import PASSPHRASE, entry, new_journal, open_journal
from metanoia import places
from metanoia.ui import desk_alone
from metanoia.ui.destination import Destination

WORDS = "lantern orchard seldom pebble quartz"


@pytest.fixture
def desk(tmp_path):
    """A desk in its usual place, and a share sealed for it."""
    coach = new_journal(places.default_desk(), "Ingrid’s desk")
    desk_alone.make_desk(coach)
    mara = meet(coach, tmp_path, "Mara Lind")
    mara.journal.entries.add(entry("A week", "It went by."))
    file = mara.share(entries=[row.id for row in mara.journal.entries.newest(1)])
    mara.journal.close()
    coach.close()
    return file


def shown_places(window):
    buttons = window.shell.sidebar._buttons
    return {name for name, button in buttons.items() if button.isVisible()}


def test_a_coach_makes_a_desk_and_sees_nothing_else(qtbot):
    window = new_window(qtbot)
    window.door.start()
    click(qtbot, window.door.room.desk)
    click(qtbot, window.door.room.make)
    room = window.door.room
    assert room.naming.folder() == places.default_desk()
    assert "Open your first share" in said(window)
    assert "Name your desk" in said(window)
    assert "Name your journal" not in said(window)
    click(qtbot, room.naming.go_on)
    assert room.securing.make.text() == "Create desk"
    type_into(qtbot, room.securing.passphrase.first, WORDS, enter=True)
    type_into(qtbot, room.securing.passphrase.again, WORDS)
    qtbot.mouseClick(room.securing.safe, Qt.MouseButton.LeftButton)
    with qtbot.waitSignal(window.session.opened, timeout=WORKING):
        click(qtbot, room.securing.make)
    assert window.session.journal.name == "Coach desk"
    assert window.shell.current.name == "desk"
    assert shown_places(window) == {"desk", "settings"}
    assert [place.name for place in window.shell.places()] == ["desk", "settings"]


def test_the_whole_journal_can_be_switched_on_and_off(qtbot, desk):
    window = window_at(qtbot, places.default_desk())
    unlock(qtbot, window, PASSPHRASE)
    window.shell.go(Destination(page="settings", section="appearance"))
    whole = window.shell.current.findChildren(type(window.shell.current))  # the page itself
    assert whole == []
    section = next(
        one for one in window.shell.current.findChildren(object) if hasattr(one, "whole")
    )
    assert section.desk_row.isVisible()
    section.whole.click()
    assert {"today", "journal", "share", "desk"} <= shown_places(window)
    section.whole.click()
    assert shown_places(window) == {"desk", "settings"}


def test_a_journal_that_is_no_desk_is_not_asked(qtbot, tmp_path):
    new_journal(tmp_path / "Evenings").close()
    window = window_at(qtbot, tmp_path / "Evenings")
    unlock(qtbot, window, PASSPHRASE)
    window.shell.go(Destination(page="settings", section="appearance"))
    section = next(
        one for one in window.shell.current.findChildren(object) if hasattr(one, "whole")
    )
    assert not section.desk_row.isVisible()
    assert window.shell.current.name == "settings"
    assert "today" in shown_places(window)


def test_a_share_from_outside_waits_before_the_desk_and_opens_there(qtbot, desk):
    window = new_window(qtbot)
    window.door.start()
    window.open_file(desk)  # a double click, or a second start
    assert str(places.default_desk()) in said(window)
    assert desk.name in said(window)
    assert "Mara" not in said(window).replace(desk.name, "")
    unlock(qtbot, window, PASSPHRASE)
    page = window.shell.current
    assert page.name == "desk"
    qtbot.waitUntil(page.reader.isVisible, timeout=WORKING)
    assert "It went by." in page.reader.text.plain()
    assert page.reader.foot.isVisible()


def test_a_share_chosen_at_the_coachs_door_goes_to_the_desk_not_to_the_journal(
    qtbot, desk, tmp_path
):
    new_journal(tmp_path / "Evenings").close()
    window = window_at(qtbot, tmp_path / "Evenings")
    window.door.show_coach()
    assert window.door.room.own.isVisible()
    click(qtbot, window.door.room.share)
    dialog = window.findChild(QFileDialog)
    dialog.fileSelected.emit(str(desk))
    dialog.close()
    assert window.door.folder == places.default_desk()
    unlock(qtbot, window, PASSPHRASE)
    qtbot.waitUntil(window.shell.current.reader.isVisible, timeout=WORKING)
    window.session.lock()
    opened = open_journal(places.default_desk())
    assert opened.clients.count == 1
    opened.close()


def test_back_leads_where_one_came_from(qtbot):
    window = new_window(qtbot)
    window.door.start()
    click(qtbot, window.door.room.desk)
    click(qtbot, window.door.room.back)
    assert window.door.room.make.isVisible()
    assert "Make a journal" in said(window)


def test_after_the_coachs_door_a_journal_is_called_a_journal_again(qtbot):
    window = new_window(qtbot)
    window.door.start()
    click(qtbot, window.door.room.desk)
    click(qtbot, window.door.room.make)
    window.door.show_create()
    assert "Name your journal" in said(window)
    assert window.door.room.securing.make.text() == "Create journal"
