"""A scrolling page without a frame or a focus of its own, and the slim bar that all lists share."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt, Slot
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QScrollArea, QWidget

from metanoia.ui.theme import theme


class _SlimBars(QObject):
    """Keeps the bars of one scroll area slim, in the colours of the theme."""

    def __init__(self, area: QAbstractScrollArea) -> None:
        super().__init__(area)
        self._area = area
        theme().changed.connect(self.restyle)
        self.restyle()

    @Slot()
    def restyle(self) -> None:
        """Give the bars the sheet of the moment: a leaf sheet, on nothing but the bars."""
        sheet = (
            "QScrollBar {{ background: transparent; border: none; margin: 2px; }}"
            "QScrollBar:vertical {{ width: 10px; }} QScrollBar:horizontal {{ height: 10px; }}"
            "QScrollBar::handle {{ background: {rest}; border-radius: 3px; }}"
            "QScrollBar::handle:vertical {{ min-height: 36px; }}"
            "QScrollBar::handle:horizontal {{ min-width: 36px; }}"
            "QScrollBar::handle:hover {{ background: {hover}; }}"
            "QScrollBar::add-line, QScrollBar::sub-line, QScrollBar::add-page,"
            "QScrollBar::sub-page {{ background: none; border: none; width: 0; height: 0; }}"
        ).format(rest=theme().hex("pressed"), hover=theme().hex("disabled"))
        self._area.verticalScrollBar().setStyleSheet(sheet)
        self._area.horizontalScrollBar().setStyleSheet(sheet)


def slim_bars(area: QAbstractScrollArea) -> None:
    """Give ``area`` the slim scroll bars of the theme."""
    _SlimBars(area)


class ScrollArea(QScrollArea):
    """Scrolls ``content`` up and down; it is no stop for Tab, and follows the focus within."""

    def __init__(self, content: QWidget | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.viewport().setAutoFillBackground(False)
        slim_bars(self)
        if content is not None:
            self.setWidget(content)

    def setWidget(self, content: QWidget) -> None:
        """Scroll ``content``, with the ground behind the area showing through it."""
        super().setWidget(content)
        content.setAutoFillBackground(False)
