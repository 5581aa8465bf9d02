"""Asking for a place leaves nothing behind: tried in a process with a configuration of its own."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

_ASK = """
import sys
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget
from metanoia.ui import file_dialogs

app = QApplication([])
window = QWidget()
window.show()
if sys.argv[1] == "bare":
    dialog = QFileDialog(window, "Save", sys.argv[2])
    dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
    dialog.open()
elif sys.argv[1] == "save":
    dialog = file_dialogs.ask_where_to_save(window, "Save", "plain.metanoia")
else:
    dialog = file_dialogs.ask_for_file(window, "Open", "All files (*)")
dialog.setDirectory(sys.argv[2])
dialog.selectFile(sys.argv[2] + ("/a" if sys.argv[1] == "open" else "/b") + ".metanoia")
dialog.accept()
dialog.deleteLater()
for _ in range(5):
    app.processEvents()
del dialog, window
"""


def traces(tmp_path, how):
    place = tmp_path / "secretplace"
    place.mkdir()
    (place / "a.metanoia").write_bytes(b"x")
    home = tmp_path / "home"
    home.mkdir()
    paths = {name: str(home) for name in ("HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_DATA_HOME")}  # fmt: skip
    subprocess.run(
        [sys.executable, "-c", _ASK, how, str(place)],
        check=True, timeout=60, env={**os.environ, **paths, "PYTHONPATH": os.pathsep.join(sys.path)},
    )  # fmt: skip
    files = [file for file in home.rglob("*") if file.is_file()]
    return [file.name for file in files if b"secretplace" in file.read_bytes()]


@pytest.mark.parametrize("how", ["save", "open"])
def test_no_folder_is_noted_anywhere(tmp_path, how):
    assert traces(tmp_path, how) == []


@pytest.mark.skipif(sys.platform != "linux", reason="Qt notes it in the registry elsewhere")
def test_qt_alone_would_note_it(tmp_path):
    assert traces(tmp_path, "bare") == ["QtProject.conf"]
