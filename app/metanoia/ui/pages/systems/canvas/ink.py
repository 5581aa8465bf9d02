"""The pens, brushes and fonts of the map, made from the theme once for all that is drawn."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QBrush, QColor, QFont, QPen

from metanoia.ui.theme import theme

LINE: Final = 1.8  # px, of curves
TONES: Final = {"R": ("ochre_soft", "ochre_fill", "ochre_text"), "B": ("accent_soft", "accent", "accent_text"),
                "?": ("sunken", "dim", "text2")}  # fmt: skip
"""Fill, stroke and letters of the label of a loop by its character."""


@dataclass(frozen=True)
class Ink:
    """What the map is drawn with at scale 1; the text scale is part of the view's zoom."""

    name: QFont
    note: QFont
    label: QFont
    sign: QFont

    @staticmethod
    def colour(token: str, alpha: float | None = None) -> QColor:
        """Return a colour of the theme."""
        return theme().colour(token, alpha)

    @staticmethod
    def brush(token: str, alpha: float | None = None) -> QBrush:
        """Return a brush of a colour of the theme."""
        return QBrush(theme().colour(token, alpha))

    @staticmethod
    def pen(
        token: str, width: float = LINE, *, alpha: float | None = None, dashed: bool = False
    ) -> QPen:
        """Return a pen with round ends; dashed lines say that something is unsure."""
        pen = QPen(theme().colour(token, alpha), width)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        if dashed:
            pen.setDashPattern([3.2, 3.2])
        return pen


def ink() -> Ink:
    """Return the ink of the moment."""
    return Ink(
        name=_font("label", 13, 500),
        note=_font("caption", 12.5, 400),
        label=_font("strong", 14, 700),
        sign=_font("strong", 15, 700),
    )


def _font(role: str, size: float, weight: int) -> QFont:
    """Return a font that is not scaled, since the whole map is."""
    font = theme().font(role, weight=weight)
    font.setPixelSize(round(size))
    return font
