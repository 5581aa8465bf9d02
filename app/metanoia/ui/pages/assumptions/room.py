"""What the two rooms of the page have in common."""

from __future__ import annotations

from metanoia.ui.pages.assumptions.head import ASSUMPTIONS, PREDICTIONS
from metanoia.ui.room import Room


class AssumptionsRoom(Room):
    """Either room knows the way to the other."""

    def to_assumptions(self) -> None:
        """Ask for the register."""
        self.tab_asked.emit(ASSUMPTIONS)

    def to_predictions(self) -> None:
        """Ask for the predictions."""
        self.tab_asked.emit(PREDICTIONS)
