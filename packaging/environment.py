"""The project's own Python environment, ``.venv``: made once, filled from a lock with hashes."""

from __future__ import annotations

import hashlib
import os
import shlex
import shutil
import subprocess
import sys
import sysconfig
from collections.abc import Mapping
from pathlib import Path

from machine import Stop

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
LOCKS = ROOT / "packaging" / "locks"
WHEELHOUSE = ROOT / "packaging" / "wheelhouse"
HASHED = ["--require-hashes", "--no-deps", "--only-binary", ":all:"]

# What pip writes when it fails, and what a person can do about it; the first that fits is said.
PIP_FAILURES = (
    (
        ("CERTIFICATE_VERIFY_FAILED", "SSLError", "SSL: "),
        (
            "The package index shows a certificate that this computer does not trust. If your organisation "
            "has its own, name its file: PIP_CERT=/path/to/certificate.pem"
        ),
    ),
    (
        ("ProxyError", "Tunnel connection failed", "407 Proxy"),
        (
            "The proxy refused the way to the package index. Set HTTPS_PROXY to the right address and "
            "start this again."
        ),
    ),
    (
        ("DO NOT MATCH THE HASHES", "do not match the hashes"),
        (
            "A downloaded package is not the one that was locked, so nothing of it was used. Start this "
            "again; if it stays so, do not trust that package index."
        ),
    ),
    (
        ("No space left on device", "Errno 28"),
        "The disk is full. About 700 MB are needed; free some space and start this again.",
    ),
    (
        (
            "NewConnectionError",
            "NameResolutionError",
            "Connection refused",
            "timed out",
            "Max retries",
            "(from versions: none)",
        ),
        (
            "The package index cannot be reached, or the folder of wheels lacks the package. Connect to "
            "the network once, or run 'dev.py wheels' on a like computer that has one and copy "
            "packaging/wheelhouse over."
        ),
    ),
    (
        ("No matching distribution", "Could not find a version"),
        (
            "A locked package has no build for this Python on this computer, or the folder of wheels "
            "has another version of it."
        ),
    ),
)


def python(venv: Path = VENV) -> Path:
    """Return the Python of an environment."""
    return _scripts(venv) / ("python.exe" if os.name == "nt" else "python")


def stamp(lock: bytes, version: tuple[int, ...] = tuple(sys.version_info[:3])) -> str:
    """Return the line that an environment filled from ``lock`` by that Python is marked with."""
    return f"{hashlib.sha256(lock).hexdigest()} {'.'.join(map(str, version))} {ROOT}\n"


def ready(lock: str, venv: Path = VENV) -> bool:
    """Tell whether the environment holds what the lock of that name says now."""
    mark = _mark(venv, lock)
    locked = (LOCKS / f"{lock}.txt").read_bytes()
    return mark.is_file() and mark.read_text("utf-8") == stamp(locked) and python(venv).exists()


def make(venv: Path = VENV) -> None:
    """Make the environment anew unless one of this very Python version is there."""
    if _version(venv) == sys.version_info[:3]:
        return
    shutil.rmtree(venv, ignore_errors=True)
    done = subprocess.run(
        [sys.executable, "-m", "venv", str(venv)], capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise Stop(f"Python could not make {venv}:\n{(done.stderr or done.stdout).strip()}")


def fill(lock: str) -> None:
    """Install what the lock says into the environment, and the ways to start Metanoia from it."""
    make()
    where = wheels(os.environ)
    offline = ["--no-index", "--find-links", str(where)] if where else []
    print("Installing the locked packages (about 120 MB to fetch, once)", flush=True)
    pip(["install", *HASHED, *offline, "-r", str(LOCKS / f"{lock}.txt")])
    link()
    # The test lock holds the run lock, so that one start after the tests installs nothing.
    for name in ("run", lock) if lock == "test" else (lock,):
        _mark(VENV, name).write_text(stamp((LOCKS / f"{name}.txt").read_bytes()), "utf-8")


def wheels(environ: Mapping[str, str]) -> Path | None:
    """Return the folder of wheels to install from without a network; None to use the package index."""
    named = environ.get("METANOIA_WHEELS")
    if named:
        if not any(Path(named).glob("*.whl")):
            raise Stop(f"METANOIA_WHEELS names {named}, but no wheels lie there.")
        return Path(named)
    return WHEELHOUSE if any(WHEELHOUSE.glob("*.whl")) else None


def pip(arguments: list[str], venv: Path = VENV) -> None:
    """Run the environment's pip; Stop with a sentence when it fails."""
    quiet = ["-q", "--no-input", "--disable-pip-version-check"]
    done = subprocess.run(
        [str(python(venv)), "-m", "pip", arguments[0], *quiet, *arguments[1:]],
        capture_output=True,
        text=True,
        errors="replace",
        check=False,
    )
    if done.returncode:
        raise Stop(pip_sentence(done.stdout + done.stderr))


def pip_sentence(said: str) -> str:
    """Return what to tell a person after pip failed and said ``said``: its errors, and what to do."""
    advice = next((told for marks, told in PIP_FAILURES if any(m in said for m in marks)), None)
    lines = said.strip().splitlines()
    end = "\n".join([line for line in lines if line.startswith("ERROR")] or lines[-6:])
    return f"The packages could not be installed. pip said:\n{end}\n{advice or ''}".rstrip()


def link(venv: Path = VENV) -> None:
    """Let the environment import the project from ``app/``, and write its command ``metanoia``."""
    packages = Path(sysconfig.get_path("purelib", "venv", _base(venv)))
    (packages / "metanoia.pth").write_text(os.path.relpath(ROOT / "app", packages) + "\n", "utf-8")
    if os.name == "nt":
        text = '@"%~dp0python.exe" -P -m metanoia %*\r\n'
        (_scripts(venv) / "metanoia.cmd").write_text(text, "utf-8", newline="")
        return
    command = _scripts(venv) / "metanoia"
    command.write_text(
        f'#!/bin/sh\nexec {shlex.quote(str(python(venv)))} -P -m metanoia "$@"\n', "utf-8"
    )
    command.chmod(0o755)


def _scripts(venv: Path) -> Path:
    return Path(sysconfig.get_path("scripts", "venv", _base(venv)))


def _base(venv: Path) -> dict[str, str]:
    return {"base": str(venv), "platbase": str(venv), "installed_base": str(venv)}


def _mark(venv: Path, lock: str) -> Path:
    return venv / f"metanoia-{lock}.stamp"


def _version(venv: Path) -> tuple[int, ...] | None:
    ask = "import pip, sys; print(*sys.version_info[:3])"
    try:
        said = subprocess.run(
            [str(python(venv)), "-c", ask], capture_output=True, text=True, check=True
        )
    except (OSError, subprocess.CalledProcessError):
        return None
    return tuple(int(part) for part in said.stdout.split())
