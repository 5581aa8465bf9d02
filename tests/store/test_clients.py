"""What a coach keeps of a client: shares, read marks, notes, the caseload, and what has to go again."""

from __future__ import annotations

import dataclasses
import datetime as dt

import pytest

from clients import (
    DAY,
    KEY,
    LEARN,
    agreed,
    client_in_the_clear,
    coach,
    comment,
    draft,
    event,
    number,
    share,
    whole,
)  # fmt: skip
from journals import open_journal
from metanoia.domain.clients import ClientDamaged
from metanoia.domain.errors import Cancelled, FolderReadOnly, JournalNewer, NotFound, Refused
from metanoia.domain.kinds import Kind
from metanoia.domain.people import Role
from metanoia.domain.shares import SharedAnswer
from metanoia.store import client_file
from metanoia.vault import backup_note, client_files
from metanoia.vault.keys import client_key

MARKER = "heliotrope-quokka"


@pytest.fixture
def desk(tmp_path):
    """A coach's open journal with one client."""
    journal, person = coach(tmp_path / "journal")
    yield journal, person.id
    journal.close()


def test_nothing_is_kept_of_a_new_client(desk):
    journal, mara = desk
    (row,) = journal.clients.caseload(DAY)
    assert (row.person, row.shown, row.shares, row.changes) == (mara, "Mara", 0, None)
    assert row.days_since(DAY) is None
    assert journal.clients.shares(mara) == journal.clients.notes(mara) == []
    assert not (journal.path / "clients").exists()


def test_a_share_is_kept_once_with_every_member(desk):
    journal, mara = desk
    heard = []
    journal.changes.subscribe(lambda kinds, source: heard.append((kinds, source)))
    made = whole(share(agreed=agreed()))
    assert journal.clients.keep(*made, mara, source="me") == (True, ())
    assert heard == [({Kind.CLIENT}, "me")]
    before = journal.meta.commit_no
    assert journal.clients.keep(*made, mara) == (False, ())
    assert journal.meta.commit_no == before
    members, manifest = journal.clients.whole(mara, made.share.id)
    assert (members, manifest) == ({"data.json": made.members["data.json"]}, made.manifest_json)
    (kept,) = journal.clients.shares(mara)
    assert (kept.seq, kept.entries, kept.things, kept.items) == (1, 1, 0, 1)
    assert kept.agreed == agreed()
    assert journal.clients.holder(made.share.id) == mara
    assert journal.clients.holder(number(9)) is None


def test_keeping_makes_a_backup_due(desk):
    journal, mara = desk
    journal.back_up()
    assert not journal.backup_needed
    journal.clients.keep(*whole(share()), mara)
    assert journal.backup_needed


def test_what_somebody_else_signed_is_not_kept(desk):
    journal, mara = desk
    with pytest.raises(Refused, match="Somebody else signed"):
        journal.clients.keep(*whole(share(key=bytes(32))), mara)
    with pytest.raises(NotFound):
        journal.clients.keep(*whole(share()), number(7))
    assert not (journal.path / "clients").exists()


def test_a_removed_person_has_to_come_back_first(desk):
    journal, mara = desk
    journal.people.trash(mara)
    with pytest.raises(Refused, match="was removed"):
        journal.clients.keep(*whole(share()), mara)


def test_another_share_under_the_same_number_is_refused(desk):
    journal, mara = desk
    journal.clients.keep(*whole(share()), mara)
    with pytest.raises(Refused, match="under the number"):
        journal.clients.keep(*whole(share(manifest_sha256="b" * 64)), mara)


def test_the_file_bears_no_name_and_opens_with_its_own_key_only(desk):
    journal, mara = desk
    journal.clients.keep(*whole(share(body=MARKER)), mara)
    journal.clients.close()
    path = journal.path / "clients" / f"{mara}.db"
    assert [one.name for one in path.parent.iterdir()] == [path.name]
    assert oct(path.stat().st_mode & 0o777) == "0o600"
    assert oct(path.parent.stat().st_mode & 0o777) == "0o700"
    for wrong in (journal._key, client_key(journal._key, number(1)), client_key(KEY, mara)):
        with pytest.raises(client_file.ClientUnreadable):
            client_file.open_(path, wrong, mara)
    with pytest.raises(client_file.ClientUnreadable):
        client_file.open_(path, client_key(journal._key, mara), number(1))
    assert MARKER.encode() in client_in_the_clear(journal.path, mara, journal._key)


def test_a_share_is_marked_as_read_once(desk):
    journal, mara = desk
    kept = share()
    journal.clients.keep(*whole(kept), mara)
    assert journal.clients.row(mara, DAY).unread == (kept.id,)
    journal.clients.mark_read(mara, kept.id)
    before = journal.meta.commit_no
    journal.clients.mark_read(mara, kept.id)
    assert journal.meta.commit_no == before
    assert journal.clients.row(mara, DAY).unread == ()
    with pytest.raises(NotFound):
        journal.clients.mark_read(mara, number(9))


def test_notes_alias_and_the_next_session(desk):
    journal, mara = desk
    clients = journal.clients
    note = clients.add_note(mara, "  Ask about the rota. ", share=number(1, 1))
    assert clients.notes(mara) == [note]
    assert note.text == "Ask about the rota."
    assert clients.change_note(mara, note.id, "Ask about Tuesday.") == note
    (changed,) = clients.notes(mara)
    assert changed.text == "Ask about Tuesday."
    assert clients.delete_note(mara, note.id) == changed
    assert clients.notes(mara) == []
    clients.put_note_back(mara, changed)
    assert clients.notes(mara) == [changed]
    for wrong in ("  ", "x" * 20_001):
        with pytest.raises(Refused):
            clients.add_note(mara, wrong)
    with pytest.raises(NotFound):
        clients.delete_note(mara, number(9))
    assert clients.set_alias(mara, " The  gardener ") == ""
    assert clients.set_alias(mara, "Gardener") == "The gardener"
    assert clients.set_next_session(mara, DAY) is None
    row = clients.row(mara, DAY)
    assert (row.shown, row.name, row.next_session_on) == ("Gardener", "Mara", DAY)
    assert clients.set_alias(mara, "") == "Gardener"
    assert clients.set_next_session(mara, None) == DAY
    row = clients.row(mara, DAY)
    assert (row.shown, row.next_session_on) == ("Mara", None)
    with pytest.raises(Refused):
        clients.set_alias(mara, "x" * 121)


def test_the_caseload_says_what_changed_and_until_when_it_is_kept(desk):
    journal, mara = desk
    clients = journal.clients
    clients.keep(*whole(share(1, agreed=agreed(30))), mara)
    clients.keep(*whole(share(3, body="It went quiet again.", agreed=agreed(70))), mara)
    row = clients.row(mara, DAY)
    assert row.changes == (0, 1, 0, 0)
    assert row.days_since(DAY) == 58
    assert row.last_share_on == dt.date(2026, 1, 3)
    assert row.keep_until == dt.date(2026, 3, 14)
    assert row.expired == (share(1).id,)
    assert [one.id for one in clients.expired(mara, DAY)] == [share(1).id]
    assert clients.expired(mara, dt.date(2026, 1, 31)) == []
    assert [one.seq for one in clients.expired(mara, dt.date(2026, 2, 1))] == [1]


def test_the_caseload_compares_by_kind_and_id(desk):
    journal, mara = desk
    clients = journal.clients
    other = dataclasses.replace(share().entries[0], id=number(8))
    clients.keep(*whole(share(1)), mara)
    clients.keep(*whole(share(2, entries=(other,))), mara)
    assert clients.row(mara, DAY).changes == (1, 0, 0, 1)
    clients.keep(*whole(share(3, entries=(other, *share().entries))), mara)
    assert clients.row(mara, DAY).changes == (1, 0, 1, 0)


def test_who_has_something_to_read_comes_first(desk):
    journal, _ = desk
    other = journal.people.add("Zoe", Role.CLIENT, None, bytes(31) + b"z")
    peer = journal.people.add("Priya", Role.PEER, None, bytes(31) + b"p")
    journal.clients.keep(*whole(share(key=other.signing_key)), other.id)
    assert [row.name for row in journal.clients.caseload(DAY)] == ["Zoe", "Mara"]
    journal.clients.add_note(peer.id, "Met at the circle.")
    assert [row.name for row in journal.clients.caseload(DAY)] == ["Zoe", "Mara", "Priya"]
    assert journal.clients.count == 3


def test_targets_of_both_sides_and_what_is_due(desk):
    journal, mara = desk
    clients = journal.clients
    clients.keep(*whole(share(target_events=(event(1, "journaler", "propose"),))), mara)
    (target,) = clients.targets(mara)
    assert target.standing.state == "proposed"
    assert target.waits_for_coach
    said = clients.say(mara, share().id, target.id, "agree")
    (target,) = clients.targets(mara)
    assert (target.standing.state, target.unsent) == ("agreed", {said.id})
    assert target.due(DAY)
    assert not target.due(dt.date(2026, 2, 28))
    assert clients.row(mara, DAY).targets_due == 1
    assert clients.draft(mara, share().id).target_events == (said,)
    with pytest.raises(Refused, match="changes nothing"):
        clients.say(mara, share().id, target.id, "agree")
    undo = clients.take_back(mara, share().id, said.id)
    assert clients.targets(mara)[0].waits_for_coach
    clients.save_draft(mara, share().id, undo)
    assert clients.targets(mara)[0].standing.state == "agreed"
    with pytest.raises(NotFound):
        clients.take_back(mara, share().id, number(1, 3))
    proposed = clients.propose(mara, share().id, LEARN._replace(due_on=None))
    assert [one.id for one in clients.targets(mara)] == [target.id, proposed.target]


def test_a_word_of_a_target_that_changed_on_its_way_is_refused_whole(desk):
    journal, mara = desk
    first = event(1, "journaler", "propose")
    journal.clients.keep(*whole(share(1, target_events=(first,))), mara)
    bent = dataclasses.replace(first, note="Other words")
    with pytest.raises(Refused, match="Something else came in"):
        journal.clients.keep(*whole(share(2, target_events=(bent,))), mara)
    assert [one.seq for one in journal.clients.shares(mara)] == [1]


def test_a_target_that_nobody_proposed_is_not_listed(desk):
    journal, mara = desk
    journal.clients.keep(*whole(share(target_events=(event(1, "journaler", "agree"),))), mara)
    assert journal.clients.targets(mara) == []


def test_a_question_is_open_until_a_later_share_answers_it(desk):
    journal, mara = desk
    clients = journal.clients
    clients.keep(*whole(share(1)), mara)
    asked = comment(1, quote="quiet")
    sent = dataclasses.replace(clients.draft(mara, share(1).id), comments=(asked, comment(2)))
    clients.save_draft(mara, share(1).id, sent)
    assert clients.questions(mara) == []
    clients.sent(mara, share(1).id, clients.draft(mara, share(1).id), b"sealed")
    assert [one.quote for one in clients.questions(mara)] == ["quiet", ""]
    assert clients.row(mara, DAY).open_questions == 2
    answer = SharedAnswer(comment=asked.id, text="Four minutes.", on=dt.date(2026, 1, 2))
    clients.keep(*whole(share(2, answers=(answer,))), mara)
    assert clients.row(mara, DAY).open_questions == 1
    assert clients.questions(mara)[0].answer == "Four minutes."
    clients.delete_shares(mara, [share(2).id])
    assert clients.row(mara, DAY).open_questions == 1
    assert clients.questions(mara)[0].answer == ""


# -- what has to go again


def test_a_withdrawn_share_goes_from_the_file_and_every_backup_and_a_receipt_says_so(desk):
    journal, mara = desk
    clients = journal.clients
    old = share(1, body=f"{MARKER} " * 2_000)
    clients.keep(*whole(old), mara)
    clients.save_draft(mara, old.id, draft(comment(1, "My own words.", quote=MARKER)))
    journal.back_up()
    clients.close()
    size = (journal.path / "clients" / f"{mara}.db").stat().st_size
    new = share(2, withdrawn=(old.id, number(77)))
    assert clients.keep(*whole(new), mara) == (True, (old.id,))
    assert [one.id for one in clients.shares(mara)] == [new.id]
    with pytest.raises(NotFound):
        clients.whole(mara, old.id)
    assert [one.text for one in clients.notes(mara)] == ["My own words."]
    (gone,) = clients.draft(mara, new.id).gone
    assert gone.share == old.id
    clients.close()
    key = journal._key
    assert (journal.path / "clients" / f"{mara}.db").stat().st_size < size
    assert MARKER.encode() not in client_in_the_clear(journal.path, mara, key)
    (backup,) = journal.backups()
    assert MARKER.encode() not in client_in_the_clear(backup.path, mara, key)
    assert journal.check().sound
    with pytest.raises(Refused, match="withdrew"):
        clients.keep(*whole(old), mara)
    assert list((journal.path / "clients").glob(".*")) == []


def test_a_receipt_travels_with_the_next_reply_and_again_while_it_is_asked_for(desk):
    journal, mara = desk
    clients = journal.clients
    clients.keep(*whole(share(1)), mara)
    clients.keep(*whole(share(2, withdrawn=(share(1).id,))), mara)
    clients.keep(*whole(share(3)), mara)
    assert clients.draft(mara, share(2).id).gone
    reply = dataclasses.replace(clients.draft(mara, share(3).id), closing_note="Good.")
    assert reply.gone
    clients.sent(mara, share(3).id, reply, b"sealed")
    assert clients.draft(mara, share(3).id).gone == ()
    assert clients.draft(mara, share(2).id).gone == reply.gone
    clients.keep(*whole(share(4, withdrawn=(share(1).id,))), mara)
    assert clients.draft(mara, share(4).id).gone == reply.gone


def test_replies_to_a_share_that_goes_keep_ones_own_words_without_the_quotes(desk):
    journal, mara = desk
    clients = journal.clients
    clients.keep(*whole(share(1, body=MARKER)), mara)
    sent = dataclasses.replace(
        clients.draft(mara, share(1).id), comments=(comment(1, quote=MARKER),)
    )
    clients.sent(mara, share(1).id, sent, MARKER.encode())
    assert clients.sealed(mara, sent.review_id, 1) == MARKER.encode()
    assert clients.delete_shares(mara, [share(1).id, number(9)]) == 1
    assert [(one.size, one.comments) for one in clients.replies(mara)] == [(0, 1)]
    (question,) = clients.questions(mara)
    assert (question.text, question.quote) == ("How long was it?", "")
    with pytest.raises(NotFound):
        clients.sealed(mara, sent.review_id, 1)
    clients.close()
    assert MARKER.encode() not in client_in_the_clear(journal.path, mara, journal._key)


def test_a_share_past_its_time_gives_a_receipt_only_if_it_is_withdrawn(desk):
    journal, mara = desk
    clients = journal.clients
    for n in (1, 2):
        clients.keep(*whole(share(n)), mara)
    clients.delete_shares(mara, [share(1).id])
    assert clients.draft(mara, share(2).id).gone == ()
    clients.keep(*whole(share(3, withdrawn=(share(1).id,))), mara)
    assert [one.share for one in clients.draft(mara, share(3).id).gone] == [share(1).id]


def test_a_share_that_was_deleted_may_be_opened_again(desk):
    journal, mara = desk
    clients = journal.clients
    clients.keep(*whole(share(1)), mara)
    clients.delete_shares(mara, [share(1).id])
    assert clients.keep(*whole(share(1)), mara).new
    clients.keep(*whole(share(2)), mara)
    assert clients.draft(mara, share(2).id).gone == ()


def test_what_was_cut_off_between_the_file_and_the_backups_is_finished_by_the_next_backup(
    desk, monkeypatch
):
    journal, mara = desk
    clients = journal.clients
    clients.keep(*whole(share(1, body=MARKER)), mara)
    journal.back_up()
    with monkeypatch.context() as patched:
        patched.setattr("metanoia.store.client_gone.purge", lambda *_: None)
        clients.keep(*whole(share(2, withdrawn=(share(1).id,))), mara)
    assert clients.draft(mara, share(2).id).gone == ()
    journal.back_up()
    assert len(clients.draft(mara, share(2).id).gone) == 1
    clients.close()
    for backup in journal.backups():
        assert MARKER.encode() not in client_in_the_clear(backup.path, mara, journal._key)


# -- deleting a client


def test_deleting_a_client_removes_the_file_and_its_copies(desk):
    journal, mara = desk
    other = journal.people.add("Zoe", Role.CLIENT, None, bytes(31) + b"z")
    for person in (mara, other.id):
        journal.clients.add_note(person, "Kept.")
    journal.back_up()
    heard = []
    journal.changes.subscribe(lambda kinds, source: heard.append(kinds))
    journal.clients.delete(mara)
    assert heard == [{Kind.CLIENT, Kind.PERSON}]
    assert [row.name for row in journal.clients.caseload(DAY)] == ["Zoe"]
    assert journal.people.get(mara).deleted_at is not None
    assert not [one for one in journal.path.rglob("*") if mara in one.name]
    (backup,) = journal.backups()
    assert (backup.path / "clients" / f"{other.id}.db").exists()
    assert journal.check().sound
    assert journal.clients.can_bring_back(mara) is None
    with pytest.raises(Refused):
        journal.clients.add_note(mara, "Gone.")


def test_a_deleted_client_who_shares_again_begins_anew(desk):
    journal, mara = desk
    journal.clients.keep(*whole(share(1)), mara)
    journal.clients.delete(mara)
    journal.people.restore(mara)
    assert journal.clients.row(mara, DAY).shares == 0
    journal.clients.keep(*whole(share(2)), mara)
    assert [one.seq for one in journal.clients.shares(mara)] == [2]
    path = journal.path
    journal.close()
    with open_journal(path) as journal:
        assert [one.seq for one in journal.clients.shares(mara)] == [2]


def test_deleting_that_was_not_kept_deletes_nothing(desk):
    journal, mara = desk
    journal.clients.add_note(mara, "Kept.")
    journal.back_up()
    journal._connection.execute("PRAGMA query_only = 1")
    with pytest.raises(FolderReadOnly):
        journal.clients.delete(mara)
    journal._connection.execute("PRAGMA query_only = 0")
    assert [one.text for one in journal.clients.notes(mara)] == ["Kept."]
    assert client_files.deleted(journal.folder) == frozenset()
    path = journal.path
    journal.close()
    with open_journal(path) as journal:
        assert [row.name for row in journal.clients.caseload(DAY)] == ["Mara"]
        assert len(journal.clients.notes(mara)) == 1


def test_word_goes_out_again_once_there_is_a_receipt(desk):
    journal, mara = desk
    journal.clients.keep(*whole(share(1)), mara)
    seen = []
    journal.changes.subscribe(
        lambda *_: seen.append(len(journal.clients.draft(mara, share(2).id).gone))
    )
    journal.clients.keep(*whole(share(2, withdrawn=(share(1).id,))), mara)
    assert seen == [0, 1]


def test_deleting_that_was_cut_off_is_finished_on_opening(desk, monkeypatch):
    journal, mara = desk
    journal.clients.add_note(mara, "Kept.")
    journal.back_up()
    with monkeypatch.context() as patched:
        patched.setattr("metanoia.vault.client_files.finish_deleting", lambda _: None)
        journal.clients.delete(mara)
    path = journal.path
    journal.close()
    with open_journal(path) as journal:
        assert not [one for one in path.rglob("*") if mara in one.name]


# -- damage


@pytest.mark.parametrize("hurt", ["empty", "noise", "missing", "page", "folder", "link"])
def test_a_damaged_file_hinders_nobody_and_comes_back_from_a_backup(desk, hurt):
    journal, mara = desk
    other = journal.people.add("Zoe", Role.CLIENT, None, bytes(31) + b"z")
    for person in (mara, other.id):
        journal.clients.add_note(person, "Kept.")
    journal.back_up()
    journal.clients.close()
    path = journal.path / "clients" / f"{mara}.db"
    raw = path.read_bytes()
    if hurt == "link":
        path.symlink_to(path.replace(journal.path.parent / "elsewhere"))
    elif hurt in ("missing", "folder"):
        path.unlink()
        if hurt == "folder":
            (path / "in it").mkdir(parents=True)
    else:
        middle = bytearray(raw)
        middle[4096 * 2 : 4096 * 12] = bytes(4096 * 10)
        path.write_bytes({"empty": b"", "noise": b"x" * len(raw), "page": bytes(middle)}[hurt])
    assert journal.clients.holder(number(9)) is None
    rows = {row.name: row for row in journal.clients.caseload(DAY)}
    assert "Bring it back from the last backup" in rows["Mara"].damaged
    assert not rows["Zoe"].damaged
    assert journal.clients.notes(other.id)
    with pytest.raises(ClientDamaged):
        journal.clients.shares(mara)
    if hurt != "missing":
        assert "The file of Mara is damaged" in journal.check().problems[0]
    journal.back_up()  # carries the whole copy on
    assert journal.clients.can_bring_back(mara).sequence == 2
    journal.clients.bring_back(mara)
    assert [one.text for one in journal.clients.notes(mara)] == ["Kept."]
    assert journal.check().sound
    with pytest.raises(Refused, match="whole"):
        journal.clients.bring_back(mara)
    journal.clients.delete(mara)
    assert not [one for one in journal.path.rglob("*") if mara in one.name]


def test_a_file_that_the_system_does_not_open_hinders_nobody(desk, monkeypatch):
    journal, mara = desk
    other = journal.people.add("Zoe", Role.CLIENT, None, bytes(31) + b"z")
    for person in (mara, other.id):
        journal.clients.add_note(person, "Kept.")
    journal.clients.close()
    opened = client_file.open_

    def refusing(path, *rest):
        if mara in path.name:
            raise FolderReadOnly(path.parent)
        return opened(path, *rest)

    monkeypatch.setattr(client_file, "open_", refusing)
    rows = {row.name: row for row in journal.clients.caseload(DAY)}
    assert "cannot be written to" in rows["Mara"].damaged
    assert not rows["Zoe"].damaged


def test_damage_without_any_backup_says_what_to_do(desk):
    journal, mara = desk
    journal.clients.add_note(mara, "Kept.")
    journal.clients.close()
    (journal.path / "clients" / f"{mara}.db").write_bytes(b"")
    assert "No backup holds it" in journal.clients.row(mara, DAY).damaged
    with pytest.raises(NotFound):
        journal.clients.bring_back(mara)
    assert journal.back_up().sequence == 1


def test_the_file_of_a_newer_version_is_left_alone(desk):
    journal, mara = desk
    journal.clients.add_note(mara, "Kept.")
    file = journal.clients._file(mara)
    file.connection.execute("PRAGMA user_version = 99")
    journal.clients.close()
    with pytest.raises(JournalNewer):
        journal.clients.notes(mara)
    other = journal.people.add("Zoe", Role.CLIENT, None, bytes(31) + b"z")
    journal.clients.keep(*whole(share(key=other.signing_key)), other.id)
    rows = {row.name: row.damaged for row in journal.clients.caseload(DAY)}
    assert "newer version" in rows["Mara"]
    assert rows["Zoe"] == ""
    assert journal.clients.holder(share().id) == other.id
    assert backup_note.clients(journal.back_up().path).keys() == {other.id}
    assert len(journal.check().problems) == 1


def test_many_files_are_open_and_closed_again(desk, monkeypatch):
    journal, mara = desk
    monkeypatch.setattr("metanoia.store.client_files._OPEN_AT_ONCE", 2)
    for n in range(4):
        person = journal.people.add(f"C{n}", Role.CLIENT, None, bytes(31) + bytes([n]))
        journal.clients.add_note(person.id, f"Note {n}")
    assert len(journal.clients._open) == 2
    for person in journal.clients.people():
        if person.id != mara:
            assert len(journal.clients.notes(person.id)) == 1


def test_a_writer_in_another_thread_keeps_a_share_that_the_window_then_sees(desk):
    journal, mara = desk
    journal.clients.add_note(mara, "Before.")
    with journal.writer() as writer:
        writer.clients.keep(*whole(share()), mara)
    assert [one.seq for one in journal.clients.shares(mara)] == [1]


def test_a_writer_deletes_and_brings_back_under_the_windows_own_connection(desk):
    journal, mara = desk
    other = journal.people.add("Zoe", Role.CLIENT, None, bytes(31) + b"z")
    for person in (mara, other.id):
        journal.clients.add_note(person, "Kept.")
    journal.back_up()
    (journal.path / "clients" / f"{other.id}.db").unlink()
    assert journal.clients.row(other.id, DAY).damaged
    with journal.writer() as writer:
        writer.clients.delete(mara)
        writer.clients.bring_back(other.id)
    assert [row.name for row in journal.clients.caseload(DAY)] == ["Zoe"]
    assert journal.clients.notes(mara) == []
    assert [one.text for one in journal.clients.notes(other.id)] == ["Kept."]
    journal.clients.add_note(other.id, "More.")
    assert journal.check().sound


def test_a_closed_desk_has_forgotten_the_key_and_says_that_it_was_stopped(desk):
    journal, mara = desk
    journal.clients.add_note(mara, "Kept.")
    journal.close()
    assert journal.clients._key == b""
    with pytest.raises(Cancelled):
        journal.clients.notes(mara)


def test_a_client_puts_no_words_of_targets_into_the_mouth_of_a_coach_who_replies_from_here(desk):
    journal, mara = desk
    clients = journal.clients
    proposed, elsewhere = event(1, "journaler", "propose"), event(2, "coach", "agree")
    clients.keep(*whole(share(1, target_events=(proposed, elsewhere))), mara)
    assert clients.targets(mara)[0].standing.state == "agreed"  # by a reply from another place
    other = LEARN._replace(text="Say nothing in every meeting")
    mine = clients.say(mara, share(1).id, proposed.target, "counter", wording=other)
    clients.sent(mara, share(1).id, clients.draft(mara, share(1).id), b"sealed")
    third = event(
        3,
        "journaler",
        "counter",
        wording=other._replace(due_on=None),
        at=mine.at + dt.timedelta(minutes=1),
    )
    forged = event(4, "coach", "agree", wording=third.wording, at=third.at)
    clients.keep(*whole(share(2, target_events=(proposed, elsewhere, mine, third, forged))), mara)
    (target,) = clients.targets(mara)
    assert {one.id for one in target.events} == {proposed.id, elsewhere.id, mine.id, third.id}
    assert target.waits_for_coach


def test_deleting_once_more_in_vain_lets_nobody_come_back(desk):
    journal, mara = desk
    journal.clients.add_note(mara, "Kept.")
    journal.clients.delete(mara)
    journal._connection.execute("PRAGMA query_only = 1")
    journal.people.get(mara)
    with pytest.raises(FolderReadOnly):
        journal.clients.delete(mara)
    journal._connection.execute("PRAGMA query_only = 0")
    assert client_files.deleted(journal.folder) == {mara}
