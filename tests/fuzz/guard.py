"""Watching one reading of something hostile: how it ended, how long it took, and what it touched."""

from __future__ import annotations

import contextlib
import os
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

SECONDS = 2.0  # of the processor that one reading may take
ROOT: Final = Path(__file__).resolve().parents[2]

# What Python itself, a library or the app reads of its own at any time.
_OWN: Final = tuple(
    os.path.realpath(one)
    for one in (sys.prefix, sys.base_prefix, ROOT / "app", ROOT / "resources", *sys.path[1:])
    if one
)
_SYSTEM: Final = ("/proc/", "/sys/", "/dev/", "/usr/share/", "/usr/lib/", "/lib/", "/etc/ld.so")
# where the zone of the clock is looked for, on the systems that there are
_ZONES: Final = ("/etc/localtime", "/etc/timezone", "/var/db/zoneinfo", "/etc/sysconfig/clock", "/etc/conf.d/clock")  # fmt: skip
_NETWORK: Final = (
    "socket.connect",
    "socket.bind",
    "socket.getaddrinfo",
    "socket.sendto",
    "urllib.",
)
_PROGRAMS: Final = ("subprocess.Popen", "os.system", "os.exec", "os.posix_spawn", "os.startfile")
_CHANGES: Final = ("os.remove", "os.rename", "os.rmdir", "os.mkdir", "os.symlink", "shutil.")


@dataclass
class Seen:
    """What was seen of one reading; ``end`` is "read", or the name of the error."""

    end: str = "read"
    typed: bool = True
    seconds: float = 0.0
    touched: list[str] = field(default_factory=list)

    @property
    def fault(self) -> str:
        """What was wrong with it, "" if nothing."""
        if not self.typed:
            return f"crash: {self.end}"
        if self.touched:
            return f"touched: {self.touched[0]}"
        return f"slow: {self.seconds:.1f} s" if self.seconds > SECONDS else ""


class Guard:
    """Hears of every file, socket and program while something is read; there is one for a process."""

    def __init__(self, allowed: Path) -> None:
        self._allowed = os.path.realpath(allowed)
        self._seen: Seen | None = None
        sys.addaudithook(self._heard)

    def watch(self, read: Callable[[], object], expected: tuple[type[BaseException], ...]) -> Seen:
        """Return what was seen of one reading, which may end with one of the ``expected`` errors."""
        seen = Seen()
        with self._listening(seen):
            begun = time.process_time()
            try:
                read()
            except expected as error:
                seen.end = type(error).__name__
                seen.typed = bool(str(error).strip())
            except BaseException as error:
                if isinstance(error, KeyboardInterrupt):
                    raise
                seen.end, seen.typed = f"{type(error).__name__}: {str(error)[:200]}", False
            seen.seconds = time.process_time() - begun
        return seen

    @contextlib.contextmanager
    def _listening(self, seen: Seen) -> Iterator[None]:
        self._seen = seen
        try:
            yield
        finally:
            self._seen = None

    def _heard(self, event: str, arguments: tuple[object, ...]) -> None:
        seen = self._seen
        if seen is None:
            return
        if event == "open":
            path, mode, flags = (*arguments, None, None)[:3]
            if not self._may(path, mode, flags):
                seen.touched.append(f"open {path!r} {mode!r}")
        elif event.startswith((*_NETWORK, *_PROGRAMS)):
            seen.touched.append(event)
        elif event.startswith(_CHANGES) and not self._inside(arguments[0]):
            seen.touched.append(f"{event} {arguments[0]!r}")

    def _may(self, path: object, mode: object, flags: object) -> bool:
        if isinstance(path, int):
            return True  # a descriptor that is open already
        if self._inside(path):
            return True
        writes = isinstance(flags, int) and flags & (os.O_WRONLY | os.O_RDWR | os.O_CREAT)
        found = os.fspath(path) if isinstance(path, str | bytes | os.PathLike) else ""
        real = os.path.realpath(os.fsdecode(found))
        own = real.startswith((*_OWN, *_SYSTEM)) or real in _ZONES
        return own and (
            not writes or real == "/dev/null" or real.endswith(".pyc") or ".pyc." in real
        )

    def _inside(self, path: object) -> bool:
        if not isinstance(path, str | bytes | os.PathLike):
            return True
        return os.path.realpath(os.fsdecode(os.fspath(path))).startswith(self._allowed)
