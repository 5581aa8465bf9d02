"""What the room of values says in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from metanoia.ui import dates
from metanoia.ui.amounts import counted
from metanoia.ui.pages.goals.values.known import WEEKS, Known, ValueRow, quarter

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from metanoia.domain.values import Rating, Value


def sorted_and_rated(known: Known) -> str:
    """Return when the values were sorted and for which months they were rated."""
    said = []
    if known.sorts:
        said.append(_tr("Sorted on {}.").format(dates.medium(known.sorts[-1].date, known.today)))
    else:
        said.append(_tr("Not sorted yet."))
    if known.rated_on is None:
        said.append(_tr("Not rated yet."))
    else:
        first, last = (dates.month_name(day) for day in quarter(known.rated_on))
        year = "" if known.rated_on.year == known.today.year else f" {known.rated_on.year}"
        said.append(_tr("Rated for {} to {}{}.").format(first, last, year))
    return " ".join(said)


def rated(rating: Rating) -> str:
    """Return "matters 8, shows 4"."""
    if rating.lived is None:
        return _tr("matters {}").format(rating.importance)
    return _tr("matters {}, shows {}").format(rating.importance, rating.lived)


def looked_at(row: ValueRow, today: dt.date) -> str:
    """Return what speaks for a closer look: the note of the rating, else what strained it last."""
    if row.rating is not None and row.rating.note:
        return row.rating.note
    strains = [one for one in row.seen if one.relation == "strains"]
    if strains:
        last = strains[-1]
        return _tr("Strained on {}: {}").format(dates.medium(last.date, today), last.words)
    if row.seen:
        last = row.seen[-1]
        return _tr("Last served on {}: {}").format(dates.medium(last.date, today), last.words)
    return _tr("Nothing written in the last eight weeks speaks of it.")


def asked(rows: Sequence[ValueRow]) -> str:
    """Return the gentle question about a value that is said to show and is nowhere seen."""
    row = rows[0]
    lived = row.rating.lived if row.rating else 0
    question = _tr("You rated {} {}, and no entry mentions it. What did you have in mind?")
    return question.format(row.value.name, lived)


def untouched(values: Sequence[Value]) -> str:
    """Return which values nothing touched for a month."""
    names = _listed([value.name for value in values])
    return _tr("Nothing touched {} in the last 30 days.").format(names)


def share(per_cent: float) -> str:
    """Return "61%"."""
    return f"{round(per_cent)}%"


def share_before(before: tuple[float, dt.date], today: dt.date) -> str:
    """Return "58% in December"."""
    per_cent, day = before
    month = (
        dates.month_name(day)
        if day.year == today.year or (today - day).days < 200
        else dates.month(day)
    )
    return _tr("{} in {}").format(share(per_cent), month)


def spoken(row: ValueRow) -> str:
    """Return what a screen reader says of a row of the table."""
    value = row.value
    parts = [value.name if value.rank is None else f"{value.rank}. {value.name}"]
    if value.meaning:
        parts.append(value.meaning)
    parts.append(rated(row.rating) if row.rating else _tr("not rated yet"))
    served = sum(week[0] for week in row.weeks)
    strained = sum(week[1] for week in row.weeks)
    seen = _tr("served {}, strained {} in {} weeks")
    parts.append(seen.format(_times(served), _times(strained), WEEKS))
    return ". ".join(part.rstrip(".") for part in parts)


def _times(number: int) -> str:
    return counted(number, _tr("once"), _tr("{} times")) if number else _tr("never")


def _listed(names: Sequence[str]) -> str:
    if len(names) < 2:
        return "".join(names)
    return _tr("{} and {}").format(", ".join(names[:-1]), names[-1])


def _tr(text: str) -> str:
    return QCoreApplication.translate("Values", text)
