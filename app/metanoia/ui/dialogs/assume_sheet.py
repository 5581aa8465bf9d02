"""Making an assumption of a line: how sure am I of it now?"""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from metanoia.ui.dialogs.writing_sheet import WritingSheet
from metanoia.ui.widgets.percent_field import PercentField


class AssumeSheet(WritingSheet):
    """``given`` carries the confidence in per cent, None where it was left open."""

    given = Signal(object)

    def __init__(self, over: QWidget, words: str) -> None:
        super().__init__(
            over, over.tr("Keep it as an assumption"), f"“{words}”",
            keep=over.tr("Keep"), icon="lightbulb", width=500,
        )  # fmt: skip
        hint = self.tr("So that you can see later what a small test has moved.")
        self.sure = PercentField(self.tr("How sure am I of it now? (if you like)"), hint)
        self.add(self.sure)

    def written(self) -> object:
        """Return what is chosen now."""
        return self.sure.value()

    @Slot()
    def keep(self) -> None:
        """Give the confidence."""
        self.refuse("")
        self.given.emit(self.sure.value())
