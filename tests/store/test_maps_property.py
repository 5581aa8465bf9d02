"""Whatever a map is made into, and in whatever order, it is kept to the letter."""

from __future__ import annotations

import tempfile
from dataclasses import replace
from itertools import pairwise, permutations
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from maps_told import key, link, new_id, plain_map, variable
from metanoia.domain.maps import LoopNote, MapNote, PatternNote
from metanoia.store import copy
from metanoia.store.maps import Maps
from stores import Store

POOL = [variable(f"Variable {n}") for n in range(5)]
LINKS = [link(a, b) for a, b in permutations(POOL, 2)]
NOTES = [MapNote(id=new_id(), text=f"Note {n}") for n in range(3)]
KEYS = [key(a, b) for a, b in pairwise(POOL)]
NAMES = ("Calm", "calm night", "Load", "Zeal", "下雪", "Hold")
ONE = plain_map(variables=(), links=())


@st.composite
def drawn(draw):
    """A map of some of the pool, named and put in any order."""
    kept = draw(st.lists(st.sampled_from(POOL), unique_by=lambda one: one.id))
    names = draw(st.permutations(NAMES))
    places = st.floats(-1000, 1000)
    variables = [_named(one, names[n], draw(places)) for n, one in enumerate(kept)]
    there = {one.id for one in kept}
    free = [one for one in LINKS if {one.source, one.target} <= there]
    links = draw(st.lists(st.sampled_from(free), unique_by=lambda one: one.id)) if free else []
    words = st.sampled_from(["", "why", "because\nof"])
    return plain_map(
        draw(st.sampled_from(["One", "Other"])),
        id=ONE.id,
        variables=tuple(variables),
        links=tuple(
            _link(one, draw(st.sampled_from([1, -1, 0])), draw(st.booleans()), draw(words))
            for one in links
        ),
        notes=tuple(draw(st.lists(st.sampled_from(NOTES), unique_by=lambda one: one.id))),
        loop_notes=tuple(
            LoopNote(key=one, name="N", story=draw(words))
            for one in draw(st.lists(st.sampled_from(KEYS), unique=True))
        ),
        pattern_notes=tuple(
            PatternNote(pattern=one, loops=(KEYS[0],), state="accepted", note=draw(words))
            for one in draw(st.lists(st.sampled_from(["escalation", "growth_or_fix"]), unique=True))
        ),
    )


def _named(one, name, x):
    return replace(one, name=name, x=x)


def _link(one, polarity, delayed, because):
    return replace(one, polarity=polarity, delayed=delayed, because=because)


@given(st.lists(drawn(), min_size=1, max_size=6))
@settings(max_examples=60, deadline=None)
def test_every_map_that_a_map_becomes_is_kept_to_the_letter(became):
    with tempfile.TemporaryDirectory() as folder:
        store = Store(Path(folder) / "journal.db")
        maps = store.part(Maps)
        maps.add(ONE)
        rev = 1
        now = ONE
        for new in became:
            maps.keep(new)
            assert maps.get(ONE.id) == new
            rev += new != now
            now = new
            assert maps.kept(ONE.id).rev == rev
        assert not store.connection.execute("PRAGMA foreign_key_check").fetchall()
        assert copy.verify(store.connection) == []
        store.close()
