"""Recently deleted, on a real encrypted file."""

from __future__ import annotations

import datetime as dt

import pytest

from journals import entry
from metanoia.domain.errors import NotFound, Refused
from metanoia.store import tidying
from metanoia.store.attachments import Attachments
from metanoia.store.entries import Entries
from metanoia.store.links import Links
from metanoia.store.meta import Meta
from metanoia.store.search import Search
from metanoia.store.tags import Tags


@pytest.fixture
def entries(store):
    return store.part(Entries)


@pytest.fixture
def kept(store, entries):
    """An entry with a tag, a link, an attachment and an earlier wording."""
    first = entries.add(entry("First", "zanzibar quartz", day=0, tags=("only", "shared")))
    other = entries.add(entry("Other", day=1, tags=("shared",)))
    store.part(Links).connect(first.id, other.id)
    store.part(Attachments).add(first.id, "a.txt", b"attached")
    return entries.save_text(first.id, "First", "quartz")


def rows(store, table):
    return store.one(f"SELECT count(*) FROM {table}")


def test_a_deleted_entry_is_gone_from_every_list(store, entries, kept):
    entries.trash(kept.id)

    assert [row.title for row in entries.newest()] == ["Other"]
    assert [row.title for row in entries.trashed()] == ["First"]
    assert (entries.count, entries.trashed_count) == (1, 1)
    assert store.part(Search).find("quartz").count == 0
    assert store.part(Tags).all() == [("shared", 1)]
    (other,) = entries.newest()
    assert store.part(Links).of(other.id) == []


def test_restoring_brings_everything_back(store, entries, kept):
    before = entries.get(kept.id)
    entries.trash(kept.id)

    assert entries.restore(kept.id) == before

    assert store.part(Search).find("quartz").count == 1
    assert store.part(Tags).all() == [("shared", 2), ("only", 1)]
    assert [row.title for row in store.part(Links).of(kept.id)] == ["Other"]
    assert [found.name for found in store.part(Attachments).of(kept.id)] == ["a.txt"]
    assert len(entries.revisions(kept.id)) == 1


def test_deleting_twice_is_deleting_once(store, entries, kept):
    entries.trash(kept.id)
    before = store.commits

    entries.trash(kept.id)

    assert store.commits == before
    assert entries.trashed_count == 1


def test_a_living_entry_is_not_deleted_for_ever(entries, kept):
    with pytest.raises(Refused, match="Recently deleted"):
        entries.purge(kept.id)
    assert entries.get(kept.id).body == "quartz"


def words_in_index(store):
    blocks = store.connection.execute("SELECT block FROM entry_fts_data")
    return b"".join(bytes(block) for (block,) in blocks)


def test_deleting_for_ever_leaves_no_row(store, entries, kept):
    entries.trash(kept.id)
    entries.purge(kept.id)

    with pytest.raises(NotFound):
        entries.get(kept.id)
    counts = {table: rows(store, table) for table in ("revision", "item_link", "attachment")}
    assert counts == {"revision": 0, "item_link": 0, "attachment": 0}
    assert store.one("SELECT count(*) FROM tag WHERE name = 'only'") == 0
    assert rows(store, "item_tag") == 1


@pytest.mark.parametrize("others", [0, 60])
def test_after_deleting_for_ever_housekeeping_takes_the_words_out_of_the_index(
    store, entries, kept, others
):
    for i in range(others):
        entries.add(entry(f"Another {i}", "zebra quokka", day=i))
    entries.trash(kept.id)
    entries.purge(kept.id)
    assert b"quartz" in words_in_index(store)

    while tidying.tidy(store.connection):
        pass

    left = words_in_index(store)
    assert b"quartz" not in left
    assert b"zibar" not in left
    assert b"other" in left
    assert store.part(Search).find("another").count == others
    store.connection.execute("INSERT INTO entry_fts(entry_fts, rank) VALUES('integrity-check', 1)")
    assert store.part(Meta).get(tidying.FORGET) is None


def test_what_does_not_fit_into_one_moment_is_forgotten_in_the_next(store, entries, kept):
    entries.trash(kept.id)
    entries.purge(kept.id)

    tidying.forget_purged_words(store.connection, 1)
    assert store.part(Meta).get(tidying.FORGET) is not None
    tidying.forget_purged_words(store.connection, 50)

    assert b"quartz" not in words_in_index(store)
    assert store.part(Meta).get(tidying.FORGET) is None


def test_only_what_was_deleted_thirty_days_ago_goes_for_ever(entries, monkeypatch):
    start = dt.datetime(2099, 1, 1, tzinfo=dt.UTC)
    old, young = entries.add(entry("old")), entries.add(entry("young"))
    monkeypatch.setattr("metanoia.store.trash.now", lambda: start)
    entries.trash(old.id)
    monkeypatch.setattr("metanoia.store.trash.now", lambda: start + dt.timedelta(days=1))
    entries.trash(young.id)

    assert entries.purge_expired(start + dt.timedelta(days=29, hours=23)) == 0
    assert entries.purge_expired(start + dt.timedelta(days=30)) == 1

    assert [row.title for row in entries.trashed()] == ["young"]


def test_the_latest_deleted_comes_first_and_all_can_go_at_once(entries, monkeypatch):
    start = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
    for i, title in enumerate("abc"):
        monkeypatch.setattr("metanoia.store.trash.now", lambda i=i: start + dt.timedelta(hours=i))
        entries.trash(entries.add(entry(title)).id)

    assert [row.title for row in entries.trashed()] == ["c", "b", "a"]
    assert entries.empty_trash() == 3
    assert entries.trashed_count == 0


def test_a_clock_that_lagged_does_not_shorten_the_thirty_days(entries, kept, monkeypatch):
    start = kept.updated_at
    with monkeypatch.context() as lagging:
        lagging.setattr("metanoia.store.trash.now", lambda: dt.datetime(2000, 1, 1, tzinfo=dt.UTC))
        entries.trash(kept.id)

    assert entries.purge_expired(start + dt.timedelta(days=29)) == 0
    assert entries.purge_expired(start + dt.timedelta(days=30)) == 1
