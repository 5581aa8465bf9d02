"""Writing entries: one commit for each change, and none when nothing changed."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from metanoia.domain import tags as tag_rules
from metanoia.domain.answers import FREE
from metanoia.domain.days import Moment
from metanoia.domain.entries import Entry, EntryId, NewEntry, Revision, check_text, storable
from metanoia.domain.errors import NotFound, Refused
from metanoia.domain.kinds import Kind
from metanoia.store.entry_rows import MINUTE, after_n, minute_n
from metanoia.store.form_entries import FormEntries, new_text, old_text, text_columns
from metanoia.store.form_library import library
from metanoia.store.part import Row, new_id, now, stamp
from metanoia.store.steps.first_light import ENTRY_FOUND

_INSERT = """INSERT INTO entry(n, id, created_at, updated_at, local_date, written_at, tz, has_time,
      starred, tags, title, title_spaced, body_md, spaced, excerpt, words,
      import_id, source_app, source_key, raw, extra)
    VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"""
_MOVE = """UPDATE entry SET n = ?, local_date = ?, written_at = ?, tz = ?, has_time = ?,
      rev = rev + ?, updated_at = ? WHERE id = ?"""

# From this many on, and a fifth of the journal, the search index is built anew at the end.
_MANY = 200
_MEMORY_FOR_REBUILD, _USUAL_MEMORY = 32 << 20, 1 << 20  # bytes of index held back before a write
_PROGRESS_STEP = 50

Progress = Callable[[int], None]


class Entries(FormEntries):
    """The entries of the open journal."""

    def add(self, new: NewEntry, *, source: object = None) -> Entry:
        """Keep a new entry; Refused if what it came from is here already."""
        with self._changes.write(*_kinds(new.tags), source=source):
            entry_id = self._insert(new, None)
        return self.get(entry_id)

    def add_many(
        self, new: Sequence[NewEntry], import_id: int | None, progress: Progress | None = None
    ) -> list[EntryId]:
        """Keep many new entries as one change; ``progress`` hears how many are done.

        What ``progress`` raises ends it, and nothing is kept.
        """
        anew = len(new) >= _MANY and 5 * len(new) > self.count
        with self._changes.write(Kind.ENTRY, Kind.TAG):
            if anew:
                self._write("DROP TRIGGER entry_found")
            ids = []
            for done, entry in enumerate(new):
                if progress and done % _PROGRESS_STEP == 0:
                    progress(done)
                ids.append(self._insert(entry, import_id))
            if anew:
                self._rebuild_index()
                self._write(ENTRY_FOUND)
            if progress:
                progress(len(ids))
        return ids

    def save_text(
        self, entry_id: EntryId, title: str, body: str, *, source: object = None
    ) -> Entry:
        """Keep what was typed; the wording before this sitting stays among the revisions.

        Raises Refused for a title or body that is too long, and for the body of an entry with a form;
        NotFound if the entry is gone.
        """
        title, body = storable(title), storable(body)
        check_text(title, body)
        old = self.get(entry_id)
        if (old.title, old.body) == (title, body):
            return old
        if old.form != FREE:
            return self._save_title(old, title, body, source)
        at = now()
        text = text_columns(title, body)
        with self._changes.write(Kind.ENTRY, source=source):
            self._revisions.keep_for_sitting(old, title, body)
            self._save_text(entry_id, text, at)
        return replace(old, title=title, body=body, words=text[-1], rev=old.rev + 1, updated_at=at)

    def set_tags(
        self, entry_id: EntryId, tags: Iterable[str], *, source: object = None
    ) -> tuple[str, ...]:
        """Make these the entry's tags; return them as the journal spells them. Refused for a bad one."""
        wanted = tag_rules.tags(tags)
        old = self.get(entry_id)
        if old.tags == wanted:
            return wanted
        with self._changes.write(Kind.ENTRY, Kind.TAG, source=source):
            return self._wear(old.id, old.n, wanted)

    def set_starred(self, entry_id: EntryId, starred: bool, *, source: object = None) -> None:
        """Give the entry a star, or take it."""
        self._set_flag(entry_id, "starred", starred, source)

    def set_never_share(self, entry_id: EntryId, never: bool, *, source: object = None) -> None:
        """Keep the entry out of every share, or let it be chosen again."""
        self._set_flag(entry_id, "never_share", never, source)

    def move(self, entry_id: EntryId, when: Moment, *, source: object = None) -> Entry:
        """Give the entry another day or time; its place in time (``n``) changes with it."""
        old = self.get(entry_id)
        if old.when == when:
            return old
        with self._changes.write(Kind.ENTRY, source=source):
            self._move(old, when)
        return self.get(entry_id)

    def revisions(self, entry_id: EntryId) -> list[Revision]:
        """Return what the entry said before, newest first."""
        return self._revisions.of(entry_id)

    def revert(self, entry_id: EntryId, rev: int, *, source: object = None) -> Entry:
        """Bring back title, text and tags of a revision; what the entry says now becomes one itself."""
        wanted = next((kept for kept in self.revisions(entry_id) if kept.rev == rev), None)
        if wanted is None:
            raise NotFound("That earlier version is not in this journal any more.")
        old = self.get(entry_id)
        before = self._answers.of(entry_id)
        same = (old.title, old.body, old.tags) == (wanted.title, wanted.body, wanted.tags)
        if same and (old.form, set(before)) == (wanted.form, set(wanted.answers)):
            return old
        self._check_open(old, before, wanted.answers)
        with self._changes.write(Kind.ENTRY, Kind.TAG, source=source):
            self._revisions.keep(old)
            self._save_text(entry_id, old_text(wanted), now())
            self._put_back_answers(entry_id, wanted, old.when.date)
            self._wear(entry_id, old.n, wanted.tags, bump=0)
        return self.get(entry_id)

    def rewrite(self, entry_id: EntryId, new: NewEntry, import_id: int | None) -> Entry:
        """Let an import change the entry; all that it said before is kept so that it can be undone."""
        with self._changes.write(Kind.ENTRY, Kind.TAG):
            old = self.get(entry_id)
            raw = self._one("SELECT raw FROM entry WHERE id = ?", entry_id)
            self._revisions.keep(old, import_id=import_id, raw=raw[0] if raw else None)
            self._put(old, new)
            if new.source:
                self._write(
                    "UPDATE entry SET raw = ?, extra = ? WHERE id = ?",
                    storable(new.source.raw) or None,
                    storable(new.source.extra) or None,
                    entry_id,
                )
        return self.get(entry_id)

    def put_back(
        self, entry_id: EntryId, before: Revision, raw: str | None, *, changed_at: int
    ) -> None:
        """Make the entry what it was before an import changed it, inside a write block.

        What was edited since (the import made revision ``changed_at`` into the next) stays a revision.
        """
        old = self.get(entry_id)
        if old.rev > changed_at + 1:
            self._revisions.keep(old)
        self._put(
            old,
            NewEntry(
                when=before.when,
                title=before.title,
                body=before.body,
                tags=before.tags,
                starred=before.starred,
            ),
        )
        self._save_text(entry_id, old_text(before), now(), bump=0)
        self._put_back_answers(entry_id, before, before.when.date)
        self._write("UPDATE entry SET raw = ? WHERE id = ?", raw, entry_id)

    def _put(self, old: Entry, new: NewEntry) -> None:
        self._save_text(old.id, new_text(new), now())
        self._put_answers(old.id, new)
        self._keep_private(old.id, new, old.form)
        self._write("UPDATE entry SET starred = ? WHERE id = ?", int(new.starred), old.id)
        n = old.n if old.when == new.when else self._move(old, new.when, bump=0)
        self._wear(old.id, n, new.tags, bump=0)

    def _insert(self, new: NewEntry, import_id: int | None) -> EntryId:
        came = new.source
        if came and self._one(
            "SELECT 1 FROM entry WHERE source_app = ? AND source_key = ?", came.app, came.key
        ):
            raise Refused("That entry has been imported already. Import it again to update it.")
        entry_id, n, at = new.id or EntryId(new_id()), self._free_n(new.when), stamp(now())
        spelt = self._tags.wear(entry_id, n, new.tags) if new.tags else ()
        self._write(
            _INSERT,
            n,
            entry_id,
            at,
            at,
            *_when_columns(new.when),
            int(new.starred),
            "\n".join(spelt),
            *new_text(new),
            import_id,
            came.app if came else None,
            came.key if came else None,
            (storable(came.raw) or None) if came else None,
            (storable(came.extra) or None) if came else None,
        )
        if new.form:
            self._put_answers(entry_id, new)
        self._keep_private(entry_id, new, FREE)
        return entry_id

    def _keep_private(self, entry_id: EntryId, new: NewEntry, form_before: str) -> None:
        """Keep out of shares what says so, and what came to have a form that does."""
        by_form = new.form and new.form.key != form_before and library()[new.form.key].never_share
        if new.never_share or by_form:
            self._write("UPDATE entry SET never_share = 1 WHERE id = ?", entry_id)

    def _rebuild_index(self) -> None:
        """Fill the search index anew in one piece or few, for which it may take some memory at once."""
        hashed = "INSERT INTO entry_fts(entry_fts, rank) VALUES('hashsize', ?)"
        self._write(hashed, _MEMORY_FOR_REBUILD)
        self._write("INSERT INTO entry_fts(entry_fts) VALUES('rebuild')")
        self._write(hashed, _USUAL_MEMORY)

    def _wear(
        self, entry_id: EntryId, n: int, tags: Iterable[str], bump: int = 1
    ) -> tuple[str, ...]:
        spelt = self._tags.wear(entry_id, n, tags)
        self._write(
            "UPDATE entry SET tags = ?, rev = rev + ?, updated_at = ? WHERE id = ?",
            "\n".join(spelt),
            bump,
            stamp(now()),
            entry_id,
        )
        return spelt

    def _move(self, old: Entry, when: Moment, bump: int = 1) -> int:
        within = 0 <= old.n - minute_n(when) < MINUTE
        n = old.n if within else self._free_n(when)
        self._write(_MOVE, n, *_when_columns(when), bump, stamp(now()), old.id)
        if old.form != FREE:
            self._answers.note_asking(old.id, old.form, when.date)
        return n

    def _set_flag(self, entry_id: EntryId, column: str, value: bool, source: object) -> None:
        if getattr(self.get(entry_id), column) != value:
            with self._changes.write(Kind.ENTRY, source=source):
                self._write(
                    f"UPDATE entry SET {column} = ?, rev = rev + 1, updated_at = ? WHERE id = ?",
                    int(value),
                    stamp(now()),
                    entry_id,
                )

    def _free_n(self, when: Moment) -> int:
        """Return the next free place in the minute in which something was lived, or soon after it.

        Refused if the rest of the day is full, which takes tens of thousands of entries.
        """
        first = minute_n(when)
        if (n := self._place_in(first)) is not None:
            return n
        later = range(first + MINUTE, after_n(when.date), MINUTE)
        free = bisect_left(later, True, key=lambda minute: self._place_in(minute) is not None)
        if free == len(later) or (n := self._place_in(later[free])) is None:
            raise Refused(f"{when.date} has no room for one more entry. Choose another day.")
        return n

    def _place_in(self, minute: int) -> int | None:
        """Return the first place after the entries of a minute (its smallest n), None if it is full."""
        row = self._one("SELECT max(n) FROM entry WHERE n >= ? AND n < ?", minute, minute + MINUTE)
        n = minute if row is None or row[0] is None else int(row[0]) + 1
        return n if n < minute + MINUTE else None


def _kinds(tags: tuple[str, ...]) -> tuple[Kind, ...]:
    return (Kind.ENTRY, Kind.TAG) if tags else (Kind.ENTRY,)


def _when_columns(when: Moment) -> Row:
    return when.date.isoformat(), stamp(when.instant), when.tz, int(when.has_time)
