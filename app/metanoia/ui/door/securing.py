"""The second step of making a journal: its passphrase and its recovery key."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from metanoia.ui.door.new_passphrase import NewPassphrase
from metanoia.ui.door.recovery_key import RecoveryKeyCard
from metanoia.ui.door.room import Doing
from metanoia.ui.widgets.banner import Banner
from metanoia.ui.widgets.button import Button
from metanoia.ui.widgets.check import CheckBox
from metanoia.ui.widgets.label import Label
from metanoia.ui.widgets.layout import boxed, hbox, vbox
from metanoia.vault import keys


class Securing(QWidget):
    """Emits ``chosen`` once a passphrase stands twice and the recovery key is said to be safe."""

    chosen = Signal()
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.key = ""
        self.passphrase = NewPassphrase()
        self.card = RecoveryKeyCard()
        self.safe = CheckBox(
            self.tr("I have put the recovery key somewhere safe, away from this computer")
        )
        self.problem = Banner(tone="error", closable=False)
        self.problem.hide()
        self.back = Button(self.tr("Back"), "ghost", size="l")
        self.make = Button(self.tr("Create journal"), "primary", size="l")
        self.doing = Doing(boxed(hbox(self.back, None, self.make)))
        lead = self.tr(
            "Five or six everyday words are easier to type and harder to guess than one clever password."
        )
        self.setLayout(
            vbox(
                Label(self.tr("Choose a passphrase"), "h2"), 2,
                Label(lead, "body", "text2", wrap=True), 14,
                self.passphrase, 16,
                self.card, 8,
                self.safe, 8, self.problem, 10,
                self.doing,
            )
        )  # fmt: skip
        self.passphrase.changed.connect(self._show_ready)
        self.passphrase.accepted.connect(self._create)
        self.safe.toggled.connect(self.problem.hide)
        self.safe.toggled.connect(self._show_ready)
        self.make.clicked.connect(self._create)
        self.back.clicked.connect(self.left)
        self.card.problem.connect(self.say)
        self._show_ready()

    def begin(self, name: str, folder: Path) -> None:
        """Show a recovery key for the journal to be made in ``folder``."""
        if not self.key:
            self.key = keys.new_recovery_key()
        self.passphrase.set_about(name)
        self.card.show_key(self.key, folder)
        self.problem.hide()

    def first_focus(self) -> QWidget:
        """Return the first field."""
        return self.passphrase.first

    @Slot(str)
    def say(self, sentence: str) -> None:
        """Say what went wrong."""
        self.problem.say(sentence)

    def work(self) -> None:
        """Show that the journal is being made."""
        self.problem.hide()
        for part in (self.passphrase, self.safe):
            part.setEnabled(False)
        self.doing.work(self.tr("Making your journal…"))

    def settle(self) -> None:
        """Let the person type again."""
        for part in (self.passphrase, self.safe):
            part.setEnabled(True)
        self.doing.rest()

    def forget(self) -> None:
        """Drop passphrase and recovery key."""
        self.settle()
        self.key = ""
        self.passphrase.forget()
        self.card.forget()
        self.safe.setChecked(False)
        self.problem.hide()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go on by Return from the tick, which itself only knows the space bar."""
        if self.safe.hasFocus() and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._create()
        else:
            super().keyPressEvent(event)

    @Slot()
    def _show_ready(self) -> None:
        self.make.setEnabled(bool(self.passphrase.text()) and self.safe.isChecked())

    @Slot()
    def _create(self) -> None:
        if not self.passphrase.ready():
            self.passphrase.complain()
        elif not self.safe.isChecked():
            self.problem.say(
                self.tr("First print or copy the recovery key, and tick that it is safe.")
            )
            self.safe.setFocus(Qt.FocusReason.TabFocusReason)
        else:
            self.chosen.emit()
