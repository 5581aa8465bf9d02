"""What readers said of the entry that is read, below its text."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QSize, Signal, Slot
from PySide6.QtWidgets import QSizePolicy, QWidget

from metanoia.domain.anchors import BODY
from metanoia.ui.commenting import CommentsOf
from metanoia.ui.connected.things import ENTRY
from metanoia.ui.theme import theme
from metanoia.ui.widgets.layout import boxed, vbox
from metanoia.ui.widgets.scroll import ScrollArea

if TYPE_CHECKING:
    from metanoia.domain.anchors import Selector
    from metanoia.domain.entries import EntryId
    from metanoia.journal import Journal
    from metanoia.ui.widgets.comment_row import Beside

_MOST: Final = 0.42  # of the pane's height


class CommentsBelow(QWidget):
    """Scrolls by itself, so that the text stays in view; ``shown`` carries the Selector of some words."""

    said = Signal(object)
    shown = Signal(object)

    def __init__(self, journal: Journal) -> None:
        super().__init__()
        self.card = CommentsOf(journal, ENTRY, can_show=True)
        self.area = ScrollArea(boxed(vbox(self.card, margins=(49, 6, 30, 14))))
        self.setLayout(vbox((self.area, 1)))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        self.card.said.connect(self.said)
        self.card.rows.shown.connect(self._shown)
        self.hide()

    def show_entry(self, entry: EntryId | str) -> None:
        """Show what was said of an entry; "" for nothing."""
        self.card.show_thing(entry)
        self.setVisible(bool(self.card.rows.rows))
        self.updateGeometry()

    def passages(self) -> list[tuple[str, Selector]]:
        """Return the ids of the comments on words of the text, with those words."""
        said = [row.beside.kept.said for row in self.card.rows.rows]
        return [(one.id, one.selector) for one in said if one.selector and one.field == BODY]

    def take_focus(self, comment_id: str) -> bool:
        """Put the keyboard on a comment; return whether it is here."""
        row = self.card.rows.row_of(comment_id)
        if row is None:
            return False
        self.area.ensureWidgetVisible(row, 0, theme().px(12))
        first = next((one for one in row.stops() if one.isVisibleTo(self)), None)
        if first is not None:
            first.setFocus()
        return True

    def forget(self) -> None:
        """Hold no words any more."""
        self.card.forget()
        self.hide()

    def sizeHint(self) -> QSize:
        """Return the height of the comments, or the part of the pane that they may take."""
        pane = self.parentWidget()
        most = round(pane.height() * _MOST) if pane is not None else theme().px(240)
        inner = self.area.widget()
        wanted = inner.heightForWidth(self.width()) if inner is not None else 0
        return QSize(theme().px(320), max(0, min(wanted, most)))

    @Slot(object)
    def _shown(self, beside: Beside) -> None:
        if beside.kept.said.selector is not None:
            self.shown.emit(beside.kept.said.selector)
