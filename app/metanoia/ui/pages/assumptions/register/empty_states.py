"""What the register says while there is nothing to look at."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from metanoia.ui.widgets.button import Button
from metanoia.ui.widgets.empty import EmptyState


class DetailOrNothing(QStackedWidget):
    """The detail or the map, or the reason why there is neither."""

    new_asked = Signal()
    write_asked = Signal()
    all_asked = Signal()

    def __init__(self, detail: QWidget, chart: QWidget) -> None:
        super().__init__()
        self._detail = detail
        self._chart = chart
        self._none = self._no_assumption()
        self._found = self._nothing_found()
        self._deleted = self._nothing_deleted()
        self._unchosen = QWidget()
        for room in (detail, chart, self._none, self._found, self._deleted, self._unchosen):
            self.addWidget(room)

    def show_detail(self) -> None:
        """Show the assumption that is looked at."""
        self.setCurrentWidget(self._detail)

    def show_chart(self) -> None:
        """Show all of them by importance and confidence."""
        self.setCurrentWidget(self._chart)

    def show_nothing(self) -> None:
        """Show an empty pane: there are some, but none is looked at."""
        self.setCurrentWidget(self._unchosen)

    def show_why(self, *, trash: bool, everything: bool) -> None:
        """Say that nothing was deleted, noticed or found."""
        self.setCurrentWidget(self._deleted if trash else self._none if everything else self._found)

    def _no_assumption(self) -> EmptyState:
        new = Button(self.tr("Write one down"), "primary", "lightbulb")
        write = Button(self.tr("Begin with an entry"), "ghost", "pen-line")
        new.clicked.connect(self.new_asked)
        write.clicked.connect(self.write_asked)
        text = self.tr(
            "An assumption is a sentence you act on without asking whether it is so. Mark one in "
            "any entry with Ctrl+Shift+A, say how sure you are, and try it out by something small."
        )
        title = self.tr("What do you take for granted?")
        return EmptyState("lightbulb", title, text, new, write, tone="plum")

    def _nothing_found(self) -> EmptyState:
        clear = Button(self.tr("Show all assumptions"), "outline")
        clear.clicked.connect(self.all_asked)
        text = self.tr(
            "Fewer letters find more. Looked for are the beginnings of words, whatever the filters "
            "leave over."
        )
        return EmptyState("search", self.tr("None of them is like that"), text, clear)

    def _nothing_deleted(self) -> EmptyState:
        text = self.tr(
            "What you delete stays here for 30 days and can be restored with its history. "
            "After that it is gone for good."
        )
        return EmptyState("trash-2", self.tr("Nothing was deleted"), text)
