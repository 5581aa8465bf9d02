"""metanoia key show, change, recover, anew."""

from __future__ import annotations

from command_line import bare, fingerprints, run
from journals import PASSPHRASE, new_journal_and_recovery_key
from metanoia.exchange import contact

NEW = "lantern otter gravel maple"


def test_the_contact_card_reads_back_and_holds_no_secret(folder):
    card = contact.parse(run(folder, "key", "show").out)
    told = run(folder, "key", "show", "--name", "Mara Lund", "--json").json
    assert contact.parse(run(folder, "key", "show", "--json").out) == card
    assert (told["name"], told["age"]) == ("Mara Lund", card.age_recipient)
    assert "SECRET" not in str(told)


def test_a_new_passphrase_opens_the_journal_and_its_backups(folder):
    run(folder, "backup")
    change = ("key", "change", "--new-passphrase-file", "-")
    assert run(folder, *change, "--json", typed=NEW).json == {"journal": str(folder), "backups": 1}
    assert "does not open" in run(folder, "stats").sentence
    assert run(folder, "restore", "1").code == 0
    assert run(folder, "stats", "--json", passphrase=NEW).json["entries"] == 3


def test_backups_keep_the_old_passphrase_if_asked(folder):
    run(folder, "backup")
    change = ("key", "change", "--new-passphrase-file", "-", "--keep-backups")
    ran = run(folder, *change, typed=NEW)
    assert "still open with the old passphrase" in ran.err
    assert run(folder, "restore", "1").code == 0
    assert run(folder, "stats").code == 0


def test_a_wrong_or_short_passphrase_changes_nothing(folder):
    before = fingerprints(folder)
    change = ("key", "change", "--new-passphrase-file", "-")
    assert "does not open" in run(folder, *change, passphrase="not it, not it", typed=NEW).sentence
    assert "too short" in run(folder, *change, typed="short").sentence
    assert fingerprints(folder)["keys/passphrase.age"] == before["keys/passphrase.age"]


def test_the_recovery_key_gives_a_new_passphrase(tmp_path):
    folder = tmp_path / "journal"
    journal, key = new_journal_and_recovery_key(folder)
    journal.close()
    recover = (
        "--journal", folder, "key", "recover",
        "--recovery-key-file", "-", "--new-passphrase-file", "-",
    )  # fmt: skip
    slot = (folder / "keys" / "passphrase.age").read_bytes()
    mistyped = key[:-1] + ("0" if key[-1] != "0" else "1")
    assert "mistyped" in bare(*recover, typed=f"{mistyped}\n{NEW}\n").sentence
    assert "too short" in bare(*recover, typed=f"{key}\nshort\n").sentence
    assert (folder / "keys" / "passphrase.age").read_bytes() == slot
    spoken = key.replace("-", " ").lower()
    assert bare(*recover, "--json", typed=f"{spoken}\n{NEW}\n").json == {"journal": str(folder)}
    assert run(folder, "stats", passphrase=NEW).code == 0
    assert "does not open" in run(folder, "stats", passphrase=PASSPHRASE).sentence


def test_everything_is_encrypted_anew(folder):
    run(folder, "backup")
    ran = run(folder, "key", "anew", "--new-passphrase-file", "-", typed=NEW)
    assert ran.code == 0, ran.err
    key = ran.out.splitlines()[0].removeprefix("Recovery key: ")
    assert "does not open" in run(folder, "stats").sentence
    assert run(folder, "stats", "--json", passphrase=NEW).json["entries"] == 3
    assert len(run(folder, "backup", "--list", "--json", passphrase=NEW).json) == 1
    recover = ("--journal", folder, "key", "recover", "--recovery-key-file", "-")
    third = "another lake entirely"
    ran = bare(*recover, "--new-passphrase-file", "-", typed=f"{key}\n{third}\n")
    assert ran.code == 0
    assert run(folder, "stats", passphrase=third).code == 0


def test_a_wrong_passphrase_encrypts_nothing_anew(folder):
    before = fingerprints(folder)["keys/recovery.age"]
    ran = run(
        folder, "key", "anew", "--new-passphrase-file", "-", passphrase="not it, no", typed=NEW
    )
    assert "does not open" in ran.sentence
    assert fingerprints(folder)["keys/recovery.age"] == before
