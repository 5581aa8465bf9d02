"""What was deleted of the page's things: brought back, or deleted for good."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from metanoia.ui.widgets.button import Button, IconButton
from metanoia.ui.widgets.card import Card
from metanoia.ui.widgets.empty import EmptyState
from metanoia.ui.widgets.label import Label
from metanoia.ui.widgets.layout import boxed, hbox, vbox
from metanoia.ui.widgets.scroll import ScrollArea

if TYPE_CHECKING:
    from collections.abc import Sequence


class Gone(NamedTuple):
    """Something in Recently deleted: its id, what it is called, and what it says."""

    id: str
    title: str
    text: str


class TrashView(QWidget):
    """``restored`` and ``purged`` carry a Gone, ``left`` asks for the way back."""

    left = Signal()
    restored = Signal(object)
    purged = Signal(object)

    def __init__(self, title: str, back: str) -> None:
        super().__init__()
        self.back = IconButton("arrow-left", back, "Esc")
        self._rows = vbox(gap=10)
        self._shown: list[_Row] = []
        self._empty = EmptyState(
            "trash-2", self.tr("Nothing was deleted"),
            self.tr("What you delete here stays for 30 days and can be restored with all that was said of it."),
        )  # fmt: skip
        head = hbox(self.back, 8, Label(title, "h2"), None, margins=(24, 18, 26, 0))
        self._listed = ScrollArea(boxed(vbox(boxed(self._rows), None, margins=(36, 12, 32, 20))))
        self.setLayout(vbox(boxed(head), 6, (self._listed, 1), (self._empty, 1)))
        self.back.clicked.connect(self.left)

    def show_gone(self, gone: Sequence[Gone]) -> None:
        """Show what was deleted, the latest first; the keyboard stays as near as it can."""
        held = next((n for n, row in enumerate(self._shown) if row.holds_keyboard()), None)
        for old in self._shown:
            self._rows.removeWidget(old)
            old.hide()
            old.deleteLater()
        self._shown = [_Row(one) for one in gone]
        for row in self._shown:
            row.restored.connect(self.restored)
            row.purged.connect(self.purged)
            self._rows.addWidget(row)
            row.show()  # now, since only what is shown takes the keyboard
        self._listed.setVisible(bool(gone))
        self._empty.setVisible(not gone)
        if held is not None:
            near = self._shown[min(held, len(gone) - 1)].restore if gone else self.back
            near.setFocus(Qt.FocusReason.OtherFocusReason)

    def take_focus(self) -> None:
        """Put the keyboard on the way back."""
        self.back.setFocus(Qt.FocusReason.TabFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go back by Esc."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)


class _Row(Card):
    restored = Signal(object)
    purged = Signal(object)

    def __init__(self, one: Gone) -> None:
        self._one = one
        self.restore = Button("", "outline", "rotate-ccw", "s")
        self.purge = Button("", "ghost", "trash-2", "s")
        text = Label(one.text, "label", "text2", weight=400, wrap=True)
        if not one.text:  # a label without a parent must not be shown: it would be a window
            text.hide()
        words = boxed(vbox(Label(one.title, "strong", wrap=True), text))
        super().__init__(
            boxed(hbox((words, 1), 12, self.restore, 6, self.purge)), margins=(20, 12, 16, 12)
        )
        self.restore.setText(self.tr("Restore"))
        self.purge.setText(self.tr("Delete for good"))
        self.restore.setAccessibleName(self.tr("Restore {}").format(one.title))
        self.purge.setAccessibleName(self.tr("Delete {} for good").format(one.title))
        self.restore.clicked.connect(self._restore)
        self.purge.clicked.connect(self._purge)

    def holds_keyboard(self) -> bool:
        """Tell whether one of its buttons has the keyboard."""
        return self.restore.hasFocus() or self.purge.hasFocus()

    @Slot()
    def _restore(self) -> None:
        self.restored.emit(self._one)

    @Slot()
    def _purge(self) -> None:
        self.purged.emit(self._one)
