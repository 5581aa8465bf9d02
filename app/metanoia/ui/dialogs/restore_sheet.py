"""Choosing the backup that is to take the journal's place."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final, cast

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from metanoia.domain.errors import MetanoiaError
from metanoia.ui import dates
from metanoia.ui.background import Task
from metanoia.ui.door.backup_list import BackupList
from metanoia.ui.door.folder_choice import choose_folder
from metanoia.ui.widgets.banner import Banner
from metanoia.ui.widgets.button import Button
from metanoia.ui.widgets.label import Label
from metanoia.ui.widgets.sheet import DialogSheet
from metanoia.vault import backups, second_folder

if TYPE_CHECKING:
    from metanoia.journal import Journal
    from metanoia.vault.second_folder import Look

_SHOWN_THERE: Final = 2  # rows in view, of the copies in the second folder


class RestoreSheet(DialogSheet):
    """Lists the backups and says what will happen; ``asked`` carries the Backup to bring back."""

    asked = Signal(object)

    def __init__(self, over: QWidget, journal: Journal) -> None:
        super().__init__(over, "", icon="rotate-ccw", tone="blue", width=580)
        self._journal = journal
        self.set_title(
            self.tr("Bring a backup back"),
            self.tr("The journal closes, the backup takes its place, and you unlock it as on that day."),
        )  # fmt: skip
        self.problem = Banner(tone="error", closable=False)
        self.problem.hide()
        self.list = BackupList()
        found = journal.backups()
        self.list.show_backups(found)
        self.list.setVisible(bool(found))
        none = Label(
            self.tr("There is no backup in the journal’s folder yet."), "body", "text2", wrap=True
        )
        none.setVisible(not found)
        kept = Label(
            self.tr(
                "Today’s journal is not lost: it is set aside and stands in this same list afterwards, "
                "so you can change your mind."
            ),
            "label", "text2", weight=400, wrap=True,
        )  # fmt: skip
        self.second = BackupList(self.tr("In the second folder"), _SHOWN_THERE)
        self.second.hide()
        self.add(self.problem, none, self.list, 8, self.second, 14, kept)
        self.elsewhere = Button(self.tr("From another folder…"), "ghost", "folder-open")
        cancel = Button(self.tr("Cancel"), "ghost")
        self.bring_back = Button("", "primary", "rotate-ccw")
        self.set_foot(self.elsewhere, None, cancel, 8, self.bring_back)
        self._name_choice()
        self.list.chosen.connect(self._chosen_here)
        self.second.chosen.connect(self._chosen_there)
        self.elsewhere.clicked.connect(self._choose_folder)
        cancel.clicked.connect(self.dismiss)
        self.bring_back.clicked.connect(self._bring_back)
        chosen = journal.meta.second_folder
        if chosen is not None:  # a drive may have to wake up first
            self._looking = Task(partial(second_folder.look, journal.folder, chosen))
            self._looking.done.connect(self._show_there)
            self._looking.start()

    @Slot(object)
    def _show_there(self, look: object) -> None:
        found = cast("Look", look)
        if found.backups:
            self.second.show_backups(found.backups, choose=self.list.choice() is None)
            self.second.show()

    @Slot()
    def _chosen_here(self) -> None:
        self.second.choose_none()
        self._name_choice()

    @Slot()
    def _chosen_there(self) -> None:
        self.list.choose_none()
        self._name_choice()

    @Slot()
    def _name_choice(self) -> None:
        backup = self.list.choice() or self.second.choice()
        self.bring_back.setEnabled(backup is not None)
        words = dates.moment(backup.made_at) if backup else ""
        self.bring_back.setText(
            self.tr("Close and bring back {}").format(words) if backup else self.tr("Bring back")
        )

    @Slot()
    def _choose_folder(self) -> None:
        dialog = choose_folder(
            self, self.tr("The folder of a backup"), self._journal.folder.backups
        )
        dialog.fileSelected.connect(self._folder_chosen)

    @Slot(str)
    def _folder_chosen(self, path: str) -> None:
        if not path:
            return
        try:
            backup = backups.find(self._journal.folder, str(Path(path)))
        except MetanoiaError as error:
            self.problem.say(str(error))
            return
        self.asked.emit(backup)
        self.dismiss()

    @Slot()
    def _bring_back(self) -> None:
        backup = self.list.choice() or self.second.choice()
        if backup is not None:
            self.asked.emit(backup)
            self.dismiss()
