"""Random damage to a journal on disk: it is refused, told, found by a check, or did no harm.

What may not be: that the journal opens, says nothing is missing, and shows other words than were saved.
"""

from __future__ import annotations

import random
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

from guard import Seen

from journals import PASSPHRASE, entry
from metanoia.domain.errors import MetanoiaError
from metanoia.journal import Journal
from metanoia.vault.vault import Passphrase

PAGE: Final = 4096
ENTRIES: Final = 60
Fault = Callable[[bytearray, random.Random], None]


def _flip(raw: bytearray, at_random: random.Random) -> None:
    for _ in range(at_random.choice((1, 1, 1, 8, 200))):
        raw[at_random.randrange(len(raw))] ^= 1 << at_random.randrange(8)


def _cut(raw: bytearray, at_random: random.Random) -> None:
    del raw[
        at_random.choice(
            (at_random.randrange(len(raw)), at_random.randrange(len(raw)) // PAGE * PAGE)
        ) :
    ]


def _swap(raw: bytearray, at_random: random.Random) -> None:
    one, other = (at_random.randrange(len(raw) // PAGE) * PAGE for _ in range(2))
    raw[one : one + PAGE], raw[other : other + PAGE] = (
        raw[other : other + PAGE],
        raw[one : one + PAGE],
    )


def _repeat(raw: bytearray, at_random: random.Random) -> None:
    one, other = (at_random.randrange(len(raw) // PAGE) * PAGE for _ in range(2))
    raw[one : one + PAGE] = raw[other : other + PAGE]


def _zero(raw: bytearray, at_random: random.Random) -> None:
    at = at_random.randrange(len(raw) // PAGE) * PAGE
    raw[at : at + PAGE] = bytes(PAGE)


def _grow(raw: bytearray, at_random: random.Random) -> None:
    raw += at_random.randbytes(at_random.choice((1, PAGE, 3 * PAGE)))


def _empty(raw: bytearray, _at_random: random.Random) -> None:
    raw.clear()


FAULTS: Final[tuple[Fault, ...]] = (_flip, _flip, _flip, _cut, _cut, _swap, _repeat, _zero, _grow)
FILES: Final = ("journal.db", "journal.db", "journal.db", "journal.db-wal", "journal.db-wal", "journal.db-shm", "anchor.json")  # fmt: skip


class Kept:
    """A journal that was closed, or was cut off with its newest changes still in the log."""

    def __init__(self, folder: Path, *, cut_off: bool) -> None:
        self.folder = folder / ("cut off" if cut_off else "closed")
        journal, _ = Journal.create(self.folder, PASSPHRASE, log_n=2)
        with journal:
            journal.entries.add_many(
                [entry(f"Day {n}", f"Words of day {n}. " * 30, day=n) for n in range(ENTRIES)], None
            )
        if cut_off:
            with Journal.open(self.folder, Passphrase(PASSPHRASE)) as journal:
                for n in range(12):
                    journal.entries.add(entry(f"Late {n}", f"Late words {n}. " * 40, day=200 + n))
                journal.note_commit()
                left = folder / "left"
                shutil.copytree(self.folder, left, ignore=shutil.ignore_patterns(".lock"))
            shutil.rmtree(self.folder)
            left.rename(self.folder)
        with Journal.open(_copied(self.folder, folder / "look"), Passphrase(PASSPHRASE)) as journal:
            self.words = words(journal)


def words(journal: Journal) -> dict[str, tuple[str, str]]:
    """Return every word of the journal, as far as the window would show it."""
    rows = journal.entries.newest(10_000)
    whole = [journal.entries.get(row.id) for row in rows]
    return {str(one.id): (one.title, one.body) for one in whole}


def damages(folder: Path, count: int, seed: int) -> dict[str, Any]:
    """Damage ``count`` copies, each at random; return what came of them by the file that was hurt."""
    from __main__ import Tally

    folder = folder / "damaged"
    folder.mkdir()
    closed, cut_off = Kept(folder, cut_off=False), Kept(folder, cut_off=True)
    tallies: dict[str, Tally] = {}
    for number in range(count):
        at_random = random.Random(f"damage {seed} {number}")
        kept = at_random.choice((closed, cut_off))
        names = [name for name in FILES if (kept.folder / name).exists()]
        name = at_random.choice(names)
        hurt = _copied(kept.folder, folder / "hurt")
        raw = bytearray((hurt / name).read_bytes())
        fault = at_random.choice(
            (*FAULTS, _empty) if name != "anchor.json" else (_flip, _cut, _empty)
        )
        if len(raw) < 2 * PAGE and fault in (_swap, _repeat, _zero):
            fault = _flip
        fault(raw, at_random)
        if at_random.random() < 0.05 and name != "journal.db":
            (hurt / name).unlink()
        else:
            (hurt / name).write_bytes(raw)
        seen = _looked_at(hurt, kept)
        tallies.setdefault(f"{name}, {kept.folder.name}", Tally()).add(
            seen, f"{seed} {number}".encode(), None
        )
    return tallies


def _looked_at(hurt: Path, kept: Kept) -> Seen:
    """Open the damaged journal, read all of it, check it; say how it ended."""
    before = (hurt / "journal.db").read_bytes()
    alone = not (hurt / "journal.db-wal").exists()
    seen = Seen()
    try:
        journal = Journal.open(hurt, Passphrase(PASSPHRASE))
    except MetanoiaError as error:
        seen.end = f"refused ({type(error).__name__})"
        if alone and (hurt / "journal.db").read_bytes() != before:
            seen.end, seen.typed = "refused, and altered", False
        return seen
    except Exception as error:  # noqa: BLE001 - that is what is looked for
        seen.end, seen.typed = f"opening: {type(error).__name__}: {error}", False
        return seen
    try:
        seen.end, seen.typed = _judged(journal, kept)
    except MetanoiaError as error:
        seen.end = f"told on reading ({type(error).__name__})"
    except Exception as error:  # noqa: BLE001
        seen.end, seen.typed = f"reading: {type(error).__name__}: {error}", False
    finally:
        try:
            journal.close()
        except MetanoiaError:
            pass
        except Exception as error:  # noqa: BLE001
            seen.end, seen.typed = f"closing: {type(error).__name__}: {error}", False
    return seen


def _judged(journal: Journal, kept: Kept) -> tuple[str, bool]:
    if journal.missing_changes:
        return "told that the newest changes are missing", True
    same = words(journal) == kept.words
    if not same:
        return "SILENT: other words", False
    return ("no harm" if journal.check().sound else "found by a check"), True


def _copied(folder: Path, to: Path) -> Path:
    shutil.rmtree(to, ignore_errors=True)
    shutil.copytree(folder, to)
    return to
