"""From one journal to another, by a file: choose, check, seal, open, and the record of it."""

from __future__ import annotations

import contextlib
import dataclasses
import json
from types import SimpleNamespace

import pytest

from metanoia.domain.assumptions import NewAssumption
from metanoia.domain.errors import DiskFull, NotFound, Refused, ShareUnreadable, WouldOverwrite
from metanoia.domain.goals import NewGoal
from metanoia.domain.metrics import NewMetric
from metanoia.domain.private_terms import PrivateTerm
from metanoia.domain.shares import ShareRequest
from metanoia.exchange import seal
from metanoia.exchange.desk import open_share
from sharing import LOG_N, make_identity, make_journal, write

WORDS = seal.ForWords(log_n=LOG_N)


@pytest.fixture(scope="module")
def mine(tmp_path_factory):
    with make_journal(tmp_path_factory.mktemp("mine") / "Journal") as journal:
        yield journal


@pytest.fixture(scope="module")
def coachs(tmp_path_factory):
    with make_journal(tmp_path_factory.mktemp("coachs") / "Journal") as journal:
        yield journal


@pytest.fixture
def checked(mine):
    entries = [
        write(mine, f"Title {day}", f"quokka {day}", day, tags=("work",)) for day in (1, 2, 3)
    ]
    request = ShareRequest(
        entries=tuple(entry.id for entry in entries), sender="Mara", cover_note="For **Thursday**"
    )
    return seal.check(mine, request)


def test_a_share_travels_from_journal_to_journal(mine, coachs, checked, tmp_path):
    key = coachs.identity.get().age_recipient
    person = mine.people.add("Ingrid", "coach", key, coachs.identity.get().signing_key)
    sealed = seal.seal(mine, checked, seal.ForKeys((key,), (person.id,)), tmp_path)
    assert sealed.file.parent == tmp_path
    assert sealed.file.name.endswith(".metanoia")
    assert sealed.size == sealed.file.stat().st_size
    assert sealed.words_to_say is None
    assert b"quokka" not in sealed.file.read_bytes()
    share = open_share(sealed.file, identity=coachs.identity.get(), known=coachs.people)
    assert share.fingerprint == sealed.fingerprint
    assert (share.sender, share.verified) == ("Mara", "unknown")
    assert share.entries == checked.payload.entries
    assert [entry.title for entry in share.entries] == ["Title 3", "Title 2", "Title 1"]
    assert share.cover_note == "For **Thursday**"
    assert open_share(sealed.file, identity=mine.identity.get()).verified == "yours"
    record = mine.shares.get(share.id)
    assert record.seq == sealed.seq
    assert record.parties == (person.id,)
    assert record.payload_sha256 == share.manifest_sha256
    assert record.snapshot.encode() == checked.payload.members["data.json"]
    assert sorted(item.id for item in record.items) == sorted(checked.request.entries)
    assert mine.shares.of_entry(checked.request.entries[0])[0].id == share.id


def test_six_words_are_drawn_said_once_and_kept_nowhere(mine, checked, tmp_path):
    sealed = seal.seal(mine, checked, WORDS, tmp_path / "x.metanoia")
    assert sealed.file == tmp_path / "x.metanoia"
    assert len(sealed.words_to_say.split()) == 6
    share = open_share(sealed.file, words=sealed.words_to_say)
    assert share.fingerprint == sealed.fingerprint
    record = mine.shares.get(share.id)
    assert json.loads(record.scope)["recipients"] == []
    for word in sealed.words_to_say.split():
        assert f'"{word}"' not in record.scope
    assert sealed.words_to_say not in repr(record)


def test_a_phrase_of_ones_own_is_taken_as_it_is(mine, checked, tmp_path):
    with pytest.raises(Refused, match="at least 12"):
        seal.seal(mine, checked, seal.ForWords("", LOG_N), tmp_path / "y.metanoia")
    to = seal.ForWords("My Own Phrase 99", LOG_N)
    sealed = seal.seal(mine, checked, to, tmp_path)
    assert sealed.words_to_say == "My Own Phrase 99"
    assert open_share(sealed.file, words="My Own Phrase 99").entries


@pytest.mark.parametrize("change", ["trash", "never_share", "purge"])
def test_an_entry_withdrawn_after_the_check_stops_the_seal(mine, checked, tmp_path, change):
    entry_id = checked.request.entries[1]
    if change == "never_share":
        mine.entries.set_never_share(entry_id, True)
    else:
        mine.entries.trash(entry_id)
    if change == "purge":
        mine.entries.purge(entry_id)
    with pytest.raises(Refused):
        seal.seal(mine, checked, WORDS, tmp_path)
    assert not list(tmp_path.iterdir())


def test_an_entry_withdrawn_while_it_is_sealed_stops_it_too(mine, checked, tmp_path):
    sealing = seal.prepare(mine, checked, WORDS)
    data = sealing.sealed()
    mine.entries.set_never_share(checked.request.entries[0], True)
    with pytest.raises(Refused, match="never to be shared"):
        seal.publish(mine, sealing, data, tmp_path)
    assert not list(tmp_path.iterdir())
    with pytest.raises(NotFound):
        mine.shares.get(sealing.payload.draw.share_id)


def test_a_name_that_is_hidden_while_it_is_sealed_stops_it_too(mine, checked, tmp_path):
    sealing = seal.prepare(mine, checked, WORDS)
    word = mine.entries.get(checked.request.entries[0]).title.split()[0]
    mine.private_terms.keep([PrivateTerm("Somebody Else")])
    mine.private_terms.keep([PrivateTerm("Somebody Else"), PrivateTerm(word)])
    with pytest.raises(Refused, match="put on your list of hidden names"):
        seal.publish(mine, sealing, b"", tmp_path)
    assert not list(tmp_path.iterdir())


def test_an_entry_made_private_after_the_check_is_not_even_prepared(mine, checked):
    mine.entries.set_never_share(checked.request.entries[0], True)
    with pytest.raises(Refused, match="never to be shared"):
        seal.prepare(mine, checked, WORDS)


@pytest.mark.parametrize("asked", [False, True])
def test_photos_and_files_leave_only_if_they_were_asked_for(mine, tmp_path, asked):
    entry = write(mine, "With a file", "as said", 4)
    file = mine.attachments.add(entry.id, f"plan {asked}.txt", b"wombat")
    removed = mine.attachments.add(entry.id, "removed.txt", b"numbat")
    mine.attachments.remove(removed.id)
    request = ShareRequest(entries=(entry.id,), sender="Mara", attachments=asked)
    checked = seal.check(mine, request)
    everything = b"".join(checked.payload.members.values())
    assert (b"wombat" in everything) is asked
    assert (file.name.encode() in everything) is asked
    assert checked.payload.files == int(asked)
    assert b"numbat" not in everything
    assert b"removed.txt" not in everything


def test_nothing_of_what_an_entry_is_tied_to_leaves_with_it(mine):
    entry = write(mine, "A Monday", "I asked Ida.", 4)
    goal = mine.goals.add(NewGoal(title="Wombat", vision="Wombats plan", reality="A wombat plans"))
    (value,) = mine.values.keep_sort(["Wombatness"], {"Wombatness": "As wombats are"}).values
    mine.values.rate(value, 9, 4, "The wombat")
    mood = mine.metrics.add(NewMetric(name="Wombats", kind="number"))
    mine.metrics.set(mood.id, entry.when.date, 98765432)
    session = mine.reviews.begin("weekly", entry.when.date)
    mine.reviews.set_entry(session.id, entry.id)
    mine.reviews.not_again(entry.id)
    assumed = mine.assumptions.add(NewAssumption(statement="Wombats are busy", confidence=77))
    for end, relation in (
        (("goal", goal.id), "about"),
        (("value", value), "serves"),
        (("assumption", assumed.id), "about"),
    ):
        mine.ties.connect(("entry", entry.id), end, relation)
    checked = seal.check(mine, ShareRequest(entries=(entry.id,), sender="Mara"))
    everything = b"".join(checked.payload.members.values())
    assert b"I asked Ida." in everything
    for said in (
        b"ombat",
        b"98765432",
        b"weekly",
        goal.id.encode(),
        value.encode(),
        session.id.encode(),
        assumed.id.encode(),
    ):
        assert said not in everything, said


def test_what_was_checked_leaves_whatever_is_written_meanwhile(mine, coachs, checked, tmp_path):
    mine.entries.save_text(checked.request.entries[0], "New", "new words")
    key = coachs.identity.get().age_recipient
    sealed = seal.seal(mine, checked, seal.ForKeys((key,)), tmp_path)
    share = open_share(sealed.file, identity=coachs.identity.get())
    assert share.entries == checked.payload.entries


def test_what_has_problems_is_not_sealed(mine, tmp_path):
    empty = seal.check(mine, ShareRequest(entries=(), sender="Mara"))
    assert "Nothing is chosen" in empty.problems[0].sentence
    with pytest.raises(Refused, match="Nothing is chosen"):
        seal.seal(mine, empty, WORDS, tmp_path)


def test_a_file_in_the_way_leaves_no_record(mine, checked, tmp_path):
    path = tmp_path / "x.metanoia"
    path.write_bytes(b"older")
    before = len(mine.shares.all())
    with pytest.raises(WouldOverwrite):
        seal.seal(mine, checked, WORDS, path)
    assert path.read_bytes() == b"older"
    assert len(mine.shares.all()) == before
    assert seal.seal(mine, checked, WORDS, path, force=True).seq == before + 1


def test_one_check_seals_one_share(mine, checked, tmp_path):
    seal.seal(mine, checked, WORDS, tmp_path / "a.metanoia")
    with pytest.raises(Refused, match="sealed already"):
        seal.seal(mine, checked, WORDS, tmp_path / "b.metanoia")
    assert not (tmp_path / "b.metanoia").exists()


def test_a_record_that_cannot_be_kept_leaves_no_file(mine, checked, tmp_path, monkeypatch):
    sealing = seal.prepare(mine, checked, WORDS)

    def fail(*_args):
        raise DiskFull

    monkeypatch.setattr(mine.shares, "keep", fail)
    with pytest.raises(DiskFull):
        seal.publish(mine, sealing, sealing.sealed(), tmp_path)
    assert not list(tmp_path.iterdir())


def test_a_commit_that_fails_takes_the_file_back(mine, checked, tmp_path):
    sealing = seal.prepare(mine, checked, WORDS)
    seen = []

    @contextlib.contextmanager
    def broken(*_kinds):
        yield
        seen.extend(tmp_path.iterdir())
        raise DiskFull

    halted = SimpleNamespace(**vars(mine))
    halted.shares = SimpleNamespace(
        get=mine.shares.get, next_seq=mine.shares.next_seq, keep=lambda *_: None
    )
    halted.changes = SimpleNamespace(write=broken)
    with pytest.raises(DiskFull):
        seal.publish(halted, sealing, sealing.sealed(), tmp_path)
    assert len(seen) == 1
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("linked", [True, False], ids=["one disk", "a stick without links"])
def test_a_commit_that_fails_puts_the_share_back_that_was_replaced(
    mine, checked, tmp_path, monkeypatch, linked
):
    path = tmp_path / "s.metanoia"
    path.write_bytes(b"an earlier share")
    if not linked:
        monkeypatch.setattr("os.link", refuse_links)
    write, seen = mine.changes.write, []

    @contextlib.contextmanager
    def broken(*kinds, **named):
        with write(*kinds, **named):
            yield
            seen.append(path.read_bytes())
            if seen[-1] != b"an earlier share":  # at the end of the outermost
                raise DiskFull

    with monkeypatch.context() as full:
        full.setattr(mine.changes, "write", broken)
        with pytest.raises(DiskFull):
            seal.seal(mine, checked, WORDS, path, force=True)
    assert seen[-1] != b"an earlier share"
    assert path.read_bytes() == b"an earlier share"
    assert list(tmp_path.iterdir()) == [path]
    seal.seal(mine, checked, WORDS, path, force=True)
    assert path.read_bytes() != b"an earlier share"
    assert list(tmp_path.iterdir()) == [path]


def refuse_links(*_):
    raise PermissionError


def test_a_wrong_key_is_refused(mine, checked, tmp_path):
    with pytest.raises(Refused, match="begin with age1"):
        seal.seal(mine, checked, seal.ForKeys(("age1nobody",)), tmp_path)
    with pytest.raises(Refused, match="whom the share is for"):
        seal.seal(mine, checked, seal.ForKeys(()), tmp_path)


def test_a_stranger_cannot_open_it(mine, coachs, checked, tmp_path):
    key = coachs.identity.get().age_recipient
    sealed = seal.seal(mine, checked, seal.ForKeys((key,)), tmp_path)
    with pytest.raises(ShareUnreadable) as refused:
        open_share(sealed.file, identity=make_identity())
    assert refused.value.code == "not-for-me"


def test_what_goes_to_a_worker_is_plain(checked, mine):
    sealing = seal.prepare(mine, checked, WORDS)
    assert dataclasses.is_dataclass(sealing)
    for secret in (mine.identity.get().age_secret, mine.identity.get().signing_seed, sealing.words):
        assert str(secret) not in repr(sealing)
    assert sealing.file_name.startswith(f"metanoia-{checked.payload.draw.created.date()}-")
