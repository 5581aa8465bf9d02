"""A smooth line goes through its points and never beyond them."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QPointF

from metanoia.ui.widgets.curve import monotone

heights = st.lists(st.integers(0, 100), min_size=2, max_size=12)


def test_no_points_are_no_line_and_one_is_a_point():
    assert monotone([]).elementCount() == 0
    path = monotone([QPointF(3, 4)])
    assert (path.elementCount(), path.currentPosition()) == (1, QPointF(3, 4))


@settings(max_examples=60, deadline=None)
@given(heights)
def test_it_turns_only_where_its_points_turn(values):
    points = [QPointF(10.0 * x, float(y)) for x, y in enumerate(values)]
    path = monotone(points)
    pieces = path.elementCount() // 3
    assert pieces == len(points) - 1
    for number, (one, other) in enumerate(pairwise(points)):
        ends = sorted((one.y(), other.y()))
        for share in range(11):
            t = share / 10
            ys = [one.y(), *(path.elementAt(1 + 3 * number + step).y for step in range(3))]
            y = sum(w * v for w, v in zip(_bernstein(t), ys, strict=True))
            assert ends[0] - 1e-6 <= y <= ends[1] + 1e-6


def _bernstein(t):
    s = 1 - t
    return s**3, 3 * s * s * t, 3 * s * t * t, t**3
