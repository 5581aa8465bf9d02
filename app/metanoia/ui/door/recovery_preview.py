"""The recovery sheet as it will be printed, and the ways to put it on paper."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from PySide6.QtCore import (
    QBuffer,
    QByteArray,
    QIODevice,
    QMarginsF,
    QRectF,
    QSize,
    Qt,
    Signal,
    Slot,
)
from PySide6.QtGui import QPageSize, QPainter, QPaintEvent, QPdfWriter, QShowEvent
from PySide6.QtWidgets import QDialog, QWidget

from metanoia.domain.errors import MetanoiaError
from metanoia.ui.capture import of_the_system
from metanoia.ui.door.recovery_sheet import RecoverySheet, offer_to_print
from metanoia.ui.file_dialogs import ask_where_to_save
from metanoia.ui.theme import theme
from metanoia.ui.widgets.button import Button
from metanoia.ui.widgets.label import Label
from metanoia.ui.widgets.layout import boxed, hbox, vbox
from metanoia.ui.widgets.paint import painter_of
from metanoia.ui.widgets.scroll import ScrollArea
from metanoia.vault.folder import write_atomically

FILE: Final = "sheet.pdf"  # says nothing of what it holds
_WIDTH: Final = 560  # px at scale 1
_A4: Final = 297 / 210


class _Paper(QWidget):
    """One page of A4 in white, whatever the theme."""

    def __init__(self, sheet: RecoverySheet) -> None:
        super().__init__()
        self._sheet = sheet
        self.setAccessibleName(self.tr("The sheet as it will be printed"))
        width = theme().px(_WIDTH)
        self.setFixedSize(QSize(width, round(width * _A4)))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = painter_of(self)
        painter.fillRect(self.rect(), Qt.GlobalColor.white)
        self._sheet.paint(painter, QRectF(self.rect()))
        painter.end()


class RecoveryPreview(QDialog):
    """Shows ``sheet``, prints it, or writes it where the person says; ``problem`` says what failed."""

    problem = Signal(str)

    def __init__(self, parent: QWidget, sheet: RecoverySheet) -> None:
        super().__init__(parent.window())
        self._sheet = sheet
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Metanoia"))
        self.setModal(True)
        self.setPalette(theme().palette())
        self.print = Button(self.tr("Print…"), "primary", "printer")
        self.save = Button(self.tr("Save as PDF…"), "outline", "file-down")
        self.leave = Button(self.tr("Close"), "ghost")
        self.said = Label(
            self.tr("A file with this key opens the journal: put it on a stick, and away."),
            "caption", "text3", wrap=True,
        )  # fmt: skip
        area = ScrollArea(boxed(hbox(None, _Paper(sheet), None, margins=(16, 16, 16, 16))))
        buttons = boxed(hbox((self.said, 1), 14, self.leave, 8, self.save, 8, self.print))
        self.setLayout(vbox((area, 1), boxed(vbox(buttons, margins=(18, 12, 18, 14)))))
        self.resize(theme().px(_WIDTH + 64), theme().px(640))
        self.print.clicked.connect(self._print)
        self.save.clicked.connect(self._ask_where)
        self.leave.clicked.connect(self.close)
        self.print.setFocus()

    def showEvent(self, event: QShowEvent) -> None:
        """Keep the key out of pictures of the screen, where the system can."""
        super().showEvent(event)
        if (hide := of_the_system()) is not None:
            hide(int(self.winId()), True)

    @Slot()
    def _print(self) -> None:
        if not offer_to_print(self, self._sheet):
            self._tell(
                self.tr("Printing is not set up on this computer. Write the key down by hand.")
            )

    @Slot()
    def _ask_where(self) -> None:
        dialog = ask_where_to_save(self, self.tr("Save the sheet"), FILE, "PDF (*.pdf)", "pdf")
        dialog.fileSelected.connect(self._save)

    @Slot(str)
    def _save(self, chosen: str) -> None:
        if not chosen:
            return
        try:
            write_atomically(Path(chosen), as_pdf(self._sheet))
        except MetanoiaError as error:
            self._tell(str(error))
        else:
            self.said.setText(self.tr("Saved. Print it, then delete the file."))

    def _tell(self, sentence: str) -> None:
        self.said.setText(sentence)
        self.problem.emit(sentence)


def as_pdf(sheet: RecoverySheet) -> bytes:
    """Return the sheet as one page of A4; nothing of it stands in the file's own properties."""
    written = QByteArray()
    buffer = QBuffer(written)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setTitle("")
    writer.setCreator("")
    writer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    writer.setPageMargins(QMarginsF(0, 0, 0, 0))
    painter = QPainter(writer)
    sheet.paint(painter, QRectF(painter.viewport()))
    painter.end()
    buffer.close()
    return bytes(written.data())
