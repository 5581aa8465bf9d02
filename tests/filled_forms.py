"""Forms filled in for tests: any answers that a form takes, and a made-up form of every kind of question."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from typing import Any

from hypothesis import strategies as st

from metanoia.domain.forms import Column, Field, Form, Ref
from metanoia.store import form_library

MADE_UP: dict[str, Any] = {
    "key": "tide",
    "version": 3,
    "title": "Tide table",
    "discipline": "mental_models",
    "intro": "Made up for a test.",
    "never_share": True,
    "lock_hours": 1,
    "fields": [
        {"key": "what", "label": "What came in?", "required": True, "max": 90, "makes": "action"},
        {"key": "shells", "label": "What lay there?", "type": "lines", "min_lines": 2,
         "max_lines": 4, "max": 60, "required": True, "makes": "assumption"},
        {"key": "waves", "label": "Waves", "type": "rows", "min_rows": 1, "max_rows": 3, "makes": "prediction",
         "columns": [
             {"key": "who", "label": "Who", "type": "choice", "options": {"me": "Me", "sea": "Sea"},
              "named_by": {"sea": "what"}},
             {"key": "said", "label": "What was heard", "max": 40},
             {"key": "due_on", "label": "Until", "type": "date"},
             {"key": "percent", "label": "How likely", "type": "percent"},
             {"key": "move", "label": "Move", "type": "choice", "options": {"inquire": "ask", "advocate": "say"},
              "only_for": {"who": "me"}},
         ]},
        {"key": "colour", "label": "Colour", "type": "choice", "options": {"grey": "Grey", "green": "Green"}},
        {"key": "sure", "label": "How sure?", "type": "percent"},
        {"key": "stars", "label": "How clear was the night?", "type": "rating", "min": 1, "max": 5},
        {"key": "ebb_on", "label": "When does it go out?", "type": "date", "default": "+90d"},
        {"key": "boat", "label": "Which boat?", "type": "ref", "ref": ["goal", "decision"], "max": 80},
        {"key": "added", "label": "Washed up later", "type": "lines", "late": True},
    ],
    "later": {"title": "At low water", "after": "ebb_on", "fields": [
        {"key": "left", "label": "What was left?", "required": True},
        {"key": "worth", "label": "Was it worth it?", "type": "rating", "min": 1, "max": 5, "once": "left"},
    ]},
}  # fmt: skip


def ship(monkeypatch, folder: Path, *forms: dict[str, Any]) -> None:
    """Let these forms be the ones that ship, besides the real ones."""
    for form in forms:
        (folder / f"{form['key']}.json").write_text(json.dumps(form), encoding="utf-8")
    made_up = form_library.load(folder)
    assert not made_up.problems
    shipped = form_library._shipped()
    both = form_library.Loaded({**shipped.forms, **made_up.forms}, ())
    monkeypatch.setattr(form_library, "_shipped", lambda: both)


_WORDS = st.text(st.characters(exclude_categories=["Cs"]), max_size=40) | st.sampled_from(
    ["# a heading", "- a point\n- another", "```\nnot closed", "He said: \"no\"\n\nThen left.", "Zoë 😀 was",
     "key: value", "--- ", "*so* _so_ <b>", "1. one", "  indented", "null", "12", "2026-01-01", "a\r\nb", "~"]
)  # fmt: skip
_DAYS = st.dates(dt.date(1900, 1, 1), dt.date(2200, 1, 1))


def answers_to(form: Form) -> st.SearchStrategy[dict[str, Any]]:
    """Return any answers that a form takes, some of its questions left out."""
    return st.fixed_dictionaries(
        {}, optional={field.key: _value(field) for field in form.all_fields}
    )


def _value(field: Field) -> st.SearchStrategy[Any]:
    if field.type == "lines":
        return st.lists(_WORDS, max_size=field.max_lines).map(tuple)
    if field.type == "rows":
        row = st.fixed_dictionaries({}, optional={c.key: _scalar(c) for c in field.columns})
        return st.lists(row, max_size=min(field.max_rows, 4)).map(tuple)
    if field.type == "ref":
        return st.builds(Ref, st.sampled_from(field.ref), st.uuids().map(str), _WORDS)
    return _scalar(field)


def _scalar(asked: Field | Column) -> st.SearchStrategy[Any]:
    if asked.type == "choice":
        return st.sampled_from([option.key for option in asked.options])
    if asked.type == "percent":
        return st.integers(0, 100)
    if isinstance(asked, Field) and asked.type == "rating":
        return st.integers(asked.min, asked.max)
    return _DAYS if asked.type == "date" else _WORDS


def whole_answers(form: Form) -> dict[str, Any]:
    """Return an answer to every question of a form, those asked later too."""
    return {field.key: _whole(field) for field in form.all_fields}


def _whole(field: Field) -> Any:
    if field.type == "lines":
        return tuple(f"{field.key} line {n}" for n in range(max(field.min_lines, 2)))
    if field.type == "rows":
        return tuple(
            {column.key: _one(column, n) for column in field.columns}
            for n in range(max(field.min_rows, 2))
        )
    return Ref(field.ref[0], "", f"about {field.key}") if field.type == "ref" else _one(field, 0)


def _one(asked: Field | Column, n: int) -> Any:
    if asked.type == "choice":
        return asked.options[n % len(asked.options)].key
    if asked.type == "percent":
        return 60 + n
    if asked.type == "rating":
        return 4
    return (
        dt.date(2026, 5, 1 + n) if asked.type == "date" else f"{asked.key} “said” {n}\n\nand more"
    )
