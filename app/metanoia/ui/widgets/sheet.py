"""A dialog over the window: a scrim, a card with head, body and foot; never a second window."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QPaintEvent
from PySide6.QtWidgets import QAbstractSlider, QFrame, QSizePolicy, QVBoxLayout, QWidget

from metanoia.ui.theme import SHEET_RADIUS, theme
from metanoia.ui.widgets.button import IconButton
from metanoia.ui.widgets.card import Divider
from metanoia.ui.widgets.label import Label
from metanoia.ui.widgets.layout import Child, boxed, hbox, vbox
from metanoia.ui.widgets.overlay import Overlay
from metanoia.ui.widgets.paint import painter_of, rounded, shadow
from metanoia.ui.widgets.scroll import ScrollArea
from metanoia.ui.widgets.tile import IconTile

_STEP = QAbstractSlider.SliderAction
_SCROLLS: dict[int, QAbstractSlider.SliderAction] = {
    Qt.Key.Key_Up: _STEP.SliderSingleStepSub,
    Qt.Key.Key_Down: _STEP.SliderSingleStepAdd,
    Qt.Key.Key_PageUp: _STEP.SliderPageStepSub,
    Qt.Key.Key_PageDown: _STEP.SliderPageStepAdd,
    Qt.Key.Key_Home: _STEP.SliderToMinimum,
    Qt.Key.Key_End: _STEP.SliderToMaximum,
}
_EDGE = 24  # px at scale 1 that stay free between the card and the window


class DialogSheet(Overlay):
    """A centred card: ``body`` takes what it is about, ``set_foot`` its buttons. Its body scrolls.

    Open it with ``open()``; ``dismiss()``, Esc and the cross close it; then it is deleted.
    """

    def __init__(
        self,
        over: QWidget,
        title: str,
        subtitle: str = "",
        *,
        icon: str | None = None,
        tone: str = "accent",
        width: float = 560,
    ) -> None:
        super().__init__(over)
        self._width = width
        self.setAccessibleName(title)
        self.title = Label(title, "h2", wrap=True)
        self.subtitle = Label(subtitle, "label", "text2", weight=400, wrap=True)
        if not subtitle:
            self.subtitle.hide()
        self.cross = IconButton("x", self.tr("Close"), "Esc")
        self.cross.clicked.connect(self._cross_pressed)
        self.tile = IconTile(icon or "info", tone, 40)
        if icon is None:
            self.tile.hide()
        self.body: QVBoxLayout = vbox(margins=(26, 22, 26, 22))
        self._content = boxed(self.body)
        self._scroll = ScrollArea(self._content)
        self._scroll.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Ignored)
        self._foot = vbox()
        self._foot_row: QWidget | None = None
        self._foot_line = Divider("pressed")  # a hairline would vanish on an overlay
        self._foot_line.hide()
        words = boxed(vbox(None, self.title, 2, self.subtitle, None))
        top = Qt.AlignmentFlag.AlignTop
        lead: tuple[Child, ...] = ((self.tile, 0, top), 14) if icon else ()
        self._head = boxed(
            hbox(*lead, (words, 1), 12, (self.cross, 0, top), margins=(26, 22, 16, 0))
        )
        self.card = _Card(self)
        self.follow(self.card, self._content)
        self.card.setLayout(vbox(self._head, (self._scroll, 1), self._foot_line, self._foot))

    def add(self, *children: Child) -> None:
        """Add ``children`` to the body: widgets, layouts, px as gaps, None as a stretch."""
        self.body.addWidget(boxed(vbox(*children)))

    def set_foot(self, *children: Child) -> None:
        """Show ``children`` in the foot from left to right; begin with None to push them to the end."""
        if self._foot_row is not None:
            self._foot.removeWidget(self._foot_row)
            self._foot_row.hide()
            self._foot_row.deleteLater()
        self._foot_row = boxed(hbox(*children, margins=(26, 12, 22, 14)))
        self._foot.addWidget(self._foot_row)
        self._foot_row.show()  # now, so that one of its buttons can take the focus
        self._foot_line.show()
        if self._is_open:
            self.place()

    def set_title(self, title: str, subtitle: str = "") -> None:
        """Say something else at the head."""
        self.title.setText(title)
        self.subtitle.setText(subtitle)
        self.subtitle.setVisible(bool(subtitle))
        self.setAccessibleName(title)

    def set_width(self, width: float) -> None:
        """Be ``width`` px (at scale 1) wide from now on."""
        self._width = width
        if self._is_open:
            self.place()

    def first_focus(self) -> QWidget | None:
        """Return the first stop of the body, else of the foot; the cross only where there is nothing."""
        stops = self.stops()
        others = [stop for stop in stops if stop is not self.cross]
        return next(iter(others or stops), None)

    def place(self) -> None:
        """Centre the card; it is as high as its content, at most as the window allows."""
        edge = theme().px(_EDGE)
        width = min(theme().px(self._width), self.width() - 2 * edge)
        body = _height(self._content, width)
        head = _height(self._head, width)
        foot = _height(self._foot_row, width) + 1 if self._foot_row is not None else 0
        height = min(head + body + foot, self.height() - 2 * edge)
        self.card.resize(width, height)
        self.card.move((self.width() - width) // 2, (self.height() - height) // 2)
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Scroll the body by the keys that nothing in it has taken."""
        action = _SCROLLS.get(event.key())
        if action is not None:
            self._scroll.verticalScrollBar().triggerAction(action)
            event.accept()
            return
        super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the scrim and the card's shadow."""
        painter = painter_of(self)
        strength = 0.24 if theme().scheme == "light" else 0.5
        painter.fillRect(self.rect(), theme().colour("shadow", strength))
        shadow(painter, self.card.geometry(), SHEET_RADIUS, depth=40, strength=0.07, drop=12)
        painter.end()

    def _cross_pressed(self) -> None:
        if self.may_close():
            self.dismiss()


def _height(widget: QWidget, width: int) -> int:
    wrapped = widget.heightForWidth(width) if widget.hasHeightForWidth() else 0
    return max(wrapped, widget.minimumSizeHint().height())


class _Card(QFrame):
    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_NoMousePropagation)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = painter_of(self)
        colour = theme().colour
        rounded(painter, self.rect(), SHEET_RADIUS, colour("overlay"), colour("hairline"))
        painter.end()
