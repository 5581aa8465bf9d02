"""G1 and G2: from the process's start to the window with the newest entries, key at hand."""

from __future__ import annotations

import common
import windows


def measure(sizes: list[int]) -> list[common.Ratio]:
    """Compare with an empty window, and the largest journal with the smallest."""
    results = [
        windows.compared("G1", "start, to an empty window", size, "wall", 1.25, None)
        for size in sizes
    ]
    if len(sizes) > 1:
        results.append(
            windows.compared("G2", f"start, to {sizes[0]:,} entries", sizes[-1], "wall", 1.05, sizes[0])
        )  # fmt: skip
    return results
