"""What else can be wrong when a passphrase does not open the journal."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from metanoia.ui.widgets.card import Card
from metanoia.ui.widgets.label import Label
from metanoia.ui.widgets.layout import Child, boxed, hbox
from metanoia.ui.widgets.tile import Icon


class Advice(Card):
    """Four things to look at, each in a sentence."""

    def __init__(self, parent: QWidget | None = None) -> None:
        points = (
            ("eye", self.tr("Show the letters with the eye in the field and read them.")),
            (
                "keyboard",
                self.tr("Another keyboard layout, Caps Lock or Num Lock changes letters."),
            ),
            ("folder-open", self.tr("This may be another journal: compare the folder above.")),
            (
                "history",
                self.tr(
                    "After a change of passphrase, older backups still open with the older one."
                ),
            ),
        )
        rows: list[Child] = []
        for icon, words in points:
            rows += [8] if rows else []
            row = hbox(Icon(icon, 16, "text3"), 12, (Label(words, "label", "text2", wrap=True), 1))
            rows.append(boxed(row))
        super().__init__(*rows, margins=(16, 12, 16, 12), parent=parent)
