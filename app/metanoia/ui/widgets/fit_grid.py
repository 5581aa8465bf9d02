"""How values and themes fit one another: a grid of cells, each shaded and signed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape
from typing import Final, NamedTuple

from PySide6.QtCore import QCoreApplication, QEvent, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QContextMenuEvent, QHelpEvent, QKeyEvent, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QToolTip, QWidget

from metanoia.ui.theme import theme
from metanoia.ui.widgets.focus import paint_ring
from metanoia.ui.widgets.label import Label
from metanoia.ui.widgets.layout import boxed, hbox
from metanoia.ui.widgets.number_badge import NumberBadge
from metanoia.ui.widgets.paint import blend, painter_of, rounded
from metanoia.ui.widgets.pressable import Pressable
from metanoia.ui.widgets.tab_order import order_tabs

SIGNS: Final = {2: "+ +", 1: "+", 0: "0", -1: "−", -2: "− −"}
_CYCLE: Final = (None, 1, 2, 0, -1, -2)
_DIGITS: Final = {Qt.Key.Key_0: 0, Qt.Key.Key_1: 1, Qt.Key.Key_2: 2}
_UP: Final = (Qt.Key.Key_Plus, Qt.Key.Key_Equal)
_DOWN: Final = (Qt.Key.Key_Minus, Qt.Key.Key_Underscore)
_ARROWS: Final = {
    Qt.Key.Key_Left: (0, -1),
    Qt.Key.Key_Right: (0, 1),
    Qt.Key.Key_Up: (-1, 0),
    Qt.Key.Key_Down: (1, 0),
}
_SOFT: Final = 0.34  # of the accent in a cell that serves strongly


class GridRow(NamedTuple):
    """A value: its id, its name, and how much it matters (0 to 10), None if that was not said."""

    id: str
    name: str
    importance: int | None


class GridTheme(NamedTuple):
    """A theme: its id, its number, its text."""

    id: str
    number: int
    text: str


class Cell(NamedTuple):
    """How a value and a theme fit, -2 to 2, and a note."""

    fit: int
    note: str = ""


class FitCell(Pressable):
    """One cell; ``asked`` carries the fit it shall have (None blanks it), ``note_asked`` itself."""

    asked = Signal(object, object)
    note_asked = Signal(object)
    moved = Signal(object, int, int)

    def __init__(self, row: GridRow, theme_: GridTheme, cell: Cell | None) -> None:
        super().__init__()
        self.row, self.theme, self.cell = row, theme_, cell
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.clicked.connect(self._cycle)
        self.show_cell(cell)

    @property
    def fit(self) -> int | None:
        """Its fit, None if blank."""
        return self.cell.fit if self.cell else None

    def show_cell(self, cell: Cell | None) -> None:
        """Show another fit, and say it."""
        self.cell = cell
        name = self.tr("{} and theme {}: {}").format(
            self.row.name, self.theme.number, said(self.fit)
        )
        self.setAccessibleName(name)
        self.setAccessibleDescription(cell.note if cell else "")
        self.update()

    def sizeHint(self) -> QSize:
        """Return a size that a sign has room in."""
        return QSize(theme().px(66), theme().px(36))

    def minimumSizeHint(self) -> QSize:
        """Return the least width at which the signs can be told."""
        return QSize(theme().px(30), theme().px(36))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint ground, sign, the corner of a note, and the ring."""
        painter = painter_of(self)
        colour, fit = theme().colour, self.fit
        grounds = {
            2: blend(colour("card"), colour("accent"), _SOFT if theme().scheme == "light" else 0.5),
            1: colour("accent_soft"),
            0: colour("sunken"),
            -1: colour("ochre_soft"),
            -2: blend(colour("card"), colour("ochre_fill"), 0.42),
        }
        outline = colour("hairline") if fit in (None, 0) else None
        rounded(painter, self.rect(), 6, grounds.get(fit, colour("card")) if fit is not None else colour("card"), outline)  # fmt: skip
        rounded(painter, self.rect(), 6, colour("hover", 0.5 * self.hover))
        if fit is not None:
            inks = {1: "accent_text", 0: "text3", -1: "ochre_text"}
            painter.setPen(colour(inks.get(fit, "text")))
            painter.setFont(theme().font("body", weight=600, size=15))
            painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, SIGNS[fit])
        if self.cell and self.cell.note:
            side = theme().px(5)
            dot = QRectF(self.width() - 2 * side, side, side, side)
            rounded(painter, dot, side / 2, colour("text2"))
        if self.ring_shown():
            paint_ring(painter, self.rect(), 6)
        painter.end()

    def event(self, event: QEvent) -> bool:
        """Say in a tooltip what the cell says, as plain text."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            lines = [
                self.theme.text,
                self.accessibleName(),
                *([self.cell.note] if self.cell else []),
            ]
            words = "<br>".join(escape(line) for line in lines if line)
            QToolTip.showText(event.globalPos(), f"<p>{words}</p>", self)
            return True
        return super().event(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Ask for a note."""
        self.note_asked.emit(self)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Set the fit by + and −, digits and Del; write a note by N; move by arrows."""
        key = Qt.Key(event.key())
        plain = Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier
        if event.modifiers() & ~plain:
            super().keyPressEvent(event)
        elif key in _ARROWS:
            self.moved.emit(self, *_ARROWS[key])
        elif key in _UP:
            self._ask(min(2, (self.fit or 0) + 1))
        elif key in _DOWN:
            self._ask(max(-2, (self.fit or 0) - 1))
        elif key in _DIGITS:
            self._ask(_DIGITS[key])
        elif key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self._ask(None)
        elif key == Qt.Key.Key_N:
            self.note_asked.emit(self)
        else:
            super().keyPressEvent(event)

    @Slot()
    def _cycle(self) -> None:
        self._ask(_CYCLE[(_CYCLE.index(self.fit) + 1) % len(_CYCLE)])

    def _ask(self, fit: int | None) -> None:
        if fit != self.fit:
            self.asked.emit(self, fit)


class FitGrid(QWidget):
    """``changed`` carries value, theme and fit (None blanks); ``note_asked`` value and theme.

    It is one stop for Tab; arrows go from cell to cell.
    """

    changed = Signal(str, str, object)
    note_asked = Signal(str, str)

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(self.tr("How my values and the themes fit"))
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._shown: object = None
        self.cells: dict[tuple[str, str], FitCell] = {}
        self._places: list[list[FitCell]] = []
        self._rescale()
        theme().changed.connect(self._rescale)

    def show_fits(
        self,
        rows: Sequence[GridRow],
        themes: Sequence[GridTheme],
        cells: Mapping[tuple[str, str], Cell],
    ) -> None:
        """Show rows and columns; the cell that the keys are on keeps them."""
        if (rows, themes) == self._shown:
            for key, one in self.cells.items():
                one.show_cell(cells.get(key))
            return
        self._clear()
        self._shown = (rows, themes)
        for column, theme_ in enumerate(themes, 2):
            self._grid.addWidget(NumberBadge(theme_.number, 20), 0, column, Qt.AlignmentFlag.AlignCenter)  # fmt: skip
            self._grid.setColumnStretch(column, 1)
        for place, row in enumerate(rows, 1):
            name = Label(row.name, "label", wrap=False)
            matters = "" if row.importance is None else str(row.importance)
            self._grid.addWidget(name, place, 0)
            number = Label(
                matters, "caption", "text3", tabular=True, align=Qt.AlignmentFlag.AlignRight
            )
            self._grid.addWidget(boxed(hbox(number, margins=(6, 0, 10, 0))), place, 1)
            line = [self._cell(row, one, cells.get((row.id, one.id))) for one in themes]
            for column, cell in enumerate(line, 2):
                self._grid.addWidget(cell, place, column)
            self._places.append(line)
        self._one_stop(next((cell for line in self._places for cell in line), None))

    def order(self) -> None:
        """Keep all cells together behind the one that is the stop, since any of them may become it."""
        stop = next((one for one in self.cells.values() if _is_stop(one)), None)
        if stop is not None:
            order_tabs(stop, [one for one in self.cells.values() if one is not stop])

    def take_focus(self) -> None:
        """Put the keyboard on the cell that is the stop."""
        for cell in self.cells.values():
            if _is_stop(cell):
                cell.setFocus(Qt.FocusReason.TabFocusReason)

    def _cell(self, row: GridRow, theme_: GridTheme, cell: Cell | None) -> FitCell:
        made = FitCell(row, theme_, cell)
        made.asked.connect(self._asked)
        made.note_asked.connect(self._note_asked)
        made.moved.connect(self._move)
        self.cells[row.id, theme_.id] = made
        return made

    def _clear(self) -> None:
        while (item := self._grid.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        for column in range(self._grid.columnCount()):
            self._grid.setColumnStretch(column, 0)
        self.cells.clear()
        self._places.clear()

    def _one_stop(self, chosen: FitCell | None) -> None:
        for cell in self.cells.values():
            stop = Qt.FocusPolicy.StrongFocus if cell is chosen else Qt.FocusPolicy.ClickFocus
            cell.setFocusPolicy(stop)

    @Slot(object, object)
    def _asked(self, cell: FitCell, fit: int | None) -> None:
        self._one_stop(cell)
        self.changed.emit(cell.row.id, cell.theme.id, fit)

    @Slot(object)
    def _note_asked(self, cell: FitCell) -> None:
        self._one_stop(cell)
        self.note_asked.emit(cell.row.id, cell.theme.id)

    @Slot(object, int, int)
    def _move(self, cell: FitCell, down: int, right: int) -> None:
        for row, line in enumerate(self._places):
            if cell in line:
                there, column = row + down, line.index(cell) + right
                if 0 <= there < len(self._places) and 0 <= column < len(line):
                    following = self._places[there][column]
                    self._one_stop(following)
                    following.setFocus(Qt.FocusReason.TabFocusReason)
                return

    @Slot()
    def _rescale(self) -> None:
        self._grid.setHorizontalSpacing(theme().px(5))
        self._grid.setVerticalSpacing(theme().px(5))


def _is_stop(cell: FitCell) -> bool:
    return cell.focusPolicy() == Qt.FocusPolicy.StrongFocus


def said(fit: int | None) -> str:
    """Return what a fit says: "serves strongly"."""
    words = {
        2: "serves strongly", 1: "serves", 0: "neither serves nor strains",
        -1: "strains", -2: "strains strongly", None: "nothing said",
    }  # fmt: skip
    return QCoreApplication.translate("FitGrid", words[fit])
