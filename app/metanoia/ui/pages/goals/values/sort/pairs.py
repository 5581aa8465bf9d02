"""The third step: two values at a time, and which of them one would give up last."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QKeyEvent, QPaintEvent
from PySide6.QtWidgets import QWidget

from metanoia.domain.sorting import most_questions
from metanoia.ui.pages.goals.values.sort.piles import gloss
from metanoia.ui.theme import theme
from metanoia.ui.widgets.button import Button
from metanoia.ui.widgets.keycap import KeyCap
from metanoia.ui.widgets.label import Label
from metanoia.ui.widgets.layout import boxed, fixed, hbox, vbox
from metanoia.ui.widgets.meter import Meter
from metanoia.ui.widgets.paint import painter_of, rounded
from metanoia.ui.widgets.pressable import Pressable, pass_mouse_through

if TYPE_CHECKING:
    from metanoia.domain.sorting import Sorting

_LONGEST: Final = 110  # signs of a meaning that fit on a card


class Choice(Pressable):
    """One of the two: a large card to press."""

    def __init__(self, key: str) -> None:
        super().__init__()
        centre = Qt.AlignmentFlag.AlignHCenter
        self.name = Label("", "h1", size=26, wrap=True, align=centre)
        self.said = Label("", "reading", "text2", wrap=True, align=centre)
        self.setLayout(
            vbox(None, self.name, 8, self.said, None, boxed(hbox(None, KeyCap(key), None)), margins=(20, 20, 20, 16))
        )  # fmt: skip
        pass_mouse_through(self)
        fixed(self, 260, 210)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def show_card(self, name: str, said: str) -> None:
        """Show a value."""
        self.name.setText(name)
        self.said.setText(said)
        self.setAccessibleName(f"{name}. {said}" if said else name)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the card."""
        painter = painter_of(self)
        colour = theme().colour
        ground = "pressed" if self.isDown() else "card"
        line = colour("accent") if self.hover > 0.5 else colour("border", 0.55)
        rounded(painter, self.rect(), 12, colour(ground), line)
        rounded(painter, self.rect(), 12, colour("accent_soft", 0.5 * self.hover))
        painter.end()


class PairStep(QWidget):
    """``acted`` carries the Sorting after each answer; Left, Right and Down answer."""

    acted = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._sorting: Sorting | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.one, self.other = Choice("←"), Choice("→")
        self.equal = Button(self.tr("Equally"), "outline", "arrow-down", "m")
        self.equal.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.count = Label("", "caption", "text3", tabular=True)
        self.meter = fixed(Meter(0, height=4), 240)
        title = Label(self.tr("Which would you give up last?"), "h1", size=24, wrap=True, align=Qt.AlignmentFlag.AlignHCenter)  # fmt: skip
        self.setLayout(
            vbox(
                None, title, 22, boxed(hbox(None, self.one, 22, self.other, None)), 18,
                boxed(hbox(None, self.equal, None)), 26, boxed(hbox(None, self.meter, None)), 6,
                boxed(hbox(None, self.count, None)), None, margins=(32, 8, 32, 20),
            )
        )  # fmt: skip
        self.one.clicked.connect(self._one)
        self.other.clicked.connect(self._other)
        self.equal.clicked.connect(self._equal)

    def show_sorting(self, sorting: Sorting) -> None:
        """Ask the next question."""
        self._sorting = sorting
        asked = sorting.question
        if asked is None:
            return
        for card, name in ((self.one, asked.one), (self.other, asked.other)):
            said = sorting.meanings.get(name, "") or gloss(name)
            card.show_card(name, textwrap.shorten(said, _LONGEST, placeholder=" …"))
        most = most_questions(len(sorting.chosen))
        now = sorting.answered + 1
        self.count.setText(self.tr("Question {} of at most {}").format(now, most))
        self.meter.set_share(sorting.answered / most if most else 0)
        said = self.tr("Which would you give up last? Left: {}. Right: {}. Down: equally.")
        self.setAccessibleName(said.format(asked.one, asked.other))
        if self.hasFocus():
            announced = QAccessibleAnnouncementEvent(self, self.accessibleName())
            QAccessible.updateAccessibility(announced)

    def take_focus(self) -> None:
        """Put the keyboard on the question."""
        self.setFocus(Qt.FocusReason.TabFocusReason)

    def forget(self) -> None:
        """Forget both values."""
        self._sorting = None
        self.one.show_card("", "")
        self.other.show_card("", "")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Answer by the arrows."""
        answers = {
            Qt.Key.Key_Left: self._one,
            Qt.Key.Key_Right: self._other,
            Qt.Key.Key_Down: self._equal,
        }
        answer = answers.get(Qt.Key(event.key()))
        if answer is None or event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            super().keyPressEvent(event)
        else:
            answer()

    @Slot()
    def _one(self) -> None:
        self._answer(0)

    @Slot()
    def _other(self) -> None:
        self._answer(1)

    @Slot()
    def _equal(self) -> None:
        self._answer(None)

    def _answer(self, which: int | None) -> None:
        if self._sorting is None or self._sorting.question is None:
            return
        last = None if which is None else self._sorting.question[which]
        self.acted.emit(self._sorting.answer(last))
