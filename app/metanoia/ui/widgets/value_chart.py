"""All values one below the other: what matters, what shows, and what served or strained them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Final, NamedTuple

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from metanoia.ui.theme import CARD_RADIUS, Theme, theme
from metanoia.ui.widgets.chart import Chart, Spot, Table
from metanoia.ui.widgets.dumbbell import dumbbell_words
from metanoia.ui.widgets.evidence_weeks import evidence_words
from metanoia.ui.widgets.focus import paint_ring
from metanoia.ui.widgets.paint import painter_of, rounded
from metanoia.ui.widgets.value_rows import Layout, layout_of, paint_head, paint_row

_TITLE: Final = 22  # px at scale 1 from the left edge


class ValueLine(NamedTuple):
    """One value: ``matters`` and ``shows`` 0 to 10 (None: not said), ``weeks`` (serves, strains) each."""

    id: str
    rank: int | None
    name: str
    meaning: str
    matters: int | None
    shows: int | None
    weeks: tuple[tuple[int, int], ...]


class ValueChart(Chart):
    """A card with a row for each value; Up and Down walk them, Enter and a click choose one.

    ``chosen`` carries the id of a value, ``walked`` the rectangle of the row that the keys came to.
    """

    chosen = Signal(str)
    walked = Signal(QRect)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self.title = self.tr("My values")
        self.current = ""
        self._lines: tuple[ValueLine, ...] = ()
        self._first_week = self._today = dt.date(2000, 1, 1)
        self.setAccessibleDescription(
            self.tr(
                "Up and Down walk the values. Enter opens one. Shift+F10: as a table, as a file."
            )
        )
        self.spot_chosen.connect(self._choose)
        self.refresh()

    def show_values(self, lines: Sequence[ValueLine], first_week: dt.date, today: dt.date) -> None:
        """Show ``lines`` in their order; their weeks begin with the one of ``first_week``."""
        self._lines = tuple(lines)
        self._first_week, self._today = first_week, today
        here = [number for number, line in enumerate(self._lines) if line.id == self.current]
        self.paper = QSize(760, round(layout_of(760, len(self._lines), Theme()).height))
        self.refresh()
        self._spot = here[0] if here else -1
        self.current = self.current if here else ""
        self.updateGeometry()

    def choose(self, value: str) -> None:
        """Put the keys on the value of that id; nothing where it is not shown."""
        for number, line in enumerate(self._lines):
            if line.id == value:
                self.walk_to(number)

    def sizeHint(self) -> QSize:
        """Return room for all rows at the width of the moment."""
        wide = self.width() if self.testAttribute(Qt.WidgetAttribute.WA_Resized) else 0
        width = wide or theme().px(700)
        height = layout_of(width, len(self._lines), theme()).height
        return QSize(theme().px(700), round(height))

    def minimumSizeHint(self) -> QSize:
        """Return the width below which the columns cover one another."""
        return QSize(theme().px(430), self.sizeHint().height())

    def sentence(self) -> str:
        """Return every value with how much it matters and how far it shows."""
        if not self._lines:
            return self.tr("No values yet.")
        each = [dumbbell_words(line.name, line.matters, line.shows) for line in self._lines]
        return "; ".join(each) + "."

    def table(self) -> Table:
        """Return every value with its rank, its numbers and what served or strained it."""
        heads = (
            self.tr("Rank"), self.tr("Value"), self.tr("Matters"), self.tr("Shows"),
            self.tr("Served"), self.tr("Strained"), self.tr("Meaning"),
        )  # fmt: skip
        rows = tuple(
            (
                _said(line.rank), line.name, _said(line.matters), _said(line.shows),
                str(sum(week[0] for week in line.weeks)), str(sum(week[1] for week in line.weeks)),
                line.meaning,
            )
            for line in self._lines
        )  # fmt: skip
        return Table(heads, rows)

    def draw(self, painter: QPainter, room: QRectF, ink: Theme) -> None:
        """Draw the heads of the columns and the rows."""
        self._draw(painter, room, ink, -1)

    def spots(self, room: QRectF, ink: Theme) -> list[Spot]:
        """Return the values from the first to the last."""
        place = self._layout(room, ink)
        return [
            Spot(place.row(number).center(), self._spoken(line), evidence_words(line.weeks))
            for number, line in enumerate(self._lines)
        ]

    def enter(self, spot: int) -> None:
        """Choose the value under the keys; without one, open the menu."""
        if 0 <= spot < len(self._lines):
            self._choose(spot)
        else:
            self.open_menu()

    def walk_to(self, spot: int) -> None:
        """Put the keys on a row, say it, and tell where it lies."""
        super().walk_to(spot)
        self.current = self._lines[self._spot].id
        self.walked.emit(self._row(self._spot).toAlignedRect())

    # -- Qt

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk down by Down and up by Up, as rows lie."""
        steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
        step = steps.get(Qt.Key(event.key()))
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if step is None or not plain or not self._lines:
            super().keyPressEvent(event)
            return
        self.walk_to(self._spot + step if self._spot >= 0 else 0)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Tint the row under the pointer."""
        super().mouseMoveEvent(event)
        over = self._pointed >= 0
        hand, arrow = Qt.CursorShape.PointingHandCursor, Qt.CursorShape.ArrowCursor
        self.setCursor(hand if over else arrow)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Be as high as the rows are at this width."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._spots_kept = None
            self.updateGeometry()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the card, the rows, and the ring around the row that the keys are on."""
        painter = painter_of(self)
        ink = theme()
        rounded(painter, self.rect(), CARD_RADIUS, ink.colour("card"), ink.colour("hairline"))
        painter.setFont(ink.font("strong", size=13.5))
        painter.setPen(ink.colour("text"))
        head = QRectF(ink.px(_TITLE), ink.px(11), self.width(), ink.px(22))
        painter.drawText(head, Qt.AlignmentFlag.AlignVCenter, self.title)
        self._draw(painter, self._room(), ink, self._pointed)
        if self.ring_shown():
            here = self._spot >= 0
            ring = self._row(self._spot).adjusted(5, 2, -5, -2) if here else QRectF(self.rect())
            paint_ring(painter, ring, 8 if here else CARD_RADIUS)
        painter.end()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Keep the row: coming back goes on from it."""
        kept = self._spot
        super().focusOutEvent(event)
        self._spot = kept

    # -- inside

    def _draw(self, painter: QPainter, room: QRectF, ink: Theme, tinted: int) -> None:
        place = self._layout(room, ink)
        paint_head(painter, place, (self._first_week, self._today), ink)
        for number, line in enumerate(self._lines):
            last = number == len(self._lines) - 1
            paint_row(painter, place, number, line, ink, tinted=number == tinted, last=last)

    def _layout(self, room: QRectF, ink: Theme) -> Layout:
        place = layout_of(room.width(), len(self._lines), ink)
        return place.moved(room.topLeft())

    def _row(self, number: int) -> QRectF:
        return self._layout(self._room(), theme()).row(number)

    def _near(self, place: QPointF) -> int:
        rows = self._layout(self._room(), theme())
        found = [number for number in range(len(self._lines)) if rows.row(number).contains(place)]
        return found[0] if found else -1

    def _spoken(self, line: ValueLine) -> str:
        said = dumbbell_words(line.name, line.matters, line.shows)
        return said if line.rank is None else f"{line.rank}, {said}"

    @Slot(int)
    def _choose(self, spot: int) -> None:
        self.current = self._lines[spot].id
        self.chosen.emit(self.current)


def _said(number: int | None) -> str:
    return "" if number is None else str(number)
