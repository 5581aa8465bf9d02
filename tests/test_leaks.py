"""Nothing that is written stands in the clear: a marker typed everywhere is looked for everywhere."""

from __future__ import annotations

import base64
import datetime as dt
import json
import os
import secrets
import subprocess
import sys
import tempfile
import zipfile
import zlib
from collections.abc import Sequence
from pathlib import Path

import pytest

from canary import leaks, said_everywhere
from command_line import PROGRAM, Ran
from journals import PASSPHRASE, entry, new_journal, new_journal_and_recovery_key, open_journal
from metanoia.domain.anchors import Origin
from metanoia.domain.assumptions import NewAssumption, NewEvidence
from metanoia.domain.experiments import NewExperiment
from metanoia.domain.people import Role
from metanoia.text.anchors import select

# In every child: no socket at all, and a note of each file that Python opens for writing.
_WATCH = """
import os, sys
notes = os.open(os.environ["WATCHED"], os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
def watch(event, given):
    if event.startswith("socket."):
        os.write(notes, b"socket\\n")
        raise OSError("no network in this test")
    if event == "open" and given[2] & (os.O_WRONLY | os.O_RDWR | os.O_CREAT) and given[0] != os.devnull:
        os.write(notes, (os.fsdecode(given[0]) + "\\n").encode() if not isinstance(given[0], int) else b"")
sys.addaudithook(watch)
"""


@pytest.fixture
def marker():
    return f"zq{secrets.token_hex(8)}xv"


_IN_TURN = """
import io, json, sys
from metanoia.__main__ import main
passphrase, codes = sys.stdin.read(), []
for words in json.loads(sys.argv[1]):
    sys.stdin = io.StringIO(passphrase)
    codes.append(main(words))
print(json.dumps(codes))
"""


class Home:
    """A computer of its own: home, temporary folder, and a folder for what is in the open on purpose."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.journal = root / "home" / ".local" / "share" / "metanoia" / "Journal"
        self.open = root / "in-the-open"
        self.sent = root / "sent"
        self.watched = root / "watched"
        for folder in ("home", "tmp", "in-the-open", "sent", "hooks"):
            (root / folder).mkdir()
        (root / "hooks" / "sitecustomize.py").write_text(_WATCH)
        self.env = {
            "PATH": os.environ["PATH"],
            "HOME": str(root / "home"),
            "TMPDIR": str(root / "tmp"),
            "SQLITE_TMPDIR": str(root / "tmp"),
            "PYTHONPATH": str(root / "hooks"),
            "PYTHONDONTWRITEBYTECODE": "1",
            "WATCHED": str(self.watched),
            "LC_ALL": "C.UTF-8",
        }

    def run(self, *words: object, typed: str = "", passphrase: str = PASSPHRASE) -> Ran:
        done = subprocess.run(
            [*PROGRAM, *map(str, words), "--passphrase-file", "-"],
            input=f"{passphrase}\n{typed}".encode(),
            capture_output=True,
            env=self.env,
            check=False,
        )
        return Ran(done.returncode, done.stdout.decode(), done.stderr.decode())

    def run_in_turn(self, *commands: Sequence[object]) -> tuple[list[int], str]:
        """Run commands one after the other in one process; return their exit codes and all they said."""
        words = json.dumps([[*map(str, one), "--passphrase-file", "-"] for one in commands])
        done = subprocess.run(
            [sys.executable, "-P", "-c", _IN_TURN, words],
            input=PASSPHRASE.encode(),
            capture_output=True,
            env=self.env,
            check=True,
        )
        *said, codes = done.stdout.decode().splitlines()
        return json.loads(codes), "\n".join(said) + done.stderr.decode()

    def touched(self) -> list[str]:
        """Return what was opened for writing by Python, or "socket"."""
        return sorted(set(self.watched.read_text().split("\n")) - {""})


@pytest.fixture
def home(tmp_path):
    """A home with an open-door journal in the user's own place."""
    made = Home(tmp_path)
    made.journal.parent.mkdir(parents=True)
    new_journal(made.journal, "Mara").close()
    return made


@pytest.mark.skipif(sys.platform != "linux", reason="the places are those of Linux")
def test_the_command_line_leaves_the_marker_nowhere_and_needs_no_network(home, marker):
    diary = home.open / f"{marker}.txt"
    diary.write_text(f"[2024-05-01 21:10] {marker} in jrnl\nAll of it {marker}. @{marker}\n")
    notes = home.open / "notes"
    notes.mkdir()
    (notes / f"2024-06-01 {marker}.md").write_text(f"# {marker}\n\nNote {marker}")
    text = f"About {marker}, at length. " * 200
    written = home.run(
        "write", "-", "--title", marker, "--tag", marker, "--json", typed=text
    ).json  # fmt: skip
    assert written["title"] == marker
    commands = (
        ["import", diary],
        ["import", notes, "--tag", f"from {marker}"],
        ["list", "--tag", marker],
        ["show", written["id"]],
        ["search", marker],
        ["search", f'"{marker} in jrnl" -nothing'],
        [
            "assumption",
            "add",
            f"They think {marker} of me.",
            "--because",
            marker,
            "--confidence",
            "70",
        ],
        ["assumption", "list", "--search", marker],
        [
            "prediction",
            "add",
            f"It will be {marker}.",
            "--due",
            "2030-01-01",
            "--percent",
            "60",
            "--by",
            marker,
        ],
        ["prediction", "list"],
        [
            "goal",
            "add",
            f"To be {marker}",
            "--vision",
            f"I am {marker}",
            "--reality",
            marker,
            "--why",
            marker,
        ],
        ["goal", "list", "--search", marker],
        ["review", "due"],
        ["backup"],
        ["check"],
        ["stats"],
        ["key", "show", "--name", marker],
        ["share", "--check", "--entry", written["id"], "--note", marker],
    )
    codes, said = home.run_in_turn(*commands)
    assert codes == [0] * len(commands), said
    (goal,) = home.run("goal", "list", "--json").json
    look = ("--close", "3", "--pull", "8", "--note", marker, "--json")
    assert home.run("goal", "checkin", goal["id"], *look).json["check_ins"][0]["note"] == marker
    assert marker in home.run("goal", "show", goal["id"]).out
    to = home.run("key", "show", "--json").json["age"]
    share = home.run(
        "share", home.sent, "--entry", written["id"], "--to", to, "--note", marker,
        "--sender", marker, "--json",
    ).json  # fmt: skip
    assert marker in home.run("desk", "open", share["file"]).out
    assert home.run("export", home.open / "out").code == 0
    former = home.run("restore", "1", "--json").json["former"]
    assert home.run("restore", former).code == 0
    assert home.run("search", marker, "--json").json
    assert leaks(home.open, marker)  # what is in the open is seen
    assert leaks(home.root, marker, home.open, home.watched) == []
    allowed = (home.journal, home.open, home.sent)
    strange = [path for path in home.touched() if not path.startswith(tuple(map(str, allowed)))]
    assert strange == []
    assert any(path.startswith(str(home.journal / "backups")) for path in home.touched())
    assert list((home.root / "tmp").iterdir()) == []


def test_the_watch_would_see_a_socket_and_a_file(home):
    reach = "import socket; open('in.txt', 'w').close(); socket.socket()"
    done = subprocess.run(
        [sys.executable, "-c", reach], env=home.env, cwd=home.open, capture_output=True, check=False
    )
    assert done.returncode == 1
    assert home.touched() == ["in.txt", "socket"]


@pytest.mark.skipif(sys.platform != "linux", reason="the places are those of Linux")
def test_what_fails_says_and_logs_nothing_of_what_was_written(home, marker):
    damaged = home.journal / "journal.db"
    ran = home.run("list", passphrase=f"not {marker} at all")
    assert ran.code in (1, 2)
    assert marker not in ran.out + ran.err
    commands = (
        ("write", f"x {marker}", "--title", marker * 20),
        ("write", f"x {marker}", "--tz", "Nowhere/Land"),
        ("search", f'"{marker}', "--limit", "0"),
        ("write", f"x {marker}", "--nonsense"),
        ("assumption", "add", f"They think {marker} " * 30),
        ("assumption", "add", f"They think {marker}.", "--confidence", "101"),
        (
            "prediction",
            "add",
            f"They think {marker} " * 30,
            "--due",
            "2030-01-01",
            "--percent",
            "6",
        ),
        ("goal", "add", f"To be {marker} " * 30),
        ("goal", "add", f"To be {marker}", "--importance", "11"),
        ("goal", "add", f"To be {marker}", "--part-of", "ffff"),
        ("value", "rate", marker, "5"),
    )
    codes, said = home.run_in_turn(*commands)
    assert len(codes) == len(commands)
    assert set(codes) <= {1, 2}
    assert marker not in said
    assert home.run("write", f"Kept {marker}").code == 0
    data = bytearray(damaged.read_bytes())
    for page in range(6 * 4096, len(data), 4096):
        data[page + 50] ^= 1
    damaged.write_bytes(data)
    for words in (["search", marker], ["write", marker], ["check"], ["backup"]):
        ran = home.run(*words)
        assert marker not in ran.out + ran.err
        assert "Traceback" not in ran.err
    assert leaks(home.root, marker) == []


def test_the_journal_itself_leaves_the_marker_nowhere(tmp_path, marker, monkeypatch):
    (tmp_path / "tmp").mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "tmp"))
    monkeypatch.setenv("METANOIA_HOME", str(tmp_path / "home"))
    folder = tmp_path / "journal"
    journal, key = new_journal_and_recovery_key(folder, f"Of {marker}")
    kept = journal.entries.add(entry(marker, f"Text {marker}", tags=(marker,)))
    gone = journal.entries.add(entry(f"Gone {marker}", f"Was {marker}"))
    journal.entries.save_text(kept.id, f"New {marker}", f"Else {marker}. " * 500)
    journal.links.connect(kept.id, gone.id)
    journal.attachments.add(kept.id, f"{marker}.txt", marker.encode() * 5000)
    journal.people.add(marker, Role.COACH, None, None)
    values = {"scene": marker, "lines": [{"who": "me", "said": marker, "unsaid": f"Not {marker}"}]}
    form = journal.answers.begin("two_column", kept.when, f"Form {marker}", values)
    origin = Origin(entry=form.id, field="scene/0", selector=select(marker, 0, len(marker)))
    one = journal.assumptions.add(
        NewAssumption(statement=f"That {marker}", confidence=70, reason=marker), origin=origin
    )
    journal.assumptions.add_evidence(one.id, NewEvidence(stance=1, text=marker, source=marker))
    journal.experiments.plan(
        one.id,
        NewExperiment(
            plan=marker, smallest_safe=marker, foretold=marker, percent=60, would_weaken=marker,
            due_on=dt.date(2030, 1, 1),
        ),
    )  # fmt: skip
    journal.assumptions.revise(one.id, f"Rather {marker}")
    journal.answers.save(form.id, f"Form {marker}", values | {"cost": f"Much {marker}"})
    goal, value, metric = said_everywhere(journal, kept.id, marker)
    journal.entries.trash(gone.id)
    assert journal.search.find(marker).hits
    while_open = leaks(tmp_path, marker)
    journal.back_up()
    journal.entries.purge(gone.id)
    parts = {
        journal.assumptions: one.id,
        journal.goals: goal,
        journal.values: value,
        journal.metrics: metric,
    }
    for part, gone_id in parts.items():
        part.trash(gone_id)
        part.purge(gone_id)
    assert journal.check().sound
    journal.close(back_up=True)
    with open_journal(folder) as journal:
        assert journal.attachments.of(kept.id)
    assert (while_open, leaks(tmp_path, marker)) == ([], [])
    assert leaks(tmp_path, key.lower()) == []
    assert leaks(tmp_path, PASSPHRASE) == []
    assert list((tmp_path / "tmp").iterdir()) == []


@pytest.mark.parametrize(
    "write",
    [
        lambda text: text.encode(),
        lambda text: text.upper().encode(),
        lambda text: text.encode("utf-16"),
        lambda text: base64.b64encode(b"a" + text.encode() + b"bc"),
        lambda text: base64.b64encode(b"ab" + text.encode() + b"b"),
        lambda text: b"xx" + zlib.compress(text.encode() * 9),
        lambda text: text.encode().hex().encode(),
        lambda text: json.dumps({"title": text}).encode(),
    ],
)
def test_the_search_for_the_marker_would_find_it(tmp_path, marker, write):
    (tmp_path / "file").write_bytes(bytes(100) + write(f"some {marker} here") + bytes(100))
    assert leaks(tmp_path, marker) == ["file"]


def test_the_search_for_the_marker_looks_into_archives_and_names(tmp_path, marker):
    with zipfile.ZipFile(tmp_path / "a.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("x", f"{marker} " * 50)
    (tmp_path / f"b-{marker.upper()}").mkdir()
    assert leaks(tmp_path, marker) == ["a.zip", f"b-{marker.upper()}"]
