"""Sealing: asked once more, then where to, then done beside the window."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QWidget

from metanoia.domain.errors import MetanoiaError
from metanoia.ui.background import Task
from metanoia.ui.file_dialogs import ask_where_to_save
from metanoia.ui.widgets.button import Button
from metanoia.ui.widgets.label import Label
from metanoia.ui.widgets.progress import Progress
from metanoia.ui.widgets.sheet import DialogSheet

if TYPE_CHECKING:
    from collections.abc import Sequence

    from metanoia.exchange.payload import Payload
    from metanoia.exchange.seal import Checked, ForKeys, ForWords, Sealed, Sealing
    from metanoia.journal import Journal


class SealSheet(DialogSheet):
    """The one question before something leaves; ``place_chosen`` carries the file to write."""

    place_chosen = Signal(object)

    def __init__(self, over: QWidget, names: Sequence[str], checked: Checked) -> None:
        """Ask about what was ``checked``, for the people of these names; none: six words open it."""
        made = checked.payload
        first = ", ".join(name.split()[0] for name in names)
        title = over.tr("Seal it for {}?").format(first) if names else over.tr("Seal it?")
        super().__init__(over, title, checked.summary, icon="file-lock-2", width=500)
        self._name = _file_name(made) if made else ""
        if not names:
            text = self.tr(
                "Whoever has the file and the six words can read it. You see the words next."
            )
        elif len(names) == 1:
            text = self.tr("Only the key of {} opens the file, and yours.").format(names[0])
        else:
            text = self.tr("Each of these keys opens the file, and yours: {}.").format(
                ", ".join(names)
            )
        once = self.tr("Once somebody has read it, nobody can take it back.")
        self.add(Label(f"{text} {once}", "body", "text2", wrap=True))
        leave = Button(self.tr("Not yet"), "ghost")
        self.go_on = Button(self.tr("Seal and save…"), "primary", "file-lock-2")
        leave.clicked.connect(self.dismiss)
        self.go_on.clicked.connect(self._ask_where)
        self.set_foot(None, leave, 8, self.go_on)

    @Slot()
    def _ask_where(self) -> None:
        from metanoia.exchange.bundle import SUFFIX

        kinds = self.tr("Shares (*{})").format(SUFFIX)
        title = self.tr("Save the sealed share")
        dialog = ask_where_to_save(self, title, self._name, kinds, SUFFIX[1:])
        dialog.fileSelected.connect(self._chosen)

    @Slot(str)
    def _chosen(self, file: str) -> None:
        if file:
            self.dismiss()
            self.place_chosen.emit(Path(file))


class WorkingSheet(DialogSheet):
    """Stays until the share is sealed: a second with words, less with a key."""

    def __init__(self, over: QWidget) -> None:
        super().__init__(over, over.tr("Sealing"), icon="file-lock-2", width=440)
        self.cross.hide()
        self.add(Progress(self.tr("Sealing what you checked…")))

    def may_close(self) -> bool:
        """Return False: it closes by itself."""
        return False


class Sealer(QObject):
    """Either the file and its record are both written, or neither is.

    ``sealed`` carries what a person is told (Sealed), the id of the share and the file's bytes;
    ``failed`` a sentence.
    """

    sealed = Signal(object, str, bytes)
    failed = Signal(str)

    def __init__(self, journal: Journal, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._journal = journal
        self._task: Task | None = None
        self._sealing: Sealing | None = None
        self._dest = Path()

    @property
    def busy(self) -> bool:
        """Return whether something is being sealed."""
        return self._task is not None

    def seal(self, checked: Checked, to: ForKeys | ForWords, dest: Path) -> None:
        """Seal what was checked into ``dest``, which may replace a file that was agreed to."""
        from metanoia.exchange import seal

        try:
            self._sealing = seal.prepare(self._journal, checked, to)
        except MetanoiaError as error:
            self.failed.emit(str(error))
            return
        self._dest = dest
        self._task = Task(self._sealing.sealed)
        self._task.done.connect(self._publish)
        self._task.failed.connect(self._fail)
        self._task.start()

    def forget(self) -> None:
        """Let what is being sealed come to nothing."""
        if self._task is not None:
            self._task.done.disconnect(self._publish)
            self._task.failed.disconnect(self._fail)
        self._task, self._sealing = None, None

    @Slot(object)
    def _publish(self, data: bytes) -> None:
        from metanoia.exchange import seal

        sealing, self._sealing, self._task = self._sealing, None, None
        if sealing is None:
            return
        try:
            told: Sealed = seal.publish(self._journal, sealing, data, self._dest, force=True)
        except MetanoiaError as error:
            self.failed.emit(str(error))
            return
        self.sealed.emit(told, sealing.payload.draw.share_id, data)

    @Slot(Exception)
    def _fail(self, error: Exception) -> None:
        self._task, self._sealing = None, None
        unknown = self.tr("It could not be sealed. Nothing was written; try once more.")
        self.failed.emit(str(error) if isinstance(error, MetanoiaError) else unknown)


def _file_name(made: Payload) -> str:
    from metanoia.exchange import bundle

    return bundle.file_name(made.draw.created.date(), made.draw.share_id)
