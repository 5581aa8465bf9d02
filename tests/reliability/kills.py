"""kill -9 at any moment: a process of its own acts, says what it promises, and is killed."""

from __future__ import annotations

import contextlib
import os
import random
import select
import shutil
import signal
import tempfile
import time
from collections.abc import Callable
from io import FileIO
from pathlib import Path

from acts import Act, Broken

READY = "ready"
_PATIENCE = 60.0  # s until the first word


def told(
    of: type[Act], kills: int, *, seed: int = 1, fresh: int = 100, early: int = 0
) -> dict[str, object]:
    """Kill an act so often; return how many promises were made, and what was lost or damaged.

    The journal goes on over ``fresh`` kills, then another one is begun. With ``early`` 1 each promise is
    made before it is kept: a fault made on purpose, to be seen.
    """
    chance, begun = random.Random(seed), time.monotonic()
    promises = lost = damaged = 0
    faults: list[str] = []
    folder = Path()
    reached = 0
    try:
        for number in range(kills):
            if number % fresh == 0:
                shutil.rmtree(folder, ignore_errors=True) if number else None
                folder, reached = Path(tempfile.mkdtemp(prefix="kills-")), 0
                of().prepare(folder)
            act = of()
            promised = killed(
                lambda tell, act=act, place=folder, at=reached: act.run(
                    place, at, lambda n: tell(n + early)
                ),
                chance.uniform(0, act.spread),
            )
            promised = max(promised, reached)
            try:
                after = act.check(folder, promised)
            except Exception as error:  # noqa: BLE001 - whatever does not open is damaged
                said = str(error) if isinstance(error, Broken) else f"damaged: {error!r}"
                lost, damaged = int(said.startswith("lost")), int(said.startswith("damaged"))
                faults.append(f"kill {number}: {said}")
                break
            promises += promised - reached
            reached = after
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    return {
        "act": of.name, "kills": number + 1, "acknowledged": promises, "lost": lost,
        "damaged": damaged, "seconds": round(time.monotonic() - begun), "faults": faults,
    }  # fmt: skip


def killed(act: Callable[[Callable[[int], None]], None], after: float) -> int:
    """Run ``act(announce)`` in another process, kill it ``after`` s, and return its highest promise."""
    child, pipe = begun(act)
    with pipe:
        time.sleep(after)
        with contextlib.suppress(ProcessLookupError):
            os.kill(child, signal.SIGKILL)
        said = pipe.read()
    _, status = os.waitpid(child, 0)
    if not os.WIFSIGNALED(status):
        raise RuntimeError("the process ended by itself: " + said.decode(errors="replace"))
    numbers = [int(line) for line in said.split(b"\n")[:-1] if line.isdigit()]
    return max(numbers, default=0)


def begun(act: Callable[[Callable[[int], None]], None]) -> tuple[int, FileIO]:
    """Start ``act(announce)`` in another process; return its number, and the pipe on which it promises."""
    reads, writes = os.pipe()
    child = os.fork()
    if not child:
        os.close(reads)
        _act(act, writes)
    os.close(writes)
    pipe = FileIO(reads, "rb")
    if not select.select([pipe], [], [], _PATIENCE)[0]:
        os.kill(child, signal.SIGKILL)
        raise TimeoutError("the process that was to be killed said nothing")
    return child, pipe


def _act(act: Callable[[Callable[[int], None]], None], writes: int) -> None:
    """Act until killed; a promise is one write of a whole line, after the call has returned."""
    try:
        os.write(writes, READY.encode() + b"\n")
        act(lambda n: os.write(writes, b"%d\n" % n))
    except BaseException as error:  # noqa: BLE001 - the parent has to hear of it
        os.write(writes, f"{type(error).__name__}: {error}\n".encode())
    finally:
        os._exit(1)
