"""metanoia desk list, prep, open --keep, reply, note and delete."""

from __future__ import annotations

import dataclasses

import pytest

from command_line import run
from journals import new_journal, open_journal
from metanoia.domain.assumptions import NewAssumption
from metanoia.domain.errors import DiskFull
from metanoia.domain.shared_things import Tick
from metanoia.domain.shares import ShareRequest
from metanoia.exchange import seal

WORDS = "gravel maple seven otter lantern"


@pytest.fixture
def entry(folder):
    return next(one for one in run(folder, "list", "--json").json if one["title"] == "Rota")


@pytest.fixture
def coach(tmp_path, folder):
    """A coach's own closed journal, and the journal of ``folder``, which know one another."""
    with new_journal(tmp_path / "coach", "Ingrid") as journal, open_journal(folder) as other:
        own, theirs = journal.identity.get(), other.identity.get()
        other.people.add("Ingrid", "coach", own.age_recipient, own.signing_key)
        journal.people.add("Mara", "client", theirs.age_recipient, theirs.signing_key)
        return tmp_path / "coach", own.age_recipient


@pytest.fixture
def share(folder, entry, coach, tmp_path):
    file = tmp_path / "out.metanoia"
    run(folder, "share", file, "--entry", entry["id"], "--to", coach[1])
    return file


def test_without_keep_nothing_is_kept(coach, share):
    run(coach[0], "desk", "open", share)
    assert run(coach[0], "desk", "list", "--json").json[0]["shares"] == 0
    assert not (coach[0] / "clients").exists()


def test_a_share_is_kept_once_and_listed(coach, share):
    assert "\nKept." in run(coach[0], "desk", "open", share, "--keep").out
    assert "kept already" in run(coach[0], "desk", "open", share, "--keep").out
    (row,) = run(coach[0], "desk", "list", "--json").json
    assert (row["name"], row["shares"], row["unread"], row["days_since"]) == ("Mara", 1, 1, 0)
    assert run(coach[0], "desk", "list").out == "Mara: shared today, 1 to read\n"


def test_without_clients_the_list_says_what_to_do(tmp_path):
    new_journal(tmp_path / "alone", "Jo").close()
    assert run(tmp_path / "alone", "desk", "list").out.startswith("There is no client yet.")


def test_a_share_with_words_is_kept_too(folder, entry, coach, tmp_path):
    file = tmp_path / "w.metanoia"
    words = tmp_path / "words.txt"
    words.write_text(WORDS)
    run(folder, "share", file, "--entry", entry["id"], "--share-passphrase-file", words)
    ran = run(coach[0], "desk", "open", file, "--share-passphrase-file", words, "--keep", "--json")
    assert (ran.json["known_as"], ran.json["kept"]) == ("Mara", True)


def test_a_reply_that_cannot_be_kept_leaves_the_file_as_it_was(coach, share, tmp_path, monkeypatch):
    def refuse(*_):
        raise DiskFull

    run(coach[0], "desk", "open", share, "--keep")
    with monkeypatch.context() as full:
        full.setattr("metanoia.store.clients.Clients.sent", refuse)
        replying = ("desk", "reply", share, tmp_path / "r", "--note", "Good.")
        assert "The disk is full" in run(coach[0], *replying).sentence
        assert not (tmp_path / "r").exists()
        (tmp_path / "r").write_text("mine")
        assert "The disk is full" in run(coach[0], *replying, "--force").sentence
        assert (tmp_path / "r").read_text() == "mine"
    assert run(coach[0], *replying, "--force").code == 0


def test_an_unknown_key_has_to_be_kept_first(folder, entry, tmp_path):
    with new_journal(tmp_path / "other", "Jo") as journal:
        key = journal.identity.get().age_recipient
    file = tmp_path / "s.metanoia"
    run(folder, "share", file, "--entry", entry["id"], "--to", key)
    ran = run(tmp_path / "other", "desk", "open", file, "--keep")
    assert "do not know the key" in ran.sentence
    assert not (tmp_path / "other" / "clients").exists()


def test_a_reply_is_kept_with_its_client_and_goes_on(folder, coach, share, tmp_path):
    run(coach[0], "desk", "open", share, "--keep")
    reply = tmp_path / "r.metanoia-reply"
    run(coach[0], "desk", "reply", share, reply, "--note", "Good.", "--next-session", "2026-12-24")
    assert run(folder, "reply", "import", reply, "--json").json["note"] == "Good."
    run(coach[0], "desk", "reply", share, tmp_path / "r2", "--note", "Better.")
    with open_journal(coach[0]) as journal:
        (mara,) = journal.clients.people()
        assert [one.seq for one in journal.clients.replies(mara.id)] == [2, 1]
        newest = journal.clients.replies(mara.id)[0]
        sealed = journal.clients.sealed(mara.id, newest.review_id, 2)
        assert sealed == (tmp_path / "r2").read_bytes()
    assert run(folder, "reply", "import", tmp_path / "r2", "--json").json["note"] == "Better."
    assert "next session 2026-12-24" in run(coach[0], "desk", "list").out


def test_words_that_wait_on_the_desk_are_not_sealed_by_a_command(coach, share, tmp_path):
    run(coach[0], "desk", "open", share, "--keep")
    with open_journal(coach[0]) as journal:
        (mara,) = journal.clients.people()
        (kept,) = journal.clients.shares(mara.id)
        words = journal.clients.draft(mara.id, kept.id)
        half = dataclasses.replace(words, closing_note="Half a thought")
        journal.clients.save_draft(mara.id, kept.id, half)
    ran = run(coach[0], "desk", "reply", share, tmp_path / "r", "--note", "Good.")
    assert "wait on the Coach desk" in ran.sentence
    assert not (tmp_path / "r").exists()


def test_the_prep_sheet_as_markdown(folder, entry, coach, share, tmp_path):
    run(coach[0], "desk", "open", share, "--keep")
    assert "Open a share of theirs" not in run(coach[0], "desk", "prep", "Mara").out
    other = run(folder, "list", "--json").json[0]["id"]
    run(folder, "share", tmp_path / "2", "--entry", other, "--to", coach[1])
    run(coach[0], "desk", "open", tmp_path / "2", "--keep")
    run(coach[0], "desk", "note", "mara", "Private words")
    out = run(coach[0], "desk", "prep", "MARA").out
    assert out.startswith("# Mara\n\nThe share of ")
    assert "Private" not in out
    assert "removed" not in out


def test_a_client_who_is_not_there_is_not_found(coach):
    assert "No client is called “Jo”" in run(coach[0], "desk", "prep", "Jo").sentence
    assert "No client is called" in run(coach[0], "desk", "note", " ", "x").sentence
    assert "Open a share of theirs" in run(coach[0], "desk", "prep", "Mara").sentence


def test_two_clients_of_one_alias_are_told_apart_by_name_or_id(coach):
    with open_journal(coach[0]) as journal:
        mara = journal.people.find("Mara")
        other = journal.people.add("Mona", "client", None, bytes(32))
        for one in (mara, other):
            journal.clients.set_alias(one.id, "Gardener")
    assert "Several clients" in run(coach[0], "desk", "note", "gardener", "x").sentence
    assert run(coach[0], "desk", "note", "mona", "x").code == 0
    assert run(coach[0], "desk", "note", other.id, "y").code == 0


def test_a_client_is_deleted_once_it_is_said_so(coach, share):
    run(coach[0], "desk", "open", share, "--keep")
    run(coach[0], "backup")
    refused = run(coach[0], "desk", "delete", "Mara", typed="n\n")
    assert refused.code == 1
    assert len(list(coach[0].rglob("clients/*.db"))) == 2
    assert "Deleted: Mara." in run(coach[0], "desk", "delete", "Mara", "--yes").out
    assert not list(coach[0].rglob("clients/*.db"))
    assert run(coach[0], "desk", "list", "--json").json == []


def test_a_damaged_client_is_listed_with_what_to_do(coach, share):
    run(coach[0], "desk", "open", share, "--keep")
    (file,) = (coach[0] / "clients").glob("*.db")
    file.write_bytes(b"")
    assert "damaged or missing" in run(coach[0], "desk", "list").out
    assert "damaged or missing" in run(coach[0], "desk", "list", "--json").json[0]["damaged"]


def test_the_things_of_a_share_are_printed(folder, coach, tmp_path):
    with open_journal(folder) as journal:
        made = journal.assumptions.add(NewAssumption(statement="They wait for me.", confidence=70))
        request = ShareRequest(
            entries=(), sender="Mara", things=(Tick("assumption", str(made.id)),)
        )
        file = tmp_path / "t.metanoia"
        seal.seal(journal, seal.check(journal, request), seal.ForKeys((coach[1],), ()), file)
    out = run(coach[0], "desk", "open", file).out
    assert "# They wait for me.\n\nAssumption, " in out
    assert "70" in out
