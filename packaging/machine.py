"""What kind of computer this is: whether the locked packages run here, and whether it has a screen."""

from __future__ import annotations

import ctypes
import os
import platform
import sys
import sysconfig
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

NEWEST_PYTHON = (3, 14)
GLIBC = {"x86_64": (2, 34), "aarch64": (2, 39)}
MACOS = (13, 0)
NO_WINDOW = ("offscreen", "minimal", "minimalegl")


class Facts(NamedTuple):
    """What decides whether the locked packages have a build for this Python on this system."""

    platform: str  # sysconfig's: "linux-x86_64", "win-amd64", "macosx-13.0-arm64"
    python: tuple[int, int]
    implementation: str
    free_threaded: bool
    glibc: tuple[int, int] | None
    macos: tuple[int, int] | None


class Stop(Exception):
    """Setting up cannot go on; ``str()`` says why and what to do."""


def facts() -> Facts:
    """Return the facts of the Python and the system that run this."""
    return Facts(
        platform=sysconfig.get_platform(),
        python=(sys.version_info[0], sys.version_info[1]),
        implementation=platform.python_implementation(),
        free_threaded=bool(sysconfig.get_config_var("Py_GIL_DISABLED")),
        glibc=_glibc(),
        macos=_pair(platform.mac_ver()[0]),
    )


def unsupported(found: Facts) -> str | None:
    """Return the sentence for a computer or Python without builds of the locked packages, or None."""
    return _python_unsupported(found) or _system_unsupported(found)


def _python_unsupported(found: Facts) -> str | None:
    span = f"Use an ordinary CPython from 3.11 to {NEWEST_PYTHON[0]}.{NEWEST_PYTHON[1]}."
    if found.implementation != "CPython":
        return f"Metanoia's libraries have no builds for {found.implementation}. {span}"
    if found.free_threaded:
        return f"Metanoia's libraries have no builds for a free-threaded Python. {span}"
    if found.python > NEWEST_PYTHON:
        version = f"{found.python[0]}.{found.python[1]}"
        return f"Metanoia's libraries have no builds for Python {version} yet. {span}"
    return None


def _system_unsupported(found: Facts) -> str | None:
    family, _, rest = found.platform.partition("-")
    if family == "linux":
        return _linux_unsupported(rest, found.glibc)
    if family == "macosx" and found.macos and found.macos < MACOS:
        return f"Qt needs macOS {MACOS[0]} or newer; this is {found.macos[0]}.{found.macos[1]}."
    if found.platform == "win-arm64":
        return (
            "One library (pyrage) has no build for Windows on ARM. Install the 64-bit x64 Python "
            "instead, which Windows runs there too."
        )
    if found.platform == "win32":
        return (
            "This is a 32-bit Python, and Qt needs a 64-bit one. Install that and start this again."
        )
    return None


def _linux_unsupported(processor: str, glibc: tuple[int, int] | None) -> str | None:
    if processor not in GLIBC:
        return (
            f"Qt for Python has no build for Linux on {processor}, only on {' and '.join(GLIBC)}."
        )
    if glibc is None:
        return (
            "This Linux uses another C library (musl) than Qt for Python is built for. Metanoia needs "
            "a system with glibc, for example a Debian container."
        )
    if glibc < GLIBC[processor]:
        needed = ".".join(map(str, GLIBC[processor]))
        return (
            f"On {processor} Qt for Python needs glibc {needed} or newer; this system has "
            f"{glibc[0]}.{glibc[1]}. Use a newer release of it (Debian 13 or Ubuntu 24.04 has it)."
        )
    return None


def _glibc() -> tuple[int, int] | None:
    try:
        name, _, version = (os.confstr("CS_GNU_LIBC_VERSION") or "").partition(" ")
    except (AttributeError, OSError, ValueError):
        return None
    return _pair(version) if name == "glibc" else None


def _pair(version: str) -> tuple[int, int] | None:
    parts = version.split(".")
    if not parts[0].isdigit():
        return None
    return int(parts[0]), int(parts[1]) if len(parts) > 1 and parts[1].isdigit() else 0


def screens(environ: Mapping[str, str], system: str = sys.platform) -> tuple[str, ...]:
    """Return what this session names to show a window by, of "x11", "wayland" and "other"."""
    plugin = environ.get("QT_QPA_PLATFORM", "").partition(":")[0]
    if plugin in NO_WINDOW:
        return ()
    if system in ("win32", "darwin") or (plugin and plugin not in ("xcb", "wayland")):
        return ("other",)
    named = (("wayland", "WAYLAND_DISPLAY"), ("x11", "DISPLAY"))
    return tuple(kind for kind, variable in named if environ.get(variable))


def answers(kind: str, environ: Mapping[str, str]) -> bool:
    """Tell whether the screen of that kind is really there (a DISPLAY can be left from elsewhere)."""
    if kind == "wayland":
        return Path(environ.get("XDG_RUNTIME_DIR", ""), environ["WAYLAND_DISPLAY"]).is_socket()
    if kind == "x11":
        x11 = ctypes.CDLL("libX11.so.6")
        x11.XOpenDisplay.restype = ctypes.c_void_p
        x11.XCloseDisplay.argtypes = [ctypes.c_void_p]
        display = x11.XOpenDisplay(environ["DISPLAY"].encode())
        if display:
            x11.XCloseDisplay(display)
        return bool(display)
    return True
