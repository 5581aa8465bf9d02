"""Comparing a person's fingerprint with them, so that nobody else's key is taken for theirs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from metanoia.ui.widgets.button import Button
from metanoia.ui.widgets.fingerprint import Fingerprint
from metanoia.ui.widgets.label import Label
from metanoia.ui.widgets.sheet import DialogSheet

if TYPE_CHECKING:
    from metanoia.domain.people import Person
    from metanoia.journal import Journal


class CompareSheet(DialogSheet):
    """Shows the fingerprint of ``person``, who must have both keys; notes that it is the same."""

    def __init__(self, over: QWidget, journal: Journal, person: Person) -> None:
        super().__init__(
            over,
            over.tr("Compare the fingerprint with {}").format(person.name),
            over.tr("By phone or in person, not by the way the key card came."),
            icon="fingerprint",
            tone="blue",
        )
        from metanoia.exchange import contact  # loads cryptography

        self._journal = journal
        self._person = person
        digits = contact.fingerprint(person.age_recipient or "", person.signing_key or b"")
        self.fingerprint = Fingerprint(digits)
        self.add(
            Label(
                self.tr(
                    "Ask them to open “Your key card” in their Metanoia and to read the digits to "
                    "you. The same digits mean that the key is theirs."
                ),
                "body", "text2", wrap=True,
            ),
            16,
            self.fingerprint,
        )  # fmt: skip
        later = Button(self.tr("Not yet"), "ghost")
        self.same = Button(self.tr("They are the same"), "primary", "check")
        later.clicked.connect(self.dismiss)
        self.same.clicked.connect(self._note)
        self.set_foot(None, later, 8, self.same)

    @Slot()
    def _note(self) -> None:
        self._journal.people.mark_verified(self._person.id)
        self.dismiss()


class NewKeysSheet(DialogSheet):
    """Shows the digits of keys that came under the name of ``person``, beside those that are known.

    ``answered`` carries the person as they were, once either is kept.
    """

    answered = Signal(object)

    def __init__(self, over: QWidget, journal: Journal, person: Person) -> None:
        super().__init__(
            over,
            over.tr("Other keys came for {}").format(person.name),
            over.tr("Until you have compared them, nothing is sealed for either."),
            icon="shield-alert",
            tone="danger",
        )
        from metanoia.exchange import contact

        self._journal = journal
        self._person = person
        new = person.changed
        self.new = Fingerprint(contact.fingerprint(new.age_recipient, new.signing_key) if new else "")  # fmt: skip
        self.old = Label("", "label", "text2", tabular=True, wrap=True)
        if person.age_recipient and person.signing_key:
            self.old.setText(contact.fingerprint(person.age_recipient, person.signing_key))
        else:
            self.old.setText(self.tr("There was no card before, only a key."))
        self.add(
            Label(
                self.tr(
                    "Either they made a new journal, or somebody else uses their name. Call them by a "
                    "way that you know, and let them read the digits of their key card to you."
                ),
                "body", "text2", wrap=True,
            ),
            18, Label(self.tr("The new digits"), "label"), 6, self.new,
            16, Label(self.tr("The digits that you know"), "label"), 4, self.old,
        )  # fmt: skip
        later = Button(self.tr("Not yet"), "ghost")
        self.keep_old = Button(self.tr("Keep the old key"), "outline")
        self.same = Button(self.tr("The new digits are theirs"), "primary", "check")
        later.clicked.connect(self.dismiss)
        self.keep_old.clicked.connect(self._keep_old)
        self.same.clicked.connect(self._confirm)
        self.set_foot(self.keep_old, None, later, 8, self.same)

    def first_focus(self) -> QWidget | None:
        """Return none of the answers: Enter pressed too early must not trust anybody."""
        return self.new.copy

    @Slot()
    def _keep_old(self) -> None:
        self._journal.people.dismiss_change(self._person.id)
        self._tell()

    @Slot()
    def _confirm(self) -> None:
        self._journal.people.confirm_change(self._person.id)
        self._tell()

    def _tell(self) -> None:
        self.dismiss()
        self.answered.emit(self._person)
