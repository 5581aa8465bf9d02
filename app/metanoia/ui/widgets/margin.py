"""Comments beside a text that is read: cards in its margin, each tied to the words it speaks of."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from PySide6.QtCore import QPoint, QPointF, QRect, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QMouseEvent, QPainter, QPainterPath, QPaintEvent, QPen, QWheelEvent
from PySide6.QtWidgets import QApplication, QWidget

from metanoia.ui.theme import theme
from metanoia.ui.widgets.annotated import PINS, Annotated
from metanoia.ui.widgets.button import IconButton
from metanoia.ui.widgets.layout import fixed
from metanoia.ui.widgets.margin_card import MarginCard, MarginNote
from metanoia.ui.widgets.paint import painter_of

_BETWEEN: Final = 12  # px between two cards
_HEAD: Final = 19  # px from the top of a card to the middle of its first line
_LIFT: Final = 14  # px that a card stands higher than its words
_SLIM: Final = 214
_WIDE: Final = 252
_FAST: Final = 1000.0  # how much more it costs to move the card that is worked on


class Margin(QWidget):
    """Lies over the right margin of ``reading`` and scrolls with it; cards never lie on one another.

    Where there is no room for cards, each is a pin, and the one that is worked on lies over the text.
    """

    edited = Signal(str, str)
    left = Signal(str)
    delete_asked = Signal(str)
    more_asked = Signal(str)
    snippets_asked = Signal(str)

    def __init__(self, reading: Annotated) -> None:
        super().__init__(reading)
        self._reading = reading
        self.cards: dict[str, MarginCard] = {}
        self.pins: dict[str, IconButton] = {}
        self._ends: dict[str, int] = {}
        self._order: list[str] = []
        self.active: str | None = None
        self._later = QTimer(self, singleShot=True, interval=0)
        self._later.timeout.connect(self.place)
        reading.moved.connect(self.place)
        theme().changed.connect(self._later.start)
        self.hide()

    def show_notes(self, notes: Sequence[MarginNote], ends: Mapping[str, int]) -> None:
        """Show ``notes``; ``ends`` says where the words of each end (UTF-16 units), 0 for the head."""
        gone = set(self.cards) - {note.id for note in notes}
        for note_id in gone:
            for one in (self.cards.pop(note_id), self.pins.pop(note_id)):
                one.hide()
                one.deleteLater()
        for note in notes:
            if note.id in self.cards:
                self.cards[note.id].show_note(note)
            else:
                self._make(note)
        if self.active in gone:
            self.active = None
        self._ends = {note.id: ends.get(note.id, 0) for note in notes}
        self._order = sorted(self._ends, key=lambda one: self._ends[one])  # a stable order
        self.setVisible(self._reading.margin_shown)
        self.place()
        self._later.start()  # once the cards know how high they are

    def forget(self) -> None:
        """Hold no words any more."""
        self.show_notes([], {})
        self.hide()

    def edit(self, note_id: str) -> None:
        """Work on a comment."""
        self._enter(note_id)
        self.cards[note_id].edit()

    @Slot()
    def place(self) -> None:
        """Put everything where it belongs beside the text."""
        reading = self._reading
        if not reading.margin_shown:
            return
        view = reading.viewport().geometry()
        bar = reading.verticalScrollBar()
        edge = bar.mapTo(reading, QPoint(0, 0)).x()
        right = edge if bar.isVisible() else reading.width()
        px = theme().px
        over = px(_WIDE) + px(PINS) if reading.pins and self.active else 0
        start = min(view.right() + 1, right - over) if over else view.right() + 1
        self.setGeometry(QRect(start, view.top(), max(0, right - start), view.height()))
        self._place_cards()
        self.update()

    # -- Qt

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scroll the text."""
        QApplication.sendEvent(self._reading.viewport(), event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Go back to the text."""
        self.leave()
        event.accept()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint a line from each passage to its card."""
        painter = painter_of(self)
        for note_id in self._order:
            if not self._reading.pins:
                self._paint_line(painter, self.cards[note_id])
        painter.end()

    # -- inside

    def _make(self, note: MarginNote) -> None:
        card = MarginCard(note, self)
        pin = fixed(
            IconButton(note.icon, note.kind, token=f"{note.tone}_text", parent=self), 30, 30
        )
        pin.setObjectName(note.id)
        pin.clicked.connect(self._pin_pressed)
        for signal, slot in (
            (card.edited, self._edited), (card.left, self.left), (card.escaped, self._escaped),
            (card.delete_asked, self.delete_asked), (card.more_asked, self.more_asked),
            (card.snippets_asked, self.snippets_asked), (card.entered, self._enter),
        ):  # fmt: skip
            signal.connect(slot)
        self.cards[note.id], self.pins[note.id] = card, pin

    def _place_cards(self) -> None:
        px, pins = theme().px, self._reading.pins
        scrolled = self._reading.verticalScrollBar().value()
        narrow = self.width() < px(_WIDE) + px(40)
        wide = px(_WIDE if pins or not narrow else _SLIM)
        wanted: list[float] = []
        heights: list[float] = []
        for note_id in self._order:
            card = self.cards[note_id]
            if card.width() != wide:
                card.setFixedWidth(wide)
            above, below = self._line(note_id)
            wanted.append((above + below) / 2 + scrolled - px(_HEAD) - px(_LIFT))
            heights.append(px(30) if pins else card.height_at(wide))
        firm = self._order.index(self.active) if self.active in self._order else None
        tops = stacked(wanted, heights, px(_BETWEEN), firm)
        edge = self.width() - wide - px(16 if narrow else 24)
        for note_id, top, height in zip(self._order, tops, heights, strict=True):
            self._place_one(note_id, round(top) - scrolled, round(height), edge)
        end = tops[-1] + heights[-1] + px(24) if tops else 0
        plain = self._reading.document().size().height() - self._extra()
        self._reading.extend(max(0, round(end - plain)))

    def _extra(self) -> float:
        return self._reading.document().rootFrame().frameFormat().bottomMargin()

    def _place_one(self, note_id: str, top: int, height: int, edge: int) -> None:
        card, pin = self.cards[note_id], self.pins[note_id]
        pins, px = self._reading.pins, theme().px
        pin.setVisible(pins)
        pin.move(self.width() - px(38), top)
        card.setVisible(not pins or note_id == self.active)
        if pins:
            height = max(card.sizeHint().height(), px(40))
            top = max(0, min(top, self.height() - height))
            edge = self.width() - card.width() - px(PINS)
            card.raise_()
        card.setGeometry(edge, top, card.width(), height)

    def _line(self, note_id: str) -> tuple[int, int]:
        top, bottom = self._reading.line_of(self._ends[note_id])
        return top - self.y(), bottom - self.y()

    def _paint_line(self, painter: QPainter, card: MarginCard) -> None:
        px = theme().px
        top, bottom = self._line(card.id)
        middle = QPointF(px(5), (top + bottom) / 2 + px(1))
        end = QPointF(card.x(), card.y() + px(_HEAD))
        token = card.note.tone
        bend = (end.x() - middle.x()) * 0.5
        path = QPainterPath(middle)
        path.cubicTo(middle + QPointF(bend, 0), end - QPointF(bend, 0), end)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        alpha = 1.0 if card.active else 0.55
        painter.setPen(QPen(theme().colour(token, alpha), 1.5))
        painter.drawPath(path)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme().colour(token))
        painter.drawEllipse(middle, px(2.6), px(2.6))

    @Slot(str)
    def _enter(self, note_id: str) -> None:
        if self.active == note_id:
            return
        if self.active in self.cards:
            self.cards[self.active].set_active(False)
        self.active = note_id
        self.cards[note_id].set_active(True)
        self.place()
        card = self.cards[note_id]
        bar = self._reading.verticalScrollBar()
        if card.y() < 0:
            bar.setValue(bar.value() + card.y() - theme().px(8))
        elif card.geometry().bottom() > self.height():
            bar.setValue(bar.value() + card.geometry().bottom() - self.height() + theme().px(8))

    @Slot(str)
    def _escaped(self, _note_id: str) -> None:
        self.leave()

    def leave(self) -> None:
        """Go back from the comment that is worked on to the text."""
        if self.active in self.cards:
            self.cards[self.active].set_active(False)
        self.active = None
        self._reading.setFocus(Qt.FocusReason.OtherFocusReason)
        self.place()

    @Slot(str, str)
    def _edited(self, note_id: str, text: str) -> None:
        self.edited.emit(note_id, text)
        self._later.start()

    @Slot()
    def _pin_pressed(self) -> None:
        self.edit(self.sender().objectName())


def stacked(
    wanted: Sequence[float], heights: Sequence[float], gap: float, firm: int | None = None
) -> list[float]:
    """Return the tops of cards that do not overlap, moved from ``wanted`` (rising) as little as can be.

    The squares of the moves are least (pool adjacent violators); ``firm`` hardly moves. None is
    above 0.
    """
    ahead, before = [], 0.0
    for height in heights:
        ahead.append(before)
        before += height + gap
    pools: list[tuple[float, float, int]] = []  # mean, weight, cards
    for number, (want, offset) in enumerate(zip(wanted, ahead, strict=True)):
        mean, weight, count = want - offset, _FAST if number == firm else 1.0, 1
        while pools and pools[-1][0] > mean:
            other, more, cards = pools.pop()
            mean = (mean * weight + other * more) / (weight + more)
            weight, count = weight + more, count + cards
        pools.append((mean, weight, count))
    starts = [mean for mean, _, count in pools for _ in range(count)]
    return [max(start, 0.0) + offset for start, offset in zip(starts, ahead, strict=True)]
