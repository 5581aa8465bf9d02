"""metanoia goal."""

from __future__ import annotations

import datetime as dt

import pytest

from command_line import bare, fingerprints, run
from journals import open_journal
from metanoia import places
from metanoia.domain import days
from metanoia.domain.actions import NewAction
from metanoia.domain.goals import NewMeasure

TODAY = days.now(places.time_zone()).date
ACTIVE = ("--vision", "The rota is made by them.", "--reality", "I make it.")


def add(folder, title="The team plans", *words):
    return run(folder, "goal", "add", title, *words, "--json").json


def test_a_goal_is_kept_with_all_that_was_said(folder):
    above = add(folder, "Fridays are free")["id"]
    made = add(
        folder, "The team plans", *ACTIVE, "--why", "I want Fridays.", "--importance", "8",
        "--by", "2999-01-01", "--every", "14", "--part-of", above[:8],
    )  # fmt: skip
    assert (made["title"], made["state"], made["importance"]) == ("The team plans", "active", 8)
    assert (made["vision"], made["reality"]) == ("The rota is made by them.", "I make it.")
    assert (made["why"], made["target_on"], made["cadence_days"]) == ("I want Fridays.", "2999-01-01", 14)  # fmt: skip
    assert (made["parent"], made["started_on"]) == (above, str(TODAY))
    assert run(folder, "goal", "show", made["id"][:8], "--json").json == made


def test_without_both_ends_it_is_a_draft_and_says_so(folder):
    ran = run(folder, "goal", "add", "The team plans", "--vision", "They plan.")
    assert ran.out.split()[1] == "draft"
    assert "--reality" in ran.err


def test_a_vision_that_names_a_change_is_hinted_at(folder):
    ran = run(folder, "goal", "add", "Plan", "--vision", "They plan more.", "--reality", "I do.")
    assert ran.code == 0
    assert "“more”" in ran.err


def test_a_check_in_is_noted_and_a_second_one_of_a_day_replaces_it(folder):
    made = add(folder, "The team plans", *ACTIVE)["id"]
    with open_journal(folder) as journal:
        for name in ("Rotas", "Hours = work"):
            journal.goals.add_measure(made, NewMeasure(name=name, kind="reach", start=0, target=4))
    look = ("goal", "checkin", made[:8])
    run(folder, *look, "--close", "2", "--pull", "9", "--date", "2026-03-01", "--note", "Slow")
    run(folder, *look, "--close", "3", "--pull", "9")
    measures = ("--measure", "rotas=1", "--measure", "Hours = work=-2.5")
    found = run(folder, *look, "--close", "4", "--pull", "7", *measures, "--json").json
    assert [
        (one["date"], one["closeness"], one["pull"], one["note"]) for one in found["check_ins"]
    ] == [
        ("2026-03-01", 2, 9, "Slow"),
        (str(TODAY), 4, 7, ""),
    ]
    assert [(one["value"], one["gap"]) for one in found["measures"]] == [(1, 0.75), (-2.5, 1.625)]
    assert run(folder, *look, "--close", "5", "--pull", "7").out.split()[1:5] == ["active", "5", "of", "10"]  # fmt: skip


def test_a_list_is_narrowed_by_state_and_words(folder):
    active = add(folder, "The team plans", *ACTIVE, "--importance", "9")["id"]
    draft = add(folder, "Sleep")["id"]

    def listed(*words):
        return [row["id"] for row in run(folder, "goal", "list", *words, "--json").json]

    assert listed() == [active, draft]
    assert listed("--state", "draft") == [draft]
    assert listed("--search", "tea pl") == [active]
    assert listed("--search", "sleep", "--state", "active") == []
    assert "Nothing was found" in run(folder, "goal", "list", "--search", "zebra").err
    out = run(folder, "goal", "list").out.splitlines()
    assert out[0].split()[:2] == [active[:8], "active"]
    assert out[0].endswith("The team plans")


def test_an_empty_list_says_so(folder):
    ran = run(folder, "goal", "list")
    assert (ran.code, ran.out) == (0, "")
    assert "no goal" in ran.err
    assert run(folder, "goal", "list", "--json").json == []


def test_all_there_is_to_it_is_printed_for_a_person(folder):
    above = add(folder, "Fridays are free")["id"]
    made = add(folder, "The team plans", *ACTIVE, "--why", "I want Fridays.", "--part-of", above)["id"]  # fmt: skip
    with open_journal(folder) as journal:
        measure = NewMeasure(name="Hours", kind="hold", unit="h", low=35, high=40, slack=5)
        hours = journal.goals.add_measure(made, measure).id
        journal.goals.observe(hours, 44, TODAY)
        journal.actions.add(NewAction(text="Ask Ida", goal=made, due_on=dt.date(2999, 1, 1)))
        plan = NewAction(
            text="wait", goal=made, kind="if_then", cue="nobody speaks", obstacle="I hurry"
        )
        plan = journal.actions.add(plan)
        journal.actions.met(plan.id, True)
        (craft,) = journal.values.keep_sort(["Craft"]).values
        journal.ties.set_relation(("goal", made), ("value", craft), "strains")
    for days_ago, closeness in ((28, 1), (21, 2), (14, 3), (7, 4), (0, 5)):
        day = TODAY - dt.timedelta(days=days_ago)
        run(folder, "goal", "checkin", made, "--close", closeness, "--pull", "8", "--date", day)
    said = run(folder, "goal", "show", made).out
    assert said.startswith(f"The team plans\n\nactive, importance 5, begun {TODAY}")
    for words in (
        f"Part of: Fridays are free  ({above[:8]})",
        "What I want to be true\n  The rota is made by them.\n",
        "What is true now\n  I make it.\n",
        "Hours: now 44, between 35 and 40 h\n",
        "Ask Ida  (by 2999-01-01, open)\n",
        "If nobody speaks, then I will wait  (1 of 1)\n",
        "It strains Craft\n",
        f"{TODAY}   5 of 10, pull  8\n",
    ):
        assert words in said, words
    felt = add(folder, "Another", *ACTIVE)["id"]
    for days_ago, closeness in ((28, 1), (21, 2), (14, 3), (7, 4), (0, 5)):
        day = TODAY - dt.timedelta(days=days_ago)
        run(folder, "goal", "checkin", felt, "--close", closeness, "--pull", "8", "--date", day)
    assert "The gap is closing." in run(folder, "goal", "show", felt).out


def test_one_in_recently_deleted_is_still_shown_and_says_so(folder):
    made = add(folder, "The team plans", *ACTIVE)["id"]
    with open_journal(folder) as journal:
        journal.goals.trash(made)
    ran = run(folder, "goal", "show", made)
    assert "The team plans" in ran.out
    assert "Recently deleted" in ran.err
    look = ("goal", "checkin", made, "--close", "5", "--pull", "5")
    assert "Recently deleted" in run(folder, *look).sentence


LOOK = ("checkin", "{id}", "--close", "5", "--pull", "5")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["add", "  "], "still empty"),
        (["add", "x" * 121], "at most 120"),
        (["add", "Plan", "--vision", "x" * 10_001], "at most 10000"),
        (["add", "Plan", "--importance", "11"], "0 to 10"),
        (["add", "Plan", "--by", "2000-01-01"], "lies before"),
        (["add", "Plan", "--part-of", "ffffffff"], "No goal"),
        (["show", "abc"], "first four signs"),
        (["show", "ffffffff"], "No goal"),
        (["checkin", "{id}", "--close", "11", "--pull", "5"], "0 to 10"),
        (["checkin", "{id}", "--close", "5", "--pull", "-1"], "0 to 10"),
        ([*LOOK, "--date", "2999-01-01"], "still to come"),
        ([*LOOK, "--note", "x" * 1001], "at most 1000"),
        ([*LOOK, "--measure", "Rotas=1"], "No measure"),
        ([*LOOK, "--measure", "Rotas=1e300"], "No measure"),
        (["checkin", "{draft}", "--close", "5", "--pull", "5"], "draft"),
    ],
)
def test_what_cannot_be_is_refused_in_a_sentence_and_changes_nothing(folder, words, said):
    made, draft = add(folder, "The team plans", *ACTIVE)["id"], add(folder, "Draft")["id"]
    before = fingerprints(folder)
    ran = run(folder, "goal", *(word.format(id=made, draft=draft) for word in words))
    assert said in ran.sentence
    assert fingerprints(folder)["journal.db"] == before["journal.db"]


@pytest.mark.parametrize(
    "words",
    [
        ["add"],
        ["add", "Plan", "--every", "8"],
        ["add", "Plan", "--importance", "much"],
        ["list", "--state", "new"],
        ["checkin", "ffffffff", "--close", "5"],
        ["checkin", "ffffffff", "--close", "5", "--pull", "5", "--measure", "Rotas"],
        ["checkin", "ffffffff", "--close", "5", "--pull", "5", "--measure", "Rotas=few"],
    ],
)
def test_wrong_usage_is_two(words):
    assert bare("goal", *words).code == 2


@pytest.mark.parametrize("number", ["nan", "inf", "1e13"])
def test_a_measure_shows_only_what_can_be_kept(folder, number):
    made = add(folder, "The team plans", *ACTIVE)["id"]
    with open_journal(folder) as journal:
        journal.goals.add_measure(made, NewMeasure(name="Rotas", kind="reach", start=0, target=4))
    look = ("checkin", made, "--close", "5", "--pull", "5", "--measure", f"Rotas={number}")
    assert "too large" in run(folder, "goal", *look).sentence


def test_a_goal_in_recently_deleted_is_named_no_more_by_its_part(folder):
    above = add(folder, "Fridays are free")["id"]
    part = add(folder, "The team plans", "--part-of", above)["id"]
    with open_journal(folder) as journal:
        journal.goals.trash(above)
    assert "Fridays" not in run(folder, "goal", "show", part).out
    assert run(folder, "goal", "show", part, "--json").json["parent"] is None


@pytest.mark.parametrize("day", ["0001-01-01", "1599-12-31"])
def test_a_day_that_no_journal_holds_is_a_sentence(folder, day):
    ran = run(folder, "goal", "add", "Plan", "--by", day)
    assert ran.code == 1
    assert "1600" in ran.err
    assert run(folder, "goal", "list", "--json").json == []


def test_a_measure_is_found_however_its_accents_are_written(folder):
    made = add(folder, "Less coffee", *ACTIVE)["id"]
    with open_journal(folder) as journal:
        journal.goals.add_measure(made, NewMeasure(name="Cafe\u0301s", kind="reach", start=0, target=4))  # fmt: skip
    for name in ("Caf\u00e9s", "CAFE\u0301S"):
        look = ("goal", "checkin", made, "--close", "4", "--pull", "7", "--measure", f"{name}=2")
        assert run(folder, *look, "--json").json["measures"][0]["value"] == 2
