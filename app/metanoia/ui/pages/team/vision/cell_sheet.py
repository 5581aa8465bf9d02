"""How one value and one theme fit, in a sheet: the fit, and a note on why."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from metanoia.domain.fit import fit_note
from metanoia.ui.dialogs.writing_sheet import WritingSheet, refusal
from metanoia.ui.widgets.fit_grid import SIGNS, Cell
from metanoia.ui.widgets.label import Label
from metanoia.ui.widgets.labelled import Labelled
from metanoia.ui.widgets.segmented import Segmented
from metanoia.ui.widgets.text_field import TextField

if TYPE_CHECKING:
    from metanoia.domain.visions import Theme

_FITS: Final = (-2, -1, 0, 1, 2)


class CellSheet(WritingSheet):
    """``given`` carries fit and note."""

    given = Signal(int, str)

    def __init__(self, over: QWidget, value: str, one: Theme, cell: Cell | None) -> None:
        title = over.tr("{} and theme {}").format(value, one.number)
        super().__init__(over, title, one.title, keep=over.tr("Keep"), icon="scale", tone="accent")
        name = self.tr("From strains strongly to serves strongly")
        self.fits = Segmented([SIGNS[fit] for fit in _FITS], _FITS.index(cell.fit if cell else 0), name=name)  # fmt: skip
        self.note = TextField(
            self.tr("How does one serve or strain the other?"),
            name=self.tr("Note"),
            least=3,
            most=5,
        )
        self.note.setPlainText(cell.note if cell else "")
        self.note_labelled = Labelled(self.tr("Note"), self.note)
        self.add(Label(name, "label"), 6, self.fits, 14, self.note_labelled)

    def written(self) -> object:
        """Return what is chosen and written now."""
        return self.fits.current(), self.note.toPlainText()

    @Slot()
    def keep(self) -> None:
        """Give fit and note, or say what is wrong with them."""
        note = self.note.toPlainText()
        too_long = refusal(fit_note, note)
        self.note_labelled.set_error(too_long)
        if too_long:
            self.note.setFocus()
            return
        self.given.emit(_FITS[self.fits.current()], note)
