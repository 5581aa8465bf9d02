"""Line icons that take their colour from the theme at the moment they are painted."""

from __future__ import annotations

from functools import cache, lru_cache

from PySide6.QtCore import QByteArray, QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QIconEngine, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from metanoia import resources
from metanoia.ui.theme import theme

LINE_WIDTH = 1.75


@cache
def _drawing(name: str) -> str:
    return resources.path(f"icons/{name}.svg").read_text(encoding="utf-8")


@lru_cache(maxsize=1024)
def _renderer(name: str, colour: str, width: float) -> QSvgRenderer:
    drawing = _drawing(name).replace("currentColor", colour)
    drawing = drawing.replace('stroke-width="2"', f'stroke-width="{width}"')
    return QSvgRenderer(QByteArray(drawing.encode()))


def paint_icon(
    painter: QPainter,
    name: str,
    rect: QRect | QRectF,
    token: str | QColor = "text2",
    width: float = LINE_WIDTH,
) -> None:
    """Paint icon ``name`` into ``rect`` in a colour or the theme's colour of that token."""
    colour = token if isinstance(token, QColor) else theme().colour(token)
    opacity = painter.opacity()
    painter.setOpacity(opacity * colour.alphaF())
    _renderer(name, colour.name(), width).render(painter, QRectF(rect))
    painter.setOpacity(opacity)


class TintedEngine(QIconEngine):
    """Paints one icon in a theme colour, and in another one while it is switched on."""

    def __init__(self, name: str, token: str, on: str | None, width: float) -> None:
        super().__init__()
        self._name = name
        self._token = token
        self._on = on
        self._width = width

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        """Paint in the colour that mode and state ask for now."""
        token = self._on if self._on and state == QIcon.State.On else self._token
        if mode == QIcon.Mode.Disabled:
            token = "disabled"
        paint_icon(painter, self._name, rect, token, self._width)

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        """Return the icon on a transparent ground of ``size`` device px."""
        pixmap = QPixmap(size)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        self.paint(painter, QRect(QPoint(0, 0), size), mode, state)
        painter.end()
        return pixmap

    def clone(self) -> TintedEngine:
        """Return an engine that paints the same."""
        return TintedEngine(self._name, self._token, self._on, self._width)


def icon(
    name: str, token: str = "text2", *, on: str | None = None, width: float = LINE_WIDTH
) -> QIcon:
    """Return icon ``name`` in the colour of ``token``; FileNotFoundError if there is no such icon."""
    _drawing(name)
    return QIcon(TintedEngine(name, token, on, width))


@lru_cache(maxsize=8)
def mark(accent: str, ochre: str) -> QSvgRenderer:
    """Return our mark, drawn in two colours given as "#rrggbb"."""
    drawing = _drawing("metanoia").replace("#1B5E57", accent).replace("#C8862B", ochre)
    return QSvgRenderer(QByteArray(drawing.encode()))
