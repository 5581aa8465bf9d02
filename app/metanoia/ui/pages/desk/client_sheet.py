"""What a client is called on the desk, and when one meets them next."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from metanoia.domain.errors import MetanoiaError
from metanoia.ui.dialogs.writing_sheet import WritingSheet
from metanoia.ui.widgets.day_field import DayField
from metanoia.ui.widgets.field import LineField
from metanoia.ui.widgets.labelled import Labelled

if TYPE_CHECKING:
    from metanoia.domain.clients import CaseloadRow
    from metanoia.journal import Journal


class ClientSheet(WritingSheet):
    """Keeps an alias and a day; neither leaves the desk."""

    def __init__(self, over: QWidget, journal: Journal, row: CaseloadRow, today: dt.date) -> None:
        super().__init__(
            over, row.name, over.tr("Both are for your desk only."),
            keep=over.tr("Keep"), icon="user-round", tone="blue", width=460,
        )  # fmt: skip
        self._journal, self._person = journal, row.person
        self.alias = LineField(row.name, name=self.tr("Call them"), text=row.alias)
        self.day = DayField(self.tr("Next session"), today=today)
        self.day.set_day(row.next_session_on)
        self.alias_labelled = Labelled(self.tr("Call them"), self.alias)
        self.add(self.alias_labelled, 14, Labelled(self.tr("Next session"), self.day))

    def written(self) -> object:
        """Return what is written now."""
        return self.alias.text(), self.day.field.text()

    @Slot()
    def keep(self) -> None:
        """Keep both, or say what is wrong."""
        try:
            self._journal.clients.set_alias(self._person, self.alias.text())
            self._journal.clients.set_next_session(self._person, self.day.day())
        except MetanoiaError as error:
            self.refuse(str(error))
            return
        self.dismiss()
