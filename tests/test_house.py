"""The habits of the house, held by the programs that know them."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]


@pytest.mark.parametrize(
    "words",
    [
        ["ruff", "check", "--quiet"],
        ["ruff", "format", "--check", "--quiet"],
        ["mypy", "--no-error-summary"],
    ],
    ids=["ruff check", "ruff format", "mypy"],
)
def test_the_code_keeps_its_rules(words):
    program, *arguments = words
    done = subprocess.run(
        [sys.executable, "-P", "-m", program, *arguments],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
