"""The folder goes away under the open window: the right sentence, the text kept, and saved when it is back."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from doors import SECRET, click, said, unlock, window_at
from journals import PASSPHRASE, entry, new_journal, open_journal
from metanoia.ui.background import finish
from metanoia.ui.door.trouble import Trouble

TYPED = "The drive fell off the table."
MOVED = "moved, deleted or unplugged. Put it back where it was and it will be saved"
READ_ONLY = "cannot be written to. Check its permissions or the drive it is on."
needs_mount = pytest.mark.skipif(
    not sys.platform.startswith("linux") or os.geteuid() != 0,
    reason="only root may mount a small disk for this test",
)


def mount(*words):
    if subprocess.run(["mount", *map(str, words)], capture_output=True, check=False).returncode:
        pytest.skip("a small disk cannot be mounted here")


class Moved:
    """The folder has another name for a while."""

    says = MOVED

    def __init__(self, place):
        self.folder = place / "Diary"
        self.away = place / "Elsewhere"

    def plug_in(self):
        """Make room for the journal."""

    def take(self):
        self.folder.rename(self.away)

    def give_back(self):
        self.away.rename(self.folder)

    def pull_down(self):
        """Leave nothing mounted."""


class DatabaseRenamed(Moved):
    """Only the database has another name."""

    def take(self):
        (self.folder / "journal.db").rename(self.folder / "journal (copy).db")

    def give_back(self):
        (self.folder / "journal (copy).db").rename(self.folder / "journal.db")


class DatabaseReplaced(Moved):
    """A cloud puts another file in the place of the database."""

    def take(self):
        (self.folder / "journal.db").rename(self.folder / "ours.db")
        shutil.copy(self.folder / "ours.db", self.folder / "journal.db")

    def give_back(self):
        (self.folder / "ours.db").replace(self.folder / "journal.db")


class Vanished(Moved):
    """The folder is deleted, and brought back from elsewhere with a hard link to each file."""

    def take(self):
        shutil.copytree(self.folder, self.away, copy_function=os.link)
        shutil.rmtree(self.folder)


class Unplugged(Moved):
    """A drive is pulled out although files on it are open, and plugged in again."""

    def plug_in(self):
        self.drive = self.folder.parent / "drive"
        self.drive.mkdir()
        mount("-t", "tmpfs", "tmpfs", self.drive)
        (self.drive / "Diary").mkdir()
        self.folder.mkdir()
        mount("--bind", self.drive / "Diary", self.folder)

    def take(self):
        subprocess.run(["umount", "-l", self.folder], check=True)

    def give_back(self):
        mount("--bind", self.drive / "Diary", self.folder)

    def pull_down(self):
        for place in (self.folder, self.drive):
            subprocess.run(["umount", "-l", place], capture_output=True, check=False)


class ReadOnly(Moved):
    """The database lets nothing be written for a while."""

    says = READ_ONLY

    def take(self):
        self.window.session.journal._connection.execute("PRAGMA query_only = ON")

    def give_back(self):
        if self.window.session.journal is not None:
            self.window.session.journal._connection.execute("PRAGMA query_only = OFF")


class DriveWithErrors(Moved):
    """The system lets nothing be written any more to a drive on which it found an error."""

    says = READ_ONLY

    def plug_in(self):
        image = self.folder.parent / "image"
        with image.open("wb") as file:
            file.truncate(16 << 20)
        subprocess.run(["mkfs.ext4", "-q", "-F", image], check=True)
        self.folder.mkdir()
        mount("-o", "loop,errors=remount-ro", image, self.folder)
        shutil.rmtree(self.folder / "lost+found")

    def take(self):
        found = ["findmnt", "-no", "SOURCE", str(self.folder)]
        device = subprocess.run(found, capture_output=True, text=True, check=True).stdout.strip()
        (Path("/sys/fs/ext4") / Path(device).name / "trigger_fs_error").write_text("1")

    def pull_down(self):
        subprocess.run(["umount", "-l", self.folder], capture_output=True, check=False)


@pytest.fixture(
    params=[
        Moved, DatabaseRenamed, DatabaseReplaced, Vanished,
        ReadOnly, pytest.param(Unplugged, marks=needs_mount),
    ],
    ids=lambda kind: kind.__name__,
)  # fmt: skip
def drive(request, tmp_path):
    """Where the journal lies, which a test may take away and give back."""
    yield from plugged_in(request.param(tmp_path))


@pytest.fixture
def failing(tmp_path):
    """Where the journal lies on a drive that will not come back."""
    yield from plugged_in(DriveWithErrors(tmp_path))


def plugged_in(drive):
    drive.plug_in()
    try:
        journal = new_journal(drive.folder)
        journal.entries.add(entry(SECRET))
        journal.close()
        yield drive
    finally:
        drive.pull_down()


@pytest.fixture
def window(qtbot, drive):
    yield from opened(qtbot, drive)


def opened(qtbot, drive):
    drive.window = shown = window_at(qtbot, drive.folder)
    unlock(qtbot, shown, PASSPHRASE)
    yield shown
    finish(5_000)
    shown.session.close()


def page_of(window):
    return window.shell.pages["today"]


def typed_in_vain(qtbot, window, drive):
    """Take the journal away, type, and wait until it is told; return the page."""
    page = page_of(window)
    drive.take()
    with qtbot.waitSignal(page.autosave.failed, timeout=10_000) as failed:
        qtbot.keyClicks(page.column.editor, TYPED)
    assert drive.says in failed.args[0]
    return page


def bodies(folder):
    with open_journal(folder) as journal:
        return [one.body for one in journal.entries.iterate()]


def test_it_is_told_the_text_stays_and_is_saved_when_the_journal_is_back(qtbot, window, drive):
    page = typed_in_vain(qtbot, window, drive)
    assert drive.says in said(window)
    assert page.column.editor.text() == TYPED
    qtbot.keyClicks(page.column.editor, " More.")
    assert not page.autosave.flush()
    assert page.column.editor.text() == f"{TYPED} More."
    drive.give_back()
    assert page.autosave.flush()
    assert page.column.editor.text() == f"{TYPED} More."
    assert not page.column.banner.isVisible()
    window.session.close()
    assert f"{TYPED} More." in bodies(drive.folder)


def test_the_window_does_not_close_over_it(qtbot, window, drive):
    page = typed_in_vain(qtbot, window, drive)
    assert not window.close()
    assert window.isVisible()
    assert "could not be saved, so the window stays open" in said(window)
    assert drive.says in said(window)
    assert page.column.editor.text() == TYPED
    drive.give_back()
    assert window.close()
    assert TYPED in bodies(drive.folder)


def test_locked_meanwhile_it_comes_back_with_the_journal(qtbot, window, drive):
    typed_in_vain(qtbot, window, drive)
    window.session.lock()
    assert TYPED not in said(window)
    drive.give_back()
    if isinstance(window.door.room, Trouble):  # it is not there, and is looked for once more
        click(qtbot, window.door.room.again)
    unlock(qtbot, window, PASSPHRASE)
    assert page_of(window).column.editor.text() == TYPED
    window.session.close()
    assert bodies(drive.folder).count(TYPED) == 1


@needs_mount
@pytest.mark.skipif(not shutil.which("mkfs.ext4"), reason="mkfs.ext4 is not installed")
def test_a_drive_that_went_bad_is_told_and_the_text_stays(qtbot, failing):
    for window in opened(qtbot, failing):
        page = typed_in_vain(qtbot, window, failing)
        assert READ_ONLY in said(window)
        assert page.column.editor.text() == TYPED
        assert not window.close()
        assert page.column.editor.text() == TYPED
        page.autosave.forget()
