"""The questions of a review's form: some lines of text, or lines of which each stands for itself."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from metanoia.ui.widgets.button import IconButton
from metanoia.ui.widgets.chip import Chip
from metanoia.ui.widgets.field import LineField
from metanoia.ui.widgets.label import Label
from metanoia.ui.widgets.labelled import Labelled
from metanoia.ui.widgets.layout import boxed, hbox, vbox
from metanoia.ui.widgets.text_field import TextField

if TYPE_CHECKING:
    from metanoia.domain.form_fields import Field


class TextQuestion(QWidget):
    """A question and a field below it; ``written`` carries its key and the answer."""

    written = Signal(str, object)

    def __init__(self, field: Field, least: int = 2, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.key = field.key
        self._most = field.max
        self.field = TextField(name=field.label, least=least, most=14, role="reading")
        self._labelled = Labelled(field.label, self.field)
        self.setLayout(vbox(self._labelled))
        self._text = ""
        self.field.textChanged.connect(self._edited)

    def show_answer(self, answer: object) -> None:
        """Show what was answered; nothing is emitted."""
        text = answer if isinstance(answer, str) else ""
        if text != self._text:
            self._text = text
            self.field.setPlainText(text)
            self._judge(text)

    @Slot()
    def _edited(self) -> None:
        text = self.field.toPlainText()
        if text == self._text:
            return  # only its looks changed, as with the theme
        self._text = text
        self._judge(text)
        self.written.emit(self.key, text if text.strip() else "")

    def _judge(self, text: str) -> None:
        over = self._most is not None and len(text) > self._most
        said = self.tr("This is {} characters long; at most {} can be kept. Shorten it.")
        self._labelled.set_error(said.format(len(text), self._most) if over else "")


class GrantedLine(QWidget):
    """One line, and the key that makes an assumption of it; then it shows that it is one."""

    edited = Signal()
    make_asked = Signal()
    opened = Signal(str)

    def __init__(self, name: str, most: int | None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.line = _Line(name=name)
        if most is not None:
            self.line.setMaxLength(most)
        self.make = IconButton("lightbulb", self.tr("Note it as an assumption"), "Alt Enter")
        self.chip = Chip(self.tr("Assumption"), "plum", dot=True, clickable=True, name=self.tr("Open the assumption"))  # fmt: skip
        self._made = ""
        self.setLayout(hbox((self.line, 1), 8, self.make, self.chip))
        self.line.textEdited.connect(self.edited)
        self.line.textChanged.connect(self._offer)
        self.line.make_asked.connect(self._ask)
        self.make.clicked.connect(self._ask)
        self.chip.clicked.connect(self._open)
        self._offer()

    def text(self) -> str:
        """Return what is written."""
        return self.line.text().strip()

    def show_made(self, assumption: str) -> None:
        """Show the assumption that it became, "" for none."""
        self._made = assumption
        self._offer()

    @Slot()
    def _offer(self) -> None:
        self.make.setVisible(not self._made and bool(self.text()))
        self.chip.setVisible(bool(self._made))

    @Slot()
    def _ask(self) -> None:
        if self.text() and not self._made:
            self.make_asked.emit()

    @Slot()
    def _open(self) -> None:
        self.opened.emit(self._made)


class _Line(LineField):
    make_asked = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self.make_asked.emit()
            return
        super().keyPressEvent(event)


class LinesQuestion(QWidget):
    """A question with a few lines; ``make_asked`` carries the number and text of one, to be made something."""

    written = Signal(str, object)
    make_asked = Signal(int, str)
    opened = Signal(str)

    def __init__(self, field: Field, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.key = field.key
        count = field.max_lines or 3
        caption = Label(field.label, "label")
        hint = Label(
            self.tr("Alt+Enter makes a line an assumption."), "caption", "text3", wrap=True
        )
        self.lines = [GrantedLine(f"{field.label} {n + 1}", field.max) for n in range(count)]
        self.setLayout(vbox(caption, 6, vbox(*self.lines, gap=6), 6, boxed(hbox((hint, 1)))))
        for line in self.lines:
            line.edited.connect(self._edited)
            line.make_asked.connect(self._make)
            line.opened.connect(self.opened)

    def show_answer(self, answer: object) -> None:
        """Show the lines that were answered; nothing is emitted."""
        said: Sequence[object] = answer if isinstance(answer, tuple) else ()
        if tuple(line.text() for line in self.lines if line.text()) == tuple(said):
            return  # as it is written just now, empty lines between
        for number, line in enumerate(self.lines):
            line.line.setText(str(said[number]) if number < len(said) else "")

    def show_made(self, made: dict[str, str]) -> None:
        """Show which lines, by their words, became which assumption."""
        for line in self.lines:
            line.show_made(made.get(line.text(), ""))

    def place(self, number: int) -> int:
        """Return the number of a line among those that are not empty."""
        return sum(1 for line in self.lines[:number] if line.text())

    @Slot()
    def _edited(self) -> None:
        self.written.emit(self.key, tuple(line.text() for line in self.lines if line.text()))

    @Slot()
    def _make(self) -> None:
        number = self.lines.index(self.sender())  # type: ignore[arg-type]
        self.make_asked.emit(number, self.lines[number].text())
