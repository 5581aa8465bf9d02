"""Everybody this journal shares with, and the circles they form."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QWidget

from metanoia.domain.errors import MetanoiaError
from metanoia.domain.people import CIRCLE_LEAST
from metanoia.ui.dialogs.circle_sheet import CircleSheet
from metanoia.ui.dialogs.compare_sheet import CompareSheet, NewKeysSheet
from metanoia.ui.dialogs.known_sheet import KnownSheet
from metanoia.ui.dialogs.people_rows import CircleRow, PersonRow
from metanoia.ui.dialogs.person_sheet import PersonSheet
from metanoia.ui.widgets.banner import Banner
from metanoia.ui.widgets.button import Button
from metanoia.ui.widgets.label import Label, heading
from metanoia.ui.widgets.layout import Child, boxed, vbox
from metanoia.ui.widgets.sheet import DialogSheet
from metanoia.ui.widgets.tab_order import order_tabs, stops_in

if TYPE_CHECKING:
    from collections.abc import Callable

    from metanoia.domain.people import Circle, Person
    from metanoia.journal import Journal


class PeopleSheet(DialogSheet):
    """One row a person and a circle, each with what can be done; all of it can be undone here."""

    def __init__(self, over: QWidget, journal: Journal) -> None:
        super().__init__(
            over,
            over.tr("People"),
            over.tr("Whom you share with, and how sure it is that their keys are theirs."),
            icon="users",
            width=640,
        )
        self._journal = journal
        self._undo: Callable[[], object] | None = None
        self.undone = Banner(tone="info", closable=True)
        self.undone.hide()
        self.people: dict[str, PersonRow] = {}
        self.circles: dict[str, CircleRow] = {}
        self._list = vbox()
        self.new = Button(self.tr("Someone new…"), "primary", "user-plus")
        self.circle = Button(self.tr("New circle…"), "outline", "users")
        done = Button(self.tr("Done"), "ghost")
        self.add(self.undone, boxed(self._list))
        self.set_foot(self.circle, None, done, 8, self.new)
        done.clicked.connect(self.dismiss)
        self.new.clicked.connect(self.someone_new)
        self.circle.clicked.connect(self.new_circle)
        self.undone.acted.connect(self.undo)
        self.undone.dismissed.connect(self._forget_undo)
        self.refresh()

    def refresh(self) -> None:
        """Show what the journal holds now; the keyboard stays with the row it was at."""
        at = self._row_in_focus()
        while (item := self._list.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        people, circles = self._journal.people.all(), self._journal.circles.all()
        self.people = {one.id: PersonRow(one) for one in people}
        names = {one.id: one for one in people}
        self.circles = {
            one.id: CircleRow(one, [names[who] for who in one.members if who in names])
            for one in circles
        }
        self._rows_box = boxed(vbox(*self._rows()))
        self._list.addWidget(self._rows_box)
        self._rows_box.show()  # now, so that a row can take the focus
        self.circle.setEnabled(len(people) >= CIRCLE_LEAST)
        for row in self.people.values():
            row.asked.connect(self._person_asked)
        for circle in self.circles.values():
            circle.asked.connect(self._circle_asked)
        stops = list(stops_in(self._rows_box))
        order_tabs(None, [self.undone.action, self.undone.cross, *stops, self.circle, self.new])
        back = self._rows_by_id().get(at)
        if back is not None:
            back.first_stop().setFocus(Qt.FocusReason.OtherFocusReason)

    def first_focus(self) -> QWidget | None:
        """Return the first row's stop, else the button for somebody new."""
        row = next(iter(self._rows_by_id().values()), None)
        return row.first_stop() if row else self.new

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Undo the last thing by Ctrl+Z."""
        if event.matches(QKeySequence.StandardKey.Undo) and self._undo is not None:
            self.undo()
            event.accept()
            return
        super().keyPressEvent(event)

    @Slot()
    def someone_new(self) -> None:
        """Ask for the key card of somebody new."""
        self._ask_card(None)

    @Slot()
    def new_circle(self) -> None:
        """Ask for a name and who is in it."""
        self._ask_circle(None)

    @Slot()
    def undo(self) -> None:
        """Take back what was done last."""
        undo, self._undo = self._undo, None
        self.undone.hide()
        if undo is None:
            return
        try:
            undo()
        except MetanoiaError as error:
            self.undone.say(str(error))
        self.refresh()

    def _rows(self) -> list[Child]:
        if not self.people:
            return [
                Label(
                    self.tr(
                        "Nobody yet. Somebody who has Metanoia gives you their key card: as a file, as "
                        "text, or as a QR code. “Someone new” takes it in."
                    ),
                    "body", "text2", wrap=True,
                )
            ]  # fmt: skip
        rows: list[Child] = []
        for row in self.people.values():
            rows += [row, 9]
        rows += [9, heading(self.tr("Circles")), 8]
        if not self.circles:
            words = self.tr("A circle is a name for several people: one share goes to all of them.")
            rows.append(Label(words, "label", "text2", weight=400, wrap=True))
        for circle in self.circles.values():
            rows += [circle, 9]
        return rows

    def _rows_by_id(self) -> dict[str, PersonRow | CircleRow]:
        return {**self.people, **self.circles}

    def _row_in_focus(self) -> str:
        focus = self.window().focusWidget()
        for key, row in self._rows_by_id().items():
            if focus is not None and row.isAncestorOf(focus):
                return key
        return ""

    # -- people

    @Slot(str, str)
    def _person_asked(self, what: str, person_id: str) -> None:
        person = self._journal.people.get(person_id)
        if what == "change":
            known = KnownSheet(self, self._journal, person)
            known.kept.connect(self._known_kept)
            self._open(known)
        elif what == "keys":
            self._ask_card(person)
        elif what == "compare":
            self._open(CompareSheet(self, self._journal, person))
        elif what == "compare-new":
            sheet = NewKeysSheet(self, self._journal, person)
            sheet.answered.connect(self._answered)
            sheet.open()
        elif what == "keep-old":
            self._journal.people.dismiss_change(person_id)
            self._answered(person)
        else:
            self._journal.people.trash(person_id)
            restore = partial(self._journal.people.restore, person_id)
            self._offer_undo(self.tr("{} was removed").format(person.name), restore)

    def _ask_card(self, whose: Person | None) -> None:
        sheet = PersonSheet(self, self._journal, whose)
        sheet.added.connect(self._came)
        sheet.open()

    @Slot(str)
    def _came(self, person_id: str) -> None:
        self.refresh()
        if self._journal.people.get(person_id).changed is not None:
            self._person_asked("compare-new", person_id)
        elif person_id in self.people:
            self.people[person_id].first_stop().setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot(object)
    def _answered(self, before: Person) -> None:
        kept = self._journal.people.get(before.id).age_recipient == before.age_recipient
        words = (
            self.tr("The old key of {} is kept")
            if kept
            else self.tr("{} is known by the new key now")
        )
        undo = partial(self._journal.people.put_back, before)
        self._offer_undo(words.format(before.name), undo)

    @Slot(object)
    def _known_kept(self, before: Person) -> None:
        undo = partial(self._journal.people.put_back, before)
        self._offer_undo(self.tr("{} was changed").format(before.name), undo)

    # -- circles

    def _ask_circle(self, circle: Circle | None) -> None:
        sheet = CircleSheet(self, self._journal, circle)
        sheet.kept.connect(self._circle_kept)
        self._open(sheet)

    @Slot(str, object)
    def _circle_kept(self, circle_id: str, before: Circle | None) -> None:
        name = self._journal.circles.get(circle_id).name
        if before is None:
            undo = partial(self._journal.circles.trash, circle_id)
            self._offer_undo(self.tr("The circle {} was made").format(name), undo)
        else:
            undo = partial(self._put_circle_back, before)
            self._offer_undo(self.tr("The circle {} was changed").format(name), undo)

    def _put_circle_back(self, before: Circle) -> None:
        circles = self._journal.circles
        with self._journal.changes.write():
            circles.rename(before.id, before.name)
            circles.set_members(before.id, before.members)

    @Slot(str, str)
    def _circle_asked(self, what: str, circle_id: str) -> None:
        circle = self._journal.circles.get(circle_id)
        if what == "change":
            self._ask_circle(circle)
        else:
            self._delete_circle(circle)

    def _delete_circle(self, circle: Circle) -> None:
        self._journal.circles.trash(circle.id)
        restore = partial(self._journal.circles.restore, circle.id)
        self._offer_undo(self.tr("The circle {} was deleted").format(circle.name), restore)

    # -- sheets over this one, and the way back

    def _open(self, sheet: DialogSheet) -> None:
        sheet.closed.connect(self.refresh)
        sheet.open()

    def _offer_undo(self, sentence: str, undo: Callable[[], object]) -> None:
        self._undo = undo
        self.undone.say(sentence, self.tr("Undo"))
        self.refresh()
        if self.window().focusWidget() in (None, self.window()):
            self.undone.action.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _forget_undo(self) -> None:
        self._undo = None
