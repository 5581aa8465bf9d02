"""Shared visions, common words and learning targets with all said of them, as they leave and come back."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from metanoia.domain.fit import Fit
from metanoia.domain.learning_targets import TargetEvent, TargetId
from metanoia.domain.mastery_wholes import Wording
from metanoia.domain.terms import Term
from metanoia.domain.visions import Stance, Theme, Vision


@dataclass(frozen=True, slots=True, kw_only=True)
class WholeTheme:
    """A theme with its stances (oldest first), fits, and earlier wordings."""

    theme: Theme
    stances: tuple[Stance, ...]
    fits: tuple[Fit, ...]
    wordings: tuple[Wording, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class WholeVision:
    """A vision with its themes in their order, and earlier wordings."""

    thing: Vision
    themes: tuple[WholeTheme, ...]
    wordings: tuple[Wording, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class WholeTerm:
    """A common word with its earlier wordings."""

    thing: Term
    wordings: tuple[Wording, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SaidTarget:
    """What a target is besides its events; ``person`` is the name of whom it is agreed with."""

    id: TargetId
    goal: str | None
    theme: str | None
    person: str
    created_at: dt.datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class WholeTarget:
    """A learning target with what both sides said of it, oldest first."""

    thing: SaidTarget
    events: tuple[TargetEvent, ...]


Team = WholeVision | WholeTerm | WholeTarget
