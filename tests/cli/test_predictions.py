"""metanoia prediction."""

from __future__ import annotations

import datetime as dt
import re

import pytest

from command_line import bare, fingerprints, run
from journals import open_journal
from metanoia import places
from metanoia.domain import days
from metanoia.domain.predictions import NewPrediction

SAID = "In today's rota meeting, Jonas speaks before I do."
TODAY = days.now(places.time_zone()).date
LATER = TODAY + dt.timedelta(days=2)


def add(folder, *words, said=SAID, due=TODAY, percent=60):
    due_on = ("--due", due, "--percent", percent)
    return run(folder, "prediction", "add", said, *due_on, *words, "--json").json


def settled(folder, pairs):
    """Keep and settle predictions of (per cent, came true), due today."""
    with open_journal(folder) as journal, journal.changes.write():
        for percent, came_true in pairs:
            made = journal.predictions.add(
                NewPrediction(statement=SAID, settled_by="Who?", due_on=TODAY, percent=percent)
            )
            journal.predictions.settle(made.id, "yes" if came_true else "no")


def record(folder, *words):
    return run(folder, "prediction", "record", *words, "--json").json


def test_a_prediction_is_kept_as_it_was_said(folder):
    made = add(folder, "--by", "Who says the first sentence", due=LATER)
    (forecast,) = made.pop("forecasts")
    assert made == {
        "id": made["id"],
        "statement": SAID,
        "settled_by": "Who says the first sentence",
        "due_on": str(LATER),
        "first_due_on": str(LATER),
        "state": "open",
        "outcome": None,
        "settled_at": None,
        "note": "",
    }
    assert (forecast["percent"], forecast["note"]) == (60, "")


def test_what_settles_it_need_not_be_said(folder):
    assert add(folder)["settled_by"] == "What I see by then."


def test_it_may_come_from_standard_input(folder):
    made = run(folder, "prediction", "add", "--due", TODAY, "--percent", "5", "--json", typed=SAID)
    assert made.json["statement"] == SAID


def test_a_day_that_has_passed_is_pointed_out(folder):
    ran = run(folder, "prediction", "add", SAID, "--due", "2026-03-12", "--percent", "60")
    assert ran.code == 0
    assert "passed already" in ran.err


def test_a_list_is_narrowed_to_what_is_due_open_or_settled(folder):
    due = add(folder, said="Due today.")["id"]
    later = add(folder, said="Due later.", due=LATER)["id"]
    over = add(folder, said="Settled by now.", percent=5)["id"]
    run(folder, "prediction", "settle", over, "no")

    def listed(*words):
        return {row["id"] for row in run(folder, "prediction", "list", *words, "--json").json}

    assert listed() == {due, later, over}
    assert listed("--due") == {due}
    assert listed("--open") == {due, later}
    assert listed("--settled") == {over}
    out = {line.split()[0]: line for line in run(folder, "prediction", "list").out.splitlines()}
    assert out[due[:8]].split() == [due[:8], str(TODAY), "60%", "due", "Due", "today."]
    assert out[over[:8]].endswith("  5%  did not  Settled by now.")
    assert out[later[:8]].endswith(" 60%  open     Due later.")


def test_an_empty_list_says_so(folder):
    ran = run(folder, "prediction", "list", "--due")
    assert (ran.code, ran.out) == (0, "")
    assert "no such prediction" in ran.err


def test_a_prediction_is_settled_and_counts_once_it_is_due(folder):
    early = add(folder, due=LATER)["id"]
    ran = run(folder, "prediction", "settle", early[:6], "yes", "--note", "He did.")
    assert ran.out.split() == [early[:8], "60%", "came", "true"]
    assert f"counts from {LATER}" in ran.err
    assert record(folder)["counted"] == 0

    due = run(folder, "prediction", "settle", add(folder)["id"], "no", "--json").json
    assert (due["state"], due["outcome"]) == ("settled", "no")
    run(folder, "prediction", "settle", add(folder)["id"], "void")
    found = record(folder)
    assert (found["counted"], found["brier"]) == (1, 0.36)


def test_a_prediction_is_settled_once(folder):
    made = add(folder)["id"]
    run(folder, "prediction", "settle", made, "yes")
    said = run(folder, "prediction", "settle", made, "no").sentence
    assert re.search(r"settled as yes on \d\d\.\d\d\.\d{4}\.", said)
    assert run(folder, "prediction", "list", "--json").json[0]["outcome"] == "yes"


def test_the_record_is_that_of_the_method(folder):
    pairs = [(80, n < 6) for n in range(10)] + [(60, n < 3) for n in range(5)]
    settled(folder, pairs + [(20, n < 1) for n in range(5)])
    found = record(folder)
    assert (found["counted"], found["stage"]) == (20, "early")
    assert (found["brier"], found["overconfidence"]) == (0.24, 0.1)
    assert [one["n"] for one in found["bins"]] == [0, 5, 5, 10, 0]
    assert found["bins"][3] == {
        "from": 61, "to": 89, "n": 10, "said": 80.0, "true": 60.0, "low": 40.1, "high": 77.0,
    }  # fmt: skip
    assert found["bins"][0]["said"] is None

    said = run(folder, "prediction", "record").out
    assert "20 predictions count. An early picture" in said
    assert "On average 10 points too sure. Brier score 0.24" in said
    assert "61 to 89%   10          80%         60%            40 to 77%" in said


def test_the_record_goes_by_the_first_forecast_or_the_last(folder):
    made = add(folder, percent=60)["id"]
    with open_journal(folder) as journal:
        journal.predictions.forecast(made, 90)
    run(folder, "prediction", "settle", made, "yes")
    assert record(folder)["brier"] == 0.16
    assert record(folder, "--last")["brier"] == 0.01


def test_a_forecast_that_was_changed_is_scored_by_how_long_it_stood(folder):
    with open_journal(folder) as journal:
        at = dt.datetime.now(dt.UTC) - dt.timedelta(days=1)
        new = NewPrediction(statement=SAID, settled_by="Who?", due_on=TODAY, percent=60, at=at)
        made = journal.predictions.add(new).id
        journal.predictions.forecast(made, 90, at=at)
    run(folder, "prediction", "settle", made, "yes")
    assert record(folder)["changed"] == {"n": 1, "brier": 0.01}
    settled(folder, [(80, True)] * 9)
    said = run(folder, "prediction", "record").out
    assert "1 prediction was forecast more than once: Brier score 0.01, each" in said


def test_of_few_predictions_nothing_is_made(folder):
    assert "No prediction counts yet" in run(folder, "prediction", "record").out
    assert record(folder)["brier"] is None
    settled(folder, [(80, True)] * 9)
    said = run(folder, "prediction", "record").out
    assert said == "9 predictions count. From ten on there is a first picture.\n"


def test_half_years_are_told_apart(folder):
    settled(folder, [(90, n < 5) for n in range(10)])
    add(folder, due="2025-06-30")
    for row in run(folder, "prediction", "list", "--due", "--json").json:
        run(folder, "prediction", "settle", row["id"], "yes")
    said = run(folder, "prediction", "record").out
    assert "By half-years\n  from 2025-01-01  40 points not sure enough (n 1)\n" in said
    assert "40 points too sure (n 10)" in said


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["add", "Hm.", "--due", str(TODAY), "--percent", "50"], "at least 5"),
        (["add", "x" * 301, "--due", str(TODAY), "--percent", "50"], "at most 300"),
        (["add", SAID, "--due", str(TODAY), "--percent", "101"], "0 to 100"),
        (["add", SAID, "--due", str(TODAY), "--percent", "50", "--by", " "], "still empty"),
        (["settle", "ffffffff", "yes"], "No prediction"),
        (["settle", "abc", "yes"], "first four signs"),
        (["settle", "{id}", "yes", "--note", "x" * 301], "at most 300"),
    ],
)
def test_what_cannot_be_is_refused_in_a_sentence_and_changes_nothing(folder, words, said):
    made = add(folder)["id"]
    before = fingerprints(folder)
    ran = run(folder, "prediction", *(word.format(id=made) for word in words))
    assert said in ran.sentence
    assert [row["state"] for row in run(folder, "prediction", "list", "--json").json] == ["due"]
    assert fingerprints(folder)["journal.db"] == before["journal.db"]


@pytest.mark.parametrize(
    "words",
    [
        ["add", SAID],
        ["add", SAID, "--due", "tomorrow", "--percent", "50"],
        ["add", SAID, "--due", "2026-03-12"],
        ["settle", "ffffffff", "perhaps"],
        ["settle", "ffffffff"],
    ],
)
def test_wrong_usage_is_two(words):
    assert bare("prediction", *words).code == 2
