"""Deleting for good: the one thing that cannot be undone, so it is asked."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from metanoia.ui.widgets.button import Button
from metanoia.ui.widgets.sheet import DialogSheet


class GoneForGood(DialogSheet):
    """Asks ``title``, says in ``text`` what goes; ``confirmed`` once that is meant."""

    confirmed = Signal()

    def __init__(self, over: QWidget, title: str, text: str, action: str = "") -> None:
        super().__init__(over, title, text, icon="trash-2", tone="danger", width=460)
        leave = Button(self.tr("Keep"), "ghost")
        self.confirm = Button(action or self.tr("Delete for good"), "danger", "trash-2")
        leave.clicked.connect(self.dismiss)
        self.confirm.clicked.connect(self._confirmed)
        self.set_foot(None, leave, 8, self.confirm)

    @Slot()
    def _confirmed(self) -> None:
        self.confirmed.emit()
        self.dismiss()
