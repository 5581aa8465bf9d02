"""Where one is in a path of a few steps."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPaintEvent, QPen
from PySide6.QtWidgets import QBoxLayout, QSizePolicy, QWidget

from metanoia.ui.icons import paint_icon
from metanoia.ui.theme import theme
from metanoia.ui.widgets.card import Divider
from metanoia.ui.widgets.label import Label
from metanoia.ui.widgets.layout import Child, hbox, vbox
from metanoia.ui.widgets.paint import painter_of
from metanoia.ui.widgets.tile import Square

State = Literal["done", "now", "next"]


class StepDot(Square):
    """The number of a step in a ring, or a tick once it is done."""

    def __init__(self, number: int) -> None:
        self._number = number
        self.state: State = "next"
        super().__init__(26)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the dot with its number or its tick."""
        painter = painter_of(self)
        colour = theme().colour
        circle = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        if self.state == "done":
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colour("accent"))
            painter.drawEllipse(circle)
            inset = self.width() / 4
            tick = QRectF(self.rect()).adjusted(inset, inset, -inset, -inset)
            paint_icon(painter, "check", tick, "on_accent", 2.6)
            painter.end()
            return
        now = self.state == "now"
        painter.setPen(QPen(colour("accent" if now else "border"), 1.4))
        painter.setBrush(colour("accent_soft") if now else Qt.BrushStyle.NoBrush)
        painter.drawEllipse(circle)
        painter.setPen(colour("accent_text" if now else "text3"))
        painter.setFont(theme().font("caption", weight=600))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, str(self._number))
        painter.end()


class _Step(QWidget):
    def __init__(self, number: int, name: str, gap: int) -> None:
        super().__init__()
        self.name = name
        self.dot = StepDot(number)
        self._labels = {
            "done": Label(name, "label", "text2"),
            "now": Label(name, "label", "text", weight=600),
            "next": Label(name, "label", "text2"),
        }
        self.setLayout(hbox(self.dot, gap, *self._labels.values()))

    def rename(self, name: str) -> None:
        self.name = name
        for label in self._labels.values():
            label.setText(name)

    def show_state(self, state: State) -> None:
        self.dot.state = state
        self.dot.update()
        for which, label in self._labels.items():
            label.setVisible(which == state)


class _Between(Divider):
    """The line from one step to the next, shorter where there is little room."""

    def __init__(self) -> None:
        super().__init__("border")
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        theme().changed.connect(self.updateGeometry)

    def sizeHint(self) -> QSize:
        return QSize(theme().px(42), 1)

    def minimumSizeHint(self) -> QSize:
        return QSize(theme().px(6), 1)


class Stepper(QWidget):
    """Numbered steps in a row, or below one another if ``upright``: done, now and next."""

    def __init__(
        self,
        names: Sequence[str],
        current: int = 0,
        *,
        upright: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._steps = [_Step(n + 1, name, 12 if upright else 9) for n, name in enumerate(names)]
        layout: QBoxLayout
        if upright:
            layout = vbox(*self._steps, gap=14)
        else:
            parts: list[Child] = []
            for step in self._steps:
                parts += [10, _Between(), 10] if parts else []
                parts.append(step)
            layout = hbox(*parts)
        self.setLayout(layout)
        self.set_current(current)

    def rename(self, names: Sequence[str]) -> None:
        """Call the steps otherwise."""
        for step, name in zip(self._steps, names, strict=True):
            step.rename(name)
        self._name()

    def set_current(self, current: int) -> None:
        """Show the step at ``current`` as the one of now; len(names) shows all as done."""
        for number, step in enumerate(self._steps):
            step.show_state("done" if number < current else "now" if number == current else "next")
        self._shown = min(current, len(self._steps) - 1)
        self._name()

    def _name(self) -> None:
        shown, words = self._shown, self.tr("Step {} of {}: {}")
        self.setAccessibleName(words.format(shown + 1, len(self._steps), self._steps[shown].name))
