"""The table ``answer``: what was answered to the questions of a form, row by row."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from metanoia.domain.answers import FREE, AnswerRow, FilledForm, passage
from metanoia.domain.entries import EntryId
from metanoia.domain.form_places import followed
from metanoia.domain.form_rows import as_rows, from_rows
from metanoia.domain.forms import asks_again_on
from metanoia.store import driver
from metanoia.store.anchors import Anchors
from metanoia.store.changes import Changes
from metanoia.store.form_library import library
from metanoia.store.part import Part, new_id, now, stamp

_OF = """SELECT field_key, ord, text, num, choice FROM answer WHERE entry_id = ?
    ORDER BY field_key, ord"""
_PUT = """INSERT INTO answer(id, entry_id, field_key, ord, text, num, choice, updated_at)
    VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)
    ON CONFLICT(entry_id, field_key, ord)
    DO UPDATE SET text = ?5, num = ?6, choice = ?7, updated_at = ?8"""


class KeptAnswers(Part):
    """The answers of entries, as they are kept; every change happens inside a write block."""

    def __init__(self, connection: driver.Connection, changes: Changes) -> None:
        super().__init__(connection, changes)
        self._anchors = Anchors(connection, changes)

    def of(self, entry_id: EntryId) -> tuple[AnswerRow, ...]:
        """Return the rows of an entry, by question and place."""
        return tuple(AnswerRow(*row) for row in self._all(_OF, entry_id))

    def filled(self, entry_id: EntryId, key: str) -> FilledForm | None:
        """Return the answers of an entry of that form; None for a free one, or a form unknown here."""
        form = library().get(key)
        if form is None:
            return None
        values, _ = from_rows(form.all_fields, self.of(entry_id))
        return FilledForm(key, self.version(entry_id), values)

    def version(self, entry_id: EntryId) -> int:
        """Return which version of its form an entry was last saved with."""
        row = self._one("SELECT form_version FROM entry WHERE id = ?", entry_id)
        return int(row[0]) if row else 1

    def put(self, entry_id: EntryId, filled: FilledForm, written_on: dt.date) -> None:
        """Keep cleaned answers; those to questions that this version does not know stay as they are."""
        rows = self.with_unknown(entry_id, filled)
        self.put_rows(entry_id, filled.key, filled.version, rows, written_on)

    def with_unknown(self, entry_id: EntryId, filled: FilledForm) -> list[AnswerRow]:
        """Return the rows of cleaned answers, and those kept that this version does not know."""
        fields = library()[filled.key].all_fields
        _, unknown = from_rows(fields, self.of(entry_id))
        return [*as_rows(fields, filled.values), *unknown]

    def put_rows(
        self,
        entry_id: EntryId,
        key: str,
        version: int,
        rows: Sequence[AnswerRow],
        written_on: dt.date,
    ) -> None:
        """Make these the rows of an entry; only what differs is written."""
        before = self.of(entry_id)
        kept = set(before)
        at = stamp(now())
        places = {(row.field, row.ord) for row in rows}
        for row in kept:
            if (row.field, row.ord) not in places:
                self._write(
                    "DELETE FROM answer WHERE entry_id = ? AND field_key = ? AND ord = ?",
                    entry_id,
                    row.field,
                    row.ord,
                )
        for row in rows:
            if row not in kept:
                self._write(_PUT, new_id(), entry_id, *row, at)
        self._write(
            "UPDATE entry SET form_key = ?, form_version = ? WHERE id = ?", key, version, entry_id
        )
        self._follow(entry_id, before, rows)
        self.note_asking(entry_id, key, written_on)

    def note_asking(self, entry_id: EntryId, key: str, written_on: dt.date) -> None:
        """Note the day from which the entry's form asks again, if it does."""
        form = library().get(key)
        day = None
        if form is not None and form.later is not None:
            values, _ = from_rows(form.all_fields, self.of(entry_id))
            day = asks_again_on(form, values, written_on)
        self._write(
            "UPDATE entry SET asks_again_on = ? WHERE id = ? AND asks_again_on IS NOT ?",
            day.isoformat() if day else None,
            entry_id,
            day.isoformat() if day else None,
        )

    def clear(self, entry_id: EntryId) -> None:
        """Let the entry be a free one."""
        self._write("DELETE FROM answer WHERE entry_id = ?", entry_id)
        self._write(
            """UPDATE entry SET form_key = ?, form_version = 1, asks_again_on = NULL
            WHERE id = ? AND form_key <> ?""",
            FREE,
            entry_id,
            FREE,
        )

    def _follow(
        self, entry_id: EntryId, before: Sequence[AnswerRow], after: Sequence[AnswerRow]
    ) -> None:
        """Let the passages of answers go where these stand now."""
        if not self._anchors.fields(entry_id):
            return
        self._anchors.carry(entry_id, followed(before, after))
        texts = {passage(row.field, row.ord): row.text for row in after if row.text is not None}
        for field in self._anchors.fields(entry_id):
            if field in texts:
                self._anchors.reseat(entry_id, field, texts[field])
