"""What the README and CONTRIBUTING tell is true: commands, paths and links are there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from metanoia.__main__ import main

ROOT = Path(__file__).resolve().parents[2]
README = (ROOT / "README.md").read_text("utf-8")
SCREENFUL = 24


def commands() -> list[str]:
    """Return the commands in the README's table, without what stands for their arguments."""
    rows = [line.split("|")[1] for line in README.splitlines() if line.startswith("| `metanoia ")]
    named = [cell for row in rows for cell in re.findall(r"`([^`]+)`", row)]
    return [re.sub(r"^metanoia |( [A-Z]+)+$", "", name).strip() for name in named]


def help_of(words: list[str], capsys: pytest.CaptureFixture[str]) -> tuple[int, str]:
    """Return the exit code and the text of ``metanoia ... --help``."""
    try:
        code = main([*words, "--help"])
    except SystemExit as end:
        code = int(end.code or 0)
    return code, capsys.readouterr().out


def test_the_two_commands_stand_in_the_first_screenful():
    first = "\n".join(README.splitlines()[:SCREENFUL])
    assert "python3 packaging/dev.py run " in first
    assert "python3 packaging/dev.py test " in first


def test_the_continuous_check_is_the_command_of_the_readme_and_nothing_else():
    lines = (ROOT / ".ci" / "run").read_text("utf-8").splitlines()
    does = [line for line in lines if line and not line.startswith(("#", "set "))]
    assert does == ['cd "$(dirname "$0")/.."', "exec python3 packaging/dev.py test"]


@pytest.mark.parametrize("command", commands())
def test_each_command_of_the_readme_is_there(command, capsys):
    code, told = help_of(command.split(), capsys)
    assert code == 0
    assert f"Usage: metanoia {command}" in told


def test_each_command_that_is_there_stands_in_the_readme(capsys):
    _code, told = help_of([], capsys)
    section = told.partition("Commands:\n")[2].partition("\n\n")[0]
    listed = re.findall(r"^  ([a-z][a-z-]*)\b", section, re.MULTILINE)
    assert listed
    assert set(listed) <= {command.split()[0] for command in commands()}


@pytest.mark.parametrize("page", ["README.md", "CONTRIBUTING.md", "CHANGELOG.md"])
def test_every_file_that_is_named_is_there(page):
    text = (ROOT / page).read_text("utf-8")
    linked = re.findall(r"\]\(([\w./-]+)\)", text)
    named = re.findall(r"`((?:app|packaging|resources|tests|ui|store|domain|cli)/[\w./-]*)", text)
    # In the chapter on adding a practice, "assumptions" is only an example.
    for name in [*linked, *(name for name in named if "assumptions" not in name)]:
        assert (ROOT / name).exists() or (ROOT / "app" / "metanoia" / name).exists(), name
