"""The room of predictions: what is due, how it is settled, and what the record says."""

from __future__ import annotations

import datetime as dt
from functools import partial
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import Qt, QTimer, Slot
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from metanoia import places
from metanoia.domain import days
from metanoia.domain.entries import EntryId
from metanoia.domain.errors import NotFound
from metanoia.domain.predictions import Outcome, Prediction, PredictionId
from metanoia.ui.destination import Command, Destination, Notice
from metanoia.ui.pages.assumptions.predictions.asking import Asking
from metanoia.ui.pages.assumptions.predictions.commands import commands_of
from metanoia.ui.pages.assumptions.predictions.detail import Detail
from metanoia.ui.pages.assumptions.predictions.doing import Doing
from metanoia.ui.pages.assumptions.predictions.list_pane import ListPane
from metanoia.ui.pages.assumptions.predictions.listing import PredictionPainter, deleted, grouped
from metanoia.ui.pages.assumptions.predictions.ties import Tied, tied_to
from metanoia.ui.pages.assumptions.room import AssumptionsRoom
from metanoia.ui.widgets.layout import vbox
from metanoia.ui.widgets.row_painter import Head
from metanoia.ui.widgets.two_panes import TwoPanes

if TYPE_CHECKING:
    from collections.abc import Sequence

    from metanoia.domain.predictions import PredictionRow
    from metanoia.ui.page import Page


class PredictionsRoom(AssumptionsRoom):
    """A list on the left; on the right the prediction that is chosen, and the record."""

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self.pane = ListPane()
        self.detail = Detail(self.journal)
        self.doing = Doing(self.journal, self)
        self.asking = Asking(self, self.doing)
        self.trash = False
        self._today = dt.date.min
        self._panes = TwoPanes(self.pane, self.detail)
        self.setLayout(vbox(self._panes))
        self._connect()

    # -- as every room

    def go(self, destination: Destination) -> None:
        """Show a prediction, or ask about a new one."""
        if destination.new:  # once the page has come into view, so that the sheet keeps the focus
            QTimer.singleShot(0, self.asking, partial(self.asking.about_new, destination.title))
        elif destination.item:
            self.show_item(destination.item)

    def where(self) -> Destination:
        """Return the way back to the prediction that is shown."""
        shown = self.detail.card.shown
        item = shown.id if shown is not None else ""
        return Destination(page=self.page.name, section="predictions", item=item)

    def refresh(self) -> None:
        """Show what the journal holds now; the chosen prediction stays chosen."""
        self._today = self.today()
        predictions = self.journal.predictions
        typed = "" if self.trash else self.pane.typed
        rows = predictions.trashed() if self.trash else predictions.rows(typed)
        cast("PredictionPainter", self.pane.list.painter).today = self._today
        shown = self.detail.card.shown
        listed = deleted(rows) if self.trash else grouped(rows, self._today)
        self.pane.list.show_rows(listed, keep=shown.id if shown else "", typed=typed)
        nothing = self.tr("Nothing found. Fewer letters find more.") if typed and not rows else ""
        self.pane.say_nothing_found(nothing)
        self.pane.offer_search(bool(rows or typed) and not self.trash)
        if self.pane.list.current is None and not self._panes.narrow:
            self._choose_first()
        self._show_chosen()
        self._show_record(rows if not typed else predictions.rows())

    def link(self) -> None:
        """Choose what to tie the prediction that is looked at to."""
        if self.detail.card.isVisibleTo(self):
            self.detail.card.connected.add()

    def commands(self) -> list[Command]:
        """Return what can be done with predictions."""
        return commands_of(self)

    def panes(self) -> Sequence[QWidget]:
        """Return the search field, the list, and the first thing to do with what is chosen."""
        return [self.pane.field, self.pane.list, self.detail]

    def take_focus(self) -> None:
        """Begin in the list, or where there is only one thing to do."""
        beginning = self.detail.begin.isVisibleTo(self)
        if not beginning and not self.pane.isVisibleTo(self):  # there is room for one
            self._begin_with_card()
            return
        target: QWidget = self.detail.begin if beginning else self.pane.list
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    def blank(self) -> None:
        """Forget every prediction."""
        self.detail.card.blank()
        self.detail.record.forget()
        self.pane.list.show_rows(())
        self.pane.field.blockSignals(True)
        self.pane.field.clear()
        self.pane.field.blockSignals(False)

    # -- showing

    def today(self) -> dt.date:
        """Return the journal day that it is now."""
        return days.now(places.time_zone(), self.journal.meta.day_start).date

    def show_item(self, item: str) -> None:
        """Show a prediction, in Recently deleted where it lies there."""
        try:
            one = self.journal.predictions.get(PredictionId(item))
        except NotFound:
            self.said.emit(Notice(text=self.tr("That prediction is no longer in this journal.")))
            return
        self.trash = one.deleted_at is not None
        self.pane.show_trash(self.trash)
        self.pane.field.clear()
        self._show(one)
        self.refresh()
        self._panes.show_pane(right=True)

    @Slot()
    def look_for(self) -> None:
        """Put the keyboard into the search field."""
        if self.trash:
            self._switch_trash(shown=False)
        self._panes.show_pane(right=False)
        self.pane.look_for()

    @Slot()
    def show_trash(self) -> None:
        """Show what was deleted in the last thirty days."""
        self._switch_trash(shown=True)

    @Slot()
    def before(self) -> None:
        """Show the prediction above."""
        self.pane.list.step(-1)

    @Slot()
    def after(self) -> None:
        """Show the prediction below."""
        self.pane.list.step(1)

    # -- doing

    @Slot()
    def withdraw(self) -> None:
        """Take back the prediction that is shown."""
        if (one := self.detail.card.open_one()) is not None:
            self._told(self.doing.withdraw(one.id))

    @Slot()
    def delete(self) -> None:
        """Move the prediction that is shown to Recently deleted, and show the next one."""
        one = self.detail.card.shown
        if one is None or one.deleted_at is not None:
            return
        self._show_next(one)
        self._told(self.doing.trash(one.id))

    @Slot()
    def restore(self) -> None:
        """Bring the deleted prediction that is shown back."""
        if (one := self.detail.card.shown) is not None and one.deleted_at is not None:
            self._show_next(one)
            self._told(self.doing.restore(one.id))

    # -- inside

    def _told(self, refused: str) -> None:
        if refused:
            self.said.emit(Notice(text=refused))

    def _choose_first(self) -> None:
        rows = [row for row in self.pane.list.rows if not isinstance(row, Head)]
        if rows:
            self.pane.list.choose(rows[0].id)

    def _show_next(self, one: Prediction) -> None:
        following = self.pane.list.neighbour(one.id)
        self.detail.card.forget()
        self.pane.list.setFocus(Qt.FocusReason.OtherFocusReason)
        if following:
            self.pane.list.choose(following)
            self._show_chosen()

    def _show_chosen(self) -> None:
        row = self.pane.list.current
        if row is None:
            self.detail.card.forget()
            return
        self._show(self.journal.predictions.get(PredictionId(row.id)))

    def _show(self, one: Prediction) -> None:
        self.detail.card.show_prediction(one, self.today(), tied_to(self.journal, one))

    def _show_record(self, rows: Sequence[PredictionRow]) -> None:
        chosen = self.detail.card.shown is not None
        if self.trash:
            if rows:
                self.detail.show_something(card=chosen, record=False)
            else:
                self.detail.show_empty_trash()
            return
        if not rows:
            self.detail.show_beginning()
            return
        self.detail.record.fill(self.journal.predictions, rows, self._today)
        self.detail.show_something(card=chosen, record=True)

    def _switch_trash(self, shown: bool) -> None:
        self.trash = shown
        self.detail.card.forget()
        self.pane.show_trash(shown)
        self.refresh()
        self.pane.list.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot(str)
    def _chosen(self, _item: str) -> None:
        self._show_chosen()
        self.detail.card.show()

    @Slot()
    def _opened(self) -> None:
        self._panes.show_pane(right=True)
        self._begin_with_card()

    def _begin_with_card(self) -> None:
        card = self.detail.card
        target = card.yes if card.yes.isVisible() else card.more
        target.setFocus(Qt.FocusReason.TabFocusReason)

    @Slot()
    def _back(self) -> None:
        self._panes.show_pane(right=False)
        self.pane.list.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot(bool)
    def _narrowed(self, narrow: bool) -> None:
        self.detail.back.setVisible(narrow)

    @Slot(str)
    def _added(self, item: str) -> None:
        self.show_item(item)
        self.pane.list.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _help(self) -> None:
        self.asked.emit(Destination(page="settings", section="help/predictions"))

    @Slot(str, str)
    def _settle(self, outcome: str, note: str) -> None:
        one = self.detail.card.shown
        if one is None:
            return
        refused = self.doing.settle(one.id, cast("Outcome", outcome), note)
        self._told(refused)
        if not refused:
            self.pane.list.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot(object)
    def _tied_asked(self, tied: Tied) -> None:
        if tied.kind == "entry":
            self.asked.emit(Destination(page="journal", entry=EntryId(tied.id)))
        else:
            self.asked.emit(Destination(page=self.page.name, section="register", item=tied.id))

    def _connect(self) -> None:
        pane, card, detail = self.pane, self.detail.card, self.detail
        for signal, slot in (
            (pane.head.tab_asked, self.tab_asked),
            (pane.head.new_asked, self.asking.about_anything_new),
            (pane.searched, self.refresh),
            (pane.trash_asked, self._switch_trash),
            (pane.list.chosen, self._chosen),
            (pane.list.opened, self._opened),
            (pane.list.edit_asked, self.asking.about_forecast),
            (pane.list.delete_asked, self.delete),
            (card.settled, self._settle),
            (card.forecast_asked, self.asking.about_forecast),
            (card.wording_asked, self.asking.about_wording),
            (card.day_asked, self.asking.about_day),
            (card.withdraw_asked, self.withdraw),
            (card.delete_asked, self.delete),
            (card.restore_asked, self.restore),
            (card.purge_asked, self.asking.about_purging),
            (card.tied_asked, self._tied_asked),
            (card.connected.asked, self.asked),
            (card.connected.said, self.said),
            (card.comments.said, self.said),
            (detail.new_asked, self.asking.about_anything_new),
            (detail.back_asked, self._back),
            (detail.record.which_chosen, self.refresh),
            (detail.record.help_asked, self._help),
            (self.doing.said, self.said),
            (self.asking.added, self._added),
            (self._panes.narrowed, self._narrowed),
        ):
            signal.connect(slot)

    # -- Qt

    def showEvent(self, event: QShowEvent) -> None:
        """Look at the calendar: what was to come yesterday may be due today."""
        super().showEvent(event)
        if self._today not in (dt.date.min, self.today()):
            self.refresh()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Answer by Y and N outside of fields; go back by Esc."""
        typing = isinstance(self.focusWidget(), QLineEdit)
        answers = {Qt.Key.Key_Y: self.detail.card.yes, Qt.Key.Key_N: self.detail.card.no}
        pressed = answers.get(Qt.Key(event.key()))
        if pressed is not None and not event.modifiers() and not typing and pressed.isVisible():
            pressed.click()
        elif event.key() == Qt.Key.Key_Delete and not event.modifiers() and not typing:
            self.delete()
        elif event.key() != Qt.Key.Key_Escape:
            super().keyPressEvent(event)
        elif self.detail.isAncestorOf(self.focusWidget() or self):
            self._back()
        elif self.trash:
            self._switch_trash(shown=False)
        else:
            super().keyPressEvent(event)
