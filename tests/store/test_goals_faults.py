"""Whichever write of a change fails, nothing of it stays: all of a goal or none."""

from __future__ import annotations

import pytest
import sqlcipher3

from goals_told import goal, look, plan, reach
from metanoia.domain.actions import NewAction
from metanoia.domain.errors import StorageFailed
from metanoia.store import copy
from metanoia.store.actions import Actions
from metanoia.store.brakes import Brakes
from metanoia.store.goals import Goals
from metanoia.store.links import Ties
from metanoia.store.part import Part
from metanoia.store.values import Values

TABLES = (
    "goal", "goal_checkin", "measure", "observation", "target_change", "action", "brake",
    "assumption", "confidence_point", "revision", "item_link", "value", "review_plan", "meta",
)  # fmt: skip


class Kept:
    """A goal with all that can hang on it, and one that is closed."""

    def __init__(self, store, today):
        self.goals, self.actions = store.part(Goals), store.part(Actions)
        self.brakes, self.ties, self.today = store.part(Brakes), store.part(Ties), today
        self.id = self.goals.add(goal()).id
        self.value = store.part(Values).add("Fairness").id
        self.ties.connect(("goal", self.id), ("value", self.value), "about")
        self.measure = self.goals.add_measure(self.id, reach()).id
        self.new = look(values=[(self.measure, 50)])
        self.step = self.actions.add(NewAction(text="Walk", goal=self.id)).id
        self.plan = self.actions.add(plan(goal=self.id)).id
        self.former = self.goals.former(self.id)
        self.look = self.goals.check_in(self.id, self.new, today=today).id
        self.line = self.brakes.add(self.id, "assumption", "If I rest, they fall").id
        self.resting = self.brakes.add(self.id, "assumption", "If I go, they fall").id
        self.brakes.assume(self.resting, 60)
        self.closed = self.goals.add(goal("Closed")).id
        self.goals.achieve(self.closed)


CHANGES = {
    "add": lambda k: k.goals.add(goal(), step=k.step),
    "change": lambda k: k.goals.change(k.id, title="Other", vision="Else"),
    "check in": lambda k: k.goals.check_in(k.id, look(9, values=[(k.measure, 1)]), today=k.today),
    "take back": lambda k: k.goals.remove_check_in(k.look),
    "add measure": lambda k: k.goals.add_measure(k.id, reach("more")),
    "change measure": lambda k: k.goals.change_measure(k.measure, name="h"),
    "move target": lambda k: k.goals.move_target(k.measure, 45, "Tired"),
    "observe": lambda k: k.goals.observe(k.measure, 41, k.today),
    "remove measure": lambda k: k.goals.remove_measure(k.measure),
    "achieve": lambda k: k.goals.achieve(k.id),
    "reopen": lambda k: k.goals.reopen(k.closed),
    "assume": lambda k: k.brakes.assume(k.line, 60),
    "met": lambda k: k.actions.met(k.plan, used=True),
    "relate": lambda k: k.ties.set_relation(("goal", k.id), ("value", k.value), "serves"),
    "trash": lambda k: k.goals.trash(k.id),
    "put back": lambda k: k.goals.put_back(k.former),
}


@pytest.mark.parametrize("name", [*CHANGES, "purge"])
def test_all_or_nothing(store, clock, monkeypatch, name):
    kept = Kept(store, clock.today)
    if name == "purge":
        kept.goals.trash(kept.id)
    change = CHANGES.get(name, lambda k: k.goals.purge(k.id))
    write, left = Part._write, 0

    def failing(part, sql, *values):
        nonlocal left
        left -= 1
        if left < 0:
            raise sqlcipher3.OperationalError("disk I/O error")
        return write(part, sql, *values)

    def everything():
        return [store.connection.execute(f"SELECT * FROM {name}").fetchall() for name in TABLES]

    before = everything()
    heard = []
    store.changes.subscribe(lambda *word: heard.append(word))
    monkeypatch.setattr(Part, "_write", failing)
    for allowed in range(100):
        left = allowed
        try:
            change(kept)
        except StorageFailed:
            assert everything() == before
            assert heard == []
        else:
            break
    assert 0 < allowed < 99
    assert everything() != before
    assert len(heard) == 1
    assert copy.verify(store.connection) == []
