"""The Systems page: the maps, and the one that is open."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Slot

from metanoia.domain.kinds import Kind
from metanoia.ui.destination import Destination, Notice
from metanoia.ui.pages.systems.maps.room import MapsRoom
from metanoia.ui.roomed_page import RoomedPage

if TYPE_CHECKING:
    from metanoia.ui.pages.systems.map.room import MapRoom
    from metanoia.ui.room import Room

MAPS: Final = 0
MAP: Final = 1


class SystemsPage(RoomedPage):
    """The list of maps, and one map."""

    name = "systems"
    shows = frozenset(
        {Kind.MAP, Kind.LINK, Kind.ASSUMPTION, Kind.GOAL, Kind.METRIC, Kind.ENTRY, Kind.REPLY}
    )
    first = MAPS
    maps: MapsRoom
    map: MapRoom

    def made(self, number: int) -> Room:
        """Make the room of all maps, or that of one."""
        if number == MAP:
            from metanoia.ui.pages.systems.map.room import MapRoom

            self.map = MapRoom(self)
            self.map.back_asked.connect(self.show_maps)
            return self.map
        self.maps = MapsRoom(self)
        self.maps.opened.connect(self.open_map)
        return self.maps

    def number_of(self, destination: Destination) -> int:
        """Tell the map by its id; one that is gone is looked for in the list."""
        return MAP if destination.item else MAPS

    def go(self, destination: Destination) -> None:
        """Show a map, the list of maps or Recently deleted."""
        if destination.item and not self.maps.there(destination.item):
            self.said.emit(Notice(text=self.tr("That map is no longer in this journal.")))
            destination = Destination(page=self.name, section="list")
        super().go(destination)

    def begin_anew(self) -> None:
        """Show the list of maps."""
        super().begin_anew()
        self.maps.show_trash(shown=False)
        self.room.take_focus()

    @Slot(str)
    def open_map(self, map_id: str) -> None:
        """Ask for a map as any page would, so that one can come back."""
        self.asked.emit(Destination(page=self.name, item=map_id))

    @Slot()
    def show_maps(self) -> None:
        """Ask for the list of maps."""
        self.asked.emit(Destination(page=self.name, section="list"))
