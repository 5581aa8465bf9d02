"""Looking after an open journal: noting how far it has come, whether it is in place, housekeeping."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from metanoia.domain.errors import Cancelled, JournalMoved, MetanoiaError
from metanoia.ui import sample
from metanoia.ui.background import Task

if TYPE_CHECKING:
    from metanoia.journal import Journal
    from metanoia.ui.shell import Shell

logger = logging.getLogger(__name__)

MINUTE: Final = 60_000  # ms
OFTEN: Final = 20 * MINUTE  # of writing, after which there is something to back up
_QUIET: Final = 3_000  # ms after opening before housekeeping begins


class Upkeep(QObject):
    """Works on the shell's journal once a minute and between events, for as long as the shell lives."""

    backups_asked = Signal()
    own_asked = Signal()

    def __init__(self, journal: Journal, shell: Shell) -> None:
        super().__init__(shell)
        self._journal = journal
        self._shell = shell
        self._noted = journal.meta.commit_no
        self._minute = QTimer(self, interval=MINUTE)
        self._minute.timeout.connect(self.look)
        self._backing_up: Task | None = None
        self._often = QTimer(self, interval=OFTEN)
        self._often.timeout.connect(self.back_up)
        self._idle = QTimer(self, interval=0)  # runs when nothing else is to be done
        self._idle.timeout.connect(self._tidy)
        self._start_tidying = QTimer(self, singleShot=True, interval=_QUIET)
        self._start_tidying.timeout.connect(self._idle.start)

    def begin(self) -> None:
        """Begin to look after the journal, and say what the person has to know about it."""
        self._minute.start()
        self._often.start()
        self._start_tidying.start()
        missing = self._journal.missing_changes
        if missing:
            self._shell.warn(
                "missing",
                self._missing_words(missing),
                self.tr("Backups"),
                self.backups_asked.emit,
                self._journal.accept_missing,
            )
        if self._journal.path == sample.folder().absolute():
            self._shell.warn(
                "sample",
                self.tr("This is the sample journal of somebody who never lived. Try anything."),
                self.tr("Make my own"),
                self.own_asked.emit,
                tone="prompt",
            )

    def _missing_words(self, missing: int) -> str:
        lost = (
            self.tr("The newest change of this journal is missing")
            if missing == 1
            else self.tr("The newest {} changes of this journal are missing").format(missing)
        )
        why = self.tr("this is an older copy, or what was written last was lost")
        return self.tr("{}: {}. Bring a backup back, or close this to go on.").format(lost, why)

    @Slot()
    def look(self) -> None:
        """Note the last change outside the database, and see whether the folder is still there."""
        if not self._journal.is_open:
            return
        if not self._journal.still_in_place():
            self._shell.warn("moved", str(JournalMoved(self._journal.path)))
            return
        self._shell.unwarn("moved")
        commit_no = self._journal.meta.commit_no
        if commit_no == self._noted:
            return
        try:
            self._journal.note_commit()
        except MetanoiaError as error:
            logger.error("noting the last change failed: %s", type(error).__name__)  # noqa: TRY400
            return
        self._noted = commit_no
        self._idle.start()

    @Slot()
    def back_up(self) -> None:
        """Make a backup in the background if anything changed since the last one."""
        journal = self._journal
        if self._backing_up is not None or not journal.is_open or not journal.backup_needed:
            return
        self._backing_up = Task(journal.back_up)
        self._backing_up.done.connect(self._backed_up)
        self._backing_up.failed.connect(self._not_backed_up)
        self._backing_up.start()

    @Slot(object)
    def _backed_up(self, _backup: object) -> None:
        self._backing_up = None
        self._shell.unwarn("backup")

    @Slot(Exception)
    def _not_backed_up(self, error: Exception) -> None:
        self._backing_up = None
        if isinstance(error, Cancelled):
            return
        why = str(error) if isinstance(error, MetanoiaError) else self.tr("Something went wrong.")
        said = self.tr("There is no new backup: {} It is tried again in twenty minutes.")
        self._shell.warn("backup", said.format(why))

    @Slot()
    def _tidy(self) -> None:
        try:
            more = self._journal.is_open and self._journal.tidy()
        except MetanoiaError as error:
            logger.error("housekeeping failed: %s", type(error).__name__)  # noqa: TRY400
            more = False
        if not more:
            self._idle.stop()
