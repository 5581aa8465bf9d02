"""What the journal's own JSON holds besides entries, read back one by one."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from metanoia.domain.errors import Refused
from metanoia.exchange import fields, mastery_back, models_back, systems_back, team_back
from metanoia.exchange.arrivals import Brought, Problem

_READERS = models_back.READERS | mastery_back.READERS | team_back.READERS | systems_back.READERS
# a map comes after what it names, and a review after all that was looked at in it
_READERS["review"] = _READERS.pop("review")
_LISTS = {kind: kind if kind == "resting" else f"{kind}s" for kind in _READERS}


def read(data: dict[str, Any], name: str) -> Iterator[Brought | Problem]:
    """Yield what the export called ``name`` holds besides entries, and what cannot be understood."""
    seen: set[tuple[str, str]] = set()
    for kind, whole in _READERS.items():
        listed = data.get(_LISTS[kind], [])
        if not isinstance(listed, list):
            yield Problem(where=name, why=f"Its {_LISTS[kind]} are no list; they were left out.")
            continue
        for number, said in enumerate(listed, 1):
            where = f"{name}, {kind} {number}"
            try:
                found = whole(said)
                if (kind, found.thing.id) in seen:
                    raise ValueError
            except Refused as error:
                yield Problem(where=where, why=str(error))
            except fields.UNFIT:
                yield Problem(where=where, why=f"It is no {kind} that can be understood.")
            else:
                seen.add((kind, found.thing.id))
                yield Brought(whole=found, where=where)
