"""The words at the end of a reply, and the day of the next session; kept while they are written."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Slot
from PySide6.QtWidgets import QWidget

from metanoia.domain.errors import Refused
from metanoia.domain.replies import closing_text
from metanoia.ui.autosave import REST
from metanoia.ui.widgets.button import Button
from metanoia.ui.widgets.day_field import DayField
from metanoia.ui.widgets.labelled import Labelled
from metanoia.ui.widgets.sheet import DialogSheet
from metanoia.ui.widgets.text_field import TextField

if TYPE_CHECKING:
    from metanoia.ui.pages.desk.writing import Writing


class ClosingSheet(DialogSheet):
    """Writes into the draft of the reply; whatever closes it, nothing is lost."""

    def __init__(self, over: QWidget, writing: Writing, name: str, today: dt.date) -> None:
        super().__init__(
            over, over.tr("How this reply ends"),
            over.tr("{} reads it below your comments.").format(name), icon="pen-line",
        )  # fmt: skip
        self._writing = writing
        self.note = TextField(
            self.tr("What stays with you, and what you wish them for the days to come."),
            name=self.tr("Closing note"), least=5, most=12, role="body",
        )  # fmt: skip
        self.note.setPlainText(writing.draft.closing_note)
        self.day = DayField(self.tr("Next session"), today=today)
        self.day.set_day(writing.draft.next_session_on)
        self.note_labelled = Labelled(self.tr("Closing note"), self.note)
        self.add(
            self.note_labelled, 16,
            Labelled(self.tr("Next session"), self.day, self.tr("It goes with the reply.")),
        )  # fmt: skip
        self.done = Button(self.tr("Done"), "primary", "check")
        self.done.clicked.connect(self.dismiss)
        self.set_foot(None, self.done)
        self._rest = QTimer(self, singleShot=True, interval=REST)
        self._rest.timeout.connect(self._keep)
        self.note.textChanged.connect(self._rest.start)
        self.day.day_changed.connect(self._rest.start)
        writing.keeping.connect(self._keep_resting)

    def may_close(self) -> bool:
        """Return whether it fits; else it says why not."""
        return self._fits()

    def dismiss(self) -> None:
        """Keep what is written, and go."""
        if self.is_open():
            self._keep()
        super().dismiss()

    def _fits(self) -> bool:
        try:
            closing_text(self.note.toPlainText())
        except Refused as error:
            self.note_labelled.set_error(str(error))
            return False
        self.note_labelled.set_error("")
        return True

    @Slot()
    def _keep_resting(self) -> None:
        if self._rest.isActive():
            self._keep()

    @Slot()
    def _keep(self) -> None:
        self._rest.stop()
        said = (self.note.toPlainText(), self.day.day())
        draft = self._writing.draft
        if (
            self._writing.open
            and self._fits()
            and said != (draft.closing_note, draft.next_session_on)
        ):
            self._writing.say_closing(*said)
