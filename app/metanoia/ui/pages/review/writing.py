"""What is written in a review: an ordinary entry with a form, begun on its first word."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from metanoia import places
from metanoia.domain import days
from metanoia.domain.errors import NotFound
from metanoia.domain.kinds import Kind
from metanoia.ui.autosave import Autosave

if TYPE_CHECKING:
    from metanoia.domain.entries import EntryId
    from metanoia.domain.reviews import ReviewKind, Session
    from metanoia.ui.page import Page


class Writing(QObject):
    """Keeps the answers of one review 800 ms after the last key.

    ``loaded`` says that other answers are to be shown, ``begun`` that there is an entry now, ``failed`` carries why they could not be kept.
    """

    loaded = Signal()
    begun = Signal()
    failed = Signal(str)
    kept = Signal()

    def __init__(self, page: Page, kind: ReviewKind) -> None:
        super().__init__(page)
        self._journal = page.journal
        self._kind: ReviewKind = kind
        self.values: dict[str, Any] = {}
        self.entry: EntryId | None = None
        self._day: dt.date | None = None
        self._title = ""
        self.autosave = Autosave(self._keep, self)
        self.autosave.failed.connect(self.failed)
        self.autosave.kept.connect(self.kept)

    def show_session(self, session: Session | None, today: dt.date, title: str) -> None:
        """Show what was written in a review; words that are not kept yet stay."""
        if self.autosave.dirty and self._day is not None:
            return
        self._day, self._title = today, title
        entry = session.entry if session is not None else None
        values: dict[str, Any] = {}
        if entry is not None:
            try:
                values = dict(self._journal.answers.values(entry))
            except NotFound:
                entry = None
        if (entry, values) != (self.entry, self.values):
            self.entry, self.values = entry, values
            self.loaded.emit()

    def write(self, key: str, value: object) -> None:
        """Take another answer, to be kept soon."""
        if value in ("", (), None):
            self.values.pop(key, None)
        else:
            self.values[key] = value
        self.autosave.touch()

    def text(self) -> str:
        """Return everything that is written, as it could not be kept."""
        if not self.autosave.dirty:
            return ""
        parts = ("\n".join(v) if isinstance(v, tuple) else str(v) for v in self.values.values())
        return "\n\n".join(parts)

    def forget(self) -> None:
        """Keep nothing any more, show nothing."""
        self.autosave.forget()
        self.values, self.entry, self._day = {}, None, None
        self.loaded.emit()

    def _keep(self) -> None:
        day, journal = self._day, self._journal
        if day is None:
            return
        if self.entry is not None:
            title = journal.entries.get(self.entry).title
            journal.answers.save(self.entry, title, self.values, source=self.parent())
            return
        if not self.values:
            return
        with journal.changes.write(Kind.ENTRY, Kind.REVIEW, source=self.parent()):
            session = journal.reviews.begin(self._kind, day, source=self.parent())
            when = days.now(places.time_zone(), journal.meta.day_start)
            if when.date != day:
                when = when.moved_to(day)
            entry = journal.answers.begin(
                self._kind, when, self._title, self.values, source=self.parent()
            )
            journal.reviews.set_entry(session.id, entry.id, source=self.parent())
        self.entry = entry.id
        self.begun.emit()
