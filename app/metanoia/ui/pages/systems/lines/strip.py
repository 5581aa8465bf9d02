"""The lines of a map's variables in a row below it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, Signal, Slot
from PySide6.QtWidgets import QFrame, QScrollArea

from metanoia.ui.line_reading import LineReading
from metanoia.ui.theme import theme
from metanoia.ui.widgets.button import Button
from metanoia.ui.widgets.card import Panel
from metanoia.ui.widgets.label import Label
from metanoia.ui.widgets.layout import boxed, hbox, vbox
from metanoia.ui.widgets.line_tile import LineTile
from metanoia.ui.widgets.scroll import slim_bars

if TYPE_CHECKING:
    from metanoia.domain.lines_over_time import Line
    from metanoia.journal import Journal
    from metanoia.ui.pages.systems.editing import Editing


class LinesStrip(Panel):
    """A press on a line chooses its variable; ``opened`` carries its id once it is pressed again."""

    opened = Signal(str)

    def __init__(self, journal: Journal) -> None:
        self._editing: Editing | None = None
        self._shown: list[Line] = []
        self.tiles: list[LineTile] = []
        self._row = hbox(None, gap=10, margins=(0, 2, 0, 2))
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.viewport().setAutoFillBackground(False)
        slim_bars(self._area)
        content = boxed(self._row)
        self._area.setWidget(content)
        content.setAutoFillBackground(False)
        super().__init__(edges=("top",))
        self.fold = Button(self.tr("Lines over time"), "ghost", "chevron-up", "s")
        self.hint = Label("", "caption", "text3")
        self.body.addLayout(
            vbox(boxed(hbox(self.fold, 8, self.hint, None)), 2, self._area, margins=(14, 6, 14, 8))
        )
        self._reading = LineReading(journal, self)
        self._reading.told.connect(self._told)
        self.fold.clicked.connect(self._turn)
        self._folded = True
        self._area.hide()
        theme().changed.connect(self._size)
        self._size()

    def show_map(self, editing: Editing) -> None:
        """Show the lines of a map; what is the same stays as it is."""
        self._editing = editing
        self._reading.ask((editing.map,))

    @Slot()
    def show_selection(self) -> None:
        """Show which variables are chosen on the map."""
        selection = self._editing.selection if self._editing else frozenset()
        for tile in self.tiles:
            tile.choose(chosen=tile.line.variable in selection)

    def forget(self) -> None:
        """Hold no words any more."""
        self._reading.drop()
        self._editing, self._shown = None, []
        self._rebuild()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Bring the line that has the keyboard into view."""
        if event.type() == QEvent.Type.FocusIn and isinstance(watched, LineTile):
            self._area.ensureWidgetVisible(watched)
        return False

    # -- inside

    @Slot(object)
    def _told(self, lines: list[list[Line]]) -> None:
        (shown,) = lines
        if shown != self._shown:
            self._shown = shown
            self._rebuild()
            self.hint.setText(f"{len(shown):,}")
        self.show_selection()
        self.setVisible(bool(shown))

    def _rebuild(self) -> None:
        for tile in self.tiles:
            self._row.removeWidget(tile)
            tile.hide()
            tile.deleteLater()
        self.tiles = [LineTile(line, self) for line in self._shown]
        for number, tile in enumerate(self.tiles):
            tile.installEventFilter(self)
            tile.clicked.connect(self._pressed)
            self._row.insertWidget(number, tile)
            tile.show()

    @Slot()
    def _pressed(self) -> None:
        tile, editing = self.sender(), self._editing
        if editing is None or not isinstance(tile, LineTile):
            return
        if editing.selection == {tile.line.variable}:
            self.opened.emit(tile.line.variable)
        else:
            editing.select({tile.line.variable})

    @Slot()
    def _turn(self) -> None:
        self._folded = not self._folded
        self._area.setVisible(not self._folded)
        self.fold.set_icon("chevron-up" if self._folded else "chevron-down")

    @Slot()
    def _size(self) -> None:
        self._area.setFixedHeight(theme().px(118))
