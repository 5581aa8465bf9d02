"""What has nothing to do with maps does not load the library of graphs, nor the one of numbers."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

from journals import PASSPHRASE

HEAVY = {"networkx", "numpy", "scipy", "PySide6"}
COMMANDS = (
    "list", "search lake", "goal list", "value list", "assumption list", "prediction list",
    "people list", "target list", "review due", "stats", "check", "backup",
)  # fmt: skip
RUN = """
import contextlib, io, json, sys
from metanoia import __main__ as start
loaded = {}
for words in json.loads(sys.argv[1]):
    with contextlib.redirect_stdout(io.StringIO()):
        code = start.main([*words.split(), *sys.argv[2:]])
    loaded[words] = [code, sorted({name.partition(".")[0] for name in sys.modules})]
print(json.dumps(loaded))
"""


@pytest.fixture
def loaded(folder, tmp_path):
    """Run every command in one fresh process; return (exit code, what is loaded by then) of each."""
    words = tmp_path / "passphrase"
    words.write_text(PASSPHRASE, encoding="utf-8")
    words.chmod(0o600)
    where = ("--journal", str(folder), "--passphrase-file", str(words))
    done = subprocess.run(
        [sys.executable, "-P", "-c", RUN, json.dumps(COMMANDS), *where],
        capture_output=True, text=True, check=True, timeout=60,
    )  # fmt: skip
    return json.loads(done.stdout)


def test_commands_without_maps_load_nothing_that_only_maps_need(loaded):
    assert list(loaded) == list(COMMANDS)
    assert {words: code for words, (code, _) in loaded.items() if code} == {}
    assert {words: HEAVY & set(names) for words, (_, names) in loaded.items() if HEAVY & set(names)} == {}  # fmt: skip


@pytest.mark.skipif(sys.platform != "linux", reason="asks the Linux kernel")
def test_a_command_is_closed_to_its_neighbours():
    code = (
        "import contextlib, ctypes, io, resource\n"
        "from metanoia import __main__ as start\n"
        "with contextlib.redirect_stdout(io.StringIO()):\n"
        "    start.main(['--help'])\n"
        "print(ctypes.CDLL(None).prctl(3, 0, 0, 0, 0), *resource.getrlimit(resource.RLIMIT_CORE))\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "0 0 0\n"
