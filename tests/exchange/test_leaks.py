"""The leak rules of a share, each on the very bytes of what leaves."""

from __future__ import annotations

import datetime as dt
import json
import uuid

import pytest

from journals import new_journal
from learning import lay_targets
from metanoia.domain.actions import ActionId
from metanoia.domain.assumptions import NewAssumption, NewEvidence
from metanoia.domain.consents import Agreed
from metanoia.domain.days import at
from metanoia.domain.errors import Refused
from metanoia.domain.goals import NewGoal
from metanoia.domain.learning_targets import standing, wording
from metanoia.domain.predictions import NewPrediction
from metanoia.domain.private_terms import PrivateTerm
from metanoia.domain.shared_things import PARTS, Tick
from metanoia.exchange import seal
from metanoia.exchange.desk import open_share
from metanoia.exchange.target_json import read_events
from shared_kinds import TODAY, asked, made, make_kinds, read, ticked, withhold
from sharing import LOG_N, make_identity, write

WORDS = seal.ForWords(log_n=LOG_N)
SECRET = "he shouted at me in the corridor"


@pytest.fixture
def journal(tmp_path):
    with new_journal(tmp_path / "Journal") as journal:
        yield journal


@pytest.fixture
def kinds(journal):
    return make_kinds(journal)


def data_of(members):
    return json.loads(members["data.json"])


def problems(journal, request):
    checked = seal.check(journal, request)
    assert checked.payload is None
    return checked.problems


# -- names


def test_no_hidden_name_leaves_in_any_text_of_any_thing(journal):
    kinds = make_kinds(journal, "with Quillon Ash")
    target = journal.targets.propose(wording("A target without it", "A sign", None))
    journal.private_terms.keep([PrivateTerm("Quillon Ash"), PrivateTerm("work", "a place")])
    things = (
        *ticked(kinds, "goal", "value", "assumption", "prediction", "map"),
        Tick("target", target.id),
    )
    members = made(journal, asked(kinds.entry, things=things, cover_note="About quillon  ash"))
    left = read(members)
    assert "quillon" not in left
    assert data_of(members)["items"][-1]["fields"]["tags"] == ["a place"]
    plain = [item["plain"] for item in data_of(members)["items"][:6]]
    del plain[4]  # of the target
    assert all("Person A" in text for texts in plain for text in texts.values())


def test_a_name_is_hidden_in_what_was_agreed_and_in_answers(journal, kinds):
    person = journal.people.add("Ingrid", "coach")
    consent = journal.consents.agree(
        Agreed(purpose="To speak with Tobi", ends_on=TODAY), [person.id], TODAY
    )
    answered(journal, kinds, person.id, "Tobi it was")
    journal.private_terms.keep([PrivateTerm("Tobi", "a colleague")])
    members = made(journal, asked(kinds.entry, readers=(person.id,), consent=consent.id))
    assert data_of(members)["consent"]["purpose"] == "To speak with a colleague"
    assert [one["body"] for one in data_of(members)["replies"]] == ["a colleague it was"]
    assert "tobi" not in read(members)


def test_a_name_in_an_attached_text_stops_the_share(journal, kinds):
    journal.attachments.add(kinds.entry.id, "notes.txt", b"What Tobi wrote")
    journal.private_terms.keep([PrivateTerm("Tobi")])
    (problem,) = problems(journal, asked(kinds.entry, attachments=True))
    assert "stands in an attached file" in problem.sentence


# -- withheld passages


@pytest.mark.parametrize(
    ("kind", "field"),
    [
        ("entry", "title"), ("entry", "body"), ("goal", "vision"), ("value", "meaning"),
        ("assumption", "statement"), ("prediction", "settled_by"),
    ],
)  # fmt: skip
def test_a_withheld_passage_leaves_a_gap_where_it_stood(journal, kinds, kind, field):
    request = asked(kinds.entry, things=ticked(kinds))
    id_ = kinds.entry.id if kind == "entry" else getattr(kinds, kind)
    before = next(i for i in data_of(made(journal, request))["items"] if i["id"] == id_)
    text = before["plain"][field]
    passage = text.split(maxsplit=1)[1][:11]
    withhold(journal, (kind, id_), field, text, passage)
    members = made(journal, request)
    item = next(i for i in data_of(members)["items"] if i["id"] == id_)
    assert item["plain"][field] == text.replace(passage, "[withheld]")
    assert item["withheld_count"] == 1
    assert passage not in item["plain"].values()
    assert "1 passage withheld" in seal.check(journal, request).summary


def test_a_telling_passage_is_withheld_wherever_else_it_stands(journal):
    kinds = make_kinds(journal)
    entry = write(journal, "Quiet", f"Today {SECRET}, and I left.")
    quoting = write(journal, f"So {SECRET.upper()}", "Again: *He  shouted* at\nme in the corridor.")
    said = journal.assumptions.add(NewAssumption(statement=f"Since {SECRET} I am afraid"))
    journal.assumptions.add_evidence(
        said.id, NewEvidence(stance=1, text=f"{SECRET}!", source=SECRET)
    )
    goal = journal.goals.add(NewGoal(title="Calm", vision=f"Not {SECRET}", reality="x"))
    person = journal.people.add("Ingrid", "coach")
    answered(journal, kinds, person.id, f"Yes, {SECRET}.")
    withhold(journal, ("entry", entry.id), "body", entry.body, SECRET)
    things = (
        Tick("assumption", said.id, frozenset(PARTS["assumption"])),
        Tick("goal", goal.id, frozenset(PARTS["goal"])),
    )
    request = asked(
        kinds.entry, entry, quoting, things=things, cover_note=f"About that {SECRET}", readers=(person.id,)
    )  # fmt: skip
    members = made(journal, request)
    left = read(members)
    for word in ("shouted", "corridor"):
        assert word not in left
    data = data_of(members)
    assert data["cover_note"] == "About that [withheld]"
    assert data["replies"][0]["body"] == "Yes, [withheld]."
    titles = [item["plain"].get("title") for item in data["items"] if item["type"] == "entry"]
    assert "So [withheld]" in titles


@pytest.mark.parametrize(
    "other",
    [
        "he  shouted\nat me in the CORRIDOR", "he **shouted** at me in the corridor",
        "he sh_outed_ at me in the cor\u00adridor", "> he shouted at me\n> in the corridor",
        "- he shouted at me\n- in the corridor", "he shouted at me in [the corridor](https://x.org/)",
        "ｈｅ shouted at me in the corridor", "he shouted at me in the cor\u200bridor",
        "he s&#104;outed at me in the corridor", "he shouted\u2066 at me in the cor\u034fri\ufe0fdor",
    ],
)  # fmt: skip
def test_a_passage_written_a_little_differently_does_not_leave_either(journal, other):
    entry = write(journal, "Quiet", f"Today {SECRET}, and I left.")
    quoting = write(journal, "Other", f"So it was: {other}.")
    withhold(journal, ("entry", entry.id), "body", entry.body, SECRET)
    checked = seal.check(journal, asked(entry, quoting))
    if checked.payload is None:
        (problem,) = checked.problems
        assert "could still be read" in problem.sentence
        assert "corridor" not in problem.sentence
    else:
        unseen = dict.fromkeys(map(ord, "\u00ad\u034f\u200b\u2066\ufe0f"))
        assert "corridor" not in read(checked.payload.members).translate(unseen)


def test_a_short_passage_is_withheld_in_its_own_place_alone(journal):
    entry = write(journal, "One", "I cried a lot. Later I cried again.")
    other = write(journal, "Two", "Nobody cried.")
    withhold(journal, ("entry", entry.id), "body", entry.body, "cried")
    items = data_of(made(journal, asked(entry, other)))["items"]
    assert {item["plain"]["body"] for item in items} == {
        "I [withheld] a lot. Later I cried again.",
        "Nobody cried.",
    }


def test_what_is_withheld_of_something_that_stays_protects_what_leaves(journal):
    stays = write(journal, "Stays", f"Because {SECRET}.")
    said = journal.assumptions.add(NewAssumption(statement=f"People think {SECRET}"))
    withhold(journal, ("entry", stays.id), "body", stays.body, SECRET)
    members = made(journal, asked(things=(Tick("assumption", said.id),)))
    assert data_of(members)["items"][0]["plain"]["statement"] == "People think [withheld]"
    assert SECRET not in read(members)


def test_a_passage_of_a_part_that_stays_needs_no_place_and_still_protects(journal):
    goal = journal.goals.add(NewGoal(title="Calm", vision=f"Not {SECRET}", reality="x"))
    withhold(journal, ("goal", goal.id), "vision", goal.vision, SECRET)
    journal.goals.change(goal.id, vision="Another one")
    journal.goals.change(goal.id, reality=f"When {SECRET}")
    assert SECRET not in read(made(journal, asked(things=(Tick("goal", goal.id),))))
    (problem,) = problems(journal, asked(things=(Tick("goal", goal.id, frozenset({"words"})),)))
    assert problem.item == ("goal", goal.id)


@pytest.mark.parametrize(
    "now",
    ["Completely different text.", "", f"Today {SECRET[:10]} once {SECRET[11:]}, and I left."],
)
def test_a_passage_that_is_not_where_it_was_blocks_its_thing_and_is_not_quoted(journal, now):
    entry = write(journal, "Quiet", f"Today {SECRET}, and I left.")
    withhold(journal, ("entry", entry.id), "body", entry.body, SECRET)
    journal.entries.save_text(entry.id, "Quiet", now)
    (problem,) = problems(journal, asked(entry))
    assert problem.item == ("entry", entry.id)
    assert problem.sentence.startswith("“Quiet” was changed where you withheld something")
    assert "shouted" not in problem.sentence


def test_a_passage_that_moved_is_withheld_where_it_is_now(journal):
    entry = write(journal, "Quiet", "It was then. He was angry.")
    withhold(journal, ("entry", entry.id), "body", entry.body, "He was angry")
    journal.entries.save_text(entry.id, "Quiet", "Before: It was then. He was angry.")
    (item,) = data_of(made(journal, asked(entry)))["items"]
    assert item["plain"]["body"] == "Before: It was then. [withheld]."


def test_what_is_withheld_from_one_reader_is_withheld_from_all_who_read_with_them(journal):
    ann, bob = (journal.people.add(name, "peer").id for name in ("Ann", "Bob"))
    entry = write(journal, "One", f"Today {SECRET}.")
    withhold(journal, ("entry", entry.id), "body", entry.body, SECRET, ann)
    assert SECRET not in read(made(journal, asked(entry, readers=(ann,))))
    assert SECRET not in read(made(journal, asked(entry, readers=(ann, bob))))
    assert SECRET in read(made(journal, asked(entry, readers=(bob,))))


def test_a_share_checked_for_one_is_not_sealed_for_another_from_whom_more_is_withheld(
    journal, tmp_path
):
    key = make_identity().age_recipient
    ann = journal.people.add("Ann", "peer", key)
    entry = write(journal, "One", f"Today {SECRET}.")
    withhold(journal, ("entry", entry.id), "body", entry.body, SECRET, ann.id)
    checked = seal.check(journal, asked(entry))
    for to in (seal.ForKeys((key,)), seal.ForKeys((key,), (ann.id,))):
        with pytest.raises(Refused, match="withheld from these readers"):
            seal.seal(journal, checked, to, tmp_path)
    assert not list(tmp_path.glob("*.metanoia"))


def test_a_passage_withheld_since_the_check_stops_the_sealing(journal, tmp_path):
    entry = write(journal, "One", f"Today {SECRET}.")
    checked = seal.check(journal, asked(entry))
    sealing = seal.prepare(journal, checked, WORDS)
    withhold(journal, ("entry", entry.id), "body", entry.body, SECRET)
    with pytest.raises(Refused, match="withheld"):
        seal.prepare(journal, checked, WORDS)
    with pytest.raises(Refused, match="withheld"):
        seal.publish(journal, sealing, b"", tmp_path)


def test_a_withheld_passage_in_an_attached_text_stops_the_share(journal):
    entry = write(journal, "One", f"Today {SECRET}.")
    journal.attachments.add(entry.id, "notes.txt", f"{SECRET}\n".encode())
    withhold(journal, ("entry", entry.id), "body", entry.body, SECRET)
    (problem,) = problems(journal, asked(entry, attachments=True))
    assert "that is attached" in problem.sentence
    assert SECRET not in problem.sentence
    assert SECRET not in read(made(journal, asked(entry)))


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "cp1252"])
def test_an_attached_text_is_read_however_it_is_written(journal, encoding):
    entry = write(journal, "One", f"Today {SECRET}.")
    journal.attachments.add(entry.id, "notes.txt", f"Zoë said: {SECRET}\n".encode(encoding))
    withhold(journal, ("entry", entry.id), "body", entry.body, SECRET)
    (problem,) = problems(journal, asked(entry, attachments=True))
    assert "that is attached" in problem.sentence
    journal.redactions.remove(journal.redactions.all()[0].id)
    journal.private_terms.keep([PrivateTerm("Zoë")])
    (problem,) = problems(journal, asked(entry, attachments=True))
    assert "stands in an attached file" in problem.sentence


def test_a_short_passage_of_what_is_named_by_its_day_is_not_lost_with_that_day(journal, kinds):
    """A note of a look that was moved to another day is another text; what it withheld is not found."""
    item = ("goal", kinds.goal)
    withhold(journal, item, "look/2025-01-01", "It was Tom.", "Tom")
    assert made(journal, asked(things=ticked(kinds, "goal")))
    look = next(one for one in journal.goals.check_ins(kinds.goal) if one.note)
    withhold(journal, item, "look/2025-01-02", look.note, look.note[:7])
    (problem,) = problems(journal, asked(things=ticked(kinds, "goal")))
    assert problem.item == item


def test_a_withheld_passage_in_a_tag_and_in_the_name_of_a_file_is_a_gap(journal):
    entry = write(journal, "One", "Burnout at Acme and so on.", tags=("burnout-at-acme",))
    journal.attachments.add(entry.id, "Burnout at Acme.txt", b"x")
    withhold(journal, ("entry", entry.id), "body", entry.body, "Burnout at Acme")
    members = made(journal, asked(entry, attachments=True))
    (item,) = data_of(members)["items"]
    assert item["attachments"][0]["name"] == "[withheld].txt"
    assert item["fields"]["tags"] == ["[withheld]"]
    assert item["withheld_count"] == 3


def test_a_withheld_answer_of_a_form_is_a_gap_in_the_text_made_of_it(journal):
    values = {
        "did": "I sent the mail and\nshut the door", "camera": "A mail",
    }  # fmt: skip
    when = at(dt.date(2026, 1, 3), dt.time(8), "Europe/Oslo")
    entry = journal.answers.begin("ladder", when, "Down", values)
    answer = "I sent the mail and\nshut the door"
    withhold(journal, ("entry", entry.id), "did/0", answer, "mail and\nshut")
    members = made(journal, asked(entry))
    (item,) = data_of(members)["items"]
    assert "I sent the [withheld] the door" in item["plain"]["body"]
    journal.answers.save(entry.id, "Down", {**values, "did": "Something else now"})
    (problem,) = problems(journal, asked(entry))
    assert problem.item == ("entry", entry.id)


# -- ids, and ties


def test_no_id_of_anything_that_stays_leaves(journal, kinds):
    everything = set(kinds) - {kinds.entry} | {kinds.entry.id}
    for kind in PARTS:
        own = getattr(kinds, kind)
        hanging = {
            "goal": {kinds.step, kinds.measure, kinds.brake},
            "assumption": {kinds.evidence, kinds.test},
        }
        stays = everything - {own} - hanging.get(kind, set())
        left = read(made(journal, asked(things=ticked(kinds, kind))))
        assert own in left
        for id_ in stays:
            assert id_ not in left, kind
        assert not data_of(made(journal, asked(things=ticked(kinds, kind))))["links"]


def test_ties_leave_only_between_what_leaves(journal, kinds):
    data = data_of(made(journal, asked(kinds.entry, things=ticked(kinds, "goal", "prediction"))))
    ends = {tuple(end) for link in data["links"] for end in (link["from"], link["to"])}
    assert ends <= {
        ("entry", kinds.entry.id),
        ("goal", kinds.goal),
        ("prediction", kinds.prediction),
    }
    assert len(data["links"]) == 2
    whole = data_of(made(journal, asked(kinds.entry, things=ticked(kinds))))["links"]
    assert {
        "from": ["value", kinds.value],
        "to": ["goal", kinds.goal],
        "relation": "serves",
    } in whole
    assert {
        "from": ["assumption", kinds.assumption], "to": ["entry", kinds.entry.id], "relation": "came_from"
    } in whole  # fmt: skip


def test_an_entry_named_by_evidence_is_named_only_with_that_evidence(journal, kinds):
    things = ticked(kinds, "assumption", parts=("line",))
    assert not data_of(made(journal, asked(kinds.entry, things=things)))["links"][1:]
    links = data_of(made(journal, asked(kinds.entry, things=ticked(kinds, "assumption"))))["links"]
    assert {"came_from", "about"} == {link["relation"] for link in links}


def test_something_ticked_twice_and_nothing_at_all_are_told(journal, kinds):
    twice = ticked(kinds, "goal") * 2
    assert "chosen twice" in problems(journal, asked(things=twice))[0].sentence
    assert "Nothing is chosen" in problems(journal, asked())[0].sentence


@pytest.mark.parametrize("kind", ["step", "evidence", "test", "measure", "goal", "value", "target"])
def test_an_id_written_out_in_a_text_does_not_leave(journal, kinds, kind):
    secret = getattr(kinds, kind)
    if kind == "goal":
        journal.goals.trash(secret)
    entry = write(journal, secret, f"See {secret}, [it](goal:{secret}) and goal:{secret.upper()}")
    said = journal.assumptions.add(NewAssumption(statement=f"As in {secret} it is"))
    members = made(journal, asked(entry, things=(Tick("assumption", said.id),), cover_note=secret))
    assert secret not in read(members)


def test_a_link_to_a_thing_of_the_share_leads_there(journal, kinds):
    entry = write(
        journal, "Links", f"See [the goal](goal:{kinds.goal}) and [it](value:{kinds.value})."
    )
    members = made(journal, asked(entry, things=ticked(kinds, "goal")))
    assert '<a href="#goal-1"' in members["index.html"].decode()
    assert "[the goal](goal-001.md) and it." in members["entries/001-2026-01-01.md"].decode()
    assert kinds.value not in read(members)


# -- history, and what was deleted


def test_nothing_of_earlier_wordings_and_of_when_something_was_changed_leaves(journal):
    kinds = make_kinds(journal)
    journal.goals.change(kinds.goal, title="Newer goal", vision="Newer vision")
    journal.values.change(kinds.value, name="Newer value", meaning="Newer meaning")
    journal.assumptions.change(kinds.assumption, statement="A newer statement")
    journal.entries.save_text(kinds.entry.id, "Newer title", "Newer body")
    members = made(journal, asked(journal.entries.get(kinds.entry.id), things=ticked(kinds)))
    left = read(members)
    for old in ("goal title", "vision words", "value name", "meaning words", "statement words and"):
        assert old not in left
    assert "assumption statement" not in left
    assert "entry body words" not in left
    text = members["data.json"].decode()
    for key in ("updated_at", "created_at", "revision", "before", "deleted", "tz", "touched"):
        assert f'"{key}' not in text
    assert not any(
        isinstance(value, str) and "T" in value and value.endswith("Z")
        for item in data_of(members)["items"]
        for value in item["fields"].values()
    )


@pytest.mark.parametrize("kind", list(PARTS))
def test_a_deleted_thing_is_named_and_nothing_leaves(journal, kinds, kind):
    id_ = getattr(kinds, kind)
    checked = seal.check(journal, asked(things=ticked(kinds)))
    parts = {"goal": "goals", "value": "values", "target": "targets"}
    store = getattr(journal, parts.get(kind, f"{kind}s"))
    store.trash(id_)
    (problem,) = problems(journal, asked(kinds.entry, things=ticked(kinds)))
    assert problem.item == (kind, id_)
    assert "is in Recently deleted. Bring it back first" in problem.sentence
    with pytest.raises(Refused, match="Recently deleted"):
        seal.prepare(journal, checked, WORDS)
    store.purge(id_)
    (problem,) = problems(journal, asked(kinds.entry, things=ticked(kinds)))
    assert problem.item == (kind, id_)


def test_what_was_deleted_of_a_thing_does_not_leave(journal, kinds):
    journal.assumptions.remove_evidence(kinds.evidence)
    journal.actions.trash(ActionId(kinds.step))
    journal.goals.remove_measure(kinds.measure)
    left = read(made(journal, asked(things=ticked(kinds))))
    for gone in (kinds.evidence, kinds.step, kinds.measure, "evidence text", "step text", "hours"):
        assert gone not in left


def test_what_was_removed_is_not_said_again_by_what_it_moved(journal, kinds):
    seen = NewEvidence(stance=-1, text="Removed evidence text")
    gone = journal.assumptions.add_evidence(kinds.assumption, seen, confidence=20)
    left = read(made(journal, asked(things=ticked(kinds, "assumption"))))
    assert left.count("removed evidence text") > 1
    alone = read(made(journal, asked(things=ticked(kinds, "assumption", parts=("line",)))))
    assert "removed evidence text" not in alone
    journal.assumptions.remove_evidence(gone.id)
    left = read(made(journal, asked(things=ticked(kinds, "assumption"))))
    assert "removed evidence text" not in left
    assert "20% sure" in left


def test_charts_are_drawn_from_what_leaves_alone(journal, kinds):
    other = journal.predictions.add(
        NewPrediction(statement="Another one", settled_by="x", due_on=TODAY, percent=99)
    )
    page = made(journal, asked(things=ticked(kinds, "prediction")))["index.html"].decode()
    assert "99%" not in page
    assert other.id not in page
    assert "Said 60%" in page


# -- parts, moods, other people's words


PART_WORDS = {
    ("goal", "words"): ("goal vision", "goal reality", "goal why"),
    ("goal", "chart"): ("look note", "hours", "move reason", '"looks"', '"measures"'),
    ("goal", "steps"): (
        "step text",
        "cue words",
        "obstacle",
        "best outcome",
        "reflection",
        '"steps"',
    ),
    ("goal", "brake"): ("brake doing", "brake worry", "brake assumption", '"brakes"'),
    ("value", "lived"): ("rating note", '"ratings"'),
    ("assumption", "line"): ("first reason", "second reason", '"points"'),
    ("assumption", "evidence"): ("evidence text", "evidence source", '"evidence"'),
    ("assumption", "tests"): ("test plan", "weakening", "test result", "learned words", '"tests"'),
    ("map", "because"): ("link because", "back because"),
    ("map", "lines"): ('"lines"', "1 march 2025", "2025-04-07"),
}


DRAWN = {("goal", "chart"), ("value", "lived"), ("assumption", "line")}


@pytest.mark.parametrize(("kind", "part"), list(PART_WORDS))
def test_a_part_leaves_only_if_it_is_ticked(journal, kinds, kind, part):
    others = [one for one in PARTS[kind] if one != part]
    without = read(made(journal, asked(things=ticked(kinds, kind, parts=others))))
    alone = read(made(journal, asked(things=ticked(kinds, kind, parts=(part,)))))
    for words in PART_WORDS[kind, part]:
        assert words not in without, words
        assert words in alone, words
    for other in others:
        assert not any(words in alone for words in PART_WORDS[kind, other])
    assert "<svg" not in without if (kind, part) in DRAWN else True


def test_mood_and_energy_of_the_day_leave_only_if_they_are_asked_for(journal):
    entry = write(journal, "One", "x", 5)
    other = write(journal, "Two", "x", 6)
    for which, value in (("mood", 3), ("energy", 8)):
        metric = journal.metrics.built_in(which)
        journal.metrics.set(metric.id, entry.when.date, value)
        journal.metrics.set(metric.id, dt.date(2026, 1, 9), 10)
    (item,) = data_of(made(journal, asked(entry)))["items"]
    assert (item["fields"]["mood"], item["fields"]["energy"]) == (None, None)
    asked_for = made(journal, asked(entry, other, mood=True))
    assert [
        (item["fields"]["mood"], item["fields"]["energy"]) for item in data_of(asked_for)["items"]
    ] == [(None, None), (3, 8)]
    assert "mood 3 of 10" in read(asked_for)
    assert "mood 10" not in read(asked_for)


TALK = {
    "scene": "Monday, to be heard",
    "other": "Hildegard",
    "lines": [
        {"who": "me", "said": "I would like to speak", "unsaid": "I fear it"},
        {"who": "other", "said": "You are always late", "unsaid": "That hurts"},
        {"said": "Nobody knows who said it"},
    ],
    "rewrite": "What did you see?",
}


@pytest.fixture
def talk(journal):
    when = at(dt.date(2026, 1, 3), dt.time(8), "Europe/Oslo")
    entry = journal.answers.begin("two_column", when, "Said", TALK)
    journal.entries.set_never_share(entry.id, False)
    return journal.entries.get(entry.id)


def test_what_others_said_leaves_only_if_it_is_ticked(journal, talk):
    left = read(made(journal, asked(talk)))
    for words in ("hildegard", "always late", "nobody knows"):
        assert words not in left
    for words in ("i would like to speak", "i fear it", "that hurts", "monday", "what did you see"):
        assert words in left
    whole = read(made(journal, asked(talk, others_words=frozenset({talk.id}))))
    for words in ("hildegard", "always late", "nobody knows"):
        assert words in whole


def test_a_passage_withheld_in_a_conversation_stays_withheld_without_the_others_words(
    journal, talk
):
    withhold(journal, ("entry", talk.id), "body", talk.body, "like to speak")
    withhold(journal, ("entry", talk.id), "body", talk.body, "always")
    withhold(journal, ("entry", talk.id), "lines.unsaid/1", "That hurts", "hurts")
    for request in (asked(talk), asked(talk, others_words=frozenset({talk.id}))):
        left = read(made(journal, request))
        for words in ("like to speak", "always", "hurts"):
            assert words not in left


def test_a_conversation_that_cannot_be_told_apart_stays_here(journal, talk, monkeypatch):
    monkeypatch.setattr(journal.answers, "filled", lambda _entry: None)
    (problem,) = problems(journal, asked(talk))
    assert problem.item == ("entry", talk.id)
    assert "holds what other people said" in problem.sentence


# -- learning targets


def test_a_target_with_a_hidden_name_or_a_withheld_passage_has_to_be_worded_anew(journal):
    entry = write(journal, "One", f"Today {SECRET}.")
    withhold(journal, ("entry", entry.id), "body", entry.body, SECRET)
    journal.private_terms.keep([PrivateTerm("Tobi")])
    for text in ("Speak with Tobi first", f"Answer when {SECRET}", f"See {entry.id} again"):
        target = journal.targets.propose(wording(text, "A sign", None))
        tick = (Tick("target", target.id),)
        (problem, *_) = problems(journal, asked(things=tick))
        assert problem.item == ("target", target.id)
        assert "reword it first" in problem.sentence
        journal.targets.say(target.id, "counter", wording=wording("Speak first", "A sign", None))
        members = made(journal, asked(things=tick))
        left = read(members)
        assert "speak first" in left
        for words in ("tobi", SECRET, entry.id):
            assert words not in left
        acts = [event["act"] for event in data_of(members)["target_events"]]
        assert acts == ["counter"]


def test_a_target_that_rests_on_words_which_may_not_leave_is_told(journal):
    journal.private_terms.keep([PrivateTerm("Tobi")])
    target = journal.targets.propose(wording("Speak first", "A sign", None))
    journal.targets.say(target.id, "decline", note="Tobi would not like it")
    (problem,) = problems(journal, asked(things=(Tick("target", target.id),)))
    assert problem.item == ("target", target.id)
    assert "rests on words" in problem.sentence


def test_all_that_was_said_of_a_target_leaves_with_it_and_of_no_other(journal, kinds):
    other = journal.targets.propose(wording("Another target", "A sign", None))
    data = data_of(made(journal, asked(things=ticked(kinds, "target"))))
    assert [event["target"] for event in data["target_events"]] == [kinds.target]
    assert other.id not in json.dumps(data)
    assert not data_of(made(journal, asked(kinds.entry)))["target_events"]


def test_what_was_said_of_a_target_with_one_person_is_told_to_no_other(journal):
    ann, bob = (journal.people.add(name, "peer").id for name in ("Ann", "Bob"))
    ids = lay_targets(journal, ann)
    told = {
        readers: data_of(made(journal, asked(things=all_of(ids), readers=readers)))
        for readers in ((ann,), (bob,), (ann, bob), ())
    }
    everything = {event["id"] for event in told[ann,]["target_events"]}
    assert len(everything) == 13
    for readers in ((bob,), (ann, bob), ()):
        told_others = json.dumps(told[readers])
        assert "Let three people" not in told_others
        assert "first half" not in told_others
        said = told[readers]["target_events"]
        # where each stands can be told from what is left of it, or nothing of it is left
        left = {event["target"] for event in said}
        assert left == {ids[name] for name in ("handover", "two", "night", "board", "mine")}
        states = {item["id"]: item["fields"]["state"] for item in told[readers]["items"]}
        for target in left:
            events = read_events([event for event in said if event["target"] == target])
            assert standing(events).state == states[target]


def all_of(ids):
    return tuple(Tick("target", target) for target in ids.values())


# -- readers: agreement, answers, the line of shares


def answered(journal, kinds, party, body, item=None, share=None):
    """Keep a reply by ``party`` with a comment, and an answer to it that did not leave yet."""
    share_id = share or sealed_once(journal, kinds, (party,) if party else ())
    review, comment = str(uuid.uuid4()), str(uuid.uuid4())
    kind, id_ = item or ("entry", kinds.entry.id)
    with journal.changes.write():
        write_ = journal.replies._write
        write_(
            """INSERT INTO review_in(id, share_id, party_id, sender, seq, written_at, received_at,
              manifest_sha256, closing_note) VALUES(?, ?, ?, 'Ingrid', 1, ?1, ?1, ?, '')""".replace(
                "?1", "'2026-01-20T10:00:00Z'"
            ),
            review, share_id, party, review.replace("-", "") * 2,
        )  # fmt: skip
        write_(
            """INSERT INTO comment(id, review_in_id, ord, item_type, item_id, field_path, kind, body_md)
            VALUES(?, ?, 1, ?, ?, '', 'question', 'Why?')""",
            comment, review, kind, id_,
        )  # fmt: skip
        write_(
            "INSERT INTO comment_answer(id, comment_id, at, body_md) VALUES(?, ?, ?, ?)",
            str(uuid.uuid4()), comment, "2026-01-21T10:00:00Z", body,
        )  # fmt: skip
    return comment


def sealed_once(journal, kinds, readers=()):
    checked = seal.check(journal, asked(kinds.entry, readers=readers))
    sealed = seal.seal(journal, checked, WORDS, journal.path.parent)
    return next(row.id for row in journal.shares.all() if row.seq == sealed.seq)


def test_an_answer_leaves_once_with_the_next_share_for_whoever_asked(journal, kinds, tmp_path):
    ann, bob = (journal.people.add(name, "peer").id for name in ("Ann", "Bob"))
    share = sealed_once(journal, kinds, (ann,))
    comment = answered(journal, kinds, ann, "Since it was late.", share=share)
    item = ("goal", kinds.goal)
    elsewhere = answered(journal, kinds, ann, "About the goal.", item, share)
    for request in (asked(kinds.entry), asked(kinds.entry, readers=(bob,))):
        assert not data_of(made(journal, request))["replies"]
    checked = seal.check(journal, asked(kinds.entry, readers=(ann,)))
    data = data_of(checked.payload.members)
    assert data["replies"] == [
        {"comment_id": comment, "body": "Since it was late.", "on": "2026-01-21"}
    ]
    seal.seal(journal, checked, WORDS, tmp_path)
    later = data_of(made(journal, asked(kinds.entry, things=ticked(kinds), readers=(ann,))))
    assert [one["comment_id"] for one in later["replies"]] == [elsewhere]


def test_an_answer_to_one_goes_to_nobody_who_had_not_what_it_is_about(journal, kinds):
    ann, bob = (journal.people.add(name, "peer").id for name in ("Ann", "Bob"))
    alone = answered(journal, kinds, ann, "To Ann.", share=sealed_once(journal, kinds, (ann,)))
    both = answered(journal, kinds, ann, "Both.", share=sealed_once(journal, kinds, (ann, bob)))
    words = answered(journal, kinds, ann, "By words.", share=sealed_once(journal, kinds))
    replies = {
        readers: {one["comment_id"] for one in data_of(made(journal, request))["replies"]}
        for readers in ((ann,), (bob,), (ann, bob))
        for request in [asked(kinds.entry, readers=readers)]
    }
    assert replies == {(ann,): {alone, both, words}, (bob,): set(), (ann, bob): {both}}


def test_an_answer_to_a_reply_without_a_signature_goes_only_to_those_its_share_was_for(
    journal, kinds
):
    ann, bob = (journal.people.add(name, "peer").id for name in ("Ann", "Bob"))
    comment = answered(journal, kinds, None, "Yes.", share=sealed_once(journal, kinds, (ann,)))
    answered(journal, kinds, None, "To somebody.", share=sealed_once(journal, kinds))
    replies = {
        readers: [one["comment_id"] for one in data_of(made(journal, request))["replies"]]
        for readers in ((), (ann,), (bob,), (ann, bob))
        for request in [asked(kinds.entry, readers=readers)]
    }
    assert replies == {(): [], (ann,): [comment], (bob,): [], (ann, bob): []}


def test_a_share_names_the_one_before_it_for_the_same_readers_and_those_withdrawn(journal, kinds):
    ann, bob = (journal.people.add(name, "peer").id for name in ("Ann", "Bob"))
    first = sealed_once(journal, kinds, (ann,))
    both = sealed_once(journal, kinds, (bob, ann))
    sealed_once(journal, kinds)

    def line(*readers):
        data = data_of(made(journal, asked(kinds.entry, readers=readers)))
        return data["seq"], data["previous_share_id"], data["withdrawn_shares"]

    assert line(ann) == (4, first, [])
    assert line(ann, bob) == (4, both, [])
    assert line(bob) == line() == (4, None, [])
    with journal.changes.write():
        journal.shares._write(
            "UPDATE share SET state = 'withdrawn', withdrawn_at = 'x' WHERE id = ?", first
        )
    assert line(ann) == (4, None, [first])
    assert line(ann, bob) == (4, both, [first])
    assert line(bob) == (4, None, [])


def test_nothing_is_sealed_outside_of_what_was_agreed(journal, kinds):
    ann, bob = (journal.people.add(name, "peer").id for name in ("Ann", "Bob"))
    agreed = Agreed(purpose="To prepare", ends_on=TODAY, keep_days=30)
    consent = journal.consents.agree(agreed, [ann], TODAY)
    request = asked(kinds.entry, readers=(ann,), consent=consent.id)
    members = made(journal, request)
    assert data_of(members)["consent"] == {
        "purpose": "To prepare", "ends_on": TODAY.isoformat(), "keep_days": 30
    }  # fmt: skip
    assert "to prepare" in read({"index.html": members["index.html"]})
    checked = seal.check(journal, request)
    (problem,) = problems(journal, asked(kinds.entry, readers=(ann, bob), consent=consent.id))
    assert "with other people" in problem.sentence
    (problem,) = problems(journal, asked(kinds.entry, readers=(ann,), consent=str(uuid.uuid4())))
    assert problem.item is None
    journal.consents.end(consent.id)
    (problem,) = problems(journal, request)
    assert "You ended this agreement" in problem.sentence
    with pytest.raises(Refused, match="ended this agreement"):
        seal.prepare(journal, checked, WORDS)


# -- what is kept of it


def test_what_left_is_kept_with_its_files_its_agreement_and_its_gaps(journal, kinds, tmp_path):
    ann = journal.people.add("Ann", "coach", make_identity().age_recipient)
    consent = journal.consents.agree(Agreed(purpose="To prepare", ends_on=TODAY), [ann.id], TODAY)
    journal.attachments.add(kinds.entry.id, "a.txt", b"plain words")
    withhold(journal, ("entry", kinds.entry.id), "body", kinds.entry.body, "body")
    request = asked(
        kinds.entry, things=ticked(kinds), readers=(ann.id,), consent=consent.id, attachments=True
    )  # fmt: skip
    checked = seal.check(journal, request)
    sealed = seal.seal(journal, checked, seal.ForKeys((ann.age_recipient,)), tmp_path)
    share = journal.shares.get(checked.payload.draw.share_id)
    assert share.consent == consent.id
    assert share.parties == (ann.id,)
    assert share.seq == sealed.seq == data_of(checked.payload.members)["seq"]
    assert {item.kind: item.withheld for item in share.items} == {
        "entry": 1, "goal": 0, "value": 0, "assumption": 0, "prediction": 0, "target": 0,
        "map": 0,
    }  # fmt: skip
    (member,) = (name for name in checked.payload.members if name.startswith("attachments/"))
    assert journal.shares.files(share.id) == {member: b"plain words"}
    opened = open_share(sealed.file, identity=journal.identity.get())
    assert opened.things == checked.payload.things
    assert opened.entries == checked.payload.entries
    assert opened.links == checked.payload.beside.links
    assert opened.agreed == consent.agreed


def test_another_share_sealed_meanwhile_asks_for_another_check(journal, kinds, tmp_path):
    checked = seal.check(journal, asked(kinds.entry))
    sealed_once(journal, kinds)
    with pytest.raises(Refused, match="Another share was sealed since"):
        seal.seal(journal, checked, WORDS, tmp_path)
