"""Beside a form: the moves of a conversation, what was made of the answers, and who may see it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from metanoia.domain.forms import moves
from metanoia.ui import dates
from metanoia.ui.pages.today.forms.made import Thing
from metanoia.ui.pages.today.forms.moves_card import MovesCard
from metanoia.ui.widgets.check import CheckBox, Switch
from metanoia.ui.widgets.label import Label, heading
from metanoia.ui.widgets.layout import boxed, hbox, vbox
from metanoia.ui.widgets.pressable import pass_mouse_through
from metanoia.ui.widgets.row import LaidOutRow
from metanoia.ui.widgets.tile import Icon, IconTile

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping, Sequence

    from metanoia.domain.answers import Value
    from metanoia.domain.entries import Entry
    from metanoia.domain.forms import Form
    from metanoia.journal import Journal

_MOST_CONVERSATIONS: Final = 6


class FormPanel(QWidget):
    """``pressed`` carries a Thing, ``settled`` a step and whether it is done."""

    pressed = Signal(object)
    settled = Signal(object, bool)
    opened = Signal(object)
    never_share_asked = Signal()

    def __init__(self, journal: Journal, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._journal = journal
        self._things: list[Thing] = []
        self.moves = MovesCard()
        self._made: QVBoxLayout = vbox(gap=2)
        self.made_rows: list[MadeRow | StepRow] = []
        self.privacy = Privacy()  # stands at the foot of the whole panel
        self.privacy.switch.clicked.connect(self.never_share_asked)
        hint = self.tr(
            "Alt+Enter on a line with a sign at its end makes it what the sign says: an assumption, "
            "a step to take, a prediction. Ctrl+Shift+A marks any sentence as an assumption."
        )
        self.hint = Label(hint, "label", "text3", weight=400, wrap=True)
        self._hint_row = boxed(vbox(self.hint, margins=(2, 10, 4, 4)))
        self.setLayout(vbox(self.moves, self._hint_row, self._made, 6, margins=(5, 4, 5, 0)))

    def show_form(
        self,
        form: Form,
        values: Mapping[str, Value],
        entry: Entry | None,
        things: Sequence[Thing],
        today: dt.date,
    ) -> None:
        """Show what belongs to the answers as they are now."""
        talk = any(column.key == "move" for field in form.fields for column in field.columns)
        self.moves.setVisible(talk)
        if talk:
            self.moves.show_moves(values, self._shares(entry, values), today)
        self._hint_row.setVisible(not things)
        self._show_made([one for one in things if one.kind != "assumption"])

    def _shares(
        self, entry: Entry | None, values: Mapping[str, Value]
    ) -> list[tuple[dt.date, int | None]]:
        """Return day and inquiry share of the last conversations, this one as it is now at its place."""
        found: list[tuple[dt.date, int | None]] = []
        for one in self._journal.answers.conversations(_MOST_CONVERSATIONS):
            share = one.moves.inquiry_share
            if entry is not None and one.row.id == entry.id:
                share = moves(values).inquiry_share
            if share is not None:
                found.append((one.row.date, share))
        return found

    def _show_made(self, things: list[Thing]) -> None:
        if things == self._things:
            return
        self._things = things
        while (shown := self._made.takeAt(0)) is not None:
            widget = shown.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self.made_rows = []
        for kind, name in (("action", self.tr("Steps")), ("prediction", self.tr("Predictions"))):
            of_kind = [one for one in things if one.kind == kind]
            if of_kind:
                self._made.addWidget(boxed(vbox(heading(name), margins=(6, 14, 0, 4))))
            for one in of_kind:
                row: MadeRow | StepRow = MadeRow(one) if kind == "prediction" else StepRow(one)
                if isinstance(row, StepRow):
                    row.ticked.connect(self.settled)
                else:
                    row.clicked.connect(self._pressed)
                self._made.addWidget(row)
                self.made_rows.append(row)

    def _pressed(self) -> None:
        row = self.sender()
        if isinstance(row, MadeRow):
            self.pressed.emit(row.thing)


class MadeRow(LaidOutRow):
    """A prediction made here; it leads there."""

    radius = 8

    def __init__(self, thing: Thing) -> None:
        due = dates.medium(thing.due_on) if thing.due_on else ""
        said = self.tr("{}% by {}").format(thing.percent, due)
        super().__init__(thing.words, said)
        self.thing = thing
        self.title = Label(thing.words, "label", weight=500, wrap=True, line=1.3)
        self.subtitle = Label(said, "caption", "text3")
        top = Qt.AlignmentFlag.AlignTop
        words = boxed(vbox(self.title, 1, self.subtitle))
        tile = IconTile("hourglass", "accent", 30)
        self.setLayout(hbox((tile, 0, top), 11, (words, 1), margins=(6, 5, 6, 5)))
        pass_mouse_through(self)
        self.setAccessibleName(f"{thing.words}, {said}")


class StepRow(QWidget):
    """A step made here, to be ticked."""

    ticked = Signal(object, bool)

    def __init__(self, thing: Thing) -> None:
        super().__init__()
        self.thing = thing
        self.box = CheckBox(checked=thing.done, name=thing.words)
        self.box.toggled.connect(self._ticked)
        due = self.tr("by {}").format(dates.medium(thing.due_on)) if thing.due_on else ""
        words = Label(thing.words, "label", weight=500, wrap=True, line=1.3)
        when = Label(due, "caption", "text3")
        top = Qt.AlignmentFlag.AlignTop
        column = boxed(vbox(3, words, 1, when))
        self.setLayout(hbox((self.box, 0, top), 8, (column, 1), margins=(4, 3, 6, 3)))
        when.setVisible(bool(due))

    def _ticked(self, on: bool) -> None:
        self.ticked.emit(self.thing, on)


class Privacy(QWidget):
    """That other people's words stay here, and the switch that says otherwise."""

    def __init__(self) -> None:
        super().__init__()
        self._icon = Icon("eye-off", 15, "text3")
        self.words = Label("", "caption", "text3", wrap=True)
        self.switch = Switch(self.tr("Never share this entry"), checked=True)
        top = Qt.AlignmentFlag.AlignTop
        self.setLayout(
            hbox(
                (self._icon, 0, top),
                9,
                (self.words, 1),
                10,
                (self.switch, 0, top),
                margins=(18, 10, 16, 16),
            )
        )

    def show_never(self, never: bool, *, kept: bool) -> None:
        """Show whether the entry is kept out of every share; it can be switched once it is ``kept``."""
        self.switch.setChecked(never)
        self.switch.setEnabled(kept)
        self._icon.show_icon("eye-off" if never else "eye")
        stays = self.tr("Other people’s words stay here until you say otherwise.")
        may = self.tr("This can be chosen for a share, other people’s words with it.")
        self.words.setText(stays if never else may)
