"""The order of Tab taken from how things are laid out, for what is put together as it is needed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLayout, QWidget


def stops_in(widget: QWidget) -> Iterator[QWidget]:
    """Yield what Tab stops at in ``widget``, hidden things too, in the order of the layouts."""
    if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.focusProxy() is None:
        yield widget
    laid_out: list[QWidget] = []
    layout = widget.layout()
    if layout is not None:
        laid_out = list(_widgets_in(layout))
    rest = [
        child
        for child in widget.children()
        if isinstance(child, QWidget) and not child.isWindow() and child not in laid_out
    ]
    for child in (*laid_out, *rest):
        yield from stops_in(child)


def order_tabs(first: QWidget | None, stops: Sequence[QWidget]) -> None:
    """Let Tab go through ``stops``, after ``first`` if given."""
    for one, other in pairwise([*((first,) if first is not None else ()), *stops]):
        QWidget.setTabOrder(one, other)


def _widgets_in(layout: QLayout) -> Iterator[QWidget]:
    for place in range(layout.count()):
        item = layout.itemAt(place)
        if item is None:
            continue
        widget, inner = item.widget(), item.layout()
        if widget is not None:
            yield widget
        elif inner is not None:
            yield from _widgets_in(inner)
