"""The shape of a line, said in a word."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import median
from typing import Final, Literal

Shape = Literal[
    "too_few", "flat", "rising", "falling", "up_then_down", "down_then_up", "oscillating"
]

_FEWEST: Final = 6  # points
_FLAT: Final = 0.10  # of the axis
_SWING: Final = 0.25  # of the range


def shape(values: Sequence[float], scale: tuple[float, float]) -> Shape:
    """Return the shape of a line of evenly spaced values on an axis from ``scale[0]`` to ``scale[1]``.

    A single spike is ignored, and so is a move back of at most a quarter of the range.
    """
    if len(values) < _FEWEST:
        return "too_few"
    line = _smoothed(values)
    extent = max(line) - min(line)
    if extent < _FLAT * (scale[1] - scale[0]) or not extent:
        return "flat"
    match _swings(line, _SWING * extent):
        case [up]:
            return "rising" if up else "falling"
        case [up, _]:
            return "up_then_down" if up else "down_then_up"
        case _:
            return "oscillating"


def _smoothed(values: Sequence[float]) -> list[float]:
    """Return the medians of each three neighbours; the ends stay as they are."""
    within = [median(values[i - 1 : i + 2]) for i in range(1, len(values) - 1)]
    return [values[0], *within, values[-1]]


def _swings(line: Sequence[float], least: float) -> list[bool]:
    """Return the directions of a line one after the other, True for up."""
    swings: list[bool] = []
    low = high = line[0]
    for value in line:
        if swings and swings[-1]:
            high = max(high, value)
        elif swings:
            low = min(low, value)
        else:
            low, high = min(low, value), max(high, value)
        if value - low > least and not (swings and swings[-1]):
            swings.append(True)
            high = value
        elif high - value > least and (not swings or swings[-1]):
            swings.append(False)
            low = value
    return swings
