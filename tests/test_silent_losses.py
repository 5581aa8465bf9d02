"""The two silent losses, of the log and by an older copy: all is there, or it is said, whatever was hurt."""

from __future__ import annotations

import random
import shutil
from collections import Counter
from pathlib import Path

import pytest

from command_line import run
from journals import LOG_N, PASSPHRASE, entry, new_journal, open_journal
from metanoia.domain.errors import MetanoiaError
from metanoia.journal import encrypt_anew
from metanoia.vault.keys import new_recovery_key
from metanoia.vault.rekeying import Anew

CASES = 120
LOG = "journal.db-wal"


class Kept:
    """A journal that was cut off with its newest changes in the log, and what its folder was before."""

    def __init__(self, place: Path) -> None:
        chance = random.Random(1)
        folder = place / "journal"
        new_journal(folder, entries=3).close()
        self.copies = []
        for _ in range(3):  # what a cloud may bring back
            with open_journal(folder) as journal:
                journal.entries.add(entry(body="Earlier. " * chance.randrange(1, 400)))
            self.copies.append((folder / "journal.db").read_bytes())
        self.logs = []
        self.folder = place / "cut off"
        with open_journal(folder) as journal:
            for n in range(24):
                journal.entries.add(entry(f"{n}", f"{n}. " * chance.randrange(1, 1_500)))
                if n % 5 == 4:
                    newest = journal.entries.newest(1)[0]
                    journal.entries.save_text(newest.id, newest.title, f"Changed {n}.")
                    self.logs.append((folder / LOG).read_bytes())
            journal.note_commit()
            self.words = words(journal)
            shutil.copytree(folder, self.folder)


def words(journal):
    return sorted((str(one.id), one.title, one.body) for one in journal.entries.iterate())


@pytest.fixture(scope="module")
def kept(tmp_path_factory):
    return Kept(tmp_path_factory.mktemp("kept"))


def without_log(_kept, folder, _chance):
    (folder / LOG).unlink()


def cut_log(_kept, folder, chance):
    whole = (folder / LOG).read_bytes()
    (folder / LOG).write_bytes(whole[: chance.randrange(len(whole))])


def flipped_log(_kept, folder, chance):
    hurt = bytearray((folder / LOG).read_bytes())
    hurt[chance.randrange(len(hurt))] ^= 1 << chance.randrange(8)
    (folder / LOG).write_bytes(hurt)


def earlier_log(kept, folder, chance):
    (folder / LOG).write_bytes(chance.choice(kept.logs))


def older_copy(kept, folder, chance):
    (folder / "journal.db").write_bytes(chance.choice(kept.copies))
    (folder / LOG).unlink()


def older_copy_under_the_log(kept, folder, chance):
    (folder / "journal.db").write_bytes(chance.choice(kept.copies[:-1]))


def empty_database(_kept, folder, chance):
    (folder / "journal.db").write_bytes(b"")
    if chance.random() < 0.5:
        (folder / LOG).unlink()


DAMAGES = (
    without_log, cut_log, cut_log, flipped_log, flipped_log, earlier_log, older_copy,
    older_copy_under_the_log, empty_database,
)  # fmt: skip


def what_came(kept, folder):
    """Open, read and check; say how it ended, with "SILENT" if fewer or other words came without a word."""
    try:
        with open_journal(folder) as journal:
            if journal.missing_changes:
                return "missing, told"
            if words(journal) != kept.words:
                return "SILENT"
            return "all there" if journal.check().sound else "all there, found by a check"
    except MetanoiaError as error:
        return f"damaged, told: {type(error).__name__}"


def ends(kept, place, *, noted=True):
    """Hurt the journal so often; return how often each damage ended in each way."""
    chance, found = random.Random(7), Counter()
    for n in range(CASES):
        damage = DAMAGES[n % len(DAMAGES)]
        folder = place / f"{n}"
        shutil.copytree(kept.folder, folder)
        (folder / "journal.db-shm").unlink(missing_ok=True)
        damage(kept, folder, chance)
        if not noted:
            (folder / "anchor.json").unlink()
        found[damage.__name__, what_came(kept, folder)] += 1
        shutil.rmtree(folder)
    return found


def test_unhurt_all_of_it_is_there(kept, tmp_path):
    shutil.copytree(kept.folder, tmp_path / "copy")
    assert what_came(kept, tmp_path / "copy") == "all there"


def test_nothing_is_ever_missing_in_silence(kept, tmp_path):
    found = ends(kept, tmp_path)
    assert found.total() == CASES
    assert [end for end in found if "SILENT" in end] == []
    for always in ("without_log", "older_copy"):
        assert {end for damage, end in found if damage == always} == {"missing, told"}


def test_without_the_note_beside_it_the_loss_would_be_silent(kept, tmp_path):
    found = ends(kept, tmp_path, noted=False)
    silent = {damage for damage, end in found if end == "SILENT"}
    assert {"without_log", "cut_log", "flipped_log", "earlier_log", "older_copy"} <= silent


@pytest.fixture
def rolled_back(kept, tmp_path):
    """A journal whose newest changes are missing."""
    shutil.copytree(kept.folder, tmp_path / "rolled back")
    without_log(kept, tmp_path / "rolled back", None)
    return tmp_path / "rolled back"


def missing(folder):
    with open_journal(folder) as journal:
        return journal.missing_changes


def test_what_is_missing_is_told_until_it_is_accepted_however_much_is_written(rolled_back):
    lost = missing(rolled_back)
    said = f"Take care: the newest {lost} changes are missing from this journal"
    for n in range(lost + 2):
        ran = run(rolled_back, "write", f"Since. {n}")
        assert (ran.code, said in ran.err) == (0, True)
    assert missing(rolled_back) == lost
    assert run(rolled_back, "check").code == 1
    with open_journal(rolled_back) as journal:
        journal.accept_missing()
    assert run(rolled_back, "write", "Accepted.").err == ""
    assert run(rolled_back, "check").code == 0


def test_another_key_does_not_make_up_for_what_is_missing(rolled_back):
    lost = missing(rolled_back)
    encrypt_anew(rolled_back, Anew(PASSPHRASE, PASSPHRASE, new_recovery_key(), log_n=LOG_N))
    assert missing(rolled_back) == lost
