"""The sheets about a goal that ask for one sentence."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from metanoia.domain import assumptions
from metanoia.domain.goals import BRAKE_LIMIT, CLOSING_LIMIT
from metanoia.ui.dialogs.sentence_sheet import SentenceSheet
from metanoia.ui.dialogs.writing_sheet import refusal

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from metanoia.domain.actions import Action
    from metanoia.domain.goals import BrakeColumn, Goal


def achieving(over: QWidget, one: Goal) -> SentenceSheet:
    """Ask for a last word on a goal that is true now; it may be left out."""
    return SentenceSheet(
        over,
        _tr("It is true now"),
        one.title,
        caption=_tr("A last word (if you like)"),
        example=_tr("The room thinks before I do. I noticed it in May."),
        hint=_tr("Its history stays, and it can be taken up again."),
        keep=_tr("Achieved"),
        icon="circle-check",
        problem=partial(_too_long_for, CLOSING_LIMIT, _tr("The last word")),
    )


def releasing(over: QWidget, one: Goal) -> SentenceSheet:
    """Ask for the sentence with which a goal is let go."""
    return SentenceSheet(
        over,
        _tr("Release this goal?"),
        one.title,
        caption=_tr("In one sentence, why I let it go"),
        example=_tr("I wanted it for my father. What I want is time with him."),
        hint=_tr(
            "To let go on purpose makes room. Its history stays, and it can be taken up again."
        ),
        keep=_tr("Release"),
        icon="feather",
        problem=partial(_needed, _tr("Why you let it go"), CLOSING_LIMIT),
    )


def reflecting(over: QWidget, step: Action) -> SentenceSheet:
    """Ask for a line on what came of a step; it may be left out."""
    return SentenceSheet(
        over,
        _tr("What came of it?"),
        step.text,
        caption=_tr("One line (if you like)"),
        example=_tr("Waited twice. The second time Amina spoke."),
        keep=_tr("Keep"),
        icon="footprints",
        problem=partial(_too_long_for, assumptions.TEXT_LIMIT, _tr("What came of it")),
    )


def braking(over: QWidget, column: BrakeColumn, under: str, words: str = "") -> SentenceSheet:
    """Ask for a line of what holds a goal in place, under the line or the goal ``under``."""
    title, example, hint = _columns()[column]
    sheet = SentenceSheet(
        over,
        title,
        under,
        caption=_tr("In a few words"),
        example=example,
        hint=hint,
        keep=_tr("Keep"),
        icon="refresh-cw",
        tone="plum",
        problem=partial(_needed, _tr("The line"), BRAKE_LIMIT),
    )
    sheet.sentence.setPlainText(words)
    return sheet


def _columns() -> dict[BrakeColumn, tuple[str, str, str]]:
    """Return of each column what is asked, an example, and a hint."""
    return {
        "behaviour": (
            _tr("What do I do, or not do, instead?"),
            _tr("I answer before anybody else has begun."),
            _tr("Things a camera could have recorded. Two or more are better than one."),
        ),
        "worry": (
            _tr("What worries me if I did the opposite?"),
            _tr("There would be a silence, and I would look unprepared."),
            "",
        ),
        "protects": (
            _tr("What does it protect?"),
            _tr("Being the one who knows."),
            _tr("It had a good reason once. What is it committed to?"),
        ),
        "assumption": (
            _tr("What must I be assuming?"),
            _tr("If I don’t answer first, then they’ll think I don’t know."),
            _tr("Best as “If I …, then …”. It can become an assumption to be tested."),
        ),
    }


def _too_long_for(limit: int, what: str, said: str) -> str:
    return refusal(assumptions.text, said, what, limit)


def _needed(what: str, limit: int, said: str) -> str:
    return refusal(assumptions.needed, said, what, limit)


def _tr(text: str) -> str:
    return QCoreApplication.translate("GoalSheets", text)
