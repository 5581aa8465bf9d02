"""Asking a share back: what that can do, and what it cannot."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from metanoia.ui.widgets.button import Button
from metanoia.ui.widgets.label import Label
from metanoia.ui.widgets.sheet import DialogSheet


class WithdrawSheet(DialogSheet):
    """``confirmed`` once that is meant."""

    confirmed = Signal()

    def __init__(self, over: QWidget, seq: int, reader: str) -> None:
        title = over.tr("Withdraw share {}?").format(seq)
        super().__init__(over, title, icon="undo-2", tone="ochre", width=520)
        who = reader or self.tr("its readers")
        self.add(
            Label(
                self.tr("Your next share for {} says that this one is withdrawn. Their Metanoia then deletes its copy, and a receipt comes back with the next reply.").format(who),
                "body", "text2", wrap=True,
            ),
            10,
            Label(
                self.tr("Copies that were made outside of Metanoia, on paper or in the mail, cannot be recalled, and nobody can take back what was read."),
                "body", "text2", wrap=True,
            ),
            10,
            Label(
                self.tr("You can let it stand again until you seal another share."),
                "body", "text2", wrap=True,
            ),
        )  # fmt: skip
        leave = Button(self.tr("Not now"), "ghost")
        self.confirm = Button(self.tr("Withdraw"), "primary", "undo-2")
        leave.clicked.connect(self.dismiss)
        self.confirm.clicked.connect(self._confirmed)
        self.set_foot(None, leave, 8, self.confirm)

    @Slot()
    def _confirmed(self) -> None:
        self.confirmed.emit()
        self.dismiss()
