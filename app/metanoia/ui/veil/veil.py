"""The veil over one part of the window: it looks afresh, each time it paints, at what lies below it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, runtime_checkable

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QRegion
from PySide6.QtWidgets import QWidget

from metanoia.ui.veil import bars
from metanoia.ui.veil.kinds import How, how
from metanoia.ui.widgets.paint import painter_of

if TYPE_CHECKING:
    from metanoia.ui.veil.looking import Looking

_FIELDS = (How.PARAGRAPHS, How.FIELD, How.ROWS, How.PICTURE)


class Veil(QWidget):
    """Lies over ``below`` and lets everything through but the sight of it.

    Whatever below is painted, the veil over it is painted with it: there is no moment between.
    ``fields_only`` leaves labels and buttons to be read.
    """

    def __init__(self, below: QWidget, looking: Looking) -> None:
        super().__init__(below)
        self._below = below
        self._looking = looking
        self.fields_only = False
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAttribute(Qt.WidgetAttribute.WA_NoSystemBackground)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        below.installEventFilter(self)
        looking.moved.connect(self._moved)
        self.setGeometry(below.rect())
        self.raise_()
        self.show()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Be as large as what is below, and above what is added to it."""
        if event.type() == QEvent.Type.Resize:
            self.setGeometry(self._below.rect())
        elif event.type() == QEvent.Type.ChildAdded:
            self.raise_()
        return False

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint bars over the words in the part that is painted."""
        painter = painter_of(self)
        self._veil_inside(painter, self._below, QPoint(0, 0), event.rect())
        painter.end()

    def _moved(self, shown: QWidget) -> None:
        """Paint anew where something is veiled or bared."""
        if self._below.isAncestorOf(shown):
            self.update(QRect(shown.mapTo(self._below, QPoint(0, 0)), shown.size()))

    def _veil_inside(self, painter: QPainter, around: QWidget, at: QPoint, clip: QRect) -> None:
        for child in around.children():
            if not isinstance(child, QWidget) or child is self:
                continue
            if child.isHidden() or child.isWindow():
                continue
            box = child.geometry().translated(at)
            seen = box.intersected(clip)
            if not seen.isEmpty() and not self._looking.is_shown(child):
                self._veil(painter, child, box, seen)

    def _veil(self, painter: QPainter, widget: QWidget, box: QRect, seen: QRect) -> None:
        way = how(widget)
        if way is How.NOT or (self.fields_only and way not in (*_FIELDS, How.INSIDE)):
            return
        if way is How.INSIDE:
            self._veil_inside(painter, widget, box.topLeft(), seen)
            return
        painter.setClipRect(seen)
        looking = self._looking
        if way is How.LINES:
            bars.label(painter, widget, box)  # type: ignore[arg-type]
        elif way is How.PARAGRAPHS:
            bars.paragraphs(painter, widget, box, looking.paragraphs(widget), seen)  # type: ignore[arg-type]
        elif way is How.FIELD:
            bars.field(painter, widget, box)  # type: ignore[arg-type]
        elif way is How.ROWS:
            bars.rows(painter, widget, box, looking.row(widget), seen)  # type: ignore[arg-type]
        elif way is How.PICTURE:
            bars.picture(painter, widget, box, QRegion(seen) - _bars_over(widget, box))  # type: ignore[arg-type]
        else:
            bars.whole(painter, box)


@runtime_checkable
class _Floating(Protocol):
    """What floats over a drawing: nothing is seen through its bar."""

    def bar(self) -> QRect:
        """Return its place in the widget."""


def _bars_over(drawing: QWidget, box: QRect) -> QRegion:
    """Return where bars float over ``drawing``, which lies in ``box``."""
    found, around = QRegion(), drawing.parentWidget()
    for over in around.children() if around is not None else ():
        if isinstance(over, QWidget) and isinstance(over, _Floating) and over.isVisible():
            found += QRegion(over.bar().translated(over.pos() - drawing.pos() + box.topLeft()))
    return found
