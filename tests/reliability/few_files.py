"""Too few open files: a command may open so many and no more, from hardly any to enough.

The limit counts what is open already, so that each number of further files is tried once. What cannot be
done has to be said in one sentence with exit code 1, and the journal has to be as it was.
"""

from __future__ import annotations

import os
import resource
import shutil
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from acts import opened, spread, whole

from command_line import Ran, run
from journals import new_journal

ENOUGH = 32  # further files, with which each command succeeds
_TOLD = ("lets no more files be opened", "could not be written: Too many open files")

Words = Callable[[Path, str, str], tuple[str, ...]]
"""Make the words of a command from the folder, an entry's id and the journal's own key."""

COMMANDS: dict[str, Words] = {
    "open": lambda *_: ("stats",),
    "save": lambda *_: ("write", "Kept."),
    "backup": lambda *_: ("backup",),
    "export, JSON": lambda folder, *_: ("export", str(folder / "out.json")),
    "export, folder": lambda folder, *_: ("export", str(folder / "out")),
    "seal": lambda folder, entry, to: (
        "share", str(folder / "s.metanoia"), "--entry", entry, "--to", to,
    ),
}  # fmt: skip


def told(command: str, tries: int) -> dict[str, object]:
    """Run a command with each number of further files, at most ``tries`` of them; return what was wrong."""
    begun, faults, succeeded = time.monotonic(), [], 0
    limits = spread(ENOUGH, tries)
    with tempfile.TemporaryDirectory(prefix="few-") as place:
        made = Path(place) / "made"
        made.mkdir()
        new_journal(made / "journal", entries=3).close()
        key = run(made / "journal", "key", "show", "--json").json["age"]
        entry = run(made / "journal", "list", "--json").json[0]["id"]
        for limit in limits:
            folder = Path(place) / str(limit)
            shutil.copytree(made, folder)
            words = COMMANDS[command](folder, entry, key)
            ran = _limited(folder / "journal", words, limit)
            wrong = _wrong(folder, ran, limit)
            faults += [f"{limit} files: {wrong}"] if wrong else []
            succeeded += not ran.code
            shutil.rmtree(folder)
    return {
        "act": f"few files, {command}", "tries": len(limits), "succeeded": succeeded,
        "lost": sum(": lost" in one for one in faults),
        "damaged": sum(": lost" not in one for one in faults),
        "seconds": round(time.monotonic() - begun), "faults": faults,
    }  # fmt: skip


def _wrong(folder: Path, ran: Ran, limit: int) -> str:
    """Return what is wrong with what a command said and left, "" if nothing."""
    if ran.code not in (0, 1) or "Traceback" in ran.err or (ran.code and ran.err.count("\n") != 1):
        return f"not told: code {ran.code}, {ran.err[-300:]}"
    if ran.code and (limit >= ENOUGH or not any(words in ran.err for words in _TOLD)):
        return f"not told: {ran.err}"
    left = sorted(path.name for path in folder.iterdir() if path.name != "journal")
    if ran.code and left:
        return f"left behind: {left}"
    try:
        with opened(folder) as journal:
            whole(journal)
            found = journal.entries.count
    except Exception as error:  # noqa: BLE001 - whatever does not open is damaged
        return f"damaged: {error!r}"
    if found < 3:
        return f"lost: {found} of 3 entries are there"
    if ran.code and found != 3:
        return "damaged: kept, and said not to be"
    return ""


def _limited(journal: Path, words: tuple[str, ...], limit: int) -> Ran:
    """Run a command in another process, which may open so many files more than it has."""
    reads, writes = os.pipe()
    child = os.fork()
    if not child:  # which leaves the other end open, so that no number below is free
        try:
            _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
            resource.setrlimit(resource.RLIMIT_NOFILE, (_lowest() + limit, most))
            ran = run(journal, *words)
            said = f"{ran.code}\n{ran.err}"
        except BaseException as error:  # noqa: BLE001 - the parent has to hear of it
            said = f"2\n{type(error).__name__}: {error}"
        os.write(writes, said.encode())
        os._exit(0)
    os.close(writes)
    with os.fdopen(reads, "rb") as pipe:
        code, _, err = pipe.read().decode().partition("\n")
    os.waitpid(child, 0)
    return Ran(int(code), "", err)


def _lowest() -> int:
    """Return the lowest number that no open file has."""
    free = os.open(os.devnull, os.O_RDONLY)
    os.close(free)
    return free
