"""A coach's private notes about one client: on the desk only, never in a reply."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Signal, Slot
from PySide6.QtGui import QMouseEvent, QPaintEvent, QTextCursor
from PySide6.QtWidgets import QWidget

from metanoia.ui import dates
from metanoia.ui.autosave import Autosave
from metanoia.ui.theme import theme
from metanoia.ui.widgets.button import Button, IconButton
from metanoia.ui.widgets.card import Panel
from metanoia.ui.widgets.label import Label
from metanoia.ui.widgets.layout import boxed, hbox, vbox
from metanoia.ui.widgets.overlay import Overlay
from metanoia.ui.widgets.paint import painter_of, shadow
from metanoia.ui.widgets.scroll import ScrollArea
from metanoia.ui.widgets.text_field import TextField
from metanoia.ui.widgets.tile import Icon
from metanoia.ui.widgets.toast import Toast

if TYPE_CHECKING:
    from metanoia.domain.clients import ClientNote
    from metanoia.journal import Journal

_WIDTH = 420


class NotesSheet(Overlay):
    """Lies at the right side of the window; each note is kept soon after the last key."""

    def __init__(self, over: QWidget, journal: Journal, person: str, name: str, share: str | None) -> None:  # fmt: skip
        super().__init__(over)
        self._journal, self._person, self._share = journal, person, share
        self.setAccessibleName(self.tr("Private notes about {}").format(name))
        self.notes: list[NoteBox] = []
        title = Label(self.tr("Private notes about {}").format(name), "h3", wrap=True)
        self.cross = IconButton("x", self.tr("Close"), "Esc")
        promise = Label(
            self.tr("Only on your desk. Never in a reply."), "label", "accent_text", weight=500
        )
        self.new = Button(self.tr("New note"), "outline", "plus", "s")
        self.state = Label("", "caption", "text3")
        self.none = Label(
            self.tr("What you want to remember before the next session, in words that are yours alone."),
            "body", "text2", wrap=True,
        )  # fmt: skip
        self._list = vbox(gap=14)
        self._area = ScrollArea(boxed(vbox(self.none, boxed(self._list), None, margins=(22, 6, 18, 18))))  # fmt: skip
        head = hbox((title, 1), 8, self.cross, margins=(22, 20, 14, 0))
        line = hbox(
            Icon("shield-check", 16, "accent_text"), 8, (promise, 1), margins=(22, 0, 18, 0)
        )
        tools = hbox(self.new, None, self.state, margins=(22, 8, 18, 4))
        self.card = Panel(
            boxed(head), 4, boxed(line), boxed(tools), (self._area, 1), fill="overlay",
            edges=("left",), parent=self,
        )  # fmt: skip
        self.cross.clicked.connect(self.dismiss)
        self.new.clicked.connect(self.begin)
        self._fill()

    def open(self) -> None:
        """Come, ready to write: at the newest note, or a new one where there is none."""
        super().open()
        if not self.notes:
            self.begin()
        else:
            self.notes[0].field.setFocus()
            self.notes[0].field.moveCursor(QTextCursor.MoveOperation.End)

    def place(self) -> None:
        """Stand at the right edge, as high as the window."""
        width = min(theme().px(_WIDTH), self.width())
        self.card.setGeometry(self.width() - width, 0, width, self.height())

    def dismiss(self) -> None:
        """Keep what is written, and go."""
        for note in self.notes:
            note.rest()
        super().dismiss()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Go when the page beside it is pressed."""
        if not self.card.geometry().contains(event.position().toPoint()):
            self.dismiss()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the shadow of the card."""
        painter = painter_of(self)
        shadow(painter, self.card.geometry(), 2, depth=26, strength=0.12, drop=0)
        painter.end()

    @Slot()
    def begin(self) -> None:
        """Begin a new note above the others."""
        if self.notes and self.notes[0].note is None:
            self.notes[0].field.setFocus()
            return
        box = self._box(None)
        self.notes.insert(0, box)
        self._list.insertWidget(0, box)
        box.show()
        self.none.hide()
        box.field.setFocus()

    def _fill(self) -> None:
        for box in self.notes:
            self._list.removeWidget(box)
            box.hide()
            box.deleteLater()
        self.notes = [self._box(one) for one in self._journal.clients.notes(self._person)]
        for box in self.notes:
            self._list.addWidget(box)
            box.show()
        self.none.setVisible(not self.notes)

    def _box(self, note: ClientNote | None) -> NoteBox:
        box = NoteBox(self._journal, self._person, self._share, note)
        box.said.connect(self.state.setText)
        box.delete_asked.connect(self._delete)
        return box

    @Slot(object)
    def _delete(self, box: NoteBox) -> None:
        box.forget()
        note = box.note
        self.notes.remove(box)
        self._list.removeWidget(box)
        box.hide()
        box.deleteLater()
        if note is None:
            self.none.setVisible(not self.notes)
            return
        gone = self._journal.clients.delete_note(self._person, note.id)
        journal, person = self._journal, self._person

        def undo() -> None:
            journal.clients.put_note_back(person, gone)

        toast = Toast(self, self.tr("The note was deleted."), undo)
        toast.undone.connect(self._fill)
        self.none.setVisible(not self.notes)


class NoteBox(QWidget):
    """One note: its day, and its words in a field that keeps itself."""

    said = Signal(str)
    delete_asked = Signal(object)

    def __init__(self, journal: Journal, person: str, share: str | None, note: ClientNote | None) -> None:  # fmt: skip
        super().__init__()
        self._journal, self._person, self._share = journal, person, share
        self.note = note
        day = note.written_at.astimezone().date() if note else None
        self.when = Label(dates.medium(day) if day else self.tr("New"), "caption", "text3", weight=600)  # fmt: skip
        self.gone = IconButton("trash-2", self.tr("Delete this note"))
        self.field = TextField(
            self.tr("Write freely; Markdown works."), name=self.tr("Private note"), least=3, most=18
        )
        if note is not None:
            self.field.setPlainText(note.text)
        self.setLayout(vbox(boxed(hbox(self.when, None, self.gone)), 2, self.field))
        self._autosave = Autosave(self._keep, self)
        self._autosave.waiting.connect(self._tell_waiting)
        self._autosave.kept.connect(self._tell_kept)
        self._autosave.failed.connect(self.said)
        self.field.textChanged.connect(self._autosave.touch)
        self.field.installEventFilter(self)
        self.gone.clicked.connect(self._delete)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep it as it is left."""
        if event.type() == QEvent.Type.FocusOut:
            self._autosave.flush()
        return False

    def rest(self) -> None:
        """Keep what is not kept yet."""
        self._autosave.flush()

    def forget(self) -> None:
        """Keep nothing any more."""
        self._autosave.forget()

    def _keep(self) -> None:
        text = self.field.toPlainText()
        if not text.strip() or not self._journal.is_open:
            return
        if self.note is None:
            self.note = self._journal.clients.add_note(self._person, text, share=self._share)
        elif text.strip() != self.note.text:
            self._journal.clients.change_note(self._person, self.note.id, text)

    @Slot()
    def _tell_waiting(self) -> None:
        self.said.emit("")

    @Slot()
    def _tell_kept(self) -> None:
        self.said.emit(self.tr("Saved"))

    @Slot()
    def _delete(self) -> None:
        self.delete_asked.emit(self)
