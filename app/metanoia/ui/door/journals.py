"""The journals opened on this computer, by their folders alone; and ways to others."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from metanoia.ui.door.folder_choice import choose_folder
from metanoia.ui.door.room import ColumnRoom, Or, shown_path
from metanoia.ui.widgets.button import Button, IconButton
from metanoia.ui.widgets.label import Label
from metanoia.ui.widgets.layout import boxed, hbox, vbox
from metanoia.ui.widgets.row import RowButton

if TYPE_CHECKING:
    from metanoia.ui.session import Session


class JournalRow(QWidget):
    """One recent journal: open it, or take it off the list; its folder stays."""

    opened = Signal(Path)
    forgotten = Signal(Path)

    def __init__(self, folder: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._folder = folder
        self.open = RowButton("book-open", folder.name, shown_path(folder))
        self.forget = IconButton("x", self.tr("Take {} off this list").format(folder.name))
        self.setLayout(hbox((self.open, 1), 6, self.forget))
        self.open.clicked.connect(self._open)
        self.forget.clicked.connect(self._forget)

    @Slot()
    def _open(self) -> None:
        self.opened.emit(self._folder)

    @Slot()
    def _forget(self) -> None:
        self.forgotten.emit(self._folder)


class Journals(ColumnRoom):
    """The recent journals, a folder to choose, a journal to make."""

    chosen = Signal(Path)
    create_asked = Signal()
    left = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, 460, parent)
        self.title.setText(self.tr("Another journal"))
        self._list = vbox(gap=8)
        self._rows: list[JournalRow] = []
        self._none = Label(
            self.tr("No other journal was opened here yet."), "body", "text2", wrap=True
        )
        self.browse = RowButton(
            "folder-open",
            self.tr("Choose a folder…"),
            self.tr("The whole folder of a journal, also on another disk"),
        )
        self.make = RowButton(
            "feather", self.tr("Make a new journal"), self.tr("With a passphrase of its own")
        )
        self.back = Button(self.tr("Back"), "ghost", "arrow-left")
        self.build(
            self._none, boxed(self._list), 18, Or(), 16, self.browse, 8, self.make, 14,
            boxed(hbox(None, self.back, None)),
        )  # fmt: skip
        self.browse.clicked.connect(self.choose_folder)
        self.make.clicked.connect(self.create_asked)
        self.back.clicked.connect(self.left)

    def show_journals(self) -> None:
        """List the recent journals."""
        for row in self._rows:
            self._list.removeWidget(row)
            row.hide()
            row.deleteLater()
        folders = [Path(path) for path in self.session.settings.journals]
        self._rows = [JournalRow(folder) for folder in folders]
        for row in self._rows:
            row.opened.connect(self.chosen)
            row.forgotten.connect(self._forget)
            self._list.addWidget(row)
        self._none.setVisible(not folders)
        self.lead.setText(self.tr("Only folders are remembered here, and only on this computer."))

    def rows(self) -> list[JournalRow]:
        """Return the rows, most recent first."""
        return list(self._rows)

    def first_focus(self) -> QWidget:
        """Return the first journal, or the way to choose a folder."""
        rows = self.rows()
        return rows[0].open if rows else self.browse

    @Slot()
    def choose_folder(self) -> None:
        """Ask for a journal's folder."""
        dialog = choose_folder(self, self.tr("Open a journal’s folder"))
        dialog.fileSelected.connect(self._chosen)

    @Slot(str)
    def _chosen(self, folder: str) -> None:
        if folder:
            self.chosen.emit(Path(folder))

    @Slot(Path)
    def _forget(self, folder: Path) -> None:
        self.session.settings.forget(folder)
        self.show_journals()
