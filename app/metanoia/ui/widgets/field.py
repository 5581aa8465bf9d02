"""Fields to type in: one line, a passphrase, several lines."""

from __future__ import annotations

from typing import Final, Literal

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QResizeEvent,
)
from PySide6.QtWidgets import QLineEdit, QSizePolicy, QWidget

from metanoia.ui.icons import paint_icon
from metanoia.ui.theme import RADIUS, theme
from metanoia.ui.widgets.button import IconButton
from metanoia.ui.widgets.paint import painter_of, rounded

_HEIGHTS: Final = {"s": 32, "m": 38, "l": 44}
_TEXT: Final = {"s": 13, "m": 14, "l": 16}
_BULLET: Final = 8226  # the default is far too large in Inter


def paint_field(painter: QPainter, widget: QWidget, radius: float, *, wrong: bool = False) -> None:
    """Paint the ground and outline of a field: thicker in focus, red where ``wrong``."""
    colour = theme().colour
    if not widget.isEnabled():
        rounded(painter, widget.rect(), radius, colour("sunken"), colour("hairline"))
        return
    focus = widget.hasFocus()
    token = "danger" if wrong else "focus" if focus else "border"
    if widget.underMouse() and token == "border":
        token = "text3"
    width = 2 if focus or wrong else 1
    rounded(painter, widget.rect(), radius, colour("card"), colour(token), width)


class LineField(QLineEdit):
    """One line to type; with an icon before it and, if ``clearable``, a cross that empties it."""

    def __init__(
        self,
        placeholder: str = "",
        *,
        name: str | None = None,
        size: Literal["s", "m", "l"] = "m",
        icon: str | None = None,
        clearable: bool = False,
        text: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(text, parent)
        self._size = size
        self._icon = icon
        self._wrong = False
        self._buttons: list[IconButton] = []
        self.setPlaceholderText(placeholder)
        self.setAccessibleName(name or placeholder)
        self.setFrame(False)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        if clearable:
            self._cross = self.add_button("x", self.tr("Clear"))
            self._cross.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # select all and Delete do the same
            self._cross.setVisible(bool(text))
            self._cross.clicked.connect(self.clear)
            self.textChanged.connect(self._show_cross)
        self._restyle()
        theme().changed.connect(self._restyle)

    def add_button(self, icon: str, name: str, key: str = "") -> IconButton:
        """Put a small button at the end of the field and return it."""
        button = IconButton(icon, name, key, token="text3", parent=self)
        self._buttons.append(button)
        self._place_buttons()
        return button

    def set_wrong(self, wrong: bool) -> None:
        """Outline the field as wrong, or as right again; say why in words beside it."""
        self._wrong = wrong
        self.update()

    def sizeHint(self) -> QSize:
        """Return a comfortable width and the height of the field."""
        return QSize(theme().px(200), theme().px(_HEIGHTS[self._size]))

    def minimumSizeHint(self) -> QSize:
        """Return the width of a few letters and the height of the field."""
        return QSize(theme().px(80), theme().px(_HEIGHTS[self._size]))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint ground, outline and icon, and let Qt paint the text upon them."""
        painter = painter_of(self)
        paint_field(painter, self, 9 if self._size == "l" else RADIUS, wrong=self._wrong)
        if self._icon:
            side = theme().px(16)
            box = QRectF(theme().px(11), (self.height() - side) / 2, side, side)
            paint_icon(painter, self._icon, box, "text3" if self.isEnabled() else "disabled")
        painter.end()
        super().paintEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Type, but nothing that was pressed on one of the buttons."""
        if any(button.hasFocus() for button in self._buttons):
            event.ignore()
            return
        super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the buttons at the end."""
        super().resizeEvent(event)
        self._place_buttons()

    def _place_buttons(self) -> None:
        px = theme().px
        side = px(_HEIGHTS[self._size]) - px(10)
        right = self.width() - px(5)
        for button in self._buttons:
            if button.isHidden():
                continue
            right -= side
            button.setFixedSize(side, side)
            button.move(right, (self.height() - side) // 2)
        left = px(11 + 16 + 9 - 2) if self._icon else px(12 if self._size == "l" else 10)
        end = self.width() - right if any(not b.isHidden() for b in self._buttons) else px(10)
        self.setTextMargins(left, 0, end, 0)

    @Slot(str)
    def _show_cross(self, text: str) -> None:
        self._cross.setVisible(bool(text))
        self._place_buttons()

    @Slot()
    def _restyle(self) -> None:
        self.setFont(theme().font("body", size=_TEXT[self._size]))
        self.setFixedHeight(theme().px(_HEIGHTS[self._size]))
        palette = QPalette(theme().palette())
        palette.setColor(QPalette.ColorRole.Base, QColor(0, 0, 0, 0))
        self.setPalette(palette)
        self._place_buttons()
        self.update()


class PassphraseField(LineField):
    """A line whose letters are hidden until its eye is pressed; tells when Caps Lock seems on."""

    caps_lock = Signal(bool)

    def __init__(
        self,
        placeholder: str = "",
        *,
        name: str | None = None,
        size: Literal["s", "m", "l"] = "l",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(placeholder, name=name, size=size, parent=parent)
        self._caps = False
        self.setStyleSheet(
            f"QLineEdit {{ lineedit-password-character: {_BULLET};"
            " background: transparent; border: none; padding: 0; }"
        )
        self.setEchoMode(QLineEdit.EchoMode.Password)
        self.setInputMethodHints(
            Qt.InputMethodHint.ImhHiddenText
            | Qt.InputMethodHint.ImhSensitiveData
            | Qt.InputMethodHint.ImhNoPredictiveText
            | Qt.InputMethodHint.ImhNoAutoUppercase
        )
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self.eye = self.add_button("eye", self.tr("Show passphrase"))
        self.eye.clicked.connect(self._turn)

    def show_letters(self, shown: bool) -> None:
        """Show the letters, or bullets for them."""
        mode = QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password
        self.setEchoMode(mode)
        self.eye.set_icon("eye-off" if shown else "eye")
        self.eye.rename(self.tr("Hide passphrase") if shown else self.tr("Show passphrase"))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Guess at Caps Lock from a letter whose case does not fit Shift."""
        letter = event.text()
        if letter.isalpha() and letter.lower() != letter.upper():
            shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self._set_caps(letter.isupper() != shift)
        elif event.key() == Qt.Key.Key_CapsLock:
            self._set_caps(False)
        super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Take the hint away where nothing is typed."""
        self._set_caps(False)
        super().focusOutEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Hide the letters again when the field is switched off."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.EnabledChange and not self.isEnabled():
            self.show_letters(False)

    @Slot()
    def _turn(self) -> None:
        self.show_letters(self.echoMode() == QLineEdit.EchoMode.Password)
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def _set_caps(self, on: bool) -> None:
        if on != self._caps:
            self._caps = on
            self.caps_lock.emit(on)
