"""Maps as JSON: whole, with what was said of their loops."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from metanoia.exchange.models_json import around, moment

if TYPE_CHECKING:
    from metanoia.domain.maps import CausalLink, Kept, Variable
    from metanoia.store.parts import Parts

Json = dict[str, Any]


def systems_as_json(journal: Parts) -> dict[str, list[Json]]:
    """Return {"maps"}: every living map, oldest first.

    ``x`` and ``y`` are px from the middle of the map; a polarity is 1, -1, or 0 for unsure; loops are
    the ids of their variables, the smallest first, joined by ">".
    """
    return {
        "maps": [map_told(one) | around("map", one.map.id, journal) for one in journal.maps.all()]
    }


def map_told(kept: Kept) -> Json:
    """Return a map with all that lies on it, without what it is tied to."""
    one = kept.map
    return {
        "id": one.id,
        "title": one.title,
        "question": one.question,
        "horizon_days": one.horizon_days,
        "created_at": moment(kept.created_at),
        "updated_at": moment(kept.updated_at),
        "variables": [_variable(variable) for variable in one.variables],
        "links": [_link(link) for link in one.links],
        "notes": [
            {"id": note.id, "text": note.text, "x": note.x, "y": note.y} for note in one.notes
        ],
        "loops": [
            {"key": said.key, "name": said.name, "story": said.story} for said in one.loop_notes
        ],
        "patterns": [
            {
                "pattern": said.pattern,
                "loops": list(said.loops),
                "state": said.state,
                "note": said.note,
            }
            for said in one.pattern_notes
        ],
    }


def _variable(one: Variable) -> Json:
    return {
        "id": one.id,
        "name": one.name,
        "x": one.x,
        "y": one.y,
        "role": one.role,
        "actor": one.actor,
        "mine": one.mine,
        "measure": one.measure,
        "metric": one.metric,
        "drawn": [{"date": point.date.isoformat(), "value": point.value} for point in one.drawn],
    }


def _link(one: CausalLink) -> Json:
    return {
        "id": one.id,
        "from": one.source,
        "to": one.target,
        "polarity": one.polarity,
        "delayed": one.delayed,
        "because": one.because,
        "assumption": one.assumption,
        "bend": one.bend,
    }
