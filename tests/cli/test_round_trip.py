"""The whole round trip by commands: shared, kept, answered, answered again, taken back."""

from __future__ import annotations

import json

import pytest

from command_line import run
from round_trip import BODY, SECRETS, TODAY, RoundTrip


@pytest.fixture
def trip(tmp_path):
    """Two people who know one another, and what one of them wrote; both journals are closed."""
    trip = RoundTrip(tmp_path)
    trip.write()
    trip.key = trip.ingrid.identity.get().age_recipient
    trip.close()
    return trip


def share(trip, name, *words):
    """Seal the first entry, the goal and the target for the coach; return the file and its id."""
    file = trip.folder / name
    made = run(
        trip.mara.path, "share", file, "--entry", trip.entries[0].id, "--goal", trip.goal,
        "--with", "goal.words", "--target", trip.target, "--to", trip.key, "--sender", "Mara",
        "--purpose", "To wait longer", "--until", TODAY.replace(year=TODAY.year + 1), *words, "--json",
    )  # fmt: skip
    assert made.json
    return file


def test_a_share_goes_there_and_back_twice_by_commands(trip, tmp_path):
    mara, ingrid = trip.mara.path, trip.ingrid.path
    first = share(trip, "1.metanoia")
    opened = run(ingrid, "desk", "open", first, "--keep", "--json").json
    assert (opened["known_as"], opened["kept"], opened["deleted"]) == ("Mara Lind", True, [])
    assert run(ingrid, "desk", "note", "Mara Lind", typed=f"About the {SECRETS[2]}").code == 0
    said = [
        {"entry": trip.entries[0].id, "quote": "so I did", "kind": "question", "text": "How long?"},
        {
            "item": ["goal", trip.goal], "field": "vision", "quote": "before I do",
            "kind": "appreciation", "text": "A fine picture.",
        },
    ]  # fmt: skip
    comments, back = tmp_path / "comments.json", tmp_path / "1.metanoia-reply"
    comments.write_text(json.dumps(said))
    assert run(ingrid, "desk", "reply", first, back, "--comments", comments).code == 0

    brought = run(mara, "reply", "import", back, "--json").json
    again = run(mara, "reply", "import", back, "--json").json
    assert (brought["new"], again["new"], again["same"]) == (2, 0, 2)
    asked = next(one for one in brought["comments"] if one["kind"] == "question")
    assert asked["quote"] == "so I did"
    assert run(mara, "reply", "answer", asked["id"], "A breath or two.").code == 0
    assert run(mara, "withdraw", "1").code == 0

    second = share(trip, "2.metanoia")
    opened = run(ingrid, "desk", "open", second, "--keep", "--json").json
    assert opened["deleted"] == opened["withdrawn"] != []
    assert [one["text"] for one in opened["answers"]] == ["A breath or two."]
    assert not any(secret in json.dumps(opened) for secret in SECRETS)
    assert BODY[:25] in json.dumps(opened)
    (line,) = run(ingrid, "desk", "list", "--json").json
    assert (line["name"], line["shares"], line["open_questions"]) == ("Mara Lind", 1, 0)
    assert "A breath or two." in run(ingrid, "desk", "prep", "Mara Lind").out
    receipt = tmp_path / "2.metanoia-reply"
    assert run(ingrid, "desk", "reply", second, receipt).code == 0
    assert run(mara, "withdraw", "1", "--json").json["deleted_at"] == []
    assert run(mara, "reply", "import", receipt).code == 0
    told = run(mara, "withdraw", "1", "--json").json
    assert told["state"] == "deleted"
    assert len(told["deleted_at"]) == 1
