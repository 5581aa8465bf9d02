"""Amounts in words."""

from __future__ import annotations

from PySide6.QtCore import QLocale


def counted(number: int, one: str, many: str) -> str:
    """Return ``one`` for 1, else ``many`` with the number in place of its "{}": "3,204 words"."""
    return one if number == 1 else many.format(QLocale().toString(number))
