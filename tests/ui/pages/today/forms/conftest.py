"""Forms on the Today page, and one made up of every kind of question."""

from __future__ import annotations

import datetime as dt
import json

import pytest
from PySide6.QtCore import Qt

from journals import ZONE
from metanoia.domain import days
from metanoia.domain.form_files import form_in
from metanoia.store import form_library
from metanoia.ui.destination import Destination

EVERYTHING = {
    "key": "everything",
    "version": 1,
    "title": "Everything at once",
    "discipline": "mental_models",
    "fields": [
        {"key": "name", "label": "Who is it?", "max": 60},
        {"key": "story", "label": "What happened?", "required": True, "max": 40},
        {"key": "points", "label": "Which points?", "type": "lines", "max": 80, "max_lines": 3,
         "makes": "assumption"},
        {"key": "table", "label": "What do you expect?", "type": "rows", "max_rows": 3,
         "makes": "prediction",
         "columns": [
             {"key": "what", "label": "What"},
             {"key": "by", "label": "By when", "type": "date"},
             {"key": "how", "label": "How likely", "type": "percent"},
             {"key": "step", "label": "Step", "makes": "action"},
         ]},
        {"key": "sure", "label": "How sure?", "type": "percent", "required": True},
        {"key": "mark", "label": "How well?", "type": "rating", "min": 1, "max": 5},
        {"key": "way", "label": "Which way?", "type": "choice",
         "options": {"left": "Left", "right": "Right"}},
        {"key": "day", "label": "Which day?", "type": "date"},
        {"key": "about", "label": "About which decision?", "type": "ref", "ref": ["decision"]},
    ],
}  # fmt: skip


@pytest.fixture
def everything(monkeypatch):
    """A form of every kind of question, among those that ship."""
    form = form_in(json.dumps(EVERYTHING), "everything")
    shipped = dict(form_library.library()) | {"everything": form}
    loaded = form_library.Loaded(shipped, ())
    monkeypatch.setattr(form_library, "_shipped", lambda: loaded)
    return form


@pytest.fixture
def begin(shell, page, qtbot):
    """Begin a form on the page; return its view."""

    def with_form(key, **more):
        shell.go(Destination(page="today", new=True, form=key, **more))
        return page.column.shown_form()

    return with_form


@pytest.fixture
def opened(shell, page):
    """Open an entry on the page; return its form's view."""

    def entry(found):
        shell.go(Destination(page="today", entry=found.id))
        return page.column.shown_form()

    return entry


@pytest.fixture
def kept(page, journal):
    """Have everything kept; return the answers that the journal holds."""

    def answers():
        page.save()
        return journal.answers.values(page.draft.id)

    return answers


@pytest.fixture
def type_at(qtbot, page):
    """Type where the keyboard is."""

    def words(text):
        qtbot.keyClicks(page.window().focusWidget(), text)

    return words


@pytest.fixture
def filled(journal):
    """Keep an entry with a form, of 12 March unless another day is given."""

    def with_answers(key, values, title="", day="2026-03-12"):
        when = days.at(dt.date.fromisoformat(day), dt.time(8, 0), ZONE)
        return journal.answers.begin(key, when, title, values)

    return with_answers


@pytest.fixture
def age(journal):
    """Let an entry have been begun some hours ago by the clock of the computer."""

    def hours_ago(entry, hours):
        at = dt.datetime.now(dt.UTC) - dt.timedelta(hours=hours)
        with journal.changes.write():
            journal.entries._write(
                "UPDATE entry SET created_at = ? WHERE id = ?",
                at.strftime("%Y-%m-%dT%H:%M:%S.000Z"),
                entry.id,
            )

    return hours_ago


ALT = Qt.KeyboardModifier.AltModifier
CONTROL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
