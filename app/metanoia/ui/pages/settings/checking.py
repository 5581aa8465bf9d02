"""When the journal was last verified, its backups day by day, and checking it all again."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QWidget

from metanoia.domain.errors import Cancelled, MetanoiaError
from metanoia.ui import dates
from metanoia.ui.amounts import counted
from metanoia.ui.background import Task
from metanoia.ui.pages.settings.backup_strip import BackupStrip
from metanoia.ui.widgets.banner import Banner
from metanoia.ui.widgets.button import Button
from metanoia.ui.widgets.label import Label
from metanoia.ui.widgets.layout import boxed, hbox, vbox
from metanoia.ui.widgets.progress import Progress
from metanoia.ui.widgets.tile import IconTile

if TYPE_CHECKING:
    from metanoia.journal import Journal
    from metanoia.store.health import Copies, Health
    from metanoia.vault.backups import Backup


class Checking(QWidget):
    """Checks the journal and every backup in a thread, and says plainly what was found."""

    def __init__(self, journal: Journal, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._journal = journal
        self._task: Task | None = None
        self._found = ""
        self.tile = IconTile("shield-check", "accent", 34)
        self.title = Label("", "body", weight=600, wrap=True)
        self.said = Label("", "label", "text2", weight=400, wrap=True)
        self.check = Button(self.tr("Check everything now"), "primary", "refresh-cw", "s")
        self.strip = BackupStrip()
        self.progress = Progress()
        self.stop = Button(self.tr("Stop"), "outline", size="s")
        self.problems = Banner(tone="error", closable=False)
        self._working = boxed(hbox((self.progress, 1), 14, self.stop, margins=(0, 4, 0, 10)))
        top = Qt.AlignmentFlag.AlignTop
        words = boxed(vbox(self.title, 1, self.said))
        head = boxed(hbox((words, 1), 20, (self.check, 0, top)))
        right = boxed(vbox(head, 10, self._working, self.problems, 4, self.strip))
        self.setLayout(hbox((self.tile, 0, top), 14, (right, 1)))
        self._working.hide()
        self.problems.hide()
        self.check.clicked.connect(self.begin)
        self.stop.clicked.connect(self.cancel)

    def show_backups(self, backups: list[Backup]) -> None:
        """Show when the journal was last verified, and the days of ``backups``."""
        at = self._journal.meta.last_verified
        self.title.setText(
            self.tr("Last verified {}").format(dates.moment(at))
            if at is not None
            else self.tr("Not yet verified as a whole")
        )
        self.said.setText(self._found or self._held(backups))
        self.strip.show_backups(backups)

    @Slot()
    def begin(self) -> None:
        """Check everything; once at a time."""
        if self._task is not None:
            return
        self.problems.hide()
        self.check.setEnabled(False)
        self.progress.set_text(self.tr("Reading everything back…"))
        self.progress.set_progress(0, 0)
        self._working.show()
        self._task = Task(self._journal.check)
        self._task.progress.connect(self._show_progress)
        self._task.done.connect(self._done)
        self._task.failed.connect(self._failed)
        self._task.start()

    @Slot()
    def cancel(self) -> None:
        """Stop the check, if one is under way."""
        if self._task is not None:
            self._task.cancel()
            self.progress.set_text(self.tr("Stopping…"))

    def _held(self, backups: list[Backup]) -> str:
        kept = [backup for backup in backups if not backup.set_aside]
        if not kept:
            return self.tr("There is no backup yet. One is made when you close the journal.")
        oldest = min(kept, key=lambda backup: backup.made_at).made_at.astimezone().date()
        number = counted(len(kept), self.tr("1 backup kept"), self.tr("{} backups kept"))
        return self.tr("{}, the oldest from {}.").format(number, dates.medium(oldest))

    @Slot(int, int)
    def _show_progress(self, done: int, whole: int) -> None:
        self.progress.set_progress(done, whole)

    @Slot(object)
    def _done(self, answer: object) -> None:
        self._rest()
        health = cast("Health", answer)
        if health.problems:
            parts = self.tr("The journal is damaged: {}. Bring a backup back, below.")
            self.problems.say(parts.format("; ".join(health.problems)))
        elif health.keys:
            self.problems.say(" ".join(health.keys))
        elif health.damaged:
            number = len(health.damaged)
            said = counted(number, self.tr("One backup is"), self.tr("{} backups are"))
            self.problems.say(
                self.tr("The journal is sound, but {} damaged and cannot be brought back: {}.").format(
                    said[:1].lower() + said[1:], ", ".join(backup.path.name for backup in health.damaged)
                )
            )  # fmt: skip
        elif health.second is not None and health.second.damaged:
            number = len(health.second.damaged)
            said = counted(number, self.tr("one copy"), self.tr("{} copies"))
            self.problems.say(
                self.tr(
                    "The journal and its backups are sound, but {} in the second folder cannot be brought "
                    "back: {}. Press Copy now for a whole one, and try another drive if it happens again."
                ).format(said, ", ".join(backup.path.name for backup in health.second.damaged))
            )
        if not health.problems:
            self._found = self._sound(health)
        if self._journal.is_open:
            self.show_backups(self._journal.backups())

    def _sound(self, health: Health) -> str:
        stats = self._journal.stats()
        entries = counted(stats.entries, self.tr("The one entry"), self.tr("All {} entries"))
        if stats.attachments:
            files = counted(stats.attachments, self.tr("1 attachment"), self.tr("{} attachments"))
            entries = self.tr("{} and {}").format(entries, files)
        whole = counted(
            len(health.whole), self.tr("1 backup is whole"), self.tr("{} backups are whole")
        )
        said = self.tr("{} were read back and are sound. {}.").format(entries, whole)
        return f"{said} {self._elsewhere(health.second)}".strip()

    def _elsewhere(self, second: Copies | None) -> str:
        if second is None:
            return ""
        if not second.there:
            return self.tr("The second folder is not there now, so nothing was checked in it.")
        one = self.tr("1 copy in the second folder is whole.")
        many = self.tr("{} copies in the second folder are whole.")
        return counted(len(second.whole), one, many)

    @Slot(Exception)
    def _failed(self, error: Exception) -> None:
        self._rest()
        if isinstance(error, Cancelled):
            return
        unknown = self.tr("The check could not be finished. Nothing was changed; try again.")
        self.problems.say(str(error) if isinstance(error, MetanoiaError) else unknown)

    def _rest(self) -> None:
        self._task = None
        self.check.setEnabled(True)
        self._working.hide()
