"""What is chosen on a map, looked at closely and changed: beside the canvas, in place of the loops."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QWidget

from metanoia.domain import map_edits
from metanoia.domain.maps import (
    ACTOR_LIMIT,
    BECAUSE_LIMIT,
    NAME_LIMIT,
    NOTE_LIMIT,
    ROLES,
    CausalLink,
    MapNote,
    Variable,
)
from metanoia.domain.variable_names import doubt
from metanoia.ui.autosave import Autosave
from metanoia.ui.widgets.button import Button, IconButton
from metanoia.ui.widgets.check import CheckBox
from metanoia.ui.widgets.field import LineField
from metanoia.ui.widgets.label import Label
from metanoia.ui.widgets.labelled import Labelled
from metanoia.ui.widgets.layout import Child, boxed, hbox, vbox
from metanoia.ui.widgets.segmented import Segmented
from metanoia.ui.widgets.select import ComboBox
from metanoia.ui.widgets.text_field import TextField

if TYPE_CHECKING:
    from metanoia.ui.pages.systems.editing import Editing
    from metanoia.ui.pages.systems.map.resting_on import RestingOn

_SIGNS: Final = (1, -1, 0)


class Part(QWidget):
    """One part of a map; what is typed is kept soon after typing stops, as one act.

    ``left`` asks for the loops again, ``asked`` names what is to be done with the part.
    """

    left = Signal()
    asked = Signal(str)

    def __init__(self, editing: Editing, part_id: str, title: str) -> None:
        super().__init__()
        self.editing = editing
        self.part_id = part_id
        self.back = IconButton("arrow-left", self.tr("Back to the loops"), "Esc")
        self.title = Label(title, "strong")
        self.delete = IconButton("trash-2", self.tr("Delete"), "Del")
        self.saving = Autosave(self._keep, self)
        self.column = vbox(
            boxed(hbox(self.back, 6, (self.title, 1), self.delete)), 14, margins=(14, 18, 18, 18)
        )
        self.setLayout(self.column)
        self.back.clicked.connect(self.left)
        self.delete.clicked.connect(self._delete)

    def show_part(self) -> None:
        """Show the part as it is now, but for a field that is being written in."""
        raise NotImplementedError

    def written(self) -> dict[str, Any]:
        """Return the fields as they are written now."""
        raise NotImplementedError

    def words(self) -> str:
        """Return what undo says of a change here."""
        raise NotImplementedError

    def change(self, **said: Any) -> bool:
        """Keep some fields of the part as one act."""
        raise NotImplementedError

    def take_focus(self) -> None:
        """Put the keyboard on what is changed most."""
        raise NotImplementedError

    def add(self, *children: Child) -> None:
        """Add ``children`` below one another."""
        self.column.addWidget(boxed(vbox(*children)))

    def _keep(self) -> None:
        if not self.change(**self.written()):
            self.saving.forget()
            self.show_part()

    @Slot()
    def _touched(self) -> None:
        self.saving.touch()

    @Slot()
    def _delete(self) -> None:
        self.saving.forget()
        remove = partial(map_edits.remove, ids={self.part_id})
        self.editing.do(remove, self.tr("Deleted"))


class VariablePart(Part):
    """A variable: its name, whose it is, its role, whether one can act on it, its line."""

    def __init__(self, editing: Editing, part_id: str, line: QWidget | None = None) -> None:
        super().__init__(editing, part_id, "")
        self.title.setText(self.tr("Variable"))
        self.name = LineField(name=self.tr("Name"))
        self.name.setMaxLength(NAME_LIMIT)
        self.named = Labelled(
            self.tr("Name"), self.name, self.tr("Something that can rise and fall.")
        )
        self.mine = CheckBox(self.tr("I can act on this myself"))
        self.actor = LineField(self.tr("me, Jonas, the board…"), name=self.tr("Whose it is"))
        self.actor.setMaxLength(ACTOR_LIMIT)
        self.role = ComboBox(self._roles(), name=self.tr("Its role"))
        self.add(
            self.named, 14,
            self.mine, 14, Labelled(self.tr("Whose it is"), self.actor), 14,
            Labelled(self.tr("Its role"), self.role, self.tr("Some patterns can only be told apart by it.")),
        )  # fmt: skip
        if line is not None:
            self.column.addSpacing(14)
            self.column.addWidget(line)
        self.column.addStretch(1)
        for field in (self.name, self.actor):
            field.textEdited.connect(self._touched)
            field.editingFinished.connect(self._rest)
        self.name.textEdited.connect(self._doubt)
        self.mine.clicked.connect(self._marked)
        self.role.activated.connect(self._role_chosen)
        self.show_part()

    def show_part(self) -> None:
        """Show the variable."""
        one = self.editing.map.variable(self.part_id)
        if not self.saving.dirty:
            self.name.setText(one.name)
            self.actor.setText(one.actor)
        self._doubt(self.name.text())
        self.mine.setChecked(one.mine)
        self.role.setCurrentIndex(ROLES.index(one.role) + 1 if one.role else 0)

    def take_focus(self) -> None:
        """Begin where it is written."""
        self.name.setFocus(Qt.FocusReason.TabFocusReason)

    def written(self) -> dict[str, Any]:
        """Return name and actor."""
        one: Variable = self.editing.map.variable(self.part_id)
        return {"name": self.name.text().strip() or one.name, "actor": self.actor.text()}

    def change(self, **said: Any) -> bool:
        """Keep it."""
        act = partial(map_edits.change_variable, id_=self.part_id, **said)
        return self.editing.do(act, self.tr("Variable changed"))

    @Slot(str)
    def _doubt(self, name: str) -> None:
        self.named.set_hint({
            "": self.tr("Something that can rise and fall."),
            "direction": self.tr("Without its direction it can rise and fall: “Trust” rather than “More trust”."),
            "event": self.tr("That was once. What of it rises and falls?"),
            "verb": self.tr("Say it as a thing: “Answers” rather than “To answer”."),
        }[doubt(name)])  # fmt: skip

    @Slot()
    def _rest(self) -> None:
        """Keep what was written; a name that was emptied stands there again."""
        self.saving.flush()
        if self.part_id in self.editing.map.names:
            self.show_part()

    @Slot()
    def _marked(self) -> None:
        self.change(mine=self.mine.isChecked())

    @Slot(int)
    def _role_chosen(self, number: int) -> None:
        self.change(role=ROLES[number - 1] if number else None)

    def _roles(self) -> list[str]:
        return [
            self.tr("None"), self.tr("A goal: what is wanted"), self.tr("A gap to a goal"),
            self.tr("A capacity that can be built"), self.tr("A limit"),
            self.tr("Something all share"),
        ]  # fmt: skip


class LinkPart(Part):
    """A link: its sign, its delay, why it is so, and the assumption that it rests on."""

    def __init__(self, editing: Editing, part_id: str, resting: RestingOn) -> None:
        super().__init__(editing, part_id, "")
        self.title.setText(self.tr("Link"))
        self.ends = Label("", "body", wrap=True)
        self.sign = Segmented(
            [self.tr("+ same way"), self.tr("− other way"), "?"], name=self.tr("Its sign")
        )
        self.meaning = Label("", "label", "text2", weight=400, wrap=True)
        self.delay = CheckBox(self.tr("It takes a while"))
        self.resting = resting
        self.because = TextField(self.tr("because…"), name=self.tr("Because"), least=2, most=6)
        self.turn = Button(self.tr("Turn around"), "ghost", "refresh-cw", "s")
        self.straighten = Button(self.tr("Bend it by itself again"), "ghost", "spline", "s")
        self.add(
            self.ends, 12, boxed(hbox(self.sign, None)), 6, self.meaning, 12, self.delay, 14,
            Labelled(self.tr("Because"), self.because), 14, resting, 10,
            boxed(hbox(self.turn, None)), boxed(hbox(self.straighten, None)),
        )  # fmt: skip
        self.column.addStretch(1)
        self.sign.chosen.connect(self._signed)
        self.delay.clicked.connect(self._delayed)
        self.because.textChanged.connect(self._typed)
        self.turn.clicked.connect(self._turn)
        self.straighten.clicked.connect(self._straighten)
        self._filling = False
        self.show_part()

    def show_part(self) -> None:
        """Show the link."""
        of = self.editing.map
        one: CausalLink = of.link(self.part_id)
        source, target = of.names[one.source], of.names[one.target]
        self.ends.setText(f"{source} → {target}")
        self.sign.set_current(_SIGNS.index(one.polarity))
        said = {
            1: self.tr("When “{}” rises, “{}” rises too."),
            -1: self.tr("When “{}” rises, “{}” falls."),
            0: self.tr("When “{}” rises, it is not known what “{}” does. That is an assumption."),
        }[one.polarity]
        self.meaning.setText(said.format(source, target))
        self.delay.setChecked(one.delayed)
        self.straighten.setVisible(one.bend is not None)
        self.resting.refresh()
        if not self.saving.dirty and self.because.toPlainText() != one.because:
            self._filling = True
            self.because.setPlainText(one.because)
            self._filling = False

    def take_focus(self) -> None:
        """Begin with why it is so."""
        self.because.setFocus(Qt.FocusReason.TabFocusReason)

    def written(self) -> dict[str, Any]:
        """Return why it is so."""
        return {"because": self.because.toPlainText()[:BECAUSE_LIMIT]}

    def change(self, **said: Any) -> bool:
        """Keep it."""
        act = partial(map_edits.change_link, id_=self.part_id, **said)
        return self.editing.do(act, self.tr("Link changed"))

    @Slot()
    def _typed(self) -> None:
        if not self._filling:
            self.saving.touch()

    @Slot(int)
    def _signed(self, number: int) -> None:
        self.change(polarity=_SIGNS[number])

    @Slot()
    def _delayed(self) -> None:
        self.change(delayed=self.delay.isChecked())

    @Slot()
    def _turn(self) -> None:
        turn = partial(map_edits.turn, id_=self.part_id)
        self.editing.do(turn, self.tr("Link turned around"))

    @Slot()
    def _straighten(self) -> None:
        self.change(bend=None)


class NotePart(Part):
    """A note: its text."""

    def __init__(self, editing: Editing, part_id: str) -> None:
        super().__init__(editing, part_id, "")
        self.title.setText(self.tr("Note"))
        self.text = TextField("", name=self.tr("What the note says"), least=3, most=12)
        self.add(self.text)
        self.column.addStretch(1)
        self._filling = False
        self.text.textChanged.connect(self._typed)
        self.show_part()

    def show_part(self) -> None:
        """Show the note."""
        one: MapNote = self.editing.map.note(self.part_id)
        if not self.saving.dirty and self.text.toPlainText() != one.text:
            self._filling = True
            self.text.setPlainText(one.text)
            self._filling = False

    def take_focus(self) -> None:
        """Begin where it is written."""
        self.text.setFocus(Qt.FocusReason.TabFocusReason)

    def written(self) -> dict[str, Any]:
        """Return the text; an empty one is not kept."""
        text = self.text.toPlainText()[:NOTE_LIMIT]
        return {"text": text if text.strip() else self.editing.map.note(self.part_id).text}

    def change(self, **said: Any) -> bool:
        """Keep it."""
        act = partial(map_edits.change_note, id_=self.part_id, **said)
        return self.editing.do(act, self.tr("Note changed"))

    @Slot()
    def _typed(self) -> None:
        if not self._filling:
            self.saving.touch()


class SeveralPart(QWidget):
    """Several parts: brought into line, spread, deleted. ``asked`` carries how, as the canvas knows it."""

    left = Signal()
    asked = Signal(str)

    def __init__(self, count: int) -> None:
        super().__init__()
        self.back = IconButton("arrow-left", self.tr("Back to the loops"), "Esc")
        title = Label(self.tr("{} chosen").format(count), "strong")
        self.delete = Button(self.tr("Delete them"), "ghost", "trash-2", "s")
        self.ways = {
            "left": self.tr("Left edges in line"), "middle": self.tr("Below one another"),
            "right": self.tr("Right edges in line"), "top": self.tr("Upper edges in line"),
            "centre": self.tr("Beside one another"), "bottom": self.tr("Lower edges in line"),
            "across": self.tr("Even gaps from left to right"),
            "down": self.tr("Even gaps from top to bottom"),
        }  # fmt: skip
        self.buttons = {how: Button(words, "ghost", size="s") for how, words in self.ways.items()}
        column = vbox(boxed(hbox(self.back, 6, (title, 1))), 12, margins=(14, 18, 18, 18), gap=2)
        for button in self.buttons.values():
            column.addWidget(boxed(hbox(button, None)))
            button.clicked.connect(self._pressed)
        column.addSpacing(10)
        column.addWidget(boxed(hbox(self.delete, None)), 0, Qt.AlignmentFlag.AlignTop)
        column.addStretch(1)
        self.setLayout(column)
        self.back.clicked.connect(self.left)
        self.delete.clicked.connect(self._delete)

    def take_focus(self) -> None:
        """Begin with the first way."""
        self.buttons["left"].setFocus(Qt.FocusReason.TabFocusReason)

    @Slot()
    def _pressed(self) -> None:
        pressed = self.sender()
        self.asked.emit(next(how for how, button in self.buttons.items() if button is pressed))

    @Slot()
    def _delete(self) -> None:
        self.asked.emit("delete")
