from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import ClassVar

import pytest

import metanoia
from metanoia.vault.process import trim_memory

HARDENED = """
import ctypes, resource, sys
sys.path.insert(0, sys.argv[1])
from metanoia.vault.process import harden
harden()
print(ctypes.CDLL(None).prctl(3, 0, 0, 0, 0), resource.getrlimit(resource.RLIMIT_CORE))
"""


@pytest.mark.skipif(sys.platform != "linux", reason="asks the Linux kernel")
def test_a_hardened_process_dumps_no_memory():
    said = subprocess.run(
        [sys.executable, "-c", HARDENED, str(Path(metanoia.__file__).parent.parent)],
        capture_output=True,
        text=True,
        check=True,
    )
    assert said.stdout.strip() == "0 (0, 0)"


def test_dropped_circles_are_collected():
    class Held:
        gone: ClassVar[list[str]] = []

        def __init__(self):
            self.me = self

        def __del__(self):
            self.gone.append("text")

    Held()
    trim_memory()
    assert Held.gone == ["text"]
