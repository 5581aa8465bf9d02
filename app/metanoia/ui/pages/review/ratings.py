"""How much a value matters and how far it showed, asked where it stands."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Qt, Signal, Slot
from PySide6.QtWidgets import QWidget

from metanoia.domain.values import NOTE_LIMIT, Rating
from metanoia.ui.widgets.button import Button
from metanoia.ui.widgets.field import LineField
from metanoia.ui.widgets.labelled import Labelled
from metanoia.ui.widgets.layout import boxed, hbox, vbox
from metanoia.ui.widgets.percent_field import PercentField
from metanoia.ui.widgets.rating import RatingRow


class ValueRating(QWidget):
    """``given`` carries how much it matters, how far it showed (None: not said) and a note."""

    given = Signal(int, object, str)

    def __init__(self, name: str, last: Rating | None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.matters = RatingRow(self.tr("How much does {} matter to you?").format(name), 0, 10)
        self.shows = RatingRow(self.tr("How far did your last weeks show {}?").format(name), 0, 10)
        self.note = LineField(self.tr("A note (if you like)"), size="s")
        self.note.setMaxLength(NOTE_LIMIT)
        self.keep = Button(self.tr("Keep"), "primary", "check", "s")
        self._wrong = Labelled(
            self.tr("How much does it matter to you?"), self.matters, _said(last)
        )
        lived = Labelled(self.tr("How far did your last weeks show it?"), self.shows)
        end = boxed(hbox((self.note, 1), 8, self.keep))
        self.setLayout(vbox(self._wrong, 12, lived, 12, end))
        self.keep.clicked.connect(self._keep)
        self.note.returnPressed.connect(self._keep)

    def take_focus(self) -> None:
        """Put the keyboard on how much it matters."""
        self.matters.setFocus(Qt.FocusReason.OtherFocusReason)

    def unsaved(self) -> str:
        """Return the note that is being written."""
        return self.note.text().strip()

    @Slot()
    def _keep(self) -> None:
        matters = self.matters.value()
        if matters is None:
            self._wrong.set_error(self.tr("Say how much it matters: choose a number, or type it."))
            self.matters.setFocus()
            return
        self._wrong.set_error("")
        self.given.emit(matters, self.shows.value(), self.note.text().strip())


class SureRating(QWidget):
    """How sure one is now; ``given`` carries the per cent and what moved it, ``more`` asks for words."""

    given = Signal(int, str)
    words_asked = Signal()
    revise_asked = Signal()

    def __init__(self, last: int | None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        hint = self.tr("{}% until now").format(last) if last is not None else ""
        self.sure = PercentField(self.tr("How sure am I now?"), hint)
        self.reason = LineField(self.tr("What moved it, in a line (if you like)"), size="s")
        self.keep = Button(self.tr("Keep"), "primary", "check", "s")
        self.words = Button(self.tr("Say it otherwise…"), "ghost", "pencil", "s")
        self.revise = Button(self.tr("Put another in its place…"), "ghost", "refresh-cw", "s")
        end = boxed(hbox((self.reason, 1), 8, self.keep))
        self.setLayout(vbox(self.sure, 10, end, 8, hbox(self.words, 4, self.revise, None)))
        self.keep.clicked.connect(self._keep)
        self.reason.returnPressed.connect(self._keep)
        self.words.clicked.connect(self.words_asked)
        self.revise.clicked.connect(self.revise_asked)

    def take_focus(self) -> None:
        """Put the keyboard on how sure one is."""
        self.sure.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def unsaved(self) -> str:
        """Return the reason that is being written."""
        return self.reason.text().strip()

    @Slot()
    def _keep(self) -> None:
        sure = self.sure.value()
        if sure is None:
            self.sure.set_error(self.tr("Say how sure you are: slide, or type a number."))
            self.sure.field.setFocus()
            return
        self.given.emit(sure, self.reason.text().strip())


def _said(last: Rating | None) -> str:
    if last is None:
        return ""
    tr = QCoreApplication.translate
    if last.lived is None:
        return tr("ValueRating", "Last said: it matters {}").format(last.importance)
    said = tr("ValueRating", "Last said: it matters {}, it showed {}")
    return said.format(last.importance, last.lived)
