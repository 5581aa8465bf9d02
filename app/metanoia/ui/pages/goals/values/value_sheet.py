"""Name and meaning of a value, new or to be changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from metanoia.domain.values import NAME_LIMIT, value_meaning, value_name
from metanoia.ui.dialogs.writing_sheet import WritingSheet, refusal
from metanoia.ui.widgets.field import LineField
from metanoia.ui.widgets.labelled import Labelled
from metanoia.ui.widgets.text_field import TextField

if TYPE_CHECKING:
    from metanoia.domain.values import Value


class ValueSheet(WritingSheet):
    """``given`` carries name and meaning; the sheet stays until they are kept."""

    given = Signal(str, str)

    def __init__(self, over: QWidget, value: Value | None = None) -> None:
        title = over.tr("A value") if value is None else over.tr("Change this value")
        said = over.tr("One word or a few, and what it means to you.")
        super().__init__(over, title, said, keep=over.tr("Keep"), icon="scale", tone="accent")
        self.name = LineField(
            self.tr("Candour, Rest, Craft…"), name=self.tr("Its name"),
            text=value.name if value else "",
        )  # fmt: skip
        self.name.setMaxLength(NAME_LIMIT)
        self.meaning = TextField(
            self.tr("For me this means…"), name=self.tr("What it means"), least=3, most=6
        )
        self.meaning.setPlainText(value.meaning if value else "")
        self.name_labelled = Labelled(self.tr("Its name"), self.name)
        self.meaning_labelled = Labelled(self.tr("What it means"), self.meaning)
        self.add(self.name_labelled, 14, self.meaning_labelled)

    def written(self) -> object:
        """Return what is written now."""
        return self.name.text(), self.meaning.toPlainText()

    @Slot()
    def keep(self) -> None:
        """Give name and meaning, or say what is wrong with them."""
        name, meaning = self.name.text(), self.meaning.toPlainText()
        unnamed, too_long = refusal(value_name, name), refusal(value_meaning, meaning)
        self.name_labelled.set_error(unnamed)
        self.meaning_labelled.set_error(too_long)
        if unnamed or too_long:
            (self.name if unnamed else self.meaning).setFocus()
            return
        self.refuse("")
        self.given.emit(name, meaning)
