"""metanoia value, metanoia review."""

from __future__ import annotations

import datetime as dt

import pytest

from command_line import bare, fingerprints, run
from journals import open_journal
from metanoia import places
from metanoia.domain import days
from metanoia.domain.actions import NewAction
from metanoia.domain.assumptions import NewAssumption
from metanoia.domain.predictions import NewPrediction

TODAY = days.now(places.time_zone()).date


@pytest.fixture
def valued(folder):
    """A closed journal with a sort of two values, and one that was set aside."""
    with open_journal(folder) as journal:
        journal.values.keep_sort(["Fairness", "Craft"], {"Fairness": "Everyone gets a turn."})
        journal.values.retire(journal.values.add("Order").id)
    return folder


def test_a_value_is_rated_by_its_name_and_a_second_rating_of_a_day_replaces_it(valued):
    run(valued, "value", "rate", "craft", "7", "--date", "2026-03-01", "--lived", "2")
    run(valued, "value", "rate", "craft", "8")
    rated = run(valued, "value", "rate", "Craft", "9", "--lived", "4", "--note", "A chair", "--json").json  # fmt: skip
    assert (rated["name"], rated["rank"], rated["state"]) == ("Craft", 2, "active")
    assert rated["ratings"] == [
        {"date": "2026-03-01", "importance": 7, "lived": 2, "note": ""},
        {"date": str(TODAY), "importance": 9, "lived": 4, "note": "A chair"},
    ]
    ran = run(valued, "value", "rate", rated["id"][:4], "10", "--lived", "5")
    assert ran.out.split() == [rated["id"][:8], "2.", "matters", "10", "shows", "5", "Craft"]


def test_they_are_listed_by_their_rank_with_what_was_said_last(valued):
    run(valued, "value", "rate", "Craft", "9")
    fairness, craft = run(valued, "value", "list", "--json").json
    assert (fairness["name"], fairness["meaning"], fairness["importance"]) == ("Fairness", "Everyone gets a turn.", None)  # fmt: skip
    assert (craft["rank"], craft["importance"], craft["lived"], craft["rated_on"]) == (2, 9, None, str(TODAY))  # fmt: skip
    assert [one["name"] for one in run(valued, "value", "list", "--all", "--json").json] == ["Fairness", "Craft", "Order"]  # fmt: skip
    out = run(valued, "value", "list", "--all").out.splitlines()
    assert out[0].split()[1:] == ["1.", "Fairness"]
    assert out[1].split()[1:] == ["2.", "matters", "9", "Craft"]
    assert out[2].endswith("Order (set aside)")


def test_an_empty_list_says_so(folder):
    ran = run(folder, "value", "list")
    assert (ran.code, ran.out) == (0, "")
    assert "no value" in ran.err


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["rate", "Courage", "5"], "No value has that name"),
        (["rate", "ab", "5"], "No value has that name"),
        (["rate", "Craft", "11"], "0 to 10"),
        (["rate", "Craft", "5", "--lived", "-1"], "0 to 10"),
        (["rate", "Craft", "5", "--note", "x" * 301], "at most 300"),
        (["rate", "Craft", "5", "--date", "2999-01-01"], "still to come"),
        (["rate", "Order", "5"], "set aside"),
    ],
)
def test_what_cannot_be_is_refused_in_a_sentence_and_changes_nothing(valued, words, said):
    before = fingerprints(valued)
    assert said in run(valued, "value", *words).sentence
    assert fingerprints(valued)["journal.db"] == before["journal.db"]


@pytest.mark.parametrize("words", [["value", "rate", "Craft"], ["value", "rate", "Craft", "much"],
    ["review", "due", "--date", "soon"]])  # fmt: skip
def test_wrong_usage_is_two(words):
    assert bare(*words).code == 2


def test_what_is_due_is_said(folder):
    day = dt.date(2026, 3, 9)  # a Monday
    with open_journal(folder) as journal:
        journal.predictions.add(NewPrediction(statement="Ida says yes", settled_by="Ida", due_on=day, percent=60))  # fmt: skip
        journal.actions.add(NewAction(text="Ask Ida", due_on=day))
        at = dt.datetime(2026, 1, 1, 9, tzinfo=dt.UTC)
        journal.assumptions.add(NewAssumption(statement="Ida is busy", confidence=50, at=at))
    due = run(folder, "review", "due", "--date", "2999-01-01", "--json").json
    assert [one["statement"] for one in due["predictions"]] == ["Ida says yes"]
    assert [one["text"] for one in due["actions"]] == ["Ask Ida"]
    assert [(one["kind"], one["words"]) for one in due["again"]] == [("assumption", "Ida is busy")]
    out = run(folder, "review", "due", "--date", "2999-01-04").out
    for words in ("prediction  ", "step  ", "assumption again", "The weekly review is due."):
        assert words in out, words
    friday = run(folder, "review", "due", "--date", "2999-03-29").out
    assert "The weekly and the quarterly review are due." in friday


def test_when_nothing_is_due_it_says_so(folder):
    monday = "2026-02-09"
    ran = run(folder, "review", "due", "--date", monday)
    assert (ran.code, ran.out, ran.err) == (0, "", "Nothing is due.\n")


@pytest.mark.parametrize("day", ["0001-01-01", "1599-12-31", "9999-12-31"])
def test_a_day_that_no_review_can_have_is_a_sentence(folder, day):
    ran = run(folder, "review", "due", "--date", day)
    assert (ran.code, ran.out) == (1, "")
    assert ran.err.count("\n") == 1
    assert "Choose" in ran.err


def test_a_leap_day_and_the_turn_of_a_long_year_have_their_reviews(folder):
    run(folder, "write", "One line.")
    for day in ("2032-02-29", "2021-01-01", "2021-01-03", "2027-01-03"):
        assert run(folder, "review", "due", "--date", day, "--json").json["weekly"] is True
