"""One learning target on the board: its words, where it stands, and what can be said of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QWidget

from metanoia.ui.pages.team.board import words
from metanoia.ui.pages.team.board.wordings import Wordings
from metanoia.ui.widgets.button import Button, IconButton
from metanoia.ui.widgets.card import Card, Divider
from metanoia.ui.widgets.chip import Chip
from metanoia.ui.widgets.comments_card import CommentRows
from metanoia.ui.widgets.flow import FlowLayout
from metanoia.ui.widgets.label import Label
from metanoia.ui.widgets.layout import Child, boxed, hbox, vbox
from metanoia.ui.widgets.menu import Menu
from metanoia.ui.widgets.tile import Icon

if TYPE_CHECKING:
    import datetime as dt

    from metanoia.ui.pages.team.board.words import Known

_GOAL: Final = 24  # characters of the name of a goal


class TargetCard(Card):
    """``asked`` names what is to be done with the target, and carries what is Known of it."""

    asked = Signal(str, object)

    def __init__(self, known: Known, today: dt.date, *, unfolded: bool = False) -> None:
        self.known = known
        said = known.standing.wording
        line = words.state_line(known, today)
        self.text = Label(said.text, "body", wrap=True, weight=500)
        self.more = IconButton("ellipsis", self.tr("More about “{}”").format(said.text))
        self.sign = Label(self.tr("Done when: {}").format(said.sign_of_done), "caption", "text2", wrap=True)  # fmt: skip
        self.state = Label(line.words, "caption", "text2", wrap=True)
        self.agree = Button(self.tr("Agree"), "soft", "check", "s")
        self.reword = Button(self.tr("Reword"), "ghost", size="s")
        self.decline = Button(self.tr("Decline"), "ghost", size="s")
        self.settle = Button(self.tr("Close it…"), "ghost", "flag", "s")
        self.wordings: Wordings | None = None
        self.comments = CommentRows()
        self.today = today
        top = Qt.AlignmentFlag.AlignTop
        words_ = boxed(vbox(self.text, 3, self.sign, None))
        rows: list[Child] = [
            boxed(hbox((words_, 1), 6, (self.more, 0, top))), 6,
            boxed(hbox((Icon(line.icon, 15, line.token), 0, top), 8, (self.state, 1))),
        ]  # fmt: skip
        if note := self._note():
            rows += [5, Label(note, "caption", "text2", wrap=True)]
        rows += self._extras()
        self.comments.show_comments(known.comments)
        if known.comments:
            rows += [10, Divider(), 10, self.comments]
        self._fold = vbox()
        super().__init__(*rows, self._fold, margins=(14, 9, 8, 11))
        for button, slot in (
            (self.agree, self._agree), (self.reword, self._reword), (self.decline, self._decline),
            (self.settle, self._settle), (self.more, self._open_menu),
        ):  # fmt: skip
            button.clicked.connect(slot)
        if not known.comments:
            self.comments.setParent(self)
            self.comments.hide()
        if unfolded:
            self.wordings = Wordings(known, today)
            self._fold.addWidget(self.wordings)

    @Slot()
    def fold(self) -> None:
        """Show all that was said of it, or fold that away."""
        if self.wordings is None:
            self.wordings = Wordings(self.known, self.today)
            self._fold.addWidget(self.wordings)
            self.wordings.show()
            return
        self._fold.removeWidget(self.wordings)
        self.wordings.hide()
        self.wordings.deleteLater()
        self.wordings = None

    def take_focus(self) -> None:
        """Put the keyboard on what is done most."""
        first = next((one for one in self._shown() if one.isVisibleTo(self)), self.more)
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    # -- inside

    def _shown(self) -> tuple[Button, ...]:
        """Return the buttons that stand on the card, as it stands."""
        if self.known.target.deleted_at is not None:
            return ()
        if self.known.column == "agreed":
            due = self.known.standing.wording.due_on
            return (self.settle,) if due is not None and due <= self.today else ()
        if self.known.standing.waits_for == "journaler":
            return self.agree, self.reword, self.decline
        return (self.reword,) if self.known.column == "proposed" else ()

    def _extras(self) -> list[Child]:
        rows: list[Child] = []
        if self.known.goal:
            goal = self.known.goal
            short = goal if len(goal) <= _GOAL else goal[: _GOAL - 1].rstrip() + "…"
            chip = Chip(short, "accent", "target", clickable=True, name=goal)
            chip.setToolTip(goal)
            chip.clicked.connect(self._to_goal)
            place = QWidget()
            place.setLayout(FlowLayout(chip))
            rows += [7, place]
        shown, every = self._shown(), (self.agree, self.reword, self.decline, self.settle)
        place = QWidget()
        place.setLayout(FlowLayout(*every, gap=4, line_gap=4))
        for button in every:
            if button not in shown:
                button.hide()
        row = boxed(vbox(7, place))
        if not shown:
            row.hide()
        return [*rows, row]

    def _note(self) -> str:
        last = self.known.events[-1]
        return last.note if self.known.column == "closed" else ""

    @Slot()
    def _open_menu(self) -> None:
        menu, known = Menu(self), self.known
        if known.column == "agreed":
            menu.add(self.tr("Close it…"), self._settle, icon="flag")
        if known.column != "closed":
            menu.add(self.tr("Change the wording or the day…"), self._reword, icon="pencil")
            menu.add(self.tr("Withdraw it…"), self._withdraw, icon="undo-2")
        else:
            menu.add(self.tr("Propose it again…"), self._again, icon="rotate-ccw")
        folded = self.wordings is None
        menu.add(self.tr("All that was said") if folded else self.tr("Fold that away"), self.fold, icon="history")  # fmt: skip
        if known.my_last is not None:
            menu.add(self.tr("Take back my last word"), self._unsay, icon="undo-2")
        menu.addSeparator()
        menu.add(self.tr("Move to Recently deleted"), self._delete, icon="trash-2")
        menu.open_below(self.more)

    def _ask(self, what: str) -> None:
        self.asked.emit(what, self.known)

    @Slot()
    def _agree(self) -> None:
        self._ask("agree")

    @Slot()
    def _reword(self) -> None:
        self._ask("reword")

    @Slot()
    def _decline(self) -> None:
        self._ask("decline")

    @Slot()
    def _settle(self) -> None:
        self._ask("settle")

    @Slot()
    def _withdraw(self) -> None:
        self._ask("withdraw")

    @Slot()
    def _again(self) -> None:
        self._ask("again")

    @Slot()
    def _unsay(self) -> None:
        self._ask("unsay")

    @Slot()
    def _delete(self) -> None:
        self._ask("delete")

    @Slot()
    def _to_goal(self) -> None:
        self._ask("goal")
