"""Today: one page to write on, kept as it is written."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QPaintEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QWidget

from metanoia.domain.errors import MetanoiaError
from metanoia.domain.kinds import Kind
from metanoia.text import words
from metanoia.ui import dates, share_state
from metanoia.ui.autosave import Autosave
from metanoia.ui.destination import Command, Destination, Notice
from metanoia.ui.page import Page
from metanoia.ui.pages.today.actions import EntryActions
from metanoia.ui.pages.today.anchoring import Anchoring
from metanoia.ui.pages.today.assuming import Assuming
from metanoia.ui.pages.today.cards import Cards, packed, unpacked
from metanoia.ui.pages.today.column import WritingColumn
from metanoia.ui.pages.today.commands import commands_of
from metanoia.ui.pages.today.common_words import CommonWordsHere
from metanoia.ui.pages.today.draft import Draft, this_moment
from metanoia.ui.pages.today.filling import Filling
from metanoia.ui.pages.today.linking import Linking
from metanoia.ui.pages.today.menus import PageMenus
from metanoia.ui.pages.today.neighbours import Neighbours
from metanoia.ui.pages.today.opening import Opening
from metanoia.ui.pages.today.picture_actions import PictureActions
from metanoia.ui.pages.today.prompter import Prompter
from metanoia.ui.pages.today.prompting import Prompting
from metanoia.ui.pages.today.rhythm import Rhythm
from metanoia.ui.pages.today.side_panel import SidePanel
from metanoia.ui.pages.today.surroundings import Surroundings
from metanoia.ui.widgets.layout import hbox
from metanoia.ui.widgets.overlay import Overlay

if TYPE_CHECKING:
    from metanoia.domain.entries import EntryId
    from metanoia.journal import Journal
    from metanoia.ui.settings import Settings


class TodayPage(Page):
    """Writes today's entry, begins others, edits older ones."""

    name: ClassVar[str] = "today"
    shows: ClassVar[frozenset[Kind]] = frozenset(
        {
            Kind.ENTRY, Kind.TAG, Kind.LINK, Kind.ATTACHMENT, Kind.SHARE,
            Kind.ASSUMPTION, Kind.PREDICTION, Kind.ACTION, Kind.MAP,
            Kind.GOAL, Kind.VALUE, Kind.METRIC, Kind.REVIEW, Kind.TERM, Kind.REPLY,
        }
    )  # fmt: skip

    def __init__(self, journal: Journal, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(journal, settings, parent)
        self.draft = Draft(journal, self)
        self.column = WritingColumn(journal.tags.suggestions)
        self.panel = SidePanel(journal, source=self)
        self.autosave = Autosave(self._keep, self)
        self.anchoring = Anchoring(journal, self.column.editor)
        self.assuming = Assuming(self)
        self.cards = Cards(self)
        self.neighbours = Neighbours(self)
        self.linking = Linking(self)
        self.actions_ = EntryActions(self)
        self.pictures = PictureActions(self)
        self.prompter = Prompter(journal)
        self.prompting = Prompting(self)
        self.filling = Filling(self)
        self.opening = Opening(self)
        self.rhythm = Rhythm(self)
        self.common_words = CommonWordsHere(self)
        self._overlay: Overlay | None = None
        self._painted = False
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
        if plain and self.opening.begun:
            self.opening.come_back()
        elif not self.settled():
            self.take_focus()
        elif destination.entry:
            self.opening.entry_if_there(destination.entry)
            self.opening.lead_to(destination)
        elif plain:
            self.opening.today()
        else:
            self.opening.begin_for(destination)
        if self.isVisible():
            self.take_focus()

    def where(self) -> Destination:
        """Return the way back to the entry, or to a page for its day."""
        if self.draft.id:
            return Destination(page=self.name, entry=self.draft.id)
        return Destination(page=self.name, date=self.draft.day)

    def refresh(self) -> None:
        """Show what the journal holds now; text that is being written stays."""
        self.prompter.look_again()
        self.rhythm.look_again()
        self.common_words.look_again()
        if not self.opening.begun:
            self.opening.today()
        elif self.draft.entry is None or self.autosave.dirty:
            self.show_around()
        else:
            self.opening.reread(self.draft.entry)

    def commands(self) -> list[Command]:
        """Return what can be done while writing."""
        return commands_of(self)

    def panes(self) -> Sequence[QWidget]:
        """Return the column and, where it is shown, the side panel."""
        return (self.column, self.panel) if self.panel.isVisible() else (self.column,)

    def save(self) -> None:
        """Keep what is being written, or raise what went wrong; the banner says it as well."""
        self.autosave.flush_or_raise()
        self.cards.autosave.flush_or_raise()

    def leave(self) -> None:
        """Leave no empty entry behind."""
        self.opening.leave()

    def settings_changed(self) -> None:
        """Write as the settings say now."""
        on = self.settings.focus_mode
        self.column.editor.set_typewriter(self.settings.typewriter)
        if self.immersive != on:
            self.immersive = on
            self.column.set_focus_mode(on)
        if self.opening.begun:
            self.show_around()

    def unsaved(self) -> str:
        """Return what could not be kept."""
        if not self.autosave.dirty and not self.cards.dirty:
            return ""
        text = self.draft.as_text(self.column.title.text(), self.column.written())
        return packed(text, self.cards.unsaved())

    def take_back(self, text: str) -> None:
        """Put back what could not be kept before the journal was locked, and keep it."""
        text, said = unpacked(text)
        self.draft, title, written = Draft.from_text(self.journal, self, text)
        self.opening.show_text(title, written)
        self.autosave.touch()
        self.autosave.flush()
        self.show_around()
        self.cards.take_back(said)

    def blank(self) -> None:
        """Forget every text shown."""
        self.close_overlay()
        self.linking.close()
        self.autosave.forget()
        self.cards.forget()
        self.common_words.forget()
        self.anchoring.forget()
        self.pictures.forget()
        self.column.forget()
        self.panel.blank()
        self.rhythm.forget()
        self.draft = Draft(self.journal, self)

    # -- opening

    def today(self) -> dt.date:
        """Return the day that it is for this journal."""
        return this_moment(self.journal).date

    def settled(self) -> bool:
        """Keep what is being written; False (and the banner says why) if that fails."""
        try:
            self.save()
        except MetanoiaError:
            return False
        return True

    def begun_entry(self) -> EntryId | None:
        """Return the entry, all of it kept; None, and a notice, while there is none."""
        if not self.settled():
            return None
        if self.draft.id is None:
            self.said.emit(Notice(text=self.tr("Write something first; then there is an entry.")))
        return self.draft.id

    def take_focus(self) -> None:
        """Put the caret into the text."""
        self.column.take_focus()

    # -- showing

    def show_around(self) -> None:
        """Show what stands around the text: day, tags, state, prompt and side panel."""
        draft, column, today = self.draft, self.column, self.today()
        when, entry = draft.when, draft.entry
        time = dates.clock(when.time) if when.time else ""
        column.day.show_day(dates.long(when.date, today), time)
        column.tags.set_tags(draft.tags)
        starred = entry is not None and entry.starred
        state = share_state.of(self.journal, entry)
        if entry is None and draft.form is not None and draft.form.never_share:
            state = share_state.never()
        column.bar.show_state(state, starred=starred)
        self.prompting.show()
        self.anchoring.show(draft.id)
        self.cards.show()
        self.panel.show_entry(
            draft.id, when.date, draft.tags, self.cards.assumptions(), today,
            n=entry.n if entry else None, teach=draft.form is None,
        )  # fmt: skip
        self.filling.show_around()
        self.rhythm.show()

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
        """Leave focus mode, or the panel, on Esc."""
        if event.key() == Qt.Key.Key_Escape and self.around.leave():
            return
        if event.key() == Qt.Key.Key_Escape and self.panel.isAncestorOf(self.focusWidget() or self):
            self.take_focus()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Begin what need not come before the first paint, once that has come."""
        super().paintEvent(event)
        if not self._painted:
            self._painted = True
            QTimer.singleShot(0, self, self._wake)

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

    def _wake(self) -> None:
        if not self.journal.is_open:  # locked in the same breath
            return
        self.panel.wake()
        self.rhythm.wake()

    def _connect(self) -> None:
        column = self.column
        column.editor.edited.connect(self._edited)
        column.title.edited.connect(self._edited)
        column.resting.connect(self.autosave.flush)
        column.editor.pictures_given.connect(self.pictures.take)
        column.tags.changed.connect(self.actions_.wear)
        column.banner.acted.connect(self.autosave.flush)
        column.banner.acted.connect(self.cards.autosave.flush)
        self.autosave.waiting.connect(self._waiting)
        self.autosave.kept.connect(self._kept)
        self.autosave.failed.connect(self._failed)
        self.cards.autosave.waiting.connect(self._waiting)
        self.cards.autosave.kept.connect(self._said)
        self.cards.autosave.failed.connect(self._failed)
        column.selection_bar.assumption_asked.connect(self.assuming.mark)

    def _edited(self) -> None:
        self.autosave.touch()

    def _keep(self) -> None:
        begun = self.draft.entry is not None
        self.draft.keep(self.column.title.text(), self.column.written())
        if not begun and self.draft.entry is not None:
            self.show_around()

    def _waiting(self) -> None:
        if self.column.foot.state != "failed":
            self.column.foot.show_state("saving")

    def _kept(self) -> None:
        self.prompter.keep()
        self._said()
        self.panel.comments.look_again()
        if self.anchoring.anchors:
            self.anchoring.show(self.draft.id)
            self.cards.show()
        written, entry = self.column.written(), self.draft.entry
        if isinstance(written, str):
            self.column.foot.show_count(words.count(written))
        else:
            self.column.foot.show_count(entry.words if entry else 0)
            self.filling.show_around()

    def _said(self) -> None:
        if not self.autosave.dirty and not self.cards.dirty:
            self.column.banner.hide()
            self.column.foot.show_state("saved" if self.draft.entry else "")

    def _failed(self, sentence: str) -> None:
        self.column.foot.show_state("failed")
        if self.column.banner.isHidden() or self.column.banner.text() != sentence:
            self.column.banner.say(sentence, self.tr("Try again"))

    def _overlay_gone(self) -> None:
        self._overlay = None
