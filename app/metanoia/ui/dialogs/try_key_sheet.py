"""Trying the recovery key: type it from the sheet of paper and hear whether it opens the journal."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QWidget

from metanoia.domain.errors import MetanoiaError
from metanoia.ui.background import Task
from metanoia.ui.door.recover import RecoveryField
from metanoia.ui.widgets.banner import Banner
from metanoia.ui.widgets.button import Button
from metanoia.ui.widgets.labelled import Labelled
from metanoia.ui.widgets.sheet import DialogSheet

if TYPE_CHECKING:
    from metanoia.journal import Journal

TRIED: Final = "recovery_key_tried"
"""The key in the journal's ``meta`` that holds the day of the last trial, as ISO 8601."""


class TryKeySheet(DialogSheet):
    """Tries the key on its slot; nothing else is done with it."""

    shows_secret = True

    def __init__(self, over: QWidget, journal: Journal) -> None:
        super().__init__(over, "", icon="key-round", tone="ochre", width=600)
        self._journal = journal
        self._task: Task | None = None
        self.set_title(
            self.tr("Try the recovery key"),
            self.tr("Type it from your sheet. Better to find a slip of the pen today than when you need it."),
        )  # fmt: skip
        self.key = RecoveryField(name=self.tr("Recovery key"))
        self.field = Labelled(
            self.tr("Recovery key"),
            self.key,
            self.tr("Eight groups of four signs. Capitals, spaces and dashes do not matter."),
        )
        self.good = Banner(tone="prompt", icon="circle-check", closable=False)
        self.good.hide()
        self.add(self.field, 12, self.good)
        self.attempt = Button(self.tr("Try it"), "primary")
        self.close_button = Button(self.tr("Close"), "ghost")
        self.set_foot(None, self.close_button, 8, self.attempt)
        self.close_button.clicked.connect(self.dismiss)
        self.attempt.clicked.connect(self._try)
        self.key.returnPressed.connect(self._try)
        self.key.textEdited.connect(self._edited)

    def hideEvent(self, event: QHideEvent) -> None:
        """Drop what was typed."""
        super().hideEvent(event)
        if not event.spontaneous():
            self.key.clear()

    @Slot()
    def _edited(self) -> None:
        self.field.set_error("")
        self.good.hide()

    @Slot()
    def _try(self) -> None:
        if self._task is not None:
            return
        if not self.key.text().strip():
            self.field.set_error(self.tr("Type the eight groups from your sheet first."))
            return
        journal, typed = self._journal, self.key.text()

        def work() -> None:
            journal.try_recovery_key(typed)

        self.attempt.setEnabled(False)
        self._task = Task(work)
        self._task.done.connect(self._opens)
        self._task.failed.connect(self._refused)
        self._task.start()

    @Slot(object)
    def _opens(self, _nothing: object) -> None:
        self._task = None
        self.attempt.setEnabled(True)
        if not self._journal.is_open:
            return
        today = dt.datetime.now().astimezone().date()
        self._journal.meta.set(TRIED, today.isoformat())
        self.good.say(self.tr("It opens this journal. Put the sheet back where it was."))
        self.close_button.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot(Exception)
    def _refused(self, error: Exception) -> None:
        self._task = None
        self.attempt.setEnabled(True)
        unknown = self.tr("It could not be tried just now. Try again.")
        self.field.set_error(str(error) if isinstance(error, MetanoiaError) else unknown)
        self.key.setFocus(Qt.FocusReason.OtherFocusReason)
