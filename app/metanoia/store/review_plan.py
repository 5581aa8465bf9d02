"""When each thing is to be looked at again, and which things are due."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping
from typing import Any, Final

from metanoia.domain.errors import NotFound
from metanoia.domain.looking_again import (
    FIRST_INTERVAL,
    Candidate,
    Outcome,
    next_day,
    next_interval,
    priority,
)
from metanoia.domain.reviews import Planned
from metanoia.store.comments import ASKED
from metanoia.store.part import Part, Row, moment

_PLAN: Final = "interval_days, due_on, last_on, last_outcome, snoozes"
LINKED: Final = """SELECT from_type, from_id FROM goal JOIN item_link
      ON to_type = 'goal' AND to_id = goal.id AND from_id <> goal.id
      WHERE goal.state = 'active' AND goal.deleted_at IS NULL
    UNION SELECT to_type, to_id FROM goal JOIN item_link
      ON from_type = 'goal' AND from_id = goal.id AND to_id <> goal.id
      WHERE goal.state = 'active' AND goal.deleted_at IS NULL
    UNION SELECT 'goal', part.id FROM goal JOIN goal AS part ON part.parent_id = goal.id
      WHERE goal.state = 'active' AND goal.deleted_at IS NULL"""
"""What has to do with an active goal: tied to it, or a goal that is a part of it."""
_CANDIDATE: Final = """SELECT '{0}' AS kind, thing.id, {words}, {importance}, {confidence},
      {first}, {touched}, {plan}
    FROM {0} AS thing LEFT JOIN review_plan AS plan
      ON plan.item_type = '{0}' AND plan.item_id = thing.id
    WHERE thing.deleted_at IS NULL AND {open}"""
_ASKED: Final[Mapping[str, Mapping[str, object]]] = {
    "assumption": {
        "words": "statement",
        "importance": "importance",
        "confidence": "confidence",
        "first": FIRST_INTERVAL["assumption"],
        "touched": "touched_at",
        "open": "thing.state IN ('noticed', 'held', 'testing', 'confirmed')",
    },
    "goal": {
        "words": "title",
        "importance": "importance",
        "confidence": "NULL",
        "first": "cadence_days",
        "touched": """coalesce((SELECT max(local_date) FROM goal_checkin WHERE goal_id = thing.id),
          thing.created_at)""",
        "open": "thing.state = 'active'",
    },
    "value": {
        "words": "name",
        "importance": """coalesce((SELECT importance FROM value_rating WHERE value_id = thing.id
          ORDER BY local_date DESC LIMIT 1), 11 - rank, 5)""",
        "confidence": "NULL",
        "first": FIRST_INTERVAL["value"],
        "touched": """coalesce((SELECT max(local_date) FROM value_rating WHERE value_id = thing.id),
          thing.created_at)""",
        "open": "thing.state = 'active'",
    },
    "map": {
        "words": "title",
        "importance": "5",
        "confidence": "NULL",
        "first": FIRST_INTERVAL["map"],
        "touched": "updated_at",
        "open": "true",
    },
}
_COLUMNS_OF_PLAN: Final = ", ".join(f"plan.{name}" for name in _PLAN.split(", "))
CANDIDATES: Final = {
    kind: _CANDIDATE.format(kind, **asked, plan=_COLUMNS_OF_PLAN) for kind, asked in _ASKED.items()
}


class ReviewPlan(Part):
    """The plan of what to look at again; a thing without one is due a first interval after its last touch."""

    def of(self, item_type: str, item_id: str) -> Planned | None:
        """Return the plan of a thing that was looked at already."""
        row = self._one(
            f"SELECT {_PLAN} FROM review_plan WHERE item_type = ? AND item_id = ?",
            item_type,
            item_id,
        )
        return _planned(row) if row else None

    def candidates(self, today: dt.date) -> list[Candidate]:
        """Return every assumption, goal, value and map that may be looked at again, due or not."""
        linked, asked = set(self._all(LINKED)), set(self._all(ASKED))
        return [
            _candidate(row, today, linked=row[:2] in linked, asked=row[:2] in asked)
            for sql in CANDIDATES.values()
            for row in self._all(sql)
        ]

    def candidate(self, item_type: str, item_id: str, today: dt.date) -> Candidate:
        """Return one of them; NotFound for what is gone, closed, or not looked at again."""
        asked = CANDIDATES.get(item_type)
        row = self._one(f"{asked} AND thing.id = ?", item_id) if asked else None
        if row is None:
            raise NotFound("That is not among the things to look at again any more.")
        here = row[:2]
        return _candidate(
            row, today, linked=here in self._all(LINKED), asked=here in self._all(ASKED)
        )

    def look(self, item: Candidate, outcome: Outcome, today: dt.date) -> None:
        """Plan the next look at a thing after what was said of it today, inside a write block."""
        interval = next_interval(item.interval, outcome, item.importance)
        snoozes = item.snoozes + 1 if outcome == "later" else 0
        due = next_day(today, interval, outcome)
        self.put(item.kind, item.id, Planned(interval, due, today, outcome, snoozes))

    def put(self, item_type: str, item_id: str, plan: Planned | None) -> None:
        """Make the plan of a thing this one, or none, inside a write block."""
        self._write(
            "DELETE FROM review_plan WHERE item_type = ? AND item_id = ?", item_type, item_id
        )
        if plan is not None:
            self._write(
                f"INSERT INTO review_plan(item_type, item_id, {_PLAN}) VALUES(?, ?, ?, ?, ?, ?, ?)",
                item_type,
                item_id,
                plan.interval,
                plan.due_on.isoformat(),
                plan.last_on.isoformat() if plan.last_on else None,
                plan.last_outcome,
                plan.snoozes,
            )


def as_json(plan: Planned | None) -> str:
    """Return a plan as text that ``from_json`` reads."""
    said = plan._asdict() if plan else {}
    return json.dumps({name: _plain(value) for name, value in said.items()})


def from_json(text: str) -> Planned | None:
    """Return the plan of ``as_json``."""
    said: Mapping[str, Any] = json.loads(text)
    return _planned(tuple(said.values())) if said else None


def _plain(value: object) -> object:
    return value.isoformat() if isinstance(value, dt.date) else value


def _planned(row: Row) -> Planned:
    interval, due, last, outcome, snoozes = row
    return Planned(interval, _day(due), _day(last) if last else None, outcome, snoozes)


def _candidate(row: Row, today: dt.date, *, linked: bool, asked: bool) -> Candidate:
    kind, id_, words, importance, confidence, first, touched, *planned = row
    plan = _planned(tuple(planned)) if planned[0] is not None else None
    touched_on = _day(touched)
    interval = plan.interval if plan else first
    due = plan.due_on if plan else touched_on + dt.timedelta(days=first)
    return Candidate(
        kind=kind,
        id=id_,
        words=words,
        importance=importance,
        confidence=confidence,
        interval=interval,
        due_on=due,
        last_on=(plan.last_on if plan else None) or touched_on,
        snoozes=plan.snoozes if plan else 0,
        goal_linked=linked,
        coach_asked=asked,
        priority=priority(
            (today - due).days,
            interval,
            confidence,
            importance,
            coach_asked=asked,
            active_goal=linked,
        ),
    )


def _day(said: str) -> dt.date:
    """Return the local day of a day or of a moment as it is kept."""
    return dt.date.fromisoformat(said) if len(said) == 10 else moment(said).astimezone().date()
