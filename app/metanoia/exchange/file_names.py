"""Names of exported files, made from what they hold."""

from __future__ import annotations

import re
import unicodedata

_LENGTH = 60


class Names:
    """Gives each file of an export a name that no other has."""

    def __init__(self) -> None:
        self._taken: set[str] = set()

    def free(self, folder: str, title: str, otherwise: str) -> str:
        """Return "folder/words-of-the-title.md", numbered from its second occurrence on.

        A title without words gives way to ``otherwise``.
        """
        stem, number = slug(title) or otherwise, 1
        name = f"{folder}/{stem}.md"
        while name in self._taken:
            number += 1
            name = f"{folder}/{stem}-{number}.md"
        self._taken.add(name)
        return name


def slug(text: str) -> str:
    """Return the words of a text as a file name has them, at most 60 signs; "" if it has none."""
    plain = unicodedata.normalize("NFC", text).lower()
    return re.sub(r"[^\w]+", "-", plain).strip("-_")[:_LENGTH].rstrip("-_")
