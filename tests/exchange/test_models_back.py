"""Assumptions, predictions and actions leave with their histories and come back once."""

from __future__ import annotations

import copy
import datetime as dt
import json
import uuid

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from journals import new_journal
from metanoia.domain.actions import NewAction
from metanoia.domain.anchors import Origin
from metanoia.domain.assumptions import NewAssumption, NewEvidence
from metanoia.domain.days import at
from metanoia.domain.entries import NewEntry
from metanoia.domain.experiments import NewExperiment, Result
from metanoia.domain.predictions import NewPrediction
from metanoia.exchange import incoming
from metanoia.exchange.models_json import models_as_json
from metanoia.exchange.outgoing import to_json, to_markdown
from metanoia.text.anchors import select

WHEN = at(dt.date(2026, 1, 14), dt.time(17, 20), "Europe/Oslo")
THEN = dt.datetime(2026, 1, 15, 9, tzinfo=dt.UTC)
TEXT = "I moved it. He was angry all day."
SOON = dt.datetime.now(dt.UTC).date() + dt.timedelta(days=30)


def planned(percent=70):
    return NewExperiment(
        plan="Ask him on Friday",
        smallest_safe="One question over coffee",
        foretold="He says that he was tired",
        percent=percent,
        would_weaken="He names another reason",
        due_on=SOON,
    )


@pytest.fixture
def full(journal):
    """A journal in which one of everything happened."""
    entry = journal.entries.add(NewEntry(when=WHEN, title="Rota", body=TEXT))
    passage = Origin(entry=entry.id, selector=select(TEXT, 12, 24))
    held = journal.assumptions.add(
        NewAssumption(statement="He was angry with me", about="someone", person="Jonas",
                      if_wrong="He would greet me", importance=8, confidence=80, at=THEN),
        origin=passage,
    )  # fmt: skip
    journal.assumptions.add_evidence(held.id, NewEvidence(stance=-1, text="He greeted me\nas ever", weight=2, source="in the hall", entry=entry.id), confidence=55)  # fmt: skip
    test = journal.experiments.plan(held.id, planned())
    journal.experiments.finish(test.id, Result(happened="He was tired", confidence=30, learned="Ask", came_true=True))  # fmt: skip
    journal.experiments.plan(held.id, planned(40))
    journal.assumptions.add(NewAssumption(statement="Nobody reads the minutes"))
    old = journal.assumptions.add(NewAssumption(statement="Silence means consent", confidence=60))
    journal.assumptions.revise(old.id, "Silence means that I did not ask")
    gone = journal.assumptions.add(
        NewAssumption(statement="Mondays are for planning", confidence=60)
    )
    journal.assumptions.drop(gone.id, "It was never true")
    free = journal.predictions.add(NewPrediction(statement="The rota holds until May", settled_by="The plan", due_on=SOON, percent=65, entry=entry.id))  # fmt: skip
    journal.predictions.forecast(free.id, 50, "Two are ill")
    over = journal.predictions.add(NewPrediction(statement="Ida stays with us", settled_by="Ida", due_on=SOON, percent=90))  # fmt: skip
    journal.predictions.withdraw(over.id)
    journal.actions.settle(journal.actions.add(NewAction(text="Ask Jonas", due_on=SOON), origin=passage).id, "done", "He laughed")  # fmt: skip
    journal.ties.connect(("assumption", held.id), ("prediction", free.id))
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


def told(journal):
    """Return everything as it leaves, each kind by its id: nothing depends on the order of writing."""
    models = models_as_json(journal)
    for things in models.values():
        for thing in things:
            thing["ties"] = sorted(thing["ties"], key=str)
            for kind in ("history", "evidence", "tests", "anchors"):
                thing[kind] = sorted(thing.get(kind, []), key=str)
        things.sort(key=lambda thing: thing["id"])
    return models


def test_everything_comes_back_to_the_letter_and_only_once(full, other, tmp_path):
    dest = out(full, tmp_path)
    plan, result = back(other, dest)
    came = {kind: number for kind, number in plan.things.items() if number}
    assert came == {"assumptions": 5, "predictions": 4, "actions": 1}
    assert plan.things == result.things
    assert result.problems == ()
    assert told(other) == told(full)
    assert result.as_json()["assumptions"] == 5
    before = other.meta.commit_no
    plan, result = back(other, dest)
    assert (plan.new, result.import_id, result.things["assumptions"]) == (0, None, 0)
    assert other.meta.commit_no == before
    assert not other._connection.execute("PRAGMA foreign_key_check").fetchall()


def test_the_shape_is_fixed(full, tmp_path):
    data = json.loads(out(full, tmp_path).read_text())
    assert list(data)[:6] == [
        "format", "version", "entries", "assumptions", "predictions", "actions",
    ]  # fmt: skip
    around = ["anchors", "ties", "review"]
    held = next(one for one in data["assumptions"] if one["person"])
    assert list(held) == [
        "id", "statement", "about", "person", "if_wrong", "importance", "state", "confidence", "revised_to",
        "closed_at", "closing_note", "touched_at", "created_at", "history", "evidence", "tests", *around,
    ]  # fmt: skip
    assert list(held["history"][0]) == [
        "id",
        "at",
        "confidence",
        "cause",
        "reason",
        "entry",
        "test",
    ]
    assert list(held["evidence"][0]) == ["id", "stance", "weight", "text", "source", "observed_on", "entry"]  # fmt: skip
    assert held["evidence"][0]["stance"] == "challenges"
    assert list(held["tests"][0]) == ["id", "plan", "smallest_safe", "would_weaken", "due_on", "prediction", "state", "result", "learned", "settled_at", "created_at"]  # fmt: skip
    assert list(held["anchors"][0]) == ["id", "entry", "field", "exact", "prefix", "suffix", "start", "stop", "created_at"]  # fmt: skip
    assert list(data["predictions"][0]) == [
        "id", "statement", "settled_by", "first_due_on", "due_on", "outcome", "settled_at", "settle_note",
        "withdrawn_at", "assumption", "entry", "created_at", "forecasts", *around,
    ]  # fmt: skip
    assert list(data["actions"][0]) == [
        "id", "kind", "text", "goal", "cue", "outcome", "obstacle", "times_met", "times_used", "due_on",
        "state", "settled_at", "reflection", "created_at", *around,
    ]  # fmt: skip


def test_taken_back_it_is_in_recently_deleted(full, other, tmp_path):
    _, result = back(other, out(full, tmp_path))
    other.imports.take_back(result.import_id)
    assert other.entries.count == 0
    assert told(other) == {"assumptions": [], "predictions": [], "actions": []}
    assert len(other.assumptions.trashed()) == 5
    assert other.meta.get(f"import_things:{result.import_id}") is None


def test_things_without_their_entries_come_too(full, other, tmp_path):
    dest = out(full, tmp_path)
    data = json.loads(dest.read_text())
    data["entries"] = []
    kept = [one for one in data["assumptions"] if one["state"] != "noticed" or not one["history"]]
    data["assumptions"] = [one for one in kept if one["statement"] != "Silence means that I did not ask"]  # fmt: skip
    data["predictions"] = []
    dest.write_text(json.dumps(data))
    _, result = back(other, dest)
    assert result.problems == ()
    came = {row.statement: row.state for row in other.assumptions.rows()}
    assert came["Silence means consent"] == "dropped"  # what it was revised to did not come
    assert other.anchors.of("assumption", other.assumptions.rows(words="angry")[0].id) == []
    assert not other._connection.execute("PRAGMA foreign_key_check").fetchall()


def test_a_markdown_export_holds_them_to_be_read_and_the_import_leaves_them(full, other, tmp_path):
    dest = tmp_path / "out"
    to_markdown(full.entries.iterate(), dest, answers=full.answers, models=full)
    (angry,) = dest.glob("assumptions/he-was-angry-with-me.md")
    said = angry.read_text()
    for words in (
        "80%",
        "He greeted me",
        "as ever",
        "in the hall",
        "Ask him on Friday",
        "He names another reason",
        "He was tired",
        "“He was angry”",
    ):
        assert words in said, words
    predictions = (dest / "predictions.md").read_text()
    for words in ("The rota holds until May", "Two are ill", "Withdrawn on", "Yes, settled on"):
        assert words in predictions, words
    assert "Ask Jonas" in (dest / "actions.md").read_text()
    _, result = back(other, dest)
    assert result.new == 1
    assert len(result.problems) == 7
    assert {problem.why[:24] for problem in result.problems} == {"It shows assumptions, go"}
    assert other.assumptions.rows() == []


JUNK = st.sampled_from(
    [
        None,
        0,
        -5,
        101,
        10**30,
        True,
        "",
        "x",
        "2026-13-01",
        "é" * 3000,
        [],
        {},
        [{}],
        {"a": 1},
        0.5,
        "2026-01-01T00:00:00",
        "9999-12-31T23:59:59-14:00",
    ]
)


@settings(
    max_examples=50, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(data=st.data())
def test_junk_leaves_only_that_thing_out_or_is_kept_whole(full, other, tmp_path, data):
    dest = out(full, tmp_path)
    export = json.loads(dest.read_text())
    kind = data.draw(st.sampled_from(["assumptions", "predictions", "actions"]))
    node = data.draw(st.sampled_from(export[kind]))
    while True:
        key = data.draw(
            st.sampled_from(sorted(node) if isinstance(node, dict) else range(len(node)))
        )
        if not isinstance(node[key], dict | list) or not node[key] or data.draw(st.booleans()):
            break
        node = node[key]
    before = copy.deepcopy(node[key])
    node[key] = data.draw(JUNK)
    dest.write_text(json.dumps(export))
    _, result = back(other, dest)
    came = sum(result.things.values())
    assert came == 10 - len(result.problems), (kind, key, before, node[key])
    assert all(problem.where.startswith("out.json, ") for problem in result.problems)
    assert not other._connection.execute("PRAGMA foreign_key_check").fetchall()
    models_as_json(other)
    other.predictions.counted(dt.date(2030, 1, 1))
    if result.import_id:
        other.imports.take_back(result.import_id)
    for part in (other.assumptions, other.predictions, other.actions, other.entries):
        part.empty_trash()


def edited(full, tmp_path, edit):
    """Return the path of an export in which ``edit`` changed the lists of each kind."""
    dest = out(full, tmp_path)
    data = json.loads(dest.read_text())
    edit(data["assumptions"])
    dest.write_text(json.dumps(data))
    return dest


def of_state(listed, state):
    return next(one for one in listed if one["state"] == state)


def test_a_circle_of_successors_leads_nowhere(full, other, tmp_path):
    ids = []

    def edit(listed):
        first = of_state(listed, "revised")
        second = next(one for one in listed if one["id"] == first["revised_to"])
        second |= {"state": "revised", "revised_to": first["id"], "closed_at": first["closed_at"]}
        ids.extend((first["id"], second["id"]))

    back(other, edited(full, tmp_path, edit))
    kept = [other.assumptions.get(id_) for id_ in ids]
    assert [(one.state, one.revised_to, one.revised_from) for one in kept] == [("dropped", None, None)] * 2  # fmt: skip


def test_it_is_being_tested_exactly_while_a_test_is_under_way(full, other, tmp_path):
    tested, dropped, held = (str(uuid.uuid4()) for _ in range(3))

    def edit(listed):
        one = of_state(listed, "testing")
        planned = [{**test, "id": dropped, "prediction": None} for test in one["tests"] if test["state"] == "planned"]  # fmt: skip
        bare = {"evidence": [], "history": [{**one["history"][0], "id": held}], "anchors": [], "ties": []}  # fmt: skip
        listed.append({**one, **bare, "id": tested, "tests": []})
        of_state(listed, "dropped")["tests"] = planned

    _, result = back(other, edited(full, tmp_path, edit))
    assert result.problems == ()
    assert other.assumptions.get(tested).state == "held"
    assert other.experiments.get(dropped).state == "abandoned"
    open_ = [one.assumption for one in other.experiments.due(dt.date(2100, 1, 1))]
    assert [other.assumptions.get(id_).state for id_ in open_] == ["testing"]


@pytest.mark.parametrize("place", [{"start": 2, "stop": 5}, {"start": 2, "stop": 14}, {"stop": 23}])
def test_a_place_that_does_not_fit_its_words_is_not_taken_for_them(full, other, tmp_path, place):
    def edit(listed):
        next(one for one in listed if one["anchors"])["anchors"][0].update(place)

    _, result = back(other, edited(full, tmp_path, edit))
    assert [problem.why for problem in result.problems] == ["It is no assumption that can be understood."]  # fmt: skip
    assert result.things["assumptions"] == 4


def test_a_moment_to_come_cannot_hold_a_confidence_for_ever(full, other, tmp_path):
    def edit(listed):
        of_state(listed, "testing")["history"][-1]["at"] = "9999-12-31T23:59:59Z"

    _, result = back(other, edited(full, tmp_path, edit))
    assert [problem.why for problem in result.problems] == ["One of its moments is still to come."]


def test_taken_back_it_takes_along_what_was_foretold_since(full, other, tmp_path):
    _, result = back(other, out(full, tmp_path))
    tested = next(row.id for row in other.assumptions.rows() if row.state == "testing")
    since = other.experiments.plan(tested, planned()).prediction
    gone = other.assumptions.rows()[-1].id
    other.assumptions.trash(gone)
    other.assumptions.purge(gone)
    other.imports.take_back(result.import_id)
    assert other.predictions.rows() == []
    other.assumptions.restore(tested)
    assert since in [row.id for row in other.predictions.rows()]
