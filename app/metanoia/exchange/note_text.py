"""What stands in a Markdown note: inline tags, links to other notes, files shown in it."""

from __future__ import annotations

import re
from collections.abc import Callable
from urllib.parse import unquote

_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")
_INDENTED = re.compile(r"(?: {4}|\t)")
_SPAN = re.compile(r"(?<!`)(`{1,8})(?!`)((?:(?!\n[ \t]*\n)[^\0]){1,1000}?)(?<!`)\1(?!`)")
_ADDRESS = re.compile(r"\]\([^()\s]{0,2000}\)|\[\[[^\[\]\n]{0,400}\]\]|<[^<>\s]{1,2000}>")
_TAG = re.compile(r"(?<!\S)#([\w/-]*[^\W\d][\w/-]*)")

_WIKI = re.compile(r"(!?)\[\[([^\[\]\n|]{1,400})(?:\|([^\[\]\n]{0,400}))?\]\]")
_MARKDOWN = re.compile(
    r"(!?)\[([^\[\]\n]{0,400})\]\(<?([^()<>\n\"]{1,1000}?)>?(?:[ \t]+\"[^\"\n]{0,200}\")?\)"
)
_SCHEME = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:|//|#")

Meet = Callable[[str, str, bool], str | None]


def without_code(text: str) -> str:
    """Return the text, same length, with spaces for code (fenced, indented, spans) but line ends kept."""
    kept, fence, before_blank = [], "", True
    for line in text.split("\n"):
        mark = _FENCE.match(line)
        if fence:
            closes = mark and mark[1].startswith(fence) and not line.strip().strip(fence[0])
            kept.append(" " * len(line))
            fence = "" if closes else fence
            continue
        if mark:
            fence = mark[1]
        code = bool(mark) or (before_blank and _INDENTED.match(line) is not None)
        kept.append(" " * len(line) if code else line)
        before_blank = not line.strip() or (code and not mark)
    return _SPAN.sub(_blank, "\n".join(kept))


def tags_in(text: str) -> list[str]:
    """Return the inline #tags as Obsidian sees them: none in code, links or headings, not "#12"."""
    return _TAG.findall(_ADDRESS.sub(_blank, without_code(text)))


def met(text: str, meet: Meet) -> str:
    """Return the text with each local link outside code as ``meet(target, label, shown)`` words it.

    ``shown`` tells ``![...]`` from a link; None leaves it as it is.
    """
    clear = without_code(text)
    pieces, done = [], 0
    for start, end, target, label, shown in _links(text, clear):
        if start < done:
            continue
        wording = meet(target, label, shown)
        if wording is not None:
            pieces += [text[done:start], wording]
            done = end
    return "".join([*pieces, text[done:]])


def _links(text: str, clear: str) -> list[tuple[int, int, str, str, bool]]:
    found = []
    for link in _WIKI.finditer(clear):
        target, _, _heading = link[2].partition("#")
        label = link[3] if link[3] is not None else link[2]
        found.append((link.start(), link.end(), target.strip(), label.strip(), bool(link[1])))
    for link in _MARKDOWN.finditer(clear):
        address = link[3].strip()
        if not _SCHEME.match(address):
            target = unquote(address.partition("#")[0])
            label = text[link.start(2) : link.end(2)]
            found.append((link.start(), link.end(), target, label, bool(link[1])))
    return sorted(found)


def _blank(match: re.Match[str]) -> str:
    return "".join("\n" if sign == "\n" else " " for sign in match[0])
