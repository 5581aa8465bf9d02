"""The words and loops of a map that somebody commented, as they are now."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from metanoia.domain.errors import NotFound
from metanoia.exchange import sealed_words
from metanoia.exchange.shown_map import loop_field
from metanoia.exchange.things_told_maps import loop_ref

if TYPE_CHECKING:
    from metanoia.domain.maps import CausalMap
    from metanoia.domain.replies import KeptComment
    from metanoia.exchange.sealed_words import SealedLoop
    from metanoia.journal import Journal


def loop_of(journal: Journal, kept: KeptComment) -> str:
    """Say which loop a comment is on, by its label and its names in the share; "" for any other."""
    kind, map_id = kept.said.item
    if kind != "map" or not kept.said.field.startswith("loop/"):
        return ""
    field = "/".join(kept.said.field.split("/")[:2])
    try:
        loops = sealed_words.loops_of(journal.shares.get(kept.share_id).snapshot)
        loop = loops[kept.said.item][field]
    except (NotFound, KeyError):
        return ""
    way = " → ".join((*loop.names, loop.names[0]))
    if _is_there(journal, map_id, loop):
        return _tr("On the loop {}: {}").format(loop.label, way)
    return _tr("On the loop {}, which the map has no more: {}").format(loop.label, way)


def _is_there(journal: Journal, map_id: str, loop: SealedLoop) -> bool:
    try:
        links = {(one.source, one.target) for one in journal.maps.get(map_id).links}
    except NotFound:
        return False
    around = (*loop.variables[1:], loop.variables[0])
    return links.issuperset(zip(loop.variables, around, strict=True))


def comments_on_loop(journal: Journal, map_id: str, key: str) -> list[KeptComment]:
    """Return what readers said of a loop (its ``key`` as in ``loops.Loop``), its name and its story."""
    field = loop_field(loop_ref(key))
    fields = (field, f"{field}/name", f"{field}/story")
    return [one for one in journal.replies.of_item(("map", map_id)) if one.said.field in fields]


def text_of(one: CausalMap, field: str) -> str | None:
    """Return what a field of a map says now; None where it is gone or empty."""
    part, _, of = field.partition("/")
    try:
        if part == "loop":
            ref, _, name = of.partition("/")
            note = next(note for note in one.loop_notes if loop_ref(note.key) == ref)
            return {"name": note.name, "story": note.story}.get(name) or None
        found = {
            "title": lambda: one.title,
            "question": lambda: one.question,
            "variable": lambda: one.variable(of).name,
            "actor": lambda: one.variable(of).actor,
            "because": lambda: one.link(of).because,
            "note": lambda: one.note(of).text,
        }.get(part)
        return (found() or None) if found else None
    except (KeyError, StopIteration):
        return None


def _tr(text: str) -> str:
    return QCoreApplication.translate("MapWords", text)
