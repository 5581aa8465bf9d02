"""Asking for a folder or a sealed share, without holding the window up."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QWidget

from metanoia.ui.file_dialogs import keep_no_history


def choose_folder(parent: QWidget, title: str, start: Path | None = None) -> QFileDialog:
    """Open a dialog for one folder; connect its ``fileSelected``."""
    dialog = _dialog(parent, title, start)
    dialog.setFileMode(QFileDialog.FileMode.Directory)
    dialog.setOption(QFileDialog.Option.ShowDirsOnly)
    dialog.open()
    return dialog


def choose_share(parent: QWidget, title: str, kinds: str) -> QFileDialog:
    """Open a dialog for one file of ``kinds`` ("Shares (*.metanoia)"); connect its ``fileSelected``."""
    dialog = _dialog(parent, title, None)
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    dialog.setNameFilter(kinds)
    dialog.open()
    return dialog


def _dialog(parent: QWidget, title: str, start: Path | None) -> QFileDialog:
    keep_no_history()
    dialog = QFileDialog(parent.window(), title, str(start or Path.home()))
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    return dialog
