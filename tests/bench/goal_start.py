"""G1 and G2: from the process's start to the first paint, to an open journal, to its newest entries.

The window comes first, in front of the locked journal; the raw key is at hand at that moment, or once
a passphrase would be typed (its derivation not counted).
"""

from __future__ import annotations

import common
import windows

FIGURES = (
    ("wall", "start to the first paint, to an empty window"),
    ("opened", "start to the open journal, to an empty window"),
    ("listed", "start to the newest entries, to an empty window"),
)


def measure(sizes: list[int]) -> list[common.Ratio]:
    """Compare with an empty window, and the largest journal with the smallest."""
    results = [
        common.compared("G1", what, size, windows.figures(size, figure, "wall"), at_most=1.25)
        for size in sizes
        for figure, what in FIGURES
    ]
    what = "passphrase typed to open journal, to an empty window"
    pairs = windows.figures(sizes[-1], "entered", "wall", way="enter")
    results.append(common.compared("G15", what, sizes[-1], pairs))
    if len(sizes) > 1:
        pairs = windows.between(sizes[-1], sizes[0], "listed")
        what = f"start to the newest entries, to {sizes[0]:,}"
        results.append(common.compared("G2", what, sizes[-1], pairs, at_most=1.05))
    return results
