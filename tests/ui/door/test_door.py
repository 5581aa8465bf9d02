from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QAbstractButton, QFileDialog

from doors import WORKING, click, new_window, said, unlock, window_at
from journals import PASSPHRASE, new_journal
from metanoia import places
from metanoia.ui import sample
from metanoia.ui.settings import Settings


def test_the_first_run_is_welcomed(qtbot):
    window = new_window(qtbot)
    window.door.start()
    words = said(window)
    assert "Make a journal" in words
    assert "Open an existing journal" in words
    assert "Look around in a sample journal" in words


def test_a_journal_in_the_usual_place_is_asked_for(qtbot):
    new_journal(places.default_journal()).close()
    window = new_window(qtbot)
    window.door.start()
    assert window.door.room.passphrase.isVisible()
    assert str(places.default_journal()) in said(window)


def test_the_last_journal_is_asked_for(qtbot, tmp_path):
    new_journal(tmp_path / "Evenings").close()
    window = new_window(qtbot, Settings(journals=[str(tmp_path / "Evenings")]))
    window.door.start()
    assert "Evenings" in said(window)


def test_looking_around_opens_the_sample_which_is_not_remembered(qtbot, writing_page):
    window = new_window(qtbot)
    window.door.start()
    with qtbot.waitSignal(window.session.opened, timeout=WORKING):
        click(qtbot, window.door.room.sample)
        assert "Laying out a year" in said(window)
    assert window.session.journal.entries.count > 100
    assert window.session.settings.journals == []
    assert "sample journal of somebody who never lived" in said(window)
    count = window.session.journal.entries.count
    window.session.lock()
    unlock(qtbot, window, sample.PASSPHRASE)
    assert window.session.journal.entries.count == count


def test_recent_journals_are_folders_and_can_be_forgotten(qtbot, tmp_path):
    new_journal(tmp_path / "Evenings", name="Secret name").close()
    window = new_window(qtbot, Settings(journals=[str(tmp_path / "Evenings"), "/gone/Old"]))
    window.door.start()
    click(qtbot, window.door.room.others)
    journals = window.door.room
    assert "Evenings" in said(window)
    assert "/gone/Old" in said(window)
    assert "Secret name" not in said(window)
    click(qtbot, journals.rows()[1].forget)
    assert "/gone/Old" not in said(window)
    assert window.session.settings.journals == [str(tmp_path / "Evenings")]
    click(qtbot, journals.rows()[0].open)
    assert window.door.room.passphrase.isVisible()


def test_an_existing_journal_is_chosen_by_its_folder(qtbot, tmp_path):
    new_journal(tmp_path / "Evenings").close()
    window = new_window(qtbot)
    window.door.start()
    click(qtbot, window.door.room.existing)
    click(qtbot, window.door.room.browse)
    dialog = window.findChild(QFileDialog)
    dialog.fileSelected.emit(str(tmp_path / "Evenings"))
    dialog.close()
    assert window.door.room.passphrase.isVisible()
    assert window.door.folder == tmp_path / "Evenings"


def test_a_folder_without_a_journal_says_so(qtbot, tmp_path):
    window = window_at(qtbot, tmp_path)
    assert "There is no journal in" in said(window)


def test_a_share_waits_until_the_journal_is_open(qtbot, tmp_path, writing_page):
    new_journal(tmp_path / "Evenings").close()
    window = window_at(qtbot, tmp_path / "Evenings")
    share = tmp_path / "metanoia-2026-01-15-4f2a.metanoia"
    share.touch()
    gone = []
    writing_page.go = lambda _self, destination: gone.append(destination)
    try:
        window.open_file(share)
        assert "opens at the coach desk as soon as you have opened your journal" in said(window)
        unlock(qtbot, window, PASSPHRASE)
    finally:
        del writing_page.go
    assert [destination.file for destination in gone if destination.page == "desk"] == [share]
    assert window.door.take_file() is None


def test_a_coach_without_a_journal_is_told_why_one_is_needed(qtbot, tmp_path):
    window = new_window(qtbot)
    window.door.start()
    click(qtbot, window.door.room.desk)
    click(qtbot, window.door.room.share)
    dialog = window.findChild(QFileDialog)
    dialog.fileSelected.emit(str(tmp_path / "for-me.metanoia"))
    dialog.close()
    assert "it holds the key that shares are sealed for" in said(window)
    assert window.door.room.naming.isVisible()


def test_rooms_are_made_when_they_are_entered(qtbot, tmp_path):
    new_journal(tmp_path / "Evenings").close()
    window = window_at(qtbot, tmp_path / "Evenings")
    assert window.door._rooms.count() == 1
    assert Path(window.door.folder) == tmp_path / "Evenings"


class Watch(QObject):
    """Notes every window that shows itself."""

    def __init__(self):
        super().__init__()
        self.shown = []

    def eventFilter(self, watched, event):
        if event.type() == QEvent.Type.Show and watched.isWidgetType() and watched.isWindow():
            self.shown.append(type(watched).__name__)
        return False


def test_no_part_of_a_room_flashes_up_as_a_window_of_its_own(qtbot, qapp, tmp_path):
    new_journal(tmp_path / "Evenings").close()
    window = new_window(qtbot)
    watch = Watch()
    qapp.installEventFilter(watch)
    door = window.door
    door.start()
    door.show_journal(tmp_path / "Evenings")
    door.room.backups_link.click()
    door.show_journal(tmp_path / "Evenings", "A notice")
    door.room.recovery_link.click()
    door.show_create("For a reason")
    door.room.naming.go_on.click()
    door.show_journals()
    qapp.processEvents()
    qapp.removeEventFilter(watch)
    assert watch.shown == []


@pytest.mark.parametrize("scale", [1.0, 1.4, 1.6])
@pytest.mark.parametrize("width", [720, 1024])
def test_rooms_fit_the_window_at_every_text_size(qtbot, tmp_path, light, width, scale):
    new_journal(tmp_path / "Evenings").close()
    window = new_window(qtbot)
    window.resize(width, 700)
    light.apply("light", scale)
    door = window.door
    door.start()
    rooms = [door.room]
    door.show_journal(tmp_path / "Evenings")
    rooms.append(door.room)
    click(qtbot, door.room.recovery_link)
    rooms.append(door.room)
    door.show_journals()
    rooms.append(door.room)
    door.show_create()
    rooms.append(door.room)
    click(qtbot, door.room.naming.go_on)
    for room in rooms:
        door._show(room)
        qtbot.wait(1)
        for button in room.findChildren(QAbstractButton):
            if button.isVisible():
                left = button.mapTo(window, button.rect().topLeft()).x()
                assert left >= 0, button.text()
                assert left + button.width() <= width, (type(room).__name__, button.text())


def test_a_sample_whose_passphrase_was_changed_is_asked_for(qtbot):
    new_journal(sample.folder()).close()
    window = new_window(qtbot)
    window.door.start()
    with qtbot.waitSignal(window.session.refused, timeout=WORKING):
        click(qtbot, window.door.room.sample)
    assert window.door.room.passphrase.isVisible()
