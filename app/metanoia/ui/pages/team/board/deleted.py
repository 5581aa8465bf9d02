"""Recently deleted targets, below the board: thirty days to bring one back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from metanoia.ui import dates
from metanoia.ui.widgets.button import Button
from metanoia.ui.widgets.label import Label
from metanoia.ui.widgets.layout import boxed, hbox, vbox

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from metanoia.ui.pages.team.board.words import Known


class Deleted(QWidget):
    """A quiet button that unfolds them; ``asked`` carries "restore" or "purge" and what is Known."""

    asked = Signal(str, object)

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[DeletedRow] = []
        self.unfold = Button("", "ghost", "trash-2", "s")
        self._rows = vbox(gap=2)
        self._box = boxed(self._rows)
        self._box.hide()
        self.setLayout(vbox(boxed(hbox(self.unfold, None)), 4, self._box))
        self.unfold.clicked.connect(self._unfold)
        self.hide()

    def show_known(self, known: Sequence[Known], today: dt.date | None) -> None:
        """Show these, or nothing at all."""
        for row in self.rows:
            self._rows.removeWidget(row)
            row.hide()
            row.deleteLater()
        self.rows = [DeletedRow(one, today) for one in known]
        for row in self.rows:
            row.asked.connect(self.asked)
            self._rows.addWidget(row)
        self.unfold.setText(self.tr("Recently deleted ({})").format(len(known)))
        self.setVisible(bool(known))

    @Slot()
    def _unfold(self) -> None:
        self._box.setVisible(self._box.isHidden())


class DeletedRow(QWidget):
    """One deleted target."""

    asked = Signal(str, object)

    def __init__(self, known: Known, today: dt.date | None) -> None:
        super().__init__()
        self.known = known
        text = known.standing.wording.text
        self.restore = Button(self.tr("Restore"), "ghost", "rotate-ccw", "s")
        self.purge = Button(self.tr("Delete for good…"), "ghost", "trash-2", "s")
        for button in (self.restore, self.purge):
            button.setAccessibleDescription(text)
        gone = known.target.deleted_at
        day = dates.medium(gone.astimezone().date(), today) if gone else ""
        when = Label(day, "caption", "text3", tabular=True)
        self.setLayout(
            hbox((Label(text, "label", "text2", weight=400, elide=True), 1), 10, when, 8,
                 self.restore, 2, self.purge, margins=(10, 0, 0, 0))
        )  # fmt: skip
        self.restore.clicked.connect(self._restore)
        self.purge.clicked.connect(self._purge)

    @Slot()
    def _restore(self) -> None:
        self.asked.emit("restore", self.known)

    @Slot()
    def _purge(self) -> None:
        self.asked.emit("purge", self.known)
