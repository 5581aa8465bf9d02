"""The journal's name, when a day begins, and how the page for writing behaves."""

from __future__ import annotations

import datetime as dt
from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QWidget

from metanoia import places
from metanoia.domain import days
from metanoia.domain.errors import MetanoiaError, Refused
from metanoia.ui import dates
from metanoia.ui.destination import Notice
from metanoia.ui.pages.settings.section import Group, Section
from metanoia.ui.widgets.check import Switch
from metanoia.ui.widgets.field import LineField
from metanoia.ui.widgets.labelled import Labelled
from metanoia.ui.widgets.layout import fixed
from metanoia.ui.widgets.row import SettingRow
from metanoia.ui.widgets.select import ComboBox

if TYPE_CHECKING:
    from metanoia.journal import Journal
    from metanoia.ui.settings import Settings

_HOURS: Final = tuple(dt.time(hour) for hour in range(9))
_LATE: Final = dt.timedelta(minutes=-30)


class Writing(Section):
    """Name and start of day belong to the journal, the rest to this computer."""

    def __init__(self, journal: Journal, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(journal, settings, "", "-", parent)
        self.title.setText(self.tr("Writing"))
        self.lead.setText(
            self.tr("There is no Save button: what you write is kept as you write it.")
        )
        self.name = LineField(name=self.tr("Name of the journal"))
        self.name.setMaxLength(80)
        self.name_field = Labelled(
            self.tr("Name of the journal"),
            self.name,
            self.tr(
                "It stands at the top of the sidebar, and nowhere while the journal is locked."
            ),
        )
        self.start = fixed(ComboBox(name=self.tr("A day begins at")), 112)
        self.start_row = SettingRow("moon", self.tr("A day begins at"), "", self.start, tone="blue")
        self.typewriter = Switch(self.tr("Typewriter"))
        self.focus = Switch(self.tr("Focus mode"))
        self.prompts = Switch(self.tr("Questions to start from"))
        quiet = SettingRow(
            "maximize-2", self.tr("Focus mode"),
            self.tr("Only the page is left, and all but your paragraph is dimmed. F11 turns it on and off."),
            self.focus,
        )  # fmt: skip
        line = SettingRow(
            "align-center", self.tr("Typewriter"),
            self.tr("The line you write stays in the middle of the window."),
            self.typewriter, tone="plum",
        )  # fmt: skip
        question = SettingRow(
            "sprout", self.tr("Questions to start from"),
            self.tr("A line above the empty page. It never comes back the same day once put away."),
            self.prompts, tone="ochre",
        )  # fmt: skip
        self.add(
            Group(self.tr("This journal"), self.name_field, self.start_row),
            Group(self.tr("The page you write on"), quiet, line, question),
        )
        self.name.editingFinished.connect(self._rename)
        self.start.activated.connect(self._choose_start)
        self.typewriter.clicked.connect(self._choose)
        self.focus.clicked.connect(self._choose)
        self.prompts.clicked.connect(self._choose)

    def refresh(self) -> None:
        """Show what holds now."""
        if not self.name.hasFocus():
            self.name.setText(self.journal.meta.name)
        begins = self.journal.meta.day_start
        self._times = sorted({*_HOURS, begins})
        self.start.clear()
        self.start.addItems([dates.clock(time) for time in self._times])
        self.start.setCurrentIndex(self._times.index(begins))
        self.start_row.set_subtitle(self._example(begins))
        self.typewriter.setChecked(self.settings.typewriter)
        self.focus.setChecked(self.settings.focus_mode)
        self.prompts.setChecked(self.settings.prompts)

    def show_part(self, part: str) -> None:
        """Put the keyboard into the journal's name, if that is what is asked for."""
        if part == "name":
            self.name.setFocus(Qt.FocusReason.ShortcutFocusReason)
            self.name.selectAll()

    def blank(self) -> None:
        """Forget the name."""
        self.name.blockSignals(True)
        self.name.clear()

    def _example(self, begins: dt.time) -> str:
        today = days.now(places.time_zone(), begins).date
        if begins == dt.time(0):
            return self.tr("At midnight: what you write after it belongs to the new day.")
        late = (dt.datetime.combine(today, begins) + _LATE).time()
        words = self.tr("What you write at {} on {} still belongs to {}.").format(
            dates.clock(late), dates.long(today + dt.timedelta(days=1)), dates.long(today)
        )
        return f"{words} {self.tr('Entries that are written already stay where they are.')}"

    @Slot()
    def _rename(self) -> None:
        if not self.journal.is_open:
            return
        before, typed = self.journal.meta.name, self.name.text()
        if typed == before:
            return
        try:
            self.journal.meta.name = typed
        except MetanoiaError as error:
            self.name_field.set_error(str(error))
            if isinstance(error, Refused):
                self.name.setText(before)
            return
        self.name_field.set_error("")
        self.name.setText(self.journal.meta.name)
        self.said.emit(
            Notice(text=self.tr("Renamed"), undo=partial(_set_name, self.journal, before))
        )

    @Slot(int)
    def _choose_start(self, number: int) -> None:
        before, wanted = self.journal.meta.day_start, self._times[number]
        if wanted == before:
            return
        try:
            self.journal.meta.day_start = wanted
        except MetanoiaError as error:
            self.said.emit(Notice(text=str(error)))
            self.refresh()
            return
        self.start_row.set_subtitle(self._example(wanted))
        self.preferred.emit()
        text = self.tr("A day begins at {} from now on").format(dates.clock(wanted))
        self.said.emit(Notice(text=text, undo=partial(_set_start, self.journal, before)))

    @Slot()
    def _choose(self) -> None:
        self.settings.typewriter = self.typewriter.isChecked()
        self.settings.focus_mode = self.focus.isChecked()
        self.settings.prompts = self.prompts.isChecked()
        self.keep()


def _set_name(journal: Journal, name: str) -> None:
    journal.meta.name = name


def _set_start(journal: Journal, time: dt.time) -> None:
    journal.meta.day_start = time
