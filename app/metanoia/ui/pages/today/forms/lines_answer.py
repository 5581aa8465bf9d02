"""An answer of several lines, each of which stands for itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QPaintEvent, QTextCursor

from metanoia.domain.answers import passage
from metanoia.ui.pages.today.forms.answer import NEAR, Setting
from metanoia.ui.pages.today.forms.answer_field import AnswerField
from metanoia.ui.pages.today.forms.made import MadeSlot, Thing
from metanoia.ui.pages.today.forms.rows_of import Row, RowsOf
from metanoia.ui.theme import theme
from metanoia.ui.widgets.label import Label
from metanoia.ui.widgets.layout import Child, hbox, vbox
from metanoia.ui.widgets.paint import painter_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from metanoia.domain.answers import Value
    from metanoia.domain.form_fields import Field


class LineRow(Row):
    """A bullet, a line, and what became of it."""

    def __init__(self, name: str, field: Field) -> None:
        super().__init__()
        self._most = field.max
        self._tone = "plum_fill" if field.makes == "assumption" else "accent"
        self.line = AnswerField(name, bare=True, single=True)
        self.line.edited.connect(self._changed)
        self.over = Label("", "caption", "danger_text", tabular=True)
        self.over.hide()
        self.slot = MadeSlot(field.makes) if field.makes else None
        top = Qt.AlignmentFlag.AlignTop
        end: tuple[Child, ...] = (6, (self.slot, 0, top)) if self.slot else ()
        row = hbox((self.line, 1), 6, (self.over, 0, top), *end, margins=(30, 7, 10, 7))
        self.setLayout(row)
        if self.slot is not None:
            self.slot.make_asked.connect(self.make_asked)
            self.slot.pressed.connect(self.thing_pressed)
            self.slot.settled.connect(self.thing_settled)
            self.slot.due_asked.connect(self.due_asked)
            self._slot_height()
            theme().changed.connect(self._slot_height)

    def fields(self) -> list[AnswerField]:
        """Return the line."""
        return [self.line]

    def is_blank(self) -> bool:
        """Tell whether the line is empty."""
        return not self.line.text().strip()

    def show_things(self, things: Sequence[Thing]) -> None:
        """Show what the line became, and what was marked in it."""
        length = len(self.line.text())
        marks = [one.passage for one in things if one.kind == "assumption" and one.passage]
        self.line.mark([(a, b) for a, b in marks if not self.slot or (a, b) != (0, length)])
        if self.slot is not None:
            self.slot.show_things(things)

    def refresh(self) -> None:
        """Show what the line's length and words ask for."""
        length = len(self.line.text())
        self.over.setVisible(length > self._most * NEAR)
        self.over.setText(f"{length} / {self._most}")
        self.over.set_colour("danger_text" if length > self._most else "text3")
        if self.slot is not None:
            self.slot.offer(not self.is_blank())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the bullet as well."""
        super().paintEvent(event)
        painter = painter_of(self)
        px = theme().px
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme().colour("hairline" if self.is_blank() else self._tone))
        painter.drawEllipse(QPointF(px(17), px(7) + px(12)), px(3), px(3))
        painter.end()

    def _changed(self) -> None:
        self.refresh()
        self.update()
        self.edited.emit()

    def _slot_height(self) -> None:
        if self.slot is not None:
            self.slot.setFixedHeight(theme().px(26))


class LinesAnswer(RowsOf):
    """Enter adds a line, or parts one; Backspace in an empty one takes it away; Alt+Up and Down move it."""

    def __init__(self, field: Field, setting: Setting) -> None:
        super().__init__(field, setting, field.max_lines, field.min_lines)
        self.body.setContentsMargins(5, 5, 5, 5)
        self.card.setLayout(self.body)
        self.setLayout(vbox(self.question, 6, self.card, 2, self.foot))
        self.replace_all(())

    def value(self) -> Value | None:
        """Return the lines that say something."""
        lines = tuple(str(self.row_value(row)) for row in self.said_rows())
        return lines or None

    def show_value(self, value: Value | None) -> None:
        """Show lines."""
        self.replace_all(value if isinstance(value, tuple) else ())

    def new_row(self, before: Row | None) -> Row:
        """Return an empty line."""
        row = LineRow(self.name(), self.field)
        row.refresh()
        return row

    def row_value(self, row: Row) -> object:
        """Return the words of a line."""
        return row.fields()[0].text().strip()

    def fill_row(self, row: Row, value: object) -> None:
        """Show a line."""
        row.fields()[0].set_text(str(value))
        if isinstance(row, LineRow):
            row.refresh()

    def enter_pressed(self, row: Row, field: AnswerField) -> None:
        """Part the line at the caret, or go on to a new one."""
        cursor = field.textCursor()
        cursor.movePosition(QTextCursor.MoveOperation.End, QTextCursor.MoveMode.KeepAnchor)
        rest = cursor.selectedText()
        if not rest.strip() or len(self.rows) >= self.most:
            super().enter_pressed(row, field)
            return
        cursor.removeSelectedText()
        self.add_after(row, rest.strip())
        self.edited.emit()

    def place_of(self, field: AnswerField) -> str | None:
        """Return "KEY/2" for the third line that says something."""
        for ord_, row in enumerate(self.said_rows()):
            if field in row.fields():
                return passage(self.field.key, ord_)
        return None

    def field_at(self, place: str) -> AnswerField | None:
        """Return where a line is written."""
        return next(
            (
                row.fields()[0]
                for row in self.said_rows()
                if self.place_of(row.fields()[0]) == place
            ),
            None,
        )

    def show_things(self, things: Sequence[Thing]) -> None:
        """Show at each line what it became."""
        for row in self.rows:
            place = self.place_of(row.fields()[0])
            row.show_things([one for one in things if one.place == place])
