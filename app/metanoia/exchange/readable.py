"""The parts of a share that need no program: README.txt, one Markdown file an entry, and plain wording."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final

from metanoia.domain import days
from metanoia.domain.shared_things import Drawing, Shown
from metanoia.domain.shares import SharedEntry
from metanoia.exchange.shown import shown

if TYPE_CHECKING:
    from metanoia.exchange.chosen import Beside

TARGET: Final = re.compile(
    r"(?:entry|goal|value|assumption|prediction|target|map):[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}"
)
"""Where a link between things of a share leads."""

_README = """A share from {sender}, sealed on {day}

Somebody wrote these pages in a private journal and chose them for you, one by one.
Please keep them to yourself.

To read it        open index.html in any web browser. It runs no program and loads
                  nothing from the network.
Or as text        the folder entries/ holds one Markdown file for each entry, goal and so on,
                  the folder attachments/ the photos and files, if any were shared.
For programs      data.json holds the same. Metanoia opens the sealed file as it is and
                  shows whose signature it bears.

To check by hand that nothing was changed, with the ssh-keygen that comes with most
computers (the key stands in manifest.json under sender, and on the sender's contact card):

    echo "sender KEY" > signers        for KEY: ssh-ed25519 AAAA...
    ssh-keygen -Y verify -f signers -I sender -n bundle@metanoia.v1 \\
        -s manifest.json.sig < manifest.json

manifest.json lists every other file with its SHA-256.
"""


def readme(sender: str, created: dt.datetime) -> str:
    """Return the text that tells how to read a share."""
    return _README.format(sender=sender, day=day(created.date()))


def markdown_files(entries: Sequence[SharedEntry], beside: Beside) -> dict[str, str]:
    """Return "entries/001-2026-03-12.md", "entries/goal-001.md" and so on; links lead from file to file."""
    names = {
        f"entry:{entry.id}": f"{number:03}-{entry.date.isoformat()}.md"
        for number, entry in enumerate(entries, 1)
    }
    counted: Counter[str] = Counter()
    for thing in beside.things:
        counted[thing.kind] += 1
        names[f"{thing.kind}:{thing.id}"] = f"{thing.kind}-{counted[thing.kind]:03}.md"
    files = {f"entries/{names[f'entry:{one.id}']}": _markdown(one, names) for one in entries}
    for thing in beside.things:
        files[f"entries/{names[f'{thing.kind}:{thing.id}']}"] = _thing(shown(thing), names)
    return files


def captions(beside: Beside) -> frozenset[str]:
    """Return the lines of those files that are the program's own: dates, labels, what a chart says."""
    lines: set[str] = set()
    for thing in beside.things:
        one = shown(thing)
        lines |= {_about(one), *(f"## {passage.label}" for passage in one.passages)}
        lines |= {drawing.sentence for drawing in _drawings(one)}
    return frozenset(lines)


def day(date: dt.date) -> str:
    """Return a date as it is said: "12 March 2026"."""
    return days.said(date)


def size(count: int) -> str:
    """Return bytes as a person reads them: "41 KB", "3.2 MB"."""
    if count < 999_500:
        return f"{max(1, round(count / 1000))} KB"
    return f"{count / 1_000_000:.1f} MB"


def text_below_title(title: str, body: str) -> str:
    """Return the body without a first line that only says the title once more."""
    first, _, rest = body.lstrip("\n").partition("\n")
    return rest.lstrip("\n") if title and first.strip() == f"# {title}" else body


def _markdown(entry: SharedEntry, names: Mapping[str, str]) -> str:
    # A JSON string is a YAML string too.
    head: dict[str, Any] = {
        "title": entry.title,
        "date": entry.date.isoformat(),
        "tags": list(entry.tags),
    }
    if entry.time:
        head["time"] = entry.time.strftime("%H:%M")
    head |= {} if entry.mood is None else {"mood": entry.mood}
    head |= {} if entry.energy is None else {"energy": entry.energy}
    lines = [f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in head.items()]
    title = [f"# {entry.title}", ""] if entry.title else []
    body = _linked(text_below_title(entry.title, entry.body), names)
    rest = []
    for attachment in entry.attachments:
        target = f"attachment:{attachment.sha256}"
        if target in body:
            body = body.replace(target, f"../{attachment.member}")
        else:
            label = attachment.name.replace("[", "(").replace("]", ")")
            rest.append(f"- [{label}](../{attachment.member})")
    return "\n".join(["---", *lines, "---", "", *title, body, *([""] if rest else []), *rest, ""])


def _thing(one: Shown, names: Mapping[str, str]) -> str:
    parts = [f"# {one.heading}", _about(one)]
    parts += [drawing.sentence for drawing in _drawings(one)]
    for passage in one.passages:
        parts += [f"## {passage.label}", _linked(passage.text, names)]
    return "\n\n".join(part for part in parts if part) + "\n"


def _drawings(one: Shown) -> tuple[Drawing, ...]:
    return (*([one.drawing] if one.drawing else []), *one.lines)


def _about(one: Shown) -> str:
    return ", ".join(one.about)


def _linked(text: str, names: Mapping[str, str]) -> str:
    """Let links between things of the share lead to their files."""
    return TARGET.sub(lambda found: names.get(found[0], found[0]), text)
