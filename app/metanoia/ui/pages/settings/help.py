"""Help: the pages under resources/help, read in the window; links between them lead on."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QUrl, Slot
from PySide6.QtWidgets import QStackedWidget, QWidget

from metanoia import resources
from metanoia.ui.destination import Destination
from metanoia.ui.pages.settings.section import Section
from metanoia.ui.widgets.button import Button
from metanoia.ui.widgets.label import Label
from metanoia.ui.widgets.layout import boxed, hbox, vbox
from metanoia.ui.widgets.reading import Reading
from metanoia.ui.widgets.row import RowButton

if TYPE_CHECKING:
    from metanoia.journal import Journal
    from metanoia.ui.settings import Settings

HEAVY: Final = "if-things-are-heavy"
PAGES: Final = {
    "writing": "pen-line",
    "dates-and-days": "calendar-days",
    "finding": "search",
    "goals": "target",
    "values": "heart",
    "team": "flag",
    "maps": "waypoints",
    "loops": "repeat",
    "lines": "spline",
    "review": "calendar-check",
    "metrics": "smile",
    "assumptions": "lightbulb",
    "predictions": "hourglass",
    "forms": "list-checks",
    "keyboard": "command",
    "importing": "download",
    "exporting-and-leaving": "upload",
    "sharing": "share-2",
    "withholding": "eye-off",
    "people": "user-check",
    "key-cards": "qr-code",
    "agreements": "calendar-clock",
    "receipts": "history",
    "replies": "mail-open",
    "answering": "message-square",
    "targets": "flag",
    "coach-desk": "users",
    "commenting": "quote",
    "clients": "file-lock-2",
    "locking": "lock",
    "veiling": "eye",
    "your-keys": "key-round",
    "quick-unlock": "lock-open",
    "another-key": "refresh-cw",
    "backups": "archive",
    "privacy": "eye-off",
    "promises": "shield-check",
    "open-by-hand": "hand",
    "share-by-hand": "file-lock",
    HEAVY: "heart",
}
"""The pages in the order of the list, each with its icon."""

_LINK: Final = re.compile(r"\]\(([a-z-]+)\.md\)")


@cache
def text_of(name: str) -> str:
    """Return the Markdown of a page; KeyError for a name that is none."""
    if name not in PAGES:
        raise KeyError(name)
    return resources.path(f"help/{name}.md").read_text(encoding="utf-8")


@cache
def title_of(name: str) -> str:
    """Return the title of a page."""
    return text_of(name).partition("\n")[0].lstrip("# ").strip()


def html_of(name: str) -> str:
    """Return a page as safe HTML; a link to another page becomes ``#name``."""
    from metanoia.text.markdown import render

    return render(_LINK.sub(r"](#\1)", text_of(name)))


class HelpReading(Reading):
    """Shows one page; a link to another is followed by the settings."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_no_picture, size=16, left=0, parent=parent)
        self.setAccessibleName(self.tr("Help"))

    def show_page(self, name: str) -> None:
        """Show the page of that name."""
        self.show_html(html_of(name))


class Help(Section):
    """A list of pages, and the page that was chosen."""

    def __init__(self, journal: Journal, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(journal, settings, "", parent=parent)
        self.title.setText(self.tr("Help"))
        self.rows: dict[str, RowButton] = {}
        column = vbox(gap=6)
        for name, icon in PAGES.items():
            row = RowButton(icon, title_of(name))
            row.clicked.connect(self._pressed)
            self.rows[name] = row
            column.addWidget(row)
        self.add(boxed(column))
        self.reading = HelpReading()
        self.back = Button(self.tr("All of the help"), "ghost", "arrow-left", "s")
        bar = boxed(hbox(self.back, None, margins=(38, 18, 24, 6)))
        self._page = boxed(vbox(bar, boxed(hbox((self.reading, 1), margins=(48, 0, 12, 0)))))
        self._layers = QStackedWidget()
        layout = self.layout()
        if layout is not None:
            layout.removeWidget(self.area)
            layout.addWidget(self._layers)
        self._layers.addWidget(self.area)
        self._layers.addWidget(self._page)
        self.back.clicked.connect(self._show_all)
        self.reading.anchorClicked.connect(self._follow)

    def show_part(self, part: str) -> None:
        """Show one page, or the list."""
        if part in PAGES:
            self.reading.show_page(part)
            self._layers.setCurrentWidget(self._page)
        else:
            self._layers.setCurrentWidget(self.area)

    @Slot()
    def _pressed(self) -> None:
        pressed = self.sender()
        self._go(next(name for name, row in self.rows.items() if row is pressed))

    @Slot()
    def _show_all(self) -> None:
        self.asked.emit(Destination(page="settings", section="help"))

    @Slot(QUrl)
    def _follow(self, url: QUrl) -> None:
        if url.fragment() in PAGES:
            self._go(url.fragment())

    def _go(self, name: str) -> None:
        self.asked.emit(Destination(page="settings", section=f"help/{name}"))


class Heavy(Section):
    """The one page that has to be found at once."""

    def __init__(self, journal: Journal, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(journal, settings, title_of(HEAVY), parent=parent)
        for paragraph in text_of(HEAVY).split("\n\n")[1:]:
            self.add(Label(paragraph.strip(), "reading", wrap=True), 14)


def _no_picture(_sha256: str) -> bytes | None:
    return None
