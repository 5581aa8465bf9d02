"""Days along an axis: named calmly from a day to decades."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from metanoia.ui.widgets.time_axis import ticks

DAY = dt.date


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        (DAY(2026, 3, 12), DAY(2026, 3, 12), []),
        (DAY(2026, 3, 11), DAY(2026, 3, 12), []),
        (DAY(2026, 3, 9), DAY(2026, 3, 12), ["10 Mar", "11 Mar"]),
        (DAY(2026, 2, 12), DAY(2026, 3, 12), ["16 Feb", "23 Feb", "2 Mar", "9 Mar"]),
        (DAY(2026, 1, 14), DAY(2026, 3, 12), ["Feb", "Mar"]),
        (DAY(2025, 11, 3), DAY(2026, 3, 12), ["Dec", "2026", "Feb", "Mar"]),
        (DAY(2024, 5, 1), DAY(2026, 3, 12), ["Jul", "2025", "Jul", "2026"]),
        (DAY(2016, 5, 1), DAY(2026, 3, 12), ["2018", "2020", "2022", "2024", "2026"]),
    ],
)
def test_labels_suit_the_span(first, last, words):
    assert [tick.words for tick in ticks(first, last, 7.0)] == words


@settings(max_examples=80, deadline=None)
@given(
    first=st.dates(DAY(1900, 1, 1), DAY(2099, 1, 1)),
    days=st.integers(0, 40000),
    room=st.floats(0.5, 20),
)
def test_no_more_labels_than_have_room_and_all_between(first, days, room):
    last = first + dt.timedelta(days=days)
    found = [tick.day for tick in ticks(first, last, room)]
    assert len(found) <= room + 1
    assert all(first < day < last for day in found)
    assert found == sorted(set(found))
