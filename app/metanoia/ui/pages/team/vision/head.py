"""The head of the room of the vision: the rooms, and what is done with the vision."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QCoreApplication

from metanoia.ui.pages.team.head import VISION, TeamHead
from metanoia.ui.widgets.button import Button, IconButton
from metanoia.ui.widgets.pressable import describe

_NO_WORDS_BELOW: Final = (
    745,
    675,
)  # px at scale 1 under which the two buttons show their icon alone


class Head(TeamHead):
    """The page's name, its rooms, and what is done with the vision."""

    def __init__(self) -> None:
        self.new_text = Button(self._words()[0], "ghost", "refresh-cw", "s")
        self.look = Button(self._words()[1], "primary", "eye", "s")
        self.more = IconButton("ellipsis", _tr("More"))
        super().__init__(VISION, 8, self.new_text, 8, self.look, 4, self.more)
        for button, name in zip((self.new_text, self.look), self._words(), strict=True):
            describe(button, name)

    def fit(self, width: float) -> None:
        """Show the words of the buttons as far as there is room; ``width`` in px at scale 1."""
        rooms = zip((self.new_text, self.look), self._words(), _NO_WORDS_BELOW, strict=True)
        for button, name, least in rooms:
            button.setText(name if width >= least else "")

    def _words(self) -> tuple[str, str]:
        return _tr("New text"), _tr("Look again")


def _tr(text: str) -> str:
    return QCoreApplication.translate("VisionRoom", text)
