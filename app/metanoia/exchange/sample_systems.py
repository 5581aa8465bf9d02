"""What feeds what, as the sample's writer drew it."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from typing import Any, Final
from zoneinfo import ZoneInfo

from metanoia import resources
from metanoia.domain.goals import GoalId
from metanoia.domain.kinds import Kind
from metanoia.domain.maps import (
    DEFAULT_HORIZON,
    CausalLink,
    CausalLinkId,
    CausalMap,
    Drawn,
    LoopNote,
    MapId,
    MapNote,
    MapNoteId,
    PatternNote,
    Polarity,
    Variable,
    VariableId,
)
from metanoia.exchange.open_journal import SampleJournal
from metanoia.exchange.sample_mastery import numbers
from metanoia.store.part import new_id

Told = Mapping[str, Any]
Ids = Mapping[str, str]
Goals = Mapping[str, GoalId]

_SIGNS: Final[Mapping[str, Polarity]] = {"+": 1, "-": -1, "?": 0}


def fill(
    journal: SampleJournal, zone: str, *, entries: Ids, assumptions: Ids, goals: Goals
) -> None:
    """Put it into a journal that holds the rest of the sample; the ids go by their names in it."""
    told = tomllib.loads(resources.path("sample/systems.toml").read_text(encoding="utf-8"))
    metrics = {metric.name: metric.id for metric in journal.metrics.all()}
    with journal.changes.write(Kind.MAP, Kind.LINK):
        for one in told["map"]:
            made = one["at"].replace(tzinfo=ZoneInfo(zone))
            kept = _map(one, journal, goals, metrics, assumptions)
            journal.maps.add(kept, at=made)
            for kind, named, ids in (("goal", "goals", goals), ("entry", "entries", entries)):
                for name in one.get(named, ()):
                    journal.ties.connect(("map", kept.id), (kind, ids[name]))


def _map(
    told: Told, journal: SampleJournal, goals: Goals, metrics: Ids, assumptions: Ids
) -> CausalMap:
    ids = {variable["key"]: VariableId(new_id()) for variable in told["variable"]}
    return CausalMap(
        id=MapId(new_id()),
        title=told["title"],
        question=told["question"],
        horizon_days=told.get("horizon", DEFAULT_HORIZON),
        variables=tuple(
            _variable(one, ids[one["key"]], journal, goals, metrics) for one in told["variable"]
        ),
        links=tuple(_link(one, ids, assumptions) for one in told["link"]),
        notes=tuple(
            MapNote(id=MapNoteId(new_id()), text=one["text"], x=one["place"][0], y=one["place"][1])
            for one in told.get("note", ())
        ),
        loop_notes=tuple(
            LoopNote(key=_key(one["along"], ids), name=one["name"], story=one["story"])
            for one in told["loop"]
        ),
        pattern_notes=tuple(
            PatternNote(
                pattern=one["pattern"],
                loops=tuple(_key(along, ids) for along in one["loops"]),
                state=one["state"],
                note=one["note"],
            )
            for one in told.get("pattern", ())
        ),
    )


def _variable(
    told: Told, id_: VariableId, journal: SampleJournal, goals: Goals, metrics: Ids
) -> Variable:
    return Variable(
        id=id_,
        name=told["name"],
        x=told["place"][0],
        y=told["place"][1],
        role=told.get("role"),
        actor=told.get("actor", ""),
        mine=told.get("mine", False),
        measure=_measure(journal, goals, *told["measure"]) if "measure" in told else None,
        metric=metrics[told["metric"]] if "metric" in told else None,
        drawn=tuple(Drawn(day, value) for day, value in numbers(told["drawn"]))
        if "drawn" in told
        else (),
    )


def _measure(journal: SampleJournal, goals: Goals, goal: str, name: str) -> str:
    measures = journal.goals.measures(goals[goal])
    return next(one.id for one in measures if one.name == name)


def _link(told: Told, ids: Mapping[str, VariableId], assumptions: Ids) -> CausalLink:
    source, target = told["way"]
    return CausalLink(
        id=CausalLinkId(new_id()),
        source=ids[source],
        target=ids[target],
        polarity=_SIGNS[told["sign"]],
        delayed=told.get("delayed", False),
        because=told.get("because", ""),
        assumption=assumptions[told["assumes"]] if "assumes" in told else None,
        bend=told.get("bend"),
    )


def _key(along: Iterable[str], ids: Ids) -> str:
    """Return the key of the loop that leads along these variables."""
    nodes = [ids[key] for key in along]
    first = nodes.index(min(nodes))
    return ">".join(nodes[first:] + nodes[:first])
