"""Which widget takes the answer to which kind of question."""

from __future__ import annotations

from typing import TYPE_CHECKING

from metanoia.ui.pages.today.forms.conversation import ConversationAnswer
from metanoia.ui.pages.today.forms.lines_answer import LinesAnswer
from metanoia.ui.pages.today.forms.ref_answer import RefAnswer
from metanoia.ui.pages.today.forms.rows_answer import RowsAnswer
from metanoia.ui.pages.today.forms.small_answers import (
    ChoiceAnswer,
    DateAnswer,
    PercentAnswer,
    RatingAnswer,
)
from metanoia.ui.pages.today.forms.text_answer import TextAnswer
from metanoia.ui.pages.today.forms.turn_row import Turns

if TYPE_CHECKING:
    from metanoia.domain.form_fields import Field
    from metanoia.ui.pages.today.forms.answer import Answer, Setting


def answer_for(field: Field, setting: Setting) -> Answer:
    """Return the widget for a question."""
    if field.type == "rows":
        return (
            ConversationAnswer(field, setting) if Turns.fits(field) else RowsAnswer(field, setting)
        )
    kinds: dict[str, type[Answer]] = {
        "lines": LinesAnswer,
        "percent": PercentAnswer,
        "rating": RatingAnswer,
        "choice": ChoiceAnswer,
        "date": DateAnswer,
        "ref": RefAnswer,
    }
    return kinds.get(field.type, TextAnswer)(field, setting)
