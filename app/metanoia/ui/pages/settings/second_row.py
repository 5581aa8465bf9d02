"""A second folder of backups: which it is, what it has, and bringing it up to date."""

from __future__ import annotations

import datetime as dt
import threading
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from metanoia.domain.errors import Cancelled, MetanoiaError
from metanoia.ui import dates
from metanoia.ui.background import Task
from metanoia.ui.destination import Notice
from metanoia.ui.door.folder_choice import choose_folder
from metanoia.ui.widgets.button import Button
from metanoia.ui.widgets.row import SettingRow
from metanoia.vault.second_folder import same_disk

if TYPE_CHECKING:
    from metanoia.journal import Journal


class SecondRow(SettingRow):
    """Chooses the folder, says what it has, copies the newest backup there; ``said`` carries a Notice."""

    said = Signal(object)

    def __init__(self, journal: Journal, parent: QWidget | None = None) -> None:
        self.choose = Button("", "outline", "folder-open", "s")
        self.copy = Button("", "outline", "copy", "s")
        self.end = Button("", "ghost", None, "s")
        super().__init__("hard-drive", "", "", self.end, self.copy, self.choose, parent=parent)
        self._journal = journal
        self._task: Task | None = None
        self.title.setText(self.tr("Second folder"))
        self.copy.setText(self.tr("Copy now"))
        self.end.setText(self.tr("Stop using it"))
        self.choose.clicked.connect(self._choose)
        self.copy.clicked.connect(self._begin)
        self.end.clicked.connect(self._end)

    @Slot()
    def refresh(self) -> None:
        """Show what is chosen and what lies there."""
        if self._task is not None or not self._journal.is_open:
            return
        chosen = self._journal.meta.second_folder
        self.choose.setText(self.tr("Choose…") if chosen is None else self.tr("Another…"))
        self.end.setVisible(chosen is not None)
        if chosen is None:
            self.copy.hide()
            self.set_subtitle(
                self.tr("None yet. On a stick or another disk, backups outlive this one.")
            )
            return
        away = not chosen.is_dir()
        had, newest = self._journal.meta.second_copied, self._newest()
        self.copy.setVisible(not away and newest is not None and (had is None or had < newest))
        self.set_subtitle(f"{chosen}\n{self._state(chosen, away, had)}")

    def cancel(self) -> None:
        """Stop copying, if it is under way."""
        if self._task is not None:
            self._task.cancel()

    def _newest(self) -> dt.datetime | None:
        made = (one.made_at for one in self._journal.backups() if not one.set_aside)
        return next(made, None)

    def _state(self, chosen: Path, away: bool, had: dt.datetime | None) -> str:
        has = (
            self.tr("It has the backup of {}.").format(dates.moment(had))
            if had is not None
            else self.tr("Nothing was copied there yet.")
        )
        if away:
            return self.tr("It is not there now: plug its disk in. {}").format(has)
        if same_disk(self._journal.folder, chosen):
            return self.tr("{} It lies on the journal’s own disk, and is lost with it.").format(has)
        return has

    @Slot()
    def _choose(self) -> None:
        if self._task is not None:
            self.cancel()
            return
        dialog = choose_folder(
            self, self.tr("A folder on a stick or another disk"), self._journal.meta.second_folder
        )
        dialog.fileSelected.connect(self._chosen)

    @Slot(str)
    def _chosen(self, path: str) -> None:
        if not path:
            return
        try:
            self._journal.keep_second(Path(path))
        except MetanoiaError as error:
            self.set_subtitle(str(error), "danger_text")
            return
        self._begin()

    @Slot()
    def _begin(self) -> None:
        if self._task is not None:
            return
        journal = self._journal
        needed = journal.backup_needed
        self._task = Task(lambda cancelled: _copied(journal, cancelled, back_up=needed))
        self._task.done.connect(self._done)
        self._task.failed.connect(self._failed)
        self.copy.hide()
        self.end.hide()
        self.choose.setText(self.tr("Stop"))
        self.set_subtitle(self.tr("Copying the newest backup and reading it back…"))
        self._task.start()

    @Slot(object)
    def _done(self, _answer: object) -> None:
        self._task = None
        self.refresh()
        self.said.emit(Notice(text=self.tr("The second folder has the newest backup")))

    @Slot(Exception)
    def _failed(self, error: Exception) -> None:
        self._task = None
        self.refresh()
        if not isinstance(error, Cancelled):
            unknown = self.tr(
                "The backup could not be copied. What is here is as it was; try again."
            )
            self.set_subtitle(str(error) if isinstance(error, MetanoiaError) else unknown, "danger_text")  # fmt: skip

    @Slot()
    def _end(self) -> None:
        chosen = self._journal.meta.second_folder
        self._journal.keep_second(None)
        self.refresh()
        undo = partial(self._again, chosen) if chosen is not None else None
        self.said.emit(
            Notice(text=self.tr("What lies in the second folder stays there"), undo=undo)
        )

    def _again(self, chosen: Path) -> None:
        if self._journal.is_open:
            self._journal.meta.keep_second(chosen)
            self.refresh()


def _copied(journal: Journal, cancelled: threading.Event, *, back_up: bool) -> None:
    """Bring the second folder up to date; with ``back_up`` a backup of today is made before."""
    if back_up:
        journal.back_up(cancelled)
    journal.copy_elsewhere(cancelled)
