"""G14: writing every entry as JSON, against reading the rows and writing them bare; and the memory it takes."""

from __future__ import annotations

import json
import tracemalloc
from pathlib import Path

import common
import filled

from metanoia.exchange import outgoing
from metanoia.journal import Journal

ROUNDS = 3
_ROWS = (
    "SELECT id, local_date, written_at, tz, title, body_md, tags, starred, words FROM entry"
    " WHERE deleted_at IS NULL ORDER BY n"
)


def measure(sizes: list[int]) -> list[common.Ratio]:
    """Write by turns; the peak of Python's memory is compared with that of the smallest journal."""
    results, peaks = [], {}
    for size in sizes:
        with filled.opened(size) as journal:
            results.append(
                common.compared("G14", "export as JSON, to bare rows and json", size,
                                [_both(journal) for _ in range(ROUNDS)], at_most=1.3)
            )  # fmt: skip
            peaks[size] = _peak(journal)
        pairs = [(peaks[size], peaks[sizes[0]])]
        what = f"memory of it, to {sizes[0]:,} entries"
        results.append(
            common.compared("G14", what, size, pairs, scale=1 / (1 << 20), unit="MiB")
        )  # fmt: skip
    return results


def _both(journal: Journal) -> tuple[float, float]:
    return tuple(
        common.timed(lambda write=write: write(journal), common.cpu) for write in (_ours, _bare)
    )


def _ours(journal: Journal) -> None:
    outgoing.to_json(
        journal.entries.iterate(None, None, None), filled.SCRATCH / "ours.json",
        attachments=journal.attachments, answers=journal.answers, force=True,
    )  # fmt: skip


def _bare(journal: Journal) -> None:
    connection = filled.bare(journal)
    with Path(filled.SCRATCH / "bare.json").open("w", encoding="utf-8") as file:
        file.writelines(
            json.dumps(list(row), ensure_ascii=False) + "\n" for row in connection.execute(_ROWS)
        )
    connection.close()


def _peak(journal: Journal) -> float:
    tracemalloc.start()
    _ours(journal)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return peak
