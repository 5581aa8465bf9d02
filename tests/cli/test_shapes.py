"""The JSON of every command: one value, in the shape that --help promises and programs rely on."""

from __future__ import annotations

import datetime as dt
import json
import re
from pathlib import Path
from typing import Any

import pytest

from command_line import bare, run, run_program
from journals import new_journal_and_recovery_key, open_journal
from metanoia.cli import shapes
from metanoia.domain.actions import NewAction
from metanoia.domain.entries import EntryId
from metanoia.domain.experiments import NewExperiment
from metanoia.domain.goals import NewMeasure
from metanoia.domain.learning_targets import Wording
from metanoia.domain.predictions import NewPrediction
from metanoia.exchange import contact
from replying import event
from sharing import make_identity

GOLDEN = Path(__file__).with_name("shapes")
NEW = "lantern otter gravel maple"


def shape(value: Any) -> Any:
    """Return the kinds of all that a value holds; of a list, those of its first thing."""
    if isinstance(value, dict):
        return {key: shape(kept) for key, kept in value.items()}
    if isinstance(value, list):
        return [shape(value[0])] if value else []
    return type(value).__name__


def answers(tmp_path: Path) -> dict[str, Any]:
    """Return what every command but demo prints with --json, on a journal used for all of them."""
    folder, share, diary = (tmp_path / name for name in ("journal", "s.metanoia", "diary.txt"))
    journal, key = new_journal_and_recovery_key(folder, "Mara")
    to = journal.identity.get().age_recipient
    journal.close()
    diary.write_text("[2024-05-01 21:10] By the lake\nA heron. #lake\n[2024-99-01] No day\n")
    found = {"new": run(tmp_path / "other", "new", "--json").json}
    found["write"] = run(folder, "write", "Heron", "--time", "09:00", "--tag", "a", "--json").json
    with open_journal(folder) as journal:
        journal.attachments.add(EntryId(found["write"]["id"]), "plan.txt", b"A plan.")
    found["list"] = run(folder, "list", "--json").json
    found["show"] = run(folder, "show", found["write"]["id"], "--json").json
    found["search"] = run(folder, "search", "heron", "--json").json
    found["import"] = run(folder, "import", diary, "--json").json
    found["export"] = run(folder, "export", tmp_path / "out", "--json").json
    found |= models(folder) | mastery(folder) | people(folder, tmp_path) | systems(folder, tmp_path)
    entry = ("--entry", found["write"]["id"])
    things = ("--prediction", found["prediction add"]["id"])
    agreed = ("--purpose", "To prepare", "--until", "2999-01-01")
    found["share --check"] = run(
        folder, "share", "--check", *entry, *things, *agreed, "--json"
    ).json
    found["share"] = run(
        folder, "share", share, *entry, *things, *agreed, "--attachments", "--to", to, "--json"
    ).json
    found["desk open"] = run(folder, "desk", "open", share, "--json").json
    (folder / "c.json").write_text(
        json.dumps([{"entry": entry[1], "quote": "Heron", "kind": "note", "text": "A bird."}])
    )
    answered = ("--comments", folder / "c.json", "--next-session", "2026-02-01", "--json")
    reply = tmp_path / "r.metanoia-reply"
    run(folder, "share", tmp_path / "w.metanoia", *entry, "--share-passphrase-file", "-", typed=NEW)
    found["desk reply"] = bare(
        "desk", "reply", tmp_path / "w.metanoia", reply, *answered, "--sender", "Ingrid",
        "--share-passphrase-file", "-", typed=NEW,
    ).json  # fmt: skip
    found |= desk(folder, share, tmp_path / "coach", (*entry, *things, *agreed, "--attachments"))
    found["reply import"] = run(folder, "reply", "import", reply, "--json").json
    found["reply list"] = run(folder, "reply", "list", "--json").json
    asked = found["reply import"]["comments"][0]["id"]
    found["reply answer"] = run(folder, "reply", "answer", asked, "It flew.", "--json").json
    found["reply close"] = run(folder, "reply", "close", asked, "--json").json
    found |= learning(folder)
    found["withdraw"] = run(folder, "withdraw", "1", "--json").json
    (tmp_path / "stick").mkdir()
    found["backup"] = run(folder, "backup", "--second", tmp_path / "stick", "--json").json
    found["backup --list"] = run(folder, "backup", "--list", "--json").json
    found["check"] = run(folder, "check", "--json").json
    found["stats"] = run(folder, "stats", "--json").json
    found["key show"] = run(folder, "key", "show", "--json").json
    change = ("key", "change", "--new-passphrase-file", "-", "--json")
    found["key change"] = run(folder, *change, typed=NEW).json
    found["key recover"] = bare(
        "--journal", folder, "key", "recover", "--recovery-key-file", "-",
        "--new-passphrase-file", "-", "--json", typed=f"{key}\n{NEW}\n",
    ).json  # fmt: skip
    found["restore"] = run(folder, "restore", "1", "--json").json
    found["key anew"] = run(
        folder, "key", "anew", "--new-passphrase-file", "-", "--json", passphrase=NEW, typed=f"{NEW} anew"
    ).json  # fmt: skip
    return found


def people(folder: Path, tmp_path: Path) -> dict[str, Any]:
    """Return what the commands of people print, of one whose keys changed among them."""
    found: dict[str, Any] = {}
    for name in ("Bo", "Anna", "Anna"):
        own = make_identity()
        card = contact.ContactCard(name=name, age_recipient=own.age_recipient, signing_key=own.signing_key)  # fmt: skip
        text = contact.as_text(card)
        found["people add"] = run(folder, "people", "add", "-", "--json", typed=text).json
    with open_journal(folder) as journal:
        journal.people.mark_verified(found["people add"]["id"])
        journal.people.set_tag(found["people add"]["id"], "anna")
    (tmp_path / "card.txt").write_text(text)
    found["people add"] = run(folder, "people", "add", tmp_path / "card.txt", "--json").json
    both = ("--with", "Bo", "--with", "Anna")
    found["people circle"] = run(folder, "people", "circle", "Tuesday", *both, "--json").json
    found["people list"] = run(folder, "people", "list", "--json").json
    found["people confirm"] = run(folder, "people", "confirm", "Anna", "--json").json
    found["people rename"] = run(folder, "people", "rename", "Anna", "Ann", "--json").json
    found["people remove"] = run(folder, "people", "remove", "Bo", "--json").json
    return found


def desk(folder: Path, share: Path, coach: Path, ticked: tuple[str, ...]) -> dict[str, Any]:
    """Return what the commands of a coach print who keeps a client and two of their shares."""
    found = {}
    with new_journal_and_recovery_key(coach, "Ingrid")[0] as own, open_journal(folder) as theirs:
        me, mara = own.identity.get(), theirs.identity.get()
        person = own.people.add("Mara", "client", mara.age_recipient, mara.signing_key)
        own.clients.set_next_session(person.id, dt.date(2999, 1, 1))
    for name in ("1.metanoia", "2.metanoia"):
        file = share.with_name(name)
        run(folder, "share", file, *ticked, "--to", me.age_recipient)
        found["desk open --keep"] = run(coach, "desk", "open", file, "--keep", "--json").json
    found["desk list"] = run(coach, "desk", "list", "--json").json
    found["desk prep"] = run(coach, "desk", "prep", "mara", "--json").json
    found["desk note"] = run(coach, "desk", "note", "Mara", "Ask her.", "--json").json
    found["desk delete"] = run(coach, "desk", "delete", person.id, "--yes", "--json").json
    return found


def models(folder: Path) -> dict[str, Any]:
    """Return what the commands of assumptions and predictions print."""
    found = {}
    found["assumption add"] = run(
        folder, "assumption", "add", "They wait for me.", "--confidence", "70", "--json"
    ).json
    made = found["assumption add"]["id"]
    with open_journal(folder) as journal:
        journal.experiments.plan(made, a_test())
    found["assumption evidence"] = run(
        folder, "assumption", "evidence", made, "--against", "He spoke first.", "--json"
    ).json
    found["assumption rate"] = run(folder, "assumption", "rate", made, "60", "--json").json
    found["assumption show"] = run(folder, "assumption", "show", made, "--json").json
    found["assumption list"] = run(folder, "assumption", "list", "--json").json
    due = ("--due", "2026-03-12", "--percent", "95")
    found["prediction add"] = run(
        folder, "prediction", "add", "He speaks first.", *due, "--json"
    ).json
    made = found["prediction add"]["id"]
    found["prediction settle"] = run(folder, "prediction", "settle", made, "yes", "--json").json
    found["prediction list"] = run(folder, "prediction", "list", "--settled", "--json").json
    found["prediction record"] = run(folder, "prediction", "record", "--json").json
    return found


def mastery(folder: Path) -> dict[str, Any]:
    """Return what the commands of goals, values and reviews print."""
    found = {}
    words = ("--vision", "They plan.", "--reality", "I plan.", "--by", "2999-01-01")
    found["goal add"] = run(folder, "goal", "add", "The team plans", *words, "--json").json
    goal = found["goal add"]["id"]
    with open_journal(folder) as journal:
        (craft,) = journal.values.keep_sort(["Craft"], {"Craft": "Done well"}).values
        measure = NewMeasure(name="Rotas", kind="reach", unit="a month", start=0, target=4)
        journal.goals.add_measure(goal, measure)
        journal.actions.add(NewAction(text="Ask Ida", goal=goal, due_on=dt.date(2999, 1, 1)))
        journal.ties.set_relation(("goal", goal), ("value", craft), "serves")
        journal.predictions.add(
            NewPrediction(
                statement="Ida says yes", settled_by="Ida", due_on=dt.date(2999, 1, 1), percent=60
            )
        )
    look = ("--close", "3", "--pull", "8", "--measure", "rotas=1", "--json")
    found["goal checkin"] = run(folder, "goal", "checkin", goal, *look).json
    found["goal show"] = run(folder, "goal", "show", goal, "--json").json
    found["goal list"] = run(folder, "goal", "list", "--json").json
    found["value rate"] = run(folder, "value", "rate", "Craft", "9", "--lived", "4", "--json").json
    found["value list"] = run(folder, "value", "list", "--json").json
    found["review due"] = run(folder, "review", "due", "--date", "2999-02-01", "--json").json
    return found


def systems(folder: Path, tmp_path: Path) -> dict[str, Any]:
    """Return what the commands of maps print."""
    told = {
        "title": "The rota",
        "links": [["Holes", "Shifts", 1, 1], ["Shifts", "Holes", -1, 0]],
        "because": [["Holes", "Shifts", "I cannot look at one."]],
        "roles": {"Holes": "gap"},
        "mine": ["Shifts"],
        "notes": [{"text": "Ask Lena", "x": 1.5, "y": 2}],
        "loops": [{"along": ["Holes", "Shifts"], "name": "Filling in", "story": "It helps."}],
    }
    (tmp_path / "map.json").write_text(json.dumps(told))
    found = {"map add": run(folder, "map", "add", "--file", tmp_path / "map.json", "--json").json}
    id_ = found["map add"]["id"]
    found["map list"] = run(folder, "map", "list", "--json").json
    found["map show"] = run(folder, "map", "show", id_, "--json").json
    found["map loops"] = run(folder, "map", "loops", id_, "--json").json
    for shown in (found["map add"], found["map show"]):  # keyed by the names of variables
        shown |= {"roles": {}, "actors": {}, "places": {}}
    return found


def learning(folder: Path) -> dict[str, Any]:
    """Return what the commands of learning targets print."""
    found = {}
    text = "Open each handover with a question"
    more = ("--sign", "Ida noticed", "--due", "2999-04-30", "--json")
    found["target propose"] = run(folder, "target", "propose", text, *more).json
    made = found["target propose"]["id"]
    reworded = ("--text", "Open with a question", "--json")
    found["target reword"] = run(folder, "target", "reword", made, *reworded).json
    found["target list"] = run(folder, "target", "list", "--json").json
    with open_journal(folder) as journal:
        theirs = event(wording=Wording("Ask one open question", "Ida noticed", None))
        refused = event(wording=Wording("Speak last in each round", "Ida noticed", None))
        journal.targets.take([theirs, refused])
    found["target agree"] = run(folder, "target", "agree", theirs.target, "--json").json
    settled = (theirs.target, "partly", "--note", "Twice", "--json")
    found["target settle"] = run(folder, "target", "settle", *settled).json
    found["target decline"] = run(folder, "target", "decline", refused.target, "--json").json
    return found


def a_test() -> NewExperiment:
    """Return a small test that is due far ahead."""
    return NewExperiment(
        plan="Count to ten after each question.",
        smallest_safe="Nothing hangs on ten seconds.",
        foretold="Somebody else speaks first.",
        percent=60,
        would_weaken="Somebody speaks.",
        due_on=dt.date(2999, 1, 1),
    )


@pytest.fixture(scope="module")
def printed(tmp_path_factory):
    return answers(tmp_path_factory.mktemp("shapes"))


@pytest.mark.parametrize("command", sorted(set(shapes.SHAPES) - {"demo"}))
def test_a_command_keeps_its_shape(printed, command):
    golden = GOLDEN / f"{command.replace(' --', '-').replace(' ', '-')}.json"
    assert shape(printed[command]) == json.loads(golden.read_text("utf-8"))


@pytest.mark.parametrize("command", sorted(shapes.SHAPES))
def test_the_help_names_every_key_in_its_order(printed, command):
    # one that is new has no evidence and no check-in yet
    whole = {"assumption add": "assumption show", "goal add": "goal show"}
    value = printed.get(whole.get(command, command)) or {"done": True, "journal": None, "steps": [
        {"step": "", "said": "", "seconds": 0.0}]}  # fmt: skip
    if "answers" in value:  # a first share answers nothing yet
        value |= {"answers": [{"comment": "", "text": "", "date": ""}]}
    promised = re.findall(r"\w+", shapes.SHAPES[command].replace("[text]", ""))
    assert promised == list(keys(value))


def keys(value: Any) -> list[str]:
    """Return the keys of all that a value holds, in the order they are printed."""
    if isinstance(value, list):
        return keys(value[0]) if value else []
    if not isinstance(value, dict):
        return []
    found = []
    for key, kept in value.items():
        own = key in ("fields", "plain")  # each kind of thing has its own
        found += [key, *([] if own else keys(kept))]
    return found


def test_the_help_shows_the_shapes():
    lines = [line.strip() for line in bare("--help").out.splitlines()]
    for command, promised in shapes.SHAPES.items():
        (found,) = (line for line in lines if line.endswith(f": {promised}"))
        assert command in found.removesuffix(f": {promised}").split(", ")


def test_every_command_explains_itself():
    for command in ("new", "write", "list", "show", "search", "import", "export", "share", "desk open",
                    "people", "people list", "people add", "people confirm", "people rename", "people remove", "people circle",
                    "desk list", "desk prep", "desk note", "desk delete", "desk reply",
                    "check", "backup", "restore", "key show", "key change", "key recover", "key anew", "stats", "demo",
                    "assumption add", "assumption list", "assumption show", "assumption rate", "assumption evidence",
                    "prediction add", "prediction list", "prediction settle", "prediction record",
                    "goal add", "goal checkin", "goal list", "goal show", "value list", "value rate", "review due",
                    "reply import", "reply list", "reply answer", "reply close", "target list", "target propose",
                    "target agree", "target reword", "target decline", "target settle"):  # fmt: skip
        ran = bare(*command.split(), "--help")
        assert (ran.code, ran.err) == (0, "")
        assert "--json" in ran.out
        assert "--journal" in ran.out or command == "demo"


def test_a_real_process_prints_the_value_alone_in_utf8(tmp_path, monkeypatch):
    folder = tmp_path / "journal"
    new_journal_and_recovery_key(folder)[0].close()
    env = {"PATH": "/usr/bin", "LC_ALL": "C", "PYTHONIOENCODING": "ascii"}
    env |= {"METANOIA_HOME": str(tmp_path / "home")}
    written = run_program(folder, "write", "-", "--json", typed="日本 🐦", env=env)
    assert (written.json["body"], written.err) == ("日本 🐦", "")


@pytest.mark.parametrize(
    "words",
    [
        ["nonsense"],
        ["list", "--nonsense"],
        ["key"],
        ["desk", "x"],
        ["assumption"],
        ["prediction", "x"],
        ["goal"],
        ["value", "x"],
        ["review"],
    ],
)
def test_wrong_usage_is_two_and_prints_no_value(words):
    ran = bare(*words)
    assert ran.code == 2
    assert "Traceback" not in ran.out + ran.err
