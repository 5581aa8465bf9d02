"""What an entry said before: kept before the first edit of a sitting, folded for ten minutes."""

from __future__ import annotations

import datetime as dt
import json
from typing import Any

from metanoia.domain.answers import FREE, AnswerRow
from metanoia.domain.days import Moment
from metanoia.domain.entries import Entry, EntryId, Revision
from metanoia.store.answer_rows import KeptAnswers
from metanoia.store.part import Part, moment, new_id, now, stamp

FOLDED_FOR = dt.timedelta(minutes=10)


class Revisions(Part):
    """The earlier wordings of entries, oldest first."""

    def of(self, entry_id: EntryId) -> list[Revision]:
        """Return what the entry said before each sitting, newest first."""
        rows = self._all(
            """SELECT rev, at, before_json FROM revision WHERE item_type = 'entry' AND item_id = ?
            ORDER BY rev DESC""",
            entry_id,
        )
        return [revision(rev, at, json.loads(before)) for rev, at, before in rows]

    def keep(self, entry: Entry, *, import_id: int | None = None, raw: str | None = None) -> None:
        """Keep what the entry says now, inside a write block."""
        self._write(
            """INSERT INTO revision(id, item_type, item_id, rev, at, import_id, before_json)
            VALUES(?, 'entry', ?, ?, ?, ?, ?)""",
            new_id(),
            entry.id,
            entry.rev,
            stamp(now()),
            import_id,
            json.dumps(_before(entry, raw) | self._form(entry), ensure_ascii=False),
        )

    def keep_for_sitting(
        self, entry: Entry, title: str, body: str, *, grew: bool | None = None
    ) -> None:
        """Keep what the entry says now unless this sitting, ten minutes long, has done so already.

        ``grew`` tells whether nothing went away, where the text alone does not show it.
        """
        if not (entry.title or entry.body):
            return
        # While it is first written an entry only grows: until words go, nothing needs keeping.
        fresh = entry.source_app is None and now() - entry.created_at < FOLDED_FOR
        grew = body.startswith(entry.body) if grew is None else grew
        if fresh and grew and title.startswith(entry.title):
            return
        row = self._one(
            """SELECT at FROM revision WHERE item_type = 'entry' AND item_id = ?
              AND import_id IS NULL ORDER BY rev DESC LIMIT 1""",
            entry.id,
        )
        # a clock that was set back must not end the keeping of revisions
        if row is None or abs(now() - moment(row[0])) >= FOLDED_FOR:
            self.keep(entry)

    def _form(self, entry: Entry) -> dict[str, object]:
        """Return the answers of an entry that was written with a form, as they are kept."""
        if entry.form == FREE:
            return {}
        kept = KeptAnswers(self._connection, self._changes)
        return {
            "form": entry.form,
            "form_version": kept.version(entry.id),
            "answers": kept.of(entry.id),
        }

    def forget(self, entry_id: EntryId) -> None:
        """Remove every earlier wording of the entry, inside a write block."""
        self._write("DELETE FROM revision WHERE item_type = 'entry' AND item_id = ?", entry_id)


def _before(entry: Entry, raw: str | None) -> dict[str, object]:
    return {
        "title": entry.title,
        "body": entry.body,
        "tags": list(entry.tags),
        "starred": entry.starred,
        "date": entry.when.date.isoformat(),
        "instant": stamp(entry.when.instant),
        "tz": entry.when.tz,
        "has_time": entry.when.has_time,
        "raw": raw,
    }


def revision(rev: int, at: str, before: dict[str, Any]) -> Revision:
    """Return the revision of a row of ``revision``, its JSON read."""
    return Revision(
        rev=rev,
        at=moment(at),
        title=before["title"],
        body=before["body"],
        tags=tuple(before["tags"]),
        starred=before["starred"],
        when=Moment(
            date=dt.date.fromisoformat(before["date"]),
            instant=moment(before["instant"]),
            tz=before["tz"],
            has_time=before["has_time"],
        ),
        form=before.get("form", FREE),
        form_version=before.get("form_version", 1),
        answers=tuple(AnswerRow(*row) for row in before.get("answers", ())),
    )
