"""Moving the keyboard from pane to pane."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget


def move(panes: Sequence[QWidget], focus: QWidget | None, by: int) -> None:
    """Give the focus to the pane that is ``by`` places after the one that ``focus`` lies in."""
    shown = [pane for pane in panes if pane.isVisible()]
    if not shown:
        return
    at = next((n for n, pane in enumerate(shown) if focus and _holds(pane, focus)), 0)
    _enter(shown[(at + by) % len(shown)])


def _holds(pane: QWidget, focus: QWidget) -> bool:
    return pane is focus or pane.isAncestorOf(focus)


def _enter(pane: QWidget) -> None:
    """Focus the pane itself, or the first thing in it that Tab would stop at."""
    inside = pane
    if pane.focusPolicy() == Qt.FocusPolicy.NoFocus:
        stops = (child for child in pane.findChildren(QWidget) if _takes_tab(child))
        inside = next(stops, pane)
    inside.setFocus(Qt.FocusReason.ShortcutFocusReason)


def _takes_tab(widget: QWidget) -> bool:
    tab = widget.focusPolicy() & Qt.FocusPolicy.TabFocus
    return bool(tab) and widget.isVisible() and widget.isEnabled()
