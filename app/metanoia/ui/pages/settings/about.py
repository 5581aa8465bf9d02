"""About: which version this is, what it is built on, and whose work it carries."""

from __future__ import annotations

import platform
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Slot, qVersion
from PySide6.QtWidgets import QWidget

from metanoia import __version__, resources
from metanoia.ui.pages.settings.section import Group, Section
from metanoia.ui.widgets.button import Button
from metanoia.ui.widgets.label import Label
from metanoia.ui.widgets.layout import boxed, hbox, vbox
from metanoia.ui.widgets.row import SettingRow
from metanoia.ui.widgets.sheet import DialogSheet
from metanoia.ui.widgets.tile import Mark

if TYPE_CHECKING:
    from metanoia.journal import Journal
    from metanoia.ui.settings import Settings

LICENCES: Final = {
    "OFL-Inter.txt": ("Inter", "type"),
    "OFL-SourceSerif4.txt": ("Source Serif 4", "type"),
    "Lucide.txt": ("Lucide", "feather"),
    "eff_large_wordlist.txt": ("EFF large word list", "list"),
}
"""The licence files under resources/licenses, what they are of, and an icon."""


class About(Section):
    """Versions and licences."""

    def __init__(self, journal: Journal, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(journal, settings, "Metanoia", parent=parent)
        sqlite, cipher = journal.versions()
        parts = {
            "Metanoia": __version__,
            "Qt": qVersion(),
            "Python": platform.python_version(),
            "SQLite": sqlite,
            "SQLCipher": cipher,
        }
        self.versions = [
            boxed(hbox((Label(name, "label"), 1), Label(version, "label", "text2", weight=400)))
            for name, version in parts.items()
        ]
        self.texts = {f"{name} {version}" for name, version in parts.items()}
        what = {
            "OFL-Inter.txt": self.tr("The letters of the window. SIL Open Font License 1.1."),
            "OFL-SourceSerif4.txt": self.tr("The letters you write in. SIL Open Font License 1.1."),
            "Lucide.txt": self.tr("The icons. ISC licence, parts of them MIT."),
            "eff_large_wordlist.txt": self.tr(
                "The words that are drawn for passphrases. CC BY 3.0 US."
            ),
        }
        self.buttons: dict[str, Button] = {}
        rows = []
        for file, (name, icon) in LICENCES.items():
            button = Button(
                self.tr("Read"), "ghost", size="s", name=self.tr("Licence of {}").format(name)
            )
            button.clicked.connect(self._read)
            self.buttons[file] = button
            rows.append(SettingRow(icon, name, what[file], button, tone="blue"))
        saying = Label(
            self.tr(
                "A private notebook for learning about your own thinking and work. It is not medical, "
                "psychological or legal advice."
            ),
            "body", "text2", wrap=True,
        )  # fmt: skip
        self.add(
            boxed(hbox(Mark(44), 16, (boxed(vbox(saying)), 1))), 24,
            Group(self.tr("Versions"), *self.versions, pad=8),
            Group(self.tr("It carries the work of others"), *rows),
        )  # fmt: skip

    @Slot()
    def _read(self) -> None:
        pressed = self.sender()
        file = next(file for file, button in self.buttons.items() if button is pressed)
        LicenceSheet(self, LICENCES[file][0], file).open()


class LicenceSheet(DialogSheet):
    """One licence, as it was given."""

    def __init__(self, over: QWidget, name: str, file: str) -> None:
        super().__init__(over, name, icon="scroll-text", width=680)
        text = resources.path(f"licenses/{file}").read_text(encoding="utf-8")
        self.words = Label(text.strip(), "caption", "text2", wrap=True)
        self.add(self.words)
        close = Button(self.tr("Close"), "primary")
        close.clicked.connect(self.dismiss)
        self.set_foot(None, close)
