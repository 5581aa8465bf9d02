"""A form on the page: its questions in one column, kept as they are answered."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QPoint, QRect, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from metanoia.domain.form_values import asked
from metanoia.domain.forms import Problem
from metanoia.ui.pages.today.forms.answer import Answer, Setting
from metanoia.ui.pages.today.forms.answer_field import AnswerField
from metanoia.ui.pages.today.forms.beside import Beside
from metanoia.ui.pages.today.forms.conversation import ConversationAnswer
from metanoia.ui.pages.today.forms.form_layout import (
    Showing,
    blocks_of,
    closed_note,
    names_in,
    row_around,
)
from metanoia.ui.pages.today.forms.kinds import answer_for
from metanoia.ui.pages.today.forms.ref_answer import RefAnswer
from metanoia.ui.pages.today.forms.rows_of import RowsOf
from metanoia.ui.theme import theme
from metanoia.ui.widgets.banner import Banner
from metanoia.ui.widgets.card import Card, Divider
from metanoia.ui.widgets.label import Label
from metanoia.ui.widgets.layout import boxed, vbox
from metanoia.ui.widgets.scroll import ScrollArea
from metanoia.ui.widgets.tab_order import order_tabs, stops_in

if TYPE_CHECKING:
    from collections.abc import Sequence

    from metanoia.domain.answers import Value
    from metanoia.domain.form_fields import Field
    from metanoia.domain.forms import Form
    from metanoia.journal import Journal
    from metanoia.ui.pages.today.forms.made import Thing

_GAP: Final = 24  # px at scale 1 between questions
_BELOW: Final = 64
_WHOLE_ROW: Final = 0.8  # of the height in view: a lower row is brought into view as a whole


class FormView(QWidget):
    """Takes the place of the editor; ``edited`` and ``rested`` are as there.

    ``make_asked`` carries the place whose words are to become what its question makes, ``mark_asked``
    a place and the passage selected in it, the three signals of things a Thing, ``removed``
    an answer, the number and the value of a row taken out, ``entry_asked`` the id of an entry.
    """

    edited = Signal()
    rested = Signal()
    make_asked = Signal(str)
    mark_asked = Signal(str, int, int)
    thing_pressed = Signal(object)
    thing_settled = Signal(object, bool)
    due_asked = Signal(object)
    removed = Signal(object, int, object)
    entry_asked = Signal(str)
    finish_anyway = Signal()

    def __init__(self, journal: Journal, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._journal = journal
        self.after: QWidget | None = None  # what Tab stops at before the questions
        self._showing: Showing | None = None
        self._sides = (0, 0)
        self._last: QWidget | None = None
        self.answers: dict[str, Answer] = {}
        self._later: QWidget | None = None
        self._things: list[Thing] = []
        self.missing = Banner(tone="warn", icon="circle-dot")
        self.missing.acted.connect(self._finish_anyway)
        self.missing.hide()
        self._missing_row = vbox(self.missing)
        self.area = ScrollArea()
        self._column: QVBoxLayout = vbox()
        self._edges = (
            QVBoxLayout()
        )  # margins of its own: a scaled one's are set anew with the theme
        self._top = boxed(self._missing_row)
        self._top.hide()
        self.missing.dismissed.connect(self._top.hide)
        self.setLayout(vbox(self._top, (self.area, 1)))
        self._follow = QTimer(self, singleShot=True, interval=0)
        self._follow.timeout.connect(self._keep_in_view)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._focus_moved)
        theme().changed.connect(self.align)

    # -- showing

    def show_form(self, showing: Showing) -> None:
        """Show a form with its answers in place of what was shown."""
        self.forget()
        self._showing = showing
        names = names_in(showing.form, showing.values)
        setting = Setting(self._journal, showing.today, names)
        setting.setParent(self)
        for field in showing.form.all_fields:
            self.answers[field.key] = self._answer(field, setting)
        content = self._content(showing)
        for key, answer in self.answers.items():
            answer.show_value(showing.values.get(key))
        self.area.setWidget(content)
        for block in content.findChildren(Beside):
            block.refresh()
        self._lock(showing)
        self._ask_in_turn()
        self._order_tabs()
        self.align()
        self.area.verticalScrollBar().setValue(0)

    def values(self) -> dict[str, Value]:
        """Return what is answered by now."""
        found = {key: answer.value() for key, answer in self.answers.items()}
        return {key: value for key, value in found.items() if value is not None}

    def form(self) -> Form | None:
        """Return the form that is shown, None while there is none."""
        return self._showing.form if self._showing else None

    def is_locked(self) -> bool:
        """Tell whether the form that is shown takes only late answers."""
        return self._showing is not None and self._showing.locked

    def show_things(self, things: Sequence[Thing]) -> None:
        """Show what was made from the answers."""
        changed, self._things = list(things) != self._things, list(things)
        for key, answer in self.answers.items():
            answer.show_things([one for one in things if _key_of(one.place) == key])
        if changed:
            self._order_tabs()

    def forget(self) -> None:
        """Forget every answer, and what could bring it back."""
        self._top.hide()
        self._showing, self._last, self._later = None, None, None
        self.answers, self._things = {}, []
        old = self.area.takeWidget()
        if old is not None:
            for field in old.findChildren(AnswerField):
                field.blockSignals(True)
                field.clear()
                field.document().clearUndoRedoStacks()
            old.hide()
            old.deleteLater()
            self._column = vbox()  # the old ones go with what they laid out
            self._edges = QVBoxLayout()

    # -- the column

    def column_width(self) -> int:
        """Return the width in px of the questions."""
        return self.width() - sum(self._sides)

    def set_sides(self, left: int, right: int) -> None:
        """Leave so many px free beside the questions."""
        self._sides = (left, right)
        self.align()

    def align(self) -> None:
        """Keep the questions on the measured column."""
        left, right = self._sides
        bar = self.area.verticalScrollBar().sizeHint().width()
        px = theme().px
        self._edges.setContentsMargins(left, px(4), max(0, right - bar), px(_BELOW))
        self._missing_row.setContentsMargins(left, 0, right, px(8))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the questions on the measured column."""
        super().resizeEvent(event)
        self.align()

    # -- the keyboard

    def take_focus(self) -> None:
        """Go back to where the keyboard was, else to what is still to be answered."""
        last = self._last
        if last is not None and self.isAncestorOf(last) and last.isVisible():
            last.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        shown = [a for a in self.answers.values() if not a.isHidden() and not a.locked]
        if self._showing and self._showing.asks_later and self._showing.form.later:
            later = {field.key for field in self._showing.form.later.fields}
            asks = [a for a in shown if a.field.key in later and a.value() is None]
            if asks and not self._showing.locked:
                asks[0].take_focus()
                return
        empty = next((a for a in shown if a.value() is None), None)
        target = empty or (shown[0] if shown else None)
        if target is not None and not (self._showing and self._showing.locked):
            target.take_focus()
        else:
            self.area.viewport().setFocus(Qt.FocusReason.OtherFocusReason)

    def mark(self) -> None:
        """Ask that what is selected in the field with the keyboard becomes an assumption."""
        field = QApplication.focusWidget()
        if isinstance(field, AnswerField) and self.isAncestorOf(field):
            field.mark_asked.emit()

    def show_missing(self, problems: Sequence[Problem]) -> None:
        """Say what is still empty, and go to the first of it."""
        keys = list(dict.fromkeys(problem.field for problem in problems))
        answers = [self.answers[key] for key in keys if key in self.answers]
        if not answers:
            return
        for answer in answers:
            answer.show_missing(True)
        labels = [f"“{answer.field.label}”" for answer in answers]
        if len(labels) == 1:
            said = self.tr("Still empty: {}.").format(labels[0])
        else:
            said = self.tr("Still empty: {} and {} more, marked below.").format(
                labels[0], len(labels) - 1
            )
        self._top.show()
        self.missing.say(said, self.tr("Finish anyway"))
        self._last = None
        answers[0].take_focus()
        self._follow.start()

    def show_place(self, place: str, passage: tuple[int, int] | None = None) -> None:
        """Go to where a place is written, and select a passage of it."""
        answer = self.answers.get(_key_of(place))
        field = answer.field_at(place) if answer else None
        if field is not None:
            field.setFocus(Qt.FocusReason.OtherFocusReason)
            if passage:
                field.select(*passage)
            self._follow.start()

    def put_back(self, answer: object, at: int, value: object) -> None:
        """Bring back a row that was taken out, if its form is still shown."""
        if isinstance(answer, RowsOf) and answer in self.answers.values():
            answer.put_back(at, value)

    # -- building

    def _answer(self, field: Field, setting: Setting) -> Answer:
        answer = answer_for(field, setting)
        answer.edited.connect(self._edited)
        answer.rested.connect(self.rested)
        answer.make_asked.connect(self.make_asked)
        answer.mark_asked.connect(self.mark_asked)
        answer.thing_pressed.connect(self.thing_pressed)
        answer.thing_settled.connect(self.thing_settled)
        answer.due_asked.connect(self.due_asked)
        if isinstance(answer, RowsOf):
            answer.removed.connect(self._row_removed)
            answer.rearranged.connect(self._order_tabs)
        if isinstance(answer, RefAnswer):
            answer.entry_asked.connect(self.entry_asked)
        return answer

    def _content(self, showing: Showing) -> QWidget:
        form = showing.form
        self._column = vbox(gap=_GAP)
        if showing.locked:
            self._column.addWidget(closed_note(self, showing))
        later = self._later_block(showing)
        at_top = later is not None and showing.asks_later and not showing.locked
        if later is not None and at_top:
            self._column.addWidget(later)
        for block in blocks_of(self.answers, [f for f in form.fields if not f.late]):
            self._column.addWidget(block)
        for field in form.fields:
            if field.late:
                self._add_late(self.answers[field.key], showing)
        if later is not None and not at_top:
            self._column.addWidget(later)
        self._column.addStretch(1)
        self._edges = QVBoxLayout()
        self._edges.addLayout(self._column)
        return boxed(self._edges)

    def _add_late(self, answer: Answer, showing: Showing) -> None:
        if showing.locked or answer.field.key in showing.values:
            self._column.addWidget(Divider())
            self._column.addWidget(answer)
        else:
            answer.setParent(self)
            answer.hide()

    def _later_block(self, showing: Showing) -> QWidget | None:
        later = showing.form.later
        if later is None:
            return None
        answers = [self.answers[field.key] for field in later.fields]
        if not showing.asks_later and not any(f.key in showing.values for f in later.fields):
            for answer in answers:
                answer.setParent(self)
                answer.hide()
            return None
        title = Label(later.title, "h3", "accent_text")
        hint = Label(later.hint, "label", "text2", weight=400, wrap=True)
        self._later = Card(
            title, 2, hint, 16, vbox(*answers, gap=20), margins=(20, 16, 20, 20), fill="card"
        )
        hint.setVisible(bool(later.hint))
        return self._later

    def _lock(self, showing: Showing) -> None:
        if not showing.locked:
            return
        later = showing.form.later.fields if showing.form.later else ()
        open_keys = {f.key for f in (*showing.form.fields, *later) if f.late or f in later}
        for key, answer in self.answers.items():
            answer.set_locked(key not in open_keys)
            if key not in open_keys and answer.value() is None:
                answer.hide()

    def _ask_in_turn(self) -> None:
        """Show the questions that wait for another only once that is answered."""
        if self._showing is None:
            return
        values = self.values()
        later = self._showing.form.later
        for field in later.fields if later and self._later else ():
            if field.once:
                self.answers[field.key].setVisible(
                    asked(field, values) or self.answers[field.key].value() is not None
                )

    def _order_tabs(self) -> None:
        content = self.area.widget()
        if content is not None and self._showing is not None:
            stops = [self.missing.action, self.missing.cross, *stops_in(content)]
            order_tabs(self.after, stops)

    # -- inside

    def _edited(self) -> None:
        self._ask_in_turn()
        form = self.form()
        if form is not None:
            names = names_in(form, self.values())
            for answer in self.answers.values():
                if isinstance(answer, ConversationAnswer):
                    answer.set_names(names)
        self._top.hide()
        self._follow.start()
        self.edited.emit()

    def _row_removed(self, at: int, value: object) -> None:
        self.removed.emit(self.sender(), at, value)

    def _finish_anyway(self) -> None:
        self._top.hide()
        self.finish_anyway.emit()

    def _focus_moved(self, _old: object, new: object) -> None:
        if isinstance(new, QWidget) and self.area.isAncestorOf(new):
            self._last = new
            self._follow.start()

    def _keep_in_view(self) -> None:
        here, content = self._last, self.area.widget()
        if here is None or content is None or not content.isAncestorOf(here):
            return
        row = row_around(here, content)
        if row is not None and row.height() < self.area.viewport().height() * _WHOLE_ROW:
            self.area.ensureWidgetVisible(row, 0, theme().px(8))
            return
        rect = here.cursorRect() if isinstance(here, AnswerField) else here.rect()
        place = QRect(here.mapTo(content, rect.topLeft()), rect.size())
        middle: QPoint = place.center()
        px = theme().px
        self.area.ensureVisible(middle.x(), middle.y(), 0, place.height() // 2 + px(40))


def _key_of(place: str) -> str:
    """Return the question's key in "lines.unsaid/3"."""
    return place.partition("/")[0].partition(".")[0]
