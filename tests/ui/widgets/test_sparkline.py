"""Sparklines: unknown is not drawn, noise is not dramatised, a dot ends the line."""

from __future__ import annotations

import datetime as dt

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage

from metanoia.ui.theme import theme
from metanoia.ui.widgets.paint import painter_of
from metanoia.ui.widgets.sparkline import paint_sparkline
from metanoia.ui.widgets.thinning import thinned

WHITE = QColor("white").rgb()


def painted(*sure):
    start = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
    points = [(start + dt.timedelta(days=7 * week), value) for week, value in enumerate(sure)]
    image = QImage(60, 34, QImage.Format.Format_RGB32)
    image.fill(WHITE)
    painter = painter_of(image)
    paint_sparkline(painter, QRectF(0, 0, 60, 34), points)
    painter.end()
    return image


def inked(image, columns=range(60)):
    """Return the rows that hold ink in ``columns``."""
    return [y for y in range(34) if any(image.pixel(x, y) != WHITE for x in columns)]


def test_unknown_is_nothing_and_one_point_a_level_line(qapp):
    assert inked(painted()) == []
    level = inked(painted(80), range(4, 50))
    assert 1 <= len(level) <= 3


def test_a_small_change_stays_small_and_a_large_one_is_whole(qapp):
    small, large = inked(painted(60, 57, 60)), inked(painted(90, 20, 80))
    assert len(small) <= 10
    assert len(large) >= 26


def test_zero_and_a_hundred_stay_within(qapp):
    assert inked(painted(0, 0), range(4, 50))[0] >= 28
    assert inked(painted(100, 100), range(4, 50))[-1] <= 5


def test_it_ends_in_a_darker_dot(qapp):
    image = painted(90, 60)
    colours = {image.pixel(x, y) for x in range(53, 60) for y in range(34)}
    assert theme().colour("plum").rgb() in colours


def test_many_points_keep_each_columns_first_lowest_highest_last():
    points = [(number, value) for number, value in enumerate([50, 90, 10, 60, 40, 70])]
    assert thinned(points, [0, 0, 0, 0, 1, 1]) == [
        (0, 50),
        (1, 90),
        (2, 10),
        (3, 60),
        (4, 40),
        (5, 70),
    ]
    assert thinned(points, [0] * 6) == [(0, 50), (1, 90), (2, 10), (5, 70)]
    assert thinned([], []) == []


def test_thousands_look_like_all_of_them(qapp):
    wave = [10 if number % 2 else 90 for number in range(3000)]
    assert len(inked(painted(*wave), range(2, 55))) >= 26
