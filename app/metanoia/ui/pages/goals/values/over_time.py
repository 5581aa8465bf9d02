"""How much each value mattered and showed from rating to rating, and its place from sort to sort."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from metanoia.ui.theme import theme
from metanoia.ui.widgets.card import Card
from metanoia.ui.widgets.label import Label
from metanoia.ui.widgets.layout import boxed, hbox, vbox
from metanoia.ui.widgets.line_chart import LineChart
from metanoia.ui.widgets.rank_chart import RankChart

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from metanoia.domain.values import Rating
    from metanoia.ui.pages.goals.values.known import Known, ValueRow

_LEAST: Final = 2  # ratings or sorts that make something to compare
_CARD: Final = 300  # px at scale 1 that a small picture needs


class OverTime(QWidget):
    """Small pictures, one a value, on one common scale of time; below them the slope of the ranks."""

    def __init__(self) -> None:
        super().__init__()
        self.has_past = False
        self.ranks = RankChart()
        self._grid = QGridLayout()
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._cards: list[_Small] = []
        self._columns = 0
        self._small = QWidget()
        self._small.setLayout(self._grid)
        key = Label(
            self.tr("The line is how far it shows, the dashed one how much it matters; 0 to 10."),
            "caption", "text3", wrap=True,
        )  # fmt: skip
        self._lines = boxed(vbox(key, 10, self._small, 14))
        self._ranked = Card(
            Label(self.tr("From sort to sort"), "strong", size=13.5), 8, self.ranks,
            margins=(22, 14, 22, 14),
        )  # fmt: skip
        self.setLayout(vbox(self._lines, self._ranked, None))

    def show_known(self, known: Known) -> None:
        """Show the ratings and sorts there are."""
        by_value: dict[str, list[Rating]] = {}
        for rating in known.ratings:
            by_value.setdefault(rating.value, []).append(rating)
        rows = [row for row in known.rows if len(by_value.get(row.id, ())) >= _LEAST]
        days = [rating.date for row in rows for rating in by_value[row.id]]
        self._show_small(
            [(row, by_value[row.id]) for row in rows], min(days, default=None), known.today
        )
        names = {value.id: value.name for value in known.set_aside}
        names |= {row.value.id: row.value.name for row in known.rows}
        sorts = [
            (sort.date, tuple(names[one] for one in sort.values if one in names))
            for sort in known.sorts
        ]
        self.ranks.show_sorts(sorts)
        self._lines.setVisible(bool(rows))
        self._ranked.setVisible(len(sorts) >= _LEAST)
        self.has_past = bool(rows) or len(sorts) >= _LEAST

    def forget(self) -> None:
        """Forget every value."""
        self._clear()
        self.ranks.show_sorts(())

    def _show_small(
        self,
        rows: Sequence[tuple[ValueRow, Sequence[Rating]]],
        first: dt.date | None,
        today: dt.date,
    ) -> None:
        self._clear()
        for row, ratings in rows:
            if first is not None:
                self._cards.append(_Small(row, ratings, first, today))
        self._columns = 0
        self._lay_out()

    def _clear(self) -> None:
        for card in self._cards:
            self._grid.removeWidget(card)
            card.hide()
            card.deleteLater()
        self._cards = []

    def _lay_out(self) -> None:
        columns = max(1, int(self.width() / theme().scale) // _CARD)
        if columns == self._columns:
            return
        self._columns = columns
        self._grid.setSpacing(theme().px(12))
        for number, card in enumerate(self._cards):
            self._grid.addWidget(card, number // columns, number % columns)
            card.show()
        for column in range(8):
            self._grid.setColumnStretch(column, int(column < columns))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay as many side by side as there is room for."""
        super().resizeEvent(event)
        self._lay_out()


class _Small(Card):
    def __init__(
        self, row: ValueRow, ratings: Sequence[Rating], first: dt.date, today: dt.date
    ) -> None:
        self.chart = lived_chart(row.value.name, ratings, first, today)
        latest = ratings[-1]
        shows = "–" if latest.lived is None else str(latest.lived)
        now = Label(shows, "strong", "text", tabular=True, align=Qt.AlignmentFlag.AlignRight)
        name = Label(row.value.name, "strong", elide=True)
        super().__init__(
            boxed(hbox((name, 1), 8, now)), 6, self.chart, margins=(16, 12, 16, 12)
        )  # fmt: skip


def lived_chart(name: str, ratings: Sequence[Rating], first: dt.date, today: dt.date) -> LineChart:
    """Return the picture of one value: how far it showed, and dashed how much it mattered."""
    chart = LineChart(name, "ochre_fill")
    shown = [(rating.date, float(rating.lived)) for rating in ratings if rating.lived is not None]
    matters = [(rating.date, float(rating.importance)) for rating in ratings]
    chart.show_line(shown, first, today, scale=(0, 10), shape="steps", level=matters, digits=0, about=name)  # fmt: skip
    return chart
