"""The first step: with whom, for what and until when, under which name, and what is left out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from metanoia.domain.shares import NAME_LIMIT
from metanoia.ui.pages.share.foot import Foot
from metanoia.ui.pages.share.terms import Terms
from metanoia.ui.pages.share.whom import Whom
from metanoia.ui.widgets.button import Button
from metanoia.ui.widgets.card import Card, Divider
from metanoia.ui.widgets.check import Switch
from metanoia.ui.widgets.field import LineField
from metanoia.ui.widgets.label import Label
from metanoia.ui.widgets.labelled import Labelled
from metanoia.ui.widgets.layout import boxed, hbox, vbox
from metanoia.ui.widgets.scroll import ScrollArea
from metanoia.ui.widgets.tab_order import order_tabs
from metanoia.ui.widgets.tile import Icon

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from metanoia.domain.people import Circle, Person
    from metanoia.ui.pages.share.draft import Draft
    from metanoia.ui.pages.share.whom import Choice

SIDE: Final = 34  # px at scale 1 between the pane's edges and its content
_NAMED: Final = 2  # names of the list that are said


class Choose(QWidget):
    """``edited`` whenever a word or a switch has changed; ``check_asked`` to go on."""

    edited = Signal()
    check_asked = Signal()
    cancel_asked = Signal()
    names_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.whom = Whom()
        self.terms = Terms()
        self.purpose = self.terms.purpose
        self.from_name = LineField(self.tr("Your name"), name=self.tr("Your name"))
        self.from_name.setMaxLength(NAME_LIMIT)
        self.sender_labelled = Labelled(
            self.tr("Your name"), self.from_name, self.tr("This is who the share says it is from.")
        )
        self.mood = Switch(self.tr("Energy and mood"))
        self.photos = Switch(self.tr("Photos and files"))
        self.photos_about = Label("", "caption", "text2")
        self.names = Switch(self.tr("Hide names from my list"), checked=True)
        self.names_about = Label("", "caption", "text2", wrap=True)
        self.list = Button(self.tr("The list…"), "ghost", "pencil", "s")
        self.cancel = Button(self.tr("Cancel"), "ghost")
        self.check = Button(self.tr("Check what leaves"), "primary", "eye")
        self._lay_out()
        self.terms.edited.connect(self.edited)
        self.from_name.textEdited.connect(self.edited)
        for switch in (self.mood, self.photos, self.names):
            switch.toggled.connect(self.edited)
        self.list.clicked.connect(self.names_asked)
        self.cancel.clicked.connect(self.cancel_asked)
        self.check.clicked.connect(self.check_asked)
        self.show_photos(0)
        self.show_names(())

    def show_people(
        self, people: Sequence[Person], circles: Sequence[Circle], choice: Choice
    ) -> None:
        """Offer these people and circles as readers; Tab comes to them first, as they stand."""
        self.whom.show_people(people, circles, choice)
        order_tabs(
            None,
            [
                *self.whom.stops(), *self.terms.stops(), self.mood, self.photos, self.list, self.names,
                self.from_name, self.cancel, self.check,
            ],
        )  # fmt: skip

    def show_photos(self, count: int) -> None:
        """Say how many photos and files the ticked entries hold."""
        some = self.tr("{} in the entries that are ticked").format(count)
        self.photos_about.setText(some if count else self.tr("None in the entries that are ticked"))

    def show_names(self, names: Sequence[str]) -> None:
        """Say which names are on the list of those to hide."""
        said, rest = ", ".join(names[:_NAMED]), len(names) - _NAMED
        if rest > 0:
            said = self.tr("{} and {} more").format(said, rest)
        some = self.tr("Other words stand for {}").format(said)
        self.names_about.setText(some if names else self.tr("No name is on the list yet"))
        self.names.setEnabled(bool(names))

    def show_draft(self, draft: Draft, shared: dt.date | None) -> None:
        """Show what the draft says without telling that it changed."""
        widgets = (self.from_name, self.mood, self.photos, self.names)
        for widget in widgets:
            widget.blockSignals(True)
        self.terms.show_draft(draft, shared)
        if self.from_name.text() != draft.sender:
            self.from_name.setText(draft.sender)
        self.mood.setChecked(draft.mood)
        self.photos.setChecked(draft.attachments)
        self.names.setChecked(draft.hide_names)
        for widget in widgets:
            widget.blockSignals(False)

    def write_into(self, draft: Draft) -> None:
        """Let the draft say what stands here."""
        self.terms.write_into(draft)
        draft.sender = self.from_name.text()
        draft.mood = self.mood.isChecked()
        draft.attachments = self.photos.isChecked()
        draft.hide_names = self.names.isChecked()

    def _lay_out(self) -> None:
        mood = Label(self.tr("The small line above each entry"), "caption", "text2")
        switches = Card(
            _row(self.tr("Energy and mood"), mood, self.mood), 11, Divider(), 11,
            _row(self.tr("Photos and files"), self.photos_about, self.photos), 11, Divider(), 11,
            _row(self.tr("Hide names from my list"), self.names_about, self.list, self.names),
            margins=(17, 13, 15, 13), radius=10,
        )  # fmt: skip
        body = vbox(
            Label(self.tr("With whom?"), "label", weight=600), 8, self.whom, 18,
            self.terms, 20,
            Label(self.tr("Only if you switch it on"), "label", weight=600), 8, switches, 18,
            self.sender_labelled, None,
            margins=(SIDE, 4, SIDE, 18),
        )  # fmt: skip
        words = Label(
            self.tr("A coach is bound by your agreement with them, not by medical confidentiality."),
            "caption", "text2", wrap=True,
        )  # fmt: skip
        foot = Foot(Icon("scale", 16, "text2"), 10, (words, 1), 16, self.cancel, 8, self.check)
        self.setLayout(vbox((ScrollArea(boxed(body)), 1), foot))


def _row(title: str, about: Label, *ends: QWidget) -> QWidget:
    middle = Qt.AlignmentFlag.AlignVCenter
    words = boxed(vbox(Label(title, "label", weight=500, wrap=True), 2, about))
    gaps = [part for end in ends for part in (12, (end, 0, middle))]
    return boxed(hbox((words, 1), *gaps))
