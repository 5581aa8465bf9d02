"""Metrics: mood, energy, and whatever else somebody wants to follow by the day."""

from __future__ import annotations

import datetime as dt
import unicodedata
from dataclasses import dataclass
from typing import Final, Literal, NamedTuple, NewType

from metanoia.domain.assumptions import line, needed
from metanoia.domain.errors import Refused
from metanoia.domain.goals import check_number

MetricId = NewType("MetricId", str)
MetricKind = Literal["scale", "yes_no", "number"]
LEAST: Final = 5  # readings without which no average is said


@dataclass(frozen=True, slots=True, kw_only=True)
class NewMetric:
    """A metric about to be kept: a scale 0 to 10, yes or no (1 or 0), or a number with a unit."""

    name: str
    kind: MetricKind
    unit: str = ""

    def __post_init__(self) -> None:
        name = unicodedata.normalize("NFC", self.name)  # what looks the same is the same
        object.__setattr__(self, "name", needed(line(name, 40, "A name"), "The name"))
        object.__setattr__(self, "unit", line(self.unit, 20, "A unit"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Metric:
    """One metric as it is kept; ``shown``: asked for on Today."""

    id: MetricId
    name: str
    kind: MetricKind
    unit: str
    built_in: Literal["mood", "energy"] | None
    shown: bool
    created_at: dt.datetime
    deleted_at: dt.datetime | None = None


class Reading(NamedTuple):
    """What a metric was on a day."""

    metric: MetricId
    date: dt.date
    value: float


def check_reading(kind: MetricKind, value: float) -> None:
    """Raise Refused for what a metric of that kind cannot be."""
    check_number(value)
    if kind == "scale" and not (0 <= value <= 10 and value == int(value)):
        raise Refused("A scale goes from 0 to 10 in whole steps.")
    if kind == "yes_no" and value not in (0, 1):
        raise Refused("Say yes or no.")
