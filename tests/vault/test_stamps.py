from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest

from metanoia.vault import stamps

MOMENT = datetime(2026, 1, 4, 9, 30, 15, 999, tzinfo=UTC)


def test_moments_are_written_in_utc_and_whole_seconds():
    there = MOMENT.astimezone(timezone(timedelta(hours=-8)))
    assert stamps.stamp(there) == "2026-01-04T09:30:15Z"
    assert stamps.name_stamp(there) == "20260104T093015Z"


def test_they_read_back():
    whole = MOMENT.replace(microsecond=0)
    assert stamps.parse(stamps.stamp(MOMENT)) == whole
    assert stamps.parse_name(stamps.name_stamp(MOMENT)) == whole


@pytest.mark.parametrize("text", ["", "2026-01-04", "2026-13-04T09:30:15Z", 5, None])
def test_anything_else_is_refused(text):
    with pytest.raises(ValueError, match=r"."):
        stamps.parse(text)


def test_now_has_its_zone():
    assert stamps.utc_now().utcoffset() == timedelta(0)
