"""How long a passphrase would stand up to guessing, by zxcvbn and by counting its words."""

from __future__ import annotations

import math
from dataclasses import dataclass

from metanoia.vault.words import listed

_LONGEST = 72  # zxcvbn grows slow beyond
_WORD_BITS = math.log2(
    7776
)  # a plain word is at best one of the list's, however rare zxcvbn finds it
_GRADES = ((64.0, "Strong"), (52.0, "Good"), (40.0, "Fair"), (0.0, "Weak"))


@dataclass(frozen=True)
class Strength:
    """A passphrase's strength: ``bits`` is the base-2 logarithm of the guesses needed."""

    bits: float
    word: str
    suggestion: str


def strength(text: str, about: tuple[str, ...] = ()) -> Strength:
    """Return the strength of a passphrase; ``about`` are words a guesser would try first (the name).

    The word is Weak, Fair (40 bits), Good (52) or Strong (64); the suggestion is empty when Strong.
    """
    if not text.strip():
        return Strength(0.0, "Weak", "Take five or six everyday words that do not belong together.")
    from zxcvbn import zxcvbn

    found = zxcvbn(text[:_LONGEST], user_inputs=list(about))
    bits = math.log2(max(1, int(found["guesses"])))
    words = text.split()
    if all((word.isalpha() and len(word) < 16) or word in listed() for word in words):  # "yo-yo"
        bits = min(bits, len(words) * _WORD_BITS)
    grade = next(name for least, name in _GRADES if bits >= least)
    return Strength(bits, grade, _suggestion(grade, words, str(found["feedback"]["warning"])))


def _suggestion(grade: str, words: list[str], warning: str) -> str:
    if grade == "Strong":
        return ""
    if warning:
        return warning
    if len(words) < 2:
        return "Take five or six everyday words that do not belong together."
    return "Add another word that has nothing to do with the others."
