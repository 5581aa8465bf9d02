"""Finds everything the system lacks, together, and installs it where that is allowed."""

from __future__ import annotations

import importlib.util
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import libraries
from machine import Stop

APT = "apt-get install -y --no-install-recommends"
MANAGERS = {"apt": "apt-get", "dnf": "dnf", "pacman": "pacman", "zypper": "zypper"}
INSTALL = {"dnf": "dnf install -y", "pacman": "pacman -S --needed", "zypper": "zypper install -y"}
APT_LISTS = Path("/var/lib/apt/lists")

# Programs that some tests use: (any one of these, its Debian package).
TOOLS = (
    (("age",), "age"),
    (("ssh-keygen",), "openssh-client"),
    (("unzip",), "unzip"),
    (("chromium", "chromium-browser", "google-chrome"), "chromium"),
)


class Missing(NamedTuple):
    """What this system lacks: ``venv`` is Python's ensurepip; ``tools`` are Debian packages."""

    venv: bool
    libraries: tuple[libraries.Library, ...]
    tools: tuple[str, ...]


def missing(screens: Sequence[str], *, with_tools: bool) -> Missing:
    """Look for all that is needed, with a window on ``screens`` and, for the tests, their tools."""
    wanted = list(libraries.BASE)
    wanted += libraries.X11 if "x11" in screens else ()
    wanted += libraries.WAYLAND if "wayland" in screens else ()
    on_linux = sys.platform.startswith("linux")
    tools = [package for names, package in TOOLS if not any(map(shutil.which, names))]
    if on_linux:
        tools += [library.apt for library in libraries.missing(libraries.FOR_TESTS)]
    return Missing(
        venv=importlib.util.find_spec("ensurepip") is None,
        libraries=tuple(libraries.missing(wanted)) if on_linux else (),
        tools=tuple(tools) if on_linux and with_tools else (),
    )


def manager(which: Callable[[str], str | None] = shutil.which) -> str | None:
    """Return the package manager of this system: a key of MANAGERS, or None."""
    return next((name for name, program in MANAGERS.items() if which(program)), None)


def packages(lacking: Missing, by: str) -> list[str]:
    """Return the names under which ``by`` installs what has to be there, each once, sorted."""
    names = {getattr(library, by) for library in lacking.libraries}
    if lacking.venv and by == "apt":
        names.add(f"python{sys.version_info[0]}.{sys.version_info[1]}-venv")
    return sorted(names)


def line(names: Sequence[str], by: str, *, lists_empty: bool = False, sudo: str = "sudo ") -> str:
    """Return the one command that installs ``names``, to be typed by a person."""
    if by == "apt":
        update = f"{sudo}apt-get update && " if lists_empty else ""
        return f"{update}{sudo}{APT} {' '.join(names)}"
    return f"{sudo}{INSTALL[by]} {' '.join(names)}"


def sentence(lacking: Missing, by: str | None, *, lists_empty: bool = False) -> str:
    """Return what to tell a person who has to install what is missing by hand."""
    lacks = [library.soname for library in lacking.libraries]
    lacks += ["ensurepip (a part of Python)"] if lacking.venv else []
    names = packages(lacking, by) if by else []
    told = f"This system lacks {', '.join(lacks)}."
    if not names:
        return f"{told} Install the packages that hold them, then start this again."
    return f"{told} Install it, then start this again:\n{line(names, by or '', lists_empty=lists_empty)}"


def permission(environ: Mapping[str, str], *, root: bool, terminal: bool, sudo: bool) -> str:
    """Say how packages may be installed here: "root", "sudo", "ask" first, or "no"."""
    if root:
        return "root"
    if sudo and environ.get("CI") == "true":
        return "sudo"
    return "ask" if sudo and terminal else "no"


def provide(screens: Sequence[str], *, with_tools: bool) -> None:
    """Install what is missing where that is allowed; Stop with the exact command where not."""
    lacking = missing(screens, with_tools=with_tools)
    by = manager()
    must = lacking.venv or bool(lacking.libraries)
    may = permission(
        os.environ,
        root=hasattr(os, "geteuid") and os.geteuid() == 0,
        terminal=sys.stdin is not None and sys.stdin.isatty(),
        sudo=shutil.which("sudo") is not None,
    )
    lists_empty = by == "apt" and not any(APT_LISTS.glob("*Packages*"))
    if must and (by != "apt" or may == "no" or not _agreed(lacking, may, lists_empty=lists_empty)):
        raise Stop(sentence(lacking, by, lists_empty=lists_empty))
    if by == "apt" and (may in ("root", "sudo") or (must and may == "ask")):
        _install(packages(lacking, "apt"), lacking.tools, may, lists_empty=lists_empty)
        lacking = missing(screens, with_tools=with_tools)
        if lacking.venv or lacking.libraries:
            raise Stop(sentence(lacking, by))
    if lacking.tools:
        print(f"Tests that need {', '.join(lacking.tools)} will be skipped: not installed here.")


def _agreed(lacking: Missing, may: str, *, lists_empty: bool) -> bool:
    if may != "ask":
        return True
    names = packages(lacking, "apt") + list(lacking.tools)
    print("Metanoia needs some packages of this system:")
    print(line(names, "apt", lists_empty=lists_empty))
    return input("Run this now? [Y/n] ").strip().lower() in ("", "y", "yes")


def _install(must: Sequence[str], tools: Sequence[str], may: str, *, lists_empty: bool) -> None:
    if not must and not tools:
        return
    print(f"Installing {' '.join([*must, *tools])}", flush=True)
    if lists_empty:
        _apt(["update", "-q"], may)
    if must and not _apt([*APT.split()[1:], "-q", *must], may):
        # The lists name versions that the mirror no longer has: fetch them once more.
        _apt(["update", "-q"], may)
        if not _apt([*APT.split()[1:], "-q", *must], may):
            raise Stop("The packages could not be installed; what apt-get said stands above.")
    for tool in tools:
        _apt([*APT.split()[1:], "-q", tool], may)


def _apt(arguments: Sequence[str], may: str) -> bool:
    """Run apt-get quietly; show what it said only when it fails."""
    command = ["apt-get", "-o", "DPkg::Lock::Timeout=120", *arguments]
    if may == "root":
        command = ["env", "DEBIAN_FRONTEND=noninteractive", *command]
    else:
        flags = ["-n"] if may == "sudo" else []
        command = ["sudo", *flags, "env", "DEBIAN_FRONTEND=noninteractive", *command]
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False)
    if done.returncode:
        print(done.stdout.decode(errors="replace"), file=sys.stderr)
    return done.returncode == 0
