"""One question of a form with its answer; every kind of question is one of these."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QWidget

from metanoia.ui.widgets.label import Label
from metanoia.ui.widgets.layout import boxed, hbox, vbox

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping, Sequence

    from metanoia.domain.answers import Value
    from metanoia.domain.form_fields import Field
    from metanoia.journal import Journal
    from metanoia.ui.pages.today.forms.answer_field import AnswerField
    from metanoia.ui.pages.today.forms.made import Thing

NEAR: Final = 0.85  # of the longest text, from where on its length is said


class Setting(QObject):
    """What an answer may have to know: the journal, the entry's day, what an option is called here."""

    def __init__(self, journal: Journal, today: dt.date, names: Mapping[str, str]) -> None:
        super().__init__()
        self.journal = journal
        self.today = today
        self.names = dict(names)


class Question(QWidget):
    """The words of a question, a quiet star where an answer is needed, a hint, and how long it is."""

    def __init__(self, field: Field, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._field = field
        star = " *" if field.required else ""
        self.label = Label(field.label + star, "label", weight=600, wrap=True)
        self.count = Label("", "caption", "text3", tabular=True)
        self.count.hide()
        bottom = Qt.AlignmentFlag.AlignBottom
        head = boxed(hbox((self.label, 1), 12, (self.count, 0, bottom)))
        self._hint = Label(field.hint, "caption", "text3", wrap=True)
        self.setLayout(vbox(head, self._hint, gap=1))
        self._hint.setVisible(bool(field.hint))

    def set_locked(self, locked: bool) -> None:
        """Ask no longer, and say only what was asked; or ask again."""
        star = " *" if self._field.required and not locked else ""
        self.label.setText(self._field.label + star)
        self._hint.setVisible(bool(self._field.hint) and not locked)

    def show_missing(self, missing: bool) -> None:
        """Say that it is still empty, or no longer."""
        self.label.set_colour("ochre_text" if missing else "text")

    def show_length(self, length: int, most: int) -> None:
        """Say how long the answer is, once that matters."""
        over = length - most
        self.count.setVisible(length >= most * NEAR)
        self.count.set_colour("danger_text" if over > 0 else "text3")
        words = self.tr("{} too many").format(over) if over > 0 else f"{length} / {most}"
        self.count.setText(words)


class Answer(QWidget):
    """``edited`` is emitted for the person's changes, ``rested`` when a field is left.

    ``make_asked`` carries the place ("assume/0") whose words are to become what the question makes,
    ``mark_asked`` a place and the passage selected in it, in code points.
    """

    edited = Signal()
    rested = Signal()
    make_asked = Signal(str)
    mark_asked = Signal(str, int, int)
    thing_pressed = Signal(object)
    thing_settled = Signal(object, bool)
    due_asked = Signal(object)

    def __init__(self, field: Field, setting: Setting, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.field = field
        self.setting = setting
        self.locked = False
        self.question = Question(field)

    def name(self) -> str:
        """Return what a screen reader calls the field: the question."""
        return (
            self.tr("{} (needed)").format(self.field.label)
            if self.field.required
            else self.field.label
        )

    def value(self) -> Value | None:
        """Return the answer, None where there is none."""
        raise NotImplementedError

    def show_value(self, value: Value | None) -> None:
        """Show an answer, or that there is none; nothing is emitted."""
        raise NotImplementedError

    def take_focus(self) -> None:
        """Put the keyboard where the answer is given."""
        raise NotImplementedError

    def set_locked(self, locked: bool) -> None:
        """Let the answer be read only, or be changed."""
        self.locked = locked
        self.question.set_locked(locked)

    def place_of(self, field: AnswerField) -> str | None:
        """Return the place ("assume/0") that is written in ``field``, None if it is none of mine."""
        return None

    def field_at(self, place: str) -> AnswerField | None:
        """Return where ``place`` is written, None if it is not here."""
        return None

    def show_things(self, things: Sequence[Thing]) -> None:
        """Show what was made from this answer."""

    def show_missing(self, missing: bool) -> None:
        """Say that it is still empty, or no longer."""
        self.question.show_missing(missing)

    def relay(self, field: AnswerField) -> None:
        """Pass on what happens in a field of text."""
        field.edited.connect(self.edited)
        field.rested.connect(self.rested)
        field.mark_asked.connect(self._mark)

    def _mark(self) -> None:
        from metanoia.ui.pages.today.forms.answer_field import AnswerField

        field = self.sender()
        if not isinstance(field, AnswerField):
            return
        place = self.place_of(field)
        if place is None:
            return
        start, stop = field.selected() or field.sentence()
        self.mark_asked.emit(place, start, stop)
