"""What is typed into the window is nowhere outside of the journal: the whole program, in a home of its own."""

from __future__ import annotations

import json
import os
import secrets
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from canary import holds, leaks

WALK = Path(__file__).with_name("window_walk.py")
TIMEOUT = 180.0
_LISTENED = """
dbus-monitor --session > "$HEARD" 2>/dev/null &
for _ in $(seq 50); do [ -s "$HEARD" ] && break; sleep 0.1; done
"$@"
code=$?
kill $!
exit $code
"""


@pytest.fixture(scope="module")
def walked(tmp_path_factory):
    """Walk once; return (the computer's folder, the marker, what the walk told, what D-Bus heard, what was said)."""
    root = tmp_path_factory.mktemp("computer")
    aside = tmp_path_factory.mktemp("aside")
    marker = f"zq{secrets.token_hex(8)}xv"
    for folder in ("home", "tmp", "run"):
        (root / folder).mkdir(mode=0o700)
    environment = {
        "PATH": os.environ["PATH"],
        "HOME": str(root / "home"),
        "TMPDIR": str(root / "tmp"),
        "SQLITE_TMPDIR": str(root / "tmp"),
        "XDG_RUNTIME_DIR": str(root / "run"),
        "LC_ALL": "C.UTF-8",
        "PYTHONDONTWRITEBYTECODE": "1",
        "PYTHONPATH": str(WALK.parent),
        "PYTHON_KEYRING_BACKEND": "keyring.backends.fail.Keyring",
        "QT_QPA_PLATFORM": "offscreen",
        "WALK_MARKER": marker,
        "HEARD": str(aside / "heard"),
    }
    words = [sys.executable, "-P", str(WALK), str(aside / "told.json")]
    if shutil.which("dbus-run-session") and shutil.which("dbus-monitor"):
        words = ["dbus-run-session", "--", "sh", "-c", _LISTENED, "sh", *words]
    done = subprocess.run(
        words, env=environment, capture_output=True, check=False, timeout=TIMEOUT, cwd=root
    )
    assert done.returncode == 0, done.stderr[-2_000:].decode().replace(marker, "MARKER")
    told = json.loads((aside / "told.json").read_text(encoding="utf-8"))
    heard = aside / "heard"
    return (
        root,
        marker,
        told,
        heard.read_bytes() if heard.exists() else None,
        done.stdout + done.stderr,
    )


def test_it_was_typed_into_many_fields_on_every_page(walked):
    _, _, told, _, _ = walked
    assert told["pages"] > 20
    assert told["typed"] > 25
    assert told["locked"]


def test_no_file_holds_it(walked):
    root, marker, _, _, _ = walked
    (database,) = root.rglob("journal.db")
    assert database.stat().st_size > 100_000
    assert leaks(root, marker) == []


def test_what_went_wrong_was_logged_by_its_kind(walked):
    root, _, _, _, _ = walked
    (log,) = root.rglob("metanoia.log")
    text = log.read_text(encoding="utf-8")
    assert text.count("uncaught ValueError at window_walk.py") == 2
    assert "background work failed: ValueError" in text
    assert "Qt QtWarningMsg" in text


def test_nothing_is_said_on_the_terminal(walked):
    _, marker, _, _, said = walked
    assert not holds(said, marker)


def test_no_title_of_a_window_holds_it(walked):
    _, marker, told, _, _ = walked
    assert "Metanoia" in told["titles"]
    assert not [title for title in told["titles"] if marker in title.lower()]


def test_no_screen_reader_finds_it_after_the_lock(walked):
    _, marker, told, _, _ = walked
    assert len(told["read aloud"]) > 3
    assert not [words for words in told["read aloud"] if marker in words.lower()]


def test_a_copied_key_goes_with_the_lock(walked):
    _, marker, told, _, _ = walked
    assert told["clipboard"] == [f"AAAA-{marker}", ""]


def test_no_other_program_hears_of_it(walked):
    _, marker, _, heard, _ = walked
    if heard is None:
        pytest.skip("dbus-run-session and dbus-monitor are not installed, which hear D-Bus")
    assert b"member=" in heard
    assert not holds(heard, marker)
