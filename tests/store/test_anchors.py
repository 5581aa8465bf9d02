"""Anchors on a real encrypted file: where a thing came from, while its entry is edited."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assumed import assumption, passage
from journals import entry
from metanoia.domain.anchors import Origin
from metanoia.domain.errors import NotFound, Refused
from metanoia.domain.kinds import Kind
from metanoia.store.anchors import Anchors
from metanoia.store.assumptions import Assumptions
from metanoia.store.entries import Entries
from metanoia.text.anchors import resolve, select
from stores import Store

BODY = "I told Sam the plan was late. Sam said nothing. I decided he was angry."


@pytest.fixture
def anchors(store):
    return store.part(Anchors)


@pytest.fixture
def entries(store):
    return store.part(Entries)


@pytest.fixture
def written(entries):
    return entries.add(entry(body=BODY))


@pytest.fixture
def sam(store):
    return store.part(Assumptions).add(assumption()).id


def refused(store, says, do, *args, error=Refused):
    before = store.commits
    with pytest.raises(error, match=says):
        do(*args)
    assert store.commits == before


def words_at(entries, anchor):
    """Return the words at the place that the store names."""
    return entries.get(anchor.entry).body[anchor.selector.start : anchor.selector.stop]


# -- marking


def test_a_thing_is_anchored_in_a_passage(anchors, written, sam):
    anchor = anchors.mark("assumption", sam, passage(written, "Sam said nothing"))

    assert (anchor.selector.start, anchor.selector.stop) == (30, 46)
    assert anchor.selector.suffix == ". I decided he was angry."
    assert anchors.in_entry(written.id) == [anchor]
    assert anchors.of("assumption", sam) == [anchor]


def test_the_same_passage_twice_is_one_anchor(store, anchors, written, sam):
    first = anchors.mark("assumption", sam, passage(written, "Sam said nothing"))
    before = store.commits
    assert anchors.mark("assumption", sam, passage(written, "Sam said nothing")) == first
    assert store.commits == before
    anchors.mark("assumption", sam, passage(written, "he was angry"))
    assert len(anchors.in_entry(written.id)) == 2


def test_in_an_entry_they_come_in_the_order_of_its_text(store, anchors, written, sam):
    other = store.part(Assumptions).add(assumption("He knows it")).id
    anchors.mark("assumption", sam, passage(written, "he was angry"))
    anchors.mark("assumption", other, passage(written, "Sam said nothing"))
    assert [anchor.item_id for anchor in anchors.in_entry(written.id)] == [other, sam]


def test_of_a_thing_the_newest_entry_comes_first(anchors, entries, sam):
    for day in (3, 9, 5):
        anchors.mark("assumption", sam, passage(entries.add(entry(body=BODY, day=day)), "angry"))
    days = [entries.row(anchor.entry).date.day for anchor in anchors.of("assumption", sam)]
    assert days == [10, 6, 4]


def test_words_that_are_not_there_are_refused(store, anchors, entries, written, sam):
    origin = passage(written, "I decided he was angry")
    entries.save_text(written.id, "", "I told Sam.")
    refused(store, "not in the entry any more", anchors.mark, "assumption", sam, origin)


def test_what_is_not_there_is_refused(store, anchors, entries, written, sam):
    origin = passage(written, "Sam said nothing")
    elsewhere = Origin(entry="nowhere", selector=origin.selector)
    refused(store, "assumption is not in", anchors.mark, "assumption", "x", origin, error=NotFound)
    refused(store, "entry is not in", anchors.mark, "assumption", sam, elsewhere, error=NotFound)
    refused(store, "holds no", anchors.mark, "sqlite_master", sam, origin)
    entries.trash(written.id)
    refused(store, "Recently deleted", anchors.mark, "assumption", sam, origin, error=NotFound)


@pytest.mark.parametrize("field", ["assume/0", "assume/1", "assume", "assume/x", "later/0", ""])
def test_an_answer_is_looked_up_by_its_key_and_place(store, anchors, written, sam, field):
    store.connection.execute(
        """INSERT INTO answer(id, entry_id, field_key, ord, text, updated_at)
        VALUES(?, ?, 'assume', 1, 'He was angry with me', '2026-01-01T00:00:00Z')""",
        ("a" * 36, written.id),
    )
    selector = select("He was angry with me", 0, 12)
    origin = Origin(entry=written.id, selector=selector, field=field)
    if field == "assume/1":
        assert anchors.mark("assumption", sam, origin).field == "assume/1"
    else:
        refused(store, "not in the entry", anchors.mark, "assumption", sam, origin)


def test_taking_an_anchor_away_can_be_undone(store, anchors, written, sam):
    anchor = anchors.mark("assumption", sam, passage(written, "he was angry"))

    anchors.remove(anchor.id)
    assert anchors.in_entry(written.id) == []
    before = store.commits
    anchors.remove(anchor.id)
    assert store.commits == before

    anchors.restore(anchor)
    anchors.restore(anchor)
    assert anchors.in_entry(written.id) == [anchor]


def test_an_anchor_does_not_come_back_into_what_is_gone(store, anchors, entries, written, sam):
    anchor = anchors.mark("assumption", sam, passage(written, "he was angry"))
    anchors.remove(anchor.id)
    entries.trash(written.id)
    entries.purge(written.id)
    refused(store, "entry is not in", anchors.restore, anchor, error=NotFound)


def test_pages_of_the_thing_are_told(store, anchors, written, sam):
    heard = []
    store.changes.subscribe(lambda kinds, source: heard.append(kinds))
    anchor = anchors.mark("assumption", sam, passage(written, "he was angry"))
    anchors.remove(anchor.id)
    anchors.restore(anchor)
    assert heard == [frozenset({Kind.ASSUMPTION})] * 3


def test_deleted_entries_and_deleted_things_are_left_out(store, anchors, entries, written, sam):
    anchor = anchors.mark("assumption", sam, passage(written, "he was angry"))
    entries.trash(written.id)
    assert anchors.of("assumption", sam) == []
    entries.restore(written.id)
    store.part(Assumptions).trash(sam)
    assert anchors.in_entry(written.id) == []
    store.part(Assumptions).restore(sam)
    assert anchors.in_entry(written.id) == [anchor]


# -- while the entry is edited


@pytest.fixture
def marked(anchors, written, sam):
    return anchors.mark("assumption", sam, passage(written, "Sam said nothing"))


def test_it_moves_with_its_words(anchors, entries, written, marked):
    entries.save_text(written.id, "", f"On Monday: {BODY}")

    (anchor,) = anchors.in_entry(written.id)
    assert (anchor.selector.start, anchor.selector.stop) == (41, 57)
    assert anchor.selector.prefix == ": I told Sam the plan was late. "
    assert words_at(entries, anchor) == "Sam said nothing"


def test_its_neighbours_are_kept_up_to_date(anchors, entries, written, marked):
    entries.save_text(written.id, "", BODY.replace("I decided", "I thought"))
    (anchor,) = anchors.in_entry(written.id)
    assert anchor.selector.suffix == ". I thought he was angry."


def test_the_same_words_before_do_not_take_it_over(anchors, entries, written, marked):
    entries.save_text(written.id, "", f"Sam said nothing. {BODY}")
    (anchor,) = anchors.in_entry(written.id)
    assert anchor.selector.start == 48


def test_words_like_them_are_shown_and_the_old_ones_kept(anchors, entries, written, marked):
    body = BODY.replace("said nothing", "said almost nothing")
    entries.save_text(written.id, "", body)

    (anchor,) = anchors.in_entry(written.id)
    assert anchor == marked
    assert resolve(body, anchor.selector) == (30, 54, "fuzzy")


def test_words_that_became_part_of_longer_ones_do_not_move_it(anchors, entries, written, marked):
    entries.save_text(written.id, "", f"Now. {BODY}".replace("nothing.", "nothingness."))
    assert anchors.in_entry(written.id) == [marked]


def test_words_that_were_cut_are_found_when_they_come_back(anchors, entries, written, marked):
    for body in ("", "I told Sam.", f"{BODY[:30]}{BODY[48:]}"):
        entries.save_text(written.id, "", body)
        assert anchors.in_entry(written.id) == [marked]

    entries.save_text(written.id, "", f"Before. {BODY}")
    (anchor,) = anchors.in_entry(written.id)
    assert anchor.selector.start == 38


def test_the_same_words_elsewhere_do_not_keep_it_when_it_was_only_cut(
    anchors, entries, written, marked
):
    """Cut, autosaved, and put in elsewhere: in between, another "Sam said nothing" is there."""
    other = "That evening Sam said nothing about dinner either."
    entries.save_text(written.id, "", f"{BODY} {other}")
    (before,) = anchors.in_entry(written.id)
    entries.save_text(written.id, "", other)
    assert anchors.in_entry(written.id) == [before]

    entries.save_text(written.id, "", f"{other} {BODY}")
    (anchor,) = anchors.in_entry(written.id)
    assert anchor.selector.start == len(other) + 1 + 30


def test_letters_in_parts_and_emoji_do_not_move_it(anchors, entries, sam):
    body = "Zoe\u0308 😀 was there. Cafe\u0301 noir."
    kept = entries.add(entry(body=body))
    start = body.index("was")
    anchors.mark("assumption", sam, Origin(entry=kept.id, selector=select(body, start, start + 9)))

    entries.save_text(kept.id, "", f"😀e\u0301 {body}")

    (anchor,) = anchors.in_entry(kept.id)
    placed = resolve(f"😀e\u0301 {body}", anchor.selector)
    assert f"😀e\u0301 {body}"[placed.start : placed.stop] == "was there"
    assert placed.how == "exact"


def test_going_back_to_earlier_words_and_imports_move_it_too(anchors, entries, written, marked):
    entries.save_text(written.id, "", "Nothing of this is left in here now.")
    (kept,) = entries.revisions(written.id)
    entries.revert(written.id, kept.rev)
    assert anchors.in_entry(written.id) == [marked]

    entries.rewrite(written.id, entry(body=f"On Monday: {BODY}"), None)
    (anchor,) = anchors.in_entry(written.id)
    assert anchor.selector.start == 41


def test_an_entry_without_anchors_asks_once_and_no_more(store, entries, written):
    ran = []
    store.connection.set_trace_callback(ran.append)
    entries.save_text(written.id, "", f"{BODY} And more.")
    store.connection.set_trace_callback(None)
    (asked,) = (sql for sql in ran if "anchor" in sql)
    (step,) = (row[3] for row in store.connection.execute(f"EXPLAIN QUERY PLAN {asked}"))
    assert "USING INDEX anchor_in (entry_id=? AND field=?)" in step


WORDS = st.lists(st.sampled_from(["Sam", "said", "nothing", "was", "angry", "é", "😀", "."]))
EDITS = st.lists(st.tuples(st.integers(0, 80), st.integers(0, 20), WORDS), max_size=4)


@given(edits=EDITS)
@settings(max_examples=60, deadline=None)
def test_whatever_is_edited_the_words_are_right_or_said_to_be_uncertain(tmp_path_factory, edits):
    store = Store(tmp_path_factory.mktemp("anchors") / "journal.db")
    entries, anchors = store.part(Entries), store.part(Anchors)
    kept = entries.add(entry(body=BODY))
    thing = store.part(Assumptions).add(assumption()).id
    anchors.mark("assumption", thing, passage(kept, "Sam said nothing"))
    body = BODY
    for place, cut, words in edits:
        body = body[:place] + " ".join(words) + body[place + cut :]
        entries.save_text(kept.id, "", body)
        (anchor,) = anchors.in_entry(kept.id)
        assert anchor.selector.exact == "Sam said nothing"
        placed = resolve(body, anchor.selector)
        if placed and placed.how != "fuzzy":
            assert body[placed.start : placed.stop] == "Sam said nothing"
        if "late. Sam said nothing. I" in body:
            assert placed
            assert body[placed.start : placed.stop] == "Sam said nothing"
    store.close()
