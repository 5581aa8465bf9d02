"""Shared visions, common words and learning targets leave whole, and come back once."""

from __future__ import annotations

import datetime as dt
import json

import pytest

from journals import new_journal
from metanoia.domain.goals import NewGoal
from metanoia.domain.learning_targets import wording
from metanoia.domain.people import Role
from metanoia.domain.terms import NewTerm
from metanoia.domain.visions import Draft, NewVision
from metanoia.exchange import incoming
from metanoia.exchange.outgoing import to_json, to_markdown
from metanoia.exchange.team_json import team_as_json

TODAY = dt.datetime.now().astimezone().date()
LAST_WEEK = TODAY - dt.timedelta(days=7)
COUNTS = {"visions": 2, "terms": 1, "targets": 2}


@pytest.fixture
def full(journal):
    """A journal in which one of everything happened."""
    visions = journal.visions
    value = journal.values.add("Candour").id
    goal = journal.goals.add(NewGoal(title="Ask first")).id
    old = visions.add(NewVision(name="Ward 4", text="Safe care.", as_of=LAST_WEEK), ["safe care"])
    now = visions.add(
        NewVision(name="Ward 4", text="Every voice.\nNo night alone.", as_of=TODAY, group="family"),
        ["every voice", "no night alone"], replaces=old.id,
    )  # fmt: skip
    first, second = visions.themes(now.id)
    visions.say(first.id, "first words")
    visions.say(first.id, "The newest nurse\nchanges the plan.")
    visions.stand(first.id, 2, date=LAST_WEEK)
    visions.stand(first.id, None)
    visions.set_fit(value, first.id, 2, "In the open")
    visions.set_fit(value, second.id, -2)
    visions.change(now.id, name="Ward four")
    visions.keep_themes(now.id, [Draft(second.id, "nobody alone"), Draft(first.id, first.text)])
    journal.ties.connect(("goal", goal), ("theme", first.id), "serves")
    term = journal.terms.add(NewTerm(word="done", mine="signed", theirs="typed", vision=now.id))
    journal.terms.change(term.id, agreed="said once")
    coach = journal.people.add("Ingrid Solheim", Role.COACH)
    one = journal.targets.propose(wording("Let two speak.", "A tally.", TODAY), party=coach.id, theme=first.id, goal=goal)  # fmt: skip
    journal.targets.say(one.id, "agree", actor="coach")
    journal.targets.say(one.id, "settle", outcome="partly_met", note="Nearly")
    journal.targets.propose(wording("Ask the night team.", "Three asked.", None))
    return journal


@pytest.fixture
def other(tmp_path):
    opened = new_journal(tmp_path / "other")
    opened.people.add("Ingrid Solheim", Role.COACH)
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
    dest = out(full, tmp_path)
    data = json.loads(dest.read_text())
    edit(data)
    dest.write_text(json.dumps(data))
    return dest


def told(journal):
    found = team_as_json(journal)
    for things in found.values():
        things.sort(key=lambda thing: thing["id"])
    return found


def came(result):
    return {kind: result.things[kind] for kind in COUNTS}


def test_everything_comes_back_to_the_letter_and_only_once(full, other, tmp_path):
    dest = out(full, tmp_path)
    plan, result = back(other, dest)
    assert (came(plan), came(result), result.problems) == (COUNTS, COUNTS, ())
    assert told(other) == told(full)
    theme = other.visions.themes(other.visions.standing()[0].id)[1]
    assert list(other.visions.goals_serving(theme.vision)) == [theme.id]
    (closed,) = [one for one in other.targets.all() if one.standing.state == "partly_met"]
    assert other.people.get(closed.party).name == "Ingrid Solheim"
    assert other.check().sound
    before = other.meta.commit_no
    plan, result = back(other, dest)
    assert (result.import_id, sum(result.things.values())) == (None, 0)
    assert other.meta.commit_no == before
    assert sum(back(full, dest)[0].things.values()) == 0


def test_the_shape_is_fixed(full, tmp_path):
    data = json.loads(out(full, tmp_path).read_text())
    vision = next(one for one in data["visions"] if one["themes"][0]["text"] == "nobody alone")
    assert list(vision) == ["id", "name", "group", "text", "as_of", "replaced_by", "created_at", "themes", "wordings"]  # fmt: skip
    theme = vision["themes"][1]
    assert list(theme) == ["id", "text", "my_words", "stances", "fits", "wordings"]
    assert [one["stance"] for one in theme["stances"]] == [2, None]
    assert list(theme["fits"][0]) == ["value", "fit", "note"]
    assert list(data["terms"][0]) == ["id", "word", "mine", "theirs", "agreed", "vision", "created_at", "wordings"]  # fmt: skip
    assert list(data["targets"][0]) == ["id", "goal", "theme", "person", "created_at", "events"]


def test_taken_back_nothing_is_left_but_in_recently_deleted(full, other, tmp_path):
    _, result = back(other, out(full, tmp_path))
    other.imports.take_back(result.import_id)
    assert team_as_json(other) == {"visions": [], "terms": [], "targets": []}
    assert [len(kind.trashed()) for kind in (other.visions, other.terms, other.targets)] == [2, 1, 2]  # fmt: skip
    assert other.check().sound


def test_fits_join_the_value_of_that_name_and_a_word_that_is_there_stays(full, other, tmp_path):
    candour = other.values.add("candour").id
    other.terms.add(NewTerm(word="DONE", mine="mine"))
    _, result = back(other, out(full, tmp_path))
    assert came(result) == {**COUNTS, "terms": 0}
    fits = other.visions.fits(other.visions.standing()[0].id)
    assert {fit.value for fit in fits} == {candour}
    assert [term.mine for term in other.terms.all()] == ["mine"]


def test_what_did_not_come_is_named_no_more(full, other, tmp_path):
    def edit(data):
        data["goals"], data["values"] = [], []
        data["visions"] = [one for one in data["visions"] if one["replaced_by"]]

    _, result = back(other, edited(full, tmp_path, edit))
    assert result.problems == ()
    (vision,) = other.visions.standing()
    assert vision.replaced_by is None
    assert other.visions.fits(vision.id) == []
    assert {(one.goal, one.theme) for one in other.targets.all()} == {(None, None)}
    assert [term.vision for term in other.terms.all()] == [None]
    assert other.check().sound


def test_visions_that_replace_one_another_in_a_circle_both_stand(full, other, tmp_path):
    def edit(data):
        one, two = data["visions"]
        one["replaced_by"], two["replaced_by"] = two["id"], one["id"]

    back(other, edited(full, tmp_path, edit))
    assert len(other.visions.standing()) == 2


def twice(listed):
    return [*listed, listed[0]]


def forge(path, value):
    def edit(data):
        data["visions"].sort(key=lambda one: one["replaced_by"] is not None)  # the new text first
        *way, last = path
        found = data
        for step in way:
            found = found[step]
        found[last] = value(found[last]) if callable(value) else value

    return edit


THEME = ("visions", 0, "themes", 1)


@pytest.mark.parametrize(
    ("path", "value", "where"),
    [
        (("visions", 0, "id"), "x", "vision 1"),
        (("visions", 0, "name"), "", "vision 1"),
        (("visions", 0, "text"), "x" * 10_001, "vision 1"),
        (("visions", 0, "group"), "club", "vision 1"),
        (("visions", 0, "group"), ["team"], "vision 1"),
        (("visions", 0, "as_of"), "2026-02-30", "vision 1"),
        (("visions", 0, "themes"), twice, "vision 1"),
        (("visions", 0, "themes"), None, "vision 1"),
        (("visions", 0, "themes"), lambda themes: themes * 7, "vision 1"),
        (("visions", 0, "created_at"), "2999-01-01T00:00:00Z", "vision 1"),
        (("visions",), twice, "vision 3"),
        ((*THEME, "text"), "x" * 301, "vision 1"),
        ((*THEME, "my_words"), "x" * 501, "vision 1"),
        ((*THEME, "my_words"), 7, "vision 1"),
        ((*THEME, "stances"), twice, "vision 1"),
        ((*THEME, "stances", 0, "stance"), 5, "vision 1"),
        ((*THEME, "stances", 0, "stance"), True, "vision 1"),
        ((*THEME, "stances", 0, "date"), "2999-01-01", "vision 1"),
        ((*THEME, "fits"), twice, "vision 1"),
        ((*THEME, "fits", 0, "fit"), 3, "vision 1"),
        ((*THEME, "fits", 0, "note"), "x" * 301, "vision 1"),
        ((*THEME, "wordings", 0), {"until": "2026-01-01T00:00:00Z"}, "vision 1"),
        (("terms", 0, "word"), "x" * 61, "term 1"),
        (("terms", 0, "agreed"), {}, "term 1"),
        (("terms", 0, "vision"), "x", "term 1"),
        (("targets", 0, "events"), [], "target 1"),
        (("targets", 0, "events"), twice, "target 1"),
        (("targets", 0, "events", 0, "text"), "Another wording.", "target 1"),
        (("targets", 0, "events", 0, "act"), "agree", "target 1"),
        (("targets", 0, "events", 0, "target"), "7f9c1b52-0000-4000-8000-000000000000", "target 1"),
        (("targets", 0, "events", 0, "at"), "2999-01-01T00:00:00Z", "target 1"),
        (("targets", 0, "person"), "x" * 500, "target 1"),
    ],
)  # fmt: skip
def test_what_is_forged_is_said_with_its_place_and_the_rest_is_read(
    full, other, tmp_path, path, value, where
):
    _, result = back(other, edited(full, tmp_path, forge(path, value)))
    assert [problem.where for problem in result.problems] == [f"out.json, {where}"]
    assert result.problems[0].why.endswith(".")
    left_out = sum(COUNTS.values()) - sum(came(result).values())
    assert left_out == (0 if where == "vision 3" else 1)
    assert other.check().sound


def test_a_number_that_another_has_leaves_that_thing_out(full, other, tmp_path):
    def edit(data):
        one, two = data["visions"]
        one["themes"][0]["id"] = two["themes"][0]["id"]

    _, result = back(other, edited(full, tmp_path, edit))
    assert [problem.why for problem in result.problems] == ["It does not hold together and was left out."]  # fmt: skip
    assert result.things["visions"] == 1
    assert other.check().sound


def test_a_markdown_export_holds_them_to_be_read_and_the_import_leaves_them(full, other, tmp_path):
    dest = tmp_path / "notes"
    to_markdown(full.entries.iterate(), dest, answers=full.answers, models=full)
    texts = {str(file.relative_to(dest)): file.read_text() for file in dest.rglob("*.md")}
    names = {name for name in texts if not name.startswith(("goals", "values"))}
    assert names == {"visions/ward-4.md", "visions/ward-four.md", "common-words.md", "learning-targets.md"}  # fmt: skip
    vision = texts["visions/ward-four.md"]
    for words in ("> Every voice.\n> No night alone.", "## 1. nobody alone", "I don’t yet understand it", "Candour serves strongly: In the open", "Served by the goal “Ask first”"):  # fmt: skip
        assert words in vision
    assert "- They mean: typed" in texts["common-words.md"]
    assert "closed as partly met by me. Nearly" in texts["learning-targets.md"]
    _, result = back(other, dest)
    assert result.new == 0
    assert len(result.problems) == len(texts)
