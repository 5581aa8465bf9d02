"""Whichever write of a change fails, nothing of it stays: all of an assumption or none."""

from __future__ import annotations

import pytest
import sqlcipher3

from assumed import assumption, experiment, passage, result, seen
from journals import entry
from metanoia.domain.actions import NewAction
from metanoia.domain.errors import StorageFailed
from metanoia.store import copy
from metanoia.store.actions import Actions
from metanoia.store.anchors import Anchors
from metanoia.store.assumptions import Assumptions
from metanoia.store.entries import Entries
from metanoia.store.experiments import Experiments
from metanoia.store.links import Ties
from metanoia.store.part import Part
from metanoia.store.predictions import Predictions

TABLES = (
    "assumption", "confidence_point", "evidence", "experiment", "prediction", "forecast",
    "revision", "anchor", "item_link", "action", "entry", "meta",
)  # fmt: skip


class Kept:
    """An assumption with all that can hang on it, one test running and one done."""

    def __init__(self, store):
        self.assumptions, self.tests = store.part(Assumptions), store.part(Experiments)
        self.predictions, self.anchors = store.part(Predictions), store.part(Anchors)
        self.entries, self.actions = store.part(Entries), store.part(Actions)
        self.entry = self.entries.add(entry(body="I decided he was angry."))
        self.origin = passage(self.entry, "he was angry")
        self.id = self.assumptions.add(assumption(confidence=70), origin=self.origin).id
        store.part(Ties).connect(("entry", self.entry.id), ("assumption", self.id))
        self.former = self.assumptions.former(self.id)
        self.evidence = self.assumptions.add_evidence(self.id, seen(), confidence=50)
        self.tests.finish(self.tests.plan(self.id, experiment()).id, result(came_true=True))
        self.running = self.tests.plan(self.id, experiment())
        self.successor = self.assumptions.add(assumption("Thrown away", 50)).id
        self.assumptions.trash(self.successor)


CHANGES = {
    "add": lambda k: k.assumptions.add(assumption(confidence=50), origin=k.origin),
    "change": lambda k: k.assumptions.change(k.id, statement="Sam is tired"),
    "rate": lambda k: k.assumptions.rate(k.id, 5),
    "add evidence": lambda k: k.assumptions.add_evidence(k.id, seen("More"), confidence=5),
    "change evidence": lambda k: k.assumptions.change_evidence(k.evidence.id, seen("More")),
    "confirm": lambda k: k.assumptions.confirm(k.id),
    "drop": lambda k: k.assumptions.drop(k.id, "Enough"),
    "revise": lambda k: k.assumptions.revise(k.id, "Sam is tired"),
    "plan": lambda k: k.tests.plan(k.id, experiment()),
    "replan": lambda k: k.tests.change(k.running.id, experiment(plan="More", percent=5)),
    "finish": lambda k: k.tests.finish(k.running.id, result(came_true=False)),
    "abandon": lambda k: k.tests.abandon(k.running.id),
    "trash": lambda k: k.assumptions.trash(k.id),
    "purge": lambda k: k.assumptions.purge(k.successor),
    "empty": lambda k: k.assumptions.empty_trash(),
    "put back": lambda k: k.assumptions.put_back(k.former),
    "save text": lambda k: k.entries.save_text(k.entry.id, "", f"So. {k.entry.body}"),
    "action": lambda k: k.actions.add(NewAction(text="Ask"), origin=k.origin),
}


@pytest.mark.parametrize("name", CHANGES)
def test_all_or_nothing(store, clock, monkeypatch, name):
    kept, change = Kept(store), CHANGES[name]
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
