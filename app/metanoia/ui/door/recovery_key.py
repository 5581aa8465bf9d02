"""The recovery key shown once: in two rows, to print, to copy, to put somewhere safe."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QWidget

from metanoia.ui import secret_clipboard
from metanoia.ui.door.recovery_preview import RecoveryPreview
from metanoia.ui.door.recovery_sheet import RecoverySheet
from metanoia.ui.theme import theme
from metanoia.ui.widgets.button import Button
from metanoia.ui.widgets.card import Card
from metanoia.ui.widgets.label import Label
from metanoia.ui.widgets.layout import boxed, hbox
from metanoia.ui.widgets.tile import Icon


class RecoveryKeyCard(Card):
    """Shows one recovery key with Print and Copy; ``problem`` carries a sentence when printing failed."""

    problem = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        self._key = ""
        self._folder = Path()
        self._vault_id = ""
        self.rows = (Label("", "body"), Label("", "body"))
        self.print = Button(self.tr("Print…"), "ghost", "printer", "s")
        self.copy = Button(self.tr("Copy"), "ghost", "copy", "s")
        self._said = Label(
            self.tr(
                "Nobody can reset your passphrase, not even us. With this key you can still open your "
                "journal if you forget it."
            ),
            "caption",
            "text2",
            wrap=True,
        )
        head = hbox(
            Icon("key-round", 16, "ochre_text"),
            9,
            Label(self.tr("Recovery key"), "strong", "ochre_text", size=13),
            None,
            self.print,
            4,
            self.copy,
        )
        super().__init__(
            boxed(head), 4, *self.rows, 8, self._said, margins=(18, 10, 12, 14), tone="ochre",
            parent=parent,
        )  # fmt: skip
        self._slash_zeros()
        theme().changed.connect(self._slash_zeros)
        self.print.clicked.connect(self._print)
        self.copy.clicked.connect(self._copy)

    def show_key(self, key: str, folder: Path, vault_id: str = "") -> None:
        """Show ``key``, which opens the journal in ``folder``; its id is printed where it is known."""
        self._key, self._folder, self._vault_id = key, folder, vault_id
        groups = key.split("-")
        for row, four in zip(self.rows, (groups[:4], groups[4:]), strict=True):
            row.setText(" - ".join(four) if four else "")
        self.setAccessibleName(self.tr("Recovery key: {}").format(key))

    def set_folder(self, folder: Path) -> None:
        """Name another folder on the sheet."""
        self._folder = folder

    def forget(self) -> None:
        """Show nothing any more."""
        self.show_key("", Path())
        self.setAccessibleName("")

    @Slot()
    def _copy(self) -> None:
        secret_clipboard.copy(self._key)
        self.copy.setText(self.tr("Copied for 30 seconds"))

    @Slot()
    def _print(self) -> None:
        sheet = RecoverySheet(self._key, self._folder, self._vault_id)
        preview = RecoveryPreview(self, sheet)
        preview.problem.connect(self.problem)
        preview.open()

    @Slot()
    def _slash_zeros(self) -> None:
        font = theme().font("body", weight=500, size=17, tabular=True)
        font.setFeature(QFont.Tag("zero"), 1)
        for row in self.rows:
            row.setFont(font)
