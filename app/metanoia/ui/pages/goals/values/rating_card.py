"""One value to be rated: two scales, a note, and beside them what the last weeks held of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication, QTimer, Signal, Slot
from PySide6.QtGui import QHideEvent, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from metanoia.domain.lived import nothing_shows
from metanoia.domain.values import NOTE_LIMIT
from metanoia.ui import dates
from metanoia.ui.pages.goals.values import words
from metanoia.ui.theme import theme
from metanoia.ui.widgets.card import Card
from metanoia.ui.widgets.evidence_weeks import evidence_words, paint_evidence_weeks
from metanoia.ui.widgets.field import LineField
from metanoia.ui.widgets.label import Label
from metanoia.ui.widgets.layout import Child, boxed, fixed, hbox, vbox
from metanoia.ui.widgets.paint import painter_of
from metanoia.ui.widgets.rating import RatingRow

if TYPE_CHECKING:
    import datetime as dt

    from metanoia.ui.pages.goals.values.known import ValueRow, Week

_SAVED_AFTER: Final = 800  # milliseconds after the last key
_SEEN: Final = 3  # of what served or strained, the latest ones
_SIDE: Final = 216  # px at scale 1


class EvidenceWeeks(QWidget):
    """The strip of the last weeks of one value."""

    def __init__(self, weeks: tuple[Week, ...]) -> None:
        super().__init__()
        self._weeks = weeks
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(evidence_words(weeks))
        theme().changed.connect(self._restyle)
        self._restyle()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the strip."""
        painter = painter_of(self)
        paint_evidence_weeks(painter, self.rect(), self._weeks)
        painter.end()

    @Slot()
    def _restyle(self) -> None:
        self.setFixedHeight(theme().px(64))


class RatingCard(Card):
    """``changed`` once something may be kept; nothing is chosen until somebody chose it."""

    changed = Signal()

    def __init__(self, row: ValueRow, today: dt.date) -> None:
        self.row = row
        name = row.value.name
        self._before = row.rating if row.rating and row.rating.date < today else None
        now = row.rating if row.rating and row.rating.date == today else None
        self.name = Label(name, "strong", wrap=True)
        said = Label(row.value.meaning, "reading", "text2", wrap=True, size=14)
        if (
            not row.value.meaning
        ):  # a label without a parent must not be shown: it would be a window
            said.hide()
        matters, shows = _tr("How much does this matter to you?"), _tr("How far did your last weeks show it?")  # fmt: skip
        self.matters = RatingRow(f"{name}: {matters}", 0, 10)
        self.shows = RatingRow(f"{name}: {shows}", 0, 10)
        self.note = LineField(_tr("A line on it, if you like"), name=_tr("{}: note").format(name), size="s")  # fmt: skip
        self.note.setMaxLength(NOTE_LIMIT)
        self.hint = Label("", "label", "accent_text", wrap=True, weight=400)
        asking = vbox(
            self.name, 2, said, 10, self._question(matters), 4, self.matters, 10,
            self._question(shows), 4, self.shows, 10, self.note, 6, self.hint, None,
        )  # fmt: skip
        beside = fixed(boxed(self._evidence(today)), _SIDE)
        super().__init__(boxed(hbox((boxed(asking), 1), 26, beside)), margins=(22, 16, 22, 16))
        if now is not None:
            self.matters.set_value(now.importance)
            self.shows.set_value(now.lived)
            self.note.setText(now.note)
        self._soon = QTimer(self, singleShot=True, interval=_SAVED_AFTER)
        self._soon.timeout.connect(self.changed)
        self.matters.changed.connect(self._answered)
        self.shows.changed.connect(self._answered)
        self.note.textEdited.connect(self._answered)
        self.note.editingFinished.connect(self.flush)
        self._say()

    @property
    def answered(self) -> bool:
        """Whether it is said how much the value matters, without which nothing is kept."""
        return self.matters.value() is not None

    @Slot()
    def flush(self) -> None:
        """Have kept at once what waits to be kept."""
        if self._soon.isActive():
            self._soon.stop()
            self.changed.emit()

    def refuse(self, sentence: str) -> None:
        """Say why it was not kept."""
        self.hint.setText(sentence)
        self.hint.setVisible(bool(sentence))

    def hideEvent(self, event: QHideEvent) -> None:
        """Leave nothing waiting behind."""
        super().hideEvent(event)
        self.flush()

    def _question(self, question: str) -> Label:
        return Label(question, "label", "text2", weight=400, wrap=True)

    def _evidence(self, today: dt.date) -> QVBoxLayout:
        lines: list[Child] = []
        for one in reversed(self.row.seen[-_SEEN:]):
            sign = "▲" if one.relation == "serves" else "▼"
            ink = "accent_text" if one.relation == "serves" else "ochre_text"
            lines += [6, Label(f"{sign}  {dates.short(one.date, today)}  {one.words}", "caption", ink, elide=True)]  # fmt: skip
        if not lines:
            lines = [6, Label(_tr("No entry or step of these weeks is tied to it."), "caption", "text3", wrap=True)]  # fmt: skip
        head = Label(_tr("The last eight weeks"), "caption", "text2", weight=600)
        last: list[Child] = []
        if self._before is not None:
            day = dates.medium(self._before.date, today)
            last = [10, Label(_tr("On {}: {}").format(day, words.rated(self._before)), "caption", "text3", wrap=True)]  # fmt: skip
        return vbox(head, 4, EvidenceWeeks(self.row.weeks), *lines, *last, None)

    @Slot()
    def _answered(self) -> None:
        self._say()
        self._soon.start()

    def _say(self) -> None:
        """Ask gently where it showed, or say what is still missing."""
        lived = self.shows.value()
        sentence = ""
        if lived is not None and not self.answered:
            sentence = _tr("Say also how much it matters; then it is kept.")
        elif nothing_shows(lived, len(self.row.seen)) and not self.note.text():
            sentence = _tr("No entry mentions it. What did you have in mind?")
        self.refuse(sentence)


def _tr(text: str) -> str:
    return QCoreApplication.translate("RatingCard", text)
