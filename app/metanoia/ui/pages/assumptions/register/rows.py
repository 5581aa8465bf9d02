"""What the list shows: assumptions under where they stand, of those that are asked for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from metanoia.domain.assumptions import CLOSED
from metanoia.text.matching import begins_words
from metanoia.ui.pages.assumptions.register import words
from metanoia.ui.widgets.row_painter import Head, Line
from metanoia.ui.widgets.scatter_chart import TEST_FIRST

if TYPE_CHECKING:
    from metanoia.domain.assumptions import About, AssumptionRow

IMPORTANT, SURE = TEST_FIRST  # of 10, and per cent


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked for: words that the statement has, and what else is to be true of it."""

    typed: str = ""
    about: About | None = None
    important: bool = False
    untested: bool = False

    @property
    def filtered(self) -> bool:
        """Whether more is asked for than words."""
        return self.about is not None or self.important or self.untested

    @property
    def everything(self) -> bool:
        """Whether nothing in particular is asked for."""
        return not (self.typed.strip() or self.filtered)

    def takes(self, row: AssumptionRow) -> bool:
        """Return whether an assumption is what is asked for."""
        return (
            (self.about is None or row.about == self.about)
            and (not self.important or row.importance >= IMPORTANT)
            and (not self.untested or never_tested(row))
            and (not self.typed.strip() or begins_words(self.typed, row.statement))
        )


def never_tested(row: AssumptionRow) -> bool:
    """Return whether an open assumption was never put to a test, nor is it to be."""
    return row.state not in CLOSED and not row.tests


def test_first(row: AssumptionRow) -> bool:
    """Return whether one should test it first: important, sure of it, and never put to a test."""
    sure = row.confidence is not None and row.confidence >= SURE
    return row.importance >= IMPORTANT and sure and never_tested(row)


def grouped(rows: Sequence[AssumptionRow]) -> list[Head | Line]:
    """Return assumptions under the heads of where they stand, each group in the order given."""
    shown: list[Head | Line] = []
    for state in words.ORDER:
        found = [row for row in rows if row.state == state]
        if found:
            shown += [Head(words.group(state), len(found)), *found]
    return shown


def deleted(rows: Sequence[AssumptionRow]) -> list[Head | Line]:
    """Return what is in Recently deleted under one head."""
    title = QCoreApplication.translate("Assumptions", "Kept for 30 days")
    return [Head(title, len(rows)), *rows] if rows else []
