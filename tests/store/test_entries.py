"""Writing entries, on a real encrypted file."""

from __future__ import annotations

import datetime as dt

import pytest

from journals import entry, moment
from metanoia.domain.entries import Source
from metanoia.domain.errors import NotFound, Refused
from metanoia.domain.kinds import Kind
from metanoia.store import revisions
from metanoia.store.entries import Entries
from metanoia.store.entry_rows import MINUTE, first_n, minute_n
from metanoia.store.search import Search


@pytest.fixture
def entries(store):
    return store.part(Entries)


@pytest.fixture
def clock(monkeypatch):
    """A clock that only the test moves."""

    class Clock:
        time = dt.datetime(2026, 3, 1, 12, tzinfo=dt.UTC)

        def ahead(self, **by):
            self.time += dt.timedelta(**by)

    clock = Clock()
    for module in ("entries", "revisions", "trash"):
        monkeypatch.setattr(f"metanoia.store.{module}.now", lambda: clock.time)
    return clock


def test_an_entry_is_kept_as_it_was_written(entries):
    new = entry(
        "Évening", "The *light* went.", day="1660-01-11", time="23:05", tags=("sky", "Home")
    )

    kept = entries.add(new)

    assert entries.get(kept.id) == kept
    assert (kept.title, kept.body, kept.when, kept.tags) == (
        "Évening",
        "The *light* went.",
        new.when,
        ("sky", "Home"),
    )
    assert (kept.words, kept.rev, kept.starred, kept.never_share) == (3, 1, False, False)


def test_a_list_shows_day_time_title_and_excerpt(entries):
    entries.add(entry("Title", "**Bold** words", day="2026-02-03", time="07:15", tags=("a", "b")))

    (row,) = entries.newest()

    assert (row.date, row.time) == (dt.date(2026, 2, 3), dt.time(7, 15))
    assert (row.title, row.excerpt, row.tags, row.words) == ("Title", "Bold words", ("a", "b"), 2)


def test_an_entry_without_a_time_shows_none(entries):
    entries.add(entry(time=None))

    assert entries.newest()[0].time is None


def test_several_entries_of_one_minute_keep_the_order_they_were_written_in(entries):
    for title in ("first", "second", "third"):
        entries.add(entry(title))

    assert [row.title for row in entries.newest()] == ["third", "second", "first"]


def test_more_entries_than_a_minute_holds_keep_their_order_and_their_day(entries):
    bodies = [f"{i}" for i in range(90)]
    entries.add_many([entry(body=body, time=None) for body in bodies], None)
    entries.add(entry(body="the day after", day=1, time=None))
    assert [row.excerpt for row in reversed(entries.on_day(moment().date))] == bodies


def test_a_day_without_room_is_refused_and_says_what_to_do(entries, store):
    kept = entries.add(entry(time=None))
    full = first_n(moment().date) + MINUTE - 1
    store.connection.execute("UPDATE entry SET n = ? WHERE id = ?", (full, kept.id))
    store.connection.execute(
        f"""WITH RECURSIVE minute(n) AS
          (VALUES({full + MINUTE}) UNION ALL SELECT n + {MINUTE} FROM minute LIMIT 4095)
        INSERT INTO entry(n, id, created_at, updated_at, local_date, written_at, tz)
          SELECT minute.n, format('%036d', minute.n), created_at, updated_at, local_date,
            written_at, tz FROM entry, minute"""
    )
    with pytest.raises(Refused, match="no room for one more entry"):
        entries.add(entry(time=None))
    assert entries.add(entry(day=1)).n == minute_n(moment(1))


def test_text_no_file_can_hold_is_mended(entries):
    kept = entries.add(entry("a\0b", "x\ud800y\r\nz\rend \ud83d\ude00"))

    assert (kept.title, kept.body) == ("ab", "x\ufffdy\nz\nend 😀")


def test_an_unknown_entry_is_not_found(entries):
    with pytest.raises(NotFound):
        entries.get("nothing")


# -- finding by the beginning of an id


def test_an_entry_is_found_by_the_beginning_of_its_id(entries):
    kept = entries.add(entry())

    assert entries.find(kept.id[:8].upper()) == kept
    assert entries.find(kept.id) == kept


def test_too_little_of_an_id_is_refused(entries):
    with pytest.raises(Refused, match="four"):
        entries.find("abc")


def test_an_id_nothing_begins_with_is_not_found(entries):
    entries.add(entry())
    with pytest.raises(NotFound, match="zzzz"):
        entries.find("zzzz")


def test_an_id_that_two_begin_with_is_refused_and_says_how_many(entries, store, monkeypatch):
    for end in ("1", "2"):
        monkeypatch.setattr("metanoia.store.entries.new_id", lambda end=end: f"abcd{'0' * 31}{end}")
        entries.add(entry())

    with pytest.raises(Refused, match="2 entries"):
        entries.find("abcd")


# -- saving


def test_saving_is_one_commit_and_none_when_nothing_changed(entries, store):
    kept = entries.add(entry("Title", "Body"))
    before = store.commits

    entries.save_text(kept.id, "Title", "Body and more")
    assert store.commits == before + 1
    again = entries.save_text(kept.id, "Title", "Body and more")

    assert store.commits == before + 1
    assert again.body == "Body and more"


def test_every_other_change_that_changes_nothing_writes_nothing(entries, store):
    kept = entries.add(entry(tags=("a",)))
    before = store.commits

    entries.set_tags(kept.id, ["a"])
    entries.set_starred(kept.id, False)
    entries.set_never_share(kept.id, False)
    entries.move(kept.id, kept.when)
    entries.restore(kept.id)

    assert store.commits == before


def test_a_save_returns_what_is_kept(entries):
    kept = entries.add(entry("Title", "Body"))

    saved = entries.save_text(kept.id, "New", "three whole words")

    assert saved == entries.get(kept.id)
    assert (saved.words, saved.rev) == (3, 2)


@pytest.mark.parametrize(
    ("title", "body"), [("x" * 201, ""), ("two\nlines", ""), ("", "x" * 2_000_001)]
)
def test_what_is_too_long_is_refused_and_nothing_changes(entries, store, title, body):
    kept = entries.add(entry("Title", "Body"))
    before = store.commits

    with pytest.raises(Refused):
        entries.save_text(kept.id, title, body)

    assert entries.get(kept.id) == kept
    assert store.commits == before


def test_the_longest_title_and_body_are_kept(entries):
    kept = entries.add(entry())
    saved = entries.save_text(kept.id, "é" * 200, "word " * 400_000)

    assert saved.words == 400_000
    assert entries.get(kept.id).title == "é" * 200


def test_word_of_a_change_goes_out_once_with_its_source(entries, store):
    heard = []
    store.changes.subscribe(lambda kinds, source: heard.append((kinds, source)))
    kept = entries.add(entry(tags=("a",)))

    entries.save_text(kept.id, "New", "text", source="editor")

    assert heard == [
        (frozenset({Kind.ENTRY, Kind.TAG}), None),
        (frozenset({Kind.ENTRY}), "editor"),
    ]


# -- revisions


def test_the_wording_before_a_sitting_is_kept_and_then_folded(entries, clock):
    kept = entries.add(entry("Title", "As it was", tags=("a",)))
    clock.ahead(days=1)

    for text in ("First edit", "Second edit", "Third edit"):
        entries.save_text(kept.id, "Title", text)
        clock.ahead(minutes=3)

    (revision,) = entries.revisions(kept.id)
    assert (revision.title, revision.body, revision.tags) == ("Title", "As it was", ("a",))


def test_after_ten_minutes_the_next_wording_is_kept_too(entries, clock):
    kept = entries.add(entry("Title", "One"))
    clock.ahead(days=1)
    entries.save_text(kept.id, "Title", "Two")
    clock.ahead(minutes=10)
    entries.save_text(kept.id, "Title", "Three")

    assert [revision.body for revision in entries.revisions(kept.id)] == ["Two", "One"]


def test_while_an_entry_is_first_written_growing_keeps_nothing_and_losing_words_does(
    entries, clock
):
    kept = entries.add(entry("", "It was"))
    entries.save_text(kept.id, "", "It was a long day")
    assert entries.revisions(kept.id) == []

    entries.save_text(kept.id, "", "")

    assert [revision.body for revision in entries.revisions(kept.id)] == ["It was a long day"]


def test_a_clock_that_was_set_back_does_not_end_the_keeping_of_revisions(entries, clock):
    kept = entries.add(entry("", "One"))
    clock.ahead(days=400)
    entries.save_text(kept.id, "", "Two")
    clock.ahead(days=-365)
    entries.save_text(kept.id, "", "Three")
    assert [revision.body for revision in entries.revisions(kept.id)] == ["Two", "One"]


def test_a_revision_can_be_brought_back_and_that_too_can_be_undone(entries, clock):
    kept = entries.add(entry("Title", "Before", tags=("old",)))
    clock.ahead(days=1)
    entries.save_text(kept.id, "Title", "After")
    entries.set_tags(kept.id, ["new"])
    (revision,) = entries.revisions(kept.id)

    back = entries.revert(kept.id, revision.rev)

    assert (back.body, back.tags) == ("Before", ("old",))
    newest = entries.revisions(kept.id)[0]
    assert (newest.body, newest.tags) == ("After", ("new",))
    again = entries.revert(kept.id, newest.rev)
    assert (again.body, again.tags) == ("After", ("new",))


def test_bringing_back_what_the_entry_says_anyway_writes_nothing(entries, clock, store):
    kept = entries.add(entry("Title", "Before"))
    clock.ahead(days=1)
    entries.save_text(kept.id, "Title", "After")
    entries.save_text(kept.id, "Title", "Before")
    before = store.commits

    entries.revert(kept.id, entries.revisions(kept.id)[0].rev)

    assert store.commits == before


def test_a_revision_that_is_not_there_is_not_found(entries):
    kept = entries.add(entry())
    with pytest.raises(NotFound):
        entries.revert(kept.id, 7)


# -- moving


def test_an_entry_moved_to_another_day_is_listed_and_found_there(entries, store):
    first = entries.add(entry("Moved", "nightingale", day="2026-05-01", tags=("bird",)))
    entries.add(entry("Other", day="2026-04-01"))

    moved = entries.move(first.id, moment("2020-01-02", "08:00"))

    assert moved.n != first.n
    assert moved.id == first.id
    assert [row.title for row in entries.newest()] == ["Other", "Moved"]
    assert [row.title for row in entries.tagged("bird")] == ["Moved"]
    assert [row.id for row in entries.on_day(dt.date(2020, 1, 2))] == [first.id]
    assert [hit.row.n for hit in store.part(Search).find("nightingale").hits] == [moved.n]
    assert [(month.month, month.entries) for month in entries.months()] == [
        (dt.date(2026, 4, 1), 1),
        (dt.date(2020, 1, 1), 1),
    ]


def test_an_entry_moved_within_its_minute_keeps_its_place(entries):
    first, second = entries.add(entry("a")), entries.add(entry("b"))

    moved = entries.move(first.id, moment(0, "09:30", "Europe/Berlin"))

    assert (moved.n, moved.when.tz) == (first.n, "Europe/Berlin")
    assert entries.newest()[0].id == second.id


# -- many at once


@pytest.mark.parametrize("there", [0, 2000])
def test_many_entries_at_once_are_one_commit_and_all_found(entries, store, there):
    entries.add_many([entry(f"old {i}", "before", day=i) for i in range(there)], None)
    before = store.commits
    heard = []

    ids = entries.add_many(
        [entry(f"new {i}", "plague", day=i) for i in range(300)], None, heard.append
    )

    assert len(set(ids)) == 300
    assert store.commits == before + 1
    assert store.part(Search).find("plague").count == 300
    assert heard[0] == 0
    assert heard[-1] == 300
    store.connection.execute("INSERT INTO entry_fts(entry_fts, rank) VALUES('integrity-check', 1)")
    entries.add(entry("after", "quinine"))
    assert store.part(Search).find("quinine").count == 1


def test_many_entries_that_are_cancelled_leave_nothing(entries, store):
    def stop(done):
        if done:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        entries.add_many([entry(f"{i}") for i in range(300)], None, stop)

    assert (entries.count, store.commits) == (0, 0)
    entries.add(entry("after", "quinine"))
    assert store.part(Search).find("quinine").count == 1


def test_what_was_imported_once_is_refused_a_second_time(entries):
    came = Source(app="jrnl", key="k1")
    entries.add(entry(source=came))

    with pytest.raises(Refused, match="already"):
        entries.add(entry(source=came))

    assert entries.count == 1


def test_stars_and_privacy_are_kept(entries):
    kept = entries.add(entry())
    entries.set_starred(kept.id, True)
    entries.set_never_share(kept.id, True)

    assert entries.get(kept.id).starred
    assert entries.get(kept.id).never_share
    assert [row.id for row in entries.starred()] == [kept.id]


def test_what_is_never_shared_is_told_as_long_as_it_lives(entries):
    kept, gone, _ = (entries.add(entry(day=day)) for day in range(3))
    for one in (kept, gone):
        entries.set_never_share(one.id, True)
    entries.trash(gone.id)

    assert entries.never_shared() == {kept.id}


def test_folding_lasts_ten_minutes():
    assert dt.timedelta(minutes=10) == revisions.FOLDED_FOR
