"""The pages of the window: their names, words, icons and keys, and where each is made."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Final, NamedTuple

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

if TYPE_CHECKING:
    from metanoia.ui.page import Page


class Place(NamedTuple):
    """One page; its module is imported when it is first shown."""

    name: str
    title: str
    icon: str
    keys: str
    module: str
    made_by: str

    def words(self) -> str:
        """Return the title in the person's language."""
        return QCoreApplication.translate("Place", self.title)

    def page(self) -> type[Page]:
        """Import the page's module and return its class."""
        found: type[Page] = getattr(import_module(self.module), self.made_by)
        return found


_PAGES: Final = "metanoia.ui.pages"

JOURNALING: Final = (
    Place("today", str(QT_TRANSLATE_NOOP("Place", "Today")), "sun", "Ctrl+1", f"{_PAGES}.today", "TodayPage"),
    Place("journal", str(QT_TRANSLATE_NOOP("Place", "Journal")), "book-open", "Ctrl+2", f"{_PAGES}.journal", "JournalPage"),
    Place("goals", str(QT_TRANSLATE_NOOP("Place", "Goals")), "target", "Ctrl+3", f"{_PAGES}.goals", "GoalsPage"),
    Place("assumptions", str(QT_TRANSLATE_NOOP("Place", "Assumptions")), "lightbulb", "Ctrl+4", f"{_PAGES}.assumptions", "AssumptionsPage"),
    Place("systems", str(QT_TRANSLATE_NOOP("Place", "Systems")), "waypoints", "Ctrl+5", f"{_PAGES}.systems", "SystemsPage"),
    Place("team", str(QT_TRANSLATE_NOOP("Place", "Team")), "flag", "Ctrl+6", f"{_PAGES}.team", "TeamPage"),
    Place("review", str(QT_TRANSLATE_NOOP("Place", "Review")), "calendar-check", "Ctrl+7", f"{_PAGES}.review", "ReviewPage"),
)  # fmt: skip
COACHING: Final = (
    Place("share", str(QT_TRANSLATE_NOOP("Place", "Share")), "share-2", "Ctrl+8", f"{_PAGES}.share", "SharePage"),
    Place("desk", str(QT_TRANSLATE_NOOP("Place", "Coach desk")), "users", "Ctrl+9", f"{_PAGES}.desk", "DeskPage"),
)  # fmt: skip
SETTINGS: Final = Place("settings", str(QT_TRANSLATE_NOOP("Place", "Settings")), "settings", "Ctrl+,", f"{_PAGES}.settings", "SettingsPage")  # fmt: skip

PLACES: Final = {place.name: place for place in (*JOURNALING, *COACHING, SETTINGS)}
