"""metanoia desk reply, and metanoia reply import at the other end."""

from __future__ import annotations

import io
import json
import subprocess
import zipfile

import pytest

from age_program import needs_age, needs_ssh_keygen
from command_line import bare, run
from journals import new_journal, open_journal

WORDS = "gravel maple seven otter lantern"


@pytest.fixture
def entry(folder):
    return next(one for one in run(folder, "list", "--json").json if one["title"] == "Rota")


@pytest.fixture
def coach(tmp_path, folder):
    """A coach's own closed journal, whose key the journal of ``folder`` knows."""
    with new_journal(tmp_path / "coach", "Ingrid") as journal, open_journal(folder) as other:
        own = journal.identity.get()
        other.people.add("Ingrid L.", "coach", own.age_recipient, own.signing_key)
        return tmp_path / "coach", own.age_recipient


@pytest.fixture
def share(folder, entry, coach, tmp_path):
    file = tmp_path / "out.metanoia"
    run(folder, "share", file, "--entry", entry["id"], "--to", coach[1])
    return file


def comments(tmp_path, *found):
    file = tmp_path / "comments.json"
    file.write_text(json.dumps(found))
    return file


def test_the_round_trip_between_two_journals(folder, entry, coach, share, tmp_path):
    said = comments(
        tmp_path,
        {"entry": entry["id"], "quote": "winter rota", "kind": "question", "text": "Whose?"},
        {"entry": entry["id"][:8], "quote": None, "kind": "appreciation", "text": "Clear."},
    )
    reply = tmp_path / "back.metanoia-reply"
    ran = run(
        coach[0], "desk", "reply", share, reply, "--comments", said, "--note", "Courage.",
        "--next-session", "2026-02-03", "--json",
    ).json  # fmt: skip
    assert ran == {"file": str(reply), "size": reply.stat().st_size, "comments": 2}
    assert b"winter" not in reply.read_bytes()
    found = run(folder, "reply", "import", reply, "--json").json
    assert (found["sender"], found["signed"], found["new"]) == ("Ingrid L.", True, 2)
    assert (found["note"], found["next_session"]) == ("Courage.", "2026-02-03")
    assert [(one["quote"], one["kind"], one["text"]) for one in found["comments"]] == [
        ("winter rota", "question", "Whose?"),
        (None, "appreciation", "Clear."),
    ]
    again = run(folder, "reply", "import", reply)
    assert "0 new comments, 0 changed, 2 here already" in again.out
    assert "“winter rota”\nQuestion (" in again.out
    (kept,) = run(folder, "reply", "list", "--json").json
    assert kept == {key: found[key] for key in kept}
    assert "Whose?" in run(folder, "reply", "list").out


@pytest.fixture
def asked(folder, entry, coach, share, tmp_path):
    """The id of a question that came in."""
    said = comments(tmp_path, {"item": ["entry", entry["id"]], "quote": "winter", "kind": "question", "text": "Whose?"})  # fmt: skip
    run(coach[0], "desk", "reply", share, tmp_path / "r", "--comments", said)
    return run(folder, "reply", "import", tmp_path / "r", "--json").json["comments"][0]["id"]


def test_a_question_is_answered_and_closed(folder, asked):
    said = run(folder, "reply", "answer", asked[:8], "Mine.", "--json").json
    assert (said["state"], said["answer"], said["text"]) == ("answered", "Mine.", "Whose?")
    run(folder, "reply", "answer", asked[:8], typed="Ours.\n")
    assert "Answer: Ours." in run(folder, "reply", "list").out
    assert run(folder, "reply", "close", asked[:8], "--json").json["state"] == "closed"
    assert "answered): Whose?" in run(folder, "reply", "close", asked[:8], "--open").out


def test_a_comment_that_is_not_there_is_not_answered(folder, asked):
    for given, says in (("ffff", "No comment's id begins"), ("a", "first four signs")):
        assert says in run(folder, "reply", "answer", given, "Mine.").sentence
        assert says in run(folder, "reply", "close", given).sentence
    assert "no words" in run(folder, "reply", "answer", asked, " ").sentence


def test_a_reader_by_words_needs_no_journal(folder, entry, tmp_path):
    file, reply = tmp_path / "out.metanoia", tmp_path / "back.metanoia-reply"
    words = ("--share-passphrase-file", "-")
    run(folder, "share", file, "--entry", entry["id"], *words, typed=WORDS)
    nameless = bare("desk", "reply", file, reply, "--note", "Good.", *words, typed=WORDS)
    assert (nameless.code, reply.exists()) == (2, False)
    sealed = bare(
        "desk", "reply", file, tmp_path, "--note", "Good.", "--sender", "Jo", *words, typed=WORDS
    )
    assert sealed.code == 0
    (found,) = tmp_path.glob("*.metanoia-reply")
    ran = run(folder, "reply", "import", found)
    assert "Jo (from somebody who could open this share)" in ran.out
    assert "Good." in ran.out


@pytest.mark.parametrize(
    ("found", "says"),
    [
        ([{"entry": "nope", "kind": "note", "text": "x"}], "not the id of one entry"),
        (
            [{"entry": "ID", "quote": "not there", "kind": "note", "text": "x"}],
            "not in that entry. Copy",
        ),
        ([{"entry": "ID", "kind": "grade", "text": "x"}], "it needs entry or item, kind"),
        ([{"entry": "ID", "kind": "note", "text": " "}], "no words"),
        ([{"entry": "ID", "quote": " ", "kind": "note", "text": "x"}], "no words"),
        ([{"item": ["goal", "ID"], "kind": "note", "text": "x"}], "not the id of one goal"),
        ([{"entry": "ID", "field": "sum", "kind": "note", "text": "x"}], "no field “sum”"),
        (
            [{"entry": "ID", "field": "title", "quote": "winter", "kind": "note", "text": "x"}],
            "not in that field",
        ),
        (["x"], "it needs entry or item, kind"),
        ({}, "no list of comments"),
    ],
)
def test_comments_that_make_no_sense_seal_nothing(entry, coach, share, tmp_path, found, says):
    file = tmp_path / "comments.json"
    file.write_text(json.dumps(found).replace("ID", entry["id"]))
    reply = tmp_path / "back.metanoia-reply"
    ran = run(coach[0], "desk", "reply", share, reply, "--comments", file)
    assert (ran.code, reply.exists()) == (1, False)
    assert says in ran.err


def test_comments_are_read_from_a_file_of_json(coach, share, tmp_path):
    (tmp_path / "c").write_bytes(b"\xff")
    for name, says in (("c", "not JSON"), ("none", "cannot be read")):
        ran = run(coach[0], "desk", "reply", share, tmp_path / "r", "--comments", tmp_path / name)
        assert (ran.code, says in ran.err) == (1, True)


def test_a_file_that_is_there_is_not_replaced(coach, share, tmp_path):
    (tmp_path / "r").write_text("mine")
    arguments = ("desk", "reply", share, tmp_path / "r", "--note", "Good.")
    assert run(coach[0], *arguments).code == 1
    assert (tmp_path / "r").read_text() == "mine"
    assert run(coach[0], *arguments, "--force").code == 0


def test_a_share_is_no_reply_and_a_reply_no_share(folder, coach, share, tmp_path):
    ran = run(folder, "reply", "import", share)
    assert (ran.code, "not a reply" in ran.err) == (1, True)
    run(coach[0], "desk", "reply", share, tmp_path / "r", "--note", "Good.")
    ran = run(folder, "desk", "open", tmp_path / "r")
    assert (ran.code, "it is a reply" in ran.err) == (1, True)


@needs_age
@needs_ssh_keygen
def test_it_opens_with_the_ordinary_programs(folder, coach, share, tmp_path):
    reply = tmp_path / "r.metanoia-reply"
    run(coach[0], "desk", "reply", share, reply, "--note", "Courage.")
    with open_journal(folder) as journal:
        own = journal.identity.get()
    (tmp_path / "key").write_text(own.age_secret)
    packed = subprocess.run(
        ["age", "-d", "-i", tmp_path / "key", reply], capture_output=True, check=True
    ).stdout
    with zipfile.ZipFile(io.BytesIO(packed)) as archive:
        archive.extractall(tmp_path / "open")
    listed = json.loads((tmp_path / "open/manifest.json").read_text())
    (tmp_path / "signers").write_text(f"sender {listed['sender']['ssh']}")
    verified = subprocess.run(
        ["ssh-keygen", "-Y", "verify", "-f", tmp_path / "signers", "-I", "sender", "-n",
         "bundle@metanoia.v1", "-s", tmp_path / "open/manifest.json.sig"],
        input=(tmp_path / "open/manifest.json").read_bytes(), capture_output=True, check=False,
    )  # fmt: skip
    assert verified.returncode == 0, verified.stderr
    assert "Courage." in (tmp_path / "open/comments/reply.md").read_text()
