"""Maps for tests: a plain one, and one with everything that a map can hold."""

from __future__ import annotations

import datetime as dt
import uuid
from dataclasses import replace
from typing import Any

from metanoia.domain.maps import (
    CausalLink,
    CausalLinkId,
    CausalMap,
    Drawn,
    LoopNote,
    MapId,
    MapNote,
    MapNoteId,
    PatternNote,
    Variable,
    VariableId,
)
from metanoia.exchange.map_json import map_from_json


def new_id() -> str:
    return str(uuid.uuid4())


def variable(name: str, **more: Any) -> Variable:
    return Variable(id=VariableId(new_id()), name=name, **more)


def link(source: Variable, target: Variable, **more: Any) -> CausalLink:
    return CausalLink(id=CausalLinkId(new_id()), source=source.id, target=target.id, **more)


def key(*nodes: Variable) -> str:
    """Return the key of the loop that leads along these variables."""
    ids = [node.id for node in nodes]
    first = ids.index(min(ids))
    return ">".join(ids[first:] + ids[:first])


def plain_map(title: str = "The rota", **more: Any) -> CausalMap:
    """Return a map of two variables that move one another."""
    holes, shifts = variable("Holes"), variable("Shifts", x=200)
    links = (link(holes, shifts), link(shifts, holes, polarity=-1))
    made = CausalMap(id=MapId(new_id()), title=title, variables=(holes, shifts), links=links)
    return replace(made, **more)


def full_map(
    *, assumption: str | None = None, measure: str | None = None, metric: str | None = None
) -> CausalMap:
    """Return a map in which every field says something."""
    drawn = tuple(Drawn(dt.date(2026, 1, n + 1), n * 2.5) for n in range(4))
    gap = variable("Gap", role="gap", actor="Mara", mine=True, x=-120.5, y=33.25)
    goal = variable("Zoë’s aim", role="goal", measure=measure)
    effort = variable("Effort", role="capacity", metric=metric)
    mood = variable("Mood", role="limit", drawn=drawn)
    rest = variable("Rest", role="shared_resource")
    links = (
        link(gap, effort, because="Two lines\nof why", assumption=assumption, bend=0.4),
        link(effort, gap, polarity=-1, delayed=True),
        link(goal, gap, polarity=0, bend=-1.5),
        link(gap, goal, polarity=-1),
        link(mood, rest),
    )
    loop, other = key(gap, effort), key(gap, goal)
    return CausalMap(
        id=MapId(new_id()),
        title="Why it stays",
        question="Why does it stay as it is?",
        horizon_days=400,
        variables=(gap, goal, effort, mood, rest),
        links=links,
        notes=(
            MapNote(id=MapNoteId(new_id()), text="Ask\nLena", x=10, y=-20.5),
            MapNote(id=MapNoteId(new_id()), text="下雪"),
        ),
        loop_notes=(
            LoopNote(key=loop, name="Trying", story="I try and it closes."),
            LoopNote(key=other, story="I ask for less."),
        ),
        pattern_notes=(
            PatternNote(pattern="eroding_goals", loops=(loop, other), state="accepted", note="Yes"),
            PatternNote(pattern="balancing_with_delay", loops=(loop,), state="dismissed"),
        ),
    )


def told_map(vector, variables=()):
    """Return the map of a vector, with ``variables`` besides that nothing leads to."""
    return map_from_json(
        {
            "title": vector["name"],
            "links": vector["links"],
            "roles": vector["roles"],
            "actors": vector["actors"],
            "variables": list(variables),
        }
    )
