"""Start window.py in processes of its own, by turns: an empty window, and the journal's."""

from __future__ import annotations

import functools
import json
import os
import subprocess
import sys
import time
from pathlib import Path

import filled

ROUNDS = 9
PROGRAM = Path(__file__).with_name("window.py")

Figures = dict[str, float]


@functools.cache
def beside_empty(size: int, way: str) -> tuple[tuple[Figures, Figures], ...]:
    """Return what a journal of that size, shown one ``way``, and an empty window measured, by turns."""
    folder, key = filled.made(size)
    _shown(way, str(folder), key.hex())  # compiled and in the cache of files
    pairs = []
    for _ in range(ROUNDS):
        empty = _shown("empty")
        pairs.append((_shown(way, str(folder), key.hex()), empty))
    return tuple(pairs)


def figures(size: int, ours: str, yardstick: str, way: str = "list") -> list[tuple[float, float]]:
    """Return pairs of one figure of the journal's window and one of the empty window."""
    return [(app[ours], empty[yardstick]) for app, empty in beside_empty(size, way)]


def between(size: int, other: int, figure: str) -> list[tuple[float, float]]:
    """Return pairs of one figure at two sizes, measured by turns."""
    pairs = []
    for _ in range(ROUNDS):
        measured = []
        for count in (size, other):
            folder, key = filled.made(count)
            measured.append(_shown("list", str(folder), key.hex())[figure])
        pairs.append((measured[0], measured[1]))
    return pairs


def _shown(*arguments: str) -> Figures:
    """Show one window and return what it measured."""
    environment = {
        **os.environ,
        "METANOIA_HOME": str(filled.SCRATCH / "home"),
        "QT_QPA_PLATFORM": os.environ.get("QT_QPA_PLATFORM", "offscreen"),
    }
    environment.pop("PYTHONDONTWRITEBYTECODE", None)  # it would compile the app at every start
    environment["BENCH_BEGUN"] = repr(time.monotonic())
    done = subprocess.run(
        [sys.executable, str(PROGRAM), *arguments], env=environment, capture_output=True, text=True,
        check=False, timeout=60,
    )  # fmt: skip
    if not done.stdout.strip():
        raise RuntimeError(done.stderr)
    return json.loads(done.stdout.splitlines()[-1])
