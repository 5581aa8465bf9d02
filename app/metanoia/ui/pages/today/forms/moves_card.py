"""How often somebody stated and asked in a conversation, in order, and beside earlier ones."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPaintEvent
from PySide6.QtWidgets import QWidget

from metanoia.domain.answers import Ref
from metanoia.domain.forms import moves
from metanoia.ui.theme import theme
from metanoia.ui.widgets.card import Card, Divider
from metanoia.ui.widgets.flow import FlowLayout
from metanoia.ui.widgets.label import Label
from metanoia.ui.widgets.layout import boxed, hbox, vbox
from metanoia.ui.widgets.paint import painter_of, rounded

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping

    from metanoia.domain.answers import Value
    from metanoia.ui.widgets.share_dots import InquiryDots


class MovesCard(Card):
    """How often somebody stated and asked, in order, and the share of asking over conversations."""

    def __init__(self) -> None:
        super().__init__(margins=(15, 11, 13, 12))
        self.share = Label("", "h2", "blue_text", tabular=True)
        self._word = Label(self.tr("inquiry"), "caption", "blue_text", weight=600)
        self.sentence = Label("", "label", "text2", weight=400, wrap=True)
        bottom = Qt.AlignmentFlag.AlignBottom
        title = Label(self.tr("My moves"), "strong")
        word = boxed(
            vbox(self._word, margins=(0, 0, 0, 4))
        )  # on the line that the figure stands on
        head = boxed(hbox((title, 1), (self.share, 0, bottom), 6, (word, 0, bottom)))
        self._flow = FlowLayout(gap=6, line_gap=6)
        self._chips = QWidget()
        self._chips.setLayout(self._flow)
        self.pills: list[MovePill] = []
        self.caption = Label("", "label", "text2", weight=400, wrap=True)
        self.dots: InquiryDots | None = None  # made once there is something to compare
        self._dots_row = vbox()
        self._past = boxed(vbox(12, Divider(), 10, self.caption, 4, self._dots_row))
        for part in (head, self.sentence):
            self.body.addWidget(part)
        self.body.addSpacing(8)
        self.body.addWidget(self._chips)
        self.body.addWidget(self._past)

    def show_moves(
        self,
        values: Mapping[str, Value],
        shares: list[tuple[dt.date, int | None]],
        today: dt.date,
    ) -> None:
        """Show the moves of a conversation, and the shares of the last ones."""
        found = moves(values)
        share = found.inquiry_share
        self.share.setText("" if share is None else f"{share}%")
        self._word.setVisible(share is not None)
        self.sentence.setText(self._said(found.advocate, found.inquire))
        kinds = _in_order(values)
        if [pill.kind for pill in self.pills] != kinds:
            self._flow.empty()
            self.pills = [MovePill(kind) for kind in kinds]
            for pill in self.pills:
                self._flow.addWidget(pill)
                pill.show()
        self._chips.setVisible(bool(kinds))
        self._past.setVisible(len(shares) > 1)
        if len(shares) > 1:
            words = self.tr("Share of inquiry, {} conversations")
            self.caption.setText(words.format(_number(self, len(shares))))
            self._dots().show_shares(shares, today)

    def _dots(self) -> InquiryDots:
        if self.dots is None:
            from metanoia.ui.widgets.share_dots import InquiryDots

            self.dots = InquiryDots()
            self._dots_row.addWidget(self.dots)
        return self.dots

    def _said(self, advocate: int, inquire: int) -> str:
        if not advocate and not inquire:
            return self.tr("Say at your lines whether you advocated or inquired.")
        times = {0: self.tr("not once"), 1: self.tr("once"), 2: self.tr("twice")}

        def often(n: int) -> str:
            return times.get(n) or self.tr("{} times").format(n)

        if not inquire:
            return self.tr("You advocated {} and did not inquire.").format(often(advocate))
        if not advocate:
            return self.tr("You inquired {} and did not advocate.").format(often(inquire))
        return self.tr("You advocated {} and inquired {}.").format(often(advocate), often(inquire))


class MovePill(QWidget):
    """One move: stating is square and ochre, asking is round and blue."""

    def __init__(self, kind: str) -> None:
        super().__init__()
        self.kind = kind
        self._words = self.tr("advocate") if kind == "advocate" else self.tr("inquire")
        self.setAccessibleName(self._words)
        theme().changed.connect(self.updateGeometry)

    def sizeHint(self) -> QSize:
        """Return the size that holds the word."""
        width = QFontMetricsF(self._font()).horizontalAdvance(self._words)
        return QSize(round(width) + theme().px(20), theme().px(24))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint ground and word."""
        painter = painter_of(self)
        states = self.kind == "advocate"
        tone, radius = ("ochre", 4.0) if states else ("blue", self.height() / 2)
        rounded(painter, QRectF(self.rect()), radius, theme().colour(f"{tone}_soft"))
        painter.setFont(self._font())
        painter.setPen(theme().colour(f"{tone}_text"))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self._words)
        painter.end()

    def _font(self) -> QFont:
        return theme().font("caption", weight=600)


def _in_order(values: Mapping[str, Value]) -> list[str]:
    kinds: list[str] = []
    for value in values.values():
        rows = value if isinstance(value, tuple) and not isinstance(value, Ref) else ()
        for row in rows:
            if isinstance(row, str) or row.get("who", "me") != "me":
                continue
            move = row.get("move")
            kinds += [kind for kind in ("advocate", "inquire") if move in (kind, "both")]
    return kinds


def _number(widget: QWidget, number: int) -> str:
    words = {
        2: widget.tr("two"),
        3: widget.tr("three"),
        4: widget.tr("four"),
        5: widget.tr("five"),
        6: widget.tr("six"),
    }
    return words.get(number, str(number))
