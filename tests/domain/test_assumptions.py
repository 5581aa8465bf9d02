"""What an assumption, a test and an action may say, and the sentence for what they may not."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assumed import experiment
from metanoia.domain import assumptions
from metanoia.domain.actions import NewAction
from metanoia.domain.assumptions import Assumption, NewAssumption
from metanoia.domain.entries import storable
from metanoia.domain.errors import Refused


@given(said=st.text(max_size=320))
def test_a_statement_is_one_line_of_5_to_300_characters(said):
    try:
        kept = assumptions.statement(said)
    except Refused:
        assert not 5 <= len(" ".join(storable(said).split())) <= 300
    else:
        assert 5 <= len(kept) <= 300
        assert "\n" not in kept
        assert kept.split() == storable(said).split()
        assert assumptions.statement(kept) == kept


@pytest.mark.parametrize(
    ("check", "good", "bad"),
    [
        (assumptions.check_confidence, (0, 100), (-1, 101)),
        (assumptions.check_importance, (0, 10), (-1, 11)),
        (assumptions.check_weight, (1, 3), (0, 4)),
    ],
)
def test_numbers_have_their_range(check, good, bad):
    for number in good:
        check(number)
    for number in bad:
        with pytest.raises(Refused):
            check(number)


def test_words_are_kept_without_the_blanks_around_them():
    assert assumptions.text("  a\nb ", "It") == "a\nb"
    assert assumptions.line(" a\n b ", 10, "It") == "a b"
    assert assumptions.needed(" a ", "It") == "a"
    with pytest.raises(Refused, match="It is still empty"):
        assumptions.needed(" \n", "It")
    with pytest.raises(Refused, match="It has at most 500 characters; this one has 501"):
        assumptions.text("x" * 501, "It")


def test_what_is_new_is_tidy():
    new = NewAssumption(statement=" Sam  is\nangry ", person=" Sam ", if_wrong=" He smiles ")
    assert (new.statement, new.person, new.if_wrong) == ("Sam is angry", "Sam", "He smiles")
    assert (new.about, new.importance, new.confidence) == ("situation", 5, None)
    planned = experiment(plan=" Ask ", foretold=" He will\nsay no ")
    assert (planned.plan, planned.foretold) == ("Ask", "He will say no")
    assert NewAction(text=" Ask ").text == "Ask"


@pytest.mark.parametrize("state", assumptions.STATES)
def test_what_was_revised_or_dropped_is_closed(state):
    at = dt.datetime(2026, 3, 2, tzinfo=dt.UTC)
    kept = Assumption(
        id="x",
        statement="Sam is angry",
        about="me",
        person="",
        if_wrong="",
        importance=5,
        state=state,
        confidence=None,
        revised_to=None,
        revised_from=None,
        closed_at=None,
        closing_note="",
        touched_at=at,
        rev=1,
        created_at=at,
        updated_at=at,
    )
    assert kept.closed == (state in ("revised", "dropped"))


@pytest.mark.parametrize("unfit", ["\0", "\ud800"])
def test_what_no_journal_can_hold_is_left_out_of_every_text(unfit):
    new = NewAssumption(statement=f"Sam{unfit} is angry", person=unfit * 3, if_wrong=f"He{unfit}")
    kept = new.statement + new.person + new.if_wrong + NewAction(text=f"Ask{unfit}").text
    assert unfit not in kept
    with pytest.raises(Refused, match="at least 5"):
        NewAssumption(statement="Sam" + "\0" * 9)
