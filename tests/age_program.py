"""The real ``age`` program, which reads passphrases from a terminal only: it is given a pseudo-terminal."""

from __future__ import annotations

import os
import select
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

needs_age = pytest.mark.skipif(
    shutil.which("age") is None, reason="the age program is not installed: apt install age"
)
needs_ssh_keygen = pytest.mark.skipif(
    shutil.which("ssh-keygen") is None,
    reason="the ssh-keygen program is not installed: apt install openssh-client",
)

PATIENCE = 60.0

# age asks on /dev/tty, so the pseudo-terminal has to be the one of its session.
_AGE_IN_ITS_TERMINAL = """
import fcntl, os, sys, termios
fcntl.ioctl(0, termios.TIOCSCTTY, 0)
os.execvp("age", ["age", *sys.argv[1:]])
"""


def decrypt(sealed: Path, passphrase: str, opened: Path) -> int:
    """Run ``age -d`` on a file sealed with a passphrase; return its exit status."""
    return _run(["-d", "-o", str(opened), str(sealed)], [passphrase])


def encrypt(plain: Path, passphrase: str, sealed: Path) -> int:
    """Run ``age -p`` on a file; return its exit status."""
    return _run(["-p", "-o", str(sealed), str(plain)], [passphrase, passphrase])


def _run(arguments: list[str], answers: list[str]) -> int:
    """Run age in a terminal of its own and type an answer at each prompt."""
    ours, theirs = os.openpty()
    with subprocess.Popen(
        [sys.executable, "-c", _AGE_IN_ITS_TERMINAL, *arguments],
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        start_new_session=True,
    ) as program:
        os.close(theirs)
        waiting = list(answers)
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            ready, _, _ = select.select([ours], [], [], 0.1)
            if not ready:
                if program.poll() is not None:
                    break
                continue
            try:
                said = os.read(ours, 1024)
            except OSError:  # the terminal closed: age is done
                break
            if said.rstrip().endswith(b":") and waiting:
                os.write(ours, waiting.pop(0).encode() + b"\n")
        else:
            program.kill()
        os.close(ours)
        return program.wait()
