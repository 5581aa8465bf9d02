"""The idle time of an X server, by its screen saver extension."""

from __future__ import annotations

import ctypes
import ctypes.util
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable


class _Info(ctypes.Structure):
    _fields_ = (
        ("window", ctypes.c_ulong),
        ("state", ctypes.c_int),
        ("kind", ctypes.c_int),
        ("til_or_since", ctypes.c_ulong),
        ("idle", ctypes.c_ulong),  # ms
        ("event_mask", ctypes.c_ulong),
    )


def idle(load: Callable[[str], Any] | None = None) -> Callable[[], float]:
    """Return a call that tells the idle seconds; OSError where library, server or extension lack.

    ``load`` returns the library of a name ("X11", "Xss").
    """
    load = load or _load
    x11, saver = load("X11"), load("Xss")
    pointer = ctypes.c_void_p
    x11.XOpenDisplay.restype = pointer
    x11.XOpenDisplay.argtypes = [ctypes.c_char_p]
    x11.XDefaultRootWindow.restype = ctypes.c_ulong
    x11.XDefaultRootWindow.argtypes = [pointer]
    number = ctypes.POINTER(ctypes.c_int)
    saver.XScreenSaverQueryExtension.argtypes = [pointer, number, number]
    saver.XScreenSaverQueryInfo.argtypes = [pointer, ctypes.c_ulong, ctypes.POINTER(_Info)]
    display = x11.XOpenDisplay(None)
    if not display:
        raise OSError("no X server")
    first, other = ctypes.c_int(), ctypes.c_int()
    if not saver.XScreenSaverQueryExtension(display, ctypes.byref(first), ctypes.byref(other)):
        raise OSError("the X server has no screen saver extension")
    root, info = x11.XDefaultRootWindow(display), _Info()

    def seconds() -> float:
        if not saver.XScreenSaverQueryInfo(display, root, ctypes.byref(info)):
            raise OSError("the X server does not tell")
        return float(info.idle) / 1000

    return seconds


def _load(name: str) -> Any:
    found = ctypes.util.find_library(name)
    if found is None:
        raise OSError(f"{name} is not there")
    return ctypes.CDLL(found)
