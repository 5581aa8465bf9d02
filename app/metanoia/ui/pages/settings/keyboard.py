"""The keyboard map, as the window and its pages bind it: a key shown here is a key that works."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Protocol, runtime_checkable

from PySide6.QtWidgets import QWidget

from metanoia.ui.destination import Command
from metanoia.ui.pages.settings.section import Group, Section
from metanoia.ui.widgets.keycap import KeyCap, key_text
from metanoia.ui.widgets.label import Label
from metanoia.ui.widgets.layout import boxed, hbox, vbox

if TYPE_CHECKING:
    from metanoia.journal import Journal
    from metanoia.ui.settings import Settings

CommandGroup = tuple[str, Sequence[Command]]


@runtime_checkable
class KnowsCommands(Protocol):
    """What the page stands in: it knows every command of the window by groups."""

    def all_commands(self) -> list[CommandGroup]:
        """Return title and commands of the window and of each page."""


class Keyboard(Section):
    """A table of keys for each page."""

    def __init__(self, journal: Journal, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(journal, settings, "", "-", parent)
        self.title.setText(self.tr("Keyboard"))
        self.lead.setText(
            self.tr("Everything can be done without the mouse. Ctrl+K finds the rest.")
        )
        self._tables = boxed(vbox())
        self.add(self._tables)
        self._shown: list[tuple[str, list[tuple[str, str]]]] = []

    def refresh(self) -> None:
        """Show the keys that are bound now."""
        groups = [(title, _keys(commands)) for title, commands in self._known()]
        groups.append((self.tr("On a map"), self._on_a_map()))
        groups.append((self.tr("Everywhere else"), self._others()))
        groups = [(title, rows) for title, rows in groups if rows]
        if groups == self._shown:
            return
        self._shown = groups
        layout = self._tables.layout()
        while layout is not None and (item := layout.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for title, rows in groups:
            if layout is not None:
                layout.addWidget(_Table(title, rows))

    def shown(self) -> list[tuple[str, list[tuple[str, str]]]]:
        """Return the tables, each with its title and its (what it does, key)."""
        return list(self._shown)

    def keys(self) -> list[tuple[str, str]]:
        """Return (what it does, key) of every row, from the top."""
        return [row for _, rows in self._shown for row in rows]

    def _known(self) -> list[CommandGroup]:
        at = self.parentWidget()
        while at is not None:
            if isinstance(at, KnowsCommands):
                return at.all_commands()
            at = at.parentWidget()
        return []

    def _on_a_map(self) -> list[tuple[str, str]]:
        return [
            (self.tr("A new variable"), "N"),
            (self.tr("A new note"), "T"),
            (self.tr("A link from the variable that is chosen"), "L"),
            (self.tr("The link moves its end the same way"), "+"),
            (self.tr("The link moves its end the other way"), "-"),
            (self.tr("It is not known which way"), "?"),
            (self.tr("Turn the sign of the link"), "S"),
            (self.tr("A delay on the link"), "D"),
            (self.tr("Next variable"), "Tab"),
            (self.tr("Next link of the variable"), "]"),
            (self.tr("Previous link of the variable"), "["),
            (self.tr("Go along the link"), "."),
            (self.tr("Go back along the link"), ","),
            (self.tr("Light the next loop"), "R"),
            (self.tr("Name anew what is chosen"), "F2"),
            (self.tr("Look closely at what is chosen"), "Return"),
            (self.tr("Take off the map what is chosen"), "Delete"),
            (self.tr("Copy what is chosen"), "Ctrl+C"),
            (self.tr("Cut what is chosen"), "Ctrl+X"),
            (self.tr("Lay down what was copied, on this map or another"), "Ctrl+V"),
            (self.tr("Double what is chosen"), "Ctrl+D"),
            (self.tr("Natural size"), "0"),
            (self.tr("The whole map"), "1"),
            (self.tr("Choose and move again, after another tool"), "V"),
        ]

    def _others(self) -> list[tuple[str, str]]:
        return [
            (self.tr("Settle the prediction that is chosen: it came true"), "Y"),
            (self.tr("Settle the prediction that is chosen: it did not"), "N"),
            (self.tr("Name a goal, a value, an assumption, a map or an entry in a text"), "[["),
            (self.tr("Keep what a sheet asks for"), "Ctrl+Enter"),
            (self.tr("Close what lies over the page, or leave the field"), "Esc"),
            (self.tr("Next, previous stop"), "Tab"),
            (self.tr("Press what has the focus"), "Space"),
        ]


class _Table(QWidget):
    """Rows of words and caps under a title."""

    def __init__(self, title: str, rows: list[tuple[str, str]]) -> None:
        super().__init__()
        lines: list[QWidget] = []
        for words, keys in rows:
            cap = KeyCap(key_text(keys))
            line = boxed(hbox((Label(words, "label", weight=400, wrap=True), 1), 16, cap))
            line.setAccessibleName(f"{words}: {keys}")
            lines.append(line)
        self.setLayout(vbox(Group(title, *lines, pad=7)))


def _keys(commands: Sequence[Command]) -> list[tuple[str, str]]:
    return [(command.text, command.keys) for command in commands if command.keys]
