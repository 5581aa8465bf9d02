"""A full disk at every page: exactly so many pages are free on a small disk, and something is done there.

The disk is a tmpfs, which gives out its room by pages. A process of its own acts, as the window does with
the journal open already or as a command does from the start; then either all of it is there or nothing is,
and once there is room the same works. Linux and root only.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import multiprocessing
import os
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any, ClassVar
from unittest.mock import patch

from acts import Broken, body, opened, spread, whole

from journals import LOG_N, PASSPHRASE, moment, new_journal
from metanoia.domain.entries import NewEntry
from metanoia.domain.errors import MetanoiaError, WrongPassphrase
from metanoia.domain.shares import ShareRequest
from metanoia.exchange import outgoing, seal
from metanoia.exchange.desk import open_share
from metanoia.journal import Journal, backups_in, encrypt_anew, restore
from metanoia.vault.keys import new_recovery_key
from metanoia.vault.rekeying import Anew

PAGE = 4096
NEW = f"{PASSPHRASE} anew"
_SIZE = 48 << 20
_BALLAST = "ballast"
_OUR_OWN = ("journal.db-wal", "journal.db-shm", ".lock", "anchor.json", _BALLAST)
_TOLD = ("disk is full", "MB free on this disk. Make room and try again; nothing was changed.")
_GOES_ON = "Nothing is lost: free"
_PATIENCE = 60  # s


class Filling:
    """Something done on a disk that may be full; ``enough`` pages are free when it surely succeeds."""

    name: ClassVar[str]
    enough: ClassVar[int]
    opens_first = True  # while there is room, as a window that stands open

    def act(self, disk: Path, journal: Journal | None) -> None:
        """Do it; ``journal`` is open if it was opened first."""
        if journal is None:
            with opened(disk) as begun:
                self.do(disk, begun)
        else:
            self.do(disk, journal)

    def do(self, disk: Path, journal: Journal) -> None:
        """Do it with an open journal."""
        raise NotImplementedError


class Inserting(Filling):
    """A new entry of 20 KB."""

    name = "insert"
    enough = 45

    def do(self, disk: Path, journal: Journal) -> None:
        journal.entries.add(
            NewEntry(when=moment(9), title="New", body="New. " * 4_000, tags=("n",))
        )


class Commanding(Inserting):
    """The same as a command does it: opened, written, closed."""

    name = "open and insert"
    enough = 60
    opens_first = False


class Editing(Filling):
    """A long text over a short one."""

    name = "edit"
    enough = 130

    def do(self, disk: Path, journal: Journal) -> None:
        journal.entries.save_text(journal.entries.newest(1)[0].id, "Edited", "Longer. " * 25_000)


class Attaching(Filling):
    """A photo of 300 KB."""

    name = "attach"
    enough = 120

    def do(self, disk: Path, journal: Journal) -> None:
        photo = hashlib.shake_128(b"photo").digest(300_000)
        journal.attachments.add(journal.entries.newest(1)[0].id, "p.bin", photo, mime="image/png")


class BackingUp(Filling):
    """A verified backup."""

    name = "backup"
    enough = 300

    def do(self, disk: Path, journal: Journal) -> None:
        journal.back_up()


class ExportingJson(Filling):
    """Everything in one file in the clear."""

    name = "export, JSON"
    enough = 45

    def do(self, disk: Path, journal: Journal) -> None:
        outgoing.to_json(journal.entries.iterate(), disk / "out.json", **_besides(journal))


class ExportingFolder(Filling):
    """Everything as a folder of notes."""

    name = "export, folder"
    enough = 45

    def do(self, disk: Path, journal: Journal) -> None:
        outgoing.to_markdown(journal.entries.iterate(), disk / "out", **_besides(journal))


class Sealing(Filling):
    """A share sealed into a file on the same disk."""

    name = "seal"
    enough = 45
    force = False

    def do(self, disk: Path, journal: Journal) -> None:
        entries = tuple(one.id for one in journal.entries.iterate())[:2]
        checked = seal.check(
            journal, ShareRequest(entries=entries, sender="Mara", attachments=True)
        )
        own = seal.ForKeys((journal.identity.get().age_recipient,))
        seal.seal(journal, checked, own, disk / self.file, force=self.force)

    file = "new.metanoia"


class SealingOver(Sealing):
    """A share in the place of an earlier one, which is to be replaced whole or not at all."""

    name = "seal over another"
    force = True
    file = "old.metanoia"


class ChangingPassphrase(Filling):
    """Another passphrase."""

    name = "passphrase"
    enough = 6

    def do(self, disk: Path, journal: Journal) -> None:
        journal.change_passphrase(PASSPHRASE, NEW, LOG_N)


class Restoring(Filling):
    """A backup brought back over the journal."""

    name = "restore"
    enough = 300
    opens_first = False

    def act(self, disk: Path, journal: Journal | None) -> None:
        restore(disk / "journal", "1")


class ChangingKey(Filling):
    """Everything encrypted anew."""

    name = "another key"
    enough = 760
    opens_first = False

    def act(self, disk: Path, journal: Journal | None) -> None:
        encrypt_anew(disk / "journal", Anew(PASSPHRASE, NEW, new_recovery_key(), log_n=LOG_N))


class ChangingKeyMeanwhile(ChangingKey):
    """The same, while something else takes the room that there was at the beginning."""

    name = "another key, meanwhile"
    enough = 600

    def act(self, disk: Path, journal: Journal | None) -> None:
        with patch("metanoia.store.rekeying._check_room"):
            super().act(disk, journal)


FILLINGS: tuple[type[Filling], ...] = (
    Inserting, Commanding, Editing, Attaching, BackingUp, ExportingJson, ExportingFolder, Sealing,
    SealingOver, ChangingPassphrase, Restoring, ChangingKey, ChangingKeyMeanwhile,
)  # fmt: skip


def told(of: type[Filling], tries: int) -> dict[str, object]:
    """Try with no page free, with enough, and so often in all; return what was lost or damaged.

    With more ``tries`` than pages each number of pages is tried once.
    """
    begun, faults, succeeded = time.monotonic(), [], 0
    counts = spread(of.enough, tries)
    with _disk() as ground:
        disk, made = ground / "disk", ground / "made"
        _prepare(made)
        before = seen(made)
        after = _seen_after(of, made, ground / "after")
        for pages in counts:
            try:
                succeeded += _tried(of(), disk, made, pages, (before, after))
            except Broken as broken:
                faults.append(f"{pages} pages: {broken}")
            except Exception as error:  # noqa: BLE001 - whatever does not open is damaged
                faults.append(f"{pages} pages: damaged: {error!r}")
    return {
        "act": f"disk full, {of.name}", "tries": len(counts), "succeeded": succeeded,
        "lost": sum(": lost" in one for one in faults),
        "damaged": sum(": lost" not in one for one in faults),
        "seconds": round(time.monotonic() - begun), "faults": faults,
    }  # fmt: skip


def seen(disk: Path) -> dict[str, Any]:
    """Return all that a person can find on the disk, read and verified; the files in the clear too."""
    passphrase = PASSPHRASE
    try:
        journal = Journal.open(disk / "journal", _secret(passphrase))
    except WrongPassphrase:
        passphrase = NEW
        journal = Journal.open(disk / "journal", _secret(passphrase))
    with journal:
        whole(journal)
        own = journal.identity.get()
        entries = [
            (one.title, one.body, one.tags, [a.sha256 for a in journal.attachments.of(one.id)])
            for one in journal.entries.iterate()
        ]
        shares = len(journal.shares.all())
    sealed = {
        path.name: len(open_share(path.read_bytes(), identity=own).entries)
        for path in disk.glob("*.metanoia")
    }
    out = disk / "out.json"
    return {
        "passphrase": passphrase,
        "entries": entries,
        "shares": shares,
        "sealed": sealed,
        "backups": [one.set_aside for one in backups_in(disk / "journal")],
        "json": len(json.loads(out.read_text())["entries"]) if out.exists() else None,
        "folder": {
            path.name: hashlib.sha256(path.read_bytes()).hexdigest()
            for path in (disk / "out").rglob("*")
            if path.is_file()
        },
    }


def _prepare(disk: Path) -> None:
    disk.mkdir()
    with new_journal(disk / "journal", entries=3) as journal:
        newest = journal.entries.newest(1)[0].id
        journal.attachments.add(newest, "notes.pdf", hashlib.shake_128(b"pdf").digest(60_000))
        journal.back_up()
        journal.entries.add(NewEntry(when=moment(5), title="After the backup", body=body(5)))
        SealingOver().do(disk, journal)


def _seen_after(of: type[Filling], made: Path, disk: Path) -> dict[str, Any]:
    shutil.copytree(made, disk)
    of().act(disk, None)
    found = seen(disk)
    shutil.rmtree(disk)
    return found


def _tried(
    filling: Filling, disk: Path, made: Path, pages: int, states: tuple[dict[str, Any], ...]
) -> bool:
    """Act with so many pages free; return whether it succeeded, or raise Broken."""
    before, after = states
    shutil.rmtree(disk, ignore_errors=True)
    shutil.copytree(made, disk)
    names = _names(disk)
    said = _acted(filling, disk, pages)
    if said and not any(words in said for words in _TOLD):
        raise Broken(f"not told: {said}")
    if said and pages >= filling.enough:
        raise Broken("never succeeded: more pages are needed than the act says")
    changed, goes_on = _names(disk) ^ names, _GOES_ON in said
    if said and changed and not goes_on:
        raise Broken(f"left behind: {sorted(changed)}")
    (disk / _BALLAST).unlink()
    _same(seen(disk), before if said and not goes_on else after)
    if said and not goes_on:
        filling.act(disk, None)
        _same(seen(disk), after)
    return not said


def _same(found: dict[str, Any], expected: dict[str, Any]) -> None:
    for what, there in expected.items():
        if found[what] != there:
            fewer = what == "entries" and len(found[what]) < len(there)
            raise Broken(f"{'lost' if fewer else 'damaged'}: {what} are not as they were promised")


def _acted(filling: Filling, disk: Path, pages: int) -> str:
    """Act in another process; return "" or the sentence that was told."""
    forking = multiprocessing.get_context("fork")
    ours, theirs = forking.Pipe()
    child = forking.Process(target=_child, args=(filling, disk, theirs))
    child.start()
    theirs.close()
    try:
        _heard(ours)
        _fill(disk / _BALLAST, pages)
        ours.send("go")
        return str(_heard(ours))
    finally:
        ours.close()
        child.join(_PATIENCE)


def _heard(pipe: Connection) -> object:
    if not pipe.poll(_PATIENCE):
        raise Broken("damaged: nothing was said")
    return pipe.recv()


def _child(filling: Filling, disk: Path, pipe: Connection) -> None:
    try:
        with contextlib.ExitStack() as closing:
            journal = closing.enter_context(_open_to_the_end(disk)) if filling.opens_first else None
            pipe.send("ready")
            pipe.recv()
            said = ""
            try:
                filling.act(disk, journal)
            except MetanoiaError as error:
                said = str(error)
            if journal is not None:  # what is on the screen can be read on
                newest = journal.entries.newest(1)[0].id
                if not journal.entries.get(newest).body:
                    said = "nothing can be read any more"
        pipe.send(said)
    except BaseException as error:  # noqa: BLE001 - the parent has to hear of it
        pipe.send(f"{type(error).__name__}: {error}")
    os._exit(0)


@contextmanager
def _open_to_the_end(disk: Path) -> Iterator[Journal]:
    """Hold the journal open; that it cannot be noted how far it came is no fault while the disk is full."""
    journal = Journal.open(disk / "journal", _secret(PASSPHRASE))
    try:
        yield journal
    finally:
        try:
            journal.close()
        except MetanoiaError as error:
            if "disk is full" not in str(error):
                raise


def _fill(ballast: Path, pages: int) -> None:
    """Leave exactly so many pages free on the disk that ``ballast`` lies on."""
    ballast.touch()
    free = os.statvfs(ballast)
    with ballast.open("wb") as file:
        os.posix_fallocate(file.fileno(), 0, max(free.f_bavail * free.f_frsize - pages * PAGE, 1))
    left = os.statvfs(ballast)
    if left.f_bavail * left.f_frsize != pages * PAGE:
        raise Broken(f"the disk could not be filled: {left.f_bavail} blocks are free")


def _names(disk: Path) -> set[str]:
    found = (path for path in disk.rglob("*") if path.name not in _OUR_OWN)
    return {str(path.relative_to(disk)) for path in found}


def _secret(passphrase: str) -> Any:
    from metanoia.vault.vault import Passphrase

    return Passphrase(passphrase)


def _besides(journal: Journal) -> dict[str, Any]:
    return {"attachments": journal.attachments, "answers": journal.answers, "models": journal}


@contextmanager
def _disk() -> Iterator[Path]:
    with tempfile.TemporaryDirectory(prefix="full-") as place:
        subprocess.run(
            ["mount", "-t", "tmpfs", "-o", f"size={_SIZE},mode=700", "tmpfs", place],
            check=True, capture_output=True,
        )  # fmt: skip
        try:
            yield Path(place)
        finally:
            subprocess.run(["umount", "-l", place], check=True)
