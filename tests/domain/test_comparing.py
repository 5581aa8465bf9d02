"""Two shares compared: by id and content, and how each thing moved, over what was shared alone."""

from __future__ import annotations

import dataclasses
import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clients import number, share, thing
from metanoia.domain import comparing_things as moved
from metanoia.domain.comparing import compare, content_hash, hashes, sort_out
from metanoia.domain.tension import Split

KEYS = st.tuples(st.sampled_from(["entry", "goal"]), st.sampled_from("abcde"))
SIDE = st.dictionaries(KEYS, st.sampled_from("12"))


def pair(kind, before, after, *, plain=None):
    """Compare two shares that hold one thing each; None: it is not in that share."""

    def holding(n, fields):
        things = () if fields is None else (thing(kind, 1, fields, plain or {}),)
        return share(n, entries=(), things=things)

    return compare(holding(1, before), holding(2, after))


def test_the_vector_of_the_method():
    before = {("a", "as1"): "h1", ("g", "g1"): "h2", ("e", "e1"): "h3"}
    after = {("a", "as1"): "h1b", ("g", "g1"): "h2", ("e", "e2"): "h4"}
    found = sort_out(before, after)
    assert found.new == (("e", "e2"),)
    assert found.changed == (("a", "as1"),)
    assert found.same == (("g", "g1"),)
    assert found.not_in_this_share == (("e", "e1"),)


@given(SIDE, SIDE)
def test_each_thing_is_in_one_list(before, after):
    found = sort_out(before, after)
    assert sorted(item for items in found for item in items) == sorted({**before, **after})
    assert {*found.new, *found.changed, *found.same} == set(after)


def test_without_an_earlier_share_all_is_new():
    found = compare(None, share())
    assert len(found.difference.new) == 1
    assert not list(found.pairs("goal"))


def test_the_content_hash_is_of_sorted_compact_json():
    assert content_hash({"b": 1, "a": "é"}) == content_hash({"a": "é", "b": 1})
    assert content_hash({}) == "44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a"


def test_a_revision_alone_changes_nothing_and_every_shared_word_does():
    first = thing("goal", 1, {"state": "active"}, {"title": "Listen"})
    base = hashes(share(things=(first,)))
    again = dataclasses.replace(first, rev=9)
    assert hashes(share(things=(again,))) == base
    for other in (
        dataclasses.replace(first, fields={"state": "parked"}),
        dataclasses.replace(first, plain={"title": "Listen more"}),
        dataclasses.replace(first, withheld=1),
    ):
        assert hashes(share(things=(other,))) != base
    entry = share().entries[0]
    for change in ({"body": "Other."}, {"tags": ("a",)}, {"mood": 3}, {"time": dt.time(9, 0)}):
        assert hashes(share(entries=(dataclasses.replace(entry, **change),))) != hashes(share())


# -- assumptions


def point(n, confidence):
    return {"id": number(n), "on": f"2026-01-0{n}", "confidence": confidence, "cause": "review"}


def test_confidence_then_and_now_with_the_reasons_since():
    plain = {f"point/{number(1)}": "Old.", f"point/{number(2)}": "She spoke first."}
    compared = pair(
        "assumption",
        {"confidence": 80, "points": [point(1, 80)]},
        {"confidence": 55, "points": [point(1, 80), point(2, 55)]},
        plain=plain,
    )
    (found,) = moved.confidences(compared)
    assert found[1:] == (80, 55, ("She spoke first.",))


def test_without_the_line_in_both_shares_there_are_no_reasons():
    plain = {f"point/{number(2)}": "She spoke first."}
    compared = pair(
        "assumption", {"confidence": 80}, {"confidence": 55, "points": [point(2, 55)]}, plain=plain
    )
    (found,) = moved.confidences(compared)
    assert found[1:] == (80, 55, ())


def test_a_new_assumption_has_no_then_and_a_still_one_is_left_out():
    (found,) = moved.confidences(pair("assumption", None, {"confidence": 40}))
    assert found[1:3] == (None, 40)
    assert not list(moved.confidences(pair("assumption", {"confidence": 40}, {"confidence": 40})))
    assert not list(moved.confidences(pair("assumption", {"confidence": 40}, None)))


# -- goals


def reach(target, *seen):
    return {
        "id": number(1), "kind": "reach", "start": 0, "first_target": 10, "target": target,
        "low": None, "high": None, "slack": None,
        "observations": [[f"2026-01-{day:02}", x] for day, x in enumerate(seen, 1)], "moves": [],
    }  # fmt: skip


def hold(*seen):
    return {
        **reach(None, *seen), "kind": "hold", "start": None, "first_target": None, "low": 4,
        "high": 6, "slack": 2,
    }  # fmt: skip


def look(closeness):
    return {"date": "2026-01-01", "closeness": closeness, "pull": 5}


def test_a_gap_that_closed_because_the_goal_moved():
    compared = pair(
        "goal",
        {"state": "active", "looks": [look(2)], "measures": [reach(10, 2)]},
        {"state": "active", "looks": [look(2), look(5)], "measures": [reach(6, 2, 3)]},
    )
    (found,) = moved.movements(compared)
    assert found.felt == (0.8, 0.5)
    assert found.measured == pytest.approx((0.8, 0.3))
    assert found.moved == Split(-0.1, -0.4, -0.5)
    assert found.goal_moved


def test_a_gap_that_closed_because_reality_moved():
    fields = [{"state": "active", "measures": [reach(10, *seen)]} for seen in ((2,), (2, 6))]
    (found,) = moved.movements(pair("goal", *fields))
    assert found.moved == Split(-0.4, 0.0, -0.4)
    assert not found.goal_moved
    assert found.felt == (None, None)


def test_a_band_cannot_move():
    fields = [{"state": "active", "measures": [hold(*seen)]} for seen in ((10,), (10, 8))]
    (found,) = moved.movements(pair("goal", *fields))
    assert found.measured == (2.0, 1.0)
    assert found.moved == Split(-1.0, 0.0, -1.0)


def test_a_goal_whose_chart_was_not_shared_has_its_state_only():
    (found,) = moved.movements(pair("goal", {"state": "active"}, {"state": "achieved"}))
    assert found[1:] == ((None, None), (None, None), None, ("active", "achieved"))
    (found,) = moved.movements(pair("goal", None, {"state": "active", "measures": [reach(10)]}))
    assert found[1:] == ((None, None), (None, None), None, (None, "active"))


# -- values, steps, predictions


def rated(*ratings):
    return {
        "ratings": [
            {"date": f"2026-01-0{n}", "importance": importance, "lived": lived}
            for n, (importance, lived) in enumerate(ratings, 1)
        ]
    }


def test_alignment_over_the_values_of_both_shares():
    both = [(1, rated((10, 5))), (2, rated((10, 5), (10, 8)))]
    shares = []
    for n, fields in both:
        things = [thing("value", 1, fields, {}), thing("value", 2, rated((9, 1)), {})]
        shares.append(share(n, entries=(), things=tuple(things[: 3 - n])))
    assert moved.alignment(compare(*shares)) == (50.0, 80.0, 1)
    assert moved.alignment(pair("value", {"state": "active"}, rated((10, 5)))) is None
    assert moved.alignment(compare(None, shares[1])) is None


def step(n, state):
    return {
        "id": number(n), "kind": "step", "state": state, "due_on": "2026-02-01", "met": 0, "used": 0,
    }  # fmt: skip


def test_what_became_of_the_steps_that_were_open():
    compared = pair(
        "goal",
        {"steps": [step(1, "open"), step(2, "open"), step(3, "done")]},
        {"steps": [step(1, "done"), step(3, "done"), step(4, "open")]},
        plain={f"step/{number(1)}": "Ask Ida"},
    )
    (found,) = moved.promises(compared)
    assert found[1:] == (number(1), "Ask Ida", dt.date(2026, 2, 1), "done")


def test_predictions_settled_since():
    said = {"forecasts": [{"on": "2026-01-01", "percent": 60}, {"on": "2026-01-02", "percent": 80}]}
    open_, yes = {"outcome": None, **said}, {"outcome": "yes", **said}
    (found,) = moved.settled(pair("prediction", open_, yes))
    assert found[1:] == ("yes", 80)
    (new,) = moved.settled(pair("prediction", None, {"outcome": "no"}))
    assert new[1:] == ("no", None)
    assert not list(moved.settled(pair("prediction", yes, yes)))
    assert not list(moved.settled(pair("prediction", open_, open_)))
