"""Answers as rows of a journal and as JSON, both of which read back to the letter."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from metanoia.domain.answers import AnswerRow, Cell, Ref, Value, Values
from metanoia.domain.errors import Refused
from metanoia.domain.form_fields import Column, Field
from metanoia.domain.form_values import cleaned

_Found = dict[str, dict[int, AnswerRow]]


def as_rows(fields: Sequence[Field], values: Values) -> list[AnswerRow]:
    """Return the rows in which cleaned answers are kept."""
    rows = []
    for field in fields:
        value = values.get(field.key)
        if value is None:
            continue
        for ord_, part in enumerate(_parts(value)):
            if isinstance(part, Mapping):
                rows += [
                    _row(f"{field.key}.{column.key}", ord_, column.type, part[column.key])
                    for column in field.columns
                    if column.key in part
                ]
            else:
                rows.append(_row(field.key, ord_, field.type, part))
    return rows


def from_rows(fields: Sequence[Field], rows: Iterable[AnswerRow]) -> tuple[Values, list[AnswerRow]]:
    """Return the answers that rows hold, and the rows that none of the questions explains."""
    found: _Found = {}
    for row in rows:
        found.setdefault(row.field, {})[row.ord] = row
    values: dict[str, Value] = {}
    for field in fields:
        if field.type == "rows":
            table = _table(field, found)
            if table:
                values[field.key] = table
        elif field.key in found:
            if field.type == "lines":
                lines = found.pop(field.key)
                values[field.key] = tuple(lines[ord_].text or "" for ord_ in sorted(lines))
            elif (value := _value(field.type, found[field.key].get(0))) is not None:
                values[field.key] = value
                del found[field.key][0]
    return values, [row for left in found.values() for row in left.values()]


def as_json(values: Values) -> dict[str, Any]:
    """Return answers as JSON: days "YYYY-MM-DD", rows as objects, what is named as {kind, id, words}."""
    return {key: _plain(value) for key, value in values.items()}


def loose_json(rows: Iterable[AnswerRow]) -> dict[str, Any]:
    """Return as JSON the answers to a form that is not known here, as well as their rows tell."""
    found: dict[str, Any] = {}
    for row in sorted(rows, key=lambda row: (row.field, row.ord)):
        field, _, column = row.field.partition(".")
        number = None if row.num is None else int(row.num) if row.num == int(row.num) else row.num
        told = number if number is not None else row.text if row.text is not None else row.choice
        if column:
            table = found.setdefault(field, {})
            table.setdefault(row.ord, {})[column] = told
        else:
            found.setdefault(field, []).append(told)
    return {
        key: list(told.values()) if isinstance(told, dict) else told[0] if len(told) == 1 else told
        for key, told in found.items()
    }


def from_json(fields: Sequence[Field], data: object) -> Values:
    """Return the answers of ``as_json``, numbers written as words as well; Refused if they are none."""
    if not isinstance(data, Mapping):
        raise Refused("Its answers are no list of questions and answers.")
    return cleaned(fields, unchecked(fields, data))


def unchecked(fields: Sequence[Field], data: Mapping[str, Any]) -> dict[str, Any]:
    """Return the answers of ``as_json`` as they were given, too long ones too."""
    known = {field.key: field for field in fields}
    read: dict[str, Any] = {}
    for key, told in data.items():
        field = known.get(key)
        read[key] = _told(field, told) if field else told
    return read


def _parts(value: Value) -> Sequence[Any]:
    return value if isinstance(value, tuple) and not isinstance(value, Ref) else (value,)


def _row(field: str, ord_: int, type_: str, value: object) -> AnswerRow:
    if isinstance(value, Ref):
        return AnswerRow(field, ord_, value.words, None, f"{value.kind}:{value.id}")
    if isinstance(value, int):
        return AnswerRow(field, ord_, None, value, None)
    if type_ == "choice":
        return AnswerRow(field, ord_, None, None, str(value))
    text = value.isoformat() if isinstance(value, dt.date) else str(value)
    return AnswerRow(field, ord_, text, None, None)


def _value(type_: str, row: AnswerRow | None) -> Any:
    """Return what a row holds, None if it is not of that type."""
    if row is None:
        return None
    if type_ in ("percent", "rating"):
        return None if row.num is None else int(row.num)
    if type_ == "choice":
        return row.choice
    if type_ == "date":
        return _day(row.text)
    if type_ == "ref":
        kind, _, id_ = (row.choice or "").partition(":")
        return Ref(kind, id_, row.text) if kind and row.text else None
    return row.text


def _table(field: Field, found: _Found) -> tuple[Mapping[str, Cell], ...]:
    rows: dict[int, dict[str, Cell]] = {}
    for column in field.columns:
        kept = found.get(f"{field.key}.{column.key}", {})
        for ord_ in sorted(kept):
            cell = _value(column.type, kept[ord_])
            if cell is not None:
                rows.setdefault(ord_, {})[column.key] = cell
                del kept[ord_]
    return tuple(rows[ord_] for ord_ in sorted(rows))


def _plain(value: object) -> Any:
    if isinstance(value, Ref):
        return value._asdict()
    if isinstance(value, tuple):
        return [_plain(part) for part in value]
    if isinstance(value, Mapping):
        return {key: _plain(part) for key, part in value.items()}
    return value.isoformat() if isinstance(value, dt.date) else value


def _told(field: Field, told: Any) -> Any:
    """Return what JSON or YAML says as the question wants it, or as it is where it does not fit."""
    if field.type == "lines" and isinstance(told, str):
        return (told,)
    if field.type == "rows" and isinstance(told, list):
        columns = {column.key: column for column in field.columns}
        return tuple(
            {key: _scalar(columns.get(key), cell) for key, cell in row.items()}
            if isinstance(row, Mapping)
            else row
            for row in told
        )
    if field.type == "ref" and isinstance(told, Mapping):
        return Ref(*(told.get(part, "") for part in Ref._fields))
    return tuple(told) if isinstance(told, list) else _scalar(field, told)


def _scalar(asked: Field | Column | None, told: Any) -> Any:
    if asked is None or not isinstance(told, str):
        return told
    if asked.type in ("percent", "rating") and told.isascii() and told.isdigit():
        return int(told[:9])
    if asked.type == "date":
        return _day(told) or told
    return told


def _day(text: str | None) -> dt.date | None:
    try:
        return dt.date.fromisoformat(text or "")
    except ValueError:
        return None
