"""Names of other people that never leave in a share, and what its reader finds in their place."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from metanoia.domain.errors import Refused

TERM_LIMIT = 60
LIST_LIMIT = 500
_PART = "="
# Where Unicode has its hidden signs (Cf), and some others: most texts have none of these.
_PERHAPS_HIDDEN = re.compile(
    "[\xad\u0600-\u08ff\u1800-\u18ff\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufe00-\ufeff\ufff0-\uffff\U00010000-\U0001d7ff\U000e0000-\U0010ffff]"
)


@dataclass(frozen=True, slots=True)
class PrivateTerm:
    """A name, and what stands for it ("a colleague"); without that, "Person A" and so on."""

    term: str
    replacement: str = ""

    @property
    def key(self) -> str:
        """The name as it is compared: two names with the same key are one."""
        return comparable(self.term)


def comparable(text: str) -> str:
    """Return the text without differences of case, width and hidden signs (NFKC, casefolded)."""
    plain = unicodedata.normalize("NFKC", text).casefold()
    return _PERHAPS_HIDDEN.sub(_shown, plain)


def from_lines(text: str) -> tuple[PrivateTerm, ...]:
    """Return the names of a list with one a line: "Sam", or "Sam = a colleague".

    Empty lines are passed over. Raises Refused, naming the line, for a name that is too long, has no
    letter, or stands there twice, and for words in its place that hold a name of the list.
    """
    terms: list[PrivateTerm] = []
    for number, line in enumerate(text.splitlines(), 1):
        if line.strip():
            terms.append(_term(line, number, terms))
    if len(terms) > LIST_LIMIT:
        raise Refused(f"The list holds at most {LIST_LIMIT} names. Shorten it.")
    _refuse_names_in_place_of_names(terms)
    return tuple(terms)


def as_lines(terms: Iterable[PrivateTerm]) -> str:
    """Return the list as a person edits it; ``from_lines`` reads it."""
    return "\n".join(
        f"{one.term} {_PART} {one.replacement}" if one.replacement else one.term for one in terms
    )


def _shown(sign: re.Match[str]) -> str:
    return "" if unicodedata.category(sign[0]) == "Cf" else sign[0]


def _term(line: str, number: int, before: list[PrivateTerm]) -> PrivateTerm:
    term, _, replacement = (" ".join(part.split()) for part in line.partition(_PART))
    made = PrivateTerm(unicodedata.normalize("NFC", term), replacement)
    if not any(sign.isalnum() for sign in made.key):
        raise Refused(f"Line {number} has no name. Write a name, or take the line out.")
    if len(made.term) > TERM_LIMIT or len(replacement) > TERM_LIMIT:
        raise Refused(f"Line {number} is too long: a name has at most {TERM_LIMIT} characters.")
    if any(one.key == made.key for one in before):
        raise Refused(f"“{made.term}” stands on the list twice. Take out line {number}.")
    return made


def _refuse_names_in_place_of_names(terms: list[PrivateTerm]) -> None:
    for one in terms:
        words = comparable(one.replacement).split()
        for other in terms:
            if other.key.split() == words or (" " not in other.key and other.key in words):
                raise Refused(
                    f"“{one.replacement}” stands for “{one.term}”, but “{other.term}” is hidden too. "
                    "Choose other words."
                )
