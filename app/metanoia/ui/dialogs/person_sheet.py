"""Somebody new to share with: their key card, or a bare key and a name."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from metanoia.domain.errors import MetanoiaError, Refused
from metanoia.domain.people import Role
from metanoia.ui.file_dialogs import ask_for_file
from metanoia.ui.widgets.button import Button
from metanoia.ui.widgets.check import CheckBox
from metanoia.ui.widgets.field import LineField
from metanoia.ui.widgets.fingerprint import Fingerprint
from metanoia.ui.widgets.label import Label
from metanoia.ui.widgets.labelled import Labelled
from metanoia.ui.widgets.layout import boxed, hbox, vbox
from metanoia.ui.widgets.segmented import Segmented
from metanoia.ui.widgets.sheet import DialogSheet
from metanoia.ui.widgets.text_field import TextField

if TYPE_CHECKING:
    from metanoia.exchange.contact import ContactCard
    from metanoia.journal import Journal

_ROLES: Final = (Role.COACH, Role.PEER, Role.CLIENT)
_CARD_BYTES: Final = 16 << 10


class PersonSheet(DialogSheet):
    """``added`` carries the id of the person once they are kept."""

    added = Signal(str)

    def __init__(self, over: QWidget, journal: Journal) -> None:
        super().__init__(
            over,
            over.tr("Someone new"),
            over.tr("Ask them for their key card: what you seal then opens with their key alone."),
            icon="user-plus",
        )
        self._journal = journal
        self._card: ContactCard | None = None
        self.key = TextField(
            self.tr("Paste the card here, or a key that begins with age1"),
            name=self.tr("Their key card or key"), least=4, most=7,
        )  # fmt: skip
        self.key_labelled = Labelled(self.tr("Their key card or key"), self.key)
        self.file = Button(self.tr("Open a card file…"), "outline", "folder-open", "s")
        self.name = LineField(name=self.tr("Name"))
        self.name_labelled = Labelled(self.tr("Name"), self.name)
        self.role = Segmented(
            [self.tr("My coach"), self.tr("A peer"), self.tr("Somebody I coach")],
            name=self.tr("Who they are to you"),
        )
        self.fingerprint = Fingerprint()
        self.compared = CheckBox(self.tr("I have compared it with them by phone or in person"))
        self._about = boxed(
            vbox(
                16, Label(self.tr("Fingerprint of the card"), "label"), 6, self.fingerprint, 8,
                self.compared,
            )
        )  # fmt: skip
        self._about.hide()
        self.add(
            self.key_labelled, 8, boxed(hbox(self.file, None)), 16, self.name_labelled, 16,
            boxed(hbox(self.role, None)), self._about,
        )  # fmt: skip
        leave = Button(self.tr("Cancel"), "ghost")
        self.keep = Button(self.tr("Add"), "primary", "user-plus")
        leave.clicked.connect(self.dismiss)
        self.set_foot(None, leave, 8, self.keep)
        self.key.textChanged.connect(self._read)
        self.name.textEdited.connect(self._name_edited)
        self.name.returnPressed.connect(self._add)
        self.file.clicked.connect(self._ask_for_file)
        self.keep.clicked.connect(self._add)

    # -- reading what was pasted

    @Slot()
    def _read(self) -> None:
        from metanoia.exchange import contact

        text = self.key.toPlainText().strip()
        self._card = None
        self.key_labelled.set_error("")
        if text and not text.lower().startswith("age1"):
            try:
                self._card = contact.parse(text)
            except Refused as error:
                self.key_labelled.set_error(str(error))
        self._show_card()

    def _show_card(self) -> None:
        card = self._card
        self._about.setVisible(card is not None)
        self.compared.setChecked(False)
        if card is not None:
            self.fingerprint.show_digits(card.fingerprint)
            self.name.setText(card.name)
            self.name_labelled.set_error("")

    @Slot()
    def _ask_for_file(self) -> None:
        kinds = self.tr("Key cards (*.txt *.json);;All files (*)")
        dialog = ask_for_file(self, self.tr("Open a key card"), kinds)
        dialog.fileSelected.connect(self._take_file)

    @Slot(str)
    def _take_file(self, chosen: str) -> None:
        try:
            with Path(chosen).open("rb") as file:
                data = file.read(_CARD_BYTES + 1)
            text = data.decode("utf-8-sig")
        except (OSError, UnicodeDecodeError):
            self.key_labelled.set_error(self.tr("This file cannot be read as a key card."))
            return
        self.key.setPlainText(text)

    # -- keeping

    @Slot()
    def _name_edited(self) -> None:
        self.name_labelled.set_error("")

    @Slot()
    def _add(self) -> None:
        from metanoia.exchange import bundle

        card = self._card
        try:
            if card is None and self.key_labelled.error():
                self.key.setFocus()
                return
            recipient = card.age_recipient if card else self.key.toPlainText().strip().lower()
            if not recipient:
                raise Refused(self.tr("Paste their key card, or a key that begins with age1."))
            own = self._journal.identity.get().age_recipient
            bundle.readers((recipient,), own)
            if recipient == own:
                raise Refused(self.tr("This is your own key. Paste theirs."))
        except Refused as error:
            self.key_labelled.set_error(str(error))
            self.key.setFocus()
            return
        self._keep(recipient, card.signing_key if card else None)

    def _keep(self, recipient: str, signing_key: bytes | None) -> None:
        people = self._journal.people
        try:
            role = _ROLES[self.role.current()]
            person = people.add(self.name.text(), role, recipient, signing_key)
            if self._card is not None and self.compared.isChecked():
                people.mark_verified(person.id)
        except MetanoiaError as error:
            named = bool(self.name.text().strip())
            (self.key_labelled if named else self.name_labelled).set_error(str(error))
            (self.key if named else self.name).setFocus()
            return
        self.dismiss()
        self.added.emit(person.id)
