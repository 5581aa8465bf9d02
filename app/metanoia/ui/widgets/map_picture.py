"""A map among the words of a page, drawn in today's colours where the page is shown.

A page names it by the drawing itself ("map-picture:…"), so nothing has to be fetched; text of a person
can never hold such a name, since only ``attachment:`` addresses pass for pictures there.
"""

from __future__ import annotations

import base64
import html
import zlib
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

from metanoia.domain.map_paper import paper_of
from metanoia.exchange.map_svg import STYLES, svg
from metanoia.ui import fonts
from metanoia.ui.theme import theme

if TYPE_CHECKING:
    from metanoia.domain.shared_things import Chart

SCHEME: Final = "map-picture"
WIDTH: Final = 560  # px at scale 1, of the widest
_HIGHEST: Final = 900  # px at scale 1
_SHARP: Final = 2  # px of the picture for one of the page
_FAMILIES: Final = 'font-family="Inter, sans-serif"'  # of which Qt knows a single one
_COLOURS: Final = sorted(
    {value[1:] for style in STYLES.values() for value in style.values() if value.startswith("@")}
)


def html_of(chart: Chart) -> str:
    """Return the picture of a map as a page shows it."""
    name = base64.urlsafe_b64encode(zlib.compress(_svg(chart).encode())).decode().rstrip("=")
    return f'<p><img src="{SCHEME}:{name}" alt="{html.escape(chart.map.title)}"></p>'


def picture(name: str) -> QImage:
    """Draw the map of an address; one empty pixel if it is none."""
    said = name.removeprefix(f"{SCHEME}:")
    try:
        drawing = zlib.decompress(base64.urlsafe_b64decode(said + "=" * (-len(said) % 4)))
    except (ValueError, zlib.error):
        return QImage(1, 1, QImage.Format.Format_ARGB32)
    return _drawn(drawing, theme().px(WIDTH), _SHARP)


def draw(chart: Chart, width: int, ratio: float) -> QImage:
    """Return a map at most ``width`` px wide; ``ratio`` is how many px of a screen one of them is."""
    return _drawn(_svg(chart).encode(), width, ratio)


def _svg(chart: Chart) -> str:
    colours = {token: theme().hex(token) for token in _COLOURS}
    drawing = svg(paper_of(chart.map, chart.loops), colours=colours)
    return drawing.replace(_FAMILIES, f'font-family="{fonts.UI_FAMILY}"', 1)


def _drawn(drawing: bytes, width: int, ratio: float) -> QImage:
    """Return a drawing no larger than its own size at this scale of letters, and never cut."""
    renderer = QSvgRenderer(QByteArray(drawing))
    own = renderer.viewBoxF()
    if not renderer.isValid() or own.isEmpty():
        return QImage(1, 1, QImage.Format.Format_ARGB32)
    grow = min(theme().scale, width / own.width(), theme().px(_HIGHEST) / own.height())
    wide, high = max(1, round(own.width() * grow)), max(1, round(own.height() * grow))
    image = QImage(
        round(wide * ratio), round(high * ratio), QImage.Format.Format_ARGB32_Premultiplied
    )
    image.setDevicePixelRatio(ratio)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    renderer.render(painter, QRectF(0, 0, wide, high))
    painter.end()
    return image
