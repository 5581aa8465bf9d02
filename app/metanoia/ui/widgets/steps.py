"""The lines of a value that holds until something moves it."""

from __future__ import annotations

from itertools import pairwise
from typing import NamedTuple

from PySide6.QtCore import QLineF, QPointF, QRectF

from metanoia.ui.widgets.chart_ink import Plot


class Steps(NamedTuple):
    """The steps worked out for one plot."""

    plot: Plot
    lines: list[QLineF]
    levels: list[QRectF]  # what lies under each level
    end: QPointF


def steps(plot: Plot, corners: list[QPointF]) -> Steps:
    """Return what is drawn between ``corners``; lines on one upright become one."""
    lines: list[QLineF] = []
    levels: list[QRectF] = []
    floor = plot.box.bottom()
    low = high = corners[0].y()
    for one, other in pairwise(corners):
        left, right, y = one.x(), other.x(), other.y()
        low, high = min(low, y), max(high, y)
        if right > left:
            if high > low:
                lines.append(QLineF(left, low, left, high))
            lines.append(QLineF(left, y, right, y))
            levels.append(QRectF(left, y, right - left, floor - y))
            low = high = y
    if high > low:  # it moved just now, at the right edge
        lines.append(QLineF(corners[-1].x(), low, corners[-1].x(), high))
    return Steps(plot, lines, levels, corners[-1])
