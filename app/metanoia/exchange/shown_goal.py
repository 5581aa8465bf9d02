"""A goal as its reader sees it: what is wanted, what is true now, and how the gap moves."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any, Final

from metanoia.domain import tension
from metanoia.domain.gap_series import MeasureStory, change_between, measured_points
from metanoia.domain.goals import GoalId, Measure, Observation, TargetChange
from metanoia.domain.shared_things import Curve, Drawing, SharedThing, Shown
from metanoia.exchange.shown_words import number, on, passages

STATES: Final = {
    "draft": "a draft", "active": "active", "parked": "parked", "achieved": "achieved",
    "released": "let go",
}  # fmt: skip
STEPS: Final = {
    "open": "open", "done": "done", "partly": "partly done", "not_done": "not done",
    "dropped": "dropped",
}  # fmt: skip
COLUMNS: Final = {
    "behaviour": "What is done, or not done, instead",
    "worry": "What worries in doing the opposite",
    "protects": "What this protects",
    "assumption": "What must be assumed",
}
_TRENDS = {
    "closing": "The gap is closing, by about {} of 10 a month.",
    "widening": "The gap is widening, by about {} of 10 a month.",
    "steady": "The gap holds steady.",
    "mixed": "The gap goes up and down, without a direction.",
    "too_few": "",
}


def shown_goal(thing: SharedThing) -> Shown:
    """Return a goal as a reader sees it."""
    fields = thing.fields
    about = [STATES[fields["state"]], f"importance {fields['importance']} of 10"]
    about += [f"begun {on(fields['started_on'])}"] if fields["started_on"] else []
    about += [f"to be true by {on(fields['target_on'])}"] if fields["target_on"] else []
    about += [f"closed on {on(fields['closed_on'])}"] if fields["closed_on"] else []
    return Shown(
        kind="goal",
        id=thing.id,
        heading=thing.plain.get("title", ""),
        heading_field="title",
        about=tuple(about),
        passages=passages(thing, _labels(fields)),
        drawing=_drawing(fields),
    )


def _labels(fields: Mapping[str, Any]) -> dict[str, str]:
    labels = {"vision": "What is to be true", "reality": "What is true now", "why": "Why"}
    for measure in fields.get("measures", ()):
        labels[f"measure/{measure['id']}"] = f"Measured, {_span(measure)}"
        for at, move in enumerate(measure["moves"]):
            moved = f"moved from {number(move['old'])} to {number(move['new'])}"
            labels[f"move/{measure['id']}/{at}"] = f"The goal was {moved} on {on(move['on'])}"
    for look in fields.get("looks", ()):
        close = f"close {look['closeness']}, pull {look['pull']} of 10"
        labels[f"look/{look['date']}"] = f"{on(look['date'])}: {close}"
    for step in fields.get("steps", ()):
        labels |= _step(step)
    for column, label in COLUMNS.items():
        labels |= {
            f"brake/{one['id']}": label
            for one in fields.get("brakes", ())
            if one["column"] == column
        }
    return labels | {"closing_note": "A last word"}


def _step(step: Mapping[str, Any]) -> dict[str, str]:
    due = f", due {on(step['due_on'])}" if step["due_on"] else ""
    said = f"A step, {STEPS[step['state']]}{due}"
    if step["kind"] == "if_then":
        said = f"then I will (followed {step['used']} of {step['met']} times)"
    return {
        f"cue/{step['id']}": "A plan: if",
        f"step/{step['id']}": said,
        f"obstacle/{step['id']}": "What stands in the way within",
        f"outcome/{step['id']}": "The best that could come of it",
        f"reflection/{step['id']}": "What came of it",
    }


def _span(measure: Mapping[str, Any]) -> str:
    if measure["kind"] == "hold":
        span = f"to stay between {number(measure['low'])} and {number(measure['high'])}"
    else:
        span = f"from {number(measure['start'])} to {number(measure['target'])}"
    seen = measure["observations"]
    return f"{span}, {number(seen[-1][1])} on {on(seen[-1][0])}" if seen else span


def _drawing(fields: Mapping[str, Any]) -> Drawing | None:
    """Draw how close it felt, how it pulled, and what the measures say, on one scale of 0 to 10."""
    looks = fields.get("looks", ())
    stories = [_story(measure) for measure in fields.get("measures", ())]
    measured = measured_points(stories)
    curves = []
    if looks:
        curves.append(Curve("How close", tuple((o["date"], float(o["closeness"])) for o in looks)))
        curves.append(Curve("Pull", tuple((o["date"], float(o["pull"])) for o in looks)))
    if measured:
        points = tuple((day.isoformat(), _close(gap)) for day, gap in measured)
        curves.append(Curve("By the measures", points))
    if not curves:
        return None
    return Drawing(_sentence(looks, stories, measured), (0, 10), tuple(curves))


def _close(gap: float) -> float:
    """Return how close a gap is, 0 to 10."""
    return round(min(max(10 * (1 - gap), 0.0), 10.0), 3)


def _sentence(
    looks: Sequence[Mapping[str, Any]],
    stories: Sequence[MeasureStory],
    measured: Sequence[tuple[dt.date, float]],
) -> str:
    parts = []
    if looks:
        first, last = looks[0], looks[-1]
        went = f"How close it is: {last['closeness']} of 10 on {on(last['date'])}"
        if len(looks) > 1:
            went += f", {first['closeness']} on {on(first['date'])}"
        parts.append(f"{went}.")
        felt = [
            (dt.date.fromisoformat(one["date"]).toordinal(), tension.felt_gap(one["closeness"]))
            for one in looks
        ]
        trend = tension.trend(felt)
        parts.append(_TRENDS[trend.result].format(number(round(abs(trend.slope or 0) * 10, 1))))
    if measured:
        (_, gap) = measured[-1]
        parts.append(f"By the measures {number(round(_close(gap), 1))} of 10.")
        change = change_between(stories, measured[0][0], measured[-1][0])
        if change is not None and tension.goal_moved(change):
            parts.append("Most of this gap closed because the goal moved.")
        if looks and tension.disagree(gap, tension.felt_gap(looks[-1]["closeness"])):
            parts.append("Numbers and sense disagree.")
    return " ".join(filter(None, parts))


def _story(measure: Mapping[str, Any]) -> MeasureStory:
    goal = GoalId("")
    return MeasureStory(
        Measure(
            id=measure["id"],
            goal=goal,
            name="",
            unit="",
            **{
                key: measure[key]
                for key in ("kind", "start", "first_target", "target", "low", "high", "slack")
            },
        ),
        [
            Observation(measure["id"], dt.date.fromisoformat(day), value)
            for day, value in measure["observations"]
        ],
        [
            TargetChange(measure["id"], _noon(move["on"]), move["old"], move["new"], "")
            for move in measure["moves"]
        ],
    )


def _noon(day: str) -> dt.datetime:
    """Return the middle of a day on this computer's calendar, by which a story tells its days."""
    return dt.datetime.combine(dt.date.fromisoformat(day), dt.time(12)).astimezone()
