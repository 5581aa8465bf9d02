"""Goals, values, metrics and reviews leave with all that was noted, and come back once."""

from __future__ import annotations

import copy
import datetime as dt
import json
import uuid
from unittest import mock

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from journals import new_journal
from metanoia.domain.actions import NewAction
from metanoia.domain.days import at
from metanoia.domain.entries import NewEntry
from metanoia.domain.goals import NewCheckIn, NewGoal, NewMeasure
from metanoia.domain.metrics import NewMetric
from metanoia.exchange import incoming
from metanoia.exchange.mastery_json import mastery_as_json
from metanoia.exchange.models_json import models_as_json
from metanoia.exchange.outgoing import to_json, to_markdown

TODAY = dt.datetime.now().astimezone().date()
LAST_WEEK = TODAY - dt.timedelta(days=7)
WHEN = at(LAST_WEEK, dt.time(17, 20), "Europe/Oslo")
KINDS = ("goals", "values", "sorts", "metrics", "reviews", "resting")
COUNTS = {"goals": 3, "values": 3, "sorts": 1, "metrics": 2, "reviews": 2}


@pytest.fixture
def full(journal):
    """A journal in which one of everything happened."""
    entry = journal.entries.add(NewEntry(when=WHEN, title="Rota", body="I asked first."))
    goal = journal.goals.add(
        NewGoal(
            title="The team plans without me", vision="The rota is **made** by them",
            reality="I make it", why="I want Fridays", importance=8, started_on=LAST_WEEK,
            target_on=TODAY + dt.timedelta(days=90),
        )
    )  # fmt: skip
    reach = journal.goals.add_measure(goal.id, NewMeasure(name="Rotas made by them", kind="reach", unit="a month", start=0, target=4))  # fmt: skip
    hold = journal.goals.add_measure(
        goal.id, NewMeasure(name="Hours", kind="hold", low=35, high=40, slack=5)
    )
    values = ((reach.id, 1.5), (hold.id, 44.0))
    journal.goals.check_in(goal.id, NewCheckIn(closeness=3, pull=8, note="One of four\nat last", values=values), date=LAST_WEEK, today=TODAY)  # fmt: skip
    journal.goals.check_in(goal.id, NewCheckIn(closeness=4, pull=7), today=TODAY)
    journal.goals.move_target(reach.id, 3, "Four was too many")
    journal.goals.change(goal.id, reality="They made one")
    done = journal.actions.add(NewAction(text="Ask Ida", goal=goal.id))
    plan = journal.actions.add(NewAction(text="wait for ten seconds", goal=goal.id, kind="if_then", cue="nobody answers", outcome="They answer", obstacle="I cannot bear it"))  # fmt: skip
    journal.actions.met(plan.id, True)
    journal.actions.met(plan.id, False)
    journal.actions.settle(done.id, "done", "She did")
    child = journal.goals.add(
        NewGoal(title="Ida leads on Mondays", vision="She leads", reality="She sits in"), step=done.id
    )  # fmt: skip
    journal.goals.release(child.id, "She is leaving us")
    journal.goals.add(NewGoal(title="Draft"))
    does = journal.brakes.add(goal.id, "behaviour", "I answer first")
    worry = journal.brakes.add(goal.id, "worry", "It will be silent", parent=does.id)
    keeps = journal.brakes.add(goal.id, "protects", "My calm", parent=worry.id)
    line = journal.brakes.add(goal.id, "assumption", "If I wait, nobody speaks", parent=keeps.id)
    journal.brakes.assume(line.id, confidence=70)
    order = journal.values.keep_sort(
        ["Fairness", "Craft", "Rest"], {"Fairness": "Everyone gets a turn"}, date=LAST_WEEK
    ).values
    fairness, craft, rest = order
    journal.values.change(fairness, meaning="Everybody gets a turn")
    journal.values.rate(fairness, 9, 4, "The rota", date=LAST_WEEK)
    journal.values.rate(fairness, 9, 6)
    journal.values.rate(craft, 7)
    journal.values.retire(rest)
    journal.ties.set_relation(("entry", entry.id), ("value", fairness), "serves")
    journal.ties.set_relation(("goal", goal.id), ("value", craft), "strains")
    journal.ties.connect(("entry", entry.id), ("goal", goal.id))
    mood = journal.metrics.built_in("mood", shown=True)
    sleep = journal.metrics.add(NewMetric(name="Sleep", kind="number", unit="h"))
    journal.metrics.set(mood.id, LAST_WEEK, 6)
    journal.metrics.set(sleep.id, LAST_WEEK, 7.5)
    journal.metrics.set(sleep.id, TODAY, 6.25)
    session = journal.reviews.begin("weekly", LAST_WEEK)
    journal.reviews.set_entry(session.id, entry.id)
    journal.reviews.outcome(session.id, "goal", goal.id, "same", today=TODAY)
    journal.reviews.finish(session.id)
    journal.reviews.skip("weekly", TODAY)
    journal.reviews.not_again(entry.id)
    return journal


@pytest.fixture
def other(tmp_path):
    opened = new_journal(tmp_path / "other")
    yield opened
    opened.close()


def out(journal, tmp_path):
    dest = tmp_path / "out.json"
    to_json(journal.entries.iterate(), dest, answers=journal.answers, models=journal, force=True)
    return dest


def back(journal, dest):
    plan = incoming.plan(journal, incoming.survey(dest, tz="Europe/Oslo"))
    return plan, incoming.carry_out(journal, plan)


def edited(full, tmp_path, edit):
    """Return the path of an export that ``edit`` changed."""
    dest = out(full, tmp_path)
    data = json.loads(dest.read_text())
    edit(data)
    dest.write_text(json.dumps(data))
    return dest


def told(journal):
    """Return everything as it leaves; nothing depends on the order of writing."""
    found = models_as_json(journal) | mastery_as_json(journal)
    for things in found.values():
        for thing in things:
            for kind in ("ties", "anchors", "history"):
                if isinstance(thing, dict) and kind in thing:
                    thing[kind] = sorted(thing[kind], key=str)
        things.sort(key=lambda thing: thing if isinstance(thing, str) else thing["id"])
    return found


def sound(journal):
    return journal.check().sound


def came(result):
    return {kind: result.things[kind] for kind in COUNTS}


def test_everything_comes_back_to_the_letter_and_only_once(full, other, tmp_path):
    dest = out(full, tmp_path)
    plan, result = back(other, dest)
    assert (came(plan), came(result)) == (COUNTS, COUNTS)
    assert result.problems == ()
    assert told(other) == told(full)
    assert sound(other)
    before = other.meta.commit_no
    plan, result = back(other, dest)
    assert (plan.new, result.import_id, sum(result.things.values())) == (0, None, 0)
    assert other.meta.commit_no == before
    assert sum(back(full, dest)[0].things.values()) == 0


def test_the_shape_is_fixed(full, tmp_path):
    data = json.loads(out(full, tmp_path).read_text())
    assert tuple(data)[-6:] == KINDS
    around = ["anchors", "ties", "review"]
    goal = data["goals"][0]
    assert list(goal) == [
        "id", "title", "vision", "reality", "why", "importance", "started_on", "target_on", "cadence",
        "parent", "step", "state", "closed_at", "closing_note", "created_at", "check_ins", "measures",
        "brakes", "wordings", *around,
    ]  # fmt: skip
    assert list(goal["check_ins"][0]) == ["id", "date", "at", "closeness", "pull", "note"]
    assert list(goal["measures"][0]) == [
        "id", "name", "unit", "kind", "start", "first_target", "target", "low", "high", "slack",
        "created_at", "target_changes", "observations",
    ]  # fmt: skip
    assert list(goal["measures"][0]["target_changes"][0]) == ["at", "old", "new", "reason"]
    assert list(goal["measures"][0]["observations"][0]) == ["date", "at", "value"]
    assert list(goal["brakes"][0]) == ["id", "parent", "column", "text", "assumption", "confidence_then"]  # fmt: skip
    assert list(goal["wordings"][0]) == ["until", "reality"]
    assert list(goal["review"]) == ["interval_days", "due_on", "last_on", "last_outcome", "snoozes"]
    assert list(data["values"][0]) == ["id", "name", "meaning", "rank", "state", "created_at", "ratings", "wordings", *around]  # fmt: skip
    assert list(data["values"][0]["ratings"][0]) == ["date", "at", "importance", "lived", "note"]
    assert list(data["sorts"][0]) == ["id", "date", "at", "values"]
    assert list(data["metrics"][0]) == ["id", "name", "kind", "unit", "built_in", "shown", "created_at", "readings"]  # fmt: skip
    assert list(data["reviews"][0]) == [
        "id", "kind", "first_day", "last_day", "started_at", "step", "finished_at", "skipped_at",
        "entry", "looked_at",
    ]  # fmt: skip
    assert list(data["reviews"][0]["looked_at"][0]) == ["kind", "id", "outcome"]


def test_taken_back_nothing_is_left_but_in_recently_deleted(full, other, tmp_path):
    _, result = back(other, out(full, tmp_path))
    other.imports.take_back(result.import_id)
    assert {kind: things for kind, things in told(other).items() if things} == {}
    assert len(other.goals.trashed()) == 3
    assert len(other.values.trashed()) == 3
    assert [metric.name for metric in other.metrics.trashed()] == ["Sleep"]
    assert other.reviews.sessions() == []
    assert sound(other)


def test_values_and_mood_join_those_of_their_name(full, other, tmp_path):
    fairness = other.values.add("fairness", "My own words")
    other.values.rate(fairness.id, 5, 5)
    mood = other.metrics.built_in("mood")
    other.metrics.set(mood.id, TODAY, 3)
    dest = out(full, tmp_path)
    _, result = back(other, dest)
    assert result.problems == ()
    assert other.values.get(fairness.id).meaning == "My own words"
    assert [(one.date, one.lived) for one in other.values.ratings(fairness.id)] == [(LAST_WEEK, 4), (TODAY, 5)]  # fmt: skip
    assert [(one.date, one.value) for one in other.metrics.readings(mood.id)] == [(LAST_WEEK, 6), (TODAY, 3)]  # fmt: skip
    assert other.values.sorts()[0].values[0] == fairness.id
    (entry,) = other.entries.newest(1)
    assert ("value", fairness.id, "serves") in other.ties.of("entry", entry.id)
    assert sum(back(other, dest)[0].things.values()) == 0
    other.imports.take_back(result.import_id)
    assert [one.date for one in other.values.ratings(fairness.id)] == [TODAY]
    assert [one.date for one in other.metrics.readings(mood.id)] == [TODAY]
    assert sound(other)


def test_what_was_said_anew_since_an_import_stays_when_that_is_taken_back(full, other, tmp_path):
    fairness, mood = other.values.add("Fairness"), other.metrics.built_in("mood")
    _, result = back(other, out(full, tmp_path))
    later = dt.datetime.now(dt.UTC).replace(microsecond=0) + dt.timedelta(seconds=5)
    with (
        mock.patch("metanoia.store.values.now", return_value=later),
        mock.patch("metanoia.store.metrics.now", return_value=later),
    ):
        other.values.rate(fairness.id, 3, 3, date=LAST_WEEK)
        other.metrics.set(mood.id, LAST_WEEK, 1)
    other.imports.take_back(result.import_id)
    assert [(one.date, one.lived) for one in other.values.ratings(fairness.id)] == [(LAST_WEEK, 3)]
    assert [one.value for one in other.metrics.readings(mood.id)] == [1]


def test_a_deleted_value_leaves_with_no_order(full, other, tmp_path):
    gone, *_ = full.values.all()
    full.values.trash(gone.id)
    data = json.loads(out(full, tmp_path).read_text())
    assert [len(one["values"]) for one in data["sorts"]] == [2]
    assert gone.id not in json.dumps({kind: data[kind] for kind in ("values", "sorts")})
    assert back(other, out(full, tmp_path))[1].problems == ()


def test_a_value_that_has_all_its_ratings_here_is_still_known(full, other, tmp_path):
    craft = other.values.add("Craft")
    other.values.rate(craft.id, 1)
    back(other, out(full, tmp_path))
    assert craft.id in other.values.sorts()[0].values
    goal = next(row for row in other.goals.rows() if row.values)
    assert goal.values == ((craft.id, "Craft", "strains"),)


def test_a_rank_that_is_taken_stays_with_who_has_it(full, other, tmp_path):
    other.values.keep_sort(["Courage"], date=TODAY)
    _, result = back(other, out(full, tmp_path))
    assert result.problems == ()
    assert [(one.name, one.rank) for one in other.values.all()] == [("Courage", 1), ("Craft", 2), ("Fairness", None)]  # fmt: skip


def test_a_day_and_a_week_that_have_one_keep_it(full, other, tmp_path):
    other.values.keep_sort(["Courage"], date=LAST_WEEK)
    other.reviews.skip("weekly", LAST_WEEK)
    _, result = back(other, out(full, tmp_path))
    assert result.problems == ()
    assert (result.things["sorts"], result.things["reviews"]) == (0, 1)
    assert other.reviews.session("weekly", LAST_WEEK).skipped_at


def test_a_metric_of_another_kind_is_not_mixed_with_it(full, other, tmp_path):
    other.metrics.add(NewMetric(name="Sleep", kind="yes_no"))
    _, result = back(other, out(full, tmp_path))
    assert [(one.where, one.why) for one in result.problems] == [("out.json, metric 2", "It does not hold together and was left out.")]  # fmt: skip
    assert sound(other)


def test_what_did_not_come_is_named_no_more(full, other, tmp_path):
    def edit(data):
        data["entries"], data["assumptions"], data["actions"], data["values"] = [], [], [], []
        (parent,) = (one for one in data["goals"] if one["brakes"])
        data["goals"] = [one for one in data["goals"] if one["id"] != parent["id"]] + [parent]

    _, result = back(other, edited(full, tmp_path, edit))
    assert [one.where for one in result.problems] == ["out.json, sort 1", "out.json, resting 1"]
    goals = {row.goal.title: row.goal for row in other.goals.rows()}
    assert goals["Ida leads on Mondays"].step is None
    lines = other.brakes.of(goals["The team plans without me"].id)
    assert (lines[-1].assumption, lines[-1].confidence_then) == (None, None)
    assert [one.entry for one in other.reviews.sessions()] == [None, None]
    assert sound(other)


def test_a_circle_of_parents_leads_nowhere(full, other, tmp_path):
    def edit(data):
        one, two, three = data["goals"]
        one["parent"], two["parent"], three["parent"] = two["id"], one["id"], three["id"]

    _, result = back(other, edited(full, tmp_path, edit))
    assert [problem.why for problem in result.problems] == ["It does not hold together and was left out."]  # fmt: skip
    assert [row.goal.parent for row in other.goals.rows()] == [None, None]


@pytest.mark.parametrize(
    ("edit", "why"),
    [
        ({"vision": ""}, "An active goal says what is to be true and what is true now."),
        ({"title": " "}, "The goal’s name is still empty. Say it in a few words."),
        ({"importance": 11}, "Importance goes from 0 to 10."),
        ({"cadence": 8}, "A goal is looked at every 7, 14 or 30 days."),
        ({"target_on": "1999-01-01"}, "The day by which it should be true lies before the day it began."),
        ({"check_ins": [{}]}, "It is no goal that can be understood."),
        ({"created_at": "9999-12-31T23:59:59Z"}, "One of its moments is still to come."),
    ],
)  # fmt: skip
def test_a_goal_that_cannot_be_is_said_with_its_place_and_the_rest_is_read(full, other, tmp_path, edit, why):  # fmt: skip
    _, result = back(other, edited(full, tmp_path, lambda data: data["goals"][0].update(edit)))
    assert [(one.where, one.why) for one in result.problems] == [("out.json, goal 1", why)]
    assert came(result) == COUNTS | {"goals": 2}
    assert sound(other)


@pytest.mark.parametrize(
    ("edit", "why"),
    [
        ({"first_target": 0.0}, "Start and target are the same, so there is nothing to reach. Change one of them."),
        ({"first_target": 1e300}, "That number is too large to be kept. Choose a larger unit."),
        ({"target": None}, "It is no goal that can be understood."),
    ],
)  # fmt: skip
def test_a_measure_that_cannot_be_leaves_its_goal_out(full, other, tmp_path, edit, why):
    _, result = back(
        other, edited(full, tmp_path, lambda data: data["goals"][0]["measures"][0].update(edit))
    )
    assert [one.why for one in result.problems] == [why]


def test_a_line_hangs_on_one_of_the_column_before(full, other, tmp_path):
    def edit(data):
        first, *_, last = data["goals"][0]["brakes"]
        last["parent"] = first["id"]

    _, result = back(other, edited(full, tmp_path, edit))
    assert [one.why for one in result.problems] == ["It is no goal that can be understood."]


def test_a_goal_twice_on_a_day_is_left_out_whole(full, other, tmp_path):
    def edit(data):
        looks = data["goals"][0]["check_ins"]
        looks.append({**looks[0], "id": str(uuid.uuid4())})

    _, result = back(other, edited(full, tmp_path, edit))
    assert [one.where for one in result.problems] == ["out.json, goal 1"]
    assert other.actions.all()[0].goal is None
    assert sound(other)


def test_an_export_of_before_still_comes_in(full, other, tmp_path):
    def edit(data):
        for kind in KINDS:
            del data[kind]
        for one in data["actions"]:
            for name in ("kind", "goal", "cue", "outcome", "obstacle", "times_met", "times_used", "review"):  # fmt: skip
                del one[name]
        for one in data["assumptions"]:
            del one["review"]

    _, result = back(other, edited(full, tmp_path, edit))
    assert result.problems == ()
    assert len(other.actions.all()) == 2


def test_a_markdown_export_holds_them_to_be_read_and_the_import_leaves_them(full, other, tmp_path):
    dest = tmp_path / "out"
    to_markdown(full.entries.iterate(), dest, answers=full.answers, models=full)
    goal = (dest / "goals" / "the-team-plans-without-me.md").read_text()
    for words in (
        "The rota is **made** by them", "They made one", "reality: I make it", "I want Fridays",
        "One of four\n    at last", "close 3, pull 8 of 10", "from 0 to 3 a month",
        "moved from 4 to 3 a month: Four was too many", "between 35 and 40", ": 44",
        "If nobody answers, then I will wait for ten seconds (1 of 2 times)", "Ask Ida (done)",
        "I answer first", "If I wait, nobody speaks", "It strains Craft",
    ):  # fmt: skip
        assert words in goal, words
    assert "Let go on" in (dest / "goals" / "ida-leads-on-mondays.md").read_text()
    values = (dest / "values.md").read_text()
    for words in ("## Fairness (1)", "Everybody gets a turn", "matters 9, shows 4 of 10: The rota", "Set aside", ": Fairness, Craft, Rest"):  # fmt: skip
        assert words in values, words
    assert "7.5 h" in (dest / "metrics.md").read_text()
    reviews = (dest / "reviews.md").read_text()
    assert "done ([what I wrote](entry:" in reviews
    assert ": skipped" in reviews
    _, result = back(other, dest)
    assert result.new == 1
    assert {problem.why[:27] for problem in result.problems} == {"It shows assumptions, goals"}
    assert other.goals.rows() == []


def test_two_that_join_one_value_come_up_once_in_a_review(full, other, tmp_path):
    def edit(data):
        first, second, _ = data["values"]
        data["reviews"][0]["looked_at"] = [
            {"kind": "value", "id": one["id"], "outcome": "same"} for one in (first, second)
        ]
        second["name"] = first["name"].upper()
        second["ratings"][0]["date"] = str(LAST_WEEK - dt.timedelta(days=1))

    other.values.add("Fairness")
    _, result = back(other, edited(full, tmp_path, edit))
    assert result.problems == ()
    (session, _) = other.reviews.sessions()
    assert len(other.reviews.looked(session.id)) == 1
    assert sound(other)


def forge(path, value):
    """Return an edit of an export: what is at ``path`` (keys and places) is ``value``."""

    def edit(data):
        *way, last = path
        for step in way:
            data = data[step]
        data[last] = value(data[last]) if callable(value) else value

    return edit


def twice(listed):
    return [*listed, listed[0]]


@pytest.mark.parametrize(
    ("path", "value", "where"),
    [
        (("goals", 0, "id"), "x", "goal 1"),
        (("goals", 0, "check_ins"), twice, "goal 1"),
        (("goals", 0, "check_ins", 0, "closeness"), 11, "goal 1"),
        (("goals", 0, "check_ins", 0, "date"), "2999-01-01", "goal 1"),
        (("goals", 0, "check_ins", 0, "date"), "1599-12-31", "goal 1"),
        (("goals", 0, "measures"), twice, "goal 1"),
        (("goals", 0, "measures"), lambda listed: listed * 4, "goal 1"),
        (("goals", 0, "measures", 0, "start"), 10**400, "goal 1"),
        (("goals", 0, "measures", 0, "observations"), twice, "goal 1"),
        (("goals", 0, "measures", 0, "observations", 0, "value"), float("nan"), "goal 1"),
        (("goals", 0, "measures", 1, "slack"), 0, "goal 1"),
        (("goals", 0, "measures", 1, "low"), 99, "goal 1"),
        (("goals", 0, "brakes"), twice, "goal 1"),
        (("goals", 0, "brakes", 0, "column"), "assumption", "goal 1"),
        (("goals", 0, "brakes", 3, "confidence_then"), 101, "goal 1"),
        (("goals", 0, "state"), "achieved", "goal 1"),
        (("goals", 0, "wordings", 0), {"until": "2026-01-01T00:00:00Z"}, "goal 1"),
        (("goals", 0, "review", "interval_days"), 6, "goal 1"),
        (("values",), twice, "value 4"),
        (("values", 0, "rank"), 11, "value 1"),
        (("values", 0, "ratings", 0, "lived"), -1, "value 1"),
        (("values", 0, "name"), "x" * 61, "value 1"),
        (("sorts", 0, "values"), twice, "sort 1"),
        (("sorts", 0, "values"), [], "sort 1"),
        (("sorts", 0, "date"), "2999-01-01", "sort 1"),
        (("metrics", 0, "kind"), "number", "metric 1"),
        (("metrics", 0, "built_in"), "sleep", "metric 1"),
        (("metrics", 0, "readings", 0, "value"), 10.5, "metric 1"),
        (("metrics", 1, "readings", 0, "date"), "2026-02-30", "metric 2"),
        (("reviews", 0, "last_day"), "2026-01-01", "review 1"),
        (("reviews", 0, "step"), -1, "review 1"),
        (("reviews", 0, "skipped_at"), "2026-01-01T00:00:00Z", "review 1"),
        (("reviews", 0, "looked_at", 0, "outcome"), "never", "review 1"),
        (("reviews",), lambda listed: [*listed, {**listed[0], "id": str(uuid.uuid4())}], "review 3"),
        (("resting", 0), "x", "resting 1"),
    ],
)  # fmt: skip
def test_what_is_forged_is_said_with_its_place_and_the_rest_is_read(
    full, other, tmp_path, path, value, where
):
    _, result = back(other, edited(full, tmp_path, forge(path, value)))
    assert result.problems[0].where == f"out.json, {where}"
    assert all(problem.why.endswith(".") for problem in result.problems)
    assert other.entries.newest(1)
    left_out = sum(COUNTS.values()) - sum(came(result).values())
    assert left_out <= (0 if path == ("values",) or where in ("review 3", "resting 1") else 1)
    assert sound(other)


def test_a_goal_that_holds_itself_is_part_of_none(full, other, tmp_path):
    def edit(data):
        data["goals"][0]["parent"] = data["goals"][0]["id"]

    _, result = back(other, edited(full, tmp_path, edit))
    assert [one.where for one in result.problems] == ["out.json, goal 1"]
    assert sound(other)


JUNK = st.sampled_from([
    None, 0, -5, 101, 10**30, float("inf"), True, "", "x", "2026-13-01", "é" * 12000, [], {}, [{}],
    {"a": 1}, 0.5, "2026-01-01T00:00:00", "9999-12-31T23:59:59-14:00", "\ud800", "mood",
    "00000000-0000-4000-8000-000000000000",
])  # fmt: skip


@settings(
    max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(data=st.data())
def test_junk_leaves_only_that_thing_out_or_is_kept_whole(full, other, tmp_path, data):
    dest = out(full, tmp_path)
    export = json.loads(dest.read_text())
    node = export
    key = data.draw(st.sampled_from(KINDS))
    while isinstance(node[key], dict | list) and node[key]:
        if node is not export and data.draw(st.integers(0, 4)) == 0:
            break
        node = node[key]
        key = data.draw(
            st.sampled_from(sorted(node) if isinstance(node, dict) else range(len(node)))
        )
    before = copy.deepcopy(node[key])
    node[key] = data.draw(JUNK)
    dest.write_text(json.dumps(export))
    _, result = back(other, dest)
    left_out = len(result.problems)
    if node is not export:
        assert left_out <= 2, (key, before, node[key], result.problems)
    assert all(problem.where.startswith("out.json") for problem in result.problems)
    assert sound(other)
    told(other)
    if result.import_id:
        other.imports.take_back(result.import_id)
    for part in (other.goals, other.values, other.metrics, other.actions, other.assumptions, other.entries):  # fmt: skip
        part.empty_trash()
    assert other.reviews.sessions() == []
