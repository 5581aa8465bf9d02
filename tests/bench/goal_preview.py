"""G10: drawing an entry as safe HTML, against markdown and nh3 by themselves."""

from __future__ import annotations

import itertools

import common
import corpus
import markdown
import nh3

from metanoia.text.markdown import render

SIZES = (1_000, 10_000, 100_000)


def measure(_sizes: list[int]) -> list[common.Ratio]:
    """Render texts of 1, 10 and 100 KB; the column of entries shows the characters."""
    prose = "\n\n".join(new.body for new in itertools.islice(corpus.entries(1_000), 200))
    results = []
    for size in SIZES:
        text = prose[:size]
        rounds = max(5, 100_000 // size)
        results.append(
            common.paired("G10", "draw Markdown, to markdown and nh3", size,
                          [lambda text=text: render(text)] * rounds,
                          [lambda text=text: _bare(text)] * rounds, at_most=1.3)
        )  # fmt: skip
    return results


def _bare(text: str) -> str:
    return nh3.clean(markdown.markdown(text, extensions=["tables", "fenced_code", "sane_lists"]))
