"""Encrypting everything with another key: when it helps, what opens it then, and the older backups."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QWidget

from metanoia.ui.door.new_passphrase import NewPassphrase
from metanoia.ui.door.recovery_key import RecoveryKeyCard
from metanoia.ui.widgets.banner import Banner
from metanoia.ui.widgets.button import Button
from metanoia.ui.widgets.check import CheckBox
from metanoia.ui.widgets.field import PassphraseField
from metanoia.ui.widgets.label import Label
from metanoia.ui.widgets.labelled import Labelled
from metanoia.ui.widgets.sheet import DialogSheet
from metanoia.vault.keys import new_recovery_key
from metanoia.vault.rekeying import Anew

if TYPE_CHECKING:
    from metanoia.journal import Journal


class AnewSheet(DialogSheet):
    """``asked`` carries the Anew, once passphrase and recovery key are chosen."""

    asked = Signal(object)
    shows_secret = True

    def __init__(self, over: QWidget, journal: Journal) -> None:
        super().__init__(over, "", icon="refresh-cw", tone="ochre", width=580)
        self._key = new_recovery_key()
        self.set_title(
            self.tr("Encrypt everything anew"),
            self.tr(
                "For when somebody may have your key file, an old backup or the recovery sheet."
            ),
        )
        why = Label(
            self.tr(
                "A new passphrase alone does not help then: who has a copy of the key keeps it. This gives "
                "the journal and every client’s file another key. What somebody copied before stays "
                "readable to them; what you write from now on does not. The journal closes for it, "
                "and opens again by itself."
            ),
            "caption", "text2", wrap=True,
        )  # fmt: skip
        self.problem = Banner(tone="error", closable=False)
        self.problem.hide()
        self.old = PassphraseField(name=self.tr("Current passphrase"))
        self._old = Labelled(self.tr("Current passphrase"), self.old)
        self.new = NewPassphrase(self.tr("New passphrase"))
        self.new.set_about(journal.meta.name)
        self.key_card = RecoveryKeyCard()
        self.key_card.show_key(self._key, journal.path, journal.meta.vault_id)
        self.safe = CheckBox(self.tr("I have put the new recovery key somewhere safe"))
        self.remove = CheckBox(
            self.tr("Delete the backups of before, once a new one is made"), checked=True
        )
        kept = Label(
            self.tr(
                "Left standing they open with the new passphrase, but who has the former key reads them too. "
                "Copies you made yourself stay as they are: delete those too."
            ),
            "caption", "text3", wrap=True,
        )  # fmt: skip
        self.add(
            self.problem, why, 16, self._old, 16, self.new, 16, self.key_card, 10, self.safe, 16,
            self.remove, 2, kept,
        )  # fmt: skip
        self.start = Button(self.tr("Encrypt everything anew"), "primary")
        cancel = Button(self.tr("Cancel"), "ghost")
        self.set_foot(None, cancel, 8, self.start)
        self.setTabOrder(self.old, self.new.first)
        self.setTabOrder(self.new.again, self.old.eye)
        cancel.clicked.connect(self._cross_pressed)
        self.start.clicked.connect(self._start)
        self.old.returnPressed.connect(self._next)
        self.old.textEdited.connect(self._edited)
        self.key_card.problem.connect(self.problem.say)

    def hideEvent(self, event: QHideEvent) -> None:
        """Drop what was typed, and the key."""
        super().hideEvent(event)
        if not event.spontaneous():
            self.old.clear()
            self.new.forget()
            self.key_card.forget()
            self._key = ""

    @Slot()
    def _next(self) -> None:
        self.new.first.setFocus(Qt.FocusReason.TabFocusReason)

    @Slot()
    def _edited(self) -> None:
        self._old.set_error("")

    @Slot()
    def _start(self) -> None:
        if not self.old.text():
            self._old.set_error(self.tr("Type the passphrase that opens the journal now."))
            self.old.setFocus(Qt.FocusReason.OtherFocusReason)
        elif not self.new.ready():
            self.new.complain()
        elif not self.safe.isChecked():
            self.problem.say(
                self.tr("The new recovery key is shown only now. Print it or write it down, and tick the box.")
            )  # fmt: skip
            self.safe.setFocus(Qt.FocusReason.TabFocusReason)
        else:
            anew = Anew(self.old.text(), self.new.text(), self._key, not self.remove.isChecked())
            self.dismiss()
            self.asked.emit(anew)
