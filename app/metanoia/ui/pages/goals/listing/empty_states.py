"""What the list says while there is no goal in it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from metanoia.ui.widgets.button import Button
from metanoia.ui.widgets.empty import EmptyState


class ListOrNothing(QStackedWidget):
    """The list, or the reason why there is none."""

    new_asked = Signal()
    example_asked = Signal()
    all_asked = Signal()

    def __init__(self, shown: QWidget) -> None:
        super().__init__()
        self._shown = shown
        self.describe = Button(self.tr("Describe a vision"), "primary", "mountain")
        self.example = Button(self.tr("See an example"), "ghost")
        self._none = self._no_goal()
        self._found = self._nothing_found()
        self._deleted = self._nothing_deleted()
        for one in (shown, self._none, self._found, self._deleted):
            self.addWidget(one)

    def show_list(self) -> None:
        """Show the goals."""
        self.setCurrentWidget(self._shown)

    def show_why(self, *, trash: bool, looked: bool) -> None:
        """Say that nothing was deleted or found, or ask what is wanted."""
        self.setCurrentWidget(self._deleted if trash else self._found if looked else self._none)

    @property
    def empty(self) -> bool:
        """Whether it asks what is wanted."""
        return self.currentWidget() is self._none

    def _no_goal(self) -> EmptyState:
        self.describe.clicked.connect(self.new_asked)
        self.example.clicked.connect(self.example_asked)
        text = self.tr(
            "A goal here is a picture of what you want, held next to an honest look at where you "
            "are. The gap between them is not a problem. It is the energy."
        )
        title = self.tr("What do you want to create?")
        return EmptyState("target", title, text, self.describe, self.example)

    def _nothing_found(self) -> EmptyState:
        clear = Button(self.tr("Show all goals"), "outline")
        clear.clicked.connect(self.all_asked)
        text = self.tr("Fewer letters find more. Looked for are the beginnings of words.")
        return EmptyState("search", self.tr("No goal is called that"), text, clear)

    def _nothing_deleted(self) -> EmptyState:
        text = self.tr(
            "What you delete stays here for 30 days and can be restored with its history. "
            "After that it is gone for good."
        )
        return EmptyState("trash-2", self.tr("Nothing was deleted"), text)
