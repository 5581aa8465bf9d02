"""Worth a look: where much matters and little shows, what was not touched, and the whole in per cent."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QWidget

from metanoia.ui.pages.goals.values import words
from metanoia.ui.widgets.card import Card, Divider
from metanoia.ui.widgets.chip import Chip
from metanoia.ui.widgets.flow import FlowLayout
from metanoia.ui.widgets.label import Label
from metanoia.ui.widgets.layout import boxed, hbox, vbox
from metanoia.ui.widgets.row import LaidOutRow
from metanoia.ui.widgets.tile import Icon

if TYPE_CHECKING:
    import datetime as dt

    from metanoia.ui.pages.goals.values.known import Known, ValueRow

_LONGEST_CHIP = 30  # signs


class SidePanel(QWidget):
    """``value_asked`` and ``goal_asked`` carry an id; ``new_goal_asked`` the value that has none."""

    value_asked = Signal(str)
    goal_asked = Signal(str)
    new_goal_asked = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._looks = vbox()
        self.question = GentleQuestion()
        self.untouched = Label("", "caption", "text3", wrap=True)
        self.share = Label("", "strong", tabular=True)
        self.before = Label("", "caption", "text3", tabular=True)
        title = Label(self.tr("Worth a look"), "strong", size=13.5)
        self._subtitle = Label("", "caption", "text3", wrap=True)
        self._looking = boxed(self._looks)
        share_row = boxed(
            hbox((Label(self.tr("Lived, weighted by importance"), "caption", "text2", wrap=True), 1), 8, self.share)
        )  # fmt: skip
        self._foot = boxed(vbox(Divider(), 12, share_row, 3, self.before))
        self.setLayout(
            vbox(
                title, 3, self._subtitle, 16, self._looking, 18, self.question, 14,
                self.untouched, None, 14, self._foot,
            )
        )  # fmt: skip
        self.question.clicked.connect(self._question_pressed)
        self._about = ""

    def show_known(self, known: Known) -> None:
        """Show what asks for a look now."""
        rows = known.look_at()
        self._show_looks(rows, known.today)
        if rows:
            subtitle = self.tr("Where much matters and little shows.")
        elif known.rated_on is not None:
            subtitle = self.tr("Nothing that matters much shows little.")
        else:
            subtitle = self.tr("Say how much each value matters and how far it shows; what lies furthest apart stands here.")  # fmt: skip
        self._subtitle.setText(subtitle)
        unseen = known.unseen()
        self._about = unseen[0].id if unseen else ""
        self.question.setVisible(bool(unseen))
        if unseen:
            self.question.ask(words.asked(unseen))
        self.untouched.setVisible(bool(known.untouched))
        self.untouched.setText(words.untouched(known.untouched) if known.untouched else "")
        share, before = known.alignment(), known.alignment_before()
        self._foot.setVisible(share is not None)
        self.share.setText("" if share is None else words.share(share))
        self.before.setVisible(before is not None)
        self.before.setText(words.share_before(before, known.today) if before else "")

    def forget(self) -> None:
        """Forget every text."""
        self._clear()
        self.question.ask("")
        self.untouched.setText("")

    def _clear(self) -> None:
        while (old := self._looks.takeAt(0)) is not None:
            if (widget := old.widget()) is not None:
                widget.hide()
                widget.deleteLater()

    def _show_looks(self, rows: list[ValueRow], today: dt.date) -> None:
        self._clear()
        for number, row in enumerate(rows):
            look = _Look(row, today, last=number == len(rows) - 1)
            look.goal_asked.connect(self.goal_asked)
            look.new_goal_asked.connect(self.new_goal_asked)
            look.head.clicked.connect(look.open_value)
            look.value_asked.connect(self.value_asked)
            self._looks.addWidget(look)
        self._looking.setVisible(bool(rows))

    @Slot()
    def _question_pressed(self) -> None:
        if self._about:
            self.value_asked.emit(self._about)


class GentleQuestion(LaidOutRow):
    """One question on a tinted card; pressing it leads to where it can be answered."""

    def __init__(self) -> None:
        super().__init__("")
        self.asked = Label("", "label", "accent_text", wrap=True, weight=400)
        card = Card(
            hbox(
                (Icon("sprout", 16, "accent_text"), 0, Qt.AlignmentFlag.AlignTop), 10,
                (self.asked, 1),
            ),
            margins=(14, 10, 14, 10), tone="accent", radius=10,
        )  # fmt: skip
        self.setLayout(vbox(card))
        card.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def ask(self, question: str) -> None:
        """Ask another question."""
        self.asked.setText(question)
        self.setAccessibleName(question)


class _Look(QWidget):
    value_asked = Signal(str)
    goal_asked = Signal(str)
    new_goal_asked = Signal(str)

    def __init__(self, row: ValueRow, today: dt.date, *, last: bool) -> None:
        super().__init__()
        self._id = row.id
        rated = words.rated(row.rating) if row.rating else ""
        self.head = _Name(row.value.name, rated)
        said = Label(words.looked_at(row, today), "label", "text2", wrap=True, weight=400)
        self._chips: dict[Chip, str] = {}
        for goal in row.goals:
            text = goal.title if len(goal.title) <= _LONGEST_CHIP else goal.title[: _LONGEST_CHIP - 1] + "…"  # fmt: skip
            chip = Chip(text, "accent", "target", clickable=True, name=self.tr("Goal: {}").format(goal.title))  # fmt: skip
            chip.setToolTip(goal.title)
            chip.clicked.connect(self._chip_pressed)
            self._chips[chip] = goal.id
        if not row.goals:
            chip = Chip(self.tr("No goal yet"), "neutral", "plus", clickable=True, name=self.tr("New goal for {}").format(row.value.name))  # fmt: skip
            chip.clicked.connect(self._new_pressed)
            self._chips[chip] = ""
        chips = QWidget()
        chips.setLayout(FlowLayout(*self._chips, gap=6, line_gap=6))
        parts = vbox(self.head, 3, said, 9, chips)
        column = vbox(parts) if last else vbox(parts, 17, Divider(), 15)
        self.setLayout(column)

    @Slot()
    def open_value(self) -> None:
        """Ask for the value itself."""
        self.value_asked.emit(self._id)

    @Slot()
    def _chip_pressed(self) -> None:
        chip = self.sender()
        if isinstance(chip, Chip):
            self.goal_asked.emit(self._chips[chip])

    @Slot()
    def _new_pressed(self) -> None:
        self.new_goal_asked.emit(self._id)


class _Name(LaidOutRow):
    radius = 5

    def __init__(self, name: str, rated: str) -> None:
        super().__init__(name, rated)
        self.title.hide()
        self.subtitle.hide()
        self.setLayout(
            hbox((Label(name, "strong", wrap=True), 1), 8, Label(rated, "caption", "text3", tabular=True), margins=(0, 3, 0, 3))
        )  # fmt: skip
        for child in self.findChildren(Label):
            child.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
