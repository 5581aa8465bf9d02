"""What is offered to be ticked, what of it is ticked, and what may never be."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Final, cast

from PySide6.QtCore import QObject, Signal, Slot

from metanoia.domain.entries import EntryId
from metanoia.domain.errors import NotFound
from metanoia.ui.pages.share.offered import Offered
from metanoia.ui.pages.share.ticks import Line, line_of
from metanoia.ui.pages.share.tree_rows import ENTRIES, TAGGED, Folds, Row, Tree

if TYPE_CHECKING:
    from collections.abc import Iterable

    from metanoia.domain.entries import EntryRow
    from metanoia.domain.shared_things import ThingKind
    from metanoia.journal import Journal
    from metanoia.ui.pages.share.draft import Draft

_OFFERED: Final = 4
_NEW: Final = 8  # entries that are offered where it is known what is new
_SPOKEN: Final = "two_column"  # the form with a column of what others said


class Ticking(QObject):
    """Nothing is ticked by itself; ``changed`` after every tick, with a sentence if one was refused."""

    changed = Signal(str)

    def __init__(self, journal: Journal, draft: Draft, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._journal = journal
        self.draft = draft
        self.offered = Offered(journal)
        self.folds = Folds()
        self.lines: list[Line] = []
        self.barred: set[EntryId] = set()
        self.spoken: set[EntryId] = set()
        self.tag = ""
        self._tagged: list[EntryRow] = []

    @property
    def ticked(self) -> set[EntryId]:
        """Return which entries are ticked."""
        return set(self.draft.entries)

    @property
    def empty(self) -> bool:
        """Return whether there is nothing at all that could be ticked."""
        return not self.lines and not any(self.offered.things.values())

    @property
    def since(self) -> dt.date | None:
        """Return the day from which something counts as new; None if everything does."""
        return self.draft.since

    def refresh(self) -> None:
        """Look anew at the journal: what is newest is offered, and what is ticked stays."""
        entries, since = self._journal.entries, self.since
        self.barred = entries.never_shared()
        self.offered.read(since)
        for kind, thing_id in list(self.draft.things):
            if not self.offered.there(kind, thing_id):
                del self.draft.things[kind, thing_id]
        rows = entries.newest(_NEW if since else _OFFERED)
        new = [row for row in rows if since and row.date >= since]
        self._tagged = entries.tagged(self.tag, limit=1000) if self.tag else []
        known = (line.id for line in self.lines)
        self._show_entries(new if len(new) > 1 else rows[:_OFFERED], known)

    def tree(self) -> list[Row]:
        """Return the rows of the tree as it stands."""
        wearing = [row for row in self._tagged if self._may_be_ticked(row.id)]
        return Tree(
            offered=self.offered, draft=self.draft, folds=self.folds, since=self.since,
            lines=self.lines, barred=self.barred, spoken=self.spoken,
            whole=self._journal.entries.count, tag=self.tag, tagged=len(wearing),
        ).rows()  # fmt: skip

    def forget_unticked(self) -> None:
        """Offer only what is ticked, and the newest."""
        self.lines = [line for line in self.lines if line.id in self.draft.entries]
        self.refresh()

    def forget(self) -> None:
        """Hold nothing any more."""
        self.lines, self._tagged, self.tag = [], [], ""
        self.spoken, self.barred = set(), set()
        self.folds = Folds()
        self.offered.forget()

    @Slot(str)
    def toggle(self, entry_id: str) -> None:
        """Tick an entry or take its tick away; one that is never to be shared is refused."""
        self._set(EntryId(entry_id), EntryId(entry_id) not in self.draft.entries)

    def tick(self, entry_id: EntryId) -> None:
        """Tick an entry, as when one comes here from it."""
        self._set(entry_id, True)

    def take_out(self, item: tuple[str, str]) -> None:
        """Take the tick of a thing (kind, id) away."""
        kind, item_id = item
        self.draft.entries.pop(EntryId(item_id), None)
        self.draft.things.pop((cast("ThingKind", kind), item_id), None)
        self.changed.emit("")

    @Slot(str)
    def toggle_row(self, key: str) -> None:
        """Tick what a row stands for, or take its tick away."""
        what, _, rest = key.partition(":")
        if what == "entry":
            self.toggle(rest)
            return
        if key == ENTRIES:
            self._tick_entries(on=not self.draft.entries)
        elif what == "others":
            self.draft.others_words ^= {EntryId(rest)}
        elif what == "group":
            self._toggle_group(cast("ThingKind", rest))
        else:
            self._toggle_thing(cast("ThingKind", what), *rest.split(":"))
        self.changed.emit("")

    @Slot(str, bool)
    def turn(self, key: str, folded: bool) -> None:
        """Fold a row, or fold it out."""
        self.folds.turn(key, folded)
        self.changed.emit("")

    @Slot(str)
    def press(self, key: str) -> None:
        """Show the rest of a kind, or tick the entries that wear the tag of this reader."""
        if key == TAGGED:
            for row in self._tagged:
                if self._may_be_ticked(row.id):
                    self.draft.entries[row.id] = None
            self._show_entries([], (line.id for line in self.lines))
        else:
            self.folds.turn(key, False)
        self.changed.emit("")

    def _toggle_thing(self, kind: ThingKind, thing_id: str, part: str = "") -> None:
        """A part brings its thing along; a thing alone brings none of its parts."""
        things, thing = self.draft.things, (kind, thing_id)
        if part:
            things.setdefault(thing, set()).symmetric_difference_update({part})
        elif thing in things:
            del things[thing]
        else:
            things[thing] = set()
            self.folds.turn(f"{kind}:{thing_id}", False)

    def _toggle_group(self, kind: ThingKind) -> None:
        ticked = [thing for thing in self.draft.things if thing[0] == kind]
        for thing in ticked:
            del self.draft.things[thing]
        if ticked:
            return
        self.folds.turn(f"group:{kind}", False)
        tree = Tree(offered=self.offered, draft=self.draft, folds=self.folds, since=self.since,
                    lines=[], barred=set(), spoken=set(), whole=0)  # fmt: skip
        for one in tree.shown(kind):
            self.draft.things[kind, one.id] = set()

    def _tick_entries(self, *, on: bool) -> None:
        """Tick every entry that is seen, or take every tick away."""
        if not on:
            self.draft.entries.clear()
        for line in self.lines if on else ():
            if line.id not in self.barred:
                self.draft.entries[line.id] = None

    def _may_be_ticked(self, entry_id: EntryId) -> bool:
        return entry_id not in self.barred and entry_id not in self.draft.entries

    def _set(self, entry_id: EntryId, on: bool) -> None:
        from metanoia.exchange.payload import refusal

        if not on:
            self.draft.entries.pop(entry_id, None)
            self.changed.emit("")
            return
        try:
            entry = self._journal.entries.get(entry_id)
        except NotFound as error:
            self.changed.emit(str(error))
            return
        why = refusal(entry)
        if why is None:
            self.draft.entries[entry_id] = None
            if all(line.id != entry_id for line in self.lines):
                self._show_entries([], (line.id for line in self.lines))
        self.changed.emit(why or "")

    def _show_entries(self, rows: list[EntryRow], known: Iterable[EntryId]) -> None:
        """Offer these entries, those ``known`` before, and all that are ticked."""
        found = {row.id: row for row in rows}
        for entry_id in (*self.draft.entries, *known):
            if entry_id not in found:
                try:
                    found[entry_id] = self._journal.entries.row(entry_id)
                except NotFound:
                    self.draft.entries.pop(entry_id, None)
        self.spoken = {row.id for row in found.values() if row.form == _SPOKEN}
        self.lines = sorted(map(line_of, found.values()), key=_place, reverse=True)


def _place(line: Line) -> int:
    return line.n
