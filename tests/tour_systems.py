"""The tour's way through Systems: the maps, one of them in each of its states, and where else maps are met."""

from __future__ import annotations

import datetime as dt
import random
import uuid
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QDeadlineTimer, QEventLoop
from PySide6.QtWidgets import QApplication, QScrollArea

if TYPE_CHECKING:
    from metanoia.domain.maps import CausalMap
    from metanoia.ui.shell import Shell

RESCUE = "The rescue loop"
GOAL = "Lead meetings"
VARIABLES, LINKS = 60, 150
LONG_AGO = dt.datetime(2025, 9, 1, 9, 0, tzinfo=dt.UTC)
WORKING = 20_000  # ms that finding loops and laying out may take


class Systems:
    """Walks the Systems page of ``shell``; ``close`` closes the sheet that is open."""

    def __init__(
        self, shell: Shell, shoot: Callable[[str], None], close: Callable[[], None]
    ) -> None:
        self._shell = shell
        self._shoot = shoot
        self._close = close

    def walk(self) -> None:
        """Take the page, then what other pages show of maps."""
        self.listed()
        self.rescue()
        self.whole()
        self.elsewhere()
        self.empty()

    def listed(self) -> None:
        """The list of maps, a new one, and Recently deleted."""
        self._go()
        self._shoot("g0-maps")
        journal = self._shell.journal
        there = {row.id for row in journal.maps.listing()}
        self._go(new=True)
        self._shoot("g1-new-map")
        for made in {row.id for row in journal.maps.listing()} - there:
            journal.maps.trash(made)
            journal.maps.purge(made)
        self._go(section="list")
        gone = journal.maps.listing()[-1].id
        journal.maps.trash(gone)
        self._go(section="trash")
        self._shoot("g2-maps-deleted")
        journal.maps.restore(gone)

    def rescue(self) -> None:
        """One map: as it lies there, something chosen on it, a loop lit, a pattern accepted, its lines."""
        from metanoia.ui.pages.systems.lines.field import LineField

        room = self._map(self._shell.journal.maps.found(RESCUE)[0].id)
        editing = room.editing
        self._shoot("g3-map")
        room.look_closely(editing.map.variables[0].id)
        self._shoot("g4-variable")
        room.part.findChild(LineField).ask()
        self._shoot("g4-variable-line")
        self._close()
        room.look_closely(editing.map.links[0].id)
        self._shoot("g5-link")
        room.show_loops()
        loop = editing.loops.loops[0]
        editing.look_at(loop.key)
        self._shoot("g6-loop")
        room.acting.name_loop(loop.key)
        self._shoot("g7-loop-sheet")
        self._close()
        editing.look_at("")
        self._accept(editing)
        self._shoot("g8-pattern")
        editing.undo()
        room.lines.fold.click()
        self._shoot("g9-lines")
        room.lines.fold.click()

    def whole(self) -> None:
        """A map as large as maps may be, with its small picture of the whole."""
        journal = self._shell.journal
        large = _drawn()
        journal.maps.add(large)
        self._map(large.id)
        self._shoot("h0-large-map")
        journal.maps.trash(large.id)
        journal.maps.purge(large.id)

    def elsewhere(self) -> None:
        """The goal that a map speaks of, the reviews that ask about maps, and the share that holds one."""
        from metanoia.ui.destination import Destination
        from metanoia.ui.pages.goals.goal.lines_card import LinesCard

        journal = self._shell.journal
        rescue = ("map", journal.maps.found(RESCUE)[0].id)
        goal = journal.goals.rows(words=GOAL)[0].goal.id
        journal.ties.connect(rescue, ("goal", goal))
        self._shell.go(Destination(page="goals", item=goal))
        QApplication.processEvents()
        card = self._shell.current.findChild(LinesCard)
        next(
            area
            for area in self._shell.current.findChildren(QScrollArea)
            if area.isAncestorOf(card)
        ).ensureWidgetVisible(card)
        self._shoot("h1-goal-with-map")
        old = _drawn()
        journal.maps.add(old, at=LONG_AGO)
        self._shell.go(Destination(page="review"))
        self._shell.current.week.show_step(1)
        self._shoot("h2-week-with-map")
        journal.maps.trash(old.id)
        journal.maps.purge(old.id)
        self._accept(self._map(rescue[1]).editing)
        self._shell.go(Destination(page="review", section="quarter"))
        room = self._shell.current.room
        QApplication.processEvents()
        room.sections.ensureWidgetVisible(room.sections.maps)
        self._shoot("h3-quarter-with-map")
        self._shell.go(Destination(page="share"))
        self._shell.current.ticking.toggle_row(":".join(rescue))
        self._shoot("h4-share-with-map")
        self._shell.current.ticking.toggle_row(":".join(rescue))

    def empty(self) -> None:
        """What the page says while there is no map."""
        maps = self._shell.journal.maps
        ids = [row.id for row in maps.listing()]
        for one in ids:
            maps.trash(one)
        self._go()
        self._shoot("h5-systems-empty")
        for one in reversed(ids):
            maps.restore(one)

    def _map(self, map_id: str) -> Any:
        """Open a map and wait until its loops are known; return its room."""
        from metanoia.ui.background import finish

        room = self._go(item=map_id)
        deadline = QDeadlineTimer(WORKING)
        while not room.editing.loops.loops and not deadline.hasExpired():
            QApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents, 50)
        finish(WORKING)
        QApplication.processEvents()
        return room

    def _accept(self, editing: Any) -> None:
        """Accept the first pattern question that the map is asked."""
        from functools import partial

        from metanoia.domain.map_edits import answer_pattern

        first = _asked(editing)[0]
        accept = partial(answer_pattern, pattern=first.pattern, loops=first.loops, state="accepted")
        editing.do(accept, "Pattern accepted")
        QApplication.processEvents()

    def _go(self, **where: Any) -> Any:
        from metanoia.ui.destination import Destination

        self._shell.go(Destination(page="systems", **where))
        QApplication.processEvents()
        return self._shell.current.room


def _asked(editing: Any) -> Any:
    from metanoia.domain.patterns import hits

    return hits(editing.map, editing.loops.loops)


def _laid_out(drawn: CausalMap) -> Any:
    from metanoia.domain.map_layout import laid_out

    return laid_out(drawn)


def _drawn() -> CausalMap:
    """Return a random map of 60 variables and 150 links, laid out."""
    from metanoia.domain.map_edits import place
    from metanoia.domain.maps import (
        CausalLink,
        CausalLinkId,
        CausalMap,
        MapId,
        Variable,
        VariableId,
    )

    chance = random.Random(6)
    ids = [VariableId(str(uuid.UUID(int=n + 1, version=4))) for n in range(VARIABLES)]
    pairs = chance.sample([(a, b) for a in ids for b in ids if a != b], LINKS)
    drawn = CausalMap(
        id=MapId(str(uuid.uuid4())),
        title="Everything at once",
        question="What happens when nothing is left out?",
        variables=tuple(Variable(id=one, name=f"Variable {n + 1}") for n, one in enumerate(ids)),
        links=tuple(
            CausalLink(
                id=CausalLinkId(str(uuid.UUID(int=n + 1000, version=4))),
                source=source, target=target,
                polarity=chance.choice((1, -1)), delayed=chance.random() < 0.2,
            )
            for n, (source, target) in enumerate(pairs)
        ),
    )  # fmt: skip
    return place(drawn, _laid_out(drawn))
