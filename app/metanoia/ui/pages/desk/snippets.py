"""Questions that come up again and again: chosen while a comment is written, and edited in a sheet."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QObject, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from metanoia.domain.errors import MetanoiaError
from metanoia.ui.widgets.button import Button, IconButton
from metanoia.ui.widgets.field import LineField
from metanoia.ui.widgets.label import Label
from metanoia.ui.widgets.layout import boxed, hbox, vbox
from metanoia.ui.widgets.popover import Popover
from metanoia.ui.widgets.pressable import pass_mouse_through
from metanoia.ui.widgets.row import LaidOutRow
from metanoia.ui.widgets.sheet import DialogSheet
from metanoia.ui.widgets.toast import Toast

if TYPE_CHECKING:
    from collections.abc import Sequence

    from metanoia.domain.snippets import Snippet
    from metanoia.journal import Journal

_MOST: Final = 8  # questions offered at once


class SnippetChoice(QWidget):
    """A list that is filtered by typing; ``chosen`` carries the text of a question."""

    chosen = Signal(str)
    edit_asked = Signal()
    gone = Signal()

    def __init__(self, snippets: Sequence[Snippet]) -> None:
        super().__init__()
        self._snippets = snippets
        self.rows: list[_Question] = []
        self.setAccessibleName(self.tr("Questions to choose from"))
        self.field = LineField(self.tr("Find a question"), icon="search", size="s")
        self._list = vbox(gap=2)
        self.none = Label(
            self.tr("No question of yours has these words."), "label", "text2", wrap=True
        )
        self.edit = Button(self.tr("Edit these questions…"), "ghost", "list", "s")
        self.setLayout(
            vbox(self.field, 8, boxed(self._list), self.none, 6, boxed(hbox(self.edit, None)))
        )
        self.field.textChanged.connect(self._fill)
        self.field.installEventFilter(self)
        self.edit.clicked.connect(self._ask_edit)
        self._popover: Popover | None = None
        self._fill()

    @classmethod
    def open_at(cls, anchor: QWidget, snippets: Sequence[Snippet]) -> SnippetChoice:
        """Open the list beside ``anchor``."""
        choice = cls(snippets)
        choice._popover = Popover(anchor, choice, width=340, margins=(12, 12, 12, 10))
        choice._popover.closed.connect(choice.gone)
        choice._popover.open()
        choice.field.setFocus(Qt.FocusReason.OtherFocusReason)
        return choice

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take the first question by Enter; go down into the list."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                if self.rows:
                    self.rows[0].click()
                return True
            if event.key() == Qt.Key.Key_Down and self.rows:
                self.rows[0].setFocus(Qt.FocusReason.TabFocusReason)
                return True
        return False

    @Slot()
    def _fill(self) -> None:
        for row in self.rows:
            self._list.removeWidget(row)
            row.hide()
            row.deleteLater()
        words = self.field.text().casefold().split()
        fitting = [
            one for one in self._snippets if all(word in one.text.casefold() for word in words)
        ]
        self.rows = [_Question(one.text) for one in fitting[:_MOST]]
        for row in self.rows:
            row.clicked.connect(self._pressed)
            self._list.addWidget(row)
            row.show()
        self.none.setVisible(not self.rows)

    @Slot()
    def _pressed(self) -> None:
        row = self.sender()
        if isinstance(row, _Question):
            if self._popover is not None:
                self._popover.dismiss()
            self.chosen.emit(row.question)

    @Slot()
    def _ask_edit(self) -> None:
        if self._popover is not None:
            self._popover.dismiss()
        self.edit_asked.emit()


class _Question(LaidOutRow):
    """One question, on as many lines as it takes."""

    def __init__(self, text: str) -> None:
        super().__init__(text, "")
        self.question = text
        self.fill((Label(text, "label", weight=400, wrap=True), 1))
        pass_mouse_through(self)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go from one question to the next."""
        steps = {Qt.Key.Key_Down: True, Qt.Key.Key_Up: False}
        step = steps.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
        else:
            self.focusNextPrevChild(step)


class SnippetsSheet(DialogSheet):
    """The questions one by one: changed in place, moved, deleted with a way back, and new ones."""

    def __init__(self, over: QWidget, journal: Journal) -> None:
        super().__init__(
            over, over.tr("Your questions"),
            over.tr("They come up with Ctrl+Space while you write a comment."),
            icon="text-quote", tone="plum",
        )  # fmt: skip
        self._journal = journal
        self.rows: list[_Edited] = []
        self._list = vbox(gap=8)
        self.new = LineField(self.tr("Another question"), name=self.tr("Another question"))
        self.more = Button(self.tr("Add"), "outline", "plus")
        self.problem = Label("", "label", "danger_text", weight=500, wrap=True)
        self.add(boxed(self._list), 12, boxed(hbox((self.new, 1), 8, self.more)), 6, self.problem)
        done = Button(self.tr("Done"), "primary", "check")
        done.clicked.connect(self.dismiss)
        self.set_foot(None, done)
        self.more.clicked.connect(self._add)
        self.new.returnPressed.connect(self._add)
        self._fill()

    def dismiss(self) -> None:
        """Keep what was changed, and go."""
        self._rest()
        super().dismiss()

    def _rest(self) -> None:
        for row in self.rows:
            row.rest()

    def _fill(self) -> None:
        for row in self.rows:
            self._list.removeWidget(row)
            row.hide()
            row.deleteLater()
        self.rows = [_Edited(one) for one in self._journal.snippets.all()]
        for row in self.rows:
            row.changed.connect(self._change)
            row.deleted.connect(self._delete)
            row.moved.connect(self._move)
            self._list.addWidget(row)
            row.show()

    @Slot()
    def _add(self) -> None:
        self._rest()
        try:
            self._journal.snippets.add(self.new.text())
        except MetanoiaError as error:
            self.problem.setText(str(error))
            return
        self.problem.setText("")
        self.new.clear()
        self._fill()

    @Slot(str, str)
    def _change(self, snippet_id: str, text: str) -> None:
        try:
            self._journal.snippets.change(snippet_id, text)
            self.problem.setText("")
        except MetanoiaError as error:
            self.problem.setText(str(error))

    @Slot(str)
    def _delete(self, snippet_id: str) -> None:
        self._rest()
        gone = self._journal.snippets.delete(snippet_id)
        self._fill()
        journal = self._journal

        def undo() -> None:
            journal.snippets.put_back(gone)

        toast = Toast(self, self.tr("The question was deleted."), undo)
        toast.undone.connect(self._fill)

    @Slot(str, int)
    def _move(self, snippet_id: str, place: int) -> None:
        self._rest()
        if 1 <= place <= len(self.rows):
            self._journal.snippets.move(snippet_id, place)
            self._fill()


class _Edited(QWidget):
    """One question to change, move and delete."""

    changed = Signal(str, str)
    moved = Signal(str, int)
    deleted = Signal(str)

    def __init__(self, snippet: Snippet) -> None:
        super().__init__()
        self.snippet = snippet
        self._kept = snippet.text
        self.field = LineField(text=snippet.text, name=self.tr("Question {}").format(snippet.place))
        self.up = IconButton("arrow-up", self.tr("Move up"))
        self.gone = IconButton("trash-2", self.tr("Delete this question"))
        self.setLayout(hbox((self.field, 1), 4, self.up, 2, self.gone))
        self.field.editingFinished.connect(self.rest)
        self.up.clicked.connect(self._up)
        self.gone.clicked.connect(self._delete)

    @Slot()
    def rest(self) -> None:
        """Say so if it reads otherwise now."""
        if self.field.text().strip() != self._kept:
            self._kept = self.field.text().strip()
            self.changed.emit(self.snippet.id, self._kept)

    @Slot()
    def _up(self) -> None:
        self.rest()
        self.moved.emit(self.snippet.id, self.snippet.place - 1)

    @Slot()
    def _delete(self) -> None:
        self.deleted.emit(self.snippet.id)
