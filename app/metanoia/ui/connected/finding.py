"""Finding things by what is typed of their names, and by the names that stand in double brackets."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication

from metanoia.domain.errors import MetanoiaError
from metanoia.text.matching import begins_words
from metanoia.text.names import names
from metanoia.ui.connected.things import (
    ASSUMPTION,
    ENTRY,
    GOAL,
    MAP,
    OFFERED,
    VALUE,
    End,
    Thing,
    of_entry,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable

    from metanoia.journal import Journal

MOST: Final = 8
_EACH: Final = 2  # of a kind that are offered before others get more
_LOOKED_THROUGH: Final = 30


def offered(
    journal: Journal,
    typed: str,
    kinds: Collection[str] = OFFERED,
    without: Collection[End] = (),
    *,
    by_name: bool = False,
) -> list[Thing]:
    """Return at most eight things that fit what is typed, of each kind some; ``by_name`` no other words count."""
    typed = typed.strip()
    found = []
    for kind in OFFERED:
        if kind in kinds:
            things = _of_kind(journal, kind, typed, by_name=by_name)
            found.append([one for one in things if one.end not in without])
    shares = [0] * len(found)
    for kind in (*_EACH * [*range(len(found))], *sorted(MOST * [*range(len(found))])):
        if sum(shares) < MOST and shares[kind] < len(found[kind]):
            shares[kind] += 1
    return [one for things, share in zip(found, shares, strict=True) for one in things[:share]]


def called(journal: Journal, said: str, near: Iterable[Thing] = ()) -> Thing | None:
    """Return what is called ``said``, first among the things ``near``; None if nothing is."""
    for one in near:
        if names(said, one.name):
            return one
    typed = said.rstrip("…")
    for kind in OFFERED:
        for one in _of_kind(journal, kind, typed, by_name=True):
            if names(said, one.name):
                return one
    return None


def _of_kind(journal: Journal, kind: str, typed: str, *, by_name: bool) -> list[Thing]:
    try:
        return _FOUND[kind](journal, typed, by_name)
    except MetanoiaError:
        return []


def _goals(journal: Journal, typed: str, _by_name: bool) -> list[Thing]:
    rows = journal.goals.rows(words=typed)
    going = [row for row in rows if row.goal.state in ("active", "draft", "parked")]
    closed = [row for row in rows if row not in going]
    return [Thing(GOAL, row.goal.id, row.goal.title, _tr("Goal")) for row in (*going, *closed)]


def _values(journal: Journal, typed: str, _by_name: bool) -> list[Thing]:
    return [
        Thing(VALUE, one.id, one.name, _tr("Value"))
        for one in journal.values.all()
        if begins_words(typed, one.name)
    ]


def _assumptions(journal: Journal, typed: str, _by_name: bool) -> list[Thing]:
    rows = journal.assumptions.rows(words=typed)
    return [Thing(ASSUMPTION, row.id, row.statement, _tr("Assumption")) for row in rows]


def _maps(journal: Journal, typed: str, by_name: bool) -> list[Thing]:
    rows = journal.maps.found(typed) if typed else journal.maps.listing()
    named = [row for row in rows if not by_name or begins_words(typed, row.title)]
    return [Thing(MAP, row.id, row.title, _tr("Map")) for row in named]


def _entries(journal: Journal, typed: str, by_name: bool) -> list[Thing]:
    if not typed:
        return [of_entry(row) for row in journal.entries.newest(_LOOKED_THROUGH)]
    rows = [hit.row for hit in journal.search.find(typed, limit=_LOOKED_THROUGH).hits]
    things = [of_entry(row) for row in rows]
    named = [one for one in things if begins_words(typed, one.name)]
    return named if by_name else [*named, *(one for one in things if one not in named)]


_FOUND: Final[dict[str, Callable[[Journal, str, bool], list[Thing]]]] = {
    GOAL: _goals,
    VALUE: _values,
    ASSUMPTION: _assumptions,
    MAP: _maps,
    ENTRY: _entries,
}


def _tr(text: str) -> str:
    return QCoreApplication.translate("Things", text)
