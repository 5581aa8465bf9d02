"""How far a longer piece of work has come, in words and as a bar."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QTimer, Slot
from PySide6.QtGui import QHideEvent, QPaintEvent, QShowEvent
from PySide6.QtWidgets import QProgressBar, QSizePolicy, QWidget

from metanoia.ui.theme import theme
from metanoia.ui.widgets.label import Label
from metanoia.ui.widgets.layout import boxed, hbox, vbox
from metanoia.ui.widgets.paint import painter_of, rounded


class _Bar(QProgressBar):
    """A stock progress bar, for its role and value, painted as ours."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setTextVisible(False)
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._phase = 0.0
        self._steps = QTimer(self, interval=40)
        self._steps.timeout.connect(self._step)
        self._restyle()
        theme().changed.connect(self._restyle)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = painter_of(self)
        radius = self.height() / 2
        rounded(painter, self.rect(), radius, theme().colour("pressed"))
        accent = theme().colour("accent")
        if self.maximum() == 0:
            width = self.width() / 4
            x = (self.width() - width) * (0.5 if theme().reduced_motion() else self._phase)
            rounded(painter, QRectF(x, 0, width, self.height()), radius, accent)
        elif self.value() > 0:
            width = max(self.height(), self.width() * self.value() / self.maximum())
            rounded(painter, QRectF(0, 0, width, self.height()), radius, accent)
        painter.end()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._run()

    def hideEvent(self, event: QHideEvent) -> None:
        self._steps.stop()
        super().hideEvent(event)

    def show_range(self, whole: int) -> None:
        self.setRange(0, whole)
        self._run()

    def _run(self) -> None:
        if self.maximum() == 0 and self.isVisible() and not theme().reduced_motion():
            self._steps.start()
        else:
            self._steps.stop()

    @Slot()
    def _step(self) -> None:
        self._phase = (self._phase + 0.02) % 1.0
        self.update()

    @Slot()
    def _restyle(self) -> None:
        self.setFixedHeight(theme().px(8))
        self.update()


class Progress(QWidget):
    """Words over a bar: ``text`` on the left, how much is left on the right; 0 of 0 is "not known"."""

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._text = Label(text, "strong", tabular=True, elide=True)
        self._aside = Label("", "caption", "text3", tabular=True)
        self.bar = _Bar(text)
        self.bar.show_range(0)
        self.setLayout(vbox(boxed(hbox((self._text, 1), 12, self._aside)), 9, self.bar))

    def set_text(self, text: str, aside: str = "") -> None:
        """Say what is being done, and aside how long it will take."""
        self._text.setText(text)
        self._aside.setText(aside)
        self.bar.setAccessibleName(text)

    @Slot(int, int)
    def set_progress(self, done: int, whole: int) -> None:
        """Fill the bar to ``done`` of ``whole``; a ``whole`` of 0 shows that it is not known."""
        self.bar.show_range(whole)
        if whole:
            self.bar.setValue(min(done, whole))
