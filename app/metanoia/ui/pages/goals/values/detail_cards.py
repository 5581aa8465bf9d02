"""The cards of one value: its ratings, where it showed, and the goals that serve it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication, Qt, Signal, Slot
from PySide6.QtWidgets import QWidget

from metanoia.ui import dates
from metanoia.ui.amounts import counted
from metanoia.ui.pages.goals.values import words
from metanoia.ui.pages.goals.values.over_time import lived_chart
from metanoia.ui.widgets.button import Button, IconButton
from metanoia.ui.widgets.card import Card
from metanoia.ui.widgets.chip import Chip
from metanoia.ui.widgets.flow import FlowLayout
from metanoia.ui.widgets.label import Label
from metanoia.ui.widgets.layout import boxed, fixed, hbox, vbox
from metanoia.ui.widgets.row import LaidOutRow

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from PySide6.QtWidgets import QVBoxLayout

    from metanoia.domain.values import Rating, Seen, Value
    from metanoia.ui.pages.goals.values.known import ServingGoal

_FIRST_SHOWN: Final = 8  # lines, until more are asked for
_DAY: Final = 92  # px at scale 1


class RatingsCard(Card):
    """How much it mattered and showed, day by day; ``removed`` carries the day of a rating."""

    removed = Signal(object)

    def __init__(self) -> None:
        self._chart = vbox()
        self._rows = vbox(gap=2)
        self._none = Label(_tr("Not rated yet."), "label", "text3", weight=400)
        super().__init__(
            Label(_tr("Matters and shows"), "strong", size=13.5), 8, self._chart, self._rows,
            self._none, margins=(22, 14, 22, 14),
        )  # fmt: skip

    def show_ratings(self, value: Value, ratings: Sequence[Rating], today: dt.date) -> None:
        """Show the ratings of ``value``, which come oldest first."""
        self.forget()
        self._none.setVisible(not ratings)
        if len(ratings) > 1:
            self._chart.addWidget(lived_chart(value.name, ratings, ratings[0].date, today))
        for rating in reversed(ratings):
            row = _RatingRow(rating, today)
            row.removed.connect(self.removed)
            self._rows.addWidget(row)

    def forget(self) -> None:
        """Show nothing."""
        _clear(self._chart)
        _clear(self._rows)


class SeenCard(Card):
    """What served and strained it in a year; ``seen_asked`` carries the one to go to."""

    seen_asked = Signal(object)

    def __init__(self) -> None:
        self._rows = vbox(gap=2)
        self.none = Label(
            _tr("Nothing yet. Tie an entry or a goal to this value, and it stands here."),
            "label", "text3", weight=400, wrap=True,
        )  # fmt: skip
        self.more = Button("", "ghost", "chevron-down", "s")
        self._all: Sequence[Seen] = ()
        self._today: dt.date | None = None
        super().__init__(
            Label(_tr("Where it showed in the last year"), "strong", size=13.5), 8, self._rows,
            self.none, boxed(hbox(self.more, None)), margins=(22, 14, 22, 14),
        )  # fmt: skip
        self.more.clicked.connect(self._show_all)

    def show_seen(self, seen: Sequence[Seen], today: dt.date) -> None:
        """Show what was seen of it; ``seen`` comes oldest first."""
        self._all, self._today = list(reversed(seen)), today
        self._show(self._all[:_FIRST_SHOWN])
        rest = len(self._all) - _FIRST_SHOWN
        self.more.setVisible(rest > 0)
        self.more.setText(counted(rest, _tr("One more"), _tr("{} more")))
        self.none.setVisible(not seen)

    def forget(self) -> None:
        """Show nothing."""
        self._all = ()
        _clear(self._rows)

    @Slot()
    def _show_all(self) -> None:
        self._show(self._all)
        self.more.hide()

    def _show(self, seen: Sequence[Seen]) -> None:
        _clear(self._rows)
        for one in seen:
            if self._today is not None:
                row = _SeenRow(one, self._today)
                row.asked.connect(self.seen_asked)
                self._rows.addWidget(row)


class GoalsCard(Card):
    """The goals that serve it; ``goal_asked`` carries an id, ``new_asked`` asks for another one."""

    goal_asked = Signal(str)
    new_asked = Signal()

    def __init__(self) -> None:
        self._flow = FlowLayout(gap=8, line_gap=8)
        chips = QWidget()
        chips.setLayout(self._flow)
        super().__init__(
            Label(_tr("Goals that serve it"), "strong", size=13.5), 10, chips,
            margins=(22, 14, 22, 16),
        )  # fmt: skip

    def show_goals(self, goals: Sequence[ServingGoal]) -> None:
        """Show these goals, and a way to a new one."""
        self._flow.empty()
        for goal in goals:
            chip = Chip(goal.title, "accent", "target", clickable=True)
            chip.setProperty("goal", goal.id)
            chip.clicked.connect(self._pressed)
            self._flow.addWidget(chip)
            chip.show()
        new = Chip(_tr("New goal") if goals else _tr("No goal yet"), "neutral", "plus", clickable=True)  # fmt: skip
        new.clicked.connect(self.new_asked)
        self._flow.addWidget(new)
        new.show()

    @Slot()
    def _pressed(self) -> None:
        self.goal_asked.emit(str(self.sender().property("goal")))


class _RatingRow(QWidget):
    removed = Signal(object)

    def __init__(self, rating: Rating, today: dt.date) -> None:
        super().__init__()
        self._day = rating.date
        day = dates.short(rating.date, today)
        shown = words.rated(rating)
        cross = IconButton("x", _tr("Remove the rating of {}").format(day), token="text3")
        cross.clicked.connect(self._remove)
        top = Qt.AlignmentFlag.AlignVCenter
        self.setLayout(
            hbox(
                fixed(Label(day, "label", "text2", weight=400), _DAY),
                10, (Label(shown, "label", tabular=True), 0, top), 14,
                (Label(rating.note, "reading", "text2", wrap=True, size=14), 1), 6, cross,
            )
        )  # fmt: skip

    @Slot()
    def _remove(self) -> None:
        self.removed.emit(self._day)


class _SeenRow(LaidOutRow):
    asked = Signal(object)

    def __init__(self, seen: Seen, today: dt.date) -> None:
        serves = seen.relation == "serves"
        says = _tr("Serves it") if serves else _tr("Strains it")
        day = dates.short(seen.date, today)
        super().__init__(seen.words or _tr("Untitled"), f"{says}, {day}")
        self._seen = seen
        ink = "accent_text" if serves else "ochre_text"
        self.title.hide()
        self.subtitle.hide()
        self.fill(
            fixed(Label(day, "label", "text2", weight=400), _DAY - 12), 10,
            Label("▲" if serves else "▼", "label", ink), 8,
            fixed(Label(says, "label", ink), 74), 6,
            (Label(seen.words or _tr("Untitled"), "label", weight=400, wrap=True), 1),
        )  # fmt: skip
        self.clicked.connect(self._ask)

    @Slot()
    def _ask(self) -> None:
        self.asked.emit(self._seen)


def _clear(layout: QVBoxLayout) -> None:
    while (old := layout.takeAt(0)) is not None:
        if (widget := old.widget()) is not None:
            widget.hide()
            widget.deleteLater()


def _tr(text: str) -> str:
    return QCoreApplication.translate("ValueDetail", text)
