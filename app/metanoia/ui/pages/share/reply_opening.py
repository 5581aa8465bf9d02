"""Opening a reply away from the window, which goes on meanwhile however large the file is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from metanoia.domain.errors import ShareUnreadable
from metanoia.ui.apart import LARGE, apart

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from metanoia.domain.people import Identity
    from metanoia.exchange.reply import Unsealed


def opening(file: Path, own: Identity) -> Callable[[], Unsealed]:
    """Return the work of opening the reply in ``file``, for a Task; it raises ShareUnreadable."""

    def work() -> Unsealed:
        from metanoia.exchange import refusals, reply

        try:
            large = file.stat().st_size > LARGE
        except OSError:
            large = False  # opening it says what is wrong
        if not large:
            return reply.unsealed(file, own)
        code, found = apart(_there, file, own)
        if found is None:
            raise refusals.of_reply(refusals.unreadable(code))
        return found

    return work


def _there(file: Path, own: Identity) -> tuple[str, Unsealed | None]:
    from metanoia.exchange import reply

    try:
        return "", reply.unsealed(file, own)
    except ShareUnreadable as error:  # its code travels between processes, the error does not
        return error.code, None
