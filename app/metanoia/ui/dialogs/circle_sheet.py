"""A circle: its name, and who of one's people is in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from metanoia.domain.errors import MetanoiaError, Refused
from metanoia.domain.people import CIRCLE_USUAL, circle_name
from metanoia.ui.dialogs.writing_sheet import WritingSheet, refusal
from metanoia.ui.widgets.check import CheckBox
from metanoia.ui.widgets.field import LineField
from metanoia.ui.widgets.labelled import Labelled
from metanoia.ui.widgets.layout import boxed, vbox

if TYPE_CHECKING:
    from metanoia.domain.people import Circle
    from metanoia.journal import Journal


class CircleSheet(WritingSheet):
    """Makes a circle, or changes ``circle``; ``kept`` carries its id and how it was, None for a new one."""

    kept = Signal(str, object)

    def __init__(self, over: QWidget, journal: Journal, circle: Circle | None = None) -> None:
        super().__init__(
            over, circle.name if circle else over.tr("New circle"),
            over.tr("One share goes to all of them; each opens it by their own key."),
            keep=over.tr("Keep"), icon="users", tone="accent", width=500,
        )  # fmt: skip
        self._journal = journal
        self._circle = circle
        self.name = LineField(
            self.tr("Tuesday circle"), name=self.tr("Name"), text=circle.name if circle else ""
        )
        self.name_labelled = Labelled(self.tr("Name"), self.name)
        inside = circle.members if circle else ()
        self.boxes = {
            one.id: CheckBox(one.name, checked=one.id in inside) for one in journal.people.all()
        }
        self.people = boxed(vbox(*self.boxes.values()))
        least, most = CIRCLE_USUAL
        self.people_labelled = Labelled(
            self.tr("Who is in it"), self.people,
            self.tr("{} to {} people are usual.").format(least, most),
        )  # fmt: skip
        self.add(self.name_labelled, 16, self.people_labelled)
        self.name.textEdited.connect(self._edited)
        for box in self.boxes.values():
            box.toggled.connect(self._edited)

    def written(self) -> object:
        """Return what is written now."""
        return self.name.text(), tuple(self._members())

    @Slot()
    def keep(self) -> None:
        """Keep the circle, or say what is wrong with it."""
        problem = refusal(circle_name, self.name.text())
        self.name_labelled.set_error(problem)
        if problem:
            self.name.setFocus()
            return
        try:
            circle_id = self._keep()
        except Refused as error:
            few = len(self._members()) < 2
            (self.people_labelled if few else self.name_labelled).set_error(str(error))
            (next(iter(self.boxes.values())) if few and self.boxes else self.name).setFocus()
            return
        except MetanoiaError as error:
            self.refuse(str(error))
            return
        self.dismiss()
        if self._journal.circles.get(circle_id) != self._circle:
            self.kept.emit(circle_id, self._circle)

    def _keep(self) -> str:
        circles = self._journal.circles
        if self._circle is None:
            return circles.add(self.name.text(), self._members()).id
        with self._journal.changes.write():
            circles.rename(self._circle.id, self.name.text())
            circles.set_members(self._circle.id, self._members())
        return self._circle.id

    def _members(self) -> list[str]:
        return [person_id for person_id, box in self.boxes.items() if box.isChecked()]

    @Slot()
    def _edited(self) -> None:
        self.name_labelled.set_error("")
        self.people_labelled.set_error("")
