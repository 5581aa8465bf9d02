"""metanoia map."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from command_line import fingerprints, run
from journals import open_journal

VECTORS = json.loads((Path(__file__).parents[1] / "data/vectors.json").read_text("utf-8"))["maps"]


@pytest.fixture
def file(tmp_path):
    """Return what writes a map into a file."""

    def write(told, name="map.json"):
        path = tmp_path / name
        path.write_text(told if isinstance(told, str) else json.dumps(told), "utf-8")
        return path

    return write


@pytest.mark.parametrize("number", range(len(VECTORS)), ids=[one["name"] for one in VECTORS])
def test_each_vector_is_kept_and_its_loops_and_patterns_found(folder, file, number):
    vector = VECTORS[number]
    added = run(folder, "map", "add", "--file", file(vector), "--json").json
    assert added["title"] == vector["name"]
    assert added["links"] == vector["links"]
    found = run(folder, "map", "loops", added["id"], "--json").json
    assert found["loops"] == [
        {"label": label, "key": key, "polarity": polarity, "delayed": bool(delayed)}
        for label, key, polarity, delayed in vector["loops"]
    ]
    assert found["patterns"] == [
        {"pattern": pattern, "strength": strength, "loops": loops}
        for pattern, strength, loops in vector["suggestions"]
    ]
    assert found["more"] is False


def test_a_map_is_listed_and_shown_with_why(folder, file):
    told = {"title": "The rota", "question": "Why holes?", "links": [["Holes", "Shifts", 1, 1], ["Shifts", "Holes", -1]],
        "because": [["Holes", "Shifts", "I cannot look at one."]], "mine": ["Shifts"]}  # fmt: skip
    added = run(folder, "map", "add", "--file", file(told), "--json").json
    assert run(folder, "map", "list", "--json").json == [
        {
            "id": added["id"],
            "title": "The rota",
            "question": "Why holes?",
            "variables": 2,
            "links": 2,
        }
    ]
    assert run(folder, "map", "list").out.split()[0] == added["id"][:8]
    out = run(folder, "map", "show", added["id"][:6]).out.splitlines()
    assert out == ["The rota", "Why holes?", "Holes → Shifts (+ ‖): I cannot look at one.", "Shifts → Holes (−)"]  # fmt: skip
    assert run(folder, "map", "show", added["id"], "--json").json == added
    with open_journal(folder) as journal:
        places = {(one.x, one.y) for one in journal.maps.get(added["id"]).variables}
    assert len(places) == 2  # laid out, not on one heap


def test_loops_are_told_in_words_and_patterns_asked(folder, file):
    vector = next(one for one in VECTORS if one["name"] == "fixes_that_fail")
    added = run(folder, "map", "add", "--file", file(vector), "--title", "Mine", "--json").json
    assert added["title"] == "Mine"
    out = run(folder, "map", "loops", added["id"]).out.splitlines()
    assert out[0].split() == ["B1", "Fix", "→", "Problem"]
    assert out[1].endswith("delayed")
    assert out[2].startswith("B1 R1: Fixes that fail? ")
    assert out[2].endswith("?")


def test_no_map_and_no_loop_are_said(folder, file):
    assert "There is no map." in run(folder, "map", "list").err
    added = run(folder, "map", "add", "--file", file({"title": "A", "links": [["a", "b", 1]]}), "--json").json  # fmt: skip
    assert "There is no loop." in run(folder, "map", "loops", added["id"]).err


@pytest.mark.parametrize(
    ("told", "sentence"),
    [
        ("no map", "it is not whole JSON"),
        ("[1, 2]", "not a model of LOOPY"),
        ("{}", "holds no map"),
        ({"title": "A", "links": [["a", "a", 1]]}, "links, number 1"),
        ({"title": "A", "links": [["a", "b", 1], ["a", "b", -1]]}, "links, number 2"),
        ({"title": "A", "links": [["a", "", 1]]}, "links, number 1"),
        ({"title": "A", "links": [["a", "b", 2]]}, "links, number 1"),
        ({"title": "A", "links": [["a", "b", 1, 3]]}, "links, number 1"),
        ({"title": "A", "links": [["a", "b"]]}, "links, number 1"),
        ({"title": "A", "links": ["ab"]}, "links, number 1"),
        ({"title": "A", "links": [["a", "b", True]]}, "links, number 1"),
        ({"title": "A", "links": [["a", "x" * 61, 1]]}, "at most 60"),
        ({"title": "A", "links": [["a", "b", 1]], "roles": {"a": "boss"}}, "“a”"),
        ({"title": "A", "links": [["a", "b", 1]], "roles": {"c": "goal"}}, "not on the map"),
        ({"title": "A", "links": [["a", "b", 1]], "places": {"a": [1, "x"]}}, "“a”"),
        ({"title": "A", "links": [["a", "b", 1]], "shape": 1}, "there is no “shape”"),
        ({"title": "A" * 121, "links": [["a", "b", 1]]}, "at most 120"),
        ({"title": "A", "links": [[f"v{n}", f"v{n + 1}", 1] for n in range(60)]}, "at most 60 variables"),
        ({"title": "A", "links": [[f"v{n % 20}", f"v{(n * 7 + n // 20 + 1) % 20}", 1] for n in range(10_000)]}, "links"),
        ({"title": "A", "links": [], "variables": [f"v{n}" for n in range(10_000)]}, "these are 10,000"),
        ({"elements": [{"label": f"v{n}"} for n in range(10_000)], "connections": []}, "far more than a map holds"),
        ({"elements": [{"label": "a", "parent": "b"}, {"label": "b", "parent": "a"}], "connections": []}, "inside itself"),
    ],
    ids=range(22),
)  # fmt: skip
def test_what_is_no_map_is_refused_with_its_place_and_nothing_is_kept(folder, file, told, sentence):
    before = fingerprints(folder)
    ran = run(folder, "map", "add", "--file", file(told))
    assert sentence in ran.sentence
    assert "Traceback" not in ran.err
    assert fingerprints(folder)["journal.db"] == before["journal.db"]


def test_a_file_that_is_not_there_is_said(folder, tmp_path):
    assert "cannot be read" in run(folder, "map", "add", "--file", tmp_path / "none.json").sentence


def test_an_unknown_id_is_said(folder):
    assert "No map" in run(folder, "map", "show", "abcd").sentence
