"""When a journal cannot be opened: what is wrong, the backups, and what else can be done."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from metanoia.domain.errors import MetanoiaError
from metanoia.ui.background import Task
from metanoia.ui.door.backup_list import BackupList, moment
from metanoia.ui.door.faults import Fault, fault_of
from metanoia.ui.door.room import ColumnRoom, Doing, shown_path
from metanoia.ui.widgets.banner import Banner
from metanoia.ui.widgets.button import Button
from metanoia.ui.widgets.layout import boxed, hbox
from metanoia.ui.widgets.row import RowButton
from metanoia.vault import backups
from metanoia.vault.folder import Folder

if TYPE_CHECKING:
    from metanoia.ui.session import Session
    from metanoia.vault.backups import Backup


class Trouble(ColumnRoom):
    """Shows one fault, or only the backups; bringing one back sets the former journal aside."""

    retried = Signal()
    recovery_asked = Signal()
    journals_asked = Signal()
    restored = Signal(str)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, 580, parent)
        self._folder = Path()
        self._restoring: Task | None = None
        self._backup: Backup | None = None  # the one that is being brought back
        self.problem = Banner(tone="error", closable=False)
        self.list = BackupList()
        self.bring_back = Button("", "primary", "rotate-ccw", "l")
        self.bring_back.stretch()
        self.doing = Doing(self.bring_back)
        self.recovery = RowButton(
            "key-round",
            self.tr("Use the recovery key"),
            self.tr("The eight groups of four signs on your sheet"),
            tone="ochre",
        )
        self.elsewhere = RowButton(
            "folder-open", self.tr("Another journal…"), self.tr("Open one, or make a new one")
        )
        self.again = Button(self.tr("Try once more"), "ghost", "refresh-cw")
        self.build(
            self.problem, 10, self.list, 14, self.doing, 12, self.recovery, 8, self.elsewhere, 14,
            boxed(hbox(None, self.again, None)), mark=36,
        )  # fmt: skip
        self.list.chosen.connect(self._name_choice)
        self.bring_back.clicked.connect(self._restore)
        self.recovery.clicked.connect(self.recovery_asked)
        self.elsewhere.clicked.connect(self.journals_asked)
        self.again.clicked.connect(self.retried)

    def show_fault(self, folder: Path, error: Exception) -> None:
        """Say what is wrong with the journal in ``folder`` and offer the ways out."""
        self._show(folder, fault_of(error))
        self.again.setText(self.tr("Try once more"))
        self.again.set_icon("refresh-cw")

    def show_backups(self, folder: Path) -> None:
        """Show the backups of a journal that nothing is wrong with."""
        text = self.tr(
            "{}. Bringing one back sets the journal of now aside, from where it can be brought back too."
        )
        title = self.tr("Backups")
        self._show(folder, Fault(title, text.format(shown_path(folder)), backups=True))
        self.again.setText(self.tr("Back"))
        self.again.set_icon("arrow-left")

    def first_focus(self) -> QWidget:
        """Return the button that helps first."""
        for button in (self.bring_back, self.recovery):
            if not button.isHidden() and not self.doing.isHidden():
                return button
        return self.again

    def settle(self) -> None:
        """Let the person choose again."""
        self.doing.rest()
        self.list.setEnabled(True)

    def _show(self, folder: Path, fault: Fault) -> None:
        self.settle()
        self._folder = folder
        self.problem.hide()
        self.title.setText(fault.title)
        self.lead.setText(fault.text)
        found = backups.listing(Folder(folder.absolute())) if fault.backups else []
        self.list.show_backups(found)
        self.list.setVisible(bool(found))
        self.doing.setVisible(bool(found))
        self.recovery.setVisible(fault.recovery)
        self.elsewhere.setVisible(fault.elsewhere)
        if fault.backups and not found:
            none = self.tr("There is no backup in this journal’s folder.")
            self.lead.setText(f"{fault.text}\n{none}")
        self._name_choice()

    @Slot()
    def _name_choice(self) -> None:
        backup = self.list.choice()
        if backup is not None:
            words = self.tr("Bring back the backup of {}").format(moment(backup.made_at))
            self.bring_back.setText(words)

    @Slot()
    def _restore(self) -> None:
        backup = self.list.choice()
        if backup is not None:
            self.restore(backup)

    def restore(self, backup: Backup) -> None:
        """Put ``backup`` in the journal's place; ``restored`` follows, or what went wrong is said."""
        if self.doing.is_working:
            return
        self._backup, folder = backup, self._folder

        def work() -> str:
            from metanoia.journal import restore

            former = restore(folder, backup)
            return former.name if former else ""

        self.problem.hide()
        self.list.setEnabled(False)
        self.doing.work(self.tr("Bringing the backup of {} back…").format(moment(backup.made_at)))
        self._restoring = Task(work)
        self._restoring.done.connect(self._restored)
        self._restoring.failed.connect(self._failed)
        self._restoring.start()

    @Slot(object)
    def _restored(self, former: object) -> None:
        backup = self._backup
        self.settle()
        when = moment(backup.made_at) if backup else ""
        said = self.tr("The backup of {} is in place.").format(when)
        if former:
            aside = self.tr("The journal as it was stands among the backups, as {}.")
            said = f"{said} {aside.format(former)}"
        self.restored.emit(said)

    @Slot(Exception)
    def _failed(self, error: Exception) -> None:
        self.settle()
        ours = self.tr("Metanoia met a mistake of its own ({}).").format(type(error).__name__)
        self.problem.say(str(error) if isinstance(error, MetanoiaError) else ours)
