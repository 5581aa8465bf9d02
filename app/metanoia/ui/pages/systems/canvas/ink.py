"""The pens, brushes and fonts of the map, made from the theme once for all that is drawn."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QBrush, QFont, QPen

from metanoia.ui.theme import theme

LINE: Final = 1.8  # px, of curves
TONES: Final = {"R": ("ochre_soft", "ochre_fill", "ochre_text"), "B": ("accent_soft", "accent", "accent_text"),
                "?": ("sunken", "dim", "text2")}  # fmt: skip
"""Fill, stroke and letters of the label of a loop by its character."""


class Ink:
    """What the map is drawn with at scale 1; the text scale is part of the view's zoom."""

    def __init__(self) -> None:
        self.name = _font("label", 13, 500)
        self.note = _font("caption", 12.5, 400)
        self.label = _font("strong", 14, 700)
        self.sign = _font("strong", 15, 700)
        self._pens: dict[tuple[str, float, float | None, bool], QPen] = {}
        self._brushes: dict[tuple[str, float | None], QBrush] = {}

    def brush(self, token: str, alpha: float | None = None) -> QBrush:
        """Return a brush of a colour of the theme."""
        key = token, alpha
        if key not in self._brushes:
            self._brushes[key] = QBrush(theme().colour(token, alpha))
        return self._brushes[key]

    def pen(
        self, token: str, width: float = LINE, *, alpha: float | None = None, dashed: bool = False
    ) -> QPen:
        """Return a pen with round ends; dashed lines say that something is unsure."""
        key = token, width, alpha, dashed
        if key not in self._pens:
            pen = QPen(theme().colour(token, alpha), width)
            pen.setCapStyle(Qt.PenCapStyle.RoundCap)
            pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
            if dashed:
                pen.setDashPattern([3.2, 3.2])
            self._pens[key] = pen
        return self._pens[key]


def _font(role: str, size: float, weight: int) -> QFont:
    """Return a font that is not scaled, since the whole map is."""
    font = theme().font(role, weight=weight)
    font.setPixelSize(round(size))
    return font
