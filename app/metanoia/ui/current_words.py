"""What a text of a thing says now, beside what a share said of it when it was sealed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from metanoia.domain.actions import ActionId
from metanoia.domain.assumptions import AssumptionId
from metanoia.domain.entries import EntryId
from metanoia.domain.errors import NotFound
from metanoia.domain.goals import GoalId
from metanoia.domain.predictions import PredictionId
from metanoia.domain.values import ValueId
from metanoia.text.anchors import resolve
from metanoia.ui import map_words
from metanoia.ui.connected.things import thing_of
from metanoia.ui.widgets.comment_row import Beside

if TYPE_CHECKING:
    from collections.abc import Mapping

    from metanoia.domain.replies import Item, KeptComment
    from metanoia.journal import Journal

_FIELDS: Final[Mapping[str, tuple[str, ...]]] = {
    "entry": ("title", "body"),
    "goal": ("title", "vision", "reality", "why", "closing_note"),
    "value": ("name", "meaning"),
    "assumption": ("statement", "person", "if_wrong", "closing_note"),
    "prediction": ("statement", "settled_by", "settle_note"),
    "target": ("text", "sign_of_done"),
}
_OF_STEP: Final = {
    "step": "text", "cue": "cue", "obstacle": "obstacle", "outcome": "outcome",
    "reflection": "reflection",
}  # fmt: skip


def beside(journal: Journal, kept: KeptComment, *, named: bool = False) -> Beside:
    """Return a comment beside its thing as that is now; ``named`` says which thing it is."""
    said = kept.said
    where = name_of(journal, said.item) if named else ""
    can_show = _can_show(journal, said.item)
    loop = map_words.loop_of(journal, kept)
    where = ", ".join(filter(None, (where, loop)))
    text = current_text(journal, said.item, said.field) if said.selector else None
    if said.selector is None or text is None:
        gone = said.selector is not None and not can_show
        return Beside(kept, "gone" if gone else "unknown", where=where, can_show=can_show)
    placed = resolve(text, said.selector)
    if placed is None:
        return Beside(kept, "gone", where=where, can_show=can_show)
    now = text[placed.start : placed.stop]
    place = (placed.start, placed.stop)
    if placed.how == "fuzzy":
        return Beside(kept, "changed", now, place, where, can_show)
    return Beside(kept, "same", "", place, where, can_show)


def current_text(journal: Journal, item: Item, field: str) -> str | None:
    """Return what ``field`` of a thing says now; None where it is gone, or written once for ever."""
    kind, item_id = item
    part, _, of = field.partition("/")
    try:
        if of and part in _OF_STEP and kind == "goal":
            return _text(journal.actions.get(ActionId(of)), _OF_STEP[part])
        if kind == "map":
            return map_words.text_of(journal.maps.get(item_id), field)
        if of or field not in _FIELDS.get(kind, ()):
            return None
        return _text(_thing(journal, kind, item_id), field)
    except NotFound:
        return None


def name_of(journal: Journal, item: Item) -> str:
    """Return what a thing is called, "" if it is gone."""
    if item[0] == "target":
        try:
            return journal.targets.get(item[1]).standing.wording.text
        except NotFound:
            return ""
    found = thing_of(journal, *item)
    return found.name if found is not None else ""


def _can_show(journal: Journal, item: Item) -> bool:
    if item[0] == "target":
        return bool(name_of(journal, item))
    return thing_of(journal, *item) is not None


def _thing(journal: Journal, kind: str, item_id: str) -> Any:
    if kind == "entry":
        return journal.entries.get(EntryId(item_id))
    if kind == "goal":
        return journal.goals.get(GoalId(item_id))
    if kind == "value":
        return journal.values.get(ValueId(item_id))
    if kind == "assumption":
        return journal.assumptions.get(AssumptionId(item_id))
    if kind == "prediction":
        return journal.predictions.get(PredictionId(item_id))
    return journal.targets.get(item_id).standing.wording


def _text(thing: object, name: str) -> str | None:
    found = getattr(thing, name)
    return found or None
