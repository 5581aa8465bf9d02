"""My part in it: the links that somebody could strengthen or weaken, and a small test of each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from metanoia.ui.widgets.label import Label
from metanoia.ui.widgets.layout import vbox
from metanoia.ui.widgets.row import LaidOutRow
from metanoia.ui.widgets.tile import Icon

if TYPE_CHECKING:
    from collections.abc import Sequence

    from metanoia.domain.levers import Lever
    from metanoia.domain.maps import CausalMap

MOST = 6


class LeversCard(QWidget):
    """``test_asked`` carries the id of the link to be tested."""

    test_asked = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.rows: list[QWidget] = []
        self._shown: object = None
        self._column = vbox(gap=2)
        self.setLayout(self._column)

    def show_levers(self, of: CausalMap, levers: Sequence[Lever]) -> None:
        """Show where one could act, or how that is found out."""
        shown = [
            (lever.link.id, of.names[lever.variable], of.names[lever.link.target], lever.loops)
            for lever in levers[:MOST]
        ]
        if shown == self._shown:
            return
        self._shown = shown
        self._empty()
        if not levers:
            text = self.tr("Mark what you can act on yourself; links from there, inside loops, are listed here.")  # fmt: skip
            self._column.addWidget(Label(text, "label", "text3", weight=400, wrap=True))
            return
        for lever in levers[:MOST]:
            said = self.tr("in {}: make a small test").format(", ".join(lever.loops))
            row = _Row(of, lever, said)
            row.asked.connect(self.test_asked)
            self.rows.append(row)
            self._column.addWidget(row)

    def forget(self) -> None:
        """Hold no words any more."""
        self._shown = None
        self._empty()

    def _empty(self) -> None:
        while (old := self._column.takeAt(0)) is not None:
            if (widget := old.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        self.rows = []


class _Row(LaidOutRow):
    asked = Signal(str)

    def __init__(self, of: CausalMap, lever: Lever, said: str) -> None:
        title = f"{of.names[lever.variable]} → {of.names[lever.link.target]}"
        super().__init__(title, said)
        self._link = lever.link.id
        self.fill(Icon("hand", 16, "accent"), 12, (self.words(), 1))
        self.clicked.connect(self._pressed)

    @Slot()
    def _pressed(self) -> None:
        self.asked.emit(self._link)
