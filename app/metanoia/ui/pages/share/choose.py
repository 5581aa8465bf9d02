"""The first step: for whom, for what, under which name, with photos or without."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QWidget

from metanoia.domain.shares import COVER_NOTE_LIMIT, NAME_LIMIT
from metanoia.ui.amounts import counted
from metanoia.ui.pages.share.draft import Draft
from metanoia.ui.pages.share.foot import Foot
from metanoia.ui.pages.share.whom import Whom
from metanoia.ui.widgets.button import Button
from metanoia.ui.widgets.card import Card
from metanoia.ui.widgets.check import Switch
from metanoia.ui.widgets.field import LineField
from metanoia.ui.widgets.label import Label
from metanoia.ui.widgets.labelled import Labelled
from metanoia.ui.widgets.layout import boxed, hbox, vbox
from metanoia.ui.widgets.scroll import ScrollArea
from metanoia.ui.widgets.tab_order import order_tabs
from metanoia.ui.widgets.text_field import TextField
from metanoia.ui.widgets.tile import Icon

if TYPE_CHECKING:
    from metanoia.domain.people import Person

SIDE: Final = 34  # px at scale 1 between the pane's edges and its content


class Choose(QWidget):
    """``edited`` whenever a word or a switch has changed; ``check_asked`` to go on."""

    edited = Signal()
    check_asked = Signal()
    cancel_asked = Signal()
    names_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.whom = Whom()
        self.purpose = TextField(
            self.tr("To prepare our next meeting: what I would like you to look at"),
            name=self.tr("For what"), least=1, most=5,
        )  # fmt: skip
        self.purpose_labelled = Labelled(self.tr("For what"), self.purpose)
        self.from_name = LineField(self.tr("Your name"), name=self.tr("Your name"))
        self.from_name.setMaxLength(NAME_LIMIT)
        self.sender_labelled = Labelled(
            self.tr("Your name"), self.from_name, self.tr("This is who the share says it is from.")
        )
        self.photos = Switch(self.tr("Photos and files"))
        self.photos_about = Label("", "caption", "text2")
        self.names = Switch(self.tr("Hide names from my list"), checked=True)
        self.names_about = Label("", "caption", "text2", wrap=True)
        self.list = Button(self.tr("The list…"), "ghost", "pencil", "s")
        self.cancel = Button(self.tr("Cancel"), "ghost")
        self.check = Button(self.tr("Check what leaves"), "primary", "eye")
        self._lay_out()
        self._told_note = ""
        self.purpose.textChanged.connect(self._edited)
        self.from_name.textEdited.connect(self.edited)
        self.photos.toggled.connect(self.edited)
        self.names.toggled.connect(self.edited)
        self.list.clicked.connect(self.names_asked)
        self.cancel.clicked.connect(self.cancel_asked)
        self.check.clicked.connect(self.check_asked)
        self.show_reader("")
        self.show_photos(0)
        self.show_names(0)

    def note(self) -> str:
        """Return what the share is for, as it is typed."""
        return self.purpose.toPlainText()

    def show_people(self, people: Sequence[Person], chosen: str | None) -> None:
        """Offer these people as readers; Tab comes to them first, as they stand."""
        self.whom.show_people(people, chosen)
        order_tabs(
            None,
            [
                *self.whom.cards.values(), self.whom.new, self.whom.compare, self.purpose, self.from_name,
                self.photos, self.list, self.names, self.cancel, self.check,
            ],
        )  # fmt: skip

    def show_reader(self, first_name: str) -> None:
        """Say who reads the note; "" where nobody is known by name yet."""
        who = first_name or self.tr("Your reader")
        self.purpose_labelled.set_hint(self.tr("{} sees this first.").format(who))

    def show_photos(self, count: int) -> None:
        """Say how many photos and files the ticked entries hold."""
        some = self.tr("{} in the entries that are ticked").format(count)
        self.photos_about.setText(some if count else self.tr("None in the entries that are ticked"))

    def show_names(self, count: int) -> None:
        """Say how many names are on the list of those to hide."""
        some = counted(count, self.tr("1 name: other words stand in its place"), self.tr("{} names: other words stand in their place"))  # fmt: skip
        self.names_about.setText(some if count else self.tr("No name is on the list yet"))
        self.names.setEnabled(bool(count))

    def show_draft(self, draft: Draft) -> None:
        """Show what the draft says without telling that it changed."""
        widgets = (self.purpose, self.from_name, self.photos, self.names)
        for widget in widgets:
            widget.blockSignals(True)
        self.purpose.setPlainText(draft.cover_note)
        self._told_note = draft.cover_note
        self.from_name.setText(draft.sender)
        self.photos.setChecked(draft.attachments)
        self.names.setChecked(draft.hide_names)
        for widget in widgets:
            widget.blockSignals(False)

    def _lay_out(self) -> None:
        middle = Qt.AlignmentFlag.AlignVCenter
        photos = hbox(
            (boxed(vbox(Label(self.tr("Photos and files"), "label", weight=500), 2, self.photos_about)), 1),
            12, (self.photos, 0, middle),
        )  # fmt: skip
        names = hbox(
            (boxed(vbox(Label(self.tr("Hide names from my list"), "label", weight=500, wrap=True), 2, self.names_about)), 1),
            12, (self.list, 0, middle), 8, (self.names, 0, middle),
        )  # fmt: skip
        body = vbox(
            Label(self.tr("With whom?"), "label", weight=600), 8, self.whom, 20,
            self.purpose_labelled, 18, self.sender_labelled, 20,
            Label(self.tr("Only if you switch it on"), "label", weight=600), 8,
            Card(boxed(photos), margins=(17, 13, 15, 13), radius=10), 20,
            Label(self.tr("Who stays unnamed"), "label", weight=600), 8,
            Card(boxed(names), margins=(17, 13, 15, 13), radius=10), None,
            margins=(SIDE, 4, SIDE, 18),
        )  # fmt: skip
        words = Label(
            self.tr("A coach is bound by your agreement with them, not by medical confidentiality."),
            "caption", "text2", wrap=True,
        )  # fmt: skip
        foot = Foot(Icon("scale", 16, "text2"), 10, (words, 1), 16, self.cancel, 8, self.check)
        self.setLayout(vbox((ScrollArea(boxed(body)), 1), foot))

    @Slot()
    def _edited(self) -> None:
        if self.note() == self._told_note:
            return  # Qt also says "changed" when only the theme did
        self._told_note = self.note()
        long = len(self.note()) > COVER_NOTE_LIMIT
        words = self.tr("A note has at most {} characters. Shorten it.")
        self.purpose_labelled.set_error(words.format(f"{COVER_NOTE_LIMIT:,}") if long else "")
        self.edited.emit()
