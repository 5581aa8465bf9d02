"""A small bar beside words that were just selected: the four kinds of comment."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPaintEvent, QTextCursor
from PySide6.QtWidgets import QFrame, QWidget

from metanoia.ui.pages.desk.kinds import LOOKS
from metanoia.ui.theme import theme
from metanoia.ui.widgets.annotated import Annotated
from metanoia.ui.widgets.button import Button
from metanoia.ui.widgets.layout import hbox
from metanoia.ui.widgets.paint import painter_of, rounded, shadow

_AWAY: Final = 6
_SHADE: Final = 12
_RADIUS: Final = 10


class CommentBar(QFrame):
    """``kind_asked`` carries the letter of a kind for ``passage``, the words it lies beside.

    It comes when the mouse lets go of a selection, or by ``ask``; it goes as the words are let go.
    """

    kind_asked = Signal(str)

    def __init__(self, reading: Annotated, host: QWidget) -> None:
        super().__init__(host)
        self._reading = reading
        self._host = host
        self._viewport = reading.viewport()
        self._held = False
        self.quiet = False
        self.passage: tuple[str, int, int] | None = None
        self.setAccessibleName(self.tr("Comment on the selected words"))
        self.buttons = tuple(
            Button(one.words(), "ghost", one.icon, "s", hint=one.letter.upper(), token=f"{one.tone}_text")
            for one in LOOKS
        )  # fmt: skip
        edge = _SHADE + 4
        self.setLayout(hbox(*self.buttons, gap=1, margins=(edge, edge, edge, edge)))
        for look, button in zip(LOOKS, self.buttons, strict=True):
            button.setObjectName(look.letter)
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the words stay selected
            button.installEventFilter(self)
            button.clicked.connect(self._pressed)
        self.hide()
        reading.installEventFilter(self)
        self._viewport.installEventFilter(self)
        reading.verticalScrollBar().valueChanged.connect(self.go)
        reading.selectionChanged.connect(self._selected)
        theme().changed.connect(self.go)

    def ask(self) -> bool:
        """Come for the selected words and take the keyboard; say whether there are any."""
        if not self._come():
            return False
        self._held = True
        self.buttons[0].setFocus(Qt.FocusReason.ShortcutFocusReason)
        return True

    @Slot()
    def go(self) -> None:
        """Go away; the keyboard goes back to the text if the bar had it."""
        if self.isHidden():
            return
        self.hide()
        if self._held:
            self._held = False
            self._reading.setFocus(Qt.FocusReason.OtherFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Come when the mouse lets go of a selection; go with Esc and another press."""
        kind = event.type()
        if watched is self._viewport and isinstance(event, QMouseEvent):
            left = event.button() == Qt.MouseButton.LeftButton
            if left and kind == QEvent.Type.MouseButtonRelease and not self.quiet:
                QTimer.singleShot(0, self, self._come)
            elif kind == QEvent.Type.MouseButtonPress:
                self.go()
        elif kind == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and not self.isHidden():
            return self._key(event, on_bar=watched is not self._reading)
        return False

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the bar and its shadow."""
        painter = painter_of(self)
        box = self.rect().adjusted(_SHADE, _SHADE, -_SHADE, -_SHADE)
        shadow(painter, box, _RADIUS, depth=_SHADE, strength=0.16, drop=2)
        rounded(painter, box, _RADIUS, theme().colour("overlay"), theme().colour("hairline"))
        painter.end()

    def _key(self, event: QKeyEvent, *, on_bar: bool) -> bool:
        if event.key() == Qt.Key.Key_Escape:
            self.go()
            return True
        if not on_bar:
            return False
        letter = event.text().casefold()
        if any(look.letter == letter for look in LOOKS):
            self._give(letter)
            return True
        steps = {Qt.Key.Key_Right: 1, Qt.Key.Key_Tab: 1, Qt.Key.Key_Left: -1, Qt.Key.Key_Backtab: -1}  # fmt: skip
        step = steps.get(Qt.Key(event.key()))
        if step is None:
            return False
        at = next((n for n, one in enumerate(self.buttons) if one.hasFocus()), 0)
        self.buttons[(at + step) % len(self.buttons)].setFocus(Qt.FocusReason.TabFocusReason)
        return True

    def _give(self, letter: str) -> None:
        self._held = False
        self.hide()
        self.kind_asked.emit(letter)

    @Slot()
    def _pressed(self) -> None:
        self._give(self.sender().objectName())

    @Slot()
    def _selected(self) -> None:
        if not self._reading.textCursor().hasSelection():
            self._held = False
            self.hide()

    @Slot()
    def _come(self) -> bool:
        self.passage = None if self.quiet else self._reading.chosen_passage()
        if self.passage is None:
            return False
        place = self._place(self._reading.textCursor())
        self.move(place)
        self.show()
        self.raise_()
        return True

    def _place(self, cursor: QTextCursor) -> QPoint:
        """Return where the bar lies above the words, else below them."""
        size = self.sizeHint()
        self.resize(size)
        first, last = QTextCursor(cursor), QTextCursor(cursor)
        first.setPosition(cursor.selectionStart())
        last.setPosition(cursor.selectionEnd())
        begin, end = self._reading.cursorRect(first), self._reading.cursorRect(last)
        origin = self._viewport.mapTo(self._host, QPoint(0, 0))
        above = max(begin.top(), 0) - _AWAY - size.height() + _SHADE + origin.y()
        if above + _SHADE < 0:
            above = min(end.bottom(), self._viewport.height()) + _AWAY - _SHADE + origin.y()
        middle = (begin.left() + end.left()) // 2 if begin.top() == end.top() else begin.left()
        left = middle + origin.x() - size.width() // 2
        return QPoint(max(-_SHADE, min(left, self._host.width() - size.width() + _SHADE)), above)
