"""Somebody whose keys are no longer the ones that are known: a warning with the two answers to it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from metanoia.ui.widgets.avatar import Avatar
from metanoia.ui.widgets.button import Button
from metanoia.ui.widgets.card import Card
from metanoia.ui.widgets.label import Label
from metanoia.ui.widgets.layout import boxed, hbox, vbox
from metanoia.ui.widgets.tile import Icon


class ChangedKeys(Card):
    """``compare_asked`` to look at the new digits, ``old_kept`` to forget them."""

    compare_asked = Signal()
    old_kept = Signal()

    def __init__(self, name: str, warning: str, parent: QWidget | None = None) -> None:
        self.compare = Button("", "outline", "fingerprint", "s")
        self.keep_old = Button("", "ghost", size="s")
        self.warning = Label(warning, "label", "danger_text", weight=500, wrap=True)
        top = Qt.AlignmentFlag.AlignTop
        words = vbox(
            Label(name, "body", weight=600, elide=True), 3,
            boxed(hbox((Icon("triangle-alert", 15, "danger"), 0, top), 8, (self.warning, 1))), 9,
            boxed(hbox(self.compare, 6, self.keep_old, None)),
        )  # fmt: skip
        super().__init__(
            boxed(hbox((Avatar(name, side=34), 0, top), 12, (boxed(words), 1))),
            margins=(12, 10, 16, 12), tone="danger", radius=10, parent=parent,
        )  # fmt: skip
        self.compare.setText(self.tr("Compare the new digits…"))
        self.keep_old.setText(self.tr("Keep the old key"))
        for button in (self.compare, self.keep_old):
            button.setAccessibleName(f"{name}: {button.text()}")
            button.setAccessibleDescription(warning)
        self.compare.clicked.connect(self.compare_asked)
        self.keep_old.clicked.connect(self.old_kept)
