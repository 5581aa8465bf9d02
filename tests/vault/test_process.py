from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace
from typing import ClassVar

import pytest

import metanoia
from metanoia.vault import process
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


TARGET = """
import ctypes, sys
PR_SET_PTRACER, ANYBODY = 0x59616D61, ctypes.c_ulong(-1)
ctypes.CDLL(None).prctl(PR_SET_PTRACER, ANYBODY, 0, 0, 0)
kept = ctypes.create_string_buffer(b"what nobody may read")
if sys.argv[1] == "hardened":
    harden()
print(ctypes.addressof(kept), flush=True)
sys.stdin.read()
"""
NEIGHBOUR = """
import sys
pid, address = map(int, sys.argv[1:])
try:
    with open(f"/proc/{pid}/mem", "rb", buffering=0) as memory:
        memory.seek(address)
        print(memory.read(20).decode())
except PermissionError:
    print("refused")
try:
    open(f"/proc/{pid}/environ", "rb").read()
    print("read")
except PermissionError:
    print("refused")
"""
UNPRIVILEGED = """
import contextlib, ctypes, gc, os, resource, sys, typing
if os.getuid() == 0:
    os.setgroups([])
    os.setgid(65534)
    os.setuid(65534)
    ctypes.CDLL(None).prctl(4, 1, 0, 0, 0)  # as a program of that user is from its start
"""


def unprivileged(code, *words):
    """Run ``code`` as a user without rights, where this test is run by root."""
    code = UNPRIVILEGED + code.replace("from __future__ import annotations", "")
    return subprocess.Popen(
        [sys.executable, "-I", "-c", code, *words],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip


@pytest.mark.skipif(sys.platform != "linux", reason="asks the Linux kernel")
@pytest.mark.parametrize(
    ("how", "seen"),
    [("hardened", ["refused", "refused"]), ("as it is", ["what nobody may read", "read"])],
)
def test_the_memory_of_a_hardened_process_cannot_be_read_by_its_own_user(how, seen):
    code = Path(process.__file__).read_text(encoding="utf-8") + TARGET
    with unprivileged(code, how) as target:
        address = target.stdout.readline().strip()
        with unprivileged(NEIGHBOUR, str(target.pid), address) as neighbour:
            said = neighbour.communicate(timeout=30)[0].splitlines()
        target.stdin.close()
    assert said == seen


class Call:
    """A function of a library: it notes what it is given, and answers the same each time."""

    def __init__(self, answer, heard):
        self.answer, self.heard = answer, heard

    def __call__(self, *given):
        self.heard.append(given)
        return self.answer


@pytest.mark.parametrize("made", [1, 0])
def test_windows_gets_a_list_of_rights(made):
    kernel = SimpleNamespace(GetCurrentProcess=Call(77, []), LocalFree=Call(None, []))
    security = SimpleNamespace(
        ConvertStringSecurityDescriptorToSecurityDescriptorW=Call(made, []),
        SetKernelObjectSecurity=Call(1, []),
    )
    process.restrict_windows(SimpleNamespace(kernel32=kernel, advapi32=security))
    words = security.ConvertStringSecurityDescriptorToSecurityDescriptorW.heard[0][0].value
    rights = int(words.split(";")[2], 16)
    assert rights & (0x10 | 0x20 | 0x8 | 0x400 | 0x40000) == 0  # read, write, operate, query, DACL
    assert len(security.SetKernelObjectSecurity.heard) == made
    assert len(kernel.LocalFree.heard) == made


def test_macos_denies_attaching():
    system = SimpleNamespace(ptrace=Call(0, []))
    process.deny_attaching(system)
    assert system.ptrace.heard == [(31, 0, None, 0)]
