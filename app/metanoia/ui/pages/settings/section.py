"""What the sections of the settings have in common: a title, a lead, groups of rows on cards."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from metanoia.ui.destination import Notice
from metanoia.ui.theme import theme
from metanoia.ui.widgets.card import Card, Divider
from metanoia.ui.widgets.label import Label, heading
from metanoia.ui.widgets.layout import Child, boxed, hbox, vbox
from metanoia.ui.widgets.scroll import ScrollArea

if TYPE_CHECKING:
    from metanoia.journal import Journal
    from metanoia.ui.settings import Settings

_COLUMN: Final = 700  # px at scale 1
_SIDE: Final = 48
_NARROW: Final = 24
_NARROW_BELOW: Final = 660  # px at scale 1


class Section(QWidget):
    """One section. Changes take effect at once and are kept at once.

    ``preferred`` is emitted when other pages may have to show a changed setting,
    ``restore_asked`` with a Backup to put in the journal's place, ``anew_asked`` with an Anew to
    encrypt it by.
    """

    asked = Signal(object)
    said = Signal(object)
    preferred = Signal()
    restore_asked = Signal(object)
    anew_asked = Signal(object)

    def __init__(
        self,
        journal: Journal,
        settings: Settings,
        title: str,
        lead: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.journal = journal
        self.settings = settings
        self.title = Label(title, "h1", wrap=True)
        self.lead = Label(lead, "body", "text2", wrap=True)
        if not lead:
            self.lead.hide()  # never shown here: without a parent yet, it would be a window
        self.column: QVBoxLayout = vbox(self.title, 7, self.lead, 26)
        self._inside = boxed(self.column)
        self._around = hbox((self._inside, 1000), None)
        self.area = ScrollArea(boxed(vbox(boxed(self._around), None)))
        self.setLayout(vbox(self.area))
        theme().changed.connect(self._fit)
        self._fit()

    def add(self, *children: Child) -> None:
        """Add ``children`` below what is there."""
        self.column.addWidget(boxed(vbox(*children)))

    def refresh(self) -> None:
        """Show what holds now; called whenever the section comes into view."""

    def show_part(self, part: str) -> None:
        """Show one part of the section, as one page of the help."""

    def blank(self) -> None:
        """Forget what is shown and stop what is under way; the journal is about to be closed."""

    def keep(self) -> None:
        """Keep the settings, and let the other pages know of them."""
        try:
            self.settings.save()
        except OSError:
            text = self.tr("This holds until you close the window: the settings cannot be written.")
            self.said.emit(Notice(text=text))
        self.preferred.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Narrow the margins where there is little room."""
        super().resizeEvent(event)
        self._fit()

    @Slot()
    def _fit(self) -> None:
        px = theme().px
        side = px(_NARROW if self.width() / theme().scale < _NARROW_BELOW else _SIDE)
        self._around.setContentsMargins(side, px(24), side, px(8))
        self._inside.setMaximumWidth(px(_COLUMN))


class Group(QWidget):
    """A small heading over a card of rows with hairlines between them."""

    def __init__(
        self, caption: str, *rows: QWidget, pad: int = 13, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        children: list[Child] = []
        for row in rows:
            if children:
                children.append(Divider())
            children.append(boxed(vbox(row, margins=(0, pad, 0, pad))))
        self.card = Card(*children, margins=(19, 2, 19, 2))
        lead: tuple[Child, ...] = (heading(caption), 8) if caption else ()
        self.setLayout(vbox(*lead, self.card, 22))
