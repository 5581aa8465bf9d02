"""metanoia assumption."""

from __future__ import annotations

import pytest

from command_line import bare, fingerprints, run
from journals import open_journal
from metanoia import places
from metanoia.domain import days
from metanoia.domain.anchors import Origin
from metanoia.domain.assumptions import NewAssumption
from metanoia.domain.experiments import NewExperiment, Result
from metanoia.text import anchors

SAID = "If I don't answer first, they'll think I don't know."
TODAY = days.now(places.time_zone()).date


def add(folder, *words):
    return run(folder, "assumption", "add", SAID, *words, "--json").json


def test_an_assumption_is_kept_with_all_that_was_said(folder):
    made = add(
        folder, "--confidence", "92", "--because", "It was always so.", "--about", "me",
        "--importance", "8", "--if-wrong", "Somebody else speaks.", "--date", "2026-01-14",
    )  # fmt: skip
    assert (made["statement"], made["state"], made["confidence"]) == (SAID, "held", 92)
    assert (made["about"], made["importance"]) == ("me", 8)
    assert (made["if_wrong"], made["noticed_on"]) == ("Somebody else speaks.", "2026-01-14")
    (point,) = made["history"]
    assert point["at"].startswith("2026-01-14")
    assert (point["confidence"], point["cause"]) == (92, "first")
    assert point["reason"] == "It was always so."
    assert run(folder, "assumption", "show", made["id"][:8], "--json").json == made


def test_without_a_confidence_it_is_noticed(folder):
    made = add(folder)
    assert (made["state"], made["confidence"], made["history"]) == ("noticed", None, [])
    assert made["noticed_on"] == str(TODAY)


def test_it_may_come_from_standard_input(folder):
    made = run(folder, "assumption", "add", "-", "--json", typed=f"{SAID}\n").json
    assert made["statement"] == SAID


def test_it_is_rated_anew_and_the_history_only_grows(folder):
    made = add(folder, "--confidence", "92", "--date", "2026-01-14")
    run(folder, "assumption", "rate", made["id"][:4], "78", "--because", "He spoke.", "--date",
        "2026-02-01")  # fmt: skip
    rated = run(folder, "assumption", "rate", made["id"], "70", "--json").json
    assert rated["confidence"] == 70
    assert [point["confidence"] for point in rated["history"]] == [92, 78, 70]
    assert [point["cause"] for point in rated["history"]] == ["first", "review", "review"]
    assert rated["history"][1]["reason"] == "He spoke."


def test_an_older_rating_takes_its_place_and_changes_nothing_now(folder):
    made = add(folder, "--confidence", "60")
    ran = run(folder, "assumption", "rate", made["id"], "90", "--date", "2026-01-14")
    assert (ran.code, ran.out.split()[-2:]) == (0, ["held", "60%"])
    assert "stays at 60%" in ran.err
    found = run(folder, "assumption", "show", made["id"], "--json").json
    assert [point["confidence"] for point in found["history"]] == [90, 60]
    assert found["confidence"] == 60


def test_evidence_for_and_against_is_kept(folder):
    made = add(folder, "--confidence", "70")
    run(folder, "assumption", "evidence", made["id"], "--for", "They look to me.")
    found = run(
        folder, "assumption", "evidence", made["id"], "--against", "He had it in his notes.",
        "--weight", "3", "--source", "heard at lunch", "--date", "2026-03-12", "--json",
    ).json["evidence"]  # fmt: skip
    against = next(one for one in found if one["stance"] == "challenges")
    assert {**against, "id": ""} == {
        "id": "",
        "stance": "challenges",
        "weight": 3,
        "text": "He had it in his notes.",
        "source": "heard at lunch",
        "date": "2026-03-12",
    }
    assert sorted(one["stance"] for one in found) == ["challenges", "supports"]


def test_a_list_is_narrowed_by_state_and_words(folder):
    held = add(folder, "--confidence", "70", "--date", "2026-01-14")["id"]
    noticed = run(folder, "assumption", "add", "Rest has to be earned.", "--json").json["id"]

    def listed(*words):
        return [row["id"] for row in run(folder, "assumption", "list", *words, "--json").json]

    assert listed() == [noticed, held]
    assert listed("--state", "held") == [held]
    assert listed("--search", "ans fir") == [held]
    assert listed("--search", "earned", "--state", "held") == []
    out = run(folder, "assumption", "list").out.splitlines()
    assert out[0].split()[:2] == [noticed[:8], "noticed"]
    assert out[0].endswith("Rest has to be earned.")
    assert out[1].split()[:3] == [held[:8], "held", "70%"]


def test_an_empty_list_says_so(folder):
    ran = run(folder, "assumption", "list")
    assert (ran.code, ran.out) == (0, "")
    assert "no assumption" in ran.err
    assert run(folder, "assumption", "list", "--json").json == []


def test_all_there_is_to_it_is_printed_for_a_person(folder):
    with open_journal(folder) as journal:
        written = journal.entries.newest(1)[0]
        body = journal.entries.get(written.id).body
        passage = Origin(entry=written.id, selector=anchors.select(body, 0, len(body)))
        made = journal.assumptions.add(
            NewAssumption(statement=SAID, confidence=92, reason="Always so.", person="Jonas"),
            origin=passage,
        )
        planned = NewExperiment(
            plan="Count to ten.",
            smallest_safe="Ten seconds.",
            foretold="Somebody else speaks first.",
            percent=60,
            would_weaken="Somebody speaks.",
            due_on=TODAY,
        )
        test = journal.experiments.plan(made.id, planned)
        journal.experiments.finish(test.id, Result(happened="Jonas spoke.", confidence=70))
        later = journal.assumptions.revise(made.id, "I answer first where it helps.")
    run(folder, "assumption", "evidence", later.id, "--against", "He spoke.", "--source", "lunch")
    said = run(folder, "assumption", "show", made.id).out

    assert said.startswith(f"{SAID}\n\nrevised, 70%, about Jonas, importance 5, noticed {TODAY}\n")
    assert f"Revised to: I answer first where it helps.  ({later.id[:8]})" in said
    assert f"How sure\n  {TODAY}   92%  Always so.\n  {TODAY}   70%  Jonas spoke.\n" in said
    assert f"Small tests\n  {TODAY}  done: Jonas spoke.\n" in said
    assert f"Where it came from\n  {written.id[:8]}  2026-03-04  Rota\n" in said
    assert "Supports it" not in said
    successor = run(folder, "assumption", "show", later.id).out
    assert f"Challenges it\n  {TODAY}  *    He spoke. (lunch)\n" in successor
    assert f"Revised from: {SAID}  ({made.id[:8]})" in successor


def test_one_in_recently_deleted_is_still_shown_and_says_so(folder):
    made = add(folder)
    with open_journal(folder) as journal:
        journal.assumptions.trash(made["id"])
    ran = run(folder, "assumption", "show", made["id"])
    assert SAID in ran.out
    assert "Recently deleted" in ran.err
    assert "Recently deleted" in run(folder, "assumption", "rate", made["id"], "50").sentence


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["add", "Hm."], "at least 5"),
        (["add", "x" * 301], "at most 300"),
        (["add", "   "], "at least 5"),
        (["add", SAID, "--confidence", "101"], "0 to 100"),
        (["add", SAID, "--confidence", "-1"], "0 to 100"),
        (["add", SAID, "--importance", "11"], "0 to 10"),
        (["add", SAID, "--date", "2999-01-01"], "still to come"),
        (["add", SAID, "--date", "1599-12-31"], "1600"),
        (["show", "abc"], "first four signs"),
        (["show", "ffffffff"], "No assumption"),
        (["rate", "ffffffff", "50"], "No assumption"),
        (["rate", "{id}", "101"], "0 to 100"),
        (["rate", "{id}", "50", "--date", "2999-01-01"], "still to come"),
        (["rate", "{id}", "50", "--because", "x" * 501], "at most 500"),
        (["evidence", "{id}", "--for", " "], "still empty"),
        (["evidence", "{id}", "--for", "Seen.", "--weight", "4"], "1 to 3"),
        (["evidence", "{id}", "--for", "Seen.", "--date", "2999-01-01"], "still to come"),
    ],
)
def test_what_cannot_be_is_refused_in_a_sentence_and_changes_nothing(folder, words, said):
    made = add(folder, "--confidence", "70")["id"]
    before = fingerprints(folder)
    ran = run(folder, "assumption", *(word.format(id=made) for word in words))
    assert said in ran.sentence
    assert run(folder, "assumption", "list", "--json").json[0]["confidence"] == 70
    assert fingerprints(folder).keys() == before.keys()
    assert fingerprints(folder)["journal.db"] == before["journal.db"]


@pytest.mark.parametrize(
    "words",
    [
        ["add", SAID, "--confidence", "much"],
        ["add", SAID, "--about", "nobody"],
        ["add", SAID, "--because", "It is so."],
        ["rate", "ffffffff"],
        ["evidence", "ffffffff"],
        ["evidence", "ffffffff", "--for", "a", "--against", "b"],
        ["list", "--state", "new"],
    ],
)
def test_wrong_usage_is_two(words):
    assert bare("assumption", *words).code == 2
