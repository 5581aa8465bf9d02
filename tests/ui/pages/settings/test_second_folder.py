"""The second folder for backups, used as a person would."""

from __future__ import annotations

import shutil

import pytest
from PySide6.QtCore import Qt

from journals import entry
from metanoia.domain.errors import DiskFull
from metanoia.ui.background import finish
from metanoia.ui.widgets.overlay import Overlay
from metanoia.vault import backups, second_folder


@pytest.fixture
def stick(tmp_path):
    path = tmp_path / "stick"
    path.mkdir()
    return path


@pytest.fixture
def choose(monkeypatch, section, qtbot):
    """Press the button and choose a folder in the dialog, whose place a test takes."""

    def choose(path):
        second = section("backups").second

        class Dialog:
            class fileSelected:  # noqa: N801 - a signal's name
                @staticmethod
                def connect(slot):
                    slot(str(path))

        monkeypatch.setattr(
            "metanoia.ui.pages.settings.second_row.choose_folder", lambda *_: Dialog
        )
        qtbot.mouseClick(second.choose, Qt.MouseButton.LeftButton)
        done(second, qtbot)
        return second

    return choose


def done(second, qtbot):
    """Wait until nothing is under way for the row."""

    def rests():
        finish(10_000)
        return second._copying is None and second._looking is None

    qtbot.waitUntil(rests, timeout=10_000)


def there(journal, stick):
    return backups.listing(second_folder.place(journal.folder, stick))


def says(second):
    return second.row.subtitle.text()


def test_at_first_there_is_none_and_the_row_says_what_for(section):
    second = section("backups").second
    assert "outlast this disk" in says(second)
    assert second.choose.isVisible()
    assert not second.copy.isVisible()
    assert not second.stop_using.isVisible()


def test_choosing_copies_at_once(journal, page, choose, stick):
    journal.entries.add(entry("One"))
    second = choose(stick)
    assert len(there(journal, stick)) == 1
    assert "The last copy is from today at" in says(second)
    assert "on the same disk as the journal" in says(second)
    assert second.row.subtitle.toolTip() == str(stick)
    assert page.host.notices[-1].text == "The newest backup is in the second folder too"
    assert second.copy.isVisible()
    assert not second.choose.isVisible()
    assert "1 backup kept" in page.sections["backups"].checking.said.text()


def test_a_folder_that_is_no_help_is_refused_in_a_sentence(journal, choose):
    second = choose(journal.path)
    assert "the journal's own" in says(second)
    assert journal.meta.second_folder is None
    assert second.choose.isVisible()


def test_copying_again_holds_what_is_new(journal, choose, stick, qtbot):
    second = choose(stick)
    journal.entries.add(entry("Two"))
    qtbot.mouseClick(second.copy, Qt.MouseButton.LeftButton)
    done(second, qtbot)
    assert len(there(journal, stick)) == 2


def test_a_copy_under_way_can_be_stopped(journal, choose, stick, qtbot):
    second = choose(stick)
    journal.entries.add(entry("Two"))
    second.copy.click()
    assert second.stop.isVisible()
    assert not second.copy.isVisible()
    second.stop.click()
    done(second, qtbot)
    assert second.copy.isVisible()
    assert len(there(journal, stick)) in (1, 2)  # it may have been done by then, never half
    assert not list(stick.rglob(".tmp*"))


def test_an_unplugged_drive_is_said_quietly(journal, page, choose, section, stick, qtbot):
    second = choose(stick)
    shutil.rmtree(stick)
    told = len(page.host.notices)
    section("backups").back_up.click()
    qtbot.waitUntil(lambda: len(page.host.notices) > told, timeout=10_000)
    done(second, qtbot)
    assert page.host.notices[-1].text == "The backup is made and was read back"
    assert "is not there now. The last copy is from today at" in says(second)
    assert "Plug the drive in." in says(second)
    assert second.choose.isVisible()
    assert not second.copy.isVisible()


def test_a_full_drive_is_told_in_the_row(choose, section, stick, qtbot, monkeypatch):
    second = choose(stick)

    def full(*_, **__):
        raise DiskFull

    monkeypatch.setattr(second_folder, "mirror", full)
    second.copy.click()
    done(second, qtbot)
    assert says(second).startswith("The disk is full")
    monkeypatch.undo()
    second.copy.click()
    done(second, qtbot)
    assert "full" not in says(second)


def test_it_is_let_go_and_taken_up_again(journal, page, choose, stick, qtbot):
    second = choose(stick)
    qtbot.mouseClick(second.stop_using, Qt.MouseButton.LeftButton)
    assert journal.meta.second_folder is None
    assert len(there(journal, stick)) == 1
    notice = page.host.notices[-1]
    assert "Those that are there stay" in notice.text
    assert second.choose.hasFocus()
    notice.undo()
    done(second, qtbot)
    assert journal.meta.second_folder == stick
    assert "The last copy is from" in says(second)


def test_the_check_says_of_the_copies_too(journal, choose, section, stick, qtbot):
    choose(stick)
    checking = section("backups").checking

    def check():
        checking.check.click()
        finish(10_000)
        qtbot.waitUntil(checking.check.isEnabled, timeout=10_000)

    check()
    assert checking.said.text().endswith("1 copy in the second folder is whole.")
    (copied,) = there(journal, stick)
    (copied.path / "journal.db").write_bytes(b"fjrst")
    check()
    assert checking.problems.isVisible()
    assert "one copy in the second folder cannot be brought back" in checking.problems.text()
    shutil.rmtree(stick)
    check()
    assert checking.said.text().endswith("so nothing was checked in it.")


def test_a_damaged_recovery_key_file_is_told_with_what_to_do(journal, section, qtbot):
    journal.folder.recovery_slot.write_bytes(b"rotten")
    checking = section("backups").checking
    checking.check.click()
    finish(10_000)
    qtbot.waitUntil(checking.check.isEnabled, timeout=10_000)
    assert "Make a new recovery key" in checking.problems.text()


def test_copies_are_listed_to_be_brought_back(journal, page, choose, section, stick, qtbot):
    journal.back_up()
    choose(stick)
    section("backups").choose.click()
    sheet = next(one for one in page.host.findChildren(Overlay) if one.is_open())
    finish(10_000)
    qtbot.waitUntil(sheet.second.isVisible, timeout=10_000)
    (copied,) = there(journal, stick)
    (row,) = sheet.second.rows()
    assert row.backup == copied
    assert not row.isChecked()
    row.click()
    assert sheet.list.choice() is None
    sheet.list.rows()[1].click()
    assert sheet.second.choice() is None
    assert sheet.list.choice() == sheet.list.rows()[1].backup
    row.click()
    sheet.bring_back.click()
    assert page.host.restores == [copied]


def test_without_a_second_folder_no_second_list_is_shown(journal, page, section):
    journal.back_up()
    section("backups").choose.click()
    sheet = next(one for one in page.host.findChildren(Overlay) if one.is_open())
    assert not sheet.second.isVisible()
