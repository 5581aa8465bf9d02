"""Conceal mode: one switch for the whole of an open journal's window."""

from __future__ import annotations

from PySide6.QtCore import QChildEvent, QEvent, QObject
from PySide6.QtWidgets import QWidget

from metanoia.ui.veil import spoken
from metanoia.ui.veil.looking import Looking
from metanoia.ui.veil.veil import Veil
from metanoia.ui.widgets.overlay import Overlay


class Concealing(QObject):
    """Veils ``pages``, and what is written in the sheets that open over ``window``."""

    def __init__(self, pages: QWidget) -> None:
        super().__init__(pages)
        self._pages = pages
        self._fields_only = False
        self._window: QWidget | None = None
        self._looking: Looking | None = None
        self._page_veil: Veil | None = None
        spoken.make_closable(pages)

    @property
    def is_on(self) -> bool:
        """Tell whether what is written is veiled."""
        return self._looking is not None

    def set_on(self, on: bool) -> None:
        """Veil everything now, or bare it."""
        if on == self.is_on:
            return
        if on:
            self._begin()
        else:
            self.end()

    def show_page(self, *, fields_only: bool) -> None:
        """Veil all of the page that is shown now, or ``fields_only`` where the words are ours."""
        self._fields_only = fields_only
        if self._page_veil is not None:
            self._page_veil.fields_only = fields_only
            self._page_veil.update()

    def end(self) -> None:
        """Take the veils away and look at nothing more."""
        if self._window is None or self._looking is None:
            return
        spoken.close(self._pages, closed=False)
        self._page_veil = None
        for veil in self._window.findChildren(Veil):
            veil.hide()
            veil.deleteLater()
        self._window.removeEventFilter(self)
        self._window = None
        self._looking.end()
        self._looking.deleteLater()
        self._looking = None

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Veil what opens over the window before it is first seen."""
        if event.type() == QEvent.Type.ChildPolished and isinstance(event, QChildEvent):
            over = event.child()
            if isinstance(over, Overlay):
                self._veil_over(over)
        return False

    def _begin(self) -> None:
        self._window = self._pages.window()
        self._looking = Looking(self._window)
        self._window.installEventFilter(self)
        self._page_veil = self._veil(self._pages, fields_only=self._fields_only)
        for over in self._window.findChildren(Overlay):
            self._veil_over(over)
        spoken.close(self._pages, closed=True)

    def _veil_over(self, over: Overlay) -> None:
        """Veil what is written in a sheet or popover, which has a card."""
        card = getattr(over, "card", None)
        if isinstance(card, QWidget):
            self._veil(card, fields_only=True)

    def _veil(self, below: QWidget, *, fields_only: bool) -> Veil | None:
        if self._looking is None:
            return None
        veil = Veil(below, self._looking)
        veil.fields_only = fields_only
        return veil
