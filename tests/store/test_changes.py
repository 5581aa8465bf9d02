"""Writing as one change."""

from __future__ import annotations

import pytest

from metanoia.domain.errors import JournalMoved, Refused
from metanoia.domain.kinds import Kind
from metanoia.store.meta import Meta


@pytest.fixture
def meta(store):
    return store.part(Meta)


def refused_after_writing(store, meta, key):
    with store.changes.write(Kind.TAG):
        meta.set(key, "1")
        raise Refused("no")


def test_an_error_undoes_the_whole_change(store, meta):
    heard = []
    store.changes.subscribe(lambda *word: heard.append(word))

    with pytest.raises(Refused):
        refused_after_writing(store, meta, "a")

    assert (meta.get("a"), store.commits, heard) == (None, 0, [])


def test_an_error_caught_outside_an_inner_block_undoes_that_block_only(store, meta):
    with store.changes.write(Kind.META):
        meta.set("a", "1")
        with pytest.raises(Refused):
            refused_after_writing(store, meta, "b")
        meta.set("c", "1")

    assert [meta.get(key) for key in "abc"] == ["1", None, "1"]
    assert store.commits == 1


def test_word_goes_out_once_for_nested_changes(store, meta):
    heard = []

    def listener(kinds, source):
        heard.append((kinds, source))

    store.changes.subscribe(listener)
    with store.changes.write(Kind.ENTRY, source="me"):
        meta.set("a", "1")
        meta.set("b", "1")
    store.changes.unsubscribe(listener)
    store.changes.unsubscribe(listener)
    meta.set("c", "1")

    assert heard == [(frozenset({Kind.ENTRY, Kind.META}), "me")]


@pytest.mark.parametrize("how", ["moved", "deleted", "replaced"])
def test_nothing_is_written_into_a_file_that_is_not_there_any_more(store, meta, how):
    meta.set("a", "1")
    if how == "deleted":
        store.path.unlink()
    else:
        store.path.rename(store.path.with_name("moved.db"))
    if how == "replaced":
        store.path.write_bytes(b"something else")

    assert not store.changes.in_place()
    with pytest.raises(JournalMoved, match=store.path.parent.name):
        meta.set("a", "2")
    assert meta.get("a") == "1"


def test_a_journal_that_was_put_back_is_written_again(store, meta):
    away = store.path.with_name("moved.db")
    store.path.rename(away)
    with pytest.raises(JournalMoved):
        meta.set("a", "1")
    away.rename(store.path)

    meta.set("a", "1")

    assert meta.get("a") == "1"


def test_a_screen_that_cannot_read_does_not_make_a_kept_change_look_lost(store, meta):
    heard = []

    def fails(*_):
        heard.append("it")
        raise Refused("I cannot read")

    store.changes.subscribe(fails)
    store.changes.subscribe(lambda *_: heard.append("the next"))

    meta.set("a", "1")

    assert (meta.get("a"), heard) == ("1", ["it", "the next"])
