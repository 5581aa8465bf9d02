"""Finding words in the entry that is open: a field, a count, next and previous."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QTextCursor
from PySide6.QtWidgets import QFrame, QWidget

from metanoia.ui.widgets.button import IconButton
from metanoia.ui.widgets.editor import MarkdownEditor
from metanoia.ui.widgets.field import LineField
from metanoia.ui.widgets.label import Label
from metanoia.ui.widgets.layout import hbox


class FindBar(QFrame):
    """Marks what is typed in ``editor`` and goes from hit to hit; ``closed`` once it is put away."""

    closed = Signal()

    def __init__(self, editor: MarkdownEditor, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._editor = editor
        self._hits: list[tuple[int, int]] = []
        self._at = -1
        self.field = LineField(
            self.tr("Find in this entry"),
            name=self.tr("Find in this entry"),
            size="s",
            icon="search",
        )
        self.count = Label("", "caption", "text2", tabular=True)
        before = IconButton("chevron-up", self.tr("Previous"), "Shift+Enter")
        after = IconButton("chevron-down", self.tr("Next"), "Enter")
        cross = IconButton("x", self.tr("Close"), "Esc")
        self.setLayout(hbox((self.field, 1), 12, self.count, 8, before, after, cross))
        self.field.textEdited.connect(self.search)
        editor.edited.connect(self._text_changed)
        before.clicked.connect(self.previous)
        after.clicked.connect(self.next)
        cross.clicked.connect(self.close_bar)

    def open(self) -> None:
        """Show the bar, with what is selected in the text already typed."""
        chosen = self._editor.textCursor().selectedText()
        self.show()
        if chosen and "\u2029" not in chosen:
            self.field.setText(chosen)
        self.field.selectAll()
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search()

    def close_bar(self) -> None:
        """Put the bar away and go back to the text, with the last hit selected."""
        if self.isHidden():
            return
        self.hide()
        cursor = self._editor.textCursor()
        cursor.setPosition(cursor.selectionEnd())  # else the next key would replace what was found
        self._editor.setTextCursor(cursor)
        self._hits, self._at = [], -1
        self._editor.mark_hits([])
        self.closed.emit()

    def forget(self) -> None:
        """Forget what was looked for."""
        self.field.clear()
        self.close_bar()

    def search(self) -> None:
        """Mark every place where the text says what is typed, whatever its capitals."""
        start = self._editor.textCursor().selectionStart()
        self._look()
        self._at = next((i for i, hit in enumerate(self._hits) if hit[0] >= start), 0)
        self._show_current()

    def next(self) -> None:
        """Go to the next hit; after the last comes the first."""
        self._go(1)

    def previous(self) -> None:
        """Go to the hit before; before the first comes the last."""
        self._go(-1)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go on with Enter, back with Shift+Enter, close with Esc."""
        shift = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
        if event.key() == Qt.Key.Key_Escape:
            self.close_bar()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Down, Qt.Key.Key_Up):
            back = shift or event.key() == Qt.Key.Key_Up
            self._go(-1 if back else 1)
        else:
            super().keyPressEvent(event)

    def _look(self) -> None:
        wanted = self.field.text()
        document = self._editor.document()
        self._hits = []
        cursor = QTextCursor(document)
        while wanted:
            cursor = document.find(wanted, cursor)
            if cursor.isNull():
                break
            start = cursor.selectionStart()
            self._hits.append((start, cursor.selectionEnd() - start))
        self._editor.mark_hits(self._hits)

    def _text_changed(self) -> None:
        if not self.isHidden():
            self._look()
            self._at = min(self._at, len(self._hits) - 1)
            self._tell()

    def _go(self, by: int) -> None:
        if self._hits:
            self._at = (self._at + by) % len(self._hits)
        self._show_current()

    def _show_current(self) -> None:
        if self._hits:
            start, length = self._hits[self._at]
            cursor = self._editor.textCursor()
            cursor.setPosition(start)
            cursor.setPosition(start + length, QTextCursor.MoveMode.KeepAnchor)
            self._editor.setTextCursor(cursor)
            self._editor.ensureCursorVisible()
        self._tell()

    def _tell(self) -> None:
        if not self.field.text():
            self.count.setText("")
        elif not self._hits:
            self.count.setText(self.tr("Not found"))
        else:
            self.count.setText(self.tr("{} of {}").format(self._at + 1, len(self._hits)))
        self.field.set_wrong(bool(self.field.text()) and not self._hits)
        self.field.setAccessibleDescription(self.count.text())
