"""The table of promises: what is promised, what was seen of it and when, and what is not promised."""

from __future__ import annotations

import functools
import json
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
RECORDS = HERE / "records"
BEGIN, END = "<!-- promises: tests/promises -->", "<!-- end of the promises -->"

Figures = dict[str, Any]


@dataclass(frozen=True)
class Promise:
    """One row of the table; ``seen`` are figures, each with its date."""

    promised: str
    seen: tuple[str, ...]
    not_promised: str


def promises() -> list[Promise]:
    """Return every promise, its figures read from the records; KeyError where a figure lacks."""
    return [
        Promise(
            row["promised"],
            (*(_said(seen) for seen in row.get("seen", ())), _tested(row["proofs"])),
            row["not_promised"],
        )
        for row in _rows()
    ]


def proofs() -> list[str]:
    """Return the files of tests that turn red when a promise is broken, below the project's root."""
    return sorted({proof for row in _rows() for proof in row["proofs"]})


def speeds() -> list[tuple[str, str, str]]:
    """Return what was timed: (what it is, the ratios by number of entries, the goal or "")."""
    rows: dict[str, tuple[list[str], str]] = {}
    for ratio in record("bench")["ratios"]:
        name = f"{ratio['goal']} {ratio['what']}"
        goal = ratio["at_most"]
        said, _ = rows.setdefault(name, ([], "" if goal is None else f"≤ {goal:g}"))
        said.append(f"{ratio['median']:.2f} at {ratio['entries']:,}")
    return [(name, ", ".join(said), goal) for name, (said, goal) in rows.items()]


@functools.cache
def record(name: str) -> Figures:
    """Return a record of figures; acts of a run stand under their own names, and "all" of them together.

    Ratios stand under what was timed, by the number of entries.

    What was broken on purpose, to see that it is seen, is counted apart as "controls".
    """
    read: Figures = json.loads((RECORDS / f"{name}.json").read_text(encoding="utf-8"))
    acts = [act for act in read.get("acts", ()) if not act.get("control")]
    together = {
        key: sum(act.get(key, 0) for act in acts)
        for key in ("kills", "tries", "acknowledged", "lost", "damaged")
    }
    timed: dict[str, dict[int, float]] = {}
    for ratio in read.get("ratios", ()):
        timed.setdefault(ratio["what"], {})[ratio["entries"]] = ratio["median"]
    controls = [act for act in read.get("acts", ()) if act.get("control")]
    seen = sum(bool(act["lost"] or act["damaged"]) for act in controls)
    return read | timed | {act["act"]: act for act in acts} | {
        "date": read["date"][:10], "all": together, "controls": len(controls), "controls_seen": seen,
    }  # fmt: skip


def markdown() -> str:
    """Return the table as Markdown."""
    lines = ["| promised | seen | not promised |", "|---|---|---|"]
    lines += [f"| {p.promised} | {'; '.join(p.seen)}. | {p.not_promised} |" for p in promises()]
    return "\n".join(lines)


def help_page() -> str:
    """Return the page of the help, which has no room for three columns."""
    head = (HERE / "help-head.md").read_text(encoding="utf-8").strip()
    rows = [
        f"**{promise.promised}**\n\n*Seen:* {'; '.join(promise.seen)}.\n\n"
        f"*Not promised:* {promise.not_promised}"
        for promise in promises()
    ]
    return "\n\n".join([head, *rows]) + "\n"


def within(text: str) -> str:
    """Return the README's text with the table of today between its two marks."""
    before, rest = text.split(BEGIN)
    return f"{before}{BEGIN}\n{markdown()}\n{END}{rest.split(END)[1]}"


@functools.cache
def _rows() -> list[Figures]:
    rows: list[Figures] = tomllib.loads((HERE / "promises.toml").read_text(encoding="utf-8"))[
        "promise"
    ]
    return rows


def _said(seen: Figures) -> str:
    figures = record(seen["record"])
    return f"{seen['says'].format_map(figures)} ({figures['date']})"


def _tested(proofs: list[str]) -> str:
    tests = record("tests")
    count = sum(tests["passed"][proof] for proof in proofs)
    return f"{count:,} tests ({tests['date']})"
