"""What holds it in place: what I do instead, what worries me, what it protects, what I assume."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from metanoia.domain.goals import BRAKE_COLUMNS
from metanoia.ui.pages.goals.goal.row_card import RowCard
from metanoia.ui.pages.goals.quiet_row import QuietRow
from metanoia.ui.theme import theme
from metanoia.ui.widgets.button import Button
from metanoia.ui.widgets.chip import Chip
from metanoia.ui.widgets.label import Label, heading
from metanoia.ui.widgets.layout import Child, boxed, hbox, vbox
from metanoia.ui.widgets.menu import Menu

if TYPE_CHECKING:
    from metanoia.domain.goals import Brake, BrakeColumn
    from metanoia.ui.pages.goals.goal.known import Known

_SIDE_BY_SIDE: Final = 760  # px at scale 1
_KEYS: Final = {
    Qt.Key.Key_E: "change_line", Qt.Key.Key_Plus: "add_under", Qt.Key.Key_A: "assume",
    Qt.Key.Key_Delete: "remove_line",
}  # fmt: skip


class BrakesCard(RowCard):
    """``asked``: "add_line" with (column, parent or None), "change_line", "assume"… with the line."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("What holds it in place"), parent=parent)
        self._known: Known | None = None
        self._grid: QGridLayout | None = None
        self._columns: list[QWidget] = []
        self._wide: bool | None = None

    def show_known(self, known: Known) -> None:
        """Show a goal."""
        self._known = known
        self._columns = [self._column_of(column, known) for column in BRAKE_COLUMNS]
        self._grid = QGridLayout()
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._wide = None
        table = QWidget()
        table.setLayout(self._grid)
        self._place()
        said = self.tr("Read from the left: one foot is on the brake, and for a good reason.")
        note = boxed(vbox(Label(said, "caption", "text3", wrap=True), margins=(8, 0, 8, 8)))
        self.show_rows((note, table))

    def forget(self) -> None:
        """Hold no words any more."""
        self._known, self._grid, self._columns = None, None, []
        super().forget()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the columns side by side where there is room for that."""
        super().resizeEvent(event)
        self._place()

    # -- inside

    def _place(self) -> None:
        wide = self.width() / theme().scale >= _SIDE_BY_SIDE
        if self._grid is None or wide == self._wide:
            return
        self._wide = wide
        for place, column in enumerate(self._columns):
            self._grid.removeWidget(column)
            row, at = (0, place) if wide else (place, 0)
            self._grid.addWidget(column, row, at, Qt.AlignmentFlag.AlignTop)
        for at in range(len(self._columns)):
            self._grid.setColumnStretch(at, 1 if wide or at == 0 else 0)
        self._grid.setHorizontalSpacing(theme().px(10) if wide else 0)
        self._grid.setVerticalSpacing(0 if wide else theme().px(12))

    def _column_of(self, column: BrakeColumn, known: Known) -> QWidget:
        title = heading(self._title(column), "plum_text" if column == "assumption" else "text2")
        title.setWordWrap(True)
        rows: list[Child] = [boxed(vbox(title, margins=(8, 0, 8, 4)))]
        lines = [line for line in known.brakes if line.column == column]
        rows += [self._line(line, known) for line in lines]
        if known.open:
            add = Button(self.tr("Add"), "ghost", "plus", "s")
            add.setObjectName(column)
            add.setAccessibleName(f"{self.tr('Add')}: {self._title(column)}")
            add.clicked.connect(self._add)
            rows.append(boxed(hbox(add, None)))
        found = boxed(vbox(*rows))
        found.setMinimumWidth(1)
        return found

    def _line(self, line: Brake, known: Known) -> QWidget:
        number = self._root(line, known)
        text = Label(line.text, "label", weight=400, wrap=True)
        before: tuple[Child, ...] = ()
        if number:
            sign = Label(str(number), "caption", "text3", weight=600, tabular=True)
            before = ((sign, 0, Qt.AlignmentFlag.AlignTop), 8)
        parts: list[Child] = [text]
        sure = self._sure(line, known)
        if sure:
            parts += [4, boxed(hbox(Chip(sure, "plum", "lightbulb"), None))]
        row = QuietRow(f"{line.text}. {sure}".strip(), *before, (boxed(vbox(*parts)), 1), item=line.id, keys=_KEYS)  # fmt: skip
        row.pressed_item.connect(self._pressed)
        row.key_asked.connect(self._by_key)
        return row

    def _sure(self, line: Brake, known: Known) -> str:
        """Return how sure one was of a line as it became an assumption, and is now."""
        if line.assumption is None:
            return ""
        now = next((one.confidence for one in known.assumptions if one.id == line.assumption), None)
        then = line.confidence_then
        if then is None and now is None:
            return self.tr("an assumption")
        if then is None or then == now:
            return self.tr("{}% sure").format(now if now is not None else then)
        if now is None:
            return self.tr("{}% then").format(then)
        return self.tr("{}% then, {}% now").format(then, now)

    def _root(self, line: Brake, known: Known) -> int:
        """Return the number of the line of the first column that this one hangs on, 0 for none."""
        lines = {one.id: one for one in known.brakes}
        while line.parent in lines:
            line = lines[line.parent]
        first = [one.id for one in known.brakes if one.column == BRAKE_COLUMNS[0]]
        return first.index(line.id) + 1 if line.id in first else 0

    def _pressed(self, item: str) -> None:
        row, line = self.sender(), self._found(item)
        if line is None or not isinstance(row, QWidget):
            return
        menu = Menu(self)
        for name, said, icon, key in self._moves(line):
            menu.add(said, partial(self._emit, name, line), icon=icon, key=key)
        menu.open_below(row)

    def _moves(self, line: Brake) -> list[tuple[str, str, str, str]]:
        moves = []
        if line.assumption is not None:
            moves.append(("assumption", self.tr("Go to the assumption"), "lightbulb", ""))
        if self._known is None or not self._known.open:
            return moves
        if line.column != BRAKE_COLUMNS[-1]:
            after = BRAKE_COLUMNS[BRAKE_COLUMNS.index(line.column) + 1]
            moves.append(("add_under", self._title(after), "plus", "+"))
        elif line.assumption is None:
            moves.append(("assume", self.tr("Keep it as an assumption…"), "lightbulb", "A"))
        return [
            *moves,
            ("change_line", self.tr("Change…"), "pencil", "E"),
            ("remove_line", self.tr("Remove"), "trash-2", "Del"),
        ]

    def _by_key(self, asked: str, item: str) -> None:
        line = self._found(item)
        if line is not None and asked in {name for name, *_ in self._moves(line)}:
            self._emit(asked, line)

    def _emit(self, name: str, line: Brake) -> None:
        if name == "add_under":
            after = BRAKE_COLUMNS[BRAKE_COLUMNS.index(line.column) + 1]
            self.asked.emit("add_line", (after, line))
        elif name == "assumption":
            self.asked.emit("assumption", line.assumption)
        else:
            self.asked.emit(name, line)

    def _add(self) -> None:
        column = self.sender().objectName()
        if self._known is None:
            return
        place = next(one for one in BRAKE_COLUMNS if one == column)
        at = BRAKE_COLUMNS.index(place)
        before = [line for line in self._known.brakes if at and line.column == BRAKE_COLUMNS[at - 1]]  # fmt: skip
        self.asked.emit("add_line", (place, before[0] if len(before) == 1 else None))

    def _found(self, item: str) -> Brake | None:
        lines = self._known.brakes if self._known else ()
        return next((line for line in lines if line.id == item), None)

    def _title(self, column: BrakeColumn) -> str:
        return {
            "behaviour": self.tr("What I do instead"),
            "worry": self.tr("What worries me if I did the opposite"),
            "protects": self.tr("What this protects"),
            "assumption": self.tr("What I must be assuming"),
        }[column]
