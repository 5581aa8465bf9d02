"""One question to begin with: click it to write under it, ask for another, or put it away."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QSize, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QContextMenuEvent, QMouseEvent, QPaintEvent
from PySide6.QtWidgets import QFrame, QSizePolicy, QWidget

from metanoia.ui.theme import theme
from metanoia.ui.widgets.button import IconButton
from metanoia.ui.widgets.focus import paint_ring
from metanoia.ui.widgets.label import Label
from metanoia.ui.widgets.layout import hbox
from metanoia.ui.widgets.paint import painter_of, rounded
from metanoia.ui.widgets.pressable import Pressable, pass_mouse_through
from metanoia.ui.widgets.tile import Icon

LONG_PRESS: Final = 500  # ms


class _Question(Pressable):
    """The question itself, as a button whose words wrap."""

    def __init__(self) -> None:
        super().__init__()
        self.label = Label("", "body", "accent_text", wrap=True, size=13.5)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        top = Qt.AlignmentFlag.AlignVCenter
        self.sign = Icon("sprout", 17, "accent")
        self._row = hbox((self.sign, 0, top), 11, (self.label, 1), margins=(14, 5, 8, 5))
        self.setLayout(self._row)
        pass_mouse_through(self)

    def hasHeightForWidth(self) -> bool:
        """Return True: the words may wrap."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height in px of the words at ``width`` px."""
        return max(theme().px(30), self._row.totalHeightForWidth(width))

    def sizeHint(self) -> QSize:
        """Return the size that the words ask for."""
        return self._row.totalSizeHint()

    def minimumSizeHint(self) -> QSize:
        """Return the least size of the words."""
        return self._row.totalMinimumSize()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint hover and ring."""
        painter = painter_of(self)
        rounded(painter, self.rect(), 9, theme().colour("accent", 0.08 * self.hover))
        if self.ring_shown():
            paint_ring(painter, self.rect(), 9)
        painter.end()


class _Another(IconButton):
    """Pressed for long it says ``held`` instead of ``clicked``."""

    held = Signal()

    def __init__(self, icon: str, name: str, *, token: str) -> None:
        super().__init__(icon, name, token=token)
        self._hold = QTimer(self, singleShot=True, interval=LONG_PRESS)
        self._hold.timeout.connect(self._held)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        self._hold.start()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._hold.stop()
        super().mouseReleaseEvent(event)

    @Slot()
    def _held(self) -> None:
        if self.isDown():
            self.setDown(False)  # its release is then no click
            self.held.emit()


class PromptLine(QFrame):
    """Shows one question, or what is due; ``used`` carries its text.

    ``menu_asked``: somebody wants to say what to be asked about, by a long press of the circling
    arrows, a right click on the line, or the menu key.
    """

    used = Signal(str)
    another_asked = Signal()
    menu_asked = Signal()
    dismissed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.question = _Question()
        self.another = _Another("refresh-cw", self.tr("Another prompt"), token="accent_text")
        self.another.setToolTip(self.tr("Another prompt. Hold it to say about what"))
        self.another.held.connect(self.menu_asked)
        self.cross = IconButton("x", self.tr("No prompts today"), token="accent_text")
        self.setLayout(hbox((self.question, 1), 6, self.another, self.cross, margins=(0, 4, 6, 4)))
        self.question.clicked.connect(self._use)
        self.another.clicked.connect(self.another_asked)
        self.cross.clicked.connect(self.dismissed)
        theme().changed.connect(self.update)

    def text(self) -> str:
        """Return the question."""
        return self.question.label.text()

    def ask(self, text: str) -> None:
        """Show ``text`` as the question."""
        self.question.label.setText(text)
        self.question.setAccessibleName(self.tr("Prompt: {} Write about it").format(text))
        self.question.setToolTip(self.tr("Put this question into your entry"))
        self._be("sprout", self.tr("No prompts today"))

    def offer(self, text: str) -> None:
        """Show ``text`` as something that is due, and that a click leads to."""
        self.question.label.setText(text)
        self.question.setAccessibleName(self.tr("Due: {} Go there").format(text))
        self.question.setToolTip(self.tr("Go there"))
        self._be("history", self.tr("Not today"))

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Ask what about."""
        self.menu_asked.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the ground."""
        painter = painter_of(self)
        rounded(painter, self.rect(), 10, theme().colour("accent_soft", 0.75))
        painter.end()

    def _be(self, icon: str, put_away: str) -> None:
        self.question.sign.show_icon(icon)
        self.cross.rename(put_away)
        self.question.updateGeometry()

    def _use(self) -> None:
        self.used.emit(self.text())
