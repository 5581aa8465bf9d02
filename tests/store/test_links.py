"""Links on a real encrypted file."""

from __future__ import annotations

import pytest

from assumed import assumption
from journals import entry
from metanoia.domain.actions import NewAction
from metanoia.domain.errors import NotFound, Refused
from metanoia.store.actions import Actions
from metanoia.store.assumptions import Assumptions
from metanoia.store.entries import Entries
from metanoia.store.links import Links, Ties


@pytest.fixture
def links(store):
    return store.part(Links)


@pytest.fixture
def three(store):
    entries = store.part(Entries)
    return [entries.add(entry(title, day=day)).id for day, title in enumerate("abc")]


def titles(rows):
    return [row.title for row in rows]


def test_a_link_is_seen_from_both_ends(links, three):
    a, b, c = three
    links.connect(a, b)
    links.connect(c, a)

    assert titles(links.of(a)) == ["c", "b"]
    assert titles(links.of(b)) == ["a"]
    assert titles(links.of(c)) == ["a"]


def test_linking_again_from_either_end_writes_nothing(links, three, store):
    a, b, _ = three
    links.connect(a, b)
    before = store.commits

    links.connect(a, b)
    links.connect(b, a)

    assert store.commits == before


def test_a_link_can_be_undone_from_either_end(links, three, store):
    a, b, _ = three
    links.connect(a, b)

    links.disconnect(b, a)

    assert links.of(a) == []
    before = store.commits
    links.disconnect(b, a)
    assert store.commits == before


def test_senseless_links_are_refused(links, three):
    a, b, _ = three
    with pytest.raises(Refused):
        links.connect(a, a)
    with pytest.raises(Refused):
        links.connect(a, b, "loves")
    with pytest.raises(NotFound):
        links.connect(a, "nobody")


# -- ties of any two things


@pytest.fixture
def ties(store):
    return store.part(Ties)


@pytest.fixture
def ends(store, three):
    kept = store.part(Assumptions).add(assumption()).id
    step = store.part(Actions).add(NewAction(text="Ask Sam")).id
    return ("entry", three[0]), ("assumption", kept), ("action", step)


def test_a_tie_is_seen_from_both_ends(ties, ends):
    written, kept, step = ends
    ties.connect(written, kept)
    ties.connect(step, kept, "serves")

    assert ties.of(*kept) == [(*written, "about"), (*step, "serves")]
    assert ties.of(*written) == [(*kept, "about")]
    assert ties.of(*step) == [(*kept, "serves")]


def test_tying_again_from_either_end_writes_nothing(store, ties, ends):
    written, kept, _ = ends
    ties.connect(written, kept)
    before = store.commits
    ties.connect(kept, written)
    assert store.commits == before
    ties.connect(kept, written, "answers")
    assert len(ties.of(*kept)) == 2


def test_a_tie_can_be_undone_from_either_end(store, ties, ends):
    written, kept, step = ends
    ties.connect(written, kept)
    ties.connect(kept, step)

    ties.disconnect(kept, written)

    assert ties.of(*kept) == [(*step, "about")]
    before = store.commits
    ties.disconnect(kept, written)
    assert store.commits == before


def test_senseless_ties_are_refused(store, ties, ends):
    written, kept, step = ends
    before = store.commits
    with pytest.raises(Refused, match="itself"):
        ties.connect(kept, kept)
    with pytest.raises(Refused, match="loves"):
        ties.connect(kept, written, "loves")
    with pytest.raises(Refused, match="holds no"):
        ties.connect(kept, ("meta", "name"))
    with pytest.raises(NotFound):
        ties.connect(kept, ("entry", "nobody"))
    assert store.commits == before
    store.part(Actions).trash(step[1])
    with pytest.raises(NotFound, match="Recently deleted"):
        ties.connect(kept, step)


def test_what_is_deleted_is_left_out_until_it_comes_back(store, ties, ends):
    written, kept, step = ends
    ties.connect(written, kept)
    ties.connect(kept, step)
    store.part(Entries).trash(written[1])
    assert ties.of(*kept) == [(*step, "about")]
    store.part(Entries).restore(written[1])
    assert len(ties.of(*kept)) == 2
    actions = store.part(Actions)
    actions.trash(step[1])
    actions.purge(step[1])
    assert ties.of(*kept) == [(*written, "about")]
    assert store.one("SELECT count(*) FROM item_link") == 1


def test_two_things_are_tied_by_one_relation_alone(store, ties, ends):
    written, kept, step = ends
    ties.connect(written, kept)
    ties.connect(kept, written, "strains")
    ties.connect(step, kept)

    ties.set_relation(written, kept, "serves")

    assert ties.of(*written) == [(*kept, "serves")]
    before = store.commits
    ties.set_relation(kept, written, "serves")
    assert store.commits == before
    ties.set_relation(written, kept, "strains")
    assert ties.of(*kept) == [(*step, "about"), (*written, "strains")]
    ties.set_relation(kept, written, None)
    assert ties.of(*kept) == [(*step, "about")]
    before = store.commits
    ties.set_relation(kept, written, None)
    assert store.commits == before


def test_a_relation_that_there_is_not_leaves_the_one_there_was(store, ties, ends):
    written, kept, _ = ends
    ties.connect(written, kept, "serves")
    before = store.commits
    for wrong, start in (("loves", written), ("strains", kept)):
        with pytest.raises(Refused):
            ties.set_relation(start, kept, wrong)
    assert (ties.of(*written), store.commits) == ([(*kept, "serves")], before)
