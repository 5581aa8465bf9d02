"""A journal that holds something of every kind that can be shared, and how to read all that left."""

from __future__ import annotations

import datetime as dt
import html
import json
import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from typing import Any, NamedTuple

from maps_told import key, link, new_id, variable
from metanoia.domain.actions import NewAction
from metanoia.domain.assumptions import NewAssumption, NewEvidence
from metanoia.domain.entries import Entry
from metanoia.domain.experiments import NewExperiment, Result
from metanoia.domain.goals import NewCheckIn, NewGoal, NewMeasure
from metanoia.domain.learning_targets import wording
from metanoia.domain.maps import CausalMap, Drawn, LoopNote, MapId, MapNote, MapNoteId, PatternNote
from metanoia.domain.predictions import NewPrediction
from metanoia.domain.shared_things import PARTS, Tick
from metanoia.domain.shares import ShareRequest
from metanoia.exchange import seal
from metanoia.exchange.still_read import strings
from metanoia.journal import Journal
from metanoia.text.anchors import select
from sharing import DRAW, write

TODAY = dt.datetime.now().astimezone().date()
DRAWN_LINE = (Drawn(dt.date(2025, 3, 1), 2.0), Drawn(dt.date(2025, 4, 7), 7.5))


class Kinds(NamedTuple):
    """The ids of one thing of each kind, and of what hangs on them."""

    entry: Entry
    goal: str
    value: str
    assumption: str
    prediction: str
    target: str
    step: str
    evidence: str
    test: str
    measure: str
    brake: str
    map: str


def make_kinds(journal: Journal, mark: str = "") -> Kinds:
    """Write one thing of each kind; every text of theirs has words of its own, and ``mark``."""

    def said(words: str) -> str:
        return f"{words} {mark}".strip()

    entry = write(journal, said("Entry title"), said("Entry body words"), tags=("work",))
    goal = journal.goals.add(
        NewGoal(
            title=said("Goal title"),
            vision=said("Goal vision words"),
            reality=said("Goal reality words"),
            why=said("Goal why words"),
            started_on=TODAY - dt.timedelta(90),
            target_on=TODAY + dt.timedelta(90),
        )
    )
    for ago, closeness in ((60, 3), (40, 4), (20, 5), (0, 7)):
        note = said(f"Look note {ago}") if ago in (40, 0) else ""
        look = NewCheckIn(closeness=closeness, pull=8, note=note)
        journal.goals.check_in(goal.id, look, today=TODAY, date=TODAY - dt.timedelta(ago))
    reach = NewMeasure(name=said("Hours"), kind="reach", unit="h", start=60, target=40)
    measure = journal.goals.add_measure(goal.id, reach)
    journal.goals.observe(measure.id, 55, date=TODAY - dt.timedelta(30))
    journal.goals.observe(measure.id, 50, date=TODAY)
    journal.goals.move_target(measure.id, 45, said("Move reason words"))
    journal.goals.add_measure(
        goal.id, NewMeasure(name=said("Sleep"), kind="hold", low=7, high=8, slack=2)
    )
    step = journal.actions.add(
        NewAction(text=said("Step text words"), goal=goal.id, due_on=TODAY + dt.timedelta(9))
    )
    journal.actions.settle(step.id, "done", said("Reflection words"))
    journal.actions.add(
        NewAction(
            text=said("Act words"),
            goal=goal.id,
            kind="if_then",
            cue=said("Cue words"),
            outcome=said("Best outcome words"),
            obstacle=said("Obstacle words"),
        )
    )
    doing = journal.brakes.add(goal.id, "behaviour", said("Brake doing words"))
    journal.brakes.add(goal.id, "worry", said("Brake worry words"), doing.id)
    brake = journal.brakes.add(goal.id, "assumption", said("If I rest, then Brake assumption"))
    journal.brakes.assume(brake.id, 60)
    assumption = journal.assumptions.add(
        NewAssumption(
            statement=said("Assumption statement words"),
            person=said("Assumed person"),
            if_wrong=said("Seen if wrong words"),
            confidence=80,
            reason=said("First reason words"),
        )
    )
    journal.assumptions.rate(assumption.id, 60, reason=said("Second reason words"))
    seen = NewEvidence(
        stance=-1, text=said("Evidence text words"), source=said("Evidence source"), entry=entry.id
    )
    evidence = journal.assumptions.add_evidence(assumption.id, seen)
    test = journal.experiments.plan(
        assumption.id,
        NewExperiment(
            plan=said("Test plan words"),
            smallest_safe=said("Why it is safe"),
            foretold=said("Foretold by the test"),
            percent=70,
            would_weaken=said("Weakening words"),
            due_on=TODAY + dt.timedelta(5),
        ),
    )
    journal.experiments.finish(
        test.id,
        Result(happened=said("Test result words"), learned=said("Learned words"), confidence=50),
    )
    value = journal.values.add(said("Value name"), said("Value meaning words"))
    journal.values.rate(value.id, 9, 4, said("Rating note words"))
    prediction = journal.predictions.add(
        NewPrediction(
            statement=said("Prediction statement words"),
            settled_by=said("Settled by words"),
            due_on=TODAY,
            percent=60,
            note=said("Forecast note words"),
            assumption=assumption.id,
            entry=entry.id,
        )
    )
    journal.predictions.forecast(prediction.id, 80, said("Later forecast words"))
    journal.predictions.settle(prediction.id, "yes", said("Settle note words"))
    target = journal.targets.propose(
        wording(said("Target text words"), said("Sign of done words"), TODAY), goal=goal.id
    )
    for end in (("goal", goal.id), ("value", value.id), ("assumption", assumption.id)):
        journal.ties.connect(("entry", entry.id), end, "about")
    journal.ties.connect(("value", value.id), ("goal", goal.id), "serves")
    drawn = make_map(said, assumption=assumption.id, measure=measure.id)
    journal.maps.add(drawn)
    return Kinds(
        entry, goal.id, value.id, assumption.id, prediction.id, target.id,
        step.id, evidence.id, test.id, measure.id, brake.id, drawn.id,
    )  # fmt: skip


def make_map(said: Callable[[str], str], **fed: str | None) -> CausalMap:
    """Return a map of a balancing and a reinforcing loop, with words of its own in every text."""
    hours = variable(said("Overtime grows"), role="gap", actor=said("Mapped person"), mine=True, measure=fed["measure"])  # fmt: skip
    tired = variable(said("Tiredness grows"), x=300, role="limit", drawn=DRAWN_LINE)
    errors = variable(said("Errors made"), x=150, y=220)
    links = (
        link(hours, tired, because=said("Link because words"), assumption=fed["assumption"], bend=0.3),
        link(tired, hours, polarity=-1, because=said("Back because words")),
        link(tired, errors, delayed=True),
        link(errors, hours),
    )  # fmt: skip
    both = (key(hours, tired), key(hours, tired, errors))
    return CausalMap(
        id=MapId(new_id()),
        title=said("Map title"),
        question=said("Map question words"),
        variables=(hours, tired, errors),
        links=links,
        notes=(MapNote(id=MapNoteId(new_id()), text=said("Map note words"), x=-200, y=10),),
        loop_notes=(
            LoopNote(key=both[0], name=said("Resting loop"), story=said("Loop story words")),
            LoopNote(key="gone>loop", story=said("Story of a lost loop")),
        ),
        pattern_notes=(
            PatternNote(pattern="fixes_that_fail", loops=both, state="accepted", note=said("Pattern note words")),
            PatternNote(pattern="growth_or_fix", loops=both, state="dismissed", note=said("Dismissed words")),
        ),
    )  # fmt: skip


def ticked(kinds: Kinds, *only: str, parts: Iterable[str] | None = None) -> tuple[Tick, ...]:
    """Tick the things of these kinds (all if none is said), with these ``parts`` (all if None)."""
    return tuple(
        Tick(kind, getattr(kinds, kind), frozenset(PARTS[kind] if parts is None else parts))
        for kind in only or tuple(PARTS)
    )


def asked(*entries: Entry, **more: Any) -> ShareRequest:
    """Ask for these entries as Mara."""
    return ShareRequest(entries=tuple(one.id for one in entries), sender="Mara", **more)


def made(journal: Journal, request: ShareRequest) -> dict[str, bytes]:
    """Return the members of what leaves; it may leave."""
    checked = seal.check(journal, request, DRAW)
    assert checked.payload is not None, [one.sentence for one in checked.problems]
    return checked.payload.members


def withhold(
    journal: Journal, item: tuple[str, str], field: str, text: str, passage: str, party=None
):
    """Withhold a passage of a text."""
    start = text.index(passage)
    selector = select(text, start, start + len(passage))
    return journal.redactions.add(item, field, selector, party)


def read(members: Mapping[str, bytes]) -> str:
    """Return all that can be read in the members of a share, in every way they can be read."""
    texts = []
    for name, data in members.items():
        try:
            text = data.decode()
        except UnicodeDecodeError:
            continue
        texts += [name, text]
        if name == "data.json":
            texts += strings(json.loads(text))
        if name.endswith(".html"):
            body = re.sub(r"(?s)<style>.*?</style>", "", text)
            texts.append(html.unescape(re.sub(r"<[^>]*>", "", body)))
            texts.append(html.unescape(re.sub(r"<[^>]*>", " ", body)))
    whole = unicodedata.normalize("NFC", "\n".join(texts)).casefold()
    return whole + "\n" + " ".join(whole.split())
