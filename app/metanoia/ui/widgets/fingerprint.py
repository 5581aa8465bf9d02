"""Six groups of five digits to read aloud and compare."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Slot
from PySide6.QtGui import QGuiApplication, QResizeEvent
from PySide6.QtWidgets import QWidget

from metanoia.ui.theme import theme
from metanoia.ui.widgets.button import Button
from metanoia.ui.widgets.card import Card
from metanoia.ui.widgets.label import Label
from metanoia.ui.widgets.layout import boxed, hbox
from metanoia.ui.widgets.tile import Icon

_SAID = 2000  # ms


class Fingerprint(Card):
    """A fingerprint in two groups of three, with Copy."""

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        self._digits = ""
        self._label = Label("", "body", weight=500, size=17, tabular=True, wrap=True)
        self._label.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
        self.copy = Button("", "ghost", "copy", "s")
        row = hbox(
            Icon("fingerprint", 18, "blue_text"), 13, (self._label, 1), 10, self.copy,
            margins=(16, 7, 8, 7),
        )  # fmt: skip
        super().__init__(boxed(row), margins=(0, 0, 0, 0), tone="blue", radius=9, parent=parent)
        self.copy.setText(self.tr("Copy"))
        self._rest = QTimer(self, singleShot=True, interval=_SAID)
        self._rest.timeout.connect(self._at_rest)
        self.copy.clicked.connect(self._copy)
        self.show_digits(text)

    def show_digits(self, text: str) -> None:
        """Show another fingerprint, or none."""
        self._digits = text
        self._fit()
        self.setAccessibleName(self.tr("Fingerprint {}").format(text) if text else "")

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show three groups on each of two lines where six have no room on one."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        groups = self._digits.split()
        line = "  ".join(groups)
        taken = self.copy.sizeHint().width() + theme().px(16 + 18 + 13 + 10 + 8)
        wide = self._label.fontMetrics().horizontalAdvance(line) <= self.width() - taken
        halves = ("  ".join(groups[:3]), "  ".join(groups[3:]))
        shown = line if wide else "\n".join(halves).strip()
        if shown != self._label.text():
            self._label.setText(shown)

    def digits(self) -> str:
        """Return the fingerprint as it is kept: six groups with one space between them."""
        return self._digits

    @Slot()
    def _copy(self) -> None:
        # a fingerprint is no secret: it is made to be read out
        QGuiApplication.clipboard().setText(self._digits)
        self.copy.setText(self.tr("Copied"))
        self._rest.start()

    @Slot()
    def _at_rest(self) -> None:
        self.copy.setText(self.tr("Copy"))
