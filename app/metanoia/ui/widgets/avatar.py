"""A person as two letters on a round ground."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QWidget

from metanoia.ui.theme import theme
from metanoia.ui.widgets.paint import painter_of
from metanoia.ui.widgets.tile import Square

_TONES = ("accent", "blue", "ochre", "plum")


def initials(name: str) -> str:
    """Return the first letters of the first and last word of ``name``, "?" for an empty one."""
    words = name.split()
    if not words:
        return "?"
    ends = words[:1] if len(words) == 1 else [words[0], words[-1]]
    return "".join(word[0] for word in ends).upper()


def tone_of(name: str) -> str:
    """Return a tone that stays with ``name`` from one day to the next."""
    return _TONES[sum(name.encode()) % len(_TONES)]


class Avatar(Square):
    """The initials of ``name`` on a tone of its own."""

    def __init__(
        self,
        name: str,
        tone: str | None = None,
        side: float = 32,
        parent: QWidget | None = None,
    ) -> None:
        self._initials = initials(name)
        self._tone = tone or tone_of(name)
        super().__init__(side, parent)
        self.setAccessibleName(name)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint ground and letters."""
        painter = painter_of(self)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme().colour(f"{self._tone}_soft"))
        painter.drawEllipse(self.rect())
        painter.setPen(theme().colour(f"{self._tone}_text"))
        painter.setFont(theme().font("label", weight=600, size=self._side * 0.36))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self._initials)
        painter.end()
