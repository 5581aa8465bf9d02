"""Maps read back from the journal's own JSON, each checked."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, cast

from metanoia.domain import maps
from metanoia.domain.loops import LONGEST
from metanoia.domain.map_wholes import WholeMap
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
from metanoia.domain.patterns import PATTERNS
from metanoia.domain.wholes import Whole
from metanoia.exchange import fields as kept

Json = dict[str, Any]

_KEY_LIMIT = LONGEST * 37  # signs of a loop's key


def _map(told: Json) -> Whole:
    made = kept.moment(told["created_at"])
    return WholeMap(
        thing=CausalMap(
            id=MapId(kept.id_(told["id"])),
            title=kept.text(told["title"]),
            question=kept.text(told["question"]),
            horizon_days=kept.count(told["horizon_days"]),
            variables=tuple(_variable(one) for one in told["variables"]),
            links=tuple(_link(one) for one in told["links"]),
            notes=tuple(_note(one) for one in told["notes"]),
            loop_notes=tuple(_loop(one) for one in told["loops"]),
            pattern_notes=tuple(_pattern(one) for one in told["patterns"]),
        ),
        created_at=made,
        updated_at=max(made, kept.moment(told["updated_at"])),
        **kept.around(told, "map"),
    )


def _variable(told: Json) -> Variable:
    return Variable(
        id=VariableId(kept.id_(told["id"])),
        name=kept.text(told["name"]),
        x=kept.number(told["x"]),
        y=kept.number(told["y"]),
        role=kept.one_of(told["role"], maps.Role) if told["role"] is not None else None,
        actor=kept.text(told["actor"]),
        mine=kept.yes_or_no(told["mine"]),
        measure=_id_or_none(told["measure"]),
        metric=_id_or_none(told["metric"]),
        drawn=tuple(
            Drawn(kept.day(point["date"]), kept.number(point["value"])) for point in told["drawn"]
        ),
    )


def _link(told: Json) -> CausalLink:
    return CausalLink(
        id=CausalLinkId(kept.id_(told["id"])),
        source=VariableId(kept.id_(told["from"])),
        target=VariableId(kept.id_(told["to"])),
        polarity=cast("maps.Polarity", kept.within(told["polarity"], -1, 1)),
        delayed=kept.yes_or_no(told["delayed"]),
        because=kept.text(told["because"]),
        assumption=_id_or_none(told["assumption"]),
        bend=kept.number(told["bend"]) if told["bend"] is not None else None,
    )


def _note(told: Json) -> MapNote:
    return MapNote(
        id=MapNoteId(kept.id_(told["id"])),
        text=kept.text(told["text"]),
        x=kept.number(told["x"]),
        y=kept.number(told["y"]),
    )


def _loop(told: Json) -> LoopNote:
    return LoopNote(
        key=_key(told["key"]), name=kept.text(told["name"]), story=kept.text(told["story"])
    )


def _pattern(told: Json) -> PatternNote:
    if told["pattern"] not in PATTERNS:
        raise ValueError
    return PatternNote(
        pattern=told["pattern"],
        loops=tuple(_key(key) for key in told["loops"]),
        state=kept.one_of(told["state"], maps.PatternState),
        note=kept.text(told["note"]),
    )


def _key(told: object) -> str:
    """Return the key of a loop, which may be none of the map any more."""
    key = kept.text(told, _KEY_LIMIT)
    ids = [kept.id_(one) for one in key.split(">")]
    if len(ids) < 2 or len(set(ids)) < len(ids) or min(ids) != ids[0]:
        raise ValueError
    return key


def _id_or_none(told: object) -> str | None:
    return None if told is None else kept.id_(told)


READERS: dict[str, Callable[[Any], Whole]] = {"map": _map}
"""Reads one of each kind; Refused, or one of ``fields.UNFIT``, for what cannot be."""
