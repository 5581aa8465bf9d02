"""What every chart shares: it says its sentence, can be walked by keys, and shown as a table or file."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING, Final, NamedTuple

from PySide6.QtCore import QEvent, QObject, QPointF, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QContextMenuEvent,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPixmap,
)
from PySide6.QtWidgets import QAccessibleWidget, QSizePolicy, QWidget

from metanoia.ui.theme import Theme, theme
from metanoia.ui.widgets.chart_callout import paint_callout
from metanoia.ui.widgets.chart_ink import KeyEntry
from metanoia.ui.widgets.focus import KeyboardFocus, paint_ring
from metanoia.ui.widgets.menu import Menu
from metanoia.ui.widgets.paint import painter_of

if TYPE_CHECKING:
    from metanoia.ui.widgets.chart_files import ChartFiles

_NEAR: Final = 14  # px at scale 1 within which the pointer means a spot
_BACK: Final = (Qt.Key.Key_Left, Qt.Key.Key_Down)
_ON: Final = (Qt.Key.Key_Right, Qt.Key.Key_Up)
_ENTER: Final = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class Spot(NamedTuple):
    """A place that can be pointed at: what stands there, in a few words and in whole."""

    place: QPointF
    title: str
    words: str = ""

    def said(self) -> str:
        """Return what a screen reader says of it."""
        return f"{self.title}. {self.words}" if self.words else self.title


class Table(NamedTuple):
    """The numbers of a chart: heads of its columns, and rows of as many words.

    ``plain`` holds the same rows for other programs: days as 2026-03-12, numbers with a point.
    """

    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    plain: tuple[tuple[str, ...], ...] = ()


class Chart(KeyboardFocus, QWidget):
    """A picture of numbers, called ``title`` where it stands alone; ``about`` says whose they are.

    A subclass draws it, says it in a sentence and in a table, and names its spots. Left, Right, Home
    and End walk the spots; Enter, Shift+F10 and the Menu key open its menu.
    """

    spot_chosen = Signal(int)
    refreshed = Signal()
    paper = QSize(760, 300)  # px of the picture in files and on paper

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        _tell_charts_are_graphics()
        self.title = title
        self.about = ""
        self._spot = -1
        self._pointed = -1
        self._files: ChartFiles | None = None
        self._spots_kept: tuple[object, list[Spot]] | None = None
        self._picture: tuple[object, QPixmap] | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setAccessibleDescription(
            self.tr("Arrow keys walk the points. Enter opens a menu: as a table, as a file.")
        )
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme().changed.connect(self._restyle)

    # -- what a subclass says

    def sentence(self) -> str:
        """Return what the chart shows, in a sentence or two."""
        raise NotImplementedError

    def table(self) -> Table:
        """Return the numbers behind it."""
        raise NotImplementedError

    def draw(self, painter: QPainter, room: QRectF, ink: Theme) -> None:
        """Draw the chart into ``room`` with the colours, fonts and scale of ``ink``."""
        raise NotImplementedError

    def spots(self, room: QRectF, ink: Theme) -> list[Spot]:
        """Return what can be pointed at, in the order in which the keys walk it."""
        return []

    def key(self) -> Sequence[KeyEntry]:
        """Return what the marks mean."""
        return ()

    # -- for its card

    def add_to(self, menu: Menu) -> None:
        """Add what can be done with the chart to ``menu``."""
        if self._files is None:
            from metanoia.ui.widgets.chart_files import ChartFiles  # loads what writes pictures

            self._files = ChartFiles(self)
        self._files.add_to(menu)

    def refresh(self) -> None:
        """Show and say what it holds now; a subclass calls it when that has changed."""
        self._spots_kept = None
        self._spot = self._pointed = -1
        self.setAccessibleName(self.sentence())
        self.update_drawing()
        self.refreshed.emit()

    def update_drawing(self) -> None:
        """Draw anew at the next paint; pointing at a spot alone needs no new drawing."""
        self._picture = None
        self.update()

    # -- Qt

    def minimumSizeHint(self) -> QSize:
        """Return the size below which nothing can be read any more."""
        return QSize(theme().px(180), self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the chart, and what is said of the spot under the pointer or the keys."""
        painter = painter_of(self)
        painter.drawPixmap(0, 0, self._drawn_once())
        shown = self._shown()
        if shown is not None:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(theme().colour("focus"), 2))
            reach = 8.5 * theme().scale
            painter.drawEllipse(shown.place, reach, reach)
            room = QRectF(self.rect()).adjusted(4, 4, -4, -4)
            paint_callout(painter, shown.place, shown.title, shown.words, room, theme())
        if self.ring_shown():
            paint_ring(painter, self.rect(), 7)
        painter.end()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk the spots, choose one, or open the menu."""
        key, count = Qt.Key(event.key()), len(self._spots())
        shifted = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if key == Qt.Key.Key_Menu or (key == Qt.Key.Key_F10 and shifted):
            self.open_menu()
        elif key in _ENTER and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.enter(self._spot)
        elif event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            event.ignore()
        elif count and key in _BACK + _ON:
            start = count if key in _BACK and self._spot < 0 else self._spot
            self.walk_to(start + (1 if key in _ON else -1))
        elif count and key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            self.walk_to(0 if key == Qt.Key.Key_Home else count - 1)
        elif key == Qt.Key.Key_Escape and self._spot >= 0:
            self._spot = -1
            self.update()
        else:
            event.ignore()

    def enter(self, spot: int) -> None:
        """Do what Enter does at the spot of that number, -1 for none: open the menu."""
        self.open_menu()

    def walk_to(self, spot: int) -> None:
        """Put the keys on a spot, the nearest end beyond the ends, and say it."""
        spots = self._spots()
        self._spot = min(len(spots) - 1, max(0, spot))
        self._pointed = -1
        self.update()
        said = QAccessibleAnnouncementEvent(self, spots[self._spot].said())
        QAccessible.updateAccessibility(said)

    def shown_spot(self) -> Spot | None:
        """Return the spot that is spoken of now: the one under the pointer, else under the keys."""
        return self._shown()

    def open_menu(self, place: QPointF | None = None) -> None:
        """Open the menu at ``place``, else at the spot under the keys, else in the middle."""
        menu = Menu(self)
        self.add_to(menu)
        shown = self._shown()
        at = place or (shown.place if shown is not None else QPointF(self.rect().center()))
        menu.popup(self.mapToGlobal(at.toPoint()))

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Open the menu where it was asked for; the keys have opened it already."""
        if event.reason() == QContextMenuEvent.Reason.Mouse:
            self.open_menu(QPointF(event.pos()))
        event.accept()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Say what stands under the pointer."""
        self._point(self._near(event.position()))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Choose the spot that is clicked."""
        if event.button() == Qt.MouseButton.LeftButton:
            near = self._near(event.position())
            if near >= 0:
                self._spot = near
                self.spot_chosen.emit(near)

    def leaveEvent(self, event: QEvent) -> None:
        """Say no more of what stood under the pointer."""
        self._point(-1)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Leave the spot that the keys were on, unless a menu of its own took the focus."""
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self._spot = -1

    # -- inside

    def _room(self) -> QRectF:
        return QRectF(self.rect())

    def _drawn_once(self) -> QPixmap:
        """Return the chart drawn at the size and scale of the moment."""
        sharp = self.devicePixelRatioF()
        known = (self.size(), sharp, theme().scale)
        if self._picture is None or self._picture[0] != known:
            picture = QPixmap(self.size() * sharp)
            picture.setDevicePixelRatio(sharp)
            picture.fill(Qt.GlobalColor.transparent)
            painter = painter_of(picture)
            self.draw(painter, self._room(), theme())
            painter.end()
            self._picture = (known, picture)
        return self._picture[1]

    def _spots(self) -> list[Spot]:
        """Return the spots of the size and scale of the moment, worked out once for each."""
        known = (self.size(), theme().scale)
        if self._spots_kept is None or self._spots_kept[0] != known:
            self._spots_kept = (known, self.spots(self._room(), theme()))
        return self._spots_kept[1]

    def _shown(self) -> Spot | None:
        number = self._pointed if self._pointed >= 0 else self._spot
        spots = self._spots() if number >= 0 else []
        return spots[number] if 0 <= number < len(spots) else None

    def _near(self, place: QPointF) -> int:
        """Return the number of the nearest spot within reach, -1 if there is none."""
        reach = (_NEAR * theme().scale) ** 2
        found = -1
        for number, spot in enumerate(self._spots()):
            away = spot.place - place
            length = away.x() ** 2 + away.y() ** 2
            if length <= reach:
                found, reach = number, length
        return found

    def _point(self, spot: int) -> None:
        if spot != self._pointed:
            self._pointed = spot
            self.update()

    @Slot()
    def _restyle(self) -> None:
        self._spots_kept = None
        self.updateGeometry()
        self.update_drawing()


@cache
def _tell_charts_are_graphics() -> None:
    """Let screen readers know charts as graphics; a plain widget would be a nameless client area."""
    QAccessible.installFactory(_as_graphic)


def _as_graphic(_: str, widget: QObject) -> QAccessibleWidget | None:
    if isinstance(widget, Chart):
        return QAccessibleWidget(widget, QAccessible.Role.Graphic)
    return None
