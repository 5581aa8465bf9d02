"""The sections of a quarter's review, one card each."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from metanoia.store.form_library import library
from metanoia.ui.pages.review.column import Column
from metanoia.ui.pages.review.place_row import PlaceRow, PlaceRows
from metanoia.ui.pages.review.quarter import words
from metanoia.ui.pages.review.quarter.aim import AimCard
from metanoia.ui.pages.review.questions import TextQuestion
from metanoia.ui.widgets.button import Button
from metanoia.ui.widgets.calibration_chart import CalibrationChart
from metanoia.ui.widgets.card import Card
from metanoia.ui.widgets.half_years import HalfYearBars
from metanoia.ui.widgets.label import Label
from metanoia.ui.widgets.layout import boxed, hbox, vbox

if TYPE_CHECKING:
    from metanoia.domain.calibration import Record
    from metanoia.domain.learning_targets import Target
    from metanoia.domain.quarter import QuarterFacts


class _Section(Card):
    """A title, a sentence, and rows; the sentence stands alone where there is nothing."""

    def __init__(self, title: str, nothing: str, rows: PlaceRows) -> None:
        self.nothing = nothing
        self.rows = rows
        self.about = Label("", "label", "text2", weight=400, wrap=True)
        super().__init__(Label(title, "h3", wrap=True), 4, self.about, 14, rows)

    def say(self, about: str) -> None:
        """Show a sentence about the rows, or that there are none."""
        self.about.setText(about if self.rows.rows else self.nothing)
        self.about.setVisible(bool(self.about.text()))


class Sections(Column):
    """What a quarter held, to be answered in place, and the questions of its form."""

    def __init__(self, parent: QWidget | None = None) -> None:
        tr = partial(QCoreApplication.translate, "QuarterRoom")
        self.goals, self.values = PlaceRows(), PlaceRows()
        self.moved, self.untouched, self.targets = PlaceRows(), PlaceRows(), PlaceRows()
        self.maps = PlaceRows()
        self._goals = _Section(tr("Goals"), tr("No goal yet. A goal says what you want to be true, and what is."), self.goals)  # fmt: skip
        self._values = _Section(tr("Values"), tr("No value yet. The sort of values on the Goals page is a way to begin."), self.values)  # fmt: skip
        self._moved = _Section(tr("Beliefs that moved most"), tr("No assumption moved in these months."), self.moved)  # fmt: skip
        self._untouched = _Section(tr("Important, and untouched for three months"), tr("Nothing that matters was left alone so long."), self.untouched)  # fmt: skip
        self._maps = _Section(tr("Maps with accepted patterns"), "", self.maps)
        self._targets = _Section(tr("Learning targets to close"), "", self.targets)
        self.aim = AimCard()
        self._record_words = Label("", "label", "text2", weight=400, wrap=True)
        self.chart, self.halves = CalibrationChart(), HalfYearBars()
        record = Card(Label(tr("Predictions"), "h3"), 4, self._record_words, 10, self.chart, 10, self.halves)  # fmt: skip
        self.questions = [TextQuestion(field, 3) for field in library()["quarterly"].fields]
        self.share = Button(tr("Choose what to share"), "outline", "share-2")
        offer = Label(tr("Would somebody read this with you? Choose what to share; nothing leaves before you have checked it."), "body", wrap=True)  # fmt: skip
        offered = Card(boxed(hbox((offer, 1), 14, self.share)))
        self._asked = boxed(vbox(*self.questions, gap=18))
        super().__init__(
            "", tr("An hour at most, in as many sittings as you like. What you write is kept as you write it."),
            vbox(self._goals, self._values, self._moved, self._untouched, self._maps, self.aim, self._targets, record, gap=14),
            24, self._asked, 20, offered, parent=parent,
        )  # fmt: skip

    def show_facts(self, facts: QuarterFacts, today: dt.date, rated_today: Collection[str]) -> None:
        """Show a quarter."""
        self.title.setText(words.title(facts))
        self.goals.show_things([words.goal(one) for one in facts.goals])
        self.values.show_things(
            [words.value(one, one.value in rated_today) for one in facts.values]
        )
        self.moved.show_things([words.moved(one) for one in facts.moved])
        self.untouched.show_things([words.untouched(one, today) for one in facts.untouched])
        self.maps.show_things([words.mapped(one, today) for one in facts.maps])
        self._goals.say("")
        self._values.say(words.alignment(facts))
        self._moved.say("")
        self._untouched.say("")
        self._maps.say("")
        self._maps.setVisible(bool(facts.maps))

    def show_targets(self, targets: Sequence[Target], today: dt.date) -> None:
        """Show the learning targets that are agreed and due, if there are any."""
        self.targets.show_things([words.target(one, today) for one in targets])
        self._targets.say("")
        self._targets.setVisible(bool(targets))

    def show_record(self, record: Record, today: dt.date) -> None:
        """Show what came of the predictions."""
        self._record_words.setText(words.record(record))
        drawn = record.stage != "list"
        self.chart.setVisible(drawn)
        self.halves.setVisible(drawn)
        if drawn:
            self.chart.show_record(record)
            self.halves.show_record(record, today)

    def belief_row(self, key: str) -> PlaceRow:
        """Return the row of an assumption."""
        return self.moved.rows.get(key) or self.untouched.rows[key]

    def unsaved(self) -> str:
        """Return what is being written in the rows."""
        rows = (self.values, self.moved, self.untouched, self.targets)
        return "\n\n".join(text for one in rows if (text := one.unsaved()))

    def take_focus(self) -> None:
        """Put the keyboard on the first row, or the first question."""
        for rows in (self.goals, self.values, self.moved, self.untouched):
            if rows.rows:
                next(iter(rows.rows.values())).row.take_focus()
                return
        self.questions[0].field.setFocus()

    def forget(self) -> None:
        """Show nothing of the journal."""
        for rows in (self.goals, self.values, self.moved, self.untouched, self.targets):
            rows.show_things([])
        self.aim.forget()
