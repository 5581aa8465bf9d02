"""Replies that come in on the Share page: chosen or dropped, checked, and kept with their share."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QWidget

from metanoia.domain.errors import MetanoiaError
from metanoia.ui.amounts import counted
from metanoia.ui.background import Task
from metanoia.ui.file_dialogs import ask_for_file
from metanoia.ui.pages.share.reply_opening import opening
from metanoia.ui.widgets.button import Button
from metanoia.ui.widgets.sheet import DialogSheet

if TYPE_CHECKING:
    from metanoia.domain.replies import Taken
    from metanoia.journal import Journal


class Arrival(QObject):
    """``came`` carries the id of the share that was answered, ``said`` what the reply brought."""

    came = Signal(str)
    said = Signal(str)

    def __init__(self, journal: Journal, page: QWidget) -> None:
        super().__init__(page)
        self._journal = journal
        self._page = page
        self._task: Task | None = None
        self._waiting: list[Path] = []

    @property
    def busy(self) -> bool:
        """Whether a reply is being opened."""
        return self._task is not None

    @Slot()
    def ask(self) -> None:
        """Let the person choose a reply."""
        kinds = self.tr("Replies (*.metanoia-reply);;All files (*)")
        dialog = ask_for_file(self._page, self.tr("Bring in a reply"), kinds)
        dialog.fileSelected.connect(self._chosen)

    def bring_in(self, file: Path) -> None:
        """Keep the reply in ``file``, or say why not; it is opened while the window goes on.

        Several are taken one after the other.
        """
        self._waiting.append(file)
        self._next()

    def _next(self) -> None:
        if self._task is not None or not self._waiting:
            return
        file = self._waiting.pop(0)
        self._task = Task(opening(file, self._journal.identity.get()))
        self._task.done.connect(self._opened)
        self._task.failed.connect(self._failed)
        self._task.start()

    def forget(self) -> None:
        """Let what is being opened, or waits for that, come to nothing."""
        self._waiting.clear()
        if self._task is not None:
            self._task.done.disconnect(self._opened)
            self._task.failed.disconnect(self._failed)
            self._task = None

    @Slot(object)
    def _opened(self, found: object) -> None:
        self._task = None
        if not self._journal.is_open:
            return
        self._take(found)
        self._next()

    def _take(self, found: object) -> None:
        from metanoia.exchange import reply

        try:
            opened = reply.judged(found, self._journal)  # type: ignore[arg-type]
            taken = self._journal.replies.take(opened)
        except MetanoiaError as error:
            self._refuse(str(error))
            return
        self.came.emit(opened.reply.share_id)
        self.said.emit(self._brought(taken))

    @Slot(Exception)
    def _failed(self, error: Exception) -> None:
        self._task = None
        unknown = self.tr("This reply could not be opened. Nothing of it was kept; try once more.")
        self._refuse(str(error) if isinstance(error, MetanoiaError) else unknown)
        self._next()

    def _refuse(self, sentence: str) -> None:
        sheet = RefusedSheet(self._page, sentence)
        sheet.again.clicked.connect(self.ask)
        sheet.open()

    @Slot(str)
    def _chosen(self, chosen: str) -> None:
        if chosen:
            self.bring_in(Path(chosen))

    def _brought(self, taken: Taken) -> str:
        parts = []
        if taken.new:
            parts.append(counted(taken.new, self.tr("1 new comment"), self.tr("{} new comments")))
        if taken.changed:
            changed = self.tr("1 comment changed"), self.tr("{} comments changed")
            parts.append(counted(taken.changed, *changed))
        if taken.left:
            left = (
                self.tr("1 that you answered or closed stays as it was"),
                self.tr("{} that you answered or closed stay as they were"),
            )
            parts.append(counted(taken.left, *left))
        if taken.targets:
            said = self.tr("1 word on a learning target"), self.tr("{} words on learning targets")
            parts.append(counted(taken.targets, *said))
        if taken.gone:
            gone = (
                self.tr("the copy of a withdrawn share was deleted"),
                self.tr("the copies of {} withdrawn shares were deleted"),
            )
            parts.append(counted(taken.gone, *gone))
        if parts:
            return "; ".join(parts)
        if taken.same:
            return self.tr("This reply was here already; nothing changed")
        return self.tr("The reply was brought in")


class RefusedSheet(DialogSheet):
    """Why a reply was not brought in, and another try."""

    def __init__(self, over: QWidget, sentence: str) -> None:
        super().__init__(
            over, over.tr("This reply stays shut"), sentence, icon="file-warning", tone="ochre"
        )
        leave = Button(self.tr("Close"), "ghost")
        self.again = Button(self.tr("Choose another…"), "primary", "folder-open")
        leave.clicked.connect(self.dismiss)
        self.again.clicked.connect(self.dismiss)
        self.set_foot(None, leave, 8, self.again)
