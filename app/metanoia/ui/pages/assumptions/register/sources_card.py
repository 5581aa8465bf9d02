"""Where an assumption came from: the sentences of entries, a press away."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from metanoia.ui import dates
from metanoia.ui.amounts import counted
from metanoia.ui.pages.assumptions.register.quiet_row import INDENT, QuietRow
from metanoia.ui.widgets.button import Button
from metanoia.ui.widgets.card import Card
from metanoia.ui.widgets.label import Label
from metanoia.ui.widgets.layout import boxed, hbox, vbox
from metanoia.ui.widgets.tile import Icon

if TYPE_CHECKING:
    from collections.abc import Sequence

    from metanoia.ui.pages.assumptions.register.known import Known, Source

_MOST = 5  # that are shown before all of them are asked for
_LONGEST = 180  # characters of a quote that are shown


class _SourceRow(QuietRow):
    def __init__(self, source: Source, today: dt.date) -> None:
        self.source = source
        day = dates.medium(source.date, today)
        head = f"{day}  ·  {source.title}" if source.title else day
        quote = f"“{_short(source.quote)}”"
        when = Label(head, "caption", "text3", elide=True)
        words = Label(quote, "reading", "text" if source.placed else "text3", wrap=True, size=15, line=1.4)  # fmt: skip
        rows: list[QWidget | int] = [when, 2, words]
        gone = _tr("These words are not in the entry any more.")
        if not source.placed:
            rows += [2, Label(gone, "caption", "ochre_text", wrap=True)]
        name = f"{head}. {quote}" + ("" if source.placed else f" {gone}")
        super().__init__(name, (boxed(vbox(*rows)), 1), 8, Icon("arrow-up-right", 14, "text3"))


class SourcesCard(Card):
    """Entries and quotes; ``source_asked`` carries the Source that is pressed."""

    source_asked = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(margins=(8, 14, 8, 12), parent=parent)
        self.rows: list[_SourceRow] = []
        self._shown: tuple[list[Source], dt.date] | None = None
        self._whole = False
        self.all = Button("", "ghost", "chevron-down", "s")
        self.all.hide()
        self.all.clicked.connect(self._show_all)
        self._column: QVBoxLayout = vbox()
        self._list: QWidget | None = None
        title = Label(self.tr("Where it came from"), "strong")
        head = boxed(hbox(title, None, margins=(INDENT, 0, INDENT, 0)))
        more = boxed(hbox(self.all, None))
        self.body.addWidget(boxed(vbox(head, 6, self._column, more, None)))

    def show_known(self, known: Known, today: dt.date) -> None:
        """Show each sentence that it came from."""
        if (known.sources, today) != self._shown:
            self._whole = False
            self._shown = (list(known.sources), today)
            self._show_rows(known.sources, today)
        self.setVisible(bool(known.sources))

    def forget(self) -> None:
        """Hold no words any more."""
        self._shown = None
        self._show_rows((), dt.date.min)

    def _show_rows(self, sources: Sequence[Source], today: dt.date) -> None:
        if self._list is not None:
            self._column.removeWidget(self._list)
            self._list.hide()
            self._list.deleteLater()
        shown = sources if self._whole else sources[:_MOST]
        self.rows = [_SourceRow(source, today) for source in shown]
        rest = len(sources) - len(shown)
        self.all.setText(counted(rest, self.tr("1 more"), self.tr("{} more")))
        self.all.setVisible(rest > 0)
        for row in self.rows:
            row.clicked.connect(self._pressed)
        self._list = boxed(vbox(*self.rows))
        self._column.addWidget(self._list)
        self._list.setVisible(bool(self.rows))

    def _show_all(self) -> None:
        if self._shown is not None:
            self._whole = True
            self._show_rows(*self._shown)
            self.rows[_MOST].setFocus(Qt.FocusReason.TabFocusReason)

    def _pressed(self) -> None:
        row = self.sender()
        if isinstance(row, _SourceRow):
            self.source_asked.emit(row.source)


def _short(quote: str) -> str:
    return quote if len(quote) <= _LONGEST else quote[: _LONGEST - 1].rstrip() + "…"


def _tr(text: str) -> str:
    return QCoreApplication.translate("Assumptions", text)
