"""Taking words out as Markdown or JSON: all of them, a year, some days, one tag."""

from __future__ import annotations

import datetime as dt
import threading
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final, cast

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from metanoia.domain.errors import Cancelled, MetanoiaError
from metanoia.ui.amounts import counted
from metanoia.ui.background import Task
from metanoia.ui.destination import Notice
from metanoia.ui.door.folder_choice import choose_folder
from metanoia.ui.door.room import shown_path
from metanoia.ui.widgets.banner import Banner
from metanoia.ui.widgets.button import Button
from metanoia.ui.widgets.field import LineField
from metanoia.ui.widgets.label import Label
from metanoia.ui.widgets.labelled import Labelled
from metanoia.ui.widgets.layout import boxed, hbox, vbox
from metanoia.ui.widgets.progress import Progress
from metanoia.ui.widgets.segmented import Segmented
from metanoia.ui.widgets.select import ComboBox

if TYPE_CHECKING:
    from metanoia.journal import Journal

_ALL, _DAYS = "all", "days"
_FORMATS: Final = ("markdown", "json")


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to go out, and where to; the days are inclusive, None for no limit."""

    format: str
    first: dt.date | None
    last: dt.date | None
    tag: str | None
    dest: Path


class Export(QWidget):
    """Asks what to take out, asks for a folder, writes in a thread; never over what is there."""

    said = Signal(object)

    def __init__(self, journal: Journal, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._journal = journal
        self._task: Task | None = None
        self._tags: list[str] = []
        self._ranges: list[str | int] = [_ALL]
        self._dest = Path()
        self.format = Segmented(["Markdown", "JSON"], name=self.tr("Export as"))
        self.range = ComboBox(name=self.tr("Which days"))
        self.tag = ComboBox(name=self.tr("Which tag"))
        self.first = LineField("2025-01-01", name=self.tr("From"))
        self.last = LineField("2025-12-31", name=self.tr("To"))
        self._from = Labelled(self.tr("From"), self.first)
        self._to = Labelled(self.tr("To"), self.last)
        self._days = boxed(hbox((self._from, 1), 14, (self._to, 1), margins=(0, 12, 0, 0)))
        self._days.hide()
        self.button = Button(self.tr("Export…"), "outline", "upload", "s")
        self.progress = Progress()
        self.stop = Button(self.tr("Stop"), "outline", size="s")
        self._working = boxed(hbox((self.progress, 1), 14, self.stop, margins=(0, 12, 0, 0)))
        self._working.hide()
        self.problem = Banner(tone="error")
        self.problem.hide()
        words = Label(
            self.tr("An export is not encrypted: anyone who finds it can read it."),
            "label", "ochre_text", weight=500, wrap=True,
        )  # fmt: skip
        range_, tag = (
            Labelled(self.tr("Which days"), self.range),
            Labelled(self.tr("Which tag"), self.tag),
        )
        as_row = boxed(hbox(Label(self.tr("Export as"), "strong"), None, self.format))
        self.setLayout(
            vbox(
                as_row, 14,
                boxed(hbox((range_, 1), 14, (tag, 1))),
                self._days, 14,
                boxed(hbox((words, 1), 16, self.button)),
                self._working, self.problem,
            )
        )  # fmt: skip
        self.range.currentIndexChanged.connect(self._range_chosen)
        self.first.textEdited.connect(self._edited)
        self.last.textEdited.connect(self._edited)
        self.button.clicked.connect(self._ask)
        self.stop.clicked.connect(self.cancel)

    def refresh(self) -> None:
        """Offer the years and tags there are now, and keep what was chosen."""
        was, worn = self._chosen_range(), self._chosen_tag()
        first, last = self._journal.entries.first_day, self._journal.entries.last_day
        years = range(last.year, first.year - 1, -1) if first and last else range(0)
        self._ranges = [_ALL, *years, _DAYS]
        names = [self.tr("All of them"), *map(str, years), self.tr("From a day to a day")]
        _fill(self.range, names, self._ranges.index(was) if was in self._ranges else 0)
        self._tags = [name for name, _ in self._journal.tags.all()]
        at = self._tags.index(worn) + 1 if worn in self._tags else 0
        _fill(self.tag, [self.tr("Any, or none"), *self._tags], at)
        self._range_chosen()

    @Slot()
    def cancel(self) -> None:
        """Stop an export that is under way; nothing of it is left."""
        if self._task is not None:
            self._task.cancel()
            self.progress.set_text(self.tr("Stopping…"))

    def export_to(self, folder: Path) -> None:
        """Write what is chosen into ``folder``, under a name with today's date."""
        days = self._wanted_days()
        if self._task is not None or days is None:
            return
        format_ = _FORMATS[self.format.current()]
        today = dt.datetime.now().astimezone().date()
        name = f"metanoia-export-{today.isoformat()}"
        dest = folder / (name if format_ == "markdown" else f"{name}.json")
        self._dest = dest
        self.problem.hide()
        self.button.setEnabled(False)
        self.progress.set_text(self.tr("Writing…"))
        self.progress.set_progress(0, 0)
        self._working.show()
        self._task = Task(_work(self._journal, Wanted(format_, *days, self._chosen_tag(), dest)))
        self._task.progress.connect(self._show_progress)
        self._task.done.connect(self._done)
        self._task.failed.connect(self._failed)
        self._task.start()

    # -- inside

    def _chosen_range(self) -> str | int:
        at = self.range.currentIndex()
        return self._ranges[at] if 0 <= at < len(self._ranges) else _ALL

    def _chosen_tag(self) -> str | None:
        at = self.tag.currentIndex() - 1
        return self._tags[at] if 0 <= at < len(self._tags) else None

    def _wanted_days(self) -> tuple[dt.date | None, dt.date | None] | None:
        """Return the first and the last day, or None once what is wrong with them is said."""
        chosen = self._chosen_range()
        if isinstance(chosen, int):
            return dt.date(chosen, 1, 1), dt.date(chosen, 12, 31)
        if chosen == _ALL:
            return None, None
        found: list[dt.date | None] = []
        for field, around in ((self.first, self._from), (self.last, self._to)):
            text = field.text().strip()
            try:
                found.append(dt.date.fromisoformat(text) if text else None)
            except ValueError:
                around.set_error(self.tr("Write the day as 2025-12-31, or leave it empty."))
                field.setFocus()
                return None
        first, last = found
        if first and last and first > last:
            self._to.set_error(self.tr("This day comes before the first one."))
            self.last.setFocus()
            return None
        return first, last

    @Slot()
    def _range_chosen(self) -> None:
        self._days.setVisible(self._chosen_range() == _DAYS)

    @Slot()
    def _edited(self) -> None:
        self._from.set_error("")
        self._to.set_error("")

    @Slot()
    def _ask(self) -> None:
        if self._wanted_days() is None:
            return
        dialog = choose_folder(self, self.tr("Export into this folder"))
        dialog.fileSelected.connect(self._folder_chosen)

    @Slot(str)
    def _folder_chosen(self, folder: str) -> None:
        if folder:
            self.export_to(Path(folder))

    @Slot(int, int)
    def _show_progress(self, done: int, whole: int) -> None:
        self.progress.set_text(counted(done, self.tr("1 entry"), self.tr("{} entries")))
        self.progress.set_progress(done, whole)

    @Slot(object)
    def _done(self, written: object) -> None:
        self._rest()
        number = cast("int", written)
        entries = counted(number, self.tr("1 entry"), self.tr("{} entries"))
        said = self.tr("{} written to {}").format(entries, shown_path(self._dest))
        self.said.emit(Notice(text=said))

    @Slot(Exception)
    def _failed(self, error: Exception) -> None:
        self._rest()
        if isinstance(error, Cancelled):
            self.said.emit(Notice(text=self.tr("Stopped. Nothing was left behind.")))
            return
        unknown = self.tr("The export could not be written. Nothing was left behind; try again.")
        self.problem.say(str(error) if isinstance(error, MetanoiaError) else unknown)

    def _rest(self) -> None:
        self._task = None
        self.button.setEnabled(True)
        self._working.hide()


def _work(journal: Journal, wanted: Wanted) -> Callable[..., object]:
    reader = journal.reader()
    everything = wanted.first is None and wanted.last is None and wanted.tag is None
    whole = journal.entries.count if everything else 0

    def work(cancelled: threading.Event, progress: Callable[[int, int], None]) -> int:
        from metanoia.exchange import outgoing

        def tell(done: int) -> None:
            if cancelled.is_set():
                raise Cancelled
            progress(done, whole)

        write = outgoing.to_markdown if wanted.format == "markdown" else outgoing.to_json
        entries = reader.entries.iterate(wanted.first, wanted.last, wanted.tag)
        try:
            return write(
                entries,
                wanted.dest,
                attachments=reader.attachments,
                answers=reader.answers,
                models=reader if everything else None,
                progress=tell,
            )
        finally:
            reader.close()

    return work


def _fill(box: ComboBox, names: list[str], current: int) -> None:
    blocked = box.blockSignals(True)
    box.clear()
    box.addItems(names)
    box.setCurrentIndex(current)
    box.blockSignals(blocked)
