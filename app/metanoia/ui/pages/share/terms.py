"""What a share is for, until when, how long it is kept, and what counts as new."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from metanoia import places
from metanoia.domain import days
from metanoia.domain.consents import PURPOSE_LIMIT
from metanoia.domain.shares import COVER_NOTE_LIMIT
from metanoia.ui import dates
from metanoia.ui.amounts import counted
from metanoia.ui.theme import theme
from metanoia.ui.widgets.button import Button
from metanoia.ui.widgets.day_field import DayField
from metanoia.ui.widgets.field import LineField
from metanoia.ui.widgets.labelled import Labelled
from metanoia.ui.widgets.layout import boxed, vbox
from metanoia.ui.widgets.select import ComboBox
from metanoia.ui.widgets.text_field import TextField

if TYPE_CHECKING:
    import datetime as dt

    from metanoia.ui.pages.share.draft import Draft

_KEEP: Final = (30, 90, 180, 365)  # days
_ROOMY: Final = 500  # px at scale 1 that three fields need


class Terms(QWidget):
    """``edited`` whenever a word, a day or a choice has changed."""

    edited = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        today = days.now(places.time_zone()).date
        self.purpose = LineField(
            self.tr("To prepare our next meeting: what I would like you to look at"),
            name=self.tr("For what"),
        )
        self.purpose.setMaxLength(PURPOSE_LIMIT)
        self.purpose_labelled = Labelled(self.tr("For what"), self.purpose)
        self.add_note = Button(self.tr("A longer note…"), "ghost", "plus", "s")
        self.note = TextField(
            self.tr("Anything you would like to say beside it"), name=self.tr("A note beside it"),
            least=2, most=6,
        )  # fmt: skip
        self.note_labelled = Labelled(self.tr("A note beside it"), self.note)
        self.until = DayField(self.tr("Until when"), today=today)
        self.until_labelled = Labelled(self.tr("Until when"), self.until)
        self.keep = ComboBox(name=self.tr("How long it is kept"))
        self.keep_labelled = Labelled("", self.keep)
        self.since = ComboBox(name=self.tr("What counts as new"))
        self.since_labelled = Labelled(self.tr("What counts as new"), self.since)
        self._told_note = ""
        self._wide: bool | None = None
        self._lay_out()
        self._connect()
        self.show_reader("")

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Use two lines for the fields where one has no room for them."""
        super().resizeEvent(event)
        self._place_fields(wide=self.width() >= theme().px(_ROOMY))

    def stops(self) -> list[QWidget]:
        """Return what Tab stops at, as it stands."""
        until = (self.until.field, self.until.calendar)
        return [self.purpose, self.add_note, self.note, *until, self.keep, self.since]

    def show_reader(self, first_name: str, *, several: bool = False) -> None:
        """Say who reads and keeps it; "" where nobody is known by name yet."""
        if several:
            self.purpose_labelled.set_hint(self.tr("Your readers see this sentence first."))
            self.keep_labelled.caption.setText(self.tr("They then keep it for"))
            return
        who = first_name or self.tr("Your reader")
        self.purpose_labelled.set_hint(self.tr("{} sees this sentence first.").format(who))
        self.keep_labelled.caption.setText(self.tr("{} then keeps it for").format(who))

    def show_draft(self, draft: Draft, shared: dt.date | None) -> None:
        """Show what the draft says without telling that it changed; ``shared`` is the last share's day."""
        widgets = (self.purpose, self.note, self.keep, self.since)
        for widget in widgets:
            widget.blockSignals(True)
        if self.purpose.text() != draft.purpose:
            self.purpose.setText(draft.purpose)
        if self._told_note != draft.cover_note or not draft.cover_note:
            self._told_note = draft.cover_note
            self.note.setPlainText(draft.cover_note)
        self._show_note(bool(draft.cover_note))
        self.until.set_day(draft.until)
        self._show_keep(draft.keep_days)
        self._show_since(draft.since, shared)
        for widget in widgets:
            widget.blockSignals(False)
        self.purpose_labelled.set_error("")
        self.until_labelled.set_error("")

    def write_into(self, draft: Draft) -> None:
        """Let the draft say what stands here."""
        draft.purpose = " ".join(self.purpose.text().split())
        draft.cover_note = self.note.toPlainText()
        draft.until = self.until.day()
        draft.keep_days = self.keep.currentData()
        draft.since = self.since.currentData()

    def refuse(self, purpose: str, until: str) -> None:
        """Say what is missing, "" for nothing; the first of it takes the keyboard."""
        self.purpose_labelled.set_error(purpose)
        self.until_labelled.set_error(until)
        if purpose:
            self.purpose.setFocus(Qt.FocusReason.OtherFocusReason)
        elif until:
            self.until.setFocus()

    def warn_of_end(self, sentence: str) -> None:
        """Say at the day that what was agreed is over, or nothing."""
        self.until_labelled.set_error(sentence)

    def _lay_out(self) -> None:
        for labelled in (self.until_labelled, self.keep_labelled, self.since_labelled):
            labelled.caption.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._grid = QGridLayout()
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._note_row = boxed(vbox(10, self.note_labelled))
        self.purpose_labelled.set_end(self.add_note)
        self.setLayout(vbox(self.purpose_labelled, self._note_row, 16, boxed(self._grid)))
        self._show_note(False)
        self._place_fields(wide=True)

    def _place_fields(self, *, wide: bool) -> None:
        """Put the three fields side by side, or the day above the two others."""
        if wide is self._wide:
            return
        self._wide = wide
        grid, gap, top = self._grid, theme().px(12), Qt.AlignmentFlag.AlignTop
        grid.setHorizontalSpacing(gap)
        grid.setVerticalSpacing(gap)
        grid.addWidget(self.until_labelled, 0, 0, 1, 1 if wide else 2, top)
        below = 0 if wide else 1
        grid.addWidget(self.keep_labelled, below, 1 if wide else 0, top)
        grid.addWidget(self.since_labelled, below, 2 if wide else 1, top)
        for column, stretch in enumerate((6, 5, 5) if wide else (1, 1, 0)):
            grid.setColumnStretch(column, stretch)

    def _connect(self) -> None:
        self.purpose.textChanged.connect(self._purpose_edited)
        self.note.textChanged.connect(self._note_edited)
        self.add_note.clicked.connect(self._open_note)
        self.until.day_changed.connect(self._day_changed)
        self.until.field.textEdited.connect(self._day_typed)
        self.keep.currentIndexChanged.connect(self.edited)
        self.since.currentIndexChanged.connect(self.edited)

    def _show_note(self, on: bool) -> None:
        self._note_row.setVisible(on)
        self.add_note.setVisible(not on)

    def _show_keep(self, chosen: int) -> None:
        self.keep.clear()
        for number in sorted({*_KEEP, chosen}):
            said = counted(number, self.tr("1 day"), self.tr("{} days"))
            self.keep.addItem(said, number)
        self.keep.setCurrentIndex(self.keep.findData(chosen))

    def _show_since(self, since: dt.date | None, shared: dt.date | None) -> None:
        self.since.clear()
        for day in sorted({day for day in (since, shared) if day}, reverse=True):
            self.since.addItem(self.tr("Since {}").format(dates.medium(day)), day)
        self.since.addItem(self.tr("Everything"), None)
        self.since.setCurrentIndex(self.since.findData(since))

    @Slot()
    def _purpose_edited(self) -> None:
        self.purpose_labelled.set_error("")
        self.edited.emit()

    @Slot()
    def _note_edited(self) -> None:
        text = self.note.toPlainText()
        if text == self._told_note:
            return  # Qt also says "changed" when only the theme did
        self._told_note = text
        words = self.tr("A note has at most {} characters. Shorten it.")
        long = len(text) > COVER_NOTE_LIMIT
        self.note_labelled.set_error(words.format(f"{COVER_NOTE_LIMIT:,}") if long else "")
        self.edited.emit()

    @Slot()
    def _open_note(self) -> None:
        self._show_note(True)
        self.note.setFocus(Qt.FocusReason.TabFocusReason)

    @Slot()
    def _day_typed(self) -> None:
        self.until_labelled.set_error("")

    @Slot(object)
    def _day_changed(self, _day: object) -> None:
        self.until_labelled.set_error("")
        self.edited.emit()
