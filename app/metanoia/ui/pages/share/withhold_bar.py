"""A small bar beside words that were selected in what leaves: from whom to withhold them."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPaintEvent
from PySide6.QtWidgets import QFrame, QWidget

from metanoia.ui.theme import theme
from metanoia.ui.widgets.button import Button
from metanoia.ui.widgets.layout import hbox
from metanoia.ui.widgets.paint import painter_of, rounded, shadow
from metanoia.ui.widgets.reading import Reading

_AWAY: Final = 4  # px between the words and the bar
_SHADE: Final = 12  # px around the bar in which its shadow lies
_RADIUS: Final = 10
_LONG: Final = 28  # signs of a name on a button
_STEPS: Final = {
    Qt.Key.Key_Right: 1, Qt.Key.Key_Tab: 1, Qt.Key.Key_Left: -1, Qt.Key.Key_Backtab: -1,
}  # fmt: skip


class WithholdBar(QFrame):
    """Comes when the mouse lets go of words in ``reading``, and by ``ask``; lies over ``host``.

    ``asked`` says whether they are to be withheld from everybody, or only from whom it is for.
    """

    asked = Signal(bool)

    def __init__(self, reading: Reading, host: QWidget) -> None:
        super().__init__(host)
        self._reading = reading
        self._host = host
        self._viewport = reading.viewport()
        self._came_by_key = False
        self._following = QTimer(self, singleShot=True, interval=0)
        self._following.timeout.connect(self._place_again)
        self.setAccessibleName(self.tr("For the selected words"))
        self.one = Button("", "soft", "eye-off", "s")
        self.everybody = Button(self.tr("Withhold from everybody"), "ghost", None, "s")
        edge = _SHADE + 4
        self.setLayout(hbox(self.one, 4, self.everybody, margins=(edge, edge, edge, edge)))
        for button in (self.one, self.everybody):
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the words stay selected and in focus
            button.installEventFilter(self)
        self.one.clicked.connect(self._one)
        self.everybody.clicked.connect(self._everybody)
        reading.installEventFilter(self)
        self._viewport.installEventFilter(self)
        reading.verticalScrollBar().valueChanged.connect(self._scrolled)
        theme().changed.connect(self._follow)
        self.show_reader("")
        self.hide()

    def show_reader(self, name: str) -> None:
        """Offer to withhold from ``name`` and nobody else; "": there is nobody that it could be."""
        self.one.setText(self.tr("Withhold from {}").format(_short(name)))
        self.one.setVisible(bool(name))

    def ask(self) -> bool:
        """Come for the selected words and take the keyboard; False if none are selected."""
        if not self._come():
            return False
        self._came_by_key = True
        self._buttons()[0].setFocus(Qt.FocusReason.ShortcutFocusReason)
        return True

    @Slot()
    def go(self) -> None:
        """Go away; the keyboard goes back to the text if the bar had it."""
        if self.isHidden():
            return
        self.hide()
        if self._came_by_key:
            self._came_by_key = False
            self._reading.setFocus(Qt.FocusReason.OtherFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Come when the mouse lets go of words; go with keys, with scrolling and with the focus."""
        kind = event.type()
        if watched is self._viewport:
            if isinstance(event, QMouseEvent) and kind == QEvent.Type.MouseButtonRelease:
                QTimer.singleShot(0, self, self._come)  # once the view knows what is selected
            elif kind == QEvent.Type.MouseButtonPress:
                self.go()
            elif kind == QEvent.Type.Resize:
                self._follow()
        elif watched is self._reading:
            if kind == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
                shown = not self.isHidden()
                self.go()
                return shown and event.key() == Qt.Key.Key_Escape
            if kind in (QEvent.Type.FocusOut, QEvent.Type.Hide) and not self._came_by_key:
                self.hide()
        elif kind == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._key_on_bar(event)
        return False

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the bar and its shadow."""
        painter = painter_of(self)
        box = self.rect().adjusted(_SHADE, _SHADE, -_SHADE, -_SHADE)
        shadow(painter, box, _RADIUS, depth=_SHADE, strength=0.16, drop=2)
        rounded(painter, box, _RADIUS, theme().colour("overlay"), theme().colour("hairline"))
        painter.end()

    @Slot()
    def _scrolled(self) -> None:
        if self._reading.isVisible() and not self._following.isActive():
            self.go()

    @Slot()
    def _follow(self) -> None:
        """Stay beside the words while the window or the look changes."""
        if not self.isHidden():
            self._following.start()

    @Slot()
    def _place_again(self) -> None:
        if self._reading.chosen() is None:
            self.go()
        else:
            self.move(self._place())

    def _buttons(self) -> list[Button]:
        return [one for one in (self.one, self.everybody) if not one.isHidden()]

    @Slot()
    def _come(self) -> bool:
        if self._reading.chosen() is None:
            return False
        self.move(self._place())
        self.show()
        self.raise_()
        return True

    def _place(self) -> QPoint:
        """Return a place above the words, else below them, within the host."""
        size = self.sizeHint()
        self.resize(size)
        cursor = self._reading.textCursor()
        first, last = cursor, cursor
        first.setPosition(cursor.selectionStart())
        top = self._reading.cursorRect(first)
        last = self._reading.textCursor()
        last.setPosition(last.selectionEnd())
        end = self._reading.cursorRect(last)
        origin = self._viewport.mapTo(self._host, QPoint(0, 0))
        above = origin.y() + max(top.top(), 0) - _AWAY - size.height() + _SHADE
        if above + _SHADE < 0:
            above = origin.y() + min(end.bottom(), self._viewport.height()) + _AWAY - _SHADE
        lowest = self._host.height() - size.height() + _SHADE
        left = origin.x() + top.left() - _SHADE
        left = max(-_SHADE, min(left, self._host.width() - size.width() + _SHADE))
        return QPoint(left, min(above, lowest))

    def _key_on_bar(self, event: QKeyEvent) -> bool:
        if event.key() == Qt.Key.Key_Escape:
            self.go()
            return True
        step = _STEPS.get(Qt.Key(event.key()))
        if step is None:
            return False
        buttons = self._buttons()
        at = next((n for n, one in enumerate(buttons) if one.hasFocus()), 0)
        buttons[(at + step) % len(buttons)].setFocus(Qt.FocusReason.TabFocusReason)
        return True

    @Slot()
    def _one(self) -> None:
        self.go()
        self.asked.emit(False)

    @Slot()
    def _everybody(self) -> None:
        self.go()
        self.asked.emit(True)


def _short(name: str) -> str:
    """Return a name as it fits on a button; a circle may be called anything."""
    return name if len(name) <= _LONG else name[: _LONG - 1].rstrip() + "…"
