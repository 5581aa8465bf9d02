"""Words, excerpts and titles of Markdown text."""

from __future__ import annotations

import re

from metanoia.domain.entries import EXCERPT_LENGTH, TITLE_LIMIT
from metanoia.text.names import PATTERN

# Ideographs and kana are written without spaces; each counts as a word, as word processors do.
_UNSPACED = re.compile(
    "[\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff66-\uff9f\U00020000-\U0003fffd]"
)
# A word begins at its first letter or digit and ends before a space or a dash between words.
_WORD = re.compile(r"[^\W_][^\s—–]*")

_READ_FOR_EXCERPT = (600, 2_000)  # the second only where marks and addresses fill the first
_EMPTY_LINES = re.compile(
    r"^[ \t]*(?:```.*|~~~.*|[-*_=](?:[ \t]*[-*_=]){2,}|\|?[-:| ]+\|)[ \t]*$", re.MULTILINE
)
_LINE_MARKS = re.compile(
    r"^[ \t]*(?:>[ \t]?)*(?:#{1,6}[ \t]+|[-*+][ \t]+(?:\[[ xX]\][ \t]+)?|\d{1,9}[.)][ \t]+)?",
    re.MULTILINE,
)
_LINK = re.compile(r"!?\[([^\[\]]{0,400})\]\([^()\s]{0,1000}(?:[ \t]+\"[^\"]{0,200}\")?\)")
_NAMED = re.compile(PATTERN)
_TAG = re.compile(r"</?[a-zA-Z][^<>]{0,400}>|<!--.{0,400}?-->", re.DOTALL)
_AUTOLINK = re.compile(r"<((?:https?|mailto):[^<>\s]{1,1000})>")
# Each way to begin is written out from its first sign on, by which ``re`` skips all other text.
_EMPHASIS = re.compile(
    r"(\*\*?\*?|~~|==|_(?<!\w_)_?_?|``?`?)(?=\S)(.{0,1000}?\S)\1(?!\w)", re.DOTALL
)
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")
_H1 = re.compile(r"\s*^#[ \t]+(?P<title>\S.{0,400}?)(?:[ \t]+#+)?[ \t]*$\n?", re.MULTILINE)


def count(text: str) -> int:
    """Return how many words the text has; Markdown's own marks are none."""
    unspaced = 0
    if not text.isascii():
        text, unspaced = _UNSPACED.subn(" ", text)
    return unspaced + len(_WORD.findall(text))


def excerpt(body: str) -> str:
    """Return the beginning of the text on one line, without Markdown marks, at most 160 characters."""
    text = ""
    for length in _READ_FOR_EXCERPT:
        text = _unmarked(body[:length])
        if len(text) > EXCERPT_LENGTH or len(body) <= length:
            break
    if len(text) <= EXCERPT_LENGTH:
        return text
    cut = text[: EXCERPT_LENGTH - 1]
    words, space, _ = cut.rpartition(" ")
    return (words if space and len(words) > EXCERPT_LENGTH // 2 else cut).rstrip() + "…"


def _unmarked(text: str) -> str:
    """Return the text on one line, without Markdown marks."""
    text = _LINE_MARKS.sub("", _EMPTY_LINES.sub("", text))
    text = _LINK.sub(r"\1", _NAMED.sub(r"\1", text))
    text = _TAG.sub("", _AUTOLINK.sub(r"\1", text))
    for _ in range(3):  # marks stand within marks: ***so*** and **_so_**
        text, found = _EMPHASIS.subn(r"\2", text)
        if not found:
            break
    return " ".join(_ESCAPE.sub(r"\1", text).split())


def title_from_h1(body: str) -> tuple[str, str]:
    """Split a leading "# Title" off: return title and the rest, or "" and the body as it is."""
    found = _H1.match(body)
    if not found or len(found["title"]) > TITLE_LIMIT:
        return "", body
    return found["title"], body[found.end() :].lstrip("\n")
