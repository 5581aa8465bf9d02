"""What a learning target says and where it stands follows from what both sides said of it."""

from __future__ import annotations

import dataclasses
import datetime as dt
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from metanoia.domain.errors import Refused
from metanoia.domain.learning_targets import (
    ACTORS,
    ACTS,
    OUTCOMES,
    TargetEvent,
    TargetId,
    Wording,
    said_at,
    standing,
    wording,
)

VECTORS = json.loads((Path(__file__).parents[1] / "data/vectors.json").read_text("utf-8"))

ONE = Wording("Ask one open question", "Three colleagues noticed", dt.date(2026, 4, 30))
OTHER = ONE._replace(text="Ask two open questions")
START = dt.datetime(2026, 3, 1, 9, tzinfo=dt.UTC)


def event(minute, actor, act, said=ONE, outcome=None):
    return TargetEvent(
        id=f"{minute:04}-{actor}-{act}",
        target=TargetId("t"),
        at=START + dt.timedelta(minutes=minute),
        actor=actor,
        act=act,
        wording=said,
        outcome=outcome,
    )


@pytest.mark.parametrize("vector", VECTORS["wording_hash"])
def test_the_hash_of_a_wording_is_the_published_one(vector):
    due = dt.date.fromisoformat(vector["due_on"])
    assert Wording(vector["text"], vector["sign_of_done"], due).sha256 == vector["sha256"]


def test_the_hash_does_not_depend_on_how_accents_are_written_or_on_blanks_around():
    assert Wording("cafe\u0301 ", "x", None).sha256 == Wording(" caf\u00e9", "x", None).sha256


def test_a_target_is_agreed_once_both_hold_the_same_words():
    proposed = [event(0, "coach", "propose")]
    assert standing(proposed).state == "proposed"
    assert standing(proposed).waits_for == "journaler"
    agreed = standing([*proposed, event(1, "journaler", "agree")])
    assert (agreed.state, agreed.agreed_sha256) == ("agreed", ONE.sha256)
    assert agreed.waits_for is None


def test_another_wording_opens_it_again_until_the_other_side_agrees():
    events = [event(0, "coach", "propose"), event(1, "journaler", "agree")]
    events.append(event(2, "journaler", "counter", OTHER))
    countered = standing(events)
    assert (countered.state, countered.waits_for) == ("countered", "coach")
    assert countered.wording == OTHER
    events.append(event(3, "coach", "agree", ONE))  # to words that are no longer the question
    assert standing(events).state == "countered"
    events.append(event(4, "coach", "agree", OTHER))
    assert standing(events).agreed_sha256 == OTHER.sha256


def test_settling_needs_agreement_first():
    events = [event(0, "coach", "propose"), event(1, "journaler", "settle", outcome="met")]
    assert standing(events).state == "proposed"
    events += [event(2, "journaler", "agree"), event(3, "coach", "settle", outcome="partly_met")]
    assert standing(events).state == "partly_met"


def test_declined_and_withdrawn_are_ends_until_somebody_proposes_anew():
    events = [event(0, "coach", "propose"), event(1, "journaler", "decline")]
    assert standing(events).state == "declined"
    assert standing([*events, event(2, "journaler", "agree")]).state == "declined"
    assert standing([*events, event(2, "coach", "propose", OTHER)]).state == "proposed"
    agreed = [event(0, "coach", "propose"), event(1, "journaler", "agree")]
    assert standing([*agreed, event(2, "journaler", "decline")]).state == "agreed"
    assert standing([*agreed, event(2, "coach", "withdraw")]).state == "withdrawn"


def test_a_clock_that_is_behind_does_not_undo_an_agreement():
    events = [event(60, "coach", "propose"), event(5, "journaler", "agree")]
    assert standing(events).state == "agreed"


def test_without_a_proposal_there_is_no_target():
    with pytest.raises(ValueError, match="proposed"):
        standing([event(0, "coach", "agree")])


EVENTS = st.lists(
    st.tuples(st.integers(0, 9), st.sampled_from(ACTORS), st.sampled_from(ACTS), st.booleans()),
    min_size=1,
    max_size=12,
    unique_by=lambda said: said[:3],
)


@given(EVENTS, st.randoms(use_true_random=False))
def test_both_sides_come_to_the_same_in_whatever_order_events_arrive(said, shuffled):
    events = [event(-1, "coach", "propose")] + [
        event(at, actor, act, OTHER if other else ONE, "met" if act == "settle" else None)
        for at, actor, act, other in said
    ]
    mixed = list(events)
    shuffled.shuffle(mixed)
    here, there = standing(events), standing(mixed)
    assert here == there
    held = here.state in ("agreed", *OUTCOMES)
    assert held == (here.agreed_sha256 is not None)
    assert not held or here.agreed_sha256 == here.wording.sha256


@pytest.mark.parametrize(
    ("text", "sign"),
    [("", "x"), ("abc", "x"), ("x" * 301, "y"), ("Ask more", ""), ("Ask more", "x" * 301)],
)
def test_a_wording_that_is_no_wording_is_refused(text, sign):
    with pytest.raises(Refused):
        wording(text, sign, None)


def test_what_is_said_now_is_later_than_all_that_was_said_before():
    before = [event(3, "coach", "propose"), event(1, "journaler", "counter", OTHER)]
    assert said_at(START, []) == START
    assert said_at(START, before) == before[0].at + dt.timedelta(seconds=1)
    assert said_at(START + dt.timedelta(days=1), before) == START + dt.timedelta(days=1)


def test_a_clock_at_the_end_of_time_stops_nobody():
    last = dt.datetime(9999, 12, 31, 23, 59, 59, tzinfo=dt.UTC)
    proposed = dataclasses.replace(event(0, "coach", "propose"), at=last)
    assert said_at(START, [proposed]) == last
    agreed = dataclasses.replace(event(1, "journaler", "agree"), at=last)
    assert standing([agreed, proposed]).state == "agreed"
