"""metanoia target."""

from __future__ import annotations

import pytest

from command_line import bare, run
from journals import open_journal
from metanoia.domain.goals import NewGoal
from replying import ASK, event

TEXT = "Open each handover with a question"


@pytest.fixture
def theirs(folder):
    """The id of a target that a coach proposed."""
    with open_journal(folder) as journal:
        ingrid = journal.people.add("Ingrid", "coach").id
        said = event()
        journal.targets.take([said], party=ingrid)
    return said.target


def propose(folder, *more):
    return run(folder, "target", "propose", TEXT, "--sign", "Ida noticed", *more, "--json").json


def test_a_target_is_proposed_to_somebody_for_a_goal(folder, theirs):
    with open_journal(folder) as journal:
        goal = journal.goals.add(NewGoal(title="The team plans")).id
    made = propose(folder, "--with", "ingrid", "--goal", goal[:8], "--due", "2026-04-30")
    assert (made["with"], made["goal"], made["due_on"]) == ("Ingrid", goal, "2026-04-30")
    assert (made["state"], made["waits_for"]) == ("proposed", "coach")
    listed = run(folder, "target", "list", "--json").json
    assert [one["text"] for one in listed] == [ASK.text, TEXT]
    assert "proposed, waits for you" in run(folder, "target", "list").out


def test_what_was_proposed_is_agreed_settled_and_then_only_listed_with_all(folder, theirs):
    agreed = run(folder, "target", "agree", theirs[:8], "--json").json
    assert agreed["agreed_sha256"] == ASK.sha256
    assert "changes nothing" in run(folder, "target", "agree", theirs[:8]).sentence
    met = run(
        folder, "target", "settle", theirs[:8], "not-met", "--note", "No round", "--json"
    ).json
    assert (met["state"], met["events"][-1]["note"]) == ("not_met", "No round")
    ran = run(folder, "target", "list")
    assert (ran.out, "no learning target" in ran.err) == ("", True)
    assert "not met" in run(folder, "target", "list", "--all").out


def test_another_wording_leaves_what_was_not_said_as_it_is(folder, theirs):
    reworded = run(folder, "target", "reword", theirs, "--text", "Ask one question", "--json").json
    assert (reworded["text"], reworded["sign_of_done"]) == ("Ask one question", ASK.sign_of_done)
    assert (reworded["state"], reworded["waits_for"]) == ("countered", "coach")
    assert run(folder, "target", "reword", theirs, "--no-due", "--json").json["due_on"] is None
    both = run(folder, "target", "reword", theirs, "--no-due", "--due", "2026-05-01")
    assert both.code == 2


def test_declining_and_withdrawing(folder, theirs):
    declined = run(folder, "target", "decline", theirs, "--note", "Not now", "--json").json
    assert (declined["state"], declined["events"][-1]["note"]) == ("declined", "Not now")
    mine = propose(folder)["id"]
    assert (
        run(folder, "target", "decline", mine, "--withdraw", "--json").json["state"] == "withdrawn"
    )


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("propose", TEXT, "--sign", "x", "--with", "Nobody"), "Nobody of your people"),
        (("propose", "abc", "--sign", "x"), "at least 5 characters"),
        (("agree", "ffffffff"), "No target's id begins"),
        (("agree", "f"), "first four signs"),
    ],
)
def test_what_makes_no_sense_is_refused(folder, words, says):
    assert says in run(folder, "target", *words).sentence


def test_a_sign_of_done_is_needed():
    assert bare("target", "propose", TEXT).code == 2
