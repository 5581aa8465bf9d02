"""A comment in the margin: its kind, when it was written, and its words, edited where they stand."""

from __future__ import annotations

from typing import Final, NamedTuple

from PySide6.QtCore import QEvent, QObject, Qt, Signal, Slot
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPaintEvent
from PySide6.QtWidgets import QFrame, QSizePolicy, QWidget

from metanoia.ui.theme import theme
from metanoia.ui.widgets.button import IconButton
from metanoia.ui.widgets.focus import KeyboardFocus, paint_ring
from metanoia.ui.widgets.label import Label
from metanoia.ui.widgets.layout import boxed, fixed, hbox, vbox
from metanoia.ui.widgets.paint import painter_of, rounded
from metanoia.ui.widgets.text_field import TextField
from metanoia.ui.widgets.tile import Icon

_RADIUS: Final = 10


class MarginNote(NamedTuple):
    """What a card shows: ``kind`` in words with icon and tone, ``when``, and the ``text``.

    ``about`` says for a screen reader what it is a comment on; a note that is not ``own`` is only read.
    """

    id: str
    kind: str
    icon: str
    tone: str
    when: str
    text: str
    about: str = ""
    own: bool = True


class MarginCard(KeyboardFocus, QFrame):
    """Enter edits, Esc leaves the words and then the card, Delete deletes; each says so by a signal."""

    edited = Signal(str, str)
    left = Signal(str)  # the words were left
    escaped = Signal(str)  # the card was left by Esc
    delete_asked = Signal(str)
    more_asked = Signal(str)
    snippets_asked = Signal(str)
    entered = Signal(str)

    def __init__(self, note: MarginNote, parent: QWidget) -> None:
        super().__init__(parent)
        self.note = note
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Minimum)
        self.icon = Icon(note.icon, 15, f"{note.tone}_text")
        self.kind = Label(note.kind, "caption", f"{note.tone}_text", weight=600)
        self.when = Label(note.when, "caption", "text3")
        self.snippets = IconButton("text-quote", self.tr("Questions to choose from"), "Ctrl+Space")
        self.more = IconButton("ellipsis", self.tr("More for this comment"))
        self.words = _Words(self.tr("Write your comment…"), self.tr("Comment"))
        for button in (self.snippets, self.more):
            fixed(button, 28, 24)
        self._tools = boxed(hbox(self.snippets, self.more))
        head = boxed(hbox(self.icon, 7, self.kind, None, self.when, self._tools))
        fixed(head, height=24)
        self._body = vbox(head, 1, self.words, margins=(13, 6, 13, 11))
        self.setLayout(self._body)
        self.words.textChanged.connect(self._typed)
        self.words.installEventFilter(self)
        self.snippets.clicked.connect(self._ask_snippets)
        self.more.clicked.connect(self._ask_more)
        theme().changed.connect(self.update)
        self._shown = True
        self.show_note(note)
        self.set_active(False)

    @property
    def id(self) -> str:
        """The id of the comment."""
        return self.note.id

    def show_note(self, note: MarginNote) -> None:
        """Show what a comment says now; the words that are being written stay as they are."""
        self.note = note
        self.icon.show_icon(note.icon, f"{note.tone}_text")
        self.kind.setText(note.kind)
        self.kind.set_colour(f"{note.tone}_text")
        self.when.setText(note.when)
        self.setAccessibleName(f"{note.kind}: {note.text}" if note.text else note.kind)
        self.setAccessibleDescription(note.about)
        self.words.setReadOnly(not note.own)
        if self.words.toPlainText() != note.text and not self.words.hasFocus():
            self._shown = True
            self.words.setPlainText(note.text)
        self._shown = False
        self.update()

    def set_active(self, active: bool) -> None:
        """Show the tools in place of the time while the comment is worked on."""
        tools = active and self.note.own
        self._tools.setVisible(tools)
        self.when.setVisible(not tools)
        self.setProperty("active", active)
        self.update()

    @property
    def active(self) -> bool:
        """Whether it is the comment that is worked on."""
        return bool(self.property("active"))

    def height_at(self, width: int) -> int:
        """Return how high the card is at ``width`` px."""
        self._body.activate()
        if self._body.hasHeightForWidth():
            return self._body.totalHeightForWidth(width)
        return self._body.totalSizeHint().height()

    def edit(self) -> None:
        """Put the caret behind the last word."""
        self.words.setFocus(Qt.FocusReason.OtherFocusReason)
        self.words.moveCursor(self.words.textCursor().MoveOperation.End)

    def insert(self, text: str) -> None:
        """Put ``text`` where the caret is."""
        self.words.insertPlainText(text)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the card; while it is worked on with an outline in its tone."""
        painter = painter_of(self)
        line = theme().colour(self.note.tone if self.active else "hairline")
        rounded(painter, self.rect(), _RADIUS, theme().colour("card"), line, 1.5 if self.active else 1)  # fmt: skip
        if self.ring_shown():
            paint_ring(painter, self.rect(), _RADIUS)
        painter.end()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Become the comment that is worked on."""
        super().focusInEvent(event)
        self.entered.emit(self.id)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Edit where it is pressed."""
        self.edit()
        event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter and F2 edit, Delete deletes, Esc goes back to the text."""
        key = event.key()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2):
            self.edit()
        elif key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) and self.note.own:
            self.delete_asked.emit(self.id)
        elif key == Qt.Key.Key_Escape:
            self.escaped.emit(self.id)
        else:
            super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Know when the words are entered and left; Esc leaves them, Ctrl+Space offers questions."""
        kind = event.type()
        if kind == QEvent.Type.FocusIn:
            self.entered.emit(self.id)
        elif kind == QEvent.Type.FocusOut and isinstance(event, QFocusEvent):
            if event.reason() not in (
                Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason,
            ):  # fmt: skip
                self.left.emit(self.id)
        elif kind == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._key_in_words(event)
        return False

    def _key_in_words(self, event: QKeyEvent) -> bool:
        if event.key() == Qt.Key.Key_Escape:
            if self.words.toPlainText().strip():
                self.setFocus(Qt.FocusReason.TabFocusReason)
            else:
                self.escaped.emit(self.id)
            return True
        control = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if event.key() == Qt.Key.Key_Space and control and self.note.own:
            self.snippets_asked.emit(self.id)
            return True
        return False

    def _typed(self) -> None:
        if not self._shown:
            self.edited.emit(self.id, self.words.toPlainText())

    def _ask_snippets(self) -> None:
        self.snippets_asked.emit(self.id)

    def _ask_more(self) -> None:
        self.more_asked.emit(self.id)


class _Words(TextField):
    """Words without a field around them: the card is that."""

    def __init__(self, placeholder: str, name: str) -> None:
        super().__init__(placeholder, name=name, least=1, most=14, role="label")
        theme().changed.connect(self._bare)  # after the field has dressed itself
        self._bare()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint:
            return True
        return super().event(event)

    def _height(self) -> int:
        return super()._height() - 2 * theme().px(9) + 2

    @Slot()
    def _bare(self) -> None:
        self.setFont(theme().font("label", weight=400))
        self.setViewportMargins(0, 0, 0, 0)
        self._space_lines()
        self.document().setModified(False)
        self._grow()
