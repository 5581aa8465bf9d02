"""G9: the list's first paint and its frames at any size, against the smallest."""

from __future__ import annotations

import common
import filled
import screen

from metanoia.journal import Journal

ROUNDS = 20
FRAMES = 60


def measure(sizes: list[int]) -> list[common.Ratio]:
    """Show the list anew at each size, and scroll it by whole pages."""
    screen.application()
    results = []
    # another folder: a journal is open once
    smallest = filled.copied(sizes[0], "listing")
    for size in sizes:
        with filled.opened(size) as journal:
            first = [[_first_paint(one)] * ROUNDS for one in (journal, smallest)]
            frames = [_frames(one) for one in (journal, smallest)]
            results += [
                common.paired("G9", f"first paint of the list, to {sizes[0]:,}", size, *first, at_most=1.1),
                common.paired("G9", f"a frame of new rows, to {sizes[0]:,}", size, *frames, at_most=1.1),
            ]  # fmt: skip
    smallest.close()
    return results


def _first_paint(journal: Journal):
    from metanoia.ui.pages.journal.rows import TimelineRows

    def show() -> None:
        entries = _list()
        entries.show_rows(TimelineRows(journal.entries))
        entries.grab()
        entries.deleteLater()

    return show


def _frames(journal: Journal) -> list:
    """Return one frame after the other, each of a page of rows that were not read yet."""
    from metanoia.ui.pages.journal.rows import TimelineRows

    entries = _list()
    entries.show_rows(TimelineRows(journal.entries))
    entries.grab()
    bar = entries.verticalScrollBar()

    def frame() -> None:
        bar.setValue((bar.value() + bar.pageStep()) % max(1, bar.maximum()))
        entries.viewport().grab()

    return [frame] * FRAMES


def _list():
    from metanoia.ui.pages.journal.listing import EntryList

    entries = EntryList()
    entries.resize(408, 760)
    entries.show()
    return entries
