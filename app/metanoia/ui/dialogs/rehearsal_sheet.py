"""Typing the passphrase while nothing hangs on it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QWidget

from metanoia.domain.errors import MetanoiaError, WrongPassphrase
from metanoia.ui.background import Task
from metanoia.ui.widgets.banner import Banner
from metanoia.ui.widgets.button import Button
from metanoia.ui.widgets.field import PassphraseField
from metanoia.ui.widgets.labelled import Labelled
from metanoia.ui.widgets.sheet import DialogSheet

if TYPE_CHECKING:
    from metanoia.journal import Journal


class RehearsalSheet(DialogSheet):
    """``known`` once the passphrase was right; ``recovery_asked`` for another one by the recovery key."""

    known = Signal()
    recovery_asked = Signal()
    shows_secret = True

    def __init__(self, over: QWidget, journal: Journal) -> None:
        super().__init__(over, "", icon="lock", width=520)
        self._journal = journal
        self._task: Task | None = None
        self.set_title(
            self.tr("Do you still know it?"),
            self.tr("The journal stays open whatever you type. You can also leave it for another day."),
        )  # fmt: skip
        self.passphrase = PassphraseField(name=self.tr("Passphrase"))
        self.field = Labelled(self.tr("Passphrase"), self.passphrase)
        self.good = Banner(tone="prompt", icon="circle-check", closable=False)
        self.good.hide()
        self.add(self.field, 12, self.good)
        self.another = Button(self.tr("Set another by the recovery key"), "ghost", "key-round")
        self.later = Button(self.tr("Another day"), "ghost")
        self.attempt = Button(self.tr("Try it"), "primary")
        self.another.hide()
        self.set_foot(self.another, None, self.later, 8, self.attempt)
        self.later.clicked.connect(self.dismiss)
        self.another.clicked.connect(self._set_another)
        self.attempt.clicked.connect(self._try)
        self.passphrase.returnPressed.connect(self._try)
        self.passphrase.textEdited.connect(self._edited)

    def hideEvent(self, event: QHideEvent) -> None:
        """Drop what was typed."""
        super().hideEvent(event)
        if not event.spontaneous():
            self.passphrase.clear()

    @Slot()
    def _edited(self) -> None:
        self.field.set_error("")

    @Slot()
    def _try(self) -> None:
        if self._task is not None:
            return
        if not self.passphrase.text():
            self.field.set_error(self.tr("Type your passphrase."))
            return
        journal, typed = self._journal, self.passphrase.text()

        def work() -> None:
            journal.try_passphrase(typed)

        self.attempt.setEnabled(False)
        self._task = Task(work)
        self._task.done.connect(self._right)
        self._task.failed.connect(self._wrong)
        self._task.start()

    @Slot(object)
    def _right(self, _nothing: object) -> None:
        self._task = None
        self.known.emit()
        self.good.say(self.tr("You know it. You will be asked again in some weeks."))
        self.good.show()
        self.field.hide()
        self.attempt.hide()
        self.another.hide()
        self.later.setText(self.tr("Close"))
        self.later.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot(Exception)
    def _wrong(self, error: Exception) -> None:
        self._task = None
        self.attempt.setEnabled(True)
        unknown = self.tr("It could not be tried just now. Try again.")
        said = str(error) if isinstance(error, MetanoiaError) else unknown
        if isinstance(error, WrongPassphrase):
            said = self.tr("That is not quite it.")
            self.good.say(
                self.tr(
                    "Good that you try it today. Take your time, or set another passphrase with the recovery "
                    "key, while the journal still opens without it."
                )
            )
            self.good.show()
            self.another.show()
        self.field.set_error(said)
        self.passphrase.selectAll()
        self.passphrase.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _set_another(self) -> None:
        self.dismiss()
        self.recovery_asked.emit()
