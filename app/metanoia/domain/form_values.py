"""Answers held against the questions: what cannot be kept, and what is still missing."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple

from metanoia.domain.answers import Cell, Ref, Value, Values
from metanoia.domain.entries import storable
from metanoia.domain.errors import Refused
from metanoia.domain.form_fields import Column, Field


class Problem(NamedTuple):
    """What is not right with an answer: ``ord`` is the line or row; ``missing`` never keeps from saving."""

    field: str
    ord: int
    sentence: str
    missing: bool = False


def cleaned(fields: Sequence[Field], values: Mapping[str, Any]) -> Values:
    """Return the answers as they are kept, empty ones left out.

    Raises Refused, naming the question, for one of the wrong kind, too long or too many.
    """
    known = {field.key for field in fields}
    for key in values:
        if key not in known:
            raise Refused(f"This form has no question “{str(key)[:60]}”.")
    kept: dict[str, Value] = {}
    for field in fields:
        if (given := values.get(field.key)) is not None:
            value = _KINDS[field.type](field, given)
            if value not in ("", ()):
                kept[field.key] = value
    return kept


def problems(fields: Sequence[Field], values: Mapping[str, Any]) -> tuple[Problem, ...]:
    """Return what cannot be kept, and what is still missing, in the order of the questions."""
    found = []
    for field in fields:
        given = {field.key: values[field.key]} if values.get(field.key) is not None else {}
        try:
            value = cleaned([field], given).get(field.key)
        except _Unfit as unfit:
            found.append(Problem(field.key, unfit.ord, str(unfit)))
        else:
            if asked(field, values) and (sentence := _missing(field, value)):
                found.append(Problem(field.key, 0, sentence, missing=True))
    return tuple(found)


def asked(field: Field, values: Mapping[str, Any]) -> bool:
    """Tell whether a question is asked by now: some wait for the answer to another."""
    return not field.once or values.get(field.once) not in (None, "", ())


class _Unfit(Refused):
    """An answer that cannot be kept; ``ord`` is its line or row."""

    def __init__(self, label: str, why: str, ord_: int = 0) -> None:
        super().__init__(f"“{label}” {why}")
        self.ord = ord_


def _text(field: Field, given: object, ord_: int = 0) -> str:
    if not isinstance(given, str):
        raise _Unfit(field.label, "takes a text.", ord_)
    text = storable(given)
    if len(text) > field.max:
        raise _Unfit(field.label, _too_long(len(text), field.max), ord_)
    return text if text.strip() else ""


def _lines(field: Field, given: object) -> tuple[str, ...]:
    if isinstance(given, (str, Ref)) or not isinstance(given, Sequence):
        raise _Unfit(field.label, "takes lines.")
    lines = [_text(field, _one_line(line), ord_) for ord_, line in enumerate(given)]
    kept = tuple(line for line in lines if line)
    if len(kept) > field.max_lines:
        why = f"has room for {field.max_lines} lines; these are {len(kept)}. Leave some out."
        raise _Unfit(field.label, why, field.max_lines)
    return kept


def _rows(field: Field, given: object) -> tuple[Mapping[str, Cell], ...]:
    if isinstance(given, (str, Ref)) or not isinstance(given, Sequence):
        raise _Unfit(field.label, "takes rows.")
    rows = [_cells(field, row, ord_) for ord_, row in enumerate(given)]
    kept = tuple(row for row in rows if row)
    if len(kept) > field.max_rows:
        why = f"has room for {field.max_rows} rows; these are {len(kept)}. Leave some out."
        raise _Unfit(field.label, why, field.max_rows)
    return kept


def _cells(field: Field, given: object, ord_: int) -> dict[str, Cell]:
    """Return what stands in a row; a row in which nothing but a choice was made says nothing."""
    if not isinstance(given, Mapping):
        raise _Unfit(field.label, f"cannot read row {ord_ + 1}.", ord_)
    columns = {column.key for column in field.columns}
    for key in given:
        if key not in columns:
            raise _Unfit(field.label, f"has no column “{str(key)[:60]}”.", ord_)
    cells: dict[str, Cell] = {}
    for column in field.columns:
        if (told := given.get(column.key)) is not None:
            cell = _cell(field, column, told, ord_)
            if cell != "":
                cells[column.key] = cell
    said = any(column.type != "choice" and column.key in cells for column in field.columns)
    return cells if said else {}


def _cell(field: Field, column: Column, given: object, ord_: int) -> Cell:
    name = f"{field.label}, row {ord_ + 1}: {column.label}"
    alike = Field(
        key=column.key,
        label=name,
        max=100 if column.type == "percent" else column.max,
        options=column.options,
    )
    try:
        if column.type == "percent":
            return _number(alike, given)
        if column.type == "date":
            return _date(alike, given)
        return _choice(alike, given) if column.type == "choice" else _text(alike, given)
    except _Unfit as unfit:
        unfit.ord = ord_
        raise


def _choice(field: Field, given: object) -> str:
    if given == "":
        return ""
    if not any(option.key == given for option in field.options):
        labels = ", ".join(option.label for option in field.options)
        raise _Unfit(field.label, f"takes one of: {labels}.")
    return str(given)


def _number(field: Field, given: object) -> int:
    if not isinstance(given, int) or isinstance(given, bool) or not field.min <= given <= field.max:
        raise _Unfit(field.label, f"takes a whole number from {field.min} to {field.max}.")
    return given


def _date(field: Field, given: object) -> dt.date:
    if not isinstance(given, dt.date) or isinstance(given, dt.datetime):
        raise _Unfit(field.label, "takes a day.")
    return given


def _ref(field: Field, given: object) -> Ref | str:
    if given == "":
        return ""
    if not isinstance(given, Ref) or not all(isinstance(part, str) for part in given):
        raise _Unfit(field.label, "takes something of this journal.")
    if given.kind not in field.ref:
        raise _Unfit(field.label, f"takes one of: {', '.join(field.ref)}.")
    words = " ".join(storable(given.words).split())
    if len(words) > field.max:
        raise _Unfit(field.label, _too_long(len(words), field.max))
    return Ref(given.kind, storable(given.id)[:64], words) if words else ""


_KINDS: dict[str, Callable[[Field, Any], Value]] = {
    "text": _text,
    "lines": _lines,
    "rows": _rows,
    "choice": _choice,
    "percent": _number,
    "rating": _number,
    "date": _date,
    "ref": _ref,
}


def _missing(field: Field, value: Value | None) -> str:
    least = field.min_lines or field.min_rows
    many = len(value) if isinstance(value, tuple) and not isinstance(value, Ref) else 0
    if value is None and field.required:
        return f"“{field.label}” has no answer yet."
    if least > many and (value is not None or field.required):
        return f"“{field.label}” asks for at least {least}; there are {many} so far."
    return ""


def _too_long(length: int, limit: int) -> str:
    return f"has at most {limit:,} characters; this one has {length:,}. Shorten it."


def _one_line(given: object) -> object:
    return " ".join(given.splitlines()) if isinstance(given, str) else given
