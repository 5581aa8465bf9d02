"""One thing that is asked about: what it is, a few answers side by side, and a line that goes with one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from metanoia.ui.theme import theme
from metanoia.ui.widgets.button import Button, Kind
from metanoia.ui.widgets.field import LineField
from metanoia.ui.widgets.flow import FlowLayout
from metanoia.ui.widgets.label import Label
from metanoia.ui.widgets.layout import boxed, hbox, vbox
from metanoia.ui.widgets.tile import IconTile


class Answer(NamedTuple):
    """One answer: pressed, it is given; with a ``line`` to ask for it is given once that is written."""

    name: str
    words: str
    line: str = ""
    icon: str | None = None
    key: str = ""  # a letter that presses it


class Asked(NamedTuple):
    """What a row shows; two that are equal look the same."""

    key: str
    icon: str
    tone: str
    words: str
    about: str
    answers: tuple[Answer, ...]
    chosen: str = ""


class ThingRow(QWidget):
    """``answered`` carries the row's key, the answer's name and the line that was written to it."""

    answered = Signal(str, str, str)

    def __init__(self, asked: Asked, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.asked = asked
        self._waiting: Answer | None = None
        words = Label(asked.words, "strong", wrap=True)
        about = Label(asked.about, "caption", "text2", wrap=True)
        self.buttons = {answer.name: self._button(answer) for answer in asked.answers}
        self._answers = QWidget()
        self._answers.setLayout(FlowLayout(*self.buttons.values(), gap=6, line_gap=6))
        self.line = LineField(size="s")
        self.line.setMaxLength(300)
        self.keep = Button(self.tr("Keep"), "primary", "check", "s")
        self.leave = Button(self.tr("Cancel"), "ghost", size="s")
        self._said = Label("", "label", weight=600)
        self._line_row = boxed(hbox(self._said, 10, (self.line, 1), 8, self.keep, 2, self.leave))
        self._line_row.hide()
        self.refusal = Label("", "label", "danger_text", weight=500, wrap=True)
        self.refusal.hide()
        top = Qt.AlignmentFlag.AlignTop
        text = boxed(vbox(words, 2, about, 8, self._answers, self._line_row, self.refusal))
        self.setLayout(hbox((IconTile(asked.icon, asked.tone, 32), 0, top), 12, (text, 1)))
        about.setVisible(bool(asked.about))
        self.setAccessibleName(asked.words)
        self.keep.clicked.connect(self._keep)
        self.leave.clicked.connect(self.close_line)
        self.line.returnPressed.connect(self._keep)

    @property
    def writing(self) -> bool:
        """Whether a line is being written."""
        return self._waiting is not None and bool(self.line.text().strip())

    def unsaved(self) -> str:
        """Return the line that is being written."""
        return f"{self.asked.words}\n{self.line.text()}" if self.writing else ""

    def take_focus(self) -> None:
        """Put the keyboard on the first answer, or the line that is being written."""
        if self._waiting is not None:
            self.line.setFocus(Qt.FocusReason.OtherFocusReason)
        elif self.buttons:
            chosen = self.buttons.get(self.asked.chosen)
            (chosen or next(iter(self.buttons.values()))).setFocus(Qt.FocusReason.TabFocusReason)

    def refuse(self, sentence: str) -> None:
        """Say why the answer cannot be taken, or nothing if it is empty."""
        self.refusal.setText(sentence)
        self.refusal.setVisible(bool(sentence))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take a letter for the answer it stands for; Esc puts the line away, arrows go along."""
        if event.key() == Qt.Key.Key_Escape and self._waiting is not None:
            self.close_line()
            return
        plain = event.modifiers() in (
            Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.KeypadModifier,
        )  # fmt: skip
        letter = event.text().upper()
        for answer in self.asked.answers if plain and letter else ():
            if answer.key == letter:
                self.buttons[answer.name].click()
                return
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()), 0)
        buttons = list(self.buttons.values())
        here = next((n for n, button in enumerate(buttons) if button.hasFocus()), None)
        if step and here is not None:
            buttons[(here + step) % len(buttons)].setFocus(Qt.FocusReason.TabFocusReason)
            return
        super().keyPressEvent(event)

    def close_line(self) -> None:
        """Ask for no line; nothing was answered."""
        waiting, self._waiting = self._waiting, None
        self.line.clear()
        self._line_row.hide()
        if waiting is not None:
            self.buttons[waiting.name].setFocus(Qt.FocusReason.OtherFocusReason)

    def _button(self, answer: Answer) -> Button:
        kind: Kind = "soft" if answer.name == self.asked.chosen else "outline"
        name = f"{answer.words}: {self.asked.words}"
        button = Button(answer.words, kind, answer.icon, "s", name=name)
        if answer.key:
            button.setToolTip(f"{answer.words}  {answer.key}")
        button.clicked.connect(self._pressed)
        return button

    @Slot()
    def _pressed(self) -> None:
        button = self.sender()
        answer = next(one for one in self.asked.answers if self.buttons[one.name] is button)
        if not answer.line:
            self.answered.emit(self.asked.key, answer.name, "")
            return
        self._waiting = answer
        self._said.setText(answer.words)
        self.line.setPlaceholderText(answer.line)
        self.line.setAccessibleName(answer.line)
        self._line_row.show()
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _keep(self) -> None:
        if self._waiting is not None:
            self.answered.emit(self.asked.key, self._waiting.name, self.line.text().strip())


class ThingRows(QWidget):
    """Rows below one another, of which those that stay the same stay as they are."""

    answered = Signal(str, str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows: list[ThingRow] = []
        self._column = vbox(gap=18)
        self.setLayout(self._column)
        theme().changed.connect(self.updateGeometry)

    def show_things(self, asked: Sequence[Asked]) -> None:
        """Show these; one that is being written to keeps its words."""
        here = self._focused()
        old = {row.asked: row for row in self.rows}
        kept = [old.pop(one) if one in old else self._made(one) for one in asked]
        for row in old.values():
            row.hide()
            self._column.removeWidget(row)
            row.deleteLater()
        for number, row in enumerate(kept):
            if self._column.indexOf(row) != number:
                self._column.removeWidget(row)
                self._column.insertWidget(number, row)
                row.show()
        self.rows = kept
        self.setVisible(bool(kept))
        if here is not None and kept and self._focused() is None:
            kept[min(here, len(kept) - 1)].take_focus()

    def unsaved(self) -> str:
        """Return the lines that are being written."""
        return "\n\n".join(text for row in self.rows if (text := row.unsaved()))

    def row(self, key: str) -> ThingRow | None:
        """Return the row of that key."""
        return next((row for row in self.rows if row.asked.key == key), None)

    def _focused(self) -> int | None:
        window = self.window().focusWidget()
        return next(
            (n for n, row in enumerate(self.rows) if window and row.isAncestorOf(window)), None
        )

    def _made(self, asked: Asked) -> ThingRow:
        row = ThingRow(asked)
        row.answered.connect(self.answered)
        return row
