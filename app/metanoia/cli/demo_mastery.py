"""The steps of metanoia demo that have to do with goals, values and the review."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from metanoia.cli import lived
from metanoia.domain.errors import DemonstrationFailed

if TYPE_CHECKING:
    from metanoia.domain.goals import GoalId
    from metanoia.journal import Journal

VISION = "I sit by the lake on Sunday mornings."
_VALUE = "Stillness by the water"
_CLOSENESS = (2, 3, 4, 6)  # from week to week


def aim(journal: Journal) -> tuple[GoalId, str]:
    """Make a goal, look at it four weeks in a row, and move the target of its measure."""
    from metanoia.domain import tension
    from metanoia.domain.goals import NewCheckIn, NewGoal, NewMeasure

    today = lived.today(journal)
    goal = journal.goals.add(
        NewGoal(title="Sundays by the lake", vision=VISION, reality="I answer mail.", importance=7)
    )
    _expect(goal.state == "active", "the goal is not active")
    measure = journal.goals.add_measure(
        goal.id, NewMeasure(name="Mornings by the lake", kind="reach", start=0, target=4)
    )
    for weeks, closeness in enumerate(reversed(_CLOSENESS)):
        look = NewCheckIn(closeness=closeness, pull=8, values=((measure.id, closeness / 3),))
        day = today - dt.timedelta(weeks=weeks)
        journal.goals.check_in(goal.id, look, date=day, today=today)
    looks = journal.goals.check_ins(goal.id)
    felt = [(one.date.toordinal(), tension.felt_gap(one.closeness)) for one in looks]
    _expect(tension.trend(felt).result == "closing", "the gap does not close")
    journal.goals.move_target(measure.id, 3, "Four Sundays leave none for the family.")
    (move,) = journal.goals.target_changes(measure.id)
    _expect((move.old, move.new) == (4, 3), "the move of the target was not kept")
    return goal.id, "made a goal; its gap closes, and that its target was moved is kept"


def value(journal: Journal, goal: GoalId) -> tuple[None, str]:
    """Say how much a value matters and how far it shows; the goal serves it."""
    found = journal.values.add(_VALUE)
    journal.values.rate(found.id, 9, 4, today=lived.today(journal))
    journal.ties.set_relation(("goal", goal), ("value", found.id), "serves")
    served = [(name, relation) for _, name, relation in journal.goals.row(goal).values]
    _expect(served == [(_VALUE, "serves")], "the goal does not serve the value")
    rated = journal.values.latest_ratings()[found.id]
    _expect((rated.importance, rated.lived) == (9, 4), "the rating did not stay")
    return None, "named a value that matters 9 and shows 4 of 10; the goal serves it"


def review(journal: Journal, goal: GoalId) -> tuple[None, str]:
    """Go through a weekly review, and look at the goal again."""
    today = lived.today(journal)
    session = journal.reviews.begin("weekly", today)
    journal.reviews.outcome(session.id, "goal", goal, "same", today=today)
    journal.reviews.finish(session.id)
    again = journal.reviews.plan("goal", goal)
    _expect(again is not None and again.due_on > today, "the goal does not come up again")
    _expect(not journal.reviews.due(today).weekly, "the review is still due")
    days = (again.due_on - today).days if again else 0
    return None, f"did a weekly review; the goal comes up again in {days} days"


def _expect(worked: bool, otherwise: str) -> None:
    if not worked:
        raise DemonstrationFailed(otherwise)
