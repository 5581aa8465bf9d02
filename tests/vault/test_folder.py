from __future__ import annotations

import errno
import os
import stat
import sys
from pathlib import Path

import pytest

from metanoia.domain.errors import (
    DiskFull,
    FolderReadOnly,
    JournalExists,
    Refused,
    StorageFailed,
    TooManyFiles,
)
from metanoia.vault import folder as folders
from metanoia.vault.folder import Folder, sweep, write_atomically

FAULTS = [
    (errno.ENOSPC, DiskFull),
    (errno.EDQUOT, DiskFull),
    (errno.EROFS, FolderReadOnly),
    (errno.EACCES, FolderReadOnly),
    (errno.EPERM, FolderReadOnly),
    (errno.EMFILE, TooManyFiles),
    (errno.ENFILE, TooManyFiles),
    (errno.EIO, StorageFailed),
]


def mode(path):
    return stat.S_IMODE(path.stat().st_mode)


def fail(number):
    def failing(*_args, **_kwargs):
        raise OSError(number, os.strerror(number))

    return failing


def test_a_new_folder_is_private_and_may_be_deep(tmp_path):
    folder = Folder(tmp_path / "a" / "Journal")
    folder.prepare()
    assert mode(folder.path) == 0o700
    assert not folder.holds_journal()


def test_an_empty_folder_is_made_private(tmp_path):
    tmp_path.chmod(0o755)
    (tmp_path / ".DS_Store").touch()
    (tmp_path / ".lock").touch()
    Folder(tmp_path).prepare()
    assert mode(tmp_path) == 0o700


def test_a_folder_that_holds_something_is_refused(tmp_path):
    (tmp_path / "holiday.jpg").touch()
    with pytest.raises(JournalExists, match="already holds something"):
        Folder(tmp_path).prepare()


def test_a_file_in_the_folders_place_is_refused(tmp_path):
    (tmp_path / "Journal").touch()
    with pytest.raises(JournalExists):
        Folder(tmp_path / "Journal").prepare()


@pytest.mark.parametrize(("number", "error"), FAULTS)
def test_a_folder_that_cannot_be_made_says_why(tmp_path, monkeypatch, number, error):
    monkeypatch.setattr(Path, "mkdir", fail(number))
    with pytest.raises(error):
        Folder(tmp_path / "Journal").prepare()


@pytest.mark.parametrize("sign", ["journal.db", "vault.json", "restoring"])
def test_a_damaged_or_half_restored_journal_is_still_one(tmp_path, sign):
    (tmp_path / sign).touch()
    assert Folder(tmp_path).holds_journal()


def test_a_file_is_written_and_replaced_privately(tmp_path):
    path = tmp_path / "vault.json"
    write_atomically(path, b"old")
    write_atomically(path, b"new")
    assert path.read_bytes() == b"new"
    assert mode(path) == 0o600
    assert [found.name for found in tmp_path.iterdir()] == ["vault.json"]


@pytest.mark.parametrize(("number", "error"), FAULTS)
@pytest.mark.parametrize(
    ("place", "name"),
    [(folders.tempfile, "mkstemp"), (folders.os, "fsync"), (folders.Path, "replace")],
)
def test_a_failed_write_leaves_the_old_file_and_nothing_else(
    tmp_path, monkeypatch, place, name, number, error
):
    path = tmp_path / "vault.json"
    path.write_bytes(b"old")
    monkeypatch.setattr(place, name, fail(number))
    with pytest.raises(error):
        write_atomically(path, b"new")
    assert path.read_bytes() == b"old"
    assert [found.name for found in tmp_path.iterdir()] == ["vault.json"]


@pytest.mark.skipif(sys.platform == "win32", reason="no such limit there")
def test_a_write_that_the_system_cuts_off_leaves_the_old_file(tmp_path):
    path = tmp_path / "vault.json"
    path.write_bytes(b"old")
    import resource
    import signal

    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    handler = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1000, before[1]))
    try:
        with pytest.raises(StorageFailed):
            write_atomically(path, bytes(100_000))
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
        signal.signal(signal.SIGXFSZ, handler)
    assert path.read_bytes() == b"old"
    assert [found.name for found in tmp_path.iterdir()] == ["vault.json"]


def test_a_check_may_refuse_the_new_file(tmp_path):
    path = tmp_path / "vault.json"
    path.write_bytes(b"old")

    def refuse(written):
        assert written.read_bytes() == b"new"
        raise Refused("no")

    with pytest.raises(Refused):
        write_atomically(path, b"new", check=refuse)
    assert path.read_bytes() == b"old"
    assert [found.name for found in tmp_path.iterdir()] == ["vault.json"]


def test_the_file_is_flushed_before_it_is_put_in_place(tmp_path, monkeypatch):
    order = []
    replace, fsync = Path.replace, os.fsync
    monkeypatch.setattr(os, "fsync", lambda handle: (order.append("flush"), fsync(handle))[1])
    monkeypatch.setattr(
        Path, "replace", lambda self, to: (order.append("replace"), replace(self, to))[1]
    )
    write_atomically(tmp_path / "vault.json", b"new")
    assert order == ["flush", "replace", "flush"]


def test_sweeping_removes_only_what_killed_writes_left(tmp_path):
    folder = Folder(tmp_path)
    for kept in (
        "journal.db",
        "keys/passphrase.age",
        "backups/00000001-20260104T093000Z/journal.db",
    ):
        (tmp_path / kept).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / kept).touch()
    outside = tmp_path.with_name("outside")
    outside.mkdir(exist_ok=True)
    (outside / "precious").touch()
    for left in (".tmp-a", "keys/.tmp-b", "backups/.tmp-c/journal.db"):
        (tmp_path / left).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / left).touch()
    (tmp_path / ".tmp-link").symlink_to(outside)
    before = {path for path in tmp_path.rglob("*") if ".tmp-" not in str(path)}
    sweep(folder)
    assert set(tmp_path.rglob("*")) == before
    assert (outside / "precious").exists()


def test_sweeping_an_absent_folder_does_nothing(tmp_path):
    sweep(Folder(tmp_path / "nowhere"))
    assert not (tmp_path / "nowhere").exists()
