"""What floats over the canvas: the tools, and how near one looks."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QMargins, QRect, Signal, Slot
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QWidget

from metanoia.ui.theme import theme
from metanoia.ui.widgets.button import Button, IconButton
from metanoia.ui.widgets.card import Divider
from metanoia.ui.widgets.layout import Child, hbox
from metanoia.ui.widgets.paint import painter_of, rounded, shadow

_DEPTH: Final = 14  # px around the bar for its shadow


class Floating(QWidget):
    """A bar with a shadow around ``children``."""

    def __init__(self, parent: QWidget, *children: Child) -> None:
        super().__init__(parent)
        around = _DEPTH + 7
        self.setLayout(hbox(*children, margins=(around, around, around, around)))

    def bar(self) -> QRect:
        """Return where nothing of what lies below can be seen."""
        return self.rect().marginsRemoved(QMargins(_DEPTH, _DEPTH, _DEPTH, _DEPTH))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the bar and its shadow."""
        painter = painter_of(self)
        box = self.bar()
        shadow(painter, box, 12, depth=_DEPTH, strength=0.09, drop=3)
        rounded(painter, box, 12, theme().colour("overlay"), theme().colour("hairline"))
        painter.end()


class Toolbar(Floating):
    """``tool_asked`` names a tool, ``asked`` something to do: closely, undo, redo, menu."""

    tool_asked = Signal(str)
    asked = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        tr = parent.tr
        self.tools: dict[str, IconButton] = {
            name: IconButton(icon, words, key, checkable=True, size="m")
            for name, icon, words, key in (
                ("select", "mouse-pointer-2", tr("Select"), "V"),
                ("variable", "circle-plus", tr("New variable"), "N"),
                ("link", "spline", tr("New link"), "L"),
                ("delay", "hourglass", tr("Delay"), "D"),
                ("loop", "repeat", tr("Go through the loops"), "R"),
                ("note", "sticky-note", tr("New note"), "T"),
            )
        }
        self.closely = IconButton("sliders-horizontal", tr("Look closely"), tr("Enter"), size="m")
        self.closely.setEnabled(False)
        self.undo = IconButton("undo-2", tr("Undo"), "Ctrl+Z", size="m")
        self.redo = IconButton("redo-2", tr("Redo"), "Ctrl+Shift+Z", size="m")
        self.more = IconButton("ellipsis", tr("More"), size="m")
        row: list[Child] = []
        for button in self.tools.values():
            row += [button, 2]
        line = Divider(upright=True)
        super().__init__(
            parent, *row, self.closely, 6, line, 6, self.undo, 2, self.redo, 2, self.more
        )
        for button in self.tools.values():
            button.clicked.connect(self._tool_pressed)
        for button in (self.closely, self.undo, self.redo, self.more):
            button.clicked.connect(self._pressed)
        self.show_tool("select")

    @Slot(str)
    def show_tool(self, name: str) -> None:
        """Show which tool is in hand."""
        for tool, button in self.tools.items():
            button.setChecked(tool == name)

    def show_history(self, undoes: str, redoes: str) -> None:
        """Say what undo and redo would do."""
        self.undo.setEnabled(bool(undoes))
        self.redo.setEnabled(bool(redoes))
        self.undo.rename(self.tr("Undo: {}").format(undoes) if undoes else self.tr("Undo"), "Ctrl+Z")  # fmt: skip
        self.redo.rename(self.tr("Redo: {}").format(redoes) if redoes else self.tr("Redo"), "Ctrl+Shift+Z")  # fmt: skip

    @Slot()
    def _tool_pressed(self) -> None:
        pressed = self.sender()
        name = next(name for name, button in self.tools.items() if button is pressed)
        self.tool_asked.emit(name)

    @Slot()
    def _pressed(self) -> None:
        names = {self.closely: "closely", self.undo: "undo", self.redo: "redo", self.more: "menu"}
        pressed = self.sender()
        self.asked.emit(next(name for button, name in names.items() if button is pressed))


class ZoomBox(Floating):
    """How near one looks; a press on the number shows the whole map."""

    asked = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        tr = parent.tr
        self.out = IconButton("minus", tr("Look from farther away"), tr("Ctrl+wheel"))
        self.level = Button("100%", "ghost", size="s", name=tr("Show the whole map"))
        self.level.setToolTip(tr("Show the whole map  1"))
        self.near = IconButton("plus", tr("Look nearer"), tr("Ctrl+wheel"))
        super().__init__(parent, self.out, self.level, self.near)
        self.out.clicked.connect(self._pressed)
        self.level.clicked.connect(self._pressed)
        self.near.clicked.connect(self._pressed)

    @Slot(float)
    def show_zoom(self, zoom: float) -> None:
        """Show how near one looks; 1 is 100 %."""
        self.level.setText(f"{round(zoom * 100)}%")

    @Slot()
    def _pressed(self) -> None:
        names = {self.out: "out", self.level: "whole", self.near: "in"}
        pressed = self.sender()
        self.asked.emit(next(name for button, name in names.items() if button is pressed))
