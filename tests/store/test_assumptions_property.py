"""Whatever is done to assumptions in whatever order, the journal agrees with a plain model of them."""

from __future__ import annotations

import contextlib
import copy as copies
import datetime as dt
import tempfile
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, consumes, invariant, rule

from assumed import assumption, experiment, passage, result, seen
from journals import entry
from metanoia.domain.errors import NotFound, Refused
from metanoia.store import copy
from metanoia.store.anchors import Anchors
from metanoia.store.assumptions import Assumptions
from metanoia.store.entries import Entries
from metanoia.store.experiments import Experiments
from metanoia.store.predictions import Predictions
from stores import Store, set_clock

STATEMENTS = st.sampled_from(["Sam is angry", "Sam is tired", "Nobody listens", "It will rain"])
PER_CENT = st.integers(0, 100)
BODY = "Sam is angry. Sam is tired. Nobody listens. It will rain."


@dataclass
class Point:
    at: dt.datetime
    confidence: int
    cause: str
    bare: bool


@dataclass
class Kept:
    """What the journal should hold of one assumption."""

    statement: str
    state: str = "noticed"
    points: list[Point] = field(default_factory=list)
    evidence: dict[str, bool] = field(default_factory=dict)  # is it there still
    tests: dict[str, str] = field(default_factory=dict)  # its state
    revised_to: str | None = None
    living: bool = True
    touched: bool = False  # was anything done with it since it was made

    @property
    def closed(self):
        return self.state in ("revised", "dropped")

    @property
    def may_change(self):
        return self.living and not self.closed

    @property
    def latest(self):
        # of one moment, the one that was given last
        return (
            max(enumerate(self.points), key=lambda p: (p[1].at, p[0]))[1] if self.points else None
        )

    @property
    def under_way(self):
        return any(state in ("planned", "running") for state in self.tests.values())

    def add(self, point):
        last = self.latest
        if last is None:
            point.cause = "first"
        self.points.append(point)
        if (
            last
            and (last.cause, last.bare, point.bare) == (point.cause, True, True)
            and dt.timedelta(0) <= point.at - last.at < dt.timedelta(minutes=10)
        ):
            self.points.remove(last)
        if self.state == "noticed":
            self.state = "held"
        self.touched = True

    @property
    def spoken(self):
        return any(self.evidence.values()) or "done" in self.tests.values()

    def rest(self):
        return "noticed" if not self.points else "testing" if self.under_way else "held"

    def close(self, state):
        self.state, self.touched = state, True
        for test, was in self.tests.items():
            if was in ("planned", "running"):
                self.tests[test] = "abandoned"


class Register(RuleBasedStateMachine):
    """The journal on disk beside a dictionary of what it should hold."""

    ids = Bundle("ids")
    formers = Bundle("formers")

    def __init__(self):
        super().__init__()
        self.last = contextlib.ExitStack()
        folder = self.last.enter_context(tempfile.TemporaryDirectory())
        self.clock = self.last.enter_context(set_clock())
        self.store = Store(Path(folder) / "journal.db")
        self.last.callback(self.store.close)
        self.assumptions = self.store.part(Assumptions)
        self.tests = self.store.part(Experiments)
        self.predictions = self.store.part(Predictions)
        self.anchors = self.store.part(Anchors)
        self.entry = self.store.part(Entries).add(entry(body=BODY))
        self.model = {}
        self.revised = 0

    def teardown(self):
        assert copy.verify(self.store.connection) == []
        self.last.close()

    @contextlib.contextmanager
    def only_if(self, allowed):
        """Expect the block to be refused, and nothing written, unless it is allowed."""
        if allowed:
            yield
            return
        before = self.store.commits
        with pytest.raises(Refused):
            yield
        assert self.store.commits == before

    # -- what may be done

    @rule(minutes=st.sampled_from([1, 5, 60, 24 * 60]))
    def time_passes(self, minutes):
        self.clock.forward(minutes=minutes)

    @rule(target=ids, statement=STATEMENTS, confidence=st.none() | PER_CENT, marked=st.booleans())
    def add(self, statement, confidence, marked):
        origin = passage(self.entry, statement) if marked else None
        kept = self.assumptions.add(assumption(statement, confidence), origin=origin)
        self.model[kept.id] = model = Kept(statement, touched=marked)
        if confidence is not None:
            model.add(Point(self.clock(), confidence, "first", bare=True))
        return kept.id

    @rule(one=ids, confidence=PER_CENT, ago=st.sampled_from([0, 0, 3, 90]), reason=st.booleans())
    def rate(self, one, confidence, ago, reason):
        model, at = self.model.get(one), self.clock() - dt.timedelta(days=ago)
        if model is None:
            return
        with self.only_if(model.may_change):
            self.assumptions.rate(one, confidence, at=at, reason="why" if reason else "")
            model.add(Point(at, confidence, "review", bare=not reason))

    @rule(one=ids, statement=STATEMENTS)
    def change(self, one, statement):
        if (model := self.model.get(one)) is None:
            return
        with self.only_if(model.may_change):
            self.assumptions.change(one, statement=statement)
            model.touched |= statement != model.statement
            model.statement = statement

    @rule(one=ids, confidence=st.none() | PER_CENT)
    def add_evidence(self, one, confidence):
        if (model := self.model.get(one)) is None:
            return
        with self.only_if(model.may_change):
            of = seen(entry=self.entry.id)
            added = self.assumptions.add_evidence(one, of, confidence=confidence)
            model.evidence[added.id] = model.touched = True
            if confidence is not None:
                model.add(Point(self.clock(), confidence, "evidence", bare=False))

    @rule(one=ids, back=st.booleans())
    def remove_or_restore_evidence(self, one, back):
        model = self.model.get(one)
        if model is None or not model.evidence:
            return
        evidence = next(iter(model.evidence))
        with self.only_if(model.may_change):
            do = self.assumptions.restore_evidence if back else self.assumptions.remove_evidence
            do(evidence)
            model.evidence[evidence] = back
            if model.state == "confirmed" and not model.spoken:
                model.state = model.rest()

    @rule(one=ids, percent=PER_CENT)
    def plan(self, one, percent):
        if (model := self.model.get(one)) is None:
            return
        with self.only_if(model.may_change and model.points):
            planned = self.tests.plan(one, experiment(self.clock.today, percent))
            model.tests[planned.id] = "planned"
            model.state, model.touched = "testing", True

    @rule(one=ids, how=st.sampled_from(["start", "finish", "abandon"]), which=st.integers(0, 3))
    def go_on_with_a_test(self, one, how, which):
        model = self.model.get(one)
        if model is None or not model.tests:
            return
        test = list(model.tests)[which % len(model.tests)]
        with self.only_if(model.may_change and model.tests[test] in ("planned", "running")):
            if how == "start":
                self.tests.start(test)
                model.tests[test] = "running"
                return
            if how == "finish":
                self.tests.finish(test, result(which * 30, came_true=bool(which % 2)))
                model.add(Point(self.clock(), which * 30, "test", bare=False))
            else:
                self.tests.abandon(test)
            model.tests[test] = "done" if how == "finish" else "abandoned"
            if model.state == "testing":
                model.state = model.rest()

    @rule(one=ids)
    def confirm(self, one):
        if (model := self.model.get(one)) is None:
            return
        ready = model.state == "confirmed" or (model.state in ("held", "testing") and model.spoken)
        with self.only_if(model.living and ready):
            self.assumptions.confirm(one)
            model.state = "confirmed"

    @rule(one=ids)
    def hold(self, one):
        if (model := self.model.get(one)) is None:
            return
        with self.only_if(model.living and model.state == "confirmed"):
            self.assumptions.hold(one)
            model.state = model.rest()

    @rule(one=ids)
    def drop(self, one):
        if (model := self.model.get(one)) is None:
            return
        with self.only_if(model.may_change):
            self.assumptions.drop(one, "Enough of it")
            model.close("dropped")

    @rule(one=ids)
    def take_up(self, one):
        if (model := self.model.get(one)) is None:
            return
        with self.only_if(model.living and model.state == "dropped"):
            self.assumptions.take_up(one)
            model.state = model.rest()

    @rule(target=ids, one=ids)
    def revise(self, one):
        model = self.model.get(one)
        if model is None:
            return one
        self.revised += 1
        statement = f"Not so: {self.revised}"
        with self.only_if(model.may_change):
            new = self.assumptions.revise(one, statement).id
            self.model[new] = Kept(statement)
            model.close("revised")
            model.revised_to = new
            return new
        return one

    @rule(one=ids)
    def trash(self, one):
        if model := self.model.get(one):
            self.assumptions.trash(one)
            model.living = False

    @rule(one=ids)
    def restore(self, one):
        if model := self.model.get(one):
            self.assumptions.restore(one)
            model.living = True

    @rule(one=consumes(ids))
    def purge(self, one):
        model = self.model.get(one)
        if model is None:
            return
        self.assumptions.trash(one)
        self.assumptions.purge(one)
        del self.model[one]
        for other in self.model.values():
            if other.revised_to == one:
                other.state, other.revised_to = "dropped", None

    # -- undoing

    @rule(target=formers, one=ids)
    def take_former(self, one):
        model = self.model.get(one)
        return (self.assumptions.former(one), copies.deepcopy(model)) if model else None

    @rule(kept=formers)
    def put_back(self, kept):
        if kept is None:
            return
        former, before = kept
        one = former.assumption
        if one not in self.model:
            with pytest.raises(NotFound):
                self.assumptions.put_back(former)
            return
        with self.only_if(before.revised_to is None or before.revised_to in self.model):
            successor = self.model[one].revised_to
            self.assumptions.put_back(former)
            self.model[one] = copies.deepcopy(before)
            assert self.assumptions.former(one) == former
            if successor and successor != before.revised_to:
                if self.model[successor].touched:
                    self.model[successor].living = False
                else:
                    del self.model[successor]

    # -- what must always hold

    @invariant()
    def each_is_as_it_should_be(self):
        for one, model in self.model.items():
            kept = self.assumptions.get(one)
            assert (kept.statement, kept.state) == (model.statement, model.state)
            assert kept.confidence == (model.latest.confidence if model.latest else None)
            assert kept.revised_to == model.revised_to
            assert (kept.deleted_at is None) == model.living
            history = [(p.at, p.confidence, p.cause) for p in self.assumptions.history(one)]
            points = sorted(model.points, key=lambda p: p.at)  # stable: of one moment as given
            assert history == [(p.at, p.confidence, p.cause) for p in points]
            there = {found.id for found in self.assumptions.evidence(one)}
            assert there == {found for found, is_there in model.evidence.items() if is_there}
            assert {test.id: test.state for test in self.tests.of(one)} == model.tests

    @invariant()
    def the_lists_agree(self):
        rows = self.assumptions.rows()
        assert {row.id for row in rows} == {i for i, kept in self.model.items() if kept.living}
        assert [row.touched_at for row in rows] == sorted(
            (row.touched_at for row in rows), reverse=True
        )
        deleted = {row.id for row in self.assumptions.trashed()}
        assert deleted == {i for i, kept in self.model.items() if not kept.living}
        for row in rows:
            model = self.model[row.id]
            assert (row.state, row.confidence) == (
                model.state, model.latest.confidence if model.latest else None,
            )  # fmt: skip
            assert [c for _, c in row.points] == [p.confidence for p in self.sorted_points(model)]
            assert row.tests == sum(state != "abandoned" for state in model.tests.values())
            assert (row.next_test_on is not None) == model.under_way
        assert self.assumptions.count_open == sum(
            kept.living and not kept.closed for kept in self.model.values()
        )

    @staticmethod
    def sorted_points(model):
        return sorted(model.points, key=lambda p: p.at)

    @invariant()
    def the_rules_of_states_hold(self):
        for one, model in self.model.items():
            if model.state == "testing":
                assert model.under_way
            if model.closed:
                assert not model.under_way
            seen_on_the_way, step = set(), one
            while step:
                assert step not in seen_on_the_way
                seen_on_the_way.add(step)
                step = self.assumptions.get(step).revised_to
            for test in self.tests.of(one):
                foretold = self.predictions.get(test.prediction)
                assert (foretold.outcome is not None) == (test.state == "done")
                assert (foretold.withdrawn_at is not None) == (test.state == "abandoned")
                is_open = test.state in ("planned", "running")
                assert (foretold.deleted_at is None) == (model.living or not is_open)

    @invariant()
    def nothing_dangles(self):
        assert self.store.connection.execute("PRAGMA foreign_key_check").fetchall() == []
        marked = {anchor.item_id for anchor in self.anchors.in_entry(self.entry.id)}
        assert marked <= {i for i, kept in self.model.items() if kept.living}
        tests = sum(len(kept.tests) for kept in self.model.values())
        assert self.store.one("SELECT count(*) FROM experiment") == tests
        lost = """SELECT count(*) FROM {} WHERE item_id NOT IN (SELECT id FROM assumption
            UNION SELECT id FROM evidence UNION SELECT id FROM experiment
            UNION SELECT id FROM prediction)"""
        assert self.store.one(lost.format("revision")) == 0
        assert self.store.one(lost.format("anchor")) == 0


TestRegister = Register.TestCase
TestRegister.settings = settings(max_examples=25, stateful_step_count=35, deadline=None)
