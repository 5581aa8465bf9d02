"""The open journal in several threads: nothing waits for long, nothing lies, nothing outlives its closing."""

from __future__ import annotations

import threading
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from journals import PASSPHRASE, entry, new_journal, open_journal
from metanoia.domain.errors import (
    BackupsNotRewrapped,
    Cancelled,
    DiskFull,
    FolderReadOnly,
    JournalBusy,
    JournalInUse,
    StorageFailed,
)
from metanoia.domain.kinds import Kind
from metanoia.store import copy, database, driver
from metanoia.vault import backups, slots

PATIENCE = 10.0  # s after which a test gives up
ENDLESS = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n"


@pytest.fixture
def journal(tmp_path):
    opened = new_journal(tmp_path / "journal", entries=3)
    yield opened
    opened.close()


@pytest.fixture
def elsewhere():
    """A worker thread."""
    with ThreadPoolExecutor(1) as pool:
        yield pool.submit


class Import:
    """A large change in another thread that ends when it is told to, or is stopped."""

    def __init__(self, journal, elsewhere):
        self._journal = journal
        self._writing, self.go_on = threading.Event(), threading.Event()
        self.work = elsewhere(self._run)
        assert self._writing.wait(PATIENCE)

    def _run(self):
        with self._journal.writer() as writer, writer.changes.write(Kind.ENTRY):
            kept = writer.entries.add(entry("Imported"))
            self._writing.set()
            until = time.monotonic() + PATIENCE
            while not self.go_on.wait(0.005) and time.monotonic() < until:
                if writer.stopped.is_set():
                    raise Cancelled
            return kept


def test_while_an_import_writes_the_window_is_told_so_at_once_and_may_write_afterwards(
    journal, elsewhere
):
    kept = journal.entries.newest(1)[0].id
    running = Import(journal, elsewhere)
    begun = time.monotonic()
    with pytest.raises(JournalBusy, match="import") as told:
        journal.entries.save_text(kept, "New", "Words")
    assert time.monotonic() - begun < 1  # SQLite alone would hold the window for three seconds
    assert "another Metanoia" not in str(told.value)
    assert [row.title for row in journal.entries.newest()] == ["A day"] * 3
    assert journal.tidy() is False
    running.go_on.set()
    running.work.result(PATIENCE)
    assert journal.entries.save_text(kept, "New", "Words").body == "Words"
    assert journal.entries.count == 4


def test_another_program_in_the_file_is_told_from_work_of_this_window(journal):
    other = driver.connect(journal.folder.database, journal._key)
    other.execute("BEGIN IMMEDIATE")
    journal._connection.execute("PRAGMA busy_timeout = 20")
    with pytest.raises(JournalInUse):
        journal.entries.add(entry())
    other.execute("ROLLBACK")
    other.close()
    journal.entries.add(entry())


def test_before_the_last_save_what_goes_on_elsewhere_is_ended(journal, elsewhere):
    running = Import(journal, elsewhere)
    journal.end_work()
    journal.entries.add(entry("Saved last"))
    with pytest.raises(Cancelled):
        running.work.result(PATIENCE)
    assert [row.title for row in journal.entries.newest()].count("Imported") == 0
    assert journal.check().sound


def test_closing_undoes_an_import_under_way(journal, elsewhere):
    running = Import(journal, elsewhere)
    journal.close()
    with pytest.raises(Cancelled):
        running.work.result(PATIENCE)
    assert not journal.folder.database.with_name("journal.db-wal").exists()
    with open_journal(journal.path) as again:
        assert [row.title for row in again.entries.newest()] == ["A day"] * 3
        assert again.check().sound


def test_closing_waits_until_a_backup_elsewhere_has_let_go(journal, elsewhere, monkeypatch):
    begun = threading.Event()

    def slow(_connection, _key, _target, cancelled):
        begun.set()
        until = time.monotonic() + PATIENCE
        while not cancelled() and time.monotonic() < until:
            time.sleep(0.005)
        raise Cancelled

    monkeypatch.setattr(copy, "copy_verified", slow)
    work = elsewhere(journal.back_up)
    assert begun.wait(PATIENCE)
    journal.close()
    assert work.done() or isinstance(work.exception(PATIENCE), Cancelled)
    assert not journal.folder.database.with_name("journal.db-wal").exists()
    assert list(journal.folder.backups.iterdir()) == []


def test_closing_in_the_middle_of_a_search_ends_the_search_and_not_the_process(journal, elsewhere):
    for wait in (0, 0.001, 0.02, 0.05):
        reader = journal.reader()
        work = elsewhere(reader.entries._one, ENDLESS)
        time.sleep(wait)
        reader.close()
        assert isinstance(work.exception(PATIENCE), Cancelled)
    reader = journal.reader()
    work = elsewhere(reader.entries._one, ENDLESS)
    journal.close()
    assert isinstance(work.exception(PATIENCE), Cancelled)


@pytest.mark.parametrize("work", ["reader", "writer", "back_up", "check"])
def test_nothing_begins_once_the_journal_is_closed(journal, work):
    journal.close()
    with pytest.raises(Cancelled):
        getattr(journal, work)()


def test_a_check_waits_for_an_import_and_sees_no_damage_in_it(journal, elsewhere):
    running = Import(journal, elsewhere)
    with ThreadPoolExecutor(1) as pool:
        checked = pool.submit(journal.check)
        time.sleep(0.05)
        assert not checked.done()
        running.go_on.set()
        assert checked.result(PATIENCE).sound
    running.work.result(PATIENCE)


def test_a_check_that_another_program_hinders_does_not_speak_of_damage(journal, monkeypatch):
    other = driver.connect(journal.folder.database, journal._key)
    other.execute("BEGIN IMMEDIATE")
    journal._connection.execute("PRAGMA busy_timeout = 20")
    with pytest.raises(JournalInUse):
        copy.verify(journal._connection)
    other.execute("ROLLBACK")
    other.close()


def test_a_backup_is_made_while_an_import_writes(journal, elsewhere):
    running = Import(journal, elsewhere)
    backup = journal.back_up()
    assert backup.verified_at is not None
    running.go_on.set()
    running.work.result(PATIENCE)
    assert journal.backup_needed


def test_a_good_backup_is_good_even_if_an_old_one_cannot_be_removed(journal, monkeypatch):
    def fails(folder):
        raise FolderReadOnly(folder.path)

    monkeypatch.setattr(backups, "rotate", fails)
    assert journal.back_up() in journal.backups()


def test_a_check_stops_between_one_backup_and_the_next(journal, monkeypatch):
    journal.back_up()
    stop, looked_at = threading.Event(), []
    monkeypatch.setattr(backups, "check", looked_at.append)

    def tell(done, of):
        if done == of:
            stop.set()

    with pytest.raises(Cancelled):
        journal.check(progress=tell, cancelled=stop)
    assert looked_at == []


def test_while_a_check_holds_the_file_the_window_is_told_so_at_once(
    journal, elsewhere, monkeypatch
):
    holding, go_on = threading.Event(), threading.Event()
    real = copy._search_sound

    def slow(connection):
        holding.set()
        go_on.wait(PATIENCE)
        return real(connection)

    monkeypatch.setattr(copy, "_search_sound", slow)
    steps = tuple((slow if step is real else step, said) for step, said in copy._STEPS)
    monkeypatch.setattr(copy, "_STEPS", steps)
    checked = elsewhere(journal.check)
    assert holding.wait(PATIENCE)
    with pytest.raises(JournalBusy, match="check"):
        journal.entries.add(entry())
    go_on.set()
    assert checked.result(PATIENCE).sound
    journal.entries.add(entry())


def test_a_recovery_key_that_nobody_would_see_is_not_made(journal, elsewhere, monkeypatch):
    before = journal.folder.recovery_slot.read_bytes()
    asked, real = threading.Event(), slots.read_slot

    def slow(*slot):
        found = real(*slot)
        asked.set()
        works = journal._works
        until = time.monotonic() + PATIENCE
        while works._running and time.monotonic() < until:  # until the closing has spoken to it
            time.sleep(0.005)
        return found

    monkeypatch.setattr(slots, "read_slot", slow)
    work = elsewhere(journal.new_recovery_key, PASSPHRASE)
    assert asked.wait(PATIENCE)
    journal.close()
    assert isinstance(work.exception(PATIENCE), Cancelled)
    assert journal.folder.recovery_slot.read_bytes() == before


def test_that_backups_did_not_follow_is_not_said_of_the_change_itself(journal, monkeypatch):
    def fails(*_):
        raise DiskFull

    monkeypatch.setattr(backups, "rewrap", fails)
    with pytest.raises(BackupsNotRewrapped, match="The change is made, but some backups") as told:
        journal.rewrap_backups()
    assert str(DiskFull()) in str(told.value)


def test_whatever_fails_on_closing_the_key_is_forgotten_and_the_folder_let_go(journal, monkeypatch):
    def fails(*_):
        raise StorageFailed("the disk reports an error")

    with monkeypatch.context() as failing:
        failing.setattr(database, "close", fails)
        with pytest.raises(StorageFailed):
            journal.close()
    assert journal._key == b""
    journal._connection.close()
    open_journal(journal.path).close()
