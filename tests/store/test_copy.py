"""Verified copies and the verification itself."""

from __future__ import annotations

import pytest

from journals import entry
from metanoia.domain.errors import Cancelled, DiskFull, JournalDamaged, MetanoiaError
from metanoia.store import copy, driver
from metanoia.store.entries import Entries
from stores import KEY, Store


@pytest.fixture
def filled(store):
    entries = store.part(Entries)
    entries.add_many(
        [entry(f"{i}", "some words " * 30, day=i, tags=("t",)) for i in range(100)], None
    )
    entries.trash(entries.newest()[0].id)
    return store


def test_a_copy_holds_everything_still_in_the_log_under_the_same_key(filled, tmp_path):
    target = tmp_path / "copy.db"

    reached = copy.copy_verified(filled.connection, KEY, target)

    assert reached == filled.commits == 2
    assert b"some words" not in target.read_bytes()
    opened = Store(target, create=False)
    assert opened.part(Entries).count == 99
    opened.close()


def test_a_sound_journal_has_no_problems_and_each_step_is_heard(filled):
    heard = []

    assert copy.verify(filled.connection, progress=lambda *step: heard.append(step)) == []

    assert heard[0][0] == 0
    assert heard[-1][0] == heard[-1][1]


@pytest.mark.parametrize(
    ("harm", "problem"),
    [
        ("DELETE FROM entry_fts_data WHERE id > 10", "search index"),
        ("INSERT INTO entry_fts(rowid, title, body) VALUES(1, 'x', 'y')", "search index"),
        ("UPDATE stat SET words = words + 1", "numbers"),
        ("DELETE FROM month", "numbers"),
        ("DROP TRIGGER tag_follows", "structure"),
        ("PRAGMA application_id = 1", "structure"),
        ("PRAGMA foreign_keys = OFF; DELETE FROM tag", "refers"),
        (
            """PRAGMA ignore_check_constraints = ON; UPDATE entry SET has_time = 7;
            PRAGMA ignore_check_constraints = OFF""",
            "database's structure",
        ),
    ],
)
def test_each_kind_of_damage_is_found_and_no_copy_of_it_passes(filled, tmp_path, harm, problem):
    for statement in harm.split(";"):
        filled.connection.execute(statement)

    problems = copy.verify(filled.connection)

    assert any(problem in sentence for sentence in problems)
    with pytest.raises(JournalDamaged):
        copy.copy_verified(filled.connection, KEY, tmp_path / "copy.db")


def test_a_changed_byte_is_found(filled, tmp_path):
    target = tmp_path / "copy.db"
    copy.copy_verified(filled.connection, KEY, target)
    data = bytearray(target.read_bytes())
    data[-2000] ^= 1
    target.write_bytes(data)
    opened = driver.connect(target, KEY)

    problems = copy.verify(opened, full=False)

    opened.close()
    assert problems[0] == "Part of the file is not what Metanoia wrote there."


def test_a_copy_can_be_cancelled(filled, tmp_path, monkeypatch):
    monkeypatch.setattr(copy, "_STEPS_BETWEEN_QUESTIONS", 100)

    with pytest.raises(Cancelled):
        copy.copy_verified(filled.connection, KEY, tmp_path / "copy.db", lambda: True)

    assert copy.verify(filled.connection) == []


def test_a_check_can_be_cancelled(filled):
    answers = iter([False, False, True])

    with pytest.raises(Cancelled):
        copy.verify(filled.connection, cancelled=lambda: next(answers, True))


def test_a_check_can_be_cancelled_in_the_middle_of_a_step(filled, monkeypatch):
    monkeypatch.setattr(copy, "_STEPS_BETWEEN_QUESTIONS", 10)
    asked = []

    def cancelled():
        asked.append(1)
        return len(asked) > 8

    with pytest.raises(Cancelled):
        copy.verify(filled.connection, cancelled=cancelled)


def test_a_copy_of_another_journal_does_not_pass(filled, tmp_path, monkeypatch):
    names = iter(["one", "another"])
    monkeypatch.setattr(copy, "_vault_id", lambda connection: next(names))

    with pytest.raises(JournalDamaged):
        copy.copy_verified(filled.connection, KEY, tmp_path / "copy.db")


def test_a_copy_never_takes_the_place_of_a_file(filled, tmp_path):
    target = tmp_path / "copy.db"
    target.write_bytes(b"precious")

    with pytest.raises(MetanoiaError):
        copy.copy_verified(filled.connection, KEY, target)

    assert target.read_bytes() == b"precious"


def test_a_full_disk_on_saving_is_one_sentence_and_the_entry_is_as_it_was(filled):
    entries = filled.part(Entries)
    kept = entries.get(entries.newest()[0].id)
    before = filled.commits
    pages = filled.one("PRAGMA page_count")
    filled.connection.execute(f"PRAGMA max_page_count = {pages}")

    with pytest.raises(DiskFull, match=r"nothing was changed\. Free some space"):
        entries.save_text(kept.id, "New", "x" * 500_000)

    assert entries.get(kept.id) == kept
    assert filled.commits == before
    filled.connection.execute("PRAGMA max_page_count = 1000000")
    assert entries.save_text(kept.id, "New", "x" * 500_000).rev == kept.rev + 1
    assert copy.verify(filled.connection) == []
