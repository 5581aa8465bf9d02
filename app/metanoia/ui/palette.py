"""The command palette: type a few letters to go anywhere, find anything, do anything."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRectF,
    QSize,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QFontMetricsF, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QLineEdit,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from metanoia.ui.icons import paint_icon
from metanoia.ui.theme import theme
from metanoia.ui.widgets.card import Divider
from metanoia.ui.widgets.keycap import KeyCap, key_text
from metanoia.ui.widgets.label import Label
from metanoia.ui.widgets.layout import boxed, hbox, vbox
from metanoia.ui.widgets.marked import paint_marked, unmarked
from metanoia.ui.widgets.paint import painter_of, rounded, shadow
from metanoia.ui.widgets.painted_list import PaintedList
from metanoia.ui.widgets.tile import Icon

Index = QModelIndex | QPersistentModelIndex

DELAY: Final = 120  # ms of rest before entries are searched
_WIDTH: Final = 600
_TOP: Final = 108
_ROW: Final = 40
_HEAD: Final = 34
_MOST_HEIGHT: Final = 460


@dataclass(frozen=True, slots=True)
class Choice:
    """One row; with no ``action`` it is the head of a section. ``text`` may carry hit marks."""

    text: str
    action: object = None
    icon: str = ""
    tone: str = "text2"
    aside: str = ""
    keys: str = ""


class _Choices(QAbstractListModel):
    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.choices: list[Choice] = []

    def show(self, choices: list[Choice]) -> None:
        self.beginResetModel()
        self.choices = choices
        self.endResetModel()

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent and parent.isValid() else len(self.choices)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        choice = self.choices[index.row()]
        if role == Qt.ItemDataRole.UserRole:
            return choice
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return ", ".join(filter(None, (unmarked(choice.text), choice.aside)))
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        if self.choices[index.row()].action is None:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable


class _ChoicePainter(QStyledItemDelegate):
    def __init__(self, view: PaintedList) -> None:
        super().__init__(view)
        self._view = view

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        choice = index.data(Qt.ItemDataRole.UserRole)
        return QSize(0, theme().px(_ROW if choice.action else _HEAD))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        choice = index.data(Qt.ItemDataRole.UserRole)
        row = QRectF(option.rect)
        px, colour = theme().px, theme().colour
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if choice.action is None:
            words = row.adjusted(px(14), px(10), -px(14), 0)
            font = theme().font("caption", weight=600)
            paint_marked(painter, words, choice.text, font, colour("text3"))
            painter.restore()
            return
        current = index.row() == self._view.currentIndex().row()
        if current:
            rounded(painter, row, 8, colour("row_overlay"))
        side = px(18)
        top = row.top() + (row.height() - side) / 2
        icon = QRectF(row.left() + px(14), top, side, side)
        paint_icon(painter, choice.icon, icon, choice.tone)
        right = self._paint_key(painter, row, choice, current)
        words = QRectF(row.left() + px(45), row.top(), right - row.left() - px(45), row.height())
        font = theme().font("body", weight=500 if current else 400)
        small = theme().font("caption")
        room = QFontMetricsF(small).horizontalAdvance(choice.aside) + px(10) if choice.aside else 0
        text = words.adjusted(0, 0, -room, 0)
        width = paint_marked(painter, text, choice.text, font, colour("text"))
        aside = words.adjusted(width + px(10), 0, 0, 0)
        paint_marked(painter, aside, choice.aside, small, colour("text3"))
        painter.restore()

    def _paint_key(self, painter: QPainter, row: QRectF, choice: Choice, current: bool) -> float:
        keys = choice.keys or ("Return" if current else "")
        right = row.right() - theme().px(12)
        if not keys:
            return right
        text = self.tr("Enter") if keys == "Return" else key_text(keys)
        painter.setFont(theme().font("micro", weight=500))
        width = painter.fontMetrics().horizontalAdvance(text) + theme().px(14)
        height = theme().px(22)
        cap = QRectF(right - width, row.top() + (row.height() - height) / 2, width, height)
        rounded(painter, cap, 5, theme().colour("card"), theme().colour("hairline"))
        painter.setPen(theme().colour("text2"))
        painter.drawText(cap, Qt.AlignmentFlag.AlignCenter, text)
        return cap.left() - theme().px(10)


class CommandPalette(QWidget):
    """Lies over the whole window; ``asked`` says what was typed, ``chosen`` the action taken."""

    asked = Signal(str)
    chosen = Signal(object)
    closed = Signal()

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._before = window.window().focusWidget()
        self.field = QLineEdit()
        self.field.setFrame(False)
        self.field.setPlaceholderText(self.tr("Search, go to a page, or do something"))
        self.field.setAccessibleName(self.tr("Search or jump"))
        self._model = _Choices(self)
        self.list = PaintedList(self.tr("What was found"))
        self._painter = _ChoicePainter(self.list)
        self._nothing = Label(self.tr("Nothing found. Try fewer letters."), "body", "text3")
        self._box = _Box(self)
        self._rest = QTimer(self, singleShot=True, interval=DELAY)
        self._set_up_list()
        self._lay_out()
        self.field.textEdited.connect(self._typed)
        self.field.installEventFilter(self)
        self._rest.timeout.connect(self._ask)
        self.list.clicked.connect(self._take)
        window.installEventFilter(self)
        theme().changed.connect(self._restyle)
        self._restyle()
        self.setGeometry(window.rect())
        self.show()
        self.raise_()
        self.field.setFocus(Qt.FocusReason.PopupFocusReason)

    def show_choices(self, choices: list[Choice]) -> None:
        """Show rows for what was typed; the first that does something is current."""
        self._model.show(choices)
        for row in range(len(choices)):
            self.list.setRowHeight(row, theme().px(_ROW if choices[row].action else _HEAD))
        self._nothing.setVisible(not choices)
        self.list.setVisible(bool(choices))
        self._step(0, 1)
        self._place()
        self.list.scrollToTop()

    def close_palette(self) -> None:
        """Go away and give the focus back to where it was."""
        self._window.removeEventFilter(self)
        self.hide()
        if self._before is not None:
            self._before.setFocus(Qt.FocusReason.OtherFocusReason)
        self.closed.emit()
        self.deleteLater()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the window's size; move through the rows with the field's keys."""
        if event.type() == QEvent.Type.Resize and watched is self._window:
            self.setGeometry(self._window.rect())
        if watched is self.field and isinstance(event, QKeyEvent):
            return event.type() == QEvent.Type.KeyPress and self._key(event.key())
        return False

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the scrim and the box's shadow."""
        painter = painter_of(self)
        strength = 0.24 if theme().scheme == "light" else 0.5
        painter.fillRect(self.rect(), theme().colour("shadow", strength))
        shadow(painter, self._box.geometry(), 14, depth=36, drop=14)
        painter.end()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Close on a click beside the box."""
        if not self._box.geometry().contains(event.position().toPoint()):
            self.close_palette()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the box in place."""
        self._place()

    def _key(self, key: int) -> bool:
        if key == Qt.Key.Key_Escape:
            self.close_palette()
        elif key in (Qt.Key.Key_Down, Qt.Key.Key_Tab):
            self._step(self.list.currentIndex().row() + 1, 1)
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Backtab):
            self._step(self.list.currentIndex().row() - 1, -1)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if self._rest.isActive():
                self._rest.stop()
                self._ask()
            self._take(self.list.currentIndex())
        else:
            return False
        return True

    def _step(self, row: int, by: int) -> None:
        rows = len(self._model.choices)
        for _ in range(rows):
            row %= rows
            if self._model.choices[row].action is not None:
                self.list.setCurrentIndex(self._model.index(row, 0))
                self.list.viewport().update()
                return
            row += by

    def _typed(self) -> None:
        self._rest.start()

    def _ask(self) -> None:
        self.asked.emit(self.field.text())

    def _take(self, index: Index) -> None:
        if index.isValid() and (action := self._model.choices[index.row()].action) is not None:
            self.close_palette()
            self.chosen.emit(action)

    def _set_up_list(self) -> None:
        view = self.list
        view.setModel(self._model)
        view.setItemDelegate(self._painter)
        view.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def _lay_out(self) -> None:
        esc = KeyCap(self.tr("Esc"))
        row = hbox(Icon("search", 19, "text3"), 13, (self.field, 1), esc, margins=(18, 0, 16, 0))
        self._found = boxed(vbox(self.list, self._nothing, margins=(8, 4, 8, 10)))
        self._column = vbox(boxed(row), Divider(), self._found)
        self._box.setLayout(self._column)

    def _place(self) -> None:
        width = min(theme().px(_WIDTH), self.width() - theme().px(32))
        rows = sum(self.list.rowHeight(row) for row in range(len(self._model.choices)))
        top = min(theme().px(_TOP), self.height() // 8)
        most = min(theme().px(_MOST_HEIGHT), self.height() - top - theme().px(110))
        self.list.setFixedHeight(max(0, min(rows, most)))
        self._nothing.setFixedHeight(theme().px(_ROW))
        self._box.setFixedWidth(width)
        self._found.updateGeometry()  # or the box would hear of the list's height an event later
        self._column.activate()
        self._box.setFixedHeight(self._box.sizeHint().height())
        self._box.move((self.width() - width) // 2, top)
        self.update()

    def _restyle(self) -> None:
        self.field.setFont(theme().font("body", size=17))
        self.field.setFixedHeight(theme().px(52))
        palette = self.field.palette()
        palette.setColor(palette.ColorRole.Base, theme().colour("overlay"))
        self.field.setPalette(palette)


class _Box(QFrame):
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = painter_of(self)
        colour = theme().colour
        rounded(painter, self.rect(), 14, colour("overlay"), colour("hairline"))
        painter.end()
