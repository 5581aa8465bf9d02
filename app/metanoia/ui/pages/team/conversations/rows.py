"""The rows of the room: doors to the three forms, entries, and lessons."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Qt, Signal, Slot
from PySide6.QtWidgets import QWidget

from metanoia.ui import dates
from metanoia.ui.pages.team.conversations.known import CASE, LESSON, PREPARED
from metanoia.ui.widgets.button import IconButton
from metanoia.ui.widgets.label import Label
from metanoia.ui.widgets.layout import boxed, hbox, vbox
from metanoia.ui.widgets.pressable import pass_mouse_through
from metanoia.ui.widgets.row import LaidOutRow
from metanoia.ui.widgets.tile import IconTile

if TYPE_CHECKING:
    from metanoia.ui.pages.team.conversations.known import Spoken, Taught

ICONS = {PREPARED: "calendar-clock", CASE: "users", LESSON: "send"}
TONES = {PREPARED: "accent", CASE: "plum", LESSON: "blue"}


class EntryRow(LaidOutRow):
    """An entry; ``opened`` carries its id."""

    opened = Signal(str)

    def __init__(self, one: Spoken, today: dt.date) -> None:
        super().__init__("")
        self._id = one.id
        title = one.title or one.line or _tr("Untitled")
        below = f"{name(one.form)} · {dates.medium(one.date, today)}"
        words = boxed(vbox(None, Label(title, "body", weight=600, wrap=True), 1, Label(below, "caption", "text3"), None))  # fmt: skip
        tile = IconTile(ICONS[one.form], TONES[one.form], 32)
        self.setLayout(hbox((tile, 0, Qt.AlignmentFlag.AlignTop), 12, (words, 1), margins=(10, 9, 10, 9)))  # fmt: skip
        pass_mouse_through(self)
        self.setAccessibleName(f"{title}. {below}")
        self.clicked.connect(self._pressed)

    @Slot()
    def _pressed(self) -> None:
        self.opened.emit(self._id)


class SpokenRow(QWidget):
    """An entry, and for a case what carries it out: ``export_asked`` carries this row."""

    export_asked = Signal(object)

    def __init__(self, one: Spoken, today: dt.date) -> None:
        super().__init__()
        self.id, self.title = one.id, one.title
        self.row = EntryRow(one, today)
        self.export = IconButton("upload", self.tr("Export “{}”").format(one.title))
        self.setLayout(hbox((self.row, 1), 4, self.export, 8))
        self.export.setVisible(one.form == CASE)
        self.export.clicked.connect(self._export)

    @Slot()
    def _export(self) -> None:
        self.export_asked.emit(self)


class LessonRow(LaidOutRow):
    """A lesson that was passed on; ``opened`` carries its entry."""

    opened = Signal(str)

    def __init__(self, one: Taught, today: dt.date) -> None:
        super().__init__("")
        self._id = one.id
        day = dates.medium(one.date, today)
        below = _tr("{}, to {}").format(day, one.told) if one.told else day
        words = boxed(vbox(Label(one.lesson, "reading", wrap=True, size=15), 3, Label(below, "caption", "text3", wrap=True)))  # fmt: skip
        self.setLayout(hbox((words, 1), margins=(8, 8, 8, 8)))
        pass_mouse_through(self)
        self.setAccessibleName(f"{one.lesson} {below}")
        self.clicked.connect(self._pressed)

    @Slot()
    def _pressed(self) -> None:
        self.opened.emit(self._id)


def name(form: str) -> str:
    """Return what a form is called."""
    return {
        PREPARED: _tr("Before we meet"),
        CASE: _tr("Case for the circle"),
        LESSON: _tr("Lesson passed on"),
    }[form]


def _tr(text: str) -> str:
    return QCoreApplication.translate("Conversations", text)
