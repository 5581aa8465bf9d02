"""What the line of a variable is fed by: nothing, a measure, a metric, or a line drawn by hand."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from metanoia.domain import map_edits
from metanoia.ui.line_reading import LineReading
from metanoia.ui.pages.systems.lines.drawing import Drawing
from metanoia.ui.widgets.button import Button
from metanoia.ui.widgets.labelled import Labelled
from metanoia.ui.widgets.layout import boxed, hbox, vbox
from metanoia.ui.widgets.line_tile import LineTile
from metanoia.ui.widgets.select import ComboBox

if TYPE_CHECKING:
    from metanoia.domain.lines_over_time import Line
    from metanoia.domain.maps import Variable
    from metanoia.journal import Journal
    from metanoia.store.lines import Source
    from metanoia.ui.pages.systems.editing import Editing

_NOTHING: Final = 0
_BY_HAND: Final = 1
_SOURCES: Final = 2  # and on
_LEAVE: Final = (Qt.Key.Key_Tab, Qt.Key.Key_Backtab, Qt.Key.Key_Escape)


class LineField(QWidget):
    """Each choice is one act on the map; drawing opens a sheet."""

    def __init__(self, journal: Journal, editing: Editing, variable: str) -> None:
        super().__init__()
        self._journal, self._editing, self._variable = journal, editing, variable
        self._sources: list[Source] = []
        self._shown: object = None
        self._reading = LineReading(journal, self)
        self._drawing = Drawing(journal, editing, self)
        self.source = _Choice(name=self.tr("Its line over time"))
        self.draw = Button("", "ghost", "pencil", "s")
        self.tile: LineTile | None = None
        self._tiles = vbox()
        labelled = Labelled(self.tr("Its line over time"), self.source)
        self.setLayout(vbox(labelled, 6, boxed(self._tiles), boxed(hbox(self.draw, None))))
        self.source.activated.connect(self._chosen)
        self.draw.clicked.connect(self.ask)
        self._reading.told.connect(self._told)
        editing.changed.connect(self.refresh)
        self._fill()
        self.refresh()

    @Slot()
    def refresh(self) -> None:
        """Show what feeds the variable now."""
        if self._variable not in self._editing.map.names:
            return
        one = self._one
        self.source.setCurrentIndex(self._number_of(one))
        self.draw.setVisible(not (one.measure or one.metric))
        self.draw.setText(self.tr("Change the line…") if one.drawn else self.tr("Draw the line…"))
        matter = (one.name, one.measure, one.metric, one.drawn, self._editing.map.horizon_days)
        if matter != self._shown:
            self._shown = matter
            self._reading.ask((_Alone(one, self._editing.map.horizon_days),))

    @Slot()
    def ask(self) -> None:
        """Ask for the line by hand."""
        self._drawing.ask(self._variable)

    # -- inside

    @property
    def _one(self) -> Variable:
        return self._editing.map.variable(self._variable)

    def _fill(self) -> None:
        """Offer all that can feed it, and what does although it is in Recently deleted."""
        self._sources = self._journal.lines.sources()
        names = [self.tr("Nothing"), self.tr("A line drawn by hand")]
        names += [source.name for source in self._sources]
        fed = self._one.measure or self._one.metric
        if fed and fed not in {source.id for source in self._sources}:
            name = self._journal.lines.name_of(fed) or self.tr("Something")
            names.append(self.tr("{} (in Recently deleted)").format(name))
        self.source.clear()
        self.source.addItems(names)

    def _number_of(self, one: Variable) -> int:
        fed = one.measure or one.metric
        if not fed:
            return _BY_HAND if one.drawn else _NOTHING
        known = {source.id: number for number, source in enumerate(self._sources, _SOURCES)}
        if fed not in known and self.source.count() == _SOURCES + len(known):
            self._fill()  # it came back by undo
        return known.get(fed, self.source.count() - 1)

    @Slot(object)
    def _told(self, lines: list[list[Line]]) -> None:
        if self.tile is not None:
            self._tiles.removeWidget(self.tile)
            self.tile.hide()
            self.tile.deleteLater()
            self.tile = None
        for line in lines[0]:
            self.tile = LineTile(line, self)
            self.tile.clicked.connect(self._pressed)
            self._tiles.addWidget(self.tile)

    @Slot(int)
    def _chosen(self, number: int) -> None:
        if number == self._number_of(self._one):
            return
        if number == _BY_HAND:
            self.refresh()  # nothing is chosen until something is drawn
            self.ask()
            return
        source = self._sources[number - _SOURCES] if number >= _SOURCES else None
        self._feed(
            measure=source.id if source and source.kind == "measure" else None,
            metric=source.id if source and source.kind == "metric" else None,
            drawn=(),
        )

    @Slot()
    def _pressed(self) -> None:
        if self.tile is not None:
            self._drawing.open_line(self.tile.line)

    def _feed(self, **said: Any) -> None:
        act = partial(map_edits.change_variable, id_=self._variable, **said)
        if not self._editing.do(act, self.tr("Line over time")):
            self.refresh()


class _Alone:
    """A variable as if it stood on a map alone."""

    def __init__(self, one: Variable, horizon_days: int) -> None:
        self.variables = (one,)
        self.horizon_days = horizon_days


class _Choice(ComboBox):
    """A choice that keys open first: an arrow by itself would change what the map says."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open the list on whatever would choose."""
        if event.key() in _LEAVE or event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            super().keyPressEvent(event)
        elif event.text().isprintable() and (event.text() or event.key() in _MOVES):
            self.showPopup()
            event.accept()
        else:
            super().keyPressEvent(event)


_MOVES: Final = (
    Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Home, Qt.Key.Key_End, Qt.Key.Key_PageUp,
    Qt.Key.Key_PageDown, Qt.Key.Key_F4,
)  # fmt: skip
