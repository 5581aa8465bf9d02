"""Opening a journal with its passphrase; nothing of it is shown but where it lies."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QWidget

from metanoia.domain.errors import (
    KeyringUnavailable,
    QuickUnlockOver,
    Refused,
    WrongPassphrase,
    WrongPin,
)
from metanoia.ui import pins, sample
from metanoia.ui.background import Task
from metanoia.ui.door.advice import Advice
from metanoia.ui.door.pin_entry import PinEntry
from metanoia.ui.door.room import ColumnRoom, Doing, Or, shown_path
from metanoia.ui.widgets.banner import Banner
from metanoia.ui.widgets.button import Button
from metanoia.ui.widgets.check import CheckBox
from metanoia.ui.widgets.field import PassphraseField
from metanoia.ui.widgets.label import Label
from metanoia.ui.widgets.labelled import Labelled
from metanoia.ui.widgets.layout import boxed, hbox, vbox
from metanoia.ui.widgets.row import RowButton

if TYPE_CHECKING:
    from metanoia.ui.session import Session


class Unlock(ColumnRoom):
    """Asks for the passphrase of one journal; after a wrong one the ways out come forward."""

    recovery_asked = Signal()
    journals_asked = Signal()
    backups_asked = Signal()
    desk_asked = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, 420, parent)
        self._folder = Path()
        self._caps = False
        self._recalling: Task | None = None
        self.notice = Banner(tone="info")
        self.notice.hide()
        self.passphrase = PassphraseField(name=self.tr("Passphrase"))
        self.field = Labelled(self.tr("Passphrase"), self.passphrase)
        self.stay = CheckBox(self.tr("Stay open until I lock or sleep this computer"))
        self.open = Button(self.tr("Open journal"), "primary", size="l")
        self.open.stretch()
        self.doing = Doing(self.open)
        self.quiet = Label("", "caption", "text3", wrap=True)
        self.quiet.hide()
        self.pin = PinEntry()
        self._typing = boxed(vbox(self.field, 12, self.stay, 14, self.doing))
        self._make_rows()
        self.build(
            self.notice, 10, self.pin, self._typing, 8, self.quiet, 12,
            Or(), 18, boxed(vbox(self.recovery, self.what_else, self.advice, self.desk, self.others, gap=8)),
            14, self._links,
        )  # fmt: skip
        self._show_pin(False)
        self._show_wrong(False)  # only now: what has no parent yet would flash up as a window
        self.passphrase.returnPressed.connect(self._open)
        self.passphrase.textEdited.connect(self._edited)
        self.passphrase.caps_lock.connect(self._show_caps)
        self.open.clicked.connect(self._open)
        self.pin.typed.connect(self._open_by_pin)
        self.pin.passphrase_asked.connect(self._ask_passphrase)

    def _make_rows(self) -> None:
        self.recovery = RowButton(
            "key-round",
            self.tr("Use the recovery key"),
            self.tr("The eight groups of four signs on your sheet"),
            tone="ochre",
        )
        self.what_else = RowButton(
            "circle-help",
            self.tr("What else can be wrong"),
            self.tr("Keyboard layout, another journal, older words"),
            tone="blue",
        )
        self.advice = Advice()
        self.desk = RowButton(
            "users",
            self.tr("Open the coach desk"),
            self.tr("Read what somebody sealed for you"),
            tone="blue",
        )
        self.others = RowButton(
            "folder-open", self.tr("Another journal…"), self.tr("Open one, or make a new one")
        )
        self.recovery_link = Button(self.tr("Open with the recovery key"), "ghost", "key-round")
        self.backups_link = Button(self.tr("Backups"), "ghost", "history")
        self.others_link = Button(self.tr("Another journal…"), "ghost", "folder-open")
        links = (self.recovery_link, self.others_link, self.backups_link)
        self._links = boxed(hbox(None, *links, None, gap=6))
        self.recovery.clicked.connect(self.recovery_asked)
        self.recovery_link.clicked.connect(self.recovery_asked)
        self.backups_link.clicked.connect(self.backups_asked)
        self.desk.clicked.connect(self.desk_asked)
        self.others.clicked.connect(self.journals_asked)
        self.others_link.clicked.connect(self.journals_asked)
        self.what_else.clicked.connect(self._advise)

    # -- entering and leaving

    def show_folder(self, folder: Path, notice: str = "") -> None:
        """Ask for the passphrase of the journal in ``folder``; ``notice`` says why, if there is a reason."""
        self.forget()
        self._folder = folder
        self.title.setText(folder.name)
        self.lead.setText(shown_path(folder))
        self.stay.setChecked(self.session.settings.lock_minutes == 0 or self.session.stay_open)
        self.field.set_hint(self._hint())
        self.notice.setVisible(bool(notice))
        if notice:
            self.notice.say(notice)
        sealed = pins.of(folder)
        self._show_pin(sealed is not None)
        if sealed is not None:
            self.pin.show_tries(sealed.tries)

    def first_focus(self) -> QWidget:
        """Return the field."""
        return self.passphrase if self.pin.isHidden() else self.pin.pin

    def recall(self) -> None:
        """Ask this computer's keyring in the background, for whoever told it to remember."""
        from metanoia.ui.door.recalling import recall

        self._recalling = Task(recall(self._folder))
        self._recalling.done.connect(self._recalled)
        self._recalling.failed.connect(self._not_recalled)
        self._recalling.start()

    def refuse(self, error: Exception) -> bool:
        """Say that the passphrase is wrong, or what the keyring answered; the rest is trouble."""
        self.settle()
        if isinstance(error, WrongPin):
            self.pin.refuse(str(error))
            return True
        if not self.pin.isHidden():  # whatever it is, the PIN is of no more use
            pins.forget(self._folder)
            self._show_pin(False)
        if isinstance(error, QuickUnlockOver):
            self.field.set_hint(str(error))
        elif isinstance(error, KeyringUnavailable):
            self._not_recalled(error)
        elif isinstance(error, WrongPassphrase):
            self.field.set_error(self.tr("This passphrase does not open the journal."))
            self._show_wrong(True)
            self.field.set_hint(self._hint())
            self.foot.say(self.tr("Nobody can reset your passphrase, not even us."))
            self.passphrase.selectAll()
        elif isinstance(error, Refused):
            self.field.set_error(str(error))
        else:
            return False
        self.passphrase.setFocus(Qt.FocusReason.OtherFocusReason)
        return True

    def settle(self) -> None:
        """Let the person type again."""
        self.doing.rest()
        self.pin.settle()
        self.passphrase.setEnabled(True)
        self.stay.setEnabled(True)

    def forget(self) -> None:
        """Empty the field and begin anew."""
        super().forget()
        self._recalling = None
        self.pin.forget()
        self.passphrase.clear()
        self.passphrase.show_letters(False)
        self.field.set_error("")
        self.field.set_hint("")
        self.quiet.hide()
        self.notice.hide()
        self._show_wrong(False)
        self.foot.say(self.tr("Everything stays encrypted on this computer. No account."))

    # -- inside

    @Slot()
    def _open(self) -> None:
        from metanoia.vault.vault import Passphrase

        if self.session.is_opening:
            return
        if not self.passphrase.text():
            self.field.set_error(self.tr("Type your passphrase."))
            return
        self._work(self.tr("Opening…"))
        self.session.open(self._folder, Passphrase(self.passphrase.text()))

    @Slot(str)
    def _open_by_pin(self, pin: str) -> None:
        sealed = pins.of(self._folder)
        if self.session.is_opening:
            return
        if sealed is None:  # it became too old while this waited
            self._ask_passphrase()
            self.field.set_hint(str(QuickUnlockOver()))
            return
        self.pin.work()
        self.session.open_by_pin(self._folder, sealed, pin)

    @Slot()
    def _ask_passphrase(self) -> None:
        self._show_pin(False)
        self.passphrase.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_pin(self, shown: bool) -> None:
        self.pin.forget()
        self.pin.setVisible(shown)
        self._typing.setVisible(not shown)

    def _work(self, text: str) -> None:
        self._recalling = None
        self.quiet.hide()
        self.field.set_error("")
        self.session.stay_open = self.stay.isChecked()
        self.passphrase.setEnabled(False)
        self.stay.setEnabled(False)
        self.doing.work(text)

    @Slot()
    def _edited(self) -> None:
        self.field.set_error("")

    @Slot(bool)
    def _show_caps(self, on: bool) -> None:
        self._caps = on
        self.field.set_hint(self._hint())

    def _hint(self) -> str:
        """Return what stands below the field: Caps Lock, how to go on, the sample's passphrase."""
        said = [self.tr("Caps Lock is on.")] if self._caps else []
        if self._folder.absolute() == sample.folder().absolute():
            said.append(self.tr("The sample’s passphrase is: {}").format(sample.PASSPHRASE))
        elif self.recovery.isVisibleTo(self):
            said.append(self.tr("Try as often as you like; each try takes a second."))
        return " ".join(said)

    @Slot()
    def _advise(self) -> None:
        self.advice.setVisible(self.advice.isHidden())

    def _show_wrong(self, wrong: bool) -> None:
        self.recovery.setVisible(wrong)
        self.what_else.setVisible(wrong)
        self.advice.hide()
        self.desk.setVisible(not wrong)
        self.others.setVisible(not wrong)
        self.others_link.setVisible(wrong)
        self.recovery_link.setVisible(not wrong)

    @Slot(object)
    def _recalled(self, key: object) -> None:
        from metanoia.vault.vault import RawKey

        wanted = self._recalling is self.sender() and not self.passphrase.text()
        if isinstance(key, RawKey) and wanted and not self.session.is_opening:
            self._work(self.tr("Opening with the key this computer remembers…"))
            self.session.open(self._folder, key)

    @Slot(Exception)
    def _not_recalled(self, error: Exception) -> None:
        if isinstance(error, KeyringUnavailable):
            self.quiet.setText(str(error))
            self.quiet.show()
