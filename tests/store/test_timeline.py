"""Reading entries in order, and what it costs."""

from __future__ import annotations

import datetime as dt

import pytest

from journals import entry
from metanoia.domain.errors import NotFound
from metanoia.store import links, tags, timeline, trash
from metanoia.store.entries import Entries
from metanoia.store.entry_rows import END, first_n


@pytest.fixture
def entries(store):
    return store.part(Entries)


def titles(rows):
    return [row.title for row in rows]


def test_lists_are_paged_by_place_without_gaps_or_repetition(entries):
    entries.add_many(
        [entry(f"{i}", day=i // 3, starred=i % 2 == 0, tags=("t",)) for i in range(50)], None
    )
    for page in (entries.newest, entries.starred, lambda *a: entries.tagged("t", *a)):
        seen, before = [], None
        while rows := page(7, before):
            seen += titles(rows)
            before = rows[-1].n
        step = 2 if page == entries.starred else 1
        assert seen == [f"{i}" for i in reversed(range(0, 50, step))]


def test_a_month_is_its_own_days_and_no_others(entries):
    for day in ("2024-01-31", "2024-02-01", "2024-02-29", "2024-03-01"):
        entries.add(entry(day, day=day))

    assert titles(entries.in_month(dt.date(2024, 2, 10))) == ["2024-02-29", "2024-02-01"]
    assert titles(entries.in_month(dt.date(2024, 2, 10), offset=1, limit=1)) == ["2024-02-01"]
    assert [month.month.month for month in entries.months()] == [3, 2, 1]


def test_months_count_entries_and_words(entries):
    entries.add(entry(body="one two", day="2024-02-01"))
    entries.add(entry(body="three", day="2024-02-02"))

    (month,) = entries.months()

    assert (month.month, month.entries, month.words) == (dt.date(2024, 2, 1), 2, 3)


def test_on_this_day_shows_earlier_years_only(entries):
    for day in ("2020-05-06", "2021-05-06", "2022-05-06", "2023-05-06", "2022-06-05"):
        entries.add(entry(day, day=day))

    assert titles(entries.on_this_day(dt.date(2022, 5, 6))) == ["2021-05-06", "2020-05-06"]
    assert titles(entries.on_this_day(dt.date(2022, 5, 6), limit=1)) == ["2021-05-06"]


def test_days_have_their_words(entries):
    entries.add(entry(body="one two", day="2024-02-01"))
    entries.add(entry(body="three", day="2024-02-01"))
    entries.add(entry(body="four", day="2024-02-09"))
    trashed = entries.add(entry(body="five", day="2024-02-05"))
    entries.trash(trashed.id)

    found = entries.day_words(dt.date(2024, 2, 1), dt.date(2024, 2, 8))

    assert found == {dt.date(2024, 2, 1): 3}


def test_neighbours_are_the_living_ones(entries):
    a, b, c = (entries.add(entry(title, day=day)) for day, title in enumerate("abc"))
    entries.trash(b.id)

    assert entries.older(c.n) == a.id
    assert entries.newer(a.n) == c.id
    assert entries.older(a.n) is None
    assert entries.newer(c.n) is None


def test_everything_comes_once_oldest_first(entries):
    entries.add_many(
        [entry(f"{i}", day=i // 2, tags=("t",) if i % 3 else ()) for i in range(450)], None
    )

    assert [e.title for e in entries.iterate()] == [f"{i}" for i in range(450)]
    some = entries.iterate(dt.date(2026, 1, 3), dt.date(2026, 1, 5))
    assert [e.title for e in some] == ["4", "5", "6", "7", "8", "9"]
    tagged = entries.iterate(tag="T")
    assert [e.title for e in tagged] == [f"{i}" for i in range(450) if i % 3]
    assert list(entries.iterate(tag="unknown")) == []


def test_the_first_and_last_day_are_of_living_entries(entries):
    assert (entries.first_day, entries.last_day, entries.days) == (None, None, 0)
    for day in ("1660-01-11", "2020-01-01", "2020-01-01", "9998-12-31"):
        kept = entries.add(entry(day=day))
    entries.trash(kept.id)

    assert entries.first_day == dt.date(1660, 1, 11)
    assert entries.last_day == dt.date(2020, 1, 1)
    assert entries.days == 2


STATEMENTS = {
    "newest": (timeline.NEWEST, (END, 60)),
    "month or day": (timeline.BETWEEN, (0, END, 60, 0)),
    "starred": (timeline.STARRED, (END, 60)),
    "tagged": (timeline.TAGGED, ("t", END, 60)),
    "on this day": (timeline.YEARLY, ("05-06", END, 6)),
    "words of days": (timeline.DAY_WORDS, ("2020-01-01", "2021-01-01")),
    "months": (timeline.MONTHS, ()),
    "older": (timeline.OLDER, (END,)),
    "newer": (timeline.NEWER, (0,)),
    "onwards": (timeline.ONWARDS, (0, END, 200)),
    "recently deleted": (trash.TRASHED, ()),
    "tags": (tags.ALL, ()),
    "tag suggestions": (tags.SUGGESTED, ("w%", 8)),
}


@pytest.mark.parametrize("name", STATEMENTS)
def test_no_list_sorts_or_reads_the_whole_table(entries, store, name):
    entries.add_many([entry(day=i, tags=("t",), starred=i % 9 == 0) for i in range(300)], None)
    store.connection.execute("ANALYZE")
    sql, values = STATEMENTS[name]

    plan = [row[3] for row in store.connection.execute(f"EXPLAIN QUERY PLAN {sql}", values)]

    assert plan
    assert not [line for line in plan if "TEMP B-TREE" in line]
    assert not [
        line
        for line in plan
        if line.startswith("SCAN") and "INDEX" not in line and line != "SCAN month"
    ]


@pytest.mark.parametrize(
    "name", ["newest", "month or day", "starred", "on this day", "recently deleted"]
)
def test_no_list_reads_a_body(name):
    assert "body" not in STATEMENTS[name][0]
    assert "body" not in links.OF


def test_the_row_of_an_unknown_entry_is_not_found(entries):
    with pytest.raises(NotFound):
        entries.row("nothing")


def test_places_are_in_the_order_of_days():
    assert first_n(dt.date(1600, 1, 1)) < first_n(dt.date(1600, 1, 2)) < first_n(dt.date.max) < END
