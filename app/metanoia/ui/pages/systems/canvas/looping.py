"""Which loop is looked at: the one under the mouse, else the one that was picked."""

from __future__ import annotations

from PySide6.QtCore import QObject

from metanoia.ui.pages.systems.canvas.board import Board
from metanoia.ui.pages.systems.canvas.walking import loops_of, stepped


class Looping(QObject):
    """Lights loops on the map and tells a screen reader which way they go."""

    def __init__(self, board: Board) -> None:
        super().__init__(board)
        self._board = board
        self._pinned = ""
        self._hovered = ""

    def hover(self, key: str) -> None:
        """Light the loop whose label is under the mouse; "" goes back to what was lit before."""
        if key == self._hovered:
            return
        if not self._hovered:
            self._pinned = self._board.editing.lit_loop
        self._hovered = key
        self._board.editing.look_at(key or self._pinned)

    def pin(self, key: str) -> None:
        """Keep a loop lit when the mouse leaves its label, or no longer if it is."""
        self._pinned = "" if self._pinned == key else key
        self._board.editing.look_at(self._pinned or self._hovered)
        self._say()

    def next(self, by: int = 1) -> None:
        """Light the next loop of the chosen part, of the whole map if nothing is chosen."""
        board = self._board
        chosen = board.editing.selection
        part = next(iter(chosen)) if len(chosen) == 1 else ""
        keys = [loop.key for loop in loops_of(board.editing.loops.loops, board.editing.map, part)]
        if not keys:
            board.saying.announce(
                self.tr("It is in no loop.") if part else self.tr("This map has no loop yet.")
            )
            return
        self._pinned = stepped(keys, board.editing.lit_loop, by)
        board.editing.look_at(self._pinned)
        board.zooming.show(board.rect_of(self._pinned))
        self._say()

    def end(self) -> bool:
        """Light no loop; tell whether one was lit."""
        was = bool(self._board.editing.lit_loop)
        self._pinned = self._hovered = ""
        self._board.editing.look_at("")
        return was

    def _say(self) -> None:
        lit = self._board.lit()
        if lit is not None:
            self._board.saying.announce(self._board.saying.loop(lit))
