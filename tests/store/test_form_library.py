"""The forms that ship, and one that is broken among them."""

from __future__ import annotations

import json
import re

import pytest

from filled_forms import MADE_UP
from metanoia import resources
from metanoia.store.form_library import library, load, problems

# A journal may hold answers to each of these: a question that has shipped is never taken away.
SHIPPED = {
    "circle": "case tried assume question heard try",
    "decision": "question options chosen because rests_on expect change_mind state reversible "
    "review_on added process outcome luck next_time",
    "ladder": "did believe conclude assume meaning picked camera missed other_story ask answered "
    "story_now",
    "lesson": "lesson where_from told returned",
    "premortem": "subject when causes unspoken",
    "quarterly": "vision_still moved_goalposts beliefs pattern values letter reply",
    "session_prep": "since best_use stuck ask",
    "thought_check": "situation thought belief_before for against friend habits balanced "
    "belief_after belief_later happened",
    "two_column": "scene other lines cost assume rewrite",
    "weekly": "surprised took_for_granted moved one",
}
AVOIDED = re.compile(
    r"therap|treatment|symptom|disorder|diagnos|distortion|clinical|patient|recovery|intervention"
    r"|assessment|unhealthy",
    re.IGNORECASE,
)


def test_every_form_that_ships_can_be_used():
    assert problems() == ()
    found = {key: " ".join(f.key for f in form.all_fields) for key, form in library().items()}
    assert found == SHIPPED


@pytest.mark.parametrize("form", library().values(), ids=lambda form: form.key)
def test_a_form_is_said_in_plain_words_and_has_an_icon(form):
    assert resources.path(f"icons/{form.icon}.svg").is_file()
    assert form.intro.endswith(".")
    said = resources.path(f"forms/{form.key}.json").read_text(encoding="utf-8")
    assert not AVOIDED.search(said)
    assert "'" not in said


def test_what_may_become_something_fits_into_it():
    most = {"assumption": 300, "prediction": 300, "action": 500}
    for form in library().values():
        for field in form.all_fields:
            texts = [column for column in field.columns if column.type == "text"]
            if field.makes:
                asked = texts[0] if texts else field
                assert asked.max <= most[field.makes], (form.key, field.key)
            for column in texts:
                assert not column.makes or column.max <= most[column.makes]


def test_a_broken_file_is_named_and_the_others_load(tmp_path):
    (tmp_path / "tide.json").write_text(json.dumps(MADE_UP), encoding="utf-8")
    broken = json.loads(json.dumps(MADE_UP))
    broken["key"] = "ebb"
    broken["fields"][1]["type"] = "linse"
    (tmp_path / "ebb.json").write_text(json.dumps(broken), encoding="utf-8")
    (tmp_path / "noise.json").write_bytes(b"\xff\xfe\x00{")
    (tmp_path / "long.json").write_bytes(b" " * 300_000)
    (tmp_path / "folder.json").mkdir()
    loaded = load(tmp_path)
    assert list(loaded.forms) == ["tide"]
    assert loaded.problems == (
        'The form ebb.json cannot be used: fields, question 2: “type” cannot be "linse".',
        "The form folder.json cannot be used: it cannot be read as text.",
        "The form long.json cannot be used: it is too long.",
        "The form noise.json cannot be used: it cannot be read as text.",
    )
