"""What is said of a learning target: where it stands, whose turn it is, and what both sides said."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal, NamedTuple

from PySide6.QtCore import QCoreApplication

from metanoia.domain.learning_targets import OPEN_STATES
from metanoia.ui import dates

if TYPE_CHECKING:
    import datetime as dt

    from metanoia.domain.learning_targets import Standing, Target, TargetEvent
    from metanoia.ui.widgets.comment_row import Beside

Column = Literal["proposed", "agreed", "closed"]
COLUMNS: Final[tuple[Column, ...]] = ("proposed", "agreed", "closed")


class Known(NamedTuple):
    """A target with what was said of it (oldest first), the first name of whom it is with, and its goal."""

    target: Target
    events: tuple[TargetEvent, ...]
    name: str
    goal: str  # its title, "" for none
    comments: tuple[Beside, ...] = ()  # what readers said of it

    @property
    def standing(self) -> Standing:
        """Where it stands."""
        return self.target.standing

    @property
    def column(self) -> Column:
        """The column of the board that it stands in."""
        state = self.standing.state
        return "proposed" if state in OPEN_STATES else "agreed" if state == "agreed" else "closed"

    @property
    def my_last(self) -> TargetEvent | None:
        """What the journaler said of it last."""
        return next((one for one in reversed(self.events) if one.actor == "journaler"), None)

    @property
    def last_on(self) -> dt.date:
        """The day on which something was said of it last."""
        return self.events[-1].at.astimezone().date()


class Line(NamedTuple):
    """One line with its icon, and the token of its colour."""

    icon: str
    token: str
    words: str


def state_line(known: Known, today: dt.date) -> Line:
    """Return where a target stands, in one line."""
    if known.column == "proposed":
        return _proposed(known, today)
    if known.column == "agreed":
        return _agreed(known, today)
    return _closed(known, today)


def column_name(column: Column) -> str:
    """Return the title of a column."""
    return {"proposed": _tr("Proposed"), "agreed": _tr("Agreed"), "closed": _tr("Closed")}[column]


def nothing_in(column: Column) -> str:
    """Return what stands in a column without a target."""
    return {
        "proposed": _tr("Nothing waits for an answer."),
        "agreed": _tr("What you both hold in the same words stands here."),
        "closed": _tr("What was met, partly or not, is kept here."),
    }[column]


def event_line(event: TargetEvent, name: str, today: dt.date) -> str:
    """Return who did what, and when: "7 March: Ingrid proposed"."""
    mine = event.actor == "journaler"
    said = {
        "propose": (_tr("you proposed"), _tr("{} proposed")),
        "counter": (_tr("you worded it anew"), _tr("{} worded it anew")),
        "agree": (_tr("you agreed"), _tr("{} agreed")),
        "decline": (_tr("you declined"), _tr("{} declined")),
        "withdraw": (_tr("you withdrew it"), _tr("{} withdrew it")),
        "settle": (_tr("you closed it"), _tr("{} closed it")),
    }[event.act]
    done = said[0] if mine else said[1].format(name or _tr("your reader"))
    if event.outcome is not None:
        done = f"{done}: {outcome(event.outcome).lower()}"
    return f"{dates.medium(event.at.astimezone().date(), today)}: {done}"


def outcome(state: str) -> str:
    """Return what became of a target, in a word or two."""
    return {
        "met": _tr("Met"), "partly_met": _tr("Partly met"), "not_met": _tr("Not met"),
        "declined": _tr("Declined"), "withdrawn": _tr("Withdrawn"),
    }[state]  # fmt: skip


def who(known: Known) -> str:
    """Return the first name of the other side, or what to call somebody without one."""
    return known.name or _tr("your reader")


def _proposed(known: Known, today: dt.date) -> Line:
    wording = known.standing.wording.sha256
    worded = [one for one in known.events if one.wording.sha256 == wording]
    first = next((one for one in worded if one.act in ("propose", "counter")), known.events[-1])
    day = dates.medium(first.at.astimezone().date(), today)
    if known.standing.waits_for == "journaler":
        anew = known.standing.state == "countered"
        words = _tr("{}’s wording, {}") if anew else _tr("From {}, {}")
        return Line("message-square", "plum_text", words.format(who(known), day))
    if known.target.party is None and known.standing.proposed_by == "journaler":
        return Line("hourglass", "text2", _tr("Not with anybody yet, since {}").format(day))
    return Line("hourglass", "text2", _tr("Waiting for {}, since {}").format(who(known), day))


def _agreed(known: Known, today: dt.date) -> Line:
    due = known.standing.wording.due_on
    words = _tr("Same wording on both sides")
    if due is None:
        return Line("circle-check", "accent_text", words)
    day = dates.medium(due, today)
    if due < today:
        return Line("clock", "ochre_text", _tr("Due since {}").format(day))
    return Line("circle-check", "accent_text", _tr("{} · due {}").format(words, day))


def _closed(known: Known, today: dt.date) -> Line:
    icons = {
        "met": ("circle-check", "accent_text"), "partly_met": ("circle-dot", "ochre_text"),
        "not_met": ("circle", "text2"), "declined": ("circle-x", "text2"),
        "withdrawn": ("undo-2", "text2"),
    }  # fmt: skip
    state = known.standing.state
    day = dates.medium(known.last_on, today)
    return Line(*icons[state], f"{outcome(state)} · {day}")


def _tr(text: str) -> str:
    return QCoreApplication.translate("Board", text)
