"""Everything that is known of one assumption, gathered from the journal to be shown."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from metanoia.domain.anchors import BODY, Anchor
from metanoia.domain.errors import NotFound
from metanoia.domain.predictions import PredictionId

if TYPE_CHECKING:
    from metanoia.domain.assumptions import (
        Assumption,
        AssumptionId,
        ConfidencePoint,
        Evidence,
    )
    from metanoia.domain.entries import EntryId
    from metanoia.domain.experiments import Experiment
    from metanoia.domain.maps import MapRow
    from metanoia.domain.predictions import Prediction, PredictionRow
    from metanoia.journal import Journal

_ASSUME = 4  # the rung on which an assumption stands


@dataclass(frozen=True, slots=True)
class Source:
    """A sentence it came from: ``passage`` is where that stands in the text now, None if nowhere.

    An answer to a form has no passage; ``placed`` tells whether its words are still there.
    """

    entry: EntryId
    date: dt.date
    title: str
    quote: str
    passage: tuple[int, int] | None
    placed: bool


@dataclass(frozen=True, slots=True)
class Climb:
    """A ladder: its entry and date, and (name, words) of each rung, the topmost first."""

    entry: EntryId
    date: dt.date
    rungs: tuple[tuple[str, str], ...]
    current: int


@dataclass(frozen=True, slots=True)
class Tested:
    """A small test, what it foretold, and how sure one was before and after it."""

    test: Experiment
    foretold: Prediction | None
    before: int | None = None
    after: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """One assumption and what hangs on it."""

    one: Assumption
    history: Sequence[ConfidencePoint]
    evidence: Sequence[Evidence]
    tests: Sequence[Tested]
    predictions: Sequence[PredictionRow]  # those that are no part of a test
    sources: Sequence[Source]
    climb: Climb | None
    grew_out_of: Assumption | None
    revised_into: Assumption | None
    maps: Sequence[MapRow]  # of which a link rests on it

    @property
    def may_hold_up(self) -> bool:
        """Whether it can be said to have held up so far."""
        spoken_to = self.evidence or any(one.test.state == "done" for one in self.tests)
        return self.one.state in ("held", "testing") and bool(spoken_to)

    @property
    def next_test(self) -> Tested | None:
        """The test under way that is due first."""
        under_way = [one for one in self.tests if one.test.open]
        return min(under_way, key=lambda one: one.test.due_on, default=None)


def gather(journal: Journal, assumption_id: AssumptionId) -> Known:
    """Return all of one assumption; NotFound if it is not in the journal."""
    one = journal.assumptions.get(assumption_id)
    history = journal.assumptions.history(one.id)
    tests = [_tested(journal, test, history) for test in journal.experiments.of(one.id)]
    foretold = {tested.foretold.id for tested in tests if tested.foretold}
    return Known(
        one=one,
        history=history,
        evidence=journal.assumptions.evidence(one.id),
        tests=tests,
        predictions=[
            row for row in journal.predictions.of_assumption(one.id) if row.id not in foretold
        ],
        sources=[_source(journal, anchor) for anchor in journal.anchors.of("assumption", one.id)],
        climb=_climb(journal, one),
        grew_out_of=_relative(journal, one.revised_from),
        revised_into=_relative(journal, one.revised_to),
        maps=journal.maps.with_assumption(one.id),
    )


def _tested(journal: Journal, test: Experiment, history: Sequence[ConfidencePoint]) -> Tested:
    foretold = None
    if test.prediction:
        foretold = journal.predictions.get(PredictionId(test.prediction))
    at = next((n for n, point in enumerate(history) if point.test == test.id), None)
    if at is None:
        return Tested(test, foretold)
    before = history[at - 1].confidence if at else None
    return Tested(test, foretold, before, history[at].confidence)


def _source(journal: Journal, anchor: Anchor) -> Source:
    from metanoia.text.anchors import resolve

    entry = journal.entries.get(anchor.entry)
    quote = " ".join(anchor.selector.exact.split())
    if anchor.field != BODY:
        placed = quote in " ".join(entry.body.split())
        return Source(entry.id, entry.when.date, entry.title, quote, None, placed)
    found = resolve(entry.body, anchor.selector)
    passage = (found.start, found.stop) if found else None
    return Source(entry.id, entry.when.date, entry.title, quote, passage, found is not None)


def _climb(journal: Journal, one: Assumption) -> Climb | None:
    found = journal.answers.ladder_of(one.id)
    if found is None:
        return None
    from metanoia.store.form_library import library

    entry, values = found
    names = _rung_names()
    fields = {field.rung: field.key for field in library()[entry.form].fields if field.rung}
    rungs = []
    for rung in sorted(fields, reverse=True):
        said = values.get(fields[rung], "")
        words = one.statement if rung == _ASSUME else said if isinstance(said, str) else ""
        rungs.append((names.get(rung, ""), " ".join(words.split())))
    current = sorted(fields, reverse=True).index(_ASSUME) if _ASSUME in fields else -1
    return Climb(entry.id, entry.when.date, tuple(rungs), current)


def _rung_names() -> dict[int, str]:
    return {
        7: _tr("Actions"),
        6: _tr("Beliefs"),
        5: _tr("Conclusions"),
        4: _tr("Assumptions"),
        3: _tr("Meaning I added"),
        2: _tr("What I selected"),
        1: _tr("What happened"),
    }


def _relative(journal: Journal, assumption_id: AssumptionId | None) -> Assumption | None:
    if assumption_id is None:
        return None
    try:
        found = journal.assumptions.get(assumption_id)
    except NotFound:
        return None
    return found if found.deleted_at is None else None


def _tr(text: str) -> str:
    return QCoreApplication.translate("Assumptions", text)
