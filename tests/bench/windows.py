"""Start window.py in processes of its own, by turns: an empty window, and the journal's."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from pathlib import Path

import common

import journals

ROUNDS = 7
PROGRAM = Path(__file__).with_name("window.py")


def compared(goal: str, what: str, size: int, figure: str, at_most: float, yardstick: int | None,
             **scale) -> common.Ratio:  # fmt: skip
    """Compare ``figure`` of the journal's window to an empty one, or to that of another size."""
    pairs = []
    for _ in range(ROUNDS):
        other = shown("empty") if yardstick is None else app(yardstick)
        pairs.append((app(size)[figure], other[figure]))
    return common.compared(goal, what, size, pairs, at_most=at_most, **scale)


def app(size: int) -> dict[str, float]:
    """Show the journal of that size."""
    folder, key = journals.made(size)
    return shown("app", str(folder), key.hex())


def shown(*arguments: str) -> dict[str, float]:
    """Show one window and return what it measured."""
    environment = {
        **os.environ,
        "METANOIA_HOME": str(journals.KEEP / "home"),
        "QT_QPA_PLATFORM": os.environ.get("QT_QPA_PLATFORM", "offscreen"),
    }
    environment.pop("PYTHONDONTWRITEBYTECODE", None)  # it would compile the app at every start
    environment["BENCH_BEGUN"] = repr(time.monotonic())
    done = subprocess.run(
        [sys.executable, str(PROGRAM), *arguments], env=environment, capture_output=True, text=True,
        check=False,
    )  # fmt: skip
    if done.returncode:
        raise RuntimeError(done.stderr)
    return json.loads(done.stdout.splitlines()[-1])
