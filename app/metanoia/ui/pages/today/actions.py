"""What a person does with the entry on the page: its day, tags and star, its past and its end."""

from __future__ import annotations

import datetime as dt
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from metanoia.domain.entries import EntryId
from metanoia.ui import dates
from metanoia.ui.destination import Notice
from metanoia.ui.pages.today.day_picker import DayPicker
from metanoia.ui.pages.today.opening import FINISHED
from metanoia.ui.pages.today.past import PastSheet
from metanoia.ui.theme import theme
from metanoia.ui.widgets.popover import Popover

if TYPE_CHECKING:
    from metanoia.domain.days import Moment
    from metanoia.ui.pages.today.page import TodayPage


class EntryActions(QObject):
    """Each thing that can be undone says so in a notice with Undo."""

    def __init__(self, page: TodayPage) -> None:
        super().__init__(page)
        self._page = page
        self._journal = page.journal

    # -- the day

    def pick_day(self) -> None:
        """Open the calendar."""
        page = self._page
        room = page.window().height() / theme().scale
        years = 2 if room >= 680 else 1 if room >= 600 else 0
        picker = DayPicker(self._journal, page.today(), page.draft.when.date, years=years)
        bar = page.column.bar
        anchor: QWidget = bar.finish if bar.isVisible() else page.column.foot
        popover = Popover(anchor, picker, width=328, margins=(0, 0, 0, 0))
        picker.resized.connect(popover.place)
        picker.chosen.connect(self.choose_day)
        picker.opened.connect(page.neighbours.read)
        page.show_over(popover)
        picker.grid.setFocus()

    def choose_day(self, day: object) -> None:
        """Put the entry on ``day``."""
        page = self._page
        page.close_overlay()
        if not isinstance(day, dt.date) or not page.settled():
            return
        with page.saying_errors():
            before = page.draft.move(day)
            page.show_around()
            if before is not None and page.draft.id and before.date != day:
                said = self.tr("Entry moved to {}").format(dates.long(day, page.today()))
                undo = partial(self._move_back, page.draft.id, before)
                page.said.emit(Notice(text=said, undo=undo))

    def _move_back(self, entry: EntryId, when: Moment) -> None:
        with self._page.saying_errors():
            self._journal.entries.move(entry, when)

    # -- tags

    def wear(self, tags: object) -> None:
        """Give the entry other tags, with Undo."""
        page = self._page
        before = page.draft.tags
        with page.saying_errors():
            page.draft.wear(tuple(tags))  # type: ignore[arg-type]
            self._say_tags(before, page.draft.tags)
        page.show_around()

    def _say_tags(self, before: tuple[str, ...], now: tuple[str, ...]) -> None:
        gone = [tag for tag in before if tag not in now]
        new = [tag for tag in now if tag not in before]
        if not gone and not new:
            return
        words = self.tr("Tag “{}” added") if new else self.tr("Tag “{}” removed")
        undo = partial(self._wear_again, self._page.draft.id, before)
        self._page.said.emit(Notice(text=words.format((new or gone)[0]), undo=undo))

    def _wear_again(self, entry: EntryId | None, tags: tuple[str, ...]) -> None:
        page = self._page
        with page.saying_errors():
            if entry is None or entry == page.draft.id:
                page.draft.wear(tags)
                page.show_around()
            else:
                self._journal.entries.set_tags(entry, tags)

    # -- star, shares

    def star(self) -> None:
        """Give the entry a star, or take it."""
        entry = self._page.begun_entry()
        if entry is not None:
            with self._page.saying_errors():
                starred = not self._page.draft.entry.starred  # type: ignore[union-attr]
                self._journal.entries.set_starred(entry, starred, source=self._page)
                self._after()

    def never_share(self) -> None:
        """Keep the entry out of every share, or let it be chosen again."""
        entry = self._page.begun_entry()
        if entry is not None:
            with self._page.saying_errors():
                never = not self._page.draft.entry.never_share  # type: ignore[union-attr]
                self._journal.entries.set_never_share(entry, never, source=self._page)
                self._after()

    # -- its past and its end

    def history(self) -> None:
        """Show what the entry said before."""
        page = self._page
        entry = self._page.begun_entry()
        if entry is None:
            return
        with page.saying_errors():
            sheet = PastSheet(page, self._journal.entries.revisions(entry))
            sheet.wanted.connect(self.bring_back)
            page.show_over(sheet)

    def bring_back(self, rev: int) -> None:
        """Bring an earlier wording back, with Undo."""
        page, shown = self._page, self._page.draft.entry
        if shown is None or not page.settled():
            return
        with page.saying_errors():
            now = self._journal.entries.revert(shown.id, rev, source=page)
            page.opening.entry(now.id)
            page.take_focus()
            kept = next(
                (one.rev for one in self._journal.entries.revisions(shown.id) if one.rev > rev),
                None,
            )
            undo = partial(self.bring_back, kept) if kept is not None else None
            page.said.emit(Notice(text=self.tr("Earlier wording brought back"), undo=undo))

    def trash(self) -> None:
        """Move the entry to Recently deleted, with Undo."""
        page = self._page
        if not page.settled():
            return
        entry = page.draft.id
        if entry is None:
            page.said.emit(Notice(text=self.tr("There is nothing to delete yet.")))
            return
        with page.saying_errors():
            self._journal.entries.trash(entry, source=page)
            page.opening.new()
            page.take_focus()
            said = self.tr("Entry moved to Recently deleted")
            page.said.emit(Notice(text=said, undo=partial(self._restore, entry)))

    def _restore(self, entry: EntryId) -> None:
        with self._page.saying_errors():
            self._journal.entries.restore(entry, source=self._page)
            if self._page.settled():
                self._page.opening.entry(entry)

    def finish(self) -> None:
        """Save and close the entry; the page is clear for the next one. A form says what is missing."""
        if self._page.filling.may_finish():
            self.finish_anyway()

    def finish_anyway(self) -> None:
        """Save and close the entry, whatever a form still asks."""
        page = self._page
        if not page.settled():
            return
        entry = page.draft.id
        if entry is None:
            page.said.emit(Notice(text=self.tr("Nothing to finish yet: this page is still empty.")))
            return
        with page.saying_errors():
            self._journal.meta.set(FINISHED, entry)
            page.opening.new()
            page.take_focus()
            said = self.tr("Finished and kept in your journal. This page is clear for the next.")
            page.said.emit(Notice(text=said, undo=partial(self._reopen, entry)))

    def _reopen(self, entry: EntryId) -> None:
        page = self._page
        with page.saying_errors():
            self._journal.meta.forget(FINISHED)
            if page.settled():
                page.opening.entry(entry)
                page.take_focus()

    # -- inside

    def _after(self) -> None:
        self._page.draft.reread()
        self._page.show_around()
