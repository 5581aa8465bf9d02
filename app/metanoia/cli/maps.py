"""metanoia map: what feeds what, the loops in it, and the patterns they look like."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from metanoia.cli import options
from metanoia.cli.terminal import answer, line, say, show, table
from metanoia.cli.unlocking import opened

if TYPE_CHECKING:
    from metanoia.domain.loops import Loops
    from metanoia.domain.maps import CausalMap
    from metanoia.domain.patterns import Hit

_SIGNS = {1: "+", -1: "−", 0: "?"}


@click.group("map")
@options.common
def map_command() -> None:
    """What feeds what, the loops in it, and the patterns they look like. Drawing is in the window."""


@map_command.command("add")
@click.option("--file", "file", metavar="MAP.json", required=True, type=click.Path(path_type=Path),
    help="Its links as [from, to, polarity 1/-1/0, delayed 0/1], with roles and actors by name; or a map of Kumu or LOOPY.")  # fmt: skip
@click.option("--title", default="", metavar="TEXT", help="What it is called; else as the file says.")  # fmt: skip
@options.as_json
@options.common
@click.pass_context
def add_command(context: click.Context, file: Path, title: str, as_json: bool) -> None:
    """Keep a map that a file describes."""
    from dataclasses import replace

    from metanoia.exchange.map_files import read_map

    read = read_map(file)
    new = replace(read.map, title=title) if title else read.map
    with opened(options.named(context)) as journal:
        journal.maps.add(new)
    if as_json:
        answer(_as_json(new))
    else:
        show("  ".join(_row(new)))
    for left in read.left_out:
        say(f"Left out: {left}")


@map_command.command("list")
@options.as_json
@options.common
@click.pass_context
def list_command(context: click.Context, as_json: bool) -> None:
    """List the maps, the latest changed first."""
    with opened(options.named(context)) as journal:
        rows = journal.maps.listing()
    if as_json:
        answer(
            [
                {
                    "id": str(row.id),
                    "title": row.title,
                    "question": row.question,
                    "variables": row.variables,
                    "links": row.links,
                }
                for row in rows
            ]
        )
        return
    table([(row.id[:8], f"{row.variables} variables", f"{row.links} links", line(row.title)) for row in rows])  # fmt: skip
    if not rows:
        say("There is no map.")


@map_command.command("show")
@click.argument("map_id", metavar="ID")
@options.as_json
@options.common
@click.pass_context
def show_command(context: click.Context, map_id: str, as_json: bool) -> None:
    """Show a map: each link, and why it is so."""
    with opened(options.named(context)) as journal:
        found = journal.maps.find(map_id)
    if as_json:
        answer(_as_json(found))
        return
    show(line(found.title))
    if found.question:
        show(line(found.question))
    for link in found.links:
        source, target = found.names[link.source], found.names[link.target]
        sign = _SIGNS[link.polarity] + (" ‖" if link.delayed else "")
        because = f": {line(link.because)}" if link.because else ""
        show(f"{line(source)} → {line(target)} ({sign}){because}")


@map_command.command("loops")
@click.argument("map_id", metavar="ID")
@options.as_json
@options.common
@click.pass_context
def loops_command(context: click.Context, map_id: str, as_json: bool) -> None:
    """Find the loops of a map, and the patterns to ask about."""
    from metanoia.domain.loops import arrows, find
    from metanoia.domain.pattern_words import words
    from metanoia.domain.patterns import LARGE, hits

    with opened(options.named(context)) as journal:
        found = journal.maps.find(map_id)
    loops = find(arrows(found), found.names)
    asked = hits(found, loops.loops)
    if as_json:
        answer(_loops_as_json(found, loops, asked))
        return
    for loop in loops.loops:
        later = " delayed" if loop.delayed else ""
        show(f"{loop.label:<4} {line(loop.said(found.names).replace('>', ' → '))}{later}")
    labels = {loop.key: loop.label for loop in loops.loops}
    for hit in asked:
        said = words(hit.pattern)
        show(f"{' '.join(labels[key] for key in hit.loops)}: {said.name}? {said.question}")
    if loops.more:
        say("Longer or more loops exist.")
    elif not loops.loops:
        say("There is no loop.")
    if len(found.variables) > LARGE:
        say(
            "On a map this large, patterns are asked about in the window, for what is chosen there."
        )


def _row(of: CausalMap) -> tuple[str, ...]:
    return of.id[:8], f"{len(of.variables)} variables", f"{len(of.links)} links", line(of.title)


def _as_json(of: CausalMap) -> dict[str, object]:
    from metanoia.exchange.map_json import map_as_json

    return {"id": str(of.id), **map_as_json(of)}


def _loops_as_json(of: CausalMap, loops: Loops, asked: tuple[Hit, ...]) -> dict[str, object]:
    labels = {loop.key: loop.label for loop in loops.loops}
    return {
        "loops": [
            {
                "label": loop.label,
                "key": loop.said(of.names),
                "polarity": loop.character,
                "delayed": loop.delayed,
            }
            for loop in loops.loops
        ],
        "more": loops.more,
        "patterns": [
            {
                "pattern": hit.pattern,
                "strength": hit.strength,
                "loops": [labels[key] for key in hit.loops],
            }
            for hit in asked
        ],
    }
