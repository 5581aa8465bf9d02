"""Assumptions, predictions and actions with all that hangs on them, as they leave and come back."""

from __future__ import annotations

from dataclasses import dataclass

from metanoia.domain.actions import Action
from metanoia.domain.anchors import Anchor
from metanoia.domain.assumptions import Assumption, ConfidencePoint, Evidence
from metanoia.domain.experiments import Experiment
from metanoia.domain.predictions import Prediction

TieEnd = tuple[str, str, str]
"""The kind and id of what something is tied to, and the relation."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WholeAssumption:
    """An assumption with its history (oldest first), evidence, tests, anchors and ties."""

    thing: Assumption
    history: tuple[ConfidencePoint, ...]
    evidence: tuple[Evidence, ...]
    tests: tuple[Experiment, ...]
    anchors: tuple[Anchor, ...] = ()
    ties: tuple[TieEnd, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class WholePrediction:
    """A prediction with its anchors and ties."""

    thing: Prediction
    anchors: tuple[Anchor, ...] = ()
    ties: tuple[TieEnd, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class WholeAction:
    """An action with its anchors and ties."""

    thing: Action
    anchors: tuple[Anchor, ...] = ()
    ties: tuple[TieEnd, ...] = ()


Whole = WholeAssumption | WholePrediction | WholeAction


def kind_of(whole: Whole) -> str:
    """Return "assumption", "prediction" or "action"."""
    if isinstance(whole, WholeAssumption):
        return "assumption"
    return "prediction" if isinstance(whole, WholePrediction) else "action"
