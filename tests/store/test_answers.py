"""Entries that are written with a form: kept, searched, revised, locked, asked again, deleted."""

from __future__ import annotations

import datetime as dt
import random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from filled_forms import MADE_UP, answers_to, ship, whole_answers
from journals import entry as plain
from metanoia.domain.anchors import Origin
from metanoia.domain.answers import FREE, FilledForm
from metanoia.domain.assumptions import NewAssumption
from metanoia.domain.days import at
from metanoia.domain.entries import NewEntry
from metanoia.domain.errors import NotFound, Refused
from metanoia.store import answer_rows, form_entries, revisions
from metanoia.store.entry_rows import END
from metanoia.store.form_library import library
from metanoia.store.timeline import NEWEST
from metanoia.text.anchors import resolve, select

DAY = dt.date(2026, 1, 14)
WHEN = at(DAY, dt.time(17, 20), "Europe/Oslo")
LINES = (
    {"who": "me", "said": "I have moved it.", "unsaid": "Do not open this.", "move": "advocate"},
    {"who": "other", "said": "I had an idea."},
)


@pytest.fixture
def answers(journal):
    return journal.answers


def later(monkeypatch, **by):
    """Let the clock of the store stand later."""
    moment = dt.datetime.now(dt.UTC).replace(microsecond=0) + dt.timedelta(**by)
    for module in (answer_rows, form_entries, revisions):
        monkeypatch.setattr(module, "now", lambda: moment)
    from metanoia.store import answers as answers_module

    monkeypatch.setattr(answers_module, "now", lambda: moment)


def kept_rows(journal):
    return journal._connection.execute("SELECT count(*) FROM answer").fetchone()[0]


# -- kept and read


def test_a_form_is_an_entry_that_lists_searches_and_counts(journal, answers):
    made = answers.begin(
        "ladder", WHEN, "Rota", {"did": "Moved the shifts", "assume": ("He minds", "")}, ("work",)
    )
    assert (made.form, made.title, made.tags) == ("ladder", "Rota", ("work",))
    assert made.body == (
        "### What did you do, or what are you about to do?\n\nMoved the shifts\n\n"
        "### What had to be taken for granted to get there?\n\n- He minds"
    )
    assert made.words > 5
    (row,) = journal.entries.newest()
    assert (row.form, row.excerpt) == ("ladder", "Moved the shifts He minds")
    assert [hit.row.form for hit in journal.search.find("shifts").hits] == ["ladder"]
    assert answers.values(made.id) == {"did": "Moved the shifts", "assume": ("He minds",)}
    assert answers.filled(made) == FilledForm("ladder", 1, answers.values(made.id))
    free = journal.entries.add(plain())
    assert (free.form, answers.filled(free)) == (FREE, None)
    with pytest.raises(Refused, match="without a form"):
        answers.values(free.id)
    assert [row.form for row in journal.entries.newest()].count("ladder") == 1


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(data=st.data())
def test_any_answers_of_any_form_read_back(journal, data):
    form = data.draw(st.sampled_from(list(library().values())))
    values = data.draw(answers_to(form))
    made = journal.answers.begin(form.key, WHEN)
    saved = journal.answers.save(made.id, "", values)
    assert journal.answers.values(made.id) == form.cleaned(values)
    again = journal.answers.save(made.id, "", journal.answers.values(made.id))
    assert again == saved


def test_one_save_is_one_commit_and_an_unchanged_form_none(journal, answers):
    made = answers.begin("two_column", WHEN, "With Jonas", {"scene": "Four", "lines": LINES})
    before = journal.meta.commit_no
    saved = answers.save(made.id, "With Jonas", {"scene": "Five", "lines": LINES[:1]})
    assert journal.meta.commit_no == before + 1
    assert saved.rev == made.rev + 1
    answers.save(made.id, "With Jonas", {"scene": "Five", "lines": LINES[:1], "cost": " "})
    assert journal.meta.commit_no == before + 1
    assert "I had an idea" not in saved.body
    assert [row.ord for row in answers._kept.of(made.id) if row.field == "lines.said"] == [0]


def test_a_made_up_form_needs_no_code(journal, answers, tmp_path, monkeypatch):
    ship(monkeypatch, tmp_path, MADE_UP)
    form = library()["tide"]
    made = answers.begin("tide", WHEN, values=whole_answers(form))
    assert answers.values(made.id) == form.cleaned(whole_answers(form))
    assert made.never_share
    assert journal.search.find("lines").hits or journal.search.find("shells").hits
    monkeypatch.undo()
    assert journal.entries.get(made.id).form == "tide"
    with pytest.raises(Refused, match="does not have"):
        answers.values(made.id)
    with pytest.raises(Refused, match="does not have"):
        answers.save(made.id, "", {})
    renamed = journal.entries.save_text(made.id, "Tide", made.body)
    assert (renamed.title, renamed.body) == ("Tide", made.body)
    assert answers.loose(made)["sure"] == 60


def test_an_unknown_form_is_refused(journal, answers):
    with pytest.raises(NotFound, match="no form “tide”"):
        answers.begin("tide", WHEN)
    assert journal.entries.count == 0


def test_what_cannot_be_kept_changes_nothing(journal, answers):
    made = answers.begin("two_column", WHEN, values={"scene": "Four"})
    before = journal.meta.commit_no
    for values in ({"scene": "x" * 501}, {"lines": LINES * 21}, {"mood": "x"}, {"lines": 4}):
        with pytest.raises(Refused):
            answers.save(made.id, "", values)
    with pytest.raises(Refused, match="title"):
        answers.save(made.id, "x" * 201, {"scene": "Five"})
    assert journal.meta.commit_no == before
    assert answers.values(made.id) == {"scene": "Four"}


def test_the_text_of_a_form_is_not_written_over(journal, answers):
    made = answers.begin("lesson", WHEN, "Lesson", {"lesson": "Ask first"})
    with pytest.raises(Refused, match="written with a form; change its answers"):
        journal.entries.save_text(made.id, "Lesson", "Something else")
    renamed = journal.entries.save_text(made.id, "Ask", made.body)
    assert (renamed.title, renamed.body, renamed.form) == ("Ask", made.body, "lesson")
    assert journal.entries.row(made.id).excerpt == "Ask first"
    assert [hit.row.id for hit in journal.search.find("ask").hits] == [made.id]


def test_a_conversation_begins_never_shared(journal, answers):
    assert answers.begin("two_column", WHEN).never_share
    assert not answers.begin("ladder", WHEN).never_share


# -- before and after


def test_a_revision_brings_the_answers_back(journal, answers, monkeypatch):
    made = answers.begin(
        "thought_check", WHEN, "Thought", {"thought": "He is angry", "belief_before": 80}
    )
    later(monkeypatch, minutes=11)
    changed = answers.save(made.id, "Thought", {"thought": "He is late", "for": "He frowned"})
    (kept,) = journal.entries.revisions(made.id)
    assert (kept.form, kept.body) == ("thought_check", made.body)
    back = journal.entries.revert(made.id, kept.rev)
    assert back.body == made.body
    assert answers.values(made.id) == {"thought": "He is angry", "belief_before": 80}
    assert journal.entries.row(made.id).excerpt.startswith("He is angry")
    again = journal.entries.revert(made.id, changed.rev)
    assert answers.values(again.id) == {"thought": "He is late", "for": "He frowned"}


def test_filling_in_keeps_no_revision_and_taking_back_does(journal, answers):
    made = answers.begin("ladder", WHEN)
    answers.save(made.id, "", {"conclude": "He minds"})
    answers.save(made.id, "", {"did": "Moved it", "conclude": "He minds it"})
    assert journal.entries.revisions(made.id) == []
    answers.save(made.id, "", {"did": "Moved it"})
    assert len(journal.entries.revisions(made.id)) == 1


def test_answers_go_with_the_entry_and_only_for_ever_with_the_purge(journal, answers):
    made = answers.begin("two_column", WHEN, values={"scene": "Four", "lines": LINES})
    journal.entries.trash(made.id)
    assert [row.form for row in journal.entries.trashed()] == ["two_column"]
    assert answers.conversations() == []
    journal.entries.restore(made.id)
    assert answers.values(made.id) == {"scene": "Four", "lines": LINES}
    journal.entries.trash(made.id)
    journal.entries.purge(made.id)
    assert kept_rows(journal) == 0


def test_answers_that_a_version_does_not_know_stay(journal, answers, tmp_path, monkeypatch):
    newer = {**MADE_UP, "fields": [*MADE_UP["fields"], {"key": "moon", "label": "Moon"}]}
    ship(monkeypatch, tmp_path, newer)
    made = answers.begin("tide", WHEN, values={"what": "foam", "moon": "Half"})
    monkeypatch.undo()
    ship(monkeypatch, tmp_path, MADE_UP)
    answers.save(made.id, "", {"what": "shells"})
    monkeypatch.undo()
    ship(monkeypatch, tmp_path, newer)
    assert answers.values(made.id) == {"what": "shells", "moon": "Half"}


# -- locked


def test_a_decision_closes_after_a_day_but_for_what_comes_later(journal, answers, monkeypatch):
    values = {"question": "Move?", "review_on": DAY}
    made = answers.begin("decision", WHEN, "Move", values)
    assert not answers.locked(made)
    made = answers.save(made.id, "Move", values | {"chosen": "Stay"})
    values["chosen"] = "Stay"
    later(monkeypatch, hours=25)
    assert answers.locked(made)
    before = journal.meta.commit_no
    with pytest.raises(Refused, match=r"24 hours.*“What you chose” stays as it was.*“Added later”"):
        answers.save(made.id, "Move", values | {"chosen": "Go"})
    with pytest.raises(Refused, match=r"“What is being decided\?” stays"):
        answers.save(made.id, "Move", {"chosen": "Stay", "review_on": DAY})
    assert journal.meta.commit_no == before
    added = values | {"added": ("It rained",), "process": 4, "outcome": 2}
    assert answers.save(made.id, "Moving", added).title == "Moving"
    assert answers.values(made.id) == added


def test_a_locked_decision_is_not_reverted_either(journal, answers, monkeypatch):
    made = answers.begin("decision", WHEN, "", {"question": "Move?", "chosen": "Go"})
    answers.save(made.id, "", {"question": "Move?", "chosen": "Stay"})
    later(monkeypatch, hours=25)
    (kept,) = journal.entries.revisions(made.id)
    with pytest.raises(Refused, match="“What you chose” stays"):
        journal.entries.revert(made.id, kept.rev)
    assert answers.values(made.id)["chosen"] == "Stay"


# -- asked again


def test_a_thought_is_asked_again_after_seven_days(journal, answers):
    made = answers.begin("thought_check", WHEN, values={"thought": "He is angry"})
    answers.begin("thought_check", WHEN)
    week = DAY + dt.timedelta(days=7)
    assert answers.asking(week - dt.timedelta(days=1)) == []
    assert [row.id for row in answers.asking(week)] == [made.id]
    journal.entries.move(made.id, at(DAY + dt.timedelta(days=2), None, "Europe/Oslo"))
    assert answers.asking(week) == []
    week += dt.timedelta(days=2)
    journal.entries.trash(made.id)
    assert answers.asking(week) == []
    journal.entries.restore(made.id)
    answers.save(made.id, "", {"thought": "He is angry", "belief_later": 30})
    assert answers.asking(week) == []


def test_conversations_are_told_oldest_first(journal, answers):
    for day, inquiries in ((3, 1), (1, 0), (2, 3)):
        lines = [{"who": "me", "said": "x", "move": "advocate"}]
        lines += [{"who": "me", "said": "y", "move": "inquire"}] * inquiries
        answers.begin(
            "two_column", at(dt.date(2026, 1, day), None, "Europe/Oslo"), values={"lines": lines}
        )
    found = answers.conversations()
    assert [(one.row.date.day, one.moves.inquiry_share) for one in found] == [
        (1, 0),
        (2, 75),
        (3, 50),
    ]
    assert [one.row.date.day for one in answers.conversations(2)] == [2, 3]


# -- anchors


def anchored(journal, made, field, text, words):
    start = text.index(words)
    origin = Origin(entry=made.id, selector=select(text, start, start + len(words)), field=field)
    return journal.assumptions.add(NewAssumption(statement=words), origin=origin)


def test_an_anchor_follows_its_line_and_its_words(journal, answers):
    made = answers.begin("ladder", WHEN, values={"assume": ("It was planned", "He was angry")})
    thing = anchored(journal, made, "assume/1", "He was angry", "was angry")
    values = {"assume": ("Something new", "It was planned", "I think He was angry")}
    answers.save(made.id, "", values)
    (anchor,) = journal.anchors.in_entry(made.id)
    assert anchor.field == "assume/2"
    placed = resolve("I think He was angry", anchor.selector)
    assert (placed.start, placed.how) == (11, "exact")
    assert answers.ladder_of(thing.id)[1] == values
    journal.entries.trash(made.id)
    assert answers.ladder_of(thing.id) is None


def test_reverting_brings_an_anchor_back_to_its_line(journal, answers, monkeypatch):
    made = answers.begin("ladder", WHEN, values={"assume": ("It was planned", "He was angry")})
    anchored(journal, made, "assume/1", "He was angry", "He was angry")
    later(monkeypatch, minutes=11)
    answers.save(made.id, "", {"assume": ("He was angry",)})
    assert journal.anchors.in_entry(made.id)[0].field == "assume/0"
    journal.entries.revert(made.id, 1)
    assert journal.anchors.in_entry(made.id)[0].field == "assume/1"


def test_the_newest_ladder_is_the_one(journal, answers):
    old = answers.begin("ladder", WHEN, values={"assume": ("He was angry",)})
    thing = anchored(journal, old, "assume/0", "He was angry", "He was angry")
    new = answers.begin(
        "ladder",
        at(DAY + dt.timedelta(days=3), None, "Europe/Oslo"),
        values={"assume": ("He was angry",)},
    )
    journal.anchors.mark(
        "assumption",
        thing.id,
        Origin(entry=new.id, selector=select("He was angry", 0, 12), field="assume/0"),
    )
    assert answers.ladder_of(thing.id)[0].id == new.id
    assert answers.ladder_of("00000000-0000-4000-8000-000000000000") is None


# -- beside ten thousand others


def test_lists_read_the_form_without_the_text(journal):
    asked = f"EXPLAIN QUERY PLAN {NEWEST}"
    plan = journal._connection.execute(asked, (END, 60)).fetchall()
    assert any("COVERING INDEX entry_formed" in str(row) for row in plan)


def test_entries_of_forms_and_free_ones_stand_side_by_side(journal, answers):
    order = random.Random(5)
    wanted = {}
    for number in range(30):
        when = at(DAY + dt.timedelta(days=order.randrange(9)), None, "Europe/Oslo")
        key = order.choice([FREE, "ladder", "lesson"])
        if key == FREE:
            made = journal.entries.add(NewEntry(when=when, body=f"Text {number}"))
        else:
            made = answers.begin(key, when, f"Title {number}")
        wanted[made.id] = key
    assert {row.id: row.form for row in journal.entries.newest(100)} == wanted
