"""Choosing an entry to connect with: type a few letters, take it with Enter."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QPaintEvent
from PySide6.QtWidgets import QWidget

from metanoia.domain.errors import MetanoiaError
from metanoia.ui import dates
from metanoia.ui.pages.today.entry_words import line_of
from metanoia.ui.theme import theme
from metanoia.ui.widgets.field import LineField
from metanoia.ui.widgets.label import Label
from metanoia.ui.widgets.layout import fixed, hbox, vbox
from metanoia.ui.widgets.paint import painter_of, rounded
from metanoia.ui.widgets.pressable import pass_mouse_through
from metanoia.ui.widgets.row import LaidOutRow

if TYPE_CHECKING:
    from collections.abc import Collection

    from metanoia.domain.entries import EntryId, EntryRow
    from metanoia.journal import Journal

_MOST: Final = 7
_REST: Final = 120  # ms


class LinkPicker(QWidget):
    """``chosen`` carries the id of the entry taken; those in ``without`` are not offered."""

    chosen = Signal(object)
    resized = Signal()

    def __init__(
        self, journal: Journal, without: Collection[EntryId], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._journal = journal
        self._without = set(without)
        self._current = 0
        self.setAccessibleName(self.tr("Link an entry"))
        self.field = LineField(
            self.tr("Link an entry: type a few letters"),
            name=self.tr("Link an entry"),
            icon="search",
        )
        self.rows: list[_Offer] = []
        self._list = vbox(gap=2)
        self._nothing = Label(self.tr("No other entry says that."), "label", "text3", weight=400)
        self._rest = QTimer(self, singleShot=True, interval=_REST)
        self.setLayout(vbox(self.field, 8, self._list, self._nothing))
        self.field.installEventFilter(self)
        self.field.textEdited.connect(self._rest.start)
        self._rest.timeout.connect(self.look)
        self.look()

    def look(self) -> None:
        """Show what fits what is typed, the newest entries while nothing is."""
        self._rest.stop()
        typed = self.field.text().strip()
        try:
            if typed:
                found = [hit.row for hit in self._journal.search.find(typed, limit=30).hits]
            else:
                found = self._journal.entries.newest(30)
        except MetanoiaError:
            found = []
        self._show([row for row in found if row.id not in self._without][:_MOST])

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Move through the rows with the field's keys."""
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up) and self.rows:
            self._stand_on(self._current + (1 if event.key() == Qt.Key.Key_Down else -1))
            return True
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if self._rest.isActive():
                self.look()
            if self.rows:
                self.chosen.emit(self.rows[self._current].entry)
            return True
        return False

    def _show(self, rows: list[EntryRow]) -> None:
        for offer in self.rows:
            self._list.removeWidget(offer)
            offer.hide()
            offer.deleteLater()
        self.rows = [_Offer(row) for row in rows]
        for offer in self.rows:
            offer.clicked.connect(self._take)
            self._list.addWidget(offer)
        self._nothing.setVisible(not rows)
        self._stand_on(0)
        self.resized.emit()

    def _stand_on(self, place: int) -> None:
        self._current = place % len(self.rows) if self.rows else 0
        for number, offer in enumerate(self.rows):
            offer.current = number == self._current
            offer.update()
        if self.rows:
            self.field.setAccessibleDescription(self.rows[self._current].accessibleName())

    def _take(self) -> None:
        offer = self.sender()
        if isinstance(offer, _Offer):
            self.chosen.emit(offer.entry)


class _Offer(LaidOutRow):
    def __init__(self, row: EntryRow) -> None:
        super().__init__(line_of(row))
        self.entry = row.id
        self.current = False
        self.title = Label(line_of(row), "label", weight=500, elide=True)
        day = Label(
            dates.short(row.date),
            "caption",
            "text3",
            tabular=True,
            align=Qt.AlignmentFlag.AlignRight,
        )
        fixed(day, 84)
        self.setLayout(hbox((self.title, 1), 10, day, margins=(10, 7, 8, 7)))
        pass_mouse_through(self)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the field's arrows go through the rows
        self.setAccessibleName(f"{line_of(row)}, {dates.short(row.date)}")

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = painter_of(self)
        strength = 1.0 if self.current else 0.6 * self.hover
        rounded(painter, self.rect(), 8, theme().colour("row_overlay", strength))
        painter.end()
