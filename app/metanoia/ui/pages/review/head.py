"""Which review one looks at: of the week, of the quarter, or the picture of a year."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QCoreApplication, Signal, Slot
from PySide6.QtWidgets import QWidget

from metanoia.ui.widgets.label import Label
from metanoia.ui.widgets.layout import Child, hbox
from metanoia.ui.widgets.segmented import Segmented

WEEK: Final = 0
QUARTER: Final = 1
YEAR: Final = 2
SECTIONS: Final = {WEEK: "", QUARTER: "quarter", YEAR: "year"}


class Spans(Segmented):
    """Week, Quarter and Year side by side, of which ``mine`` is shown; ``asked`` carries another one."""

    asked = Signal(int)

    def __init__(self, mine: int, parent: QWidget | None = None) -> None:
        tr = QCoreApplication.translate
        names = [tr("Spans", "Week"), tr("Spans", "Quarter"), tr("Spans", "Year")]
        super().__init__(names, mine, name=tr("Spans", "What to look back on"), parent=parent)
        self._mine = mine
        self.chosen.connect(self._ask)

    @Slot(int)
    def _ask(self, span: int) -> None:
        """Ask for the other one; here this one stays the one that is shown."""
        if span != self._mine:
            self.set_current(self._mine)
            self.asked.emit(span)


class ReviewHead(QWidget):
    """The page's name, what one looks back on, and what stands at the end of the line."""

    def __init__(self, mine: int, *beside: Child, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.spans = Spans(mine)
        title = Label(self.tr("Review"), "h2")
        self.setLayout(hbox(title, 18, self.spans, None, *beside))
