"""Whether older backups are to be opened by the new key instead of the old one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from metanoia.ui.amounts import counted
from metanoia.ui.widgets.check import CheckBox
from metanoia.ui.widgets.label import Label
from metanoia.ui.widgets.layout import vbox

if TYPE_CHECKING:
    from metanoia.journal import Journal


class OlderBackups(QWidget):
    """A box to tick, where there are backups that the old key opens."""

    def __init__(self, journal: Journal, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        number = len(journal.backups())
        self.tick = CheckBox(
            counted(
                number,
                self.tr("Also for the one backup kept here"),
                self.tr("Also for the {} backups kept here"),
            ),
            checked=True,
        )
        note = Label(
            self.tr(
                "Then the old one opens none of them. Copies you made yourself keep opening with the old one."
            ),
            "caption", "text3", wrap=True,
        )  # fmt: skip
        self.setLayout(vbox(self.tick, 2, note, 10))
        self.setVisible(bool(number))
        self._any = bool(number)

    def wanted(self) -> bool:
        """Return whether the backups are to follow."""
        return self._any and self.tick.isChecked()
