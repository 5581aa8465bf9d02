"""Sorting values: every way through it, and no more questions than were promised."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from metanoia.domain.errors import Refused
from metanoia.domain.sorting import Sorting, deck, from_text, most_questions
from metanoia.domain.value_cards import CARDS

TEN = tuple("abcdefghij")


def piled(names, pile="much"):
    sorting = Sorting(tuple(names))
    for name in names:
        sorting = sorting.pile(name, pile)
    return sorting


def ranked(sorting, weight):
    """Answer every question by what each name weighs; equal where two weigh the same."""
    while asked := sorting.question:
        one, other = (weight[name] for name in asked)
        sorting = sorting.answer(None if one == other else asked[0 if one > other else 1])
    return sorting


def test_there_are_42_cards_of_one_word_each_with_a_gloss():
    names = [card.name for card in CARDS]
    assert len(names) == len({name.casefold() for name in names}) == 42
    assert all(name.isalpha() and name.istitle() for name in names)
    assert all(0 < len(card.gloss) <= 60 for card in CARDS)


def test_own_values_come_first_and_once():
    assert deck(["Wonder", "courage"])[:3] == ("Wonder", "courage", "Adventure")
    assert len(deck(["Wonder", "courage"])) == 43
    assert len(deck()) == 42


def test_cards_go_on_piles_one_after_the_other():
    sorting = Sorting(("Craft", "Rest", "Play"))
    assert (sorting.stage, sorting.card) == ("piles", "Craft")
    sorting = sorting.pile("Craft", "much").pile("Rest", "not_now")
    assert sorting.card == "Play"
    sorting = sorting.own("  My   word ").pile("Play", "somewhat")
    assert sorting.card == "My word"
    sorting = sorting.pile("My word", "much").pile("Rest", "much")  # thought better of it
    assert sorting.chosen == ("Craft", "Rest", "My word")
    assert sorting.piles["Play"] == "somewhat"
    assert (sorting.stage, sorting.question) == ("rank", ("Rest", "Craft"))


def test_without_a_card_that_matters_there_is_only_the_way_back():
    sorting = piled("ab", "somewhat")
    assert (sorting.stage, sorting.order, sorting.question) == ("none", (), None)
    assert sorting.back().card == "b"


def test_a_single_card_is_asked_nothing():
    sorting = piled("a")
    assert (sorting.stage, sorting.order) == ("meanings", ("a",))


def test_more_than_ten_are_let_go_until_ten_are_left():
    sorting = piled("abcdefghijkl")
    assert (sorting.stage, sorting.to_drop, sorting.order) == ("narrow", 2, ())
    sorting = sorting.drop("c").drop("a")
    assert (sorting.stage, sorting.chosen) == ("rank", tuple("bdefghijkl"))
    with pytest.raises(Refused):
        sorting.drop("b")
    assert sorting.back().to_drop == 1


def test_ten_are_put_in_order_by_25_questions_at_most():
    assert [most_questions(n) for n in (0, 1, 2, 3, 10)] == [0, 0, 1, 3, 25]


@given(st.permutations(range(10)))
@settings(max_examples=60, deadline=None)
def test_the_order_is_that_of_the_answers(weights):
    weight = dict(zip(TEN, weights, strict=True))
    sorting = ranked(piled(TEN), weight)
    assert sorting.order == tuple(sorted(TEN, key=lambda name: -weight[name]))
    assert sorting.answered <= 25
    assert sorting.explained == sorting.order[:5]


@given(st.lists(st.integers(0, 3), min_size=1, max_size=10))
@settings(max_examples=60, deadline=None)
def test_equals_stand_side_by_side(weights):
    names = TEN[: len(weights)]
    weight = dict(zip(names, weights, strict=True))
    sorting = ranked(piled(names), weight)
    found = [weight[name] for name in sorting.order]
    assert found == sorted(weights, reverse=True)
    assert sorted(sorting.order) == sorted(names)
    assert sorting.answered <= most_questions(len(names)) <= 25


@st.composite
def begun(draw):
    """A sort that was left anywhere."""
    sorting = Sorting(
        tuple(
            draw(st.lists(st.text("abcxyzäß ", min_size=1, max_size=4), unique=True, max_size=14))
        )
    )
    for _ in range(draw(st.integers(0, 40))):
        own = draw(st.sampled_from(["", "", "", "Own", "Mine"]))
        if own and own not in sorting.all_cards and sorting.stage == "piles":
            sorting = sorting.own(own)
        elif sorting.card is not None:
            pile = draw(st.sampled_from(["much", "much", "somewhat", "not_now"]))
            sorting = sorting.pile(sorting.card, pile)
        elif sorting.stage == "narrow":
            sorting = sorting.drop(draw(st.sampled_from(sorting.chosen)))
        elif sorting.question:
            sorting = sorting.answer(draw(st.sampled_from([None, *sorting.question])))
        elif sorting.explained:
            sorting = sorting.say(
                sorting.explained[0], draw(st.sampled_from(["", "For me.", "„So“"]))
            )
    return sorting


@given(begun())
@settings(max_examples=80, deadline=None)
def test_a_sort_comes_back_from_its_text(sorting):
    assert from_text(sorting.as_text()) == sorting


@given(begun())
@settings(max_examples=50, deadline=None)
def test_every_step_leads_back_to_the_beginning(sorting):
    for _ in itertools.repeat(None, len(sorting.acts)):
        before = sorting.back()
        assert len(before.acts) == len(sorting.acts) - 1
        assert before.stage in ("piles", "none", "narrow", "rank", "meanings")
        sorting = before
    assert not sorting.can_go_back
    assert sorting.back() == sorting


@pytest.mark.parametrize(
    "act",
    [
        lambda sorting: sorting.pile("q", "much"),
        lambda sorting: sorting.pile("a", "much"),  # the order was begun
        lambda sorting: sorting.own("New"),
        lambda sorting: sorting.drop("a"),
        lambda sorting: sorting.answer("a"),  # c or b was asked
        lambda sorting: sorting.say("a", "x" * 501),
    ],
)
def test_what_cannot_be_done_is_refused(act):
    sorting = piled("abc").answer(None)
    with pytest.raises(Refused):
        act(sorting)


def test_own_cards_have_names_of_their_own_and_an_end():
    sorting = Sorting(("Craft",))
    for name in ("craft", "  ", "x" * 61):
        with pytest.raises(Refused):
            sorting.own(name)
    for n in range(20):
        sorting = sorting.own(f"Own {n}")
    with pytest.raises(Refused, match="at most 20"):
        sorting.own("One more")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "null",
        '{"cards": ["a"]}',
        '{"cards": "abc", "acts": [], "meanings": {}}',
        '{"cards": ["a"], "acts": [["pile", "a"]], "meanings": {}}',
        '{"cards": ["a"], "acts": [["pile", "a", "loved"]], "meanings": {}}',
        '{"cards": ["a"], "acts": [["first", "a"]], "meanings": {}}',
        '{"cards": ["a"], "acts": [[]], "meanings": {}}',
        '{"cards": ["a"], "acts": [], "meanings": [1]}',
        '{"cards": ["a"], "acts": [["pile", ["a"], "much"]], "meanings": {}}',
        '{"cards": ["a"], "acts": [], "meanings": {"a": 7}}',
    ],
)
def test_what_is_no_sort_is_refused(text):
    with pytest.raises(Refused, match="Begin it anew"):
        from_text(text)


def test_a_renamed_card_keeps_its_place_and_what_it_means():
    sorting = Sorting(("Care", "Rest", "Calm"), meanings={"Care": "Before."})
    for name, pile in (("Care", "much"), ("Rest", "much"), ("Calm", "not_now")):
        sorting = sorting.pile(name, pile)
    sorting = sorting.answer("Care").renamed("Care", "Warmth", "Now.")
    assert sorting.order == ("Warmth", "Rest")
    assert sorting.meanings == {"Warmth": "Now."}
    assert from_text(sorting.as_text()) == sorting


@pytest.mark.parametrize(("taken", "order"), [("Calm", ("Calm", "Rest")), ("Rest", ("Rest",))])
def test_a_card_of_the_new_name_makes_way(taken, order):
    sorting = Sorting(("Care", "Rest", "Calm"))
    for name, pile in (("Care", "much"), ("Rest", "much"), ("Calm", "not_now")):
        sorting = sorting.pile(name, pile)
    sorting = sorting.answer("Care").renamed("Care", taken, "")
    assert sorting.order == order
    assert from_text(sorting.as_text()) == sorting
