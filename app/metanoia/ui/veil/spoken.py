"""What a screen reader or another program can walk to: nothing of a page that is veiled.

What has the keyboard is still told as it gets it, since it is bare then.
"""

from __future__ import annotations

from functools import cache
from typing import Any, Final

from PySide6.QtCore import QObject
from PySide6.QtGui import QAccessible, QAccessibleEvent, QAccessibleInterface
from PySide6.QtWidgets import QAccessibleWidget, QWidget

_CLOSED: Final = "veiled"  # a property of the widget
_NOBODY: Final[Any] = (
    None  # which Qt takes for "nothing there", though the stubs know no such answer
)


def make_closable(pages: QWidget) -> None:
    """Be able to close ``pages``; before anybody has asked what it holds."""
    pages.setProperty(_CLOSED, False)
    _tell_of_closed()


def close(pages: QWidget, *, closed: bool) -> None:
    """Let nothing be walked to in ``pages``, or everything again."""
    pages.setProperty(_CLOSED, closed)
    changed = QAccessibleEvent(pages, QAccessible.Event.ObjectReorder)
    QAccessible.updateAccessibility(changed)


class _ClosableInterface(QAccessibleWidget):
    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget, QAccessible.Role.Grouping)
        self._widget = widget

    def childCount(self) -> int:
        return 0 if self._is_closed() else super().childCount()

    def child(self, index: int) -> QAccessibleInterface:
        return _NOBODY if self._is_closed() else super().child(index)

    def childAt(self, x: int, y: int) -> QAccessibleInterface:
        return _NOBODY if self._is_closed() else super().childAt(x, y)

    def _is_closed(self) -> bool:
        return bool(self._widget.property(_CLOSED))


@cache
def _tell_of_closed() -> None:
    QAccessible.installFactory(_as_closable)


def _as_closable(_: str, widget: QObject) -> QAccessibleWidget | None:
    if isinstance(widget, QWidget) and widget.property(_CLOSED) is not None:
        return _ClosableInterface(widget)
    return None
