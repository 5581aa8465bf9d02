"""Reading a form from its file: strict, so that a slip in one says where it is."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable, Mapping
from typing import Any, get_args

from metanoia.domain.form_fields import (
    Column,
    ColumnType,
    Field,
    FieldType,
    Later,
    Makes,
    Option,
    after,
)
from metanoia.domain.forms import FREE, Form

_KEY_LENGTH = 40
_COUNTS = ("min", "max", "min_lines", "max_lines", "min_rows", "max_rows", "rung")


class FormBroken(Exception):
    """A form's file cannot be used; ``str(error)`` says where and why, without the file's name."""


def form_in(text: str, key: str) -> Form:
    """Return the form that a file called ``key`` holds. Raises FormBroken."""
    try:
        data = json.loads(text)
    except (ValueError, RecursionError):
        raise FormBroken("it is not whole JSON") from None
    said = _checked(data, "the form", _FORM, ("key", "version", "title", "discipline", "fields"))
    if said["key"] != key or key == FREE:
        raise FormBroken(f"its key “{said['key']}” is not the name of the file")
    said["fields"] = _fields(said["fields"], "fields")
    if "later" in said:
        said["later"] = _later(said["later"])
    said.setdefault("minutes", 10)
    form = Form(**said)
    _check_names(form)
    return form


def _later(data: object) -> Later:
    said = _checked(data, "later", _LATER, ("title", "after", "fields"))
    said["fields"] = _fields(said["fields"], "later, fields")
    return Later(**said)


def _fields(data: list[object], where: str) -> tuple[Field, ...]:
    if not data:
        raise FormBroken(f"{where}: there is no question")
    return tuple(_field(one, f"{where}, question {n}") for n, one in enumerate(data, 1))


def _field(data: object, where: str) -> Field:
    said = _checked(data, where, _FIELD, ("key", "label"))
    where = f"{where} ({said['key']})"
    if "options" in said:
        said["options"] = _options(said["options"], where)
    said["columns"] = tuple(
        _column(one, f"{where}, column {n}") for n, one in enumerate(said.get("columns", []), 1)
    )
    said["ref"] = tuple(said.get("ref", ()))
    said.setdefault("max", _MOST.get(said.get("type", "text"), 2000))
    field = Field(**said)
    _check_field(field, where)
    return field


def _column(data: object, where: str) -> Column:
    said = _checked(data, where, _COLUMN, ("key", "label"))
    if "options" in said:
        said["options"] = _options(said["options"], where)
    for name in ("only_for", "named_by"):
        if name in said:
            if len(said[name]) != 1:
                raise FormBroken(f"{where}: “{name}” takes one name and one value")
            said[name] = next(iter(said[name].items()))
    column = Column(**said)
    if (column.type == "choice") != bool(column.options):
        raise FormBroken(f"{where}: a choice, and nothing else, has options")
    return column


def _check_field(field: Field, where: str) -> None:
    if (field.type == "choice") != bool(field.options):
        raise FormBroken(f"{where}: a choice, and nothing else, has options")
    if (field.type == "rows") != bool(field.columns):
        raise FormBroken(f"{where}: rows, and nothing else, have columns")
    if (field.type == "ref") != bool(field.ref):
        raise FormBroken(f"{where}: only what names something says of which kinds (ref)")
    keys = {column.key: column for column in field.columns}
    if len(keys) != len(field.columns):
        raise FormBroken(f"{where}: two columns have the same key")
    for column in field.columns:
        if column.only_for and not _is_option(keys.get(column.only_for[0]), column.only_for[1]):
            raise FormBroken(f"{where}, column {column.key}: “only_for” names no option")
    if field.type == "percent" and (field.min, field.max) != (0, 100):
        raise FormBroken(f"{where}: a per cent goes from 0 to 100")
    if (
        field.max <= field.min
        or field.max_lines < field.min_lines
        or field.max_rows < field.min_rows
    ):
        raise FormBroken(f"{where}: the most is less than the least")
    if field.default and not (field.type == "date" and after(field.default, _ANY_DAY)):
        raise FormBroken(f"{where}: “default” is “+90d”, for a day")


def _check_names(form: Form) -> None:
    keys = [field.key for field in form.all_fields]
    twice = next((key for key in keys if keys.count(key) > 1), None)
    if twice:
        raise FormBroken(f"two questions have the key “{twice}”")
    for field in form.all_fields:
        if field.once and field.once not in keys:
            raise FormBroken(f"question {field.key}: “once” names no question")
        if field.beside and field.beside not in keys:
            raise FormBroken(f"question {field.key}: “beside” names no question")
        for column in field.columns:
            if column.named_by and column.named_by[1] not in keys:
                raise FormBroken(
                    f"question {field.key}, column {column.key}: “named_by” names none"
                )
    if form.later and not after(form.later.after, _ANY_DAY):
        named = form.field(form.later.after)
        if named is None or named.type != "date":
            raise FormBroken("later: “after” is neither “+7d” nor the key of a day")


def _is_option(column: Column | None, key: str) -> bool:
    return column is not None and any(option.key == key for option in column.options)


def _options(data: Mapping[str, object], where: str) -> tuple[Option, ...]:
    if not data or not all(isinstance(label, str) and label for label in data.values()):
        raise FormBroken(f"{where}: “options” gives each key its words")
    return tuple(Option(key, str(label)) for key, label in data.items())


def _checked(
    data: object, where: str, known: Mapping[str, _Check], needed: tuple[str, ...]
) -> dict[str, Any]:
    """Return a copy of a JSON object whose names are known and whose values are of their kinds."""
    if not isinstance(data, dict):
        raise FormBroken(f"{where}: it is no JSON object")
    for name in needed:
        if name not in data:
            raise FormBroken(f"{where}: “{name}” is missing")
    for name, value in data.items():
        if name not in known:
            raise FormBroken(f"{where}: “{name[:40]}” is not understood")
        if not known[name](value):
            raise FormBroken(f"{where}: “{name}” cannot be {json.dumps(value)[:60]}")
    return dict(data)


_Check = Callable[[Any], bool]


def _is_count(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= 10_000


def _is_words(value: object) -> bool:
    return isinstance(value, str) and value == " ".join(value.split()) and 0 < len(value) <= 300


def _is_key(value: object) -> bool:
    return (
        isinstance(value, str)
        and 0 < len(value) <= _KEY_LENGTH
        and value.isascii()
        and value.replace("_", "a").isalnum()
    )


def _is_flag(value: object) -> bool:
    return isinstance(value, bool)


def _is_list(value: object) -> bool:
    return isinstance(value, list)


def _is_keys(value: object) -> bool:
    return isinstance(value, list) and bool(value) and all(_is_key(one) for one in value)


def _is_names(value: object) -> bool:
    return isinstance(value, dict) and all(map(_is_key, value))


def _is_pair(value: object) -> bool:
    return isinstance(value, dict) and all(_is_key(k) and _is_key(v) for k, v in value.items())


def _one_of(kinds: object) -> _Check:
    allowed = get_args(kinds)
    return lambda value: isinstance(value, str) and value in allowed


_ANY_DAY = dt.date(2000, 1, 1)
_MOST = {"percent": 100, "rating": 10}
_FORM: Mapping[str, _Check] = {
    "key": _is_key, "version": _is_count, "title": _is_words, "discipline": _is_key,
    "minutes": _is_count, "fields": _is_list, "intro": _is_words, "icon": _is_words,
    "never_share": _is_flag, "lock_hours": _is_count, "later": lambda value: isinstance(value, dict),
}  # fmt: skip
_LATER: Mapping[str, _Check] = {
    "title": _is_words, "after": _is_words, "fields": _is_list, "hint": _is_words,
}  # fmt: skip
_COLUMN: Mapping[str, _Check] = {
    "key": _is_key, "label": _is_words, "type": _one_of(ColumnType), "max": _is_count,
    "options": _is_names, "makes": _one_of(Makes), "only_for": _is_pair, "named_by": _is_pair,
    "hint": _is_words,
}  # fmt: skip
_FIELD: Mapping[str, _Check] = {
    "key": _is_key, "label": _is_words, "type": _one_of(FieldType), "required": _is_flag,
    "columns": _is_list, "options": _is_names, "makes": _one_of(Makes), "default": _is_words,
    "ref": _is_keys, "hint": _is_words, "once": _is_key, "beside": _is_key, "late": _is_flag,
    **dict.fromkeys(_COUNTS, _is_count),
}  # fmt: skip
