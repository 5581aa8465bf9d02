"""Atheris, which watches what the code does with each input and leads to where it was not yet."""

from __future__ import annotations

import hashlib
import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

_RUNS = re.compile(rb"Done (\d+) runs in|#(\d+)\s")
_LATE = 60  # s after its time in which it has to have ended
_PROGRAM = """
import faulthandler, sys, os
sys.path[:0] = {paths!r}
import atheris
with atheris.instrument_imports(include=["metanoia.exchange", "metanoia.text", "metanoia.vault", "metanoia.domain"]):
    import targets
from pathlib import Path
folder = Path({folder!r})
(target,) = [one for one in targets.all_targets(folder) if one.name == {name!r}]
def one(raw):
    try:
        target.read(raw)
    except target.expected:
        pass
atheris.Setup([sys.argv[0], *{options!r}], one)
faulthandler.dump_traceback_later({late}, exit=True)
atheris.Fuzz()
"""


def led(found: list[Any], seconds: int, keep: Path | None) -> dict[str, Any]:
    """Lead each target for its part of ``seconds``, in a process of its own; return what came of it."""
    from guard import Seen

    from __main__ import Tally

    tallies = {}
    for target in found:
        tally = tallies[target.name] = Tally()
        part = max(seconds * target.share // sum(one.share for one in found), 1)
        with tempfile.TemporaryDirectory() as folder:
            said, crash = _run(target, part, Path(folder))
        tally.tried = max((int(a or b) for a, b in _RUNS.findall(said)), default=0)
        hung = b"Timeout (" in said
        if crash is not None or hung or not tally.tried:
            tally.tried += 1
            lines = said.decode("utf-8", "replace").strip().splitlines()
            told = (" === Uncaught", "Timeout (")
            error = next((line for line in lines if line.startswith(told)), "")
            at = lines.index(error) if error else -8
            why = " ".join(lines[at : at + 12])[:800]
            tally.add(Seen(end=why, typed=False), crash or b"", keep)
            tally.tried -= 1
    return tallies


def _run(target: Any, seconds: int, folder: Path) -> tuple[bytes, bytes | None]:
    """Return what Atheris said, and the input over which it stopped, if it did."""
    seeds = folder / "seeds"
    for part in (seeds, folder / "own", folder / "found"):
        part.mkdir()
    for seed in target.seeds:
        (seeds / hashlib.sha256(seed).hexdigest()).write_bytes(seed)
    program = _PROGRAM.format(
        paths=[str(Path(__file__).parent), *[one for one in sys.path if one]],
        late=seconds + _LATE,
        folder=str(folder / "own"),
        name=target.name,
        options=[
            str(seeds), f"-max_total_time={seconds}", "-timeout=10", "-rss_limit_mb=600",
            f"-artifact_prefix={folder}/found/", "-print_final_stats=1", "-max_len=60000",
        ],
    )  # fmt: skip
    ran = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, cwd=folder, check=False,
        env={**os.environ, "METANOIA_HOME": str(folder)}, timeout=seconds + 10 * _LATE,
    )  # fmt: skip
    crashes = sorted((folder / "found").iterdir())
    return ran.stdout + ran.stderr, crashes[0].read_bytes() if crashes else None
