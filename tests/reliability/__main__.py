"""Kill processes and cut the power: ``python tests/reliability [--kills 1000] [--cuts 300] [--report FILE]``.

``--kills`` are those of writing, ``--others`` those of each other act; ``--cuts`` need root, ext4 and
XFS. ``--full`` does each thing on a disk with exactly so many pages free (root, Linux), ``--few`` with so
many files that may be opened. Prints a table, keeps a report as JSON, and fails if anything was lost or
damaged.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import os
import platform
import sys
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

sys.path[:0] = [str(Path(__file__).parent), str(Path(__file__).parents[1])]

import kills  # noqa: E402
from acts import ACTS, Writing  # noqa: E402

HEAD = f"{'act':27} {'tries':>6} {'kept':>7} {'lost':>5} {'damaged':>8} {'seconds':>8}"


def main() -> int:
    """Do what was asked for; 1 if anything was lost or damaged."""
    parser = argparse.ArgumentParser(prog="reliability", description=__doc__)
    parser.add_argument("--kills", type=int, default=20, help="of writing entries")
    parser.add_argument("--others", type=int, default=3, help="of each other act")
    parser.add_argument("--cuts", type=int, default=0, help="power cuts on each file system")
    parser.add_argument("--full", type=int, default=0, help="full disks for each thing done there")
    parser.add_argument("--few", type=int, default=0, help="limits of open files for each command")
    parser.add_argument("--only", action="append", help="one act; may be repeated")
    parser.add_argument(
        "--too-early", action="store_true", help="promise before it is kept: must fail"
    )
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--processes", type=int, default=1)
    parser.add_argument("--report", type=Path, help="keep the figures there as JSON")
    asked = parser.parse_args()
    acts = [act for act in ACTS if not asked.only or act.name in asked.only]
    print(HEAD)
    rows = []
    with ProcessPoolExecutor(asked.processes) as pool:
        counts = [asked.kills if act is Writing else asked.others for act in acts]
        futures = [
            pool.submit(kills.told, act, count, seed=asked.seed, early=int(asked.too_early))
            for act, count in zip(acts, counts, strict=True)
            if count
        ]
        for future in futures:
            rows.append(future.result())
            _print(rows[-1])
    for row in _besides(asked):
        rows.append(row)
        _print(row)
    _keep(rows, asked.report)
    return int(any((row["lost"] or row["damaged"]) and not row.get("control") for row in rows))


def _besides(asked: argparse.Namespace) -> Iterator[dict[str, object]]:
    if asked.cuts:
        import cuts

        yield from cuts.told(asked.cuts, seed=asked.seed)
    if asked.full:
        import full

        yield from (full.told(one, asked.full) for one in full.FILLINGS)
    if asked.few:
        import few_files

        yield from (few_files.told(one, asked.few) for one in few_files.COMMANDS)


def _print(row: dict[str, object]) -> None:
    print(
        f"{row['act']:27} {row.get('kills', row.get('tries')):>6} "
        f"{row.get('acknowledged', row.get('succeeded')):>7} {row['lost']:>5} "
        f"{row['damaged']:>8} {row['seconds']:>8}",
        flush=True,
    )
    for fault in row["faults"]:
        print(f"  {fault}", flush=True)


def _keep(rows: list[dict[str, object]], report: Path | None) -> None:
    if report is None:
        return
    machine = f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores"
    today = dt.datetime.now().astimezone().date()
    told = {"date": f"{today}", "machine": machine, "acts": rows}
    report.write_text(json.dumps(told, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
