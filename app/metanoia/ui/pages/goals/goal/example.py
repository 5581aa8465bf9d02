"""A goal as an example, which is in no journal and is not kept."""

from __future__ import annotations

import datetime as dt
from typing import Final

from PySide6.QtCore import QCoreApplication

from metanoia.domain.actions import Action, ActionId
from metanoia.domain.goals import Brake, CheckIn, Goal, GoalId, GoalRow
from metanoia.domain.values import ValueId
from metanoia.ui.pages.goals.goal.known import Known

_ID: Final = GoalId("example")
_LOOKS: Final = ((182, 2, 8), (150, 3, 8), (113, 4, 7), (81, 3, 7), (39, 4, 8), (7, 4, 8), (0, 5, 8))  # fmt: skip


def example(today: dt.date) -> Known:
    """Return the example as it would look on ``today``."""
    began = today - dt.timedelta(days=_LOOKS[0][0])
    made = dt.datetime.combine(began, dt.time(9), dt.UTC)
    goal = Goal(
        id=_ID, title=_tr("Supper at one table"),
        vision=_tr("Four evenings a week we sit down together. Someone always has a story, and nobody looks at a screen."),
        reality=_tr("- Last week we ate together once\n- On two evenings I came home after eight\n- On Sunday we sat for an hour, and everybody stayed"),
        why=_tr("In ten years I want to know what they were thinking about."), importance=8,
        started_on=began, target_on=today + dt.timedelta(days=90), cadence=7, parent=None, step=None,
        state="active", closed_at=None, closing_note="", rev=1, created_at=made, updated_at=made,
    )  # fmt: skip
    looks = [
        CheckIn(str(ago), _ID, made, today - dt.timedelta(days=ago), close, pull, "")
        for ago, close, pull in _LOOKS
    ]
    row = GoalRow(
        goal=goal, closeness=5, pull=8, week_ago=4, checked_on=today, felt=0.5,
        due_on=today + dt.timedelta(days=7),
        values=((ValueId("family"), _tr("Family"), "serves"),), open_steps=1,
    )  # fmt: skip
    return Known(
        row=row, today=today, checks=looks, example=True, brakes=_brakes(),
        steps=(_action("step", _tr("Leave at five on Tuesday, and say so on Monday."), today + dt.timedelta(days=3)),),
        plans=(_action("if_then", _tr("say that I will answer tomorrow, and close the lid"), None),),
    )  # fmt: skip


def _action(kind: str, words: str, due: dt.date | None) -> Action:
    plan = kind == "if_then"
    return Action(
        id=ActionId(kind), text=words, due_on=due, state="open", settled_at=None, reflection="",
        rev=1, created_at=dt.datetime(2026, 1, 1, tzinfo=dt.UTC), goal=_ID,
        kind="if_then" if plan else "step",
        cue=_tr("a message comes in after five") if plan else "",
        obstacle=_tr("I want to be seen as reliable.") if plan else "",
        times_met=8 if plan else 0, times_used=6 if plan else 0,
    )  # fmt: skip


def _brakes() -> list[Brake]:
    return [
        Brake("1", _ID, None, "behaviour", _tr("I answer one more message."), None, None),
        Brake("2", _ID, "1", "worry", _tr("They would think I don’t care."), None, None),
        Brake("3", _ID, "2", "protects", _tr("Being the one they can count on."), None, None),
        Brake("4", _ID, "3", "assumption", _tr("If I don’t answer at once, then they stop asking me."), None, None),
    ]  # fmt: skip


def _tr(text: str) -> str:
    return QCoreApplication.translate("GoalExample", text)
