"""Patterns are asked where the rules find them, at most five, and never again once they are answered."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maps_told import told_map
from metanoia.domain import map_edits
from metanoia.domain.loops import arrows, find
from metanoia.domain.pattern_words import words
from metanoia.domain.patterns import LARGE, PATTERNS, accepted, hits

VECTORS = json.loads((Path(__file__).parents[1] / "data/vectors.json").read_text("utf-8"))["maps"]
NAMED = {one["name"]: one for one in VECTORS}


def asked(of, chosen=()):
    loops = find(arrows(of), of.names).loops
    labels = {loop.key: loop.label for loop in loops}
    return [
        [hit.pattern, hit.strength, [labels[key] for key in hit.loops]]
        for hit in hits(of, loops, chosen)
    ]


def changed(name, **said):
    """Return a vector's map told otherwise: ``links`` by their places, ``roles``, ``actors``."""
    vector = json.loads(json.dumps(NAMED[name]))
    for place, link in said.pop("links", {}).items():
        vector["links"][place] = link
    return told_map(vector | said)


@pytest.mark.parametrize("number", range(len(VECTORS)), ids=[one["name"] for one in VECTORS])
def test_each_vector_asks_exactly_its_one_pattern(number):
    vector = VECTORS[number]
    assert asked(told_map(vector)) == vector["suggestions"]


@pytest.mark.parametrize(
    ("of", "instead"),
    [
        # both remedies late: no quick one
        (changed("shifting_the_burden", links={1: ["Quick fix", "Symptom", -1, 1]}), "two_balancing_loops"),
        # the fix itself is late as well: the delays decide nothing
        (changed("fixes_that_fail", links={1: ["Fix", "Problem", -1, 1]}), "growth_or_fix"),
        # the delay on the balancing side: a limit
        (changed("fixes_that_fail", links={1: ["Fix", "Problem", -1, 1], 2: ["Fix", "Side effect", 1, 0]}), "limits_to_growth"),
        (changed("growth_and_underinvestment", roles={}), "two_balancing_loops"),
        (changed("success_to_the_successful", links={3: ["Share to A", "B resources", 1, 0], 5: ["B success", "Share to A", 1, 0]}), None),
        (changed("eroding_goals", roles={"Goal": "goal", "Reality": "goal"}), "balancing_with_delay"),
        (changed("escalation", actors={"A action": "A", "B action": "a"}), None),
        (changed("limits_to_growth", links={2: ["Results", "Strain", 1, 0]}, roles={}), "limits_to_growth"),
    ],
    ids=["shifting", "fixes", "turned", "underinvestment", "success", "goals", "escalation", "limits"],
)  # fmt: skip
def test_what_nearly_is_a_pattern_is_not_asked_as_it(of, instead):
    found = asked(of)
    assert (found[0][0] if found else None) == instead


def test_a_limit_is_sure_by_its_role_and_else_only_possible():
    with_role = changed("limits_to_growth", links={2: ["Results", "Strain", 1, 0]})
    without = changed("limits_to_growth", links={2: ["Results", "Strain", 1, 0]}, roles={})
    assert asked(with_role)[0][1] == "full"
    assert asked(without)[0][1] == "partial"


def test_what_is_shared_is_sure_by_a_delay_or_its_role_and_else_only_possible():
    quick = {6: ["Total use", "Gain per use", -1, 0]}
    assert asked(changed("tragedy_of_the_commons", links=quick))[0][1] == "full"
    assert asked(changed("tragedy_of_the_commons", links=quick, roles={}))[0][1] == "partial"


def test_two_who_take_turns_upwards_escalate():
    links = [["My tone", "Your tone", 1, 0], ["Your tone", "My tone", 1, 0]]
    one = told_map(
        {
            "name": "Tones",
            "links": links,
            "roles": {},
            "actors": {"My tone": "me", "Your tone": "you"},
        }
    )
    assert asked(one) == [["escalation", "full", ["R1"]]]
    assert asked(told_map({"name": "Tones", "links": links, "roles": {}, "actors": {}})) == []


@pytest.mark.parametrize("answer", ["accepted", "dismissed"])
def test_what_was_answered_is_not_asked_again(answer):
    of = told_map(NAMED["fixes_that_fail"])
    loops = find(arrows(of), of.names).loops
    (hit,) = hits(of, loops)
    answered = map_edits.answer_pattern(of, hit.pattern, hit.loops, answer)
    assert not any(one.pattern == hit.pattern for one in hits(answered, loops))
    assert [note.pattern for note in accepted(answered, loops)] == (
        [hit.pattern] if answer == "accepted" else []
    )
    assert hits(map_edits.answer_pattern(answered, hit.pattern, hit.loops, None), loops) == (hit,)


def test_an_accepted_pattern_whose_loop_is_gone_is_not_told():
    of = told_map(NAMED["fixes_that_fail"])
    (hit,) = hits(of, find(arrows(of), of.names).loops)
    answered = map_edits.answer_pattern(of, hit.pattern, hit.loops, "accepted")
    cut = map_edits.remove(answered, {answered.links[1].id})
    assert accepted(cut, find(arrows(cut), cut.names).loops) == ()


def test_on_a_large_map_patterns_are_asked_only_among_what_is_chosen():
    vector = NAMED["fixes_that_fail"]
    alone = [f"Alone {number}" for number in range(LARGE)]
    of = told_map(vector, variables=alone)
    assert asked(of) == []
    ids = [one.id for one in of.variables if one.name not in alone]
    assert asked(of, ids) == vector["suggestions"]
    assert asked(of, ids[1:]) == []


def test_every_pattern_has_a_question_and_two_more():
    for pattern in PATTERNS:
        said = words(pattern)
        assert said.question.endswith("?")
        assert all(question.endswith("?") for question in said.leverage)
        assert len({said.question, *said.leverage}) == 3


@st.composite
def maps(draw):
    """Return a random map of up to eight variables, with roles and actors."""
    names = "abcdefgh"[: draw(st.integers(2, 8))]
    pairs = [(a, b) for a in names for b in names if a != b]
    chosen = draw(st.lists(st.sampled_from(pairs), unique=True, max_size=20))
    links = [[a, b, draw(st.sampled_from([1, -1, 0])), draw(st.integers(0, 1))] for a, b in chosen]
    there = sorted({name for a, b in chosen for name in (a, b)})
    roles = {name: draw(st.sampled_from(["goal", "limit", "capacity", "shared_resource"])) for name in there if draw(st.booleans())}  # fmt: skip
    actors = {name: draw(st.sampled_from(["A", "B"])) for name in there if draw(st.booleans())}
    return {"name": "Any", "links": links, "roles": roles, "actors": actors}


@given(maps())
def test_whatever_is_drawn_at_most_five_are_asked_and_ids_do_not_matter(vector):
    one, other = told_map(vector), told_map(vector)
    found = asked(one)
    assert found == asked(other)
    assert len(found) <= 5
    assert sum(strength == "ask" for _, strength, _ in found) <= 2
    labels = [label for _, _, loops in found for label in loops]
    assert all(labels.count(label) <= 2 for label in labels)
    order = [PATTERNS.index(pattern) for pattern, _, _ in found]
    assert order == sorted(order)
