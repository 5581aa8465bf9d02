"""The second folder for backups: chosen, copied to, let go of; and what is known of the copies there."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final, cast

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtGui import QFontMetricsF

from metanoia.domain.errors import Cancelled, MetanoiaError, SecondFolderGone
from metanoia.ui import dates
from metanoia.ui.background import Task
from metanoia.ui.destination import Notice
from metanoia.ui.door.folder_choice import choose_folder
from metanoia.ui.door.room import shown_path
from metanoia.ui.theme import theme
from metanoia.ui.widgets.button import Button
from metanoia.ui.widgets.layout import boxed, hbox
from metanoia.ui.widgets.row import SettingRow
from metanoia.vault import second_folder

if TYPE_CHECKING:
    from metanoia.journal import Journal
    from metanoia.vault.second_folder import Look

_PATH: Final = 250  # px at scale 1 of a path, which is cut in its middle beyond that


class SecondFolder(QObject):
    """The row about the second folder and what it does; a copy is made in a thread."""

    said = Signal(object)
    changed = Signal()

    def __init__(self, journal: Journal) -> None:
        super().__init__()
        self._journal = journal
        self._copying: Task | None = None
        self._looking: Task | None = None
        self._look: Look | None = None
        self._trouble = ""
        self._former: Path | None = None
        self.choose = Button(
            self.tr("Choose…"), "outline", size="s", name=self.tr("Choose a second folder")
        )
        self.stop_using = Button(
            self.tr("Stop using it"),
            "ghost",
            size="s",
            name=self.tr("Stop using the second folder"),
        )
        self.copy = Button(
            self.tr("Copy now"), "outline", size="s", name=self.tr("Copy to the second folder now")
        )
        self.stop = Button(self.tr("Stop"), "outline", size="s", name=self.tr("Stop copying"))
        # in a box of their own, where those that are hidden leave no gap
        buttons = boxed(hbox(self.stop_using, self.choose, self.copy, self.stop, gap=8))
        self.row = SettingRow("hard-drive", self.tr("Second folder"), "", buttons, tone="blue")
        self.choose.clicked.connect(self._choose)
        self.copy.clicked.connect(self._copy)
        self.stop.clicked.connect(self.cancel)
        self.stop_using.clicked.connect(self._stop_using)
        self._show()

    def refresh(self) -> None:
        """Show what is chosen, and look what is there: in a thread, as a drive may have to wake up."""
        chosen = self._journal.meta.second_folder
        if self._look is not None and self._look.path != chosen:
            self._look, self._trouble = None, ""
        self._show()
        if chosen is not None and self._looking is None:
            self._looking = Task(partial(second_folder.look, self._journal.folder, chosen))
            self._looking.done.connect(self._looked)
            self._looking.failed.connect(self._not_looked)
            self._looking.start()

    def cancel(self) -> None:
        """Stop copying, if that is under way."""
        if self._copying is not None:
            self._copying.cancel()
            self.row.set_subtitle(self.tr("Stopping…"))

    # -- what is known

    @Slot(object)
    def _looked(self, look: object) -> None:
        self._looking = None
        if self._journal.is_open:
            self._look = cast("Look", look)
            self._show()

    @Slot(Exception)
    def _not_looked(self, _error: Exception) -> None:
        self._looking = None

    def _show(self) -> None:
        if self._copying is not None:
            return
        chosen = self._journal.meta.second_folder
        there = self._look is None or self._look.there
        self.choose.setVisible(chosen is None or not there)
        self.copy.setVisible(chosen is not None and there)
        self.stop_using.setVisible(chosen is not None)
        self.stop.hide()
        trouble = self._trouble or (self._journal.meta.second_failed if chosen and there else "")
        self.row.set_subtitle(self._words(chosen, trouble), "danger_text" if trouble else "text2")
        self.row.subtitle.setToolTip(str(chosen) if chosen else "")

    def _words(self, chosen: Path | None, trouble: str) -> str:
        if chosen is None:
            none = self.tr("None yet. Copies on a stick or another disk outlast this disk.")
            return trouble or none
        at = self._journal.meta.second_copied
        last = (
            self.tr("The last copy is from {}.").format(dates.moment(at))
            if at
            else self.tr("There is no copy yet.")
        )
        if trouble:
            return f"{trouble} {last}"
        path = _short(chosen)
        if self._look is not None and not self._look.there:
            return self.tr("{} is not there now. {} Plug the drive in.").format(path, last)
        same = self.tr("It is on the same disk as the journal: it helps against deletion, not against a broken disk.")  # fmt: skip
        on_one = self._look is not None and self._look.same_disk
        return f"{path}. {last} {same}" if on_one else f"{path}. {last}"

    # -- choosing

    @Slot()
    def _choose(self) -> None:
        dialog = choose_folder(self.row, self.tr("A second folder for backups"))
        dialog.fileSelected.connect(self._chosen)

    @Slot(str)
    def _chosen(self, path: str) -> None:
        if path and self._copying is None:
            prepare = partial(second_folder.prepare, self._journal.folder, Path(path))
            self._begin(prepare, self._prepared, self.tr("Looking at the folder…"))

    @Slot(object)
    def _prepared(self, path: object) -> None:
        task, self._copying = self._copying, None
        if not self._journal.is_open:
            return
        if task is not None and task.is_cancelled():
            self.refresh()
            return
        try:
            self._journal.meta.second_folder = cast("Path", path)
        except MetanoiaError as error:
            self._failed(error)
            return
        self._copy()

    @Slot()
    def _stop_using(self) -> None:
        if self._copying is not None:
            return
        self._former = self._journal.meta.second_folder
        self._trouble = ""
        self._journal.meta.second_folder = None
        self.refresh()
        self.choose.setFocus(Qt.FocusReason.OtherFocusReason)
        self.said.emit(
            Notice(
                text=self.tr("No more copies go there. Those that are there stay."),
                undo=self._use_again,
            )
        )

    def _use_again(self) -> None:
        self._journal.meta.second_folder = self._former
        self._copy()

    # -- copying

    @Slot()
    def _copy(self) -> None:
        if self._copying is None:
            words = self.tr("Copying the newest backup there…")
            self._begin(self._journal.copy_to_second, self._copied, words)

    def _begin(
        self, work: Callable[..., object], then: Callable[[object], None], words: str
    ) -> None:
        self._trouble = ""
        for button in (self.choose, self.copy, self.stop_using):
            button.hide()
        self.stop.show()
        self.row.set_subtitle(words)
        self._copying = Task(work)
        self._copying.done.connect(then)
        self._copying.failed.connect(self._failed)
        self._copying.start()

    @Slot(object)
    def _copied(self, _nothing: object) -> None:
        self._copying = None
        if self._journal.is_open:
            self.changed.emit()
            self.said.emit(Notice(text=self.tr("The newest backup is in the second folder too")))

    @Slot(Exception)
    def _failed(self, error: Exception) -> None:
        self._copying = None
        if not self._journal.is_open:
            return
        unknown = self.tr("The copy could not be made. The backups are as they were; try again.")
        if not isinstance(error, (Cancelled, SecondFolderGone)):  # the latter is seen by looking
            self._trouble = str(error) if isinstance(error, MetanoiaError) else unknown
        self.changed.emit()


def _short(path: Path) -> str:
    """Return a path as it is shown in a sentence."""
    metrics = QFontMetricsF(theme().font("label"))
    room = float(theme().px(_PATH))
    return metrics.elidedText(shown_path(path), Qt.TextElideMode.ElideMiddle, room)
