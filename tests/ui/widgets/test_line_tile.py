"""The line of one variable, small: what it says, and that nothing of it is cut off or wrong."""

from __future__ import annotations

import datetime as dt

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetricsF

from metanoia.domain.lines_over_time import Line
from metanoia.ui.theme import theme
from metanoia.ui.widgets.line_tile import LineTile, said, scale_ends

DAYS = [dt.date(2026, 1, 1) + dt.timedelta(days=7 * n) for n in range(8)]


def line(values, *, name="Holes", scale=(0.0, 10.0), feed="drawn", source="", unit=""):
    points = tuple(zip(DAYS, values, strict=False))
    return Line("v", name, feed, source, unit, scale, points, tuple(values))


def plain(words):
    """Return words without the separators of this computer's language."""
    return words.replace(",", "")


def test_it_is_said_in_a_sentence():
    fed = line(range(8), feed="measure", source="Firsts", unit="times")
    words = said(fed)
    assert words.startswith("Holes: rising, 0 to 7 times, from ")
    assert words.endswith(". Firsts")
    assert said(line([1])).startswith("Holes: too few points to say, 1 to 1, ")


def test_large_numbers_are_said_in_full():
    assert "1250000 to 2500000 euro" in plain(
        said(line([1_250_000, 2_500_000], scale=(0, 2_500_000), unit="euro"))
    )


@pytest.mark.parametrize("values", [[5], [3, 3, 3, 3, 3, 3], range(8)], ids=["one", "flat", "many"])
def test_it_is_painted_within_its_edges(qtbot, values):
    tile = LineTile(line(values, name="A very long name " * 6))
    qtbot.addWidget(tile)
    tile.resize(tile.sizeHint())
    tile.show()
    image = tile.grab().toImage()
    accent = theme().colour("accent").rgb()
    seen = [(x, y) for x in range(image.width()) for y in range(image.height()) if image.pixel(x, y) == accent]  # fmt: skip
    assert seen
    assert all(8 < x < image.width() - 8 and 20 < y < image.height() - 18 for x, y in seen)


def test_it_is_pressed_by_keys_and_shows_that_it_is_chosen(qtbot):
    tile = LineTile(line(range(8)))
    qtbot.addWidget(tile)
    tile.resize(tile.sizeHint())
    tile.show()
    before = tile.grab().toImage()
    tile.choose(chosen=True)
    assert tile.grab().toImage() != before
    with qtbot.waitSignal(tile.clicked):
        qtbot.keyClick(tile, Qt.Key.Key_Space)


@pytest.mark.parametrize(
    ("scale", "shown"),
    [
        ((0.0, 10.0), ("0", "10")), ((-0.25, 0.25), ("-0.25", "0.25")),
        ((1234.5, 1_250_000.0), ("1234.5", "1250000")), ((0.0, 3.2e9), ("0", "3.2e+09")),
    ],
    ids=["ten", "quarter", "million", "huge"],
)  # fmt: skip
def test_the_ends_of_its_scale_are_true_and_the_line_begins_beside_them(qtbot, scale, shown):
    one = line([scale[0], scale[1]], scale=scale)
    assert tuple(plain(end) for end in scale_ends(one)) == shown
    tile = LineTile(one)
    qtbot.addWidget(tile)
    tile.resize(tile.sizeHint())
    tile.show()
    image = tile.grab().toImage()
    accent = theme().colour("accent").rgb()
    first = next(x for x in range(image.width()) if any(image.pixel(x, y) == accent for y in range(image.height())))  # fmt: skip
    wide = QFontMetricsF(theme().font("micro", tabular=True)).horizontalAdvance
    assert first > 11 + max(wide(end) for end in scale_ends(one))
