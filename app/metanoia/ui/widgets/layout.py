"""Boxes that are read like a list, with gaps and margins that follow the text scale."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from PySide6.QtCore import QObject, Qt, Slot
from PySide6.QtWidgets import (
    QBoxLayout,
    QHBoxLayout,
    QLayout,
    QSizePolicy,
    QSpacerItem,
    QVBoxLayout,
    QWidget,
)

from metanoia.ui.theme import theme

Child = (
    QWidget
    | QLayout
    | int
    | None
    | tuple[QWidget | QLayout, int]
    | tuple[QWidget, int, Qt.AlignmentFlag]
)
Margins = tuple[int, int, int, int]
NONE: Margins = (0, 0, 0, 0)
W = TypeVar("W", bound=QWidget)


class _Scaled(QObject):
    """Keeps margins and gaps of one layout in px at scale 1 and sets them anew when that changes."""

    def __init__(self, layout: QBoxLayout, margins: Margins, gap: int) -> None:
        super().__init__(layout)
        self._layout = layout
        self._margins = margins
        self._gap = gap
        self._spacers: list[tuple[QSpacerItem, int]] = []
        theme().changed.connect(self.rescale)

    def space(self, size: int) -> None:
        """Add a gap of ``size`` px at scale 1."""
        spacer = QSpacerItem(0, 0)
        self._spacers.append((spacer, size))
        self._layout.addSpacerItem(spacer)

    @Slot()
    def rescale(self) -> None:
        """Set margins and gaps for the scale of the moment."""
        px = theme().px
        left, top, right, bottom = self._margins
        self._layout.setContentsMargins(px(left), px(top), px(right), px(bottom))
        self._layout.setSpacing(px(self._gap))
        across = isinstance(self._layout, QHBoxLayout)
        fixed, least = QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Minimum
        for spacer, size in self._spacers:
            if across:
                spacer.changeSize(px(size), 0, fixed, least)
            else:
                spacer.changeSize(0, px(size), least, fixed)
        self._layout.invalidate()


def vbox(*children: Child, margins: Margins = NONE, gap: int = 0) -> QVBoxLayout:
    """Return a column of ``children``: widgets, layouts, px as gaps, None as a stretch, (child, stretch)."""
    layout = QVBoxLayout()
    _fill(layout, children, margins, gap)
    return layout


def hbox(*children: Child, margins: Margins = NONE, gap: int = 0) -> QHBoxLayout:
    """Return a row of ``children``: widgets, layouts, px as gaps, None as a stretch, (child, stretch)."""
    layout = QHBoxLayout()
    _fill(layout, children, margins, gap)
    return layout


def boxed(layout: QLayout) -> QWidget:
    """Return a plain widget that holds ``layout``; a row in it takes no more height than it needs."""
    widget = QWidget()
    widget.setLayout(layout)
    if isinstance(layout, QHBoxLayout):
        policy = widget.sizePolicy()
        policy.setVerticalPolicy(QSizePolicy.Policy.Minimum)
        widget.setSizePolicy(policy)
    return widget


class _Fixed(QObject):
    def __init__(self, widget: QWidget, width: float | None, height: float | None) -> None:
        super().__init__(widget)
        self._widget = widget
        self._width = width
        self._height = height
        theme().changed.connect(self.rescale)
        self.rescale()

    @Slot()
    def rescale(self) -> None:
        """Fix the size for the scale of the moment."""
        if self._width is not None:
            self._widget.setFixedWidth(theme().px(self._width))
        if self._height is not None:
            self._widget.setFixedHeight(theme().px(self._height))


def fixed(widget: W, width: float | None = None, height: float | None = None) -> W:
    """Return ``widget`` with width and height fixed in px at scale 1, at every scale."""
    _Fixed(widget, width, height)
    return widget


def _fill(layout: QBoxLayout, children: Sequence[Child], margins: Margins, gap: int) -> None:
    scaled = _Scaled(layout, margins, gap)
    for child in children:
        if child is None:
            layout.addStretch(1)
        elif isinstance(child, int):
            scaled.space(child)
        elif isinstance(child, tuple):
            _add(layout, *child)
        else:
            _add(layout, child)
    scaled.rescale()


def _add(
    layout: QBoxLayout,
    child: QWidget | QLayout,
    stretch: int = 0,
    alignment: Qt.AlignmentFlag | None = None,
) -> None:
    if isinstance(child, QLayout):
        layout.addLayout(child, stretch)
    elif alignment is None:
        layout.addWidget(child, stretch)
    else:
        layout.addWidget(child, stretch, alignment)
