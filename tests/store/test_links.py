"""Links on a real encrypted file."""

from __future__ import annotations

import pytest

from journals import entry
from metanoia.domain.errors import NotFound, Refused
from metanoia.store.entries import Entries
from metanoia.store.links import Links


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
