"""Which entry is on the page: today's, another one, or a new one."""

from __future__ import annotations

import datetime as dt
from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QTextCursor

from metanoia.domain.errors import NotFound
from metanoia.ui.destination import Destination, Notice
from metanoia.ui.pages.today.draft import Draft, check_not_ahead

if TYPE_CHECKING:
    from metanoia.domain.answers import Values
    from metanoia.domain.entries import Entry, EntryId
    from metanoia.domain.forms import Form
    from metanoia.ui.pages.today.draft import Written
    from metanoia.ui.pages.today.page import TodayPage

FINISHED: Final = "finished_entry"  # the key in the journal's meta


class Opening(QObject):
    """Puts an entry on the page; what was being written there has to be kept by then."""

    def __init__(self, page: TodayPage) -> None:
        super().__init__(page)
        self._page = page
        self._opened_on = dt.date.min
        self._leading_to: Destination | None = None
        self.begun = False

    def today(self) -> None:
        """Show today's latest entry if it is still being written, else an empty page."""
        latest = next(iter(self._page.journal.entries.on_day(self._page.today())), None)
        if latest is not None and latest.id != self._page.journal.meta.get(FINISHED):
            self.entry(latest.id)
        else:
            self.new()

    def entry(self, entry: EntryId) -> None:
        """Show an entry to go on with; NotFound if it is gone."""
        found = self._page.journal.entries.get(entry)
        if found.deleted_at is not None:
            raise NotFound("That entry is in Recently deleted. Bring it back to go on writing.")
        self._put_away_empty(entry)
        draft, written = self._page.filling.draft_of(found)
        self._page.draft = draft
        self.show_text(found.title, written, at_end=found.when.date == self._page.today())
        self._page.column.foot.show_count(found.words)
        self._page.column.foot.show_state("saved")
        self._page.show_around()

    def new(
        self,
        day: dt.date | None = None,
        title: str = "",
        form: Form | None = None,
        proposed: Values | None = None,
    ) -> None:
        """Show an empty page, or form; nothing is kept before something is written. Refused if ahead."""
        if day is not None:
            check_not_ahead(day, self._page.today())
        self._put_away_empty(None)
        self._page.draft = Draft(
            self._page.journal, self._page, day=day, form=form, proposed=proposed
        )
        self.show_text(title, "" if form is None else proposed or {})
        self._page.column.foot.show_count(0)
        self._page.column.foot.show_state("")
        if title:
            self._page.autosave.touch()
        self._page.show_around()

    def show_text(self, title: str, written: Written, *, at_end: bool = True) -> None:
        """Show a title and a text, or answers, as the page's own; nothing can be undone behind them."""
        self.begun = True
        self._opened_on = self._page.today()
        self._page.close_overlay()
        self._page.autosave.forget()
        self._page.column.finder.forget()
        self._page.column.banner.hide()
        self._page.column.title.set_text(title)
        self._page.column.editor.set_text(written if isinstance(written, str) else "")
        self._page.filling.show(written)
        cursor = self._page.column.editor.textCursor()
        end, start = QTextCursor.MoveOperation.End, QTextCursor.MoveOperation.Start
        cursor.movePosition(end if at_end else start)
        self._page.column.editor.setTextCursor(cursor)

    def leave(self) -> None:
        """Show an empty page in place of an entry that was emptied, which is put away."""
        left = self._page.draft.entry
        if left is not None and self._is_empty(left):
            self.new()

    def _is_empty(self, left: Entry) -> bool:
        if left.deleted_at or self._page.draft.tags or left.title.strip():
            return False
        if self._page.filling.is_said(left):
            return False
        return not self._page.journal.attachments.of(left.id)

    def _put_away_empty(self, coming: EntryId | None) -> None:
        """Leave no empty entry behind: one whose last word was deleted goes to Recently deleted."""
        left = self._page.draft.entry
        if left is None or left.id == coming or not self._is_empty(left):
            return
        entries = self._page.journal.entries
        with self._page.saying_errors():
            if entries.get(left.id).deleted_at is None:
                entries.trash(left.id, source=self._page)
                said = self.tr("Empty entry moved to Recently deleted")
                self._page.said.emit(Notice(text=said, undo=partial(entries.restore, left.id)))

    def entry_if_there(self, entry: EntryId) -> None:
        """Show an entry, or say why not."""
        with self._page.saying_errors():
            self.entry(entry)
            return
        if not self.begun:
            self.today()

    def lead_to(self, destination: Destination) -> None:
        """Bring the passage or answer that is named into view, or make an assumption of the passage."""
        if destination.passage is not None or destination.section == "answer":
            # once the page has its size, and the keyboard
            self._leading_to = destination
            QTimer.singleShot(0, self, self._arrive)

    def _arrive(self) -> None:
        destination, self._leading_to = self._leading_to, None
        if destination is None or self._page.draft.id != destination.entry:
            return
        form = self._page.column.shown_form()
        if form is not None:
            if destination.section == "answer":
                form.show_place(destination.item)
        elif destination.passage is not None:
            self._show_passage(destination.passage, assume=destination.section == "assume")

    def _show_passage(self, passage: tuple[int, int], *, assume: bool) -> None:
        from metanoia.text.anchors import to_utf16

        editor = self._page.column.editor
        start, stop = (to_utf16(editor.text(), place) for place in passage)
        editor.show_passage(start, stop)
        if assume and not self._page.assuming.open_marked(start, stop):
            self._page.assuming.mark_passage(start, stop)

    def begin_for(self, destination: Destination) -> None:
        """Begin an entry for the day and with the title that are asked for, or say why not."""
        with self._page.saying_errors():
            if destination.form:
                self._page.filling.begin_for(destination)
            else:
                self.new(destination.date, destination.title)
            return
        if not self.begun:
            self.today()

    def come_back(self) -> None:
        """Come back to what was left; to today, if asked again or if a day has begun since."""
        entry, today = self._page.draft.entry, self._page.today()
        away = entry is not None and entry.when.date != today
        if entry is None and not self._page.autosave.dirty:
            self._page.show_around()
        elif (
            self._opened_on < today or (away and self._page.isVisible())
        ) and self._page.settled():
            self.today()

    def reread(self, shown: Entry) -> None:
        """Show what became of the entry elsewhere; today's page if it is gone."""
        try:
            found = self._page.journal.entries.get(shown.id)
        except NotFound:
            self.today()
            return
        if found.deleted_at is not None:
            self.today()
            return
        draft, written = self._page.filling.draft_of(found)
        self._page.draft = draft
        if (found.title, written) != (
            self._page.column.title.text(),
            self._page.column.written(),
        ):
            place = self._page.column.editor.textCursor().position()
            self.show_text(found.title, written)
            cursor = self._page.column.editor.textCursor()
            last = self._page.column.editor.document().characterCount() - 1
            cursor.setPosition(min(place, last))
            self._page.column.editor.setTextCursor(cursor)
        self._page.column.foot.show_count(found.words)
        self._page.show_around()
