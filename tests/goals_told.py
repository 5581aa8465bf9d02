"""Goals and measures for tests, with what does not matter filled in."""

from __future__ import annotations

from metanoia.domain.actions import NewAction
from metanoia.domain.goals import NewCheckIn, NewGoal, NewMeasure


def goal(title="Nobody waits", vision="Nobody waits", reality="Everybody waits", **more):
    return NewGoal(title=title, vision=vision, reality=reality, **more)


def reach(name="hours a week", start=60.0, target=40.0, **more):
    return NewMeasure(name=name, kind="reach", start=start, target=target, **more)


def hold(name="hours of sleep", low=7.0, high=8.0, slack=2.0, **more):
    return NewMeasure(name=name, kind="hold", low=low, high=high, slack=slack, **more)


def look(closeness=3, pull=7, note="", values=()):
    return NewCheckIn(closeness=closeness, pull=pull, note=note, values=tuple(values))


def plan(text="breathe first", cue="the phone rings", obstacle="I want it over", **more):
    return NewAction(kind="if_then", text=text, cue=cue, obstacle=obstacle, **more)
