"""The second folder of backups as it is chosen, seen, stopped and brought back from, by clicks."""

from __future__ import annotations

import pytest

from journals import entry
from metanoia.ui.background import finish

from .test_keys_and_backups import sheet_over, until


@pytest.fixture
def stick(tmp_path):
    (tmp_path / "stick").mkdir()
    return tmp_path / "stick"


@pytest.fixture
def second(section):
    return section("backups").second


def choose(second, folder):
    """Choose a folder as the dialog of the system tells it."""
    second._chosen(str(folder))


def test_none_is_chosen_at_first(second):
    assert "None yet" in second.subtitle.text()
    assert second.choose.text() == "Choose…"
    assert not second.copy.isVisible()
    assert not second.end.isVisible()


def test_choosing_makes_the_first_copy_at_once(journal, page, second, stick, qtbot):
    journal.entries.add(entry("One"))
    choose(second, stick)
    assert second.choose.text() == "Stop"
    until(qtbot, lambda: page.host.notices)
    assert len(journal.second_backups()) == len(journal.backups()) == 1
    assert str(stick) in second.subtitle.text()
    assert "It has the backup of today" in second.subtitle.text()
    assert "the journal’s own disk" in second.subtitle.text()
    assert not second.copy.isVisible()
    assert second.end.isVisible()


def test_a_stick_that_is_away_is_said_and_copied_to_when_it_is_back(
    journal, page, section, second, stick, tmp_path, qtbot
):
    choose(second, stick)
    until(qtbot, lambda: page.host.notices)
    stick.rename(tmp_path / "away")
    journal.entries.add(entry("Two"))
    journal.back_up()
    second.refresh()
    assert "It is not there now: plug its disk in." in second.subtitle.text()
    assert not second.copy.isVisible()
    (tmp_path / "away").rename(stick)
    second.refresh()
    second.copy.click()
    until(qtbot, lambda: len(page.host.notices) == 2)
    assert len(journal.second_backups()) == 2


def test_a_folder_that_cannot_serve_is_refused(journal, second):
    choose(second, journal.path)
    assert "the journal's own folder" in second.subtitle.text()
    assert journal.meta.second_folder is None


def test_what_goes_wrong_is_said(journal, page, second, stick, qtbot):
    journal.back_up()
    (stick / f"metanoia-{journal.meta.vault_id[:8]}").write_text("in the way")
    choose(second, stick)
    until(qtbot, lambda: second.choose.text() == "Another…")
    assert "could not be read or written" in second.subtitle.text()
    assert page.host.notices == []
    assert second.copy.isVisible()


def test_no_more_of_it_can_be_undone(journal, page, second, stick, qtbot):
    choose(second, stick)
    until(qtbot, lambda: page.host.notices)
    second.end.click()
    assert journal.meta.second_folder is None
    assert "None yet" in second.subtitle.text()
    page.host.notices[-1].undo()
    assert journal.meta.second_folder == stick
    assert str(stick) in second.subtitle.text()


def test_stopping_leaves_no_half_of_a_copy(journal, page, second, stick, qtbot):
    choose(second, stick)
    second.choose.click()
    finish()
    until(qtbot, lambda: second.choose.text() == "Another…")
    assert len(list(stick.rglob("journal.db"))) == len(journal.second_backups())
    assert not list(stick.rglob(".tmp*"))


def test_what_lies_only_there_can_be_brought_back(journal, page, section, second, stick, qtbot):
    choose(second, stick)
    until(qtbot, lambda: page.host.notices)
    from metanoia.vault import backups

    backups.remove(journal.backups()[0])
    section("backups").choose.click()
    sheet = sheet_over(page)
    (row,) = sheet.list.rows()
    assert row.subtitle.text().startswith("In the second folder")
    sheet.bring_back.click()
    assert page.host.restores == journal.second_backups()


def test_a_check_says_what_is_wrong_there_and_with_the_keys(
    journal, page, section, second, stick, qtbot
):
    choose(second, stick)
    until(qtbot, lambda: page.host.notices)
    checking = section("backups").checking
    checking.check.click()
    until(qtbot, checking.check.isEnabled)
    assert checking.said.text().endswith("1 backup is whole, and 1 copy in the second folder.")
    (path,) = stick.rglob("journal.db")
    path.write_bytes(path.read_bytes() + b"more")
    checking.check.click()
    until(qtbot, checking.check.isEnabled)
    assert "one copy in the second folder is damaged" in checking.problems.text()
    journal.folder.recovery_slot.unlink()
    checking.check.click()
    until(qtbot, checking.check.isEnabled)
    assert "Make a new recovery key" in checking.problems.text()
