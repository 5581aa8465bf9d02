"""What the database's errors mean to a person."""

from __future__ import annotations

from pathlib import Path

import pytest

from metanoia.domain.errors import (
    Cancelled,
    DiskFull,
    FolderReadOnly,
    JournalDamaged,
    JournalInUse,
    StorageFailed,
)
from metanoia.store import driver
from metanoia.store.errors import plainly, translated


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("database or disk is full", DiskFull),
        ("database is locked", JournalInUse),
        ("database table is locked", JournalInUse),
        ("interrupted", Cancelled),
        ("attempt to write a readonly database", FolderReadOnly),
        ("unable to open database file", FolderReadOnly),
        ("database disk image is malformed", JournalDamaged),
        ("file is not a database", JournalDamaged),
        ("disk I/O error", StorageFailed),
        ("no such column: mydivorce", StorageFailed),
    ],
)
def test_each_error_has_its_sentence(text, kind):
    error = translated(driver.OperationalError(text), Path("/home/me/Journal/journal.db"))

    assert type(error) is kind
    assert text not in str(error)
    if kind is FolderReadOnly:
        assert "/home/me/Journal " in str(error)


def test_a_sentence_never_repeats_what_a_person_wrote(store):
    with pytest.raises(StorageFailed) as caught, plainly(store.path):
        store.connection.execute("SELECT mydivorce FROM entry")

    assert "mydivorce" not in str(caught.value)
    assert caught.value.__cause__ is None


def test_a_real_readonly_error_is_told_as_one(store):
    store.connection.execute("PRAGMA query_only = ON")
    with pytest.raises(FolderReadOnly), plainly(store.path):
        store.connection.execute("DELETE FROM entry")
    store.connection.execute("PRAGMA query_only = OFF")
