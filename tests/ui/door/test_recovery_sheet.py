import builtins
import datetime as dt

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QWidget

from metanoia.ui.door import recovery_sheet
from metanoia.ui.door.recovery_sheet import RecoverySheet, offer_to_print
from metanoia.vault.keys import new_recovery_key


@pytest.fixture
def sheet(tmp_path):
    return RecoverySheet(new_recovery_key(), tmp_path / "Diary", "1b2c", dt.date(2026, 1, 4))


def painted(sheet):
    """Return the sheet on A4 at 2 px a point."""
    image = QImage(1190, 1684, QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    painter = QPainter(image)
    sheet.paint(painter, QRectF(image.rect()))
    painter.end()
    return image


def test_its_square_holds_the_key(qapp, sheet):
    import segno

    image = painted(sheet)
    rows = [list(row) for row in segno.make(sheet.key, error="m", micro=False).matrix]
    side = 300 / len(rows)
    for y, row in enumerate(rows):
        for x, dark in enumerate(row):
            pixel = image.pixelColor(int(112 + (x + 0.5) * side), int(524 + (y + 0.5) * side))
            assert (pixel.lightness() < 100) == bool(dark), (x, y)


def test_it_says_the_key_whose_it_is_and_how_to_open(qapp, sheet, monkeypatch):
    written = []
    monkeypatch.setattr(
        recovery_sheet, "_words", lambda _p, _at, _h, _f, text, *_: written.append(text)
    )
    painted(sheet)
    text = "\n".join(written)
    groups = sheet.key.split("-")
    assert " - ".join(groups[:4]) in written
    assert " - ".join(groups[4:]) in written
    assert str(sheet.folder) in text
    assert "Journal 1b2c" in text
    assert "4 January 2026" in text
    assert [line for line in written if line[:2] in ("1.", "2.", "3.")] == list(
        recovery_sheet._how_to_open()
    )


def test_its_words_fit_on_the_page(qapp, sheet):
    image = painted(sheet)
    assert all(image.pixelColor(x, y) == QColor("white") for x in range(1100, 1190) for y in range(0, 1684, 3))  # fmt: skip


def test_it_is_printed_once_the_dialog_says_so(qtbot, sheet, tmp_path):
    file = tmp_path / "sheet.pdf"
    parent = QWidget()
    qtbot.addWidget(parent)
    assert offer_to_print(parent, sheet)
    dialog = parent.findChild(QPrintDialog)
    dialog.printer().setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    dialog.printer().setOutputFileName(str(file))
    dialog.accepted.emit(dialog.printer())
    assert file.read_bytes().startswith(b"%PDF")
    dialog.close()


def test_where_one_cannot_print_that_is_answered(qtbot, sheet, monkeypatch):
    real = builtins.__import__

    def no_printing(name, *rest):
        if name == "PySide6.QtPrintSupport":
            raise ImportError(name)
        return real(name, *rest)

    parent = QWidget()
    qtbot.addWidget(parent)
    monkeypatch.setattr(builtins, "__import__", no_printing)
    assert not offer_to_print(parent, sheet)


def test_the_key_stays_out_of_what_a_log_would_show(sheet):
    assert sheet.key not in repr(sheet)
