"""Forms: questions that lead through a practice, and what follows from their answers."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from metanoia.domain.answers import (
    FREE,
    AnswerRow,
    Cell,
    FilledForm,
    Ref,
    Value,
    Values,
    passage,
)
from metanoia.domain.form_fields import Column, Field, Later, Makes, Option, after
from metanoia.domain.form_text import as_markdown
from metanoia.domain.form_values import Problem, asked, cleaned, problems

__all__ = [
    "FREE", "AnswerRow", "Cell", "Column", "Field", "FilledForm", "Form", "Later", "Made", "Makes",
    "Moves", "Option", "Problem", "Ref", "Value", "Values", "as_markdown", "asked", "asks_again_on",
    "locked", "makes", "moves", "passage",
]  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """One form as its file says it; ``minutes`` is how long it takes.

    ``lock_hours`` after it was begun only late questions and those asked later take answers.
    """

    key: str
    version: int
    title: str
    discipline: str
    minutes: int
    fields: tuple[Field, ...]
    intro: str = ""
    icon: str = "notebook-pen"
    never_share: bool = False
    lock_hours: int | None = None
    later: Later | None = None

    @property
    def all_fields(self) -> tuple[Field, ...]:
        """Every question, those asked later at the end."""
        return self.fields + (self.later.fields if self.later else ())

    def field(self, key: str) -> Field | None:
        """Return the question of that key, or None."""
        return next((field for field in self.all_fields if field.key == key), None)

    def cleaned(self, values: Mapping[str, Any]) -> Values:
        """Return the answers as they are kept; Refused, naming the question, if one cannot be."""
        return cleaned(self.all_fields, values)

    def problems(self, values: Mapping[str, Any], *, later: bool = False) -> tuple[Problem, ...]:
        """Return what cannot be kept and what is missing, of the later questions too if ``later``."""
        return problems(self.all_fields if later else self.fields, values)


class Made(NamedTuple):
    """Something that an answer can become; ``path`` is its place for anchors ("assume/0")."""

    path: str
    kind: Makes
    text: str
    due_on: dt.date | None = None
    percent: int | None = None
    settled_by: str = ""


class Moves(NamedTuple):
    """How often somebody stated and asked in a conversation; ``inquiry_share`` is 0 to 100 per cent."""

    advocate: int
    inquire: int
    inquiry_share: int | None


def makes(form: Form, values: Values) -> tuple[Made, ...]:
    """Return everything that the answers can become, in their order."""
    return tuple(made for field in form.all_fields for made in _made(field, values.get(field.key)))


def moves(values: Values) -> Moves:
    """Count the moves of one's own lines; "both" counts for both, and the share is of all moves."""
    advocate = inquire = 0
    for value in values.values():
        for row in value if isinstance(value, tuple) and not isinstance(value, Ref) else ():
            if isinstance(row, Mapping) and row.get("who", "me") == "me":
                advocate += row.get("move") in ("advocate", "both")
                inquire += row.get("move") in ("inquire", "both")
    both = advocate + inquire
    return Moves(advocate, inquire, round(100 * inquire / both) if both else None)


def asks_again_on(form: Form, values: Values, written_on: dt.date) -> dt.date | None:
    """Return the day from which the later questions are asked; None if never, or once answered.

    Nothing is asked about an entry in which nothing was answered.
    """
    if form.later is None or not values or _answered(form.later, values):
        return None
    named = values.get(form.later.after)
    return named if isinstance(named, dt.date) else after(form.later.after, written_on)


def locked(form: Form, created_at: dt.datetime, now: dt.datetime) -> bool:
    """Tell whether the form takes answers only to its late and later questions by now."""
    return form.lock_hours is not None and now - created_at >= dt.timedelta(hours=form.lock_hours)


def _answered(later: Later, values: Values) -> bool:
    needed = [field.key for field in later.fields if field.required]
    if needed:
        return all(key in values for key in needed)
    return any(field.key in values for field in later.fields)


def _made(field: Field, value: Value | None) -> Iterator[Made]:
    if isinstance(value, str) and field.makes:
        yield Made(passage(field.key, 0), field.makes, value.strip())
    if not isinstance(value, tuple) or isinstance(value, Ref):
        return
    for ord_, part in enumerate(value):
        if isinstance(part, Mapping):
            yield from _made_of_row(field, part, ord_)
        elif isinstance(part, str) and field.makes:
            yield Made(passage(field.key, ord_), field.makes, part.strip())


def _made_of_row(field: Field, row: Mapping[str, Cell], ord_: int) -> Iterator[Made]:
    texts = [column for column in field.columns if column.type == "text"]
    for column in texts:
        kind = column.makes or (field.makes if column is texts[0] else None)
        said = row.get(column.key)
        if kind and isinstance(said, str):
            due = next((cell for cell in row.values() if isinstance(cell, dt.date)), None)
            percent = next((cell for cell in row.values() if isinstance(cell, int)), None)
            settled_by = str(row.get("settled_by", "")) if kind == "prediction" else ""
            rest = (due, percent, settled_by) if kind == "prediction" else ()
            path = passage(f"{field.key}.{column.key}", ord_)
            yield Made(path, kind, said.strip(), *rest)
