"""One assumption: its statement, how sure, the ladder, evidence, tests, and where it came from."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractSlider, QGridLayout, QWidget

from metanoia.text.statement import quoted
from metanoia.ui import dates
from metanoia.ui.commenting import CommentsOf
from metanoia.ui.connected.card import ConnectedCard
from metanoia.ui.connected.things import ASSUMPTION
from metanoia.ui.pages.assumptions.register import words
from metanoia.ui.pages.assumptions.register.detail_head import DetailHead
from metanoia.ui.pages.assumptions.register.evidence_card import EvidenceCard
from metanoia.ui.pages.assumptions.register.kin_card import KinCard
from metanoia.ui.pages.assumptions.register.ladder_card import LadderCard
from metanoia.ui.pages.assumptions.register.sources_card import SourcesCard
from metanoia.ui.pages.assumptions.register.sure_card import SureCard
from metanoia.ui.pages.assumptions.register.tests_card import TestsCard
from metanoia.ui.theme import theme
from metanoia.ui.widgets.banner import Banner
from metanoia.ui.widgets.button import Button
from metanoia.ui.widgets.label import Label
from metanoia.ui.widgets.layout import boxed, hbox, vbox
from metanoia.ui.widgets.scroll import ScrollArea

if TYPE_CHECKING:
    from metanoia.journal import Journal
    from metanoia.ui.pages.assumptions.register.known import Known

TWO_COLUMNS: Final = 700  # px at scale 1 of the pane
_GAP: Final = 14
_STEP = QAbstractSlider.SliderAction
_SCROLLS: Final[dict[int, QAbstractSlider.SliderAction]] = {
    Qt.Key.Key_Up: _STEP.SliderSingleStepSub,
    Qt.Key.Key_Down: _STEP.SliderSingleStepAdd,
    Qt.Key.Key_PageUp: _STEP.SliderPageStepSub,
    Qt.Key.Key_PageDown: _STEP.SliderPageStepAdd,
    Qt.Key.Key_Home: _STEP.SliderToMinimum,
    Qt.Key.Key_End: _STEP.SliderToMaximum,
}


class Detail(QWidget):
    """Shows what is Known of one assumption; its cards ask for what is to be done."""

    if_wrong_asked = Signal()
    restore_asked = Signal()
    purge_asked = Signal()

    def __init__(self, journal: Journal, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.known: Known | None = None
        self.head = DetailHead()
        self.notice = Banner("", "info", closable=False)
        self.restore = Button(self.tr("Restore"), "primary", "undo-2", "s")
        self.purge = Button(self.tr("Delete for good…"), "danger", "trash-2", "s")
        self.statement = Label("", "quote", wrap=True, size=25, line=1.35)
        self.about = Label("", "caption", "text3", wrap=True)
        self.if_wrong = Label("", "label", "text2", weight=400, wrap=True)
        self.say_if_wrong = Button(self.tr("What would I see if it were wrong?"), "ghost", "eye", "s")  # fmt: skip
        self.sure = SureCard()
        self.ladder = LadderCard()
        self.evidence = EvidenceCard()
        self.tests = TestsCard()
        self.sources = SourcesCard()
        self.kin = KinCard()
        self.connected = ConnectedCard(journal, ASSUMPTION)
        self.comments = CommentsOf(journal, ASSUMPTION)
        self._dealt: list[list[QWidget]] = []
        self._lay_out()
        theme().changed.connect(self._place_cards)
        self.say_if_wrong.clicked.connect(self.if_wrong_asked)
        self.restore.clicked.connect(self.restore_asked)
        self.purge.clicked.connect(self.purge_asked)

    def show_known(self, known: Known, today: dt.date) -> None:
        """Show an assumption; the same one stays scrolled to where it was."""
        same = self.known is not None and self.known.one.id == known.one.id
        self.known = known
        one = known.one
        self.head.show_known(known, today)
        self._show_notice(known, today)
        self.statement.setText(quoted(one.statement))
        self.about.setText(self._about(known))
        self.if_wrong.setText(self.tr("If it were wrong, I would see: {}").format(one.if_wrong))
        self._if_wrong_row.setVisible(bool(one.if_wrong))
        open_ = not one.closed and one.deleted_at is None
        self._ask_row.setVisible(not one.if_wrong and open_)
        for card in (self.sure, *self._cards()):
            card.show_known(known, today)
        self.connected.show_thing("" if one.deleted_at else one.id)
        self.connected.setVisible(one.deleted_at is None)
        self.comments.show_thing("" if one.deleted_at else one.id)
        self._place_cards()
        if not same:
            self._scroll.verticalScrollBar().setValue(0)

    def forget(self) -> None:
        """Hold no words any more."""
        self.known = None
        for label in (self.statement, self.about, self.if_wrong):
            label.setText("")
        for card in (self.sure, *self._cards()):
            card.forget()
        self.connected.forget()
        self.comments.forget()

    def take_focus(self) -> None:
        """Put the keyboard on the first thing that can be done."""
        head = self.head
        for stop in (head.test, head.take_up, self.restore, head.state, head.more):
            if stop.isVisibleTo(self) and stop.isEnabled():
                stop.setFocus(Qt.FocusReason.TabFocusReason)
                return

    def bring_into_view(self, widget: QWidget) -> None:
        """Scroll until ``widget`` is seen."""
        self._scroll.ensureWidgetVisible(widget, 0, theme().px(24))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the cards in two columns where there is room for them."""
        super().resizeEvent(event)
        self._place_cards()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Scroll by the keys that nothing here has taken."""
        action = _SCROLLS.get(event.key())
        if action is None or event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            super().keyPressEvent(event)
        else:
            self._scroll.verticalScrollBar().triggerAction(action)

    # -- inside

    def _cards(self) -> tuple[LadderCard, EvidenceCard, TestsCard, SourcesCard, KinCard]:
        return self.ladder, self.evidence, self.tests, self.sources, self.kin

    def _about(self, known: Known) -> str:
        one = known.one
        who = one.person if one.about == "someone" and one.person else words.about(one.about)
        importance = self.tr("Importance {} of 10").format(one.importance)
        return f"{self.tr('About: {}').format(who)}   ·   {importance}"

    def _show_notice(self, known: Known, today: dt.date) -> None:
        one = known.one
        said = ""
        if one.deleted_at is not None:
            said = self.tr("Deleted {}. It is kept for 30 days, then it is gone for good.")
            said = said.format(dates.medium(words.day_of(one.deleted_at), today))
        elif one.closed_at is not None:
            day = dates.medium(words.day_of(one.closed_at), today)
            said = (self.tr("Revised on {}") if one.state == "revised" else self.tr("Dropped on {}")).format(day)  # fmt: skip
            said += f": {one.closing_note}" if one.closing_note else "."
        if said and said != self.notice.text():
            self.notice.say(said)
        self._notice_row.setVisible(bool(said))
        self._gone.setVisible(one.deleted_at is not None)

    def _lay_out(self) -> None:
        self._gone = boxed(hbox(None, self.purge, 6, self.restore, margins=(0, 8, 0, 0)))
        self._notice_row = boxed(vbox(self.notice, self._gone, margins=(0, 0, 0, 12)))
        self._if_wrong_row = boxed(vbox(10, self.if_wrong))
        self._ask_row = boxed(hbox(self.say_if_wrong, None, margins=(0, 6, 0, 0)))
        self._grid = QGridLayout()
        self._left, self._right = vbox(None, gap=_GAP), vbox(None, gap=_GAP)
        for card in self._cards():
            self._left.insertWidget(self._left.count() - 1, card)  # else it would be a window
        self._grid.addLayout(self._left, 0, 0)
        self._grid.addLayout(self._right, 0, 1)
        content = vbox(
            self._notice_row, self.statement, 6, self.about, self._if_wrong_row, self._ask_row, 16,
            self.sure, _GAP, self._grid, _GAP, self.connected, _GAP,
            self.comments, None, margins=(31, 2, 31, 28),
        )  # fmt: skip
        self._scroll = ScrollArea(boxed(content))
        head = boxed(vbox(self.head, margins=(31, 18, 31, 10)))
        self.setLayout(vbox(head, (self._scroll, 1)))

    def _place_cards(self) -> None:
        """Deal the cards to the columns; where there is one in each, both are as high."""
        two = self.width() / theme().scale >= TWO_COLUMNS
        left: tuple[QWidget, ...] = (self.ladder, self.sources)
        right: tuple[QWidget, ...] = (self.evidence, self.tests, self.kin)
        if not two:
            left, right = (
                (self.evidence, self.tests, self.ladder, self.sources, self.kin),
                (),
            )
        dealt = [[card for card in cards if not card.isHidden()] for cards in (left, right)]
        if dealt == self._dealt:
            return
        self._dealt = dealt
        for card in (*left, *right):
            self._left.removeWidget(card)  # a taken item would keep what it knows of the height
            self._right.removeWidget(card)
        level = [len(cards) for cards in dealt] == [1, 1]
        for column, cards in zip((self._left, self._right), dealt, strict=True):
            for card in cards:
                column.insertWidget(column.count() - 1, card, 1 if level else 0)
            column.setStretch(column.count() - 1, 0 if level else 1)
        self._grid.setColumnStretch(0, 1)
        self._grid.setColumnStretch(1, 1 if two else 0)
        self._grid.setHorizontalSpacing(theme().px(_GAP) if two else 0)
