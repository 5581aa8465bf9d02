"""What readers said of a thing, below one another: as plain rows, or on a card."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from metanoia.ui.widgets.card import Card, Divider
from metanoia.ui.widgets.comment_row import CommentRow
from metanoia.ui.widgets.label import Label
from metanoia.ui.widgets.layout import boxed, vbox

if TYPE_CHECKING:
    from collections.abc import Sequence

    from metanoia.ui.widgets.comment_row import Beside


class CommentRows(QWidget):
    """Comments below one another; a row stays while its comment does, with what is written in it."""

    shown = Signal(object)
    answered = Signal(object, str)
    closed = Signal(object)
    reopened = Signal(object)
    put_off = Signal(object)

    def __init__(self, *, later: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows: list[CommentRow] = []
        self._later = later
        self._begun: dict[str, str] = {}  # answers that were left unfinished, by comment
        self._list = vbox()
        self.setLayout(self._list)

    def show_comments(self, found: Sequence[Beside]) -> None:
        """Show these comments in their order."""
        if [one.kept.said.id for one in found] == [row.beside.kept.said.id for row in self.rows]:
            for row, one in zip(self.rows, found, strict=True):
                if row.beside != one:
                    row.show_beside(one)
            return
        self._put_aside()
        for one in found:
            if self.rows:
                self._list.addWidget(boxed(vbox(14, Divider(), 14)))
            row = CommentRow(one, later=self._later)
            row.shown.connect(self.shown)
            row.answered.connect(self.answered)
            row.closed.connect(self.closed)
            row.reopened.connect(self.reopened)
            row.put_off.connect(self.put_off)
            self._list.addWidget(row)
            self.rows.append(row)
            if written := self._begun.pop(one.kept.said.id, ""):
                row.begin(written)

    def row_of(self, comment_id: str) -> CommentRow | None:
        """Return the row of a comment, None if it is not shown."""
        return next((row for row in self.rows if row.beside.kept.said.id == comment_id), None)

    def forget(self) -> None:
        """Hold no words any more."""
        self._put_aside()
        self._begun.clear()

    def _put_aside(self) -> None:
        for row in self.rows:
            if written := row.written().strip():
                self._begun[row.beside.kept.said.id] = written
        self.rows = []
        while (item := self._list.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.setParent(None)
                widget.deleteLater()


class CommentsCard(Card):
    """Comments on a card that is there only while there are some; ``rows`` says what is asked.

    With ``asks`` they are questions that wait, which may be put off too.
    """

    def __init__(self, *, asks: bool = False, parent: QWidget | None = None) -> None:
        self.rows = CommentRows(later=asks)
        self._asks = asks
        self.title = Label("", "strong", wrap=True)
        super().__init__(self.title, 12, self.rows, margins=(18, 14, 18, 14), parent=parent)
        self.hide()

    def show_comments(self, found: Sequence[Beside]) -> None:
        """Show these comments, or nothing at all."""
        self.rows.show_comments(found)
        self.title.setText(self._title(found))
        self.setVisible(bool(found))

    def forget(self) -> None:
        """Hold no words any more."""
        self.rows.forget()
        self.title.setText("")
        self.hide()

    def _title(self, found: Sequence[Beside]) -> str:
        names = list(dict.fromkeys(one.kept.sender for one in found))
        if self._asks:
            return self.tr("{} asks").format(names[0]) if len(names) == 1 else self.tr("You are asked")  # fmt: skip
        if len(names) == 1:
            return self.tr("From {}").format(names[0])
        return self.tr("From your readers") if names else ""
