"""Maps as rows, and rows as maps."""

from __future__ import annotations

import datetime as dt
import json
from typing import Final

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
from metanoia.store.part import Row

MAP: Final = "id, title, question, horizon_days"
PARTS: Final = {
    "variable": "id, name, x, y, role, actor, mine, measure_id, metric_id, drawn_json",
    "causal_link": "id, source_id, target_id, polarity, delayed, because, assumption_id, bend",
    "map_note": "id, text, x, y",
    "loop_note": "loop_key, name, story",
    "pattern_note": "pattern, loops_json, state, note",
}
"""The tables of what hangs on a map, in the order to be written in, with their columns."""
KEYS: Final = {"variable": 2, "causal_link": 3, "map_note": 1, "loop_note": 1, "pattern_note": 2}
"""How many columns of each say which row it is; no two rows of a map are the same in them."""
READ: Final = {
    table: f"SELECT {columns} FROM {table} WHERE map_id = ? ORDER BY rowid"
    for table, columns in PARTS.items()
}
# what is named and was deleted for ever meanwhile is named no more
_WRITTEN: Final = {
    "measure_id": "(SELECT id FROM measure WHERE id = ?)",
    "metric_id": "(SELECT id FROM metric WHERE id = ?)",
    "assumption_id": "(SELECT id FROM assumption WHERE id = ?)",
}


def written(table: str) -> str:
    """Return the statement that writes a row of what hangs on a map; its id is the first value."""
    columns = PARTS[table].split(", ")
    values = ", ".join(_WRITTEN.get(column, "?") for column in columns)
    return f"INSERT INTO {table}(map_id, {', '.join(columns)}) VALUES(?, {values})"


def changed(table: str) -> str:
    """Return the statement that changes a row of what hangs on a map.

    Its values are the columns after the ``KEYS``, the id of the map, and the keys.
    """
    columns = PARTS[table].split(", ")
    keys, others = columns[: KEYS[table]], columns[KEYS[table] :]
    said = ", ".join(f"{column} = {_WRITTEN.get(column, '?')}" for column in others)
    named = " AND ".join(f"{column} = ?" for column in ("map_id", *keys))
    return f"UPDATE {table} SET {said} WHERE {named}"


def map_of(row: Row, parts: dict[str, list[Row]]) -> CausalMap:
    """Return the map of its row and of the rows that hang on it."""
    id_, title, question, horizon = row
    return CausalMap(
        id=MapId(id_),
        title=title,
        question=question,
        horizon_days=horizon,
        variables=tuple(variable_of(one) for one in parts["variable"]),
        links=tuple(_link(one) for one in parts["causal_link"]),
        notes=tuple(
            MapNote(id=MapNoteId(id_), text=text, x=x, y=y) for id_, text, x, y in parts["map_note"]
        ),
        loop_notes=tuple(
            LoopNote(key=key, name=name, story=story) for key, name, story in parts["loop_note"]
        ),
        pattern_notes=tuple(
            PatternNote(pattern=pattern, loops=tuple(json.loads(loops)), state=state, note=note)
            for pattern, loops, state, note in parts["pattern_note"]
        ),
    )


def rows_of(kept: CausalMap) -> dict[str, list[Row]]:
    """Return what hangs on a map as rows of its tables, in the order of ``PARTS``."""
    return {
        "variable": [
            (one.id, one.name, one.x, one.y, one.role, one.actor, int(one.mine), one.measure,
             one.metric, _drawn_json(one.drawn))
            for one in kept.variables
        ],
        "causal_link": [
            (one.id, one.source, one.target, one.polarity, int(one.delayed), one.because,
             one.assumption, one.bend)
            for one in kept.links
        ],
        "map_note": [(one.id, one.text, one.x, one.y) for one in kept.notes],
        "loop_note": [(one.key, one.name, one.story) for one in kept.loop_notes],
        "pattern_note": [
            (one.pattern, json.dumps(one.loops), one.state, one.note) for one in kept.pattern_notes
        ],
    }  # fmt: skip


def variable_of(row: Row) -> Variable:
    """Return the variable of its row."""
    id_, name, x, y, role, actor, mine, measure, metric, drawn = row
    return Variable(
        id=VariableId(id_),
        name=name,
        x=x,
        y=y,
        role=role,
        actor=actor,
        mine=bool(mine),
        measure=measure,
        metric=metric,
        drawn=tuple(
            Drawn(dt.date.fromisoformat(day), float(value)) for day, value in json.loads(drawn)
        ),
    )


def _link(row: Row) -> CausalLink:
    id_, source, target, polarity, delayed, because, assumption, bend = row
    return CausalLink(
        id=CausalLinkId(id_),
        source=VariableId(source),
        target=VariableId(target),
        polarity=polarity,
        delayed=bool(delayed),
        because=because,
        assumption=assumption,
        bend=bend,
    )


def _drawn_json(drawn: tuple[Drawn, ...]) -> str:
    return json.dumps([[point.date.isoformat(), point.value] for point in drawn])
