"""Closing this process to its neighbours, and giving freed memory back."""

from __future__ import annotations

import contextlib
import ctypes
import gc
import sys

_PR_SET_DUMPABLE = 4


def harden() -> None:
    """Forbid core dumps and, on Linux, that another program of the same user reads our memory."""
    if sys.platform == "win32":
        return
    import resource

    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if sys.platform == "linux":
        with contextlib.suppress(OSError, AttributeError):
            ctypes.CDLL(None).prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0)


def trim_memory() -> None:
    """Collect what is dropped and hand it back to the system, so that little of a locked text stays."""
    gc.collect()
    if sys.platform == "linux":
        with contextlib.suppress(OSError, AttributeError):  # musl has no malloc_trim
            ctypes.CDLL(None).malloc_trim(0)
