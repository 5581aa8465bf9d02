"""G2: opening and listing at any size, against the smallest; and against the bare statements."""

from __future__ import annotations

import common
import filled

from metanoia.journal import Journal
from metanoia.store import database, driver
from metanoia.store.entry_rows import END
from metanoia.store.timeline import NEWEST
from metanoia.vault.vault import RawKey

ROUNDS = 30


def measure(sizes: list[int]) -> list[common.Ratio]:
    """Open the database and read the newest 60 rows."""
    results = []
    first = _opening(sizes[0])
    for size in sizes:
        ours = _opening(size)
        results.append(
            common.paired("G2", f"open and list, to {sizes[0]:,} entries", size, [ours] * ROUNDS,
                          [first] * ROUNDS, at_most=1.05, clock=common.wall)
        )  # fmt: skip
        results.append(
            common.paired("G15", "open and list, to bare statements", size, [ours] * ROUNDS,
                          [_bare(size)] * ROUNDS, clock=common.wall)
        )  # fmt: skip
        with filled.opened(size) as journal:
            results.append(_listing(journal, size))
    return results


def _listing(journal: Journal, size: int) -> common.Ratio:
    connection = filled.bare(journal)
    result = common.paired(
        "G9", "newest 60 rows, to the bare statement", size,
        [lambda: journal.entries.newest(60)] * 100,
        [lambda: connection.execute(NEWEST, (END, 60)).fetchall()] * 100,
    )  # fmt: skip
    connection.close()
    return result


def _opening(size: int):
    folder, key = filled.made(size)

    def run() -> None:
        with Journal.open(folder, RawKey(key)) as journal:
            journal.entries.newest(60)

    return run


def _bare(size: int):
    folder, key = filled.made(size)

    def run() -> None:
        connection = driver.connect(folder / "journal.db", key)
        database.prepare(connection)
        connection.execute(NEWEST, (END, 60)).fetchall()
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        connection.close()

    return run
