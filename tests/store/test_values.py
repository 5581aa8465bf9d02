"""Values on a real encrypted file: named, sorted, rated, seen in entries, and put back."""

from __future__ import annotations

import contextlib
import datetime as dt
import tempfile
from pathlib import Path

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, invariant, rule

from journals import entry
from metanoia.domain.actions import NewAction
from metanoia.domain.errors import NotFound, Refused
from metanoia.domain.values import Seen
from metanoia.store import copy
from metanoia.store.actions import Actions
from metanoia.store.entries import Entries
from metanoia.store.links import Ties
from metanoia.store.values import Values
from stores import Store, set_clock

DAY = dt.timedelta(days=1)


@pytest.fixture
def values(store, clock):
    return store.part(Values)


@pytest.fixture
def today(clock):
    return clock.today


def names(found):
    return [value.name for value in found]


# -- named


def test_a_value_is_kept_by_its_name(values):
    made = values.add("  Plain   speech ", " I say it. ")
    assert (made.name, made.meaning, made.rank, made.state) == (
        "Plain speech", "I say it.", None, "active",
    )  # fmt: skip
    assert values.get(made.id) == values.find(made.id[:8]) == made
    assert values.by_name("PLAIN  speech") == made
    assert values.by_name("Plain") is None


@pytest.mark.parametrize(
    "bad", [("",), ("x" * 61,), ("Craft", "x" * 501), ("REST",)], ids=lambda bad: bad[0][:6]
)
def test_what_is_no_name_of_its_own_is_refused_and_nothing_kept(values, store, bad):
    values.add("Rest")
    before = store.commits
    with pytest.raises(Refused):
        values.add(*bad)
    assert store.commits == before


def test_a_value_is_changed_and_what_it_said_is_kept(values, clock):
    made = values.add("Craft", "Well done")
    clock.forward(hours=1)
    changed = values.change(made.id, name="craft", meaning="Done well")
    assert (changed.name, changed.meaning, changed.rev) == ("craft", "Done well", 2)
    assert {row[1:] for row in values.wordings_before(made.id)} == {
        ("name", "Craft"),
        ("meaning", "Well done"),
    }
    assert values.change(made.id) == changed
    values.add("Rest")
    with pytest.raises(Refused, match="called “Rest”"):
        values.change(made.id, name="rest")


def test_a_value_set_aside_is_asked_for_no_more_and_can_be_taken_up(values, today):
    made = values.add("Craft")
    values.keep_sort([made.id])
    assert values.retire(made.id).rank is None
    assert values.all() == []
    assert names(values.all(retired=True)) == ["Craft"]
    with pytest.raises(Refused, match="Take it up again"):
        values.rate(made.id, 5)
    with pytest.raises(Refused, match="set aside"):
        values.add("craft")
    assert values.take_up(made.id).state == "active"


def test_a_deleted_value_comes_back_unless_its_name_is_taken(values, today):
    made = values.add("Craft")
    values.rate(made.id, 8, 3)
    values.keep_sort([made.id, "Rest"])
    values.trash(made.id)
    assert names(values.all()) == ["Rest"]
    assert names(values.trashed()) == ["Craft"]
    assert values.ratings() == []
    assert [len(sort.values) for sort in values.sorts()] == [1]
    with pytest.raises(Refused, match="Recently deleted"):
        values.rate(made.id, 5)

    other = values.add("craft")
    with pytest.raises(Refused, match="already"):
        values.restore(made.id)
    values.trash(other.id)
    values.restore(made.id)
    assert names(values.all()) == ["Craft", "Rest"]
    assert len(values.ratings(made.id)) == 1


def test_a_value_that_comes_back_gives_its_place_to_the_one_that_has_it(values):
    made = values.add("Craft")
    values.keep_sort([made.id, "Rest"])
    values.trash(made.id)
    values.keep_sort(["Rest"])
    values.restore(made.id)
    assert [(value.name, value.rank) for value in values.all()] == [("Rest", 1), ("Craft", None)]


def test_a_value_that_comes_back_has_no_place_of_an_order_of_before(values):
    order = values.keep_sort(["Rest", "Craft", "Care", "Play"]).values
    values.trash(order[3])
    values.keep_sort(["Craft", "Rest"])
    values.restore(order[3])
    assert values.get(order[3]).rank is None


def test_a_value_that_comes_back_takes_its_place_again(values):
    order = values.keep_sort(["Rest", "Craft"]).values
    values.trash(order[1])
    values.restore(order[1])
    assert [(value.name, value.rank) for value in values.all()] == [("Rest", 1), ("Craft", 2)]


def test_names_that_look_the_same_are_the_same(values):
    made = values.add("Cafe\u0301 ☕ 友")
    assert made.name == "Caf\u00e9 ☕ 友"
    assert values.by_name("Cafe\u0301 ☕ 友") == values.by_name("Caf\u00e9 ☕ 友") == made
    with pytest.raises(Refused, match="already"):
        values.add("Caf\u00e9 ☕ 友")


def test_a_purged_value_leaves_nothing_behind(values, store, today):
    made = values.add("Craft", "One")
    values.change(made.id, meaning="Two")
    values.rate(made.id, 8, 3)
    values.keep_sort([made.id])
    written = store.part(Entries).add(entry())
    store.part(Ties).connect(("entry", written.id), ("value", made.id), "serves")
    values.trash(made.id)
    values.purge(made.id)
    with pytest.raises(NotFound, match="That value is not in this journal any more"):
        values.get(made.id)
    for table in ("value", "value_rating", "value_sorted", "item_link", "revision"):
        assert store.one(f"SELECT count(*) FROM {table}") == 0
    assert copy.verify(store.connection) == []


# -- rated


def test_a_rating_is_kept_and_a_second_one_of_the_day_replaces_it(values, today):
    made = values.add("Craft")
    values.rate(made.id, 8, None, today=today)
    values.rate(made.id, 9, 4, " Late, but well. ", today=today)
    values.rate(made.id, 7, 7, date=today - 30 * DAY, today=today)
    assert [rating[1:] for rating in values.ratings(made.id)] == [
        (today - 30 * DAY, 7, 7, ""),
        (today, 9, 4, "Late, but well."),
    ]
    assert values.latest_ratings()[made.id].importance == 9
    values.remove_rating(made.id, today)
    assert values.latest_ratings()[made.id].importance == 7


@pytest.mark.parametrize(
    ("said", "more"),
    [((11,), {}), ((-1, 3), {}), ((5, 11), {}), ((5, 5, "x" * 301), {}), ((5,), {"date": 1})],
    ids=str,
)
def test_a_rating_out_of_range_is_refused_and_nothing_kept(values, store, today, said, more):
    made = values.add("Craft")
    values.rate(made.id, 3)
    before = store.commits
    if "date" in more:
        more = {"date": today + DAY}
    with pytest.raises(Refused):
        values.rate(made.id, *said, **more, today=today)
    assert store.commits == before
    assert values.latest_ratings()[made.id].importance == 3


# -- sorted


def test_a_sort_gives_the_ranks_and_names_become_values(values, today):
    rest = values.add("Rest")
    craft = values.add("Craft")
    aside = values.retire(values.add("Order").id)
    kept = values.keep_sort(
        ["Courage", rest.id, "order"], {"Courage": "I speak.", rest.id: "I stop."}
    )
    found = values.all()
    assert [(value.name, value.rank) for value in found] == [
        ("Courage", 1), ("Rest", 2), ("Order", 3), ("Craft", None),
    ]  # fmt: skip
    assert (found[0].meaning, found[1].meaning) == ("I speak.", "I stop.")
    assert kept.values == (found[0].id, rest.id, aside.id)
    assert values.sorts() == [kept]
    assert craft in found


def test_the_latest_sort_gives_the_ranks_and_one_a_day_is_kept(values, today, clock):
    values.keep_sort(["Rest", "Craft"])
    clock.forward(minutes=5)
    values.keep_sort(["Craft", "Rest"])
    values.keep_sort(["Courage", "Rest"], date=today - 30 * DAY)
    assert names(values.all()) == ["Craft", "Rest", "Courage"]
    assert [sort.date for sort in values.sorts()] == [today - 30 * DAY, today]


@pytest.mark.parametrize(
    "order", [[], [f"Own {n}" for n in range(11)], ["Rest", "rest"], ["Rest", "x" * 61]], ids=len
)
def test_an_order_that_is_none_is_refused_whole(values, store, order):
    values.keep_sort(["Craft", "Rest"])
    before = store.commits
    with pytest.raises(Refused):
        values.keep_sort(order)
    assert store.commits == before
    assert names(values.all()) == ["Craft", "Rest"]


def test_a_sort_left_unfinished_waits_as_text(values):
    assert values.sort_draft is None
    values.keep_sort_draft("{}")
    assert values.sort_draft == "{}"
    values.keep_sort_draft(None)
    assert values.sort_draft is None


# -- seen


def test_what_serves_and_strains_a_value_is_found_by_its_day(values, store, today, clock):
    craft, rest = values.add("Craft"), values.add("Rest")
    entries, ties = store.part(Entries), store.part(Ties)
    old = entries.add(entry(day="2026-01-02", title="Old"))
    new = entries.add(entry(day="2026-02-20", title="", body="What happened then."))
    gone = entries.add(entry(day="2026-02-21"))
    step = store.part(Actions).add(NewAction(text="Plane the door"))
    for item, value, relation in (
        (("entry", old.id), craft, "serves"),
        (("entry", new.id), craft, "strains"),
        (("entry", gone.id), craft, "serves"),
        (("action", step.id), craft, "serves"),
        (("entry", new.id), rest, "about"),
    ):
        ties.connect(item, ("value", value.id), relation)
    entries.trash(gone.id)

    since = today - 30 * DAY
    assert values.evidence(craft.id, since, today) == [
        Seen(dt.date(2026, 2, 20), "strains", "entry", new.id, "What happened then."),
        Seen(today, "serves", "action", step.id, "Plane the door"),
    ]
    assert values.evidence(craft.id, since, today - DAY)[-1].item_id == new.id
    assert values.evidence(rest.id, since, today) == []
    assert set(values.evidence_of_all(since, today)) == {craft.id}


def test_a_value_that_nothing_had_to_do_with_for_thirty_days_is_untouched(values, store, clock):
    ranked = [values.add(name) for name in ("Rest", "Craft", "Care", "Play")]
    values.keep_sort([one.id for one in ranked])
    assert values.untouched(clock.today) == []  # they are new
    clock.forward(days=31)
    today = clock.today
    written = store.part(Entries).add(entry(day="2026-03-30"))
    store.part(Ties).connect(("value", ranked[1].id), ("entry", written.id))
    values.rate(ranked[2].id, 8, 3, "A thin month.", today=today)
    values.rate(ranked[3].id, 8, 3, today=today)
    assert names(values.untouched(today)) == ["Rest", "Play"]
    assert names(values.untouched(today, 40)) == []


# -- whatever is done, it can be put back


NAMES = ("Rest", "Craft", "Care", "Play")


class Whole(RuleBasedStateMachine):
    """The values on disk, beside all that they were at moments to come back to."""

    formers = Bundle("formers")

    def __init__(self):
        super().__init__()
        self.last = contextlib.ExitStack()
        folder = self.last.enter_context(tempfile.TemporaryDirectory())
        self.clock = self.last.enter_context(set_clock())
        self.store = Store(Path(folder) / "journal.db")
        self.last.callback(self.store.close)
        self.values = self.store.part(Values)

    def teardown(self):
        assert copy.verify(self.store.connection) == []
        self.last.close()

    def seen(self):
        """Return all that a person can see of the values."""
        values = self.values
        return (values.all(retired=True), values.ratings(), values.sorts(), values.trashed())

    def some(self, name):
        return values[0] if (values := [v for v in self.everything() if v.name == name]) else None

    def everything(self):
        return [*self.values.all(retired=True), *self.values.trashed()]

    @rule(minutes=st.sampled_from([5, 60 * 24 * 3]))
    def time_passes(self, minutes):
        self.clock.forward(minutes=minutes)

    @rule(name=st.sampled_from(NAMES))
    def add(self, name):
        with contextlib.suppress(Refused):
            self.values.add(name)

    @rule(
        name=st.sampled_from(NAMES),
        act=st.sampled_from(["retire", "take_up", "trash", "restore"]),
    )
    def move(self, name, act):
        if value := self.some(name):
            with contextlib.suppress(Refused):
                getattr(self.values, act)(value.id)

    @rule(name=st.sampled_from(NAMES), importance=st.integers(0, 10))
    def rate(self, name, importance):
        if value := self.some(name):
            with contextlib.suppress(Refused):
                self.values.rate(value.id, importance, today=self.clock.today)

    @rule(name=st.sampled_from(NAMES), meaning=st.sampled_from(["", "One", "Two"]))
    def change(self, name, meaning):
        if value := self.some(name):
            with contextlib.suppress(Refused):
                self.values.change(value.id, meaning=meaning)

    @rule(order=st.lists(st.sampled_from(NAMES), min_size=1, unique=True), ago=st.integers(0, 3))
    def sort(self, order, ago):
        day = self.clock.today - ago * DAY
        kept = self.values.keep_sort(order, date=day)
        assert kept in self.values.sorts()

    @rule(target=formers)
    def remember(self):
        return self.values.former(), self.seen()

    @rule(former=formers)
    def put_back(self, former):
        rows, (*living, trashed) = former
        self.values.put_back(rows)
        *now, gone = self.seen()
        assert now == living
        assert {*trashed} <= {*gone}  # what was named since can still be brought back

    @invariant()
    def ranks_are_those_of_the_latest_sort(self):
        ranks = [value.rank for value in self.values.all() if value.rank]
        assert ranks == sorted(set(ranks))
        living = self.values.all(retired=True)
        assert len({value.name.casefold() for value in living}) == len(living)


TestWhole = Whole.TestCase
TestWhole.settings = settings(max_examples=25, stateful_step_count=25, deadline=None)


def test_what_was_deleted_for_ever_does_not_come_back(values):
    craft, rest = values.add("Craft"), values.add("Rest")
    values.keep_sort([craft.id, rest.id])
    former = values.former()
    values.trash(craft.id)
    values.purge(craft.id)
    values.put_back(former)
    assert [(value.name, value.rank) for value in values.all()] == [("Rest", 2)]
    assert [sort.values for sort in values.sorts()] == [(rest.id,)]


@pytest.mark.parametrize("touch", ["rate", "change", "tie"])
def test_what_was_named_since_and_used_can_be_brought_back(values, store, today, touch):
    former = values.former()
    bare, used = values.add("Bare"), values.add("Used")
    if touch == "rate":
        values.rate(used.id, 8, 3, today=today)
    elif touch == "change":
        values.change(used.id, meaning="To be of use")
    else:
        written = store.part(Entries).add(entry())
        store.part(Ties).connect(("entry", written.id), ("value", used.id), "serves")
    ratings = values.ratings(used.id)
    values.put_back(former)
    assert values.all(retired=True) == []
    assert sorted(names(values.trashed())) == ["Bare", "Used"]
    values.restore(used.id)
    values.restore(bare.id)
    assert values.ratings(used.id) == ratings
    assert copy.verify(store.connection) == []


def test_no_day_before_any_journal_is_rated_or_sorted(values, store):
    craft, before = values.add("Craft"), store.commits
    long_ago = dt.date(1599, 12, 31)
    for act in (
        lambda: values.rate(craft.id, 5, date=long_ago),
        lambda: values.keep_sort([craft.id], date=long_ago),
    ):
        with pytest.raises(Refused, match="1600"):
            act()
    assert store.commits == before


def test_an_order_turned_round_is_put_back(values, today):
    order = values.keep_sort(["Rest", "Craft", "Care"], date=today - DAY).values
    former, before = values.former(), values.all()
    values.keep_sort(order[::-1], date=today)
    values.put_back(former)
    assert values.all() == before
    assert [sort.values for sort in values.sorts()] == [order]


def test_a_deleted_step_shows_nothing_and_one_of_midnight_shows_on_the_day_after(
    values, store, clock
):
    craft, actions = values.add("Craft"), store.part(Actions)
    midnight = dt.datetime.combine(clock.today + DAY, dt.time()).astimezone()
    clock.moment = midnight.astimezone(dt.UTC)
    step = actions.add(NewAction(text="Plane the board")).id
    store.part(Ties).connect(("action", step), ("value", craft.id), "serves")
    day = midnight.date()
    assert values.evidence(craft.id, day - DAY, day - DAY) == []
    assert [seen.date for seen in values.evidence(craft.id, day, day)] == [day]
    actions.trash(step)
    assert values.evidence(craft.id, day, day) == []
