"""From what is seen of a Markdown text in the browser to its place in the source, on random texts."""

from __future__ import annotations

import html
import json
import random
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from metanoia.text.markdown import render

ANCHORS = Path(__file__).parents[2] / "packaging/reader/src/anchors.js"
COMMON = [
    "the",
    "room",
    "went",
    "quiet",
    "and",
    "Zoë",
    "said",
    "é",
    "no",
    "😀",
    "one",
    "12",
    "3.",
    "(well)",
    "“yes”",
    "it’s",
    "a_b",
    "x*y",
]
WAYS = (
    "{}", "{}", "{}", "**{}**", "*{}*", "~~{}~~", "`{}`", "***{}***", "_{}_", "{} \\* or",
    "{} &amp; the", "[{}](https://example.org/room)", "[{}](https://example.org/a_(b) \"the room\")",
    "![the room](https://example.org/x.png) {}", "<https://example.org/the> {}",
)  # fmt: skip
BLOCKS = (
    "{}", "{}\n{}", "- {}\n- {}\n    - {}", "1. {}\n2. {}\n3. {}", "> {}\n> {}", "## {}", "- [x] {}\n- [ ] {}",
    "```python\n{}\n```", "| {} | b |\n|---|:-:|\n| {} | the |", "{}\n======",
)  # fmt: skip
ASK = """
import { readFileSync } from "node:fs";
const { Alignment, pointsBefore } = await import(process.argv[1]);
const answer = JSON.parse(readFileSync(0)).map(({ body, seen, words }) => {
  const both = new Alignment(body, seen);
  return words.map((word) => {
    const at = pointsBefore(seen, seen.indexOf(word));
    const found = both.select(at, at + word.length);
    return found && [found.exact, found.start, both.shown(found)[0] - at];
  });
});
console.log(JSON.stringify(answer));
"""


def text(chance: random.Random, words: list[str]) -> str:
    """Return Markdown in which each new word of ``words`` stands once among common ones."""

    def line() -> str:
        parts = []
        for _ in range(chance.randint(1, 5)):
            words.append(f"w{len(words)}{chance.choice('qzk')}")
            around = [*chance.choices(COMMON, k=chance.randint(0, 3)), words[-1]]
            chance.shuffle(around)
            parts.append(chance.choice(WAYS).format(" ".join(around)))
        return " ".join(parts)

    shapes = (chance.choice(BLOCKS) for _ in range(chance.randint(1, 7)))
    return "\n\n".join(shape.format(*(line() for _ in range(3))) for shape in shapes)


@pytest.mark.skipif(shutil.which("node") is None, reason="node is not installed")
def test_each_word_is_found_where_it_was_written():
    chance = random.Random(11)
    cases = []
    for _ in range(300):
        words: list[str] = []
        body = text(chance, words)
        seen = html.unescape(re.sub(r"<[^>]*>", "", render(body)))
        cases.append({"body": body, "seen": seen, "words": [one for one in words if one in seen]})
    asked = subprocess.run(
        ["node", "--input-type=module", "-e", ASK, "--", ANCHORS.as_uri()],
        input=json.dumps(cases), capture_output=True, text=True, check=True,
    )  # fmt: skip
    answers = json.loads(asked.stdout)
    wanted = [[[word, case["body"].index(word), 0] for word in case["words"]] for case in cases]
    assert sum(map(len, wanted)) > 3000
    assert answers == wanted
