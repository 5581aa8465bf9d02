"""The Review page: looking back on the week and the quarter, step by step, and on a year."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Slot

from metanoia.domain.kinds import Kind
from metanoia.ui.destination import Command, Destination
from metanoia.ui.pages.review.head import QUARTER, SECTIONS, WEEK, YEAR
from metanoia.ui.pages.review.week.room import WeekRoom
from metanoia.ui.roomed_page import RoomedPage

if TYPE_CHECKING:
    from metanoia.ui.room import Room

SPANS: Final = {section: span for span, section in SECTIONS.items()}


class ReviewPage(RoomedPage):
    """A week, a quarter, and a year."""

    name = "review"
    shows = frozenset(
        {
            Kind.REVIEW, Kind.ENTRY, Kind.GOAL, Kind.ASSUMPTION, Kind.PREDICTION, Kind.ACTION,
            Kind.VALUE, Kind.METRIC, Kind.LINK, Kind.REPLY, Kind.TARGET, Kind.VISION, Kind.MAP,
        }
    )  # fmt: skip
    first = WEEK
    week: WeekRoom

    def made(self, number: int) -> Room:
        """Make the room of a week, a quarter or a year."""
        if number == QUARTER:
            from metanoia.ui.pages.review.quarter.room import QuarterRoom

            return QuarterRoom(self)
        if number == YEAR:
            from metanoia.ui.pages.review.year.room import YearRoom

            return YearRoom(self)
        self.week = WeekRoom(self)
        return self.week

    def number_of(self, destination: Destination) -> int:
        """Tell the span by the section."""
        return SPANS.get(destination.section, WEEK)

    def commands(self) -> list[Command]:
        """Return what can be done in the room in view, and the ways to the others."""
        ways = [
            Command("review.week", self.tr("Review of the week"), self.to_week, icon="calendar-check"),
            Command("review.quarter", self.tr("Review of the quarter"), self.to_quarter, icon="compass"),
            Command("review.year", self.tr("Look back over a year"), self.to_year, icon="calendar"),
        ]  # fmt: skip
        return super().commands() + ways

    @Slot()
    def to_week(self) -> None:
        """Show the week."""
        self.enter(WEEK)

    @Slot()
    def to_quarter(self) -> None:
        """Show the quarter."""
        self.enter(QUARTER)

    @Slot()
    def to_year(self) -> None:
        """Show the year."""
        self.enter(YEAR)
