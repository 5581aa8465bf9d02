"""G6 and G7: saving what was typed, durable and indexed, against the same rows written by hand."""

from __future__ import annotations

import functools
from collections.abc import Callable

import common
import corpus
import filled

from metanoia.domain.entries import EntryId, NewEntry
from metanoia.journal import Journal
from metanoia.store.changes import _COUNT_COMMIT
from metanoia.store.form_entries import _SAVE_TEXT, text_columns

ROUNDS = 60
MODEL = next(corpus.entries(1, seed=9))
TEXTS = [f"{MODEL.body} {' '.join(corpus.VOCABULARY[:i])}" for i in range(ROUNDS)]


def measure(sizes: list[int]) -> list[common.Ratio]:
    """Save growing texts; wall clock, because a save waits for the disk."""
    results = []
    with (
        filled.copied(sizes[0], "smallest") as smallest,
        filled.copied(sizes[0], "bare") as bare,
    ):
        bare._connection.execute("DROP TRIGGER entry_refound")
        for size in sizes:
            with filled.copied(size, "saving") as journal:
                results += [
                    _paired("G6", "save, to the same rows by hand", size, _saves(journal),
                            _by_hand(journal), 1.1),
                    _paired("G6", "save, to the rows without a search index", size,
                            _saves(journal), _by_hand(bare), 2.0),
                    _paired("G7", f"save, to {sizes[0]:,} entries", size, _saves(journal),
                            _saves(smallest), 1.2),
                ]  # fmt: skip
    return results


def _paired(goal, what, size, ours, yardstick, at_most) -> common.Ratio:
    return common.paired(goal, what, size, ours, yardstick, at_most=at_most, clock=common.wall)


def _saves(journal: Journal) -> list[Callable[[], object]]:
    """Return the saves of a sitting, one for each text."""
    entry = _begun(journal)
    return [functools.partial(journal.entries.save_text, entry, "Save", text) for text in TEXTS]


def _by_hand(journal: Journal) -> list[Callable[[], object]]:
    """Return the same writes as bare statements."""
    entry = _begun(journal)
    rows = [(*text_columns("Save", text), 1, "2026-01-01T00:00:00Z", entry) for text in TEXTS]
    return [functools.partial(_write, journal._connection, row) for row in rows]


def _begun(journal: Journal) -> EntryId:
    entry = journal.entries.add(NewEntry(when=MODEL.when, title="Save", body="begin"))
    journal.entries.save_text(entry.id, "Save", "the first words of this sitting")
    return entry.id


def _write(connection, row: tuple) -> None:
    connection.execute("BEGIN IMMEDIATE")
    connection.execute(_SAVE_TEXT, row)
    connection.execute(_COUNT_COMMIT)
    connection.execute("COMMIT")
