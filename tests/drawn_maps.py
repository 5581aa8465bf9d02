"""Small maps for tests."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from typing import TYPE_CHECKING

from metanoia.domain.maps import (
    CausalLink,
    CausalLinkId,
    CausalMap,
    MapId,
    PatternNote,
    Variable,
    VariableId,
)

if TYPE_CHECKING:
    from metanoia.journal import Journal

RESCUE = "The rescue loop"
NAMES = ("Pressure to deliver", "My stepping in", "Their confidence")


def keep_map(
    journal: Journal,
    title: str = RESCUE,
    names: Sequence[str] = NAMES,
    *,
    question: str = "",
    assumption: str | None = None,
    accepted: Sequence[str] = (),
) -> MapId:
    """Keep a ring of ``names``, the first of its links resting on ``assumption``; return its id."""
    ids = [VariableId(str(uuid.uuid4())) for _ in names]
    drawn = CausalMap(
        id=MapId(str(uuid.uuid4())),
        title=title,
        question=question,
        variables=tuple(Variable(id=one, name=name) for one, name in zip(ids, names, strict=True)),
        links=tuple(
            CausalLink(
                id=CausalLinkId(str(uuid.uuid4())),
                source=one,
                target=ids[(place + 1) % len(ids)],
                assumption=assumption if place == 0 else None,
            )
            for place, one in enumerate(ids)
        ),
        pattern_notes=tuple(PatternNote(pattern=one, loops=(), state="accepted") for one in accepted),
    )  # fmt: skip
    journal.maps.add(drawn)
    return drawn.id
