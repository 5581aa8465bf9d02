"""What a journal that was set aside still holds, to be picked and brought in."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from metanoia.domain.errors import Cancelled, MetanoiaError
from metanoia.exchange import plans
from metanoia.text.words import excerpt
from metanoia.ui import dates
from metanoia.ui.amounts import counted
from metanoia.ui.background import Task
from metanoia.ui.destination import Notice
from metanoia.ui.dialogs.importing.work import bringing_in
from metanoia.ui.taking_back import KINDS, TakingBack
from metanoia.ui.widgets.banner import Banner
from metanoia.ui.widgets.button import Button
from metanoia.ui.widgets.check import CheckBox
from metanoia.ui.widgets.label import Label
from metanoia.ui.widgets.layout import boxed, fixed, vbox
from metanoia.ui.widgets.progress import Progress
from metanoia.ui.widgets.scroll import ScrollArea
from metanoia.ui.widgets.sheet import DialogSheet

if TYPE_CHECKING:
    from PySide6.QtCore import SignalInstance

    from metanoia.exchange.arrivals import Arrival
    from metanoia.exchange.carrying import Result
    from metanoia.exchange.plans import Plan, Survey
    from metanoia.journal import Journal
    from metanoia.vault.backups import Backup

_HIGH = 280  # px at scale 1 of the list


class SalvageSheet(DialogSheet):
    """Reads in a thread, shows what is missing here, and brings in what stays ticked.

    ``said`` of its page hears what became of it, and outlives the sheet.
    """

    def __init__(
        self, over: QWidget, journal: Journal, backup: Backup, said: SignalInstance
    ) -> None:
        super().__init__(over, "", icon="life-buoy", tone="blue", width=580)
        self.set_title(
            self.tr("What was set aside"),
            self.tr("From {}. It is only read, and stays as it is.").format(dates.moment(backup.made_at)),
        )  # fmt: skip
        self._journal = journal
        self._said = said
        self._survey: Survey | None = None
        self.ticks: list[tuple[CheckBox, Arrival]] = []
        self.progress = Progress()
        self.progress.set_text(self.tr("Reading what can still be read…"))
        self.progress.set_progress(0, 0)
        self.problem = Banner(tone="error", closable=False)
        self.problem.hide()
        self.found = Label("", "body", "text2", wrap=True)
        self.found.hide()
        self._column = vbox(gap=4)
        self._area = ScrollArea(boxed(self._column))
        fixed(self._area, height=_HIGH)
        self._area.hide()
        self.add(self.progress, self.problem, self.found, 10, self._area)
        self.leave = Button(self.tr("Cancel"), "ghost")
        self.keep = Button("", "primary", "download")
        self.keep.hide()
        self.set_foot(None, self.leave, 8, self.keep)
        self.leave.clicked.connect(self.dismiss)
        self.keep.clicked.connect(self._bring_in)
        self.closed.connect(self._stop)
        self._task = Task(partial(journal.salvage, backup))
        self._task.done.connect(self._read)
        self._task.failed.connect(self._failed)
        self._task.start()

    # -- reading

    @Slot(object)
    def _read(self, answer: object) -> None:
        survey = cast("Survey", answer)
        self._survey = survey
        self.progress.hide()
        lost = " ".join(one.why for one in survey.problems)
        if not survey.entries:
            none = self.tr("It holds no entry that is missing here.")
            self.found.setText(f"{none} {lost}".strip())
            self.found.show()
            self.leave.setText(self.tr("Close"))
            return
        found = counted(
            len(survey.entries),
            self.tr("One entry is missing here."),
            self.tr("{} entries are missing here."),
        )
        self.found.setText(f"{found} {lost}".strip())
        self.found.show()
        for arrival in survey.entries:
            tick = CheckBox(_line(arrival), checked=True)
            tick.toggled.connect(self._count)
            self.ticks.append((tick, arrival))
            self._column.addWidget(tick)
        self._column.addStretch()
        self._area.show()
        self.keep.show()
        self._count()
        self.keep.setFocus()

    @Slot()
    def _count(self) -> None:
        number = len(self._picked())
        self.keep.setEnabled(number > 0)
        self.keep.setText(
            counted(number, self.tr("Bring in 1 entry"), self.tr("Bring in {} entries"))
            if number
            else self.tr("Bring in")
        )

    def _picked(self) -> tuple[Arrival, ...]:
        return tuple(arrival for tick, arrival in self.ticks if tick.isChecked())

    # -- bringing in

    @Slot()
    def _bring_in(self) -> None:
        if self._survey is None:
            return
        picked = replace(self._survey, entries=self._picked())
        planned: Plan = plans.plan(self._journal, picked)
        self.keep.setEnabled(False)
        self.progress.set_text(self.tr("Bringing them in…"))
        self.progress.show()
        self._task = Task(bringing_in(self._journal, planned))
        self._task.done.connect(self._brought)
        self._task.failed.connect(self._failed)
        self._task.start()

    @Slot(object)
    def _brought(self, answer: object) -> None:
        result = cast("Result", answer)
        self._journal.changes.tell(*KINDS)
        said = counted(result.new, self.tr("1 entry is back"), self.tr("{} entries are back"))
        undo = (
            TakingBack(self._journal, result.import_id, self._said).run
            if result.import_id is not None
            else None
        )
        self._said.emit(Notice(text=said, undo=undo))
        self.dismiss()

    @Slot(Exception)
    def _failed(self, error: Exception) -> None:
        self.progress.hide()
        if isinstance(error, Cancelled):
            return
        unknown = self.tr("That went wrong. Nothing was changed; try again.")
        self.problem.say(str(error) if isinstance(error, MetanoiaError) else unknown)
        self.keep.setEnabled(bool(self.ticks))

    @Slot()
    def _stop(self) -> None:
        self._task.cancel()


def _line(arrival: Arrival) -> str:
    entry = arrival.entry
    words = entry.title or excerpt(entry.body)
    return f"{dates.medium(entry.when.date)} · {words}"
