"""Visions on a real encrypted file: their themes, stances and fits, replaced, deleted and put back."""

from __future__ import annotations

import datetime as dt
import tempfile
from pathlib import Path

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule

from metanoia.domain.errors import NotFound, Refused
from metanoia.domain.fit import Fit
from metanoia.domain.goals import NewGoal
from metanoia.domain.learning_targets import wording
from metanoia.domain.visions import Draft, NewVision, Stance
from metanoia.store import copy
from metanoia.store.goals import Goals
from metanoia.store.links import Tie, Ties
from metanoia.store.targets import Targets
from metanoia.store.values import Values
from metanoia.store.visions import Visions
from stores import Store, set_clock

DAY = dt.date(2026, 1, 15)
TEXTS = ("every voice", "no night alone", "mistakes teach us")


def ward(**more):
    return NewVision(**{"name": "Ward 4", "text": "Every voice, no night alone.", "as_of": DAY, **more})  # fmt: skip


@pytest.fixture
def visions(store, clock):
    return store.part(Visions)


@pytest.fixture
def vision(visions):
    return visions.add(ward(), TEXTS)


def texts(found):
    return [theme.text for theme in found]


def everything(store):
    tables = ("vision", "theme", "theme_stance", "value_theme", "item_link", "revision", "target")
    return {
        table: sorted(map(repr, store.connection.execute(f"SELECT * FROM {table}").fetchall()))
        for table in tables
    }


def whole(store):
    return not store.connection.execute("PRAGMA foreign_key_check").fetchall()


# -- kept


def test_a_vision_is_kept_with_its_themes_in_order(visions, vision):
    assert (vision.name, vision.group, vision.as_of, vision.rev) == ("Ward 4", "team", DAY, 2)
    assert [(one.number, one.text) for one in visions.themes(vision.id)] == list(enumerate(TEXTS, 1))  # fmt: skip
    assert visions.standing() == [vision]
    assert visions.themes(vision.id)[0].title == "Every voice"


def test_a_correction_keeps_what_was_said_before(visions, vision, store):
    visions.change(vision.id, name="Ward 4, by night", group="family")
    assert visions.get(vision.id).group == "family"
    assert [said[1:] for said in visions.wordings_before(vision.id)] == [
        ("name", "Ward 4"), ("group", "team"),
    ]  # fmt: skip
    commits = store.commits
    assert visions.change(vision.id, text=vision.text).name == "Ward 4, by night"
    assert store.commits == commits


def test_themes_are_put_in_another_order_merged_and_removed(visions, vision, store):
    one, two, three = visions.themes(vision.id)
    visions.say(two.id, "At night there are two of us.")
    visions.stand(two.id, 3, date=DAY)
    kept = [Draft(three.id, three.text), Draft(None, "new"), Draft(two.id, "never alone")]
    assert texts(visions.keep_themes(vision.id, kept)) == ["mistakes teach us", "new", "never alone"]  # fmt: skip
    assert visions.themes(vision.id)[2].my_words == "At night there are two of us."
    assert visions.stances(vision.id) == [Stance(two.id, DAY, 3)]
    with pytest.raises(NotFound):
        visions.theme(one.id)
    assert whole(store)
    commits = store.commits
    visions.keep_themes(vision.id, [Draft(one.id, one.text) for one in visions.themes(vision.id)])
    assert store.commits == commits


def test_twelve_themes_can_be_turned_round(visions):
    many = visions.add(ward(), [f"theme {n}" for n in range(12)])
    turned = [Draft(one.id, one.text) for one in reversed(visions.themes(many.id))]
    assert texts(visions.keep_themes(many.id, turned)) == [one.text for one in turned]


def test_a_theme_of_another_vision_or_twice_is_refused(visions, vision):
    other = visions.add(ward(name="The board"), ["money"])
    mine, theirs = visions.themes(vision.id)[0], visions.themes(other.id)[0]
    for bad in ([Draft(theirs.id, "x")], [Draft(mine.id, "x"), Draft(mine.id, "y")]):
        with pytest.raises(Refused):
            visions.keep_themes(vision.id, bad)
    assert texts(visions.themes(vision.id)) == list(TEXTS)


# -- one's own words and stance


def test_words_before_are_kept(visions, vision, clock):
    theme = visions.themes(vision.id)[0]
    visions.say(theme.id, "first")
    clock.forward(hours=1)
    at = clock.moment
    visions.say(theme.id, "second")
    visions.say(theme.id, "second")
    assert visions.theme(theme.id).my_words == "second"
    assert visions.theme_wordings_before(theme.id)[0] == (at, "my_words", "first")


def test_a_stance_a_day_and_none_is_not_yet_understood(visions, vision, clock):
    theme = visions.themes(vision.id)[0].id
    visions.stand(theme, 4)
    visions.stand(theme, None)
    visions.stand(theme, 2, date=DAY)
    assert visions.stances(vision.id) == [Stance(theme, DAY, 2), Stance(theme, clock.today, None)]
    for bad in ({"stance": 5}, {"stance": 1, "date": clock.today + dt.timedelta(days=1)}):
        with pytest.raises(Refused):
            visions.stand(theme, **bad)


# -- fit, and what serves


def test_cells_are_filled_noted_and_blanked(visions, vision, store):
    value = store.part(Values).add("Candour")
    theme = visions.themes(vision.id)[0].id
    visions.set_fit(value.id, theme, 2, "In the open.")
    visions.set_fit(value.id, theme, -1)
    assert visions.fits(vision.id) == [Fit(value.id, theme, -1, "In the open.")]
    store.part(Values).trash(value.id)
    assert visions.fits(vision.id) == []
    with pytest.raises(NotFound):
        visions.set_fit(value.id, theme, 1)
    store.part(Values).restore(value.id)
    visions.set_fit(value.id, theme, None)
    assert visions.fits(vision.id) == []
    with pytest.raises(Refused):
        visions.set_fit(value.id, theme, 3)


def test_goals_serve_themes_or_stand_alone(visions, vision, store):
    goals, ties = store.part(Goals), store.part(Ties)
    serving, alone, by_value = (
        goals.add(NewGoal(title=title)) for title in ("one", "two", "three")
    )
    theme = visions.themes(vision.id)[0].id
    ties.connect(("goal", serving.id), ("theme", theme), "serves")
    ties.connect(("goal", by_value.id), ("value", store.part(Values).add("Rest").id), "serves")
    assert visions.goals_serving(vision.id) == {theme: [serving.id]}
    assert visions.goals_without_support() == [alone.id]
    assert ties.of("goal", serving.id) == [Tie("theme", theme, "serves")]
    visions.trash(vision.id)
    assert ties.of("goal", serving.id) == []
    assert visions.goals_without_support() == [serving.id, alone.id]
    with pytest.raises(NotFound):
        ties.connect(("goal", alone.id), ("theme", theme), "serves")


# -- replaced, deleted


def test_a_newer_text_goes_on_with_the_themes_that_stayed(visions, vision, store, clock):
    one, *_ = visions.themes(vision.id)
    value, goal = store.part(Values).add("Candour"), store.part(Goals).add(NewGoal(title="g"))
    visions.say(one.id, "Mine.")
    visions.stand(one.id, 3, date=DAY)
    visions.set_fit(value.id, one.id, 2)
    store.part(Ties).connect(("goal", goal.id), ("theme", one.id), "serves")
    newer = visions.add(ward(text="Newer.", as_of=clock.today), ["new", "Every Voice"], replaces=vision.id)  # fmt: skip
    kept = visions.themes(newer.id)[1]
    assert kept.my_words == "Mine."
    assert visions.stances(newer.id) == [Stance(kept.id, DAY, 3)]
    assert visions.fits(newer.id) == [Fit(value.id, kept.id, 2)]
    assert visions.goals_serving(newer.id) == {kept.id: [goal.id]}
    assert [one.id for one in visions.standing()] == [newer.id]
    assert [one.id for one in visions.earlier(newer.id)] == [vision.id]
    assert visions.themes(vision.id)[0].my_words == "Mine."
    visions.trash(newer.id)
    assert [one.id for one in visions.standing()] == [vision.id]
    visions.restore(newer.id)
    visions.trash(newer.id)
    visions.purge(newer.id)
    assert visions.get(vision.id).replaced_by is None
    assert whole(store)


def test_a_vision_goes_for_ever_with_all_that_named_its_themes(visions, vision, store):
    theme = visions.themes(vision.id)[0].id
    goal = store.part(Goals).add(NewGoal(title="g"))
    store.part(Ties).connect(("goal", goal.id), ("theme", theme), "serves")
    target = store.part(Targets).propose(wording("Ask first.", "They did.", None), theme=theme)
    visions.say(theme, "a")
    with pytest.raises(Refused):
        visions.purge(vision.id)
    visions.trash(vision.id)
    assert [one.id for one in visions.trashed()] == [vision.id]
    with pytest.raises(Refused):
        visions.say(theme, "b")
    assert visions.empty_trash() == 1
    assert store.part(Targets).get(target.id).theme is None
    assert store.one("SELECT count(*) FROM revision") == store.one("SELECT count(*) FROM item_link") == 0  # fmt: skip
    assert not store.connection.execute(copy.DANGLING).fetchone()
    with pytest.raises(NotFound):
        visions.get(vision.id)


# -- put back


class Editing(RuleBasedStateMachine):
    """Whatever is done to a vision, putting it back leaves the file as it was."""

    @initialize()
    def open(self):
        self.folder = tempfile.TemporaryDirectory()
        self.clock = set_clock()
        self.clock.__enter__()
        self.store = Store(Path(self.folder.name) / "journal.db")
        self.visions = self.store.part(Visions)
        self.vision = self.visions.add(ward(), TEXTS).id
        self.values = [self.store.part(Values).add(name).id for name in ("Candour", "Rest")]
        self.goal = self.store.part(Goals).add(NewGoal(title="g")).id
        theme = self.visions.themes(self.vision)[0].id
        self.store.part(Targets).propose(wording("Ask first.", "They did.", None), theme=theme)
        self.keep()

    def keep(self):
        self.former, self.before = self.visions.former(self.vision), everything(self.store)

    def some_theme(self, number):
        themes = self.visions.themes(self.vision)
        return themes[number % len(themes)] if themes else None

    @rule(order=st.permutations(range(3)), drop=st.integers(0, 3), new=st.sampled_from(["", "x", "y"]))  # fmt: skip
    def rearrange(self, order, drop, new):
        themes = self.visions.themes(self.vision)
        drafts = [Draft(themes[n].id, themes[n].text) for n in order if n < len(themes)][drop:]
        if new and new not in texts(themes):
            drafts.append(Draft(None, new))
        self.visions.keep_themes(self.vision, drafts)

    @rule(number=st.integers(0, 3), words=st.sampled_from(["", "a", "b"]))
    def say(self, number, words):
        if theme := self.some_theme(number):
            self.visions.say(theme.id, words)

    @rule(number=st.integers(0, 3), stance=st.none() | st.integers(0, 4), back=st.integers(0, 2))
    def stand(self, number, stance, back):
        if theme := self.some_theme(number):
            day = self.clock_day() - dt.timedelta(days=back)
            self.visions.stand(theme.id, stance, date=day)

    @rule(number=st.integers(0, 3), value=st.integers(0, 1), fit=st.none() | st.integers(-2, 2))
    def fill(self, number, value, fit):
        if theme := self.some_theme(number):
            self.visions.set_fit(self.values[value], theme.id, fit)

    @rule(number=st.integers(0, 3), on=st.booleans())
    def tie(self, number, on):
        if theme := self.some_theme(number):
            ends = ("goal", self.goal), ("theme", theme.id)
            self.store.part(Ties).set_relation(*ends, "serves" if on else None)

    @rule(name=st.sampled_from(["Ward 4", "Ward 5"]), text=st.sampled_from(["one", "two"]))
    def change(self, name, text):
        self.visions.change(self.vision, name=name, text=text)

    @rule()
    def put_back(self):
        self.visions.put_back(self.former)
        assert everything(self.store) == self.before
        assert whole(self.store)

    @rule()
    def go_on_from_here(self):
        self.keep()

    def clock_day(self):
        return dt.date(2026, 3, 2)

    def teardown(self):
        if hasattr(self, "store"):
            self.put_back()
            self.store.close()
            self.clock.__exit__(None, None, None)
            self.folder.cleanup()


Editing.TestCase.settings = settings(max_examples=25, stateful_step_count=12, deadline=None)
TestEditing = Editing.TestCase


def test_a_value_that_is_gone_for_ever_stays_gone(visions, vision, store):
    values = store.part(Values)
    value = values.add("Candour")
    visions.set_fit(value.id, visions.themes(vision.id)[0].id, 1)
    former = visions.former(vision.id)
    values.trash(value.id)
    values.purge(value.id)
    visions.put_back(former)
    assert visions.fits(vision.id) == []
    assert whole(store)
