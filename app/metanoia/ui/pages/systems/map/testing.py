"""Small tests that come out of a map: an assumption is written down, tied to the map, and tested."""

from __future__ import annotations

import datetime as dt
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from metanoia import places
from metanoia.domain import days, map_edits
from metanoia.domain.assumptions import AssumptionId
from metanoia.domain.errors import MetanoiaError
from metanoia.ui.destination import Destination, Notice
from metanoia.ui.doings import Doings

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QWidget

    from metanoia.domain.loops import Loop
    from metanoia.domain.maps import CausalLink, CausalMap, PatternNote
    from metanoia.journal import Journal
    from metanoia.ui.pages.systems.editing import Editing


class Testing(QObject):
    """``said`` carries a Notice, ``asked`` the Destination of an assumption."""

    said = Signal(object)
    asked = Signal(object)

    def __init__(self, journal: Journal, over: QWidget) -> None:
        super().__init__(over)
        self._journal = journal
        self.doings = Doings(journal, over)
        self.doings.said.connect(self.said)
        self.doings.shown.connect(self._made)
        self._editing: Editing | None = None
        self._link = ""  # that the assumption is about
        self._test = False  # whether a test follows

    def of_link(self, editing: Editing, link_id: str, *, test: bool) -> None:
        """Write down what a link takes for granted, then plan a test of it if ``test``."""
        link = editing.map.link(link_id)
        self._editing, self._link, self._test = editing, link_id, test
        if link.assumption and self._known(link.assumption):
            self._plan(link.assumption)
        else:
            self.doings.add(statement(editing.map, link))

    def of_pattern(self, editing: Editing, note: PatternNote) -> None:
        """Write down what somebody assumes about a pattern, then plan a test of it."""
        self._editing, self._link, self._test = editing, "", True
        self.doings.add(proposal(editing.map, note, editing.loops.loops))

    def _known(self, assumption: str) -> bool:
        try:
            return self._journal.assumptions.get(AssumptionId(assumption)).deleted_at is None
        except MetanoiaError:
            return False

    @Slot(str)
    def _made(self, assumption: str) -> None:
        editing, link = self._editing, self._link
        if editing is None:
            return
        try:
            if link:
                change = partial(map_edits.change_link, id_=link, assumption=assumption)
                editing.do(change, self.tr("Assumption of a link"))
            else:
                self._journal.ties.connect(("map", editing.map.id), ("assumption", assumption))
        except MetanoiaError as error:
            self.said.emit(Notice(text=str(error)))
        if self._test:
            self._test = False
            # once the sheet that asked has gone
            QTimer.singleShot(0, self, partial(self._plan, assumption))

    def _plan(self, assumption: str) -> None:
        self._editing = None
        with_id = AssumptionId(assumption)
        try:
            self.doings.plan(self._journal.assumptions.get(with_id), self._today())
        except MetanoiaError as error:
            self.said.emit(Notice(text=str(error)))

    def _today(self) -> dt.date:
        return days.now(places.time_zone(), self._journal.meta.day_start).date


def statement(of: CausalMap, link: CausalLink) -> str:
    """Return what a link takes for granted, as an assumption says it."""
    source, target = of.names[link.source], of.names[link.target]
    moved = {1: "more", -1: "less", 0: "more or less"}[link.polarity]
    later = ", after a while" if link.delayed else ""
    return f"More “{source}” leads to {moved} “{target}”{later}."


def proposal(of: CausalMap, note: PatternNote, loops: Sequence[Loop]) -> str:
    """Return what could be tested first about an accepted pattern, as an assumption says it.

    It speaks of a link in the loops of the pattern: one from what the person can act on, else one that
    takes a while, else the first; one that rests on an assumption already only if there is no other.
    """
    steps = {step for loop in loops if loop.key in note.loops for step in loop.steps}
    among = [link for link in of.links if (link.source, link.target) in steps]
    if not among:
        return ""
    mine = {one.id for one in of.variables if one.mine}

    def worth(link: CausalLink) -> tuple[bool, bool, bool]:
        return link.assumption is None, link.source in mine, link.delayed

    return statement(of, max(among, key=worth))


def leads_to(assumption: str) -> Destination:
    """Return where an assumption is shown."""
    return Destination(page="assumptions", section="register", item=assumption)
