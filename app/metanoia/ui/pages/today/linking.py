"""What the entry on the page is tied to: chosen from a list, or named in its text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from metanoia.ui.connected.completion import NameCompletion
from metanoia.ui.connected.finding import offered
from metanoia.ui.connected.things import ENTRY, OFFERED, Thing

if TYPE_CHECKING:
    from collections.abc import Collection

    from metanoia.ui.pages.today.page import TodayPage


class Linking(QObject):
    """Ties the entry on the page to goals, values, assumptions, maps and other entries."""

    def __init__(self, page: TodayPage) -> None:
        super().__init__(page)
        self._page = page
        editor = page.column.editor
        self.completion = NameCompletion(editor, page.column, self._offered)
        self.completion.taken.connect(self.tie_named)
        ties = page.panel.ties
        ties.asked.connect(page.asked)
        ties.said.connect(page.said)
        ties.changed.connect(page.show_around)

    def link(self) -> None:
        """Choose a goal, a value, an assumption, a map or an entry."""
        self._choose(OFFERED)

    def link_entry(self) -> None:
        """Choose an entry."""
        self._choose((ENTRY,))

    def tie_named(self, thing: object) -> None:
        """Tie the entry to what its text names now; a page not begun becomes an entry first."""
        page = self._page
        page.autosave.flush()
        if isinstance(thing, Thing) and page.draft.id is not None:
            page.panel.ties.show_thing(page.draft.id)
            page.panel.ties.tie_named(thing)

    def close(self) -> None:
        """Offer nothing any more."""
        self.completion.go()
        self._page.panel.ties.close_picker()

    def _choose(self, kinds: Collection[str]) -> None:
        page = self._page
        entry = page.begun_entry()
        if entry is None:
            return
        anchor: QWidget = page.panel.plus
        if not anchor.isVisible():
            anchor = page.column.bar.more
        page.panel.ties.show_thing(entry)
        page.panel.ties.pick_at(anchor, kinds)

    def _offered(self, typed: str) -> list[Thing]:
        page = self._page
        here = {(ENTRY, page.draft.id)} if page.draft.id else set()
        return offered(page.journal, typed, without=here, by_name=True)
