"""Why, how much it matters, since when and by when, what it is part of, and how it is measured."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from metanoia.domain.goals import MEASURES
from metanoia.ui import dates
from metanoia.ui.numbers import with_unit
from metanoia.ui.pages.goals.goal.row_card import RowCard, quiet
from metanoia.ui.pages.goals.quiet_row import QuietRow
from metanoia.ui.widgets.button import Button, IconButton
from metanoia.ui.widgets.chip import Chip
from metanoia.ui.widgets.label import Label, heading
from metanoia.ui.widgets.layout import Child, boxed, hbox, vbox
from metanoia.ui.widgets.menu import Menu
from metanoia.ui.widgets.tile import Icon

if TYPE_CHECKING:
    from metanoia.domain.goals import Measure
    from metanoia.ui.pages.goals.goal.known import Known, Measured

_KEYS = {
    Qt.Key.Key_E: "change_measure", Qt.Key.Key_T: "move_target",
    Qt.Key.Key_Delete: "remove_measure",
}  # fmt: skip


class AboutCard(RowCard):
    """``asked``: "edit" with "why", "add_measure", "change_measure"…, "goal" with its id."""

    def __init__(self, parent: QWidget | None = None) -> None:
        self.edit = IconButton("pencil", "", kind="ghost")
        super().__init__(self.tr("Why, and how to tell"), self.edit, parent=parent)
        self.edit.rename(self.tr("Edit why, importance and dates"))
        self._known: Known | None = None
        self.edit.clicked.connect(self._edit)

    def show_known(self, known: Known) -> None:
        """Show a goal."""
        self._known = known
        goal = known.goal
        self.edit.setVisible(known.open)
        why = goal.why or self.tr("Suppose you had it. What would it give you?")
        said = Label(why, "label", "text" if goal.why else "text3", weight=400, wrap=True)
        rows: list[Child] = [boxed(vbox(said, margins=(8, 0, 8, 0))), 8]
        rows.append(boxed(vbox(Label(self._facts(known), "caption", "text3", wrap=True), margins=(8, 0, 8, 0))))  # fmt: skip
        if known.parent is not None:
            chip = Chip(known.parent.title, "accent", "target", clickable=True)
            chip.setAccessibleName(self.tr("Part of {}").format(known.parent.title))
            chip.clicked.connect(self._to_parent)
            part = Label(self.tr("Part of"), "caption", "text3")
            rows += [8, boxed(hbox(part, 8, chip, None, margins=(8, 0, 8, 0)))]
        rows += [14, boxed(hbox(heading(self.tr("Measures")), None, margins=(8, 0, 8, 2)))]
        rows += [self._measure(one, known) for one in known.measures]
        if not known.measures:
            rows.append(quiet(self.tr("A number to reach, or a band to stay in, shows what feeling misses.")))  # fmt: skip
        if known.open and len(known.measures) < MEASURES:
            add = Button(self.tr("Add a measure"), "ghost", "plus", "s")
            add.clicked.connect(self._add_measure)
            rows.append(boxed(hbox(add, None)))
        self.show_rows(rows)

    def forget(self) -> None:
        """Hold no words any more."""
        self._known = None
        super().forget()

    # -- inside

    def _facts(self, known: Known) -> str:
        goal = known.goal
        parts = [self.tr("Matters {} of 10").format(goal.importance)]
        if goal.started_on is not None:
            parts.append(self.tr("since {}").format(dates.medium(goal.started_on, known.today)))
        if goal.target_on is not None:
            parts.append(self.tr("by {}").format(dates.medium(goal.target_on, known.today)))
        every = {7: self.tr("looked at every week"), 14: self.tr("looked at every two weeks"), 30: self.tr("looked at every month")}  # fmt: skip
        return "  ·  ".join((*parts, every[goal.cadence]))

    def _measure(self, one: Measured, known: Known) -> QWidget:
        measure = one.measure
        name = Label(measure.name, "label", weight=500, wrap=True)
        now = with_unit(one.seen[-1].value, measure.unit) if one.seen else self.tr("nothing noted yet")  # fmt: skip
        if measure.kind == "reach" and measure.start is not None and measure.target is not None:
            start, target = with_unit(measure.start, ""), with_unit(measure.target, measure.unit)
            goes = self.tr("{}, from {} to {}").format(now, start, target)
        else:
            low, high = with_unit(measure.low or 0, ""), with_unit(measure.high or 0, measure.unit)
            goes = self.tr("{}, to stay within {} and {}").format(now, low, high)
        if one.moved and measure.first_target is not None:
            first = with_unit(measure.first_target, measure.unit)
            goes += "  ·  " + self.tr("first it was {}").format(first)
        said = Label(goes, "caption", "text3", wrap=True)
        sign = Icon("target" if measure.kind == "reach" else "scale", 16, "ochre_text")
        top = Qt.AlignmentFlag.AlignTop
        row = QuietRow(f"{measure.name}: {goes}", (sign, 0, top), 9, (boxed(vbox(name, 1, said)), 1), item=measure.id, keys=_KEYS)  # fmt: skip
        row.pressed_item.connect(self._pressed)
        row.key_asked.connect(self._by_key)
        return row

    def _pressed(self, item: str) -> None:
        row, measure = self.sender(), self._found(item)
        if measure is None or not isinstance(row, QWidget):
            return
        menu = Menu(self)
        for name, said, icon, key in self._moves(measure):
            menu.add(said, partial(self.asked.emit, name, measure), icon=icon, key=key)
        menu.open_below(row)

    def _moves(self, measure: Measure) -> list[tuple[str, str, str, str]]:
        moves = [("change_measure", self.tr("Change…"), "pencil", "E")]
        if measure.kind == "reach":
            moves.append(("move_target", self.tr("Move the target…"), "target", "T"))
        return [*moves, ("remove_measure", self.tr("Remove"), "trash-2", "Del")]

    def _by_key(self, asked: str, item: str) -> None:
        measure = self._found(item)
        if measure is not None and asked in {name for name, *_ in self._moves(measure)}:
            self.asked.emit(asked, measure)

    def _found(self, item: str) -> Measure | None:
        known = self._known
        if known is None or not known.open:
            return None
        return next((one.measure for one in known.measures if one.measure.id == item), None)

    def _edit(self) -> None:
        self.asked.emit("edit", "why")

    def _add_measure(self) -> None:
        self.asked.emit("add_measure", None)

    def _to_parent(self) -> None:
        if self._known is not None and self._known.parent is not None:
            self.asked.emit("goal", self._known.parent.id)
