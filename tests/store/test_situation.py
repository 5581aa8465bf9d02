"""What is the case today, read from a journal in which things happen one after another."""

from __future__ import annotations

import datetime as dt

from drawn_maps import keep_map
from journals import entry
from metanoia.domain.anchors import Origin
from metanoia.domain.assumptions import NewAssumption, NewEvidence
from metanoia.domain.days import at
from metanoia.domain.experiments import NewExperiment
from metanoia.domain.goals import NewCheckIn, NewGoal
from metanoia.domain.predictions import NewPrediction
from metanoia.domain.prompts import Facts
from metanoia.text.anchors import select

NOW = dt.datetime.now(dt.UTC).replace(microsecond=0)
TODAY = NOW.date()
SINCE = NOW - dt.timedelta(hours=1)
LONG_AGO = NOW - dt.timedelta(days=40)


def facts(journal):
    return journal.situation.facts(TODAY, SINCE)


def test_nothing_is_the_case_in_an_empty_journal(journal):
    assert facts(journal) == Facts()


def test_a_map_that_was_drawn_on_today_and_what_was_accepted_on_it(journal):
    keep_map(journal, "Nothing linked yet", ("Rest",) * 0)
    assert facts(journal) == Facts()
    drawn = keep_map(journal)
    assert facts(journal) == Facts(map_drawn_today=True)
    later = SINCE + dt.timedelta(days=1)
    assert journal.situation.facts(TODAY, later) == Facts()
    journal.maps.trash(drawn)
    assert facts(journal) == Facts()
    both = {"map_drawn_today": True, "pattern_on_map": True}
    for pattern, more in (
        ("eroding_goals", {}),
        ("limits_to_growth", {"limit_on_map": True}),
        ("fixes_that_fail", {"remedy_on_map": True}),
        ("shifting_the_burden", {"remedy_on_map": True}),
    ):
        drawn = keep_map(journal, accepted=(pattern,))
        assert facts(journal) == Facts(**both, **more)
        assert journal.situation.facts(TODAY, later) == Facts()
        journal.maps.trash(drawn)


def test_a_sentence_marked_today_and_a_confidence_that_moved(journal):
    written = journal.entries.add(entry("A", "Sam said nothing.", day="2026-03-03"))
    origin = Origin(entry=written.id, selector=select("Sam said nothing.", 0, 16))
    old = journal.assumptions.add(
        NewAssumption(statement="Sam is angry", confidence=40, at=LONG_AGO), origin=origin
    )
    journal.assumptions.add(NewAssumption(statement="Without any sentence"))
    assert facts(journal) == Facts()
    journal.assumptions.rate(old.id, 60)
    assert facts(journal) == Facts(moved_today=True)
    new = journal.assumptions.add(NewAssumption(statement="Sam said nothing"), origin=origin)
    assert facts(journal) == Facts(moved_today=True, marked_today=True)
    journal.assumptions.trash(new.id)
    journal.assumptions.trash(old.id)
    assert facts(journal) == Facts()


def test_being_sure_without_a_test_or_evidence(journal):
    sure = journal.assumptions.add(
        NewAssumption(statement="Sam is angry", confidence=90, at=LONG_AGO)
    )
    assert facts(journal) == Facts(sure_untested=True)
    journal.assumptions.add_evidence(sure.id, NewEvidence(stance=1, text="He slammed the door"))
    assert facts(journal) == Facts()
    other = journal.assumptions.add(
        NewAssumption(statement="Nobody reads it", confidence=95, at=LONG_AGO)
    )
    journal.assumptions.drop(other.id, "Two did.")
    assert facts(journal) == Facts()


def test_a_prediction_that_came_otherwise(journal):
    def settled(percent, outcome):
        one = journal.predictions.add(
            NewPrediction(
                statement="Sam will call", settled_by="My phone", due_on=TODAY, percent=percent,
                at=LONG_AGO,
            )
        )  # fmt: skip
        journal.predictions.settle(one.id, outcome)
        return one

    settled(80, "yes")
    settled(20, "no")
    settled(80, "void")
    assert facts(journal) == Facts()
    one = settled(80, "no")
    assert facts(journal) == Facts(came_otherwise=True)
    journal.predictions.trash(one.id)
    assert facts(journal) == Facts()


def test_a_conversation_and_a_decision_of_today(journal):
    journal.answers.begin("two_column", at(TODAY, None, "UTC"), "With Sam", {"scene": "Kitchen"})
    assert facts(journal) == Facts(conversation_today=True)
    yesterday = at(TODAY - dt.timedelta(days=1), None, "UTC")
    journal.answers.begin("decision", yesterday, "Which", {"question": "Which?"})
    assert facts(journal) == Facts(conversation_today=True)
    journal.answers.begin("decision", at(TODAY, None, "UTC"), "Which", {"question": "Which?"})
    assert facts(journal) == Facts(conversation_today=True, decided_today=True)


def test_a_small_test_whose_day_has_come(journal):
    one = journal.assumptions.add(NewAssumption(statement="Sam is angry", confidence=50))
    test = journal.experiments.plan(
        one.id,
        NewExperiment(
            plan="Ask him", smallest_safe="One question", foretold="He is not", percent=50,
            would_weaken="He laughs", due_on=TODAY,
        ),
    )  # fmt: skip
    assert facts(journal).test_due
    assert not journal.situation.facts(TODAY - dt.timedelta(days=1), SINCE).test_due
    journal.experiments.abandon(test.id)
    assert not facts(journal).test_due


def test_a_look_at_a_goal_and_a_pull_that_fell(journal):
    goal = journal.goals.add(NewGoal(title="Sleep", vision="I sleep.", reality="I do not."))

    def look(days_ago, pull):
        day = TODAY - dt.timedelta(days=days_ago)
        said = NewCheckIn(closeness=4, pull=pull)
        journal.goals.check_in(goal.id, said, today=TODAY, date=day)

    look(20, 8)
    look(8, 6)
    assert facts(journal) == Facts()
    look(1, 5)
    assert facts(journal) == Facts(pull_fell=True)
    look(0, 7)
    assert facts(journal) == Facts(goal_looked_at=True)
    look(0, 2)
    assert facts(journal) == Facts(goal_looked_at=True, pull_fell=True)
    journal.goals.park(goal.id)
    assert facts(journal) == Facts(goal_looked_at=True)
    journal.goals.trash(goal.id)
    assert facts(journal) == Facts()


def test_a_value_that_an_entry_of_today_strains(journal):
    value = journal.values.add("Candour")
    written = journal.entries.add(entry("A", "I kept quiet.", day=TODAY.isoformat()))
    journal.ties.connect(("entry", written.id), ("value", value.id), "serves")
    assert facts(journal) == Facts()
    journal.ties.set_relation(("entry", written.id), ("value", value.id), "strains")
    assert facts(journal) == Facts(value_strained=True)
    journal.entries.trash(written.id)
    assert facts(journal) == Facts()
