"""Pictures of the window as a person sees it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QApplication, QWidget


def settle(rounds: int = 6) -> None:
    """Let layouts, fonts and deferred deletions come to rest."""
    for _ in range(rounds):
        QApplication.sendPostedEvents()
        QApplication.processEvents()


def take(window: QWidget, folder: Path, name: str) -> Path:
    """Grab ``window`` as it stands and keep it as ``folder/name.png``."""
    settle()
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / f"{name}.png"
    if not window.grab().save(str(file)):
        raise OSError(f"could not write {file}")
    return file
