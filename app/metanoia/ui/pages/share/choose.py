"""The first step: for whom, for what, under which name, with photos or without."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QWidget

from metanoia.domain.shares import COVER_NOTE_LIMIT, NAME_LIMIT
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
from metanoia.ui.widgets.text_field import TextField
from metanoia.ui.widgets.tile import Icon

SIDE: Final = 34  # px at scale 1 between the pane's edges and its content


class Choose(QWidget):
    """``edited`` whenever a word or the switch has changed; ``check_asked`` to go on."""

    edited = Signal()
    check_asked = Signal()
    cancel_asked = Signal()

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
        self.cancel = Button(self.tr("Cancel"), "ghost")
        self.check = Button(self.tr("Check what leaves"), "primary", "eye")
        self._lay_out()
        self._told_note = ""
        self.purpose.textChanged.connect(self._edited)
        self.from_name.textEdited.connect(self.edited)
        self.photos.toggled.connect(self.edited)
        self.cancel.clicked.connect(self.cancel_asked)
        self.check.clicked.connect(self.check_asked)
        self.show_reader("")
        self.show_photos(0)

    def note(self) -> str:
        """Return what the share is for, as it is typed."""
        return self.purpose.toPlainText()

    def show_reader(self, first_name: str) -> None:
        """Say who reads the note; "" where nobody is known by name yet."""
        who = first_name or self.tr("Your reader")
        self.purpose_labelled.set_hint(self.tr("{} sees this first.").format(who))

    def show_photos(self, count: int) -> None:
        """Say how many photos and files the ticked entries hold."""
        some = self.tr("{} in the entries that are ticked").format(count)
        self.photos_about.setText(some if count else self.tr("None in the entries that are ticked"))

    def show_draft(self, sender: str, note: str, attachments: bool) -> None:
        """Show these words without telling that they changed."""
        for widget in (self.purpose, self.from_name, self.photos):
            widget.blockSignals(True)
        self.purpose.setPlainText(note)
        self._told_note = note
        self.from_name.setText(sender)
        self.photos.setChecked(attachments)
        for widget in (self.purpose, self.from_name, self.photos):
            widget.blockSignals(False)

    def _lay_out(self) -> None:
        photos = hbox(
            (boxed(vbox(Label(self.tr("Photos and files"), "label", weight=500), 2, self.photos_about)), 1),
            12,
            (self.photos, 0, Qt.AlignmentFlag.AlignVCenter),
        )  # fmt: skip
        body = vbox(
            Label(self.tr("With whom?"), "label", weight=600), 8, self.whom, 20,
            self.purpose_labelled, 18, self.sender_labelled, 20,
            Label(self.tr("Only if you switch it on"), "label", weight=600), 8,
            Card(boxed(photos), margins=(17, 13, 15, 13), radius=10), None,
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
