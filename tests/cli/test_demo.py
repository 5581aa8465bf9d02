"""metanoia demo: the main job, end to end."""

from __future__ import annotations

import stat
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from command_line import bare, run
from metanoia.journal import Journal


@pytest.fixture(autouse=True)
def temporary(tmp_path, monkeypatch):
    """Let the demonstration take place where we can look."""
    place = tmp_path / "temporary"
    place.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(place))
    return place


def test_every_step_works_and_nothing_is_left(temporary):
    ran = bare("demo")
    assert ran.code == 0, ran.err
    assert "sealed a share for the coach: 1 goal, 1 target, 3 entries" in ran.out
    assert "from 80% to 45%" in ran.out
    assert "made a goal; its gap closes" in ran.out
    assert "did a weekly review" in ran.out
    assert "the coach kept it, asked a question, and agreed to the target" in ran.out
    assert "brought the reply in beside the words; answered it" in ran.out
    assert "Every step worked" in ran.out
    assert list(temporary.iterdir()) == []


def test_a_real_process_needs_no_qt():
    without = "import sys; sys.modules['PySide6'] = None; from metanoia.__main__ import main; sys.exit(main())"
    done = subprocess.run(
        [sys.executable, "-P", "-c", without, "demo"], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0
    assert "Every step worked" in done.stdout, done.stderr


def test_what_is_kept_can_be_opened(temporary):
    ran = bare("demo", "--keep", "--json")
    folder = Path(ran.json["journal"])
    assert stat.S_IMODE(folder.parent.stat().st_mode) == 0o700
    assert len(ran.json["steps"]) == 21
    passphrase = ran.err.strip().rpartition(": ")[2]
    assert run(folder, "search", "quiet heron", "--json", passphrase=passphrase).json
    assert run(folder, "reply", "list", "--json", passphrase=passphrase).json


def test_a_step_that_does_not_work_fails_the_demonstration(temporary, monkeypatch):
    class Unsound:
        sound = False

    monkeypatch.setattr(Journal, "check", lambda _self: Unsound)
    ran = bare("demo")
    assert ran.code == 1
    assert ran.err.startswith("The demonstration failed: the check found damage.")
    assert list(temporary.iterdir()) == []
