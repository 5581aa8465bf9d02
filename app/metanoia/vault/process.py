"""Closing this process to its neighbours, and giving freed memory back."""

from __future__ import annotations

import contextlib
import ctypes
import gc
import sys
from typing import Any, Final

_PR_SET_DUMPABLE: Final = 4
_PT_DENY_ATTACH: Final = 31
_DACL: Final = 4
_SDDL_REVISION: Final = 1
# The owner may wait for it, end it, ask a little about it and hand handles over, which our own
# worker processes need; nobody may read its memory or change these rights.
_RIGHTS: Final = "D:P(A;;0x00101041;;;OW)"


def harden() -> None:
    """Forbid core dumps and, as far as the system can, that a program of the same user reads our memory.

    Not run yet on Windows and macOS: written from their documentation and KeePassXC's example.
    """
    if sys.platform == "win32":
        with contextlib.suppress(OSError, AttributeError):
            restrict_windows(getattr(ctypes, "windll"))  # noqa: B009 - absent elsewhere
        return
    import resource

    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if sys.platform == "linux":
        with contextlib.suppress(OSError, AttributeError):
            ctypes.CDLL(None).prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0)
    elif sys.platform == "darwin":
        with contextlib.suppress(OSError, AttributeError):
            deny_attaching(ctypes.CDLL(None))


def restrict_windows(libraries: Any) -> None:
    """Give this process a list of rights that keeps others of the same user out; ctypes.windll."""
    kernel, security = libraries.kernel32, libraries.advapi32
    pointer = ctypes.c_void_p
    kernel.GetCurrentProcess.restype = pointer
    kernel.LocalFree.argtypes = [pointer]
    security.SetKernelObjectSecurity.argtypes = [pointer, ctypes.c_uint32, pointer]
    descriptor = pointer()
    made = security.ConvertStringSecurityDescriptorToSecurityDescriptorW(
        ctypes.c_wchar_p(_RIGHTS), _SDDL_REVISION, ctypes.byref(descriptor), None
    )
    if not made:
        return
    try:
        security.SetKernelObjectSecurity(kernel.GetCurrentProcess(), _DACL, descriptor)
    finally:
        kernel.LocalFree(descriptor)


def deny_attaching(system: Any) -> None:
    """Let no debugger attach on macOS; ``system`` is its C library."""
    system.ptrace(_PT_DENY_ATTACH, 0, None, 0)


def trim_memory() -> None:
    """Collect what is dropped and hand it back to the system, so that little of a locked text stays."""
    gc.collect()
    if sys.platform == "linux":
        with contextlib.suppress(OSError, AttributeError):  # musl has no malloc_trim
            ctypes.CDLL(None).malloc_trim(0)
