"""The texts of a thing as they are written in the journal, each with its field and a label."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, cast

from metanoia import places
from metanoia.domain import days
from metanoia.domain.entries import EntryId
from metanoia.domain.errors import NotFound
from metanoia.domain.shared_things import PARTS, ThingKind
from metanoia.exchange.shown import shown

if TYPE_CHECKING:
    from metanoia.journal import Journal


class Source(NamedTuple):
    """One text of a thing; its heading has no label."""

    field: str
    label: str
    text: str


def sources(journal: Journal, item: tuple[str, str]) -> list[Source]:
    """Return every text that a thing (kind, id) has, its heading first; NotFound if it is gone."""
    from metanoia.exchange.things import tell

    kind, item_id = item
    if kind == "entry":
        entry = journal.entries.get(EntryId(item_id))
        found = [Source("title", "", entry.title), Source("body", "", entry.body)]
        return [one for one in found if one.text.strip()]
    thing_kind = cast("ThingKind", kind)
    today = days.now(places.time_zone(), journal.meta.day_start).date
    thing = tell(journal, thing_kind, item_id, today).thing(thing_kind, item_id, PARTS[thing_kind])
    seen = shown(thing)
    labels = {one.field: one.label for one in seen.passages}
    first = [Source(seen.heading_field, "", seen.heading)] if seen.heading else []
    rest = [
        Source(path, labels.get(path, ""), text)
        for path, text in thing.plain.items()
        if path != seen.heading_field
    ]
    return [*first, *rest]


def source_of(journal: Journal, item: tuple[str, str], field: str) -> str | None:
    """Return one text of a thing as it is written now; None if it is not there any more."""
    try:
        found = sources(journal, item)
    except NotFound:
        return None
    return next((one.text for one in found if one.field == field), None)


def title_of(journal: Journal, item: tuple[str, str]) -> str:
    """Return what a thing is called: its heading, else its first words; "" if it is gone."""
    try:
        found = sources(journal, item)
    except NotFound:
        return ""
    return " ".join(found[0].text.split())[:80] if found else ""
