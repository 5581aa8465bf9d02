"""G4 and G5: a search as one types, against the bare full-text statement for the same rows in the same order."""

from __future__ import annotations

import functools
import statistics

import common
import corpus
import filled

from metanoia.domain.query import parse
from metanoia.store.search import _BEST, _COLUMNS, _JOINED, _SNIPPET, match

_ROWS = (
    f"SELECT {_COLUMNS}, {_SNIPPET} FROM entry_fts f{_JOINED.format('f.rowid')}"
    " WHERE entry_fts MATCH ?"
)
NEWEST = f"{_ROWS} ORDER BY f.rowid DESC LIMIT 50"
BEST = f"{_ROWS} AND f.rank MATCH '{_BEST}' ORDER BY f.rank LIMIT 50"


def measure(sizes: list[int]) -> list[common.Ratio]:
    """Search 200 queries by turns with the bare statement."""
    results, seconds = [], {}
    for size in sizes:
        typed = corpus.queries(200)
        with filled.opened(size) as journal:
            connection = filled.bare(journal)
            ours = [functools.partial(journal.search.find, query) for query in typed]
            raw = [
                functools.partial(
                    _raw,
                    connection,
                    BEST if search().best_first else NEWEST,
                    match(parse(query)),
                )
                for search, query in zip(ours, typed, strict=True)
            ]
            for search in (*ours, *raw):
                search()
            result = common.paired("G4", "search, to the bare FTS5 statement", size, ours, raw,
                                   at_most=1.2)  # fmt: skip
            seconds[size] = [common.timed(search, common.cpu) for search in ours]
            connection.close()
        results.append(result)
        smallest = statistics.median(seconds[sizes[0]])
        results.append(
            common.compared("G5", f"search, to {sizes[0]:,} entries", size,
                            [(once, smallest) for once in seconds[size]], at_most=2.0)
        )  # fmt: skip
    return results


def _raw(connection, statement: str, expression: str) -> None:
    connection.execute(statement, (expression,)).fetchall()
