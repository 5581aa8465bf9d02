"""How sure one is of an assumption: the line of it, and a quick way to say it anew."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from metanoia.domain.assumptions import TEXT_LIMIT
from metanoia.ui.pages.assumptions.register import words
from metanoia.ui.widgets.button import Button, IconButton
from metanoia.ui.widgets.card import Card
from metanoia.ui.widgets.chart_key import ChartKey
from metanoia.ui.widgets.field import LineField
from metanoia.ui.widgets.label import Label
from metanoia.ui.widgets.layout import boxed, fixed, hbox, vbox
from metanoia.ui.widgets.menu import Menu
from metanoia.ui.widgets.slider import ConfidenceSlider
from metanoia.ui.widgets.step_chart import StepChart

if TYPE_CHECKING:
    from metanoia.domain.assumptions import Assumption
    from metanoia.ui.pages.assumptions.register.known import Known


class SureCard(Card):
    """The history as steps; a slider that asks, once it is moved, what moved it.

    ``rated`` carries (per cent, reason) once that is to be kept.
    """

    rated = Signal(int, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(margins=(18, 12, 14, 12), parent=parent)
        self.shown: Assumption | None = None
        self.chart = StepChart()
        self.more = IconButton("ellipsis", self.tr("What to do with the picture"))
        self.slider = ConfidenceSlider(self.tr("How sure am I?"))
        self.number = Label("", "strong", "plum_text", tabular=True)
        self.ask = Label("", "label", "text3", weight=400, elide=True)
        self.reason = LineField(self.tr("because… (if you like)"), name=self.tr("Because"), size="s")  # fmt: skip
        self.keep = Button(self.tr("Keep"), "soft", "check", "s", hint="Enter")
        self.reason.setMaxLength(TEXT_LIMIT)
        self._lay_out()
        self.more.clicked.connect(self._open_menu)
        self.slider.changed.connect(self._moved)
        self.keep.clicked.connect(self.keep_now)
        self.reason.returnPressed.connect(self.keep_now)

    @property
    def touched(self) -> bool:
        """Whether something was said here that is not kept yet."""
        return not self._because.isHidden()

    def show_known(self, known: Known, today: dt.date) -> None:
        """Show the history; what is being said of the same assumption stays."""
        one = known.one
        if self.shown is not None and self.shown.id != one.id:
            self.let_go()
        same = self.touched and self.shown is not None and self.shown.id == one.id
        self.shown = one
        self.chart.show_history(known.history, known.evidence, today, about=one.statement)
        self.chart.setVisible(bool(known.history))
        self._key.setVisible(bool(known.evidence))
        self.more.setVisible(bool(known.history))
        open_ = not one.closed and one.deleted_at is None
        self._line.setVisible(open_)
        self.setVisible(open_ or bool(known.history))
        if not open_:
            self.let_go()
        if not same:
            self._show_value(one.confidence)

    def take_focus(self) -> None:
        """Put the keyboard on the slider."""
        self.slider.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def keep_now(self) -> None:
        """Keep what was said, with the reason if there is one."""
        sure = self.slider.value()
        if self.touched and sure is not None:
            reason = self.reason.text().strip()
            back = self.reason.hasFocus() or self.keep.hasFocus()
            self.let_go()
            if back:
                self.slider.setFocus(Qt.FocusReason.OtherFocusReason)
            self.rated.emit(sure, reason)

    def let_go(self) -> None:
        """Ask no more; the slider shows what is kept."""
        self._because.hide()
        self.reason.clear()
        self._show_value(self.shown.confidence if self.shown else None)

    def forget(self) -> None:
        """Hold no words any more."""
        self.shown = None
        self.let_go()
        self.chart.show_history((), (), dt.date(2000, 1, 1))  # a day that a chart can begin at

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter keeps what the slider says, Esc takes it back."""
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if self.touched and enter and self.slider.hasFocus():
            self.keep_now()
        elif self.touched and event.key() == Qt.Key.Key_Escape:
            self.let_go()
            self.slider.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            super().keyPressEvent(event)

    # -- inside

    def _moved(self, sure: int) -> None:
        kept = self.shown.confidence if self.shown else None
        self.number.setText(words.percent(sure))
        self.ask.setText(self._change(kept, sure))
        self._because.show()

    def _change(self, kept: int | None, sure: int) -> str:
        if kept is None:
            return ""
        if sure == kept:
            return self.tr("as before")
        by = self.tr("{} more than before") if sure > kept else self.tr("{} less than before")
        return by.format(abs(sure - kept))

    def _show_value(self, sure: int | None) -> None:
        self.slider.set_value(sure)
        self.number.setText(words.percent(sure) if sure is not None else "")
        unsaid = self.tr("not said yet: slide, or type a number")
        self.ask.setText(unsaid if sure is None else self.tr("Has that changed?"))

    def _open_menu(self) -> None:
        menu = Menu(self)
        self.chart.add_to(menu)
        menu.open_below(self.more)

    def _lay_out(self) -> None:
        self._key = ChartKey(self.chart)
        title = fixed(Label(self.tr("How sure am I?"), "strong", elide=True), height=30)
        head = boxed(hbox((title, 1), 8, self._key, 8, self.more))
        self._line = boxed(hbox((self.slider, 2), 10, self.number, 12, (self.ask, 3), margins=(0, 8, 4, 0)))  # fmt: skip
        self._because = boxed(hbox((self.reason, 1), 8, self.keep, margins=(0, 8, 4, 2)))
        self._because.hide()
        self.body.addWidget(boxed(vbox(head, 4, self.chart, self._line, self._because)))
