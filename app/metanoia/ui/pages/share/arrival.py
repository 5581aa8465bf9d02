"""Replies that come in on the Share page: chosen or dropped, checked, and kept with their share."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QWidget

from metanoia.domain.errors import MetanoiaError
from metanoia.ui.amounts import counted
from metanoia.ui.file_dialogs import ask_for_file
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

    @Slot()
    def ask(self) -> None:
        """Let the person choose a reply."""
        kinds = self.tr("Replies (*.metanoia-reply);;All files (*)")
        dialog = ask_for_file(self._page, self.tr("Bring in a reply"), kinds)
        dialog.fileSelected.connect(self._chosen)

    def bring_in(self, file: Path) -> None:
        """Keep the reply in ``file``, or say why not."""
        from metanoia.exchange import reply

        try:
            opened, taken = reply.bring_in(self._journal, file)
        except MetanoiaError as error:
            sheet = RefusedSheet(self._page, str(error))
            sheet.again.clicked.connect(self.ask)
            sheet.open()
            return
        self.came.emit(opened.reply.share_id)
        self.said.emit(self._brought(taken))

    @Slot(str)
    def _chosen(self, chosen: str) -> None:
        if chosen:
            self.bring_in(Path(chosen))

    def _brought(self, taken: Taken) -> str:
        if taken.new:
            return counted(taken.new, self.tr("1 new comment"), self.tr("{} new comments"))
        if taken.changed:
            return counted(
                taken.changed, self.tr("1 comment changed"), self.tr("{} comments changed")
            )
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
