"""What the list shows and why: the whole journal, what was searched for, a filter, the trash."""

from __future__ import annotations

import datetime as dt
from functools import partial
from typing import TYPE_CHECKING, Final, Literal

from PySide6.QtCore import QObject, QTimer, Signal

from metanoia import places
from metanoia.domain import days
from metanoia.domain.entries import EntryId
from metanoia.domain.query import parse
from metanoia.ui import dates
from metanoia.ui.pages.journal.list_pane import ListPane
from metanoia.ui.pages.journal.rows import (
    Head,
    Line,
    ListRows,
    Rows,
    TimelineRows,
    of_hits,
    of_rows,
)
from metanoia.ui.pages.journal.searching import PAGE, Question, Searcher
from metanoia.ui.widgets.menu import Menu

if TYPE_CHECKING:
    from metanoia.journal import Journal
    from metanoia.store.search import Found

REST: Final = 120  # ms without a key before something is looked for
_TAGS_OFFERED: Final = 24
_REMEMBERED: Final = 100


class Finder(QObject):
    """Fills the list; ``listed`` says that it shows other rows, ``asked`` that other ones are wanted."""

    listed = Signal()

    def __init__(self, journal: Journal, pane: ListPane) -> None:
        super().__init__(pane)
        self._journal = journal
        self._pane = pane
        self._tag = ""
        self._day: dt.date | None = None
        self._hits: list[Line] = []
        self._found: Found | None = None
        self._keep: EntryId | None = None
        self.trash = False
        self._searcher = Searcher(journal, self)
        self._rest = QTimer(self, singleShot=True, interval=REST)
        self._rest.timeout.connect(self.fill)
        self._searcher.answered.connect(self._answered)
        pane.searched.connect(self._rest.start)
        pane.filters_changed.connect(self._filters_changed)
        pane.order_changed.connect(self.fill)
        pane.tag_menu_asked.connect(self._open_tags)
        pane.strip.day_chosen.connect(self.show_day)
        pane.list.more_wanted.connect(self._more)
        pane.list.verticalScrollBar().valueChanged.connect(self._scrolled)

    @property
    def question(self) -> str:
        """The whole question: what was typed, and what the filters add to it."""
        parts = [self._pane.field.text().strip()]
        if self._pane.starred.isChecked():
            parts.append("is:starred")
        if self._tag:
            parts.append(f'tag:"{self._tag}"')
        if self._day is not None:
            parts.append(f"on:{self._day.isoformat()}")
        return " ".join(part for part in parts if part)

    @property
    def everything(self) -> bool:
        """Whether the list shows the whole journal."""
        return not (self.trash or self.question) and self._pane.all.isChecked()

    def today(self) -> dt.date:
        """Return the journal day that it is now."""
        return days.now(places.time_zone(), self._journal.meta.day_start).date

    def fill(self, keep: EntryId | None = None) -> None:
        """Show what is asked for now; ``keep`` stays chosen where it is among it."""
        self._rest.stop()
        self._keep = keep or self._keep
        self._show_count()
        if self.question and not self.trash:
            self._searcher.ask(Question(self.question, self._order))
            return
        self._searcher.drop()
        self._found = None
        self._pane.list.painter.matches = self._pane.list.painter.months_mixed = False
        self._show_order(shown=False)
        self._list(self._rows())

    def show_tag(self, tag: str) -> None:
        """Show the entries that wear ``tag``; all of them if it is empty."""
        self._tag = tag
        self._pane.tag.setText(tag or self.tr("Tag"))
        self._pane.tag.set_look("accent" if tag else "plain", "tag")
        self.fill()

    def show_day(self, date: dt.date | None) -> None:
        """Show the entries of one day; of all of them if None."""
        self._day = date
        if date is not None:
            self._pane.day.setText(dates.medium(date))
        self._pane.day.setVisible(date is not None)
        self.fill()

    def show_trash(self, shown: bool) -> None:
        """Show what was deleted, or the journal again."""
        self.trash = shown
        self._keep = None
        self._pane.show_trash(shown)
        self.fill()

    def clear(self) -> None:
        """Ask for nothing in particular."""
        self._pane.show_filter(self._pane.all)
        self._pane.field.clear()
        self._day = None
        self._pane.day.hide()
        self.show_tag("")

    def forget(self) -> None:
        """Hold no entry any more; the journal is about to be closed."""
        self._rest.stop()
        self._searcher.close()
        self._hits, self._found = [], None
        self._pane.list.show_rows(ListRows([]))
        self._pane.field.blockSignals(True)
        self._pane.field.clear()
        self._pane.field.blockSignals(False)

    def place(self, entry_id: EntryId) -> str:
        """Return "1 of 5" among the hits; in the whole timeline a place means nothing."""
        if self._found is None:
            return ""
        at = next((n for n, hit in enumerate(self._hits) if hit.row.id == entry_id), None)
        if at is None:
            return ""
        count = max(self._found.count, len(self._hits))
        return self.tr("{} of {}").format(f"{at + 1:,}", f"{count:,}")

    def neighbour(self, entry_id: EntryId) -> EntryId | None:
        """Return the entry after this one in the list, else the one before, else None."""
        rows = self._pane.list.rows
        place = rows.place(entry_id)
        if place is None:
            return None
        for index in (*range(place + 1, rows.count), *range(place - 1, -1, -1)):
            if isinstance(row := rows.at(index), Line):
                return row.row.id
        return None

    def show_month(self, date: dt.date, *, marked: dt.date | None = None) -> None:
        """Show the month of ``date`` in the strip, and a dot under the day that is read."""
        first = date.replace(day=1)
        last = (first + dt.timedelta(31)).replace(day=1) - dt.timedelta(1)
        found = frozenset(hit.row.date for hit in self._hits) if self._found else None
        words = self._journal.entries.day_words(first, last)
        self._pane.strip.show_month(first, words, found=found, marked=marked)

    # -- inside

    @property
    def _order(self) -> Literal["auto", "newest"]:
        return "auto" if self._pane.best_first else "newest"

    def _rows(self) -> Rows:
        entries = self._journal.entries
        if self.trash:
            found = ListRows(of_rows(entries.trashed()))
            self._pane.empty_trash.setEnabled(found.count > 0)
            return found
        if self._pane.on_this_day.isChecked():
            return ListRows(of_rows(entries.on_this_day(self.today(), limit=_REMEMBERED)))
        if self._pane.shared.isChecked():
            return ListRows(of_rows(self._journal.shares.entries()))
        return TimelineRows(entries)

    def _answered(self, question: Question, found: Found) -> None:
        if question.before is None:
            self._hits = []
        self._hits += of_hits(found.hits)
        self._found = found
        self._pane.list.painter.matches = bool(self._pane.field.text().strip())
        self._show_order(shown=parse(question.text).looks_for_text)
        more = max(0, found.count - len(self._hits)) if found.best_first else 0
        title = self.tr("Best first") if found.best_first and found.hits else ""
        self._pane.list.painter.months_mixed = bool(title)
        self._list(ListRows(self._hits, title, more))

    def _list(self, rows: Rows) -> None:
        keep, self._keep = self._keep, None
        self._pane.list.show_rows(rows, keep=keep)
        self.listed.emit()

    def _more(self) -> None:
        if self._found is not None and len(self._found.hits) == PAGE:
            self._found = None
            last = self._hits[-1].row.n
            self._keep = line.row.id if (line := self._pane.list.current) else None
            self._searcher.ask(Question(self.question, self._order, last))

    def _show_order(self, *, shown: bool) -> None:
        self._pane.order.setVisible(shown)
        # there is one line for the filters
        remembered = not shown and bool(self._journal.entries.on_this_day(self.today(), limit=1))
        self._pane.on_this_day.setVisible(remembered)

    def _show_count(self) -> None:
        entries = self._journal.entries
        number = entries.trashed_count if self.trash else entries.count
        words = self.tr("entry") if number == 1 else self.tr("entries")
        self._pane.count.setText(f"{number:,} {words}")

    def _scrolled(self) -> None:
        top = self._pane.list.top_line()
        if top is None or self.trash or self._found is not None:
            return
        month = top.month if isinstance(top, Head) else top.row.date
        if month is not None and month.replace(day=1) != self._pane.strip.month:
            current = self._pane.list.current
            read = current.row.date if current else None
            same = read is not None and read.replace(day=1) == month.replace(day=1)
            self.show_month(month, marked=read if same else None)

    def _filters_changed(self) -> None:
        if self._pane.day.isHidden():
            self._day = None
        self.fill()

    def _open_tags(self) -> None:
        menu = Menu(self._pane)
        menu.add(self.tr("Every tag"), partial(self.show_tag, ""), checked=not self._tag)
        menu.addSeparator()
        for tag, count in self._journal.tags.all()[:_TAGS_OFFERED]:
            chosen = tag == self._tag
            menu.add(tag, partial(self.show_tag, tag), key=f"{count:,}", checked=chosen)
        menu.open_below(self._pane.tag)
