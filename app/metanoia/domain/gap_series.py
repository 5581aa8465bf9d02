"""The measured gap of a goal over time, and how much of its change came from the goal itself."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_right
from collections.abc import Sequence
from statistics import fmean
from typing import NamedTuple

from metanoia.domain.goals import Measure, Observation, TargetChange
from metanoia.domain.tension import Split, band_gap, gap, split


class MeasureStory(NamedTuple):
    """A measure with what it showed and how its target moved, both oldest first."""

    measure: Measure
    observations: Sequence[Observation]
    changes: Sequence[TargetChange]

    def last(self, day: dt.date) -> float | None:
        """Return what it showed last on a day or before, None before the first observation."""
        before = bisect_right(self.observations, day, key=lambda seen: seen.date)
        return self.observations[before - 1].value if before else None

    def target(self, day: dt.date) -> float | None:
        """Return the target at the end of a day; None for a measure that holds a band."""
        moved = bisect_right(self.changes, day, key=lambda move: move.at.astimezone().date())
        return self.changes[moved - 1].new if moved else self.measure.first_target

    def gap(self, day: dt.date) -> float | None:
        """Return the gap at the end of a day, None before the first observation."""
        one, x, target = self.measure, self.last(day), self.target(day)
        if x is None:
            return None
        if one.start is not None and one.first_target is not None and target is not None:
            return gap(one.start, one.first_target, target, x)
        if one.low is None or one.high is None or one.slack is None:
            return None
        return band_gap(one.low, one.high, one.slack, x)


def measured_points(stories: Sequence[MeasureStory]) -> list[tuple[dt.date, float]]:
    """Return the mean gap of a goal's measures on each day with an observation, oldest first."""
    days = sorted({seen.date for story in stories for seen in story.observations})
    found = []
    for day in days:
        gaps = [one for story in stories if (one := story.gap(day)) is not None]
        if gaps:
            found.append((day, fmean(gaps)))
    return found


def change_between(stories: Sequence[MeasureStory], first: dt.date, last: dt.date) -> Split | None:
    """Return how the mean gap changed between two days, and by what; None if nothing was measured.

    A measure that begins later counts from its first observation. A band cannot move.
    """
    changes = [one for story in stories if (one := _change(story, first, last))]
    return Split(*map(fmean, zip(*changes, strict=True))) if changes else None


def _change(story: MeasureStory, first: dt.date, last: dt.date) -> Split | None:
    begun = [seen.date for seen in story.observations if seen.date <= last]
    if not begun:
        return None
    since = max(first, begun[0])
    one, x0, x1 = story.measure, story.last(since), story.last(last)
    t0, t1 = story.target(since), story.target(last)
    before, after = story.gap(since), story.gap(last)
    if one.start is not None and one.first_target is not None and None not in (x0, x1, t0, t1):
        return split(one.start, one.first_target, x0 or 0, t0 or 0, x1 or 0, t1 or 0)
    if before is None or after is None:
        return None
    return Split(after - before, 0.0, after - before)
