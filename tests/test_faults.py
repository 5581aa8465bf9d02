"""The page of faults: each told in one sentence of its own that says what to do, and nothing lost."""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

from command_line import (
    PATIENCE,
    PROGRAM,
    bare,
    fingerprints,
    run,
    run_in_terminal,
    run_program,
)
from journals import PASSPHRASE, entry, new_journal, new_journal_and_recovery_key, open_journal
from metanoia.domain import errors
from metanoia.exchange import incoming
from metanoia.exchange.desk import open_share
from metanoia.journal import Journal, recover
from metanoia.vault import remembered, vault
from metanoia.vault.vault import Passphrase, RecoveryKey

needs_mount = pytest.mark.skipif(
    not sys.platform.startswith("linux") or os.geteuid() != 0,
    reason="only root may mount a small disk for this test",
)


@pytest.fixture
def folder(tmp_path):
    """A closed journal with three entries."""
    new_journal(tmp_path / "journal", entries=3).close()
    return tmp_path / "journal"


@contextlib.contextmanager
def disk(place: Path, size: str):
    """Mount a disk of this size; skip aloud where a container forbids it."""
    place.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", f"size={size},mode=700", "tmpfs", str(place)],
        capture_output=True,
        check=False,
    )
    if mounted.returncode:
        pytest.skip("a small disk cannot be mounted here")
    try:
        yield place
    finally:
        subprocess.run(["umount", "-l", str(place)], check=True)


@contextlib.contextmanager
def open_elsewhere(folder):
    """Hold the journal open in a process of its own, which waits for the text of an entry."""
    with subprocess.Popen(
        [*PROGRAM, "--journal", str(folder), "--passphrase-file", "-", "write"],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    ) as program:  # fmt: skip
        assert program.stdin
        program.stdin.write(f"{PASSPHRASE}\n".encode())
        program.stdin.flush()
        until = time.monotonic() + PATIENCE
        while not (folder / "journal.db-wal").exists() and time.monotonic() < until:
            assert program.poll() is None
            time.sleep(0.01)
        time.sleep(0.2)  # the log is there while it is still opening
        yield program


def told(folder, error, says, *words):
    """Return the sentence that the journal raises and the command prints, with nothing changed."""
    before = fingerprints(folder)
    with pytest.raises(error) as raised, Journal.open(folder, Passphrase(PASSPHRASE)) as journal:
        journal.entries.newest()
    assert type(raised.value) is error
    sentence = run(folder, *(words or ("list",))).sentence
    assert sentence == str(raised.value)
    assert says in sentence
    assert fingerprints(folder) == before
    return sentence


# -- keys


def test_a_wrong_passphrase(folder):
    before = fingerprints(folder)
    with pytest.raises(errors.WrongPassphrase):
        open_journal(folder, "not the passphrase")
    said = run(folder, "list", passphrase="not the passphrase").sentence
    assert "That passphrase does not open this journal. Check Caps Lock" in said
    assert fingerprints(folder) == before


@pytest.mark.parametrize("hurt", [b"", b"age-encryption.org/v1\nnonsense", b"\0" * 300])
def test_a_damaged_key_file(folder, hurt):
    (folder / "keys" / "passphrase.age").write_bytes(hurt)
    told(folder, errors.KeyFileDamaged, "passphrase.age is damaged")


def test_a_missing_key_file(folder):
    (folder / "keys" / "passphrase.age").unlink()
    told(folder, errors.KeyFileMissing, "passphrase.age is missing")


def test_the_key_file_of_another_journal(folder, tmp_path):
    new_journal(tmp_path / "other").close()
    shutil.copy(tmp_path / "other" / "keys" / "passphrase.age", folder / "keys")
    told(folder, errors.KeyFileForeign, "belongs to another journal")


def test_with_its_key_file_lost_the_recovery_key_opens_the_journal(tmp_path):
    folder = tmp_path / "journal"
    journal, key = new_journal_and_recovery_key(folder)
    journal.entries.add(entry())
    journal.close()
    (folder / "keys" / "passphrase.age").unlink()
    with Journal.open(folder, RecoveryKey(key)) as journal:
        assert journal.entries.count == 1
    ran = bare(
        "--journal", folder, "key", "recover", "--recovery-key-file", "-",
        "--new-passphrase-file", "-", typed=f"{key}\n{PASSPHRASE}\n",
    )  # fmt: skip
    assert ran.code == 0
    assert run(folder, "stats", "--json").json["entries"] == 1


def test_a_wrong_recovery_key(folder, tmp_path):
    journal, other = new_journal_and_recovery_key(tmp_path / "other")
    journal.close()
    before = fingerprints(folder)
    with pytest.raises(errors.WrongRecoveryKey):
        recover(folder, other, PASSPHRASE)
    ran = bare(
        "--journal", folder, "key", "recover", "--recovery-key-file", "-",
        "--new-passphrase-file", "-", typed=f"{other}\n{PASSPHRASE}\n",
    )  # fmt: skip
    assert "That recovery key does not open this journal" in ran.sentence
    assert fingerprints(folder) == before


@pytest.mark.parametrize("hurt", [b"", b"{", b"[]", b'{"format": "metanoia-vault"}'])
def test_a_damaged_descriptor(folder, hurt):
    (folder / "vault.json").write_bytes(hurt)
    told(folder, errors.DescriptorDamaged, "Bring the journal back from a backup")


def test_a_missing_keyring(folder, monkeypatch):
    with monkeypatch.context() as working, open_journal(folder) as journal:
        working.setattr(remembered, "remember", lambda *_: None)
        journal.remember_key()
    with pytest.raises(errors.KeyringUnavailable), open_journal(folder) as journal:
        journal.remember_key()
    before = fingerprints(folder)
    ran = bare("--journal", folder, "list")
    quiet, sentence = ran.err.splitlines()
    assert quiet.startswith("This computer's keyring cannot be used (")
    assert quiet.endswith("Your passphrase still works.")
    assert "--passphrase-file" in sentence
    assert ran.code == 1
    code, screen = run_in_terminal(["list", "--journal", str(folder)], [PASSPHRASE])
    assert code == 0
    assert "keyring cannot be used" in screen
    assert run(folder, "list").err == ""
    assert fingerprints(folder) == before


def test_a_keyring_that_keeps_another_journals_key(folder, monkeypatch):
    monkeypatch.setattr(vault, "recall", lambda _folder: vault.RawKey(bytes(32)))
    ran = bare("--journal", folder, "list")
    assert "keeps a key that is not this journal's" in ran.err
    assert "--passphrase-file" in ran.err


# -- the database


def flipped(data):
    data[700] ^= 1
    return data


@pytest.mark.parametrize(
    ("hurt", "says"),
    [
        (flipped, "its file cannot be read"),
        (lambda data: data[: len(data) // 2], "Your key is right, but the journal is damaged"),
        (lambda data: data[:100], "its file cannot be read"),
        (lambda data: data[:0], "its file is empty or belongs to another program"),
        (lambda _: b"This is a letter, and no journal at all.\n" * 500, "cannot be read"),
        (lambda _: b"SQLite format 3\0" + bytes(8176), "cannot be read"),
    ],
    ids=["a flipped page", "cut to half", "cut short", "0 bytes", "a letter", "another database"],
)
def test_a_damaged_database(folder, hurt, says):
    file = folder / "journal.db"
    file.write_bytes(hurt(bytearray(file.read_bytes())))
    assert "Bring back a backup" in told(folder, errors.JournalDamaged, says, "search", "day")


def test_a_missing_database(folder):
    (folder / "journal.db").unlink()
    told(folder, errors.JournalDamaged, "its file journal.db is missing")


def test_the_database_of_another_journal(folder, tmp_path):
    new_journal(tmp_path / "other").close()
    shutil.copy(tmp_path / "other" / "journal.db", folder / "journal.db")
    told(folder, errors.JournalDamaged, "journal is damaged")


def test_damage_that_no_reading_meets_is_found_by_a_check_and_a_backup_helps(folder):
    run(folder, "backup")
    file = folder / "journal.db"
    data = bytearray(file.read_bytes())
    for page in range(8 * 4096, len(data), 4096):
        data[page + 50] ^= 1
    file.write_bytes(data)
    hurt = fingerprints(folder)["journal.db"]
    ran = run(folder, "check")
    assert ran.code == 1
    assert "Traceback" not in ran.err
    assert "Bring back a" in ran.err
    assert fingerprints(folder)["journal.db"] == hurt
    assert run(folder, "restore", "1").code == 0
    assert run(folder, "stats", "--json").json["entries"] == 3
    assert run(folder, "check").code == 0


def test_a_newer_journal(folder):
    kept = (folder / "vault.json").read_text()
    (folder / "vault.json").write_text(json.dumps(json.loads(kept) | {"min_reader": 99}))
    told(folder, errors.JournalNewer, "made by a newer version of Metanoia. Install that version")
    (folder / "vault.json").write_text(kept)
    with open_journal(folder) as journal:
        journal._connection.execute("PRAGMA user_version = 999")
    told(folder, errors.JournalNewer, "made by a newer version of Metanoia. Install that version")


# -- the disk and the folder


def test_no_journal_there(tmp_path):
    (tmp_path / "empty").mkdir()
    for place in (tmp_path / "empty", tmp_path / "nowhere"):
        with pytest.raises(errors.JournalMissing):
            open_journal(place)
        assert "There is no journal in" in run(place, "list").sentence
        assert not place.exists() or not any(place.iterdir())


@needs_mount
def test_a_full_disk(tmp_path):
    with disk(tmp_path / "disk", "2m") as place:
        folder = place / "journal"
        new_journal(folder, entries=3).close()
        ids = [one["id"] for one in run(folder, "list", "--json").json]
        filler = place / "filler"
        with filler.open("wb") as file, contextlib.suppress(OSError):
            left = os.statvfs(place).f_bavail * os.statvfs(place).f_frsize
            file.write(bytes(left - 200_000))
        before = fingerprints(folder)
        with pytest.raises(errors.DiskFull), open_journal(folder) as journal:
            journal.entries.add(entry(body="Too much. " * 100_000))
        sentence = "The disk is full, so nothing was changed. Free some space and try once more."
        assert run(folder, "write", "-", typed="Too much. " * 100_000).sentence == sentence
        assert run(folder, "backup").sentence == sentence
        assert run(place / "second", "new").sentence == sentence
        kept = fingerprints(folder)
        assert {name: kept[name] for name in before} == before
        assert len(list((folder / "backups").iterdir())) == 0
        filler.unlink()
        assert [one["id"] for one in run(folder, "list", "--json").json] == ids
        assert run(folder, "write", "Enough room.").code == 0
        assert run(folder, "check").code == 0


@needs_mount
def test_what_is_kept_before_the_disk_is_full_is_closed_without_a_word(tmp_path):
    with disk(tmp_path / "disk", "4m") as place:
        folder = place / "journal"
        journal = new_journal(folder, entries=3)
        journal.entries.add(entry("Kept", "Kept. " * 20_000, day=9))
        filler = place / "filler"
        with filler.open("wb") as file:
            left = os.statvfs(place).f_bavail * os.statvfs(place).f_frsize
            os.posix_fallocate(file.fileno(), 0, left)
        journal.close()
        filler.unlink()
        with open_journal(folder) as journal:
            assert journal.missing_changes == 0
            assert journal.entries.newest()[0].title == "Kept"
            assert journal.check().sound


@needs_mount
def test_a_full_disk_under_an_export_and_a_share_leaves_no_half_of_them(folder, tmp_path):
    run(folder, "write", "-", typed="Long. " * 50_000)
    (to,) = {run(folder, "key", "show", "--json").json["age"]}
    newest = run(folder, "list", "--limit", "1", "--json").json[0]["id"]
    with disk(tmp_path / "disk", "16k") as place:
        for dest in ("out.json", "out"):
            assert "the disk is full" in run(folder, "export", place / dest).sentence
        (place / "fills").write_bytes(bytes(12_000))
        words = ("share", place / "s.metanoia", "--entry", newest, "--to", to)
        assert "The disk is full" in run(folder, *words).sentence
        assert [path.name for path in place.iterdir()] == ["fills"]
    with open_journal(folder) as journal:
        assert journal.shares.all() == []


@pytest.mark.skipif(sys.platform == "win32", reason="there is no ulimit")
def test_a_file_that_may_not_grow(folder):
    before = run(folder, "list", "--json").json
    limited = ["sh", "-c", 'ulimit -f 1000; exec "$@"', "sh", *PROGRAM]
    done = subprocess.run(
        [*limited, "--journal", str(folder), "--passphrase-file", "-", "write"],
        input=f"{PASSPHRASE}\n{'Too much. ' * 150_000}".encode(),
        capture_output=True,
        check=False,
    )
    assert (done.returncode, done.stdout) == (1, b"")
    assert b"could not be read or written" in done.stderr
    assert done.stderr.count(b"\n") == 1
    assert run(folder, "list", "--json").json == before
    assert run(folder, "check").code == 0


@pytest.mark.skipif(sys.platform == "win32", reason="there is no ulimit")
def test_a_program_that_may_open_hardly_any_files(folder):
    before = run(folder, "list", "--json").json
    for few in (5, 6):  # three of which are its own streams, and one is what Python reads
        limited = ["sh", "-c", f'ulimit -n {few}; exec "$@"', "sh", *PROGRAM]
        done = subprocess.run(
            [*limited, "--journal", str(folder), "--passphrase-file", "-", "write"],
            input=f"{PASSPHRASE}\nAnything.".encode(),
            capture_output=True,
            check=False,
        )
        assert (done.returncode, done.stdout) == (1, b"")
        assert done.stderr.decode() == f"{errors.TooManyFiles()}\n"
    assert run(folder, "list", "--json").json == before


@needs_mount
def test_a_folder_that_may_only_be_read(tmp_path):
    with disk(tmp_path / "disk", "4m") as place:
        folder = place / "journal"
        with new_journal(folder, entries=3) as journal:
            journal.back_up()
        subprocess.run(["mount", "-o", "remount,ro", str(place)], check=True)
        sentence = told(folder, errors.FolderReadOnly, "cannot be written to")
        assert run(folder, "write", "Anything.").sentence == sentence
        assert run(folder, "restore", "1").sentence == sentence
        assert "cannot be written to" in run(place / "new", "new").sentence


def test_a_second_metanoia(folder):
    run(folder, "backup")
    with open_elsewhere(folder) as program:
        with pytest.raises(errors.JournalInUse):
            open_journal(folder)
        sentence = "already open in another Metanoia window or command. Close it there first."
        assert sentence in run(folder, "list").sentence
        assert sentence in run_program(folder, "write", "Me too.").sentence
        assert sentence in run(folder, "restore", "1").sentence
        _, err = program.communicate(b"I was first.")
        assert (program.returncode, err) == (0, b"")
    listed = run(folder, "list", "--json").json
    assert len(listed) == 4


def test_a_folder_that_vanishes_meanwhile(folder, tmp_path):
    moved = tmp_path / "moved"
    with open_journal(folder) as journal:
        folder.rename(moved)
        with pytest.raises(errors.JournalMoved):
            journal.entries.add(entry())
        moved.rename(folder)
        assert journal.entries.count == 3
    with open_elsewhere(folder) as program:
        folder.rename(moved)
        out, err = program.communicate(b"Where am I?")
        assert (program.returncode, out) == (1, b"")
        assert b"moved, deleted or unplugged" in err
        assert b"Traceback" not in err
        assert err.count(b"\n") == 1
    assert not folder.exists()
    assert run(moved, "stats", "--json").json["entries"] == 3


# -- what comes in and what leaves


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("nothing.txt", None, "There is nothing at"),
        ("picture.txt", b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20, "nothing that can be imported"),
        ("letter.txt", b"Dear Sir,\nno date, no entry.\n", "nothing that can be imported"),
        ("half.json", b'{"entries": [', "half.json"),
        ("other.json", b'{"some": "thing"}', "nothing that can be imported"),
        ("deep.json", b"[" * 100_000, "deep.json"),
    ],
)  # fmt: skip
def test_a_broken_import(folder, tmp_path, name, content, says):
    before = fingerprints(folder)
    file = tmp_path / name
    if content is not None:
        file.write_bytes(content)
    with pytest.raises(errors.ImportUnreadable):
        incoming.survey(file, tz="UTC")
    assert says in run(folder, "import", file).sentence
    assert run(folder, "stats", "--json").json["entries"] == 3
    assert fingerprints(folder).keys() == before.keys()


@pytest.fixture
def sealed(folder, tmp_path):
    """A share of the newest entry, sealed for the journal itself alone."""
    to = run(folder, "key", "show", "--json").json["age"]
    newest = run(folder, "list", "--json").json[0]["id"]
    run(folder, "share", tmp_path / "s.metanoia", "--entry", newest, "--to", to)
    return tmp_path / "s.metanoia"


@pytest.mark.parametrize(
    ("hurt", "code", "says"),
    [
        (lambda data: b"", "empty", "empty"),
        (lambda data: data[:-50], "damaged", "damaged or changed"),
        (lambda data: data[:-1] + bytes([data[-1] ^ 1]), "damaged", "damaged or changed"),
        (lambda data: b"Dear Sir,\n" * 50, "not-a-share", "not a sealed share"),
        (lambda data: data[:100] + b"\0" + data[101:], "header", "damaged"),
        (None, "not-found", "no such file"),
    ],
)
def test_a_broken_share(folder, sealed, hurt, code, says):
    if hurt is None:
        sealed.unlink()
    else:
        sealed.write_bytes(hurt(sealed.read_bytes()))
    with pytest.raises(errors.ShareUnreadable) as raised, open_journal(folder) as journal:
        open_share(sealed, identity=journal.identity.get())
    sentence = run(folder, "desk", "open", sealed).sentence
    assert sentence == str(raised.value)
    assert says in sentence
    assert raised.value.code == code


def test_a_share_for_somebody_else(sealed, tmp_path):
    new_journal(tmp_path / "other").close()
    before = fingerprints(tmp_path / "other")
    with pytest.raises(errors.ShareUnreadable) as raised, open_journal(tmp_path / "other") as other:
        open_share(sealed, identity=other.identity.get())
    assert raised.value.code == "not-for-me"
    sentence = run(tmp_path / "other", "desk", "open", sealed).sentence
    assert "not sealed for your key. Send the sender your contact card" in sentence
    assert fingerprints(tmp_path / "other").keys() == before.keys()


def test_wrong_words_for_a_share(sealed, folder, tmp_path):
    from metanoia.exchange import bundle

    sealed.write_bytes(bundle.seal_with_words(b"something", "gravel maple seven otter", 4))
    opening = ("desk", "open", sealed, "--share-passphrase-file", "-")
    assert "do not open the share" in bare(*opening, typed="gravel maple seven otters").sentence
    assert "opens with words" in run(folder, "desk", "open", sealed).sentence


def test_a_destination_that_is_there_already(folder, sealed, tmp_path):
    kept = sealed.read_bytes()
    newest = run(folder, "list", "--json").json[0]["id"]
    to = run(folder, "key", "show", "--json").json["age"]
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "mine.txt").write_text("mine")
    for words in (
        ("share", sealed, "--entry", newest, "--to", to),
        ("export", sealed, "--format", "json"),
        ("export", tmp_path / "out"),
    ):
        assert "is already there" in run(folder, *words).sentence
    assert sealed.read_bytes() == kept
    assert "already holds something" in run(tmp_path / "out", "new").sentence
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["mine.txt"]


def test_a_mistake_of_our_own_is_told_without_its_words(folder, monkeypatch):
    def fails(*_, **_named):
        raise ValueError("no such column: mysecret")

    monkeypatch.setattr("metanoia.store.search.Search.find", fails)
    sentence = run(folder, "search", "mysecret").sentence
    assert "ValueError" in sentence
    assert "mysecret" not in sentence
