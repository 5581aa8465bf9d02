"""What an empty map says in its middle."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from metanoia.ui.widgets.label import Label
from metanoia.ui.widgets.layout import vbox


class Hint(QWidget):
    """Says what to do first, and lets the mouse through. Not for a viewport, which moves what lies on it."""

    def __init__(self, over: QWidget) -> None:
        super().__init__(over)
        self._over = over
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        centre = Qt.AlignmentFlag.AlignHCenter
        self.question = Label(self.tr("What keeps happening?"), "quote", "text2", align=centre)
        self.how = Label(
            self.tr("Double-click anywhere, or press N, and name it: something that rises and falls."),
            "body", "text3", align=centre, wrap=True,
        )  # fmt: skip
        self.setLayout(vbox(self.question, self.how, gap=6))
        self.setFixedWidth(420)

    def place(self) -> None:
        """Lie in the middle of what it lies over."""
        over = self._over
        self.setFixedWidth(min(420, max(120, over.width() - 48)))
        layout = self.layout()
        if layout is not None:
            self.resize(self.width(), layout.totalHeightForWidth(self.width()))
        self.move((over.width() - self.width()) // 2, (over.height() - self.height()) // 2)
