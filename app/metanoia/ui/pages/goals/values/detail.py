"""One value closely: what it means, how it was rated, where it showed, and the goals that serve it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from metanoia.ui import dates
from metanoia.ui.commenting import CommentsOf
from metanoia.ui.pages.goals.values.detail_cards import GoalsCard, RatingsCard, SeenCard
from metanoia.ui.widgets.button import Button, IconButton
from metanoia.ui.widgets.label import Label
from metanoia.ui.widgets.layout import boxed, hbox, vbox
from metanoia.ui.widgets.scroll import ScrollArea

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from metanoia.domain.values import Rating, Seen, Sort, Value
    from metanoia.journal import Journal
    from metanoia.ui.pages.goals.values.known import ServingGoal


class Detail(QWidget):
    """Shows one value; its signals ask for what is to be done with it."""

    left = Signal()
    edit_asked = Signal()
    rate_asked = Signal()
    more_asked = Signal()
    take_up_asked = Signal()
    restore_asked = Signal()

    def __init__(self, journal: Journal) -> None:
        super().__init__()
        self.shown: Value | None = None
        self.back = IconButton("arrow-left", self.tr("Back to the values"), "Esc")
        self.edit = Button(self.tr("Edit…"), "outline", "pencil", "s")
        self.rate = Button(self.tr("Rate it"), "primary", "scale", "s")
        self.take_up = Button(self.tr("Take up again"), "primary", "undo-2", "s")
        self.restore = Button(self.tr("Restore"), "primary", "rotate-ccw", "s")
        self.more = IconButton("ellipsis", self.tr("More"))
        self.name = Label("", "h1", wrap=True)
        self.place = Label("", "label", "text3", weight=400, wrap=True)
        self.meaning = Label("", "reading", wrap=True)
        self.ratings = RatingsCard()
        self.seen = SeenCard()
        self.goals = GoalsCard()
        self.comments = CommentsOf(journal, "value")
        head = hbox(
            self.back, None, self.edit, 8, self.rate, self.take_up, self.restore, 4, self.more,
            margins=(24, 18, 18, 0),
        )  # fmt: skip
        column = vbox(
            self.name, 2, self.place, 10, self.meaning, 18, self.ratings, 14, self.seen, 14,
            self.goals, 14, self.comments, None, margins=(36, 6, 32, 26),
        )  # fmt: skip
        self.area = ScrollArea(boxed(column))
        self.setLayout(vbox(boxed(head), 6, (self.area, 1)))
        for button, signal in (
            (self.back, self.left),
            (self.edit, self.edit_asked),
            (self.rate, self.rate_asked),
            (self.take_up, self.take_up_asked),
            (self.restore, self.restore_asked),
            (self.more, self.more_asked),
        ):
            button.clicked.connect(signal)

    def show_value(
        self,
        value: Value,
        ratings: Sequence[Rating],
        sorts: Sequence[Sort],
        seen: Sequence[Seen],
        goals: Sequence[ServingGoal],
        today: dt.date,
    ) -> None:
        """Show ``value`` with its ratings (oldest first), what was seen of it, and its goals."""
        another = self.shown is None or self.shown.id != value.id
        self.shown = value
        deleted, aside = value.deleted_at is not None, value.state == "retired"
        self.name.setText(value.name)
        self.place.setText(self._place(value, sorts, today))
        self.place.setVisible(bool(self.place.text()))
        self.meaning.setText(value.meaning or self.tr("What it means is not said yet."))
        self.meaning.set_colour("text" if value.meaning else "text3")
        self.ratings.show_ratings(value, ratings, today)
        self.seen.show_seen(seen, today)
        self.goals.show_goals(goals)
        self.goals.setVisible(not deleted)
        self.comments.show_thing("" if deleted else value.id)
        self.edit.setVisible(not deleted)
        self.rate.setVisible(not deleted and not aside)
        self.take_up.setVisible(aside and not deleted)
        self.restore.setVisible(deleted)
        if another:
            self.area.verticalScrollBar().setValue(0)

    def forget(self) -> None:
        """Show nothing."""
        self.shown = None
        for label in (self.name, self.place, self.meaning):
            label.setText("")
        self.ratings.forget()
        self.seen.forget()
        self.goals.show_goals(())
        self.comments.forget()

    def take_focus(self) -> None:
        """Begin with what one does most."""
        for button in (self.rate, self.take_up, self.restore):
            if button.isVisibleTo(self):
                button.setFocus(Qt.FocusReason.TabFocusReason)
                return

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go back by Esc; edit by E."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        elif event.key() == Qt.Key.Key_E and not event.modifiers():
            self.edit_asked.emit()
        else:
            super().keyPressEvent(event)

    def _place(self, value: Value, sorts: Sequence[Sort], today: dt.date) -> str:
        if value.deleted_at is not None:
            return self.tr("In Recently deleted.")
        if value.state == "retired":
            return self.tr("Set aside: it keeps its ratings and is asked for no more.")
        if value.rank is None or not sorts:
            return self.tr("Not in the latest sort.") if sorts else ""
        latest = sorts[-1]
        places = self.tr("Number {} of {}, sorted on {}.")
        return places.format(value.rank, len(latest.values), dates.medium(latest.date, today))
