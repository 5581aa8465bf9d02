"""Vision and current reality over time, felt or as one of its measures shows it."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Final

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from metanoia.ui.pages.goals.goal import trend_words
from metanoia.ui.theme import theme
from metanoia.ui.widgets.button import IconButton
from metanoia.ui.widgets.card import Card
from metanoia.ui.widgets.chart_key import ChartKey
from metanoia.ui.widgets.label import Label
from metanoia.ui.widgets.layout import boxed, fixed, hbox, vbox
from metanoia.ui.widgets.menu import Menu
from metanoia.ui.widgets.segmented import Segmented
from metanoia.ui.widgets.select import ComboBox
from metanoia.ui.widgets.tension_chart import Move, Range, TensionChart
from metanoia.ui.widgets.tile import Icon

if TYPE_CHECKING:
    from metanoia.ui.pages.goals.goal.known import Known, Measured

_BESIDE: Final = 660  # px at scale 1 of the card
_RANGES: Final[tuple[Range, ...]] = ("3m", "year", "all")


class ChartCard(Card):
    """The picture, its trend in words, and below it what the numbers ask about."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(margins=(19, 14, 15, 12), parent=parent)
        self._known: Known | None = None
        self.chart = TensionChart()
        self.title = Label(self.tr("Vision and current reality"), "strong")
        self.trend = Label("", "caption", "text3", elide=True)
        self.what = ComboBox([""], name=self.tr("What to show"))
        spans = [self.tr("3 months"), self.tr("Year"), self.tr("All")]
        self.range = Segmented(spans, 1, name=self.tr("How far back"))
        self.more = IconButton("ellipsis", self.tr("More about this picture"))
        self.key = ChartKey(self.chart)
        self.prompts: list[Label] = []
        self._grounds: list[Card] = []
        fixed(self.what, height=32)
        self._asking = vbox(gap=6)
        said = boxed(vbox(self.title, 1, self.trend))
        self._controls = boxed(hbox((self.what, 1), 8, self.range, 4, self.more))
        self._narrow: bool | None = None
        self._head = QGridLayout()
        self._head.setContentsMargins(0, 0, 0, 0)
        self._head.addWidget(said, 0, 0)
        self._head.setColumnStretch(0, 1)
        self._place(narrow=False)
        head = QWidget()
        head.setLayout(self._head)
        self._asking_row = boxed(vbox(self._asking, margins=(4, 8, 4, 4)))
        self._key_row = boxed(hbox(None, self.key))
        for child in (head, self._key_row, boxed(vbox(8)), self.chart, self._asking_row):
            self.body.addWidget(child)
        self.what.currentIndexChanged.connect(self._show_chosen)
        self.range.chosen.connect(self._ranged)
        self.more.clicked.connect(self._open_menu)

    def show_known(self, known: Known) -> None:
        """Show a goal; of the same one what was chosen stays chosen."""
        same = self._known is not None and self._known.goal.id == known.goal.id
        self._known = known
        chosen = self.what.currentIndex() if same else self._first(known)
        blocked = self.what.blockSignals(True)
        self.what.clear()
        self.what.addItems([self.tr("As I feel it"), *(one.measure.name for one in known.measures)])
        self.what.setCurrentIndex(min(max(chosen, 0), self.what.count() - 1))
        self.what.blockSignals(blocked)
        self.what.setVisible(bool(known.measures))
        self._show_chosen()
        self._show_prompts(trend_words.prompts(known))

    def forget(self) -> None:
        """Hold nothing any more."""
        if self._known is not None:
            self.chart.show_tension((), (), self._known.today)
        self._known = None
        self.trend.setText("")
        self._show_prompts([])

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put what can be chosen below the title where there is no room beside it."""
        super().resizeEvent(event)
        self._place(narrow=self.width() / theme().scale < _BESIDE)

    def _place(self, *, narrow: bool) -> None:
        if narrow == self._narrow:
            return
        self._narrow = narrow
        self._head.removeWidget(self._controls)
        row, column = (1, 0) if narrow else (0, 1)
        self._head.addWidget(self._controls, row, column)
        self._head.setVerticalSpacing(theme().px(8) if narrow else 0)
        self._head.setHorizontalSpacing(0 if narrow else theme().px(12))

    def _first(self, known: Known) -> int:
        """Return what is shown at first: what can be counted, where it was, else what is felt."""
        counted = (place for place, one in enumerate(known.measures, 1) if len(one.seen) > 1)
        return next(counted, 0)

    def _show_chosen(self) -> None:
        known, at = self._known, self.what.currentIndex()
        if known is None:
            return
        if at <= 0:
            self._show_felt(known)
        else:
            self._show_measure(known, known.measures[at - 1])
        self._key_row.setVisible(bool(self.chart.key()))

    def _show_felt(self, known: Known) -> None:
        points = [(look.date, float(look.closeness)) for look in known.checks]
        first = points[0][0] if points else known.goal.started_on or known.today
        self.trend.setText(trend_words.felt(known))
        self.chart.show_tension(
            points, [(first, 10.0)], known.as_of, until=self._until(known), scale=(0.0, 10.0),
            notes={look.date: look.note for look in known.checks if look.note},
            about=known.goal.title,
        )  # fmt: skip

    def _show_measure(self, known: Known, one: Measured) -> None:
        measure = one.measure
        points = [(seen.date, seen.value) for seen in one.seen]
        first = min([day for day, _ in points] + [day for day, _ in one.targets() if day], default=known.today)  # fmt: skip
        moves = [
            Move(change.at.astimezone().date(), change.old, change.new, change.reason)
            for change in one.moved
        ]
        band = None
        if measure.low is not None and measure.high is not None:
            band = (measure.low, measure.high)
        self.trend.setText(trend_words.measured(known, one))
        self.chart.show_tension(
            points, [(since or first, target) for since, target in one.targets()], known.as_of,
            until=self._until(known), band=band, start=measure.start, unit=measure.unit,
            moves=moves, about=f"{known.goal.title}: {measure.name}",
        )  # fmt: skip

    def _until(self, known: Known) -> dt.date | None:
        day = known.goal.target_on
        ahead = day is not None and day > known.today and not known.goal.closed
        return day if ahead else None

    def _show_prompts(self, said: list[str]) -> None:
        for ground in self._grounds:
            self._asking.removeWidget(ground)
            ground.hide()
            ground.deleteLater()
        self.prompts, self._grounds = [], []
        for sentence in said:
            label = Label(sentence, "label", "accent_text", weight=500, wrap=True)
            ground = Card(hbox(Icon("sprout", 16, "accent_text"), 11, (label, 1)), tone="accent", margins=(14, 10, 14, 10))  # fmt: skip
            self._asking.addWidget(ground)
            self._grounds.append(ground)
            self.prompts.append(label)
        self._asking_row.setVisible(bool(said))

    def _ranged(self, chosen: int) -> None:
        self.chart.set_range(_RANGES[chosen])
        self._key_row.setVisible(bool(self.chart.key()))

    def _open_menu(self) -> None:
        menu = Menu(self)
        self.chart.add_to(menu)
        menu.open_below(self.more)
