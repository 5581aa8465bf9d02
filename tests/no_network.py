"""No network in this process: whatever reaches for it meets an error, and is remembered."""

from __future__ import annotations

import sys

REACHED: list[str] = []
"""What was reached for, as the names of Python's audit events with the addresses."""

_NAMES = (
    "socket.getaddrinfo",
    "socket.gethostbyname",
    "socket.gethostbyaddr",
    "socket.getnameinfo",
)
_ADDRESSED = ("socket.connect", "socket.bind", "socket.sendto", "socket.sendmsg")


def guard() -> None:
    """Watch this process until it ends; sockets of this computer's own files stay allowed."""
    sys.addaudithook(_refuse)


def _refuse(event: str, given: tuple[object, ...]) -> None:
    local = event in _ADDRESSED and not isinstance(given[1], tuple)
    if (event in _NAMES or event in _ADDRESSED) and not local:
        REACHED.append(f"{event} {given[-1] if event in _ADDRESSED else given[0]}")
        raise ConnectionRefusedError("there is no network in these tests")
