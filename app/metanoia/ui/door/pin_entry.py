"""The PIN at the door: one short field, how many tries are left, and the way to the passphrase."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QWidget

from metanoia.ui.door.room import Doing
from metanoia.ui.widgets.button import Button
from metanoia.ui.widgets.field import PassphraseField
from metanoia.ui.widgets.labelled import Labelled
from metanoia.ui.widgets.layout import boxed, hbox, vbox


class PinEntry(QWidget):
    """``typed`` carries a PIN, ``passphrase_asked`` says that somebody would rather type the passphrase."""

    typed = Signal(str)
    passphrase_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.pin = PassphraseField(name=self.tr("PIN"))
        self.field = Labelled(self.tr("PIN"), self.pin)
        self.open = Button(self.tr("Open journal"), "primary", size="l")
        self.open.stretch()
        self.instead = Button(self.tr("Use the passphrase"), "ghost", "lock")
        self.doing = Doing(self.open)
        self.setLayout(vbox(self.field, 14, self.doing, 8, boxed(hbox(None, self.instead, None))))
        self.pin.returnPressed.connect(self._open)
        self.pin.textEdited.connect(self._edited)
        self.open.clicked.connect(self._open)
        self.instead.clicked.connect(self.passphrase_asked)

    def show_tries(self, left: int) -> None:
        """Say how many tries are left."""
        one = self.tr("One try is left, then the passphrase is needed.")
        several = self.tr("{} tries, then the passphrase is needed.").format(left)
        text = one if left == 1 else several
        self.field.set_hint(text)

    def work(self) -> None:
        """Show that the journal is being opened."""
        self.pin.setEnabled(False)
        self.instead.setEnabled(False)
        self.doing.work(self.tr("Opening…"))

    def settle(self) -> None:
        """Let the person type again."""
        self.pin.setEnabled(True)
        self.instead.setEnabled(True)
        self.doing.rest()

    def refuse(self, sentence: str) -> None:
        """Say why the PIN did not open the journal."""
        self.field.set_hint("")
        self.field.set_error(sentence)
        self.pin.selectAll()
        self.pin.setFocus(Qt.FocusReason.OtherFocusReason)

    def forget(self) -> None:
        """Empty the field."""
        self.pin.clear()
        self.pin.show_letters(False)
        self.field.set_error("")

    @Slot()
    def _open(self) -> None:
        if self.pin.text():
            self.typed.emit(self.pin.text())
        else:
            self.field.set_error(self.tr("Type your PIN."))

    @Slot()
    def _edited(self) -> None:
        self.field.set_error("")
