"""Adding entries to a share: the whole journal to search, every one ticked by hand."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from metanoia.ui.amounts import counted
from metanoia.ui.pages.share.ticks import EntryTicks, line_of
from metanoia.ui.widgets.button import Button
from metanoia.ui.widgets.field import LineField
from metanoia.ui.widgets.label import Label
from metanoia.ui.widgets.layout import fixed
from metanoia.ui.widgets.sheet import DialogSheet

if TYPE_CHECKING:
    from metanoia.domain.entries import EntryId, EntryRow
    from metanoia.journal import Journal

_REST: Final = 120  # ms
_PAGE: Final = 100
_FOUND: Final = 300


class EntrySheet(DialogSheet):
    """``toggled`` carries the id of an entry to tick or untick; the page answers by ``show_ticked``."""

    toggled = Signal(str)

    def __init__(self, over: QWidget, journal: Journal) -> None:
        super().__init__(
            over,
            over.tr("Add entries"),
            over.tr("Each one by its own tick. Space ticks, arrows move."),
            width=620,
        )
        self._journal = journal
        words = self.tr("Search: words, tag:, before:, after:")
        self.field = LineField(words, name=self.tr("Search the journal"), icon="search", clearable=True)  # fmt: skip
        self.list = EntryTicks(36)
        fixed(self.list, height=360)
        self.nothing = Label(self.tr("No entry says that."), "body", "text3")
        self.nothing.hide()
        self.count = Label("", "label", "text2", weight=400)
        self.problem = Label("", "label", "danger_text", weight=500, wrap=True)
        self.problem.hide()
        self.add(self.field, 12, self.nothing, self.list, self.problem)
        self.done = Button(self.tr("Done"), "primary", "check")
        self.set_foot((self.count, 1), 12, self.done)
        self._rest = QTimer(self, singleShot=True, interval=_REST)
        self._rest.timeout.connect(self.look)
        self.field.textChanged.connect(self._rest.start)
        self.field.installEventFilter(self)
        self.list.toggled.connect(self.toggled)
        self.done.clicked.connect(self.dismiss)
        self.look()

    def show_ticked(self, ticked: set[EntryId], barred: set[EntryId], problem: str = "") -> None:
        """Tick these, bar those, and say why the last one was refused, if it was."""
        self.list.show_ticked(ticked, barred)
        none = self.tr("Nothing ticked yet")
        some = counted(len(ticked), self.tr("1 entry ticked"), self.tr("{} entries ticked"))
        self.count.setText(some if ticked else none)
        self.problem.setText(problem)
        self.problem.setVisible(bool(problem))

    @Slot()
    def look(self) -> None:
        """Show what fits what is typed; the whole journal, newest first, while nothing is."""
        self._rest.stop()
        typed = self.field.text().strip()
        if typed:
            hits = self._journal.search.find(typed, limit=_FOUND).hits
            self.list.show_lines([line_of(hit.row) for hit in hits])
        else:
            rows = self._journal.entries.newest(_PAGE)
            self.list.show_lines([line_of(row) for row in rows], self._older)
        self.nothing.setVisible(not self.list.lines)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Go from the field down into the list."""
        keys = (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter)
        pressed = event.type() == QEvent.Type.KeyPress and watched is self.field
        if pressed and isinstance(event, QKeyEvent) and event.key() in keys:
            if self._rest.isActive():
                self.look()
            if self.list.lines:
                self.list.setFocus(Qt.FocusReason.TabFocusReason)
            return True
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Be done on Enter in the list."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.dismiss()
            return
        super().keyPressEvent(event)

    def _older(self, before: int) -> list[EntryRow]:
        return self._journal.entries.newest(_PAGE, before) if self._journal.is_open else []
