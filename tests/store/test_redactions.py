"""The passages that are withheld from readers of shares."""

from __future__ import annotations

import pytest

from journals import entry
from metanoia.domain.anchors import BODY
from metanoia.store.entries import Entries
from metanoia.store.people import People
from metanoia.store.redactions import Redactions
from metanoia.text.anchors import select

TEXT = "I told Sam the plan was late."


@pytest.fixture
def kept(store):
    return ("entry", str(store.part(Entries).add(entry(body=TEXT)).id))


def test_a_passage_is_withheld_from_all_or_from_one(store, kept):
    redactions = store.part(Redactions)
    ingrid = store.part(People).add("Ingrid", "coach")
    from_all = redactions.add(kept, BODY, select(TEXT, 7, 10))
    from_one = redactions.add(kept, BODY, select(TEXT, 15, 19), ingrid.id)
    assert redactions.all() == redactions.of(kept) == [from_all, from_one]
    assert (from_all.party, from_one.party) == (None, ingrid.id)
    assert from_all.selector.exact == "Sam"
    assert redactions.of(("entry", "another")) == []


def test_what_was_let_go_is_withheld_again_as_it_was(store, kept):
    redactions = store.part(Redactions)
    made = redactions.add(kept, BODY, select(TEXT, 7, 10))
    redactions.remove(made.id)
    assert redactions.all() == []
    redactions.put_back(made)
    assert redactions.all() == [made]


def test_it_goes_for_ever_with_its_thing(store, kept):
    redactions, entries = store.part(Redactions), store.part(Entries)
    redactions.add(kept, BODY, select(TEXT, 7, 10))
    entries.trash(kept[1])
    assert redactions.all()
    entries.purge(kept[1])
    assert redactions.all() == []
