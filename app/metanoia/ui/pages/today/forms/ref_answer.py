"""An answer that names something of the journal, or says it in free words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from metanoia.domain.answers import Ref
from metanoia.domain.entries import EntryRow
from metanoia.domain.errors import MetanoiaError
from metanoia.ui import dates
from metanoia.ui.pages.today.entry_words import line_of
from metanoia.ui.pages.today.forms.answer import Answer, Setting
from metanoia.ui.pages.today.forms.answer_field import AnswerField
from metanoia.ui.widgets.button import Button
from metanoia.ui.widgets.chip import Chip
from metanoia.ui.widgets.label import Label, heading
from metanoia.ui.widgets.layout import boxed, hbox, vbox
from metanoia.ui.widgets.popover import Popover
from metanoia.ui.widgets.row import LaidOutRow

if TYPE_CHECKING:
    from collections.abc import Sequence

    from metanoia.domain.answers import Value
    from metanoia.domain.form_fields import Field

_DECISION = "decision"
_MOST = 8


class RefAnswer(Answer):
    """Words, and beside them the decisions on record to choose from; ``entry_asked`` opens the one named."""

    entry_asked = Signal(str)

    def __init__(self, field: Field, setting: Setting, parent: QWidget | None = None) -> None:
        super().__init__(field, setting, parent)
        self._ref: Ref | None = None
        self.words = AnswerField(self.name(), single=True)
        self.relay(self.words)
        self.words.edited.connect(self._typed)
        self.choose = Button(self.tr("Choose a decision"), "ghost", "scale", "s")
        self.choose.clicked.connect(self.open_choices)
        self.named = Chip("", "accent", "scale", clickable=True)
        self.named.clicked.connect(self._open_named)
        row = boxed(hbox(self.named, None, self.choose))
        self.setLayout(vbox(self.question, 6, self.words, 4, row))
        self.named.hide()
        self._offer()

    def value(self) -> Value | None:
        """Return what is named: with an id as long as its words are those that were chosen."""
        words = " ".join(self.words.text().split())
        if not words:
            return None
        if self._ref is not None and self._ref.words == words:
            return self._ref
        return Ref(self.field.ref[0], "", words)

    def show_value(self, value: Value | None) -> None:
        """Show what is named."""
        self._ref = value if isinstance(value, Ref) and value.id else None
        self.words.set_text(value.words if isinstance(value, Ref) else "")
        self._show_named()

    def take_focus(self) -> None:
        """Put the caret into the words."""
        self.words.setFocus(Qt.FocusReason.OtherFocusReason)
        self.words.caret_to_end()

    def set_locked(self, locked: bool) -> None:
        """Let it be read only."""
        super().set_locked(locked)
        self.words.setReadOnly(locked)
        self._offer()

    def open_choices(self) -> None:
        """List the latest decisions."""
        listing = _Decisions(self._decisions())
        popover = Popover(self.choose, listing, width=360)
        listing.chosen.connect(self._take)
        listing.chosen.connect(popover.dismiss)
        popover.open()

    def _take(self, row: object) -> None:
        if not isinstance(row, EntryRow):
            return
        self._ref = Ref(_DECISION, row.id, " ".join(line_of(row).split()))
        self.words.set_text(self._ref.words)
        self._typed()
        self.edited.emit()

    def _typed(self) -> None:
        self.show_missing(False)
        self._show_named()

    def _show_named(self) -> None:
        value = self.value()
        named = isinstance(value, Ref) and bool(value.id)
        self.named.setVisible(named)
        self.named.setText(self.tr("Decision on record"))
        self.named.setAccessibleName(self.tr("Open the decision on record"))

    def _open_named(self) -> None:
        value = self.value()
        if isinstance(value, Ref) and value.id:
            self.entry_asked.emit(value.id)

    def _decisions(self) -> Sequence[EntryRow]:
        if _DECISION not in self.field.ref:
            return ()
        try:
            return self.setting.journal.answers.rows(_DECISION, _MOST)
        except MetanoiaError:
            return ()

    def _offer(self) -> None:
        self.choose.setVisible(not self.locked and bool(self._decisions()))


class _Decisions(QWidget):
    chosen = Signal(object)

    def __init__(self, rows: Sequence[EntryRow]) -> None:
        super().__init__()
        self.setAccessibleName(self.tr("Decisions on record"))
        self._rows: dict[object, EntryRow] = {}
        lines: list[QWidget] = []
        for row in rows:
            line = LaidOutRow(line_of(row), dates.medium(row.date))
            line.title = Label(line_of(row), "label", weight=500, wrap=True)
            day = Label(dates.short(row.date), "caption", "text3", tabular=True)
            line.fill((line.title, 1), 10, day)
            line.clicked.connect(self._pressed)
            self._rows[line] = row
            lines.append(line)
        self.setLayout(vbox(heading(self.tr("Decisions on record")), 6, *lines, gap=2))

    def _pressed(self) -> None:
        self.chosen.emit(self._rows[self.sender()])
