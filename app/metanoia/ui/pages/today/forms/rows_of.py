"""Answers of several rows: adding, taking away, moving and walking through them by keys."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPaintEvent
from PySide6.QtWidgets import QApplication, QFrame, QVBoxLayout, QWidget

from metanoia.ui.pages.today.forms.answer import Answer, Setting
from metanoia.ui.pages.today.forms.answer_field import AnswerField
from metanoia.ui.theme import CARD_RADIUS, theme
from metanoia.ui.widgets.button import Button
from metanoia.ui.widgets.label import Label
from metanoia.ui.widgets.layout import boxed, hbox, vbox
from metanoia.ui.widgets.paint import painter_of, rounded

if TYPE_CHECKING:
    from collections.abc import Sequence

    from metanoia.domain.form_fields import Field
    from metanoia.ui.pages.today.forms.made import Thing

_ENTERS: Final = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_KEYPAD: Final = Qt.KeyboardModifier.KeypadModifier


class Row(QWidget):
    """One row; the active one has a soft ground and a bar of the accent before it.

    ``removal_asked`` is emitted where the row is to go although it says something.
    """

    edited = Signal()
    removal_asked = Signal()
    thing_pressed = Signal(object)
    thing_settled = Signal(object, bool)
    due_asked = Signal(object)
    make_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.active = False

    def fields(self) -> list[AnswerField]:
        """Return the fields of text, in the order of Tab."""
        raise NotImplementedError

    def is_blank(self) -> bool:
        """Tell whether nothing is said in it."""
        raise NotImplementedError

    def set_active(self, active: bool) -> None:
        """Show it as the row the keyboard is in, or not."""
        if active != self.active:
            self.active = active
            self.update()

    def set_locked(self, locked: bool) -> None:
        """Let it be read only."""
        for field in self.fields():
            field.setReadOnly(locked)

    def show_things(self, things: Sequence[Thing]) -> None:
        """Show what was made from it."""

    def key(self, event: QKeyEvent) -> None:
        """Take a key that means something in this kind of row, by accepting the event."""

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint ground and bar of the active row."""
        if not self.active:
            return
        painter = painter_of(self)
        px = theme().px
        rounded(painter, self.rect(), 9, theme().colour("hover", 0.6))
        bar = QRectF(0, px(9), px(3), self.height() - px(18))
        rounded(painter, bar, px(1.5), theme().colour("accent"))
        painter.end()


class RowsOf(Answer):
    """``removed`` carries the number and the value of a row that was taken out with its words.

    ``rearranged`` says that rows came, went or moved.
    """

    removed = Signal(int, object)
    rearranged = Signal()

    def __init__(self, field: Field, setting: Setting, most: int, least: int) -> None:
        super().__init__(field, setting)
        self.most, self.least = most, max(1, least)
        self.rows: list[Row] = []
        self._filling = False
        self.card = TableCard()
        self.body: QVBoxLayout = vbox(gap=2)
        self.add_button = Button(self.add_words(), "ghost", "plus", "s", hint=self.tr("Enter"))
        self.add_button.setAccessibleName(f"{self.add_words()}: {field.label}")
        self.add_button.clicked.connect(self._add_last)
        self.count = Label("", "label", "text3", weight=400, tabular=True)
        self.foot = boxed(hbox(self.add_button, None, self.count))
        self._watch_focus()

    # -- what each kind says

    def add_words(self) -> str:
        """Return what adding a row is called."""
        return self.tr("Add a line")

    def new_row(self, before: Row | None) -> Row:
        """Return an empty row to come after ``before``."""
        raise NotImplementedError

    def row_value(self, row: Row) -> object:
        """Return what a row says."""
        raise NotImplementedError

    def fill_row(self, row: Row, value: object) -> None:
        """Show what ``row_value`` returned."""
        raise NotImplementedError

    # -- rows

    def insert(self, at: int, value: object = None) -> Row:
        """Put a row at a place, empty or with a value, and return it."""
        row = self.new_row(self.rows[at - 1] if 0 < at <= len(self.rows) else None)
        if value is not None:
            self.fill_row(row, value)
        self.rows.insert(at, row)
        self.body.insertWidget(at, row)
        row.set_locked(self.locked)
        for field in row.fields():
            self.relay(field)
            field.key_asked.connect(self._key)
            field.make_asked.connect(self._make_here)
        row.make_asked.connect(self._make_row)
        row.removal_asked.connect(self._remove_asked)
        row.edited.connect(self._row_edited)
        row.thing_pressed.connect(self.thing_pressed)
        row.thing_settled.connect(self.thing_settled)
        row.due_asked.connect(self.due_asked)
        if not self._filling:
            self.rearranged.emit()
            self.show_count()
        return row

    def take_out(self, row: Row) -> None:
        """Take a row away; the last one is only emptied."""
        self.rows.remove(row)
        self.body.removeWidget(row)
        row.hide()
        row.deleteLater()
        if not self.rows:
            self.insert(0)
        self.show_count()

    def replace_all(self, values: Sequence[object]) -> None:
        """Show these rows in place of all, and as many empty ones as are asked for at least."""
        for row in self.rows:
            self.body.removeWidget(row)
            row.hide()
            row.deleteLater()
        self.rows = []
        self._filling = True
        for value in values:
            self.insert(len(self.rows), value)
        while len(self.rows) < self.least:
            self.insert(len(self.rows))
        self._filling = False
        self.rearranged.emit()
        self.show_count()

    def said_rows(self) -> list[Row]:
        """Return the rows that say something: their places are the ones that are kept."""
        return [row for row in self.rows if not row.is_blank()]

    def show_count(self) -> None:
        """Say how many rows there are of how many there may be."""
        said = len(self.said_rows())
        words = self.tr("{} of {}").format(said, self.most) if said else ""
        self.count.setText(words)
        self.add_button.setEnabled(len(self.rows) < self.most)
        self.foot.setVisible(not self.locked)

    def take_focus(self) -> None:
        """Put the caret into the first empty row, else at the end of the last."""
        row = next((one for one in self.rows if one.is_blank()), self.rows[-1])
        _enter(row.fields()[0])

    def set_locked(self, locked: bool) -> None:
        """Let the rows be read only."""
        super().set_locked(locked)
        for row in self.rows:
            row.set_locked(locked)
        self.card.set_flat(locked)
        self.show_count()

    # -- keys

    def _key(self, event: object) -> None:
        field = self.sender()
        if not isinstance(event, QKeyEvent) or not isinstance(field, AnswerField):
            return
        row = self._row_of(field)
        if row is None:
            return
        if not self.locked:
            row.key(event)
            if event.isAccepted() or self._changing_key(row, field, event):
                return
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()))
        if step and not event.modifiers() & ~_KEYPAD:
            edge = field.on_first_line() if step < 0 else field.on_last_line()
            target = self.rows.index(row) + step
            if edge and 0 <= target < len(self.rows):
                event.accept()
                column = row.fields().index(field)
                _enter(self.rows[target].fields()[column], at_end=step < 0)

    def _changing_key(self, row: Row, field: AnswerField, event: QKeyEvent) -> bool:
        key, modifiers = Qt.Key(event.key()), event.modifiers() & ~_KEYPAD
        alone = modifiers == Qt.KeyboardModifier.NoModifier
        at = self.rows.index(row)
        if key in _ENTERS and alone:
            self.enter_pressed(row, field)
        elif key in (Qt.Key.Key_Backspace, Qt.Key.Key_Delete) and alone and row.is_blank():
            if len(self.rows) == 1:
                return False
            self.take_out(row)
            to = max(0, at - 1) if key == Qt.Key.Key_Backspace else min(at, len(self.rows) - 1)
            _enter(self.rows[to].fields()[0])
            self.edited.emit()
        elif (
            key in (Qt.Key.Key_Up, Qt.Key.Key_Down) and modifiers == Qt.KeyboardModifier.AltModifier
        ):
            self._move(at, at + (-1 if key == Qt.Key.Key_Up else 1), field)
        else:
            return False
        event.accept()
        return True

    def enter_pressed(self, row: Row, field: AnswerField) -> None:
        """Go to a new row after this one."""
        if not row.is_blank():
            self.add_after(row)

    def add_after(self, row: Row, value: object = None) -> None:
        """Add a row after ``row``, if there is room, and go there."""
        at = self.rows.index(row) + 1
        if at < len(self.rows) and self.rows[at].is_blank() and value is None:
            _enter(self.rows[at].fields()[0])
        elif len(self.rows) < self.most:
            _enter(self.insert(at, value).fields()[0], at_end=False)

    def _move(self, at: int, to: int, field: AnswerField) -> None:
        if not 0 <= to < len(self.rows):
            return
        row = self.rows.pop(at)
        self.rows.insert(to, row)
        self.body.removeWidget(row)
        self.body.insertWidget(to, row)
        self.rearranged.emit()
        field.setFocus(Qt.FocusReason.OtherFocusReason)
        self.edited.emit()

    def _add_last(self) -> None:
        self.add_after(self.rows[-1])

    def _remove_asked(self) -> None:
        row = self.sender()
        if isinstance(row, Row) and row in self.rows and not self.locked:
            at, value = self.rows.index(row), self.row_value(row)
            blank = row.is_blank()
            self.take_out(row)
            _enter(self.rows[min(at, len(self.rows) - 1)].fields()[0])
            self.edited.emit()
            if not blank:
                self.removed.emit(at, value)

    def put_back(self, at: int, value: object) -> None:
        """Bring back a row that was taken out."""
        if len(self.rows) == 1 and self.rows[0].is_blank():
            self.fill_row(self.rows[0], value)
        else:
            self.insert(min(at, len(self.rows)), value)
        self.show_count()
        self.edited.emit()

    # -- inside

    def _row_edited(self) -> None:
        self.show_count()
        self.show_missing(False)
        self.edited.emit()

    def _row_of(self, field: QWidget) -> Row | None:
        return next((row for row in self.rows if row.isAncestorOf(field)), None)

    def _make_here(self) -> None:
        field = self.sender()
        place = self.place_of(field) if isinstance(field, AnswerField) else None
        if place and self.makes_at(place):
            self.make_asked.emit(self.makes_at(place))

    def makes_at(self, place: str) -> str:
        """Return the place of which something is made where the keyboard is in ``place``, else ""."""
        return place if self.field.makes else ""

    def _make_row(self) -> None:
        row = self.sender()
        if isinstance(row, Row) and (place := self.place_of(row.fields()[0])):
            self.make_asked.emit(self.makes_at(place))

    def _watch_focus(self) -> None:
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._focus_moved)

    def _focus_moved(self, _old: object, new: object) -> None:
        for row in self.rows:
            inside = isinstance(new, QWidget) and row.isAncestorOf(new)
            row.set_active(inside and not self.locked)


class TableCard(QFrame):
    """The rounded ground of a table; none where the rows can only be read."""

    flat = False

    def set_flat(self, flat: bool) -> None:
        """Paint no ground, or paint it."""
        self.flat = flat
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint ground and hairline."""
        if self.flat:
            return
        painter = painter_of(self)
        colour = theme().colour
        rounded(painter, self.rect(), CARD_RADIUS, colour("card"), colour("hairline"))
        painter.end()


def _enter(field: AnswerField, *, at_end: bool = True) -> None:
    field.setFocus(Qt.FocusReason.OtherFocusReason)
    if at_end:
        field.caret_to_end()
