"""Shared visions: what a group wants together, its themes, and where somebody stands to each."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final, Literal, NamedTuple, NewType, get_args

from metanoia.domain.assumptions import line, needed, text
from metanoia.domain.days import check_date
from metanoia.domain.entries import storable
from metanoia.domain.errors import Refused

VisionId = NewType("VisionId", str)
ThemeId = NewType("ThemeId", str)
GroupKind = Literal["team", "organisation", "community", "family"]

GROUP_KINDS: Final[tuple[GroupKind, ...]] = get_args(GroupKind)
NAME_LIMIT: Final = 120
VISION_LIMIT: Final = 10_000  # characters
THEMES: Final = 12  # of one vision, at most
THEME_LIMIT: Final = 300
MY_WORDS_LIMIT: Final = 500
STANCES: Final = range(5)
_SHORTEST: Final = 3  # characters that a proposed theme has at least
_BULLET: Final = re.compile(r"^\s*(?:[-*+•–>]+|#{1,6}|\d{1,2}[.)])\s+")
_SENTENCE: Final = re.compile(r"(?<=[.!?…])[\"”’)]*\s+")


@dataclass(frozen=True, slots=True, kw_only=True)
class NewVision:
    """A vision about to be kept; Refused for what is empty or too long, or a day no journal holds."""

    name: str
    text: str
    as_of: dt.date
    group: GroupKind = "team"

    def __post_init__(self) -> None:
        object.__setattr__(
            self, "name", needed(line(self.name, NAME_LIMIT, "Its name"), "Its name")
        )
        object.__setattr__(self, "text", vision_text(self.text))
        check_date(self.as_of)
        if self.group not in GROUP_KINDS:
            raise Refused("A vision is that of a team, an organisation, a community or a family.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Vision:
    """One vision as it is kept; ``replaced_by`` is the newer text of the same group."""

    id: VisionId
    name: str
    group: GroupKind
    text: str
    as_of: dt.date
    replaced_by: VisionId | None
    rev: int
    created_at: dt.datetime
    updated_at: dt.datetime
    deleted_at: dt.datetime | None = None


class Theme(NamedTuple):
    """One thread of a vision, numbered from 1, and what somebody says of it in words of their own."""

    id: ThemeId
    vision: VisionId
    number: int
    text: str
    my_words: str

    @property
    def title(self) -> str:
        """Its text, beginning with a capital letter."""
        return self.text[:1].upper() + self.text[1:]


class Stance(NamedTuple):
    """Where somebody stood to a theme on a day: 0 to 4, None for "I don't yet understand it"."""

    theme: ThemeId
    date: dt.date
    stance: int | None


class Draft(NamedTuple):
    """A theme as it is to be: ``id`` None if it is new."""

    id: ThemeId | None
    text: str


class Found(NamedTuple):
    """Where a theme stands in the text of its vision, in code points."""

    start: int
    stop: int
    number: int


def vision_text(said: str) -> str:
    """Return the text of a vision as it is kept; Refused unless 1 to 10,000 characters."""
    kept = storable(said).strip()
    if not kept:
        raise Refused("The vision is still empty. Paste it, or say it in a few words.")
    if len(kept) > VISION_LIMIT:
        raise Refused(
            f"A vision has at most {VISION_LIMIT:,} characters; this one has {len(kept):,}. "
            "Keep the part that says what you want together."
        )
    return kept


def theme_text(said: str) -> str:
    """Return a theme as it is kept, one line; Refused unless 1 to 300 characters."""
    return needed(line(said, THEME_LIMIT, "A theme"), "A theme")


def my_words(said: str) -> str:
    """Return one's own words for a theme as they are kept; Refused above 500 characters."""
    return text(said, "What you say of a theme", MY_WORDS_LIMIT)


def check_stance(stance: int | None) -> None:
    """Raise Refused unless 0 to 4 or None."""
    if stance is not None and stance not in STANCES:
        raise Refused("Where you stand goes from 0 to 4, or is not yet understood.")


def check_drafts(drafts: Sequence[Draft]) -> tuple[Draft, ...]:
    """Return themes as they are kept; Refused for more than 12, or one that is there twice."""
    if len(drafts) > THEMES:
        raise Refused(
            f"A vision has at most {THEMES} themes; these are {len(drafts)}. Merge or remove some."
        )
    kept = tuple(Draft(one.id, theme_text(one.text)) for one in drafts)
    if len({one.text.casefold() for one in kept}) < len(kept):
        raise Refused("A theme stands there twice. Keep it in one place.")
    return kept


def proposed(vision: str) -> list[str]:
    """Return the at most 12 themes that a text suggests: its lines, or the sentences of a single one."""
    lines = [_BULLET.sub("", one).strip() for one in storable(vision).splitlines()]
    lines = [one for one in lines if len(one) >= _SHORTEST]
    if len(lines) == 1:
        lines = [one.strip() for one in _SENTENCE.split(lines[0])]
    found: dict[str, str] = {}
    for one in lines:
        short = one.rstrip(" .;,:")[:THEME_LIMIT].strip()
        if len(short) >= _SHORTEST:
            found.setdefault(short.casefold(), short)
    return list(found.values())[:THEMES]


def passages(vision: str, themes: Iterable[tuple[int, str]]) -> list[Found]:
    """Return where themes (number, text) stand in a vision word for word, whatever their capitals.

    None overlaps another: what is found first in the order given keeps its place. Sorted by place.
    """
    found: list[Found] = []
    for number, said in themes:
        words = r"\s+".join(re.escape(word) for word in said.split())
        for hit in re.finditer(words, vision, re.IGNORECASE) if words else ():
            if all(hit.end() <= one.start or hit.start() >= one.stop for one in found):
                found.append(Found(hit.start(), hit.end(), number))
                break
    return sorted(found)
