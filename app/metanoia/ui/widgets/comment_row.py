"""One comment beside the thing it is about: its words then and now, and the answer to it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal, NamedTuple

from PySide6.QtCore import QCoreApplication, Qt, Signal, Slot
from PySide6.QtWidgets import QWidget

from metanoia.domain.replies import ANSWER_LIMIT, CommentKind
from metanoia.ui import dates
from metanoia.ui.widgets.answer_editor import AnswerEditor
from metanoia.ui.widgets.button import Button, Kind
from metanoia.ui.widgets.card import Panel
from metanoia.ui.widgets.chip import Chip
from metanoia.ui.widgets.flow import FlowLayout
from metanoia.ui.widgets.label import Label
from metanoia.ui.widgets.layout import boxed, hbox, vbox
from metanoia.ui.widgets.tab_order import order_tabs, stops_in

if TYPE_CHECKING:
    from metanoia.domain.replies import KeptComment

Standing = Literal["same", "changed", "gone", "unknown"]

_LOOKS: Final = {
    CommentKind.QUESTION: ("plum", "circle-help"),
    CommentKind.NOTICING: ("blue", "eye"),
    CommentKind.APPRECIATION: ("accent", "heart"),
    CommentKind.NOTE: ("neutral", "message-square"),
}


class Beside(NamedTuple):
    """A comment beside its thing as that is now.

    ``standing`` tells what became of the passage, ``now`` are its words if they changed, ``place`` is
    where it stands now (code points) if it stands in a text that can be gone to; ``where`` names the
    thing where the comment is shown far from it.
    """

    kept: KeptComment
    standing: Standing = "unknown"
    now: str = ""
    place: tuple[int, int] | None = None
    where: str = ""
    can_show: bool = True


class CommentRow(QWidget):
    """One comment; ``shown`` wants to see its words, the others what becomes of it."""

    shown = Signal(object)
    answered = Signal(object, str)
    closed = Signal(object)
    reopened = Signal(object)
    put_off = Signal(object)

    def __init__(self, beside: Beside, *, later: bool = False) -> None:
        super().__init__()
        self.beside = beside
        self._later = later
        said = beside.kept.said
        tone, icon = _LOOKS[said.kind]
        self._state = Chip("", "quiet", "check")
        self.who = Label("", "caption", "text2", wrap=True)
        self._where = Label("", "caption", "text2", elide=True)
        self.quote = Label("", "reading", "text2", wrap=True, italic=True, size=15)
        self._bar = Panel(fill=f"{tone}_soft" if tone != "neutral" else "sunken")
        self._bar.setFixedWidth(3)
        self.now = Label("", "caption", "ochre_text", wrap=True)
        self.text = Label("", "reading", wrap=True, size=16)
        self.answer_words = Label("", "label", weight=400, wrap=True)
        self._answer_left = Label("", "caption", "text3", wrap=True)
        self.editor: AnswerEditor | None = None  # made once an answer is begun
        kind: Kind = "soft" if said.kind is CommentKind.QUESTION else "ghost"
        self.answer = Button(self.tr("Answer"), kind, "message-square", "s")
        self.close_it = Button(self.tr("Close"), "ghost", "check", "s")
        self.later = Button(self.tr("Later"), "ghost", "clock", "s")
        self.reopen = Button(self.tr("Open again"), "ghost", "undo-2", "s")
        self.show_it = Button(self.tr("Show in the text"), "ghost", "arrow-up-right", "s")
        self._lay_out(Chip(name_of(said.kind), tone, icon))
        self._connect()
        self.show_beside(beside)

    def show_beside(self, beside: Beside) -> None:
        """Show what became of the comment meanwhile; an answer that is being written stays."""
        self.beside = beside
        kept, said = beside.kept, beside.kept.said
        day = dates.medium(kept.written_at.astimezone().date())
        self.who.setText(f"{kept.sender}, {day}")
        _say(self._where, beside.where)
        states = {"open": "", "answered": self.tr("Answered"), "closed": self.tr("Closed")}
        self._state.setText(states[kept.state])
        self._state.setVisible(kept.state != "open")
        words = " ".join(said.selector.exact.split()) if said.selector else ""
        self.quote.setText(words)
        self._quote_row.setVisible(bool(words))
        _say(self.now, self._now_words(beside))
        self.text.setText(said.body)
        self._show_answer(kept)
        if self.editing:
            return
        self._show_buttons()

    @property
    def editing(self) -> bool:
        """Whether an answer is being written."""
        return self.editor is not None and not self.editor.isHidden()

    def written(self) -> str:
        """Return the answer that is being written, "" for none."""
        return self.editor.field.toPlainText() if self.editor is not None and self.editing else ""

    def stops(self) -> tuple[QWidget, ...]:
        """Return what can be pressed, what is done most first."""
        return self.answer, self.reopen, self.close_it, self.show_it

    @Slot()
    def begin(self, written: str = "") -> None:
        """Write an answer, or go on with one."""
        kept = self.beside.kept
        before = kept.answer.text if kept.answer is not None else ""
        editor = self.editor or self._made()
        editor.field.setPlainText(written or before)
        editor.show()
        self._show_buttons()
        editor.field.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def leave(self) -> None:
        """Stop writing; the answer is as it was."""
        if self.editor is not None:
            self.editor.field.setPlainText("")
            self.editor.refuse("")
            self.editor.hide()
        self._show_buttons()
        self.answer.setFocus(Qt.FocusReason.OtherFocusReason)

    def refuse(self, sentence: str) -> None:
        """Say why the answer was not kept."""
        if self.editor is not None:
            self.editor.refuse(sentence)

    # -- inside

    def _made(self) -> AnswerEditor:
        self.editor = editor = AnswerEditor()
        self._editor_place.addWidget(editor)
        order_tabs(self.answer, list(stops_in(editor)))
        editor.given.connect(self._keep)
        editor.escaped.connect(self._escape)
        editor.left.connect(self.leave)
        return editor

    @Slot()
    def _escape(self) -> None:
        """Leave; at the second asking if something new is written."""
        if self.editor is None:
            return
        unkept = self.tr("This is not kept yet. Esc once more throws it away.")
        answer = self.beside.kept.answer
        before = answer.text if answer is not None else ""
        if self.written().strip() in ("", before) or self.editor.problem.text() == unkept:
            self.leave()
        else:
            self.refuse(unkept)

    def _now_words(self, beside: Beside) -> str:
        if beside.standing == "changed":
            return self.tr("Now: “{}”").format(" ".join(beside.now.split()))
        if beside.standing == "gone":
            return self.tr("These words are not in the text any more.")
        return ""

    def _show_answer(self, kept: KeptComment) -> None:
        answer = kept.answer
        self.answer_words.setText(answer.text if answer else "")
        self._answer_row.setVisible(answer is not None and not self.editing)
        if answer is not None:
            left = self.tr("You answered. It left with a share and stays as it is.")
            waits = self.tr("Your answer leaves with the next share.")
            self._answer_left.setText(left if answer.share else waits)

    def _show_buttons(self) -> None:
        kept, editing = self.beside.kept, self.editing
        sent = kept.answer is not None and kept.answer.share is not None
        again = self.tr("Change the answer") if kept.answer is not None else self.tr("Answer")
        self.answer.setText(again)
        self.answer.setVisible(not editing and not sent and kept.state != "closed")
        self.close_it.setVisible(not editing and kept.state != "closed")
        self.later.setVisible(self._later and not editing and kept.state == "open")
        self.reopen.setVisible(not editing and kept.state == "closed")
        self.show_it.setVisible(not editing and self.beside.can_show)
        self._answer_row.setVisible(kept.answer is not None and not editing)

    def _lay_out(self, kind: Chip) -> None:
        head = QWidget()
        head.setLayout(FlowLayout(kind, self._state, gap=6, line_gap=4))
        self._quote_row = boxed(vbox(8, boxed(hbox(self._bar, 11, (boxed(vbox(self.quote, 2, self.now)), 1)))))  # fmt: skip
        answer = Panel(
            self.answer_words, 3, self._answer_left, margins=(12, 9, 12, 9), fill="sunken"
        )
        self._answer_row = boxed(vbox(9, answer))
        self._editor_place = vbox()
        buttons = QWidget()
        buttons.setLayout(
            FlowLayout(
                self.answer, self.close_it, self.later, self.reopen, self.show_it, gap=4, line_gap=4
            )
        )
        self.setLayout(
            vbox(
                head, 4, self.who, self._where, self._quote_row, 8, self.text, self._answer_row,
                self._editor_place, 8, buttons,
            )
        )  # fmt: skip

    def _connect(self) -> None:
        for button, slot in (
            (self.answer, self.begin),
            (self.close_it, self._close), (self.reopen, self._reopen), (self.later, self._put_off),
            (self.show_it, self._show),
        ):  # fmt: skip
            button.clicked.connect(slot)

    @Slot()
    def _keep(self) -> None:
        said = self.written().strip()
        if not said:
            self.refuse(self.tr("There are no words in that answer. Write some first."))
        elif len(said) > ANSWER_LIMIT:
            self.refuse(self.tr("An answer has at most 10,000 characters. Shorten it."))
        else:
            self.answered.emit(self.beside.kept, said)

    @Slot()
    def _close(self) -> None:
        self.closed.emit(self.beside.kept)

    @Slot()
    def _reopen(self) -> None:
        self.reopened.emit(self.beside.kept)

    @Slot()
    def _put_off(self) -> None:
        self.put_off.emit(self.beside.kept)

    @Slot()
    def _show(self) -> None:
        self.shown.emit(self.beside)


def name_of(kind: CommentKind) -> str:
    """Return what a kind of comment is called."""
    return {
        CommentKind.QUESTION: _tr("Question"),
        CommentKind.NOTICING: _tr("I notice"),
        CommentKind.APPRECIATION: _tr("I appreciate"),
        CommentKind.NOTE: _tr("Note"),
    }[kind]


def _say(label: Label, text: str) -> None:
    label.setText(text)
    label.setVisible(bool(text))


def _tr(text: str) -> str:
    return QCoreApplication.translate("CommentRow", text)
