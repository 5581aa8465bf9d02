"""What the help says of opening by hand, word for word, with programs that others made.

The databases are read by SQLite3 Multiple Ciphers, which shares no line of its cipher with SQLCipher.
"""

from __future__ import annotations

import contextlib
import json
import shutil
import subprocess
from pathlib import Path

import apsw
import pytest

import age_program
from journals import entry, new_journal_and_recovery_key
from metanoia import resources
from metanoia.domain.people import Role
from metanoia.domain.shares import ShareRequest
from metanoia.exchange import seal
from metanoia.exchange.seal import ForKeys, ForWords
from sharing import LOG_N, make_identity


def page(name: str) -> str:
    return resources.path(f"help/{name}.md").read_text(encoding="utf-8")


def typed(text: str) -> list[str]:
    """Return what a page of the help tells one to type, block by block."""
    return [
        "\n".join(line.strip() for line in block.splitlines())
        for block in text.split("\n\n")
        if block.startswith("    ")
    ]


HELP = page("open-by-hand")
SLOT, ENTRIES, CLIENT = typed(HELP)
OWN_KEY, SHARE = typed(page("share-by-hand"))
WORDS = "lantern otter gravel maple seven amber"
DAYS = 40

pytestmark = [
    pytest.mark.skipif(shutil.which(name) is None, reason=f"the {name} program is not installed")
    for name in ("age", "ssh-keygen", "unzip", "openssl")
]


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """A closed journal with entries, a file and a client, its secrets, and two shares sealed from it."""
    from journals import PASSPHRASE

    folder = tmp_path_factory.mktemp("by hand") / "journal"
    journal, recovery_key = new_journal_and_recovery_key(folder)
    with journal:
        ids = journal.entries.add_many(
            [
                entry(f"Day {n}", f"Nightingale {n}, Änne schwieg. 下雪了", day=n)
                for n in range(DAYS)
            ],
            None,
        )
        journal.entries.trash(ids[0])
        journal.attachments.add(ids[1], "names.txt", b"four names")
        client = journal.people.add("Mara", Role.CLIENT, None, bytes(range(32)))
        journal.clients.add_note(client.id, "Ask about the rota.")
        checked = seal.check(journal, ShareRequest(entries=(ids[1],), sender="Sofie"))
        for name, to in (
            ("key", ForKeys((make_identity().age_recipient,))),
            ("words", ForWords(WORDS, LOG_N)),
        ):
            (folder.parent / name).mkdir()
            seal.seal(journal, checked, to, folder.parent / name / "share.metanoia")
            checked = seal.check(journal, ShareRequest(entries=(ids[1],), sender="Sofie"))
    return folder, {"passphrase": PASSPHRASE, "recovery": recovery_key}, client.id


def key_in(slot: Path, secret: str, folder: Path) -> str:
    """Open a slot with age, as the help says; return the 64 letters and digits."""
    assert age_program.decrypt(slot, secret, folder / "line") == 0
    line = (folder / "line").read_text()
    assert line.count("\n") <= 1
    (key,) = json.loads(line)["keys"]
    assert f'"keys":["{key}"]' in line.replace(" ", "")
    assert len(key) == 64
    return key


@contextlib.contextmanager
def shell(file: Path, key: str):
    """Open a database as somebody does who types what the help says."""
    connection = apsw.Connection(str(file), flags=apsw.SQLITE_OPEN_READONLY)
    try:
        for line in ("PRAGMA cipher = 'sqlcipher';", "PRAGMA legacy = 4;"):
            assert f"`{line}`" in HELP
            connection.execute(line)
        connection.execute(ENTRIES.splitlines()[0].replace("…", key))
        yield connection
    finally:
        connection.close()


@pytest.fixture(scope="module")
def key(made, tmp_path_factory):
    folder, secrets, _ = made
    return key_in(
        folder / "keys" / "passphrase.age", secrets["passphrase"], tmp_path_factory.mktemp("key")
    )


def test_both_slots_give_the_same_key_with_age(made, key, tmp_path):
    folder, secrets, _ = made
    assert SLOT == "age -d keys/passphrase.age"
    assert "`keys/recovery.age`" in HELP
    assert key_in(folder / "keys" / "recovery.age", secrets["recovery"], tmp_path) == key
    assert age_program.decrypt(folder / "keys/recovery.age", "not this one", tmp_path / "no") != 0


def test_another_implementation_reads_rows_full_text_and_files(made, key):
    with shell(made[0] / "journal.db", key) as opened:
        (statement,) = ENTRIES.split("\n", 1)[1:]
        rows = opened.execute(statement).fetchall()
        assert [row[1] for row in rows] == [f"Day {n}" for n in range(1, DAYS)]
        assert rows[0] == ("2026-01-02", "Day 1", "Nightingale 1, Änne schwieg. 下雪了")
        find = "SELECT rowid FROM entry_fts WHERE entry_fts MATCH ?"
        assert len(opened.execute(find, ("nightin*",)).fetchall()) == DAYS - 1
        assert len(opened.execute(find, ("anne",)).fetchall()) == DAYS - 1
        ((data,),) = opened.execute("SELECT data FROM attachment").fetchall()
        assert data == b"four names"
        assert opened.execute("PRAGMA integrity_check").fetchall() == [("ok",)]


def test_another_key_opens_nothing(made, key):
    other = "0" * 64 if key[0] != "0" else "1" * 64
    with shell(made[0] / "journal.db", other) as opened, pytest.raises(apsw.NotADBError):
        opened.execute("SELECT count(*) FROM sqlite_master")


def test_the_file_of_a_client_opens_with_the_key_that_openssl_prints(made, key):
    folder, _, client = made
    command = CLIENT.replace("hexkey:…", f"hexkey:{key}").replace("1:…", f"1:{client}")
    ran = subprocess.run(["sh", "-c", command], capture_output=True, text=True, check=True)
    own = ran.stdout.strip().replace(":", "").lower()
    with shell(folder / "clients" / f"{client}.db", own) as opened:
        assert opened.execute("SELECT text FROM note").fetchall() == [("Ask about the rota.",)]


def test_a_share_for_a_key_opens_with_the_key_in_the_journal(made, key):
    folder = made[0].parent / "key"
    with shell(made[0] / "journal.db", key) as opened:
        ((secret,),) = opened.execute(OWN_KEY).fetchall()
    (folder / "key.txt").write_text(secret + "\n")
    subprocess.run(["sh", "-ec", SHARE], cwd=folder, check=True, capture_output=True)
    assert_read_and_signed(folder / "share", made[0] / "journal.db", key)


def test_a_share_for_words_opens_with_the_words(made, key):
    folder = made[0].parent / "words"
    open_it, unzip = SHARE.splitlines()
    assert open_it == "age -d -i key.txt -o share.zip share.metanoia"
    assert age_program.decrypt(folder / "share.metanoia", WORDS, folder / "share.zip") == 0
    subprocess.run(["sh", "-ec", unzip], cwd=folder, check=True, capture_output=True)
    assert_read_and_signed(folder / "share", made[0] / "journal.db", key)


def assert_read_and_signed(share: Path, database: Path, key: str) -> None:
    """Judge an unpacked share by what its own README says."""
    assert "Nightingale 1, Änne schwieg." in (share / "entries/001-2026-01-02.md").read_text()
    readme = (share / "README.txt").read_text()
    signers, verify = readme.partition("    echo ")[2].partition("\n    ssh-keygen ")[::2]
    sender = json.loads((share / "manifest.json").read_text())["sender"]["ssh"]
    echo = f"echo {signers.partition('  ')[0]}".replace("KEY", sender)
    check = "ssh-keygen " + verify.partition("\n\n")[0]
    done = subprocess.run(
        ["sh", "-ec", f"{echo}\n{check}"], cwd=share, capture_output=True, check=True
    )
    assert b"Good" in done.stdout
    with (share / "manifest.json").open("ab") as file:
        file.write(b" ")
    changed = subprocess.run(["sh", "-ec", check], cwd=share, capture_output=True, check=False)
    assert changed.returncode != 0
