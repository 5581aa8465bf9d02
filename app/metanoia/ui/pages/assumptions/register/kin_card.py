"""What an assumption grew out of or was revised into, and the predictions and maps that rest on it."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from metanoia.ui import dates
from metanoia.ui.pages.assumptions.register import words
from metanoia.ui.pages.assumptions.register.quiet_row import INDENT, QuietRow
from metanoia.ui.widgets.card import Card
from metanoia.ui.widgets.label import Label, heading
from metanoia.ui.widgets.layout import boxed, hbox, vbox
from metanoia.ui.widgets.tile import Icon

if TYPE_CHECKING:
    from metanoia.domain.assumptions import Assumption
    from metanoia.domain.maps import MapRow
    from metanoia.domain.predictions import PredictionRow
    from metanoia.ui.pages.assumptions.register.known import Known


class _KinRow(QuietRow):
    def __init__(self, kind: str, item: str, icon: str, said: str, meta: str = "") -> None:
        self.kind = kind
        self.item = item
        rows: list[QWidget | int] = [Label(said, "label", weight=400, wrap=True)]
        if meta:
            rows += [2, Label(meta, "caption", "text3", wrap=True)]
        sign = Icon(icon, 16, "plum")
        name = f"{said} {meta}".strip()
        top = Qt.AlignmentFlag.AlignTop
        super().__init__(name, (sign, 0, top), 10, (boxed(vbox(*rows)), 1))


class KinCard(Card):
    """``assumption_asked``, ``prediction_asked`` and ``map_asked`` carry the id of what is pressed."""

    assumption_asked = Signal(str)
    prediction_asked = Signal(str)
    map_asked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(margins=(8, 14, 8, 12), parent=parent)
        self.rows: list[_KinRow] = []
        self._column: QVBoxLayout = vbox()
        self._list: QWidget | None = None
        self.body.addWidget(boxed(vbox(self._column, None)))

    def show_known(self, known: Known, today: dt.date) -> None:
        """Show what it is kin to."""
        column: list[QWidget | int] = []
        self.rows = []
        for title, other in (
            (self.tr("Grew out of"), known.grew_out_of),
            (self.tr("Revised into"), known.revised_into),
        ):
            if other is not None:
                column += self._group(title, [self._assumption(other)])
        if known.predictions:
            found = [self._prediction(one, today) for one in known.predictions]
            column += self._group(self.tr("Predictions that rest on it"), found)
        if known.maps:
            column += self._group(
                self.tr("Maps that rest on it"), [_map(row) for row in known.maps]
            )
        self._show(column)
        self.setVisible(bool(column))

    def forget(self) -> None:
        """Hold no words any more."""
        self.rows = []
        self._show([])

    def _show(self, column: list[QWidget | int]) -> None:
        if self._list is not None:
            self._column.removeWidget(self._list)
            self._list.hide()
            self._list.deleteLater()
        self._list = boxed(vbox(*column[:-1]))
        self._column.addWidget(self._list)
        self._list.setVisible(bool(column))

    def _group(self, title: str, rows: list[_KinRow]) -> list[QWidget | int]:
        self.rows += rows
        for row in rows:
            row.clicked.connect(self._pressed)
        head = boxed(hbox(heading(title, "text2"), None, margins=(INDENT, 0, 0, 2)))
        return [head, *rows, 8]

    def _assumption(self, one: Assumption) -> _KinRow:
        sure = "" if one.confidence is None else f", {words.percent(one.confidence)}"
        return _KinRow("assumption", one.id, "lightbulb", one.statement, words.state(one.state) + sure)  # fmt: skip

    def _prediction(self, row: PredictionRow, today: dt.date) -> _KinRow:
        day = dates.medium(row.due_on, today)
        if row.withdrawn_at:
            stands = _tr("withdrawn")
        elif row.outcome:
            stands = {"yes": _tr("came true"), "no": _tr("did not come true"), "void": _tr("void")}[row.outcome]  # fmt: skip
        else:
            stands = _tr("due {}").format(day)
        meta = f"{words.percent(row.last)}, {stands}"
        return _KinRow("prediction", row.id, "hourglass", row.statement, meta)

    def _pressed(self) -> None:
        row = self.sender()
        if isinstance(row, _KinRow):
            asked = {"assumption": self.assumption_asked, "map": self.map_asked}
            asked.get(row.kind, self.prediction_asked).emit(row.item)


def _map(row: MapRow) -> _KinRow:
    return _KinRow("map", row.id, "waypoints", row.title, row.question)


def _tr(text: str) -> str:
    return QCoreApplication.translate("Assumptions", text)
