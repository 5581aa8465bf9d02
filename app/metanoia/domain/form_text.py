"""A filled form as Markdown: what searches find, lists show, and people read without the form."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from metanoia.domain import days
from metanoia.domain.answers import Cell, Ref, Value, Values
from metanoia.domain.form_fields import Column, Field

if TYPE_CHECKING:
    from metanoia.domain.forms import Form

_DEEPER = " " * 4  # how far a list within a list stands in, for every reader of Markdown


def as_markdown(form: Form, values: Values) -> str:
    """Return the answers under their questions: a heading for each, lists for lines and rows.

    What was asked later follows under its own heading. Questions without an answer are left out.
    """
    parts = _answered(form.fields, values, "##")
    later = _answered(form.later.fields, values, "###") if form.later else []
    if form.later and later:
        parts += [f"## {form.later.title}", *later]
    return "\n\n".join(parts)


def answers_alone(form: Form, values: Values) -> str:
    """Return what was answered without the questions, for the line that lists show."""
    fields = [*form.fields, *(form.later.fields if form.later else ())]
    return "\n\n".join(_said(field, values) for field in fields if field.key in values)


def _answered(fields: Sequence[Field], values: Values, mark: str) -> list[str]:
    return [
        f"{mark} {field.label}\n\n{_said(field, values)}" for field in fields if field.key in values
    ]


def _said(field: Field, values: Values) -> str:
    value = values[field.key]
    if isinstance(value, tuple) and not isinstance(value, Ref):
        return "\n".join(
            f"- {part}" if isinstance(part, str) else _row(field, part, values) for part in value
        )
    return _scalar(field, value)


def _row(field: Field, row: Mapping[str, Cell], values: Values) -> str:
    """Return a row as a list: who and what first, the other columns as a list below it."""
    who = next((c for c in field.columns[:1] if c.type == "choice" and c.key in row), None)
    head = next((c for c in field.columns if c.type == "text"), None)
    head = head if head and head.key in row else None
    first = _cell(head, row, values) if head else ""
    if who:
        first = f"**{_cell(who, row, values)}:** {first}"
    below = [
        f"{_DEEPER}- *{column.label}:* {_indented(_cell(column, row, values), 2)}"
        for column in field.columns
        if column.key in row and column not in (who, head)
    ]
    return "\n".join([f"- {_indented(first, 1)}".rstrip(), *below])


def _cell(column: Column, row: Mapping[str, Cell], values: Values) -> str:
    cell = row[column.key]
    if column.type == "choice" and column.named_by:
        option, field = column.named_by
        name = values.get(field)
        if cell == option and isinstance(name, str):
            return " ".join(name.split())
    return _scalar(column, cell)


def _scalar(asked: Field | Column, value: Value | Cell) -> str:
    if isinstance(value, Ref):
        return value.words
    if isinstance(value, dt.date):
        return days.said(value)
    if isinstance(value, int):
        return f"{value}%" if asked.type == "percent" else f"{value} of {asked.max}"
    if asked.type == "choice":
        return next((o.label for o in asked.options if o.key == value), str(value))
    return str(value).strip("\n").rstrip()


def _indented(text: str, depth: int) -> str:
    return text.replace("\n", "\n" + _DEEPER * depth)
