"""What a first word leads to, and that nobody meets a traceback."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from metanoia import __main__ as start
from metanoia.domain.errors import JournalMissing


@pytest.mark.parametrize(
    ("words", "opened"),
    [
        ([], []),
        (["--journal", "Diary"], ["Diary"]),
        (["--journal=Diary"], ["Diary"]),
        (["metanoia-2026-01-15-4f2a.metanoia"], ["metanoia-2026-01-15-4f2a.metanoia"]),
        (["answer.metanoia-reply"], ["answer.metanoia-reply"]),
        (["./Diary"], ["./Diary"]),
    ],
)
def test_nothing_or_a_path_opens_the_window(words, opened):
    assert start.window_argument(words) == opened


@pytest.mark.parametrize(
    "words",
    [
        ["new"],
        ["--help"],
        ["--journal", "Diary", "list"],
        ["write", "a/b"],
        ["desk", "open", "x.metanoia"],
    ],
)
def test_anything_else_is_a_command(words):
    assert start.window_argument(words) is None


def test_a_folder_with_a_journal_in_it_opens_the_window(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "Diary").mkdir()
    assert start.window_argument(["Diary"]) is None
    (tmp_path / "Diary" / "vault.json").touch()
    assert start.window_argument(["Diary"]) == ["Diary"]


@pytest.mark.skipif(
    not sys.platform.startswith("linux"), reason="elsewhere a screen is always there"
)
def test_without_a_screen_the_window_is_refused_in_a_sentence_before_qt_ends_the_process():
    hidden = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    blind = {name: value for name, value in os.environ.items() if name not in hidden}
    done = subprocess.run(
        [sys.executable, "-P", "-m", "metanoia"],
        env=blind,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith("There is no screen here")
    assert len(done.stderr.splitlines()) == 1


@pytest.mark.parametrize(
    ("fault", "told"),
    [
        (JournalMissing("Diary"), "There is no journal in Diary."),
        (ValueError("no such column: mysecret"), "(ValueError, __main__.py:"),
    ],
)
def test_a_failure_is_one_sentence_without_words_of_the_journal(monkeypatch, capsys, fault, told):
    def fail(_words):
        raise fault

    monkeypatch.setattr(start, "_command", fail)
    assert start.main(["list"]) == 1
    said = capsys.readouterr()
    assert told in said.err
    assert "Traceback" not in said.err
    assert "mysecret" not in said.err
    assert said.out == ""


def test_ctrl_c_ends_quietly(monkeypatch, capsys):
    def interrupted(_words):
        raise KeyboardInterrupt

    monkeypatch.setattr(start, "_command", interrupted)
    assert start.main(["list"]) == 130
    assert capsys.readouterr().err == "\n"
