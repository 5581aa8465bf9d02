"""An entry as it is read: safe HTML in the serif of its writer, in a measured column."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QPointF, Qt, QUrl, Signal
from PySide6.QtGui import (
    QColor,
    QFontMetricsF,
    QImage,
    QMouseEvent,
    QPalette,
    QResizeEvent,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextListFormat,
)
from PySide6.QtWidgets import QTextEdit, QWidget

from metanoia.ui.theme import theme
from metanoia.ui.widgets.locked_browser import LockedBrowser
from metanoia.ui.widgets.scroll import slim_bars
from metanoia.ui.widgets.text_marks import Mark, marked

MEASURE: Final = 62  # digits' widths in a line
_RATIO: Final = 1.58
_AS_TEXT: Final = 3  # the level from which headings are as large as the text
_SHEET: Final = """
p, li, dd, dt {{ margin: 0 0 {gap}px 0; }}
ul, ol {{ margin: 0 0 {gap}px 0; -qt-list-indent: 1; }}
ul ul, ol ul, ul ol, ol ol {{ -qt-list-indent: 2; }}
li {{ margin-bottom: {small}px; }}
h1 {{ font-size: {h1}px; font-weight: 600; margin: {gap}px 0 {small}px 0; }}
h2 {{ font-size: {h2}px; font-weight: 600; margin: {gap}px 0 {small}px 0; }}
h3, h4, h5, h6 {{ font-size: {h3}px; font-weight: 600; margin: {gap}px 0 {small}px 0; }}
blockquote {{ color: {text2}; font-style: italic; margin: 0 {gap}px {gap}px {gap}px; }}
code, pre {{ background-color: {sunken}; color: {text2}; }}
a {{ color: {link}; }}
strong, b {{ font-weight: 600; }}
th {{ text-align: left; font-weight: 600; padding: 4px 10px 4px 0; }}
td {{ padding: 4px 10px 4px 0; }}
"""


class Reading(LockedBrowser):
    """Shows the HTML of one entry; follows the theme, and keeps its column in the middle or left.

    ``mark_pressed`` carries the id of a marked sentence (``mark_sentences``) that was clicked.
    """

    mark_pressed = Signal(str)

    def __init__(
        self,
        fetch: Callable[[str], bytes | None],
        *,
        size: float = 17,
        left: int | None = None,
        parent: QWidget | None = None,
    ) -> None:
        """Make an empty view; ``left`` px (at scale 1) of margin, or None to centre the column."""
        super().__init__(fetch, parent)
        self._size = size
        self._left = left
        self._html = ""
        self._marks: list[tuple[int, int]] = []
        self._sentences: list[Mark] = []
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.viewport().setAutoFillBackground(False)
        self.setAccessibleName(self.tr("Entry"))
        slim_bars(self)
        theme().changed.connect(self._restyle)
        self._restyle()

    def show_html(self, html: str) -> None:
        """Show HTML that was made safe before (``text.markdown.render``), from its top."""
        self._html = html
        self._marks, self._sentences = [], []
        self._lay_out()
        self.verticalScrollBar().setValue(0)

    def forget(self) -> None:
        """Show nothing, and hold nothing."""
        self.show_html("")

    def plain(self) -> str:
        """Return the words that are shown, in which ``mark`` counts."""
        return self.document().toRawText()

    def mark(self, places: list[tuple[int, int]]) -> None:
        """Mark search hits: (start, stop) in code points of ``plain``; the first comes into view."""
        text = self.plain()
        wide = any(ord(sign) > 0xFFFF for sign in text)
        self._marks = [
            (_units(text, start), _units(text, stop)) if wide else (start, stop)
            for start, stop in places
        ]
        self._show_marks()
        if self._marks:
            cursor = QTextCursor(self.document())
            cursor.setPosition(self._marks[0][0])
            self.setTextCursor(cursor)
            self.ensureCursorVisible()

    def mark_sentences(self, marks: list[Mark]) -> None:
        """Underline sentences; their places count code points of ``plain``."""
        text = self.plain()
        self._sentences = [
            mark._replace(start=_units(text, mark.start), stop=_units(text, mark.stop))
            for mark in marks
        ]
        self._show_marks()

    def chosen(self) -> tuple[int, int] | None:
        """Return the words that are selected, in code points of ``plain``; None if there are none."""
        cursor = self.textCursor()
        if not cursor.selectedText().strip():
            return None
        units = self.plain().encode("utf-16-le", "surrogatepass")
        start, stop = cursor.selectionStart(), cursor.selectionEnd()
        before = len(units[: 2 * start].decode("utf-16-le", "surrogatepass"))
        return before, before + len(
            units[2 * start : 2 * stop].decode("utf-16-le", "surrogatepass")
        )

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Say which marked sentence was clicked."""
        super().mouseReleaseEvent(event)
        if event.button() != Qt.MouseButton.LeftButton or self.textCursor().hasSelection():
            return
        point = event.position() + QPointF(0, self.verticalScrollBar().value())
        exact = Qt.HitTestAccuracy.ExactHit
        at = self.document().documentLayout().hitTest(point, exact)
        for mark in self._sentences:
            if at >= 0 and mark.start <= at <= mark.stop:
                self.mark_pressed.emit(mark.id)
                return

    def loadResource(self, kind: int, name: QUrl | str) -> object:
        """Return what the locked view would, a picture no wider than the column."""
        found = super().loadResource(kind, name)
        if isinstance(found, QImage):
            widest = round(self._column() * found.devicePixelRatio())
            if found.width() > widest:
                return found.scaledToWidth(widest, Qt.TransformationMode.SmoothTransformation)
        return found

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the column measured."""
        self._set_margins()
        super().resizeEvent(event)

    def _restyle(self) -> None:
        font = theme().font("reading", size=self._size)
        self.setFont(font)
        self.document().setDefaultFont(font)
        self.document().setDocumentMargin(0)
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.Base, QColor(0, 0, 0, 0))
        palette.setColor(QPalette.ColorRole.Text, theme().colour("text"))
        palette.setColor(QPalette.ColorRole.Highlight, theme().colour("accent"))
        palette.setColor(QPalette.ColorRole.HighlightedText, theme().colour("on_accent"))
        self.setPalette(palette)
        px, colour = theme().px, theme().hex
        sheet = _SHEET.format(
            gap=px(self._size * 0.95), small=px(6), h1=px(25), h2=px(21), h3=px(18),
            text2=colour("text2"), sunken=colour("sunken"), link=colour("accent_text"),
        )  # fmt: skip
        self.document().setDefaultStyleSheet(sheet)
        self._lay_out()

    def _lay_out(self) -> None:
        at = self.verticalScrollBar().value()
        self.setHtml(self._html)
        height = theme().line_height(self.font(), _RATIO)
        block = QTextBlockFormat()
        block.setLineHeight(height, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        everything = QTextCursor(self.document())
        everything.select(QTextCursor.SelectionType.Document)
        everything.mergeBlockFormat(block)
        self._size_headings()
        self._shrink_bullets()
        self._set_margins()
        self._show_marks()
        self.verticalScrollBar().setValue(at)

    def _size_headings(self) -> None:
        """Qt makes a heading larger than the sheet says; the small ones stand in the size of the text."""
        as_text = QTextCharFormat()
        as_text.setProperty(QTextCharFormat.Property.FontSizeAdjustment.value, 0)
        size = QTextCharFormat.Property.FontPixelSize.value
        as_text.setProperty(size, theme().px(self._size))
        block = self.document().begin()
        while block.isValid():
            if block.blockFormat().headingLevel() >= _AS_TEXT:
                cursor = QTextCursor(block)
                cursor.movePosition(
                    QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor
                )
                cursor.mergeCharFormat(as_text)
            block = block.next()

    def _shrink_bullets(self) -> None:
        """Qt draws a bullet in the font of its paragraph, which makes blots of a serif's."""
        small = QTextCharFormat()
        small.setForeground(theme().colour("accent"))
        size = QTextCharFormat.Property.FontPixelSize.value
        small.setProperty(size, theme().px(self._size * 0.8))
        block = self.document().begin()
        while block.isValid():
            found = block.textList()
            if found is not None and found.format().style() == QTextListFormat.Style.ListDisc:
                QTextCursor(block).mergeBlockCharFormat(small)
            block = block.next()

    def _show_marks(self) -> None:
        shade = QTextCharFormat()
        shade.setBackground(theme().colour("search"))
        shown = [
            self._shown(
                one.start, one.stop, marked(QTextCharFormat(), fuzzy=one.fuzzy, ground=True)
            )
            for one in self._sentences
        ]
        shown += [self._shown(start, stop, shade) for start, stop in self._marks]
        self.setExtraSelections(shown)

    def _shown(self, start: int, stop: int, style: QTextCharFormat) -> QTextEdit.ExtraSelection:
        one = QTextEdit.ExtraSelection()
        cursor = QTextCursor(self.document())
        cursor.setPosition(start)
        cursor.setPosition(stop, QTextCursor.MoveMode.KeepAnchor)
        one.cursor, one.format = cursor, style
        return one

    def _column(self) -> int:
        return round(QFontMetricsF(self.font()).horizontalAdvance("0") * MEASURE)

    def _set_margins(self) -> None:
        column = self._column()
        bar = self.verticalScrollBar().sizeHint().width()
        if self._left is None:
            left = max(theme().px(16), (self.width() - column) // 2)
        else:
            left = theme().px(self._left)
        right = max(theme().px(32), self.width() - left - column)
        self.setViewportMargins(left, 0, max(0, right - bar), 0)


def _units(text: str, place: int) -> int:
    return place + sum(ord(sign) > 0xFFFF for sign in text[:place])
