"""Where a person has been, for Alt+Left and Alt+Right."""

from __future__ import annotations

from metanoia.ui.destination import Destination

_LONGEST = 100


class History:
    """The destinations behind and ahead of the one in view."""

    def __init__(self) -> None:
        self._behind: list[Destination] = []
        self._ahead: list[Destination] = []

    def leave(self, here: Destination) -> None:
        """Note the place that is left for a new one; nothing lies ahead any more."""
        if not self._behind or self._behind[-1] != here:
            self._behind.append(here)
            del self._behind[:-_LONGEST]
        self._ahead.clear()

    def back(self, here: Destination) -> Destination | None:
        """Return the place before ``here``, or None at the beginning."""
        return self._step(self._behind, self._ahead, here)

    def forward(self, here: Destination) -> Destination | None:
        """Return the place after ``here``, or None at the end."""
        return self._step(self._ahead, self._behind, here)

    @staticmethod
    def _step(
        taken_from: list[Destination], put_on: list[Destination], here: Destination
    ) -> Destination | None:
        while taken_from:
            found = taken_from.pop()
            if found != here:
                put_on.append(here)
                return found
        return None
