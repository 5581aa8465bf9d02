"""The title and the question of a map, written in place over the canvas."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, Signal, Slot
from PySide6.QtGui import QColor, QKeyEvent, QPalette
from PySide6.QtWidgets import QLineEdit, QSizePolicy, QWidget

from metanoia.domain.maps import QUESTION_LIMIT, TITLE_LIMIT, CausalMap
from metanoia.ui.autosave import Autosave
from metanoia.ui.theme import theme
from metanoia.ui.widgets.button import Button
from metanoia.ui.widgets.layout import boxed, hbox, vbox
from metanoia.ui.widgets.page_keys import meant_for_page

if TYPE_CHECKING:
    from PySide6.QtGui import QFocusEvent

    from metanoia.ui.pages.systems.editing import Editing


class MapHead(QWidget):
    """The way back, the title, the question; each is kept soon after typing stops."""

    back_asked = Signal()
    left = Signal()
    reached = Signal()  # its words take more room, or less

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._editing: Editing | None = None
        self.back = Button(self.tr("Maps"), "ghost", "arrow-left", "s", name=self.tr("Back to all maps"))  # fmt: skip
        self.title = _InPlace("h1", "text", self.tr("What is this map called?"), TITLE_LIMIT)
        self.question = _InPlace(
            "body", "text2", self.tr("Which question does it answer? Why does … keep happening?"),
            QUESTION_LIMIT,
        )  # fmt: skip
        self.title.setAccessibleName(self.tr("Title of the map"))
        self.question.setAccessibleName(self.tr("Question of the map"))
        self.saving = Autosave(self._keep, self)
        self.setLayout(vbox(boxed(hbox(self.back, None)), 4, self.title, 2, self.question))
        self.back.clicked.connect(self.back_asked)
        for field in (self.title, self.question):
            field.textEdited.connect(self.saving.touch)
            field.rested.connect(self._rest)
            field.left.connect(self._go_on)
            field.textChanged.connect(self.reached)

    def show_map(self, editing: Editing) -> None:
        """Show what a map is called."""
        if self._editing is not editing:
            self.saving.forget()
            self._editing = editing
        if not self.saving.dirty:
            self.title.show_text(editing.map.title)
            self.question.show_text(editing.map.question)

    def reach(self) -> int:
        """Return how many px its words take from the left."""
        return max(self.title.reach(), self.question.reach(), self.back.sizeHint().width())

    def forget(self) -> None:
        """Hold no words any more."""
        self.saving.forget()
        self._editing = None
        for field in (self.title, self.question):
            field.show_text("")

    def _keep(self) -> None:
        if self._editing is None:
            return
        title = self.title.text().strip() or self._editing.map.title
        question = self.question.text()

        def said(of: CausalMap) -> CausalMap:
            return replace(of, title=title, question=question)

        if not self._editing.do(said, self.tr("Title and question")):
            self.title.show_text(self._editing.map.title)
            self.question.show_text(self._editing.map.question)

    @Slot()
    def _rest(self) -> None:
        """Keep what was written; a title that was emptied stands there again."""
        self.saving.flush()
        if self._editing is not None:
            self.show_map(self._editing)

    @Slot()
    def _go_on(self) -> None:
        self._rest()
        if self.sender() is self.title:
            self.question.setFocus(Qt.FocusReason.TabFocusReason)
        else:
            self.left.emit()


class _InPlace(QLineEdit):
    """One line that looks like a heading until somebody writes in it."""

    left = Signal()
    rested = Signal()

    def __init__(self, role: str, ink: str, placeholder: str, limit: int) -> None:
        super().__init__()
        self._role, self._ink = role, ink
        self.setMaxLength(limit)
        self.setFrame(False)
        self.setPlaceholderText(placeholder)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme().changed.connect(self._restyle)
        self._restyle()

    def show_text(self, text: str) -> None:
        """Show another text, from its beginning."""
        if text != self.text():
            self.setText(text)
            self.setCursorPosition(0)

    def reach(self) -> int:
        """Return how many px its words take from the left."""
        said = self.text() or self.placeholderText()
        return self.fontMetrics().horizontalAdvance(said) + 2 * self.textMargins().left()

    def event(self, event: QEvent) -> bool:
        """Leave the window's keys to the window."""
        return False if meant_for_page(event) else super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go on by Enter and Down."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Down):
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Say that it is left alone."""
        super().focusOutEvent(event)
        self.rested.emit()

    @Slot()
    def _restyle(self) -> None:
        self.setFont(theme().font(self._role))
        palette = QPalette(theme().palette())
        palette.setColor(QPalette.ColorRole.Base, QColor(0, 0, 0, 0))
        palette.setColor(QPalette.ColorRole.Text, theme().colour(self._ink))
        palette.setColor(QPalette.ColorRole.PlaceholderText, theme().colour("text3"))
        self.setPalette(palette)
        self.setTextMargins(theme().px(9), 0, 0, 0)  # below the icon of the way back
