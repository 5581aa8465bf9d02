"""Learning targets in the journal: what is said stays, what did not leave can be taken back."""

from __future__ import annotations

import contextlib
import datetime as dt
import tempfile
from pathlib import Path

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, initialize, invariant, rule

from metanoia.domain.errors import NotFound, Refused
from metanoia.domain.goals import NewGoal
from metanoia.domain.learning_targets import TargetId, standing
from metanoia.store.goals import Goals
from metanoia.store.people import People
from metanoia.store.shares import Shares
from metanoia.store.targets import EVENTS_OF, ROWS, Targets
from replying import ASK, event, keep_share, new_id, thing
from stores import Store

SHORTER = ASK._replace(text="Open with a question")


@pytest.fixture
def targets(store, clock):
    return store.part(Targets)


def test_proposing_waits_for_the_other_side(targets, store):
    ingrid = store.part(People).add("Ingrid", "coach").id
    made = targets.propose(ASK, party=ingrid)
    assert (made.standing.state, made.standing.waits_for, made.party) == (
        "proposed",
        "coach",
        ingrid,
    )
    assert targets.all() == [made]
    assert targets.find(made.id[:8]) == made


def test_another_wording_and_the_others_agreement(targets, clock):
    made = targets.propose(ASK)
    clock.forward(minutes=1)
    reworded = targets.say(made.id, "counter", wording=SHORTER)
    assert (reworded.standing.wording, reworded.rev) == (SHORTER, made.rev + 1)
    agreed = event(made.id, "agree", SHORTER, at=clock.forward(minutes=1))
    assert targets.take([agreed]) == 1
    assert targets.take([agreed]) == 0
    assert targets.get(made.id).standing.agreed_sha256 == SHORTER.sha256
    with pytest.raises(Refused, match="changes nothing"):
        targets.say(made.id, "agree")


def test_settling_with_a_note(targets, clock):
    made = targets.propose(ASK)
    targets.take([event(made.id, "agree", at=clock.forward(minutes=1))])
    met = targets.say(made.id, "settle", outcome="partly_met", note=" Twice a week. ")
    assert met.standing.state == "partly_met"
    assert targets.events(made.id)[-1].note == "Twice a week."
    with pytest.raises(Refused, match="1,000"):
        targets.say(made.id, "withdraw", note="x" * 1001)


def test_an_act_that_has_not_left_is_taken_back(targets, clock):
    made = targets.propose(ASK)
    reworded = targets.say(made.id, "counter", wording=SHORTER)
    first, last = targets.events(made.id)
    with pytest.raises(Refused, match="latest word"):
        targets.unsay(made.id, first.id)
    back = targets.unsay(made.id, last.id)
    assert (back.standing, back.rev) == (made.standing, reworded.rev + 1)
    assert targets.unsay(made.id, first.id) is None
    with pytest.raises(NotFound):
        targets.get(made.id)


def test_the_others_word_is_never_taken_back(targets):
    said = event()
    targets.take([said])
    with pytest.raises(Refused, match="latest word"):
        targets.unsay(said.target, said.id)


def test_what_left_with_a_share_stays(targets, store):
    made = targets.propose(ASK)
    (said,) = targets.events(made.id)
    shares = store.part(Shares)
    keep_share(shares, thing("target", made.id, text=ASK.text))  # before it was said
    keep_share(shares, thing("target", made.id, text=ASK.text), events=[said.id])
    with pytest.raises(Refused, match="left with a share already"):
        targets.unsay(made.id, said.id)
    targets.say(made.id, "withdraw")
    targets.unsay(made.id, targets.events(made.id)[-1].id)
    assert targets.get(made.id).standing == made.standing


def test_a_target_belongs_to_a_goal_or_to_none(targets, store):
    goal = store.part(Goals).add(NewGoal(title="The team plans")).id
    made = targets.propose(ASK, goal=goal)
    assert targets.of_goal(goal) == [made]
    assert targets.tie(made.id).goal is None
    assert targets.of_goal(goal) == []
    before = store.commits
    targets.tie(made.id)
    assert store.commits == before
    assert targets.tie(made.id, goal=goal).goal == goal
    with pytest.raises(NotFound, match="goal"):
        targets.tie(made.id, goal=new_id())
    with pytest.raises(NotFound, match="theme"):
        targets.tie(made.id, theme=new_id())


def test_what_is_agreed_and_due_is_to_be_closed(targets, clock):
    made = targets.propose(ASK)
    assert targets.to_close(dt.date(2026, 4, 30)) == []
    targets.take([event(made.id, "agree", at=clock.forward(minutes=1))])
    assert [one.id for one in targets.to_close(dt.date(2026, 4, 30))] == [made.id]
    assert targets.to_close(dt.date(2026, 4, 29)) == []


def test_recently_deleted(targets):
    made = targets.propose(ASK)
    targets.trash(made.id)
    assert targets.all() == []
    assert [one.id for one in targets.trashed()] == [made.id]
    targets.restore(made.id)
    assert [one.id for one in targets.all()] == [made.id]
    targets.trash(made.id)
    targets.purge(made.id)
    assert targets.trashed() == []


class TwoSides(RuleBasedStateMachine):
    """A journaler and a coach say things of one target; shares and replies arrive late, or twice."""

    here = Bundle("here")

    def __init__(self):
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.store = Store(Path(self.folder.name) / "journal.db")
        self.targets = self.store.part(Targets)
        self.coach_has = {}  # what the coach's file holds, by id
        self.minute = 0

    def teardown(self):
        self.store.close()
        self.folder.cleanup()

    @initialize(target=here)
    def begin(self):
        made = self.targets.propose(ASK)
        self.arrive_there()
        return made.id

    @rule(
        act=st.sampled_from(["agree", "counter", "propose", "decline", "withdraw", "settle"]),
        shorter=st.booleans(),
    )
    def the_journaler_says(self, act, shorter):
        (target,) = [one.id for one in self.targets.all()]
        words = SHORTER if shorter else ASK
        with contextlib.suppress(Refused):  # it would change nothing
            self.targets.say(
                target, act,
                wording=words if act in ("counter", "propose") else None,
                outcome="met" if act == "settle" else None,
            )  # fmt: skip

    @rule(
        act=st.sampled_from(["agree", "counter", "propose", "decline", "withdraw", "settle"]),
        shorter=st.booleans(), skew=st.integers(-90, 90),
    )  # fmt: skip
    def the_coach_says(self, act, shorter, skew):
        (target,) = [one.id for one in self.targets.all()]
        at = self.targets.events(target)[0].at + dt.timedelta(minutes=skew)
        said = event(
            target, act, SHORTER if shorter else ASK, at=at,
            outcome="met" if act == "settle" else None,
        )  # fmt: skip
        self.coach_has[said.id] = said

    @rule(take=st.randoms(use_true_random=False))
    def a_reply_arrives(self, take):
        said = [one for one in self.coach_has.values() if one.actor == "coach"]
        take.shuffle(said)
        self.targets.take(said[: take.randint(0, len(said))])

    @rule()
    def arrive_there(self):
        for one in self.targets.all():
            for said in self.targets.events(TargetId(one.id)):
                self.coach_has[said.id] = said

    @rule()
    def both_meet(self):
        self.a_reply_of_all()
        self.arrive_there()
        (kept,) = self.targets.all()
        assert kept.standing == standing(self.coach_has.values())

    def a_reply_of_all(self):
        self.targets.take([one for one in self.coach_has.values() if one.actor == "coach"])

    @invariant()
    def what_is_kept_beside_is_what_follows(self):
        for one in self.targets.all():
            row = self.store.connection.execute(
                "SELECT text, state, agreed_sha256 FROM target WHERE id = ?", (one.id,)
            ).fetchone()
            found = one.standing
            assert row == (found.wording.text, found.state, found.agreed_sha256)


TwoSides.TestCase.settings = settings(max_examples=25, stateful_step_count=20, deadline=None)
TestTwoSides = TwoSides.TestCase


def test_however_many_targets_there_are_they_are_asked_for_twice(targets, store, monkeypatch):
    made = [targets.propose(ASK._replace(text=f"Ask {n} times first")) for n in range(5)]
    asked = []
    plainly = Targets._all
    monkeypatch.setattr(
        Targets, "_all", lambda self, *sql: asked.append(sql) or plainly(self, *sql)
    )
    assert targets.all() == made
    assert len(asked) == 2
    for sql, values in ((ROWS, ()), (EVENTS_OF, ("[]",))):
        plan = [row[3] for row in store.connection.execute(f"EXPLAIN QUERY PLAN {sql}", values)]
        assert not [step for step in plan if step.startswith("SCAN target_event")], plan
