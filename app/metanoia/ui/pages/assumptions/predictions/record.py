"""The record: what was said beside what came true; a list until there is enough for a picture."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from metanoia.domain import calibration
from metanoia.ui import dates
from metanoia.ui.pages.assumptions.predictions import record_words, words
from metanoia.ui.theme import theme
from metanoia.ui.widgets.button import Button, IconButton
from metanoia.ui.widgets.calibration_chart import CalibrationChart
from metanoia.ui.widgets.card import Card
from metanoia.ui.widgets.chart_key import ChartKey
from metanoia.ui.widgets.chip import Chip
from metanoia.ui.widgets.half_years import HalfYearBars
from metanoia.ui.widgets.label import Label
from metanoia.ui.widgets.layout import boxed, fixed, hbox, vbox
from metanoia.ui.widgets.menu import Menu
from metanoia.ui.widgets.popover import Popover
from metanoia.ui.widgets.segmented import Segmented
from metanoia.ui.widgets.tile import Icon, IconTile

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Literal

    from metanoia.domain.calibration import Record
    from metanoia.domain.predictions import PredictionRow
    from metanoia.store.predictions import Predictions

    Which = Literal["first", "last"]

_LEAST: Final = 250  # px at scale 1 of the picture


class RecordPanel(QWidget):
    """Shows a Record; ``which_chosen`` says that other forecasts are to count."""

    which_chosen = Signal()
    help_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._record: Record | None = None
        self.beginning = _Beginning()
        self.chart = _Picture()
        self.half_years = HalfYearBars()
        self.early = Chip(self.tr("Early picture"))
        self.early.setToolTip(
            self.tr("Fewer than 30 predictions: it may still look quite different.")
        )
        self.which_forecast = Segmented(
            [self.tr("First forecast"), self.tr("Last")], name=self.tr("Which forecast counts")
        )
        self.leaning = Label("", "strong", wrap=True)
        self.telling = Label("", "label", "text2", weight=400, wrap=True)
        self.explain = IconButton("info", self.tr("What counts, and how"), token="text3")
        self.more = IconButton("ellipsis", self.tr("More of this picture"))
        self._picture = self._lay_out()
        self._few = boxed(vbox(self.beginning, None))
        self.setLayout(vbox((self._few, 1), (self._picture, 1)))
        self.which_forecast.chosen.connect(self.which_chosen)
        self.explain.clicked.connect(self._explain)
        self.more.clicked.connect(self._open_menu)

    @property
    def which(self) -> Which:
        """Which forecast of each prediction counts."""
        return "first" if self.which_forecast.current() == 0 else "last"

    def fill(self, kept: Predictions, rows: Sequence[PredictionRow], today: dt.date) -> None:
        """Show what those of ``rows`` tell that count on the day ``today``."""
        record = calibration.record(kept.counted(today, self.which))
        self.show_record(record, [row for row in rows if _counts(row, today)], today)

    def show_record(self, record: Record, rows: Sequence[PredictionRow], today: dt.date) -> None:
        """Show a record; ``rows`` are the predictions counted in it, for while there are few."""
        self._record = record
        listed = record.stage == "list"
        self._few.setVisible(listed)
        self._picture.setVisible(not listed)
        if listed:
            self.beginning.show_rows(rows, today)
            return
        self.early.setVisible(record.stage == "early")
        self.chart.show_record(record, self.which)
        self.half_years.show_record(record, today)
        self.leaning.setText(record_words.leaning(record))
        self.telling.setText(record_words.telling(record))

    def forget(self) -> None:
        """Hold no prediction any more."""
        self._record = None
        self.beginning.show_rows((), dt.date.min)

    def _lay_out(self) -> QWidget:
        title = Label(self.tr("What I said, and what came true"), "strong", wrap=True)
        head = boxed(hbox(title, 11, self.early, 12, None, self.which_forecast))
        key = boxed(hbox(ChartKey(self.chart), None, self.more))
        chart = Card(head, key, (self.chart, 1), margins=(20, 11, 15, 8))
        top = Qt.AlignmentFlag.AlignTop
        said = vbox(self.leaning, 2, self.telling, None)
        tile = IconTile("scale", "blue", 34)
        left = Card(boxed(hbox((tile, 0, top), 14, (boxed(said), 1), 4, (self.explain, 0, top))), margins=(17, 13, 10, 13))  # fmt: skip
        right = Card(Label(self.tr("Too sure, by half-year"), "strong"), 4, self.half_years, None, margins=(17, 13, 17, 13))  # fmt: skip
        below = boxed(hbox((left, 1), 14, (right, 1)))
        return boxed(vbox((chart, 1), 14, below))

    @Slot()
    def _open_menu(self) -> None:
        menu = Menu(self)
        self.chart.add_to(menu)
        menu.open_below(self.more)

    @Slot()
    def _explain(self) -> None:
        if self._record is not None:
            explanation = Explanation(self._record)
            popover = Popover(self.explain, explanation, width=384)
            explanation.more.clicked.connect(popover.dismiss)
            explanation.more.clicked.connect(self.help_asked)
            popover.open()


def _counts(row: PredictionRow, today: dt.date) -> bool:
    return row.outcome in ("yes", "no") and row.due_on <= today and row.withdrawn_at is None


class _Picture(CalibrationChart):
    """The chart as high as there is room for, so that page and record fit into the window."""

    def __init__(self) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def sizeHint(self) -> QSize:
        """Return a comfortable width, and the height below which nothing can be read any more."""
        return QSize(super().sizeHint().width(), theme().px(_LEAST))


class _Beginning(Card):
    """The few predictions that count so far, and a kind sentence."""

    def __init__(self) -> None:
        super().__init__(margins=(20, 16, 20, 18))
        self.sentence = Label("", "label", "text2", weight=400, wrap=True)
        self._rows: QVBoxLayout = vbox(gap=2)
        title = Label(self.tr("What I said, and what came true"), "strong")
        self._list = boxed(self._rows)
        self.body.addWidget(boxed(vbox(title, 3, self.sentence, 10, self._list)))

    def show_rows(self, rows: Sequence[PredictionRow], today: dt.date) -> None:
        """Show them, newest first."""
        self.sentence.setText(record_words.to_come(len(rows)))
        while (held := self._rows.takeAt(0)) is not None:
            if (widget := held.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        for row in sorted(rows, key=lambda row: row.due_on, reverse=True):
            self._rows.addWidget(_counted(row, today))
        self._list.setVisible(bool(rows))


def _counted(row: PredictionRow, today: dt.date) -> QWidget:
    sign = words.sign(row)
    said = fixed(Label(words.percent(row.first), "label", weight=600, tabular=True), 44)
    became = Label(words.outcome(row.outcome) if row.outcome else "", "caption", "text2")
    fixed(became, 70)
    day = Label(dates.short(row.due_on, today), "caption", "text3", tabular=True, align=Qt.AlignmentFlag.AlignRight)  # fmt: skip
    line = hbox(Icon(sign.icon, 14, sign.token, 2), 9, said, became, (Label(row.statement, "label", weight=400, elide=True), 1), 10, day, margins=(0, 3, 0, 3))  # fmt: skip
    return boxed(line)


class Explanation(QWidget):
    """What counts, and what the numbers mean; read and put away."""

    def __init__(self, record: Record) -> None:
        super().__init__()
        self.setAccessibleName(self.tr("What counts, and how"))
        rows: list[QWidget | int] = []
        for head, sentence in record_words.meaning(record):
            rows += [12] * bool(rows)
            rows += [Label(head, "label", weight=600), Label(sentence, "label", "text2", weight=400, wrap=True)]  # fmt: skip
        self.more = Button(self.tr("More in the help"), "ghost", "life-buoy", "s")
        self.setLayout(vbox(*rows, 12, boxed(hbox(self.more, None))))
