"""Things of the journal with all that hangs on them, as they leave and come back."""

from __future__ import annotations

from dataclasses import dataclass

from metanoia.domain.actions import Action
from metanoia.domain.anchors import Anchor
from metanoia.domain.assumptions import Assumption, ConfidencePoint, Evidence
from metanoia.domain.experiments import Experiment
from metanoia.domain.map_wholes import WholeMap
from metanoia.domain.mastery_wholes import (
    Mastery,
    TieEnd,
    WholeGoal,
    WholeMetric,
    WholeResting,
    WholeReview,
    WholeSort,
    WholeValue,
)
from metanoia.domain.predictions import Prediction
from metanoia.domain.reviews import Planned
from metanoia.domain.team_wholes import Team, WholeTarget, WholeTerm, WholeVision


@dataclass(frozen=True, slots=True, kw_only=True)
class WholeAssumption:
    """An assumption with its history (oldest first), evidence, tests, anchors and ties."""

    thing: Assumption
    history: tuple[ConfidencePoint, ...]
    evidence: tuple[Evidence, ...]
    tests: tuple[Experiment, ...]
    anchors: tuple[Anchor, ...] = ()
    ties: tuple[TieEnd, ...] = ()
    again: Planned | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class WholePrediction:
    """A prediction with its anchors and ties."""

    thing: Prediction
    anchors: tuple[Anchor, ...] = ()
    ties: tuple[TieEnd, ...] = ()
    again: Planned | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class WholeAction:
    """An action with its anchors and ties."""

    thing: Action
    anchors: tuple[Anchor, ...] = ()
    ties: tuple[TieEnd, ...] = ()
    again: Planned | None = None


Linked = WholeAssumption | WholePrediction | WholeAction | WholeGoal | WholeValue | WholeMap
"""What may be tied, anchored and looked at again."""
Whole = Linked | Mastery | Team
_KINDS: dict[type[Whole], str] = {
    WholeAssumption: "assumption",
    WholePrediction: "prediction",
    WholeAction: "action",
    WholeGoal: "goal",
    WholeValue: "value",
    WholeSort: "sort",
    WholeMetric: "metric",
    WholeReview: "review",
    WholeResting: "resting",
    WholeVision: "vision",
    WholeTerm: "term",
    WholeTarget: "target",
    WholeMap: "map",
}
COUNTED = tuple(kind for kind in _KINDS.values() if kind != "resting")
"""The kinds that an import counts, in their order."""


def kind_of(whole: Whole) -> str:
    """Return what it is in one word: "assumption", "goal"."""
    return _KINDS[type(whole)]
