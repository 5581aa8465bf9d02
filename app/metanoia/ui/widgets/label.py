"""Text in one of the theme's roles, with true line height and a height that follows its width."""

from __future__ import annotations

import math

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Slot
from PySide6.QtGui import (
    QFontMetricsF,
    QPaintEvent,
    QPalette,
    QResizeEvent,
    QTextLayout,
    QTextOption,
)
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from metanoia.ui.theme import ROLES, theme
from metanoia.ui.widgets.paint import painter_of

_READABLE = 480  # px at scale 1 that a wrapped label asks for when nothing tells it its width
_FAR = 16_000_000.0


class Label(QLabel):
    """Words as they are (never read as markup unless ``html``), painted from the theme."""

    def __init__(
        self,
        text: str = "",
        role: str = "body",
        colour: str = "text",
        *,
        wrap: bool = False,
        elide: bool = False,
        html: bool = False,
        weight: int | None = None,
        italic: bool = False,
        size: float | None = None,
        tabular: bool = False,
        line: float | None = None,
        align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.says_ours = role == "h2"
        """Whether its words are the application's, as a page's title; else they may be a person's."""
        self._heights: dict[int, int] = {}  # px by width: a layout asks again and again
        self._words = ""
        self._role = role
        self._colour = colour
        self._elide = elide
        self._html = html
        self._ratio = line or ROLES[role].ratio
        self._font_wishes = (weight, italic, size, tabular)
        self.setWordWrap(wrap)
        self.setAlignment(align | Qt.AlignmentFlag.AlignVCenter)
        self.setTextFormat(Qt.TextFormat.RichText if html else Qt.TextFormat.PlainText)
        self.setForegroundRole(QPalette.ColorRole.WindowText)  # a button would lend its own role
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(wrap)
        if elide:
            policy.setHorizontalPolicy(QSizePolicy.Policy.Ignored)
        self.setSizePolicy(policy)
        self._restyle()
        self.setText(text)
        theme().changed.connect(self._restyle)

    def setText(self, text: str) -> None:
        """Show ``text``; an empty one keeps the height of a line."""
        self._words = text
        self._heights.clear()
        if self._html:
            percent = theme().line_height(self.font(), self._ratio)
            super().setText(f'<div style="line-height:{percent:.0f}%">{text}</div>')
        else:
            super().setText(text)
        self._tell_elided()
        self.updateGeometry()

    def text(self) -> str:
        """Return the text as it was given."""
        return self._words

    def set_colour(self, token: str) -> None:
        """Show the words in the colour of ``token``."""
        self._colour = token
        self._restyle()

    def hasHeightForWidth(self) -> bool:
        """Return whether the words wrap."""
        return self.wordWrap()

    def heightForWidth(self, width: int) -> int:
        """Return the height in px of the words wrapped to ``width`` px."""
        if self._html:
            return super().heightForWidth(width)
        if not self.wordWrap():
            return self._line_pitch()
        height = self._heights.get(width)
        if height is None:
            height = self._laid_out(width).lineCount() * self._line_pitch()
            self._heights[width] = height
        return height

    def sizeHint(self) -> QSize:
        """Return the size of the words on one line, or wrapped to a readable width."""
        if self._html:
            return super().sizeHint()
        natural = self._natural_width()
        if not self.wordWrap():
            return QSize(natural, self._line_pitch())
        width = min(natural, theme().px(_READABLE))
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        """Return one line's height, and a small width where words may wrap or be cut short."""
        if self.wordWrap() or self._elide:
            return QSize(theme().px(24), self._line_pitch())
        return super().minimumSizeHint() if self._html else self.sizeHint()

    def changeEvent(self, event: QEvent) -> None:
        """Measure anew in another font."""
        if event.type() == QEvent.Type.FontChange:
            self._heights.clear()
        super().changeEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Say the whole text in a tooltip once it is cut short."""
        super().resizeEvent(event)
        self._tell_elided()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the words line by line, each centred in its pitch."""
        if self._html:
            super().paintEvent(event)
            return
        painter = painter_of(self)
        painter.setPen(self.palette().color(self.foregroundRole()))
        layout = self._laid_out(self.width())
        pitch = self._line_pitch()
        top = self._top(layout.lineCount() * pitch)
        for number in range(layout.lineCount()):
            line = layout.lineAt(number)
            offset = top + number * pitch + (pitch - line.height()) / 2
            line.draw(painter, QPointF(0, offset - line.y()))
        painter.end()

    def line_boxes(self) -> list[QRectF]:
        """Return where each line of the words lies in the label."""
        if self._html:
            return [QRectF(self.rect())] if self._words else []
        layout, pitch = self._laid_out(self.width()), self._line_pitch()
        top = self._top(layout.lineCount() * pitch)
        found = []
        for number in range(layout.lineCount()):
            line = layout.lineAt(number)
            y = top + number * pitch + (pitch - line.height()) / 2
            ink = line.naturalTextRect()
            if ink.width() > 0:
                found.append(QRectF(ink.x(), y, ink.width(), line.height()))
        return found

    def _top(self, height: float) -> float:
        if self.alignment() & Qt.AlignmentFlag.AlignTop:
            return 0
        if self.alignment() & Qt.AlignmentFlag.AlignBottom:
            return self.height() - height
        return (self.height() - height) / 2

    def _shown(self, width: int) -> str:
        if self._elide and not self.wordWrap():
            metrics = QFontMetricsF(self.font())
            return metrics.elidedText(self._words, Qt.TextElideMode.ElideRight, width)
        return self._words

    def _laid_out(self, width: int) -> QTextLayout:
        layout = QTextLayout(self._shown(width).replace("\n", "\u2028"), self.font())
        option = QTextOption(self.alignment() & Qt.AlignmentFlag.AlignHorizontal_Mask)
        option.setWrapMode(
            QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere
            if self.wordWrap()
            else QTextOption.WrapMode.ManualWrap
        )
        layout.setTextOption(option)
        layout.beginLayout()
        while (line := layout.createLine()).isValid():
            line.setLineWidth(width)
            line.setPosition(QPointF(0, 0))
        layout.endLayout()
        return layout

    def _natural_width(self) -> int:
        metrics = QFontMetricsF(self.font())
        lines = self._words.split("\n")
        return math.ceil(max(metrics.horizontalAdvance(line) for line in lines)) + 1

    def _line_pitch(self) -> int:
        if not self.wordWrap() and "\n" not in self._words:
            return math.ceil(QFontMetricsF(self.font()).height())
        return max(
            math.ceil(self.font().pixelSize() * self._ratio),
            math.ceil(QFontMetricsF(self.font()).height()),
        )

    def _tell_elided(self) -> None:
        if self._elide:
            cut = self._natural_width() > self.width() + 1
            self.setToolTip(self._words if cut and self._words else "")

    @Slot()
    def _restyle(self) -> None:
        weight, italic, size, tabular = self._font_wishes
        self.setFont(
            theme().font(self._role, weight=weight, italic=italic, size=size, tabular=tabular)
        )
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.WindowText, theme().colour(self._colour))
        palette.setColor(QPalette.ColorRole.Link, theme().colour("accent_text"))
        self.setPalette(palette)
        if self._html:
            self.setText(self._words)
        self.updateGeometry()


def heading(text: str, colour: str = "text3") -> Label:
    """Return the small heading above a group."""
    label = Label(text, "caption", colour, weight=600)
    label.says_ours = True
    return label
