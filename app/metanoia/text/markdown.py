"""Markdown to safe HTML, for the reading view and for what is sealed.

Two walls stand one behind the other: the parser lets no HTML of the text through, and nh3 then
keeps a closed list of tags, attributes and addresses. The third, a view that loads nothing by
itself, is the window's.
"""

from __future__ import annotations

import bisect
import html
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from markdown import Markdown

    Lead = Callable[[str], str | None]

PLAIN_NOTE = "Shown as plain text: it is too long, or has too many marks, to be drawn."
"""What stands above a text that would take too long to render."""

_TAGS = {
    "p", "br", "hr", "h1", "h2", "h3", "h4", "h5", "h6", "em", "strong", "del", "code", "pre",
    "blockquote", "ul", "ol", "li", "a", "img", "table", "thead", "tbody", "tr", "th", "td",
    "sup", "sub", "dl", "dt", "dd",
}  # fmt: skip
_ATTRIBUTES = {
    "a": {"href", "title"},
    "img": {"src", "alt", "title"},
    "th": {"style"},
    "td": {"style"},
    "ol": {"start"},
}
_SCHEMES = {"http", "https", "mailto", "attachment", "entry"}
_UUID = "[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}"
_LINK = re.compile(
    rf"https?://[^\s\\/?#][^\s\\]*|mailto:[^\s\\?]+@[^\s\\?]+|#[A-Za-z0-9_.-]*|entry:{_UUID}",
    re.IGNORECASE,
)
_INSIDE = ("goal", "value", "assumption", "prediction")
_LINK_INSIDE = re.compile(rf"(?:{'|'.join(_INSIDE)}):{_UUID}")
_IMAGE = re.compile(r"attachment:[0-9a-f]{64}")
_START = re.compile(r"[0-9]{1,5}", re.ASCII)
_ATTRIBUTE_LENGTH = 300

# Signs that turn the text beside them round, and signs that no text holds.
_NO_TEXT = re.compile(
    "[\u202a-\u202e\u2066-\u2069\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]"
)

# What the parser takes more than a second for (its work grows with the square of these).
_LENGTH_LIMIT = 300_000
_BRACKET_LIMIT = 1_500
_REACH_LIMIT = 2_000_000
_RULE_LIMIT = 2_000
_BLOCK_LIMIT = 10_000
_MARK_LIMIT = 3_000_000_000  # marks in a block times its length
_BLOCK_END = re.compile(r"\n[ \t]*\n")
_MARK = re.compile(r"[^\w\s,.;?'\"]")
_BRACKET = re.compile(r"\]\(|[\[\]()]")
_TICKS = re.compile(r"`+")
_OPENING_TICKS = re.compile(r"(?<!\\)`+")
_RULE = re.compile(r"^[ >\t]*(?:#|[-=*_][-=*_ \t]*$)", re.MULTILINE)

_TASK = re.compile(r"(<li>(?:\s*<p>)?)\[([ xX])\](?=[ \t])")


def render(text: str, lead: Lead | None = None) -> str:
    """Return the HTML of Markdown ``text``, with nothing in it that acts, loads or hides.

    Links go to http, https, mailto, ``#name`` and ``entry:<uuid>``, pictures come from
    ``attachment:<sha256>`` only. What would take too long is shown as plain text under a note.
    A name in double brackets becomes a link where ``lead`` knows its address ("goal:<uuid>").
    """
    import nh3

    legible = _NO_TEXT.sub("\ufffd", text)
    if _too_knotty(legible):
        return _noted(legible)
    try:
        drawn = _TASK.sub(_box, _parser(lead).convert(legible))
    except Exception:  # noqa: BLE001 - no fault of the parser may keep a person from the text
        return _noted(legible)
    return nh3.clean(
        drawn,
        tags=_TAGS,
        clean_content_tags={"script", "style"},
        attributes=_ATTRIBUTES,
        attribute_filter=_allowed if lead is None else _allowed_inside,
        filter_style_properties={"text-align"},
        url_schemes=_SCHEMES if lead is None else _SCHEMES.union(_INSIDE),
        link_rel="noopener noreferrer nofollow",
        strip_comments=True,
    )


def render_plain(text: str) -> str:
    """Return the HTML of ``text`` just as it was written: paragraphs and line breaks, no marks."""
    legible = html.escape(_NO_TEXT.sub("\ufffd", text).strip("\n"))
    paragraphs = re.split(r"\n[ \t]*\n+", legible) if legible else []
    return "\n".join(f"<p>{part.replace(chr(10), '<br>' + chr(10))}</p>" for part in paragraphs)


def _noted(text: str) -> str:
    return f"<p><em>{PLAIN_NOTE}</em></p>\n{render_plain(text)}"


def _allowed(_tag: str, attribute: str, value: str) -> str | None:
    """Return the attribute's value, or None to drop it: nh3 alone lets relative addresses by."""
    value = value.strip()
    pattern = {"href": _LINK, "src": _IMAGE, "start": _START}.get(attribute)
    if pattern:
        return value if pattern.fullmatch(value) else None
    return value[:_ATTRIBUTE_LENGTH]


def _allowed_inside(tag: str, attribute: str, value: str) -> str | None:
    """Return what ``_allowed`` does; a link may lead to any kind of thing in the journal as well."""
    if attribute == "href" and _LINK_INSIDE.fullmatch(value):
        return value
    return _allowed(tag, attribute, value)


def _box(task: re.Match[str]) -> str:
    return task[1] + ("☐" if task[2] == " " else "☑")


def _parser(lead: Lead | None) -> Markdown:
    # extensions by class: a name is looked up among all that is installed, which is slow
    import markdown
    from markdown.extensions.fenced_code import FencedCodeExtension
    from markdown.extensions.nl2br import Nl2BrExtension
    from markdown.extensions.sane_lists import SaneListExtension
    from markdown.extensions.tables import TableExtension
    from markdown.inlinepatterns import SimpleTagInlineProcessor

    parser = markdown.Markdown(
        extensions=[TableExtension(), FencedCodeExtension(), SaneListExtension(), Nl2BrExtension()],
        output_format="html",
    )
    parser.preprocessors.deregister("html_block")
    parser.inlinePatterns.deregister("html")
    struck = SimpleTagInlineProcessor(r"(~~)(?=\S)([^~]+)(?<=\S)~~", "del")
    parser.inlinePatterns.register(struck, "struck", 65)
    if lead is not None:
        from metanoia.text.named_links import NamedLink

        parser.inlinePatterns.register(NamedLink(lead, parser), "named", 175)
    return parser


def _too_knotty(text: str) -> bool:
    if len(text) > _LENGTH_LIMIT or text.count("[") > _BRACKET_LIMIT:
        return True
    if sum(1 for _ in _RULE.finditer(text)) > _RULE_LIMIT:
        return True
    blocks = _BLOCK_END.split(text)
    if len(blocks) > _BLOCK_LIMIT:
        return True
    reach = work = 0
    for block in blocks:
        reach += _bracket_reach(block) + _tick_reach(block)
        work += len(block) * sum(1 for _ in _MARK.finditer(block))
        if reach > _REACH_LIMIT or work > _MARK_LIMIT:
            return True
    return False


def _bracket_reach(block: str) -> int:
    """Return how many signs the parser walks from each bracket in search of its partner."""
    reach = 0
    square: list[int] = []
    round_: list[int] = []  # the place of a link's bracket, the end of the block for any other
    end = len(block)
    for found in _BRACKET.finditer(block):
        sign, place = found[0], found.start()
        if sign == "[":
            square.append(place)
        elif sign == "(":
            round_.append(end)
        elif sign == ")":
            reach += max(place - round_.pop(), 0) if round_ else 0
        else:
            reach += place - square.pop() if square else 0
            if sign == "](":
                round_.append(place)
    return reach + sum(end - place for place in square + round_)


def _tick_reach(block: str) -> int:
    """Return how many signs the parser walks from each run of backticks to one just as long."""
    closing: dict[int, list[int]] = {}
    for run in _TICKS.finditer(block):
        closing.setdefault(len(run[0]), []).append(run.start())
    reach, past = 0, 0
    for run in _OPENING_TICKS.finditer(block) if closing else ():
        if run.start() < past:
            continue
        places = closing.get(len(run[0]), [])
        later = bisect.bisect_left(places, run.end())
        stop = places[later] if later < len(places) else len(block)
        reach += stop - run.end()
        past = stop + len(run[0]) if later < len(places) else past
    return reach
