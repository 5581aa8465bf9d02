"""Forms that leave in an export and come back in another journal, to the letter."""

from __future__ import annotations

import datetime as dt
import json
import shutil

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from filled_forms import MADE_UP, answers_to, ship, whole_answers
from journals import new_journal
from metanoia.domain.answers import FREE
from metanoia.domain.days import at
from metanoia.exchange import incoming
from metanoia.exchange.outgoing import to_json, to_markdown
from metanoia.store.form_library import library

WHEN = at(dt.date(2026, 1, 14), dt.time(17, 20), "Europe/Oslo")
both_ways = pytest.mark.parametrize("write", [to_json, to_markdown], ids=["json", "markdown"])


def out(journal, write, folder):
    dest = folder / ("out.json" if write is to_json else "out")
    shutil.rmtree(dest, ignore_errors=True)
    write(journal.entries.iterate(), dest, answers=journal.answers, force=True)
    return dest


def back(journal, dest):
    plan = incoming.plan(journal, incoming.survey(dest, tz="Europe/Oslo"))
    return plan, incoming.carry_out(journal, plan)


def note_of(dest):
    return next(dest.rglob("*.md"))


@pytest.fixture
def other(tmp_path):
    opened = new_journal(tmp_path / "other")
    yield opened
    opened.close()


@both_ways
@pytest.mark.parametrize("key", [*library(), "tide"])
def test_every_form_comes_back_whole(journal, other, write, key, tmp_path, monkeypatch):
    ship(monkeypatch, tmp_path, MADE_UP)
    values = whole_answers(library()[key])
    made = journal.answers.begin(key, WHEN, "Title", values, ("tag",))
    plan, result = back(other, out(journal, write, tmp_path))
    assert (plan.new, result.problems) == (1, ())
    came = other.entries.get(made.id)
    assert (came.form, came.title, came.body, came.tags) == (key, "Title", made.body, ("tag",))
    assert other.answers.filled(came) == journal.answers.filled(made)
    assert came.never_share == library()[key].never_share
    assert other.entries.row(made.id).excerpt == journal.entries.row(made.id).excerpt
    assert other.answers.asking(dt.date(2030, 1, 1)) == []  # what was asked later is answered
    assert [step.fate for step in back(other, out(journal, write, tmp_path))[0].steps] == [incoming.Fate.SKIPPED]  # fmt: skip


@both_ways
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])  # fmt: skip
@given(data=st.data())
def test_any_answers_come_back(journal, other, write, tmp_path, data):
    form = data.draw(st.sampled_from(list(library().values())))
    made = journal.answers.begin(form.key, WHEN, "", data.draw(answers_to(form)))
    _, result = back(other, out(journal, write, tmp_path))
    assert result.problems == ()
    came = other.entries.get(made.id)
    assert came.body == made.body
    assert other.answers.filled(came) == journal.answers.filled(made)
    for held in (journal, other):
        held.entries.trash(made.id)
        held.entries.purge(made.id)


@both_ways
def test_a_free_entry_says_nothing_of_forms(journal, write, tmp_path):
    journal.entries.add(incoming_entry("Plain"))
    dest = out(journal, write, tmp_path)
    said = dest.read_text() if write is to_json else note_of(dest).read_text()
    assert '"form"' not in said
    assert "form:" not in said
    assert "answers" not in said


def incoming_entry(body):
    from metanoia.domain.entries import NewEntry

    return NewEntry(when=WHEN, body=body)


def test_the_shape_of_an_entry_with_a_form_is_fixed(journal, tmp_path):
    made = journal.answers.begin(
        "two_column", WHEN, "", {"scene": "Four", "lines": [{"who": "me", "said": "x", "move": "both"}], "assume": ["He minds"]}
    )  # fmt: skip
    (entry,) = json.loads(out(journal, to_json, tmp_path).read_text())["entries"]
    assert list(entry) == ["id", "date", "time", "tz", "title", "body", "tags", "starred", "words", "written", "never_share", "form", "answers"]  # fmt: skip
    assert entry["form"] == {"key": "two_column", "version": 1}
    assert entry["answers"] == {
        "scene": "Four",
        "lines": [{"who": "me", "said": "x", "move": "both"}],
        "assume": ["He minds"],
    }
    values = {"subject": ("goal", "1", "Run"), "when": dt.date(2026, 5, 1)}
    from metanoia.domain.forms import Ref

    journal.entries.trash(made.id)
    journal.answers.begin("premortem", WHEN, "", values | {"subject": Ref(*values["subject"])})
    (entry,) = json.loads(out(journal, to_json, tmp_path).read_text())["entries"]
    assert entry["answers"] == {"subject": {"kind": "goal", "id": "1", "words": "Run"}, "when": "2026-05-01"}  # fmt: skip


HOSTILE = [
    None, 4, "x", [], [1], {"scene": None}, {"scene": 4}, {"scene": "x" * 501}, {"nothing": "x"},
    {"lines": "x"}, {"lines": [1]}, {"lines": [{"said": {}}]}, {"lines": [{"said": "x"}] * 41},
    {"lines": {"a": "b"}}, {"assume": [["x"]]}, {"scene": [["x"]]}, {"scene": {"a": {}}},
]  # fmt: skip


@pytest.mark.parametrize("answers", HOSTILE, ids=lambda answers: json.dumps(answers)[:40])
def test_hostile_answers_leave_a_free_entry_and_say_so(journal, other, tmp_path, answers):
    made = journal.answers.begin("two_column", WHEN, "Jonas", {"scene": "Four"})
    dest = out(journal, to_json, tmp_path)
    data = json.loads(dest.read_text())
    data["entries"][0]["answers"] = answers
    dest.write_text(json.dumps(data))
    _, result = back(other, dest)
    came = other.entries.get(made.id)
    if answers == {"scene": None}:  # nothing answered is no harm
        assert came.form == "two_column"
        return
    (problem,) = result.problems
    assert problem.where == "out.json, entry 1"
    assert "free entry" in problem.why
    assert "never to be shared" in problem.why
    assert (came.form, came.body, came.title) == (FREE, made.body, "Jonas")
    assert came.never_share  # what somebody else said stays where it was


@pytest.mark.parametrize(
    "form",
    [None, 4, "ladder", [], {}, {"key": "ladder"}, {"key": ["x"], "version": 1}, {"key": "tide", "version": 1},
     {"key": "ladder", "version": 0}, {"key": "ladder", "version": "one"}, {"key": "free", "version": 1}],
    ids=str,
)  # fmt: skip
@both_ways
def test_a_form_that_cannot_be_understood_leaves_a_free_entry(
    journal, other, write, tmp_path, form
):
    made = journal.answers.begin("ladder", WHEN, "", {"did": "Moved"})
    dest = out(journal, write, tmp_path)
    if write is to_json:
        data = json.loads(dest.read_text())
        data["entries"][0]["form"] = form
        dest.write_text(json.dumps(data))
    else:
        note = note_of(dest)
        text = note.read_text()
        said = f"form: {json.dumps(form)}\n"
        note.write_text(text.replace("form:\n  key: ladder\n  version: 1\n", said))
        assert said in note.read_text()
    _, result = back(other, dest)
    assert "free entry" in result.problems[0].why
    came = other.entries.get(made.id)
    assert (came.form, came.body) == (FREE, made.body)
    known = isinstance(form, dict) and form.get("key") == "ladder"
    assert came.never_share == (not known)


@both_ways
def test_what_is_never_shared_stays_so_elsewhere(journal, other, write, tmp_path):
    private, open_ = (journal.entries.add(incoming_entry(body)).id for body in ("Mine", "Any"))
    journal.entries.set_never_share(private, True)
    back(other, out(journal, write, tmp_path))
    assert other.entries.never_shared() == {private}
    assert not other.entries.get(open_).never_share


def test_an_entry_that_becomes_a_conversation_by_an_import_is_never_shared(
    journal, other, tmp_path
):
    made = journal.entries.add(incoming_entry("Four"))
    dest = out(journal, to_json, tmp_path)
    back(other, dest)
    data = json.loads(dest.read_text())
    answers = {"scene": "Four", "lines": [{"who": "me", "said": "x"}]}
    data["entries"][0] |= {"form": {"key": "two_column", "version": 1}, "answers": answers}
    dest.write_text(json.dumps(data))
    assert back(other, dest)[0].changed == 1
    assert other.entries.get(made.id).form == "two_column"
    assert other.entries.get(made.id).never_share


def test_answers_changed_by_hand_change_the_entry_and_can_be_taken_back(journal, other, tmp_path):
    made = journal.answers.begin("lesson", WHEN, "", {"lesson": "Ask first", "told": "Noor"})
    dest = out(journal, to_markdown, tmp_path)
    back(other, dest)
    note = note_of(dest)
    note.write_text(note.read_text().replace("told: Noor", "told: Ida"))
    plan, result = back(other, dest)
    assert plan.changed == 1
    assert "apart from its answers" in result.problems[0].why
    assert other.answers.values(made.id)["told"] == "Ida"
    other.imports.take_back(result.import_id)
    assert other.answers.values(made.id) == {"lesson": "Ask first", "told": "Noor"}
    assert other.entries.get(made.id).body == made.body


def test_answers_changed_here_and_there_are_left_as_they_are_here(journal, other, tmp_path):
    made = journal.answers.begin("lesson", WHEN, "", {"lesson": "Ask first"})
    back(other, out(journal, to_json, tmp_path))
    other.answers.save(made.id, "", {"lesson": "Ask twice"})
    journal.answers.save(made.id, "", {"lesson": "Ask never"})
    plan, _ = back(other, out(journal, to_json, tmp_path))
    assert (plan.skipped, plan.problems[0].why[:35]) == (1, "It has changed there and here; the ")
    assert other.answers.values(made.id) == {"lesson": "Ask twice"}


def test_a_form_from_elsewhere_is_locked_since_it_was_written(journal, other, tmp_path):
    made = journal.answers.begin("decision", WHEN, "", {"question": "Move?"})
    assert not journal.answers.locked(made)
    back(other, out(journal, to_json, tmp_path))
    assert other.answers.locked(other.entries.get(made.id))


def test_answers_to_a_form_unknown_here_still_leave(journal, tmp_path, monkeypatch):
    ship(monkeypatch, tmp_path, MADE_UP)
    values = whole_answers(library()["tide"])
    journal.answers.begin("tide", WHEN, "", values)
    monkeypatch.undo()
    dest = out(journal, to_json, tmp_path)
    (entry,) = json.loads(dest.read_text())["entries"]
    assert entry["form"] == {"key": "tide", "version": 3}
    assert entry["answers"]["shells"] == list(values["shells"])
    assert entry["answers"]["waves"][1]["said"] == values["waves"][1]["said"]
    assert entry["answers"]["sure"] == values["sure"]
