"""Hostile input for every way in: ``python tests/fuzz [--mutants N] [--seconds N] [--report FILE.json]``.

First the whole corpora of hostile shares, replies and Markdown, then N mutants of honest and hostile
things, then random damage to journals; with --led, Atheris (Linux; ``pip install atheris``) leads for
so many seconds what else is tried. Each has to be read or refused with a sentence, within two seconds
of the processor, without network or a file elsewhere, its source unaltered, in bounded memory. The
same --seed gives the same mutants. Fails if anything was not so.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import os
import random
import resource
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path
from typing import Any, Final

sys.path.insert(1, str(Path(__file__).parents[1]))

MEGABYTES: Final = 600


class Tally:
    """What came of all that was tried with one target."""

    def __init__(self) -> None:
        self.tried = 0
        self.ends: Counter[str] = Counter()
        self.slowest = 0.0
        self.faults: list[dict[str, str]] = []

    def add(self, seen: Any, raw: bytes, keep: Path | None) -> None:
        """Count one reading; keep what it was given if something was wrong."""
        self.tried += 1
        self.ends[seen.end.partition(":")[0]] += 1
        self.slowest = max(self.slowest, seen.seconds)
        if seen.fault:
            name = f"{abs(hash(raw)):x}.bin"
            self.faults.append({"fault": seen.fault, "input": name})
            if keep:
                keep.mkdir(parents=True, exist_ok=True)
                (keep / name).write_bytes(raw)

    def told(self) -> dict[str, object]:
        """Return it for the report."""
        return {
            "tried": self.tried, "ends": dict(self.ends), "slowest_seconds": round(self.slowest, 3),
            "faults": self.faults[:20], "faults_counted": len(self.faults),
        }  # fmt: skip


def corpora(folder: Path, guard: Any, keep: Path | None) -> dict[str, Tally]:
    """Try all that is known to be hostile."""
    from hostile_pictures import all_pictures
    from targets import module

    from metanoia.domain.errors import MetanoiaError
    from metanoia.exchange import contact_picture
    from metanoia.exchange.desk import open_share
    from metanoia.exchange.reply import bring_in
    from metanoia.text import markdown, pictures

    shares, replies, texts = (
        module(name)
        for name in ("exchange/test_bundle_reader", "exchange/test_hostile_replies", "text/test_markdown")
    )  # fmt: skip
    tallies = {
        name: Tally()
        for name in ("hostile shares", "hostile replies", "hostile Markdown", "hostile pictures")
    }
    for _, sealed in shares.CORPUS.values():
        seen = guard.watch(
            lambda raw=sealed: open_share(raw, identity=shares.COACH), (MetanoiaError,)
        )
        tallies["hostile shares"].add(seen, sealed, keep)
    desk = replies.Desk(folder)
    for _, make in replies.CORPUS.values():
        sealed = make(desk)
        seen = guard.watch(lambda raw=sealed: bring_in(desk.journal, raw), (MetanoiaError,))
        tallies["hostile replies"].add(seen, sealed, keep)
    for text in (*texts.ATTACKS, *slow_markdown()):
        seen = guard.watch(lambda text=text: markdown.render(text), ())
        tallies["hostile Markdown"].add(seen, text.encode(), keep)
    desk.journal.close()
    for raw in all_pictures().values():
        for read in (pictures.clean, contact_picture.card_in_picture):
            seen = guard.watch(lambda raw=raw, read=read: read(raw), (MetanoiaError,))
            tallies["hostile pictures"].add(seen, raw, keep)
    return tallies


def slow_markdown() -> list[str]:
    """Return texts over which parsers of Markdown are known to take very long."""
    pieces = (
        "[", "![", "[a](", "[a][", "](", "<", "<a ", "<!--", "`", "``", "*", "**", "_", "*a_", "~~", "> ", "- ", "1. ",
        "#", "a\n=\n", "a\n-\n", "|", "|-", "&", "\\", "[^a]", "[a]: ", "\t", " ", "\n", "\n\n", "e\u0301", "http://", "@",
    )  # fmt: skip
    return [piece * count for piece in pieces for count in (2000, 20_000)]


def mutants(
    found: list[Any], count: int, seed: int, guard: Any, keep: Path | None
) -> dict[str, Tally]:
    """Try the honest seeds, which have to be read, and ``count`` mutants, by turns over all targets."""
    tallies = {target.name: Tally() for target in found}
    for target in found:
        for raw in target.seeds:
            seen = guard.watch(lambda target=target, raw=raw: target.read(raw), target.expected)
            seen.typed = seen.end == "read"
            tallies[target.name].add(seen, raw, keep)
    turns = [target for target in found for _ in range(target.share)]
    for number in range(count):
        target = turns[number % len(turns)]
        at_random = random.Random(f"{seed} {number}")
        raw = target.mutate(at_random.choice(target.seeds), at_random)
        if target.sealed and raw in target.seeds:
            continue
        seen = guard.watch(lambda target=target, raw=raw: target.read(raw), target.expected)
        if target.sealed and seen.end == "read":
            seen.end, seen.typed = "accepted though it was changed", False
        tallies[target.name].add(seen, raw, keep)  # fmt: skip
    return tallies


def main() -> int:
    """Try what was asked for."""
    words = argparse.ArgumentParser(prog="fuzz", description=__doc__)
    words.add_argument("--mutants", type=int, default=10_000)
    words.add_argument("--damages", type=int, default=500, help="journals to be damaged")
    words.add_argument("--led", type=int, default=0, metavar="SECONDS", help="by Atheris")
    words.add_argument("--only", default="", help="targets whose name holds this; no corpora")
    words.add_argument("--patience", type=float, default=2.0, help="seconds that one may take")
    words.add_argument("--seed", type=int, default=1)
    words.add_argument("--keep", type=Path, help="keep what made trouble in this folder")
    words.add_argument("--report", type=Path, help="write the JSON there instead of printing it")
    asked = words.parse_args()
    begun = time.monotonic()
    with tempfile.TemporaryDirectory() as home:
        os.environ["METANOIA_HOME"] = home
        import guard as watching
        from journal_faults import damages
        from led import led
        from targets import all_targets

        watching.SECONDS = asked.patience
        guard = watching.Guard(Path(home))
        targets = Path(home) / "targets"
        targets.mkdir()
        found = [one for one in all_targets(targets) if asked.only in one.name]
        said: dict[str, Any] = {}
        if not asked.only:
            said["corpora"] = corpora(Path(home) / "corpora", guard, asked.keep)
        said["mutants"] = mutants(found, asked.mutants, asked.seed, guard, asked.keep)
        if asked.damages:
            said["damaged journals"] = damages(Path(home), asked.damages, asked.seed)
        if asked.led:
            said["led by Atheris"] = led(found, asked.led, asked.keep)
    told = {what: {name: one.told() for name, one in them.items()} for what, them in said.items()}
    megabytes = _most_megabytes()
    every = [one for them in told.values() for one in them.values()]
    faults = sum(one["faults_counted"] for one in every)
    report = {
        "what": "hostile input", "date": dt.datetime.now(dt.UTC).isoformat(timespec="seconds"),
        "seed": asked.seed, "seconds": round(time.monotonic() - begun),
        "tried": sum(one["tried"] for one in every), "faults": faults,
        "slowest_seconds": max(one["slowest_seconds"] for one in every),
        "most_megabytes": round(megabytes), **told,
    }  # fmt: skip
    text = json.dumps(report, indent=1)
    if asked.report:
        asked.report.write_text(text + "\n", encoding="utf-8")
    else:
        print(text)
    return 0 if not faults and megabytes < MEGABYTES else 1


def _most_megabytes() -> float:
    """Return the most memory this process ever had; what ``resource`` says begins with that of its parent."""
    status = Path("/proc/self/status")
    if not status.exists():
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    found = next(one for one in status.read_text().splitlines() if one.startswith("VmHWM:"))
    return int(found.split()[1]) / 1024


if __name__ == "__main__":
    sys.exit(main())
