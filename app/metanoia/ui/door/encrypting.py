"""The room in which a journal is given another key: how far it is, and whether it can still be stopped."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from metanoia.domain.errors import Cancelled, MetanoiaError, WrongPassphrase
from metanoia.ui.door.room import ColumnRoom, shown_path
from metanoia.ui.widgets.banner import Banner
from metanoia.ui.widgets.button import Button
from metanoia.ui.widgets.label import Label
from metanoia.ui.widgets.layout import boxed, hbox
from metanoia.ui.widgets.progress import Progress

if TYPE_CHECKING:
    from metanoia.ui.session import Session
    from metanoia.vault.rekeying import Anew

STOPPABLE = 2  # steps, as the store counts them


class Encrypting(ColumnRoom):
    """Shows the steps; ``left`` says that nothing goes on here any more."""

    left = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, 520, parent)
        self.title.setText(self.tr("Encrypting everything anew"))
        self._reached = 0
        self.problem = Banner(tone="error", closable=False)
        self.problem.hide()
        self.progress = Progress()
        self.note = Label("", "caption", "text3", wrap=True)
        self.stop = Button(self.tr("Stop"), "ghost")
        self.back = Button(self.tr("Back"), "outline", "arrow-left")
        self.build(
            self.problem, 12, self.progress, 10, self.note, 18,
            boxed(hbox(None, self.stop, self.back, None)), mark=36,
        )  # fmt: skip
        self.stop.clicked.connect(self._stop)
        self.back.clicked.connect(self.left)
        session.stepped.connect(self._step)

    def begin(self, folder: Path, anew: Anew) -> None:
        """Begin with the journal in ``folder``; the session tells the rest."""
        self.lead.setText(shown_path(folder))
        self.problem.hide()
        self.back.hide()
        self.stop.show()
        self.stop.setEnabled(True)
        self.progress.show()
        self.note.show()
        self.session.encrypt_anew(folder, anew)
        self._step(0, 1)
        self.stop.setFocus()

    def first_focus(self) -> QWidget:
        """Return what can be pressed."""
        return self.back if self.stop.isHidden() else self.stop

    def refuse(self, error: Exception) -> bool:
        """Say why it did not come to its end; go back at once where it was only stopped."""
        if isinstance(error, Cancelled):
            self.left.emit()
            return True
        ours = self.tr("Metanoia met a mistake of its own ({}).").format(type(error).__name__)
        said = str(error) if isinstance(error, MetanoiaError) else ours
        if isinstance(error, WrongPassphrase):
            said = self.tr("That was not the passphrase of now. Nothing was changed.")
        elif self._reached >= STOPPABLE:
            said = self.tr(
                "It could not be finished, perhaps because the disk is full. Make room, and open the "
                "journal with the new passphrase: it goes on where it stopped."
            )
        self.problem.say(said)
        self.problem.show()
        self.progress.hide()
        self.note.hide()
        self.stop.hide()
        self.back.show()
        self.back.setFocus()
        return True

    @Slot()
    def _stop(self) -> None:
        self.stop.setEnabled(False)
        self.session.stop_opening()

    @Slot(int, int)
    def _step(self, step: int, of: int) -> None:
        steps = (
            self.tr("Making a backup first…"),
            self.tr("Sealing the new key…"),
            self.tr("Encrypting the journal…"),
            self.tr("Reading everything back…"),
            self.tr("Making a backup under the new key…"),
        )
        self._reached = step
        self.progress.set_text(steps[min(step, len(steps) - 1)])
        self.progress.set_progress(step, of)
        if step >= STOPPABLE:
            self.stop.setEnabled(False)
            self.note.setText(
                self.tr("From here it goes through. If the computer stops, the new passphrase opens the journal and it is finished then.")
            )  # fmt: skip
        else:
            self.note.setText(self.tr("Nothing is changed yet, so it can still be stopped."))
