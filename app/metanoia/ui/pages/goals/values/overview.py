"""The values as they stand: the table, how they went over time, and what is worth a look beside it."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication, QRect, QSize, Qt, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from metanoia.ui.pages.goals.head import VALUES, GoalsHead
from metanoia.ui.pages.goals.values import words
from metanoia.ui.pages.goals.values.known import weeks_from
from metanoia.ui.pages.goals.values.over_time import OverTime
from metanoia.ui.pages.goals.values.side_panel import SidePanel
from metanoia.ui.theme import theme
from metanoia.ui.widgets.button import Button, IconButton
from metanoia.ui.widgets.card import Panel
from metanoia.ui.widgets.chip import Chip
from metanoia.ui.widgets.flow import FlowLayout
from metanoia.ui.widgets.label import Label
from metanoia.ui.widgets.layout import boxed, fixed, hbox, vbox
from metanoia.ui.widgets.scroll import ScrollArea
from metanoia.ui.widgets.segmented import Segmented
from metanoia.ui.widgets.value_chart import ValueChart, ValueLine

if TYPE_CHECKING:
    from metanoia.ui.pages.goals.values.known import Known

NOW: Final = 0
OVER_TIME: Final = 1
SIDE_WIDTH: Final = 300
_ONE_BELOW: Final = 900  # px at scale 1 under which the panel goes below the table


class Head(GoalsHead):
    """The page's name, its two tabs, and what is done with all values."""

    def __init__(self) -> None:
        self.sort = Button(_tr("Sort again"), "outline", "list", "s")
        self.rate = Button(_tr("Rate this quarter"), "primary", "scale", "s")
        self.more = IconButton("ellipsis", _tr("More"))
        super().__init__(VALUES, 8, self.sort, 8, self.rate, 4, self.more)


class Overview(QWidget):
    """``opened`` carries the id of the value to look at closely."""

    opened = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.head = Head()
        self.side = SidePanel()
        self.table = ValueChart()
        self.over_time = OverTime()
        self.subtitle = Label("", "label", "text2", weight=400, wrap=True)
        self.views = Segmented(
            [self.tr("Now"), self.tr("Over time")], NOW, name=self.tr("Which picture")
        )
        self._pictures = QStackedWidget()
        self._now = boxed(vbox(self.table, None))
        self._pictures.addWidget(self._now)
        self._pictures.addWidget(self.over_time)
        self._aside = FlowLayout(gap=6, line_gap=6)
        aside = QWidget()
        aside.setLayout(self._aside)
        self._set_aside = boxed(vbox(Label(self.tr("Set aside"), "caption", "text3", weight=600), 7, aside))  # fmt: skip
        self._below = vbox()
        self._holder = QWidget()
        self._holder.setLayout(vbox(self.side, margins=(0, 10, 0, 0)))
        title = Label(self.tr("What matters, and what shows"), "h1", wrap=True)
        column = vbox(
            title, 4, boxed(hbox((self.subtitle, 1), 12, self.views)), 12, self._pictures, 16,
            self._set_aside, self._below, None, margins=(32, 10, 22, 22),
        )  # fmt: skip
        self._content = boxed(column)
        self.area = ScrollArea(self._content)
        self._panel = fixed(Panel(edges=("left",), corners=("right",), fill="card"), SIDE_WIDTH)
        self._beside = vbox(margins=(20, 17, 21, 18))
        self._panel.body.addWidget(ScrollArea(boxed(self._beside)))
        self._narrow: bool | None = None
        head = boxed(hbox(self.head, margins=(32, 18, 18, 0)))
        self._left = boxed(vbox(head, 6, (self.area, 1)))
        self.setLayout(hbox((self._left, 1), self._panel))
        self._place_side(narrow=False)
        self._fit_pictures()
        self.views.chosen.connect(self.show_view)
        self.table.chosen.connect(self.opened)
        self.table.walked.connect(self._follow)
        theme().changed.connect(self._fit)

    def show_known(self, known: Known) -> None:
        """Show what is known now; the row that the keys are on stays so."""
        self.subtitle.setText(words.sorted_and_rated(known))
        lines = [
            ValueLine(
                row.id, row.value.rank, row.value.name, row.value.meaning,
                row.rating.importance if row.rating else None,
                row.rating.lived if row.rating else None, row.weeks,
            )
            for row in known.rows
        ]  # fmt: skip
        self.table.show_values(lines, weeks_from(known.today), known.today)
        self.over_time.show_known(known)
        self.side.show_known(known)
        has_past = self.over_time.has_past
        self.views.setVisible(has_past)
        if not has_past and self.views.current() != NOW:
            self.views.set_current(NOW)
            self.show_view(NOW)
        self._show_set_aside(known)
        sort = self.tr("Go on sorting") if known.draft else self.tr("Sort again") if known.sorts else self.tr("Sort them")  # fmt: skip
        self.head.sort.setText(sort)

    @Slot(int)
    def show_view(self, view: int) -> None:
        """Show how the values stand now, or over time."""
        self.views.set_current(view)
        self._pictures.setCurrentIndex(view)
        self._fit_pictures()

    def forget(self) -> None:
        """Forget every text."""
        self.table.show_values((), dt.date.min, dt.date.min)
        self.side.forget()
        self.over_time.forget()
        self._aside.empty()

    def _show_set_aside(self, known: Known) -> None:
        self._aside.empty()
        for value in known.set_aside:
            chip = Chip(value.name, "neutral", clickable=True)
            chip.setProperty("value", value.id)
            chip.clicked.connect(self._aside_pressed)
            self._aside.addWidget(chip)
            chip.show()
        self._set_aside.setVisible(bool(known.set_aside))

    @Slot()
    def _aside_pressed(self) -> None:
        self.opened.emit(str(self.sender().property("value")))

    @Slot(QRect)
    def _follow(self, row: QRect) -> None:
        """Bring the row into view that the keys are on."""
        top = self.table.mapTo(self._content, row.topLeft()).y()
        middle = top + row.height() // 2
        self.area.ensureVisible(0, middle, 0, row.height() // 2 + theme().px(12))

    def _fit_pictures(self) -> None:
        """Be as high as the picture in view, not as the highest of them."""
        for picture in (self._now, self.over_time):
            policy = picture.sizePolicy()
            shown = picture is self._pictures.currentWidget()
            kept = policy.Policy.Preferred if shown else policy.Policy.Ignored
            policy.setVerticalPolicy(kept)
            picture.setSizePolicy(policy)
        self._pictures.adjustSize()

    def _place_side(self, *, narrow: bool) -> None:
        if narrow == self._narrow:
            return
        self._narrow = narrow
        (self._below if narrow else self._beside).addWidget(self._holder)
        self._panel.setVisible(not narrow)

    # -- Qt

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the panel beside the table, or below it where there is little room."""
        super().resizeEvent(event)
        self._fit()

    def minimumSizeHint(self) -> QSize:
        """Return what the table needs alone: the panel can go below it."""
        return QSize(self._left.minimumSizeHint().width(), super().minimumSizeHint().height())

    @Slot()
    def _fit(self) -> None:
        self._place_side(narrow=self.width() / theme().scale < _ONE_BELOW)

    def begin(self) -> None:
        """Put the keyboard on the table."""
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)


def _tr(text: str) -> str:
    return QCoreApplication.translate("Overview", text)
