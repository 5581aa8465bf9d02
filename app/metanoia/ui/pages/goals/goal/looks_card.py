"""What was noted day by day, and how vision and reality were worded before."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from metanoia.ui import dates
from metanoia.ui.amounts import counted
from metanoia.ui.pages.goals.goal.row_card import RowCard, quiet
from metanoia.ui.pages.goals.quiet_row import QuietRow
from metanoia.ui.widgets.button import Button
from metanoia.ui.widgets.label import Label, heading
from metanoia.ui.widgets.layout import Child, boxed, fixed, hbox, vbox
from metanoia.ui.widgets.menu import Menu

if TYPE_CHECKING:
    from metanoia.domain.goals import CheckIn
    from metanoia.ui.pages.goals.goal.known import Known, Said

_SHOWN: Final = 5
_KEYS: Final = {Qt.Key.Key_Delete: "remove_look"}


class LooksCard(RowCard):
    """``asked``: "remove_look" with the CheckIn."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("What was noted"), parent=parent)
        self._known: Known | None = None
        self._all = False

    def show_known(self, known: Known) -> None:
        """Show a goal."""
        if self._known is None or self._known.goal.id != known.goal.id:
            self._all = False
        self._known = known
        looks = list(reversed(known.checks))
        shown = looks if self._all else looks[:_SHOWN]
        rows: list[Child] = [self._look(look, known) for look in shown]
        if not rows:
            rows = [quiet(self.tr("Nothing yet. “Note today’s reality” takes less than a minute."))]
        rest = len(looks) - len(shown)
        if rest:
            more = Button(counted(rest, self.tr("1 more"), self.tr("{} more")), "ghost", None, "s")
            more.clicked.connect(self._show_all)
            rows.append(boxed(hbox(more, None)))
        worded = [said for said in known.before if said[1] in ("vision", "reality")]
        if worded and (self._all or not rest):
            rows += [12, boxed(hbox(heading(self.tr("As it was worded before")), None, margins=(8, 0, 8, 4)))]  # fmt: skip
            rows += [self._worded(said, known) for said in worded]
        self.show_rows(rows)

    def forget(self) -> None:
        """Hold no words any more."""
        self._known = None
        super().forget()

    # -- inside

    def _look(self, look: CheckIn, known: Known) -> QWidget:
        day = dates.medium(look.date, known.today)
        numbers = self.tr("close {}, pull {}").format(look.closeness, look.pull)
        when = fixed(Label(dates.short(look.date, known.today), "caption", "text3", tabular=True), 78)  # fmt: skip
        parts: list[Child] = [Label(numbers, "label", weight=500, tabular=True)]
        if look.note:
            parts += [1, Label(look.note, "label", "text2", weight=400, wrap=True)]
        name = f"{day}: {numbers}. {look.note}"
        top = Qt.AlignmentFlag.AlignTop
        row = QuietRow(name, (when, 0, top), 6, (boxed(vbox(*parts)), 1), item=look.id, keys=_KEYS)
        row.pressed_item.connect(self._pressed)
        row.key_asked.connect(self._by_key)
        return row

    def _worded(self, said: Said, known: Known) -> QWidget:
        until, field, text = said
        what = self.tr("Vision until {}") if field == "vision" else self.tr("Reality until {}")
        when = what.format(dates.medium(until.astimezone().date(), known.today))
        words = Label(text, "label", "text2", weight=400, wrap=True)
        caption = Label(when, "caption", "text3")
        return boxed(vbox(caption, 1, words, margins=(8, 2, 8, 6)))

    def _pressed(self, item: str) -> None:
        row, look = self.sender(), self._found(item)
        if look is not None and isinstance(row, QWidget):
            menu = Menu(self)
            menu.add(self.tr("Remove"), partial(self.asked.emit, "remove_look", look), icon="trash-2", key="Del")  # fmt: skip
            menu.open_below(row)

    def _by_key(self, asked: str, item: str) -> None:
        look = self._found(item)
        if look is not None:
            self.asked.emit(asked, look)

    def _found(self, item: str) -> CheckIn | None:
        known = self._known
        if known is None or not known.open:
            return None
        return next((look for look in known.checks if look.id == item), None)

    def _show_all(self) -> None:
        self._all = True
        if self._known is not None:
            self.show_known(self._known)
