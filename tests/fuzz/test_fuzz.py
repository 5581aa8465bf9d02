"""A short run of what `python tests/fuzz` does for long, and whether it would see anything at all."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

FUZZ = Path(__file__).parent
TESTS = FUZZ.parent
PLANTED = """
import sys
sys.path[:0] = [{fuzz!r}, {tests!r}]
import socket, time, tempfile
from pathlib import Path
import guard
from metanoia.domain.errors import Refused
guard.SECONDS = 0.2
folder = Path(tempfile.mkdtemp())
watching = guard.Guard(folder)
def busy():
    until = time.process_time() + 0.3
    while time.process_time() < until: pass
def refused(): raise Refused("Too long.")
def silent(): raise Refused("")
def lookup():
    try: socket.getaddrinfo("localhost", 1)
    except OSError: pass
def connect():
    with socket.socket() as one: one.connect_ex(("127.0.0.1", 9))
print(watching.watch({call}, (Refused,)).fault)
"""


def environment() -> dict[str, str]:
    paths = [str(TESTS.parent / "app"), os.environ.get("PYTHONPATH", "")]
    return {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, paths))}


@pytest.mark.parametrize(
    ("call", "fault"),
    [
        ("busy", "slow: 0."),
        ("silent", "crash: Refused"),
        ("lambda: {}['x']", "crash: KeyError"),
        ("lambda: 'x'.encode('utf-16').decode('ascii')", "crash: UnicodeDecodeError"),
        ("lambda: open('/etc/hosts')", "touched: open '/etc/hosts'"),
        ("lambda: open(folder.parent / 'beside', 'w')", "touched: open"),
        ("lambda: Path('/etc/hosts').read_bytes()", "touched: open"),
        ("lookup", "touched: socket.getaddrinfo"),
        ("connect", "touched: socket.connect"),
        ("refused", ""),
        ("lambda: open(folder / 'within', 'w').close()", ""),
    ],
)
def test_whatever_goes_wrong_is_seen(call, fault, tmp_path):
    program = PLANTED.format(fuzz=str(FUZZ), tests=str(TESTS), call=call)
    ran = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", program], capture_output=True, text=True,
        env={**environment(), "TMPDIR": str(tmp_path)}, check=True,
    )  # fmt: skip
    assert ran.stdout.strip().startswith(fault)
    assert bool(ran.stdout.strip()) == bool(fault)


def test_hostile_input_of_every_kind_is_read_or_refused(tmp_path):
    report = tmp_path / "report.json"
    ran = subprocess.run(
        [sys.executable, str(FUZZ), "--mutants", "150", "--damages", "12", "--patience", "20", "--report", str(report)],
        capture_output=True, text=True, env=environment(), check=False,
    )  # fmt: skip
    told = json.loads(report.read_text())
    tallies = [
        one for what in ("corpora", "mutants", "damaged journals") for one in told[what].values()
    ]
    assert [one["faults"] for one in tallies if one["faults"]] == []
    assert ran.returncode == 0, ran.stderr
    assert told["corpora"]["hostile shares"]["tried"] >= 121
    assert told["corpora"]["hostile Markdown"]["tried"] >= 57 + 50
    assert all(one["tried"] for one in tallies)
    assert told["most_megabytes"] < 600
