"""What a terminal is shown: tables that fit, hits in bold, no sign that steers it."""

from __future__ import annotations

import io
import os
import sys

from metanoia.cli import terminal
from metanoia.domain.query import HIT_END, HIT_START


class Screen(io.StringIO):
    def isatty(self):
        return True


def narrow_terminal(monkeypatch) -> Screen:
    """Let standard output be a terminal 50 columns wide, and return what stands on it."""
    screen = Screen()
    monkeypatch.setattr(sys, "stdout", screen)
    monkeypatch.setattr("shutil.get_terminal_size", lambda *_, **__: os.terminal_size((50, 20)))
    return screen


def test_rows_stand_in_columns_and_no_line_is_wider_than_the_terminal(monkeypatch):
    narrow = narrow_terminal(monkeypatch)
    terminal.table([("a", "1", "short"), ("bbb", "22", "long " * 40), ("c", "日本", "日本" * 40)])
    lines = narrow.getvalue().splitlines()
    assert lines[0] == "a    1     short"
    assert [line[:9] for line in lines[:2]] == ["a    1   ", "bbb  22  "]
    assert lines[1].endswith("long lon…")
    assert max(map(terminal._width, lines)) <= 50


def test_hits_are_bold_and_a_cut_leaves_nothing_bold_behind(monkeypatch):
    narrow = narrow_terminal(monkeypatch)
    terminal.table(
        [("x", f"One {HIT_START}hit{HIT_END} and more."), ("y", f"{HIT_START}{'h' * 80}")]
    )
    first, second = narrow.getvalue().splitlines()
    assert first == "x  One \x1b[1mhit\x1b[22m and more."
    assert second.endswith("h\x1b[22m…")
    narrow.truncate(0)
    terminal.table([("z", f"{'n' * 46}{HIT_START}hit{HIT_END}")])
    assert "\x1b" not in narrow.getvalue()


def test_into_a_file_nothing_is_cut_or_marked(capsys):
    terminal.table([("x", f"{HIT_START}hit{HIT_END} " + "long " * 100)])
    assert capsys.readouterr().out == "x  hit " + " ".join(["long"] * 100) + "\n"


def test_a_snippet_begins_a_little_before_its_hit():
    text = f"{'word ' * 20}{HIT_START}hit{HIT_END} after"
    assert terminal.from_hit(text) == f"…word word word word {HIT_START}hit{HIT_END} after"
    assert terminal.from_hit("no hit " * 20) == "no hit " * 20
    assert terminal.from_hit(f"{'w' * 99}{HIT_START}hit") == f"…{HIT_START}hit"


def test_amounts_are_said_in_words():
    assert terminal.counted(1, "entry", "entries") == "1 entry"
    assert terminal.counted(3415, "entry", "entries") == "3,415 entries"


def test_progress_draws_only_on_a_terminal(monkeypatch, capsys):
    with terminal.progress("Working", 10) as tell:
        tell(5)
    assert capsys.readouterr().err == ""
    monkeypatch.setattr(sys, "stderr", screen := Screen())
    with terminal.progress("Working", 10) as tell:
        tell(5)
        tell(10)
    assert capsys.readouterr().out == ""
    assert "Working" in screen.getvalue()
