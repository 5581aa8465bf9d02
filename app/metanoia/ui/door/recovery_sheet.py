"""The sheet of paper that opens a journal when its passphrase is forgotten."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication, QObject, QRectF, Qt, Slot
from PySide6.QtGui import QColor, QFont, QPainter
from PySide6.QtWidgets import QDialog

from metanoia.ui import dates
from metanoia.ui.fonts import SERIF_FAMILY, UI_FAMILY

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrintDialog, QPrinter
    from PySide6.QtWidgets import QWidget

_WIDE: Final = 595.0  # the sheet is drawn on this many units: points of A4
_MARGIN: Final = 56.0
_BESIDE: Final = 236.0  # to the right of the code
_TITLE: Final = (SERIF_FAMILY, 25, 600)
_HEAD: Final = (UI_FAMILY, 12, 600)
_KEY: Final = (UI_FAMILY, 22, 600)
_BODY: Final = (UI_FAMILY, 11, 400)
_INK: Final = QColor("#1A1F21")
_PALE: Final = QColor("#4C5553")


@dataclass(frozen=True)
class RecoverySheet:
    """What is printed: the key, the journal's folder, and its id where it is known already."""

    key: str = field(repr=False)
    folder: Path
    vault_id: str = ""
    made: dt.date = field(default_factory=lambda: dt.datetime.now().astimezone().date())

    def paint(self, painter: QPainter, page: QRectF) -> None:
        """Paint the sheet into ``page``, in black on white."""
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.translate(page.topLeft())
        painter.scale(page.width() / _WIDE, page.width() / _WIDE)
        _words(painter, (_MARGIN, 56), 40, _TITLE, _tr("Recovery key of a Metanoia journal"))
        _words(painter, (_MARGIN, 98), 60, _BODY, self._whose(), _PALE)
        groups = self.key.split("-")
        _words(painter, (_MARGIN, 172), 32, _KEY, " - ".join(groups[:4]))
        _words(painter, (_MARGIN, 206), 32, _KEY, " - ".join(groups[4:]))
        self._paint_code(painter, QRectF(_MARGIN, 262, 150, 150))
        _words(painter, (_BESIDE, 262), 22, _HEAD, _tr("How to open the journal"))
        for number, line in enumerate(_how_to_open()):
            _words(painter, (_BESIDE, 290 + 40 * number), 40, _BODY, line)
        kept = _tr("Keep this sheet away from the computer. Whoever has it can read the journal.")
        _words(painter, (_MARGIN, 446), 40, _HEAD, kept)
        painter.restore()

    def _whose(self) -> str:
        lines = [_tr("Made on {}").format(dates.full(self.made)), str(self.folder)]
        if self.vault_id:
            lines.append(_tr("Journal {}").format(self.vault_id))
        return "\n".join(lines)

    def _paint_code(self, painter: QPainter, box: QRectF) -> None:
        import segno

        rows = list(segno.make(self.key, error="m", micro=False).matrix)
        side = box.width() / len(rows)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
        for y, row in enumerate(rows):
            for x, dark in enumerate(row):
                if dark:
                    square = QRectF(box.x() + x * side, box.y() + y * side, side, side)
                    painter.fillRect(square, _INK)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)


class _Printing(QObject):
    """Waits for the print dialog's answer and prints the sheet."""

    def __init__(self, dialog: QPrintDialog, printer: QPrinter, sheet: RecoverySheet) -> None:
        super().__init__(dialog)
        self._printer = printer  # the dialog does not own it
        self._sheet = sheet
        dialog.accepted.connect(self.print_sheet)

    @Slot()
    def print_sheet(self) -> None:
        painter = QPainter(self._printer)
        if painter.isActive():
            self._sheet.paint(painter, QRectF(painter.viewport()))
            painter.end()


def offer_to_print(parent: QWidget, sheet: RecoverySheet) -> bool:
    """Ask for a printer and print ``sheet``; return False where this system cannot print."""
    try:
        # Needs libcups on Linux, which not every system has.
        from PySide6.QtPrintSupport import QPrintDialog, QPrinter
    except ImportError:
        return False
    printer = QPrinter()
    printer.setDocName("Metanoia")
    dialog = QPrintDialog(printer, parent.window())
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    _Printing(dialog, printer, sheet)
    QDialog.open(dialog)  # its own open() wants a receiver
    return True


def _words(
    painter: QPainter,
    where: tuple[float, float],
    height: float,
    font: tuple[str, int, int],
    text: str,
    colour: QColor = _INK,
) -> None:
    """Paint ``text`` at ``where`` (left, top) in a ``font`` of family, size in units and weight."""
    family, size, weight = font
    shown = QFont(family)
    shown.setPixelSize(size)
    shown.setWeight(QFont.Weight(weight))
    shown.setFeature(QFont.Tag("calt"), 0)  # else what is copied out of a PDF is in no alphabet
    painter.setFont(shown)
    painter.setPen(colour)
    left, top = where
    room = QRectF(left, top, _WIDE - left - _MARGIN, height)
    painter.drawText(room, int(Qt.TextFlag.TextWordWrap), text)


def _how_to_open() -> tuple[str, ...]:
    return (
        _tr("1. Start Metanoia and choose “Open with the recovery key”."),
        _tr("2. Type the eight groups above, or read them from the square with a camera."),
        _tr("3. Choose a new passphrase. Without Metanoia: README.txt in the folder says how."),
    )


def _tr(text: str) -> str:
    return QCoreApplication.translate("RecoverySheet", text)
