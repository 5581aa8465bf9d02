"""What every page has in common."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QWidget

from metanoia.ui.destination import Command, Destination

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QShowEvent

    from metanoia.domain.kinds import Kind
    from metanoia.journal import Journal
    from metanoia.ui.settings import Settings


class Page(QWidget):
    """A page shows some kinds of thing and redraws itself when one of them changes.

    ``asked`` carries the Destination that a click on the page leads to, ``said`` a Notice to show,
    ``immersed`` whether the page wants the whole window from now on, as ``immersive`` says too,
    ``restore_asked`` a Backup to put in the journal's place, ``anew_asked`` an Anew to encrypt it by. ``preferred`` says that a setting was
    changed, ``commands_changed`` that other things can be done on the page from now on.
    """

    name: ClassVar[str]
    shows: ClassVar[frozenset[Kind]]

    asked = Signal(object)
    said = Signal(object)
    immersed = Signal(bool)
    restore_asked = Signal(object)
    anew_asked = Signal(object)
    preferred = Signal()
    commands_changed = Signal()

    def __init__(self, journal: Journal, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.journal = journal
        self.settings = settings
        self.immersive = False
        self._stale = True

    def refresh(self) -> None:
        """Show what the journal holds now."""
        raise NotImplementedError

    def go(self, destination: Destination) -> None:
        """Show what ``destination`` names on this page; called before the page comes into view."""

    def where(self) -> Destination:
        """Return the way back to what is shown now."""
        return Destination(page=self.name)

    def commands(self) -> list[Command]:
        """Return what can be done on this page by key and from the palette."""
        return []

    def panes(self) -> Sequence[QWidget]:
        """Return the parts of the page that F6 goes through, in reading order."""
        return (self,)

    def save(self) -> None:
        """Keep what is being written; called before the page is left, locked or closed. May raise."""

    def leave(self) -> None:
        """Put in order what is left behind; called after ``save`` as another page comes into view."""

    def unsaved(self) -> str:
        """Return as text what could not be kept, empty if nothing."""
        return ""

    def take_back(self, text: str) -> None:
        """Put back what ``unsaved`` returned before the journal was locked."""

    def settings_changed(self) -> None:
        """Show what the settings say now; called when a setting was changed on another page."""

    def blank(self) -> None:
        """Forget every text shown; the journal is about to be closed."""

    def journal_changed(self, kinds: frozenset[Kind], source: object = None) -> None:
        """Redraw if this page shows one of ``kinds``: now when visible, else when next shown.

        A page that wrote the change itself (``source is self``) has shown it already.
        """
        if self.shows & kinds and source is not self:
            self._stale = True
            if self.isVisible():
                self._refresh_if_stale()

    def showEvent(self, event: QShowEvent) -> None:
        """Bring a page up to date as it comes into view."""
        super().showEvent(event)
        self._refresh_if_stale()

    def _refresh_if_stale(self) -> None:
        if self._stale:
            self._stale = False
            try:
                self.refresh()
            except Exception as error:  # noqa: BLE001 - on its way through Qt it would end the program
                QTimer.singleShot(0, self, partial(_meet, error))


def _meet(error: Exception) -> None:
    """Raise what went wrong where Python's own hook meets it."""
    raise error
