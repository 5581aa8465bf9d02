"""index.html of a share: one page that reads well in any browser, with no script and no network."""

from __future__ import annotations

import base64
import datetime as dt
import html
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from metanoia import resources
from metanoia.domain.shared_things import THING_KINDS, Shown
from metanoia.domain.shares import SharedAttachment, SharedEntry
from metanoia.exchange import page_things, readable, shown
from metanoia.exchange.chosen import Beside
from metanoia.exchange.shown_words import counted

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
{agreed}{note}{answers}{contents}{scores}{articles}<footer class="end">
<p>{sender} chose these pages one by one from a private journal and sealed them on {day}.
Please keep them to yourself.</p>
</footer>
</main>
</body>
</html>
"""

Item = tuple[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """What the page says: who, when, what for, the entries in their order, and what goes beside them."""

    sender: str
    created: dt.datetime
    cover_note: str
    entries: Sequence[SharedEntry]
    beside: Beside = field(default_factory=Beside)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Drawn:
    """Where each thing of the page stands and is called, and its pictures by their SHA-256."""

    anchors: Mapping[Item, str]
    headings: Mapping[Item, str]
    pictures: Mapping[str, str]

    def render(self, text: str) -> str:
        """Return the HTML of Markdown, its links leading to places of the page."""
        from metanoia.text.markdown import render

        def place(found: re.Match[str]) -> str:
            kind, _, id_ = found[0].partition(":")
            anchor = self.anchors.get((kind, id_))
            return f"#{anchor}" if anchor else found[0]

        def picture(found: re.Match[str]) -> str:
            return f"{found[1]}{self.pictures.get(found[2], 'data:,')}{found[3]}"

        return _IMAGE.sub(picture, render(readable.TARGET.sub(place, text))).strip()


def page(shown_page: Page, files: Mapping[str, bytes]) -> str:
    """Return the whole page; ``files`` maps the SHA-256 of shared attachments to their bytes."""
    beside, entries = shown_page.beside, shown_page.entries
    things = [shown.shown(thing) for thing in beside.things]
    drawn = _drawn(things, entries, files)
    day = readable.day(shown_page.created.date())
    note = drawn.render(shown_page.cover_note)
    articles = [_thing(one, drawn, shown_page) for one in things]
    articles += [_entry(entry, drawn, shown_page) for entry in entries]
    return _PAGE.format(
        csp=html.escape(CSP),
        style=resources.path("share/page.css").read_text("utf-8"),
        sender=html.escape(shown_page.sender),
        facts=f"{_counted(things, entries)} · sealed {day}",
        day=day,
        agreed=_agreed(beside),
        note=f'<section class="note" dir="auto">\n{note}\n</section>\n' if note else "",
        answers=_answers(beside, drawn),
        contents=_contents(things, entries, drawn),
        scores=_scores(shown_page),
        articles="".join(articles),
    )


def is_picture(media: str) -> bool:
    """Tell whether a browser shows such a file as a picture."""
    return media in _PICTURES


def _drawn(
    things: Sequence[Shown], entries: Sequence[SharedEntry], files: Mapping[str, bytes]
) -> _Drawn:
    of_kind: Counter[str] = Counter()
    anchors: dict[Item, str] = {}
    headings: dict[Item, str] = {}
    for one in (*things, *map(shown.shown_entry, entries)):
        of_kind[one.kind] += 1
        anchors[one.kind, one.id] = f"{one.kind}-{of_kind[one.kind]}"
        headings[one.kind, one.id] = one.heading or page_things.without_heading(one.kind)
    media = {
        attachment.sha256: attachment.media
        for entry in entries
        for attachment in entry.attachments
        if is_picture(attachment.media)
    }
    pictures = {sha256: _data_uri(media[sha256], files[sha256]) for sha256 in media}
    return _Drawn(anchors=anchors, headings=headings, pictures=pictures)


def _counted(things: Sequence[Shown], entries: Sequence[SharedEntry]) -> str:
    kinds = Counter(one.kind for one in things)
    parts = [counted(kinds[kind], kind) for kind in THING_KINDS if kinds[kind]]
    parts += [counted(len(entries), "entry", "entries")] if entries or not things else []
    return ", ".join(parts)


def _agreed(beside: Beside) -> str:
    agreed = beside.agreed
    if agreed is None:
        return ""
    until = readable.day(agreed.ends_on)
    keep = f"please delete this share {counted(agreed.keep_days, 'day')} after it was sealed"
    return (
        f'<section class="agreed" dir="auto">\n<p class="label">What it is for</p>\n'
        f"<p>{html.escape(agreed.purpose)}</p>\n"
        f'<p class="facts">Holds until {until}; {keep}.</p>\n</section>\n'
    )


def _answers(beside: Beside, drawn: _Drawn) -> str:
    said = "".join(
        f'<p class="facts">{readable.day(one.on)}</p>\n<div class="text" dir="auto" '
        f'data-answer="{one.comment}">\n{drawn.render(one.text)}\n</div>\n'
        for one in beside.answers
    )
    title = '<p class="label">Answers to your comments</p>\n'
    return f'<section class="answers">\n{title}{said}</section>\n' if said else ""


def _scores(shown_page: Page) -> str:
    found = shown.scores(shown_page.beside.things, shown_page.created.date())
    return f'<p class="facts">{html.escape(" ".join(found))}</p>\n' if found else ""


def _thing(one: Shown, drawn: _Drawn, shown_page: Page) -> str:
    item = (one.kind, one.id)
    same = [anchor for kind, anchor in drawn.anchors.items() if kind[0] == one.kind]
    kind, number = shown.KINDS[one.kind], drawn.anchors[item].rpartition("-")[2]
    place = f"{kind} {number} of {len(same)}" if len(same) > 1 else kind
    ties = page_things.ties(item, shown_page.beside.links, drawn.anchors, drawn.headings)
    return page_things.article(one, drawn.anchors[item], place, drawn.render, ties)


def _entry(entry: SharedEntry, drawn: _Drawn, shown_page: Page) -> str:
    item = ("entry", str(entry.id))
    anchor = drawn.anchors[item]
    about = " · ".join(shown.shown_entry(entry).about).replace(", ", " · ", 1)
    title = html.escape(entry.title)
    heading = f'<h2 dir="auto" data-field="title">{title}</h2>\n' if title else ""
    body = drawn.render(readable.text_below_title(entry.title, entry.body))
    tags = "".join(f"<li>{html.escape(tag)}</li>" for tag in entry.tags)
    tag_list = f'<ul class="tags" aria-label="Tags">{tags}</ul>\n' if tags else ""
    ties = page_things.ties(item, shown_page.beside.links, drawn.anchors, drawn.headings)
    return (
        f'<article id="{anchor}" data-item="entry:{entry.id}">\n'
        f'<p class="when">Entry {anchor.rpartition("-")[2]} of {len(shown_page.entries)} · {about}</p>\n'
        f'{heading}<div class="text" dir="auto" data-field="body">\n{body}\n</div>\n'
        f"{_attached(entry, drawn.pictures)}{tag_list}{ties}</article>\n"
    )


def _contents(things: Sequence[Shown], entries: Sequence[SharedEntry], drawn: _Drawn) -> str:
    if len(things) + len(entries) < _CONTENTS_FROM:
        return ""
    listed = [(one.kind, one.id, one.heading, shown.KINDS[one.kind]) for one in things]
    listed += [("entry", str(one.id), one.title, readable.day(one.date)) for one in entries]
    lines = "".join(
        f'<li><a href="#{drawn.anchors[kind, id_]}">{html.escape(heading or "Without a title")}</a> '
        f'<span class="label">{beside}</span></li>\n'
        for kind, id_, heading, beside in listed
    )
    return f'<nav aria-label="Contents">\n<ol>\n{lines}</ol>\n</nav>\n'


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


def _data_uri(media: str, data: bytes) -> str:
    return f"data:{media};base64,{base64.b64encode(data).decode()}"
