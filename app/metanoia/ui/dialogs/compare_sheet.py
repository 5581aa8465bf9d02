"""Comparing a person's fingerprint with them, so that nobody else's key is taken for theirs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
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
