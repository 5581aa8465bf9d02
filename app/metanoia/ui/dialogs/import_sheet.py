"""Bringing in what was written elsewhere: choose, look, agree; one change that can be taken back."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Final, cast

from PySide6.QtCore import QMimeData, Qt, Slot
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent, QHideEvent
from PySide6.QtWidgets import QWidget

from metanoia.domain.errors import Cancelled, MetanoiaError, Refused
from metanoia.exchange import plans
from metanoia.exchange.carrying import Result
from metanoia.exchange.incoming import FORMATS
from metanoia.exchange.plans import Plan
from metanoia.ui.amounts import counted
from metanoia.ui.background import Task
from metanoia.ui.destination import Notice
from metanoia.ui.dialogs.importing.outcome import Outcome, sentence
from metanoia.ui.dialogs.importing.preview import Preview
from metanoia.ui.dialogs.importing.running import Running
from metanoia.ui.dialogs.importing.source import ReadingSource, Source
from metanoia.ui.dialogs.importing.work import Wanted, bringing_in, reading
from metanoia.ui.taking_back import KINDS, TakingBack
from metanoia.ui.theme import theme
from metanoia.ui.widgets.button import Button
from metanoia.ui.widgets.label import Label
from metanoia.ui.widgets.sheet import DialogSheet
from metanoia.ui.widgets.tile import Icon

if TYPE_CHECKING:
    from PySide6.QtCore import SignalInstance

    from metanoia.journal import Journal

_WIDE: Final = 792
_NARROW: Final = 560
_ROOMY: Final = 770  # px of window at scale 1 in which five lines of the list have room


class ImportSheet(DialogSheet):
    """Leads through an import over the window; ``said`` is told what came of it, with its undo.

    Reading, comparing and writing all happen in a worker thread on a connection of their own
    (``Journal.writer``), not in slices on this thread: the window stays alive to the last
    statement, which rebuilds the search index and cannot be sliced; nothing that a timer writes
    meanwhile can become a part of the import and be lost when it is stopped; and a lock in the
    middle of it stops the work, waits until it is undone and closes the journal cleanly.
    """

    def __init__(self, over: QWidget, journal: Journal, said: SignalInstance) -> None:
        super().__init__(over, "", icon="download", width=_NARROW)
        self._journal = journal
        self._said = said
        self._path: Path | None = None
        self._format: str | None = None  # named by the person
        self._task: Task | None = None
        self._plan: Plan | None = None
        self._result: Result | None = None
        self.source = Source()
        self.reading = ReadingSource()
        self.preview = Preview()
        self.running = Running()
        self.outcome = Outcome()
        self._states = (self.source, self.reading, self.preview, self.running, self.outcome)
        self.add(*self._states)
        self.setAcceptDrops(True)
        self.source.chosen.connect(self.take)
        self.source.format_asked.connect(self._name_format)
        self.preview.format_asked.connect(self._name_format)
        self.preview.options.changed.connect(self._read)
        self._show_source()

    @Slot(Path)
    def take(self, path: Path) -> None:
        """Read the file or folder at ``path`` and show what it would bring."""
        self._path, self._format = path, None
        self.preview.options.forget_cures()
        self._read()

    def may_close(self) -> bool:
        """Stop the import instead, while one is under way; otherwise close."""
        if self._state is self.running:
            self._stop()
            return False
        return True

    def place(self) -> None:
        """Fit the list to the height of the window."""
        self.preview.show_lines(5 if self.height() / theme().scale >= _ROOMY else 3)
        super().place()

    # -- Qt

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take one file or folder, while nothing is under way."""
        if self._state in (self.source, self.preview) and _dropped(event.mimeData()):
            event.acceptProposedAction()
            self.source.show_over(True)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """Forget what was held over the sheet."""
        self.source.show_over(False)

    def dropEvent(self, event: QDropEvent) -> None:
        """Read what was dropped."""
        self.source.show_over(False)
        path = _dropped(event.mimeData())
        if path is not None:
            event.acceptProposedAction()
            self.take(path)

    def hideEvent(self, event: QHideEvent) -> None:
        """Stop what is under way when the sheet goes, as when the journal is locked."""
        super().hideEvent(event)
        if not event.spontaneous() and self._task is not None:
            self._task.cancel()

    # -- states

    def _show(self, state: QWidget, width: int) -> None:
        self._state = state
        for one in self._states:
            one.setVisible(one is state)
        self.set_width(width)

    def _show_source(self) -> None:
        words = self.tr("A jrnl journal, a folder of Markdown, or an export of Metanoia")
        self.set_title(self.tr("Import a journal"), words)
        self._show(self.source, _NARROW)
        cancel = Button(self.tr("Cancel"), "ghost")
        cancel.clicked.connect(self.dismiss)
        self.set_foot(None, cancel)

    def _showreading(self, path: Path) -> None:
        self.reading.begin(path.name)
        self.set_title(self.tr("Import a journal"), str(path))
        self._show(self.reading, _NARROW)
        stop = Button(self.tr("Stop"), "outline")
        stop.clicked.connect(self._stop)
        self.set_foot(None, stop)
        self._focus(stop)

    def _show_preview(self, plan: Plan) -> None:
        self._plan = plan
        self.preview.show_plan(plan, named=self._format is not None)
        self.set_title(self.tr("Import a journal"), self._about(plan))
        self._show(self.preview, _WIDE)
        coming = plan.new + plan.changed
        some = bool(coming or plan.brought)
        undo = Icon("undo-2", 15, "text3")
        words = self.tr("You can take the whole import back later, in Settings.")
        cancel = Button(self.tr("Cancel"), "ghost")
        cancel.clicked.connect(self.dismiss)
        go = Button(
            counted(coming, self.tr("Import 1 entry"), self.tr("Import {} entries"))
            if coming
            else self.tr("Import what is not here yet")
            if some
            else self.tr("Nothing new to import"),
            "primary",
            "download",
        )
        go.setEnabled(some)
        go.clicked.connect(self._import)
        said = Label(words, "label", "text2", weight=400, wrap=True)
        self.set_foot(undo, 8, (said, 1), 12, cancel, 8, go)
        self._focus(go if some else cancel)

    def _show_running(self, plan: Plan) -> None:
        self.running.begin(plan)
        self.set_title(self.tr("Importing"), self._about(plan))
        self._show(self.running, _NARROW)
        stop = Button(self.tr("Stop"), "outline")
        stop.clicked.connect(self._stop)
        self.set_foot(None, stop)
        self._focus(stop)

    def _show_outcome(self, result: Result) -> None:
        self.outcome.show_result(result)
        self.set_title(self.tr("Imported"), self.subtitle.text())
        self._show(self.outcome, 680)
        close = Button(self.tr("Close"), "primary")
        close.clicked.connect(self.dismiss)
        self.set_foot(None, close)
        self._focus(close)

    def _focus(self, widget: QWidget) -> None:
        if self.is_open():
            widget.setFocus(Qt.FocusReason.OtherFocusReason)

    def _about(self, plan: Plan) -> str:
        return f"{FORMATS[plan.format].label}  ·  {plan.source}"

    # -- reading

    @Slot(str)
    def _name_format(self, name: str) -> None:
        self._format = name
        self._read()

    @Slot()
    def _read(self) -> None:
        if self._path is None or self._task is not None:
            return
        options = self.preview.options
        wanted = Wanted(
            self._path, self._format, options.tz(), options.day_first(), options.guess_dates()
        )
        self._showreading(self._path)
        self._begin(reading(self._journal, wanted), self._read_done, self._read_failed)

    @Slot(object)
    def _read_done(self, found: object) -> None:
        self._task = None
        self._show_preview(cast("Plan", found))

    @Slot(Exception)
    def _read_failed(self, error: Exception) -> None:
        self._task = None
        if not self._journal.is_open:
            return
        self._show_source()
        if isinstance(error, Cancelled):
            self.source.problem.hide()
            return
        self.source.refuse(self._words(error), offer_formats=self._format is None)
        self._focus(self.source.file)

    # -- bringing it in

    @Slot()
    def _import(self) -> None:
        if self._plan is None or self._task is not None:
            return
        try:
            tag = self.preview.options.wanted_tag()
        except Refused:
            self.preview.options.tag.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        plan = plans.marked(self._plan, tag)
        self._show_running(plan)
        self._begin(bringing_in(self._journal, plan), self._import_done, self._import_failed)
        if self._task is not None:
            self._task.progress.connect(self.running.show_progress)

    @Slot(object)
    def _import_done(self, found: object) -> None:
        self._task = None
        if not self._journal.is_open:
            return
        result = cast("Result", found)
        self._result = result
        self._journal.changes.tell(*KINDS)
        if result.problems:
            self._show_outcome(result)
            self.closed.connect(self._tell)
        else:
            self._tell()
            self.dismiss()

    @Slot()
    def _tell(self) -> None:
        if self._result is None or self._result.import_id is None:
            return
        undo = TakingBack(self._journal, self._result.import_id, self._said)
        self._said.emit(Notice(text=sentence(self._result), undo=undo.run))

    @Slot(Exception)
    def _import_failed(self, error: Exception) -> None:
        self._task = None
        if not self._journal.is_open or self._plan is None:
            return
        self._show_preview(self._plan)
        self.preview.notice.say(self._words(error))

    @Slot()
    def _stop(self) -> None:
        if self._task is not None:
            self._task.cancel()
            if self._state is self.running:
                self.running.show_stopping()

    def _begin(
        self,
        work: Callable[..., object],
        done: Callable[[object], None],
        failed: Callable[[Exception], None],
    ) -> None:
        self.preview.notice.hide()
        self.source.problem.hide()
        self._task = Task(work)
        self._task.done.connect(done)
        self._task.failed.connect(failed)
        self._task.start()

    def _words(self, error: Exception) -> str:
        if isinstance(error, MetanoiaError):
            return str(error)
        return self.tr("This could not be read, by a mistake of this program. Nothing was changed.")


def _dropped(data: QMimeData) -> Path | None:
    urls = data.urls()
    return Path(urls[0].toLocalFile()) if len(urls) == 1 and urls[0].isLocalFile() else None
