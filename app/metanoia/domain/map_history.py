"""Undo and redo of what was done to a map, back to how it was found."""

from __future__ import annotations

from typing import Final

from metanoia.domain.maps import CausalMap

STEPS: Final = 500  # that can be undone, at most


class MapHistory:
    """The maps before and after the one that stands now, each with what made it ("Link drawn")."""

    def __init__(self, found: CausalMap) -> None:
        self.now = found
        self._before: list[tuple[CausalMap, str]] = []
        self._after: list[tuple[CausalMap, str]] = []

    def done(self, new: CausalMap, what: str) -> bool:
        """Let ``new`` stand from now on; return whether that changes anything."""
        if new == self.now:
            return False
        self._before = [*self._before[-STEPS + 1 :], (self.now, what)]
        self._after.clear()
        self.now = new
        return True

    def undo(self) -> str | None:
        """Let the map before stand again; return what was undone, None if there is nothing to undo."""
        return self._go(self._before, self._after)

    def redo(self) -> str | None:
        """Let what was undone stand again; return what that was, None if there is nothing."""
        return self._go(self._after, self._before)

    @property
    def undoes(self) -> str:
        """What ``undo`` would undo, empty if nothing."""
        return self._before[-1][1] if self._before else ""

    @property
    def redoes(self) -> str:
        """What ``redo`` would do again, empty if nothing."""
        return self._after[-1][1] if self._after else ""

    def _go(
        self, out_of: list[tuple[CausalMap, str]], into: list[tuple[CausalMap, str]]
    ) -> str | None:
        if not out_of:
            return None
        there, what = out_of.pop()
        into.append((self.now, what))
        self.now = there
        return what
