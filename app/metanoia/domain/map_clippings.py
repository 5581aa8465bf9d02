"""Parts taken from a map to be laid on it again or on another: variables, the links among them, and notes."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass, replace
from typing import Final

from metanoia.domain.maps import (
    NAME_LIMIT,
    CausalLink,
    CausalLinkId,
    CausalMap,
    MapNote,
    MapNoteId,
    Variable,
    VariableId,
)

_BESIDE: Final = 32.0  # px right of and below a place that is taken
_WIDE, _HIGH = 150.0, 64.0  # px within which two parts would cover one another


@dataclass(frozen=True, slots=True)
class Clipping:
    """What was copied, with the ids that it had."""

    variables: tuple[Variable, ...]
    links: tuple[CausalLink, ...]
    notes: tuple[MapNote, ...]


def clipped(of: CausalMap, ids: Collection[str]) -> Clipping | None:
    """Return the chosen variables and notes with all links among them, None if none is chosen."""
    variables = tuple(one for one in of.variables if one.id in ids)
    notes = tuple(one for one in of.notes if one.id in ids)
    kept = {one.id for one in variables}
    links = tuple(one for one in of.links if {one.source, one.target} <= kept)
    return Clipping(variables, links, notes) if variables or notes else None


def renewed(clipping: Clipping, of: CausalMap, new_id: Callable[[], str]) -> Clipping:
    """Return it with new ids, names that ``of`` does not have, and beside what lies in its places."""
    ids = {one.id: VariableId(new_id()) for one in clipping.variables}
    taken = {one.name.casefold() for one in of.variables}
    by = _way(clipping, of)
    variables = []
    for one in clipping.variables:
        name = _free_name(one.name, taken)
        taken.add(name.casefold())
        variables.append(replace(one, id=ids[one.id], name=name, x=one.x + by, y=one.y + by))
    links = tuple(
        replace(one, id=CausalLinkId(new_id()), source=ids[one.source], target=ids[one.target])
        for one in clipping.links
    )
    notes = tuple(
        replace(one, id=MapNoteId(new_id()), x=one.x + by, y=one.y + by) for one in clipping.notes
    )
    return Clipping(tuple(variables), links, notes)


def laid(old: CausalMap, new: Clipping) -> CausalMap:
    """Lay parts on a map. Refused for a name that is there, or past what a map holds."""
    return replace(
        old,
        variables=(*old.variables, *new.variables),
        links=(*old.links, *new.links),
        notes=(*old.notes, *new.notes),
    )


def _free_name(name: str, taken: Collection[str]) -> str:
    """Return a name, with a number behind it if it is taken."""
    tried, number = name, 2
    while tried.casefold() in taken:
        behind = f" {number}"
        tried, number = f"{name[: NAME_LIMIT - len(behind)].rstrip()}{behind}", number + 1
    return tried


def _way(clipping: Clipping, of: CausalMap) -> float:
    """Return how far to go right and down until no part would cover one that is there."""
    there: list[Variable | MapNote] = [*of.variables, *of.notes]
    wanted: list[Variable | MapNote] = [*clipping.variables, *clipping.notes]
    by = 0.0
    while any(
        abs(new.x + by - old.x) < _WIDE and abs(new.y + by - old.y) < _HIGH
        for new in wanted
        for old in there
    ):
        by += _BESIDE
    return by
