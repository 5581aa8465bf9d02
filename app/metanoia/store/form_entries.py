"""Entries that were written with a form: their answers are kept, and their text is made of them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Any

from metanoia.domain import forms
from metanoia.domain.anchors import BODY
from metanoia.domain.answers import FREE, AnswerRow, FilledForm
from metanoia.domain.entries import Entry, EntryId, NewEntry, Revision, check_text, storable
from metanoia.domain.errors import NotFound, Refused
from metanoia.domain.form_places import only_grew
from metanoia.domain.form_rows import from_rows
from metanoia.domain.form_text import answers_alone, as_markdown
from metanoia.domain.forms import Form
from metanoia.domain.imports import OWN
from metanoia.domain.kinds import Kind
from metanoia.store.form_library import library
from metanoia.store.part import Row, now, stamp
from metanoia.store.trash import Trash
from metanoia.text import words
from metanoia.text.cjk import spaced

_SAVE_TEXT = """UPDATE entry SET title = ?, title_spaced = ?, body_md = ?, spaced = ?, excerpt = ?,
      words = ?, rev = rev + ?, updated_at = ? WHERE id = ?"""

_SAVE_TITLE = """UPDATE entry SET title = ?, title_spaced = ?, rev = rev + 1, updated_at = ?
      WHERE id = ?"""


class FormEntries(Trash):
    """What is different where an entry has a form."""

    def save_form(
        self, entry_id: EntryId, title: str, values: Mapping[str, Any], *, source: object = None
    ) -> Entry:
        """Keep title and answers; what they were before this sitting stays among the revisions.

        Raises Refused, naming the question, for an answer that cannot be kept, one that is locked, and
        an entry without a form or with one that is unknown here; NotFound if the entry is gone.
        """
        old = self.get(entry_id)
        form = form_of(old)
        filled = FilledForm(form.key, form.version, form.cleaned(values))
        title, body = storable(title), as_markdown(form, filled.values)
        check_text(title, body)
        before, after = self._answers.of(entry_id), self._answers.with_unknown(entry_id, filled)
        if old.title == title and set(before) == set(after):
            return old
        self._check_open(old, before, after)
        with self._changes.write(Kind.ENTRY, source=source):
            self._revisions.keep_for_sitting(old, title, body, grew=only_grew(before, after))
            columns = text_columns(title, body, answers_alone(form, filled.values))
            self._save_text(entry_id, columns, now())
            self._answers.put(entry_id, filled, old.when.date)
        return self.get(entry_id)

    def _save_title(self, old: Entry, title: str, body: str, source: object) -> Entry:
        """Keep the title of an entry with a form; Refused for another text."""
        if body != old.body:
            raise Refused("This entry was written with a form; change its answers.")
        with self._changes.write(Kind.ENTRY, source=source):
            self._revisions.keep_for_sitting(old, title, body)
            self._write(_SAVE_TITLE, title, spaced(title), stamp(now()), old.id)
        return self.get(old.id)

    def _save_text(self, entry_id: EntryId, columns: Row, at: dt.datetime, bump: int = 1) -> None:
        self._write(_SAVE_TEXT, *columns, bump, stamp(at), entry_id)
        self._anchors.reseat(entry_id, BODY, columns[2])

    def _put_answers(self, entry_id: EntryId, new: NewEntry) -> None:
        """Keep the answers that a new entry brings, or that it has none, inside a write block."""
        if new.form is None:
            self._answers.clear(entry_id)
        else:
            filled = cleaned(new.form)
            self._answers.put(entry_id, filled, new.when.date)

    def _put_back_answers(self, entry_id: EntryId, before: Revision, date: dt.date) -> None:
        if before.form == FREE:
            self._answers.clear(entry_id)
        else:
            self._answers.put_rows(entry_id, before.form, before.form_version, before.answers, date)

    def _check_open(
        self, entry: Entry, before: Iterable[AnswerRow], after: Iterable[AnswerRow]
    ) -> None:
        """Raise Refused if an answer differs that is locked by now."""
        if not is_locked(entry, now()):
            return
        form = form_of(entry)
        added = [field for field in form.fields if field.late]
        late = {field.key for field in added}
        late |= {field.key for field in form.later.fields} if form.later else set()
        for row in sorted(set(before) ^ set(after), key=lambda row: (row.field, row.ord)):
            key = row.field.partition(".")[0]
            if key not in late:
                field = form.field(key)
                where = f" Put what came to you since under “{added[0].label}”." if added else ""
                raise Refused(
                    f"This closed {form.lock_hours} hours after it was begun, so "
                    f"“{field.label if field else key}” stays as it was.{where}"
                )


def form_of(entry: Entry) -> Form:
    """Return the form of an entry; Refused if it has none, or one that is unknown here."""
    if entry.form == FREE:
        raise Refused("This entry was written without a form.")
    form = library().get(entry.form)
    if form is None:
        raise Refused(
            "This entry was written with a form that this version of Metanoia does not have. "
            "Its text can be read; install the newer version to change it."
        )
    return form


def is_locked(entry: Entry, at: dt.datetime) -> bool:
    """Tell whether the entry's form takes answers only to its late and later questions at ``at``."""
    form = library().get(entry.form)
    came_back = entry.source_app == OWN  # then it was begun long before it came in
    begun = min(entry.created_at, entry.when.instant) if came_back else entry.created_at
    return form is not None and forms.locked(form, begun, at)


def cleaned(filled: FilledForm) -> FilledForm:
    """Return the answers as they are kept; NotFound for an unknown form, Refused for a bad answer."""
    form = library().get(filled.key)
    if form is None:
        raise NotFound(f"This version of Metanoia has no form “{filled.key[:60]}”.")
    return FilledForm(form.key, filled.version, form.cleaned(filled.values))


def new_text(new: NewEntry) -> Row:
    """Return the columns of a new entry's text; with a form, an empty body is made of the answers."""
    if new.form is None:
        return text_columns(storable(new.title), storable(new.body))
    filled = cleaned(new.form)
    form = library()[filled.key]
    body = storable(new.body) or as_markdown(form, filled.values)
    check_text(new.title, body)
    return text_columns(storable(new.title), body, answers_alone(form, filled.values))


def old_text(before: Revision) -> Row:
    """Return the columns of the text that a revision kept."""
    form = library().get(before.form)
    alone = None
    if form is not None:
        alone = answers_alone(form, from_rows(form.all_fields, before.answers)[0])
    return text_columns(before.title, before.body, alone)


def text_columns(title: str, body: str, begins: str | None = None) -> Row:
    """Return (title, title_spaced, body_md, spaced, excerpt, words); lists show the beginning of ``begins``."""
    excerpt = words.excerpt(body if begins is None else begins)
    return title, spaced(title), body, spaced(body), excerpt, words.count(body)
