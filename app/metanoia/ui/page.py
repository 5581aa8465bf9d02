"""What every page has in common."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from PySide6.QtGui import QShowEvent

    from metanoia.domain.kinds import Kind
    from metanoia.journal import Journal


class Page(QWidget):
    """A page shows some kinds of thing and redraws itself when one of them changes.

    ``name`` is its word in code ("today"), ``title`` its word in the sidebar, ``icon`` its drawing.
    """

    name: ClassVar[str]
    title: ClassVar[str]
    icon: ClassVar[str]
    shows: ClassVar[frozenset[Kind]]

    def __init__(self, journal: Journal, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.journal = journal
        self._stale = True

    def refresh(self) -> None:
        """Show what the journal holds now."""
        raise NotImplementedError

    def leave(self) -> None:
        """Save what is being written; called before the page is hidden, locked or closed."""

    def journal_changed(self, kinds: frozenset[Kind]) -> None:
        """Redraw if this page shows one of ``kinds``: now when visible, else when next shown."""
        if self.shows & kinds:
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
            self.refresh()
