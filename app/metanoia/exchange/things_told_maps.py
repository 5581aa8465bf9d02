"""A map told whole, part by part: what lies on it, and the loops and patterns found over just that."""

from __future__ import annotations

import hashlib
import math
from typing import TYPE_CHECKING, Final

from metanoia.domain import loops as found_loops
from metanoia.domain import patterns
from metanoia.domain.lines_over_time import axis
from metanoia.domain.loops import Loop
from metanoia.domain.maps import MapId
from metanoia.exchange.things_told import Fields, Part, Told, day

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping, Sequence

    from metanoia.domain.maps import CausalLink, CausalMap, PatternNote
    from metanoia.exchange.open_journal import CheckingJournal
    from metanoia.exchange.problems import Item

REF: Final = 16
"""How many signs of a loop's hash stand for it."""


def map_told(journal: CheckingJournal, map_id: str, today: dt.date) -> Told:  # noqa: ARG001
    """Return a map; NotFound. Its measures and metrics are named nowhere."""
    kept = journal.maps.kept(MapId(map_id))
    one = kept.map
    loops = found_loops.find(found_loops.arrows(one), one.names).loops
    accepted = patterns.accepted(one, loops)
    resting: list[tuple[Item, str]] = [
        (("assumption", link.assumption), "about") for link in one.links if link.assumption
    ]
    return Told(
        name=one.title,
        rev=kept.rev,
        deleted=kept.deleted_at is not None,
        parts={
            "": (_fields(one, loops, accepted), _plain(one, loops, accepted)),
            "because": ({}, {f"because/{link.id}": link.because for link in one.links}),
            "lines": _lines(journal, one),
        },
        links={"": resting},
    )


def loop_ref(key: str) -> str:
    """Return what stands for a loop in a share: the first 16 hex signs of the SHA-256 of its key."""
    return hashlib.sha256(key.encode()).hexdigest()[:REF]


def _fields(one: CausalMap, loops: Sequence[Loop], accepted: Sequence[PatternNote]) -> Fields:
    polarities: dict[tuple[str, str], int] = {
        (link.source, link.target): link.polarity for link in one.links
    }
    labels = {loop.key: loop.label for loop in loops}
    return {
        "variables": [
            {"id": each.id, "x": each.x, "y": each.y, "role": each.role, "mine": each.mine}
            for each in one.variables
        ],
        "links": [_link(link) for link in one.links],
        "notes": [{"id": note.id, "x": note.x, "y": note.y} for note in one.notes],
        "loops": [_loop(loop, polarities) for loop in loops],
        "patterns": [
            {"pattern": note.pattern, "loops": sorted(labels[key] for key in note.loops)}
            for note in accepted
        ],
    }


def _link(link: CausalLink) -> Fields:
    return {
        "id": link.id,
        "source": link.source,
        "target": link.target,
        "polarity": link.polarity,
        "delayed": link.delayed,
        "bend": link.bend,
    }


def _loop(loop: Loop, polarities: Mapping[tuple[str, str], int]) -> Fields:
    return {
        "ref": loop_ref(loop.key),
        "label": loop.label,
        "polarity": math.prod(polarities[step] for step in loop.steps),
        "delayed": loop.delayed,
        "variables": list(loop.nodes),
    }


def _plain(
    one: CausalMap, loops: Sequence[Loop], accepted: Sequence[PatternNote]
) -> dict[str, str]:
    plain = {"title": one.title, "question": one.question}
    for each in one.variables:
        plain |= {f"variable/{each.id}": each.name, f"actor/{each.id}": each.actor}
    plain |= {f"note/{note.id}": note.text for note in one.notes}
    for loop in loops:
        said, ref = one.loop_note(loop.key), loop_ref(loop.key)
        plain |= {f"loop/{ref}/name": said.name, f"loop/{ref}/story": said.story}
    return plain | {f"pattern/{at}": note.note for at, note in enumerate(accepted)}


def _lines(journal: CheckingJournal, one: CausalMap) -> Part:
    """Return the lines over time; where a measure begins and should end is its goal's and stays out."""
    lines = []
    for line in journal.lines.of(one):
        values = [value for _, value in line.points]
        low, high = axis(values) if line.feed == "measure" else line.scale
        points = [[day(at), value] for at, value in line.points]
        lines.append({"variable": line.variable, "low": low, "high": high, "points": points})
    return {"lines": lines}, {}
