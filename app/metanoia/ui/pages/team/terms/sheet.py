"""A common word in a sheet: what each side means by it, and what was agreed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from metanoia.domain.errors import Refused
from metanoia.domain.terms import WORD_LIMIT, NewTerm
from metanoia.ui.dialogs.writing_sheet import WritingSheet
from metanoia.ui.widgets.field import LineField
from metanoia.ui.widgets.labelled import Labelled
from metanoia.ui.widgets.select import ComboBox
from metanoia.ui.widgets.text_field import TextField

if TYPE_CHECKING:
    from collections.abc import Sequence

    from metanoia.domain.terms import Term
    from metanoia.domain.visions import Vision


class TermSheet(WritingSheet):
    """``given`` carries a NewTerm; the sheet stays until it is kept."""

    given = Signal(object)

    def __init__(
        self, over: QWidget, visions: Sequence[Vision], one: Term | None = None, word: str = ""
    ) -> None:
        title = over.tr("A common word") if one is None else over.tr("Change this word")
        said = over.tr("One word that you and others use, and what each of you means by it.")
        super().__init__(over, title, said, keep=over.tr("Keep"), icon="languages", tone="accent")
        self._visions = [None, *(vision.id for vision in visions)]
        self.word = LineField(self.tr("done, safe, soon…"), name=self.tr("The word"), text=one.word if one else word)  # fmt: skip
        self.word.setMaxLength(WORD_LIMIT)
        self.mine = self._text(self.tr("What I mean"), one.mine if one else "")
        self.theirs = self._text(self.tr("What they mean"), one.theirs if one else "")
        self.agreed = self._text(self.tr("What we agreed"), one.agreed if one else "")
        names = [self.tr("None"), *(vision.name for vision in visions)]
        self.vision = ComboBox(names, name=self.tr("It belongs to the vision of"))
        wanted = one.vision if one else self._visions[1] if len(self._visions) == 2 else None
        if wanted in self._visions:
            self.vision.setCurrentIndex(self._visions.index(wanted))
        self.word_labelled = Labelled(self.tr("The word"), self.word)
        self.add(self.word_labelled)
        for field in (self.mine, self.theirs, self.agreed):
            self.add(12, Labelled(field.accessibleName(), field))
        if visions:
            self.add(12, Labelled(self.vision.accessibleName(), self.vision))

    def written(self) -> object:
        """Return what is written now."""
        texts = (self.mine, self.theirs, self.agreed)
        return (
            self.word.text(),
            *(field.toPlainText() for field in texts),
            self.vision.currentIndex(),
        )

    @Slot()
    def keep(self) -> None:
        """Give the word, or say what is wrong with it."""
        if not self.word.text().strip():
            self.word_labelled.set_error(self.tr("Which word is it?"))
            self.word.setFocus()
            return
        self.word_labelled.set_error("")
        try:
            new = NewTerm(
                word=self.word.text(),
                mine=self.mine.toPlainText(),
                theirs=self.theirs.toPlainText(),
                agreed=self.agreed.toPlainText(),
                vision=self._visions[self.vision.currentIndex()],
            )
        except Refused as error:
            self.refuse(str(error))
            return
        self.refuse("")
        self.given.emit(new)

    def _text(self, name: str, text: str) -> TextField:
        field = TextField("", name=name, least=2, most=5)
        field.setPlainText(text)
        return field
