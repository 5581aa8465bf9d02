"""One goal as a page that scrolls: the picture, the zones, steps and plans, and the brake."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractSlider, QGridLayout, QWidget

from metanoia.ui import dates
from metanoia.ui.commenting import CommentsOf
from metanoia.ui.connected.card import ConnectedCard
from metanoia.ui.pages.goals.goal.about_card import AboutCard
from metanoia.ui.pages.goals.goal.brakes_card import BrakesCard
from metanoia.ui.pages.goals.goal.chart_card import ChartCard
from metanoia.ui.pages.goals.goal.goal_head import GoalBar, GoalTitle
from metanoia.ui.pages.goals.goal.lines_card import LinesCard
from metanoia.ui.pages.goals.goal.looks_card import LooksCard
from metanoia.ui.pages.goals.goal.plans_card import PlansCard
from metanoia.ui.pages.goals.goal.row_card import RowCard
from metanoia.ui.pages.goals.goal.steps_card import StepsCard
from metanoia.ui.pages.goals.goal.targets_card import TargetsCard
from metanoia.ui.pages.goals.goal.zones import HoldingZone, RealityZone, VisionZone
from metanoia.ui.theme import theme
from metanoia.ui.widgets.banner import Banner
from metanoia.ui.widgets.layout import boxed, vbox
from metanoia.ui.widgets.scroll import ScrollArea
from metanoia.ui.widgets.tab_order import order_tabs, stops_in

if TYPE_CHECKING:
    from metanoia.journal import Journal
    from metanoia.ui.pages.goals.goal.known import Known

_GAP: Final = 14
_THREE: Final = 780  # px at scale 1 from which three cards stand side by side
_TWO: Final = 560
_CHART: Final = (230, 360)  # px at scale 1 that the picture is high
_AROUND: Final = 424  # px at scale 1 for what should be seen with it: the head and the zones
_STEP = QAbstractSlider.SliderAction
_SCROLLS: Final[dict[int, QAbstractSlider.SliderAction]] = {
    Qt.Key.Key_Up: _STEP.SliderSingleStepSub,
    Qt.Key.Key_Down: _STEP.SliderSingleStepAdd,
    Qt.Key.Key_PageUp: _STEP.SliderPageStepSub,
    Qt.Key.Key_PageDown: _STEP.SliderPageStepAdd,
    Qt.Key.Key_Home: _STEP.SliderToMinimum,
    Qt.Key.Key_End: _STEP.SliderToMaximum,
}


class GoalView(QWidget):
    """``asked`` names what is to be done, and carries with what; ``back_asked`` wants the list."""

    asked = Signal(str, object)
    back_asked = Signal()

    def __init__(self, journal: Journal, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.known: Known | None = None
        self.bar = GoalBar()
        self.title = GoalTitle()
        self.notice = Banner("", "info", closable=False)
        self.chart = ChartCard()
        self.vision = VisionZone()
        self.reality = RealityZone()
        self.holding = HoldingZone()
        self.steps = StepsCard()
        self.plans = PlansCard()
        self.about = AboutCard()
        self.looks = LooksCard()
        self.brakes = BrakesCard()
        self.targets = TargetsCard(journal)
        self.lines = LinesCard(journal)
        self.comments = CommentsOf(journal, "goal")
        self.connected = ConnectedCard(journal, "goal")
        self._across = 0
        self._order_soon = QTimer(self, singleShot=True, interval=0)
        self._order_soon.timeout.connect(self._order_tabs)
        self._lay_out()
        self._connect()
        theme().changed.connect(self._place)

    def show_known(self, known: Known) -> None:
        """Show a goal; the same one stays scrolled to where it was."""
        same = self.known is not None and self.known.goal.id == known.goal.id
        self.known = known
        for part in (self.bar, self.title, *self._cards()):
            part.show_known(known)
        self.chart.setHidden(known.goal.state == "draft" and not known.checks)
        self.looks.setHidden(not known.checks and not known.before)
        self.connected.setHidden(known.example or known.goal.deleted_at is not None)
        self.connected.show_thing("" if self.connected.isHidden() else known.goal.id)
        shown = "" if self.connected.isHidden() else known.goal.id
        self.comments.show_thing(shown)
        self.targets.show_goal(shown, known.today)
        self.lines.show_goal(shown)
        self._show_notice(known)
        self._order_soon.start()
        if not same:
            self.area.verticalScrollBar().setValue(0)

    def forget(self) -> None:
        """Hold no words any more."""
        self.known = None
        self.title.forget()
        for card in self._cards():
            card.forget()
        self.connected.forget()
        self.comments.forget()
        self.targets.show_goal("", dt.date.min)
        self.lines.show_goal("")

    def take_focus(self) -> None:
        """Put the keyboard on what is done most."""
        self.bar.take_focus()

    def focus_item(self, item: str) -> None:
        """Put the keyboard on the row of a step, plan, measure, look or line, else on the head."""
        cards = (self.steps, self.plans, self.about, self.looks, self.brakes)
        if not any(card.focus_row(item) for card in cards):
            self.take_focus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the cards side by side where there is room for it."""
        super().resizeEvent(event)
        self._place()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Scroll by the keys that nothing here has taken."""
        action = _SCROLLS.get(event.key())
        if action is None or event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            super().keyPressEvent(event)
        else:
            self.area.verticalScrollBar().triggerAction(action)

    # -- inside

    def _cards(
        self,
    ) -> tuple[
        ChartCard, VisionZone, RealityZone, HoldingZone, StepsCard, PlansCard, AboutCard,
        LooksCard, BrakesCard,
    ]:  # fmt: skip
        return (
            self.chart, self.vision, self.reality, self.holding, self.steps, self.plans,
            self.about, self.looks, self.brakes,
        )  # fmt: skip

    def _show_notice(self, known: Known) -> None:
        goal, said = known.goal, ""
        if known.example:
            said = self.tr("This is an example. Nothing of it is kept.")
        elif goal.deleted_at is not None:
            day = dates.medium(goal.deleted_at.astimezone().date(), known.today)
            said = self.tr("Deleted {}. It is kept for 30 days, then it is gone for good.")
            said = said.format(day)
        elif goal.closed_at is not None:
            day = dates.medium(goal.closed_at.astimezone().date(), known.today)
            said = (self.tr("Achieved on {}") if goal.state == "achieved" else self.tr("Released on {}")).format(day)  # fmt: skip
            said += f": {goal.closing_note}" if goal.closing_note else "."
        elif goal.state == "draft" and not (goal.vision and goal.reality):
            said = self.tr("A draft. It can become active once you have said what you want to be true and what is true now.")  # fmt: skip
        if said and said != self.notice.text():
            self.notice.say(said)
        self._notice_row.setVisible(bool(said))

    def _order_tabs(self) -> None:
        """Let Tab go from the top to the bottom, whatever was made when."""
        order_tabs(None, list(stops_in(self)))

    def _lay_out(self) -> None:
        self._notice_row = boxed(vbox(self.notice, margins=(0, 0, 0, _GAP)))
        self._lines_row = boxed(vbox(self.lines, margins=(0, 0, 0, _GAP)))
        self._lines_row.hide()
        self._zones = QGridLayout()
        self._pairs = QGridLayout()
        content = vbox(
            self.title, 17, self._notice_row, self.chart, _GAP, self._zones, _GAP, self._lines_row, self._pairs,
            _GAP, self.brakes, _GAP, self.targets, _GAP, self.connected,
            _GAP, self.comments, None, margins=(32, 1, 32, 28),
        )  # fmt: skip
        for grid in (self._zones, self._pairs):
            grid.setContentsMargins(0, 0, 0, 0)
        self.area = ScrollArea(boxed(content))
        bar = boxed(vbox(self.bar, margins=(20, 14, 31, 8)))
        self.setLayout(vbox(bar, (self.area, 1)))

    def _place(self) -> None:
        """Deal the cards to as many columns as there is room for."""
        width = self.width() / theme().scale
        low, high = _CHART
        px = theme().px
        self.chart.chart.setFixedHeight(min(px(high), max(px(low), self.height() - px(_AROUND))))
        across = 3 if width >= _THREE else 2 if width >= _TWO else 1
        gap = theme().px(_GAP)
        for grid in (self._zones, self._pairs):
            grid.setHorizontalSpacing(gap)
            grid.setVerticalSpacing(gap)
        if across == self._across:
            return
        self._across = across
        zones: tuple[QWidget, ...] = (self.vision, self.reality, self.holding)
        pairs: tuple[QWidget, ...] = (self.steps, self.plans, self.about, self.looks)
        for grid, cards, columns in ((self._zones, zones, across), (self._pairs, pairs, min(across, 2))):  # fmt: skip
            for number, card in enumerate(cards):
                grid.removeWidget(card)
                wide = columns == 2 and len(cards) == 3 and number == 2
                grid.addWidget(card, number // columns, number % columns, 1, 2 if wide else 1)
            for column in range(3):
                grid.setColumnStretch(column, 1 if column < columns else 0)

    def _connect(self) -> None:
        self.bar.back_asked.connect(self.back_asked)
        self.lines.told.connect(self._show_lines)
        self.bar.asked.connect(self.asked)
        self.title.asked.connect(self.asked)
        for card in self._cards():
            if not isinstance(card, ChartCard):
                card.asked.connect(self.asked)
            if isinstance(card, RowCard):
                card.rearranged.connect(self._order_soon.start)

    @Slot()
    def _show_lines(self) -> None:
        self._lines_row.setVisible(bool(self.lines.tiles))
        self._order_soon.start()
