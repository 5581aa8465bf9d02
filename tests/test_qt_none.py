"""PySide6 6.12.0 loses a reference to None at each call on Python 3.11, until the interpreter dies."""

from __future__ import annotations

import sys

from PySide6.QtWidgets import QWidget

CALLS = 300


def test_three_hundred_calls_of_qt_leave_none_as_it_was(qtbot):
    widget = QWidget()
    qtbot.addWidget(widget)
    widget.update()
    before = sys.getrefcount(None)
    for _ in range(CALLS):
        widget.update()
    # Python itself takes or drops a few meanwhile; the fault takes one at every call.
    assert abs(sys.getrefcount(None) - before) < CALLS / 10
