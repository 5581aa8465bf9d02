"""Amounts in words."""

from __future__ import annotations

from PySide6.QtCore import QLocale


def counted(number: int, one: str, many: str) -> str:
    """Return ``one`` for 1, else ``many`` with the number in place of its "{}": "3,204 words"."""
    return one if number == 1 else many.format(QLocale().toString(number))


def number(value: float, digits: int = 1) -> str:
    """Return "4.2" or "1,204": at most ``digits`` decimals, none where they would be 0."""
    kept = round(value, digits) + 0.0  # -0.0 becomes 0.0
    while digits and kept == round(kept, digits - 1):
        digits -= 1
    return QLocale().toString(kept, "f", digits)
