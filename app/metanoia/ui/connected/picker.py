"""Choosing something to tie to: type a few letters, take it with Enter."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from metanoia.ui.connected.finding import offered
from metanoia.ui.connected.offers import Offers
from metanoia.ui.connected.things import ENTRY, OFFERED, End
from metanoia.ui.widgets.field import LineField
from metanoia.ui.widgets.label import Label
from metanoia.ui.widgets.layout import vbox

if TYPE_CHECKING:
    from collections.abc import Collection

    from metanoia.journal import Journal

WIDTH: Final = 400  # px at scale 1 of the card that it opens in
_REST: Final = 120  # ms


class ThingPicker(QWidget):
    """``chosen`` carries the Thing taken; of ``kinds`` all but those in ``without`` are offered."""

    chosen = Signal(object)
    resized = Signal()

    def __init__(
        self,
        journal: Journal,
        without: Collection[End],
        kinds: Collection[str] = OFFERED,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._journal = journal
        self._without = set(without)
        self._kinds = tuple(kinds)
        entries = self._kinds == (ENTRY,)
        name = self.tr("Link an entry") if entries else self.tr("Link something")
        hint = (
            self.tr("Link an entry: type a few letters")
            if entries
            else self.tr("A goal, value, assumption, map or entry")
        )
        self.setAccessibleName(name)
        self.field = LineField(hint, name=name, icon="search")
        self.offers = Offers()
        said = self.tr("No other entry says that.") if entries else self.tr("Nothing is called that.")  # fmt: skip
        self._nothing = Label(said, "label", "text3", weight=400)
        self._rest = QTimer(self, singleShot=True, interval=_REST)
        self.setLayout(vbox(self.field, 8, self.offers, self._nothing))
        self.field.installEventFilter(self)
        self.field.textEdited.connect(self._rest.start)
        self._rest.timeout.connect(self.look)
        self.offers.taken.connect(self.chosen)
        self.look()

    def look(self) -> None:
        """Show what fits what is typed; while nothing is, what matters most and was written last."""
        self._rest.stop()
        found = offered(self._journal, self.field.text(), self._kinds, self._without)
        self.offers.show_things(found)
        self._nothing.setVisible(not found)
        self._say()
        self.resized.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Move through the rows with the field's keys."""
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self.offers.step(1 if event.key() == Qt.Key.Key_Down else -1)
            self._say()
            return True
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if self._rest.isActive():
                self.look()
            self.offers.take()
            return True
        return False

    def _say(self) -> None:
        row = self.offers.current
        self.field.setAccessibleDescription(row.accessibleName() if row else "")
