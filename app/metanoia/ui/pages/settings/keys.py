"""What opens the journal: passphrase, recovery key, the computer's keyring; and when it closes itself."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Qt, Signal, Slot

from metanoia.domain.errors import MetanoiaError
from metanoia.ui import dates, pins
from metanoia.ui.background import Task
from metanoia.ui.destination import Notice
from metanoia.ui.dialogs.anew_sheet import AnewSheet
from metanoia.ui.dialogs.new_key_sheet import NewKeySheet
from metanoia.ui.dialogs.passphrase_sheet import PassphraseSheet
from metanoia.ui.dialogs.pin_sheet import PinSheet
from metanoia.ui.dialogs.try_key_sheet import TRIED, TryKeySheet
from metanoia.ui.widgets.button import Button
from metanoia.ui.widgets.check import Switch
from metanoia.ui.widgets.row import SettingRow
from metanoia.ui.widgets.segmented import Segmented
from metanoia.vault import descriptor

if TYPE_CHECKING:
    from metanoia.journal import Journal
    from metanoia.ui.settings import Settings

_MINUTES: Final = (2, 5, 10, 30, 0)


class Keys(QObject):
    """The rows about keys, and what they do; ``anew_asked`` carries an Anew to close the journal for."""

    said = Signal(object)
    changed = Signal()
    lock_chosen = Signal()
    anew_asked = Signal(object)

    def __init__(self, journal: Journal, settings: Settings) -> None:
        super().__init__()
        self._journal = journal
        self._settings = settings
        self._task: Task | None = None
        self.change = Button(
            self.tr("Change…"), "outline", size="s", name=self.tr("Change passphrase")
        )
        self.passphrase = SettingRow("lock", self.tr("Passphrase"), "", self.change)
        self.try_it = Button(
            self.tr("Try it"), "ghost", size="s", name=self.tr("Try the recovery key")
        )
        self.new = Button(
            self.tr("New key…"), "outline", size="s", name=self.tr("New recovery key")
        )
        self.recovery = SettingRow(
            "key-round", self.tr("Recovery key"), "", self.try_it, self.new, tone="ochre"
        )
        self.switch = Switch(self.tr("Remember on this computer"))
        self.remember = SettingRow(
            "fingerprint", self.tr("Remember on this computer"), "", self.switch, tone="plum"
        )
        self.rehearse_switch = Switch(self.tr("Rehearse the passphrase"), checked=settings.rehearse)
        self.rehearse = SettingRow(
            "repeat", self.tr("Rehearse the passphrase"),
            self.tr("Asks for it now and then where a keyring or a PIN opens the journal. It can wait."),
            self.rehearse_switch, tone="blue",
        )  # fmt: skip
        self.forget_pin = Button(
            self.tr("Forget it"), "ghost", size="s", name=self.tr("Forget the PIN")
        )
        self.set_pin = Button(
            self.tr("Choose a PIN…"),
            "outline",
            size="s",
            name=self.tr("Choose a PIN for after a lock"),
        )
        self.quick = SettingRow(
            "hash", self.tr("Quick unlock"), "", self.forget_pin, self.set_pin, tone="plum"
        )
        self.begin_anew = Button(
            self.tr("Encrypt anew…"), "outline", size="s", name=self.tr("Encrypt everything anew")
        )
        self.anew = SettingRow(
            "refresh-cw", self.tr("Encrypt everything anew"),
            self.tr("For when somebody may have a copy of your key: a new key, passphrase and recovery key."),
            self.begin_anew, tone="ochre",
        )  # fmt: skip
        names = [*(str(minutes) for minutes in _MINUTES[:-1]), self.tr("Never")]
        self.minutes = Segmented(names, name=self.tr("Lock by itself after minutes"))
        self.lock = SettingRow("clock", self.tr("Lock by itself"), "", self.minutes, tone="blue")
        self.change.clicked.connect(self._change_passphrase)
        self.try_it.clicked.connect(self._try_key)
        self.new.clicked.connect(self._make_key)
        self.switch.clicked.connect(self._turn_remembering)
        self.minutes.chosen.connect(self._choose_minutes)
        self.set_pin.clicked.connect(self._choose_pin)
        self.forget_pin.clicked.connect(self._forget_pin)
        self.rehearse_switch.clicked.connect(self._turn_rehearsal)
        self.begin_anew.clicked.connect(self._encrypt_anew)

    def refresh(self) -> None:
        """Show when the keys were made, and what is chosen."""
        try:
            found = descriptor.read(self._journal.folder)
        except MetanoiaError as error:
            self.passphrase.set_subtitle(str(error), "danger_text")
            return
        made = _day(found.made(descriptor.PASSPHRASE))
        told = self.tr("Last changed {}.").format(made) if made else ""
        easy = self.tr("Changing it takes a few seconds.")
        self.passphrase.set_subtitle(f"{told} {easy}".strip())
        self.recovery.set_subtitle(self._about_recovery(found))
        if self._task is None:
            self._show_remembering(found.has(descriptor.KEYRING))
        self._show_minutes()
        self._show_quick()

    def _about_recovery(self, found: descriptor.Descriptor) -> str:
        made = _day(found.made(descriptor.RECOVERY))
        tried = self._journal.meta.get(TRIED)
        told = self.tr("Made {}").format(made) if made else ""
        since = found.made(descriptor.RECOVERY)
        if tried and since and tried >= since.astimezone().date().isoformat():
            day = dates.medium(dt.date.fromisoformat(tried))
            return self.tr("{}, tried {}. Try it once a year.").format(told, day)
        return self.tr("{}, not tried yet. Try it once a year.").format(told)

    # -- sheets

    @Slot()
    def _change_passphrase(self) -> None:
        sheet = PassphraseSheet(self.change, self._journal)
        sheet.said.connect(self.said)
        sheet.closed.connect(self.changed)
        sheet.open()

    @Slot()
    def _try_key(self) -> None:
        sheet = TryKeySheet(self.try_it, self._journal)
        sheet.closed.connect(self.changed)
        sheet.open()

    @Slot()
    def _make_key(self) -> None:
        sheet = NewKeySheet(self.new, self._journal)
        sheet.said.connect(self.said)
        sheet.closed.connect(self.changed)
        sheet.open()

    @Slot()
    def _choose_pin(self) -> None:
        sheet = PinSheet(self.set_pin, self._journal)
        sheet.said.connect(self.said)
        sheet.closed.connect(self.changed)
        sheet.open()

    @Slot()
    def _forget_pin(self) -> None:
        pins.forget(self._journal.path)
        self.said.emit(Notice(text=self.tr("The PIN is forgotten")))
        self.changed.emit()
        self.set_pin.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_quick(self) -> None:
        on = pins.of(self._journal.path) is not None
        self.forget_pin.setVisible(on)
        set_ = self.tr("A PIN opens the journal after a lock, until Metanoia is closed.")
        off = self.tr(
            "Off. A short PIN may open the journal after a lock, until Metanoia is closed."
        )
        self.quick.set_subtitle(set_ if on else off)
        self.set_pin.setText(self.tr("Another PIN…") if on else self.tr("Choose a PIN…"))

    @Slot(bool)
    def _turn_rehearsal(self, on: bool) -> None:
        self._settings.rehearse = on
        self._settings.rehearse_on = ""
        self.lock_chosen.emit()

    @Slot()
    def _encrypt_anew(self) -> None:
        sheet = AnewSheet(self.begin_anew, self._journal)
        sheet.asked.connect(self.anew_asked)
        sheet.open()

    # -- the keyring

    @Slot(bool)
    def _turn_remembering(self, on: bool) -> None:
        if self._task is not None:
            return
        self.switch.setEnabled(False)
        self.remember.set_subtitle(self.tr("Asking this computer’s keyring…"))
        self._task = Task(self._journal.remember_key if on else self._journal.forget_key)
        self._task.done.connect(self._remembering_turned)
        self._task.failed.connect(self._keyring_failed)
        self._task.start()

    @Slot(object)
    def _remembering_turned(self, _nothing: object) -> None:
        self._task = None
        self.switch.setEnabled(True)
        self.changed.emit()
        on = self._journal.remembered
        kept, gone = (
            self.tr("This computer’s keyring opens it now"),
            self.tr("Forgotten by the keyring"),
        )
        self.said.emit(Notice(text=kept if on else gone))

    @Slot(Exception)
    def _keyring_failed(self, error: Exception) -> None:
        self._task = None
        self.switch.setEnabled(True)
        self.switch.setChecked(self._journal.remembered)
        unknown = self.tr("This computer’s keyring did not answer. Your passphrase still works.")
        self.remember.set_subtitle(str(error) if isinstance(error, MetanoiaError) else unknown)

    def _show_remembering(self, on: bool) -> None:
        self.switch.setChecked(on)
        self.remember.set_subtitle(
            self.tr("Opens with the computer’s keyring, for anyone who uses your account.")
        )

    # -- locking

    def _show_minutes(self) -> None:
        minutes = self._settings.lock_minutes
        nearest = min(_MINUTES[:-1], key=lambda choice: abs(choice - minutes)) if minutes else 0
        self.minutes.set_current(_MINUTES.index(nearest))
        after = self.tr("After {} minutes without a key or a click, and in sleep.")
        never = self.tr("Only by Ctrl+L, and when the computer sleeps.")
        self.lock.set_subtitle(after.format(minutes) if minutes else never)

    @Slot(int)
    def _choose_minutes(self, number: int) -> None:
        self._settings.lock_minutes = _MINUTES[number]
        self._show_minutes()
        self.lock_chosen.emit()


def _day(at: dt.datetime | None) -> str:
    return dates.medium(at.astimezone().date()) if at else ""
