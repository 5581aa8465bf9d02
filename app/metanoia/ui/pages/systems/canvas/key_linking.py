"""Drawing a link by keyboard: from the chosen variable, to where Tab, arrows or a name lead."""

from __future__ import annotations

import time
from typing import Final

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QKeyEvent

from metanoia.domain.map_geometry import Point
from metanoia.ui.pages.systems.canvas.board import Board
from metanoia.ui.pages.systems.canvas.gestures import show_on_its_way
from metanoia.ui.pages.systems.canvas.hits import box_rect
from metanoia.ui.pages.systems.canvas.walking import called, nearest, reading_order, stepped

ARROWS: Final[dict[int, Point]] = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}
_PAUSE: Final = 1.2  # seconds after which letters begin another name


class KeyLinking(QObject):
    """Is on from ``begin`` until a link is drawn or left; ``source`` and ``target`` are variables."""

    def __init__(self, board: Board) -> None:
        super().__init__(board)
        self._board = board
        self.source = ""
        self.target = ""
        self._typed = ""
        self._typed_at = 0.0

    def begin(self) -> bool:
        """Begin at the chosen variable; tell whether there is exactly one."""
        chosen = self._board.acts.variables()
        if len(chosen) != 1 or len(self._board.shown.boxes) < 2:
            return False
        self.source, self.target, self._typed = chosen[0], "", ""
        self._board.saying.announce(
            self.tr("Link from {name}. Tab, arrows or the first letters lead to its end; Enter draws it.")
            .format(name=self._board.editing.map.names[self.source])
        )  # fmt: skip
        return True

    def is_on(self) -> bool:
        """Tell whether a link is being drawn."""
        return bool(self.source)

    def end(self) -> bool:
        """Draw nothing; tell whether something was being drawn."""
        was = self.is_on()
        self.source = self.target = self._typed = ""
        self._board.sketch.clear()
        return was

    def step(self, by: int) -> None:
        """Lead to the next variable in reading order."""
        order = [one for one in reading_order(self._board.shown.boxes) if one != self.source]
        self._aim(stepped(order, self.target, by))

    def press(self, event: QKeyEvent) -> bool:
        """Take a key if it is about the link; tell whether it was."""
        key = event.key()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._draw()
        elif key in ARROWS:
            self._aim(nearest(self._board.shown.boxes, self.target or self.source, ARROWS[key]))
        elif key == Qt.Key.Key_Backspace:
            self._type(self._typed[:-1])
        elif event.text().isprintable() and event.text():
            if time.monotonic() - self._typed_at > _PAUSE:
                self._typed = ""
            self._type(self._typed + event.text())
        else:
            return False
        return True

    def _type(self, letters: str) -> None:
        self._typed, self._typed_at = letters, time.monotonic()
        names = {
            id_: name for id_, name in self._board.editing.map.names.items() if id_ != self.source
        }
        found = called(names, letters.strip()) if letters.strip() else []
        if found:
            self._aim(found[0])
        elif letters.strip():
            self._board.saying.announce(
                self.tr("No variable begins with “{letters}”.").format(letters=letters)
            )

    def _aim(self, target: str) -> None:
        if not target or target == self.source or target not in self._board.shown.boxes:
            return
        self.target = target
        box = self._board.shown.boxes[target]
        show_on_its_way(self._board, self.source, target, (box.x, box.y))
        self._board.zooming.show(box_rect(box))
        self._board.saying.announce(self._board.editing.map.names[target])

    def _draw(self) -> None:
        source, target = self.source, self.target
        if not target:
            self._board.saying.announce(self.tr("Choose where the link leads first."))
            return
        self.end()
        self._board.acts.connect_parts(source, target)
