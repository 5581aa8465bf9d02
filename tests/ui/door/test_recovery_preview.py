"""The recovery sheet as a PDF: what is on the paper, and what is not in the file."""

from __future__ import annotations

import datetime as dt
import re
import shutil
import stat
import subprocess
import tempfile
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QWidget

from doors import said
from metanoia.exchange import contact_picture
from metanoia.ui.door import recovery_preview
from metanoia.ui.door.recovery_key import RecoveryKeyCard
from metanoia.ui.door.recovery_preview import RecoveryPreview, as_pdf
from metanoia.ui.door.recovery_sheet import RecoverySheet
from metanoia.vault.keys import canonical_recovery_key, new_recovery_key

VAULT = "1ff3bcd2-938d-478e-9ce6-ac8d24c73fc0"


@pytest.fixture
def sheet():
    return RecoverySheet(new_recovery_key(), Path("/home/mara/Diary"), VAULT, dt.date(2026, 1, 4))


@pytest.fixture
def preview(qtbot, sheet):
    parent = QWidget()
    qtbot.addWidget(parent)
    shown = RecoveryPreview(parent, sheet)
    shown.open()
    yield shown
    shown.close()


def tool(name, *words):
    if shutil.which(name) is None:
        pytest.skip(f"{name} is not installed")
    return subprocess.run([name, *words], check=True, capture_output=True).stdout


def test_printed_and_photographed_its_square_gives_the_key(qapp, sheet, tmp_path):
    file = tmp_path / "sheet.pdf"
    file.write_bytes(as_pdf(sheet))
    picture = tool("pdftoppm", "-r", "150", "-png", "-singlefile", str(file))
    codes = contact_picture._codes(contact_picture._grey(picture))
    assert [canonical_recovery_key(code) for code in codes] == [sheet.key]


def test_the_paper_says_all_that_is_needed(qapp, sheet, tmp_path):
    file = tmp_path / "sheet.pdf"
    file.write_bytes(as_pdf(sheet))
    text = tool("pdftotext", "-layout", str(file), "-").decode()
    groups = sheet.key.split("-")
    assert " - ".join(groups[:4]) in text
    assert " - ".join(groups[4:]) in text
    assert VAULT in text
    assert "4 January 2026" in text
    for step in ("1. Start Metanoia", "2. Type the eight groups", "3. Choose a new passphrase"):
        assert step in text
    assert b"Pages:           1" in tool("pdfinfo", str(file))


def test_its_properties_hold_no_name_path_or_key(qapp, sheet, tmp_path):
    file = tmp_path / "sheet.pdf"
    file.write_bytes(as_pdf(sheet))
    told = tool("pdfinfo", str(file)) + tool("pdfinfo", "-meta", str(file)) + file.read_bytes()
    for secret in (
        "mara",
        "Diary",
        VAULT,
        sheet.key,
        sheet.key.split("-")[0],
        "ecovery",
        str(tmp_path),
    ):
        assert not re.search(re.escape(secret).encode(), told, re.IGNORECASE), secret


def test_it_is_written_only_where_the_person_says(qtbot, preview, sheet, tmp_path, monkeypatch):
    before = set(Path(tempfile.gettempdir()).iterdir())
    qtbot.keyClick(preview.save, Qt.Key.Key_Space)
    dialog = preview.findChild(QFileDialog)
    assert dialog.selectedFiles()[0].endswith("/sheet.pdf")
    dialog.fileSelected.emit(str(tmp_path / "sheet.pdf"))
    dialog.close()
    assert [path.name for path in tmp_path.iterdir()] == ["sheet.pdf"]
    assert stat.S_IMODE((tmp_path / "sheet.pdf").stat().st_mode) == 0o600
    assert "Saved." in said(preview)
    new = set(Path(tempfile.gettempdir()).iterdir()) - before
    assert not [path for path in new if path.is_file() and b"%PDF" in path.read_bytes()[:8]]


def test_a_place_that_cannot_be_written_to_is_told(preview, tmp_path):
    preview._save(str(tmp_path / "nowhere" / "sheet.pdf"))
    assert "Saved." not in said(preview)
    assert not list(tmp_path.iterdir())


def test_the_card_shows_it_before_anything_is_printed(qtbot, sheet):
    card = RecoveryKeyCard()
    qtbot.addWidget(card)
    card.show_key(sheet.key, sheet.folder, VAULT)
    card.show()
    qtbot.keyClick(card.print, Qt.Key.Key_Space)
    preview = card.window().findChild(RecoveryPreview)
    assert preview.isVisible()
    assert "as it will be printed" in said(preview)
    preview.close()


def test_it_is_kept_out_of_pictures_of_the_screen(qtbot, sheet, monkeypatch):
    hidden = []
    monkeypatch.setattr(
        recovery_preview, "of_the_system", lambda: lambda *what: hidden.append(what)
    )
    parent = QWidget()
    qtbot.addWidget(parent)
    preview = RecoveryPreview(parent, sheet)
    preview.open()
    assert hidden == [(int(preview.winId()), True)]
    preview.close()
