"""What the Journal page says while there is nothing to read."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from metanoia.ui.widgets.button import Button
from metanoia.ui.widgets.empty import EmptyState


class ReadingOrNothing(QStackedWidget):
    """The reading pane, or the reason why nothing is read."""

    write_asked = Signal()
    import_asked = Signal()
    all_asked = Signal()

    def __init__(self, reading: QWidget) -> None:
        super().__init__()
        self._reading = reading
        self._journal = self._empty_journal()
        self._search = self._empty_search()
        self._trash = self._empty_trash()
        for room in (reading, self._journal, self._search, self._trash):
            self.addWidget(room)

    def show_reading(self) -> None:
        """Show the reading pane."""
        self.setCurrentWidget(self._reading)

    def show_why(self, *, trash: bool, everything: bool) -> None:
        """Say that nothing was deleted, written or found."""
        room = self._trash if trash else self._journal if everything else self._search
        self.setCurrentWidget(room)

    def _empty_journal(self) -> EmptyState:
        write = Button(self.tr("Write the first entry"), "primary", "pen-line", hint="Ctrl N")
        bring = Button(self.tr("Import a journal…"), "ghost", "download")
        write.clicked.connect(self.write_asked)
        bring.clicked.connect(self.import_asked)
        text = self.tr(
            "Every entry you write is kept here by its day, and found again by any word in it. "
            "Nothing of it leaves this computer."
        )
        return EmptyState("book-open", self.tr("What happened today?"), text, write, bring)

    def _empty_search(self) -> EmptyState:
        clear = Button(self.tr("Show all entries"), "outline")
        clear.clicked.connect(self.all_asked)
        text = self.tr(
            "Fewer letters find more. You can also use tag:work, before:2025, after:2025-03, "
            "“two words”, and -word to leave something out."
        )
        return EmptyState("search", self.tr("Nothing found"), text, clear)

    def _empty_trash(self) -> EmptyState:
        text = self.tr(
            "What you delete stays here for 30 days and can be restored with everything it had. "
            "After that it is gone for good."
        )
        return EmptyState("trash-2", self.tr("Nothing was deleted"), text)
