"""A new recovery key: asked for by the passphrase, shown once, printed or copied, said to be safe."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QWidget

from metanoia.domain.errors import MetanoiaError, WrongPassphrase
from metanoia.ui.background import Task
from metanoia.ui.destination import Notice
from metanoia.ui.dialogs.older_backups import OlderBackups
from metanoia.ui.door.recovery_key import RecoveryKeyCard
from metanoia.ui.widgets.banner import Banner
from metanoia.ui.widgets.button import Button
from metanoia.ui.widgets.check import CheckBox
from metanoia.ui.widgets.field import PassphraseField
from metanoia.ui.widgets.labelled import Labelled
from metanoia.ui.widgets.progress import Progress
from metanoia.ui.widgets.sheet import DialogSheet

if TYPE_CHECKING:
    from metanoia.journal import Journal


class NewKeySheet(DialogSheet):
    """Makes the key in a thread and shows it; closes only once it is said to be safe."""

    shows_secret = True

    said = Signal(object)

    def __init__(self, over: QWidget, journal: Journal) -> None:
        super().__init__(over, "", icon="key-round", tone="ochre", width=540)
        self._journal = journal
        self._task: Task | None = None
        self._shown = False
        self.set_title(
            self.tr("A new recovery key"),
            self.tr("The one on your old sheet opens nothing from then on. Have a printer or a pen at hand."),
        )  # fmt: skip
        self.problem = Banner(tone="error", closable=False)
        self.problem.hide()
        self.passphrase = PassphraseField(name=self.tr("Passphrase"))
        self._field = Labelled(self.tr("Passphrase"), self.passphrase)
        self.backups = OlderBackups(journal)
        self.progress = Progress(self.tr("Making the key…"))
        self.progress.hide()
        self.key_card = RecoveryKeyCard()
        self.key_card.hide()
        self.safe = CheckBox(self.tr("I have put it somewhere safe, away from this computer"))
        self.safe.hide()
        self.add(
            self.problem, self._field, 14, self.backups, self.progress, self.key_card, 10, self.safe
        )
        self.make = Button(self.tr("Make a new key"), "primary")
        cancel = Button(self.tr("Cancel"), "ghost")
        self.set_foot(None, cancel, 8, self.make)
        self.finish = Button(self.tr("Done"), "primary")
        cancel.clicked.connect(self._cross_pressed)
        self.make.clicked.connect(self._make)
        self.passphrase.returnPressed.connect(self._make)
        self.passphrase.textEdited.connect(self._edited)
        self.key_card.problem.connect(self.problem.say)
        self.finish.clicked.connect(self._cross_pressed)
        self.safe.toggled.connect(self.finish.setEnabled)

    def may_close(self) -> bool:
        """Stay while the key is made, and until it is said to be safe."""
        if self._task is not None:
            return False
        if self._shown and not self.safe.isChecked():
            self.problem.say(
                self.tr("It is shown only now. Print it or write it down, and tick the box.")
            )
            self.safe.setFocus(Qt.FocusReason.TabFocusReason)
            return False
        return True

    def hideEvent(self, event: QHideEvent) -> None:
        """Drop passphrase and key."""
        super().hideEvent(event)
        if not event.spontaneous():
            self.passphrase.clear()
            self.key_card.forget()

    @Slot()
    def _edited(self) -> None:
        self._field.set_error("")

    @Slot()
    def _make(self) -> None:
        if self._task is not None:
            return
        if not self.passphrase.text():
            self._field.set_error(self.tr("Type the passphrase first."))
            self.passphrase.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        journal, passphrase = self._journal, self.passphrase.text()
        rewrap = self.backups.wanted()

        def work() -> tuple[str, str]:
            key = journal.new_recovery_key(passphrase)
            try:
                if rewrap:
                    journal.rewrap_backups()
            except MetanoiaError as error:  # the key opens the journal by now, and must be shown
                return key, str(error)
            return key, ""

        self._work(busy=True)
        self._task = Task(work)
        self._task.done.connect(self._made)
        self._task.failed.connect(self._failed)
        self._task.start()

    def _work(self, *, busy: bool) -> None:
        self.problem.hide()
        for part in (self.passphrase, self.backups, self.make):
            part.setEnabled(not busy)
        self.progress.setVisible(busy)

    @Slot(object)
    def _made(self, found: object) -> None:
        self._task = None
        if not self.isVisible():  # the journal was locked meanwhile
            return
        self._work(busy=False)
        self._shown = True
        self.passphrase.clear()
        self._field.hide()
        self.backups.hide()
        key, complaint = cast("tuple[str, str]", found)
        self.key_card.show_key(key, self._journal.path, self._journal.meta.vault_id)
        self.key_card.show()
        self.safe.show()
        self.finish.setEnabled(False)
        self.set_title(
            self.tr("Your new recovery key"),
            self.tr("It is shown this once. The old one opens the journal no more."),
        )
        self.set_foot(None, self.finish)
        self.key_card.print.setFocus(Qt.FocusReason.OtherFocusReason)
        self.said.emit(Notice(text=complaint or self.tr("The new recovery key is in place")))

    @Slot(Exception)
    def _failed(self, error: Exception) -> None:
        self._task = None
        self._work(busy=False)
        if isinstance(error, WrongPassphrase):
            self._field.set_error(
                self.tr("That is not the passphrase. The old recovery key still opens.")
            )
            self.passphrase.setFocus(Qt.FocusReason.OtherFocusReason)
            self.passphrase.selectAll()
            return
        unknown = self.tr("The key could not be made. The old one still opens; try again.")
        self.problem.say(str(error) if isinstance(error, MetanoiaError) else unknown)
