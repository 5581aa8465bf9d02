"""G3: memory of the idle window (proportional set size), against an empty one; Linux only."""

from __future__ import annotations

import common
import windows


def measure(sizes: list[int]) -> list[common.Ratio]:
    """Compare each size with an empty window."""
    return [
        common.compared("G3", "memory, to an empty window", size,
                        windows.figures(size, "pss", "pss"), at_most=1.5,
                        scale=1 / 1024, unit="MiB")
        for size in sizes
    ]  # fmt: skip
