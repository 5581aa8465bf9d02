"""Clients under faults: killed while keeping, a full disk, backups beside it, and nothing in the clear."""

from __future__ import annotations

import random
import shutil
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from clients import DAY, client_in_the_clear, coach, comment, draft, number, share, whole
from command_line import PATIENCE, fingerprints
from journals import open_journal
from metanoia.domain.errors import DiskFull, StorageFailed
from metanoia.domain.people import Role
from metanoia.journal import restore
from metanoia.store import client_file
from metanoia.vault.keys import client_key

MARKER = "heliotrope-quokka"

# Keeps shares, drafts and withdrawals for ever, and says aloud what is kept.
_KEEPING = """
import dataclasses, sys
from pathlib import Path
from clients import comment, draft, number, share, whole
from journals import open_journal

journal = open_journal(Path(sys.argv[1]))
mara = sys.argv[2]
kept = len(journal.clients.shares(mara))
print("open", flush=True)
for n in range(kept + 1, 28):
    body = f"Share {n}. " * 4_000
    journal.clients.keep(*whole(share(n, body=body)), mara)
    print("share", n, flush=True)
    words = dataclasses.replace(journal.clients.draft(mara, share(n).id), closing_note=f"Note {n}")
    journal.clients.save_draft(mara, share(n).id, words)
    print("draft", n, flush=True)
sys.stdin.read()
"""


def killed_while_keeping(folder: Path, mara: str, lines: int, wait: float) -> list[list[str]]:
    """Let another process keep shares, and kill it ``wait`` seconds after some ``lines``; return all it said."""
    with subprocess.Popen(
        [sys.executable, "-c", _KEEPING, str(folder), mara],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env={"PYTHONPATH": ":".join(sys.path)},
    ) as program:  # fmt: skip
        assert program.stdout
        said = [program.stdout.readline() for _ in range(lines + 1)]
        time.sleep(wait)
        program.kill()
        said += program.stdout.readlines()
    return [line.split() for line in said[1:] if line.endswith("\n")]


def test_what_was_kept_is_there_after_a_kill(tmp_path):
    folder = tmp_path / "journal"
    journal, person = coach(folder)
    journal.close()
    chance, promised = random.Random(7), []
    for _ in range(5):
        lines, wait = chance.randrange(4), chance.uniform(0.0, 0.02)
        promised += killed_while_keeping(folder, person.id, lines, wait)
        with open_journal(folder) as journal:
            kept = {one.seq: one for one in journal.clients.shares(person.id)}
            for what, n in ((what, int(n)) for what, n in promised):
                words = journal.clients.draft(person.id, kept[n].id).closing_note
                assert words in ((f"Note {n}",) if what == "draft" else ("", f"Note {n}"))
            for one in kept.values():
                members, manifest = journal.clients.whole(person.id, one.id)
                assert f"Share {one.seq}. ".encode() in members["data.json"]
                assert manifest == b"{}"
            file = journal.clients._file(person.id)
            assert file is None or not client_file.is_damaged(file)
            assert journal.check().sound
    assert promised


def test_a_file_that_was_being_made_when_the_process_died_is_no_damage(tmp_path):
    journal, person = coach(tmp_path / "journal")
    (journal.path / "clients").mkdir()
    (journal.path / "clients" / f".tmp-{person.id}.db").write_bytes(b"half")
    assert journal.clients.row(person.id, DAY).damaged == ""
    journal.clients.add_note(person.id, "Kept.")
    journal.close()
    (tmp_path / "journal" / "clients" / ".tmp-x").write_bytes(b"half")
    with open_journal(tmp_path / "journal") as journal:
        assert [one.name for one in (journal.path / "clients").glob("*.db")] == [f"{person.id}.db"]
        assert not list((journal.path / "clients").glob(".tmp*"))


def test_a_share_that_cannot_be_written_leaves_nothing_of_itself(tmp_path):
    journal, person = coach(tmp_path / "journal")
    journal.clients.keep(*whole(share(1)), person.id)
    file = journal.clients._file(person.id)
    pages = file.connection.execute("PRAGMA page_count").fetchone()[0]
    file.connection.execute(f"PRAGMA max_page_count = {pages + 2}")
    before = journal.meta.commit_no
    with pytest.raises((DiskFull, StorageFailed)):
        journal.clients.keep(*whole(share(2, body=MARKER * 5_000)), person.id)
    assert journal.meta.commit_no == before
    assert [one.seq for one in journal.clients.shares(person.id)] == [1]
    file.connection.execute("PRAGMA max_page_count = 1000000")
    assert journal.clients.keep(*whole(share(2)), person.id).new
    journal.close()


def test_a_closed_desk_is_one_file_for_each_client(tmp_path):
    journal, person = coach(tmp_path / "journal")
    journal.clients.keep(*whole(share(1)), person.id)
    journal.close()
    files = [one.name for one in (tmp_path / "journal" / "clients").iterdir()]
    assert files == [f"{person.id}.db"]


def test_backup_and_restore_with_clients(tmp_path):
    folder = tmp_path / "journal"
    journal, mara = coach(folder)
    zoe = journal.people.add("Zoe", Role.CLIENT, None, bytes(31) + b"z")
    journal.clients.keep(*whole(share(1)), mara.id)
    journal.clients.save_draft(mara.id, share(1).id, draft(comment(1)))
    journal.clients.add_note(zoe.id, "Kept.")
    words = journal.clients.draft(mara.id, share(1).id)
    journal.close(back_up=True)
    for path in (folder / "clients").iterdir():
        path.write_bytes(b"")
    aside = restore(folder, "1")
    with open_journal(folder) as journal:
        assert [one.seq for one in journal.clients.shares(mara.id)] == [1]
        assert journal.clients.draft(mara.id, share(1).id) == words
        assert [one.text for one in journal.clients.notes(zoe.id)] == ["Kept."]
        assert journal.check().sound
    assert {one.name for one in (aside / "clients").iterdir()} == {f"{mara.id}.db", f"{zoe.id}.db"}


def test_a_deleted_client_does_not_come_back_by_restore(tmp_path):
    folder = tmp_path / "journal"
    journal, mara = coach(folder)
    journal.clients.keep(*whole(share(1, body=MARKER)), mara.id)
    journal.back_up()
    shutil.copytree(journal.backups()[0].path, tmp_path / "stick" / journal.backups()[0].path.name)
    journal.clients.delete(mara.id)
    journal.close(back_up=True)
    assert not [one for one in folder.rglob("*") if mara.id in one.name]
    for which in ("1", str(next((tmp_path / "stick").iterdir()))):
        restore(folder, which)
        with open_journal(folder) as journal:
            assert journal.clients.row(mara.id, DAY).shares == 0
            assert not journal.clients.row(mara.id, DAY).damaged
            assert journal.check().sound
        assert not [one for one in folder.rglob("*") if mara.id in one.name]


def test_deleting_while_a_backup_is_made_leaves_no_copy(tmp_path, monkeypatch):
    from metanoia.store import client_copies

    journal, mara = coach(tmp_path / "journal")
    journal.clients.add_note(mara.id, MARKER)
    reached, go_on = threading.Event(), threading.Event()
    drop = client_copies.drop_deleted

    def slowly(folder, backup):
        reached.set()
        assert go_on.wait(PATIENCE)
        drop(folder, backup)

    monkeypatch.setattr(client_copies, "drop_deleted", slowly)
    backing_up = threading.Thread(target=journal.back_up)
    backing_up.start()
    assert reached.wait(PATIENCE)
    monkeypatch.setattr("metanoia.vault.client_files.backups.listing", lambda _: [])
    journal.clients.delete(mara.id)
    monkeypatch.undo()
    go_on.set()
    backing_up.join()
    assert len(journal.backups()) == 1
    assert not [one for one in journal.path.rglob("*") if mara.id in one.name]
    assert journal.check().sound
    journal.close()


def test_damage_of_one_client_does_not_hinder_unlock_backup_or_restore(tmp_path):
    folder = tmp_path / "journal"
    journal, mara = coach(folder)
    journal.clients.keep(*whole(share(1)), mara.id)
    journal.close()
    (folder / "clients" / f"{mara.id}.db").write_bytes(b"x" * 8192)
    with open_journal(folder) as journal:
        assert journal.clients.row(mara.id, DAY).damaged
        journal.back_up()
        assert not journal.check().sound
    restore(folder, "1")
    with open_journal(folder) as journal:
        assert journal.entries.count == 0


def test_nothing_of_a_client_stands_in_the_clear(tmp_path):
    folder = tmp_path / "journal"
    journal, mara = coach(folder)
    clients = journal.clients
    journal.people.rename(mara.id, MARKER)
    clients.keep(*whole(share(1, body=MARKER)), mara.id)
    clients.save_draft(mara.id, share(1).id, draft(comment(1, MARKER, quote=MARKER)))
    clients.add_note(mara.id, MARKER)
    clients.set_alias(mara.id, MARKER)
    journal.snippets.add(MARKER)
    journal.back_up()
    key = journal._key
    for _ in range(2):  # open, with its logs; then closed
        for path in tmp_path.rglob("*"):
            assert MARKER not in path.name
            assert path.is_dir() or MARKER.encode() not in path.read_bytes()
        journal.close()
    assert MARKER.encode() in client_in_the_clear(folder, mara.id, key)


def test_changing_the_passphrase_leaves_the_files_of_clients_as_they_are(tmp_path):
    from journals import LOG_N, PASSPHRASE

    folder = tmp_path / "journal"
    journal, mara = coach(folder)
    journal.clients.add_note(mara.id, "Kept.")
    journal.back_up()
    journal.clients.close()
    before = fingerprints(folder / "clients")
    journal.change_passphrase(PASSPHRASE, "lantern otter gravel maple", LOG_N)
    journal.rewrap_backups()
    assert fingerprints(folder / "clients") == before
    assert [one.text for one in journal.clients.notes(mara.id)] == ["Kept."]
    journal.close()
    restore(folder, "1")
    with open_journal(folder, "lantern otter gravel maple") as journal:
        assert [one.text for one in journal.clients.notes(mara.id)] == ["Kept."]


def test_the_key_of_a_file_is_derived_as_the_help_says():
    # openssl kdf -keylen 32 -kdfopt digest:SHA2-256 -kdfopt hexkey:0001…1f
    #   -kdfopt info:metanoia/client/1:11111111-1111-4111-8111-111111111111 HKDF
    derived = client_key(bytes(range(32)), "11111111-1111-4111-8111-111111111111")
    assert derived.hex() == "943df96cd20ff01ffaf2226029d58225d97de646cb1eb73dad69bd067d43046d"
    assert client_key(bytes(range(32)), number(1)) != derived
