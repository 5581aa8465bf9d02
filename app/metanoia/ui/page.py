"""What every page of the window has in common."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from metanoia.domain.kinds import Kind
from metanoia.ui.destination import Command, Destination

if TYPE_CHECKING:
    from metanoia.journal import Journal
    from metanoia.ui.settings import Settings


class Page(QWidget):
    """A page shows some kinds of thing and redraws itself when one of them changes.

    ``asked`` carries a Destination to go to, ``said`` a Notice to show.
    """

    asked = Signal(object)
    said = Signal(object)

    name: ClassVar[str]
    icon: ClassVar[str]
    shows: ClassVar[frozenset[Kind]] = frozenset()

    def __init__(
        self, journal: Journal, settings: Settings, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.journal = journal
        self.settings = settings
        self._stale = True

    def refresh(self) -> None:
        """Show what the journal holds now."""
        raise NotImplementedError

    def go(self, destination: Destination) -> None:
        """Show what ``destination`` names; called before the page comes into view."""

    def where(self) -> Destination:
        """Return the destination that leads back to what is shown now."""
        return Destination(page=self.name)

    def commands(self) -> list[Command]:
        """Return what can be done here by key and from the palette."""
        return []

    def save(self) -> None:
        """Keep whatever is not kept yet; called before leaving, locking and closing."""

    def blank(self) -> None:
        """Forget every text shown, and what undo could bring back; called as the journal locks."""

    def journal_changed(self, kinds: frozenset[Kind], source: object) -> None:
        """Redraw if this page shows one of ``kinds``: now when visible, else when next shown.

        A page's own writes (``source is self``) do not redraw it.
        """
        if self.shows & kinds and source is not self:
            self._stale = True
            self._refresh_if_seen()

    def showEvent(self, event: QShowEvent) -> None:
        """Bring a page up to date as it comes into view."""
        super().showEvent(event)
        self._refresh_if_seen()

    def _refresh_if_seen(self) -> None:
        if self._stale and self.isVisible():
            self._stale = False
            self.refresh()
