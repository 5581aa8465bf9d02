"""Tags on a real encrypted file."""

from __future__ import annotations

import pytest

from journals import entry
from metanoia.domain.errors import NotFound, Refused
from metanoia.store.entries import Entries
from metanoia.store.tags import Tags


@pytest.fixture
def entries(store):
    return store.part(Entries)


@pytest.fixture
def tags(store):
    return store.part(Tags)


def test_tags_are_counted_most_used_first(entries, tags):
    entries.add(entry(tags=("work", "sleep")))
    entries.add(entry(tags=("work",)))

    assert tags.all() == [("work", 2), ("sleep", 1)]


def test_a_tag_is_spelled_as_it_was_first(entries, tags):
    entries.add(entry(tags=("Work",)))
    second = entries.add(entry(tags=("work", "WORK")))

    assert second.tags == ("Work",)
    assert tags.all() == [("Work", 2)]


def test_the_only_wearer_may_spell_its_tag_anew(entries, tags):
    kept = entries.add(entry(tags=("Work",)))

    assert entries.set_tags(kept.id, ["work"]) == ("work",)
    assert tags.all() == [("work", 1)]


def test_a_tag_nobody_wears_is_forgotten(entries, tags, store):
    kept = entries.add(entry(tags=("once",)))

    entries.set_tags(kept.id, [])

    assert tags.all() == []
    assert store.one("SELECT count(*) FROM tag") == 0


def test_a_bad_tag_is_refused_and_nothing_changes(entries, tags):
    kept = entries.add(entry(tags=("good",)))

    with pytest.raises(Refused):
        entries.set_tags(kept.id, ["fine", "x" * 41])

    assert entries.get(kept.id).tags == ("good",)


def test_suggestions_begin_as_typed_and_read_no_wildcards(entries, tags):
    entries.add(entry(tags=("work", "world", "100%", "a_b", "axb")))
    entries.add(entry(tags=("world",)))

    assert tags.suggestions("WO") == ["world", "work"]
    assert tags.suggestions("#wor", limit=1) == ["world"]
    assert tags.suggestions("100%") == ["100%"]
    assert tags.suggestions("a_") == ["a_b"]
    assert len(tags.suggestions()) == 5


def test_renaming_reaches_every_entry_deleted_ones_too(entries, tags):
    kept = entries.add(entry(tags=("wrok", "x")))
    gone = entries.add(entry(tags=("wrok",)))
    entries.trash(gone.id)

    tags.rename("wrok", "#work")

    assert entries.get(kept.id).tags == ("work", "x")
    assert entries.get(gone.id).tags == ("work",)
    assert tags.all() == [("work", 1), ("x", 1)]
    entries.restore(gone.id)
    assert tags.all() == [("work", 2), ("x", 1)]


def test_renaming_to_a_tag_that_is_there_joins_the_two(entries, tags):
    both = entries.add(entry("both", tags=("job", "work", "x")))
    entries.add(entry("one", tags=("job",)))
    entries.add(entry("other", tags=("Work",)))

    tags.rename("job", "work")

    assert tags.all() == [("work", 3), ("x", 1)]
    assert entries.get(both.id).tags == ("work", "x")
    assert [row.title for row in entries.tagged("work")] == ["other", "one", "both"]


def test_renaming_may_change_capitals_only(entries, tags):
    kept = entries.add(entry(tags=("work",)))

    tags.rename("work", "Work")

    assert entries.get(kept.id).tags == ("Work",)
    assert tags.all() == [("Work", 1)]


def test_renaming_to_itself_writes_nothing_and_an_unknown_tag_is_not_found(entries, tags, store):
    entries.add(entry(tags=("work",)))
    before = store.commits

    tags.rename("work", "work")
    with pytest.raises(NotFound):
        tags.rename("play", "work")

    assert store.commits == before
