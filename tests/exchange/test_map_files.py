"""Maps from files: our own form, Kumu's and LOOPY's; what is none is refused with its place."""

from __future__ import annotations

import json
from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from maps_told import full_map, told_map
from metanoia.domain.errors import MetanoiaError, Refused
from metanoia.domain.loops import arrows, find
from metanoia.domain.map_geometry import boxes
from metanoia.exchange.map_files import read_map
from metanoia.exchange.map_json import map_as_json, map_from_json

DATA = Path(__file__).parents[1] / "data"
MAPS = DATA / "maps"
VECTORS = json.loads((DATA / "vectors.json").read_text("utf-8"))["maps"]


def links(of):
    return [
        (of.names[one.source], of.names[one.target], one.polarity, one.delayed) for one in of.links
    ]


@pytest.fixture
def write(tmp_path):
    """Return what writes a file and gives its path."""

    def written(told, name="a map.json"):
        path = tmp_path / name
        path.write_bytes(told if isinstance(told, bytes) else json.dumps(told).encode())
        return path

    return written


def test_a_link_to_a_loopy_model_is_read_with_its_places_and_labels():
    read = read_map(MAPS / "loopy-link.txt")
    assert read.map.title == "loopy-link"
    assert links(read.map) == [
        ("foxes", "rabbits", -1, False), ("rabbits", "foxes", 1, False), ("long grass", "rabbits", 1, False),
    ]  # fmt: skip
    assert [note.text for note in read.map.notes] == ["A basic ecological\nfeedback loop."]
    assert read.left_out == ("the link of “long grass” to itself",)
    xs = [one.x for one in read.map.variables]
    assert (min(xs), max(xs)) == (-108.5, 108.5)  # around the middle


def test_a_kumu_blueprint_is_read_with_signs_delays_and_what_only_links_name():
    read = read_map(MAPS / "kumu-blueprint.json")
    assert links(read.map) == [
        ("Trust in government", "Willingness to pay taxes", 1, False),
        ("Willingness to pay taxes", "Public services", 1, True),
        ("Public services", "Trust in government", 1, False),
        ("Corruption", "Trust in government", -1, False),
        ("Corruption", "Public services", -1, False),
        ("Public services", "Corruption", -1, False),
    ]
    assert read.left_out == (
        "what is written about 1 element",
        "the link of “Public services” to itself",
        "loops drawn by hand: they are found again",
    )
    assert len({(one.x, one.y) for one in read.map.variables}) == 4  # laid out


def test_a_backup_of_kumu_is_read_as_the_map_it_opens_with():
    read = read_map(MAPS / "kumu-backup.json")
    assert read.map.title == "Delivery at speed"
    assert links(read.map) == [
        ("Pace of delivery", "Mistakes", 1, True),
        ("Mistakes", "Pace of delivery", -1, False),  # reversed
        ("Mistakes", "Mistakes 2", 0, False),
        ("Mistakes 2", "Mistakes", 0, False),
        ("Mistakes 2", "Pace of delivery", 1, False),  # less leads to less
    ]
    assert read.map.links[0].because == "Haste."
    assert {one.name: (one.x, one.y) for one in read.map.variables} == {
        "Pace of delivery": (-300.5, 0), "Mistakes": (300.5, -200), "Mistakes 2": (300.5, 200),
    }  # fmt: skip
    assert read.left_out == (
        "1 other map of the project",
        "what is written about 1 element",
        "1 element of other maps",
        "that 1 connection had no direction: it leads both ways here",
        "1 connection of other maps",
    )


@pytest.mark.parametrize(
    ("said", "sign"),
    [
        ("+", 1), ("++", 1), ("--", 1), ("Same", 1), ("−", -1), ("+-", -1), ("-+", -1), ("opposite", -1), ("likes", 0),
    ],
)  # fmt: skip
def test_signs_mean_what_the_guide_of_kumu_says(write, said, sign):
    told = {"elements": [], "connections": [{"from": "a", "to": "b", "type": said}]}
    assert read_map(write(told)).map.links[0].polarity == sign


def test_a_long_label_of_kumu_is_one_variable_cut_and_said(write):
    long = (
        "Complexity of financial products.  Financial information is confusing at decision points."
    )
    told = {"elements": [{"label": long}], "connections": [{"from": long, "to": "b"}]}
    read = read_map(write(told))
    assert [len(one.name) <= 60 for one in read.map.variables] == [True, True]
    assert read.map.variables[0].name.endswith("…")
    assert read.left_out == ("the end of 1 long name",)


def test_long_and_many_labels_of_loopy_become_notes(write):
    labels = [[10 * n, 0, "word%2520" * 120 if n == 1 else f"note {n}"] for n in range(45)]
    read = read_map(write([[[1, 0, 0, 1, "a", 0]], [], labels, 2]))
    assert len(read.map.notes) == 40
    assert read.map.notes[1].text.startswith("word word word")
    assert len(read.map.notes[1].text) <= 500
    assert read.left_out == ("the end of 1 long note", "5 notes past the 40 that a map holds")


def test_a_model_copied_out_of_a_link_is_read(write):
    told = b"[[[1,0,0,1,%22long%2520grass%22,0],[2,9,0,1,%22b%22,0]],[[1,2,9,-1,0]],[],2%5D"
    assert links(read_map(write(told)).map) == [("long grass", "b", -1, False)]


def test_boxes_of_a_narrow_model_are_spread_until_none_lies_on_another(write):
    nodes = [[n, 60 * n, 30 * (n % 2), 1, f"a longer name {n}", 0] for n in range(6)]
    around = list(boxes(read_map(write([nodes, [], [], 7])).map).values())
    for one, two in combinations(around, 2):
        apart = abs(one.x - two.x) >= (one.width + two.width) / 2
        assert apart or abs(one.y - two.y) >= (one.height + two.height) / 2


def test_a_mark_before_the_text_is_no_part_of_it(write):
    path = write(b"\xef\xbb\xbf" + json.dumps(VECTORS[0]).encode())
    assert len(read_map(path).map.links) == 3


def test_a_project_of_ten_thousand_elements_is_refused_at_once(write):
    told = {"elements": [{"label": f"v{n}"} for n in range(10_000)], "connections": []}
    with pytest.raises(Refused, match=r"elements: there are 10,000"):
        read_map(write(told))


def test_a_file_that_is_not_there(tmp_path):
    with pytest.raises(Refused, match="cannot be read"):
        read_map(tmp_path / "none.json")


def test_the_file_is_left_as_it_was(write):
    path = write(VECTORS[1])
    before = (path.read_bytes(), path.stat().st_mtime_ns)
    read_map(path)
    assert (path.read_bytes(), path.stat().st_mtime_ns) == before
    assert list(path.parent.iterdir()) == [path]


def test_names_that_loopy_has_twice_are_told_apart(write):
    nodes = [[1, 0, 0, 1, "Pace", 0], [2, 9, 9, 1, "pace", 0], [3, 9, 9, 1, "", 0]]
    read = read_map(write([nodes, [[1, 2, 0, 1]], [], 3]))
    assert [one.name for one in read.map.variables] == ["Pace", "pace 2", "Unnamed 3"]


@pytest.mark.parametrize("number", range(len(VECTORS)), ids=[one["name"] for one in VECTORS])
def test_a_map_comes_back_from_its_own_json(number):
    of = told_map(VECTORS[number])
    again = map_from_json(json.loads(json.dumps(map_as_json(of))))
    assert map_as_json(again) == map_as_json(of)
    before, after = find(arrows(of), of.names), find(arrows(again), again.names)
    assert [one.label for one in before.loops] == [one.label for one in after.loops]


def test_everything_that_is_not_tied_to_the_journal_comes_back():
    of = full_map()
    told = json.loads(json.dumps(map_as_json(of)))
    again = map_from_json(told)
    assert map_as_json(again) == told
    said = {note.name: note.story for note in of.loop_notes}
    assert {note.name: note.story for note in again.loop_notes} == said
    assert [note.text for note in again.notes] == [note.text for note in of.notes]
    assert [one.bend for one in again.links] == [one.bend for one in of.links]
    assert [one.drawn for one in again.variables] == [one.drawn for one in of.variables]
    said = [(one.pattern, one.state, one.note) for one in of.pattern_notes]
    assert [(one.pattern, one.state, one.note) for one in again.pattern_notes] == said
    assert any(one.bend for one in of.links)
    assert any(one.drawn for one in of.variables)
    assert said
    ids = {one.id for one in of.variables} | {one.id for one in of.links}
    assert not ids & {one.id for one in again.variables}


@pytest.mark.parametrize(
    ("told", "sentence"),
    [
        (b"", "not whole JSON"),
        (b"\xff\xfe\x00", "not whole JSON"),
        (b"[" * 100_000, "not whole JSON"),
        (b'{"links": [["a", "b", NaN]]}', "not whole JSON"),
        (b"https://example.org/?data=%5B", "not whole JSON"),
        (b'{"title": "a", "title": "b", "links": []}', "not whole JSON"),
        ("text", "holds no map"),
        ([], "not a model of LOOPY"),
        ([[], [], {}], "not a model of LOOPY"),
        ([[[1, 0]], [], []], "nodes, number 1"),
        ([[[1, 0, 0, 1, 5, 0]], [], []], "nodes, number 1"),
        ([[[[1], 0, 0, 1, "a", 0]], [], []], "nodes, number 1"),
        ([[[1, 0, 0, 1, "a", 0]], [[1, 2, 0, 1]], []], "arrows, number 1"),
        ([[[1, 0, 0, 1, "a", 0]], [], [[1, 2]]], "labels, number 1"),
        ([[[1, 1e9, 0, 1, "a", 0], [2, 0, 0, 1, "b", 0]], [], []], "too far"),
        ({"elements": 5, "connections": []}, "elements"),
        ({"elements": ["a"], "connections": []}, "elements, number 1"),
        ({"elements": [{"label": " "}], "connections": []}, "elements, number 1: it has no name"),
        ({"elements": [], "connections": [{"from": "a"}]}, "connections, number 1"),
        ({"elements": [{"label": "a", "parent": "a"}], "connections": []}, "lies inside itself"),
        ({"elements": [{"label": f"v{n}"} for n in range(61)], "connections": []}, "at most 60"),
        ({"title": "A", "links": [], "loops": [{"along": ["a", "b"]}]}, "loops, number 1"),
        ({"title": "A", "links": [], "notes": [{"text": " "}]}, "notes, number 1"),
        ({"title": "A", "links": [], "notes": ["a"] * 3}, "notes, number 1"),
        ({"title": "A", "links": {}}, "links"),
        ({"title": "A", "links": [["a", "b", 1]], "because": [["a", "c", "x"]]}, "because, number 1"),
        ({"title": "A", "links": [["a", "b", 1]], "bends": [["a", "b", 9]]}, "links, number 1"),
        ({"title": "A", "links": [["a", "b", 1]], "bends": [["a", "b", "x"]]}, "links, number 1"),
        ({"title": "A", "links": [["a", "b", 1]], "drawn": {"a": [["soon", 1]]}}, "“a”"),
        ({"title": "A", "links": [["a", "b", 1]], "drawn": {"a": 5}}, "“a”"),
        ({"title": "A", "links": [["a", "b", 1]], "drawn": {"c": []}}, "drawn"),
        ({"title": "A", "links": [], "patterns": [{"pattern": "fate", "loops": []}]}, "patterns, number 1"),
        ({"title": "A", "links": [], "patterns": [5]}, "patterns, number 1"),
        ({"title": "A", "links": [], "horizon_days": 0}, "The map"),
        ({"title": 5, "links": []}, "The map"),
        ({"title": "A", "links": [["a", "b", 1]], "mine": [{}]}, "mine, number 1"),
    ],
    ids=range(36),
)  # fmt: skip
def test_what_is_no_map_is_refused_with_its_place(write, told, sentence):
    with pytest.raises(MetanoiaError, match=sentence):
        read_map(write(told))


def test_a_file_that_is_too_large_is_not_read(write, monkeypatch):
    monkeypatch.setattr("metanoia.exchange.map_files.FILE_LIMIT", 10)
    with pytest.raises(MetanoiaError, match="larger than"):
        read_map(write(VECTORS[0]))


JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-3, 70) | st.floats(allow_nan=False) | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=5)
    | st.dictionaries(
        st.sampled_from(
            ["title", "links", "roles", "places", "elements", "connections", "label", "from", "to", "parent", "notes", "loops", "along", "text", "variables"]
        ),
        inner,
        max_size=6,
    ),
    max_leaves=30,
)  # fmt: skip


@given(JSON)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_a_file_holds_it_is_a_map_or_a_sentence(tmp_path, told):
    path = tmp_path / "any.json"
    path.write_text(json.dumps(told), "utf-8")
    try:
        read = read_map(path)
    except Refused:
        return
    assert read.map.title


@given(st.binary(max_size=60))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_bytes_come_they_are_refused_in_a_sentence(tmp_path, raw):
    path = tmp_path / "any.json"
    path.write_bytes(raw)
    with pytest.raises(MetanoiaError):
        read_map(path)
