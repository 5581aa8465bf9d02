"""Pictures and files of the entry: taken in, shown, put into the text, saved elsewhere, removed."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QMimeData, QObject, Qt
from PySide6.QtGui import QImage, QTextCursor
from PySide6.QtWidgets import QFileDialog

from metanoia.domain.attachments import Attachment
from metanoia.ui.background import Task
from metanoia.ui.destination import Notice
from metanoia.ui.file_dialogs import keep_no_history
from metanoia.ui.pages.today import pictures
from metanoia.ui.pages.today.panel_rows import Thumbnail
from metanoia.ui.pages.today.picture_sheet import PictureSheet
from metanoia.ui.widgets.menu import Menu

if TYPE_CHECKING:
    from collections.abc import Callable

    from metanoia.domain.entries import EntryId
    from metanoia.ui.pages.today.page import TodayPage

_FILTER: Final = "*.jpg *.jpeg *.png *.webp *.gif *.bmp *.tif *.tiff"


class PictureActions(QObject):
    """Reading and cleaning happens in the background; what is kept is kept here."""

    def __init__(self, page: TodayPage) -> None:
        super().__init__(page)
        self._page = page
        self._reading: dict[Task, EntryId] = {}
        self._pressed: Attachment | None = None
        page.panel.picture_pressed.connect(self.offer)
        page.panel.picture_removed.connect(self.remove)

    def take(self, source: object) -> None:
        """Take what was dropped or pasted."""
        if isinstance(source, QMimeData):
            self._read(pictures.reading(source))

    def ask(self) -> None:
        """Let the person choose pictures."""
        title = self.tr("Insert pictures")
        keep_no_history()
        dialog = QFileDialog(self._page, title, "", self.tr("Pictures ({})").format(_FILTER))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        dialog.filesSelected.connect(self._files_chosen)
        dialog.open()

    def offer(self, thumbnail: object) -> None:
        """Say what can be done with a picture."""
        if not isinstance(thumbnail, Thumbnail):
            return
        self._pressed = thumbnail.attachment
        menu = Menu(thumbnail)
        if self._pressed.is_picture:
            menu.add(self.tr("Look at it"), self.look, icon="eye")
        if self._page.draft.form is None:
            menu.add(self.tr("Put it into the text"), self.put_into_text, icon="text-cursor-input")
        menu.add(self.tr("Save a copy…"), self.ask_where_to, icon="download")
        menu.addSeparator()
        menu.add(self.tr("Remove"), self.remove_pressed, icon="trash-2", key=self.tr("Del"))
        menu.open_below(thumbnail)

    def look(self) -> None:
        """Show the picture large."""
        if self._pressed is None:
            return
        with self._page.saying_errors():
            data = self._page.journal.attachments.data(self._pressed.sha256)
            image = QImage.fromData(data) if data else QImage()
            self._page.show_over(PictureSheet(self._page, self._pressed.name, image))

    def put_into_text(self) -> None:
        """Put the picture's line at the caret."""
        if self._pressed is not None:
            self._page.column.editor.begin_with(pictures.markdown_for(self._pressed))
            self._page.take_focus()

    def ask_where_to(self) -> None:
        """Let the person choose where a copy goes, in the clear."""
        if self._pressed is None:
            return
        keep_no_history()
        dialog = QFileDialog(self._page, self.tr("Save a copy"))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.selectFile(self._pressed.name)
        dialog.fileSelected.connect(self._save_copy)
        dialog.open()

    def remove_pressed(self) -> None:
        """Take the picture whose menu was open off the entry."""
        if self._pressed is not None:
            self.remove(self._pressed)

    def remove(self, attachment: object) -> None:
        """Take a picture off the entry and out of the text, with Undo."""
        if not isinstance(attachment, Attachment):
            return
        page = self._page
        line = pictures.markdown_for(attachment)
        with page.saying_errors():
            page.journal.attachments.remove(attachment.id, source=page)
            place = self._cut_from_text(line)
            page.show_around()
            page.take_focus()
            undo = partial(self._restore, attachment, line, place)
            said = self.tr("“{}” removed").format(attachment.name)
            page.said.emit(Notice(text=said, undo=undo))

    def forget(self) -> None:
        """Drop what is still being read."""
        for task in self._reading:
            task.cancel()
        self._reading = {}
        self._pressed = None

    # -- inside

    def _files_chosen(self, files: list[str]) -> None:
        self._read(pictures.reading_files([Path(file) for file in files]))

    def _read(self, work: Callable[[], pictures.Taken]) -> None:
        page = self._page
        if not page.settled():
            return
        with page.saying_errors():
            entry = page.draft.begin(page.column.title.text(), page.column.written())
            task = Task(work)
            self._reading[task] = entry.id
            task.done.connect(self._taken)
            task.failed.connect(self._failed)
            task.start()

    def _taken(self, taken: object) -> None:
        task = self.sender()
        entry = self._reading.pop(task, None) if isinstance(task, Task) else None
        if entry is None or not isinstance(taken, pictures.Taken):
            return
        page = self._page
        with page.saying_errors():
            for given in taken.given:
                kept = page.journal.attachments.add(
                    entry, given.name, given.data, mime=given.mime, source=page
                )
                if page.draft.id == entry and page.draft.form is None:
                    page.column.editor.begin_with(pictures.markdown_for(kept))
            page.settled()
        for problem in taken.problems:
            page.said.emit(Notice(text=problem))
        if page.draft.id == entry:
            page.show_around()

    def _failed(self, _error: Exception) -> None:
        task = self.sender()
        if isinstance(task, Task) and self._reading.pop(task, None) is not None:
            said = self.tr("That could not be read. Try it once more.")
            self._page.said.emit(Notice(text=said))

    def _save_copy(self, file: str) -> None:
        page = self._page
        with page.saying_errors():
            data = page.journal.attachments.data(self._pressed.sha256) if self._pressed else None
            if data is None:
                return
            try:
                Path(file).write_bytes(data)
            except OSError:
                said = self.tr("The copy could not be saved there. Choose another folder.")
            else:
                said = self.tr("Copy saved, outside your journal")
            page.said.emit(Notice(text=said))

    def _cut_from_text(self, line: str) -> int:
        """Remove the picture's line from the text; return where it stood, -1 if nowhere."""
        cursor = self._page.column.editor.document().find(line)
        if cursor.isNull():
            return -1
        place = cursor.selectionStart()
        cursor.removeSelectedText()
        return place

    def _restore(self, attachment: Attachment, line: str, place: int) -> None:
        page = self._page
        with page.saying_errors():
            page.journal.attachments.restore(attachment.id, source=page)
            if place >= 0 and page.draft.id == attachment.entry_id:
                editor = page.column.editor
                cursor = QTextCursor(editor.document())
                cursor.setPosition(min(place, editor.document().characterCount() - 1))
                cursor.insertText(line)
            page.show_around()
