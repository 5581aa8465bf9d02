"""Whether what was typed to find something is in a short text."""

from __future__ import annotations

from metanoia.text.highlights import folded_words


def begins_words(typed: str, said: str) -> bool:
    """Tell whether every word typed begins a word of ``said``, whatever capitals and accents."""
    there = folded_words(said)
    return all(any(word.startswith(start) for word in there) for start in folded_words(typed))
