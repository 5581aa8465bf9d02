"""The sheet of paper on which is read what leaves."""

from __future__ import annotations

import html
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QRectF, QUrl, Slot
from PySide6.QtGui import QPaintEvent, QResizeEvent, QTextCharFormat, QTextCursor, QTextDocument
from PySide6.QtWidgets import QWidget

from metanoia.domain.query import parse
from metanoia.domain.withheld import WITHHELD
from metanoia.text.highlights import highlights
from metanoia.ui import shared_pages
from metanoia.ui.dialogs.link_sheet import LinkSheet
from metanoia.ui.pages.share.selectable import SelectableReading
from metanoia.ui.theme import theme
from metanoia.ui.widgets.paint import painter_of, rounded, shadow

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from metanoia.ui.shared_pages import SharedPages
    from metanoia.ui.widgets.reading import Reading

_SHADE: Final = 10  # px around the paper in which its shadow lies
_INSIDE: Final = 40
_TOP: Final = 30


class Paper(QWidget):
    """Shows the pages of a share, and marks what is looked for in them."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pages: SharedPages | None = None
        self._pictures: Mapping[str, bytes] = {}
        self._names: tuple[str, ...] = ()
        self._places: list[tuple[int, int]] = []
        self._at = 0
        self.reading = SelectableReading(self._picture, size=16, left=_INSIDE, parent=self)
        self.reading.setAccessibleName(self.tr("What leaves, as it is read"))
        self.reading.link_asked.connect(self._link_asked)
        self.setFocusProxy(self.reading)
        theme().changed.connect(self._restyle)

    @property
    def pages(self) -> SharedPages | None:
        """What is shown."""
        return self._pages

    def show_pages(
        self, pages: SharedPages, pictures: Mapping[str, bytes], names: Iterable[str] = ()
    ) -> None:
        """Show a share; ``pictures`` maps the SHA-256 of attachments to their bytes.

        ``names`` are what stands in place of hidden names; they and what is withheld are set off.
        """
        self._pages, self._pictures, self._names = pages, pictures, tuple(names)
        self._places = []
        self.reading.show_html(shared_pages.whole(pages))
        show_pills(self.reading, self._names, "accent")
        show_pills(self.reading, (WITHHELD,), "neutral")

    def say(self, sentence: str) -> None:
        """Say why there is nothing to read."""
        self.forget()
        style = f"color: {theme().hex('text3')};"
        self.reading.show_html(f'<p style="{style}">{html.escape(sentence)}</p>')

    def forget(self) -> None:
        """Hold nothing any more."""
        self._pages, self._pictures, self._places, self._names = None, {}, [], ()
        self.reading.forget()

    def look_for(self, typed: str) -> int:
        """Mark where ``typed`` stands, bring the first place into view; return how many there are."""
        asked = parse(typed)
        found = highlights(self.reading.plain(), asked) if asked.looks_for_text else []
        self._places, self._at = found, 0
        self.reading.mark(found)
        return len(found)

    def go_to_next(self) -> int:
        """Bring the next place into view, after the last the first; return its number from 1."""
        if not self._places:
            return 0
        self._at = (self._at + 1) % len(self._places)
        self.reading.mark(self._places[self._at :] + self._places[: self._at])
        return self._at + 1

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay the text upon the paper."""
        super().resizeEvent(event)
        top = theme().px(_TOP)
        self.reading.setGeometry(
            _SHADE, _SHADE + top, self.width() - 2 * _SHADE, max(1, self.height() - _SHADE - top)
        )

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the paper; its lower edge lies below what is seen."""
        painter = painter_of(self)
        box = QRectF(self.rect()).adjusted(_SHADE, _SHADE, -_SHADE, 40)
        shadow(painter, box, 8, depth=_SHADE, strength=0.14, drop=1)
        rounded(painter, box, 8, theme().colour("card"), theme().colour("hairline"))
        painter.end()

    def _picture(self, sha256: str) -> bytes | None:
        return self._pictures.get(sha256)

    @Slot(QUrl)
    def _link_asked(self, url: QUrl) -> None:
        LinkSheet(self, url).open()

    @Slot()
    def _restyle(self) -> None:
        if self._pages is not None:
            at, selected = self.reading.verticalScrollBar().value(), self.reading.textCursor()
            ends = selected.anchor(), selected.position()
            self.show_pages(self._pages, self._pictures, self._names)
            self.reading.select(*ends)
            self.reading.verticalScrollBar().setValue(at)
        self.update()


def show_pills(reading: Reading, words: Iterable[str], tone: str) -> None:
    """Set off every place where one of ``words`` stands, whole, in what is shown."""
    style = QTextCharFormat()
    style.setBackground(theme().colour("sunken" if tone == "neutral" else f"{tone}_soft"))
    style.setForeground(theme().colour("text2" if tone == "neutral" else f"{tone}_text"))
    exactly = QTextDocument.FindFlag.FindCaseSensitively
    for quote in words:
        for line in filter(str.strip, quote.splitlines()):
            cursor = reading.document().find(line, 0, exactly)
            while not cursor.isNull():
                QTextCursor(cursor).mergeCharFormat(style)
                cursor = reading.document().find(line, cursor, exactly)
