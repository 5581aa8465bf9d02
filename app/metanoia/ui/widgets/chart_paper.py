"""A chart as a picture of its own: dark on white at a fixed size, with its title, key and sentence."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QFontMetricsF,
    QImage,
    QImageWriter,
    QPainter,
    QTextLayout,
    QTextOption,
)

from metanoia.ui.theme import ROLES, Theme
from metanoia.ui.widgets.chart_ink import paint_key

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

    from metanoia.ui.widgets.chart import Chart

DENSITY: Final = 2  # px of a PNG to one of the paper
_MARGIN: Final = 24
_GAP: Final = 10


def paper_size(chart: Chart) -> QSize:
    """Return the size in px of the whole picture: the chart with its words above and below."""
    painter = _Page(chart)
    return QSize(chart.paper.width() + 2 * _MARGIN, round(painter.height()))


def as_image(chart: Chart) -> QImage:
    """Return the picture in twice the paper's px, as screens show it sharply."""
    size = paper_size(chart)
    image = QImage(size * DENSITY, QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(DENSITY)
    image.fill(QColor("white"))
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    _Page(chart).paint(painter)
    painter.end()
    return image


def as_png(chart: Chart) -> bytes:
    """Return the picture as a PNG file."""
    image = as_image(chart)
    image.setDotsPerMeterX(0)  # the size in px says it all
    image.setDotsPerMeterY(0)
    written = QByteArray()
    buffer = QBuffer(written)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    QImageWriter(buffer, QByteArray(b"png")).write(image)
    buffer.close()
    return bytes(written.data())


def as_svg(chart: Chart) -> bytes:
    """Return the picture as an SVG file whose title is the chart's sentence."""
    from PySide6.QtSvg import QSvgGenerator

    size = paper_size(chart)
    written = QByteArray()
    buffer = QBuffer(written)
    generator = QSvgGenerator()
    generator.setOutputDevice(buffer)
    generator.setSize(size)
    generator.setViewBox(QRectF(0, 0, size.width(), size.height()))
    generator.setResolution(96)
    generator.setTitle(chart.sentence())
    generator.setDescription("")
    painter = QPainter(generator)
    painter.fillRect(QRectF(0, 0, size.width(), size.height()), QColor("white"))
    _Page(chart).paint(painter)
    painter.end()
    return _plain(bytes(written.data()).decode(), size).encode()


def print_on(chart: Chart, printer: QPrinter) -> bool:
    """Print the picture at the top of a page, as wide as it fits; return whether the printer took it."""
    size = paper_size(chart)
    painter = QPainter()
    if not painter.begin(printer):
        return False
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    page = painter.viewport()
    scale = min(page.width() / size.width(), page.height() / size.height())
    painter.scale(scale, scale)
    _Page(chart).paint(painter)
    return painter.end()


def _plain(svg: str, size: QSize) -> str:
    """Return what Qt wrote without the words it adds itself, its fonts with one to fall back on."""
    svg = svg.replace("<desc>Generated with Qt</desc>\n", "").replace("<desc></desc>\n", "")
    svg = re.sub(
        r'<svg width="[^"]*" height="[^"]*"',
        f'<svg width="{size.width()}" height="{size.height()}"',
        svg,
        count=1,
    )
    svg = svg.replace('font-family="Inter"', 'font-family="Inter, sans-serif"')
    return re.sub(r'font-family="(Source Serif[^"]*)"', r'font-family="\1, serif"', svg)


class _Page:
    """What stands on the paper from top to bottom."""

    def __init__(self, chart: Chart) -> None:
        self._chart = chart
        self._ink = Theme()  # light, at scale 1, whatever the window shows
        self._width = chart.paper.width()
        self._about = self._lines(chart.about, "quote", 18) if chart.about else []
        self._sentence = self._lines(chart.sentence(), "caption", None)

    def height(self) -> float:
        head = self._pitch("strong") + _GAP
        about = len(self._about) * 26 + (4 if self._about else 0)
        foot = _GAP + len(self._sentence) * self._pitch("caption")
        return 2 * _MARGIN + head + about + self._chart.paper.height() + foot

    def paint(self, painter: QPainter) -> None:
        ink, chart = self._ink, self._chart
        y = float(_MARGIN)
        title = ink.font("strong")
        painter.setFont(title)
        painter.setPen(ink.colour("text"))
        painter.drawText(QPointF(_MARGIN, y + QFontMetricsF(title).ascent()), chart.title)
        right = QRectF(_MARGIN, y, self._width, self._pitch("strong"))
        paint_key(painter, right, chart.key(), ink, Qt.AlignmentFlag.AlignRight)
        y += self._pitch("strong") + (4 if self._about else 0)
        y = self._paint_lines(painter, self._about, y, "quote", 18, 26, "text")
        y += _GAP
        painter.save()
        painter.translate(_MARGIN, y)
        chart.draw(painter, QRectF(0, 0, self._width, chart.paper.height()), ink)
        painter.restore()
        y += chart.paper.height() + _GAP
        pitch = self._pitch("caption")
        self._paint_lines(painter, self._sentence, y, "caption", None, pitch, "text2")

    def _paint_lines(
        self,
        painter: QPainter,
        lines: list[str],
        y: float,
        role: str,
        size: float | None,
        pitch: float,
        token: str,
    ) -> float:
        font = self._ink.font(role, size=size)
        painter.setFont(font)
        painter.setPen(self._ink.colour(token))
        for line in lines:
            painter.drawText(QPointF(_MARGIN, y + QFontMetricsF(font).ascent()), line)
            y += pitch
        return y

    def _pitch(self, role: str) -> float:
        return ROLES[role].size * ROLES[role].ratio

    def _lines(self, words: str, role: str, size: float | None) -> list[str]:
        layout = QTextLayout(words, self._ink.font(role, size=size))
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        layout.setTextOption(option)
        layout.beginLayout()
        units = words.encode("utf-16-le")
        found = []
        while (line := layout.createLine()).isValid():
            line.setLineWidth(self._width)
            start, stop = line.textStart(), line.textStart() + line.textLength()
            found.append(units[2 * start : 2 * stop].decode("utf-16-le", "ignore").rstrip())
        layout.endLayout()
        return found
