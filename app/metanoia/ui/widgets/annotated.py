"""A reading whose passages are known by their source, so that words in it can be commented on."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import (
    QImage,
    QKeyEvent,
    QResizeEvent,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFrameFormat,
)
from PySide6.QtWidgets import QAbstractSlider, QTextEdit, QWidget

from metanoia.text.anchors import to_utf16
from metanoia.text.rendered import Rendered
from metanoia.ui.theme import theme
from metanoia.ui.widgets.reading import Reading
from metanoia.ui.widgets.text_marks import Mark

ROOM: Final = (48, 252, 24)  # px at scale 1: the connectors, a card, the edge
SLIM: Final = (40, 214, 16)
PINS: Final = 46
_COMFORT: Final = 420  # px of text from which the margin may be as wide as it likes
_LEAST: Final = 300  # px of text below which cards are shown as pins
_STEP: Final = QAbstractSlider.SliderAction
_SCROLLS: Final = {
    Qt.Key.Key_Up: _STEP.SliderSingleStepSub,
    Qt.Key.Key_Down: _STEP.SliderSingleStepAdd,
    Qt.Key.Key_PageUp: _STEP.SliderPageStepSub,
    Qt.Key.Key_PageDown: _STEP.SliderPageStepAdd,
    Qt.Key.Key_Home: _STEP.SliderToMinimum,
    Qt.Key.Key_End: _STEP.SliderToMaximum,
}


class Piece(NamedTuple):
    """A part of a page: safe ``html``; of a passage also its ``field`` and where it is taken from.

    ``source`` is the Markdown that was drawn, which begins at ``offset`` of the field's text.
    """

    html: str
    field: str | None = None
    source: str = ""
    offset: int = 0


class Tint(NamedTuple):
    """A passage in colour: its field, its place in the field's text, the id and tone of its comment."""

    field: str
    start: int
    stop: int
    id: str
    tone: str


@dataclass(slots=True)
class _Passage:
    piece: Piece
    start: int  # in code points of the document
    stop: int
    words: str
    both: Rendered | None = None

    def rendered(self) -> Rendered:
        if self.both is None:
            self.both = Rendered(self.piece.source, self.words)
        return self.both


class Annotated(Reading):
    """Shows a page in pieces, some of them passages of a text that can be coloured and chosen.

    ``kind_asked`` carries the letter that was typed while words are chosen; ``moved`` says that
    what is seen stands elsewhere now, by scrolling, another size or another text.
    """

    kind_asked = Signal(str)
    moved = Signal()

    def __init__(
        self,
        fetch: Callable[[str], bytes | None],
        *,
        letters: str = "",
        size: float = 17,
        left: int | None = None,
        parent: QWidget | None = None,
    ) -> None:
        self._passages: list[_Passage] = []
        self._tones: dict[str, str] = {}
        self._drawings: dict[str, Callable[[int], QImage]] = {}
        self._drawn_for = 0  # px
        self._letters = letters
        self.margin_shown = False
        self.pins = False
        super().__init__(fetch, size=size, left=left, parent=parent)
        flags = Qt.TextInteractionFlag
        self.setTextInteractionFlags(flags.TextBrowserInteraction | flags.TextSelectableByKeyboard)
        self.setCursorWidth(0)
        self.verticalScrollBar().valueChanged.connect(self.moved)
        self.document().documentLayout().documentSizeChanged.connect(self.moved)

    def show_pieces(
        self, pieces: Sequence[Piece], drawings: dict[str, Callable[[int], QImage]] | None = None
    ) -> None:
        """Show a page; ``drawings`` paint what its pictures "drawing:NAME" show, by their width in px."""
        self._passages, self._tones = [], {}
        self._drawings = drawings or {}
        self.setCursorWidth(0)
        self.show_html("".join(piece.html for piece in pieces))
        self._passages = list(_passages(pieces, self.plain()))
        self.moved.emit()

    def forget(self) -> None:
        """Show nothing, and hold nothing."""
        self._passages, self._tones, self._drawings = [], {}, {}
        super().forget()

    def chosen_passage(self) -> tuple[str, int, int] | None:
        """Return field and place in its text of the words that are selected, None without any.

        What reaches into another passage ends with the one it began in.
        """
        words = self.chosen()
        for passage in self._passages if words else ():
            if words is None or words[0] >= passage.stop or words[1] <= passage.start:
                continue
            found = passage.rendered().source_span(
                max(words[0], passage.start) - passage.start,
                min(words[1], passage.stop) - passage.start,
            )
            if found is not None:
                offset = passage.piece.offset
                return passage.piece.field or "", found[0] + offset, found[1] + offset
        return None

    def tint(self, tints: Sequence[Tint]) -> dict[str, int]:
        """Colour passages; return where each that is seen ends, by the id of its comment."""
        marks = []
        self._tones = {one.id: one.tone for one in tints}
        for one in tints:
            place = self._seen(one)
            if place is not None:
                marks.append(Mark(*place, one.id))
        self.mark_sentences(marks)
        return {mark.id: mark.stop for mark in self._sentences}

    def line_of(self, place: int) -> tuple[int, int]:
        """Return top and bottom of the line at ``place`` (UTF-16 units), in px of this widget."""
        cursor = QTextCursor(self.document())
        cursor.setPosition(max(0, min(place, self.document().characterCount() - 1)))
        line = self.cursorRect(cursor)
        top = self.viewport().mapTo(self, QPoint(0, line.top())).y()
        return top, top + line.height()

    def passage_end(self, field: str) -> int:
        """Return where the first line of a passage is, in UTF-16 units; 0 if it is not here."""
        for passage in self._passages:
            if passage.piece.field == field:
                return to_utf16(self.plain(), passage.start)
        return 0

    def extend(self, px: int) -> None:
        """Leave ``px`` free below the text, so that what stands beside it can be scrolled to."""
        frame = self.document().rootFrame()
        style = QTextFrameFormat(frame.frameFormat())
        if round(style.bottomMargin()) != px:
            style.setBottomMargin(px)
            frame.setFrameFormat(style)

    def show_margin(self, shown: bool) -> None:
        """Leave room for comments beside the text, or none."""
        if shown != self.margin_shown:
            self.margin_shown = shown
            self._set_margins()

    def loadResource(self, kind: int, name: object) -> object:
        """Return a drawing of the page, and what the locked view would for anything else."""
        address = name.toString() if hasattr(name, "toString") else str(name)
        draw = self._drawings.get(address.removeprefix("drawing:"))
        if draw is not None and address.startswith("drawing:"):
            self._drawn_for = self.viewport().width()
            return draw(min(self._drawn_for, self._column()))
        return super().loadResource(kind, name)  # type: ignore[arg-type]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Say which letter was typed while words are chosen; scroll until the caret was asked for."""
        letter = event.text().casefold()
        plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier)  # fmt: skip
        if letter and letter in self._letters and plain and self.chosen() is not None:
            self.kind_asked.emit(letter)
            return
        if self._scrolls(event):
            return
        super().keyPressEvent(event)

    def _scrolls(self, event: QKeyEvent) -> bool:
        """Keys that go up and down scroll; one that goes along the words, or chooses, brings the caret."""
        key = Qt.Key(event.key())
        shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        along = (Qt.Key.Key_Left, Qt.Key.Key_Right)
        if not self.cursorWidth() and (key in along or (shift and key in _SCROLLS)):
            self.setCursorWidth(1)
            if not self.viewport().rect().intersects(self.cursorRect()):
                self.setTextCursor(self.cursorForPosition(QPoint(0, 0)))
        action = _SCROLLS.get(key)
        if action is None or self.cursorWidth():
            return False
        self.verticalScrollBar().triggerAction(action)
        return True

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the margin beside the text, and its drawings as wide as it."""
        super().resizeEvent(event)
        if self._drawings and self.viewport().width() != self._drawn_for:
            self._lay_out()
        self.moved.emit()

    # -- inside

    def _lay_out(self) -> None:
        super()._lay_out()
        block = self.document().begin()
        single = QTextBlockFormat()
        single.setLineHeight(100, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        while block.isValid():
            if block.text() == "\ufffc":  # a picture: the height of lines is for letters
                QTextCursor(block).mergeBlockFormat(single)
            block = block.next()

    def _seen(self, one: Tint) -> tuple[int, int] | None:
        for passage in self._passages:
            if passage.piece.field != one.field:
                continue
            offset = passage.piece.offset
            place = passage.rendered().visible_span(one.start - offset, one.stop - offset)
            if place is not None:
                return passage.start + place[0], passage.start + place[1]
        return None

    def _show_marks(self) -> None:
        shades = []
        for mark in self._sentences:
            style = QTextCharFormat()
            style.setBackground(theme().colour(f"{self._tones.get(mark.id, 'accent')}_soft"))
            shades.append(self._shown(mark.start, mark.stop, style))
        self.setExtraSelections(shades)

    def _shown(self, start: int, stop: int, style: QTextCharFormat) -> QTextEdit.ExtraSelection:
        last = self.document().characterCount() - 1
        return super()._shown(min(start, last), min(stop, last), style)

    def _set_margins(self) -> None:
        if not self.margin_shown:
            super()._set_margins()
            return
        px = theme().px
        left = px(self._left or 0)
        rest = self.width() - left
        full, slim = (sum(map(px, one)) for one in (ROOM, SLIM))
        self.pins = rest - slim < px(_LEAST)
        reserve = px(PINS) if self.pins else full if rest - full >= px(_COMFORT) else slim
        bar = self.verticalScrollBar().sizeHint().width()
        right = max(reserve, rest - self._column())
        self.setViewportMargins(left, 0, max(0, right - bar), 0)


def _passages(pieces: Sequence[Piece], plain: str) -> list[_Passage]:
    """Find each passage in the words of the whole page, one after the other."""
    found, at = [], 0
    for piece in pieces:
        document = QTextDocument()
        document.setHtml(piece.html)
        words = document.toRawText().strip("\u2029\u2028 ")
        place = plain.find(words, at) if words else -1
        if place < 0:
            continue
        at = place + len(words)
        if piece.field is not None:
            found.append(_Passage(piece, place, at, words))
    return found
