"""One turn of a conversation: who spoke, what was said and kept back, and what it did."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QKeyEvent, QPaintEvent
from PySide6.QtWidgets import QGridLayout

from metanoia.ui.pages.today.forms.answer_field import AnswerField
from metanoia.ui.pages.today.forms.rows_of import Row
from metanoia.ui.theme import theme
from metanoia.ui.widgets.button import IconButton
from metanoia.ui.widgets.chip import Chip
from metanoia.ui.widgets.focus import paint_ring
from metanoia.ui.widgets.layout import boxed, hbox, vbox
from metanoia.ui.widgets.paint import painter_of
from metanoia.ui.widgets.pressable import Pressable

if TYPE_CHECKING:
    from collections.abc import Mapping

    from metanoia.domain.answers import Cell
    from metanoia.domain.form_fields import Column, Field

SAID, KEPT = 57, 43  # shares of the width
SIDE: Final = 12  # px at scale 1 before the names
_ADVOCATE, _INQUIRE, _BOTH, _NEITHER = "advocate", "inquire", "both", "neither"
_ALT: Final = Qt.KeyboardModifier.AltModifier


class Turns:
    """Which column is which: who spoke, what was said, what was kept back, and the move."""

    def __init__(self, field: Field) -> None:
        texts = [column for column in field.columns if column.type == "text"]
        self.who: Column = field.columns[0]
        self.said, self.kept = texts[0], texts[1]
        self.move = next((c for c in field.columns[1:] if c.type == "choice"), None)

    @staticmethod
    def fits(field: Field) -> bool:
        """Tell whether a table is a conversation: somebody says something, and keeps something back."""
        texts = [column for column in field.columns if column.type == "text"]
        return field.columns[0].type == "choice" and len(texts) == 2


class WhoButton(Pressable):
    """Who speaks; a press lets the other one speak."""

    me = True

    def sizeHint(self) -> QSize:
        """Return the width of a name and the height of a line."""
        width = QFontMetricsF(theme().font("label", weight=600)).horizontalAdvance(self.text())
        return QSize(round(width) + theme().px(6), theme().px(24))

    def minimumSizeHint(self) -> QSize:
        """Return a little: a long name is cut short."""
        return QSize(theme().px(24), theme().px(24))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint name and ring."""
        painter = painter_of(self)
        painter.setFont(theme().font("label", weight=600))
        token = "accent_text" if self.me or self.hover > 0.5 else "text2"
        painter.setPen(theme().colour(token))
        words = painter.fontMetrics().elidedText(
            self.text(), Qt.TextElideMode.ElideRight, self.width()
        )
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignVCenter, words)
        if self.ring_shown():
            paint_ring(painter, self.rect(), 6)
        painter.end()


class TurnRow(Row):
    """One turn; Alt+A and Alt+I say what my line did, Alt+O lets the other one speak."""

    moves_shown = Signal()

    def __init__(self, turns: Turns, names: Mapping[str, str], who: str) -> None:
        super().__init__()
        self.stacked = False
        self._turns, self._names = turns, names
        self._who, self._neither, self._locked = who, False, False
        self.who = WhoButton()
        self.who.setFocusPolicy(Qt.FocusPolicy.ClickFocus)  # Alt+O does the same
        self.who.clicked.connect(self._other_speaks)
        self.said = AnswerField("", bare=True, single=True, size=16.5)
        self.kept = AnswerField(
            "", bare=True, single=True, size=16.5, token="plum_text", italic=True
        )
        self.chips: dict[str, Chip] = {}
        for option in turns.move.options if turns.move else ():
            if option.key in (_ADVOCATE, _INQUIRE):
                self.chips[option.key] = self._chip(option.key, option.label)
        self.cross = IconButton("x", self.tr("Take this line out"), token="text3")
        self.cross.setFocusPolicy(Qt.FocusPolicy.ClickFocus)  # Backspace in an empty line does it
        self.cross.clicked.connect(self.removal_asked)
        for field in self.fields():
            field.edited.connect(self._edited)
        self._lay_out()
        self._show_who()

    # -- what it says

    def fields(self) -> list[AnswerField]:
        """Return what was said, and what was kept back."""
        return [self.said, self.kept]

    def is_blank(self) -> bool:
        """Tell whether neither column says anything."""
        return not self.said.text().strip() and not self.kept.text().strip()

    def mine(self) -> bool:
        """Tell whether the line is mine, so that it has a move."""
        only = self._turns.move.only_for if self._turns.move else None
        return self._who == (only[1] if only else self._turns.who.options[0].key)

    def speaker(self) -> str:
        """Return the key of who speaks."""
        return self._who

    def cells(self) -> dict[str, Cell]:
        """Return the row as it is kept."""
        said, kept = self.said.text().strip(), self.kept.text().strip()
        cells: dict[str, Cell] = {self._turns.who.key: self._who}
        if said:
            cells[self._turns.said.key] = said
        if kept:
            cells[self._turns.kept.key] = kept
        if self._turns.move and self.mine() and (move := self._move()):
            cells[self._turns.move.key] = move
        return cells

    def show_cells(self, cells: Mapping[str, Cell]) -> None:
        """Show a row as it was kept."""
        turns = self._turns
        self._who = str(cells.get(turns.who.key, self._who))
        self.said.set_text(str(cells.get(turns.said.key, "")))
        self.kept.set_text(str(cells.get(turns.kept.key, "")))
        move = str(cells.get(turns.move.key, "")) if turns.move else ""
        self._neither = move == _NEITHER
        for key, chip in self.chips.items():
            self._check(chip, on=move in (key, _BOTH))
        self._show_who()

    def show_names(self, names: Mapping[str, str]) -> None:
        """Call the speakers by these names."""
        self._names = names
        self._show_who()

    # -- looks and keys

    def set_active(self, active: bool) -> None:
        """Say in the active row what its columns are for."""
        if active != self.active:
            self.kept.setPlaceholderText(self.tr("Kept back") if active else "")
            self.cross.setVisible(active and not self._locked)
        super().set_active(active)

    def set_locked(self, locked: bool) -> None:
        """Let it be read only."""
        super().set_locked(locked)
        self._locked = locked
        for part in (self.who, *self.chips.values()):
            part.setEnabled(not locked)

    def set_stacked(self, stacked: bool) -> None:
        """Let what was kept back stand beside, or below."""
        self.stacked = stacked
        grid = self._grid
        grid.removeWidget(self._right)
        grid.addWidget(self._right, 1 if stacked else 0, 1 if stacked else 2)
        grid.setColumnStretch(2, 0 if stacked else KEPT)
        grid.setHorizontalSpacing(0)
        px = theme().px
        self._right_box.setContentsMargins(0 if stacked else px(14), 0, 0, 0)
        self._left_box.setContentsMargins(0, 0, 0 if stacked else px(14), 0)

    def set_name_width(self, width: int) -> None:
        """Give the names so many px."""
        self.who.setFixedWidth(width)

    def rule_x(self) -> int:
        """Return where the line between the columns runs, in px of the row."""
        return self._right.x()

    def key(self, event: QKeyEvent) -> None:
        """Say what the line did, or who spoke."""
        if event.modifiers() != _ALT:
            return
        if event.key() == Qt.Key.Key_O:
            self._other_speaks()
            event.accept()
        keys = {Qt.Key.Key_A: _ADVOCATE, Qt.Key.Key_I: _INQUIRE}
        chip = self.chips.get(keys.get(Qt.Key(event.key()), ""))
        if chip is not None:
            if self.mine():
                chip.click()
            event.accept()

    # -- inside

    def _lay_out(self) -> None:
        top = Qt.AlignmentFlag.AlignTop
        self._moves = boxed(hbox(*self.chips.values(), None, gap=6))
        self._left_box = vbox(self.said, 4, self._moves)
        self._left = boxed(self._left_box)
        self._right_box = hbox((self.kept, 1, top), (self.cross, 0, top))
        self._right = boxed(self._right_box)
        self.cross.hide()
        policy = self.cross.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self.cross.setSizePolicy(policy)
        grid = QGridLayout()
        grid.setSpacing(0)
        grid.addWidget(self.who, 0, 0, top)
        grid.addWidget(self._left, 0, 1, top)
        grid.addWidget(self._right, 0, 2, top)
        grid.setColumnStretch(1, SAID)
        grid.setColumnStretch(2, KEPT)
        self._grid = grid
        self.setLayout(grid)
        self._scale()
        theme().changed.connect(self._scale)

    def _scale(self) -> None:
        px = theme().px
        self._grid.setContentsMargins(px(SIDE), px(9), px(4), px(9))

    def _chip(self, key: str, label: str) -> Chip:
        chip = Chip(label, "plain", checkable=True)
        chip.setFocusPolicy(Qt.FocusPolicy.ClickFocus)  # Alt+A and Alt+I do the same
        chip.setToolTip(f"{label}  Alt+{key[0].upper()}")
        chip.clicked.connect(self._move_pressed)
        return chip

    def _move(self) -> str:
        on = [key for key, chip in self.chips.items() if chip.isChecked()]
        if len(on) == 2:
            return _BOTH
        return on[0] if on else _NEITHER if self._neither else ""

    def _move_pressed(self) -> None:
        self._neither = False
        for chip in self.chips.values():
            self._check(chip, on=chip.isChecked())
        self.edited.emit()

    def _check(self, chip: Chip, *, on: bool) -> None:
        chip.setChecked(on)
        chip.set_look("plain", "check" if on else None)

    def _other_speaks(self) -> None:
        keys = [option.key for option in self._turns.who.options]
        self._who = keys[(keys.index(self._who) + 1) % len(keys)]
        self._show_who()
        self.edited.emit()

    def _show_who(self) -> None:
        name = self._names.get(self._who, "")
        self.who.me = self.mine()
        self.who.setText(name)
        self.who.setAccessibleName(self.tr("{} speaks. Let the other one speak").format(name))
        self.who.setToolTip(self.tr("Who speaks  Alt+O"))
        self.said.setAccessibleName(f"{name}: {self._turns.said.label}")
        self.kept.setAccessibleName(f"{name}: {self._turns.kept.label}")
        self._show_moves()

    def _edited(self) -> None:
        self._show_moves()
        self.edited.emit()

    def _show_moves(self) -> None:
        self._moves.setVisible(self.mine() and not self.is_blank() and bool(self.chips))
