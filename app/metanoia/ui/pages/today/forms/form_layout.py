"""How the questions of a form are laid out, and what is said above one that is closed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from metanoia.ui import dates
from metanoia.ui.pages.today.forms.answer import Answer
from metanoia.ui.pages.today.forms.beside import Beside
from metanoia.ui.pages.today.forms.ladder_block import LadderBlock
from metanoia.ui.pages.today.forms.rows_of import Row
from metanoia.ui.widgets.banner import Banner

if TYPE_CHECKING:
    from metanoia.domain.answers import Value, Values
    from metanoia.domain.form_fields import Field
    from metanoia.domain.forms import Form


@dataclass(frozen=True, slots=True)
class Showing:
    """A form as it is to be shown: ``written_on`` its entry's day, ``locked`` once it is closed.

    ``asks_later`` says that its later questions are asked now.
    """

    form: Form
    values: Values
    today: dt.date
    written_on: dt.date
    locked: bool = False
    asks_later: bool = False


def blocks_of(answers: Mapping[str, Answer], fields: Sequence[Field]) -> list[QWidget]:
    """Return the answers to be laid out, rungs together as a ladder, neighbours side by side."""
    blocks: list[QWidget] = []
    rungs: list[Answer] = []
    for field in fields:
        answer = answers[field.key]
        if field.rung is not None:
            rungs.append(answer)
            continue
        if rungs:
            blocks.append(LadderBlock(rungs))
            rungs = []
        beside = answers.get(field.beside)
        blocks.append(Beside(beside, answer) if beside else answer)
    return [*blocks, LadderBlock(rungs)] if rungs else blocks


def closed_note(widget: QWidget, showing: Showing) -> QWidget:
    """Return what stands above a form that is closed: since when, and why."""
    said = widget.tr(
        "Written on {} and closed a day later, so that it still says what you knew then. "
        "What has come to light since goes below the line."
    ).format(dates.medium(showing.written_on, showing.today))
    return Banner(said, "prompt", icon="lock", closable=False)


def names_in(form: Form, values: Mapping[str, Value]) -> dict[str, str]:
    """Return what options are called by the answers to other questions ("other": "Jonas")."""
    names: dict[str, str] = {}
    for column in (column for field in form.all_fields for column in field.columns):
        if column.named_by:
            option, key = column.named_by
            name = values.get(key)
            if isinstance(name, str) and name.strip():
                names[option] = " ".join(name.split())
    return names


def row_around(widget: QWidget, content: QWidget) -> Row | None:
    """Return the row of a table that a widget stands in, None if it is in none."""
    around: QWidget | None = widget
    while around is not None and around is not content:
        if isinstance(around, Row):
            return around
        around = around.parentWidget()
    return None
