"""What moved this week, one card each: a goal with its line, an assumption with its course."""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple

from PySide6.QtCore import QCoreApplication, QSize, Signal, Slot
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from metanoia.ui.amounts import counted
from metanoia.ui.destination import Destination
from metanoia.ui.pages.review.week.facts import BeliefMove, GoalMove
from metanoia.ui.theme import CARD_RADIUS, theme
from metanoia.ui.widgets.chip import Chip
from metanoia.ui.widgets.focus import paint_ring
from metanoia.ui.widgets.label import Label
from metanoia.ui.widgets.layout import Child, boxed, hbox, vbox
from metanoia.ui.widgets.paint import painter_of, rounded
from metanoia.ui.widgets.pressable import Pressable, pass_mouse_through
from metanoia.ui.widgets.sparkline import paint_sparkline
from metanoia.ui.widgets.tension_line import TensionLine
from metanoia.ui.widgets.tile import IconTile

_QUOTE = 160  # characters of a note that are shown


class Course(QWidget):
    """How sure somebody was over time, a few words high."""

    def __init__(self, points: tuple[tuple[dt.datetime, int], ...]) -> None:
        super().__init__()
        self._points = points
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Return the size of a line."""
        return QSize(theme().px(160), theme().px(36))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the line."""
        painter = painter_of(self)
        paint_sparkline(painter, self.rect(), self._points)
        painter.end()


class Said(NamedTuple):
    """The words of a card: title, what stands below it, the number, and one calm sentence."""

    title: str
    about: str
    number: str
    sentence: str


class MovedCard(Pressable):
    """Tile, title, number and what it moved by; a picture; one calm sentence. Pressed, it leads there."""

    asked = Signal(object)

    def __init__(
        self,
        tile: IconTile,
        said: Said,
        moved: Chip | None,
        picture: QWidget,
        leads_to: Destination,
    ) -> None:
        super().__init__("")
        self._leads_to = leads_to
        title = Label(said.title, "label", weight=600, elide=True)
        words = boxed(vbox(title, 1, Label(said.about, "caption", "text2", elide=True)))
        top: list[Child] = [tile, 12, (words, 1), 10, Label(said.number, "h2", tabular=True)]
        if moved is not None:
            top += [9, moved]
        sentence = Label(said.sentence, "label", "text2", wrap=True, weight=400)
        self._column = vbox(hbox(*top), 12, picture, 10, sentence, None, margins=(17, 15, 17, 15))
        self.setLayout(self._column)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        pass_mouse_through(self)
        change = f", {moved.text()}" if moved is not None else ""
        self.setAccessibleName(
            f"{said.title}: {said.number}{change}. {said.about}. {said.sentence}"
        )
        self.clicked.connect(self._go)

    def sizeHint(self) -> QSize:
        """Return the size of what stands in it."""
        return self._column.totalSizeHint()

    def minimumSizeHint(self) -> QSize:
        """Return a width in which number and change still fit."""
        return QSize(theme().px(250), self._column.totalMinimumSize().height())

    def hasHeightForWidth(self) -> bool:
        """Return True: the sentence wraps."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height at ``width`` px."""
        return self._column.totalHeightForWidth(width)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the card and its ring."""
        painter = painter_of(self)
        colour = theme().colour
        line = "border" if self.hover > 0.5 else "hairline"
        rounded(painter, self.rect(), CARD_RADIUS, colour("card"), colour(line))
        if self.ring_shown():
            paint_ring(painter, self.rect(), CARD_RADIUS)
        painter.end()

    @Slot()
    def _go(self) -> None:
        self.asked.emit(self._leads_to)


def goal_card(move: GoalMove) -> MovedCard:
    """Return the card of a goal that was looked at this week."""
    tr = QCoreApplication.translate
    goal, now, before = move.row.goal, move.now, move.before
    about = tr("MovedCard", "Tension {}").format(10 - now)
    if before is not None:
        about = tr("MovedCard", "Tension {}, was {}").format(10 - now, 10 - before)
    line = TensionLine()
    line.show_tension(float(now), None if before is None else float(before), words=about)
    by = None if before is None else now - before
    to = Destination(page="goals", item=goal.id)
    said = Said(goal.title, about, str(now), _of_goal(move, by))
    return MovedCard(IconTile("target", "accent", 34), said, _chip(by, "accent"), line, to)


def belief_card(move: BeliefMove) -> MovedCard:
    """Return the card of an assumption that moved this week."""
    tr = QCoreApplication.translate
    row = move.row
    parts = []
    if move.challenges:
        parts.append(counted(move.challenges, tr("MovedCard", "1 new challenge"), tr("MovedCard", "{} new challenges")))  # fmt: skip
    if move.supports:
        parts.append(counted(move.supports, tr("MovedCard", "1 new support"), tr("MovedCard", "{} new supports")))  # fmt: skip
    by = None if move.before is None else move.now - move.before
    about = ", ".join(parts) or tr("MovedCard", "Looked at this week")
    to = Destination(page="assumptions", section="register", item=row.id)
    number = tr("MovedCard", "{}%").format(move.now)
    said = Said(row.statement, about, number, _of_belief(by))
    tile = IconTile("lightbulb", "plum", 34)
    return MovedCard(tile, said, _chip(by, "plum"), Course(row.points), to)


def _chip(by: int | None, tone: str) -> Chip | None:
    if not by:
        return None
    icon = "arrow-up-right" if by > 0 else "arrow-down"
    sign = "+" if by > 0 else "−"
    return Chip(f"{sign}{abs(by)}", tone, icon)


def _of_goal(move: GoalMove, by: int | None) -> str:
    tr = QCoreApplication.translate
    if move.note:
        note = " ".join(move.note.split())
        short = note if len(note) <= _QUOTE else note[:_QUOTE].rsplit(" ", 1)[0] + "…"
        return tr("MovedCard", "You noted: “{}”").format(short)
    if by is None:
        return tr("MovedCard", "A first look. There is nothing to compare it with yet.")
    if by > 0:
        return tr("MovedCard", "Closer than the time before. What were you doing?")
    if by < 0:
        return tr("MovedCard", "Further away than the time before. That is worth a look.")
    return tr("MovedCard", "Where it was the time before.")


def _of_belief(by: int | None) -> str:
    tr = QCoreApplication.translate
    if by is None:
        return tr("MovedCard", "Said for the first time how sure you are.")
    if by < 0:
        return tr("MovedCard", "Less certain than last week. That is movement.")
    if by > 0:
        return tr("MovedCard", "More certain than last week. What made it so?")
    return tr("MovedCard", "As sure as last week.")
