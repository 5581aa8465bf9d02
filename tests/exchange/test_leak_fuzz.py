"""Random journals, random ticks: whatever is chosen, nothing else can be read in what leaves.

Every text and every day of such a journal is one of a kind, so that each can be told wherever it comes
up: in a part that was not ticked, a thing that stayed, an earlier wording, or under a withheld passage.
"""

from __future__ import annotations

import datetime as dt
import json
import re
import unicodedata
from dataclasses import replace
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from journals import new_journal
from maps_told import key, link, new_id, variable
from metanoia.domain import days
from metanoia.domain.actions import NewAction
from metanoia.domain.assumptions import NewAssumption, NewEvidence
from metanoia.domain.days import at
from metanoia.domain.entries import NewEntry
from metanoia.domain.errors import NotFound, Refused
from metanoia.domain.experiments import NewExperiment
from metanoia.domain.goals import NewCheckIn, NewGoal, NewMeasure
from metanoia.domain.learning_targets import wording
from metanoia.domain.maps import CausalMap, Drawn, LoopNote, MapNote, MapNoteId, PatternNote
from metanoia.domain.predictions import NewPrediction
from metanoia.domain.private_terms import PrivateTerm
from metanoia.domain.shared_things import PARTS, Tick
from metanoia.domain.shares import ShareRequest
from metanoia.exchange import seal, share_data
from metanoia.exchange.things import collect
from metanoia.text.anchors import select
from shared_kinds import read
from sharing import DRAW

NAMES = ("Quillon Ash", "Olafsdottir")
SECRETS = ("he shouted in the corridor", "the second bottle of wine", "Zoë 😀 left the café")
GONE = ("gone", "", "")
_STORES = {"goal": "goals", "value": "values", "assumption": "assumptions", "prediction": "predictions",
    "target": "targets", "map": "maps"}  # fmt: skip
_WITH_IDS = ("entry", "goal", "value", "assumption", "prediction", "target", "action", "evidence",
    "experiment", "confidence_point", "measure", "brake", "goal_checkin", "target_event", "item_link",
    "redaction", "party", "anchor", "map", "variable", "causal_link", "map_note")  # fmt: skip


class World:
    """A journal in the making; ``tokens`` and ``days`` say what each belongs to: (kind, id, part)."""

    def __init__(self, journal, random: Random) -> None:
        self.journal = journal
        self.random = random
        self.tokens: dict[str, set[tuple[str, str, str]]] = {}
        self.days: dict[dt.date, tuple[str, str, str]] = {}
        self.things: list[tuple[str, str]] = []
        self.feeds: dict[str, str] = {}  # the measure that a map has a line from
        self.deleted: set[tuple[str, str]] = set()
        self.withheld: list[tuple[str | None, str]] = []
        self.parties = [journal.people.add(name, "peer").id for name in ("Ann", "Bob")]
        self._pending: list[str] = []
        self._pending_days: list[dt.date] = []
        self._n = 0

    def text(self, room: int = 280) -> str:
        """Return a text with a word of its own, and now and then what must not leave."""
        self._n += 1
        token = f"zq{self._n:04}qz"
        self._pending.append(token)
        parts = [token, "plain words of it"]
        more = (
            *NAMES,
            NAMES[0].upper(),
            self._secret(),
            self._secret(),
            self._link(),
            self._link(),
        )
        parts += self.random.sample(more, self.random.randint(0, 2))
        self.random.shuffle(parts)
        said = " ".join(parts)
        return said if len(said) <= room else token

    def day(self) -> dt.date:
        """Return a day that nothing else has."""
        self._n += 1
        day = dt.date(1985, 1, 1) + dt.timedelta(self._n * 3)
        self._pending_days.append(day)
        return day

    def own(self, kind: str, id_: str, part: str = "") -> None:
        """Say what the latest texts and days belong to."""
        self.tokens |= {token: {(kind, id_, part)} for token in self._pending}
        self.days |= dict.fromkeys(self._pending_days, (kind, id_, part))
        self._pending, self._pending_days = [], []

    def _secret(self) -> str:
        secret = self.random.choice(SECRETS)
        way = self.random.randint(0, 4)
        if way == 1:
            return secret.upper()
        if way == 2:
            return secret.replace(" ", "  ", 1)
        if way == 3:
            return unicodedata.normalize("NFD", secret)
        return secret.replace("the", "**the**") if way == 4 else secret

    def _link(self) -> str:
        if not self.things:
            return "none"
        kind, id_ = self.random.choice(self.things)
        return self.random.choice([f"[there]({kind}:{id_})", f"{kind}:{id_}", id_, id_.upper()])


def add_entry(world: World) -> None:
    tags = (f"tag{world._n}",) if world.random.random() < 0.3 else ()
    when = at(world.day(), dt.time(8, 5), "Europe/Oslo")
    entry = world.journal.entries.add(
        NewEntry(when=when, title=world.text(180), body=world.text(), tags=tags)
    )
    world.own("entry", entry.id)
    if world.random.random() < 0.4:
        world.journal.entries.save_text(entry.id, world.text(180), world.text())
        for token, owner in list(world.tokens.items()):
            if ("entry", entry.id, "") in owner:
                world.tokens[token] = {GONE}
        world.own("entry", entry.id)
    world.things.append(("entry", str(entry.id)))


def add_goal(world: World) -> None:
    journal, some = world.journal, world.random.random
    goal = journal.goals.add(NewGoal(title=world.text(120), started_on=world.day()))
    world.own("goal", goal.id)
    journal.goals.change(goal.id, vision=world.text(), reality=world.text(), why=world.text())
    world.own("goal", goal.id, "words")
    journal.goals.activate(goal.id)
    for _ in range(world.random.randint(0, 3)):
        look = NewCheckIn(closeness=world.random.randint(0, 10), pull=5, note=world.text())
        journal.goals.check_in(goal.id, look, today=dt.date(2026, 1, 1), date=world.day())
    world.own("goal", goal.id, "chart")
    if some() < 0.5:
        measure = journal.goals.add_measure(
            goal.id, NewMeasure(name=world.text(60), kind="reach", start=60, target=40)
        )
        journal.goals.observe(measure.id, 50, date=world.day())
        journal.goals.move_target(measure.id, 45, world.text())
        if some() < 0.3:
            journal.goals.remove_measure(measure.id)
            world.own(*GONE)
    world.own("goal", goal.id, "chart")
    if some() < 0.5:
        step = journal.actions.add(NewAction(text=world.text(), goal=goal.id, due_on=world.day()))
        if some() < 0.5:
            journal.actions.settle(step.id, "done", world.text())
        if some() < 0.3:
            journal.actions.trash(step.id)
            world.own(*GONE)
        world.own("goal", goal.id, "steps")
    if some() < 0.5:
        line = journal.brakes.add(goal.id, "assumption", "If so, then " + world.text())
        token = re.findall(r"zq\d{4}qz", line.text)[0]
        world.own("goal", goal.id, "brake")
        if some() < 0.3:
            assumed = journal.brakes.assume(line.id, 60)
            world.tokens[token].add(("assumption", assumed.id, ""))  # it is made of these words
            world.things.append(("assumption", str(assumed.id)))
    world.things.append(("goal", str(goal.id)))


def add_value(world: World) -> None:
    journal = world.journal
    value = journal.values.add(world.text(60), world.text())
    world.own("value", value.id)
    for _ in range(world.random.randint(0, 2)):
        journal.values.rate(value.id, 8, 3, world.text(), date=world.day())
    world.own("value", value.id, "lived")
    world.things.append(("value", str(value.id)))


def add_assumption(world: World) -> None:
    journal, some = world.journal, world.random.random
    one = journal.assumptions.add(
        NewAssumption(
            statement=world.text(), person=world.text(100), if_wrong=world.text(), confidence=80
        )
    )
    world.own("assumption", one.id)
    journal.assumptions.rate(one.id, 60, reason=world.text())
    world.own("assumption", one.id, "line")
    entries = [id_ for kind, id_ in world.things if kind == "entry"]
    for _ in range(world.random.randint(0, 2)):
        entry = world.random.choice(entries) if entries and some() < 0.5 else None
        seen = journal.assumptions.add_evidence(
            one.id,
            NewEvidence(
                stance=1, text=world.text(), source=world.text(100), observed_on=world.day(), entry=entry
            ),
            confidence=world.random.choice([None, 40]),
        )  # fmt: skip
        if some() < 0.3:
            journal.assumptions.remove_evidence(seen.id)
            world.own(*GONE)
        world.own("assumption", one.id, "evidence")
    if some() < 0.5:
        journal.experiments.plan(
            one.id,
            NewExperiment(
                plan=world.text(), smallest_safe="safe", foretold="It will be so", percent=70,
                would_weaken=world.text(), due_on=dt.date(2031, 5, 6),
            ),
        )  # fmt: skip
        world.own("assumption", one.id, "tests")
    world.things.append(("assumption", str(one.id)))


def add_prediction(world: World) -> None:
    links = [id_ for kind, id_ in world.things if kind == "assumption"]
    one = world.journal.predictions.add(
        NewPrediction(
            statement=world.text(), settled_by=world.text(), due_on=world.day(), percent=60,
            note=world.text(), assumption=world.random.choice(links) if links else None,
        )
    )  # fmt: skip
    world.own("prediction", one.id)
    world.things.append(("prediction", str(one.id)))


def add_target(world: World) -> None:
    goals = [id_ for kind, id_ in world.things if kind == "goal"]
    target = world.journal.targets.propose(
        wording(world.text(), world.text(), world.day()),
        goal=world.random.choice(goals) if goals else None,
    )
    world.own("target", target.id)
    world.things.append(("target", str(target.id)))


def add_map(world: World) -> None:
    """Add a map of two loops; its measure may be one of a goal, and a link may rest on an assumption."""
    some, days = world.random.random, sorted(world.day() for _ in range(2))
    world.own("map", map_id := new_id(), "lines")
    rest = [id_ for kind, id_ in world.things if kind == "assumption"]
    measures = [id_ for (id_,) in world.journal.things._all("SELECT id FROM measure")]
    fed = {"measure": world.random.choice(measures)} if measures and some() < 0.5 else {}
    one = variable(world.text(60), actor=world.text(60), x=100 * some())
    other = variable(world.text(60), y=100 * some(), drawn=tuple(Drawn(day, 3) for day in days))
    third = variable(world.text(60), role="limit", **fed)
    loops = (key(one, other), key(one, other, third))
    notes = (MapNote(id=MapNoteId(new_id()), text=world.text()),)
    told = LoopNote(key=loops[0], name=world.text(80), story=world.text())
    said = PatternNote(pattern="fixes_that_fail", loops=loops, state="accepted", note=world.text())
    title, question = world.text(120), world.text()
    world.own("map", map_id)
    links = (
        link(one, other, because=world.text(), assumption=world.random.choice(rest) if rest else None),
        link(other, one, polarity=-1), link(other, third, because=world.text()), link(third, one),
    )  # fmt: skip
    world.own("map", map_id, "because")
    lost = LoopNote(key=f"{one.id}>{third.id}", name=world.text(80), story=world.text())
    no = PatternNote(pattern="growth_or_fix", loops=loops, state="dismissed", note=world.text())
    world.own(*GONE)
    made = CausalMap(
        id=map_id, title=title, question=question, variables=(one, other, third), links=links,
        notes=notes, loop_notes=(told, lost), pattern_notes=(no, said),
    )  # fmt: skip
    world.journal.maps.add(made)
    world.feeds[map_id] = fed.get("measure", "")
    if some() < 0.3:
        world.journal.maps.keep(replace(made, notes=(), variables=(*made.variables[:2], third)))
        for token in re.findall(r"zq\d{4}qz", notes[0].text):
            world.tokens[token] = {GONE}
    world.things.append(("map", map_id))


def tie(world: World) -> None:
    if len(world.things) > 1:
        start, end = world.random.sample(world.things, 2)
        if "target" not in (start[0], end[0]) and not world.deleted & {start, end}:
            world.journal.ties.connect(start, end, world.random.choice(["about", "serves"]))


def delete(world: World) -> None:
    if world.things and world.random.random() < 0.5:
        kind, id_ = world.random.choice(world.things)
        if (kind, id_) not in world.deleted:
            getattr(world.journal, _STORES.get(kind, "entries")).trash(id_)
            world.deleted.add((kind, id_))


def withhold(world: World) -> None:
    """Withhold some words of a thing, with the word of its own or without."""
    alive = [one for one in world.things if one not in world.deleted and one[0] != "target"]
    if not alive:
        return
    kind, id_ = world.random.choice(alive)
    if kind == "entry":
        entry = world.journal.entries.get(id_)
        texts = {"title": entry.title, "body": entry.body}
    else:
        tick = Tick(kind, id_, frozenset(PARTS[kind]))
        (thing,) = collect(world.journal, [tick], (), dt.date(2026, 1, 1)).things
        texts = dict(thing.plain)
    field, text = world.random.choice(sorted(texts.items()))
    words = [found.span() for found in re.finditer(r"\S+", text)]
    first = world.random.randrange(len(words))
    last = min(first + world.random.randint(0, 4), len(words) - 1)
    passage = select(text, words[first][0], words[last][1])
    party = world.random.choice([None, *world.parties])
    world.journal.redactions.add((kind, id_), field, passage, party)
    world.withheld.append((party, passage.exact))


def reword(world: World) -> None:
    """Word a text a little differently, under what may be withheld in it."""
    alive = [
        id_ for kind, id_ in world.things if kind == "entry" and (kind, id_) not in world.deleted
    ]
    if alive and world.random.random() < 0.5:
        entry = world.journal.entries.get(world.random.choice(alive))
        body = entry.body.replace("plain words of it", "plain and other words of it")
        world.journal.entries.save_text(entry.id, entry.title, body)


MOVES = (
    add_entry, add_entry, add_goal, add_value, add_assumption, add_prediction, add_target, add_map, tie, tie,
    delete, withhold, withhold, reword,
)  # fmt: skip


def ticks_of(world: World) -> tuple[list[str], tuple[Tick, ...]]:
    chosen = [one for one in world.things if world.random.random() < 0.5]
    chosen = [one for one in chosen if one not in world.deleted or world.random.random() < 0.1]
    entries = [id_ for kind, id_ in chosen if kind == "entry"]
    return entries, tuple(
        Tick(kind, id_, frozenset(part for part in PARTS[kind] if world.random.random() < 0.5))
        for kind, id_ in chosen
        if kind != "entry"
    )


def normal(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).casefold().split())


def absent(words: str, left: str, why: object) -> None:
    """Fail if words are left; without the comparison that pytest would draw of whole shares."""
    if words in left:
        raise AssertionError(f"{words!r} can be read: {why}")


def observed(world: World, leaving: set[tuple[str, str, str]]) -> set[dt.date]:
    """Return the days that leave with the lines of maps: those on which a measure was observed."""
    return {
        one.date
        for map_id, measure in world.feeds.items()
        if measure and ("map", map_id, "lines") in leaving
        for one in world.journal.goals.observations(measure)
    }


def check(world: World) -> bool:
    """Ask for a share of some of it; return whether it may leave, once all that leaves was looked at."""
    journal = world.journal
    entries, ticks = ticks_of(world)
    readers = tuple(one for one in world.parties if world.random.random() < 0.5)
    request = ShareRequest(
        entries=tuple(entries),
        sender="Mara",
        cover_note=world.text(),
        things=ticks,
        readers=readers,
    )
    world.own("share", "", "")
    checked = seal.check(journal, request, DRAW)
    chosen = {("entry", id_) for id_ in entries} | {(tick.kind, tick.id) for tick in ticks}
    if chosen & world.deleted:
        assert {one.item for one in checked.problems} >= chosen & world.deleted
    if checked.payload is None:
        assert checked.problems
        return False
    members = checked.payload.members
    left = read(members)
    leaving = {("share", "", "")} | {(*one, "") for one in chosen}
    leaving |= {(tick.kind, tick.id, part) for tick in ticks for part in tick.parts}
    for token, owners in world.tokens.items():
        if not owners & leaving:
            absent(token, left, owners)
    shown = {day for day, owner in world.days.items() if owner in leaving}
    shown |= observed(world, leaving)
    for day in set(world.days) - shown:
        absent(day.isoformat(), left, world.days[day])
        absent(f" {days.said(day).casefold()}", left, world.days[day])
    for name in NAMES:
        absent(normal(name), left, name)
    for party, passage in world.withheld:
        if party is None or party in readers:
            for token in re.findall(r"zq\d{4}qz", passage):
                absent(token, left, passage)
            ways = {way for kind, id_ in chosen for way in (id_, f"{kind}:{id_}")}
            if len(passage) >= 12 and normal(passage) not in ways:  # what leaves is named by its id
                absent(normal(passage), left, passage)
    check_ids(world, members, left, chosen)
    check_history(members)
    found = share_data.read(members["data.json"], members)
    assert (found.things, found.entries) == (checked.payload.things, checked.payload.entries)
    assert found.links == checked.payload.beside.links
    assert found.events == checked.payload.beside.events
    return True


def check_ids(world: World, members, left: str, chosen) -> None:
    data = json.loads(members["data.json"])
    known = {id_ for _, id_ in chosen} | {event["id"] for event in data["target_events"]}
    for item in data["items"]:
        for kind in (
            "points",
            "evidence",
            "tests",
            "steps",
            "measures",
            "brakes",
            "variables",
            "links",
            "notes",
        ):
            known |= {one["id"] for one in item["fields"].get(kind, ())}
    for table in _WITH_IDS:
        for (id_,) in world.journal.things._all(f"SELECT id FROM {table}"):
            if id_ not in known:
                absent(id_, left, table)
    for end in data["links"]:
        assert {tuple(end["from"]), tuple(end["to"])} <= chosen


def check_history(members) -> None:
    data = json.loads(members["data.json"])
    data.pop("target_events")
    texts = [json.dumps(data), *(d.decode() for n, d in members.items() if n != "data.json")]
    for text in texts:
        assert not re.search(r"\d{4}-\d\d-\d\dT\d\d:\d\d", text)
        assert "updated_at" not in text


@pytest.fixture(scope="module")
def seen():
    counted = {"left": 0, "stopped": 0}
    yield counted
    assert counted["left"] > counted["stopped"] / 4, counted  # else it would have looked at nothing


@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck), print_blob=True)
@given(
    moves=st.lists(st.sampled_from(MOVES), min_size=6, max_size=18), seed=st.integers(0, 1 << 32)
)
def test_nothing_but_what_was_ticked_can_be_read_in_what_leaves(
    tmp_path_factory, seen, moves, seed
):
    with new_journal(tmp_path_factory.mktemp("fuzz") / "Journal") as journal:
        world = World(journal, Random(seed))
        journal.private_terms.keep([PrivateTerm(NAMES[0]), PrivateTerm(NAMES[1], "a colleague")])
        for move in moves:
            try:
                move(world)
            except (NotFound, Refused):  # a random journal may ask for what none allows
                world.own(*GONE)
        for _ in range(3):
            seen["left" if check(world) else "stopped"] += 1
