"""The fields of the journal's own JSON, each checked; what cannot be raises ValueError or its like."""

from __future__ import annotations

import datetime as dt
from typing import Any, get_args

from metanoia.domain.anchors import CONTEXT, Anchor, Selector
from metanoia.domain.days import check_date
from metanoia.domain.entries import EntryId, storable
from metanoia.domain.errors import Refused
from metanoia.domain.goals import check_number
from metanoia.domain.looking_again import Outcome
from metanoia.domain.mastery_wholes import TieEnd
from metanoia.domain.reviews import Planned
from metanoia.exchange.own_note import is_entry_id

Json = dict[str, Any]

UNFIT = (ValueError, KeyError, TypeError, AttributeError, OverflowError)
"""What is raised for a field that is missing or cannot be, besides Refused, which says why."""

_MOST = 2_000  # signs of a note or a result
_AHEAD = dt.timedelta(days=1)  # that another clock may be
_QUOTE = 2_000_000  # an anchor may hold a whole entry


def around(fields: Json, kind: str) -> Json:
    """Return {"anchors", "ties", "again"} of a thing of that kind."""
    return {
        "anchors": anchors(fields, kind),
        "ties": ties(fields),
        "again": again(fields),
    }


def anchors(fields: Json, kind: str) -> tuple[Anchor, ...]:
    """Return the places in entries that a thing of that kind came from."""
    return tuple(_anchor(one, kind, fields["id"]) for one in fields.get("anchors", ()))


def _anchor(fields: Json, kind: str, item_id: str) -> Anchor:
    start, stop = count(fields["start"]), count(fields["stop"])
    exact = text(fields["exact"], _QUOTE)
    around = (text(fields["prefix"], CONTEXT), text(fields["suffix"], CONTEXT))
    if not exact or stop - start != len(exact) or start < len(around[0]):
        raise ValueError  # it would pass for the place of other words
    return Anchor(
        id=id_(fields["id"]),
        item_type=kind,
        item_id=item_id,
        entry=EntryId(id_(fields["entry"])),
        field=text(fields["field"], 120),
        selector=Selector(exact, *around, start, stop),
        created_at=moment(fields["created_at"]),
    )


def ties(fields: Json) -> tuple[TieEnd, ...]:
    """Return what a thing is tied to."""
    return tuple(
        (text(tie["kind"], 20), id_(tie["id"]), text(tie["relation"], 20))
        for tie in fields.get("ties", ())
    )


def again(fields: Json) -> Planned | None:
    """Return when a thing comes up in a review again, under "review"; None if it does not say."""
    plan = fields.get("review")
    if plan is None:
        return None
    return Planned(
        interval=within(plan["interval_days"], 7, 180),
        due_on=day(plan["due_on"]),
        last_on=past_day(plan["last_on"]) if plan["last_on"] else None,
        last_outcome=one_of(plan["last_outcome"], Outcome) if plan["last_outcome"] else None,
        snoozes=within(plan["snoozes"], 0, _QUOTE),
    )


def entry(fields: Json) -> EntryId | None:
    """Return the id under "entry"."""
    return EntryId(id_(fields["entry"])) if fields["entry"] else None


def id_(told: object) -> str:
    """Return an id, a UUID in its usual form."""
    if not isinstance(told, str) or not is_entry_id(told):
        raise ValueError
    return told


def text(told: object, limit: int = _MOST) -> str:
    """Return a text of at most ``limit`` signs as a journal keeps it."""
    if not isinstance(told, str) or len(told) > limit:
        raise ValueError
    return storable(told)


def count(told: object) -> int:
    """Return a whole number."""
    if not isinstance(told, int) or isinstance(told, bool) or abs(told) > _QUOTE:
        raise ValueError
    return told


def within(told: object, least: int, most: int) -> int:
    """Return a whole number from ``least`` to ``most``."""
    found = count(told)
    if not least <= found <= most:
        raise ValueError
    return found


def moment(told: str) -> dt.datetime:
    """Return a moment in UTC, whole seconds; Refused for one to come."""
    at = dt.datetime.fromisoformat(told)
    if at.tzinfo is None:
        raise ValueError
    if at > dt.datetime.now(dt.UTC) + _AHEAD:
        raise Refused("One of its moments is still to come.")
    return at.astimezone(dt.UTC).replace(microsecond=0)


def day(told: str) -> dt.date:
    """Return a day from 1600 on."""
    found = dt.date.fromisoformat(told)
    check_date(found)
    return found


def past_day(told: str) -> dt.date:
    """Return a day that has been; Refused for one to come."""
    found = day(told)
    if found > (dt.datetime.now(dt.UTC) + _AHEAD).date():
        raise Refused("One of its days is still to come.")
    return found


def number(told: object) -> float:
    """Return a finite number; Refused if it is too large."""
    if not isinstance(told, int | float) or isinstance(told, bool):
        raise TypeError
    check_number(told)
    return float(told)


def yes_or_no(told: object) -> bool:
    """Return what is true or false."""
    if not isinstance(told, bool):
        raise TypeError
    return told


def one_of(told: object, kinds: Any) -> Any:
    """Return what is one of the words of a Literal."""
    if told not in get_args(kinds):
        raise ValueError
    return told
