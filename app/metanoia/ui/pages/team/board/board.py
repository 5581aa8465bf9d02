"""What we are learning: targets that were proposed, that are agreed word for word, and closed ones."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from metanoia.domain.errors import NotFound
from metanoia.domain.goals import GoalId
from metanoia.ui import current_words
from metanoia.ui.commenting import Commenting
from metanoia.ui.pages.team.board import words
from metanoia.ui.pages.team.board.deleted import Deleted
from metanoia.ui.pages.team.board.doing import Doing, today_of
from metanoia.ui.pages.team.board.target_card import TargetCard
from metanoia.ui.pages.team.board.words import COLUMNS, Column, Known
from metanoia.ui.theme import theme
from metanoia.ui.widgets.button import Button
from metanoia.ui.widgets.empty import EmptyState
from metanoia.ui.widgets.label import Label, heading
from metanoia.ui.widgets.layout import boxed, hbox, vbox
from metanoia.ui.widgets.tab_order import order_tabs, stops_in

if TYPE_CHECKING:
    import datetime as dt

    from metanoia.domain.learning_targets import Target
    from metanoia.journal import Journal

_THREE: Final = 620  # px at scale 1 from which three columns stand side by side
_CLOSED: Final = 6  # closed ones that are shown until all are asked for


class Board(QWidget):
    """Three columns of targets; ``said`` carries a Notice, ``gone_to`` the Destination of a goal.

    Whoever shows it calls ``refresh`` when a target, a goal or a person changes, and ``forget`` when the
    journal is about to be closed.
    """

    said = Signal(object)
    gone_to = Signal(object)

    def __init__(self, journal: Journal, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._journal = journal
        self._all_closed = False
        self._across = 0
        self.cards: list[TargetCard] = []
        self.doing = Doing(journal, self)
        self.title = Label(self.tr("What we are learning"), "strong")
        self.with_whom = Label("", "label", "text2", weight=400, elide=True)
        self.propose = Button(self.tr("Propose"), "ghost", "plus", "s", name=self.tr("Propose a learning target"))  # fmt: skip
        self.more_closed = Button("", "ghost", "chevron-down", "s")
        self.columns = {column: _ColumnOf(column) for column in COLUMNS}
        self.deleted = Deleted()
        self.first = Button(self.tr("Propose the first"), "primary", "flag")
        self.empty = EmptyState(
            "flag", self.tr("What are we learning?"),
            self.tr("A learning target is agreed when two people hold it in the very same words. "
                    "Propose one, or bring in a reply in which your coach does."),
            self.first, tone="accent",
        )  # fmt: skip
        self._lay_out()
        self.propose.clicked.connect(self.doing.propose)
        self.first.clicked.connect(self.doing.propose)
        self.more_closed.clicked.connect(self._show_all_closed)
        self.deleted.asked.connect(self.doing.do)
        self.doing.said.connect(self.said)
        self.doing.gone_to.connect(self.gone_to)
        theme().changed.connect(self._place)

    def refresh(self) -> None:
        """Show the targets as they stand now; what is unfolded stays so, and so does the focus."""
        if not self._journal.is_open:
            return
        today = today_of(self._journal)
        known = [self._known(one) for one in self._journal.targets.all()]
        gone = [self._known(one) for one in self._journal.targets.trashed()]
        focused = self._focused()
        self._fill(known, today)
        self.deleted.show_known(gone, today)
        names = dict.fromkeys(one.name for one in known if one.name)
        said = self.tr("Agreed with {}, one by one")
        self.with_whom.setText(said.format(", ".join(names)) if names else "")
        self.empty.setVisible(not known)
        self._grid_box.setVisible(bool(known))
        self.propose.setVisible(bool(known))
        if focused != self._focused():  # its card was made anew
            self._give_focus(focused)

    def show_target(self, target: str) -> None:
        """Put the keyboard on a target, if it is on the board."""
        if not self._all_closed and all(card.known.target.id != target for card in self.cards):
            self._show_all_closed()
        self._give_focus(target)

    def forget(self) -> None:
        """Hold no words any more."""
        for column in self.columns.values():
            column.show_cards([], "")
        self.cards = []
        self.with_whom.setText("")
        self.deleted.show_known([], None)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the columns side by side where there is room for it."""
        super().resizeEvent(event)
        self._place()

    # -- inside

    def _known(self, target: Target) -> Known:
        name = self._journal.people.get(target.party).name.split()[0] if target.party else ""
        said = tuple(self._journal.targets.events(target.id))
        comments = tuple(
            current_words.beside(self._journal, one)._replace(can_show=False)
            for one in self._journal.replies.of_item(("target", target.id))
        )
        return Known(target, said, name, self._goal(target), comments)

    def _goal(self, target: Target) -> str:
        if target.goal is None:
            return ""
        try:
            goal = self._journal.goals.get(GoalId(target.goal))
        except NotFound:
            return ""
        return goal.title if goal.deleted_at is None else ""

    def _fill(self, known: list[Known], today: dt.date) -> None:
        before = {card.known.target.id: card for card in self.cards}
        self.cards = []
        for column, box in self.columns.items():
            found = _ordered(column, [one for one in known if one.column == column])
            shown = found if column != "closed" or self._all_closed else found[:_CLOSED]
            cards = [self._card(one, today, before.get(one.target.id)) for one in shown]
            box.show_cards(cards, f"{len(found):,}" if found else "")
            self.cards += cards
            if column == "closed":
                self.more_closed.setText(self.tr("All {}").format(len(found)))
                self.more_closed.setVisible(len(shown) < len(found))
        order_tabs(None, list(stops_in(self)))

    def _card(self, known: Known, today: dt.date, before: TargetCard | None) -> TargetCard:
        """Return the card of a target, the one there is if it says the same: it may be written in."""
        if before is not None and (before.known, before.today) == (known, today):
            return before
        card = TargetCard(known, today, unfolded=before is not None and before.wordings is not None)
        card.asked.connect(self.doing.do)
        commenting = Commenting(self._journal, card.comments)
        commenting.said.connect(self.said)
        return card

    def _focused(self) -> str:
        focus = self.window().focusWidget()
        for card in self.cards:
            if focus is not None and card.isAncestorOf(focus):
                return card.known.target.id
        return ""

    def _give_focus(self, target: str) -> None:
        card = next((one for one in self.cards if one.known.target.id == target), None)
        if card is not None:
            card.take_focus()

    @Slot()
    def _show_all_closed(self) -> None:
        self._all_closed = True
        self.refresh()

    def _lay_out(self) -> None:
        head = boxed(hbox(self.title, 10, (self.with_whom, 1), 8, self.propose))
        self._grid = QGridLayout()
        self._grid.setContentsMargins(0, 0, 0, 0)
        self.columns["closed"].layout().addWidget(self.more_closed)  # type: ignore[union-attr]
        self._grid_box = QWidget()
        self._grid_box.setLayout(self._grid)
        for number, column in enumerate(COLUMNS):
            self._grid.addWidget(self.columns[column], 0, number, Qt.AlignmentFlag.AlignTop)
        self.setLayout(vbox(head, 10, self._grid_box, self.empty, 14, self.deleted))

    def _place(self) -> None:
        """Deal the columns to as many places as there is room for."""
        across = 3 if self.width() / theme().scale >= _THREE else 1
        self._grid.setHorizontalSpacing(theme().px(14))
        self._grid.setVerticalSpacing(theme().px(18))
        if across == self._across:
            return
        self._across = across
        for number, column in enumerate(COLUMNS):
            box = self.columns[column]
            self._grid.removeWidget(box)
            self._grid.addWidget(box, number // across, number % across, Qt.AlignmentFlag.AlignTop)
            self._grid.setColumnStretch(number, 1 if number < across else 0)


class _ColumnOf(QWidget):
    """One column under its title."""

    def __init__(self, column: Column) -> None:
        super().__init__()
        self._column: Column = column
        self.count = Label("", "caption", "text2", tabular=True)
        self.nothing = Label(words.nothing_in(column), "caption", "text3", wrap=True)
        self._cards = vbox(gap=8)
        head = boxed(hbox(heading(words.column_name(column), "text2"), 8, self.count, None))
        self.setLayout(vbox(head, 6, self.nothing, self._cards))
        self.setAccessibleName(words.column_name(column))
        # as wide as the others, whatever it holds
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)

    def show_cards(self, cards: list[TargetCard], count: str) -> None:
        while (item := self._cards.takeAt(0)) is not None:
            if (widget := item.widget()) is not None and widget not in cards:
                widget.hide()
                widget.setParent(None)
                widget.deleteLater()
        for card in cards:
            self._cards.addWidget(card)
            card.show()
        self.count.setText(count)
        self.nothing.setVisible(not cards)


def _ordered(column: Column, known: list[Known]) -> list[Known]:
    """Return what waits for me first, then the earliest due; of the closed, the latest first."""
    if column == "closed":
        return sorted(known, key=lambda one: one.events[-1].at, reverse=True)
    return sorted(known, key=_place_of)


def _place_of(known: Known) -> tuple[bool, bool, str, str]:
    due = known.standing.wording.due_on
    waits = known.standing.waits_for == "journaler"
    return not waits, due is None, due.isoformat() if due else "", str(known.target.created_at)
