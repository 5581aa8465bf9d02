"""What is asked about a learning target: its wording, how it ended, and why not."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Final, NamedTuple

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from metanoia.domain.errors import Refused
from metanoia.domain.learning_targets import (
    TARGET_NOTE_LIMIT,
    TargetOutcome,
    Wording,
    wording,
)
from metanoia.ui.dialogs.writing_sheet import WritingSheet
from metanoia.ui.widgets.day_field import DayField
from metanoia.ui.widgets.labelled import Labelled
from metanoia.ui.widgets.segmented import Segmented
from metanoia.ui.widgets.select import ComboBox
from metanoia.ui.widgets.text_field import TextField

if TYPE_CHECKING:
    from collections.abc import Sequence

_OUTCOMES: Final[tuple[TargetOutcome, ...]] = ("met", "partly_met", "not_met")


class Asked(NamedTuple):
    """What was said on the sheet: the wording, and whom and what it belongs to."""

    wording: Wording
    party: str | None
    goal: str | None
    theme: str | None


class TargetWordingSheet(WritingSheet):
    """``given`` carries an Asked; without ``people`` the sheet does not ask with whom."""

    given = Signal(object)

    def __init__(
        self,
        over: QWidget,
        today: dt.date,
        *,
        title: str,
        subtitle: str,
        keep: str,
        people: Sequence[tuple[str | None, str]] = (),
        goals: Sequence[tuple[str | None, str]] = (),
        themes: Sequence[tuple[str | None, str]] = (),
        old: Asked | None = None,
    ) -> None:
        super().__init__(over, title, subtitle, keep=keep, icon="flag", tone="accent", width=560)
        self._people, self._goals, self._themes = people, goals, themes
        self._party = old.party if old else None
        self.text = TextField(
            self.tr("Open each handover with a question, not a summary."),
            name=self.tr("What is to be learned"), least=2, most=5,
        )  # fmt: skip
        self.sign = TextField(
            self.tr("Two colleagues tell me unasked that they noticed."),
            name=self.tr("How you will know it is done"), least=2, most=4,
        )  # fmt: skip
        self.due = DayField(self.tr("By when (if you like)"), today=today)
        self.with_whom = ComboBox([name for _, name in people], name=self.tr("With whom"))
        self.goal = ComboBox([name for _, name in goals], name=self.tr("For which goal"))
        self.theme = ComboBox([name for _, name in themes], name=self.tr("For which theme"))
        self.text_labelled = Labelled(self.tr("What is to be learned"), self.text)
        self.sign_labelled = Labelled(self.tr("How you will know it is done"), self.sign)
        self.add(
            self.text_labelled, 14, self.sign_labelled, 14,
            Labelled(self.tr("By when (if you like)"), self.due),
        )  # fmt: skip
        for field, choices, name in (
            (self.with_whom, people, self.tr("With whom")),
            (self.goal, goals, self.tr("For which goal")),
            (self.theme, themes, self.tr("For which theme")),
        ):
            if len(choices) > 1:
                self.add(14, Labelled(name, field))
            else:
                field.setParent(self)
                field.hide()
        self._fill(old)
        self.text.textChanged.connect(self._text_edited)
        self.sign.textChanged.connect(self._sign_edited)

    def written(self) -> object:
        """Return what is written and chosen now."""
        chosen = tuple(one.currentIndex() for one in (self.with_whom, self.goal, self.theme))
        return self.text.toPlainText(), self.sign.toPlainText(), self.due.field.text(), chosen

    @Slot()
    def keep(self) -> None:
        """Give what was said, or say what is missing."""
        text, sign, day = self.text.toPlainText(), self.sign.toPlainText(), self.due.day()
        problem = _problem(text, "x")
        unsure = _problem("xxxxx", sign)
        self.text_labelled.set_error(problem)
        self.sign_labelled.set_error(unsure)
        unread = day is None and self.due.field.text().strip()
        if problem or unsure or unread:
            (self.text if problem else self.sign if unsure else self.due.field).setFocus()
            return
        self.refuse("")
        party = _chosen(self._people, self.with_whom) if self._people else self._party
        goal, theme = _chosen(self._goals, self.goal), _chosen(self._themes, self.theme)
        self.given.emit(Asked(wording(text, sign, day), party, goal, theme))

    def _fill(self, old: Asked | None) -> None:
        if old is None:
            if len(self._people) == 2:  # nobody, and the one person there is
                self.with_whom.setCurrentIndex(1)
            return
        self.text.setPlainText(old.wording.text)
        self.sign.setPlainText(old.wording.sign_of_done)
        self.due.set_day(old.wording.due_on)
        for field, choices, chosen in (
            (self.with_whom, self._people, old.party),
            (self.goal, self._goals, old.goal),
            (self.theme, self._themes, old.theme),
        ):
            ids = [id_ for id_, _ in choices]
            field.setCurrentIndex(ids.index(chosen) if chosen in ids else 0)

    @Slot()
    def _text_edited(self) -> None:
        self.text_labelled.set_error("")

    @Slot()
    def _sign_edited(self) -> None:
        self.sign_labelled.set_error("")


class EndSheet(WritingSheet):
    """``given`` carries the outcome, None where it is none, and a note that may be empty."""

    given = Signal(object, str)

    def __init__(
        self, over: QWidget, title: str, text: str, *, keep: str, outcome: bool, note: str
    ) -> None:
        super().__init__(over, title, text, keep=keep, icon="flag", tone="accent", width=520)
        names = (self.tr("Met"), self.tr("Partly"), self.tr("Not met"))
        self.outcome = Segmented(names, name=self.tr("How it ended")) if outcome else None
        self.note = TextField("", name=note, least=2, most=6)
        self.labelled = Labelled(note, self.note)
        if self.outcome is not None:
            self.add(self.outcome, 14)
        self.add(self.labelled)

    def written(self) -> object:
        """Return what is written now."""
        return self.note.toPlainText()

    @Slot()
    def keep(self) -> None:
        """Give how it ended, or say what is wrong with the note."""
        note = self.note.toPlainText().strip()
        if len(note) > TARGET_NOTE_LIMIT:
            said = self.tr("A note has at most 1,000 characters. Shorten it.")
            self.labelled.set_error(said)
            self.note.setFocus()
            return
        self.refuse("")
        outcome = _OUTCOMES[self.outcome.current()] if self.outcome is not None else None
        self.given.emit(outcome, note)


def _chosen(choices: Sequence[tuple[str | None, str]], field: ComboBox) -> str | None:
    return choices[field.currentIndex()][0] if len(choices) > 1 else None


def _problem(text: str, sign: str) -> str:
    try:
        wording(text, sign, None)
    except Refused as error:
        return str(error)
    return ""
