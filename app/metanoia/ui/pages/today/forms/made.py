"""What was made from an answer, and how an answer shows it: a chip, or a step to tick."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Final, NamedTuple

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QSizePolicy, QWidget

from metanoia.ui import dates
from metanoia.ui.widgets.button import Button, IconButton
from metanoia.ui.widgets.check import CheckBox
from metanoia.ui.widgets.chip import Chip
from metanoia.ui.widgets.layout import hbox

if TYPE_CHECKING:
    from collections.abc import Sequence

    from metanoia.domain.form_fields import Makes

KEY: Final = "Alt Enter"
_ICONS: Final[dict[str, str]] = {
    "assumption": "lightbulb",
    "action": "square-check",
    "prediction": "hourglass",
}


class Thing(NamedTuple):
    """Something that came from an answer: ``place`` is "assume/0", ``passage`` in its code points.

    ``percent`` is how sure or how likely, ``done`` whether a step was taken.
    """

    kind: Makes
    id: str
    place: str
    words: str
    passage: tuple[int, int] | None = None
    percent: int | None = None
    due_on: dt.date | None = None
    done: bool = False


def make_words(kind: Makes) -> str:
    """Return what making one of ``kind`` is called."""
    tr = QCoreApplication.translate
    return {
        "assumption": tr("Made", "Note it as an assumption"),
        "action": tr("Made", "Make it a step to take"),
        "prediction": tr("Made", "Make it a prediction"),
    }[kind]


class StepTag(QWidget):
    """A step to tick once it is taken, and the day by which it is meant to be."""

    ticked = Signal(bool)
    due_asked = Signal()

    def __init__(self, thing: Thing, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.box = CheckBox(checked=thing.done, name=said(thing))
        self.box.setToolTip(self.tr("Tick it once it is done"))
        words = self.tr("by when?")
        if thing.due_on is not None:
            words = self.tr("by {}").format(dates.short(thing.due_on))
        self.day = Button(
            words, "ghost", size="s", name=self.tr("The step’s day: {}").format(words)
        )
        self.setLayout(hbox(self.box, self.day))
        self.box.toggled.connect(self.ticked)
        self.day.clicked.connect(self.due_asked)


class MadeSlot(QWidget):
    """At the end of an answer: a quiet button that makes something of it, then what it became."""

    make_asked = Signal()
    pressed = Signal(object)  # Thing
    settled = Signal(object, bool)
    due_asked = Signal(object)

    def __init__(self, kind: Makes, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.button = IconButton(_ICONS[kind], make_words(kind), KEY, token="text3")
        self.button.setFocusPolicy(Qt.FocusPolicy.ClickFocus)  # Alt+Enter does the same
        self.button.clicked.connect(self.make_asked)
        self.tags: list[Chip | StepTag] = []
        self._things: list[Thing] = []
        self._row = hbox(self.button, gap=6)
        self.setLayout(self._row)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.button.hide()
        self._offered = False

    def offer(self, offered: bool) -> None:
        """Offer to make something, where there are words and nothing was made of them yet."""
        self._offered = offered
        self.button.setVisible(offered and not self._things)

    def show_things(self, things: Sequence[Thing]) -> None:
        """Show what was made."""
        if list(things) == self._things:
            return
        for tag in self.tags:
            self._row.removeWidget(tag)
            tag.hide()
            tag.deleteLater()
        self._things = list(things)
        self.tags = [self._tag(thing) for thing in things]
        for tag in self.tags:
            self._row.addWidget(tag)
        self.offer(self._offered)

    def _tag(self, thing: Thing) -> Chip | StepTag:
        if thing.kind == "action":
            step = StepTag(thing)
            step.ticked.connect(self._ticked)
            step.due_asked.connect(self._due_asked)
            return step
        chip = _chip(thing, said(thing))
        chip.clicked.connect(self._pressed)
        return chip

    def _of(self, tag: object) -> Thing:
        return self._things[self.tags.index(tag)]  # type: ignore[arg-type]

    def _pressed(self) -> None:
        self.pressed.emit(self._of(self.sender()))

    def _ticked(self, on: bool) -> None:
        self.settled.emit(self._of(self.sender()), on)

    def _due_asked(self) -> None:
        self.due_asked.emit(self._of(self.sender()))


def said(thing: Thing) -> str:
    """Return what a screen reader says of it."""
    tr = QCoreApplication.translate
    kind = {
        "assumption": tr("Made", "Assumption"),
        "action": tr("Made", "Step"),
        "prediction": tr("Made", "Prediction"),
    }[thing.kind]
    parts = [kind]
    if thing.percent is not None:
        parts.append(f"{thing.percent}%")
    if thing.due_on is not None:
        parts.append(tr("Made", "by {}").format(dates.medium(thing.due_on)))
    return ", ".join((*parts, thing.words))


def _chip(thing: Thing, name: str) -> Chip:
    tr = QCoreApplication.translate
    percent = f"{thing.percent}%" if thing.percent is not None else ""
    if thing.kind == "assumption":
        words = percent or tr("Made", "Assumption")
        chip = Chip(words, "plum", dot=True, clickable=True, name=name)
        chip.setToolTip(tr("Made", "An assumption from here on. Open it"))
        return chip
    due = dates.short(thing.due_on) if thing.due_on else ""
    words = tr("Made", "{} by {}").format(percent, due) if percent and due else percent or due
    chip = Chip(words, "accent", "hourglass", clickable=True, name=name)
    chip.setToolTip(tr("Made", "A prediction from here on. Open it"))
    return chip
