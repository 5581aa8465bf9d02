"""Power cuts: a disk as it stood at one moment, mounted anew. Linux and root only, with xfsprogs.

A journal lies on a small ext4 or XFS disk in a file. While a process writes there, the file is cloned at
once (reflink) with nothing flushed: the clone holds what the kernel had written by then, as a disk does
after its power failed. This models what was not written yet, not a disk that reorders its own cache.
"""

from __future__ import annotations

import contextlib
import os
import random
import select
import signal
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from acts import Act, Broken, ChangingPassphrase, Writing
from kills import begun

from metanoia.store import database, driver
from metanoia.vault import folder

_SYSTEMS = {"ext4": ("mkfs.ext4", "-q", "-F"), "xfs": ("mkfs.xfs", "-q", "-f")}
_SIZE = 320 << 20  # the least that XFS takes
_MANY = 100_000  # what may be written between the last word that was read and the cut


class Control(NamedTuple):
    """A fault made on purpose, which the cuts must see."""

    name: str
    act: type[Act]
    make: Callable[[], None]


def told(cuts: int, *, seed: int = 1) -> Iterator[dict[str, object]]:
    """Yield what became of so many cuts of each act on each file system, and of each control."""
    with _ground() as ground:
        for system in _SYSTEMS:
            for act in (Writing, ChangingPassphrase):
                yield _cut(ground, system, act, cuts, seed)
            for control in CONTROLS:
                yield _cut(ground, system, control.act, cuts, seed, control)


def _cut(
    ground: Path, system: str, of: type[Act], cuts: int, seed: int, control: Control | None = None
) -> dict[str, object]:
    chance, since = random.Random(seed), time.monotonic()
    lost = damaged = promises = reached = number = 0
    faults: list[str] = []
    image, clone = ground / "disk", ground / "clone"
    with _disk(image, system) as disk:
        of().prepare(disk)
        os.sync()
        for number in range(1, cuts + 1):
            promised = max(
                _cloned(of, disk, reached, chance.random() * 0.5, clone, control), reached
            )
            said = _verdict(of, clone, promised)
            if said:
                lost, damaged = (
                    lost + said.startswith("lost"),
                    damaged + (not said.startswith("lost")),
                )
                faults.append(f"cut {number}: {said}")
                if control is None or len(faults) == 3:
                    break
            promises += promised - reached
            whole = of()
            whole.unheard = _MANY
            reached = whole.check(disk, promised)
    name = f"{of.name}, cut, {system}" + (f", {control.name}" if control else "")
    return {
        "act": name, "kills": number, "acknowledged": promises, "lost": lost, "damaged": damaged,
        "seconds": round(time.monotonic() - since), "faults": faults, "control": bool(control),
    }  # fmt: skip


def _cloned(
    of: type[Act], disk: Path, reached: int, after: float, clone: Path, control: Control | None
) -> int:
    """Clone the disk while the act goes on; return the highest promise that was heard before."""

    def act(announce: Callable[[int], None]) -> None:
        if control:
            control.make()
        of().run(disk, reached, announce)

    child, pipe = begun(act)
    with pipe:
        deadline, said = time.monotonic() + after, b""
        while (rest := deadline - time.monotonic()) > 0:
            if select.select([pipe], [], [], rest)[0]:
                said += pipe.read(1 << 16)
        _run("cp", "--reflink=always", str(clone.with_name("disk")), str(clone))
        with contextlib.suppress(ProcessLookupError):
            os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
    return max((int(line) for line in said.split(b"\n")[:-1] if line.isdigit()), default=0)


def _verdict(of: type[Act], clone: Path, promised: int) -> str:
    """Return what is wrong on the cloned disk, "" if nothing."""
    act = of()
    act.unheard = _MANY
    try:
        with _mounted(clone) as disk:
            act.check(disk, promised)
    except Broken as broken:
        return str(broken)
    except Exception as error:  # noqa: BLE001 - whatever does not open is damaged
        return f"damaged: {error!r}"
    finally:
        clone.unlink(missing_ok=True)
    return ""


@contextmanager
def _ground() -> Iterator[Path]:
    """An XFS file system in a file, on which a file of any size is cloned at once."""
    with tempfile.TemporaryDirectory() as place, _disk(Path(place) / "ground", "xfs", 4) as ground:
        yield ground


@contextmanager
def _disk(image: Path, system: str, times: int = 1) -> Iterator[Path]:
    with image.open("wb") as file:
        file.truncate(_SIZE * times)
    _run(*_SYSTEMS[system], str(image))
    try:
        with _mounted(image) as disk:
            yield disk
    finally:
        image.unlink()


@contextmanager
def _mounted(image: Path) -> Iterator[Path]:
    with tempfile.TemporaryDirectory() as place:
        _run("mount", "-o", "loop,nouuid" if _is_xfs(image) else "loop", str(image), place)
        try:
            yield Path(place)
        finally:
            _run("umount", place)


def _is_xfs(image: Path) -> bool:
    with image.open("rb") as file:
        return file.read(4) == b"XFSB"


def _run(*words: str) -> None:
    subprocess.run(words, check=True, capture_output=True)


def _without_flush() -> None:
    folder.flush = folder.flush_folder = lambda _: None


def _not_synchronous() -> None:
    prepare = database.prepare

    def prepared(connection: driver.Connection) -> None:
        prepare(connection)
        connection.execute("PRAGMA synchronous=NORMAL")

    database.prepare = prepared


CONTROLS = (
    Control("synchronous=NORMAL", Writing, _not_synchronous),
    Control("without fsync", ChangingPassphrase, _without_flush),
)
