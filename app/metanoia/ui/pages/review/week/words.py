"""What a week's review says of itself: how long it takes, what its steps hold, what was done in it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication

from metanoia.domain.reviews import SETTLED_AT_ONCE
from metanoia.ui import dates
from metanoia.ui.amounts import counted

if TYPE_CHECKING:
    from metanoia.domain.reviews import Session
    from metanoia.journal import Journal
    from metanoia.ui.pages.review.week.facts import WeekFacts

LONGEST: Final = 15  # minutes
_WRITING: Final = 5  # minutes for the questions and the commitment


def minutes(facts: WeekFacts) -> int:
    """Return about how many minutes it takes: one for each thing, 15 at most."""
    settled = min(len(facts.agenda.settle), SETTLED_AT_ONCE)
    settled += len(facts.questions)
    return min(LONGEST, _WRITING + settled + len(facts.agenda.again))


def holds(facts: WeekFacts) -> tuple[str, str, str, str]:
    """Return in a few words what each step holds."""
    tr = QCoreApplication.translate
    due = len(facts.agenda.settle) + len(facts.questions)
    again = len(facts.agenda.again)
    moved = []
    if facts.goals:
        moved.append(
            counted(len(facts.goals), tr("WeekRoom", "1 goal"), tr("WeekRoom", "{} goals"))
        )
    if facts.beliefs:
        moved.append(counted(len(facts.beliefs), tr("WeekRoom", "1 assumption"), tr("WeekRoom", "{} assumptions")))  # fmt: skip
    entries = counted(facts.entries, tr("WeekRoom", "1 entry"), tr("WeekRoom", "{} entries"))
    return (
        counted(due, tr("WeekRoom", "1 thing is due"), tr("WeekRoom", "{} things are due")) if due else tr("WeekRoom", "Nothing is due"),
        counted(again, tr("WeekRoom", "1 thing"), tr("WeekRoom", "{} things")) if again else tr("WeekRoom", "Nothing this week"),
        ", ".join(moved) or entries,
        tr("WeekRoom", "Small enough to do"),
    )  # fmt: skip


def done_lines(journal: Journal, session: Session) -> list[str]:
    """Return what was done in a review, a line each."""
    tr = QCoreApplication.translate
    said = {
        "changed": tr("WeekRoom", "Changed"),
        "evidence": tr("WeekRoom", "New evidence"),
        "same": tr("WeekRoom", "Still so"),
        "later": tr("WeekRoom", "Not now"),
    }
    looked = journal.reviews.agenda(session.start).again
    lines = [f"{said[one.outcome]}: {one.words}" for one in looked if one.outcome is not None]
    if session.entry is not None:
        by = tr("WeekRoom", "By {}: {}")
        lines += [
            by.format(dates.long(step.due_on, session.start), step.text)
            if step.due_on
            else step.text
            for step in journal.actions.of_entry(session.entry)
        ]
    return lines
