"""What is done to a map makes a new one; what cannot be done leaves the old one, and undo brings it back."""

from __future__ import annotations

import datetime as dt
import random
import uuid
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maps_told import full_map, link, plain_map, variable
from metanoia.domain import map_edits, maps
from metanoia.domain.errors import Refused
from metanoia.domain.map_history import STEPS, MapHistory
from metanoia.domain.maps import CausalLink, CausalMap, Drawn, MapNote, Variable


@pytest.fixture
def two():
    """Return a map of two variables, linked both ways."""
    return plain_map()


def test_a_variable_comes_with_its_links_and_goes_with_them(two):
    calm = variable("Calm")
    grown = map_edits.connect(map_edits.add_variable(two, calm), link(two.variables[0], calm))
    assert [one.name for one in grown.variables] == ["Holes", "Shifts", "Calm"]
    assert len(grown.links) == 3
    assert map_edits.remove(grown, {calm.id}) == two
    assert map_edits.remove(two, {two.variables[0].id}).links == ()


def test_the_sign_of_a_link_turns_from_plus_to_minus_to_unsure(two):
    first, signs = two.links[0].id, []
    for _ in range(3):
        two = map_edits.flip(two, first)
        signs.append(two.link(first).polarity)
    assert signs == [-1, 0, 1]


def test_a_link_is_turned_around_unless_the_way_back_is_there(two):
    with pytest.raises(Refused, match="linked in this direction already"):
        map_edits.turn(two, two.links[0].id)
    alone = map_edits.remove(two, {two.links[1].id})
    turned = map_edits.turn(alone, alone.links[0].id).links[0]
    assert (turned.source, turned.target) == (two.variables[1].id, two.variables[0].id)


def test_things_are_laid_elsewhere_and_the_rest_stays(two):
    noted = map_edits.add_note(two, MapNote(id="n", text="Ask Lena"))
    moved = map_edits.place(noted, {two.variables[0].id: (8, -16), "n": (1, 2)})
    assert [(one.x, one.y) for one in moved.variables] == [(8, -16), (200, 0)]
    assert (moved.notes[0].x, moved.notes[0].y) == (1, 2)


def test_a_loop_is_named_and_forgotten_once_nothing_is_said_of_it(two):
    named = map_edits.say_of_loop(two, "a>b", name=" Quick  relief ", story="It helps.")
    assert named.loop_note("a>b").name == "Quick relief"
    assert map_edits.say_of_loop(named, "a>b", name="", story="") == two


@pytest.mark.parametrize(
    ("act", "sentence"),
    [
        (lambda of: map_edits.add_variable(of, variable(" ")), "still empty"),
        (lambda of: map_edits.add_variable(of, variable("x" * 61)), "at most 60"),
        (lambda of: map_edits.add_variable(of, variable("HOLES")), "on this map already"),
        (lambda of: map_edits.change_variable(of, of.variables[0].id, name="shifts"), "on this map already"),
        (lambda of: map_edits.change_variable(of, of.variables[0].id, role="boss"), "A role is"),
        (lambda of: map_edits.change_variable(of, of.variables[0].id, x=float("nan")), "too far"),
        (lambda of: map_edits.change_variable(of, of.variables[0].id, measure="m", metric="n"), "has one line"),
        (lambda of: map_edits.connect(of, link(of.variables[0], of.variables[0])), "not back to itself"),
        (lambda of: map_edits.connect(of, link(of.variables[0], of.variables[1])), "linked in this direction already"),
        (lambda of: map_edits.connect(of, link(of.variables[0], variable("Gone"))), "not on this map"),
        (lambda of: map_edits.change_link(of, of.links[0].id, polarity=2), "unsure"),
        (lambda of: map_edits.change_link(of, of.links[0].id, because="x" * 501), "at most 500"),
        (lambda of: map_edits.add_note(of, MapNote(id="n", text=" ")), "still empty"),
        (lambda of: replace(of, title=" "), "still empty"),
        (lambda of: replace(of, horizon_days=0), "from one day to ten years"),
        (lambda of: map_edits.change_variable(of, of.variables[0].id, drawn=(Drawn(dt.date(2026, 1, 1), 11),)), "from 0 to 10"),
        (lambda of: map_edits.change_variable(of, of.variables[0].id, drawn=(Drawn(dt.date(2026, 1, 2), 1), Drawn(dt.date(2026, 1, 1), 1))), "oldest first"),
    ],
    ids=range(17),
)  # fmt: skip
def test_what_no_map_holds_is_refused_in_a_sentence(two, act, sentence):
    before = two
    with pytest.raises(Refused, match=sentence):
        act(two)
    assert two == before


def test_a_map_has_bounds():
    many = tuple(variable(f"Variable {number}") for number in range(maps.VARIABLES))
    full = CausalMap(id="m", title="Full", variables=many)
    with pytest.raises(Refused, match="at most 60 variables"):
        map_edits.add_variable(full, variable("One more"))
    pairs = [(a, b) for a in many[:14] for b in many[:14] if a is not b][: maps.LINKS]
    linked = replace(full, links=tuple(link(a, b) for a, b in pairs))
    with pytest.raises(Refused, match="at most 150 links"):
        map_edits.connect(linked, link(many[20], many[21]))
    notes = tuple(MapNote(id=str(number), text="A note") for number in range(maps.NOTES))
    with pytest.raises(Refused, match="at most 40 notes"):
        map_edits.add_note(replace(full, notes=notes), MapNote(id="more", text="One more"))


def test_undo_goes_back_step_by_step_and_redo_forward_until_something_else_is_done(two):
    history = MapHistory(two)
    assert (history.undo(), history.undoes) == (None, "")
    named = map_edits.change_variable(two, two.variables[0].id, name="Gaps")
    assert history.done(named, "Variable changed")
    assert not history.done(named, "Nothing")
    assert history.undoes == "Variable changed"
    assert (history.undo(), history.now, history.redoes) == (
        "Variable changed",
        two,
        "Variable changed",
    )
    assert (history.redo(), history.now) == ("Variable changed", named)
    history.undo()
    history.done(map_edits.remove(two, {two.links[0].id}), "Deleted")
    assert history.redo() is None


def edit(of: CausalMap, chance: random.Random) -> CausalMap:
    """Do something to a map, whatever comes; what is refused changes nothing."""
    some = chance.choice(of.variables) if of.variables else None
    other = chance.choice(of.variables) if of.variables else None
    line = chance.choice(of.links) if of.links else None
    name = chance.choice("abcdefghij") * chance.choice([1, 2, 30])
    acts = [
        lambda: map_edits.add_variable(
            of, Variable(id=str(uuid.UUID(int=chance.getrandbits(128))), name=name)
        )
    ]
    if some and other:
        acts += [
            lambda: map_edits.change_variable(of, some.id, name=name, mine=not some.mine),
            lambda: map_edits.place(of, {some.id: (chance.uniform(-900, 900), 8.0)}),
            lambda: map_edits.remove(of, {some.id}),
            lambda: map_edits.connect(of, CausalLink(id=str(uuid.UUID(int=chance.getrandbits(128))), source=some.id, target=other.id)),
        ]  # fmt: skip
    if line:
        acts += [
            lambda: map_edits.flip(of, line.id),
            lambda: map_edits.turn(of, line.id),
            lambda: map_edits.change_link(of, line.id, because=name, delayed=not line.delayed),
            lambda: map_edits.say_of_loop(of, name, name=name, story=""),
            lambda: map_edits.answer_pattern(of, "escalation", [name], "dismissed"),
        ]
    try:
        return chance.choice(acts)()
    except Refused:
        return of


@given(st.integers(0, 2**32), st.integers(1, 60))
def test_undo_to_the_beginning_brings_back_the_exact_start_and_redo_the_end(seed, steps):
    chance, start = random.Random(seed), full_map()
    history = MapHistory(start)
    for _ in range(steps):
        history.done(edit(history.now, chance), "Something")
    end = history.now
    while history.undo() is not None:
        pass
    assert history.now == start
    while history.redo() is not None:
        pass
    assert history.now == end


def test_no_more_than_five_hundred_steps_are_kept(two):
    history = MapHistory(two)
    for number in range(STEPS + 5):
        history.done(replace(history.now, question=f"Why {number}?"), "Question")
    undone = 0
    while history.undo() is not None:
        undone += 1
    assert undone == STEPS
