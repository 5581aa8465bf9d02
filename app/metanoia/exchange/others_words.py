"""What other people said in a conversation that was written down: it leaves only if that was ticked."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

from metanoia.domain.answers import Cell, FilledForm, Ref, Value, passage
from metanoia.domain.form_text import as_markdown
from metanoia.store.form_library import library

if TYPE_CHECKING:
    from metanoia.domain.entries import Entry

FORM: Final = "two_column"
_ROWS, _NAME, _WHO, _ME, _SAID = "lines", "other", "who", "me", "said"


def holds(entry: Entry) -> bool:
    """Tell whether an entry was written with the form that has a column for what others said."""
    return entry.form == FORM


def without(filled: FilledForm | None) -> str | None:
    """Return the text of such an entry without what others said and without their name.

    What was kept back is one's own, and stays. None where the answers cannot be told apart.
    """
    form = library().get(FORM)
    if filled is None or form is None:
        return None
    values: dict[str, Value] = {key: value for key, value in filled.values.items() if key != _NAME}
    rows = values.get(_ROWS)
    if isinstance(rows, tuple) and not isinstance(rows, Ref):
        if any(isinstance(row, str) for row in rows):
            return None
        values[_ROWS] = tuple(_own(row) for row in rows if not isinstance(row, str))
    return as_markdown(form, values)


def texts(filled: FilledForm | None) -> dict[str, str]:
    """Return the texts that were answered, by their passage: "assume/0", "lines.unsaid/3"."""
    found: dict[str, str] = {}
    for key, value in (filled.values if filled else {}).items():
        if isinstance(value, str):
            found[passage(key, 0)] = value
        elif isinstance(value, tuple) and not isinstance(value, Ref):
            parts: tuple[str | Mapping[str, Cell], ...] = value
            for place, part in enumerate(parts):
                cells = {key: part} if isinstance(part, str) else _cells(key, part)
                found |= {passage(name, place): text for name, text in cells.items()}
    return found


def _own(row: Mapping[str, Cell]) -> Mapping[str, Cell]:
    """Return a turn without the words of whoever is not sure to be oneself."""
    mine = row.get(_WHO) == _ME
    return {column: cell for column, cell in row.items() if mine or column != _SAID}


def _cells(key: str, row: Mapping[str, Cell]) -> dict[str, str]:
    return {f"{key}.{column}": cell for column, cell in row.items() if isinstance(cell, str)}
