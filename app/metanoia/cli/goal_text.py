"""A goal as a command prints it, for a program and for a person."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from metanoia.cli.lived import day_of
from metanoia.cli.terminal import line

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from metanoia.domain.actions import Action
    from metanoia.domain.gap_series import MeasureStory
    from metanoia.domain.goals import Goal, GoalId, GoalRow, Measure
    from metanoia.domain.tension import Movement
    from metanoia.journal import Journal

NAMES: Final = {
    "draft": "draft",
    "active": "active",
    "parked": "parked",
    "achieved": "achieved",
    "released": "let go",
}
"""What each state is called."""

_TRENDS: Final[dict[str, str]] = {
    "closing": "The gap is closing.",
    "widening": "The gap is widening.",
    "steady": "The gap stays about the same.",
    "mixed": "The gap goes to and fro.",
}


def close(closeness: int | None) -> str:
    """Return " 7 of 10", or nothing for None."""
    return "" if closeness is None else f"{closeness:>2} of 10"


def short(journal: Journal, goal_id: GoalId) -> str:
    """Return id, state, closeness and name on one line."""
    row = journal.goals.row(goal_id)
    goal = row.goal
    words = (str(goal.id)[:8], NAMES[goal.state], close(row.closeness).strip(), line(goal.title))
    return "  ".join(word for word in words if word)


def row_as_json(row: GoalRow) -> dict[str, object]:
    """Return what a list tells of a goal, in the shape of the help."""
    goal = row.goal
    return {
        "id": str(goal.id),
        "title": goal.title,
        "state": goal.state,
        "importance": goal.importance,
        "closeness": row.closeness,
        "pull": row.pull,
        "checked_on": _iso(row.checked_on),
        "due_on": _iso(row.due_on),
        "target_on": _iso(goal.target_on),
        "gap": _rounded(row.gap),
    }


def as_json_of(journal: Journal, goal_id: GoalId, today: dt.date) -> dict[str, object]:
    """Return a goal with its measures, check-ins, steps and values, in the shape of the help."""
    row = journal.goals.row(goal_id)
    goal, stories = row.goal, _stories(journal, goal_id)
    above = _above(journal, goal)
    return {
        "id": str(goal.id),
        "title": goal.title,
        "state": goal.state,
        "vision": goal.vision,
        "reality": goal.reality,
        "why": goal.why,
        "importance": goal.importance,
        "started_on": _iso(goal.started_on),
        "target_on": _iso(goal.target_on),
        "cadence_days": goal.cadence,
        "due_on": _iso(row.due_on),
        "parent": str(above.id) if above else None,
        "closed_on": day_of(journal, goal.closed_at) if goal.closed_at else None,
        "closing_note": goal.closing_note,
        "trend": _trend(journal, goal_id, stories, today),
        "measures": [_measure_as_json(story, today) for story in stories],
        "check_ins": [
            {
                "date": one.date.isoformat(),
                "closeness": one.closeness,
                "pull": one.pull,
                "note": one.note,
            }
            for one in journal.goals.check_ins(goal_id)
        ],
        "steps": [_step_as_json(step) for step in journal.actions.of_goal(goal_id)],
        "values": [
            {"id": str(id_), "name": name, "relation": relation}
            for id_, name, relation in row.values
        ],
    }


def as_text(journal: Journal, goal_id: GoalId, today: dt.date) -> str:
    """Return all there is to a goal, in parts with a line between them."""
    row = journal.goals.row(goal_id)
    goal, stories = row.goal, _stories(journal, goal_id)
    looks = [
        f"{one.date}  {close(one.closeness)}, pull {one.pull:>2}  {line(one.note)}".rstrip()
        for one in journal.goals.check_ins(goal_id)
    ]
    trend = _trend(journal, goal_id, stories, today)
    parts = [
        _head(journal, row),
        _part("What I want to be true", goal.vision.splitlines()),
        _part("What is true now", goal.reality.splitlines()),
        _part("Why", goal.why.splitlines()),
        _part("Measures", [_measured(story, today) for story in stories]),
        _part("Steps", [_step(step) for step in journal.actions.of_goal(goal_id)]),
        _part("Values", [f"It {relation} {name}" for _, name, relation in row.values]),
        _part("What was true", looks),
        _TRENDS.get(trend, ""),
    ]
    return "\n\n".join(part for part in parts if part)


def _head(journal: Journal, row: GoalRow) -> str:
    goal: Goal = row.goal
    standing = [NAMES[goal.state], f"importance {goal.importance}"]
    standing += [f"begun {goal.started_on}"] if goal.started_on else []
    standing += [f"to be true by {goal.target_on}"] if goal.target_on else []
    standing += [f"next look {row.due_on}"] if row.due_on else []
    lines = [goal.title, "", ", ".join(standing)]
    if above := _above(journal, goal):
        lines.append(f"Part of: {above.title}  ({above.id[:8]})")
    if goal.closing_note:
        lines.append(f"A last word: {line(goal.closing_note)}")
    return "\n".join(lines)


def _above(journal: Journal, goal: Goal) -> Goal | None:
    """Return the goal that this one is part of, if that is not in Recently deleted."""
    above = journal.goals.get(goal.parent) if goal.parent else None
    return None if above is None or above.deleted_at else above


def _stories(journal: Journal, goal_id: GoalId) -> list[MeasureStory]:
    from metanoia.domain.gap_series import MeasureStory

    goals = journal.goals
    return [
        MeasureStory(one, goals.observations(one.id), goals.target_changes(one.id))
        for one in goals.measures(goal_id)
    ]


def _trend(
    journal: Journal, goal_id: GoalId, stories: Sequence[MeasureStory], today: dt.date
) -> Movement:
    """Return where the measured gap goes, or the felt one of a goal without measures."""
    from metanoia.domain import tension
    from metanoia.domain.gap_series import measured_points

    points = measured_points(stories)
    if not stories:
        looks = journal.goals.check_ins(goal_id)
        points = [(one.date, tension.felt_gap(one.closeness)) for one in looks]
    days = [(day.toordinal(), gap) for day, gap in points]
    return tension.trend(days, until=today.toordinal()).result


def _measure_as_json(story: MeasureStory, today: dt.date) -> dict[str, object]:
    one = story.measure
    return {
        "id": one.id,
        "name": one.name,
        "kind": one.kind,
        "unit": one.unit,
        "start": one.start,
        "target": one.target,
        "low": one.low,
        "high": one.high,
        "value": story.last(today),
        "gap": _rounded(story.gap(today)),
    }


def _step_as_json(step: Action) -> dict[str, object]:
    return {
        "id": str(step.id),
        "kind": step.kind,
        "text": step.text,
        "cue": step.cue,
        "state": step.state,
        "due_on": _iso(step.due_on),
        "times_met": step.times_met,
        "times_used": step.times_used,
    }


def _measured(story: MeasureStory, today: dt.date) -> str:
    one: Measure = story.measure
    if one.kind == "reach":
        span = f"from {_number(one.start)} to {_number(one.target)}"
    else:
        span = f"between {_number(one.low)} and {_number(one.high)}"
    now = story.last(today)
    shows = "nothing noted yet" if now is None else f"now {_number(now)}"
    return f"{one.name}: {shows}, {span} {one.unit}".rstrip()


def _step(step: Action) -> str:
    if step.kind == "if_then":
        met = f"{step.times_used} of {step.times_met}"
        return f"If {line(step.cue)}, then I will {line(step.text)}  ({met})"
    due = f"by {step.due_on}, " if step.due_on else ""
    return f"{line(step.text)}  ({due}{step.state.replace('_', ' ')})"


def _part(title: str, lines: Sequence[str]) -> str:
    return "\n".join([title, *(f"  {one}".rstrip() for one in lines)]) if lines else ""


def _number(value: float | None) -> str:
    return "" if value is None else f"{value:,.10g}"


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 4)


def _iso(day: dt.date | None) -> str | None:
    return day.isoformat() if day else None
