"""The prep sheet as a page: drawn from its sections, on the screen and on A4 alike."""

from __future__ import annotations

import html
from typing import TYPE_CHECKING, Final, NamedTuple

from PySide6.QtCore import (
    QBuffer,
    QByteArray,
    QCoreApplication,
    QIODevice,
    QMarginsF,
    QRectF,
    QSizeF,
)
from PySide6.QtGui import (
    QAbstractTextDocumentLayout,
    QColor,
    QPageLayout,
    QPageSize,
    QPainter,
    QPalette,
    QPdfWriter,
    QTextDocument,
)

from metanoia.ui import dates, fonts
from metanoia.ui.amounts import counted
from metanoia.ui.theme import Theme, theme

if TYPE_CHECKING:
    from PySide6.QtGui import QPagedPaintDevice

    from metanoia.domain.prep import Prep, PrepLine, PrepSection

_POINTS: Final = 595.0  # the width of A4; the page is laid out in points
_MARGIN: Final = 46.0
_FOOT: Final = 26.0
_LARGER: Final = 1.3  # px on the screen to a point on paper
_LINKED: Final = ("entry", "goal", "value", "assumption", "prediction", "target", "map")


class Ink(NamedTuple):
    """Sizes in px for a screen or in points for paper, and the colours of a theme."""

    colours: Theme
    scale: float
    links: bool

    def size(self, value: float) -> str:
        """Return a size of text or space."""
        return f"{value * self.scale:.1f}px"


def on_screen() -> Ink:
    """Return the ink for the window."""
    return Ink(theme(), theme().scale * _LARGER, links=True)


def prep_html(prep: Prep, ink: Ink, notes: str = "") -> str:
    """Return the sheet; ``notes`` (Markdown) only where they are asked for."""
    parts = [_title(prep, ink), *(_section(one, ink) for one in prep.sections)]
    if not prep.sections:
        parts.append(_row(ink, "", _line_of(_tr("Nothing changed, and nothing is open."), ink)))
    if prep.before_on is not None and prep.same:
        same = counted(prep.same, _tr("1 thing is as it was"), _tr("{} things are as they were"))
        parts.append(_row(ink, _tr("Unchanged"), _line_of(same, ink)))
    if notes.strip():
        from metanoia.text.markdown import render

        style = f"font-family: '{fonts.SERIF_FAMILY}'; font-size: {ink.size(11)};"
        parts.append(_row(ink, _tr("My notes"), f'<div style="{style}">{render(notes)}</div>'))
    return "".join(parts)


def _title(prep: Prep, ink: Ink) -> str:
    style = f"font-family: '{fonts.SERIF_FAMILY}'; font-size: {ink.size(22)}; font-weight: 600; margin: 0;"
    line = _tr("The share of {}").format(dates.medium(prep.share_on))
    if prep.before_on is not None:
        line += _tr(", beside the one of {}").format(dates.medium(prep.before_on))
    return f'<p style="{style}">{html.escape(prep.client)}</p>{_quiet(line, ink)}'


def _section(section: PrepSection, ink: Ink) -> str:
    return _row(ink, section.title, "".join(_line(one, ink) for one in section.lines))


def _row(ink: Ink, head: str, body: str) -> str:
    colour = ink.colours.hex
    line = f'<hr style="background-color: {colour("hairline")};">' if head else ""
    style = (
        f"font-family: '{fonts.UI_FAMILY}'; font-size: {ink.size(9.5)}; font-weight: 600;"
        f" color: {colour('accent_text')}; margin: 0;"
    )
    return (
        f'{line}<table width="100%" cellspacing="0" cellpadding="0"><tr>'
        f'<td width="24%"><p style="{style}">{html.escape(head)}</p></td>'
        f'<td width="76%">{body}</td></tr></table>'
    )


def _line(line: PrepLine, ink: Ink) -> str:
    words = html.escape(line.text)
    if ink.links and line.item is not None and line.item[0] in _LINKED:
        style = f"color: {ink.colours.hex('text')}; text-decoration: none;"
        words = f'<a href="{line.item[0]}:{html.escape(line.item[1])}" style="{style}">{words}</a>'
    detail = "".join(_quiet(one, ink) for one in line.detail.splitlines() if one.strip())
    return _styled(words, ink, "text", 10.5, 1 if detail else 5) + detail


def _line_of(text: str, ink: Ink) -> str:
    return _styled(html.escape(text), ink, "text", 10.5, 5)


def _quiet(text: str, ink: Ink) -> str:
    return _styled(html.escape(text), ink, "text2", 9.5, 5)


def _styled(words: str, ink: Ink, token: str, size: float, below: float) -> str:
    style = (
        f"font-family: '{fonts.UI_FAMILY}'; font-size: {ink.size(size)};"
        f" color: {ink.colours.hex(token)}; margin: 0 0 {ink.size(below)} 0;"
    )
    return f'<p dir="auto" style="{style}">{words}</p>'


def as_pdf(prep: Prep, notes: str = "") -> bytes:
    """Return the sheet as a PDF of A4 pages."""
    written = QByteArray()
    buffer = QBuffer(written)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setTitle(_tr("Prep sheet"))
    writer.setCreator("Metanoia")
    paint_on(writer, prep, notes)
    buffer.close()
    return bytes(written.data())


def paint_on(device: QPagedPaintDevice, prep: Prep, notes: str = "") -> bool:
    """Paint the sheet on paper, on as many pages as it takes; return whether the device took it."""
    device.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    device.setPageOrientation(QPageLayout.Orientation.Portrait)
    device.setPageMargins(QMarginsF(0, 0, 0, 0))
    painter = QPainter()
    if not painter.begin(device):
        return False
    ink = Theme()  # light, at scale 1, whatever the window shows
    page = painter.viewport()
    scale = page.width() / _POINTS
    high = page.height() / scale
    document = _document(prep, Ink(ink, 1.0, links=False), notes, high - 2 * _MARGIN - _FOOT)
    for number in range(document.pageCount()):
        if number:
            device.newPage()
        painter.save()
        painter.scale(scale, scale)
        _paint_page(painter, document, number, high, ink)
        painter.restore()
    return painter.end()


def _document(prep: Prep, ink: Ink, notes: str, high: float) -> QTextDocument:
    document = QTextDocument()
    document.setDocumentMargin(0)
    document.setDefaultFont(ink.colours.font("body", size=10.5))
    document.setUseDesignMetrics(True)
    document.setIndentWidth(14)
    document.setHtml(prep_html(prep, ink, notes))
    document.setPageSize(QSizeF(_POINTS - 2 * _MARGIN, high))
    return document


def _paint_page(
    painter: QPainter, document: QTextDocument, number: int, high: float, ink: Theme
) -> None:
    body = document.pageSize()
    painter.translate(_MARGIN, _MARGIN)
    painter.save()
    painter.translate(0, -number * body.height())
    context = QAbstractTextDocumentLayout.PaintContext()
    context.palette = QPalette(ink.palette())
    context.palette.setColor(QPalette.ColorRole.Text, QColor(ink.hex("text")))
    context.clip = QRectF(0, number * body.height(), body.width(), body.height())
    painter.setClipRect(context.clip)
    document.documentLayout().draw(painter, context)
    painter.restore()
    painter.setFont(ink.font("caption", size=8.5))
    painter.setPen(ink.colour("text3"))
    foot = QRectF(0, high - 2 * _MARGIN - _FOOT + 10, body.width(), _FOOT)
    said = _tr("For one’s own preparation. What is not in a share need not be gone.")
    if document.pageCount() > 1:
        said += "   " + _tr("Page {} of {}").format(number + 1, document.pageCount())
    painter.drawText(foot, said)


def _tr(text: str) -> str:
    return QCoreApplication.translate("PrepPaper", text)
