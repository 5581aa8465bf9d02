"""Measuring side by side: what is ours and its yardstick in one rotation, ratios before milliseconds."""

from __future__ import annotations

import gc
import os
import platform
import statistics
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass

import sqlcipher3

Clock = Callable[[], float]
cpu: Clock = time.process_time
wall: Clock = time.perf_counter


@dataclass(frozen=True)
class Ratio:
    """One measured goal: the median of pairwise ratios, and each side's milliseconds."""

    goal: str
    what: str
    entries: int
    median: float
    lowest: float
    highest: float
    n: int
    at_most: float | None
    ours_ms: float
    ours_p95_ms: float
    yardstick_ms: float
    unit: str = "ms"

    def as_json(self) -> dict[str, object]:
        return {
            key: round(value, 4) if isinstance(value, float) else value
            for key, value in asdict(self).items()
        }

    def line(self) -> str:
        kept = "" if self.at_most is None else " ok" if self.median <= self.at_most else " OVER"
        goal = "" if self.at_most is None else f"<= {self.at_most:g}"
        return (
            f"{self.goal:4} {self.what:44} {self.entries:>7,} "
            f"{self.median:7.2f} ({self.lowest:.2f}-{self.highest:.2f}, {self.n}) {goal:8}{kept:5} "
            f"{self.ours_ms:9.2f} p95 {self.ours_p95_ms:9.2f} | {self.yardstick_ms:9.2f} {self.unit}"
        )


def paired(
    goal: str,
    what: str,
    entries: int,
    ours: Sequence[Callable[[], object]],
    yardstick: Sequence[Callable[[], object]],
    *,
    at_most: float | None = None,
    clock: Clock = cpu,
) -> Ratio:
    """Run ours and the yardstick by turns, A B A B, and compare each pair."""
    ours[0]()
    yardstick[0]()
    pairs = []
    gc.collect()
    gc.disable()
    try:
        for a, b in zip(ours, yardstick, strict=True):
            pairs.append((timed(a, clock), timed(b, clock)))
    finally:
        gc.enable()
    return compared(goal, what, entries, pairs, at_most=at_most)


def compared(
    goal: str,
    what: str,
    entries: int,
    pairs: Iterable[tuple[float, float]],
    *,
    at_most: float | None = None,
    scale: float = 1000.0,
    unit: str = "ms",
) -> Ratio:
    """Return the ratio of pairs that are measured already."""
    pairs = list(pairs)
    ratios = sorted(a / b if b else 1.0 for a, b in pairs)
    ours = sorted(a for a, _ in pairs)
    return Ratio(
        goal=goal,
        what=what,
        entries=entries,
        median=statistics.median(ratios),
        lowest=ratios[0],
        highest=ratios[-1],
        n=len(pairs),
        at_most=at_most,
        ours_ms=statistics.median(ours) * scale,
        ours_p95_ms=ours[min(int(len(ours) * 0.95), len(ours) - 1)] * scale,
        yardstick_ms=statistics.median(b for _, b in pairs) * scale,
        unit=unit,
    )


def timed(action: Callable[[], object], clock: Clock) -> float:
    """Return how many seconds ``action`` took."""
    begin = clock()
    action()
    return clock() - begin


def machine() -> dict[str, object]:
    """Return what the figures were measured on."""
    return {
        "system": f"{platform.system()} {platform.machine()}",
        "cores": os.cpu_count(),
        "load": round(os.getloadavg()[0], 2) if hasattr(os, "getloadavg") else None,
        "python": platform.python_version(),
        "sqlite": sqlcipher3.sqlite_version,
    }
