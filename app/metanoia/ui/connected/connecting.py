"""Tying things together and apart, each with Undo."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from metanoia.domain.errors import MetanoiaError
from metanoia.ui.connected.things import VALUE, End, Thing
from metanoia.ui.destination import Notice

if TYPE_CHECKING:
    from collections.abc import Callable

    from metanoia.journal import Journal


class Connecting(QObject):
    """Changes the ties of one thing at a time; ``said`` carries a Notice after each change.

    ``source`` names the page that writes, which then shows the change itself.
    """

    said = Signal(object)

    def __init__(
        self, journal: Journal, source: object = None, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._journal = journal
        self._source = source

    def connect_to(self, end: End, thing: Thing, *, named: bool = False) -> bool:
        """Tie ``thing`` to ``end``; False if that failed, and a notice says why.

        A value is served at first, unless it was merely ``named``.
        """
        of_value = VALUE in (thing.item_type, end[0]) and not named
        relation = "serves" if of_value else "about"
        words = self.tr("Linked with “{}”")
        if relation == "serves":
            words = self.tr("Linked with “{}”, as served. Press the chip to change that.")
        tie = partial(self._tie, end, thing.end, relation, self._source)
        undo = partial(self._undo, partial(self._cut, end, thing.end, None))
        return self._do(tie, words.format(thing.name), undo)

    def cut(self, end: End, thing: Thing) -> bool:
        """Take every tie of the two away."""
        of_end = self._journal.ties.of(*end)
        relations = [tie.relation for tie in of_end if (tie.item_type, tie.item_id) == thing.end]
        ties = [partial(self._tie, end, thing.end, relation, None) for relation in relations]
        cut = partial(self._cut, end, thing.end, self._source)
        said = self.tr("No longer linked with “{}”").format(thing.name)
        return self._do(cut, said, partial(self._undo, *ties))

    def relate(self, end: End, thing: Thing, relation: str) -> bool:
        """Say that a value is served, or strained."""
        words = self.tr("Serves “{}”") if relation == "serves" else self.tr("Strains “{}”")
        name = thing.name
        change = partial(self._relate, end, thing.end, relation, self._source)
        before = thing.relation if thing.relation in ("serves", "strains") else None
        undo = partial(self._undo, partial(self._relate, end, thing.end, before, None))
        return self._do(change, words.format(name), undo)

    def _do(self, change: Callable[[], None], said: str, undo: Callable[[], object]) -> bool:
        try:
            change()
        except MetanoiaError as error:
            self.said.emit(Notice(text=str(error)))
            return False
        self.said.emit(Notice(text=said, undo=undo))
        return True

    def _undo(self, *changes: Callable[[], None]) -> None:
        try:
            for change in changes:
                change()
        except MetanoiaError as error:
            self.said.emit(Notice(text=str(error)))

    def _tie(self, one: End, other: End, relation: str, source: object) -> None:
        self._journal.ties.connect(*_directed(one, other), relation, source=source)

    def _cut(self, one: End, other: End, source: object) -> None:
        self._journal.ties.disconnect(one, other, source=source)

    def _relate(self, one: End, other: End, relation: str | None, source: object) -> None:
        self._journal.ties.set_relation(*_directed(one, other), relation, source=source)


def _directed(one: End, other: End) -> tuple[End, End]:
    """Return both ends as they are kept: what serves or strains a value leads to it."""
    return (other, one) if one[0] == VALUE else (one, other)
