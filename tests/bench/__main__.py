"""Measure Metanoia against bare yardsticks: ``python tests/bench [--entries 1000,10000] [--only search]``.

Prints a table (ratio: median, lowest-highest, n) and JSON. It never fails: ratios are for people to
compare between releases, 1.10 times the last one being worth a look.
"""

from __future__ import annotations

import argparse
import datetime as dt
import importlib
import json
import traceback
from pathlib import Path

import common
import filled

GOALS = (
    "open", "search", "save", "import", "size", "preview", "editor", "list", "register", "desk", "tension", "chart", "loops", "share", "start",
    "memory", "map_frames", "export",
)  # fmt: skip


def main() -> None:
    """Run what was asked for, one goal after the other."""
    parser = argparse.ArgumentParser(prog="bench", description=__doc__)
    parser.add_argument("--entries", default="1000,10000", help="sizes, smallest first")
    parser.add_argument("--only", choices=GOALS, action="append", help="one goal; may be repeated")
    parser.add_argument("--json", type=Path, help="write the JSON there instead of below the table")
    parser.add_argument("--keep", type=Path, help="keep the journals there for the next time")
    asked = parser.parse_args()
    if asked.keep:
        filled.KEEP = asked.keep.absolute()
    sizes = sorted(int(size) for size in asked.entries.split(","))
    print(
        f"{'goal':4} {'what':44} {'entries':>7}   ratio (lowest-highest, n) goal       ours | yardstick"
    )
    results: list[common.Ratio] = []
    for name in asked.only or GOALS:
        try:
            measured = importlib.import_module(f"goal_{name}").measure(sizes)
        except Exception:  # noqa: BLE001 - the other goals are still worth measuring
            traceback.print_exc()
            continue
        results += measured
        for ratio in measured:
            print(ratio.line(), flush=True)
    report = {
        "date": f"{dt.datetime.now().astimezone().date()}",
        "machine": common.machine(),
        "ratios": [ratio.as_json() for ratio in results],
    }
    text = json.dumps(report, indent=1)
    if asked.json:
        asked.json.write_text(text + "\n", encoding="utf-8")
    else:
        print(text)


if __name__ == "__main__":
    main()
