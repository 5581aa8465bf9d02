"""Reading lines over time: at once where that is quick, else in the background."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Signal, Slot

from metanoia.domain.lines_over_time import Line, readings_at_most
from metanoia.ui.background import Task

if TYPE_CHECKING:
    from collections.abc import Sequence

    from metanoia.domain.lines_over_time import HasLines
    from metanoia.journal import Journal

AT_ONCE: Final = 3_000  # readings, which take about 4 ms


class LineReading(QObject):
    """``told`` carries the lines of each map that was asked for last; what was asked before is dropped."""

    told = Signal(object)

    def __init__(self, journal: Journal, parent: QObject) -> None:
        super().__init__(parent)
        self._journal = journal
        self._asked = 0

    def ask(self, maps: Sequence[HasLines]) -> None:
        """Read the lines of ``maps``."""
        self._asked += 1
        if sum(map(readings_at_most, maps)) <= AT_ONCE:
            self.told.emit(self._journal.lines.of_maps(maps))
            return
        task = Task(partial(_read, self._journal, maps, self._asked))
        task.done.connect(self._done)
        task.start()

    def drop(self) -> None:
        """Tell nothing of what was asked for."""
        self._asked += 1

    @Slot(object)
    def _done(self, answer: tuple[int, list[list[Line]]]) -> None:
        asked, lines = answer
        if asked == self._asked:
            self.told.emit(lines)


def _read(journal: Journal, maps: Sequence[HasLines], asked: int) -> tuple[int, list[list[Line]]]:
    reader = journal.reader()
    try:
        return asked, reader.lines.of_maps(maps)
    finally:
        reader.close()
