"""The points of a line that is being drawn by hand, and every change of them to be undone."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_left
from collections.abc import Sequence
from typing import Final

from metanoia.domain.maps import DRAWN, DRAWN_SCALE, Drawn

STEP: Final = 0.5  # of the scale from 0 to 10


class DrawnPoints:
    """At most 24 points from ``first`` to ``last``, one a day, the oldest first."""

    def __init__(self, first: dt.date, last: dt.date, points: Sequence[Drawn] = ()) -> None:
        self.first = min([first, *(point.date for point in points)])
        self.last = max([last, *(point.date for point in points)])
        self.points: tuple[Drawn, ...] = tuple(sorted(points))
        self._before: list[tuple[Drawn, ...]] = []
        self._going_on: object = None

    def __len__(self) -> int:
        return len(self.points)

    def at(self, day: dt.date) -> Drawn | None:
        """Return the point of a day, None if there is none."""
        place = self.place(day)
        found = self.points[place : place + 1]
        return found[0] if found and found[0].date == day else None

    def place(self, day: dt.date) -> int:
        """Return the number of the point of a day, or of the first one after it."""
        return bisect_left([point.date for point in self.points], day)

    def height(self, day: dt.date) -> float | None:
        """Return where the line lies on a day, to half a step; None before its first and after its last."""
        place = self.place(day)
        if place == len(self.points) or (not place and self.points[0].date != day):
            return None
        after = self.points[place]
        if after.date == day:
            return after.value
        before = self.points[place - 1]
        share = (day - before.date) / (after.date - before.date)
        return rounded(before.value + (after.value - before.value) * share)

    def set(self, new: Drawn) -> bool:
        """Set a point, in place of the one of its day; return False past 24, where nothing is changed."""
        others = tuple(point for point in self.points if point.date != new.date)
        if len(others) >= DRAWN:
            return False
        self._become((*others, new))
        return True

    def move(self, day: dt.date, to: Drawn, going_on: object = None) -> Drawn:
        """Move the point of a day, at most to the day beside its neighbours; return where it lies then.

        What is moved with the same ``going_on`` one after the other is undone together.
        """
        place = self.place(day)
        one_day = dt.timedelta(days=1)
        first = self.points[place - 1].date + one_day if place else self.first
        later = place + 1 < len(self.points)
        last = self.points[place + 1].date - one_day if later else self.last
        low, high = DRAWN_SCALE
        moved = Drawn(min(max(to.date, first), last), min(max(to.value, low), high))
        self._become((*self.points[:place], moved, *self.points[place + 1 :]), going_on)
        return moved

    def take_away(self, day: dt.date) -> None:
        """Take the point of a day away."""
        self._become(tuple(point for point in self.points if point.date != day))

    def can_undo(self) -> bool:
        """Tell whether there is a change to be taken back."""
        return bool(self._before)

    def undo(self) -> bool:
        """Take the last change back; return False if there was none."""
        self._going_on = None
        if not self._before:
            return False
        self.points = self._before.pop()
        return True

    def let_go(self) -> None:
        """Let what is moved next be undone by itself."""
        self._going_on = None

    def _become(self, points: tuple[Drawn, ...], going_on: object = None) -> None:
        new = tuple(sorted(points))
        if new == self.points:
            return
        if going_on is None or going_on != self._going_on:
            self._before.append(self.points)
        self._going_on = going_on
        self.points = new


def rounded(value: float) -> float:
    """Return the nearest half step."""
    return round(value / STEP) * STEP
