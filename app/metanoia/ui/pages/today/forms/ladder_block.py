"""Questions drawn as a ladder: from what was done, rung by rung down to what was there to be seen."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QPaintEvent, QPen
from PySide6.QtWidgets import QApplication, QWidget

from metanoia.ui.theme import theme
from metanoia.ui.widgets.layout import vbox
from metanoia.ui.widgets.paint import painter_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from metanoia.ui.pages.today.forms.answer import Answer

_RAILS: Final = (6, 22)  # px at scale 1 from the left
_OVER: Final = 3  # that a rung reaches over the rails
_LEFT: Final = 44
_LEAD: Final = 10  # of the label's first line, to its middle


class LadderBlock(QWidget):
    """Holds the answers of the rungs; the one that is being answered is drawn in plum."""

    def __init__(self, answers: Sequence[Answer], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._answers = list(answers)
        self._here: Answer | None = None
        self.setLayout(vbox(*answers, margins=(_LEFT, 8, 0, 10), gap=22))
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._focus_moved)
        theme().changed.connect(self.update)
        for answer in answers:
            answer.edited.connect(self.update)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint rails and rungs: hollow grey where nothing is answered yet."""
        painter = painter_of(self)
        px, colour = theme().px, theme().colour
        left, right = (px(x) for x in _RAILS)
        painter.setPen(QPen(colour("disabled"), px(1.6), c=Qt.PenCapStyle.RoundCap))
        for x in (left, right):
            painter.drawLine(QPointF(x, px(2)), QPointF(x, self.height() - px(2)))
        for answer in self._answers:
            label = answer.question.label
            y = label.mapTo(self, QPoint(0, 0)).y() + px(_LEAD)
            here, answered = answer is self._here, answer.value() is not None
            token = "plum_fill" if here else "text3" if answered else "disabled"
            width = px(3.4) if here else px(2.4) if answered else px(1.6)
            painter.setPen(QPen(colour(token), width, c=Qt.PenCapStyle.RoundCap))
            over = px(_OVER) if here or answered else 0
            painter.drawLine(QPointF(left - over, y), QPointF(right + over, y))
        painter.end()

    def _focus_moved(self, _old: object, new: object) -> None:
        here = next(
            (
                answer
                for answer in self._answers
                if isinstance(new, QWidget) and answer.isAncestorOf(new)
            ),
            None,
        )
        if here is not self._here:
            self._here = here
            self.update()
