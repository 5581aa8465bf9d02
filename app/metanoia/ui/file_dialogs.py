"""Asking for a file to open or a place to save to, without a trace of it left anywhere.

Qt's own dialog instead of the system's: native ones put what was chosen on the desktop's list of
recent files. Qt's own would write the folders it was in to QtProject.conf when it goes, so before the
first one those settings are turned to a path where nothing can be written, and its list of earlier
folders is empty.
"""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path

from PySide6.QtCore import QSettings, QStandardPaths, Qt
from PySide6.QtWidgets import QFileDialog, QWidget


@cache
def keep_no_history() -> None:
    """Let no file dialog of Qt write down where it was; to be called before the first one is made."""
    for form in (QSettings.Format.NativeFormat, QSettings.Format.IniFormat):
        QSettings.setPath(form, QSettings.Scope.UserScope, os.devnull)


def ask_where_to_save(
    parent: QWidget, title: str, name: str, kinds: str = "", ending: str = ""
) -> QFileDialog:
    """Open a dialog that offers ``name`` among the documents; connect its ``fileSelected``.

    It asks itself before a file that is there is replaced.
    """
    dialog = _dialog(parent, title)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setFileMode(QFileDialog.FileMode.AnyFile)
    dialog.setDefaultSuffix(ending)
    if kinds:
        dialog.setNameFilter(kinds)
    dialog.selectFile(name)
    dialog.open()
    return dialog


def ask_for_file(parent: QWidget, title: str, kinds: str) -> QFileDialog:
    """Open a dialog for one file of ``kinds`` ("Shares (*.metanoia)"); connect its ``fileSelected``."""
    dialog = _dialog(parent, title)
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    dialog.setNameFilter(kinds)
    dialog.open()
    return dialog


def _dialog(parent: QWidget, title: str) -> QFileDialog:
    keep_no_history()
    dialog = QFileDialog(parent.window(), title, str(_documents()))
    dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.setHistory([])
    return dialog


def _documents() -> Path:
    places = QStandardPaths.standardLocations(QStandardPaths.StandardLocation.DocumentsLocation)
    found = [Path(place) for place in places if Path(place).is_dir()]
    return found[0] if found else Path.home()
