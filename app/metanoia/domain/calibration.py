"""How well forecasts and what came of them go together."""

from __future__ import annotations

import datetime as dt
import math
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final, Literal, NamedTuple

Pair = tuple[float, bool]  # how likely it seemed, 0 to 1, and whether it came true
Which = Literal["first", "last"]  # forecast of a prediction
Stage = Literal["list", "early", "chart"]

WORD_BINS: Final = ((0, 10), (11, 39), (40, 60), (61, 89), (90, 100))
"""The parts of the scale, in per cent: hardly, rather not, open, rather, almost surely."""
EARLY, CHART = 10, 30  # predictions from which on there is an early picture, and the chart
_Z80 = 1.2816  # of the normal distribution: four fifths lie within so many deviations


class Counted(NamedTuple):
    """A prediction that counts: what was said in per cent, whether it came true, when it was due."""

    said: int
    came_true: bool
    due_on: dt.date

    @property
    def pair(self) -> Pair:
        """The forecast as 0 to 1, and whether it came true."""
        return self.said / 100, self.came_true


class Murphy(NamedTuple):
    """The parts of a Brier score, each 0 to 1: it is ``reliability`` - ``resolution`` + ``uncertainty``.

    Source: A. H. Murphy, "A new vector partition of the probability score", J. Appl. Meteor. 12 (1973).
    """

    reliability: float
    resolution: float
    uncertainty: float


class Bin(NamedTuple):
    """One part of the scale, ``lo`` to ``hi`` per cent, and the ``n`` predictions in it.

    ``said`` is the mean of what was said, ``true`` how many of a hundred came true, with ``low`` and
    ``high`` around it (``wilson80``): all in per cent, None for no prediction.
    """

    lo: int
    hi: int
    n: int
    said: float | None = None
    true: float | None = None
    low: float | None = None
    high: float | None = None


class HalfYear(NamedTuple):
    """The ``n`` predictions that were due from ``first_day`` on (1 January or 1 July)."""

    first_day: dt.date
    n: int
    overconfidence: float | None


@dataclass(frozen=True, slots=True)
class Record:
    """What ``n`` predictions show together.

    ``stage`` tells how much may be made of it: "list" below 10, "early" below 30, then "chart". Brier
    and overconfidence are None where there is nothing to reckon from.
    """

    n: int
    stage: Stage
    brier: float | None
    murphy: Murphy | None
    overconfidence: float | None
    bins: tuple[Bin, ...]
    half_years: tuple[HalfYear, ...]


def record(counted: Sequence[Counted]) -> Record:
    """Return what the predictions show together; half-years oldest first, without empty ones."""
    pairs = [one.pair for one in counted]
    return Record(
        n=len(counted),
        stage="list" if len(counted) < EARLY else "early" if len(counted) < CHART else "chart",
        brier=brier(pairs),
        murphy=murphy(pairs),
        overconfidence=overconfidence(pairs),
        bins=word_bins(counted),
        half_years=_half_years(counted),
    )


def brier(pairs: Sequence[Pair]) -> float | None:
    """Return the mean of (p - o)², 0 to 1, lower is better; 0.25 is saying 50% always. None for none.

    Source: G. W. Brier, "Verification of forecasts expressed in terms of probability", Monthly Weather
    Review 78 (1950); there summed over both outcomes, which gives twice as much.
    """
    return _mean([(said - came_true) ** 2 for said, came_true in pairs])


def murphy(pairs: Sequence[Pair]) -> Murphy | None:
    """Return the parts of the Brier score, what was said equally likely taken together. None for none."""
    if not pairs:
        return None
    groups = defaultdict(list)
    for said, came_true in pairs:
        groups[said].append(came_true)
    base = sum(came_true for _, came_true in pairs) / len(pairs)
    reliability = resolution = 0.0
    for said, outcomes in groups.items():
        share = sum(outcomes) / len(outcomes)
        reliability += len(outcomes) * (said - share) ** 2
        resolution += len(outcomes) * (share - base) ** 2
    return Murphy(reliability / len(pairs), resolution / len(pairs), base * (1 - base))


def overconfidence(pairs: Sequence[Pair]) -> float | None:
    """Return the mean of max(p, 1 - p) less the share that was right, -1 to 1; above 0 is too sure.

    Who says exactly 50% takes no side: that is left out. None if nothing is left.
    """
    sided = [(said, came_true) for said, came_true in pairs if said != 0.5]
    sure = _mean([max(said, 1 - said) for said, _ in sided])
    right = _mean([(said > 0.5) == came_true for said, came_true in sided])
    return None if sure is None or right is None else sure - right


def word_bins(counted: Sequence[Counted]) -> tuple[Bin, ...]:
    """Return the five parts of the scale with what was said and what came true in each."""
    return tuple(
        _bin(lo, hi, [one for one in counted if lo <= one.said <= hi]) for lo, hi in WORD_BINS
    )


def wilson80(k: int, n: int) -> tuple[float, float] | None:
    """Return between which shares (0 to 1) the true one lies in four cases of five, if k of n hit.

    Source: E. B. Wilson, "Probable inference, the law of succession, and statistical inference",
    J. Amer. Stat. Assoc. 22 (1927), with z = 1.2816. None for n = 0.
    """
    if not n:
        return None
    share, z2 = k / n, _Z80**2
    middle = (share + z2 / (2 * n)) / (1 + z2 / n)
    half = _Z80 * math.sqrt(share * (1 - share) / n + z2 / (4 * n * n)) / (1 + z2 / n)
    return max(middle - half, 0.0), min(middle + half, 1.0)


def time_weighted(
    forecasts: Sequence[tuple[float, float]], end: float, came_true: bool
) -> float | None:
    """Return the Brier score, 0 to 1, of (moment, p) oldest first, each as long as it stood.

    It runs from the first forecast to ``end``, in the unit of the moments; later forecasts do not count.
    If no time passed, the last forecast counts alone. None if there is none until ``end``.
    """
    stood = [(at, said) for at, said in forecasts if at <= end]
    if not stood:
        return None
    begun = stood[0][0]
    if begun == end:
        return (stood[-1][1] - came_true) ** 2
    total = 0.0
    for (at, said), (until, _) in pairwise([*stood, (end, 0.0)]):
        total += (until - at) * (said - came_true) ** 2
    return total / (end - begun)


def _bin(lo: int, hi: int, within: Sequence[Counted]) -> Bin:
    n, hits = len(within), sum(one.came_true for one in within)
    span = wilson80(hits, n)
    if span is None:
        return Bin(lo, hi, 0)
    said = sum(one.said for one in within) / n
    return Bin(lo, hi, n, said, 100 * hits / n, 100 * span[0], 100 * span[1])


def _half_years(counted: Sequence[Counted]) -> tuple[HalfYear, ...]:
    halves = defaultdict(list)
    for one in counted:
        halves[one.due_on.replace(month=1 if one.due_on.month <= 6 else 7, day=1)].append(one.pair)
    return tuple(
        HalfYear(first, len(pairs), overconfidence(pairs))
        for first, pairs in sorted(halves.items())
    )


def _mean(values: Sequence[float]) -> float | None:
    return sum(values) / len(values) if values else None
