"""The room of values: what matters, what shows, and what is done about it."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QTimer, Slot
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from metanoia import places
from metanoia.domain import days
from metanoia.domain.errors import NotFound
from metanoia.domain.values import Value, ValueId
from metanoia.ui.destination import Command, Destination, Notice
from metanoia.ui.pages.goals.head import GOALS
from metanoia.ui.pages.goals.values.acting import Acting
from metanoia.ui.pages.goals.values.asking import Asking
from metanoia.ui.pages.goals.values.commands import commands_of
from metanoia.ui.pages.goals.values.detail import Detail
from metanoia.ui.pages.goals.values.doing import Doing
from metanoia.ui.pages.goals.values.known import goals_by_value, read
from metanoia.ui.pages.goals.values.overview import NOW, OVER_TIME, Overview
from metanoia.ui.pages.goals.values.rating import RatingView
from metanoia.ui.pages.goals.values.sort.view import SortView
from metanoia.ui.pages.goals.values.welcome import Welcome
from metanoia.ui.room import Room
from metanoia.ui.widgets.layout import vbox
from metanoia.ui.widgets.trash_view import Gone, TrashView

if TYPE_CHECKING:
    from collections.abc import Sequence

    from metanoia.ui.page import Page

_YEAR: Final = dt.timedelta(days=365)


class ValuesRoom(Room):
    """One view at a time: the table, one value, the sort, the rating, Recently deleted."""

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self.doing = Doing(self.journal, self)
        self.asking = Asking(self, self.doing)
        self.acting = Acting(self, self.doing, self.asking)
        self.overview = Overview()
        self.welcome = Welcome()
        self.detail = Detail(self.journal)
        self.sorting = SortView(self.journal, self.doing)
        self.rating = RatingView(self.journal, page)
        self.trash = TrashView(self.tr("Recently deleted values"), self.tr("Back to the values"))
        self._today = dt.date.min
        self._views = QStackedWidget()
        for view in (
            self.overview, self.welcome, self.detail, self.sorting, self.rating, self.trash,
        ):  # fmt: skip
            self._views.addWidget(view)
        self.setLayout(vbox(self._views))
        self._connect()

    @property
    def view(self) -> QWidget:
        """The view that is shown."""
        return self._views.currentWidget() or self.overview

    # -- as every room

    def go(self, destination: Destination) -> None:
        """Show a value, the sort, the rating, or Recently deleted."""
        section = destination.section.partition("/")[2]
        if section == "sort":
            self.sort()
        elif section == "rate":
            self.rate()
        elif section == "trash":
            self.show_trash()
        elif destination.item:
            self.show_value(destination.item)
        else:
            self.show_all()

    def where(self) -> Destination:
        """Return the way back to the view that is shown."""
        shown = self.detail_of()
        sections: dict[QWidget, str] = {
            self.sorting: "values/sort",
            self.rating: "values/rate",
            self.trash: "values/trash",
        }
        section = sections.get(self.view, "values")
        return Destination(page=self.page.name, section=section, item=shown.id if shown else "")

    def refresh(self) -> None:
        """Show what the journal holds now; a sort or rating under way stays as it is."""
        self._today = self.today()
        known = read(self.journal, self._today)
        self.overview.show_known(known)
        self.welcome.show_known(known)
        self._show_deleted()
        if self.view in (self.overview, self.welcome):
            self._views.setCurrentWidget(self.overview if known.rows or known.set_aside else self.welcome)  # fmt: skip
        elif self.view is self.detail:
            self._show_detail()

    def commands(self) -> list[Command]:
        """Return what can be done with values."""
        return commands_of(self)

    def panes(self) -> Sequence[QWidget]:
        """Return the table and what lies beside it, or the view that is shown."""
        if self.view is self.overview:
            over_time = self.overview.views.current() == OVER_TIME
            picture: QWidget = self.overview.over_time if over_time else self.overview.table
            return [self.overview.head, picture, self.overview.side]
        return [self.view]

    def take_focus(self) -> None:
        """Begin where the view in sight begins."""
        if self.view is self.overview:
            self.overview.begin()
        elif isinstance(self.view, Detail | SortView | RatingView | TrashView | Welcome):
            self.view.take_focus()

    def save(self) -> None:
        """Keep what is being rated or written."""
        self.rating.save()
        self.sorting.save()

    def blank(self) -> None:
        """Forget every value."""
        self.overview.forget()
        self.detail.forget()
        self.sorting.forget()
        self.rating.forget()
        self.trash.show_gone(())

    # -- showing

    def today(self) -> dt.date:
        """Return the journal day that it is now."""
        return days.now(places.time_zone(), self.journal.meta.day_start).date

    def detail_of(self) -> Value | None:
        """Return the value that is looked at closely."""
        return self.detail.shown if self.view is self.detail else None

    @Slot()
    def show_all(self) -> None:
        """Show the table of values."""
        self.save()
        chosen = self.detail_of()
        self._views.setCurrentWidget(self.overview)
        self.refresh()
        if chosen is not None:
            self.overview.table.choose(chosen.id)
        self._arrived()

    @Slot(str)
    def show_value(self, item: str) -> None:
        """Show one value closely."""
        self.save()
        try:
            self.detail.shown = self.journal.values.get(ValueId(item))
        except NotFound:
            self.said.emit(Notice(text=self.tr("That value is no longer in this journal.")))
            return
        self._today = self.today()
        self._views.setCurrentWidget(self.detail)
        self._show_detail()
        self._arrived()

    @Slot()
    def sort(self) -> None:
        """Sort the values, or go on with the sort that was left."""
        self.save()
        self._views.setCurrentWidget(self.sorting)
        self.sorting.begin(self.today())
        self.commands_changed.emit()

    @Slot()
    def rate(self) -> None:
        """Rate every value, beginning with the one that is looked at."""
        self._rate(few=False)

    @Slot()
    def rate_few(self) -> None:
        """Rate the three values that ask most for a look."""
        self._rate(few=True)

    @Slot()
    def show_trash(self) -> None:
        """Show what was deleted in the last thirty days."""
        self.save()
        self._views.setCurrentWidget(self.trash)
        self.refresh()
        self._arrived()

    @Slot()
    def turn_view(self) -> None:
        """Show the values over time, or as they stand now."""
        if self.view is not self.overview:
            self.show_all()
        if not self.overview.over_time.has_past:
            text = self.tr("Two ratings or two sorts are needed to see how it went over time.")
            self.said.emit(Notice(text=text))
            return
        self.overview.show_view(NOW if self.overview.views.current() == OVER_TIME else OVER_TIME)

    @Slot()
    def to_goals(self) -> None:
        """Ask for the goals."""
        self.tab_asked.emit(GOALS)

    # -- inside

    def _rate(self, *, few: bool) -> None:
        self.save()
        shown = self.detail_of()
        known = read(self.journal, self.today())
        if not known.rows:
            self.said.emit(Notice(text=self.tr("There is no value to rate yet. Sort some first.")))
            return
        self._views.setCurrentWidget(self.rating)
        self.rating.begin(known, few=few, first=shown.id if shown else "")
        self.commands_changed.emit()

    def _arrived(self) -> None:
        self.commands_changed.emit()
        if self.isVisible():
            QTimer.singleShot(0, self, self.take_focus)

    def _show_detail(self) -> None:
        shown = self.detail.shown
        if shown is None:
            return
        try:
            one = self.journal.values.get(shown.id)
        except NotFound:
            self.detail.forget()
            self.show_all()
            return
        values, today = self.journal.values, self._today
        self.detail.show_value(
            one, values.ratings(one.id), values.sorts(),
            values.evidence(one.id, today - _YEAR, today),
            goals_by_value(self.journal).get(one.id, ()), today,
        )  # fmt: skip

    def _show_deleted(self) -> None:
        trashed = self.journal.values.trashed()
        self.trash.show_gone([Gone(one.id, one.name, one.meaning) for one in trashed])

    @Slot(object)
    def _restore_deleted(self, gone: Gone) -> None:
        self.acting.restore(self.journal.values.get(ValueId(gone.id)))

    @Slot(object)
    def _purge_deleted(self, gone: Gone) -> None:
        self.asking.about_purging(self.journal.values.get(ValueId(gone.id)))

    def _connect(self) -> None:
        overview, detail, side = self.overview, self.detail, self.overview.side
        act = self.acting
        for signal, slot in (
            (overview.head.tab_asked, self.tab_asked),
            (overview.head.sort.clicked, self.sort),
            (overview.head.rate.clicked, self.rate),
            (overview.head.more.clicked, self.asking.open_menu),
            (overview.opened, self.show_value),
            (side.value_asked, self.show_value),
            (side.goal_asked, act.go_to_goal),
            (side.new_goal_asked, act.new_goal_for),
            (self.welcome.tab_asked, self.tab_asked),
            (self.welcome.sort_asked, self.sort),
            (self.welcome.add_asked, act.add),
            (self.welcome.trash_asked, self.show_trash),
            (detail.left, self.show_all),
            (detail.edit_asked, act.edit),
            (detail.rate_asked, self.rate),
            (detail.take_up_asked, act.take_up),
            (detail.restore_asked, act.restore_shown),
            (detail.more_asked, self.asking.open_value_menu),
            (detail.ratings.removed, act.remove_rating),
            (detail.seen.seen_asked, act.go_to_seen),
            (detail.goals.goal_asked, act.go_to_goal),
            (detail.comments.said, self.said),
            (detail.goals.new_asked, act.new_goal),
            (self.sorting.left, self.show_all),
            (self.sorting.said, self.said),
            (self.rating.left, self.show_all),
            (self.rating.said, self.said),
            (self.trash.left, self.show_all),
            (self.trash.restored, self._restore_deleted),
            (self.trash.purged, self._purge_deleted),
            (self.doing.said, self.said),
        ):
            signal.connect(slot)

    # -- Qt

    def showEvent(self, event: QShowEvent) -> None:
        """Look at the calendar: the weeks may have moved on."""
        super().showEvent(event)
        if self._today not in (dt.date.min, self.today()):
            self.refresh()
