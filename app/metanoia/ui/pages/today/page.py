"""Today: one page to write on, kept as it is written."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from typing import TYPE_CHECKING, ClassVar, Final

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent, QShowEvent, QTextCursor
from PySide6.QtWidgets import QWidget

from metanoia.domain.errors import MetanoiaError, NotFound
from metanoia.domain.kinds import Kind
from metanoia.text import words
from metanoia.ui import dates, share_state
from metanoia.ui.destination import Command, Destination, Notice
from metanoia.ui.page import Page
from metanoia.ui.pages.today.actions import EntryActions
from metanoia.ui.pages.today.autosave import Autosave
from metanoia.ui.pages.today.column import WritingColumn
from metanoia.ui.pages.today.commands import commands_of
from metanoia.ui.pages.today.draft import Draft, check_not_ahead, this_moment
from metanoia.ui.pages.today.menus import PageMenus
from metanoia.ui.pages.today.picture_actions import PictureActions
from metanoia.ui.pages.today.prompter import Prompter
from metanoia.ui.pages.today.side_panel import SidePanel
from metanoia.ui.pages.today.surroundings import Surroundings
from metanoia.ui.widgets.layout import hbox
from metanoia.ui.widgets.overlay import Overlay

if TYPE_CHECKING:
    from metanoia.domain.entries import Entry, EntryId
    from metanoia.journal import Journal
    from metanoia.ui.settings import Settings

FINISHED: Final = "finished_entry"  # the key in the journal's meta


class TodayPage(Page):
    """Writes today's entry, begins others, edits older ones."""

    name: ClassVar[str] = "today"
    shows: ClassVar[frozenset[Kind]] = frozenset(
        {Kind.ENTRY, Kind.TAG, Kind.LINK, Kind.ATTACHMENT, Kind.SHARE}
    )

    def __init__(self, journal: Journal, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(journal, settings, parent)
        self.draft = Draft(journal, self)
        self.column = WritingColumn(journal.tags.suggestions)
        self.panel = SidePanel(journal)
        self.autosave = Autosave(self._keep, self)
        self.actions_ = EntryActions(self)
        self.pictures = PictureActions(self)
        self.prompter = Prompter(journal)
        self._begun = False
        self._opened_on = dt.date.min
        self._overlay: Overlay | None = None
        self.setLayout(hbox((self.column, 1), self.panel))
        self.around = Surroundings(self)
        self.menus = PageMenus(self)
        self._connect()
        self.column.editor.set_typewriter(settings.typewriter)
        self.immersive = settings.focus_mode
        self.column.set_focus_mode(settings.focus_mode)

    # -- what every page answers

    def go(self, destination: Destination) -> None:
        """Show an entry, begin a new one, or come back to what was being written."""
        plain = not (destination.entry or destination.new or destination.date)
        if plain and self._begun:
            self._new_day()
        elif not self.settled():
            self.take_focus()
        elif destination.entry:
            self._open_if_there(destination.entry)
        elif plain:
            self.open_today()
        else:
            self._begin_for(destination)
        if self.isVisible():
            self.take_focus()

    def where(self) -> Destination:
        """Return the way back to the entry, or to a page for its day."""
        if self.draft.id:
            return Destination(page=self.name, entry=self.draft.id)
        return Destination(page=self.name, date=self.draft.day)

    def refresh(self) -> None:
        """Show what the journal holds now; text that is being written stays."""
        if not self._begun:
            self.open_today()
        elif self.draft.entry is None:
            self.show_around()
        elif not self.autosave.dirty:
            self._reread(self.draft.entry)

    def commands(self) -> list[Command]:
        """Return what can be done while writing."""
        return commands_of(self)

    def panes(self) -> Sequence[QWidget]:
        """Return the column and, where it is shown, the side panel."""
        return (self.column, self.panel) if self.panel.isVisible() else (self.column,)

    def save(self) -> None:
        """Keep what is being written, or raise what went wrong; the banner says it as well."""
        self.autosave.flush_or_raise()

    def unsaved(self) -> str:
        """Return what could not be kept."""
        if not self.autosave.dirty:
            return ""
        return self.draft.as_text(self.column.title.text(), self.column.editor.text())

    def take_back(self, text: str) -> None:
        """Put back what could not be kept before the journal was locked, and keep it."""
        self.draft, title, body = Draft.from_text(self.journal, self, text)
        self._show_text(title, body)
        self.autosave.touch()
        self.autosave.flush()
        self.show_around()

    def blank(self) -> None:
        """Forget every text shown."""
        self.close_overlay()
        self.autosave.forget()
        self.pictures.forget()
        self.column.forget()
        self.panel.blank()
        self.draft = Draft(self.journal, self)

    # -- opening

    def today(self) -> dt.date:
        """Return the day that it is for this journal."""
        return this_moment(self.journal).date

    def open_today(self) -> None:
        """Show today's latest entry if it is still being written, else an empty page."""
        latest = next(iter(self.journal.entries.on_day(self.today())), None)
        if latest is not None and latest.id != self.journal.meta.get(FINISHED):
            self.open_entry(latest.id)
        else:
            self.open_new()

    def open_entry(self, entry: EntryId) -> None:
        """Show an entry to go on with; NotFound if it is gone."""
        found = self.journal.entries.get(entry)
        if found.deleted_at is not None:
            raise NotFound("That entry is in Recently deleted. Bring it back to go on writing.")
        self._put_away_empty(entry)
        self.draft = Draft(self.journal, self, found)
        self._show_text(found.title, found.body, at_end=found.when.date == self.today())
        self.column.foot.show_count(found.words)
        self.column.foot.show_state("saved")
        self.show_around()

    def open_new(self, day: dt.date | None = None, title: str = "") -> None:
        """Show an empty page; nothing is kept before its first character. Refused for a day ahead."""
        if day is not None:
            check_not_ahead(day, self.today())
        self._put_away_empty(None)
        self.draft = Draft(self.journal, self, day=day)
        self._show_text(title, "")
        self.column.foot.show_count(0)
        self.column.foot.show_state("")
        if title:
            self.autosave.touch()
        self.show_around()

    def settled(self) -> bool:
        """Keep what is being written; False (and the banner says why) if that fails."""
        return self.autosave.flush()

    def take_focus(self) -> None:
        """Put the caret into the text."""
        self.column.editor.setFocus(Qt.FocusReason.OtherFocusReason)

    # -- showing

    def show_around(self) -> None:
        """Show what stands around the text: day, tags, state, prompt and side panel."""
        draft, column, today = self.draft, self.column, self.today()
        when, entry = draft.when, draft.entry
        time = dates.clock(when.time) if when.time else ""
        column.day.show_day(dates.long(when.date, today), time)
        column.tags.set_tags(draft.tags)
        starred = entry is not None and entry.starred
        column.bar.show_state(share_state.of(self.journal, entry), starred=starred)
        self.show_prompt()
        self.panel.show_entry(draft.id, when.date, draft.tags)

    def show_prompt(self) -> None:
        """Ask today's question above a page that is of today."""
        now = this_moment(self.journal)
        if self.draft.when.date != now.date or self.settings.focus_mode:
            self.column.show_prompt(None)
            return
        self.column.show_prompt(self.prompter.current(now.date, now.local.time()))

    def show_over(self, overlay: Overlay) -> None:
        """Open something over the window, in place of what is open; it closes when this locks."""
        self.close_overlay()
        self._overlay = overlay
        overlay.closed.connect(self._overlay_gone)
        overlay.open()

    def close_overlay(self) -> None:
        """Close what lies over the page."""
        if self._overlay is not None:
            self._overlay.dismiss()

    @contextmanager
    def saying_errors(self) -> Iterator[None]:
        """Say what goes wrong in the block as a notice."""
        try:
            yield
        except MetanoiaError as error:
            self.said.emit(Notice(text=str(error)))

    # -- Qt

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave focus mode, or the panel that lies over the page, on Esc."""
        if event.key() != Qt.Key.Key_Escape or not self.around.leave():
            super().keyPressEvent(event)

    def minimumSizeHint(self) -> QSize:
        """Return the column's: the side panel gives way."""
        return self.column.minimumSizeHint()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the side panel in its place."""
        super().resizeEvent(event)
        self.around.fit()

    def showEvent(self, event: QShowEvent) -> None:
        """Come up to date and put the caret into the text."""
        super().showEvent(event)
        self.around.fit()
        self.take_focus()

    # -- inside

    def _connect(self) -> None:
        column = self.column
        column.editor.edited.connect(self._edited)
        column.title.edited.connect(self._edited)
        column.resting.connect(self.autosave.flush)
        column.editor.pictures_given.connect(self.pictures.take)
        column.prompt.used.connect(self.actions_.use_prompt)
        column.prompt.another_asked.connect(self.actions_.another_prompt)
        column.prompt.dismissed.connect(self.actions_.dismiss_prompt)
        column.tags.changed.connect(self.actions_.wear)
        column.banner.acted.connect(self.autosave.flush)
        self.autosave.waiting.connect(self._waiting)
        self.autosave.kept.connect(self._kept)
        self.autosave.failed.connect(self._failed)

    def _edited(self) -> None:
        self.autosave.touch()

    def _keep(self) -> None:
        begun = self.draft.entry is not None
        self.draft.keep(self.column.title.text(), self.column.editor.text())
        if not begun and self.draft.entry is not None:
            self.show_around()

    def _waiting(self) -> None:
        if self.column.foot.state != "failed":
            self.column.foot.show_state("saving")

    def _kept(self) -> None:
        self.column.banner.hide()
        self.column.foot.show_state("saved" if self.draft.entry else "")
        self.column.foot.show_count(words.count(self.column.editor.text()))

    def _failed(self, sentence: str) -> None:
        self.column.foot.show_state("failed")
        if self.column.banner.isHidden() or self.column.banner.text() != sentence:
            self.column.banner.say(sentence, self.tr("Try again"))

    def _show_text(self, title: str, body: str, *, at_end: bool = True) -> None:
        self._begun = True
        self._opened_on = self.today()
        self.close_overlay()
        self.autosave.forget()
        self.column.finder.forget()
        self.column.banner.hide()
        self.column.title.set_text(title)
        self.column.editor.set_text(body)
        cursor = self.column.editor.textCursor()
        end, start = QTextCursor.MoveOperation.End, QTextCursor.MoveOperation.Start
        cursor.movePosition(end if at_end else start)
        self.column.editor.setTextCursor(cursor)

    def _put_away_empty(self, coming: EntryId | None) -> None:
        """Leave no empty entry behind: one whose last word was deleted goes to Recently deleted."""
        left = self.draft.entry
        if left is None or left.id == coming or left.deleted_at or self.draft.tags:
            return
        if left.title.strip() or left.body.strip() or self.journal.attachments.of(left.id):
            return
        if self.journal.entries.get(left.id).deleted_at is None:
            self.journal.entries.trash(left.id, source=self)
            undo = partial(self.journal.entries.restore, left.id)
            said = self.tr("Empty entry moved to Recently deleted")
            self.said.emit(Notice(text=said, undo=undo))

    def _open_if_there(self, entry: EntryId) -> None:
        with self.saying_errors():
            self.open_entry(entry)
            return
        if not self._begun:
            self.open_today()

    def _begin_for(self, destination: Destination) -> None:
        with self.saying_errors():
            self.open_new(destination.date, destination.title)
            return
        if not self._begun:
            self.open_today()

    def _new_day(self) -> None:
        """Come back to what was left; to today, if asked again or if a day has begun since."""
        entry, today = self.draft.entry, self.today()
        away = entry is not None and entry.when.date != today
        if entry is None and not self.autosave.dirty:
            self.show_around()
        elif (self._opened_on < today or (away and self.isVisible())) and self.settled():
            self.open_today()

    def _reread(self, shown: Entry) -> None:
        try:
            found = self.journal.entries.get(shown.id)
        except NotFound:
            self.open_today()
            return
        if found.deleted_at is not None:
            self.open_today()
            return
        self.draft = Draft(self.journal, self, found)
        if (found.title, found.body) != (self.column.title.text(), self.column.editor.text()):
            place = self.column.editor.textCursor().position()
            self._show_text(found.title, found.body)
            cursor = self.column.editor.textCursor()
            last = self.column.editor.document().characterCount() - 1
            cursor.setPosition(min(place, last))
            self.column.editor.setTextCursor(cursor)
        self.column.foot.show_count(found.words)
        self.show_around()

    def _overlay_gone(self) -> None:
        self._overlay = None
