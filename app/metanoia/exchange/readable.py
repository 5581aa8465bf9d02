"""The parts of a share that need no program: README.txt, one Markdown file an entry, and plain wording."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Sequence

from metanoia.domain import days
from metanoia.domain.shares import SharedEntry

_README = """A share from {sender}, sealed on {day}

Somebody wrote these pages in a private journal and chose them for you, one by one.
Please keep them to yourself.

To read them      open index.html in any web browser. It runs no program and loads
                  nothing from the network.
Or as text        the folder entries/ holds one Markdown file for each entry, the folder
                  attachments/ the photos and files, if any were shared.
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


def markdown_files(entries: Sequence[SharedEntry]) -> dict[str, str]:
    """Return "entries/001-2026-03-12.md" and its text for each entry; links lead from file to file."""
    names = {
        str(entry.id): f"{number:03}-{entry.date.isoformat()}.md"
        for number, entry in enumerate(entries, 1)
    }
    return {f"entries/{names[entry.id]}": _markdown(entry, names) for entry in entries}


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


def _markdown(entry: SharedEntry, names: dict[str, str]) -> str:
    # A JSON string is a YAML string too.
    head = {"title": entry.title, "date": entry.date.isoformat(), "tags": list(entry.tags)}
    if entry.time:
        head["time"] = entry.time.strftime("%H:%M")
    lines = [f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in head.items()]
    title = [f"# {entry.title}", ""] if entry.title else []
    body = text_below_title(entry.title, entry.body)
    for entry_id, name in names.items():
        body = body.replace(f"entry:{entry_id}", name)
    rest = []
    for attachment in entry.attachments:
        target = f"attachment:{attachment.sha256}"
        if target in body:
            body = body.replace(target, f"../{attachment.member}")
        else:
            label = attachment.name.replace("[", "(").replace("]", ")")
            rest.append(f"- [{label}](../{attachment.member})")
    return "\n".join(["---", *lines, "---", "", *title, body, *([""] if rest else []), *rest, ""])
