"""The register: every assumption by where it stands, and the one that is looked at."""

from __future__ import annotations

import datetime as dt
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from metanoia import places
from metanoia.domain import days
from metanoia.domain.assumptions import Assumption, AssumptionId, AssumptionRow
from metanoia.domain.entries import EntryId
from metanoia.domain.errors import NotFound
from metanoia.ui.destination import Command, Destination, Notice
from metanoia.ui.pages.assumptions.register import rows
from metanoia.ui.pages.assumptions.register.acting import Acting
from metanoia.ui.pages.assumptions.register.commands import commands_of
from metanoia.ui.pages.assumptions.register.detail import Detail
from metanoia.ui.pages.assumptions.register.empty_states import DetailOrNothing
from metanoia.ui.pages.assumptions.register.known import Source, gather
from metanoia.ui.pages.assumptions.register.list_pane import ListPane
from metanoia.ui.pages.assumptions.register.map_pane import MapPane
from metanoia.ui.pages.assumptions.register.rows import Asked
from metanoia.ui.pages.assumptions.room import AssumptionsRoom
from metanoia.ui.widgets.layout import vbox
from metanoia.ui.widgets.two_panes import TwoPanes

if TYPE_CHECKING:
    from collections.abc import Sequence

    from metanoia.ui.page import Page


class RegisterRoom(AssumptionsRoom):
    """The list on the left, what is known of one assumption, or the map of all, on the right."""

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self.trash = False
        self.pane = ListPane()
        self.list = self.pane.list
        self.detail = Detail(self.journal)
        self.map = MapPane()
        self.acting = Acting(self)
        self._rows: list[AssumptionRow] = []
        self._shown: list[AssumptionRow] = []  # those of them that are asked for
        self._wanted = ""  # the id to look at
        self._right = DetailOrNothing(self.detail, self.map)
        self._panes = TwoPanes(self.pane, self._right)
        self.setLayout(vbox(self._panes))
        self._connect()

    # -- as every room

    def go(self, destination: Destination) -> None:
        """Show an assumption, Recently deleted or the map, or ask what ``destination`` asks for."""
        section = destination.section
        trash = section == "register/trash"
        if trash != self.trash and not destination.item:
            self.show_trash(trash)
        if destination.item:
            self.show_item(destination.item)
        if section == "register/map":
            self.pane.map.setChecked(True)
        # once the page is in view, so that a sheet lies over it
        if destination.new:
            QTimer.singleShot(0, self, partial(self.acting.new, destination.title))
        elif section == "register/test":
            QTimer.singleShot(0, self, self.acting.test)
        elif section == "register/evidence":
            QTimer.singleShot(0, self, partial(self.acting.evidence, destination.entry))

    def where(self) -> Destination:
        """Return the way back to the assumption that is looked at, or to the map."""
        mapped = "register/map" if self.pane.map.isChecked() else "register"
        section = "register/trash" if self.trash else mapped
        one = self.one
        return Destination(page=self.page.name, section=section, item=one.id if one else "")

    def refresh(self) -> None:
        """Show what the journal holds now; the assumption that is looked at stays."""
        assumptions = self.journal.assumptions
        self._rows = assumptions.trashed() if self.trash else assumptions.rows()
        self.pane.empty_trash.setEnabled(bool(self._rows))
        self.pane.show_search(bool(self._rows) and not self.trash)
        self._list()

    def commands(self) -> list[Command]:
        """Return what can be done with the assumption that is looked at."""
        return commands_of(self)

    def link(self) -> None:
        """Choose what to tie the assumption that is looked at to."""
        connected = self.detail.connected
        if self.one is not None and self.one.deleted_at is None:
            self.detail.bring_into_view(connected)
            connected.row.add()

    def panes(self) -> Sequence[QWidget]:
        """Return the search field, the list, and what is looked at."""
        return [self.pane.field, self.list, self._right]

    def take_focus(self) -> None:
        """Begin in the list, or where one writes the first one down."""
        if not self.pane.isVisibleTo(self) and self.detail.isVisibleTo(self):  # room for one
            self.detail.take_focus()
            return
        nothing = self.pane.back if self.trash else self.pane.head.new
        target: QWidget = self.list if self.list.rows else nothing
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    def blank(self) -> None:
        """Forget every assumption."""
        self._rows, self._shown, self._wanted = [], [], ""
        self.list.show_rows(())
        self.detail.forget()
        self.map.forget()
        self.pane.field.blockSignals(True)
        self.pane.field.clear()
        self.pane.field.blockSignals(False)
        self.pane.asked = Asked()

    def save(self) -> None:
        """Keep how sure somebody said to be, where that was not kept yet."""
        self.detail.sure.keep_now()

    # -- showing

    @property
    def one(self) -> Assumption | None:
        """The assumption that is looked at."""
        return self.detail.known.one if self.detail.known else None

    def today(self) -> dt.date:
        """Return the journal day that it is now."""
        return days.now(places.time_zone(), self.journal.meta.day_start).date

    def show_item(self, item: str) -> None:
        """Look at an assumption; it is chosen in the list where it stands there."""
        try:
            one = self.journal.assumptions.get(AssumptionId(item))
        except NotFound:
            said = self.tr("That assumption is no longer in this journal.")
            self.said.emit(Notice(text=said))
            return
        if (one.deleted_at is not None) != self.trash:
            self._switch_trash(one.deleted_at is not None)
        self._look_at(one.id)
        self.pane.map.setChecked(False)
        if not self.list.choose(one.id) and any(row.id == one.id for row in self._rows):
            self.pane.ask(Asked())  # it is there, but something else was asked for
        self._panes.show_pane(right=True)

    def show_detail(self) -> None:
        """Show the assumption that is looked at, not the map."""
        self.pane.map.setChecked(False)
        self._panes.show_pane(right=True)

    def show_trash(self, shown: bool = True) -> None:
        """Show what was deleted in the last thirty days, or the register again."""
        self._switch_trash(shown)
        self._panes.show_pane(right=False)
        self.take_focus()

    def look_for(self) -> None:
        """Put the keyboard into the search field."""
        if self.trash:
            self._switch_trash(shown=False)
        self._panes.show_pane(right=False)
        self.pane.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.pane.field.selectAll()

    def turn_map(self) -> None:
        """Show all of them by importance and confidence, or the one that is looked at again."""
        if self.trash:
            return
        self.pane.map.toggle()
        if self.pane.map.isChecked():
            self.map.chart.setFocus(Qt.FocusReason.ShortcutFocusReason)
        else:
            self.take_focus()

    def before(self) -> None:
        """Look at the assumption above."""
        self.list.step(-1)

    def after(self) -> None:
        """Look at the assumption below."""
        self.list.step(1)

    # -- inside

    def _list(self) -> None:
        """Fill the list with what is asked for, and look on at what is looked at."""
        shown = (
            self._rows if self.trash else [row for row in self._rows if self.pane.asked.takes(row)]
        )
        one = self.one
        here = self._wanted or (one.id if one else "")
        grouped = rows.deleted(shown) if self.trash else rows.grouped(shown)
        typed = "" if self.trash else self.pane.asked.typed
        self.list.show_rows(grouped, keep=here, typed=typed)
        self.list.setVisible(bool(grouped))  # an empty one would be a stop where nothing is
        self._shown = shown
        self._fill_map()
        self.pane.map.setEnabled(bool(self._rows))
        self._show_chosen(here)

    def _show_chosen(self, here: str) -> None:
        """Look at what is wanted where it is there still, else at the first of the list."""
        self._wanted = ""
        living = {row.id for row in self._rows}
        listed = self.list.current is not None
        if here not in living or (not listed and not self.pane.asked.everything):
            self.forget_shown()
            mapped = self.pane.map.isChecked()
            if not self._panes.narrow:
                self.list.choose_first()
            self.pane.map.setChecked(mapped)  # nobody chose that one to be looked at
        elif here:
            self._look_at(AssumptionId(here))
        self._show_right()

    def _show_right(self) -> None:
        asked = self.pane.asked
        if not self.list.rows:
            self._right.show_why(trash=self.trash, everything=asked.everything or not self._rows)
        elif self.pane.map.isChecked():
            self._right.show_chart()
        elif self.detail.known is None:
            self._right.show_nothing()
        else:
            self._right.show_detail()

    def _look_at(self, assumption_id: AssumptionId) -> None:
        if self.one is not None and self.one.id != assumption_id:
            self.detail.sure.keep_now()
        self.detail.show_known(gather(self.journal, assumption_id), self.today())
        self._show_right()

    def _chosen(self, assumption_id: str) -> None:
        self.pane.map.setChecked(False)
        self._look_at(AssumptionId(assumption_id))

    def _opened(self) -> None:
        self._panes.show_pane(right=True)
        self.detail.take_focus()

    def _back(self) -> None:
        self._panes.show_pane(right=False)
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def forget_shown(self, following: str = "") -> None:
        """Look at nothing, and from the next refresh on at the assumption ``following``."""
        self.detail.forget()
        self._wanted = following

    def _switch_trash(self, shown: bool) -> None:
        self.save()
        self.trash = shown
        self.pane.map.setChecked(False)
        self.pane.show_trash(shown)
        self.forget_shown()
        self.refresh()

    def _fill_map(self) -> None:
        if self.pane.map.isChecked():
            self.map.show_rows(self._shown)

    def _map_asked(self, shown: bool) -> None:
        self._fill_map()
        self._show_right()
        if shown:
            self._panes.show_pane(right=True)

    def _narrowed(self, narrow: bool) -> None:
        self.detail.head.show_back(narrow)
        self.map.show_back(narrow)

    def _leave_trash(self) -> None:
        self.show_trash(shown=False)

    def _ask_all(self) -> None:
        self.pane.ask(Asked())

    def _begin_entry(self) -> None:
        self.asked.emit(Destination(page="today", new=True))

    def _source_asked(self, source: Source) -> None:
        self.asked.emit(Destination(page="today", entry=source.entry, passage=source.passage))

    def _entry_asked(self, entry: str) -> None:
        self.asked.emit(Destination(page="today", entry=EntryId(entry)))

    def _ladder_asked(self) -> None:
        if self.detail.ladder.climb is not None:
            self._entry_asked(self.detail.ladder.climb.entry)

    def _prediction_asked(self, prediction: str) -> None:
        there = Destination(page=self.page.name, section="predictions", item=prediction)
        self.asked.emit(there)

    def _drawing_asked(self, map_id: str) -> None:
        self.asked.emit(Destination(page="systems", item=map_id))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc goes back to the list, and from Recently deleted to the register."""
        in_detail = self._right.isAncestorOf(self.focusWidget() or self)
        if event.key() == Qt.Key.Key_Escape and in_detail and self.list.rows:
            self._back()
        elif event.key() == Qt.Key.Key_Escape and self.trash:
            self._leave_trash()
        elif in_detail and self.detail.isVisible() and self.acting.do_by_key(event):
            event.accept()
        else:
            super().keyPressEvent(event)

    def _connect(self) -> None:
        pane, detail, acting = self.pane, self.detail, self.acting
        for signal, slot in (
            (pane.asked_changed, self._list),
            (pane.map_asked, self._map_asked),
            (pane.trash_asked, self.show_trash),
            (pane.leave_trash_asked, self._leave_trash),
            (pane.empty_trash_asked, acting.empty_trash),
            (pane.head.new_asked, acting.new),
            (pane.head.tab_asked, self.tab_asked),
            (self.list.chosen, self._chosen),
            (self.list.opened, self._opened),
            (self.list.edit_asked, acting.edit),
            (self.list.delete_asked, acting.delete),
            (self.list.letter, acting.do),
            (self.map.chosen, self.show_item),
            (self.map.back_asked, self._back),
            (detail.head.asked, acting.do),
            (detail.head.back_asked, self._back),
            (detail.if_wrong_asked, acting.say_if_wrong),
            (detail.restore_asked, acting.restore),
            (detail.purge_asked, acting.purge),
            (detail.sure.rated, acting.keep_rating),
            (detail.ladder.walk_asked, acting.walk_ladder),
            (detail.ladder.entry_asked, self._ladder_asked),
            (detail.evidence.add_asked, acting.evidence),
            (detail.evidence.edit_asked, acting.edit_evidence),
            (detail.evidence.remove_asked, acting.remove_evidence),
            (detail.evidence.entry_asked, self._entry_asked),
            (detail.sources.source_asked, self._source_asked),
            (detail.connected.asked, self.asked),
            (detail.connected.said, self.said),
            (detail.comments.said, self.said),
            (detail.kin.assumption_asked, self.show_item),
            (detail.kin.prediction_asked, self._prediction_asked),
            (detail.kin.map_asked, self._drawing_asked),
            (self._right.new_asked, acting.new),
            (self._right.write_asked, self._begin_entry),
            (self._right.all_asked, self._ask_all),
            (self._panes.narrowed, self._narrowed),
            (acting.said, self.said),
            (acting.asked, self.asked),
            (acting.shown, self.show_item),
        ):
            signal.connect(slot)
        for tests in (detail.evidence.next, detail.tests):
            tests.finish_asked.connect(acting.finish_test)
            tests.change_asked.connect(acting.change_test)
            tests.start_asked.connect(acting.start_test)
            tests.let_go_asked.connect(acting.let_test_go)
