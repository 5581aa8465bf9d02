"""What is kept where, what never happens, and a word of warning about folders that are synced."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from metanoia import places
from metanoia.ui.capture import of_the_system
from metanoia.ui.destination import Destination, Notice
from metanoia.ui.door.room import shown_path
from metanoia.ui.pages.settings.section import Group, Section
from metanoia.ui.widgets.banner import Banner
from metanoia.ui.widgets.button import Button
from metanoia.ui.widgets.check import Switch
from metanoia.ui.widgets.keycap import key_text
from metanoia.ui.widgets.row import RowButton, SettingRow

if TYPE_CHECKING:
    from metanoia.journal import Journal
    from metanoia.ui.settings import Settings


class Privacy(Section):
    """Two choices of who may look on; the rest is said in the open and is no choice."""

    def __init__(self, journal: Journal, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(journal, settings, "", "-", parent)
        self.title.setText(self.tr("Privacy"))
        self.lead.setText(
            self.tr("Metanoia never uses the network. It has no account and sends no reports.")
        )
        self.warning = Banner(tone="warn", icon="cloud-off", closable=False)
        self.warning.hide()
        self.veil = Switch(self.tr("Veil what is written"))
        veil = SettingRow(
            "eye-off", self.tr("Veil what is written"),
            self.tr(
                "Words lie under soft bars until you point at them or write there. {} turns it on and off."
            ).format(key_text("Ctrl+Shift+H")),
            self.veil,
        )  # fmt: skip
        self.capture = Switch(self.tr("Keep out of screen captures"))
        self.capture_row = SettingRow(
            "monitor", self.tr("Keep out of screen captures"), self._about_capture(),
            self.capture, tone="plum",
        )  # fmt: skip
        self.capture.setEnabled(of_the_system() is not None)
        self.copy = Button(self.tr("Copy the path"), "outline", "copy", "s")
        self.folder = SettingRow("folder-lock", self.tr("The journal’s folder"), "", self.copy)
        kept = SettingRow(
            "settings", self.tr("What this computer remembers"),
            self.tr(
                "How you like the window, and where your journals lie, in {}. No word, name or number "
                "out of a journal."
            ).format(shown_path(places.config())),
            tone="blue",
        )  # fmt: skip
        log = SettingRow(
            "scroll-text", self.tr("The log"),
            self.tr("Kinds of errors and times, in {}. Never a word of yours, and nobody is sent it.").format(
                shown_path(places.state())
            ),
            tone="blue",
        )  # fmt: skip
        never = [
            SettingRow(icon, title, text, tone="plum")
            for icon, title, text in (
                (
                    "globe", self.tr("Nothing is sent or fetched"),
                    self.tr("No updates, no fonts, no pictures from the web, no spelling service."),
                ),
                (
                    "file-lock", self.tr("Nothing is written in the clear"),
                    self.tr(
                        "Not in temporary files, not in window titles. Only an export, which you ask for, is."
                    ),
                ),
                (
                    "eye-off", self.tr("Nobody reads along"),
                    self.tr("No program looks for words in what you write, and none raises an alarm."),
                ),
            )
        ]  # fmt: skip
        self.more = RowButton(
            "book-open", self.tr("What is private, and what is not"),
            self.tr("Also what no program can promise"),
        )  # fmt: skip
        self.add(
            self.warning, 14,
            Group(self.tr("Who may look on"), veil, self.capture_row),
            Group(self.tr("What is kept where"), self.folder, kept, log),
            Group(self.tr("What never happens"), *never),
            self.more,
        )  # fmt: skip
        self.veil.clicked.connect(self._choose)
        self.capture.clicked.connect(self._choose)
        self.copy.clicked.connect(self._copy)
        self.more.clicked.connect(self._read_more)

    def refresh(self) -> None:
        """Show where the journal lies now."""
        self.veil.setChecked(self.settings.concealed)
        self.capture.setChecked(self.settings.capture_hidden)
        path = self.journal.path
        self.folder.set_subtitle(
            self.tr("{}. Everything in it is encrypted; copy it whole, while the journal is closed.").format(
                shown_path(path)
            )
        )  # fmt: skip
        program = places.synced_by(path)
        if program:
            self.warning.say(
                self.tr(
                    "This folder seems to be synced by {}. It may copy half a change and damage the "
                    "journal. Keep the journal elsewhere; copies and backups may lie there."
                ).format(program)
            )
        self.warning.setVisible(bool(program))

    def _about_capture(self) -> str:
        if of_the_system() is None:
            return self.tr(
                "This system has no way to do that: any program may take a picture of the screen."
            )
        return self.tr(
            "Pictures, films and calls do not show the window. Where keys are typed or shown, this is always so."
        )

    @Slot()
    def _choose(self) -> None:
        self.settings.concealed = self.veil.isChecked()
        self.settings.capture_hidden = self.capture.isChecked()
        self.keep()

    @Slot()
    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(str(self.journal.path))
        self.said.emit(Notice(text=self.tr("Path copied")))

    @Slot()
    def _read_more(self) -> None:
        self.asked.emit(Destination(page="settings", section="help/privacy"))
