"""A case for the circle as a file: Markdown, or PDF laid out in memory."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QBuffer, QIODevice, QMarginsF, QObject, QUrl, Signal, Slot
from PySide6.QtGui import QFont, QPageLayout, QPageSize, QPdfWriter, QTextDocument

from metanoia.domain.errors import (
    DiskFull,
    ExportFailed,
    FolderReadOnly,
    MetanoiaError,
    StorageFailed,
)
from metanoia.exchange import circle_case
from metanoia.ui import fonts
from metanoia.ui.destination import Notice
from metanoia.ui.file_dialogs import ask_where_to_save
from metanoia.vault import folder

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from metanoia.domain.entries import EntryId
    from metanoia.journal import Journal

_MARGIN = 22  # mm
_RESOLUTION = 300  # dots an inch
_SIZE = 11  # pt
_STYLE = """h1 {{ font-size: 20pt; font-weight: 600; }}
h2 {{ font-size: 12pt; font-weight: 600; font-family: '{ui}'; }}
td, th {{ padding: 5px 40px 12px 0; font-family: '{ui}'; font-size: 10pt; text-align: left; }}"""


class CaseFiles(QObject):
    """Asks where a case is to be saved, and saves it; ``said`` carries the Notice."""

    said = Signal(object)

    def __init__(self, journal: Journal, over: QWidget) -> None:
        super().__init__(over)
        self._journal = journal
        self._over = over
        self._text = ""

    def text(self, entry: EntryId) -> str:
        """Return a case as Markdown; Refused if a hidden name stands in it."""
        title = self._journal.entries.get(entry).title
        values = self._journal.answers.values(entry)
        return circle_case.as_markdown(title, values, self._journal.private_terms.all())

    def ask_for_markdown(self, entry: EntryId) -> None:
        """Ask where a case is to be saved as Markdown."""
        if self._read(entry):
            dialog = ask_where_to_save(
                self._over, self.tr("Save the case as Markdown"), self.tr("case.md"),
                self.tr("Markdown (*.md)"), "md",
            )  # fmt: skip
            dialog.fileSelected.connect(self.save_markdown)

    def ask_for_pdf(self, entry: EntryId) -> None:
        """Ask where a case is to be saved as PDF."""
        if self._read(entry):
            dialog = ask_where_to_save(
                self._over, self.tr("Save the case as PDF"), self.tr("case.pdf"),
                self.tr("PDF (*.pdf)"), "pdf",
            )  # fmt: skip
            dialog.fileSelected.connect(self.save_pdf)

    @Slot(str)
    def save_markdown(self, chosen: str) -> None:
        """Save what was read at ``chosen``."""
        self._save(Path(chosen), self._text.encode())

    @Slot(str)
    def save_pdf(self, chosen: str) -> None:
        """Save what was read at ``chosen``, laid out on A4."""
        self._save(Path(chosen), as_pdf(self._text))

    def _read(self, entry: EntryId) -> bool:
        try:
            self._text = self.text(entry)
        except MetanoiaError as error:
            self.said.emit(Notice(text=str(error)))
            return False
        return True

    def _save(self, path: Path, data: bytes) -> None:
        try:
            folder.write_atomically(path, data)
        except (DiskFull, FolderReadOnly) as error:
            self.said.emit(Notice(text=str(error)))
        except StorageFailed as error:
            why = error.__cause__
            said = why.strerror if isinstance(why, OSError) and why.strerror else str(why)
            self.said.emit(Notice(text=str(ExportFailed(said))))
        else:
            self.said.emit(Notice(text=self.tr("Saved as {}").format(path.name)))


class _Paper(QTextDocument):
    """Loads nothing: what a text names stays where it is."""

    def loadResource(self, kind: int, name: QUrl | str) -> object:
        return None


def as_pdf(markdown: str) -> bytes:
    """Return a text as a PDF on A4, made in memory; pictures in it are left out."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setResolution(_RESOLUTION)
    writer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    margins = QMarginsF(_MARGIN, _MARGIN, _MARGIN, _MARGIN)
    writer.setPageMargins(margins, QPageLayout.Unit.Millimeter)
    writer.setTitle("")
    paper = _Paper()
    paper.documentLayout().setPaintDevice(writer)
    paper.setDocumentMargin(0)
    font = QFont(fonts.SERIF_FAMILY)
    font.setPointSizeF(_SIZE)  # the application's own sizes are px of a screen
    paper.setDefaultFont(font)
    paper.setDefaultStyleSheet(_STYLE.format(ui=fonts.UI_FAMILY))
    paper.setHtml(circle_case.as_html(markdown))
    paper.setPageSize(writer.pageLayout().paintRectPixels(_RESOLUTION).size().toSizeF())
    paper.print_(writer)
    del writer  # it writes the end of the file as it goes
    data = bytes(buffer.data().data())
    buffer.close()
    return data
