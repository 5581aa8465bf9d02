"""One application for what is measured inside this process, in the app's own fonts and colours."""

from __future__ import annotations

import functools
import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtWidgets import QApplication


@functools.cache
def application() -> QApplication:
    """Return the application; the first call makes it."""
    app = QApplication.instance() or QApplication([])
    from metanoia.ui.theme import theme

    theme().apply("light", 1.0)
    return app
