"""A smooth line through points that never goes beyond them."""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import pairwise

from PySide6.QtCore import QPointF
from PySide6.QtGui import QPainterPath


def monotone(points: Sequence[QPointF]) -> QPainterPath:
    """Return the monotone cubic through ``points``, whose x rises: it turns only where they turn.

    Slopes after F. N. Fritsch and R. E. Carlson, "Monotone Piecewise Cubic Interpolation", SIAM
    Journal on Numerical Analysis 17 (1980). No point gives an empty path, one a path without length.
    """
    if not points:
        return QPainterPath()
    path = QPainterPath(points[0])
    slopes = _slopes(points)
    for (one, other), (before, after) in zip(pairwise(points), pairwise(slopes), strict=True):
        third = (other.x() - one.x()) / 3
        path.cubicTo(
            QPointF(one.x() + third, one.y() + before * third),
            QPointF(other.x() - third, other.y() - after * third),
            other,
        )
    return path


def _slopes(points: Sequence[QPointF]) -> list[float]:
    """Return the slope at each point."""
    secants = [
        (other.y() - one.y()) / (other.x() - one.x()) if other.x() > one.x() else 0.0
        for one, other in pairwise(points)
    ]
    if not secants:
        return [0.0] * len(points)
    middle = [0.0 if a * b <= 0 else (a + b) / 2 for a, b in pairwise(secants)]
    slopes = [secants[0], *middle, secants[-1]]
    for place, secant in enumerate(secants):
        if secant == 0:
            slopes[place] = slopes[place + 1] = 0.0
            continue
        alpha, beta = slopes[place] / secant, slopes[place + 1] / secant
        length = math.hypot(alpha, beta)
        if length > 3:  # outside of the circle it could overshoot
            slopes[place] = 3 / length * alpha * secant
            slopes[place + 1] = 3 / length * beta * secant
    return slopes
