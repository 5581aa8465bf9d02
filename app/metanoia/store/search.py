"""Finding entries again, as fast as one types: words, tags, days and stars."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, NamedTuple

from metanoia.domain.entries import EntryRow
from metanoia.domain.query import HIT_END, HIT_START, Query, parse
from metanoia.store.entry_rows import after_n, first_n, listed, listed_as
from metanoia.store.part import Part, Row
from metanoia.text.cjk import spaced, unspaced

COUNT_LIMIT = 1_001
"""Hits are counted no further than this; up to one less, the best come first."""

_COLUMNS = listed_as("e") + ", e.spaced IS NOT NULL"
_JOINED = " CROSS JOIN entry e ON e.n = {}"
_SNIPPET = f"snippet(entry_fts, 1, '{HIT_START}', '{HIT_END}', '…', 24)"
_BEST = "bm25(8.0, 1.0)"  # a word in the title weighs as eight in the text
_RARE_TAG = 4_000  # up to here a tag's entries are gathered once, beyond they are asked one by one


class Hit(NamedTuple):
    """One entry found; ``snippet`` is text around the hits, each between HIT_START and HIT_END.

    Where only tags or days were asked for, the snippet is the excerpt.
    """

    row: EntryRow
    snippet: str


@dataclass(frozen=True, slots=True)
class Found:
    """One page of hits; ``count`` is of all hits, at most 1,001."""

    hits: tuple[Hit, ...]
    count: int
    best_first: bool


@dataclass(slots=True)
class _Sql:
    """The pieces of one statement over ``place``, the column that holds the entry's n."""

    source: str
    place: str
    where: list[str]
    values: list[object]

    def narrow(self, condition: str, *values: object) -> None:
        self.where.append(condition)
        self.values += values

    def clause(self) -> str:
        return f"{self.source} WHERE {' AND '.join(self.where)}"


class Search(Part):
    """Search over the living entries of one open journal."""

    def find(
        self,
        query: str | Query,
        *,
        limit: int = 50,
        before: int | None = None,
        order: Literal["auto", "newest"] = "auto",
    ) -> Found:
        """Return the page of ``limit`` hits that follows the hit with the n ``before``.

        Newest first while there are more than 1,000 hits or for "newest", else best first.
        Raises Cancelled if ``interrupt`` was called meanwhile.
        """
        asked = parse(query) if isinstance(query, str) else query
        statement = None if asked.empty else self._statement(asked)
        if statement is None:
            return Found((), 0, best_first=False)
        may_rank = order == "auto" and asked.looks_for_text
        if not may_rank:
            return self._newest(statement, limit, before, asked)
        count = self._count(statement)
        if count < COUNT_LIMIT:
            hits = self._best(statement, limit, before)
            return Found(hits, count, best_first=True)
        return self._newest(statement, limit, before, asked, count)

    def interrupt(self) -> None:
        """End the search that is running in another thread."""
        self._connection.interrupt()

    # -- what is asked for, as SQL

    def _statement(self, query: Query) -> _Sql | None:
        """Return the statement for ``query``, or None if it names a tag that nothing wears."""
        wanted = [self._tag(name) for name in query.tags]
        if None in wanted:
            return None
        tags = sorted((tag for tag in wanted if tag), key=lambda tag: tag[1])
        if query.looks_for_text:
            sql = _Sql("entry_fts f", "f.rowid", ["entry_fts MATCH ?"], [match(query)])
        elif tags:
            (id_, _), tags = tags[0], tags[1:]
            condition = "t.tag_id = ? AND t.item_type = 'entry'"
            sql = _Sql("item_tag t", "t.place", [condition], [id_])
        else:
            sql = _Sql("entry e", "e.n", ["e.deleted_at IS NULL"], [])
        for id_, uses in tags:
            _wear(sql, id_, uses)
        for name in query.without_tags:
            if tag := self._tag(name):
                _wear(sql, tag[0], 0, negate="NOT ")
        self._narrow(sql, query)
        return sql

    def _narrow(self, sql: _Sql, query: Query) -> None:
        if query.first:
            sql.narrow(f"{sql.place} >= ?", first_n(query.first))
        if query.last:
            sql.narrow(f"{sql.place} < ?", after_n(query.last))
        if query.starred is not None and sql.source == "entry e" and query.starred:
            sql.narrow("e.starred = 1")
        elif query.starred is not None:
            negate = "" if query.starred else "NOT "
            sql.narrow(
                f"+{sql.place} {negate}IN (SELECT n FROM entry WHERE starred = 1"
                " AND deleted_at IS NULL)"
            )
        if query.without and not query.looks_for_text:
            sql.narrow(
                f"{sql.place} NOT IN (SELECT rowid FROM entry_fts WHERE entry_fts MATCH ?)",
                " OR ".join(_term(words) for words in query.without),
            )
        if sql.source == "item_tag t":
            sql.narrow("+t.place IN (SELECT n FROM entry WHERE n = t.place AND deleted_at IS NULL)")

    def _tag(self, name: str) -> tuple[str, int] | None:
        """Return the id of a tag and how many living entries wear it; capitals do not matter."""
        found = self._one("SELECT id, uses FROM tag WHERE name = ?", name)
        if found is None and not name.isascii():  # the table folds ASCII capitals only
            rows = self._all("SELECT name, id, uses FROM tag")
            found = next((row[1:] for row in rows if row[0].casefold() == name.casefold()), None)
        return (found[0], found[1]) if found else None

    # -- the hits

    def _count(self, sql: _Sql) -> int:
        row = self._one(
            f"SELECT count(*) FROM (SELECT 1 FROM {sql.clause()} LIMIT {COUNT_LIMIT})", *sql.values
        )
        return int(row[0]) if row else 0

    def _newest(
        self, sql: _Sql, limit: int, before: int | None, query: Query, count: int | None = None
    ) -> Found:
        page = _Sql(sql.source, sql.place, list(sql.where), list(sql.values))
        if before is not None:
            page.narrow(f"{page.place} < ?", before)
        snippet = _SNIPPET if query.looks_for_text else "NULL"
        if page.source != "entry e":
            page.source += _JOINED.format(page.place)
        rows = self._all(
            f"SELECT {_COLUMNS}, {snippet} FROM {page.clause()} ORDER BY {page.place} DESC LIMIT ?",
            *page.values,
            limit,
        )
        if count is None:
            known = before is None and len(rows) < limit
            count = len(rows) if known else self._count(sql)
        return Found(_hits(rows), count, best_first=False)

    def _best(self, sql: _Sql, limit: int, before: int | None) -> tuple[Hit, ...]:
        page = _Sql(sql.source, sql.place, [*sql.where, "f.rank MATCH ?"], [*sql.values, _BEST])
        skip = 0
        if before is not None:
            ranked = f"SELECT f.rowid FROM {page.clause()} ORDER BY f.rank"
            order = [row[0] for row in self._all(ranked, *page.values)]
            skip = order.index(before) + 1 if before in order else len(order)
        page.source += _JOINED.format("f.rowid")
        rows = self._all(
            f"SELECT {_COLUMNS}, {_SNIPPET} FROM {page.clause()} ORDER BY f.rank LIMIT ? OFFSET ?",
            *page.values,
            limit,
            skip,
        )
        return _hits(rows)


def match(query: Query) -> str:
    """Return the full-text expression for the words of a query, every one of them quoted."""
    terms = [_term(word) + " *" for word in query.words] + [_term(p) for p in query.phrases]
    expression = " AND ".join(terms)
    for words in query.without:
        expression = f"({expression}) NOT {_term(words)}"
    return expression


def _term(words: str) -> str:
    quoted = (spaced(words) or words).strip().replace('"', '""')
    return f'"{quoted}"'


def _wear(sql: _Sql, tag_id: str, uses: int, negate: str = "") -> None:
    """Keep the entries that wear a tag: gathered at once where it is rare, else looked up."""
    worn = "FROM item_tag w WHERE w.tag_id = ? AND w.item_type = 'entry'"
    if uses <= _RARE_TAG:
        sql.narrow(f"+{sql.place} {negate}IN (SELECT w.place {worn})", tag_id)
    else:
        sql.narrow(f"{negate}EXISTS (SELECT 1 {worn} AND w.place = {sql.place})", tag_id)


def _hits(rows: list[Row]) -> tuple[Hit, ...]:
    hits = []
    for found in rows:
        row, (is_spaced, snippet) = listed(found[:-2]), found[-2:]
        if snippet is None:
            snippet = row.excerpt
        elif is_spaced:
            snippet = unspaced(snippet)
        hits.append(Hit(row, snippet))
    return tuple(hits)
