"""Numbers as a person types them, with the comma or the point of the person's language."""

from __future__ import annotations

from PySide6.QtCore import QLocale

from metanoia.ui.amounts import number


def typed_number(text: str) -> float | None:
    """Return the number that ``text`` names ("4.5", "4,5", "1 200"), None where it names none."""
    said = text.strip().replace("\u2212", "-").replace("\u00a0", "").replace(" ", "")
    for locale in (QLocale(), QLocale.c()):
        value, read = locale.toDouble(said)
        if read:
            return value
    value, read = QLocale.c().toDouble(said.replace(",", "."))
    return value if read else None


def with_unit(value: float, unit: str, digits: int = 2) -> str:
    """Return "42 h", "61%", or the number alone where there is no unit."""
    said = number(value, digits)
    if not unit:
        return said
    return f"{said}{unit}" if unit == "%" else f"{said} {unit}"
