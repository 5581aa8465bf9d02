"""Choosing a passphrase: typed twice, weighed as it is typed, or drawn at random."""

from __future__ import annotations

from itertools import pairwise

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QWidget

from metanoia.domain.errors import Refused
from metanoia.ui.door.strength_meter import StrengthMeter
from metanoia.ui.widgets.button import Button
from metanoia.ui.widgets.field import PassphraseField
from metanoia.ui.widgets.label import Label
from metanoia.ui.widgets.labelled import Labelled
from metanoia.ui.widgets.layout import boxed, hbox, vbox
from metanoia.ui.widgets.tile import Icon
from metanoia.vault import words
from metanoia.vault.vault import check_passphrase

DRAWN = 6


class NewPassphrase(QWidget):
    """Two fields, a meter, and six random words for the asking; ``accepted`` is Return in the second."""

    changed = Signal()
    accepted = Signal()

    def __init__(self, caption: str = "", parent: QWidget | None = None) -> None:
        """Make empty fields; ``caption`` stands over the first in place of "Passphrase"."""
        super().__init__(parent)
        caption = caption or self.tr("Passphrase")
        self._about: tuple[str, ...] = ()
        self.first = PassphraseField(name=caption)
        self.again = PassphraseField(name=self.tr("Passphrase once more"))
        self.draw = Button(self.tr("Draw six random words"), "ghost", "refresh-cw", "s")
        self.meter = StrengthMeter()
        self._first = Labelled(caption, self.first)
        self._again = Labelled(self.tr("Once more"), self.again)
        self._caps = Label("", "caption", "ochre_text", weight=500)
        self._same = Icon("circle-check", 16, "accent")
        self._same.setAccessibleName(self.tr("Both are the same"))
        second = boxed(hbox(self._again.caption, 8, self._same, None, self._caps))
        self._again.layout().insertWidget(0, second)  # type: ignore[union-attr]
        top = boxed(hbox(self._first.caption, None, self.draw))
        self._first.layout().insertWidget(0, top)  # type: ignore[union-attr]
        column = vbox(self._first, 8, self.meter, 12, self._again)
        column.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.setLayout(column)
        # From one field straight to the other: what is typed blind must not fall on a button.
        stops = (self.first, self.again, self.first.eye, self.again.eye, self.draw)
        for stop, following in pairwise(stops):
            self.setTabOrder(stop, following)
        self._same.hide()
        self.first.textChanged.connect(self._typed)
        self.again.textChanged.connect(self._typed)
        self.again.returnPressed.connect(self.accepted)
        self.first.returnPressed.connect(self._next)
        self.first.caps_lock.connect(self._show_caps)
        self.again.caps_lock.connect(self._show_caps)
        self.draw.clicked.connect(self.draw_words)

    def set_about(self, *about: str) -> None:
        """Name words that a guesser would try first, as the journal's name."""
        self._about = about

    def text(self) -> str:
        """Return the passphrase."""
        return self.first.text()

    def ready(self) -> bool:
        """Tell whether the same passphrase stands in both fields and is long enough."""
        return not self._problem() and self.again.text() == self.first.text()

    def complain(self) -> None:
        """Say what keeps it from being ready, and go there."""
        problem = self._problem()
        self._first.set_error(problem)
        if problem:
            self.first.setFocus(Qt.FocusReason.OtherFocusReason)
        elif not self.ready():
            self._again.set_error(self.tr("The two are not the same. Type it once more."))
            self.again.setFocus(Qt.FocusReason.OtherFocusReason)

    def forget(self) -> None:
        """Empty both fields."""
        self.first.clear()
        self.again.clear()
        self.first.show_letters(False)
        self.again.show_letters(False)
        self.meter.forget()

    @Slot()
    def draw_words(self) -> None:
        """Put six random words in the first field, to be seen; the second is typed by hand."""
        self.first.setText(words.generate(DRAWN))
        self.first.show_letters(True)
        self.again.clear()
        self.again.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _next(self) -> None:
        self.again.setFocus(Qt.FocusReason.TabFocusReason)

    @Slot()
    def _typed(self) -> None:
        self._first.set_error("")
        self._again.set_error("")
        self._same.setVisible(self.ready())
        if self.sender() is self.first:
            self.meter.weigh(self.first.text(), self._about)
        self.changed.emit()

    @Slot(bool)
    def _show_caps(self, on: bool) -> None:
        self._caps.setText(self.tr("Caps Lock is on") if on else "")

    def _problem(self) -> str:
        try:
            check_passphrase(self.first.text())
        except Refused as refused:
            return str(refused)
        return ""
