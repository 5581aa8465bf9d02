"""How strong a passphrase is, as a bar, a word and a hint, weighed a moment after typing."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QTimer, Slot
from PySide6.QtWidgets import QWidget

from metanoia.ui.widgets.label import Label
from metanoia.ui.widgets.layout import boxed, hbox, vbox
from metanoia.ui.widgets.meter import Meter
from metanoia.vault.strength import Strength, strength

_FULL: Final = 78.0  # bits at which the bar is full: six drawn words
_TONES: Final = {"Weak": "danger", "Fair": "ochre", "Good": "accent", "Strong": "accent"}
_PAUSE: Final = 120  # ms


class StrengthMeter(QWidget):
    """Weighs what ``weigh`` was last given; ``about`` are words that a guesser would try first."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._text = ""
        self._about: tuple[str, ...] = ()
        self._bar = Meter()
        self._word = Label("", "label", "accent_text", weight=600)
        self._bits = Label("", "label", "text3", weight=400, tabular=True)
        self._hint = Label("", "caption", "text3", wrap=True)
        row = boxed(hbox((self._bar, 1), 12, self._word, 8, self._bits))
        self.setLayout(vbox(row, 4, self._hint))
        self._soon = QTimer(self, singleShot=True, interval=_PAUSE)
        self._soon.timeout.connect(self._weigh)
        self._show(Strength(0.0, "", ""))

    def weigh(self, text: str, about: tuple[str, ...] = ()) -> None:
        """Show how strong ``text`` is, after a short pause in typing."""
        self._text, self._about = text, about
        if text:
            self._soon.start()
        else:
            self._soon.stop()
            self._show(Strength(0.0, "", ""))

    def forget(self) -> None:
        """Drop the text."""
        self.weigh("")

    @Slot()
    def _weigh(self) -> None:
        self._show(strength(self._text, self._about))

    def _show(self, found: Strength) -> None:
        words = {
            "Weak": self.tr("Weak"),
            "Fair": self.tr("Fair"),
            "Good": self.tr("Good"),
            "Strong": self.tr("Strong"),
        }
        tone = _TONES.get(found.word, "accent")
        self._bar.set_share(found.bits / _FULL, tone)
        self._word.setText(words.get(found.word, ""))
        self._word.set_colour(f"{tone}_text")
        self._bits.setText(self.tr("about {} bits").format(round(found.bits)) if found.word else "")
        self._hint.setText(found.suggestion)
        self._hint.setVisible(bool(found.suggestion))
        self.setAccessibleName(
            f"{self._word.text()} {self._bits.text()} {found.suggestion}".strip()
        )
