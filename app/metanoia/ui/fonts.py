"""The bundled typefaces: Inter for the application's words, Source Serif 4 for the person's own."""

from __future__ import annotations

from functools import cache

from PySide6.QtGui import QFontDatabase

from metanoia import resources

UI_FAMILY = "Inter"
SERIF_FAMILY = "Source Serif 4"


@cache
def load() -> frozenset[str]:
    """Register the bundled fonts once per process and return the names of their families."""
    families: set[str] = set()
    for file in sorted(resources.path("fonts").glob("*.ttf")):
        number = QFontDatabase.addApplicationFont(str(file))
        families.update(QFontDatabase.applicationFontFamilies(number))
    return frozenset(families)
