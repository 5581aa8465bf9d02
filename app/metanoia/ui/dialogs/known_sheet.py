"""What a person is called, what they are to oneself, and which entries are meant for them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QStringListModel, Qt, Signal, Slot
from PySide6.QtWidgets import QCompleter, QWidget

from metanoia.domain import tags
from metanoia.domain.errors import MetanoiaError, Refused
from metanoia.ui.dialogs.writing_sheet import WritingSheet, refusal
from metanoia.ui.people_words import ROLES, role_name
from metanoia.ui.widgets.field import LineField
from metanoia.ui.widgets.labelled import Labelled
from metanoia.ui.widgets.layout import boxed, hbox
from metanoia.ui.widgets.segmented import Segmented

if TYPE_CHECKING:
    from metanoia.domain.people import Person
    from metanoia.journal import Journal


class KnownSheet(WritingSheet):
    """Changes somebody who is known, in one go; ``kept`` carries them as they were."""

    kept = Signal(object)

    def __init__(self, over: QWidget, journal: Journal, person: Person) -> None:
        super().__init__(
            over, person.name, over.tr("What you change here, nobody but you sees."),
            keep=over.tr("Keep"), icon="user", tone="accent", width=500,
        )  # fmt: skip
        self._journal = journal
        self._person = person
        self.name = LineField(name=self.tr("Name"), text=person.name)
        self.name_labelled = Labelled(self.tr("Name"), self.name)
        self.role = Segmented(
            [role_name(role) for role in ROLES], ROLES.index(person.role),
            name=self.tr("Who they are to you"),
        )  # fmt: skip
        self.tag = LineField(
            self.tr("None"), name=self.tr("Tag made for them"), text=person.tag or "", icon="tag"
        )
        known = QCompleter(QStringListModel([name for name, _ in journal.tags.all()], self), self)
        known.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        known.setCompletionMode(QCompleter.CompletionMode.InlineCompletion)
        self.tag.setCompleter(known)
        self.tag_labelled = Labelled(
            self.tr("Tag made for them"), self.tag,
            self.tr("Entries with this tag are offered when you share with them. Each still needs your tick."),
        )  # fmt: skip
        self.add(self.name_labelled, 16, boxed(hbox(self.role, None)), 16, self.tag_labelled)
        self.name.textEdited.connect(self._edited)
        self.tag.textEdited.connect(self._edited)

    def written(self) -> object:
        """Return what is written now."""
        return self.name.text(), self.role.current(), self.tag.text()

    @Slot()
    def keep(self) -> None:
        """Keep name, role and tag, or say what is wrong with them."""
        typed = self.tag.text().strip()
        problem = refusal(tags.tag, typed) if typed else ""
        self.tag_labelled.set_error(problem)
        if problem:
            self.tag.setFocus()
            return
        people, person_id = self._journal.people, self._person.id
        try:
            with self._journal.changes.write():
                people.rename(person_id, self.name.text())
                people.set_role(person_id, ROLES[self.role.current()])
                if (typed or None) != self._person.tag:
                    people.set_tag(person_id, typed or None)
        except Refused as error:
            self.name_labelled.set_error(str(error))
            self.name.setFocus()
            return
        except MetanoiaError as error:
            self.refuse(str(error))
            return
        self.dismiss()
        if people.get(person_id) != self._person:
            self.kept.emit(self._person)

    @Slot()
    def _edited(self) -> None:
        self.name_labelled.set_error("")
        self.tag_labelled.set_error("")
