"""Rows of goals and of what hangs on them, and the values they become."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Final

from metanoia.domain.actions import ActionId
from metanoia.domain.assumptions import AssumptionId
from metanoia.domain.goals import (
    Brake,
    CheckIn,
    Goal,
    GoalId,
    GoalRow,
    Measure,
    Observation,
    TargetChange,
)
from metanoia.domain.tension import band_gap, felt_gap, gap, measured
from metanoia.domain.values import ValueId
from metanoia.store.part import Row, moment, moment_or_none

GOAL: Final = """g.id, g.title, g.vision_md, g.reality_md, g.why, g.importance, g.started_on,
    g.target_on, g.cadence_days, g.parent_id, g.step_id, g.state, g.closed_at, g.closing_note,
    g.rev, g.created_at, g.updated_at, g.deleted_at"""
_COLUMNS = GOAL.count(",") + 1
LISTED: Final = f"""{GOAL}, latest.closeness, latest.pull, latest.local_date,
    (SELECT closeness FROM goal_checkin WHERE goal_id = g.id
      AND local_date <= date(latest.local_date, '-7 days') ORDER BY local_date DESC LIMIT 1),
    (SELECT count(*) FROM action WHERE goal_id = g.id AND kind = 'step' AND state = 'open'
      AND deleted_at IS NULL),
    (SELECT count(*) FROM goal AS child WHERE child.parent_id = g.id AND child.deleted_at IS NULL)
    FROM goal AS g LEFT JOIN goal_checkin AS latest ON latest.id = (SELECT id FROM goal_checkin
      WHERE goal_id = g.id ORDER BY local_date DESC LIMIT 1)"""
"""What a list shows, with its tables: a WHERE clause follows."""

CHECK_IN: Final = "id, goal_id, at, local_date, closeness, pull, note"
MEASURE: Final = """id, goal_id, name, unit, kind, start_value, target_ref, target_value, band_lo,
    band_hi, slack"""
SHOWN: Final = f"""SELECT {MEASURE}, (SELECT value FROM observation WHERE measure_id = measure.id
      ORDER BY local_date DESC LIMIT 1) FROM measure"""
"""Each measure with what it showed last."""
BRAKE: Final = "id, goal_id, parent_id, col, text, assumption_id, confidence_then"

ABOVE: Final = """WITH RECURSIVE above(id) AS (SELECT ?1
      UNION SELECT parent_id FROM goal JOIN above ON goal.id = above.id
        WHERE parent_id IS NOT NULL)
    SELECT 1 FROM above WHERE id = ?2"""
"""Whether the first goal is the second, or a part of it however far below."""

Values = tuple[tuple[ValueId, str, str], ...]


def whole(row: Row) -> Goal:
    """Return the goal of ``GOAL``."""
    id_, title, vision, reality, why, importance, started, target, cadence, parent, step = row[:11]
    state, closed, note, rev, created, updated, deleted = row[11:]
    return Goal(
        id=GoalId(id_),
        title=title,
        vision=vision,
        reality=reality,
        why=why,
        importance=importance,
        started_on=_day(started),
        target_on=_day(target),
        cadence=cadence,
        parent=GoalId(parent) if parent else None,
        step=ActionId(step) if step else None,
        state=state,
        closed_at=moment_or_none(closed),
        closing_note=note,
        rev=rev,
        created_at=moment(created),
        updated_at=moment(updated),
        deleted_at=moment_or_none(deleted),
    )


def listed(row: Row, measured_gap: float | None, values: Values) -> GoalRow:
    """Return the list row of ``LISTED``, with the mean gap of its measures and its values."""
    goal = whole(row[:_COLUMNS])
    closeness, pull, checked, week_ago, steps, children = row[_COLUMNS:]
    checked_on = _day(checked)
    return GoalRow(
        goal=goal,
        closeness=closeness,
        pull=pull,
        week_ago=week_ago,
        checked_on=checked_on,
        gap=measured_gap,
        felt=None if closeness is None else felt_gap(closeness),
        due_on=_due_on(goal, checked_on),
        values=values,
        open_steps=steps,
        children=children,
    )


def check_in(row: Row) -> CheckIn:
    """Return the look of ``CHECK_IN``."""
    id_, goal, at, day, closeness, pull, note = row
    return CheckIn(id_, GoalId(goal), moment(at), dt.date.fromisoformat(day), closeness, pull, note)


def measure(row: Row) -> Measure:
    """Return the measure of ``MEASURE``."""
    id_, goal, name, unit, kind, start, first, target, low, high, slack = row
    return Measure(
        id=id_,
        goal=GoalId(goal),
        name=name,
        unit=unit,
        kind=kind,
        start=start,
        first_target=first,
        target=target,
        low=low,
        high=high,
        slack=slack,
    )


def gap_at(found: Measure, value: float) -> float:
    """Return how far a measure is from where it should be when it shows ``value``; 1 is the start."""
    if found.start is not None and found.first_target is not None and found.target is not None:
        return gap(found.start, found.first_target, found.target, value)
    if found.low is not None and found.high is not None and found.slack is not None:
        return band_gap(found.low, found.high, found.slack, value)
    raise AssertionError("the schema gives each measure its numbers")


def mean_gap(rows: Iterable[Row]) -> float | None:
    """Return the mean gap of the measures of ``SHOWN`` that showed anything, None without one."""
    return measured([gap_at(measure(row[:-1]), row[-1]) for row in rows if row[-1] is not None])


def target_change(row: Row) -> TargetChange:
    """Return the change of (measure, at, old, new, reason)."""
    of, at, old, new, reason = row
    return TargetChange(of, moment(at), old, new, reason)


def observation(row: Row) -> Observation:
    """Return the observation of (measure, day, value)."""
    of, day, value = row
    return Observation(of, dt.date.fromisoformat(day), value)


def brake(row: Row) -> Brake:
    """Return the line of ``BRAKE``."""
    id_, goal, parent, column, text, assumption, then = row
    known = AssumptionId(assumption) if assumption else None
    return Brake(id_, GoalId(goal), parent, column, text, known, then)


def _due_on(goal: Goal, checked_on: dt.date | None) -> dt.date | None:
    if goal.state != "active" or goal.deleted_at is not None:
        return None
    if checked_on is None:
        return goal.started_on or goal.created_at.astimezone().date()
    return checked_on + dt.timedelta(days=goal.cadence)


def _day(text: str | None) -> dt.date | None:
    return dt.date.fromisoformat(text) if text else None
