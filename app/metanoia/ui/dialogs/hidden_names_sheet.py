"""The list of names that no share says: one a line, and what stands in its place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from metanoia.domain.errors import MetanoiaError
from metanoia.domain.private_terms import as_lines, from_lines
from metanoia.ui.widgets.button import Button
from metanoia.ui.widgets.label import Label
from metanoia.ui.widgets.labelled import Labelled
from metanoia.ui.widgets.sheet import DialogSheet
from metanoia.ui.widgets.text_field import TextField

if TYPE_CHECKING:
    from metanoia.journal import Journal


class HiddenNamesSheet(DialogSheet):
    """``kept`` once the list is kept as it is typed."""

    kept = Signal()

    def __init__(self, over: QWidget, journal: Journal) -> None:
        super().__init__(
            over,
            over.tr("Names to hide"),
            over.tr("Whoever reads a share finds other words in their place."),
            icon="eye-off",
            width=500,
        )
        self._journal = journal
        self.names = TextField(
            "Sam\nLena = a colleague", name=self.tr("Names to hide"), least=6, most=12
        )
        self.names.setPlainText(as_lines(journal.private_terms.all()))
        self.labelled = Labelled(
            self.tr("One name a line"), self.names,
            self.tr("“Sam” becomes Person A. Write “Sam = a colleague” for words of your own."),
        )  # fmt: skip
        self.add(
            self.labelled, 12,
            Label(
                self.tr("Whole names are found in texts, tags and names of files, whatever their capitals. "
                        "Nicknames need a line of their own, and what photos show is not looked at."),
                "caption", "text2", wrap=True,
            ),
        )  # fmt: skip
        leave = Button(self.tr("Cancel"), "ghost")
        self.keep = Button(self.tr("Keep the list"), "primary", "check")
        leave.clicked.connect(self.dismiss)
        self.keep.clicked.connect(self._keep)
        self.set_foot(None, leave, 8, self.keep)
        self.names.textChanged.connect(self._edited)
        self.names.setFocus()

    @Slot()
    def _edited(self) -> None:
        self.labelled.set_error("")

    @Slot()
    def _keep(self) -> None:
        try:
            self._journal.private_terms.keep(from_lines(self.names.toPlainText()))
        except MetanoiaError as error:
            self.labelled.set_error(str(error))
            self.names.setFocus()
            return
        self.dismiss()
        self.kept.emit()
