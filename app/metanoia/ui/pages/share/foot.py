"""The bar along the lower edge of a step, with what one can do there."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from metanoia.ui.widgets.card import Panel
from metanoia.ui.widgets.layout import Child, boxed, fixed, hbox


class Foot(Panel):
    """``children`` from left to right on a card of the page's width."""

    def __init__(self, *children: Child, parent: QWidget | None = None) -> None:
        row = hbox(*children, margins=(34, 0, 20, 0))
        super().__init__(boxed(row), fill="card", edges=("top",), corners=("right",), parent=parent)
        fixed(self, height=63)
