"""Common words: what each side means by them, and what was agreed."""

from __future__ import annotations

import datetime as dt
from dataclasses import asdict, fields
from typing import Final, TypedDict, Unpack

from metanoia.domain.errors import NotFound, Refused
from metanoia.domain.kinds import Kind
from metanoia.domain.terms import NewTerm, Term, TermId
from metanoia.domain.visions import VisionId
from metanoia.store import driver
from metanoia.store.changes import Changes
from metanoia.store.part import Row, moment, moment_or_none, new_id, now, stamp
from metanoia.store.recoverable import Recoverable
from metanoia.store.wordings import Wordings

_TERM: Final = """id, word, mine, theirs, agreed, vision_id, rev, created_at, updated_at,
    deleted_at"""
ROWS: Final = f"""SELECT {_TERM} FROM term WHERE deleted_at IS NULL
    ORDER BY word COLLATE NOCASE, created_at, rowid"""
TRASHED: Final = f"SELECT {_TERM} FROM term WHERE deleted_at IS NOT NULL ORDER BY deleted_at DESC"


class TermChange(TypedDict, total=False):
    """What may be said anew of a word; what is not given stays."""

    word: str
    mine: str
    theirs: str
    agreed: str
    vision: VisionId | None


class Terms(Recoverable):
    """The common words of the open journal."""

    item_type = "term"
    kinds = (Kind.TERM,)

    def __init__(self, connection: driver.Connection, changes: Changes) -> None:
        super().__init__(connection, changes)
        self._wordings = Wordings(connection, changes)

    def add(self, new: NewTerm, *, source: object = None) -> Term:
        """Keep a word that is not there yet. Refused."""
        self._check_free(new.word)
        added, at = TermId(new_id()), stamp(now())
        with self._changes.write(Kind.TERM, source=source):
            self._write(
                """INSERT INTO term(id, created_at, updated_at, word, mine, theirs, agreed, vision_id)
                VALUES(?, ?, ?, ?, ?, ?, ?, ?)""",
                *(added, at, at, new.word, new.mine, new.theirs, new.agreed, new.vision),
            )
        return self.get(added)

    def get(self, term: str) -> Term:
        """Return a word, deleted ones too; NotFound."""
        row = self._one(f"SELECT {_TERM} FROM term WHERE id = ?", term)
        if row is None:
            raise self._missing()
        return term_of(row)

    def all(self) -> list[Term]:
        """Return every living word by the alphabet."""
        return [term_of(row) for row in self._all(ROWS)]

    def trashed(self) -> list[Term]:
        """Return what is in Recently deleted, the latest deleted first."""
        return [term_of(row) for row in self._all(TRASHED)]

    def change(self, term: TermId, *, source: object = None, **said: Unpack[TermChange]) -> Term:
        """Say it in other words; what it said before is kept. Refused, NotFound."""
        old = self.get(term)
        if old.deleted_at is not None:
            raise Refused(f"“{old.word}” is in Recently deleted. Bring it back first.")
        was = {field.name: getattr(old, field.name) for field in fields(NewTerm)}
        new = asdict(NewTerm(**{**was, **said}))
        before = {name: text for name, text in was.items() if new[name] != text}
        if not before:
            return old
        if new["word"].casefold() != old.word.casefold():
            self._check_free(new["word"])
        with self._changes.write(Kind.TERM, source=source):
            self._wordings.keep(self.item_type, term, old.rev, before)
            self._write(
                """UPDATE term SET word = ?, mine = ?, theirs = ?, agreed = ?, vision_id = ?,
                rev = rev + 1, updated_at = ? WHERE id = ?""",
                *(new["word"], new["mine"], new["theirs"], new["agreed"], new["vision"]),
                *(stamp(now()), term),
            )
        return self.get(term)

    def wordings_before(self, term: TermId) -> list[tuple[dt.datetime, str, str]]:
        """Return (until, field, text) of what was said of a word before, newest first."""
        return [
            (at, field, text)
            for at, before in self._wordings.of(self.item_type, term)
            for field, text in before.items()
            if field != "vision" and text
        ]

    def _set_deleted(self, item_id: str, at: str | None) -> None:
        if at is None:
            self._check_free(self.get(item_id).word)
        super()._set_deleted(item_id, at)

    def _check_free(self, word: str) -> None:
        said = word.casefold()
        if any(one.word.casefold() == said for one in self.all()):
            raise Refused(f"“{word}” is among the common words already. Change what stands there.")

    def _missing(self) -> NotFound:
        return NotFound("That word is not in this journal any more.")


def term_of(row: Row) -> Term:
    """Return the word of a row of the table."""
    id_, word, mine, theirs, agreed, vision, rev, created, updated, deleted = row
    return Term(
        id=TermId(id_),
        word=word,
        mine=mine,
        theirs=theirs,
        agreed=agreed,
        vision=vision,
        rev=rev,
        created_at=moment(created),
        updated_at=moment(updated),
        deleted_at=moment_or_none(deleted),
    )
