"""Changing the passphrase: the old one, a new one twice, and what becomes of the backups."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QWidget

from metanoia.domain.errors import MetanoiaError, WrongPassphrase
from metanoia.ui.background import Task
from metanoia.ui.destination import Notice
from metanoia.ui.dialogs.older_backups import OlderBackups
from metanoia.ui.door.new_passphrase import NewPassphrase
from metanoia.ui.theme import theme
from metanoia.ui.widgets.banner import Banner
from metanoia.ui.widgets.button import Button
from metanoia.ui.widgets.field import PassphraseField
from metanoia.ui.widgets.labelled import Labelled
from metanoia.ui.widgets.progress import Progress
from metanoia.ui.widgets.sheet import DialogSheet

if TYPE_CHECKING:
    from metanoia.journal import Journal


class PassphraseSheet(DialogSheet):
    """Replaces the passphrase in a thread; ``said`` carries the notice that it is done."""

    shows_secret = True

    said = Signal(object)

    def __init__(self, over: QWidget, journal: Journal) -> None:
        super().__init__(over, "", icon="lock", width=540)
        self.set_title(
            self.tr("Change the passphrase"),
            self.tr("Only the small key file is written anew. The recovery key stays as it is."),
        )
        self._journal = journal
        self._task: Task | None = None
        self.problem = Banner(tone="error", closable=False)
        self.problem.hide()
        self.old = PassphraseField(name=self.tr("Current passphrase"))
        self._old = Labelled(self.tr("Current passphrase"), self.old)
        self.new = NewPassphrase(self.tr("New passphrase"))
        self.new.set_about(journal.meta.name)
        self.backups = OlderBackups(journal)
        self.progress = Progress(self.tr("Changing the passphrase…"))
        self.progress.hide()
        self.add(self.problem, self._old, 16, self.new, 16, self.backups, self.progress)
        self.change = Button(self.tr("Change passphrase"), "primary")
        cancel = Button(self.tr("Cancel"), "ghost")
        self.set_foot(None, cancel, 8, self.change)
        self.setTabOrder(self.old, self.new.first)
        self.setTabOrder(self.new.again, self.old.eye)
        cancel.clicked.connect(self._cross_pressed)
        self.change.clicked.connect(self._change)
        self.new.accepted.connect(self._change)
        self.old.returnPressed.connect(self._next)
        self.old.textEdited.connect(self._edited)

    def may_close(self) -> bool:
        """Stay while the key file is being written."""
        return self._task is None

    def hideEvent(self, event: QHideEvent) -> None:
        """Drop what was typed."""
        super().hideEvent(event)
        if not event.spontaneous():
            self.old.clear()
            self.new.forget()

    @Slot()
    def _next(self) -> None:
        self.new.first.setFocus(Qt.FocusReason.TabFocusReason)

    @Slot()
    def _edited(self) -> None:
        self._old.set_error("")

    @Slot()
    def _change(self) -> None:
        if self._task is not None:
            return
        if not self.old.text():
            self._old.set_error(self.tr("Type the passphrase that opens the journal now."))
            self.old.setFocus(Qt.FocusReason.OtherFocusReason)
        elif not self.new.ready():
            self.new.complain()
            QTimer.singleShot(0, self, self._show_complaint)
        else:
            self._begin(self.old.text(), self.new.text(), self.backups.wanted())

    @Slot()
    def _show_complaint(self) -> None:
        """Scroll to what is wrong, once there is room for the sentence below its field."""
        field = self.new.again if self.new.again.hasFocus() else self.new.first
        self._scroll.ensureWidgetVisible(field, 0, theme().px(64))

    def _begin(self, old: str, new: str, rewrap: bool) -> None:
        journal = self._journal

        def work() -> None:
            journal.change_passphrase(old, new)
            if rewrap:
                journal.rewrap_backups()

        self._work(busy=True)
        self._task = Task(work)
        self._task.done.connect(self._done)
        self._task.failed.connect(self._failed)
        self._task.start()

    def _work(self, *, busy: bool) -> None:
        self.problem.hide()
        for part in (self.old, self.new, self.backups, self.change):
            part.setEnabled(not busy)
        self.progress.setVisible(busy)

    @Slot(object)
    def _done(self, _nothing: object) -> None:
        self._task = None
        self.said.emit(Notice(text=self.tr("The new passphrase opens the journal from now on")))
        self.dismiss()

    @Slot(Exception)
    def _failed(self, error: Exception) -> None:
        self._task = None
        self._work(busy=False)
        if isinstance(error, WrongPassphrase):
            self._old.set_error(self.tr("That is not the passphrase of now. Nothing was changed."))
            self.old.setFocus(Qt.FocusReason.OtherFocusReason)
            self.old.selectAll()
            return
        unknown = self.tr(
            "The change could not be finished. Check both passphrases at the next start."
        )
        self.problem.say(str(error) if isinstance(error, MetanoiaError) else unknown)
