"""Passphrases made of everyday words, drawn at random from the EFF's large list."""

from __future__ import annotations

import functools
import secrets

from metanoia import resources


@functools.cache
def listed() -> tuple[str, ...]:
    """Return the 7,776 words; each one drawn is worth 12.9 bits."""
    return tuple(resources.path("words/eff_large.txt").read_text("ascii").split())


def generate(count: int) -> str:
    """Return ``count`` (1 or more) random words with spaces between them."""
    if count < 1:
        raise ValueError("a passphrase needs at least one word")
    return " ".join(secrets.choice(listed()) for _ in range(count))
