"""Backups and keys, used as a person would; what is promised is tried on the closed journal."""

from __future__ import annotations

import gc
import weakref

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication

from journals import PASSPHRASE, entry, open_journal
from metanoia.domain.errors import (
    DiskFull,
    KeyringUnavailable,
    WrongPassphrase,
    WrongRecoveryKey,
)
from metanoia.journal import Journal, restore
from metanoia.ui.background import finish
from metanoia.ui.widgets.overlay import Overlay
from metanoia.vault import backups
from metanoia.vault.vault import RecoveryKey

NEW = "six quiet otters cross the river"


def sheet_over(page):
    return next(one for one in page.host.findChildren(Overlay) if one.is_open())


def until(qtbot, condition):
    finish(10_000)
    qtbot.waitUntil(lambda: bool(condition()), timeout=10_000)


def change_passphrase(qtbot, page, section, old, new, again=None):
    section("backups").keys.change.click()
    sheet = sheet_over(page)
    qtbot.keyClicks(sheet.old, old)
    qtbot.keyClicks(sheet.new.first, new)
    qtbot.keyClicks(sheet.new.again, new if again is None else again)
    sheet.change.click()
    return sheet


def test_the_new_passphrase_opens_and_the_old_one_does_not(journal, page, section, qtbot):
    backup = journal.back_up()
    sheet = change_passphrase(qtbot, page, section, PASSPHRASE, NEW)
    until(qtbot, lambda: not sheet.is_open())
    assert "new passphrase" in page.host.notices[-1].text
    journal.close()
    with pytest.raises(WrongPassphrase):
        open_journal(journal.path)
    open_journal(journal.path, NEW).close()
    restore(journal.path, backup)  # the backups followed
    open_journal(journal.path, NEW).close()


def test_older_backups_may_keep_the_old_passphrase(journal, page, section, qtbot):
    backup = journal.back_up()
    section("backups").keys.change.click()
    sheet = sheet_over(page)
    assert sheet.backups.tick.text() == "Also for the one backup kept here"
    sheet.backups.tick.click()
    qtbot.keyClicks(sheet.old, PASSPHRASE)
    qtbot.keyClicks(sheet.new.first, NEW)
    qtbot.keyClicks(sheet.new.again, NEW)
    sheet.change.click()
    until(qtbot, lambda: not sheet.is_open())
    journal.close()
    restore(journal.path, backup)
    open_journal(journal.path, PASSPHRASE).close()


def test_a_wrong_old_passphrase_changes_nothing(journal, page, section, qtbot):
    sheet = change_passphrase(qtbot, page, section, "not the passphrase at all", NEW)
    until(qtbot, lambda: sheet._old.error() != "")
    assert "Nothing was changed" in sheet._old.error()
    assert page.host.focusWidget() is sheet.old
    sheet.dismiss()
    journal.close()
    open_journal(journal.path).close()


def test_two_different_new_passphrases_are_told_apart(page, section, qtbot):
    sheet = change_passphrase(qtbot, page, section, PASSPHRASE, NEW, "something else entirely")
    assert "not the same" in sheet.new._again.error()
    assert sheet.may_close()


def test_a_new_recovery_key_is_shown_once_and_opens(made, page, section, qtbot):
    journal, former = made
    section("backups").keys.new.click()
    sheet = sheet_over(page)
    qtbot.keyClicks(sheet.passphrase, PASSPHRASE)
    sheet.make.click()
    until(qtbot, sheet.key_card.isVisible)
    key = "-".join(row.text().replace(" ", "") for row in sheet.key_card.rows)
    sheet.cross.click()
    assert sheet.is_open()  # not before it is said to be safe
    assert "shown only now" in sheet.problem.text()
    sheet.safe.click()
    sheet.finish.click()
    assert not sheet.is_open()
    assert sheet.key_card.rows[0].text() == ""
    journal.close()
    Journal.open(journal.path, RecoveryKey(key)).close()
    with pytest.raises(WrongRecoveryKey):
        Journal.open(journal.path, RecoveryKey(former))


def test_a_new_recovery_key_is_shown_even_if_the_backups_could_not_follow(
    made, page, section, qtbot, monkeypatch
):
    journal, _ = made
    journal.back_up()

    def fails(*_):
        raise DiskFull

    monkeypatch.setattr(backups, "rewrap", fails)
    section("backups").keys.new.click()
    sheet = sheet_over(page)
    qtbot.keyClicks(sheet.passphrase, PASSPHRASE)
    sheet.make.click()
    until(qtbot, sheet.key_card.isVisible)
    key = "-".join(row.text().replace(" ", "") for row in sheet.key_card.rows)
    said = page.host.notices[-1].text
    assert "The change is made, but some backups still open as they did before" in said
    assert "disk is full" in said
    sheet.safe.click()
    sheet.finish.click()
    journal.close()
    Journal.open(journal.path, RecoveryKey(key)).close()


def test_the_recovery_key_can_be_tried(made, page, section, qtbot):
    key = made[1]
    keys = section("backups").keys
    assert "not tried yet" in keys.recovery.subtitle.text()
    keys.try_it.click()
    sheet = sheet_over(page)
    wrong = ("A" if key[0] != "A" else "B") + key[1:]
    qtbot.keyClicks(sheet.key, wrong)
    sheet.attempt.click()
    until(qtbot, lambda: sheet.field.error() != "")
    sheet.key.clear()
    qtbot.keyClicks(sheet.key, key.lower())
    sheet.attempt.click()
    until(qtbot, sheet.good.isVisible)
    assert sheet.field.error() == ""
    sheet.dismiss()
    assert "tried" in keys.recovery.subtitle.text()
    assert "not tried" not in keys.recovery.subtitle.text()


def test_a_keyring_that_is_missing_is_told_quietly(journal, section, qtbot, monkeypatch):
    def refuse(_journal):
        raise KeyringUnavailable("there is none")

    monkeypatch.setattr(Journal, "remember_key", refuse)
    keys = section("backups").keys
    keys.switch.click()
    until(qtbot, keys.switch.isEnabled)
    assert not keys.switch.isChecked()
    assert "Your passphrase still works" in keys.remember.subtitle.text()


def test_a_backup_is_made_and_drawn(journal, page, section, qtbot):
    backups = section("backups")
    assert backups.checking.strip.states() == {}
    journal.entries.add(entry("One"))
    backups.back_up.click()
    until(qtbot, lambda: page.host.notices)
    assert len(journal.backups()) == 1
    assert list(backups.checking.strip.states().values()) == [True]
    assert backups.checking.strip.accessibleName().endswith(
        "a backup of one day, one was read back"
    )
    assert "1 backup kept" in backups.checking.said.text()


def test_everything_is_checked_and_the_result_is_plain(journal, section, qtbot):
    journal.entries.add(entry("One"))
    journal.entries.add(entry("Two"))
    journal.back_up()
    checking = section("backups").checking
    assert checking.title.text() == "Not yet verified as a whole"
    checking.check.click()
    assert not checking.check.isEnabled()
    until(qtbot, checking.check.isEnabled)
    assert checking.title.text().startswith("Last verified today at")
    assert checking.said.text() == "All 2 entries were read back and are sound. 1 backup is whole."


def test_a_damaged_backup_is_named(journal, section, qtbot):
    backup = journal.back_up()
    copy = backup.path / "journal.db"
    copy.write_bytes(copy.read_bytes()[:-10] + b"0123456789")
    checking = section("backups").checking
    checking.check.click()
    until(qtbot, checking.check.isEnabled)
    assert checking.problems.isVisible()
    assert backup.path.name in checking.problems.text()


def test_a_check_can_be_stopped(journal, section, qtbot):
    checking = section("backups").checking
    checking.check.click()
    checking.stop.click()
    until(qtbot, checking.check.isEnabled)
    assert not checking.problems.isVisible()


def test_a_backup_is_chosen_and_handed_to_the_window(journal, page, section):
    first = journal.back_up()
    second = journal.back_up()
    section("backups").choose.click()
    sheet = sheet_over(page)
    assert [row.backup.sequence for row in sheet.list.rows()] == [second.sequence, first.sequence]
    sheet.list.rows()[1].click()
    sheet.bring_back.click()
    assert [backup.sequence for backup in page.host.restores] == [first.sequence]
    assert not sheet.is_open()


def test_sheets_that_are_closed_are_gone(page, section):
    keys = section("backups").keys
    for button in (keys.change, keys.new, keys.try_it, section("backups").choose):
        button.click()
        sheet = sheet_over(page)
        seen = weakref.ref(sheet)
        sheet.dismiss()
        del sheet
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        QApplication.processEvents()
        gc.collect()
        assert seen() is None


# -- what a restore set aside


@pytest.fixture
def went_back(journal):
    """Give the journal a backup to go back to, and newer entries that go with it."""
    journal.entries.add(entry("Kept", "Before the backup.", day=1))
    backup = journal.back_up()
    journal.entries.save_text(journal.entries.newest(1)[0].id, "Kept", "Worded anew since.")
    for day, title in ((2, "Newer"), (3, "Newest")):
        journal.entries.add(entry(title, "After the backup.", day=day))
    path = journal.path
    journal.close()
    restore(path, backup)
    return path


def test_what_was_set_aside_is_picked_brought_in_and_taken_back(went_back, opened_page, qtbot):
    page, section, journal = opened_page(went_back)
    assert [one.title for one in journal.entries.newest()] == ["Kept"]
    section("backups").look_into.click()
    sheet = sheet_over(page)
    until(qtbot, lambda: sheet.ticks)
    assert sheet.found.text() == "3 entries are missing here."
    assert [tick.text().split(" · ")[1] for tick, _ in sheet.ticks] == ["Kept", "Newer", "Newest"]
    sheet.ticks[1][0].click()
    assert sheet.keep.text() == "Bring in 2 entries"
    sheet.keep.click()
    until(qtbot, lambda: not sheet.is_open())
    assert [one.title for one in journal.entries.newest()] == ["Newest", "Kept", "Kept"]
    notice = page.host.notices[-1]
    assert notice.text == "2 entries are back"
    notice.undo()
    until(qtbot, lambda: journal.entries.count == 1)
    assert journal.entries.get(journal.entries.newest(1)[0].id).body == "Before the backup."


def test_what_was_brought_in_once_is_not_offered_again(went_back, opened_page, qtbot):
    page, section, journal = opened_page(went_back)
    for found in ("3 entries are missing here.", "It holds no entry that is missing here."):
        section("backups").look_into.click()
        sheet = sheet_over(page)
        until(qtbot, lambda sheet=sheet: sheet.found.text())
        assert sheet.found.text() == found
        (sheet.keep if sheet.ticks else sheet.leave).click()
        until(qtbot, lambda sheet=sheet: not sheet.is_open())
    assert journal.entries.count == 4


def test_of_what_cannot_be_read_at_all_that_is_said(went_back, opened_page, qtbot):
    (aside,) = went_back.glob("before-restore-*")
    (aside / "journal.db").write_bytes(b"no database" * 900)
    page, section, _journal = opened_page(went_back)
    section("backups").look_into.click()
    sheet = sheet_over(page)
    until(qtbot, sheet.problem.isVisible)
    assert "nothing of it can be read" in sheet.problem.text()
    assert not sheet.keep.isVisible()
