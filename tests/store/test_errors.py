"""What the database's errors mean to a person."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

from metanoia.domain.errors import (
    Cancelled,
    DiskFull,
    FolderReadOnly,
    JournalDamaged,
    JournalInUse,
    StorageFailed,
    TooManyFiles,
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


@pytest.mark.skipif(sys.platform == "win32", reason="there is no such limit")
def test_a_want_of_handles_is_not_taken_for_a_folder_that_cannot_be_written_to(tmp_path):
    import resource

    few, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    error = driver.OperationalError("unable to open database file")
    with open(os.devnull, "rb") as lowest:  # noqa: PTH123 - it is no path of ours
        resource.setrlimit(resource.RLIMIT_NOFILE, (lowest.fileno() + 1, most))
        try:
            found = translated(error, tmp_path / "journal.db")
        finally:
            resource.setrlimit(resource.RLIMIT_NOFILE, (few, most))
    assert type(found) is TooManyFiles
    assert type(translated(error, tmp_path / "journal.db")) is FolderReadOnly


def test_a_disk_that_has_no_page_left_is_said_to_be_full(tmp_path, monkeypatch):
    usage = SimpleNamespace(free=0)
    monkeypatch.setattr("shutil.disk_usage", lambda _: usage)
    error = driver.OperationalError("disk I/O error")
    assert type(translated(error, tmp_path / "journal.db")) is DiskFull
    usage.free = 1 << 30
    assert type(translated(error, tmp_path / "journal.db")) is StorageFailed
    assert list(tmp_path.iterdir()) == []
