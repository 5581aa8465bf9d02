"""From entry to entry: older and newer ones, and those that are connected."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from metanoia.domain.entries import EntryId
from metanoia.ui.destination import Destination, Notice

if TYPE_CHECKING:
    from metanoia.ui.pages.today.page import TodayPage


class Neighbours(QObject):
    """Leads from the entry on the page to others."""

    def __init__(self, page: TodayPage) -> None:
        super().__init__(page)
        self._page = page
        self._journal = page.journal
        page.panel.opened.connect(self.read)
        page.panel.cut.connect(self.disconnect_entry)
        page.panel.passage_opened.connect(self.open_passage)
        page.panel.gone_to.connect(page.asked)
        page.panel.comments.rows.shown.connect(self.show_commented)
        page.panel.comments.commenting.gone_to.connect(page.asked)
        page.panel.comments.said.connect(page.said)

    def read(self, entry: object) -> None:
        """Go and read another entry."""
        self._page.close_overlay()
        self._page.asked.emit(Destination(page="journal", entry=EntryId(str(entry))))

    def open_passage(self, anchor: object) -> None:
        """Go to the words of another entry from which an assumption came."""
        from metanoia.domain.anchors import BODY, Anchor
        from metanoia.text.anchors import resolve

        if not isinstance(anchor, Anchor):
            return
        self._page.close_overlay()
        with self._page.saying_errors():
            if anchor.field != BODY:
                where = Destination(
                    page="today", entry=anchor.entry, section="answer", item=anchor.field
                )
            else:
                body = self._journal.entries.get(anchor.entry).body
                placed = resolve(body, anchor.selector)
                passage = (placed.start, placed.stop) if placed else None
                where = Destination(page="today", entry=anchor.entry, passage=passage)
            self._page.asked.emit(where)

    def show_commented(self, beside: object) -> None:
        """Mark the words that a comment is about, as they stand now."""
        from metanoia.ui.widgets.comment_row import Beside

        if isinstance(beside, Beside) and self._page.settled():  # what is written counts
            self._page.panel.comments.commenting.lead_to(beside)

    def disconnect_entry(self, other: object) -> None:
        """Take the connection with another entry away, with Undo."""
        page, entry = self._page, self._page.draft.id
        if entry is None:
            return
        with page.saying_errors():
            self._journal.links.disconnect(entry, EntryId(str(other)), source=page)
            page.show_around()
            page.take_focus()
            undo = partial(self._journal.links.connect, entry, EntryId(str(other)))
            page.said.emit(Notice(text=self.tr("Entries no longer connected"), undo=undo))

    def older(self) -> None:
        """Show the entry before this one."""
        page = self._page
        if not page.settled():
            return
        shown = page.draft.entry
        if shown is None:
            latest = next(iter(self._journal.entries.newest(1)), None)
            found = latest.id if latest else None
        else:
            found = self._journal.entries.older(shown.n)
        self._show(found, self.tr("This is the oldest entry."))

    def newer(self) -> None:
        """Show the entry after this one; after the newest comes an empty page."""
        page = self._page
        if not page.settled():
            return
        shown = page.draft.entry
        if shown is None:
            page.said.emit(Notice(text=self.tr("This page is the newest. It is yours to begin.")))
            return
        found = self._journal.entries.newer(shown.n)
        if found is None:
            page.opening.new()
            page.take_focus()
        else:
            self._show(found, "")

    def _show(self, entry: EntryId | None, otherwise: str) -> None:
        if entry is None:
            self._page.said.emit(Notice(text=otherwise))
            return
        with self._page.saying_errors():
            self._page.opening.entry(entry)
            self._page.take_focus()
