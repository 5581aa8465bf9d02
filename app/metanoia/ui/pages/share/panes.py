"""What the Share page is made of: two sides, three steps, and which of them is seen."""

from __future__ import annotations

from typing import Final, Literal

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QStackedWidget, QWidget

from metanoia.ui.pages.share.check import Check
from metanoia.ui.pages.share.choose import SIDE, Choose
from metanoia.ui.pages.share.choosing import Choosing
from metanoia.ui.pages.share.foot import Foot
from metanoia.ui.pages.share.paper import Paper
from metanoia.ui.pages.share.receipt import ReceiptPane
from metanoia.ui.pages.share.sealed import SealedPane
from metanoia.ui.theme import theme
from metanoia.ui.widgets.button import Button, IconButton
from metanoia.ui.widgets.card import Panel
from metanoia.ui.widgets.empty import EmptyState
from metanoia.ui.widgets.label import Label
from metanoia.ui.widgets.layout import boxed, hbox, vbox
from metanoia.ui.widgets.stepper import Stepper
from metanoia.ui.widgets.tile import Icon

Step = Literal["nothing", "choose", "check", "receipt", "reading"]
_LEFT: Final = 336
_NARROW_LEFT: Final = 286
_LEAST_LEFT: Final = 250
_ROOMY: Final = 1000  # px at scale 1 of the page
_NARROW: Final = 760


class Panes(QWidget):
    """Shows one step at a time."""

    def __init__(self, page: QWidget) -> None:
        super().__init__(page)
        self.step: Step = "choose"
        self.stepper = Stepper([self.tr("Choose"), self.tr("Check"), self.tr("Seal")])
        self.cross = IconButton("x", self.tr("Leave this share"), "Esc")
        self.choosing = Choosing()
        self.receipt = ReceiptPane()
        self.choose = Choose()
        self.check = Check()
        self.sealed = SealedPane()
        self.reading = Paper()
        self.read_words = Label("", "label", "accent_text", weight=600, elide=True)
        self.read_back = Button(self.tr("Back to the receipt"), "primary", "arrow-left")
        self.write = Button(self.tr("Write an entry"), "primary", "pen-line")
        self.own_card = Button(self.tr("Your key card"), "ghost", "qr-code")
        self._empty = EmptyState(
            "share-2",
            self.tr("What would you like somebody to see?"),
            self.tr(
                "A share is a sealed file with what you tick, one by one, for those you choose. "
                "Write something first; nothing ever leaves by itself."
            ),
            self.write,
            self.own_card,
        )
        stays = self.cross.sizePolicy()
        stays.setRetainSizeWhenHidden(True)
        self.cross.setSizePolicy(stays)
        self._lay_out()
        self.fit(0)

    def show_step(self, step: Step) -> None:
        """Show this step on both sides."""
        self.step = step
        self._whole.setCurrentWidget(self._empty if step == "nothing" else self._two)
        past = step in ("receipt", "reading")
        self._left_stack.setCurrentWidget(self.receipt if past else self.choosing)
        right = {
            "choose": self.choose,
            "check": self.check,
            "receipt": self.sealed,
            "reading": self._reading_room,
        }
        self._right_stack.setCurrentWidget(right.get(step, self.choose))
        self.stepper.set_current({"choose": 0, "check": 1}.get(step, 3))
        self.check.shape.setVisible(step == "check")
        self.cross.setVisible(step != "choose")

    def fit(self, width: int) -> None:
        """Share ``width`` px between the sides."""
        px = theme().px
        left = (
            _LEFT if width >= px(_ROOMY) else _NARROW_LEFT if width >= px(_NARROW) else _LEAST_LEFT
        )
        self._left.setFixedWidth(px(left))

    def _lay_out(self) -> None:
        self._left_stack = _stack(self.choosing, self.receipt)
        self._left = Panel((self._left_stack, 1), edges=("right",))
        paper = boxed(vbox((self.reading, 1), margins=(SIDE - 4, 0, SIDE - 6, 0)))
        head = hbox(Icon("eye", 16, "accent_text"), 9, (self.read_words, 1), margins=(SIDE + 6, 0, SIDE, 4))  # fmt: skip
        self._reading_room = boxed(vbox(boxed(head), (paper, 1), Foot(None, self.read_back)))
        self._right_stack = _stack(self.choose, self.check, self.sealed, self._reading_room)
        top = hbox(
            self.stepper, None, self.check.shape, 12, (self.cross, 0, Qt.AlignmentFlag.AlignVCenter),
            margins=(30, 18, 16, 16),
        )  # fmt: skip
        right = boxed(vbox(boxed(top), (self._right_stack, 1)))
        self._two = boxed(vbox((boxed(hbox(self._left, (right, 1))), 1)))
        self._whole = _stack(self._two, self._empty)
        self.setLayout(vbox((self._whole, 1)))


def _stack(*widgets: QWidget) -> QStackedWidget:
    stack = QStackedWidget()
    for widget in widgets:
        stack.addWidget(widget)
    return stack
