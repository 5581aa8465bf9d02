"""Somebody new to share with, or new keys of somebody known: their key card, or a bare key and a name."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QMimeData, Signal, Slot
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QWidget

from metanoia.domain.errors import MetanoiaError, Refused
from metanoia.domain.people import person_name, same_name
from metanoia.ui.background import Task
from metanoia.ui.dialogs.card_field import CardField, can_read, reading, reading_file
from metanoia.ui.file_dialogs import ask_for_file
from metanoia.ui.people_words import ROLES, role_name
from metanoia.ui.widgets.banner import Banner
from metanoia.ui.widgets.button import Button
from metanoia.ui.widgets.check import CheckBox
from metanoia.ui.widgets.field import LineField
from metanoia.ui.widgets.fingerprint import Fingerprint
from metanoia.ui.widgets.label import Label
from metanoia.ui.widgets.labelled import Labelled
from metanoia.ui.widgets.layout import boxed, hbox, vbox
from metanoia.ui.widgets.segmented import Segmented
from metanoia.ui.widgets.sheet import DialogSheet

if TYPE_CHECKING:
    from collections.abc import Callable

    from metanoia.domain.people import Person
    from metanoia.exchange.contact import ContactCard
    from metanoia.journal import Journal


class PersonSheet(DialogSheet):
    """``added`` carries the id of the person once they are kept, or their other keys are.

    Of ``whose`` it takes new keys; a card, or a picture of its QR code, may be pasted, opened, or
    dropped anywhere on the sheet.
    """

    added = Signal(str)

    def __init__(self, over: QWidget, journal: Journal, whose: Person | None = None) -> None:
        title = over.tr("New keys of {}").format(whose.name) if whose else over.tr("Someone new")
        super().__init__(
            over,
            title,
            over.tr("Ask them for their key card: what you seal then opens with their key alone."),
            icon="user-plus",
        )
        self._journal = journal
        self._whose = whose
        self._card: ContactCard | None = None
        self._task: Task | None = None
        self.key = CardField(
            self.tr("Paste the card here, or drop its file anywhere on this sheet"),
            name=self.tr("Their key card or key"), least=4, most=9,
        )  # fmt: skip
        self.key.setAcceptDrops(False)  # the sheet takes files as well
        self.key_labelled = Labelled(self.tr("Their key card or key"), self.key)
        self.file = Button(self.tr("Open a card file…"), "outline", "folder-open", "s")
        self.scan = Label(
            self.tr("A QR code: open, drop or paste a photo or a screenshot of it."),
            "caption", "text3", wrap=True,
        )  # fmt: skip
        self.warning = Banner(tone="error", closable=False)
        self.warning.hide()
        self.name = LineField(name=self.tr("Name"))
        self.name_labelled = Labelled(self.tr("Name"), self.name)
        self.role = Segmented(
            [role_name(role) for role in ROLES], name=self.tr("Who they are to you")
        )
        self.fingerprint = Fingerprint()
        self.compared = CheckBox(self.tr("I have compared it with them by phone or in person"))
        self._lay_out()
        self.setAcceptDrops(True)
        self.key.textChanged.connect(self._read)
        self.key.given.connect(self._take_given)
        self.name.textEdited.connect(self._name_edited)
        self.name.returnPressed.connect(self._add)
        self.file.clicked.connect(self._ask_for_file)
        self.keep.clicked.connect(self._add)

    def take(self, file: Path) -> None:
        """Read the card in a file, or in a picture of its QR code."""
        self._begin(reading_file(file))

    # -- Qt

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take one file, a picture, or text."""
        data = event.mimeData()
        if can_read(data) or (data.hasText() and not data.hasUrls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Read what was dropped."""
        event.acceptProposedAction()
        if can_read(event.mimeData()):
            self._take_given(event.mimeData())
        else:
            self.key.setPlainText(event.mimeData().text())

    # -- reading what came

    @Slot(object)
    def _take_given(self, data: QMimeData) -> None:
        self._begin(reading(data))

    def _begin(self, work: Callable[[], str]) -> None:
        self.key.clear()
        self.key_labelled.set_error("")
        self._task = Task(work)
        self._task.done.connect(self._came)
        self._task.failed.connect(self._came_not)
        self._task.start()

    @Slot(object)
    def _came(self, card: object) -> None:
        if self._is_waited_for():
            self.key.setPlainText(cast("str", card))

    @Slot(Exception)
    def _came_not(self, error: Exception) -> None:
        if self._is_waited_for():
            self._task = None
            unknown = self.tr("That could not be read. Paste the text of the card.")
            self.key_labelled.set_error(str(error) if isinstance(error, MetanoiaError) else unknown)

    def _is_waited_for(self) -> bool:
        """Tell whether what answers is what was given last, and nothing was typed since."""
        return self.sender() is self._task and self.is_open()

    @Slot()
    def _read(self) -> None:
        from metanoia.exchange import contact

        self._task = None
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
        self._warn()

    def _warn(self) -> None:
        """Say it if the card has other keys than the person it would be taken for."""
        person = self._known()
        self.warning.setVisible(person is not None)
        if person is not None:
            words = self.tr(
                "You know {} with other keys. Nothing is sealed for them until you have compared the "
                "new digits. If this is somebody else, say another name."
            )
            self.warning.say(words.format(person.name))
        self.keep.setText(self.tr("Take them in") if person or self._whose else self.tr("Add"))

    def _known(self) -> Person | None:
        """Return whose other keys the card would be taken for, None for somebody new."""
        card = self._card
        if card is None:
            return None
        people = self._journal.people
        person = self._whose or people.by_key(card.signing_key)
        person = person or people.by_recipient(card.age_recipient) or self._namesake()
        pinned = (person.age_recipient, person.signing_key) if person else None
        return None if pinned == (card.age_recipient, card.signing_key) else person

    def _namesake(self) -> Person | None:
        named = (one for one in self._journal.people.all() if same_name(one.name, self.name.text()))
        return next(named, None)

    @Slot()
    def _ask_for_file(self) -> None:
        kinds = self.tr("Key cards (*.txt *.json *.png *.jpg *.jpeg *.webp *.gif);;All files (*)")
        dialog = ask_for_file(self, self.tr("Open a key card"), kinds)
        dialog.fileSelected.connect(self._take_file)

    @Slot(str)
    def _take_file(self, chosen: str) -> None:
        if chosen:
            self.take(Path(chosen))

    # -- keeping

    @Slot()
    def _name_edited(self) -> None:
        self.name_labelled.set_error("")
        self._warn()

    @Slot()
    def _add(self) -> None:
        if self._card is None and self.key_labelled.error():
            self.key.setFocus()
            return
        try:
            recipient = self._recipient()
        except Refused as error:
            self._refuse(self.key_labelled, str(error))
            return
        try:
            name = person_name(self._whose.name if self._whose else self.name.text())
        except Refused as error:
            self._refuse(self.name_labelled, str(error))
            return
        try:
            person_id = self._keep(name, recipient)
        except MetanoiaError as error:
            taken = self._card is None and self._namesake() is not None
            self._refuse(self.name_labelled if taken else self.key_labelled, str(error))
            return
        self.dismiss()
        self.added.emit(person_id)

    def _refuse(self, labelled: Labelled, sentence: str) -> None:
        labelled.set_error(sentence)
        labelled.field.setFocus()

    def _recipient(self) -> str:
        """Return what to seal for; Refused where that is no key, or one's own."""
        from metanoia.exchange import bundle

        typed = self.key.toPlainText().strip().lower()
        recipient = self._card.age_recipient if self._card else typed
        if not recipient:
            raise Refused(self.tr("Paste their key card, or a key that begins with age1."))
        if self._card is None and self._whose is not None:
            raise Refused(self.tr("New keys come on a whole key card. Ask them for it."))
        own = self._journal.identity.get().age_recipient
        bundle.readers((recipient,), own)
        if recipient == own:
            raise Refused(self.tr("This is your own key. Paste theirs."))
        return recipient

    def _keep(self, name: str, recipient: str) -> str:
        people, role = self._journal.people, ROLES[self.role.current()]
        if self._card is None:
            return people.add(name, role, recipient).id
        whose = self._whose.id if self._whose else None
        with self._journal.changes.write():
            person, came = people.take_card(self._card, role, name=name, person_id=whose)
            if self.compared.isChecked() and came == "changed":
                people.confirm_change(person.id)
            elif self.compared.isChecked():
                people.mark_verified(person.id)
        return person.id

    def _lay_out(self) -> None:
        self._about = boxed(
            vbox(
                16, Label(self.tr("Fingerprint of the card"), "label"), 6, self.fingerprint, 8,
                self.compared,
            )
        )  # fmt: skip
        self._about.hide()
        who = boxed(vbox(16, self.name_labelled, 16, boxed(hbox(self.role, None))))
        if self._whose is not None:
            who.hide()
        self.add(
            self.key_labelled, 8, boxed(hbox(self.file, 12, (self.scan, 1))), 10, self.warning, who,
            self._about,
        )  # fmt: skip
        leave = Button(self.tr("Cancel"), "ghost")
        self.keep = Button(self.tr("Add"), "primary", "user-plus")
        leave.clicked.connect(self.dismiss)
        self.set_foot(None, leave, 8, self.keep)
