"""One line of the caseload."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QFocusEvent, QPaintEvent

from metanoia.ui.theme import theme
from metanoia.ui.widgets.avatar import Avatar
from metanoia.ui.widgets.chip import Chip
from metanoia.ui.widgets.focus import OneStop, paint_ring
from metanoia.ui.widgets.label import Label
from metanoia.ui.widgets.layout import Child, boxed, hbox, vbox
from metanoia.ui.widgets.paint import painter_of, rounded
from metanoia.ui.widgets.pressable import pass_mouse_through
from metanoia.ui.widgets.row import LaidOutRow
from metanoia.ui.widgets.tile import Square


class Line(NamedTuple):
    """What a row says: ``name`` over ``line`` and ``facts``; an earlier share has no name."""

    key: tuple[str, str]  # a person and a share, either may be ""
    name: str
    line: str
    facts: str = ""
    new: bool = False
    changed: str = ""


class DeskRow(OneStop, LaidOutRow):
    """A client, one of their earlier shares, or a share of somebody who is not kept yet."""

    menu_asked = Signal(str)
    reached = Signal()  # by the keyboard

    def __init__(self, said: Line) -> None:
        key, name, line, facts, new, changed = said
        super().__init__(name or line, line if name else "")
        self.key, self.said = key, said
        self.facts = Label(facts, "caption", "text3", wrap=True)
        if not facts:
            self.facts.hide()
        self.setCheckable(True)
        self.setAutoExclusive(True)
        self.toggled.connect(self.take_stop)
        self.new = new
        chip: tuple[Child, ...] = (6, Chip(self.tr("New"), "accent")) if new else ()
        dot: tuple[Child, ...] = (5, _Dot()) if changed and not new else ()
        if name:
            self.title = Label(name, "body", weight=600, elide=True)
            head = boxed(hbox((self.title, 1), *chip, *dot))
            column = boxed(vbox(None, head, self.subtitle, 1, self.facts, None))
            self.fill((Avatar(name, side=34), 0, Qt.AlignmentFlag.AlignTop), 11, (column, 1))
        else:
            self.title = Label(line, "label", "text2", weight=400, wrap=True)
            self.setLayout(hbox((self.title, 1), *chip, margins=(57, 5, 12, 5)))
        words = (name, line, facts, changed, self.tr("New") if new else "")
        self.setAccessibleName(". ".join(one for one in words if one))
        self.setToolTip(changed)
        pass_mouse_through(self)

    def choose(self, chosen: bool) -> None:
        """Be the row that is read, or not; Qt itself lets go of none but for another."""
        self.setAutoExclusive(False)
        self.setChecked(chosen)
        self.setAutoExclusive(True)
        self.take_stop(chosen)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Say when a key came here: the row may be out of sight."""
        super().focusInEvent(event)
        if event.reason() in (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason):
            self.reached.emit()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Ask for what can be done with the client."""
        if self.key[0]:
            self.menu_asked.emit(self.key[0])

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint ground and ring."""
        painter = painter_of(self)
        chosen = self.isChecked()
        ground = theme().colour("selected") if chosen else theme().colour("hover", self.hover)
        rounded(painter, self.rect(), 9, ground)
        if self.ring_shown():
            paint_ring(painter, self.rect(), 9)
        painter.end()


class _Dot(Square):
    """Says that something changed since the share before."""

    def __init__(self) -> None:
        super().__init__(9)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = painter_of(self)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme().colour("ochre_fill"))
        painter.drawEllipse(self.rect().adjusted(1, 1, -1, -1))
        painter.end()
