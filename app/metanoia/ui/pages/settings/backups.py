"""Backups and keys: two things can be lost, the file and the key."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from metanoia.domain.errors import Cancelled, MetanoiaError
from metanoia.ui import dates
from metanoia.ui.background import Task
from metanoia.ui.destination import Notice
from metanoia.ui.dialogs.restore_sheet import RestoreSheet
from metanoia.ui.dialogs.salvage_sheet import SalvageSheet
from metanoia.ui.pages.settings.checking import Checking
from metanoia.ui.pages.settings.keys import Keys
from metanoia.ui.pages.settings.second_row import SecondFolder
from metanoia.ui.pages.settings.section import Group, Section
from metanoia.ui.widgets.button import Button
from metanoia.ui.widgets.row import SettingRow

if TYPE_CHECKING:
    from metanoia.journal import Journal
    from metanoia.ui.settings import Settings
    from metanoia.vault.backups import Backup


class Backups(Section):
    """What is kept, whether it can be read, and what opens it."""

    def __init__(self, journal: Journal, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(journal, settings, "", "-", parent)
        self.title.setText(self.tr("Backups and keys"))
        self.lead.setText(
            self.tr(
                "Two things can be lost: the file and the key. This page keeps both from happening."
            )
        )
        self._task: Task | None = None
        self._aside: Backup | None = None
        self.checking = Checking(journal)
        self.back_up = Button(self.tr("Back up now"), "outline", "archive", "s")
        self.now_row = SettingRow("archive", self.tr("Back up"), "", self.back_up)
        self.second = SecondFolder(journal)
        self.choose = Button(self.tr("Choose a backup…"), "outline", "folder-open", "s")
        restore = SettingRow(
            "rotate-ccw", self.tr("Restore"),
            self.tr("Look at the list first; today’s journal stays beside it."),
            self.choose, tone="blue",
        )  # fmt: skip
        self.look_into = Button(self.tr("Look into it…"), "outline", "life-buoy", "s")
        self.aside_row = SettingRow("life-buoy", self.tr("What was set aside"), "", self.look_into, tone="blue")  # fmt: skip
        self.keys = Keys(journal, settings)
        self.add(
            Group(
                self.tr("Backups"),
                self.checking, self.now_row, self.second.row, restore, self.aside_row,
            ),
            Group(
                self.tr("Keys"),
                self.keys.passphrase, self.keys.recovery, self.keys.remember, self.keys.quick, self.keys.rehearse,
                self.keys.lock, self.keys.anew,
            ),
        )  # fmt: skip
        self.back_up.clicked.connect(self._back_up)
        self.choose.clicked.connect(self._choose)
        self.look_into.clicked.connect(self._look_into)
        self.second.said.connect(self.said)
        self.second.changed.connect(self.refresh)
        self.keys.said.connect(self.said)
        self.keys.changed.connect(self.refresh)
        self.keys.lock_chosen.connect(self.keep)
        self.keys.anew_asked.connect(self.anew_asked)

    @Slot()
    def refresh(self) -> None:
        """Show what is there now."""
        if not self.journal.is_open:
            return
        backups = self.journal.backups()
        self.checking.show_backups(backups)
        made = [backup.made_at for backup in backups if not backup.set_aside]
        often = self.tr("Closing the journal makes one too.")
        last = self.tr("The last one is from {}.").format(dates.moment(max(made))) if made else ""
        self._aside = next((backup for backup in backups if backup.set_aside), None)
        self.look_into.setEnabled(self._aside is not None)
        self.aside_row.set_subtitle(self._aside_words())
        if self._task is None:
            self.now_row.set_subtitle(f"{last} {often}".strip())
        self.second.refresh()
        self.keys.refresh()

    def blank(self) -> None:
        """Stop what is under way."""
        self.checking.cancel()
        self.second.cancel()
        if self._task is not None:
            self._task.cancel()

    @Slot()
    def _back_up(self) -> None:
        if self._task is not None:
            return
        self.back_up.setEnabled(False)
        self.now_row.set_subtitle(self.tr("Making a backup and reading it back…"))
        self._task = Task(self.journal.back_up)
        self._task.done.connect(self._backed_up)
        self._task.failed.connect(self._not_backed_up)
        self._task.start()

    @Slot(object)
    def _backed_up(self, _backup: object) -> None:
        self._task = None
        self.back_up.setEnabled(True)
        self.refresh()
        self.said.emit(Notice(text=self.tr("The backup is made and was read back")))

    @Slot(Exception)
    def _not_backed_up(self, error: Exception) -> None:
        self._task = None
        self.back_up.setEnabled(True)
        self.refresh()
        if isinstance(error, Cancelled):
            return
        unknown = self.tr("The backup could not be made. The journal is as it was; try again.")
        sentence = str(error) if isinstance(error, MetanoiaError) else unknown
        self.now_row.set_subtitle(sentence, "danger_text")

    def _aside_words(self) -> str:
        if self._aside is None:
            return self.tr("Nothing: no backup was brought back yet.")
        at = dates.moment(self._aside.made_at)
        return self.tr("The journal of {}. Entries that are missing here can be picked.").format(at)

    @Slot()
    def _look_into(self) -> None:
        if self._aside is not None:
            SalvageSheet(self, self.journal, self._aside, self.said).open()

    @Slot()
    def _choose(self) -> None:
        sheet = RestoreSheet(self, self.journal)
        sheet.asked.connect(self.restore_asked)
        sheet.open()
