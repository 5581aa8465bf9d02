"""The Journal page: the whole journal in time, found again by words, tags and days, and read."""

from __future__ import annotations

import datetime as dt
from functools import partial
from typing import TYPE_CHECKING, Final, Literal

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSplitter, QStackedWidget, QWidget

from metanoia.domain.entries import EntryId
from metanoia.domain.errors import NotFound
from metanoia.domain.kinds import Kind
from metanoia.domain.query import parse
from metanoia.ui import dates
from metanoia.ui.destination import Command, Destination, Notice
from metanoia.ui.page import Page
from metanoia.ui.pages.journal.list_pane import ListPane
from metanoia.ui.pages.journal.reading_pane import ReadingPane
from metanoia.ui.pages.journal.rows import Head, Line, ListRows, TimelineRows, of_hits, of_rows
from metanoia.ui.pages.journal.searching import Question, Searcher
from metanoia.ui.pages.journal.trash import EmptyTrashSheet, PurgeSheet
from metanoia.ui.theme import theme
from metanoia.ui.widgets.button import Button
from metanoia.ui.widgets.card import Panel
from metanoia.ui.widgets.empty import EmptyState
from metanoia.ui.widgets.layout import vbox
from metanoia.ui.widgets.menu import Menu

if TYPE_CHECKING:
    from metanoia.journal import Journal
    from metanoia.store.search import Found
    from metanoia.ui.settings import Settings

REST: Final = 120  # ms without a key before something is looked for
ONE_PANE_BELOW: Final = 760  # px at scale 1 of the page
LIST_WIDTH: Final = 408
NARROW_LIST_WIDTH: Final = 360


class JournalPage(Page):
    """Timeline, search and filters on the left; the chosen entry on the right."""

    name = "journal"
    icon = "book-open"
    shows = frozenset({Kind.ENTRY, Kind.TAG, Kind.SHARE, Kind.IMPORT})

    def __init__(self, journal: Journal, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(journal, settings, parent)
        self.list_pane = ListPane()
        self.reading = ReadingPane(journal)
        self._tag = ""
        self._day: dt.date | None = None
        self._trash = False
        self._hits: list[Line] = []
        self._found: Found | None = None
        self._searcher = Searcher(journal, self)
        self._rest = QTimer(self, singleShot=True, interval=REST)
        self._nothing = QStackedWidget()
        self._narrow = False
        self._lay_out()
        self._connect()

    # -- going here

    def go(self, destination: Destination) -> None:
        """Show the entry, search, day, trash or import that ``destination`` names."""
        if destination.section == "trash":
            self.show_trash()
        elif self._trash:
            self.leave_trash()
        if destination.query:
            self.list_pane.field.setText(destination.query)
        if destination.date is not None:
            self._show_day(destination.date)
        if destination.entry is not None:
            self.show_entry(destination.entry)
        if destination.section == "search":
            QTimer.singleShot(0, self, self.look_for)
        elif destination.section == "import":
            QTimer.singleShot(0, self, self.import_)

    def where(self) -> Destination:
        """Return the way back to the entry that is read."""
        entry = self.reading.entry
        section = "trash" if self._trash else ""
        return Destination(page=self.name, entry=entry.id if entry else None, section=section)

    def panes(self) -> list[QWidget]:
        """Return the search field, the list and the text."""
        return [self.list_pane.field, self.list_pane.list, self.reading.text]

    def commands(self) -> list[Command]:
        """Return what can be done with the entry that is read."""
        return [
            Command("newer", self.tr("Newer entry"), self.newer, "Alt+Up", "chevron-left"),
            Command("older", self.tr("Older entry"), self.older, "Alt+Down", "chevron-right"),
            Command("search", self.tr("Search the journal"), self.look_for, "Ctrl+F", "search"),
            Command("edit", self.tr("Edit this entry"), self.edit, "Ctrl+E", "pen-line"),
            Command("star", self.tr("Star this entry"), self.star, "", "star"),
            Command("delete", self.tr("Move this entry to Recently deleted"), self.delete, "", "trash-2"),
            Command("trash", self.tr("Recently deleted"), self.show_trash, "", "trash-2", "bin trash"),
        ]  # fmt: skip

    def blank(self) -> None:
        """Forget every entry."""
        self._rest.stop()
        self._searcher.close()
        self._hits = []
        self.list_pane.list.show_rows(ListRows([]))
        self.list_pane.field.blockSignals(True)
        self.list_pane.field.clear()
        self.reading.forget()

    # -- showing

    def refresh(self) -> None:
        """Show what the journal holds now; the chosen entry stays chosen."""
        self._count()
        if self._trash:
            self._show_trashed()
        elif self._asked():
            self._ask()
        elif self.list_pane.on_this_day.isChecked() or self.list_pane.shared.isChecked():
            self._show_rows_at_hand()
        else:
            self._show_timeline()
        self._show_current()

    def show_entry(self, entry_id: EntryId) -> None:
        """Read an entry; it is chosen in the list where it stands there."""
        try:
            entry = self.journal.entries.get(entry_id)
        except NotFound:
            self.said.emit(Notice(text=self.tr("That entry is no longer in this journal.")))
            return
        if entry.deleted_at is not None and not self._trash:
            self.show_trash()
        if self._stale:
            self._stale = False
            self.refresh()
        self.list_pane.list.choose(entry_id)
        self._read(entry_id)

    def look_for(self) -> None:
        """Put the keyboard into the search field."""
        if self._trash:
            self.leave_trash()
        self._show_pane(reading=False)
        self.list_pane.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.list_pane.field.selectAll()

    def newer(self) -> None:
        """Read the newer entry."""
        self.list_pane.list.step(-1)

    def older(self) -> None:
        """Read the older entry."""
        self.list_pane.list.step(1)

    def import_(self) -> None:
        """Ask what to import."""
        from metanoia.ui.dialogs.import_sheet import ImportSheet

        ImportSheet(self, self.journal, self.said).open()

    # -- doing

    def new_entry(self) -> None:
        """Begin a new entry on the Today page."""
        self.asked.emit(Destination(page="today", new=True))

    def edit(self) -> None:
        """Write on in the entry that is read."""
        if self.reading.entry is not None and not self._trash:
            self.asked.emit(Destination(page="today", entry=self.reading.entry.id))

    def star(self) -> None:
        """Star the entry that is read, or take its star away."""
        if (entry := self.reading.entry) is not None:
            self.journal.entries.set_starred(entry.id, not entry.starred)

    def never_share(self) -> None:
        """Keep the entry out of every share, or no longer."""
        if (entry := self.reading.entry) is not None:
            self.journal.entries.set_never_share(entry.id, not entry.never_share)

    def delete(self) -> None:
        """Move the entry that is read to Recently deleted, and read the next one."""
        if (entry := self.reading.entry) is None or self._trash:
            return
        following = self._neighbour(entry.id)
        self.reading.forget()
        self.journal.entries.trash(entry.id)
        if following is not None:
            self.show_entry(following)
        undo = partial(self._undelete, entry.id)
        self.said.emit(Notice(text=self.tr("Entry moved to Recently deleted"), undo=undo))

    def restore(self) -> None:
        """Bring the deleted entry that is read back."""
        if (entry := self.reading.entry) is not None and entry.deleted_at is not None:
            self.reading.forget()
            self.journal.entries.restore(entry.id)
            self.said.emit(
                Notice(
                    text=self.tr("Entry restored"),
                    undo=partial(self.journal.entries.trash, entry.id),
                )
            )

    def purge(self) -> None:
        """Ask whether to delete the entry for good."""
        if (entry := self.reading.entry) is not None and entry.deleted_at is not None:
            PurgeSheet(self, self.journal, entry).open()

    def show_trash(self) -> None:
        """Show what was deleted in the last thirty days."""
        self._trash = True
        self.list_pane.show_trash(shown=True)
        self.reading.forget()
        self._stale = False
        self.refresh()
        self.list_pane.list.choose_first()
        self.list_pane.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def leave_trash(self) -> None:
        """Show the journal again."""
        self._trash = False
        self.list_pane.show_trash(shown=False)
        self.reading.forget()
        self.refresh()

    # -- inside: what is listed

    def _asked(self) -> str:
        """Return the whole question: what was typed, and what the filters add to it."""
        pane = self.list_pane
        parts = [pane.field.text().strip()]
        if pane.starred.isChecked():
            parts.append("is:starred")
        if self._tag:
            parts.append(f'tag:"{self._tag}"')
        if self._day is not None:
            parts.append(f"on:{self._day.isoformat()}")
        return " ".join(part for part in parts if part)

    @property
    def _order(self) -> Literal["auto", "newest"]:
        return "auto" if self.list_pane.best_first else "newest"

    def _typed(self) -> None:
        self._rest.start()

    def _ask(self) -> None:
        self._rest.stop()
        if not (asked := self._asked()):
            self._searcher.drop()
            self.refresh()
            return
        self._searcher.ask(Question(asked, self._order))

    def _answered(self, question: Question, found: Found) -> None:
        if question.before is None:
            self._hits = []
        self._hits += of_hits(found.hits)
        self._found = found
        typed = bool(self.list_pane.field.text().strip())
        self._show_order(shown=parse(question.text).looks_for_text)
        title = self._best_title(found) if found.best_first else ""
        more = max(0, found.count - len(self._hits)) if found.best_first else 0
        painter = self.list_pane.list.painter
        painter.matches = typed
        rows = ListRows(self._hits, title, more)
        keep = self.reading.entry.id if self.reading.entry else None
        self.list_pane.list.show_rows(rows, keep=keep)
        self._count()
        self._show_strip()
        self._show_empty()
        self._show_current()

    def _best_title(self, found: Found) -> str:
        return self.tr("Best first") if found.hits else ""

    def _more(self) -> None:
        if self._found is None or not self._asked() or len(self._found.hits) < 50:
            return
        last = self._hits[-1].row.n
        self._found = None
        self._searcher.ask(Question(self._asked(), self._order, last))

    def _show_timeline(self) -> None:
        self._searcher.drop()
        self._found = None
        self._show_order(shown=False)
        self.list_pane.list.painter.matches = False
        keep = self.reading.entry.id if self.reading.entry else None
        self.list_pane.list.show_rows(TimelineRows(self.journal.entries), keep=keep)
        self._show_strip()
        self._show_empty()

    def _show_rows_at_hand(self) -> None:
        self._searcher.drop()
        self._found = None
        self._show_order(shown=False)
        self.list_pane.list.painter.matches = False
        if self.list_pane.on_this_day.isChecked():
            rows = self.journal.entries.on_this_day(self._today(), limit=100)
        else:
            rows = self.journal.shares.entries()
        keep = self.reading.entry.id if self.reading.entry else None
        self.list_pane.list.show_rows(ListRows(of_rows(rows)), keep=keep)
        self._show_strip()
        self._show_empty()

    def _show_trashed(self) -> None:
        self.list_pane.list.painter.matches = False
        keep = self.reading.entry.id if self.reading.entry else None
        rows = ListRows(of_rows(self.journal.entries.trashed()))
        self.list_pane.list.show_rows(rows, keep=keep)
        self.list_pane.empty_trash.setEnabled(rows.count > 0)
        self._show_empty()

    def _show_order(self, *, shown: bool) -> None:
        self.list_pane.order.setVisible(shown)
        # there is one line for the filters
        remembered = not shown and bool(self.journal.entries.on_this_day(self._today(), limit=1))
        self.list_pane.on_this_day.setVisible(remembered)

    def _count(self) -> None:
        entries = self.journal.entries
        number = entries.trashed_count if self._trash else entries.count
        words = self.tr("entry") if number == 1 else self.tr("entries")
        self.list_pane.count.setText(f"{number:,} {words}")

    def _show_strip(self) -> None:
        if self._trash:
            return
        line = self.list_pane.list.current or self._first_line()
        entry = self.reading.entry
        date = entry.when.date if entry else line.row.date if line else self._today()
        first = date.replace(day=1)
        last = (first + dt.timedelta(31)).replace(day=1) - dt.timedelta(1)
        words = self.journal.entries.day_words(first, last)
        found = None
        if self._asked():
            found = frozenset(hit.row.date for hit in self._hits)
        self.list_pane.strip.show_month(first, words, found=found, marked=date if entry else None)

    def _first_line(self) -> Line | None:
        rows = self.list_pane.list.rows
        for index in range(min(2, rows.count)):
            row = rows.at(index)
            if isinstance(row, Line):
                return row
        return None

    def _scrolled(self) -> None:
        if self.reading.entry is None or self._trash:
            return
        top = self.list_pane.list.top_line()
        month = top.month if isinstance(top, Head) else top.row.date.replace(day=1) if top else None
        if month is not None and month != self.list_pane.strip.month and not self._asked():
            last = (month + dt.timedelta(31)).replace(day=1) - dt.timedelta(1)
            read = self.reading.entry.when.date
            self.list_pane.strip.show_month(
                month,
                self.journal.entries.day_words(month, last),
                marked=read if read.replace(day=1) == month else None,
            )

    # -- inside: the entry that is read

    def _show_current(self) -> None:
        """Read again what is read; where nothing is, the first entry, if there is room for both."""
        entry = self.reading.entry
        if entry is not None:
            try:
                fresh = self.journal.entries.get(entry.id)
            except NotFound:
                fresh = None
            listed = self.list_pane.list.rows.place(entry.id) is not None or not self._asked()
            if fresh is not None and listed and (fresh.deleted_at is not None) == self._trash:
                self._read(entry.id)
                return
            self.reading.forget()
        if not self._narrow:
            self.list_pane.list.choose_first()
        self._show_empty()

    def _chosen(self, entry_id: str) -> None:
        self._read(EntryId(entry_id))
        self._show_strip()

    def _read(self, entry_id: EntryId) -> None:
        entry = self.journal.entries.get(entry_id)
        self._nothing.setCurrentWidget(self.reading)
        self.reading.show_entry(entry, self._place(entry_id), self.list_pane.field.text())

    def _place(self, entry_id: EntryId) -> str:
        """Return "1 of 5" among the hits; in the whole timeline a place means nothing."""
        if not self._asked() or self._found is None:
            return ""
        at = next((n for n, hit in enumerate(self._hits) if hit.row.id == entry_id), None)
        if at is None:
            return ""
        count = self._found.count if self._found.best_first else len(self._hits)
        return self.tr("{} of {}").format(at + 1, f"{max(count, len(self._hits)):,}")

    def _neighbour(self, entry_id: EntryId) -> EntryId | None:
        rows = self.list_pane.list.rows
        place = rows.place(entry_id)
        if place is None:
            return None
        for index in (*range(place + 1, rows.count), *range(place - 1, -1, -1)):
            if isinstance(row := rows.at(index), Line):
                return row.row.id
        return None

    def _undelete(self, entry_id: EntryId) -> None:
        self.journal.entries.restore(entry_id)
        self.show_entry(entry_id)

    def _opened(self) -> None:
        self._show_pane(reading=True)
        self.reading.text.setFocus(Qt.FocusReason.OtherFocusReason)

    def _back(self) -> None:
        self._show_pane(reading=False)
        self.list_pane.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_tag(self, tag: str) -> None:
        self._tag = tag
        self.list_pane.tag.setText(tag or self.tr("Tag"))
        self.list_pane.tag.set_look("accent" if tag else "plain", "tag")
        self._ask()

    def _show_day(self, date: dt.date) -> None:
        self._day = date
        self.list_pane.day.setText(dates.medium(date))
        self.list_pane.day.show()
        self._ask()

    def _filters_changed(self) -> None:
        if self.list_pane.day.isHidden():
            self._day = None
        self.reading.forget()
        self.refresh()

    def _open_tags(self) -> None:
        menu = Menu(self)
        menu.add(self.tr("Every tag"), partial(self._show_tag, ""), checked=not self._tag)
        menu.addSeparator()
        for tag, count in self.journal.tags.all()[:24]:
            menu.add(tag, partial(self._show_tag, tag), key=f"{count:,}", checked=tag == self._tag)
        menu.open_below(self.list_pane.tag)

    def _empty_trash(self) -> None:
        EmptyTrashSheet(self, self.journal).open()

    def _today(self) -> dt.date:
        from metanoia import places
        from metanoia.domain import days

        return days.now(places.time_zone(), self.journal.meta.day_start).date

    # -- inside: the page itself

    def _lay_out(self) -> None:
        self._splitter = QSplitter(Qt.Orientation.Horizontal)
        self._splitter.setHandleWidth(1)
        self._splitter.setChildrenCollapsible(False)
        left = Panel(self.list_pane, edges=("right",))
        right = QWidget()
        right.setLayout(vbox(self._nothing))
        self._nothing.addWidget(self.reading)
        self._nothing.addWidget(self._empty_journal())
        self._nothing.addWidget(self._empty_search())
        self._nothing.addWidget(self._empty_trash_state())
        self._splitter.addWidget(left)
        self._splitter.addWidget(right)
        self._splitter.setStretchFactor(1, 1)
        self._left, self._right = left, right
        left.setMinimumWidth(theme().px(300))
        self.setLayout(vbox(self._splitter))

    def _connect(self) -> None:
        pane, reading = self.list_pane, self.reading
        pane.searched.connect(self._typed)
        self._rest.timeout.connect(self._ask)
        self._searcher.answered.connect(self._answered)
        pane.filters_changed.connect(self._filters_changed)
        pane.order_changed.connect(self._ask)
        pane.tag_menu_asked.connect(self._open_tags)
        pane.strip.day_chosen.connect(self._show_day)
        pane.new.clicked.connect(self.new_entry)
        pane.trash_asked.connect(self.show_trash)
        pane.journal_asked.connect(self.leave_trash)
        pane.empty_trash_asked.connect(self._empty_trash)
        pane.import_asked.connect(self.import_)
        pane.list.chosen.connect(self._chosen)
        pane.list.opened.connect(self._opened)
        pane.list.edit_asked.connect(self.edit)
        pane.list.delete_asked.connect(self.delete)
        pane.list.more_wanted.connect(self._more)
        pane.list.verticalScrollBar().valueChanged.connect(self._scrolled)
        reading.back_asked.connect(self._back)
        reading.newer_asked.connect(self.newer)
        reading.older_asked.connect(self.older)
        reading.edit_asked.connect(self.edit)
        reading.delete_asked.connect(self.delete)
        reading.restore_asked.connect(self.restore)
        reading.purge_asked.connect(self.purge)
        reading.star_asked.connect(self.star)
        reading.never_share_asked.connect(self.never_share)
        reading.tag_asked.connect(self._show_tag)
        reading.entry_asked.connect(self._entry_asked)

    def _entry_asked(self, entry_id: str) -> None:
        self.asked.emit(Destination(page=self.name, entry=EntryId(entry_id)))

    def _show_empty(self) -> None:
        """Say why the list is empty, where it is."""
        if self.list_pane.list.rows.count:
            self._nothing.setCurrentIndex(0)
        elif self._trash:
            self._nothing.setCurrentIndex(3)
        elif self._asked() or not self.list_pane.all.isChecked():
            self._nothing.setCurrentIndex(2)
        else:
            self._nothing.setCurrentIndex(1)

    def _empty_journal(self) -> EmptyState:
        write = Button(self.tr("Write the first entry"), "primary", "pen-line", hint="Ctrl N")
        bring = Button(self.tr("Import a journal…"), "ghost", "download")
        write.clicked.connect(self.new_entry)
        bring.clicked.connect(self.import_)
        text = self.tr(
            "Every entry you write is kept here by its day, and found again by any word in it. "
            "Nothing of it leaves this computer."
        )
        return EmptyState("book-open", self.tr("What happened today?"), text, write, bring)

    def _empty_search(self) -> EmptyState:
        clear = Button(self.tr("Show all entries"), "outline")
        clear.clicked.connect(self._clear)
        text = self.tr(
            "Fewer letters find more. You can also use tag:work, before:2025, after:2025-03, "
            "“two words”, and -word to leave something out."
        )
        return EmptyState("search", self.tr("Nothing found"), text, clear)

    def _empty_trash_state(self) -> EmptyState:
        text = self.tr(
            "What you delete stays here for 30 days and can be restored with everything it had. "
            "After that it is gone for good."
        )
        return EmptyState("trash-2", self.tr("Nothing was deleted"), text)

    def _clear(self) -> None:
        self._day = None
        self.list_pane.day.hide()
        self.list_pane.show_filter(self.list_pane.all)
        self.list_pane.field.clear()
        self._show_tag("")

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show one pane at a time where there is no room for two."""
        super().resizeEvent(event)
        width = self.width() / theme().scale
        self._narrow = width < ONE_PANE_BELOW
        self.reading.show_back(self._narrow)
        if not self._narrow:
            self._left.show()
            self._right.show()
            wanted = LIST_WIDTH if width >= 1000 else NARROW_LIST_WIDTH
            left = theme().px(wanted)
            self._splitter.setSizes([left, max(1, self.width() - left)])
        elif self._left.isVisible() and self._right.isVisible():
            self._show_pane(reading=False)

    def _show_pane(self, *, reading: bool) -> None:
        if self._narrow:
            self._left.setVisible(not reading)
            self._right.setVisible(reading)
