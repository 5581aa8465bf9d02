"""A coach's private notes on a client, the alias, and the next session; none of it ever leaves."""

from __future__ import annotations

import datetime as dt
from typing import Final

from metanoia.domain.clients import ClientNote, alias, note_text
from metanoia.domain.errors import NotFound
from metanoia.store.client_files import ClientFiles
from metanoia.store.part import Row, moment, new_id, now, stamp

_COLUMNS: Final = "id, written_at, edited_at, text, share_id"


class ClientNotes(ClientFiles):
    """What only the coach sees."""

    def notes(self, person: str) -> list[ClientNote]:
        """Return the notes on a client, newest first."""
        with self._reading(person) as file:
            rows = (
                []
                if file is None
                else file.all(f"SELECT {_COLUMNS} FROM note ORDER BY written_at DESC, rowid DESC")
            )
        return [_note(row) for row in rows]

    def add_note(
        self, person: str, text: str, *, share: str | None = None, source: object = None
    ) -> ClientNote:
        """Keep a new note; Refused for one without words, or of more than 20,000 characters."""
        at = now()
        note = ClientNote(
            id=new_id(), written_at=at, edited_at=at, text=note_text(text), share=share
        )
        self.put_note_back(person, note, source=source)
        return note

    def change_note(
        self, person: str, note_id: str, text: str, *, source: object = None
    ) -> ClientNote:
        """Reword a note; nothing is written if it says the same. NotFound, Refused."""
        before, said = self._note(person, note_id), note_text(text)
        if said != before.text:
            with self._writing(person, source) as file:
                file.run(
                    "UPDATE note SET text = ?, edited_at = ? WHERE id = ?",
                    *(said, stamp(now()), note_id),
                )
        return before

    def delete_note(self, person: str, note_id: str, *, source: object = None) -> ClientNote:
        """Delete a note and return it, to be put back; NotFound."""
        note = self._note(person, note_id)
        with self._writing(person, source) as file:
            file.run("DELETE FROM note WHERE id = ?", note_id)
        return note

    def put_note_back(self, person: str, note: ClientNote, *, source: object = None) -> None:
        """Keep a note as it is, such as one that was just deleted."""
        with self._writing(person, source) as file:
            file.run(
                f"INSERT OR REPLACE INTO note({_COLUMNS}) VALUES(?, ?, ?, ?, ?)",
                *(note.id, stamp(note.written_at), stamp(note.edited_at), note.text, note.share),
            )

    def alias(self, person: str) -> str:
        """Return what the client is called on the desk, "" for their name."""
        with self._reading(person) as file:
            return (file and file.meta("alias")) or ""

    def set_alias(self, person: str, text: str, *, source: object = None) -> str:
        """Call a client by another name on the desk, "" by their own; return the former. Refused."""
        return self._set(person, "alias", alias(text) or None, source) or ""

    def set_next_session(
        self, person: str, on: dt.date | None, *, source: object = None
    ) -> dt.date | None:
        """Note the day of the next session, None for no day; return the former."""
        former = self._set(person, "next_session_on", on.isoformat() if on else None, source)
        return None if former is None else dt.date.fromisoformat(former)

    def _set(self, person: str, key: str, value: str | None, source: object) -> str | None:
        with self._reading(person) as file:
            former = None if file is None else file.meta(key)
        if former != value:
            with self._writing(person, source) as file:
                file.set_meta(key, value)
        return former

    def _note(self, person: str, note_id: str) -> ClientNote:
        with self._reading(person) as file:
            row = file and file.one(f"SELECT {_COLUMNS} FROM note WHERE id = ?", note_id)
        if not row:
            raise NotFound("That note is not here any more.")
        return _note(row)


def _note(row: Row) -> ClientNote:
    note, written, edited, text, share = row
    return ClientNote(
        id=note, written_at=moment(written), edited_at=moment(edited), text=text, share=share
    )
