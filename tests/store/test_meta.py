"""What the journal knows about itself."""

from __future__ import annotations

import datetime as dt

import pytest

from metanoia.domain.errors import Refused
from metanoia.store.meta import Meta


@pytest.fixture
def meta(store):
    return store.part(Meta)


def test_values_are_kept_and_the_same_again_writes_nothing(meta, store):
    assert meta.get("colour") is None
    meta.set("colour", "red")
    before = store.commits

    meta.set("colour", "red")
    meta.forget("shape")

    assert (meta.get("colour"), store.commits) == ("red", before)
    meta.forget("colour")
    assert meta.get("colour", "none") == "none"


def test_a_journal_has_a_name_of_one_line(meta):
    meta.name = "  My\n journal "
    assert meta.name == "My journal"
    for bad in ("", "  ", "x" * 81):
        with pytest.raises(Refused):
            meta.name = bad
    assert meta.name == "My journal"


def test_a_day_starts_at_four_unless_somebody_says_otherwise(meta):
    assert meta.day_start == dt.time(4)
    meta.day_start = dt.time(0)
    assert meta.day_start == dt.time(0)
    with pytest.raises(Refused):
        meta.day_start = dt.time(12)


def test_every_change_counts_one_commit(meta, store):
    start = meta.commit_no
    meta.set("a", "1")
    with store.changes.write():
        meta.set("b", "1")
        meta.set("c", "1")

    assert meta.commit_no == start + 2
