"""What is done with whole maps: each thing once, told in a line, and undone by the same line."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from metanoia.domain.errors import MetanoiaError
from metanoia.domain.loops import key_of
from metanoia.domain.maps import CausalLinkId, CausalMap, MapId, MapNoteId, VariableId
from metanoia.store.part import new_id
from metanoia.ui.destination import Notice

if TYPE_CHECKING:
    from collections.abc import Callable

    from metanoia.journal import Journal


class Doing(QObject):
    """Does it in one journal; ``said`` carries the Notice, also of what could not be done."""

    said = Signal(object)

    def __init__(self, journal: Journal, parent: QObject) -> None:
        super().__init__(parent)
        self._maps = journal.maps

    def add(self, title: str) -> str:
        """Keep a new map that is still empty; return its id, "" if it could not be kept."""
        new = CausalMap(id=MapId(new_id()), title=title)
        kept = self._try(partial(self._maps.add, new))
        return new.id if kept else ""

    def bring_in(self, new: CausalMap, left_out: tuple[str, ...]) -> str:
        """Keep a map that was read from a file, and say what was left out; return its id, or ""."""
        if not self._try(partial(self._maps.add, new)):
            return ""
        text = self.tr("“{}” came in").format(new.title)
        if left_out:
            text = self.tr("{}. Left out: {}").format(text, "; ".join(left_out))
        self._say(text, partial(self._maps.trash, new.id))
        return new.id

    def copy(self, map_id: str) -> str:
        """Keep a second map like this one; return its id, "" if it could not be kept."""
        new: list[CausalMap] = []

        def copy() -> None:
            found = self._maps.get(map_id)
            new.append(_copied(found, self.tr("{} (copy)").format(found.title[:100])))
            self._maps.add(new[0])

        if not self._try(copy):
            return ""
        self._say(self.tr("“{}” kept").format(new[0].title), partial(self._maps.trash, new[0].id))
        return new[0].id

    def trash(self, map_id: str, title: str) -> None:
        """Move a map to Recently deleted."""
        if self._try(partial(self._maps.trash, map_id)):
            text = self.tr("“{}” moved to Recently deleted").format(title)
            self._say(text, partial(self._maps.restore, map_id))

    def restore(self, map_id: str, title: str) -> None:
        """Bring a map back."""
        if self._try(partial(self._maps.restore, map_id)):
            self._say(self.tr("“{}” restored").format(title), partial(self._maps.trash, map_id))

    def purge(self, map_id: str) -> None:
        """Delete a map for good."""
        if self._try(partial(self._maps.purge, map_id)):
            self.said.emit(Notice(text=self.tr("Map deleted for good")))

    def _say(self, text: str, undo: Callable[[], object]) -> None:
        self.said.emit(Notice(text=text, undo=undo))

    def _try(self, do: Callable[[], object]) -> bool:
        try:
            do()
        except MetanoiaError as error:
            self.said.emit(Notice(text=str(error)))
            return False
        return True


def _copied(of: CausalMap, title: str) -> CausalMap:
    """Return the same map with ids of its own, and what was said of its loops under these."""
    ids = {one.id: VariableId(new_id()) for one in of.variables}

    def key(old: str) -> str:
        return key_of([ids.get(VariableId(node), node) for node in old.split(">")])

    return replace(
        of,
        id=MapId(new_id()),
        title=title,
        variables=tuple(replace(one, id=ids[one.id]) for one in of.variables),
        links=tuple(
            replace(one, id=CausalLinkId(new_id()), source=ids[one.source], target=ids[one.target])
            for one in of.links
        ),
        notes=tuple(replace(one, id=MapNoteId(new_id())) for one in of.notes),
        loop_notes=tuple(replace(one, key=key(one.key)) for one in of.loop_notes),
        pattern_notes=tuple(
            replace(one, loops=tuple(key(loop) for loop in one.loops)) for one in of.pattern_notes
        ),
    )
