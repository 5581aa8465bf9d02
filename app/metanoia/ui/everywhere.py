"""What can be done wherever one is in the window: the commands behind its keys and its palette."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject

from metanoia.ui import panes
from metanoia.ui.destination import Command, Destination
from metanoia.ui.panic import AT_ONCE
from metanoia.ui.places import PLACES
from metanoia.ui.theme import theme

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from metanoia.ui.shell import Shell

LENT: Final = "Ctrl+Shift+A"
"""A key of the window that a page may take for something nearer: there it marks what is selected."""


class Everywhere(QObject):
    """The commands of one shell."""

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self._shell = shell

    def commands(self) -> list[Command]:
        """Return them all, each with its key."""
        going = [
            Command(f"go-{place.name}", self.tr("Go to {}").format(place.words()), partial(self._shell.show_page, place.name), place.keys, place.icon)
            for place in PLACES.values()
        ]  # fmt: skip
        return [
            Command("new", self.tr("New entry"), self.new_entry, "Ctrl+N", "pen-line", "write"),
            Command("assumption-new", self.tr("New assumption…"), self.new_assumption, LENT, "lightbulb", "note believe"),
            Command("prediction-new", self.tr("New prediction…"), self.new_prediction, "", "hourglass", "expect forecast"),
            Command("goal-new", self.tr("New goal…"), self.new_goal, "", "target", "vision want"),
            Command("map-new", self.tr("New map…"), self.new_map, "", "waypoints", "systems loops causes draw"),
            Command("values-sort", self.tr("Sort my values…"), self.sort_values, "", "heart", "cards rank order"),
            Command("weekly-review", self.tr("Weekly review"), self.review, "", "calendar-check", "week look back"),
            Command("find", self.tr("Search the journal"), self.search, "Ctrl+Shift+F", "search"),
            Command("palette", self.tr("Search or jump"), self._shell.open_palette, "Ctrl+K", "command"),
            *going,
            Command("back", self.tr("Go back"), self._shell.back, "Alt+Left", "arrow-left"),
            Command("forward", self.tr("Go forward"), self._shell.forward, "Alt+Right", "arrow-right"),
            Command("larger", self.tr("Larger text"), self.larger, "Ctrl+=", "type", "zoom size"),
            Command("smaller", self.tr("Smaller text"), self.smaller, "Ctrl+-", "type", "zoom size"),
            Command("usual", self.tr("Usual text size"), self.usual, "Ctrl+0", "type", "zoom size"),
            Command("light", self.tr("Light or dark"), self.switch_scheme, "", "moon", "theme dark light"),
            Command("import", self.tr("Import a journal…"), self.bring_in, "", "download", "bring in"),
            Command("backup", self.tr("Back up and check keys…"), self.backups, "", "shield-check"),
            Command("rename", self.tr("Rename this journal…"), self.rename, "", "pen-line", "name"),
            Command("another", self.tr("Open another journal…"), self._shell.another_asked.emit, "", "folder-open", "switch"),
            Command("panes", self.tr("Next pane"), self.next_pane, "F6", "columns-2"),
            Command("panes-back", self.tr("Pane before"), self.pane_before, "Shift+F6", "columns-2"),
            Command("keys", self.tr("Keyboard"), self.show_keys, "F1", "keyboard", "help shortcuts"),
            Command("lock", self.tr("Lock now"), self._shell.lock_asked.emit, "Ctrl+L", "lock", "close"),
            Command("panic", self.tr("Hide everything and lock"), self._shell.lock_asked.emit, AT_ONCE, "shield-alert", "panic boss"),
            Command("conceal", self.tr("Veil what is written, or show it"), self._shell.conceal, "Ctrl+Shift+H", "eye-off", "hide blur conceal privacy"),
            Command("quit", self.tr("Close Metanoia"), self.leave, "Ctrl+Q", "x", "quit exit"),
        ]  # fmt: skip

    def bound(self) -> list[Command]:
        """Return the commands whose keys are the window's own, whatever page is shown."""
        return [command for command in self.commands() if command.keys != LENT]

    def lent(self, *taken: Command) -> list[Command]:
        """Return the commands whose keys a page may take, less those that ``taken`` has taken."""
        keys = {command.keys for command in taken}
        return [one for one in self.commands() if one.keys == LENT and one.keys not in keys]

    def forms(self) -> list[Command]:
        """Return a command for each form, to begin an entry with it."""
        from metanoia.store.form_library import (
            library,
        )  # ten files, and only the palette wants them

        return [
            Command(f"form-{key}", form.title, partial(self.begin_form, key), "", form.icon, f"{form.intro} {self.tr('form')}")
            for key, form in library().items()
        ]  # fmt: skip

    def notes(self) -> list[Command]:
        """Return a command for each active goal, to note what is true of it today."""
        rows = self._shell.journal.goals.rows("active")
        return [
            Command(f"note-{row.goal.id}", self.tr("Note today’s reality: {}").format(row.goal.title), partial(self.note, row.goal.id), "", "footprints", "check in goal look")
            for row in rows
        ]  # fmt: skip

    def note(self, goal: str) -> None:
        """Ask what is true of a goal today."""
        self._shell.go(Destination(page="goals", section="check-in", item=goal))

    def new_goal(self) -> None:
        """Ask for a new goal."""
        self._shell.go(Destination(page="goals", new=True))

    def new_map(self) -> None:
        """Ask for a new map."""
        self._shell.go(Destination(page="systems", new=True))

    def sort_values(self) -> None:
        """Begin to sort values, or go on with it."""
        self._shell.go(Destination(page="goals", section="values/sort"))

    def review(self) -> None:
        """Go to the review of the week."""
        self._shell.go(Destination(page="review"))

    def begin_form(self, key: str) -> None:
        """Begin an entry with a form."""
        self._shell.go(Destination(page="today", new=True, form=key))

    def new_entry(self) -> None:
        """Begin a new entry."""
        self._shell.go(Destination(page="today", new=True))

    def new_assumption(self) -> None:
        """Ask for a new assumption."""
        self._shell.go(Destination(page="assumptions", section="register", new=True))

    def new_prediction(self) -> None:
        """Ask for a new prediction."""
        self._shell.go(Destination(page="assumptions", section="predictions", new=True))

    def search(self) -> None:
        """Go to the journal's search field."""
        self._shell.go(Destination(page="journal", section="search"))

    def bring_in(self) -> None:
        """Ask what to import."""
        self._shell.go(Destination(page="journal", section="import"))

    def backups(self) -> None:
        """Go to backups and keys."""
        self._shell.go(Destination(page="settings", section="backups"))

    def show_keys(self) -> None:
        """Show the keyboard map."""
        self._shell.go(Destination(page="settings", section="keyboard"))

    def rename(self) -> None:
        """Go to where the journal's name is written."""
        self._shell.go(Destination(page="settings", section="writing/name"))

    def larger(self) -> None:
        """Show everything a step larger."""
        self._scale(theme().scale + 0.1)

    def smaller(self) -> None:
        """Show everything a step smaller."""
        self._scale(theme().scale - 0.1)

    def usual(self) -> None:
        """Show everything in the size the computer asks for."""
        self._scale(theme().system_scale())

    def switch_scheme(self) -> None:
        """Show light as dark and dark as light."""
        theme().apply("dark" if theme().scheme == "light" else "light")
        self._shell.settings.mode = theme().mode

    def leave(self) -> None:
        """Close the window, and with it the journal."""
        self._shell.window().close()

    def next_pane(self) -> None:
        """Move the keyboard to the next pane: sidebar, then the page's panes."""
        panes.move(self._panes(), self._shell.focusWidget(), 1)

    def pane_before(self) -> None:
        """Move the keyboard to the pane before."""
        panes.move(self._panes(), self._shell.focusWidget(), -1)

    def _panes(self) -> list[QWidget]:
        page = self._shell.current
        return [self._shell.sidebar, *(page.panes() if page else ())]

    def _scale(self, scale: float) -> None:
        theme().apply(scale=round(scale, 2))
        self._shell.settings.scale = theme().scale
