"""Maps leave whole with an export and come back once; what is forged is said with its place."""

from __future__ import annotations

import copy
import datetime as dt
import json
import tempfile
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assumed import assumption
from journals import entry, new_journal
from maps_told import full_map, link, new_id, plain_map, variable
from metanoia.domain.anchors import Origin
from metanoia.domain.goals import NewGoal, NewMeasure
from metanoia.domain.loops import LONGEST
from metanoia.domain.maps import LINKS, NOTES, VARIABLES
from metanoia.domain.metrics import NewMetric
from metanoia.exchange import incoming, own_things
from metanoia.exchange.arrivals import Brought, Problem
from metanoia.exchange.outgoing import to_json, to_markdown
from metanoia.exchange.systems_json import systems_as_json
from metanoia.text.anchors import select

TODAY = dt.datetime.now().astimezone().date()
LONG_AGO = dt.datetime(2026, 1, 5, 9, 30, tzinfo=dt.UTC)
STRAY = "7f9c1b52-0000-4000-8000-000000000000"


@pytest.fixture
def full(journal):
    """A journal with a map in which every field says something, and a plain one that is older."""
    held = journal.assumptions.add(assumption("They wait for me", confidence=60)).id
    goal = journal.goals.add(NewGoal(title="Wait")).id
    new = NewMeasure(name="First words", kind="reach", start=6, target=2)
    measure = journal.goals.add_measure(goal, new).id
    metric = journal.metrics.add(NewMetric(name="Sleep", kind="number")).id
    journal.metrics.set(metric, TODAY, 7, today=TODAY)
    one = full_map(assumption=held, measure=measure, metric=metric)
    journal.maps.add(plain_map(), at=LONG_AGO)
    journal.maps.add(one)
    value = journal.values.add("Candour").id
    said = journal.entries.add(entry(body="It stays as it is."))
    origin = Origin(entry=said.id, selector=select("It stays as it is.", 0, 8))
    journal.anchors.mark("map", one.id, origin)
    journal.ties.connect(("map", one.id), ("goal", goal))
    journal.ties.connect(("map", one.id), ("entry", said.id), "came_from")
    journal.ties.connect(("map", one.id), ("value", value), "serves")
    session = journal.reviews.begin("weekly", TODAY)
    journal.reviews.outcome(session.id, "map", one.id, "same", today=TODAY)
    return journal


@pytest.fixture
def other(tmp_path):
    opened = new_journal(tmp_path / "other")
    yield opened
    opened.close()


def out(journal, tmp_path):
    dest = tmp_path / "out.json"
    to_json(journal.entries.iterate(), dest, answers=journal.answers, models=journal, force=True)
    return dest


def back(journal, dest):
    plan = incoming.plan(journal, incoming.survey(dest, tz="Europe/Oslo"))
    return plan, incoming.carry_out(journal, plan)


def edited(full, tmp_path, edit):
    dest = out(full, tmp_path)
    data = json.loads(dest.read_text())
    edit(data)
    dest.write_text(json.dumps(data))
    return dest


def told(journal):
    found = copy.deepcopy(systems_as_json(journal)["maps"])
    for one in found:
        one["ties"].sort(key=lambda tie: tie["id"])
    return found


def newest(journal):
    return journal.maps.get(journal.maps.listing()[0].id)


# -- out and back


def test_everything_comes_back_to_the_letter_and_only_once(full, other, tmp_path):
    dest = out(full, tmp_path)
    plan, result = back(other, dest)
    assert (plan.things["maps"], result.things["maps"], result.problems) == (2, 2, ())
    assert told(other) == told(full)
    assert [kept.map for kept in other.maps.all()] == [kept.map for kept in full.maps.all()]
    assert other.maps.all()[0].updated_at == LONG_AGO
    one = newest(full)
    assert other.reviews.plan("map", one.id) == full.reviews.plan("map", one.id)
    (session,) = other.reviews.sessions()
    looked = other.reviews.looked(session.id)
    assert ("map", one.id, "same") in looked
    assert looked == full.reviews.looked(session.id)
    assert other.check().sound
    before = other.meta.commit_no
    plan, result = back(other, dest)
    assert (result.import_id, sum(result.things.values())) == (None, 0)
    assert other.meta.commit_no == before
    assert sum(back(full, dest)[0].things.values()) == 0


def test_the_shape_is_fixed(full, tmp_path):
    one = json.loads(out(full, tmp_path).read_text())["maps"][1]
    assert list(one) == [
        "id", "title", "question", "horizon_days", "created_at", "updated_at", "variables", "links",
        "notes", "loops", "patterns", "anchors", "ties", "review",
    ]  # fmt: skip
    assert list(one["variables"][0]) == [
        "id", "name", "x", "y", "role", "actor", "mine", "measure", "metric", "drawn"
    ]  # fmt: skip
    assert one["variables"][3]["drawn"][1] == {"date": "2026-01-02", "value": 2.5}
    assert list(one["links"][0]) == [
        "id", "from", "to", "polarity", "delayed", "because", "assumption", "bend"
    ]  # fmt: skip
    assert [link["polarity"] for link in one["links"]] == [1, -1, 0, -1, 1]
    assert list(one["notes"][0]) == ["id", "text", "x", "y"]
    assert list(one["loops"][0]) == ["key", "name", "story"]
    assert list(one["patterns"][0]) == ["pattern", "loops", "state", "note"]


def test_what_is_in_recently_deleted_does_not_leave(full, tmp_path):
    full.maps.trash(newest(full).id)
    assert len(json.loads(out(full, tmp_path).read_text())["maps"]) == 1


def test_taken_back_nothing_is_left_but_in_recently_deleted(full, other, tmp_path):
    _, result = back(other, out(full, tmp_path))
    heard = []
    other.changes.subscribe(lambda kinds, source: heard.append({kind.name for kind in kinds}))
    other.imports.take_back(result.import_id)
    assert "MAP" in heard[0]
    assert other.maps.listing() == []
    assert len(other.maps.trashed()) == 2
    assert other.check().sound
    assert back(other, out(full, tmp_path))[1].things["maps"] == 0


def test_a_map_that_was_deleted_for_ever_since_hinders_no_taking_back(full, other, tmp_path):
    _, result = back(other, out(full, tmp_path))
    gone = newest(other).id
    other.maps.trash(gone)
    other.maps.purge(gone)
    other.imports.take_back(result.import_id)
    assert len(other.maps.trashed()) == 1


# -- what a map names


def test_a_map_follows_the_metric_of_that_name_here(full, other, tmp_path):
    there = other.metrics.add(NewMetric(name="sleep", kind="number")).id
    dest = out(full, tmp_path)
    back(other, dest)
    assert there in {one.metric for one in newest(other).variables}
    assert other.check().sound


def test_so_it_does_when_nothing_else_of_the_metric_comes(full, other, tmp_path):
    there = other.metrics.add(NewMetric(name="Sleep", kind="number")).id
    other.metrics.set(there, TODAY, 6, today=TODAY)
    _, result = back(other, out(full, tmp_path))
    assert result.things["metrics"] == 0
    assert there in {one.metric for one in newest(other).variables}


@pytest.mark.parametrize("noted", [False, True])
def test_a_metric_of_another_kind_is_not_followed(full, other, tmp_path, noted):
    there = other.metrics.add(NewMetric(name="Sleep", kind="yes_no")).id
    if noted:
        other.metrics.set(there, TODAY, 1, today=TODAY)
    back(other, out(full, tmp_path))
    assert {one.metric for one in newest(other).variables} == {None}
    assert other.check().sound


def test_mood_and_energy_are_the_same_everywhere(journal, other, tmp_path):
    energy = journal.metrics.built_in("energy", shown=True).id
    journal.metrics.set(energy, TODAY, 4, today=TODAY)
    journal.maps.add(full_map(metric=energy))
    here = other.metrics.built_in("energy", shown=True).id
    back(other, out(journal, tmp_path))
    assert here in {one.metric for one in newest(other).variables}


def test_what_did_not_come_is_named_no_more(full, other, tmp_path):
    def edit(data):
        for kind in ("goals", "metrics", "assumptions", "values", "entries"):
            data[kind] = []

    _, result = back(other, edited(full, tmp_path, edit))
    assert (result.problems, result.things["maps"]) == ((), 2)
    one = newest(other)
    assert {(variable.measure, variable.metric) for variable in one.variables} == {(None, None)}
    assert {link.assumption for link in one.links} == {None}
    assert other.ties.of("map", one.id) == []
    assert other.anchors.of("map", one.id) == []
    assert other.check().sound


def test_a_map_may_name_a_goal_that_is_here_already(full, other, tmp_path):
    back(other, edited(full, tmp_path, lambda data: data.update(maps=[])))
    _, result = back(other, out(full, tmp_path))
    assert result.things["maps"] == 2
    assert told(other) == told(full)


# -- forged by hand


def forge(path, value):
    def edit(data):
        *way, last = path
        found = data
        for step in way:
            found = found[step]
        found[last] = value(found[last]) if callable(value) else value

    return edit


def twice(listed):
    return [*listed, listed[0]]


def many(count, **more):
    return lambda listed: [{**listed[0], "id": new_id(), "name": f"V {n}", **more} for n in range(count)]  # fmt: skip


ONE = ("maps", 1)
VARIABLE, LINK = (*ONE, "variables", 0), (*ONE, "links", 0)
FORGED = {
    "an id": ((*ONE, "id"), "x"),
    "no id": ((*ONE, "id"), None),
    "a title": ((*ONE, "title"), "  "),
    "a long title": ((*ONE, "title"), "x" * 121),
    "a huge title": ((*ONE, "title"), "x" * 1_000_000),
    "a question": ((*ONE, "question"), ["why"]),
    "a horizon": ((*ONE, "horizon_days"), 0),
    "a horizon of none": ((*ONE, "horizon_days"), True),
    "a horizon in part": ((*ONE, "horizon_days"), 1.5),
    "a moment to come": ((*ONE, "created_at"), "2999-01-01T00:00:00Z"),
    "a change to come": ((*ONE, "updated_at"), "2999-01-01T00:00:00Z"),
    "a moment of nowhere": ((*ONE, "updated_at"), "2026-01-01T00:00:00"),
    "no variables": ((*ONE, "variables"), None),
    "words for variables": ((*ONE, "variables"), "variables"),
    "variables by name": ((*ONE, "variables"), {"a": 1}),
    "variables twice": ((*ONE, "variables"), twice),
    "too many variables": ((*ONE, "variables"), many(VARIABLES + 1)),
    "a variable's id": ((*VARIABLE, "id"), "1"),
    "a name": ((*VARIABLE, "name"), ""),
    "a long name": ((*VARIABLE, "name"), "x" * 61),
    "the name of another": ((*VARIABLE, "name"), "EFFORT"),
    "a place": ((*VARIABLE, "x"), 100_001),
    "a place far away": ((*VARIABLE, "y"), 1e300),
    "a place in words": ((*VARIABLE, "x"), "1"),
    "a place that is true": ((*VARIABLE, "x"), True),
    "a huge place": ((*VARIABLE, "x"), 10**400),
    "a role": ((*VARIABLE, "role"), "villain"),
    "roles": ((*VARIABLE, "role"), ["gap"]),
    "an actor": ((*VARIABLE, "actor"), "x" * 61),
    "mine": ((*VARIABLE, "mine"), 1),
    "a measure": ((*VARIABLE, "measure"), "Hours"),
    "two lines": ((*VARIABLE, "drawn"), [{"date": "2026-01-01", "value": 1}, {"date": "2026-01-01", "value": 2}]),
    "a measure and a metric": ((*ONE, "variables", 1, "metric"), STRAY),
    "a line too high": ((*VARIABLE, "drawn"), [{"date": "2026-01-01", "value": 11}]),
    "a line of words": ((*VARIABLE, "drawn"), [{"date": "2026-01-01", "value": "1"}]),
    "a line of no day": ((*VARIABLE, "drawn"), [{"date": "2026-02-30", "value": 1}]),
    "a long line": ((*VARIABLE, "drawn"), [{"date": f"2026-01-{n:02}", "value": 1} for n in range(1, 26)]),
    "a link to itself": (LINK, lambda link: {**link, "to": link["from"]}),
    "a link to nowhere": ((*LINK, "to"), STRAY),
    "a link from nowhere": ((*LINK, "from"), STRAY),
    "links twice": ((*ONE, "links"), twice),
    "too many links": ((*ONE, "links"), many(LINKS + 1)),
    "a sign": ((*LINK, "polarity"), 2),
    "a sign in words": ((*LINK, "polarity"), "+"),
    "a sign that is true": ((*LINK, "polarity"), True),
    "a delay": ((*LINK, "delayed"), 1),
    "a long because": ((*LINK, "because"), "x" * 501),
    "an assumption": ((*LINK, "assumption"), 7),
    "a bend": ((*LINK, "bend"), 2.1),
    "no links": ((*ONE, "links"), 7),
    "too many notes": ((*ONE, "notes"), lambda notes: [{**notes[0], "id": new_id()} for _ in range(NOTES + 1)]),
    "an empty note": ((*ONE, "notes", 0, "text"), " "),
    "a note far away": ((*ONE, "notes", 0, "x"), -100_001),
    "a loop": ((*ONE, "loops", 0, "key"), "a>b"),
    "half a loop": ((*ONE, "loops", 0, "key"), lambda key: key.split(">")[0]),
    "a loop turned round": ((*ONE, "loops", 0, "key"), lambda key: ">".join(key.split(">")[::-1])),
    "a loop too long": ((*ONE, "loops", 0, "key"), lambda key: ">".join(sorted(new_id() for _ in range(13)))),
    "a loop twice": ((*ONE, "loops"), twice),
    "a long story": ((*ONE, "loops", 0, "story"), "x" * 1001),
    "a pattern": ((*ONE, "patterns", 0, "pattern"), "conspiracy"),
    "no pattern": ((*ONE, "patterns", 0, "pattern"), []),
    "a pattern twice": ((*ONE, "patterns"), twice),
    "a state": ((*ONE, "patterns", 0, "state"), "perhaps"),
    "loops in words": ((*ONE, "patterns", 0, "loops"), "R1"),
    "an anchor": ((*ONE, "anchors", 0, "stop"), 3),
    "a tie": ((*ONE, "ties", 0, "id"), "x"),
    "a look": ((*ONE, "review", "interval_days"), 1),
    "nothing": (ONE, None),
    "a number": (ONE, 7),
}  # fmt: skip


@pytest.mark.parametrize("name", FORGED)
def test_what_is_forged_is_said_with_its_place_and_the_rest_is_read(full, other, tmp_path, name):
    _, result = back(other, edited(full, tmp_path, forge(*FORGED[name])))
    assert [problem.where for problem in result.problems] == ["out.json, map 2"]
    assert result.problems[0].why.endswith(".")
    assert result.things["maps"] == 1
    assert [row.title for row in other.maps.listing()] == ["The rota"]
    assert result.things["goals"] == 1
    assert other.check().sound


def test_what_is_forged_is_told_in_words_where_a_person_could_mend_it(full, other, tmp_path):
    dest = edited(full, tmp_path, forge((*LINK, "to"), STRAY))
    _, result = back(other, dest)
    assert result.problems[0].why == ("A link begins or ends at something that is not on this map.")


def test_maps_that_are_no_list_are_left_out(full, other, tmp_path):
    _, result = back(other, edited(full, tmp_path, lambda data: data.update(maps={"a": 1})))
    assert [problem.why for problem in result.problems] == [
        "Its maps are no list; they were left out."
    ]
    assert result.things["maps"] == 0


def test_an_export_without_maps_is_read_as_before(full, other, tmp_path):
    _, result = back(other, edited(full, tmp_path, lambda data: data.pop("maps")))
    assert (result.problems, result.things["maps"]) == ((), 0)


def test_no_number_is_not_read(full, other, tmp_path):
    dest = edited(full, tmp_path, forge((*VARIABLE, "x"), float("nan")))
    assert "NaN" in dest.read_text()
    _, result = back(other, dest)
    assert [problem.where for problem in result.problems] == ["out.json, map 2"]


def test_a_map_twice_comes_once(full, other, tmp_path):
    def edit(data):
        data["maps"].append({**data["maps"][0], "title": "Again"})

    _, result = back(other, edited(full, tmp_path, edit))
    assert [problem.where for problem in result.problems] == ["out.json, map 3"]
    assert result.things["maps"] == 2


@pytest.mark.parametrize("part", ["variables", "links", "notes"])
def test_an_id_that_another_map_has_leaves_that_map_out(full, other, tmp_path, part):
    there = newest(full)
    taken = getattr(there, part)[0].id
    here = plain_map("Here")
    if part == "notes":
        here = replace(here, notes=(replace(there.notes[0], text="Here"),))
    else:
        first, *rest = getattr(here, part)
        here = replace(here, **{"links": (), part: (replace(first, id=taken), *rest)})
    other.maps.add(here)
    _, result = back(other, out(full, tmp_path))
    assert [problem.why for problem in result.problems] == [
        "It does not hold together and was left out."
    ]
    assert result.things["maps"] == 1
    assert sorted(row.title for row in other.maps.listing()) == ["Here", "The rota"]
    assert other.check().sound


# -- forged by hypothesis

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=True) | st.text(max_size=20)
    | st.sampled_from([STRAY, "2026-01-01", "2026-01-01T00:00:00Z", "x" * 2001]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=6,
)  # fmt: skip


def places(told, way=()):
    """Yield the way to every value in it."""
    steps = told.items() if isinstance(told, dict) else enumerate(told) if isinstance(told, list) else ()  # fmt: skip
    for step, inner in steps:
        yield (*way, step)
        yield from places(inner, (*way, step))


@pytest.fixture(scope="module")
def whole_map():
    with tempfile.TemporaryDirectory() as folder:
        journal = new_journal(Path(folder) / "one")
        journal.maps.add(full_map(assumption=None))
        yield systems_as_json(journal)["maps"][0], journal
        journal.close()


@given(st.data())
@settings(max_examples=300, deadline=None)
def test_whatever_stands_in_it_gives_a_map_or_a_sentence(whole_map, data):
    told, journal = whole_map
    forged = copy.deepcopy(told)
    for _ in range(data.draw(st.integers(1, 3))):
        ways = list(places(forged))
        if not ways:
            break
        *way, last = data.draw(st.sampled_from(ways))
        found = forged
        for step in way:
            found = found[step]
        if data.draw(st.booleans()):
            found[last] = data.draw(JSON)
        elif isinstance(found, dict):
            del found[last]
        else:
            found.append(copy.deepcopy(found[last]))
    (read,) = own_things.read({"maps": [forged]}, "data.json")
    assert read.where == "data.json, map 1"
    if isinstance(read, Problem):
        assert read.why.endswith(".")
        return
    assert isinstance(read, Brought)
    fresh = replace(read.whole, thing=_anew(read.whole.thing), anchors=())
    with journal.changes.write():
        assert journal.returning.bring_back([fresh]) != [()]
    kept = journal.maps.get(fresh.thing.id)
    assert [one.name for one in kept.variables] == [one.name for one in fresh.thing.variables]
    journal.maps.trash(kept.id)
    journal.maps.purge(kept.id)


def _anew(one):
    """Return a map that is the same but for its ids."""
    ids = {old: new_id() for old in (one.id, *one.ids)}
    return replace(
        one,
        id=ids[one.id],
        variables=tuple(replace(each, id=ids[each.id]) for each in one.variables),
        links=tuple(
            replace(each, id=ids[each.id], source=ids[each.source], target=ids[each.target])
            for each in one.links
        ),
        notes=tuple(replace(each, id=ids[each.id]) for each in one.notes),
    )


# -- to be read


def test_a_markdown_export_holds_them_to_be_read_and_the_import_leaves_them(full, other, tmp_path):
    dest = tmp_path / "notes"
    to_markdown(full.entries.iterate(), dest, answers=full.answers, models=full)
    names = {file.name for file in (dest / "maps").iterdir()}
    assert names == {"why-it-stays.md", "the-rota.md"}
    assert (
        (dest / "maps" / "the-rota.md")
        .read_text()
        .endswith(
            "# The rota\n\n## Variables\n\n- Holes\n- Shifts\n\n## Links\n\n"
            "- Holes → Shifts (+)\n- Shifts → Holes (−)\n\n## Loops\n\n- B1: Holes → Shifts → Holes\n"
        )
    )
    text = (dest / "maps" / "why-it-stays.md").read_text()
    for words in (
        "# Why it stays\n\nWhy does it stay as it is?",
        "- Gap (a gap, Mara, I can act on it)",
        "- Zoë’s aim (a goal, follows “First words”)",
        "- Effort (a capacity, follows “Sleep”)",
        "- Gap → Effort (+): Two lines\n    of why\n    It rests on “They wait for me”",
        "- Effort → Gap (−, delayed)",
        "- Zoë’s aim → Gap (?)",
        "- B1 Trying: Effort → Gap → Effort\n    I try and it closes.",
        "- ?1: Gap → Zoë’s aim → Gap\n    I ask for less.",
        "- Eroding goals, seen here: Yes",
        "- Balancing with delay, set aside",
        "- Ask\n    Lena",
    ):
        assert words in text, text
    _, result = back(other, dest)
    assert result.new == 1
    assert other.maps.listing() == []
    assert {"maps/why-it-stays.md", "maps/the-rota.md"} <= {
        problem.where for problem in result.problems
    }


def test_a_map_with_more_loops_than_are_looked_for_says_so(journal, tmp_path):

    ring = [variable(f"V{n:02}") for n in range(LONGEST + 1)]
    links = tuple(link(a, b) for a, b in zip(ring, ring[1:] + ring[:1], strict=True))
    journal.maps.add(plain_map(variables=tuple(ring), links=links))
    to_markdown([], tmp_path / "notes", models=journal)
    assert "## Loops\n\n- Longer or more loops exist.\n" in (
        tmp_path / "notes" / "maps" / "the-rota.md"
    ).read_text()  # fmt: skip
