"""The command line as a program uses it: words and standard input in, exit code and two streams out."""

from __future__ import annotations

import contextlib
import fcntl
import hashlib
import io
import json
import os
import select
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from journals import PASSPHRASE
from metanoia import __main__ as start

PROGRAM = [sys.executable, "-P", "-m", "metanoia"]
PATIENCE = 60.0

_IN_ITS_TERMINAL = """
import fcntl, os, signal, sys, termios
signal.signal(signal.SIGINT, signal.SIG_DFL)  # a suite that runs in the background has it ignored
fcntl.ioctl(0, termios.TIOCSCTTY, 0)
os.execv(sys.executable, [sys.executable, "-P", "-m", "metanoia", *sys.argv[1:]])
"""


@dataclass(frozen=True)
class Ran:
    """What came of a command."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """The one JSON value on standard output; fails if there is anything else."""
        assert self.code == 0, self.err
        return json.loads(self.out)

    @property
    def sentence(self) -> str:
        """What was told of a failure; fails unless it is one line, code 1 and nothing else."""
        assert (self.code, self.out) == (1, ""), (self.code, self.out, self.err)
        assert "Traceback" not in self.err
        assert self.err.count("\n") == 1, self.err
        return self.err.strip()


def bare(*words: object, typed: str = "") -> Ran:
    """Run exactly these words in this process, with ``typed`` as standard input."""
    out, err, before = io.StringIO(), io.StringIO(), sys.stdin
    sys.stdin = io.StringIO(typed)
    try:
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            code = start.main([str(word) for word in words])
    finally:
        sys.stdin = before
    return Ran(code, out.getvalue(), err.getvalue())


def run(folder: Path, *words: object, typed: str = "", passphrase: str = PASSPHRASE) -> Ran:
    """Run a command on the journal in ``folder``; ``typed`` follows the passphrase on standard input."""
    unlock = ("--passphrase-file", "-")
    return bare("--journal", folder, *unlock, *words, typed=f"{passphrase}\n{typed}")


def run_program(
    folder: Path, *words: object, typed: str = "", env: dict[str, str] | None = None
) -> Ran:
    """Do the same in a process of its own."""
    done = subprocess.run(
        [*PROGRAM, "--journal", str(folder), "--passphrase-file", "-", *map(str, words)],
        input=f"{PASSPHRASE}\n{typed}".encode(),
        capture_output=True,
        env=env,
        check=False,
        timeout=PATIENCE,
    )
    return Ran(done.returncode, done.stdout.decode(), done.stderr.decode())


def run_in_terminal(words: list[str], answers: list[str], press: bytes = b"") -> tuple[int, str]:
    """Run the program in a terminal of its own; type an answer at each prompt; return code and screen."""
    ours, theirs = os.openpty()
    fcntl.fcntl(ours, fcntl.F_SETFD, fcntl.FD_CLOEXEC)
    with subprocess.Popen(
        [sys.executable, "-c", _IN_ITS_TERMINAL, *words],
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        start_new_session=True,
    ) as program:
        os.close(theirs)
        screen, waiting, asked = b"", [*answers], 0
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            ready, _, _ = select.select([ours], [], [], 0.1)
            if not ready:
                if program.poll() is not None:
                    break
                continue
            try:
                screen += os.read(ours, 4096)
            except OSError:  # the terminal closed: the program is done
                break
            if waiting and screen[asked:].rstrip().endswith((b":", b"]")):
                asked = len(screen)
                os.write(ours, waiting.pop(0).encode() + b"\n")
            elif press and not waiting:
                os.write(ours, press)
                press = b""
        else:
            program.kill()
        os.close(ours)
        return program.wait(), screen.decode()


def fingerprints(folder: Path) -> dict[str, str]:
    """Return the SHA-256 of every file under a folder, the lock apart."""
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name != ".lock"
    }
