"""The Assumptions page: the register of what is taken for granted, and the record of predictions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from metanoia.domain.kinds import Kind
from metanoia.ui.pages.assumptions.head import ASSUMPTIONS, PREDICTIONS
from metanoia.ui.pages.assumptions.register.room import RegisterRoom
from metanoia.ui.roomed_page import RoomedPage

if TYPE_CHECKING:
    from metanoia.ui.destination import Destination
    from metanoia.ui.room import Room

SECTIONS: Final = {ASSUMPTIONS: "", PREDICTIONS: "predictions"}


class AssumptionsPage(RoomedPage):
    """The register, and the predictions."""

    name = "assumptions"
    shows = frozenset(
        {
            Kind.ASSUMPTION,
            Kind.PREDICTION,
            Kind.ENTRY,
            Kind.LINK,
            Kind.GOAL,
            Kind.VALUE,
            Kind.MAP,
            Kind.REPLY,
        }
    )
    first = ASSUMPTIONS
    register: RegisterRoom

    def made(self, number: int) -> Room:
        """Make the register, or the room of predictions."""
        if number == PREDICTIONS:
            from metanoia.ui.pages.assumptions.predictions.room import PredictionsRoom

            return PredictionsRoom(self)
        self.register = RegisterRoom(self)
        return self.register

    def number_of(self, destination: Destination) -> int:
        """Tell predictions by the section."""
        predicting = destination.section == SECTIONS[PREDICTIONS]
        return PREDICTIONS if predicting else ASSUMPTIONS

    def begin_anew(self) -> None:
        """Show the register."""
        super().begin_anew()
        self.room.take_focus()
