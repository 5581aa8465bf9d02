"""Maps on a real encrypted file: kept whole, changed in part, deleted, and found again."""

from __future__ import annotations

import datetime as dt
import random
from dataclasses import replace

import pytest
import sqlcipher3

from assumed import assumption
from clients import in_the_clear
from journals import entry
from maps_told import full_map, key, link, new_id, plain_map, variable
from metanoia.domain import map_edits
from metanoia.domain.anchors import Origin
from metanoia.domain.errors import NotFound, Refused, StorageFailed
from metanoia.domain.goals import NewGoal, NewMeasure
from metanoia.domain.kinds import Kind
from metanoia.domain.loops import arrows, find
from metanoia.domain.maps import LINKS, NOTES, VARIABLES, MapNote
from metanoia.domain.metrics import NewMetric
from metanoia.domain.reviews import Planned
from metanoia.store import copy, maps, quarter
from metanoia.store.anchors import Anchors
from metanoia.store.assumptions import Assumptions
from metanoia.store.entries import Entries
from metanoia.store.goals import Goals
from metanoia.store.links import Ties
from metanoia.store.map_rows import PARTS
from metanoia.store.maps import Maps
from metanoia.store.metrics import Metrics
from metanoia.store.part import Part
from metanoia.store.review_plan import ReviewPlan
from metanoia.store.things import Things
from metanoia.text.anchors import select
from stores import KEY

TABLES = ("map", *PARTS)
MARKER = "heliotrope-quokka"


class Named:
    """What a map can name: an assumption, a measure and a metric."""

    def __init__(self, store):
        self.assumptions, self.goals = store.part(Assumptions), store.part(Goals)
        self.metrics = store.part(Metrics)
        self.assumption = self.assumptions.add(assumption("They wait for me", confidence=60)).id
        self.goal = self.goals.add(NewGoal(title="Wait")).id
        new = NewMeasure(name="First words", kind="reach", start=6, target=2)
        self.measure = self.goals.add_measure(self.goal, new).id
        self.metric = self.metrics.add(NewMetric(name="Sleep", kind="number")).id

    def map(self):
        return full_map(assumption=self.assumption, measure=self.measure, metric=self.metric)


@pytest.fixture
def drawn(store, clock):
    return store.part(Maps)


@pytest.fixture
def named(store, clock):
    return Named(store)


def titles(rows):
    return [row.title for row in rows]


def everything(store):
    return {
        table: store.connection.execute(f"SELECT rowid, * FROM {table}").fetchall()
        for table in TABLES
    }


def whole(store):
    return not (
        store.connection.execute("PRAGMA foreign_key_check").fetchall()
        or store.connection.execute(copy.DANGLING).fetchone()
    )


# -- kept


def test_every_field_of_a_map_comes_back(drawn, named, clock):
    one = named.map()
    drawn.add(one)
    assert drawn.get(one.id) == one
    kept = drawn.kept(one.id)
    assert (kept.map, kept.rev, kept.deleted_at) == (one, 1, None)
    assert kept.created_at == kept.updated_at == clock.moment
    assert find(arrows(kept.map), kept.map.names) == find(arrows(one), one.names)


def test_the_largest_map_comes_back_in_its_order(drawn):
    many = [variable(f"Variable {n}", x=n * 10 - 300) for n in range(VARIABLES)]
    pairs = [(a, b) for a in many for b in many if a is not b]
    chosen = random.Random(6).sample(pairs, LINKS)
    one = plain_map(
        variables=tuple(many),
        links=tuple(link(a, b) for a, b in chosen),
        notes=tuple(MapNote(id=new_id(), text=f"Note {n}") for n in range(NOTES)),
    )
    drawn.add(one)
    assert drawn.get(one.id) == one
    turned = replace(one, variables=one.variables[::-1], links=one.links[::-1])
    drawn.keep(turned)
    assert drawn.get(one.id) == turned


def test_a_map_that_is_here_is_not_added_again(drawn, store):
    one = plain_map()
    drawn.add(one)
    before = store.commits
    with pytest.raises(Refused, match="already"):
        drawn.add(one)
    assert store.commits == before


def test_a_map_may_have_been_drawn_earlier_but_not_in_the_future(drawn, clock):
    long_ago = dt.datetime(2025, 11, 27, 21, 40, tzinfo=dt.UTC)
    one = plain_map()
    drawn.add(one, at=long_ago)
    kept = drawn.kept(one.id)
    assert (kept.created_at, kept.updated_at) == (long_ago, long_ago)
    with pytest.raises(Refused, match="still to come"):
        drawn.add(plain_map(), at=clock.moment + dt.timedelta(hours=1))


# -- changed


def _acts(one):
    gap, goal, effort, mood, rest = one.variables
    loop = key(gap, effort)
    return {
        "title": replace(one, title="Other", question="", horizon_days=1),
        "place": map_edits.place(one, {gap.id: (1, 2), one.notes[0].id: (3, 4)}),
        "rename": map_edits.change_variable(one, gap.id, name="Distance"),
        "swap names": replace(
            one,
            variables=(replace(gap, name=goal.name), replace(goal, name=gap.name), effort, mood, rest),
        ),
        "add": map_edits.connect(
            map_edits.add_variable(one, new := variable("New")), link(new, mood)
        ),
        "remove": map_edits.remove(one, [gap.id]),
        "remove and add": map_edits.add_variable(map_edits.remove(one, [rest.id]), variable("Rest")),
        "remove a link": map_edits.remove(one, [one.links[1].id]),
        "flip": map_edits.flip(one, one.links[0].id),
        "turn": map_edits.turn(one, one.links[4].id),
        "because": map_edits.change_link(one, one.links[2].id, because="So", delayed=True),
        "unfeed": map_edits.change_variable(one, effort.id, metric=None),
        "feed": map_edits.change_variable(one, mood.id, drawn=(), metric=effort.metric),
        "note": map_edits.change_note(one, one.notes[1].id, text="Snow"),
        "remove a note": map_edits.remove(one, [one.notes[0].id]),
        "loop": map_edits.say_of_loop(one, loop, name="Trying again", story="More."),
        "unsay": map_edits.say_of_loop(one, loop, name="", story=""),
        "pattern": map_edits.answer_pattern(one, "eroding_goals", (loop,), "dismissed"),
        "unanswer": replace(one, pattern_notes=()),
        "empty": replace(
            one, variables=(), links=(), notes=(), loop_notes=(), pattern_notes=()
        ),
    }  # fmt: skip


ACTS = tuple(_acts(full_map()))


@pytest.mark.parametrize("act", ACTS)
def test_a_changed_map_is_kept_as_it_is_with_one_commit_and_one_notice(
    drawn, named, store, clock, act
):
    one = named.map()
    drawn.add(one)
    drawn.add(other := plain_map())
    new = _acts(one)[act]
    heard = []
    store.changes.subscribe(lambda kinds, source: heard.append((kinds, source)))
    commits, at = store.commits, clock.forward(minutes=5)
    drawn.keep(new, source="me")
    assert drawn.get(one.id) == new
    assert drawn.get(other.id) == other
    kept = drawn.kept(one.id)
    assert (kept.rev, kept.updated_at) == (2, at)
    assert (store.commits, heard) == (commits + 1, [({Kind.MAP}, "me")])
    drawn.keep(one)
    assert drawn.get(one.id) == one
    assert drawn.kept(one.id).rev == 3
    assert whole(store)


def test_what_did_not_change_is_not_written(drawn, named, store, clock):
    one = named.map()
    drawn.add(one)
    before, commits = everything(store), store.commits
    clock.forward(minutes=5)
    drawn.keep(one)
    assert (everything(store), store.commits) == (before, commits)
    drawn.keep(map_edits.place(one, {one.variables[0].id: (7, 7)}))
    after = everything(store)
    assert [table for table in TABLES if after[table] != before[table]] == ["map", "variable"]
    rows = zip(before["variable"], after["variable"], strict=True)
    assert sum(was != row for was, row in rows) == 1


@pytest.mark.parametrize("act", [*ACTS, "add a map", "purge", "trash"])
def test_a_fault_anywhere_leaves_the_map_as_it_was(drawn, named, store, monkeypatch, act):
    one = named.map()
    drawn.add(one)
    if act == "purge":
        drawn.trash(one.id)

    def run():
        if act == "add a map":
            drawn.add(full_map())
        elif act in ("purge", "trash"):
            getattr(drawn, act)(one.id)
        else:
            drawn.keep(_acts(one)[act])

    before, plainly = everything(store), Part._write
    for fails in range(200):
        left = [fails]

        def write(self, sql, *values, left=left):
            if left[0] == 0:
                raise sqlcipher3.dbapi2.OperationalError("disk I/O error")
            left[0] -= 1
            return plainly(self, sql, *values)

        monkeypatch.setattr(Part, "_write", write)
        try:
            run()
        except StorageFailed:
            assert everything(store) == before
        else:
            break
    assert fails > 0
    assert everything(store) != before
    assert whole(store)


def test_a_map_that_is_gone_or_deleted_is_not_changed(drawn, store):
    one = plain_map()
    with pytest.raises(NotFound):
        drawn.keep(one)
    drawn.add(one)
    drawn.trash(one.id)
    before = everything(store)
    with pytest.raises(Refused, match="“The rota” is in Recently deleted"):
        drawn.keep(replace(one, title="The rota"))
    assert everything(store) == before


# -- what a map names


def test_what_is_deleted_for_ever_is_named_no_more(drawn, named, store):
    one = named.map()
    drawn.add(one)
    for kind, id_ in (
        (named.assumptions, named.assumption),
        (named.goals, named.goal),
        (named.metrics, named.metric),
    ):
        kind.trash(id_)
        assert drawn.get(one.id) != replace(one, links=(), variables=())
        kind.purge(id_)
    left = drawn.get(one.id)
    assert {variable.measure for variable in left.variables} == {None}
    assert {variable.metric for variable in left.variables} == {None}
    assert {one.assumption for one in left.links} == {None}
    assert [link.id for link in left.links] == [link.id for link in one.links]
    assert whole(store)


def test_a_map_that_still_names_what_is_gone_can_be_kept(drawn, named):
    one = named.map()
    drawn.add(one)
    for kind, id_ in ((named.assumptions, named.assumption), (named.goals, named.goal), (named.metrics, named.metric)):  # fmt: skip
        kind.trash(id_)
        kind.purge(id_)
    drawn.keep(replace(one, title="Kept all the same"))
    left = drawn.get(one.id)
    assert left.title == "Kept all the same"
    assert not any(link.assumption for link in left.links)
    assert not any(variable.measure or variable.metric for variable in left.variables)


def test_what_is_only_in_recently_deleted_is_still_named(drawn, named):
    one = named.map()
    drawn.add(one)
    named.assumptions.trash(named.assumption)
    assert drawn.get(one.id) == one


def test_the_maps_that_rest_on_an_assumption_are_told(drawn, named, clock):
    first, second = named.map(), replace(named.map(), title="Later")
    drawn.add(first)
    drawn.add(plain_map())
    clock.forward(hours=1)
    drawn.add(second)
    assert titles(drawn.with_assumption(named.assumption)) == ["Later", "Why it stays"]
    drawn.trash(second.id)
    assert titles(drawn.with_assumption(named.assumption)) == ["Why it stays"]
    assert drawn.with_assumption(new_id()) == []


# -- listed and found


def test_the_latest_changed_is_the_first(drawn, clock):
    one, two, three = plain_map("One"), plain_map("Two"), full_map()
    for new in (one, two, three):
        drawn.add(new)
        clock.forward(hours=1)
    assert titles(drawn.listing()) == ["Why it stays", "Two", "One"]
    assert [row.variables for row in drawn.listing()] == [5, 2, 2]
    assert [row.links for row in drawn.listing()] == [5, 2, 2]
    assert drawn.listing()[0].question == "Why does it stay as it is?"
    drawn.keep(replace(one, question="Why?"))
    assert titles(drawn.listing()) == ["One", "Why it stays", "Two"]
    assert [kept.map.title for kept in drawn.all()] == ["One", "Two", "Why it stays"]


def test_a_map_is_found_by_the_first_signs_of_its_id(drawn):
    one = replace(plain_map(), id="aaaaaaaa-0000-4000-8000-000000000001")
    two = replace(plain_map(), id="aaaaaaaa-0000-4000-8000-000000000002")
    drawn.add(one)
    drawn.add(two)
    assert drawn.find("AAAAAAAA-0000-4000-8000-000000000002") == two
    with pytest.raises(Refused, match="The ids of 2 maps begin"):
        drawn.find("aaaa")
    with pytest.raises(Refused, match="at least the first four signs of the map's id"):
        drawn.find("aaa")
    with pytest.raises(NotFound, match="No map's id begins with “bbbb”"):
        drawn.find("bbbb")
    with pytest.raises(NotFound, match="That map is not in this journal any more"):
        drawn.get(new_id())
    with pytest.raises(NotFound):
        drawn.kept(new_id())


@pytest.mark.parametrize(
    ("sql", "sorts"),
    [
        (maps.LISTED, False),
        (maps.TRASHED, False),
        (maps.WITH_ASSUMPTION, True),
        (quarter.SEEN, False),
    ],
    ids=["listed", "trashed", "with an assumption", "seen in a quarter"],
)
def test_lists_are_read_by_their_indexes(store, sql, sorts):
    values = ("x",) * sql.count("?")
    plan = [row[3] for row in store.connection.execute(f"EXPLAIN QUERY PLAN {sql}", values)]
    assert not [step for step in plan if step.startswith("SCAN") and "INDEX" not in step], plan
    # the few maps of an assumption are found first, and then put in their order
    assert bool([step for step in plan if "TEMP B-TREE" in step]) is sorts, plan


# -- deleted


def test_a_map_is_deleted_and_brought_back_whole(drawn, named, store, clock):
    one = named.map()
    drawn.add(one)
    store.part(Ties).connect(("map", one.id), ("goal", named.goal))
    heard = []
    store.changes.subscribe(lambda kinds, source: heard.append(set(kinds)))
    drawn.trash(one.id)
    drawn.trash(one.id)
    assert drawn.listing() == drawn.all() == []
    assert titles(drawn.trashed()) == ["Why it stays"]
    assert store.part(Ties).of("goal", named.goal) == []
    assert drawn.get(one.id) == one
    drawn.restore(one.id)
    drawn.restore(one.id)
    assert heard == [{Kind.MAP}, {Kind.MAP}]
    assert drawn.trashed() == []
    assert drawn.get(one.id) == one
    assert store.part(Ties).of("goal", named.goal) == [("map", one.id, "about")]


def test_what_is_deleted_for_ever_leaves_nothing_behind(drawn, named, store, clock):
    one, other = named.map(), named.map()
    drawn.add(one)
    drawn.add(other)
    said = store.part(Entries).add(entry(body="It stays as it is."))
    passage = Origin(entry=said.id, selector=select("It stays as it is.", 0, 8))
    store.part(Anchors).mark("map", one.id, passage)
    store.part(Ties).connect(("map", one.id), ("goal", named.goal))
    store.part(Ties).connect(("map", one.id), ("map", other.id), "leads_to")
    plan = Planned(90, clock.today + dt.timedelta(90), clock.today, "same", 0)
    with store.changes.write(Kind.REVIEW):
        store.part(ReviewPlan).put("map", one.id, plan)
    with pytest.raises(Refused, match="Move the map to Recently deleted first"):
        drawn.purge(one.id)
    drawn.trash(one.id)
    drawn.purge(one.id)
    with pytest.raises(NotFound):
        drawn.get(one.id)
    assert drawn.get(other.id) == other
    for table in ("item_link", "anchor", "review_plan"):
        assert store.one(f"SELECT count(*) FROM {table}") == 0
    assert {store.one(f"SELECT count(DISTINCT map_id) FROM {table}") for table in PARTS} == {1}
    assert whole(store)


def test_thirty_days_are_left_to_bring_it_back(drawn, clock):
    one, two = plain_map("One"), plain_map("Two")
    drawn.add(one)
    drawn.add(two)
    drawn.trash(one.id)
    clock.forward(days=10)
    drawn.trash(two.id)
    assert drawn.purge_expired(clock.forward(days=19)) == 0
    assert drawn.purge_expired(clock.forward(days=1)) == 1
    assert titles(drawn.trashed()) == ["Two"]
    assert drawn.empty_trash() == 1
    assert drawn.trashed() == []


def test_the_words_of_a_purged_map_are_in_no_page_of_the_file(drawn, store):
    one = full_map()
    texts = [MARKER + str(n) for n in range(8)]
    gap, effort = one.variables[0], one.variables[2]
    loop = key(gap, effort)
    one = replace(
        one,
        title=texts[0],
        question=texts[1],
        variables=(replace(gap, name=texts[2], actor=texts[3]), *one.variables[1:]),
        links=(replace(one.links[0], because=texts[4]), *one.links[1:]),
        notes=(replace(one.notes[0], text=texts[5]),),
    )
    one = map_edits.say_of_loop(one, loop, name=texts[6], story=texts[7])
    drawn.add(one)
    drawn.keep(replace(one, title=f"{MARKER} again"))
    store.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    clear = in_the_clear(store.path, KEY)
    assert all(text.encode() in clear for text in texts[1:])
    drawn.trash(one.id)
    drawn.purge(one.id)
    store.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    assert MARKER.encode() not in in_the_clear(store.path, KEY)


# -- known to the rest of the journal


def test_every_part_of_a_map_is_known_by_its_id(drawn, store):
    one = full_map()
    drawn.add(one)
    things = store.part(Things)
    assert all(things.known(id_) for id_ in (one.id, *one.ids))
    assert things.check("map", one.id) is Kind.MAP
    drawn.trash(one.id)
    assert things.known(one.id)
    assert things.there("map", one.id)
    with pytest.raises(NotFound, match="That map is in Recently deleted"):
        things.check("map", one.id)


def test_a_tie_to_a_map_that_is_not_there_is_found_by_the_check(drawn, store, named):
    one = plain_map()
    drawn.add(one)
    store.part(Ties).connect(("map", one.id), ("goal", named.goal))
    assert whole(store)
    store.connection.execute("DELETE FROM map")
    assert not whole(store)
