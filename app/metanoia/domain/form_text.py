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

    A table that begins with who spoke reads as a conversation. What was asked later follows under a
    heading of its own. Questions without an answer are left out.
    """
    parts = _answered(form.fields, values)
    later = _answered(form.later.fields, values) if form.later else []
    if form.later and later:
        parts += [f"## {form.later.title}", *later]
    return "\n\n".join(parts)


def answers_alone(form: Form, values: Values) -> str:
    """Return what was answered without the questions, for the line that lists show."""
    fields = [*form.fields, *(form.later.fields if form.later else ())]
    return "\n\n".join(_said(field, values) for field in fields if field.key in values)


def _answered(fields: Sequence[Field], values: Values) -> list[str]:
    parts: list[str] = []
    for field in fields:
        if field.key in values:
            key = _how_to_read(field, values)
            parts += [f"### {field.label}", *([f"*{key}*"] if key else []), _said(field, values)]
    return parts


def _said(field: Field, values: Values) -> str:
    value = values[field.key]
    if not isinstance(value, tuple) or isinstance(value, Ref):
        return _scalar(field, value)
    if _speaker(field):
        return "\n\n".join(
            _turn(field, part, values) for part in value if not isinstance(part, str)
        )
    return "\n".join(
        f"- {part}" if isinstance(part, str) else _row(field, part, values) for part in value
    )


def _speaker(field: Field) -> Column | None:
    """Return the column that says who spoke, None in a table that is no conversation."""
    first = field.columns[0] if field.columns else None
    return first if first and first.type == "choice" else None


def _how_to_read(field: Field, values: Values) -> str:
    """Return what is set in below a turn and what stands in brackets, as far as there is any."""
    rows = values[field.key]
    if not _speaker(field) or not isinstance(rows, tuple) or isinstance(rows, Ref):
        return ""
    answered = {key for row in rows if not isinstance(row, str) for key in row}
    shown = [column for column in field.columns if column.key in answered]
    texts = [c for c in field.columns if c.type == "text"][1:]
    below = " · ".join(_begun_low(c.label) for c in shown if c in texts)
    beside = " · ".join(_begun_low(c.label) for c in shown[1:] if c.type != "text")
    said = [f"Set in: {below}."] if below else []
    return " ".join([*said, f"In brackets: {beside}."] if beside else said)


def _turn(field: Field, row: Mapping[str, Cell], values: Values) -> str:
    """Return one turn of a conversation: who said what, how, and below it as a quotation the rest."""
    who, shown = _speaker(field), [column for column in field.columns if column.key in row]
    texts = [column for column in field.columns if column.type == "text"]
    words = [f"**{_cell(who, row, values)}:**"] if who in shown and who else []
    words += [_cell(column, row, values) for column in shown if column in texts[:1]]
    aside = [_cell(c, row, values) for c in shown if c.type != "text" and c is not who]
    words += [f"*({', '.join(aside)})*"] if aside else []
    below = [_cell(column, row, values) for column in shown if column in texts[1:]]
    quoted = ["\n".join(f"> {line}".rstrip() for line in text.split("\n")) for text in below]
    return "\n\n".join([" ".join(words), *quoted])


def _row(field: Field, row: Mapping[str, Cell], values: Values) -> str:
    """Return a row as a list: what it is about first, the other columns as a list below it."""
    head = next((c for c in field.columns if c.type == "text" and c.key in row), None)
    rest = [column for column in field.columns if column.key in row and column is not head]
    first = _indented(_cell(head, row, values), 1) if head else ""
    below = [
        f"{_DEEPER}- *{column.label}:* {_indented(_cell(column, row, values), 2)}"
        for column in rest
    ]
    return "\n".join([f"- {first}".rstrip(), *below])


def _begun_low(label: str) -> str:
    """Return a caption as it stands within a sentence ("what I thought", "my move")."""
    return label if label.startswith("I ") else label[:1].lower() + label[1:]


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
