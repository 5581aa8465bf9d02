"""Small tests of an assumption: safe, modest, done, and looked back on."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Literal

from metanoia.domain.assumptions import AssumptionId, check_confidence, needed, statement, text

TestState = Literal["planned", "running", "done", "abandoned"]
RESULT_LIMIT = 2000


@dataclass(frozen=True, slots=True, kw_only=True)
class NewExperiment:
    """A small test about to be planned: all five are needed.

    What to do, why that is safe and small, what is foretold (a statement and 0 to 100 per cent), which
    result would weaken the assumption, and by when. Raises Refused for one that is missing or too long.
    """

    plan: str
    smallest_safe: str
    foretold: str
    percent: int
    would_weaken: str
    due_on: dt.date

    def __post_init__(self) -> None:
        for name, what in (
            ("plan", "What you will do"),
            ("smallest_safe", "Why it is safe and small"),
            ("would_weaken", "What would weaken it"),
        ):
            object.__setattr__(self, name, needed(getattr(self, name), what))
        object.__setattr__(self, "foretold", statement(needed(self.foretold, "What you predict")))
        check_confidence(self.percent)


@dataclass(frozen=True, slots=True, kw_only=True)
class Experiment:
    """A small test as it is kept; ``prediction`` is the id of what was foretold."""

    id: str
    assumption: AssumptionId
    plan: str
    smallest_safe: str
    would_weaken: str
    due_on: dt.date
    prediction: str | None
    state: TestState
    result: str
    learned: str
    settled_at: dt.datetime | None
    rev: int
    created_at: dt.datetime
    deleted_at: dt.datetime | None = None

    @property
    def open(self) -> bool:
        """Whether it is still planned or running."""
        return self.state in ("planned", "running")


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """What became of a small test: what happened and the new confidence are needed. Raises Refused."""

    happened: str
    confidence: int
    learned: str = ""
    came_true: bool | None = None  # what was foretold; None leaves the prediction as it is

    def __post_init__(self) -> None:
        object.__setattr__(self, "happened", needed(self.happened, "What happened", RESULT_LIMIT))
        object.__setattr__(self, "learned", text(self.learned, "What you learned", RESULT_LIMIT))
        check_confidence(self.confidence)
