"""The tour's way through the Team page: each room, its sheets, and what it says while it is empty."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QApplication

if TYPE_CHECKING:
    from metanoia.ui.shell import Shell

FORMS = ("session_prep", "circle", "lesson")


class Team:
    """Walks the Team page of ``shell``; ``close`` closes the sheet that is open."""

    def __init__(
        self, shell: Shell, shoot: Callable[[str], None], close: Callable[[], None]
    ) -> None:
        self._shell = shell
        self._shoot = shoot
        self._close = close

    def walk(self) -> None:
        """Take the rooms in turn."""
        self.vision()
        self.words()
        self._go("conversations")
        self._shoot("e9-conversations")
        self.empty()

    def vision(self) -> None:
        """The vision, its sheets, and the text of before."""
        room = self._go("vision")
        self._shoot("e0-team")
        ask = room.asking
        for name, open_ in (
            ("e1-vision-text", ask.about_text),
            ("e2-new-text", ask.about_new_text),
            ("e3-theme", lambda: ask.about_theme(room.known.themes[0].id)),
            ("e4-look-again", ask.look_again),
            ("e5-fit-note", lambda: ask.about_cell(*next(iter(room.known.cells)))),
        ):
            open_()
            QApplication.processEvents()
            self._shoot(name)
            self._close()
        room.show_vision(room.known.earlier[0].id)
        self._shoot("e6-earlier-text")
        room.show_now()

    def words(self) -> None:
        """The common words, and the sheet of one."""
        room = self._go("words")
        self._shoot("e7-words")
        room.ask_new("soon")
        self._shoot("e8-word")
        self._close()

    def empty(self) -> None:
        """What each room says while there is nothing in it."""
        journal = self._shell.journal
        visions = [one.id for one in journal.visions.all()]
        words = [one.id for one in journal.terms.all()]
        entries = [row.id for form in FORMS for row in journal.answers.rows(form)]
        parts = ((journal.visions, visions), (journal.terms, words), (journal.entries, entries))
        for part, ids in parts:
            for one in ids:
                part.trash(one)
        for name, section in (
            ("f0-team-empty", "vision"),
            ("f1-words-empty", "words"),
            ("f2-conversations-empty", "conversations"),
            ("f3-team-deleted", "trash"),
        ):
            self._go(section)
            self._shoot(name)
        for part, ids in parts:
            for one in ids:
                part.restore(one)
        self._go("vision")

    def _go(self, section: str) -> Any:
        from metanoia.ui.destination import Destination

        self._shell.go(Destination(page="team", section=section))
        QApplication.processEvents()
        return self._shell.current.room
