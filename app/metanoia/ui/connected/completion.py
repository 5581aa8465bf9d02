"""Completing a name while it is typed after two brackets, without leaving the text."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QKeyEvent,
    QPaintEvent,
    QTextCursor,
)
from PySide6.QtWidgets import QFrame, QTextEdit, QWidget

from metanoia.text.names import as_name, begun
from metanoia.ui.connected.offers import Offers
from metanoia.ui.theme import CARD_RADIUS, theme
from metanoia.ui.widgets.layout import vbox
from metanoia.ui.widgets.paint import painter_of, rounded

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from metanoia.ui.connected.things import Thing

REST: Final = 60  # ms after a key until names are looked for
_WIDTH: Final = 360  # px at scale 1
_AWAY: Final = 6
_TAKING: Final = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab)


class NameCompletion(QObject):
    """Watches one editor; ``taken`` carries the Thing whose name was put into the text.

    ``offer`` returns what fits what is typed; the list lies ``over`` a widget around the editor. Up and
    Down choose, Enter and Tab take, Esc goes away until another name is begun.
    """

    taken = Signal(object)

    def __init__(
        self, editor: QTextEdit, over: QWidget, offer: Callable[[str], Sequence[Thing]]
    ) -> None:
        super().__init__(editor)
        self._editor = editor
        self._over = over
        self._offer = offer
        self._list: _List | None = None
        self._put_away: int | None = None  # where the name begins that nothing is offered for
        self._rest = QTimer(self, singleShot=True, interval=REST)
        self._rest.timeout.connect(self.look)
        editor.textChanged.connect(self._rest.start)
        editor.cursorPositionChanged.connect(self._moved)
        editor.verticalScrollBar().valueChanged.connect(self.go)
        editor.installEventFilter(self)

    @property
    def rows(self) -> list[str]:
        """The names that are offered at the moment."""
        shown = self._list is not None and not self._list.isHidden()
        return [row.thing.name for row in self._list.offers.rows] if self._list and shown else []

    def look(self) -> None:
        """Offer names that fit what stands before the caret, nothing where no name is begun."""
        self._rest.stop()
        found = self._begun()
        if found is None or not self._editor.hasFocus():
            self.go()
            return
        start, typed = found
        things = self._offer(typed) if start != self._put_away else ()
        if not things:
            self.go()
            return
        if self._list is None:
            self._list = _List(self._over, self.tr("Names"))
            self._list.offers.taken.connect(self._take)
        self._list.offers.show_things(things)
        self._place(start)
        self._say()

    def go(self) -> None:
        """Offer nothing any more."""
        if self._list is not None:
            self._list.hide()
            self._list.offers.show_things(())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Choose and take by keys of the editor while something is offered; go when it is left."""
        kind = event.type()
        if kind in (QEvent.Type.FocusOut, QEvent.Type.Hide, QEvent.Type.Resize):
            self.go()
        if kind != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        if event.key() in _TAKING and self._rest.isActive():
            self.look()  # what was typed last counts
        if self._list is None or self._list.isHidden():
            return False
        if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            return False
        return self._key(event.key())

    def _key(self, key: int) -> bool:
        if self._list is None:
            return False
        if key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self._list.offers.step(1 if key == Qt.Key.Key_Down else -1)
            self._say()
            return True
        if key in _TAKING:
            return self._list.offers.take()
        if key == Qt.Key.Key_Escape:
            found = self._begun()
            self._put_away = found[0] if found else None
            self.go()
            return True
        return False

    def _begun(self) -> tuple[int, str] | None:
        """Return where the brackets of the name stand that the caret is in, and what is typed of it."""
        cursor = self._editor.textCursor()
        if cursor.hasSelection():
            return None
        line = cursor.block().text()
        if "[[" not in line:
            return None
        before = line.encode("utf-16-le", "surrogatepass")[: 2 * cursor.positionInBlock()]
        typed = begun(before.decode("utf-16-le", "surrogatepass"))
        if typed is None:
            return None
        length = len(typed.encode("utf-16-le", "surrogatepass")) // 2
        return cursor.position() - length - 2, typed

    def _moved(self) -> None:
        found = self._begun()
        if found is None:
            self._put_away = None
            self.go()
        elif self._list is not None and not self._list.isHidden():
            self._rest.start()

    def _take(self, thing: Thing) -> None:
        found = self._begun()
        self.go()
        if found is None:
            return
        cursor = self._editor.textCursor()
        end = cursor.position()
        line = cursor.block().text().encode("utf-16-le", "surrogatepass")
        rest = line[2 * cursor.positionInBlock() :].decode("utf-16-le", "surrogatepass")
        cursor.setPosition(found[0])
        cursor.setPosition(
            end + (2 if rest.startswith("]]") else 0), QTextCursor.MoveMode.KeepAnchor
        )
        cursor.insertText(f"[[{as_name(thing.name)}]]")
        self._editor.setTextCursor(cursor)
        self._rest.stop()
        self.taken.emit(thing)

    def _place(self, start: int) -> None:
        if self._list is None:
            return
        over = self._over
        cursor = self._editor.textCursor()
        cursor.setPosition(start)
        line = self._editor.cursorRect(cursor)
        width = min(theme().px(_WIDTH), over.width() - 2 * _AWAY)
        height = self._list.height_for(width)
        self._list.resize(width, height)
        corner = self._editor.viewport().mapTo(over, QPoint(line.left(), line.bottom() + _AWAY))
        if corner.y() + height > over.height() - _AWAY:
            above = self._editor.viewport().mapTo(over, QPoint(line.left(), line.top() - _AWAY))
            corner.setY(max(_AWAY, above.y() - height))
        corner.setX(max(_AWAY, min(corner.x(), over.width() - self._list.width() - _AWAY)))
        self._list.move(corner)
        self._list.show()
        self._list.raise_()

    def _say(self) -> None:
        row = self._list.offers.current if self._list is not None else None
        if row is not None:
            said = QAccessibleAnnouncementEvent(self._editor, row.accessibleName())
            QAccessible.updateAccessibility(said)


class _List(QFrame):
    """The card below the line that is written."""

    def __init__(self, over: QWidget, name: str) -> None:
        super().__init__(over)
        self.offers = Offers()
        self._column = vbox(self.offers, margins=(6, 6, 6, 6))
        self.setLayout(self._column)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_NoMousePropagation)
        self.setAccessibleName(name)
        self.hide()

    def height_for(self, width: int) -> int:
        """Return the height in px of all rows."""
        self.offers.updateGeometry()
        self._column.activate()
        if self._column.hasHeightForWidth():
            return self._column.totalHeightForWidth(width)
        return self._column.totalSizeHint().height()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = painter_of(self)
        colour = theme().colour
        rounded(painter, self.rect(), CARD_RADIUS, colour("overlay"), colour("hairline"))
        painter.end()
