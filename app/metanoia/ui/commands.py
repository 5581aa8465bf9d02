"""Commands bound to their keys: the one place where a key sequence becomes an action."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from metanoia.ui.destination import Command


class Keys(QObject):
    """Binds commands to keys within one widget.

    ``done`` is emitted with the id of each command that a key has run.
    """

    done = Signal(str)

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self._widget = widget
        self._bound: dict[QShortcut, Command] = {}

    def bind(self, commands: Iterable[Command]) -> None:
        """Bind ``commands`` in place of those bound before."""
        for shortcut in self._bound:
            shortcut.setEnabled(False)  # else it would contend with its successor until it is gone
            shortcut.deleteLater()
        self._bound = {}
        for command in commands:
            if command.keys:
                shortcut = QShortcut(QKeySequence(command.keys), self._widget)
                shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
                shortcut.activated.connect(self._activated)
                self._bound[shortcut] = command

    def _activated(self) -> None:
        sender = self.sender()
        if sender in self._bound:
            command = self._bound[sender]
            command.run()
            self.done.emit(command.id)
