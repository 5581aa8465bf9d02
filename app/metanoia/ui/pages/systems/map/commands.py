"""The commands of one map: what their keys, the palette and the menu do."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QT_TRANSLATE_NOOP

from metanoia.ui.destination import Command
from metanoia.ui.widgets.menu import Menu

if TYPE_CHECKING:
    from metanoia.ui.pages.systems.map.room import MapRoom

_HORIZONS: Final = {
    30: str(QT_TRANSLATE_NOOP("MapRoom", "a month")),
    90: str(QT_TRANSLATE_NOOP("MapRoom", "a season")),
    180: str(QT_TRANSLATE_NOOP("MapRoom", "half a year")),
    365: str(QT_TRANSLATE_NOOP("MapRoom", "a year")),
    1825: str(QT_TRANSLATE_NOOP("MapRoom", "five years")),
}


def commands_of(room: MapRoom) -> list[Command]:
    """Return what can be done with the map that is open."""
    canvas, tr = room.stage.canvas, room.tr
    if canvas is None:
        return []
    return [
        Command("map-list", tr("All maps"), room.back_asked.emit, "", "waypoints", "back list"),
        Command("map-panel", tr("Side panel"), room.toggle_panel, "Ctrl+\\", "panel-right", "loops"),
        Command("map-loops", tr("Find loops"), room.find_loops, "", "refresh-cw", "cycles"),
        Command("map-lay", tr("Lay the map out"), canvas.lay_out, "", "network", "arrange layout auto"),
        Command("map-whole", tr("Show the whole map"), canvas.zoom_whole, "", "maximize-2", "zoom fit"),
        Command("map-look", tr("Look closely at what is chosen"), room.look_closely, "", "pencil", "inspector edit"),
        *_exports(room),
    ]  # fmt: skip


def menu_of(room: MapRoom) -> Menu:
    """Return the menu of the map: laying out, zoom, and saving a picture of it."""
    menu = Menu(room)
    canvas, tr = room.stage.canvas, room.tr
    if canvas is not None:
        menu.add(tr("Lay the map out"), canvas.lay_out, icon="network")
        menu.add(tr("Show the whole map"), canvas.zoom_whole, icon="maximize-2", key="1")
        menu.addSeparator()
    now = room.editing.map.horizon_days if room.editing else 0
    for days, text in _HORIZONS.items():
        words = tr("Lines go back {}").format(tr(text))
        menu.add(words, partial(room.acting.look_back, days), checked=days == now)
    menu.addSeparator()
    for command in _exports(room):
        menu.add(command.text, command.run, icon=command.icon)
    return menu


def _exports(room: MapRoom) -> list[Command]:
    return [
        Command(
            f"map-save-{kind}", text, partial(room.acting.save_as, kind), "", icon, "export picture"
        )
        for kind, (text, _, icon) in room.acting.files.kinds.items()
    ]
