"""index.html of a share: one page that reads well in any browser, with no script and no network."""

from __future__ import annotations

import base64
import datetime as dt
import html
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from metanoia import resources
from metanoia.domain.shares import SharedAttachment, SharedEntry
from metanoia.exchange import readable

CSP = "default-src 'none'; img-src data:; style-src 'unsafe-inline'"

_PICTURES = frozenset({"image/jpeg", "image/png", "image/webp", "image/gif"})
_IMAGE = re.compile(r'(<img (?:[^>"]|"[^"]*")*?src=")attachment:([0-9a-f]{64})(")')
_CONTENTS_FROM = 4

_PAGE = """<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{csp}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<title>A share from {sender}</title>
<style>
{style}</style>
</head>
<body>
<main>
<header class="top">
<p class="kind">Shared with you in confidence</p>
<h1>From {sender}</h1>
<p class="facts">{facts}</p>
</header>
{note}{contents}{entries}<footer class="end">
<p>{sender} chose these pages one by one from a private journal and sealed them on {day}.
Please keep them to yourself.</p>
</footer>
</main>
</body>
</html>
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """What the page says: who, when, what for, and the entries in their order."""

    sender: str
    created: dt.datetime
    cover_note: str
    entries: Sequence[SharedEntry]


def page(shown: Page, files: Mapping[str, bytes]) -> str:
    """Return the whole page; ``files`` maps the SHA-256 of shared attachments to their bytes."""
    numbers = {str(entry.id): number for number, entry in enumerate(shown.entries, 1)}
    media = {
        attachment.sha256: attachment.media
        for entry in shown.entries
        for attachment in entry.attachments
        if is_picture(attachment.media)
    }
    pictures = {sha256: _data_uri(media[sha256], files[sha256]) for sha256 in media}
    day = readable.day(shown.created.date())
    count = len(shown.entries)
    note = _rendered(shown.cover_note, numbers, pictures)
    return _PAGE.format(
        csp=html.escape(CSP),
        style=resources.path("share/page.css").read_text("utf-8"),
        sender=html.escape(shown.sender),
        facts=f"{count} {'entry' if count == 1 else 'entries'} · sealed {day}",
        day=day,
        note=f'<section class="note" dir="auto">\n{note}\n</section>\n' if note else "",
        contents=_contents(shown.entries),
        entries="".join(_entry(entry, numbers, pictures) for entry in shown.entries),
    )


def is_picture(media: str) -> bool:
    """Tell whether a browser shows such a file as a picture."""
    return media in _PICTURES


def _entry(entry: SharedEntry, numbers: Mapping[str, int], pictures: Mapping[str, str]) -> str:
    number = numbers[entry.id]
    time = f" · {entry.time.strftime('%H:%M')}" if entry.time else ""
    heading = f'<h2 dir="auto">{html.escape(entry.title)}</h2>\n' if entry.title else ""
    body = readable.text_below_title(entry.title, entry.body)
    tags = "".join(f"<li>{html.escape(tag)}</li>" for tag in entry.tags)
    tag_list = f'<ul class="tags" aria-label="Tags">{tags}</ul>\n' if tags else ""
    return (
        f'<article id="entry-{number}">\n'
        f'<p class="when">Entry {number} of {len(numbers)} · {readable.day(entry.date)}{time}</p>\n'
        f'{heading}<div class="text" dir="auto">\n{_rendered(body, numbers, pictures)}\n</div>\n'
        f"{_attached(entry, pictures)}{tag_list}</article>\n"
    )


def _contents(entries: Sequence[SharedEntry]) -> str:
    if len(entries) < _CONTENTS_FROM:
        return ""
    lines = "".join(
        f'<li><a href="#entry-{number}">{html.escape(entry.title or "Without a title")}</a> '
        f"<span>{readable.day(entry.date)}</span></li>\n"
        for number, entry in enumerate(entries, 1)
    )
    return f'<nav aria-label="Entries">\n<ol>\n{lines}</ol>\n</nav>\n'


def _attached(entry: SharedEntry, pictures: Mapping[str, str]) -> str:
    """Return the photos that the text does not show itself, then the other files."""
    loose = [one for one in entry.attachments if f"attachment:{one.sha256}" not in entry.body]
    figures = "".join(
        f'<figure><img src="{pictures[one.sha256]}" alt="{html.escape(one.name)}">'
        f"<figcaption>{html.escape(one.name)}</figcaption></figure>\n"
        for one in loose
        if one.sha256 in pictures
    )
    files = "".join(_file(one) for one in entry.attachments if one.sha256 not in pictures)
    return figures + (f'<ul class="files">\n{files}</ul>\n' if files else "")


def _file(attachment: SharedAttachment) -> str:
    name, size = html.escape(attachment.name), readable.size(attachment.size)
    return f'<li><a href="{attachment.member}">{name}</a> <span>{size}</span></li>\n'


def _rendered(text: str, numbers: Mapping[str, int], pictures: Mapping[str, str]) -> str:
    from metanoia.text.markdown import render

    for entry_id, number in numbers.items():
        text = text.replace(f"entry:{entry_id}", f"#entry-{number}")

    def picture(found: re.Match[str]) -> str:
        return f"{found[1]}{pictures.get(found[2], 'data:,')}{found[3]}"

    return _IMAGE.sub(picture, render(text)).strip()


def _data_uri(media: str, data: bytes) -> str:
    return f"data:{media};base64,{base64.b64encode(data).decode()}"
