"""A coach's questions that come up again and again."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from metanoia.domain.errors import Refused

SNIPPET_LIMIT: Final = 500  # characters


@dataclass(frozen=True, slots=True, kw_only=True)
class Snippet:
    """A reusable question; ``place`` is its place in the list, 1 and up."""

    id: str
    text: str
    place: int


BEGINNING: Final = (
    "What happened just before this?",
    "What did you see or hear, and what did you add to it?",
    "What would the other person say took place?",
    "What are you taking for granted here?",
    "What is the smallest thing you could try before we meet?",
    "How will you know that it worked?",
    "What does keeping this as it is do for you?",
    "What would you like me to ask you next time?",
)
"""What the list begins with; own words, none from a published instrument."""


def snippet_text(text: str) -> str:
    """Return a question as it is kept, on one line; Refused unless it has 1 to 500 characters."""
    kept = " ".join(text.split())
    if not kept:
        raise Refused("There are no words in that question. Write some.")
    if len(kept) > SNIPPET_LIMIT:
        raise Refused(f"A question has at most {SNIPPET_LIMIT} characters. Shorten it.")
    return kept
