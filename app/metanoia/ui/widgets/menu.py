"""Menus in the look of the window."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from metanoia.ui.icons import icon as tinted
from metanoia.ui.theme import theme


class Menu(QMenu):
    """A menu of actions; made when it is opened, gone when it is closed."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._restyle()
        theme().changed.connect(self._restyle)

    def add(
        self,
        text: str,
        slot: Callable[[], object],
        *,
        icon: str | None = None,
        key: str = "",
        checked: bool | None = None,
    ) -> QAction:
        """Add one action that calls ``slot``; ``key`` is shown beside it, not bound by it."""
        words = text.replace("&", "&&")
        action = self.addAction(f"{words}\t{key}" if key else words)
        if icon:
            action.setIcon(tinted(icon))
        if checked is not None:
            action.setCheckable(True)
            action.setChecked(checked)
            if checked and not icon:  # the style's own tick is black on dark too
                action.setIcon(tinted("check", "accent_text"))
        action.triggered.connect(slot)
        return action

    def open_below(self, widget: QWidget) -> None:
        """Open the menu below ``widget`` without waiting for it to close."""
        self.popup(widget.mapToGlobal(widget.rect().bottomLeft()))

    @Slot()
    def _restyle(self) -> None:
        self.setFont(theme().font("label"))
        px, colour = theme().px, theme().hex
        self.setStyleSheet(
            f"QMenu {{ background: {colour('overlay')}; border: 1px solid {colour('hairline')};"
            f" padding: 5px; }}"
            f"QMenu::item {{ padding: {px(7)}px {px(26)}px {px(7)}px {px(10)}px;"
            f" border-radius: 6px; color: {colour('text')}; }}"
            f"QMenu::item:selected {{ background: {colour('row_overlay')}; }}"
            f"QMenu::item:disabled {{ color: {colour('disabled')}; }}"
            f"QMenu::indicator {{ width: 0px; height: 0px; }}"
            f"QMenu::icon {{ padding-left: {px(8)}px; }}"
            f"QMenu::separator {{ height: 1px; background: {colour('hairline')}; margin: 5px 8px; }}"
        )
