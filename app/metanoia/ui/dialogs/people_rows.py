"""One person, and one circle, in the list of people."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from metanoia.ui.people_words import about, circle_refusal, keys_state, names_of
from metanoia.ui.widgets.avatar import Avatar
from metanoia.ui.widgets.button import Button, IconButton
from metanoia.ui.widgets.card import Card
from metanoia.ui.widgets.changed_keys import ChangedKeys
from metanoia.ui.widgets.label import Label
from metanoia.ui.widgets.layout import boxed, hbox, vbox
from metanoia.ui.widgets.menu import Menu

if TYPE_CHECKING:
    from collections.abc import Sequence

    from metanoia.domain.people import Circle, Person


class PersonRow(QWidget):
    """``asked`` carries what to do with the person ("change", "keys", "compare", "remove" …), and their id."""

    asked = Signal(str, str)

    def __init__(self, person: Person) -> None:
        super().__init__()
        self._person = person
        self.more = IconButton("ellipsis", self.tr("What can be done with {}").format(person.name))
        self.more.clicked.connect(self._open_menu)
        self.compare = Button(self.tr("Compare…"), "outline", "fingerprint", "s")
        self.compare.setAccessibleName(
            self.tr("Compare the fingerprint with {}").format(person.name)
        )
        self.compare.clicked.connect(self._compare)
        if person.signing_key is None or person.verified_at is not None:
            self.compare.hide()
        self.warning: ChangedKeys | None = None
        if person.changed is not None:
            self.warning = ChangedKeys(person.name, person.refusal() or "")
            self.warning.compare_asked.connect(self._compare_new)
            self.warning.old_kept.connect(self._keep_old)
            self.setLayout(hbox((self.warning, 1), 6, (self.more, 0, Qt.AlignmentFlag.AlignTop)))
            return
        said = about(person)
        if person.tag:
            said += "  ·  " + self.tr("entries tagged #{}").format(person.tag)
        self.setLayout(_card(person.name, said, self.compare, self.more))

    def first_stop(self) -> QWidget:
        """Return what the keyboard comes to first."""
        return self.warning.compare if self.warning else self.more

    @Slot()
    def _open_menu(self) -> None:
        menu = Menu(self)
        menu.add(self.tr("Name, role and tag…"), self._change, icon="pencil")
        if self._person.signing_key is not None and not self._person.changed:
            menu.add(self.tr("Compare the fingerprint…"), self._compare, icon="fingerprint")
        menu.add(self.tr("New keys…"), self._keys, icon="key-round")
        menu.addSeparator()
        menu.add(self.tr("Remove"), self._remove, icon="user-x")
        menu.open_below(self.more)

    @Slot()
    def _change(self) -> None:
        self.asked.emit("change", self._person.id)

    @Slot()
    def _keys(self) -> None:
        self.asked.emit("keys", self._person.id)

    @Slot()
    def _compare(self) -> None:
        self.asked.emit("compare", self._person.id)

    @Slot()
    def _compare_new(self) -> None:
        self.asked.emit("compare-new", self._person.id)

    @Slot()
    def _keep_old(self) -> None:
        self.asked.emit("keep-old", self._person.id)

    @Slot()
    def _remove(self) -> None:
        self.asked.emit("remove", self._person.id)


class CircleRow(QWidget):
    """``asked`` carries what to do with the circle ("change" or "delete"), and its id."""

    asked = Signal(str, str)

    def __init__(self, circle: Circle, members: Sequence[Person]) -> None:
        super().__init__()
        self._circle = circle
        self.change = Button(self.tr("Change…"), "outline", "pencil", "s")
        self.change.setAccessibleName(self.tr("Change the circle {}").format(circle.name))
        self.delete = IconButton("trash-2", self.tr("Delete the circle {}").format(circle.name))
        self.change.clicked.connect(self._change)
        self.delete.clicked.connect(self._delete)
        refusal = circle_refusal(members)
        said = refusal or f"{names_of(members)}  ·  {keys_state(members)}"
        row = _card(circle.name, said, self.change, self.delete, wrong=bool(refusal))
        self.setLayout(row)

    def first_stop(self) -> QWidget:
        """Return what the keyboard comes to first."""
        return self.change

    @Slot()
    def _change(self) -> None:
        self.asked.emit("change", self._circle.id)

    @Slot()
    def _delete(self) -> None:
        self.asked.emit("delete", self._circle.id)


def _card(name: str, said: str, *ends: QWidget, wrong: bool = False) -> QVBoxLayout:
    ink = "danger_text" if wrong else "text2"
    words = boxed(
        vbox(
            None, Label(name, "body", weight=600, elide=True), 1,
            Label(said, "label", ink, weight=400, wrap=True), None,
        )
    )  # fmt: skip
    gaps = [part for end in ends for part in (8, end)]
    card = Card(boxed(hbox(Avatar(name, side=34), 12, (words, 1), *gaps)), margins=(12, 10, 10, 10), radius=10)  # fmt: skip
    return vbox(card)
