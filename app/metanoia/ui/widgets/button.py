"""Buttons with words, and square ones with an icon alone."""

from __future__ import annotations

import math
from typing import Final, Literal, NamedTuple

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from metanoia.ui.icons import paint_icon
from metanoia.ui.theme import RADIUS, theme
from metanoia.ui.widgets.focus import paint_ring
from metanoia.ui.widgets.paint import blend, painter_of, rounded
from metanoia.ui.widgets.pressable import Pressable, describe

Kind = Literal["primary", "soft", "outline", "ghost", "danger"]
Size = Literal["s", "m", "l"]


class _Measure(NamedTuple):
    """Height, side padding, text and icon size in px at scale 1."""

    height: int
    padding: int
    text: int
    icon: int


_MEASURES: Final[dict[Size, _Measure]] = {
    "s": _Measure(30, 10, 13, 15),
    "m": _Measure(36, 14, 13, 16),
    "l": _Measure(44, 20, 14, 18),
}
_GAP: Final = 7
_HINT_GAP: Final = 8


class Button(Pressable):
    """A button of one kind and size, with an optional icon before and key hint after its words."""

    def __init__(
        self,
        text: str = "",
        kind: Kind = "outline",
        icon: str | None = None,
        size: Size = "m",
        *,
        hint: str | None = None,
        name: str | None = None,
        checkable: bool = False,
        token: str | None = None,
        parent: QWidget | None = None,
    ) -> None:
        self.kind: Kind = kind
        self._icon = icon
        self._size: Size = size
        self._hint = hint
        self._token = token
        super().__init__(text, parent)
        self.setCheckable(checkable)
        if name:
            self.setAccessibleName(name)

    def set_kind(self, kind: Kind) -> None:
        """Show the button as another kind."""
        self.kind = kind
        self._restyle()

    def set_icon(self, icon: str | None) -> None:
        """Show another icon, or none."""
        self._icon = icon
        self._restyle()

    def sizeHint(self) -> QSize:
        """Return the size that holds icon, words and key hint."""
        measure = _MEASURES[self._size]
        height = theme().px(measure.height)
        if not self.text():
            return QSize(height, height)
        width = self._content_width() + 2 * theme().px(measure.padding)
        return QSize(math.ceil(width), height)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint ground, content and ring."""
        painter = painter_of(self)
        ground, outline, ink = self._colours()
        rounded(painter, self.rect(), RADIUS, ground, outline)
        self._paint_content(painter, ink)
        if self.ring_shown():
            inset = "on_accent" if self.kind == "primary" else None
            paint_ring(painter, self.rect(), RADIUS, inset=inset)
        painter.end()

    def _font(self) -> QFont:
        weight = 600 if self.kind == "primary" else 500
        return theme().font("label", weight=weight, size=_MEASURES[self._size].text)

    def _content_width(self) -> float:
        width = QFontMetricsF(self._font()).horizontalAdvance(self.text())
        if self._icon:
            width += theme().px(_MEASURES[self._size].icon) + theme().px(_GAP) * bool(self.text())
        if self._hint:
            hint = QFontMetricsF(theme().font("micro", weight=500))
            width += theme().px(_HINT_GAP) + hint.horizontalAdvance(self._hint)
        return width

    def _colours(self) -> tuple[QColor | None, QColor | None, str]:
        """Return ground, outline and the token of the ink for the state of the moment."""
        colour = theme().colour
        if not self.isEnabled():
            ghost = self.kind == "ghost"
            return (
                None if ghost else colour("sunken"),
                None if ghost else colour("hairline"),
                "disabled",
            )
        if self.kind == "primary":
            return self._ground("accent", "accent_hover", "accent_pressed"), None, "on_accent"
        if self.kind == "soft":
            return self._ground("accent_soft", "selected", "pressed"), None, "accent_text"
        if self.kind == "danger":
            return self._ground("danger_soft", "pressed", "pressed", 0.25), None, "danger_text"
        if self.isChecked():
            return colour("selected"), None, "accent_text"
        if self.kind == "outline":
            return self._ground("card", "hover", "pressed"), colour("hairline"), "text"
        ground = colour("pressed") if self.isDown() else colour("hover", self.hover)
        return ground, None, "text2"

    def _ground(self, rest: str, hovered: str, pressed: str, most: float = 1.0) -> QColor:
        colour = theme().colour
        if self.isDown():
            return blend(colour(rest), colour(pressed), max(most, 0.5))
        return blend(colour(rest), colour(hovered), self.hover * most)

    def _paint_content(self, painter: QPainter, ink: str) -> None:
        measure = _MEASURES[self._size]
        x = (self.width() - self._content_width()) / 2
        if self._icon:
            side = theme().px(measure.icon)
            box = QRectF(x, (self.height() - side) / 2, side, side)
            paint_icon(painter, self._icon, box, self._icon_token(ink))
            x += side + theme().px(_GAP)
        font = self._font()
        painter.setFont(font)
        painter.setPen(theme().colour(ink))
        width = QFontMetricsF(font).horizontalAdvance(self.text())
        painter.drawText(
            QRectF(x, 0, width + 2, self.height()), Qt.AlignmentFlag.AlignVCenter, self.text()
        )
        if self._hint:
            painter.setFont(theme().font("micro", weight=500))
            painter.setPen(theme().colour(ink if self.kind == "primary" else "text3"))
            rest = QRectF(x + width + theme().px(_HINT_GAP), 0, self.width(), self.height())
            painter.drawText(rest, Qt.AlignmentFlag.AlignVCenter, self._hint)

    def _icon_token(self, ink: str) -> str:
        if not self.isEnabled() or self.isChecked():
            return ink
        return self._token or ("text2" if ink == "text" else ink)


class IconButton(Button):
    """A square ghost button: an icon, an accessible name, and a tooltip that also says the key."""

    def __init__(
        self,
        icon: str,
        name: str,
        key: str = "",
        *,
        kind: Kind = "ghost",
        size: Size = "s",
        token: str | None = None,
        checkable: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__("", kind, icon, size, checkable=checkable, token=token, parent=parent)
        describe(self, name, key)

    def rename(self, name: str, key: str = "") -> None:
        """Give the button another name and tooltip, as when it will now do the opposite."""
        describe(self, name, key)
