"""Everything encrypted with another key: what opens it afterwards, and what a fault at any step leaves."""

from __future__ import annotations

import shutil
import threading
from pathlib import Path
from types import SimpleNamespace

import pytest

from clients import coach, share, whole
from journals import LOG_N, PASSPHRASE, entry, open_journal
from metanoia.domain.errors import (
    Cancelled,
    DiskFull,
    JournalInUse,
    KeyringUnavailable,
    Refused,
    WrongPassphrase,
    WrongRecoveryKey,
)
from metanoia.journal import Journal, encrypt_anew, recover, restore
from metanoia.store import driver, health
from metanoia.store import rekeying as files
from metanoia.vault import descriptor, keys, slots, vault
from metanoia.vault import rekeying as ready
from metanoia.vault.folder import Folder
from metanoia.vault.rekeying import Anew
from metanoia.vault.vault import Passphrase, RawKey, RecoveryKey

NEW = "six quiet otters cross the river"
CODE = keys.new_recovery_key()


class Killed(BaseException):
    """What a test raises in the place of a kill."""


def anew(**more):
    return Anew(**{"passphrase": PASSPHRASE, "new_passphrase": NEW, "recovery_key": CODE, "log_n": LOG_N, **more})  # fmt: skip


@pytest.fixture(scope="module")
def template(tmp_path_factory):
    """A closed coach's journal with an entry, a client's file and a backup."""
    path = tmp_path_factory.mktemp("rekeying") / "journal"
    journal, person = coach(path)
    journal.entries.add(entry("Kept", "zanzibar"))
    journal.clients.keep(*whole(share()), person.id)
    journal.back_up()
    journal.entries.add(entry("Newest", "after the backup", day=3))
    journal.close()
    return path, person.id


@pytest.fixture
def folder(template, tmp_path):
    shutil.copytree(template[0], tmp_path / "journal")
    return tmp_path / "journal"


@pytest.fixture
def person(template):
    return template[1]


def key_of(folder):
    return vault.unlock(Folder(folder), Passphrase(PASSPHRASE)).key


def opens(path, key):
    try:
        connection = driver.connect(path, key)
        found = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
        connection.close()
    except driver.Error:
        return False
    return found > 0


def holds_everything(journal, person):
    titles = {one.title for one in journal.entries.newest(5)}
    assert titles == {"Kept", "Newest"}
    assert len(journal.clients.shares(person)) == 1


def test_only_the_new_secrets_open_it_and_every_file(folder, person):
    former = key_of(folder)
    told = []
    encrypt_anew(folder, anew(), lambda step, of: told.append((step, of)))
    assert told == [(step, files.STEPS) for step in (0, 1, 2, 3, 4, 6)]
    with pytest.raises(WrongPassphrase):
        open_journal(folder)
    with pytest.raises(KeyringUnavailable):
        Journal.open(folder, RawKey(former))
    with open_journal(folder, NEW) as journal:
        holds_everything(journal, person)
        assert journal.check().sound
        assert journal.missing_changes == 0
    Journal.open(folder, RecoveryKey(CODE)).close()
    databases = sorted(folder.rglob("*.db"))
    assert len(databases) == 4  # the journal, its client, and both again in the one backup
    for path in databases:
        assert not opens(path, former)
        assert not opens(path, keys.client_key(former, person))
    assert slots.read_slot(Folder(folder).passphrase_slot, NEW, vault_id(folder)) != (former,)
    assert not (folder / "rekeying").exists()


def vault_id(folder):
    return descriptor.read(Folder(folder)).vault_id


def test_the_slots_of_before_open_nothing_of_now(folder, tmp_path):
    stolen = tmp_path / "stolen"
    shutil.copytree(folder / "keys", stolen)
    encrypt_anew(folder, anew())
    held = slots.read_slot(stolen / "passphrase.age", PASSPHRASE, vault_id(folder))
    assert not any(opens(folder / "journal.db", key) for key in held)
    shutil.copytree(stolen, folder / "keys", dirs_exist_ok=True)
    with pytest.raises(Exception, match=r"vault\.json"):
        open_journal(folder)


def test_backups_that_stay_open_by_the_new_passphrase_alone(folder, person):
    encrypt_anew(folder, anew(keep_backups=True))
    listed = Journal.open(folder, Passphrase(NEW))
    backups = listed.backups()
    listed.close()
    assert len(backups) == 3  # the one of before, that of the moment before, and the first of now
    with pytest.raises(WrongPassphrase):
        vault.unlock(Folder(backups[-1].path), Passphrase(PASSPHRASE))
    vault.unlock(Folder(backups[-1].path), RecoveryKey(CODE))
    restore(folder, backups[-1])
    with open_journal(folder, NEW) as journal:
        assert [one.title for one in journal.entries.newest(5)] == ["Kept"]
        assert len(journal.clients.shares(person)) == 1


def test_what_the_keyring_keeps_is_dropped(folder, monkeypatch):
    forgotten = []
    monkeypatch.setattr("metanoia.vault.remembered.remember", lambda *_: None)
    monkeypatch.setattr("metanoia.vault.remembered.forget", forgotten.append)
    vault.remember(Folder(folder), key_of(folder))
    encrypt_anew(folder, anew())
    assert forgotten == [vault_id(folder)]
    assert not descriptor.read(Folder(folder)).has(descriptor.KEYRING)


def test_a_wrong_passphrase_or_a_short_new_one_changes_nothing(folder, person):
    with pytest.raises(WrongPassphrase):
        encrypt_anew(folder, anew(passphrase="not the one that opens"))
    with pytest.raises(Refused):
        encrypt_anew(folder, anew(new_passphrase="short"))
    with pytest.raises(WrongRecoveryKey):
        encrypt_anew(folder, anew(recovery_key="ABCD"))
    with open_journal(folder) as journal:
        holds_everything(journal, person)


def test_it_is_not_begun_where_the_disk_has_no_room(folder, person, monkeypatch):
    monkeypatch.setattr(shutil, "disk_usage", lambda _: type("Usage", (), {"free": 1000})())
    with pytest.raises(Refused, match="MB free"):
        encrypt_anew(folder, anew())
    with open_journal(folder) as journal:
        holds_everything(journal, person)


@pytest.mark.parametrize("step", [0, 1, 2])
def test_it_can_be_stopped_only_while_nothing_changed(folder, person, step):
    cancelled = threading.Event()

    def progress(done, _of):
        if done == step:
            cancelled.set()

    if step < files.STOPPABLE:
        with pytest.raises(Cancelled):
            encrypt_anew(folder, anew(), progress, cancelled)
    else:
        encrypt_anew(folder, anew(), progress, cancelled)
    with open_journal(folder, PASSPHRASE if step < files.STOPPABLE else NEW) as journal:
        holds_everything(journal, person)


def places_to_break():
    """Name each function that a step ends with, in the order of the first time."""
    return [
        (Path, "replace"), (Path, "rename"), (shutil, "rmtree"), (slots, "write_slot"),
        (descriptor, "write"), (ready, "lay_ready"), (ready, "begin"), (ready, "put_in_place"),
        (ready, "see_to_backups"), (files, "_encrypt"), (files, "finish_backups"),
        (files.anchor, "write"), (files.database, "close"), (health, "back_up"),
    ]  # fmt: skip


def broken_at(monkeypatch, number, after):
    """Let the call number ``number`` of all these raise, before it does anything or after it."""
    calls = 0

    def watched(real):
        def call(*given, **named):
            nonlocal calls
            mine, calls = calls, calls + 1
            if mine == number and not after:
                raise Killed
            answer = real(*given, **named)
            if mine == number:
                raise Killed
            return answer

        return call

    for owner, name in places_to_break():
        monkeypatch.setattr(owner, name, watched(getattr(owner, name)))


@pytest.mark.parametrize(("keep", "after"), [(False, False), (True, True)])
def test_a_fault_at_any_step_is_finished_at_the_next_opening(
    template, person, tmp_path, keep, after
):
    number = finished = 0
    while not finished:
        folder = tmp_path / f"{number}"
        shutil.copytree(template[0], folder)
        former = key_of(folder)
        with pytest.MonkeyPatch.context() as patch:
            broken_at(patch, number, after)
            try:
                encrypt_anew(folder, anew(keep_backups=keep))
                finished = number
            except Killed:
                pass
        was_begun = (folder / "rekeying").is_dir() or not opens(folder / "journal.db", former)
        with open_journal(folder, NEW if was_begun else PASSPHRASE) as journal:
            holds_everything(journal, person)
        assert not (folder / "rekeying").exists()
        assert not list(folder.glob(".tmp-*"))
        if was_begun:
            Journal.open(folder, RecoveryKey(CODE)).close()
            assert not opens(folder / "journal.db", former)
            with pytest.raises(WrongPassphrase):
                open_journal(folder)
        shutil.rmtree(folder)
        number += 1
    assert number > 30  # each of these steps was broken


def cut_off(folder, monkeypatch, owner, name):
    with monkeypatch.context() as patch:
        patch.setattr(owner, name, lambda *_: (_ for _ in ()).throw(Killed()))
        with pytest.raises(Killed):
            encrypt_anew(folder, anew())


def test_the_recovery_key_finishes_what_was_cut_off_and_gives_another_passphrase(
    folder, person, monkeypatch
):
    cut_off(folder, monkeypatch, files, "_encrypt")
    recover(folder, CODE, "a third passphrase altogether", LOG_N)
    with open_journal(folder, "a third passphrase altogether") as journal:
        holds_everything(journal, person)
    with pytest.raises(WrongPassphrase):
        open_journal(folder, NEW)


def test_the_former_key_alone_does_not_open_what_was_cut_off(folder, person, monkeypatch):
    former = key_of(folder)
    cut_off(folder, monkeypatch, ready, "put_in_place")
    with pytest.raises(KeyringUnavailable, match="another key"):
        Journal.open(folder, RawKey(former))
    with open_journal(folder, NEW) as journal:
        holds_everything(journal, person)


def test_a_backup_brought_back_ends_what_was_cut_off(folder, person, monkeypatch):
    cut_off(folder, monkeypatch, files, "_encrypt")
    restore(folder, "1")
    with open_journal(folder) as journal:
        assert [one.title for one in journal.entries.newest(5)] == ["Kept"]
    assert not (folder / "rekeying").exists()


def test_secrets_are_not_shown_when_printed():
    shown = repr(anew())
    assert PASSPHRASE not in shown
    assert NEW not in shown
    assert CODE not in shown


def test_without_room_to_go_on_it_says_so_and_goes_on_when_there_is_some(folder, monkeypatch):
    def locked(*_):
        raise JournalInUse  # as a database without room for its log says

    with monkeypatch.context() as full:
        full.setattr(files, "_encrypt", locked)
        full.setattr(files, "_check_room", lambda _: None)
        full.setattr(files.shutil, "disk_usage", lambda _: SimpleNamespace(free=9_000))
        with pytest.raises(DiskFull, match=r"Nothing is lost: free \d MB, then open"):
            encrypt_anew(folder, anew())
        with pytest.raises(DiskFull, match="with the new passphrase, and it goes on"):
            Journal.open(folder, Passphrase(NEW))
    with Journal.open(folder, Passphrase(NEW)) as journal:
        assert journal.entries.newest(1)[0].title == "Newest"
        assert journal.check().sound
