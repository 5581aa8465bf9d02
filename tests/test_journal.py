"""One open journal: made, opened, closed, backed up, brought back; and what is said when it cannot."""

from __future__ import annotations

import datetime as dt
import json
import os
import subprocess
import sys
import threading

import pytest

from journals import (
    LOG_N,
    PASSPHRASE,
    entry,
    new_journal,
    new_journal_and_recovery_key,
    open_journal,
)
from metanoia.domain.actions import NewAction
from metanoia.domain.assumptions import NewAssumption
from metanoia.domain.errors import (
    BackupDamaged,
    Cancelled,
    DescriptorDamaged,
    DiskFull,
    JournalDamaged,
    JournalExists,
    JournalInUse,
    JournalMissing,
    JournalMoved,
    JournalNewer,
    KeyFileDamaged,
    KeyringUnavailable,
    MetanoiaError,
    NotFound,
    Refused,
    StorageFailed,
    WrongPassphrase,
    WrongRecoveryKey,
)
from metanoia.domain.predictions import NewPrediction
from metanoia.journal import Journal, backups_in, recover, restore
from metanoia.store import driver, migrations
from metanoia.vault import slots
from metanoia.vault.vault import Passphrase, RawKey, RecoveryKey


@pytest.fixture
def folder(tmp_path):
    """The folder of a closed journal with three entries."""
    with new_journal(tmp_path / "journal", entries=3) as made:
        made.entries.add(entry("Newest", "zanzibar", day=9))
    return tmp_path / "journal"


def names(folder):
    return {path.name for path in folder.iterdir()}


def raw_key(folder):
    with open_journal(folder) as opened:
        return opened._key


# -- making


def test_a_new_journal_has_a_name_an_identity_and_nothing_else(tmp_path):
    made, recovery_key = new_journal_and_recovery_key(tmp_path / "a" / "b", "  My   life ")
    with made:
        assert made.name == "My life"
        assert made.identity.get().age_recipient.startswith("age1")
        assert made.stats().entries == 0
        assert not made.backup_needed
        assert made.missing_changes == 0
    assert len(recovery_key.split("-")) == 8


def test_a_closed_journal_is_one_database_file_that_only_its_owner_may_read(folder):
    assert names(folder) == {
        ".lock", "README.txt", "anchor.json", "journal.db", "keys", "vault.json",
    }  # fmt: skip
    assert folder.stat().st_mode & 0o777 == 0o700
    for path in folder.rglob("*"):
        if path.is_file():
            assert path.stat().st_mode & 0o077 == 0, path
            assert b"zanzibar" not in path.read_bytes()


def test_a_journal_is_not_made_where_something_is(folder, tmp_path):
    before = (folder / "journal.db").read_bytes()
    with pytest.raises(JournalExists):
        new_journal(folder)
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "thesis.doc").touch()
    with pytest.raises(JournalExists):
        new_journal(tmp_path / "full")
    assert (folder / "journal.db").read_bytes() == before
    assert names(tmp_path / "full") == {"thesis.doc"}


@pytest.mark.parametrize(("passphrase", "name"), [("short", "Mine"), (PASSPHRASE, " ")])
def test_a_refused_journal_leaves_nothing_behind(tmp_path, passphrase, name):
    with pytest.raises(Refused):
        Journal.create(tmp_path / "new", passphrase, name=name, log_n=LOG_N)
    assert not (tmp_path / "new").exists()


def test_a_journal_that_cannot_be_finished_leaves_nothing_behind(tmp_path, monkeypatch):
    def fails(self):
        raise StorageFailed("the disk reports an error")

    with monkeypatch.context() as broken:
        broken.setattr("metanoia.store.identity.Identities.create", fails)
        with pytest.raises(StorageFailed):
            new_journal_and_recovery_key(tmp_path / "new")

    assert names(tmp_path / "new") <= {".lock"}
    new_journal(tmp_path / "new").close()


# -- opening


def test_what_was_written_is_there_again(folder):
    with open_journal(folder) as opened:
        assert [row.title for row in opened.entries.newest(1)] == ["Newest"]
        assert opened.search.find("zanz").count == 1
        assert opened.missing_changes == 0


def test_a_journal_opens_with_its_recovery_key_and_with_its_raw_key(tmp_path):
    made, recovery_key = new_journal_and_recovery_key(tmp_path / "j")
    made.close()
    with Journal.open(tmp_path / "j", RecoveryKey(recovery_key.lower().replace("-", " "))):
        pass
    with Journal.open(tmp_path / "j", RawKey(raw_key(tmp_path / "j"))):
        pass


def no_journal(folder):
    for path in list(folder.iterdir()):
        if path.name in ("journal.db", "vault.json"):
            path.unlink()


def no_descriptor(folder):
    (folder / "vault.json").unlink()


def changed_descriptor(folder):
    path = folder / "vault.json"
    found = json.loads(path.read_text())
    found["slots"] = found["slots"][:1]
    path.write_text(json.dumps(found))


def damaged_slot(folder):
    path = folder / "keys" / "passphrase.age"
    data = bytearray(path.read_bytes())
    data[-5] ^= 1
    path.write_bytes(data)


def no_slot(folder):
    (folder / "keys" / "passphrase.age").unlink()


def no_database(folder):
    (folder / "journal.db").unlink()


def empty_database(folder):
    (folder / "journal.db").write_bytes(b"")


def garbled_database(folder):
    path = folder / "journal.db"
    path.write_bytes(bytes(range(256)) * 1000)


def newer_database(folder):
    connection = driver.connect(folder / "journal.db", raw_key(folder))
    connection.execute("PRAGMA user_version = 99")
    connection.close()


@pytest.mark.parametrize(
    ("harm", "error", "says"),
    [
        (no_journal, JournalMissing, "make a new journal"),
        (no_descriptor, DescriptorDamaged, "missing"),
        (changed_descriptor, DescriptorDamaged, "changed by something other"),
        (damaged_slot, KeyFileDamaged, "other key"),
        (no_slot, KeyFileDamaged, "missing"),
        (no_database, JournalDamaged, "journal.db is missing"),
        (empty_database, JournalDamaged, "empty"),
        (garbled_database, JournalDamaged, "cannot be read"),
        (newer_database, JournalNewer, "newer version"),
    ],
)
def test_each_fault_has_its_own_sentence_and_changes_nothing(folder, harm, error, says):
    harm(folder)
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}

    with pytest.raises(error, match=says):
        open_journal(folder)
    with pytest.raises(error):  # the folder was let go
        open_journal(folder)

    assert {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()} == before


def test_wrong_secrets_are_told_apart(folder, tmp_path):
    other, other_key = new_journal_and_recovery_key(tmp_path / "other")
    other.close()
    with pytest.raises(WrongPassphrase):
        open_journal(folder, "not this one at all")
    with pytest.raises(WrongRecoveryKey):
        Journal.open(folder, RecoveryKey(other_key))
    with pytest.raises(WrongRecoveryKey):
        Journal.open(folder, RecoveryKey("ABCD"))
    with pytest.raises(KeyringUnavailable):
        Journal.open(folder, RawKey(bytes(32)))
    open_journal(folder).close()


def test_a_journal_is_open_once_and_free_again_afterwards(folder):
    with open_journal(folder):
        with pytest.raises(JournalInUse):
            open_journal(folder)
        with pytest.raises(JournalInUse):
            restore(folder, "1") if backups_in(folder) else open_journal(folder)
    open_journal(folder).close()


READ_ONLY = """
import os, shutil, sys, tempfile
from pathlib import Path
from metanoia.domain.errors import FolderReadOnly
from metanoia.journal import Journal
from metanoia.vault.vault import Passphrase
base = Path(tempfile.mkdtemp())
folder = base / "journal"
try:
    shutil.copytree(sys.argv[1], folder)
    Journal.open(folder, Passphrase(sys.argv[2])).close()
    for path in (base, folder, *folder.rglob("*")):
        path.chmod(0o500 if path.is_dir() else 0o400)
        if os.geteuid() == 0:
            os.chown(path, 65534, 65534)
    user = os.geteuid()
    if user == 0:  # to whom nothing is read-only
        os.seteuid(65534)
    try:
        Journal.open(folder, Passphrase(sys.argv[2]))
    except FolderReadOnly as error:
        print(str(folder) in str(error), "permissions" in str(error))
    finally:
        os.seteuid(user)
        for path in (base, folder, *folder.rglob("*")):
            path.chmod(0o700)
finally:
    shutil.rmtree(base)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="permissions work differently there")
def test_a_read_only_folder_is_said_to_be_one(folder):
    assert run(READ_ONLY, folder) == "True True\n"


def run(program, folder):
    """Run a program on the journal in an interpreter of its own; return what it prints."""
    done = subprocess.run(
        [sys.executable, "-c", program, str(folder), PASSPHRASE],
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stderr == ""
    return done.stdout


OPENING = """
import sys, threading
from pathlib import Path
opened = []
def work():
    from metanoia.journal import Journal
    from metanoia.vault.vault import Passphrase
    opened.append(Journal.open(Path(sys.argv[1]), Passphrase(sys.argv[2])))
thread = threading.Thread(target=work)
thread.start()
thread.join()
rows = opened[0].entries.newest()
assert len(rows) == 4, rows
opened[0].close()
heavy = {"sqlite_utils", "keyring", "markdown", "pyrage", "PIL", "dateparser", "zxcvbn", "segno",
         "zxingcpp", "yaml", "PySide6", "numpy", "nh3"}
print(sorted(heavy & set(sys.modules)))
"""


def test_opening_in_a_thread_before_qt_imports_nothing_heavy(folder):
    assert run(OPENING, folder) == "[]\n"


def test_from_opening_to_the_first_list_few_statements_run(folder, monkeypatch):
    run = []
    connect = driver.connect

    def traced(*args, **more):
        connection = connect(*args, **more)
        connection.set_trace_callback(run.append)
        return connection

    monkeypatch.setattr(driver, "connect", traced)
    with open_journal(folder) as opened:
        opened.entries.newest()
        statements = [sql for sql in run if not sql.lstrip().upper().startswith("PRAGMA")]
    assert 3 <= len(statements) <= 8
    assert not [sql for sql in run if "key" in sql.lower() and "x'" in sql.lower()]


# -- closing, moving, losing


def test_closing_twice_is_closing_once_and_the_key_is_gone(folder):
    opened = open_journal(folder)
    opened.close()
    opened.close()
    assert not opened.is_open
    assert opened._key == b""


def test_a_journal_whose_folder_is_moved_away_writes_nothing_and_closes(folder):
    opened = open_journal(folder)
    away = folder.with_name("away")
    folder.rename(away)

    assert not opened.still_in_place()
    with pytest.raises(JournalMoved, match="journal"):
        opened.entries.add(entry("lost?"))
    opened.close()

    with open_journal(away) as again:
        assert again.entries.count == 4


def test_a_note_that_finds_no_room_at_closing_is_no_news(folder, monkeypatch):
    def refuse(*_):
        raise DiskFull

    opened = open_journal(folder)
    opened.entries.add(entry("Kept"))
    with monkeypatch.context() as full:
        full.setattr("metanoia.vault.anchor.write", refuse)
        opened.close()
    assert not opened.is_open
    with open_journal(folder) as opened:
        assert (opened.missing_changes, opened.entries.count) == (0, 5)


def test_a_lost_log_is_noticed_until_it_is_accepted(folder):
    older = (folder / "journal.db").read_bytes()
    with open_journal(folder) as opened:
        opened.entries.add(entry("one"))
        opened.entries.add(entry("two"))
    (folder / "journal.db").write_bytes(older)

    with open_journal(folder) as opened:
        assert opened.missing_changes == 2
    with open_journal(folder) as opened:
        assert opened.missing_changes == 2
        opened.accept_missing()
        assert opened.missing_changes == 0
    with open_journal(folder) as opened:
        assert opened.missing_changes == 0


def test_what_is_thirty_days_in_recently_deleted_goes_in_silence_when_the_journal_closes(folder):
    heard = []
    with open_journal(folder) as opened:
        opened.entries.trash(opened.entries.newest()[0].id)
        opened._connection.execute(
            "UPDATE entry SET deleted_at = '2020-01-01T00:00:00Z' WHERE deleted_at IS NOT NULL"
        )
        opened.changes.subscribe(lambda *word: heard.append(word))
    assert heard == []
    with open_journal(folder) as opened:
        assert (opened.entries.count, opened.entries.trashed_count) == (3, 0)


@pytest.mark.parametrize("kind", ["assumption", "prediction", "action"])
def test_everything_that_can_be_deleted_goes_when_its_thirty_days_are_over(folder, kind):
    with open_journal(folder) as opened:
        part, one = {
            "assumption": (
                opened.assumptions,
                lambda: opened.assumptions.add(NewAssumption(statement="Sam is angry")).id,
            ),
            "prediction": (
                opened.predictions,
                lambda: (
                    opened.predictions.add(
                        NewPrediction(
                            statement="It will rain",
                            settled_by="The window",
                            due_on=dt.date(2099, 1, 1),
                            percent=50,
                        )
                    ).id
                ),
            ),
            "action": (opened.actions, lambda: opened.actions.add(NewAction(text="Ask")).id),
        }[kind]
        young, old = one(), one()
        part.trash(young)
        part.trash(old)
        opened._connection.execute(
            f"UPDATE {kind} SET deleted_at = '2020-01-01T00:00:00Z' WHERE id = ?", (old,)
        )
    with open_journal(folder) as opened:
        assert [row.id for row in getattr(opened, f"{kind}s").trashed()] == [young]


FULL = """
import resource, signal, sys
from pathlib import Path
from metanoia.domain.errors import MetanoiaError
from metanoia.journal import Journal
from metanoia.vault.vault import Passphrase
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
journal = Journal.open(Path(sys.argv[1]), Passphrase(sys.argv[2]))
kept = journal.entries.get(journal.entries.newest()[0].id)
resource.setrlimit(resource.RLIMIT_FSIZE, (300_000, resource.RLIM_INFINITY))
try:
    journal.entries.save_text(kept.id, "New", "x" * 1_000_000)
except MetanoiaError as error:
    print(type(error).__name__)
resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, resource.RLIM_INFINITY))
try:
    journal.back_up()
except MetanoiaError as error:
    print(type(error).__name__)
assert journal.entries.get(kept.id) == kept
resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
journal.entries.save_text(kept.id, "New", "x" * 1_000_000)
assert journal.check().sound
journal.close()
"""


@pytest.mark.skipif(sys.platform == "win32", reason="it has no such limit")
def test_when_no_more_can_be_written_the_entry_is_as_it_was_and_saving_works_again_later(folder):
    said = run(FULL, folder).splitlines()
    assert len(said) == 2
    assert set(said) <= {"StorageFailed", "DiskFull"}
    with open_journal(folder) as opened:
        assert opened.entries.newest()[0].title == "New"
        assert list((folder / "backups").iterdir()) == []


# -- a second connection


def test_a_reader_sees_what_is_kept_and_writes_nothing(journal):
    reader = journal.reader()
    kept = journal.entries.add(entry("Seen", "zanzibar"))

    assert reader.entries.get(kept.id) == kept
    assert reader.search.find("zanzibar").count == 1
    with pytest.raises(MetanoiaError):
        reader.entries.add(entry())
    reader.close()
    assert journal.entries.count == 1


def test_a_reader_left_open_is_closed_with_the_journal(folder):
    opened = open_journal(folder)
    reader = opened.reader()
    reader.entries.newest()
    opened.close()
    assert reader.closed
    assert "journal.db-wal" not in names(folder)


# -- backups and health


def test_a_backup_is_made_only_when_something_changed(folder):
    with open_journal(folder) as opened:
        assert opened.backup_needed
        backup = opened.back_up()
        assert backup.verified_at is not None
        assert not opened.backup_needed
        commit = opened.meta.commit_no
        opened.entries.add(entry())
        assert opened.backup_needed
        assert opened.meta.commit_no == commit + 1
    open_journal(folder).close(back_up=True)
    open_journal(folder).close(back_up=True)
    assert [backup.sequence for backup in backups_in(folder)] == [2, 1]


def test_a_backup_in_another_thread_while_writing_goes_on(journal):
    for i in range(20):
        journal.entries.add(entry(f"{i}", day=i))
    failed = []

    def work():
        try:
            journal.back_up()
        except MetanoiaError as error:
            failed.append(error)

    worker = threading.Thread(target=work)
    worker.start()
    for i in range(20):
        journal.entries.add(entry(f"more {i}", day=i))
    worker.join()

    assert failed == []
    assert len(journal.backups()) == 1
    assert journal.check().sound


def test_a_cancelled_backup_leaves_nothing(journal):
    stop = threading.Event()
    stop.set()
    with pytest.raises(Cancelled):
        journal.back_up(stop)
    assert journal.backups() == []
    assert list((journal.path / "backups").iterdir()) == []


def test_a_backup_can_be_brought_back_and_that_can_be_undone(folder):
    with open_journal(folder) as opened:
        opened.back_up()
        opened.entries.add(entry("After"))

    aside = restore(folder, "1")
    with open_journal(folder) as opened:
        assert opened.entries.count == 4
        assert opened.missing_changes == 0

    restore(folder, str(aside))
    with open_journal(folder) as opened:
        assert opened.entries.count == 5


def test_a_damaged_journal_is_brought_back_from_its_backup(folder):
    open_journal(folder).close(back_up=True)
    garbled_database(folder)
    with pytest.raises(JournalDamaged):
        open_journal(folder)

    restore(folder, "1")

    with open_journal(folder) as opened:
        assert opened.entries.count == 4
        assert opened.check().sound  # what was put aside may well be damaged


def test_a_backup_opens_in_an_empty_folder_of_its_own(folder, tmp_path):
    open_journal(folder).close(back_up=True)
    restore(tmp_path / "new", str(backups_in(folder)[0].path))

    with open_journal(tmp_path / "new") as opened:
        assert opened.entries.count == 4


def test_a_damaged_backup_is_found_and_not_brought_back(folder):
    open_journal(folder).close(back_up=True)
    (backup,) = backups_in(folder)
    path = backup.path / "journal.db"
    data = bytearray(path.read_bytes())
    data[-100] ^= 1
    path.write_bytes(data)

    with open_journal(folder) as opened:
        health = opened.check()
        assert health.problems == ()
        assert [found.sequence for found in health.damaged] == [1]
        assert not health.sound
    with pytest.raises(BackupDamaged):
        restore(folder, "1")
    with pytest.raises(NotFound):
        restore(folder, "7")
    open_journal(folder).close()


def test_a_full_check_notes_when_it_was(journal):
    assert journal.meta.last_verified is None
    assert journal.check(full=False).sound
    assert journal.meta.last_verified is None
    assert journal.check().sound
    assert journal.meta.last_verified is not None


def test_an_older_journal_is_backed_up_before_it_is_brought_to_today(folder, monkeypatch):
    def adds_moods(db):
        db.execute("ALTER TABLE entry ADD COLUMN mood INTEGER")
        db.execute(f"PRAGMA user_version = {migrations.LATEST}")

    monkeypatch.setattr(migrations, "STEPS", (*migrations.STEPS, adds_moods))
    monkeypatch.setattr(migrations, "LATEST", migrations.LATEST + 1)

    with open_journal(folder) as opened:
        assert opened.entries.count == 4
        (backup,) = opened.backups()
        assert backup.verified_at is not None


# -- keys


def test_a_changed_passphrase_opens_and_the_old_one_does_not(folder):
    with open_journal(folder) as opened:
        with pytest.raises(WrongPassphrase):
            opened.change_passphrase("not this one at all", "a whole new passphrase", LOG_N)
        with pytest.raises(Refused):
            opened.change_passphrase(PASSPHRASE, "short", LOG_N)
        opened.change_passphrase(PASSPHRASE, "a whole new passphrase", LOG_N)

    with pytest.raises(WrongPassphrase):
        open_journal(folder)
    open_journal(folder, "a whole new passphrase").close()


def test_a_new_recovery_key_opens_and_the_old_one_does_not(tmp_path):
    made, old = new_journal_and_recovery_key(tmp_path / "j")
    with made:
        new = made.new_recovery_key(PASSPHRASE)

    with pytest.raises(WrongRecoveryKey):
        Journal.open(tmp_path / "j", RecoveryKey(old))
    Journal.open(tmp_path / "j", RecoveryKey(new)).close()


def test_a_forgotten_passphrase_is_replaced_by_the_recovery_key(tmp_path):
    made, recovery_key = new_journal_and_recovery_key(tmp_path / "j")
    made.entries.add(entry())
    made.close()

    unlocked = recover(tmp_path / "j", recovery_key, "a whole new passphrase", LOG_N)

    with Journal.open(tmp_path / "j", RawKey(unlocked.key)) as opened:
        assert opened.entries.count == 1
    Journal.open(tmp_path / "j", Passphrase("a whole new passphrase")).close()
    with pytest.raises(JournalMissing):
        recover(tmp_path / "nowhere", recovery_key, "a whole new passphrase", LOG_N)


def test_after_an_interrupted_re_encryption_the_key_that_fits_is_found(folder):
    key = raw_key(folder)
    vault_id = json.loads((folder / "vault.json").read_text())["vault_id"]
    slots.write_slot(
        folder / "keys" / "passphrase.age", PASSPHRASE, [bytes(32), key], vault_id, LOG_N
    )

    with open_journal(folder) as opened:
        assert opened.entries.count == 4

    garbled_database(folder)
    with pytest.raises(JournalDamaged):
        open_journal(folder)


def test_a_key_is_remembered_only_where_there_is_a_keyring(journal, monkeypatch):
    kept = {}
    monkeypatch.setattr("metanoia.vault.remembered.remember", kept.__setitem__)
    monkeypatch.setattr("metanoia.vault.remembered.forget", kept.pop)
    assert not journal.remembered

    journal.remember_key()
    assert journal.remembered
    assert list(kept) == [journal.meta.vault_id]

    journal.forget_key()
    assert not journal.remembered
    assert kept == {}
