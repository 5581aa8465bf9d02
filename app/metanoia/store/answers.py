"""Answers to forms: beginning and saving them, and what they ask for again."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any, NamedTuple

from metanoia.domain.answers import FREE, FilledForm, Values
from metanoia.domain.days import Moment
from metanoia.domain.entries import Entry, EntryId, EntryRow, NewEntry
from metanoia.domain.form_rows import loose_json
from metanoia.domain.forms import Moves, moves
from metanoia.store import driver
from metanoia.store.answer_rows import KeptAnswers
from metanoia.store.changes import Changes
from metanoia.store.entries import Entries
from metanoia.store.entry_rows import LISTED, listed, listed_as
from metanoia.store.form_entries import form_of, is_locked
from metanoia.store.form_library import library
from metanoia.store.part import Part, now

ASKING = f"""SELECT {LISTED} FROM entry WHERE asks_again_on <= ? AND asks_again_on IS NOT NULL
    AND deleted_at IS NULL ORDER BY asks_again_on, n"""
OF_FORM = f"""SELECT {LISTED} FROM entry WHERE form_key = ? AND form_key <> 'free'
    AND deleted_at IS NULL ORDER BY n DESC LIMIT ?"""
LADDER = f"""SELECT {listed_as("e")} FROM anchor AS a JOIN entry AS e ON e.id = a.entry_id
    WHERE a.item_type = 'assumption' AND a.item_id = ? AND e.form_key = ? AND e.form_key <> 'free'
      AND e.deleted_at IS NULL ORDER BY e.n DESC LIMIT 1"""
_LADDER, _CONVERSATION = "ladder", "two_column"


class Conversation(NamedTuple):
    """A conversation looked back on, and one's own moves in it."""

    row: EntryRow
    moves: Moves


class Answers(Part):
    """The forms of the open journal that somebody filled in."""

    def __init__(self, connection: driver.Connection, changes: Changes) -> None:
        super().__init__(connection, changes)
        self._entries = Entries(connection, changes)
        self._kept = KeptAnswers(connection, changes)

    def begin(
        self,
        form_key: str,
        when: Moment,
        title: str = "",
        values: Mapping[str, Any] | None = None,
        tags: tuple[str, ...] = (),
        *,
        source: object = None,
    ) -> Entry:
        """Begin an entry with a form; NotFound for an unknown form, Refused for a bad answer."""
        form = library().get(form_key)
        filled = FilledForm(form_key, form.version if form else 1, dict(values or {}))
        new = NewEntry(when=when, title=title, tags=tags, form=filled)
        return self._entries.add(new, source=source)

    def values(self, entry_id: EntryId) -> Values:
        """Return the answers of an entry; Refused if it has no form, or one unknown here; NotFound."""
        entry = self._entries.get(entry_id)
        form_of(entry)
        filled = self._kept.filled(entry_id, entry.form)
        return filled.values if filled else {}

    def filled(self, entry: Entry) -> FilledForm | None:
        """Return the answers of an entry with their form; None for a free one, or a form unknown here."""
        return None if entry.form == FREE else self._kept.filled(entry.id, entry.form)

    def loose(self, entry: Entry) -> dict[str, Any]:
        """Return as JSON the answers to a form that is unknown here, as well as can be told."""
        return loose_json(self._kept.of(entry.id))

    def version(self, entry: Entry) -> int:
        """Return which version of its form an entry was last saved with."""
        return self._kept.version(entry.id)

    def save(
        self,
        entry_id: EntryId,
        title: str,
        values: Mapping[str, Any],
        *,
        source: object = None,
    ) -> Entry:
        """Keep title and answers as one change; nothing is written where nothing changed.

        Raises Refused, naming the question, for an answer that is too long, of the wrong kind or locked;
        NotFound if the entry is gone.
        """
        return self._entries.save_form(entry_id, title, values, source=source)

    def locked(self, entry: Entry, at: dt.datetime | None = None) -> bool:
        """Tell whether the entry takes answers only to its late and later questions by now."""
        return is_locked(entry, at or now())

    def asking(self, today: dt.date) -> list[EntryRow]:
        """Return the entries whose forms ask again on the day ``today``, the longest due first."""
        return [listed(row) for row in self._all(ASKING, today.isoformat())]

    def rows(self, form_key: str, limit: int = 30) -> list[EntryRow]:
        """Return the latest entries written with a form, newest first."""
        return [listed(row) for row in self._all(OF_FORM, form_key, limit)]

    def conversations(self, limit: int = 30) -> list[Conversation]:
        """Return the latest conversations looked back on, the oldest of them first."""
        rows = [listed(row) for row in self._all(OF_FORM, _CONVERSATION, limit)]
        found = [(row, self._kept.filled(row.id, row.form)) for row in reversed(rows)]
        return [Conversation(row, moves(filled.values)) for row, filled in found if filled]

    def ladder_of(self, assumption_id: str) -> tuple[Entry, Values] | None:
        """Return the newest ladder, and its answers, in which an assumption is anchored."""
        row = self._one(LADDER, assumption_id, _LADDER)
        filled = self._kept.filled(row[1], _LADDER) if row else None
        return (self._entries.get(row[1]), filled.values) if row and filled else None
