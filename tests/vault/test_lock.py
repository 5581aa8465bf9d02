from __future__ import annotations

import errno
import os
import subprocess
import sys
import threading
from pathlib import Path

import filelock
import pytest

import metanoia
from metanoia.domain.errors import FolderReadOnly, JournalInUse, JournalMissing
from metanoia.vault.folder import Folder
from metanoia.vault.lock import FolderLock

HOLDER = """
import sys
from pathlib import Path
sys.path.insert(0, sys.argv[1])
from metanoia.vault.folder import Folder
from metanoia.vault.lock import FolderLock
lock = FolderLock(Folder(Path(sys.argv[2])))
lock.acquire()
print("held", flush=True)
sys.stdin.read()
"""


def test_a_second_lock_is_refused_at_once_and_after_release_given(tmp_path):
    first, second = FolderLock(Folder(tmp_path)), FolderLock(Folder(tmp_path))
    first.acquire()
    first.acquire()
    with pytest.raises(JournalInUse):
        second.acquire()
    assert first.held
    assert not second.held
    first.release()
    first.release()
    with second:
        assert second.held
    assert not second.held


def test_another_process_is_kept_out_until_the_holder_is_killed(tmp_path):
    app = str(Path(metanoia.__file__).parent.parent)
    with subprocess.Popen(
        [sys.executable, "-c", HOLDER, app, str(tmp_path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    ) as holder:
        assert holder.stdout.readline() == b"held\n"
        with pytest.raises(JournalInUse):
            FolderLock(Folder(tmp_path)).acquire()
        holder.kill()
        holder.wait()
    with FolderLock(Folder(tmp_path)) as lock:
        assert lock.held


def test_what_one_thread_locked_another_releases(tmp_path):
    lock = FolderLock(Folder(tmp_path))
    thread = threading.Thread(target=lock.acquire)
    thread.start()
    thread.join()
    lock.release()
    with FolderLock(Folder(tmp_path)):
        pass


def test_an_absent_folder_is_not_made(tmp_path):
    with pytest.raises(JournalMissing):
        FolderLock(Folder(tmp_path / "nowhere")).acquire()
    assert not (tmp_path / "nowhere").exists()


@pytest.mark.parametrize("number", [errno.EROFS, errno.EACCES])
def test_a_read_only_folder_says_so(tmp_path, monkeypatch, number):
    def refuse(_self):
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(filelock.FileLock, "_acquire", refuse)
    lock = FolderLock(Folder(tmp_path))
    with pytest.raises(FolderReadOnly):
        lock.acquire()
    assert not lock.held
