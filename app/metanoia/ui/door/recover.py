"""Opening a journal with its recovery key, and giving it a new passphrase."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QWidget

from metanoia.domain.errors import Refused, WrongRecoveryKey
from metanoia.ui.door.new_passphrase import NewPassphrase
from metanoia.ui.door.room import ColumnRoom, Doing, shown_path
from metanoia.ui.theme import theme
from metanoia.ui.widgets.button import Button
from metanoia.ui.widgets.field import LineField
from metanoia.ui.widgets.labelled import Labelled
from metanoia.ui.widgets.layout import boxed, hbox
from metanoia.vault.keys import canonical_recovery_key

if TYPE_CHECKING:
    from metanoia.ui.session import Session


class RecoveryField(LineField):
    """A line for the recovery key, in which 0 and O look different."""

    def __init__(self, *, name: str, parent: QWidget | None = None) -> None:
        super().__init__(
            "XXXX-XXXX-XXXX-XXXX-XXXX-XXXX-XXXX-XXXX", name=name, size="l", parent=parent
        )
        self.setInputMethodHints(
            Qt.InputMethodHint.ImhSensitiveData | Qt.InputMethodHint.ImhNoPredictiveText
        )
        self._slash_zeros()
        theme().changed.connect(self._slash_zeros)

    @Slot()
    def _slash_zeros(self) -> None:
        font = theme().font("body", size=15, tabular=True)
        font.setFeature(QFont.Tag("zero"), 1)
        self.setFont(font)


class Recover(ColumnRoom):
    """The recovery key, however it is typed, and a new passphrase twice."""

    left = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, 520, parent)
        self._folder = Path()
        self.title.setText(self.tr("Open with the recovery key"))
        self.key = RecoveryField(name=self.tr("Recovery key"))
        self.field = Labelled(
            self.tr("Recovery key"),
            self.key,
            self.tr("Eight groups of four signs. Capitals, spaces and dashes do not matter."),
        )
        self.passphrase = NewPassphrase()
        self.open = Button(self.tr("Open with a new passphrase"), "primary", size="l")
        self.back = Button(self.tr("Back"), "ghost", size="l")
        self.doing = Doing(boxed(hbox(self.back, None, self.open)))
        self.build(self.field, 16, self.passphrase, 22, self.doing)
        self.key.textEdited.connect(self._edited)
        self.open.clicked.connect(self._open)
        self.passphrase.accepted.connect(self._open)
        self.back.clicked.connect(self.left)

    def show_folder(self, folder: Path) -> None:
        """Ask for the recovery key of the journal in ``folder``."""
        self.forget()
        self._folder = folder
        self.lead.setText(
            self.tr(
                "{}. The key on your sheet stays as it is; you choose a new passphrase."
            ).format(shown_path(folder))
        )

    def first_focus(self) -> QWidget:
        """Return the field for the recovery key."""
        return self.key

    def refuse(self, error: Exception) -> bool:
        """Say what is wrong with the key or the passphrase."""
        self.settle()
        if not isinstance(error, WrongRecoveryKey | Refused):
            return False
        self.field.set_error(str(error))
        self.key.setFocus(Qt.FocusReason.OtherFocusReason)
        return True

    def settle(self) -> None:
        """Let the person type again."""
        self.doing.rest()
        for field in (self.key, self.passphrase):
            field.setEnabled(True)

    def forget(self) -> None:
        """Empty every field."""
        super().forget()
        self.key.clear()
        self.field.set_error("")
        self.passphrase.forget()

    @Slot()
    def _edited(self) -> None:
        self.field.set_error("")

    @Slot()
    def _open(self) -> None:
        if self.session.is_opening:
            return
        try:
            key = canonical_recovery_key(self.key.text())
        except WrongRecoveryKey as wrong:
            self.refuse(wrong)
            return
        if not self.passphrase.ready():
            self.passphrase.complain()
            return
        self.doing.work(self.tr("Opening with the recovery key…"))
        for field in (self.key, self.passphrase):
            field.setEnabled(False)
        self.session.recover(self._folder, key, self.passphrase.text())
