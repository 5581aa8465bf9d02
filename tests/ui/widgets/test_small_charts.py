"""Shares of inquiry, and half-years."""

from __future__ import annotations

import datetime as dt

import pytest
from PySide6.QtCore import Qt

from metanoia.domain.calibration import HalfYear, Record
from metanoia.ui.theme import theme
from metanoia.ui.widgets.half_years import HalfYearBars
from metanoia.ui.widgets.share_dots import InquiryDots

TODAY = dt.date(2026, 3, 12)
SHARES = [(dt.date(2025, 11, 3), 0), (dt.date(2026, 1, 5), None), (TODAY, 33)]


def halves(*of):
    return Record(26, "early", 0.2, None, 0.05, (), tuple(HalfYear(*one) for one in of))


HALVES = halves((dt.date(2025, 7, 1), 12, 0.09), (dt.date(2026, 1, 1), 14, 0.01))


@pytest.fixture
def dots(qtbot):
    dots = InquiryDots()
    qtbot.addWidget(dots)
    dots.show_shares(SHARES, TODAY)
    dots.resize(dots.sizeHint())
    dots.show()
    return dots


@pytest.fixture
def bars(qtbot):
    bars = HalfYearBars()
    qtbot.addWidget(bars)
    bars.show_record(HALVES, TODAY)
    bars.resize(bars.sizeHint())
    bars.show()
    return bars


def test_shares_are_said_from_the_first_to_the_last(dots):
    assert dots.accessibleName() == (
        "Share of inquiry in 3 conversations: 0% at first (3 November 2025), 33% at last (today)."
    )
    dots.show_shares([], TODAY)
    assert dots.accessibleName() == "No conversation with a move yet."
    dots.grab()


def test_a_conversation_without_a_move_is_not_a_zero(dots, qtbot):
    plot, _ = dots._plot(dots._room(), theme())
    image = dots.grab().toImage()
    zero, none = plot.at(0, 0), plot.at(1, 0)
    blue = theme().colour("blue")

    def inked(place):
        return any(
            image.pixelColor(int(place.x()) + x, int(place.y()) + y) == blue
            for x in range(-6, 7)
            for y in range(-6, 7)
        )

    assert inked(zero)
    assert not inked(none)
    qtbot.keyClick(dots, Qt.Key.Key_Right)
    qtbot.keyClick(dots, Qt.Key.Key_Right)
    assert dots.shown_spot().said() == "5 January. No move in this one"


def test_more_conversations_than_have_room_leave_the_latest(dots):
    many = [(TODAY - dt.timedelta(days=90 - n), n) for n in range(90)]
    dots.show_shares(many, TODAY)
    spots = dots._spots()
    assert len(spots) < 40
    assert spots[-1].words == "89% inquiry"
    assert len(dots.table().rows) == 90


def test_half_years_are_named_and_said(bars):
    assert bars.accessibleName() == (
        "July to December: 9 points, n 12; Since January: 1 point, n 14."
    )
    assert bars.table().rows[0] == ("July to December", "9 points", "12")


def test_too_careful_and_unknown_differ_from_too_sure(bars, qtbot):
    bars.show_record(
        halves(
            (dt.date(2024, 1, 1), 2, -0.12),
            (dt.date(2025, 1, 1), 5, None),
            (dt.date(2025, 7, 1), 12, 0.12),
        ),
        TODAY,
    )
    assert bars.accessibleName() == (
        "Jan to Jun 2024: 12 too careful, n 2; Jan to Jun 2025: not to tell, n 5; "
        "July to December: 12 points, n 12."
    )
    bars.resize(420, bars.sizeHint().height())
    image = bars.grab().toImage()
    room = bars._bars(bars._room(), theme())
    fill, middle = theme().colour("blue_fill"), int(room.center().x())

    def filled(row, columns):
        y = int(bars._row(bars._room(), row, theme()).center().y())
        return any(image.pixelColor(x, y) == fill for x in columns)

    assert filled(2, range(middle + 2, int(room.right())))
    for row in (0, 1):
        assert not filled(row, range(int(room.left()), int(room.right())))


def test_half_years_fit_a_narrow_pane_and_none_at_all(bars):
    bars.resize(bars.minimumSizeHint())
    bars.grab()
    bars.show_record(halves(), TODAY)
    assert bars.accessibleName() == "No prediction counts yet."
    assert bars.sizeHint().height() >= 24
    bars.grab()
