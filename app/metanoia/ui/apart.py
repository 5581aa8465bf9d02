"""Work in a process of its own: for libraries that would hold Python's lock, and the window with it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, TypeVar

from metanoia.domain.errors import MetanoiaError

if TYPE_CHECKING:
    from collections.abc import Callable

T = TypeVar("T")

# The library that opens age files holds Python's lock: above this the window would stand still.
LARGE: Final = 20 << 20  # bytes


def apart(work: Callable[..., T], *given: object) -> T:
    """Return what ``work``, a function of a module, makes of plain values in another process.

    Raises MetanoiaError if there was not enough memory for it.
    """
    import multiprocessing
    from concurrent.futures import ProcessPoolExecutor
    from concurrent.futures.process import BrokenProcessPool

    from metanoia.vault.process import harden

    spawned = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(1, mp_context=spawned, initializer=harden) as pool:
        try:
            return pool.submit(work, *given).result()
        except BrokenProcessPool:
            raise MetanoiaError(
                "There was not enough memory to open this file. Close other programs and try again."
            ) from None
