"""A conversation in two columns: what was said, and what was thought and kept back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtGui import QFontMetricsF, QPaintEvent, QResizeEvent

from metanoia.domain.answers import passage
from metanoia.ui.pages.today.forms.answer import Setting
from metanoia.ui.pages.today.forms.answer_field import AnswerField
from metanoia.ui.pages.today.forms.made import Thing
from metanoia.ui.pages.today.forms.rows_of import Row, RowsOf, TableCard
from metanoia.ui.pages.today.forms.turn_row import KEPT, SAID, SIDE, TurnRow, Turns
from metanoia.ui.theme import theme
from metanoia.ui.widgets.card import Divider
from metanoia.ui.widgets.label import Label
from metanoia.ui.widgets.layout import boxed, hbox, vbox
from metanoia.ui.widgets.paint import painter_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from metanoia.domain.answers import Value
    from metanoia.domain.form_fields import Field


_NAME: Final = (46, 92)  # px at scale 1 that the names have, at least and at most
_STACK_BELOW: Final = 500  # px at scale 1: less, and what was kept back stands below


class ConversationAnswer(RowsOf):
    """Up to so many turns; Enter lets the next one speak."""

    def __init__(self, field: Field, setting: Setting) -> None:
        self._turns = Turns(field)
        self._names = {o.key: setting.names.get(o.key, o.label) for o in self._turns.who.options}
        super().__init__(field, setting, field.max_rows, field.min_rows)
        self._stacked = False
        self.card: TableCard = _Table(self)
        self._said_head = Label(self._turns.said.label, "caption", "text2", weight=600)
        self._kept_head = Label(self._turns.kept.label, "caption", "plum_text", weight=600)
        self._heads = hbox(self._said_head, (self._kept_head, 1))
        self._head = boxed(self._heads)
        self.body.setContentsMargins(5, 5, 5, 5)
        self.card.setLayout(vbox(self._head, Divider(), self.body))
        self.setLayout(vbox(self.question, 6, self.card, 2, self.foot))
        self.replace_all(())
        theme().changed.connect(self._fit)

    def value(self) -> Value | None:
        """Return the turns that say something."""
        turns = tuple(row.cells() for row in self.said_rows() if isinstance(row, TurnRow))
        return turns or None

    def show_value(self, value: Value | None) -> None:
        """Show turns."""
        self.replace_all(value if isinstance(value, tuple) else ())
        self._fit()

    def set_names(self, names: Mapping[str, str]) -> None:
        """Call the speakers by these names from now on."""
        named = {o.key: names.get(o.key) or o.label for o in self._turns.who.options}
        if named != self._names:
            self._names = named
            for row in self.rows:
                if isinstance(row, TurnRow):
                    row.show_names(named)
            self._fit()

    def new_row(self, before: Row | None) -> Row:
        """Return an empty turn of whoever did not speak before."""
        keys = [option.key for option in self._turns.who.options]
        who = keys[0]
        if isinstance(before, TurnRow):
            who = keys[(keys.index(before.speaker()) + 1) % len(keys)]
        row = TurnRow(self._turns, self._names, who)
        row.set_stacked(self._stacked)
        row.set_name_width(self._name_width())
        return row

    def row_value(self, row: Row) -> object:
        """Return the cells of a turn."""
        return row.cells() if isinstance(row, TurnRow) else {}

    def fill_row(self, row: Row, value: object) -> None:
        """Show a turn."""
        if isinstance(row, TurnRow) and isinstance(value, dict):
            row.show_cells(value)

    def makes_at(self, place: str) -> str:
        """Return nothing: what is thought in a conversation is marked, not made."""
        return ""

    def place_of(self, field: AnswerField) -> str | None:
        """Return "lines.unsaid/3"."""
        for ord_, row in enumerate(self.said_rows()):
            if field in row.fields():
                column = (self._turns.said, self._turns.kept)[row.fields().index(field)]
                return passage(f"{self.field.key}.{column.key}", ord_)
        return None

    def field_at(self, place: str) -> AnswerField | None:
        """Return where a cell is written."""
        fields = (field for row in self.said_rows() for field in row.fields())
        return next((field for field in fields if self.place_of(field) == place), None)

    def show_things(self, things: Sequence[Thing]) -> None:
        """Underline what became an assumption."""
        for row in self.rows:
            for field in row.fields():
                place = self.place_of(field)
                marks = [t.passage for t in things if t.place == place and t.passage]
                field.mark([mark for mark in marks if mark is not None])

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the columns below one another where they have no room side by side."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        px = theme().px
        self._stacked = self.width() < px(_STACK_BELOW)
        name = self._name_width()
        for row in self.rows:
            if isinstance(row, TurnRow):
                row.set_stacked(self._stacked)
                row.set_name_width(name)
        self._kept_head.setVisible(not self._stacked)
        left = 5 + px(SIDE) + name
        self._heads.setContentsMargins(left, px(10), 0, px(10))
        room = self.width() - left - 5 - px(4)
        self._said_head.setFixedWidth(max(0, round(room * SAID / (SAID + KEPT)) + px(14)))
        self.card.update()

    def _name_width(self) -> int:
        metrics = QFontMetricsF(theme().font("label", weight=600))
        widest = max(metrics.horizontalAdvance(name) for name in self._names.values())
        px = theme().px
        return max(px(_NAME[0]), min(px(_NAME[1]), round(widest) + px(10)))


class _Table(TableCard):
    """The card, with a line between the columns."""

    def __init__(self, conversation: ConversationAnswer) -> None:
        super().__init__()
        self._conversation = conversation

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        rows = self._conversation.rows
        first = rows[0] if rows else None
        if not isinstance(first, TurnRow) or first.stacked:
            return
        painter = painter_of(self)
        x = first.x() + first.rule_x()
        top = theme().px(10)
        painter.fillRect(x, top, 1, self.height() - 2 * top, theme().colour("hairline"))
        painter.end()
