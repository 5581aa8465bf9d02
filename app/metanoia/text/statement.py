"""Words of an entry as a statement of their own: without marks, quotes and what stands around them."""

from __future__ import annotations

import re
from typing import Final

_BLOCK: Final = re.compile(
    r"^[ \t]*(?:(?:>[ \t]?)+|#{1,6}[ \t]+|(?:[-*+]|\d{1,9}[.)])[ \t]+(?:\[[ xX]\][ \t]+)?)+",
    re.MULTILINE,
)
_LINK: Final = re.compile(r"!?\[([^\]\n]*)\]\([^)\n]*\)")
_CODE: Final = re.compile(r"(`+)(.+?)\1")
_WRAPPED: Final = (
    re.compile(r"(\*\*|__)(?=\S)(.+?)(?<=\S)\1", re.DOTALL),
    re.compile(r"(~~)(?=\S)(.+?)(?<=\S)\1", re.DOTALL),
    re.compile(r"(?<![*\w])([*_])(?![*_\s])([^*_]+?)(?<!\s)\1(?![*\w])"),
)
_MARKS: Final = "*_~`"  # a half of a pair may be left where only part of it was chosen
_PAIRS: Final = {
    "“": "”", "„": "“", "‘": "’", "‚": "‘", "«": "»", "»": "«", "‹": "›", '"': '"', "'": "'",
    "「": "」", "『": "』", "(": ")",
}  # fmt: skip
_OPENING: Final = '“„‘‚«‹「『"'
_CLOSING: Final = '”“»›」』"'


def as_statement(words: str) -> str:
    """Return chosen words on one line, without Markdown's marks and quotes, beginning with a capital."""
    text = _BLOCK.sub("", words)
    text = _LINK.sub(r"\1", text)
    text = _CODE.sub(r"\2", text)
    for pattern in _WRAPPED:
        text = pattern.sub(r"\2", text)
    text = _bare(" ".join(text.split()))
    return text[:1].upper() + text[1:]


def quoted(words: str) -> str:
    """Return words in quotes; quotes within become single ones."""
    return "“" + words.replace("“", "‘").replace("”", "’") + "”"


def _bare(text: str) -> str:
    """Return the text without the quotes around all of it, or the halves of some at its edges."""
    while True:
        text, before = text.strip(_MARKS + " ,;:–—"), text
        if len(text) > 1 and _PAIRS.get(text[0]) == text[-1] and not _closes(text):
            text = text[1:-1]
        for end, rest, signs in ((text[:1], text[1:], _OPENING), (text[-1:], text[:-1], _CLOSING)):
            if end and end in signs and not any(sign in rest for sign in _partners(end)):
                text = rest
                break
        if text == before:
            return text


def _closes(text: str) -> bool:
    """Tell whether the quotes at the two ends are of two quotations, as in “No,” he said, “never”."""
    inside, opening, closing = text[1:-1], text[0], text[-1]
    if opening == closing:
        return opening in inside
    return closing in inside and inside.find(closing) < inside.rfind(opening)


def _partners(sign: str) -> set[str]:
    opens = {_PAIRS[sign]} if sign in _PAIRS else set()
    return opens | {opening for opening, closing in _PAIRS.items() if closing == sign}
