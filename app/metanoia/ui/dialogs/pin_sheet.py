"""Choosing the PIN that opens the journal again after a lock."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QWidget

from metanoia.domain.errors import MetanoiaError, Refused
from metanoia.ui import pins
from metanoia.ui.background import Task
from metanoia.ui.destination import Notice
from metanoia.ui.widgets.button import Button
from metanoia.ui.widgets.field import PassphraseField
from metanoia.ui.widgets.label import Label
from metanoia.ui.widgets.labelled import Labelled
from metanoia.ui.widgets.sheet import DialogSheet
from metanoia.vault.quick_unlock import HOURS, TRIES, QuickUnlock, check_pin

if TYPE_CHECKING:
    from metanoia.journal import Journal


class PinSheet(DialogSheet):
    """Asks for a PIN twice and seals the key with it in a thread; ``said`` carries the notice."""

    said = Signal(object)
    shows_secret = True

    def __init__(self, over: QWidget, journal: Journal) -> None:
        super().__init__(over, "", icon="hash", tone="plum", width=500)
        self._journal = journal
        self._task: Task | None = None
        self.set_title(
            self.tr("A PIN for after a lock"),
            self.tr("Short enough to type often, and forgotten when Metanoia is closed."),
        )
        self.first = PassphraseField(name=self.tr("PIN"))
        self.again = PassphraseField(name=self.tr("PIN once more"))
        self._first = Labelled(
            self.tr("PIN"), self.first, self.tr("Four to eight digits, or a short word.")
        )
        self._again = Labelled(self.tr("Once more"), self.again)
        told = self.tr(
            "After {} wrong tries, after {} hours, and whenever Metanoia starts, only the passphrase "
            "opens the journal. The PIN is written nowhere; while Metanoia runs, the key waits in "
            "memory, sealed with it. Leave it off where others could take the running computer."
        ).format(TRIES, HOURS)
        self.add(self._first, 12, self._again, 14, Label(told, "caption", "text2", wrap=True))
        self.choose = Button(self.tr("Use this PIN"), "primary")
        cancel = Button(self.tr("Cancel"), "ghost")
        self.set_foot(None, cancel, 8, self.choose)
        self.setTabOrder(self.first, self.again)
        self.setTabOrder(self.again, self.first.eye)
        cancel.clicked.connect(self._cross_pressed)
        self.choose.clicked.connect(self._choose)
        self.first.returnPressed.connect(self._next)
        self.again.returnPressed.connect(self._choose)
        self.first.textEdited.connect(self._edited)
        self.again.textEdited.connect(self._edited)

    def hideEvent(self, event: QHideEvent) -> None:
        """Drop what was typed."""
        super().hideEvent(event)
        if not event.spontaneous():
            self.first.clear()
            self.again.clear()

    @Slot()
    def _next(self) -> None:
        self.again.setFocus(Qt.FocusReason.TabFocusReason)

    @Slot()
    def _edited(self) -> None:
        self._first.set_error("")
        self._again.set_error("")

    @Slot()
    def _choose(self) -> None:
        if self._task is not None:
            return
        try:
            pin = check_pin(self.first.text())
        except Refused as refused:
            self._first.set_error(str(refused))
            self.first.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        if self.again.text() != self.first.text():
            self._again.set_error(self.tr("The two are not the same. Type it once more."))
            self.again.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        journal = self._journal

        def work() -> QuickUnlock:
            return journal.quick_unlock(pin)

        self.choose.setEnabled(False)
        self._task = Task(work)
        self._task.done.connect(self._sealed)
        self._task.failed.connect(self._failed)
        self._task.start()

    @Slot(object)
    def _sealed(self, sealed: object) -> None:
        self._task = None
        if not self._journal.is_open:
            return
        pins.keep(self._journal.path, cast("QuickUnlock", sealed))
        self.said.emit(Notice(text=self.tr("The PIN opens the journal after a lock")))
        self.dismiss()

    @Slot(Exception)
    def _failed(self, error: Exception) -> None:
        self._task = None
        self.choose.setEnabled(True)
        unknown = self.tr("The PIN could not be taken. The passphrase still opens the journal.")
        self._first.set_error(str(error) if isinstance(error, MetanoiaError) else unknown)
