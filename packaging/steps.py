"""The steps behind each word of dev.py: run, test, wheels, lock."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

import environment
import machine
import system
from machine import Stop

EVERY_CORE = ["-n", "auto", "--maxprocesses=4"]
NO_SCREEN = (
    "There is no screen here, so no window can open. Metanoia's command line needs none: "
    "this runs 'metanoia demo', which does the main job and prints what it did."
)
UV = [
    *("pip", "compile", "pyproject.toml", "--universal", "--python-version", "3.11", "--quiet"),
    *("--generate-hashes", "--no-emit-index-url", "--no-header", "--no-annotate", "--no-build"),
]


def main(argv: list[str], usage: str) -> int:
    """Do what the first word says and return the exit code; a failure is one plain sentence."""
    word, rest = (argv[0], argv[1:]) if argv else ("", [])
    if word in ("-h", "--help"):
        print(usage)
        return 0
    if word not in WORDS:
        print(usage, file=sys.stderr)
        return 2
    try:
        return WORDS[word](rest[1:] if rest[:1] == ["--"] else rest)
    except Stop as why:
        print(why, file=sys.stderr)
        return 1
    except OSError as why:
        print(f"Setting up failed: {why}", file=sys.stderr)
        return 1
    except (KeyboardInterrupt, EOFError):
        print("\nStopped. What was done stays; start this again to go on.", file=sys.stderr)
        return 130


def run(arguments: list[str]) -> int:
    """Set up what is missing and start Metanoia; without a screen, and nothing asked, its demo."""
    screens = machine.screens(os.environ)
    if not screens and not arguments:
        print(NO_SCREEN, flush=True)
        arguments = ["demo"]
    _set_up("run", screens)
    if not arguments and not any(machine.answers(kind, os.environ) for kind in screens):
        print(NO_SCREEN, flush=True)
        arguments = ["demo"]
    return subprocess.call([str(environment.python()), "-P", "-m", "metanoia", *arguments])


def test(arguments: list[str]) -> int:
    """Set up what is missing and run every test, on up to four cores; ``arguments`` go to pytest instead."""
    _set_up("test", ())
    settings = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    command = [str(environment.python()), "-P", "-m", "pytest", *(arguments or EVERY_CORE)]
    return subprocess.call(command, cwd=environment.ROOT, env=settings)


def wheels(arguments: list[str]) -> int:
    """Fill packaging/wheelhouse with every locked package, for setting up without a network."""
    if arguments:
        raise Stop("dev.py wheels takes nothing more.")
    system.provide((), with_tools=False)
    environment.make()
    folder = environment.WHEELHOUSE
    lock = environment.LOCKS / "test.txt"
    environment.pip(["download", *environment.HASHED, "-r", str(lock), "-d", str(folder)])
    print(f"{folder} now holds what {sys.platform} needs, for this Python version only.")
    return 0


def lock(arguments: list[str]) -> int:
    """Make both locks anew from pyproject.toml; ``arguments`` go to uv."""
    system.provide((), with_tools=False)
    run_lock, test_lock = environment.LOCKS / "run.txt", environment.LOCKS / "test.txt"
    with tempfile.TemporaryDirectory() as folder:
        venv = Path(folder) / "venv"
        environment.make(venv)
        environment.pip(["install", "uv"], venv)
        uv = environment.python(venv).with_name("uv.exe" if os.name == "nt" else "uv")
        for extra in (["-o", run_lock], ["--group", "test", "-c", run_lock, "-o", test_lock]):
            command = [uv, *UV, *arguments, *extra]
            if subprocess.call([str(part) for part in command], cwd=environment.ROOT):
                raise Stop("The locks were left as they were; what uv said stands above.")
    return 0


def _set_up(lock_name: str, screens: tuple[str, ...]) -> None:
    sentence = machine.unsupported(machine.facts())
    if sentence:
        raise Stop(sentence)
    system.provide(screens, with_tools=lock_name == "test")
    if not environment.ready(lock_name):
        environment.fill(lock_name)


WORDS: dict[str, Callable[[list[str]], int]] = {
    "run": run,
    "test": test,
    "wheels": wheels,
    "lock": lock,
}
