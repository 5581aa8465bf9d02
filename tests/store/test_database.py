"""Opening the database: what is damaged, foreign, newer or older, and what is then said and done."""

from __future__ import annotations

import contextlib
import sqlite3

import pytest
import sqlcipher3

from journals import entry
from metanoia.domain.errors import (
    JournalDamaged,
    JournalInUse,
    JournalNewer,
    MetanoiaError,
    StorageFailed,
)
from metanoia.store import copy, database, driver, migrations
from metanoia.store.entries import Entries
from metanoia.vault import vault
from stores import KEY, VAULT_ID, Store, never


@pytest.fixture
def closed(tmp_path):
    """The path of a closed database of 300 entries."""
    path = tmp_path / "journal.db"
    database.close(database.create(path, KEY, {"vault_id": VAULT_ID, "commit_no": "0"}))
    store = Store(path, create=False)
    store.part(Entries).add_many(
        [entry(f"{i}", "nightingale " * 40, day=i) for i in range(300)], None
    )
    store.close()
    return store.path


def reopen(path, vault_id=VAULT_ID, before_migrating=never):
    return database.open_(path, KEY, vault_id, before_migrating=before_migrating)


def count(path):
    connection = driver.connect(path, KEY)
    found = connection.execute("SELECT count(*) FROM entry").fetchone()[0]
    connection.close()
    return found


def test_a_closed_journal_is_one_private_file_without_a_readable_word(closed):
    assert [path.name for path in closed.parent.iterdir()] == ["journal.db"]
    assert closed.stat().st_mode & 0o777 == 0o600
    data = closed.read_bytes()
    assert b"nightingale" not in data
    assert b"SQLite" not in data


def test_the_connection_is_as_strict_as_it_must_be(closed):
    connection = reopen(closed)
    asked = {
        "journal_mode": "wal",
        "synchronous": 2,
        "foreign_keys": 1,
        "temp_store": 2,
        "trusted_schema": 0,
        "cell_size_check": 1,
        "recursive_triggers": 1,
        "secure_delete": 1,
        "busy_timeout": 3000,
    }
    found = {name: connection.execute(f"PRAGMA {name}").fetchone()[0] for name in asked}
    database.close(connection)
    assert found == asked


# -- what is not this journal


def empty(path):
    path.write_bytes(b"")


def other_program(path):
    path.unlink()
    connection = driver.connect(path, KEY, create=True)
    connection.execute("CREATE TABLE diary(text)")
    connection.close()


def other_key(path):
    path.unlink()
    connection = driver.connect(path, bytes(32), create=True)
    connection.execute("CREATE TABLE entry(text)")
    connection.close()


def plain(path):
    path.unlink()
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE entry(text)")
    connection.commit()
    connection.close()


def text(path):
    path.write_text("Dear diary\n" * 1000)


def first_page_damaged(path):
    data = bytearray(path.read_bytes())
    data[200] ^= 1
    path.write_bytes(data)


def cut_to_nothing_much(path):
    path.write_bytes(path.read_bytes()[:100])


@pytest.mark.parametrize(
    "damage",
    [empty, other_program, other_key, plain, text, first_page_damaged, cut_to_nothing_much],
)
def test_what_is_not_this_journal_is_refused_and_left_alone(closed, damage):
    damage(closed)
    before = closed.read_bytes()

    with pytest.raises(JournalDamaged, match="Nothing was changed"):
        reopen(closed)

    assert closed.read_bytes() == before


def test_what_is_foreign_is_told_from_what_cannot_be_read(closed):
    empty(closed)
    with pytest.raises(JournalDamaged, match="empty or belongs to another program"):
        reopen(closed)


def test_a_missing_file_is_named_and_not_made(closed):
    closed.unlink()
    with pytest.raises(JournalDamaged, match=r"journal\.db is missing"):
        reopen(closed)
    assert not closed.exists()


def test_the_database_of_another_journal_is_refused(closed):
    with pytest.raises(JournalDamaged, match="another journal"):
        reopen(closed, "11111111-0000-4000-8000-000000000000")


def test_a_lost_trigger_is_noticed(closed):
    connection = driver.connect(closed, KEY)
    connection.execute("DROP TRIGGER entry_refound")
    connection.close()

    with pytest.raises(JournalDamaged, match="structure"):
        reopen(closed)


def test_every_trigger_is_named(store):
    found = store.connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")
    assert {name for (name,) in found} == set(migrations.TRIGGERS)


@pytest.mark.parametrize("cut", [False, True])
def test_a_file_damaged_further_in_opens_or_not_but_a_check_finds_it(closed, cut):
    data = bytearray(closed.read_bytes())
    if cut:
        closed.write_bytes(data[: len(data) // 2 // 4096 * 4096])
    else:
        for place in range(8 * 4096 + 99, len(data), 16 * 4096):
            data[place] ^= 0xFF
        closed.write_bytes(data)

    try:
        connection = reopen(closed)
    except JournalDamaged:
        return
    problems = copy.verify(connection, full=False)
    connection.close()
    assert problems


def test_reading_a_damaged_page_is_one_sentence(closed):
    store = Store(closed, create=False)
    long = store.part(Entries).add(entry("long", "x" * 1_000_000, day=900))
    store.close()
    data = bytearray(closed.read_bytes())
    for page in range(len(data) // 4096 - 100, len(data) // 4096 - 50):
        data[page * 4096 + 99] ^= 0xFF
    closed.write_bytes(data)
    store = Store(closed, create=False)

    with pytest.raises(JournalDamaged, match="Bring back a backup"):
        store.part(Entries).get(long.id)

    store.connection.close()
    again = Store(closed, create=False)  # SQLCipher gives a connection up after a false page
    assert len(again.part(Entries).newest()) == 60
    again.connection.close()


def test_a_newer_journal_is_refused_and_left_alone(closed):
    connection = driver.connect(closed, KEY)
    connection.execute("PRAGMA user_version = 99")
    connection.close()
    before = closed.read_bytes()

    with pytest.raises(JournalNewer, match="newer version"):
        reopen(closed)

    assert closed.read_bytes() == before


# -- migrating

TODAY = migrations.LATEST
NEXT = TODAY + 1


def m003_adds_moods(db):
    db.execute("ALTER TABLE entry ADD COLUMN mood INTEGER")
    db.execute(f"PRAGMA user_version = {NEXT}")


def m003_fails_half_way(db):
    db.execute("ALTER TABLE entry ADD COLUMN mood INTEGER")
    db.execute(f"PRAGMA user_version = {NEXT}")
    db.execute("INSERT INTO no_such_table VALUES(1)")


def migrate_with(monkeypatch, step):
    monkeypatch.setattr(migrations, "STEPS", (*migrations.STEPS, step))
    monkeypatch.setattr(migrations, "LATEST", NEXT)


def columns(connection):
    return [row[1] for row in connection.execute("PRAGMA table_info(entry)")]


def test_an_older_journal_is_brought_to_today_after_a_copy_was_kept(closed, monkeypatch, tmp_path):
    migrate_with(monkeypatch, m003_adds_moods)
    kept = tmp_path / "kept.db"

    def keep(connection):
        copy.copy_verified(connection, KEY, kept)

    connection = reopen(closed, before_migrating=keep)

    assert "mood" in columns(connection)
    assert connection.execute("PRAGMA user_version").fetchone() == (NEXT,)
    assert copy.verify(connection) == []
    database.close(connection)
    old = driver.connect(kept, KEY)
    assert "mood" not in columns(old)
    assert old.execute("PRAGMA user_version").fetchone() == (TODAY,)
    old.close()
    database.close(reopen(closed))


def test_a_step_that_fails_is_rolled_back_and_the_old_version_still_opens(closed, monkeypatch):
    kept = []
    with monkeypatch.context() as newer:
        migrate_with(newer, m003_fails_half_way)
        with pytest.raises(StorageFailed):
            reopen(closed, before_migrating=kept.append)
    assert kept

    connection = reopen(closed)
    assert "mood" not in columns(connection)
    assert connection.execute("PRAGMA user_version").fetchone() == (TODAY,)
    assert copy.verify(connection) == []
    database.close(connection)


def test_without_its_copy_nothing_is_migrated(closed, monkeypatch):
    def fails(connection):
        raise StorageFailed("no room")

    with monkeypatch.context() as newer:
        migrate_with(newer, m003_adds_moods)
        with pytest.raises(StorageFailed):
            reopen(closed, before_migrating=fails)

    connection = reopen(closed)
    assert "mood" not in columns(connection)
    database.close(connection)


def test_a_database_that_cannot_be_finished_leaves_no_file(tmp_path, monkeypatch):
    def fails(connection):
        raise StorageFailed("the disk reports an error")

    monkeypatch.setattr(migrations, "apply", fails)
    with pytest.raises(StorageFailed):
        database.create(tmp_path / "journal.db", KEY, {})

    assert list(tmp_path.iterdir()) == []


def test_the_encryption_is_new_enough(store):
    sqlite, cipher = driver.versions(store.connection)
    assert tuple(map(int, sqlite.split("."))) >= (3, 51, 3)
    assert tuple(map(int, cipher.split()[0].split(".")[:2])) >= (4, 7)


def test_a_second_writer_waits_and_is_then_told(closed):
    first, second = reopen(closed), Store(closed, create=False)
    second.connection.execute("PRAGMA busy_timeout = 50")
    first.execute("BEGIN IMMEDIATE")

    with pytest.raises(JournalInUse):
        second.part(Entries).add(entry())

    first.execute("ROLLBACK")
    second.part(Entries).add(entry())
    second.close()
    database.close(first)
    assert count(closed) == 301


# -- the driver


def test_a_key_that_would_be_taken_for_a_passphrase_is_never_used(tmp_path):
    for key in (b"", KEY[:31], KEY + b"x"):
        with pytest.raises(ValueError, match="32 bytes"):
            driver.connect(tmp_path / "new.db", key, create=True)
    assert list(tmp_path.iterdir()) == []


def test_a_connection_makes_no_file_unless_it_is_asked_to(tmp_path):
    for open_ in (
        lambda: driver.connect(tmp_path / "none.db", KEY),
        lambda: database.open_second(tmp_path / "none.db", KEY),
    ):
        with contextlib.suppress(driver.Error, MetanoiaError):
            open_().close()
        assert list(tmp_path.iterdir()) == []


def test_a_false_page_is_not_reported_on_the_terminal(closed, capfd):
    first_page_damaged(closed)
    with pytest.raises(JournalDamaged):
        reopen(closed)
    assert capfd.readouterr() == ("", "")


def test_the_file_opens_by_hand_as_the_folders_own_readme_says(closed):
    """The key is raw: any SQLCipher shell opens the file with it, and so will readers to come."""
    statements = [line.strip() for line in vault._README.splitlines() if line.strip().endswith(";")]
    shell = sqlcipher3.connect(closed)
    for statement in statements:
        found = shell.execute(statement.replace("the 64 letters and digits", KEY.hex()))
    rows = found.fetchall()
    shell.close()
    assert len(statements) == 2
    assert len(rows) == 300
    assert rows[0] == ("2026-01-01", "0", "nightingale " * 40)
