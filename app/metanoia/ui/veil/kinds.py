"""How each widget is veiled. What is not known to say words of ours alone is veiled whole."""

from __future__ import annotations

from enum import Enum, auto
from functools import cache
from typing import Final

from PySide6.QtCore import QObject
from PySide6.QtWidgets import (
    QAbstractItemView,
    QAbstractScrollArea,
    QAbstractSlider,
    QComboBox,
    QGraphicsView,
    QLabel,
    QLineEdit,
    QProgressBar,
    QScrollArea,
    QTextEdit,
    QWidget,
)

from metanoia.ui.widgets.avatar import Avatar
from metanoia.ui.widgets.button import Button
from metanoia.ui.widgets.card import Divider
from metanoia.ui.widgets.check import Switch
from metanoia.ui.widgets.empty import EmptyState
from metanoia.ui.widgets.find_bar import FindBar
from metanoia.ui.widgets.keycap import KeyCap
from metanoia.ui.widgets.label import Label
from metanoia.ui.widgets.meter import Meter
from metanoia.ui.widgets.nav import NavButton
from metanoia.ui.widgets.segmented import Segmented
from metanoia.ui.widgets.selection_bar import SelectionBar
from metanoia.ui.widgets.stepper import Stepper
from metanoia.ui.widgets.tile import Square

_OURS: Final = (
    Button, NavButton, Segmented, Switch, KeyCap, Divider, Meter, Square, Stepper, FindBar,
    SelectionBar, EmptyState, QAbstractSlider, QProgressBar,
)  # fmt: skip


class How(Enum):
    """The way a widget is veiled."""

    NOT = auto()  # words of ours, or none
    INSIDE = auto()  # what lies in it
    LINES = auto()  # a label's lines
    PARAGRAPHS = auto()
    FIELD = auto()
    ROWS = auto()
    PICTURE = auto()
    WHOLE = auto()


_BY_CLASS: Final[tuple[tuple[type[QWidget] | tuple[type[QWidget], ...], How], ...]] = (
    (Avatar, How.WHOLE),  # initials
    (_OURS, How.NOT),
    (Label, How.LINES),
    (QLabel, How.WHOLE),
    (QTextEdit, How.PARAGRAPHS),
    (QLineEdit, How.FIELD),
    (QAbstractItemView, How.ROWS),
    (QGraphicsView, How.PICTURE),
    (QComboBox, How.WHOLE),
    (QScrollArea, How.INSIDE),
    (QAbstractScrollArea, How.WHOLE),
)


def how(widget: QWidget) -> How:
    """Return how ``widget`` is veiled, where all of a journal is."""
    found, holds_others = _of_class(type(widget))  # type: ignore[arg-type]
    if holds_others and found is How.WHOLE and any(map(_is_seen, widget.children())):
        return How.INSIDE
    if isinstance(widget, Label) and widget.says_ours:
        return How.NOT
    return found


@cache
def _of_class(kind: type[QWidget]) -> tuple[How, bool]:
    """Return how widgets of a class are veiled, and whether it is left to what lies in them, if anything."""
    for classes, found in _BY_CLASS:
        if issubclass(kind, classes):
            return found, False
    return (How.WHOLE if _paints_itself(kind) else How.INSIDE), True


def _is_seen(child: QObject) -> bool:
    return isinstance(child, QWidget) and not child.isHidden()


def _paints_itself(kind: type[QWidget]) -> bool:
    return any("paintEvent" in base.__dict__ for base in kind.__mro__ if _is_ours(base))


def _is_ours(kind: type) -> bool:
    return not kind.__module__.startswith(("PySide6", "shiboken", "builtins"))
