"""What a damaged journal still holds is read entry by entry, and the damaged files stay as they are."""

from __future__ import annotations

import random
import shutil

import pytest

from command_line import fingerprints
from journals import PASSPHRASE, entry, new_journal, open_journal
from metanoia.domain.errors import Cancelled, JournalDamaged, JournalNewer
from metanoia.store import driver, salvage
from metanoia.vault import vault
from metanoia.vault.folder import Folder
from metanoia.vault.vault import Passphrase

COUNT = 300
PAGE = 4096


@pytest.fixture(scope="module")
def whole(tmp_path_factory):
    """A closed journal of 300 entries."""
    folder = tmp_path_factory.mktemp("salvage") / "Diary"
    with new_journal(folder) as journal:
        many = [
            entry(f"{n}", f"Day {n}. " + "What happened then. " * 60, day=n) for n in range(COUNT)
        ]
        journal.entries.add_many(many, None)
        journal.entries.trash(journal.entries.newest(1)[0].id)
    return folder


@pytest.fixture
def place(whole, tmp_path):
    """The damaged journal to be, the journal beside it, and the key."""
    shutil.copytree(whole, tmp_path / "Damaged")
    (tmp_path / "Diary").mkdir()
    source, beside = Folder(tmp_path / "Damaged"), Folder(tmp_path / "Diary")
    return source, beside, vault.unlock(source, Passphrase(PASSPHRASE)).keys[0]


def hurt(folder, *pages):
    data = bytearray(folder.database.read_bytes())
    for page in pages:
        for at in range(page * PAGE + 60, page * PAGE + 90):
            data[at] ^= 0xFF
    folder.database.write_bytes(data)
    return len(data) // PAGE


def test_a_whole_journal_is_read_whole_without_what_was_deleted(place):
    found = salvage.read(*place)
    assert [one.title for one in found.entries] == [f"{n}" for n in range(COUNT - 1)]
    assert found.entries[7].body.startswith("Day 7. What happened then.")
    assert found.lost == 0


def test_with_one_bad_page_nearly_all_is_read_wherever_it_lies(place, tmp_path):
    source, beside, key = place
    pages = len(source.database.read_bytes()) // PAGE
    chance = random.Random(5)
    kept = source.database.read_bytes()
    shares = []
    for page in chance.sample(range(1, pages), 40):
        source.database.write_bytes(kept)
        hurt(source, page)
        before = fingerprints(source.path)
        try:
            found = salvage.read(source, beside, key)
        except JournalDamaged:
            shares.append(0.0)
            continue
        assert fingerprints(source.path) == before
        assert list(beside.path.iterdir()) == []
        assert all(one.body.startswith(f"Day {one.title}. What") for one in found.entries)
        shares.append(len(found.entries) / (COUNT - 1))
    assert sum(share >= 0.95 for share in shares) >= 38
    assert sorted(shares)[len(shares) // 2] >= 0.99


def test_without_its_first_page_nothing_can_be_read_and_that_is_said(place):
    source, beside, key = place
    hurt(source, 0)
    with pytest.raises(JournalDamaged, match="its first pages are gone"):
        salvage.read(source, beside, key)
    source.database.unlink()
    with pytest.raises(JournalDamaged, match="is missing"):
        salvage.read(source, beside, key)
    assert list(beside.path.iterdir()) == []


def test_another_version_is_said(place):
    source, beside, key = place
    opened = driver.connect(source.database, key)
    opened.execute("PRAGMA user_version = 2")
    opened.close()
    with pytest.raises(JournalNewer):
        salvage.read(source, beside, key)


def test_it_stops_when_asked(place):
    with pytest.raises(Cancelled):
        salvage.read(*place, lambda: True)


def test_the_log_of_a_journal_that_was_cut_off_is_read_too(tmp_path):
    folder = tmp_path / "Diary"
    journal = new_journal(folder)
    journal.entries.add(entry("In the log"))
    copied = Folder(tmp_path / "Cut off")
    shutil.copytree(folder, copied.path)
    key = journal._key
    journal.close()
    assert (copied.path / "journal.db-wal").stat().st_size
    (found,) = salvage.read(copied, Folder(folder), key).entries
    assert found.title == "In the log"
    open_journal(folder).close()
