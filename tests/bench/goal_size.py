"""G16: the closed journal on disk, with all its indexes, against its text."""

from __future__ import annotations

import common
import corpus
import filled


def measure(sizes: list[int]) -> list[common.Ratio]:
    """Compare bytes; nothing is timed."""
    return [
        common.compared(
            "G16",
            "size on disk, to the text",
            size,
            [((filled.made(size)[0] / "journal.db").stat().st_size, _text_bytes(size))],
            at_most=3.0,
            scale=1e-6,
            unit="MB",
        )
        for size in sizes
    ]


def _text_bytes(size: int) -> int:
    return sum(len(new.title.encode()) + len(new.body.encode()) for new in corpus.entries(size))
