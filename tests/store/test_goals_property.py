"""Whatever is done to goals in whatever order, the journal agrees with a plain model of them."""

from __future__ import annotations

import contextlib
import datetime as dt
import tempfile
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, consumes, invariant, rule

from goals_told import goal, look, plan, reach
from metanoia.domain.actions import NewAction
from metanoia.domain.errors import NotFound, Refused
from metanoia.store import copy
from metanoia.store.actions import Actions
from metanoia.store.brakes import Brakes
from metanoia.store.goals import Goals
from stores import Store, set_clock

WORDS = st.sampled_from(["", "Nobody waits", "Everybody waits"])
DAYS = st.integers(0, 3)  # ago
ACTS = (
    *("check in", "uncheck", "observe", "measure", "unmeasure", "move", "step", "plan", "met"),
    *("settle", "brake", "unbrake", "words", "park", "close", "reopen"),
)
TABLES = (
    *("goal", "goal_checkin", "measure", "observation", "target_change", "action", "brake"),
    *("item_link", "revision"),
)


@dataclass
class Kept:
    """What the journal should hold of one goal."""

    vision: str
    reality: str
    state: str
    parent: str | None = None
    living: bool = True
    looks: dict[dt.date, int] = field(default_factory=dict)
    steps: dict[str, bool] = field(default_factory=dict)  # is it open

    @property
    def whole(self):
        return bool(self.vision and self.reality)

    @property
    def open(self):
        return self.living and self.state in ("draft", "active", "parked")


class Goalkeeping(RuleBasedStateMachine):
    """The journal on disk beside a dictionary of what it should hold."""

    ids = Bundle("ids")

    def __init__(self):
        super().__init__()
        self.last = contextlib.ExitStack()
        folder = self.last.enter_context(tempfile.TemporaryDirectory())
        self.clock = self.last.enter_context(set_clock())
        self.store = Store(Path(folder) / "journal.db")
        self.last.callback(self.store.close)
        self.goals = self.store.part(Goals)
        self.actions = self.store.part(Actions)
        self.brakes = self.store.part(Brakes)
        self.model = {}

    def teardown(self):
        assert copy.verify(self.store.connection) == []
        self.last.close()

    def rows(self):
        return {
            table: self.store.connection.execute(f"SELECT * FROM {table} ORDER BY id").fetchall()
            for table in TABLES
        }

    @contextlib.contextmanager
    def only_if(self, allowed):
        """Expect the block to be refused, and nothing written, unless it is allowed."""
        if allowed:
            yield
            return
        before = self.store.commits
        with pytest.raises((Refused, NotFound)):
            yield
        assert self.store.commits == before

    def lineage(self, goal_id):
        while goal_id:
            yield goal_id
            goal_id = self.model[goal_id].parent

    # -- what may be done

    @rule(target=ids, vision=WORDS, reality=WORDS)
    def add(self, vision, reality):
        state = "active" if vision and reality else "draft"
        added = self.goals.add(goal(vision=vision, reality=reality)).id
        self.model[added] = Kept(vision, reality, state)
        return added

    @rule(minutes=st.sampled_from([1, 15, 24 * 60]))
    def wait(self, minutes):
        self.clock.forward(minutes=minutes)

    @rule(goal_id=ids, vision=WORDS, reality=WORDS)
    def say_otherwise(self, goal_id, vision, reality):
        kept = self.model[goal_id]
        allowed = kept.open and (kept.state != "active" or bool(vision and reality))
        with self.only_if(allowed):
            self.goals.change(goal_id, vision=vision, reality=reality)
            kept.vision, kept.reality = vision, reality

    @rule(goal_id=ids, parent=ids)
    def become_part(self, goal_id, parent):
        kept = self.model[goal_id]
        fits = self.model[parent].living and goal_id not in self.lineage(parent)
        with self.only_if(kept.open and (fits or parent == kept.parent)):
            self.goals.change(goal_id, parent=parent)
            kept.parent = parent

    @rule(goal_id=ids, to=st.sampled_from(["active", "parked", "achieved", "released", "reopen"]))
    def move_on(self, goal_id, to):
        kept = self.model[goal_id]
        do, allowed = {
            "active": (self.goals.activate, kept.open and kept.whole),
            "parked": (self.goals.park, kept.open and kept.state != "draft"),
            "achieved": (self.goals.achieve, kept.open and kept.state != "draft"),
            "released": (lambda one: self.goals.release(one, "So"), kept.open),
            "reopen": (self.goals.reopen, kept.living and not kept.open),
        }[to]
        with self.only_if(allowed):
            do(goal_id)
            kept.state = to if to != "reopen" else "active" if kept.whole else "draft"

    @rule(goal_id=ids, ago=DAYS, closeness=st.integers(0, 10))
    def check_in(self, goal_id, ago, closeness):
        kept, day = self.model[goal_id], self.clock.today - dt.timedelta(days=ago)
        with self.only_if(kept.open and kept.state != "draft"):
            self.goals.check_in(goal_id, look(closeness), today=self.clock.today, date=day)
            kept.looks[day] = closeness

    @rule(goal_id=ids, open_=st.booleans())
    def step(self, goal_id, open_):
        kept = self.model[goal_id]
        with self.only_if(kept.living):
            added = self.actions.add(NewAction(text="Walk", goal=goal_id)).id
            kept.steps[added] = open_
            if not open_:
                self.actions.settle(added, "done")

    @rule(goal_id=ids)
    def trash(self, goal_id):
        self.goals.trash(goal_id)
        self.model[goal_id].living = False

    @rule(goal_id=ids)
    def restore(self, goal_id):
        self.goals.restore(goal_id)
        self.model[goal_id].living = True

    @rule(goal_id=consumes(ids))
    def purge(self, goal_id):
        if self.model[goal_id].living:
            self.goals.trash(goal_id)
        self.goals.purge(goal_id)
        del self.model[goal_id]
        for other in self.model.values():
            if other.parent == goal_id:
                other.parent = None

    @rule(goal_id=ids, acts=st.lists(st.sampled_from(ACTS), max_size=6), ago=DAYS)
    def undo(self, goal_id, acts, ago):
        """Do this and that, take it all back, and find every row as it was."""
        former, before = self.goals.former(goal_id), self.rows()
        for act in acts:
            with contextlib.suppress(Refused, NotFound, IndexError):
                self.act(act, goal_id, self.clock.today - dt.timedelta(days=ago))
        self.goals.put_back(former)
        after, had = self.rows(), {row[0] for row in before["action"]}
        # a step made since that was settled or met may be brought back
        after["action"] = [
            row
            for row in after["action"]
            if row[0] in had or self.actions.get(row[0]).deleted_at is None
        ]
        assert after == before

    def act(self, act, goal_id, day):
        goals, actions = self.goals, self.actions
        measures, steps = goals.measures(goal_id), actions.of_goal(goal_id)
        plans = [step for step in steps if step.kind == "if_then"]
        new = look(9, values=[(one.id, 41) for one in measures])
        do = {
            "check in": lambda: goals.check_in(goal_id, new, today=self.clock.today, date=day),
            "uncheck": lambda: goals.remove_check_in(goals.check_ins(goal_id)[-1].id),
            "observe": lambda: goals.observe(measures[0].id, 51, day),
            "measure": lambda: goals.add_measure(goal_id, reach(f"hours {len(measures)}")),
            "unmeasure": lambda: goals.remove_measure(measures[-1].id),
            "move": lambda: goals.move_target(measures[0].id, measures[0].target + 1, "So"),
            "step": lambda: actions.add(NewAction(text="Run", goal=goal_id)),
            "plan": lambda: actions.add(plan(goal=goal_id)),
            "met": lambda: actions.met(plans[0].id, used=True),
            "settle": lambda: actions.settle(steps[0].id, "done"),
            "brake": lambda: self.brakes.add(goal_id, "worry", "They fall"),
            "unbrake": lambda: self.brakes.remove(self.brakes.of(goal_id)[0].id),
            "words": lambda: goals.change(goal_id, title="Otherwise", vision="Else"),
            "park": lambda: goals.park(goal_id),
            "close": lambda: goals.release(goal_id, "So"),
            "reopen": lambda: goals.reopen(goal_id),
        }
        do[act]()

    # -- what is always so

    @invariant()
    def the_journal_agrees(self):
        for goal_id, kept in self.model.items():
            found = self.goals.get(goal_id)
            assert (found.vision, found.reality) == (kept.vision, kept.reality)
            assert (found.state, found.parent) == (kept.state, kept.parent)
            assert (found.deleted_at is None, found.closed) == (
                kept.living,
                kept.state in ("achieved", "released"),
            )
            looks = [(one.date, one.closeness) for one in self.goals.check_ins(goal_id)]
            assert looks == sorted(kept.looks.items())

    @invariant()
    def the_lists_agree(self):
        living = {goal_id for goal_id, kept in self.model.items() if kept.living}
        rows = {row.goal.id: row for row in self.goals.rows()}
        assert rows.keys() == living
        for goal_id, row in rows.items():
            kept = self.model[goal_id]
            latest = max(kept.looks, default=None)
            assert row.checked_on == latest
            assert row.closeness == (kept.looks[latest] if latest else None)
            before = [day for day in kept.looks if latest and (latest - day).days >= 7]
            assert row.week_ago == (kept.looks[max(before)] if before else None)
            assert row.open_steps == sum(kept.steps.values())
            assert row.children == sum(
                other.living and other.parent == goal_id for other in self.model.values()
            )


Goalkeeping.TestCase.settings = settings(max_examples=30, stateful_step_count=25, deadline=None)
TestGoalkeeping = Goalkeeping.TestCase
