"""What is being written: an entry of the journal, or one that begins with its first character."""

from __future__ import annotations

import datetime as dt
import json
from typing import TYPE_CHECKING, Any

from metanoia import places
from metanoia.domain import days
from metanoia.domain.entries import Entry, EntryId, NewEntry
from metanoia.domain.errors import NotFound, Refused

if TYPE_CHECKING:
    from collections.abc import Mapping

    from metanoia.domain.answers import Value, Values
    from metanoia.domain.days import Moment
    from metanoia.domain.forms import Form
    from metanoia.journal import Journal

    Written = str | Mapping[str, Value]  # a text, or the answers to the questions of a form


def this_moment(journal: Journal) -> Moment:
    """Return now as the journal counts its days."""
    return days.now(places.time_zone(), journal.meta.day_start)


def check_not_ahead(day: dt.date, today: dt.date) -> None:
    """Raise Refused for a day that has not come yet."""
    if day > today:
        raise Refused("That day has not come yet. Choose today or a day before it.")


class Draft:
    """One entry on the page; ``entry`` is None until there is something to keep.

    ``source`` is who writes, so that it is not told of its own changes. With a ``form`` answers are
    written instead of a text; ``proposed`` are those that nobody gave yet.
    """

    def __init__(
        self,
        journal: Journal,
        source: object,
        entry: Entry | None = None,
        *,
        day: dt.date | None = None,
        form: Form | None = None,
        proposed: Values | None = None,
    ) -> None:
        self._journal = journal
        self._source = source
        self._day = day
        self.form = form
        self.proposed: Values = proposed or {}
        self.entry = entry
        self.tags: tuple[str, ...] = entry.tags if entry else ()

    @property
    def id(self) -> EntryId | None:
        """The entry's id, None while nothing is kept."""
        return self.entry.id if self.entry else None

    @property
    def day(self) -> dt.date | None:
        """The day that was chosen for an entry not begun yet, None for today."""
        return self._day

    @property
    def when(self) -> Moment:
        """When it was lived: as kept, else now, or the day alone if another one was chosen."""
        if self.entry:
            return self.entry.when
        now = this_moment(self._journal)
        if self._day is None or self._day == now.date:
            return now
        return days.at(self._day, None, now.tz)

    def keep(self, title: str, written: Written) -> None:
        """Keep title and text; nothing is begun for an empty page. Raises what the journal refuses."""
        if self.entry is not None:
            try:
                self.entry = self._save(self.entry.id, title, written)
            except NotFound:  # deleted for good elsewhere while its text stood here
                self.entry = None
        if self.entry is None and (title.strip() or self._is_said(written)):
            self.begin(title, written)

    def begin(self, title: str, written: Written) -> Entry:
        """Begin the entry, even an empty one, and return it."""
        if self.entry is None:
            if self.form is not None and not isinstance(written, str):
                self.entry = self._journal.answers.begin(
                    self.form.key, self.when, title, written, self.tags, source=self._source
                )
            else:
                new = NewEntry(when=self.when, title=title, body=str(written), tags=self.tags)
                self.entry = self._journal.entries.add(new, source=self._source)
        return self.entry

    def _save(self, entry: EntryId, title: str, written: Written) -> Entry:
        if isinstance(written, str):
            return self._journal.entries.save_text(entry, title, written, source=self._source)
        return self._journal.answers.save(entry, title, written, source=self._source)

    def _is_said(self, written: Written) -> bool:
        """Tell whether somebody wrote something: what a form proposes by itself is nothing yet."""
        if isinstance(written, str):
            return bool(written.strip())
        return dict(written) != dict(self.proposed)

    def wear(self, tags: tuple[str, ...]) -> None:
        """Give it other tags; Refused for a bad one."""
        from metanoia.domain.tags import tags as clean

        wanted = clean(tags)
        if self.entry is not None:
            wanted = self._journal.entries.set_tags(self.entry.id, wanted, source=self._source)
            self.reread()
        self.tags = wanted

    def move(self, day: dt.date) -> Moment | None:
        """Put it on another day; return when it was before if that can be undone. Refused if ahead."""
        check_not_ahead(day, this_moment(self._journal).date)
        days.check_date(day)
        if self.entry is None:
            self._day = day
            return None
        before = self.entry.when
        self.entry = self._journal.entries.move(
            self.entry.id, before.moved_to(day), source=self._source
        )
        return before

    def reread(self) -> None:
        """Take the entry as it is kept now; NotFound if it is gone."""
        if self.entry is not None:
            self.entry = self._journal.entries.get(self.entry.id)
            self.tags = self.entry.tags

    def as_text(self, title: str, written: Written) -> str:
        """Return all of it as JSON, for when it cannot be kept."""
        found: dict[str, object] = {
            "entry": self.id,
            "day": self._day.isoformat() if self._day else None,
            "tags": self.tags,
            "title": title,
        }
        if isinstance(written, str):
            found["body"] = written
        else:
            from metanoia.domain.form_rows import as_json

            found["form"] = self.form.key if self.form else ""
            found["answers"] = as_json(written)
        return json.dumps(found)

    @classmethod
    def from_text(cls, journal: Journal, source: object, text: str) -> tuple[Draft, str, Written]:
        """Return the draft, title and text of ``as_text``; an entry that is gone begins anew."""
        found = json.loads(text)
        entry = None
        if found["entry"]:
            try:
                entry = journal.entries.get(EntryId(found["entry"]))
            except NotFound:
                entry = None
        day = dt.date.fromisoformat(found["day"]) if found["day"] else None
        form, written = _form_in(found)
        draft = cls(journal, source, entry, day=day, form=form)
        draft.tags = tuple(found["tags"])
        return draft, found["title"], written


def _form_in(found: dict[str, Any]) -> tuple[Form | None, Written]:
    if "form" not in found:
        return None, found["body"]
    from metanoia.domain.form_rows import unchecked
    from metanoia.store.form_library import library

    form = library()[found["form"]]
    return form, unchecked(form.all_fields, found["answers"])
