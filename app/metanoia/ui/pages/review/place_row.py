"""A thing that is asked about, with room below it for what is said in place."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from metanoia.ui.pages.review.column import emptied
from metanoia.ui.pages.review.ratings import SureRating, ValueRating
from metanoia.ui.pages.review.thing_row import Asked, ThingRow
from metanoia.ui.widgets.layout import boxed, vbox
from metanoia.ui.widgets.tab_order import order_tabs, stops_in

InPlace = SureRating | ValueRating


class PlaceRow(QWidget):
    """A row, and below its answers what ``ask`` put there; it stays until ``fold``."""

    answered = Signal(str, str, str)

    def __init__(self, asked: Asked, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.row = ThingRow(asked)
        self.in_place: InPlace | None = None
        self._below = boxed(vbox(margins=(44, 14, 0, 0)))
        self._below.hide()
        self.setLayout(vbox(self.row, self._below))
        self.row.answered.connect(self.answered)

    def ask(self, asking: InPlace) -> None:
        """Ask below the answers."""
        self.fold()
        self.in_place = asking
        layout = self._below.layout()
        if layout is not None:
            layout.addWidget(asking)
        asking.show()
        self._below.show()
        order_tabs(list(self.row.buttons.values())[-1], list(stops_in(asking)))
        asking.take_focus()

    def fold(self) -> None:
        """Ask nothing below the answers."""
        emptied(self._below)
        self._below.hide()
        self.in_place = None

    def give_up(self) -> InPlace | None:
        """Take what is asked below the answers out and return it, to go on in another row."""
        asking, self.in_place = self.in_place, None
        if asking is not None:
            asking.setParent(None)
        return asking


class PlaceRows(QWidget):
    """Rows below one another; what is being said in one stays as the rows change."""

    answered = Signal(str, str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows: dict[str, PlaceRow] = {}
        self._column = vbox(gap=18)
        self.setLayout(self._column)

    def show_things(self, asked: Sequence[Asked]) -> None:
        """Show these."""
        old, self.rows = self.rows, {}
        for number, one in enumerate(asked):
            row = old.pop(one.key, None)
            if row is None or row.row.asked != one:
                row = self._made(one, row)
            self.rows[one.key] = row
            if self._column.indexOf(row) != number:
                self._column.removeWidget(row)
                self._column.insertWidget(number, row)
                row.show()
        for gone in old.values():
            drop(gone)
        self.setVisible(bool(self.rows))

    def unsaved(self) -> str:
        """Return what is being written in the rows."""
        places = [row.in_place for row in self.rows.values()]
        return "\n\n".join(text for one in places if one is not None and (text := one.unsaved()))

    def _made(self, asked: Asked, before: PlaceRow | None) -> PlaceRow:
        made = PlaceRow(asked)
        made.answered.connect(self.answered)
        if before is not None:
            focused = before.isAncestorOf(self.window().focusWidget() or self)
            asking = before.give_up()
            drop(before)
            if asking is not None:
                made.ask(asking)
            elif focused:
                made.row.take_focus()
        return made


def drop(widget: QWidget) -> None:
    """Take a widget away for good."""
    widget.hide()
    widget.setParent(None)
    widget.deleteLater()
