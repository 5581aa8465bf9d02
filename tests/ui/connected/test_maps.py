"""Maps among the things that are tied together: named, found, offered, and where they are shown."""

from __future__ import annotations

import pytest

from drawn_maps import RESCUE, keep_map
from journals import entry, new_journal
from metanoia.domain.assumptions import NewAssumption
from metanoia.domain.goals import NewGoal
from metanoia.ui.connected.finding import MOST, called, offered
from metanoia.ui.connected.things import MAP, Thing, thing_of, tied, where
from metanoia.ui.destination import Destination


@pytest.fixture
def journal(tmp_path):
    journal = new_journal(tmp_path / "j")
    yield journal
    journal.close()


def test_a_map_is_a_thing_with_its_title_and_leads_to_systems(journal):
    one = keep_map(journal)
    thing = thing_of(journal, MAP, one)
    assert thing == Thing(MAP, one, RESCUE, "Map")
    assert thing.icon == "waypoints"
    assert where(journal, *thing.end) == Destination(page="systems", item=one)
    journal.maps.trash(one)
    assert thing_of(journal, MAP, one) is None


def test_it_is_tied_from_either_end_until_it_is_deleted(journal):
    one = keep_map(journal)
    goal = journal.goals.add(NewGoal(title="Think aloud", vision="Yes.", reality="No."))
    kept = journal.entries.add(entry("A day", "Words."))
    for start in (("goal", goal.id), ("entry", kept.id)):
        journal.ties.connect(start, (MAP, one))
        assert [thing.name for thing in tied(journal, *start)] == [RESCUE]
    assert [thing.name for thing in tied(journal, MAP, one)] == ["Think aloud", "A day"]
    journal.maps.trash(one)
    assert tied(journal, "goal", goal.id) == []


def test_it_is_found_by_its_words_and_named_by_its_title(journal):
    one = keep_map(journal, question="Why again?")
    assert [thing.end for thing in offered(journal, "confid")] == [(MAP, one)]
    assert [thing.end for thing in offered(journal, "why")] == [(MAP, one)]
    assert offered(journal, "confid", by_name=True) == []
    assert called(journal, "The rescue loop").end == (MAP, one)
    assert called(journal, "Their confidence") is None


def test_every_kind_has_room_among_what_is_offered(journal):
    for number in range(4):
        word = f"Rest number {number}"
        journal.goals.add(NewGoal(title=word, vision="Yes.", reality="No."))
        journal.values.add(word)
        journal.assumptions.add(NewAssumption(statement=f"{word} has to be earned."))
        keep_map(journal, word, ())
        journal.entries.add(entry(word, "Words.", day=number))
    found = [thing.item_type for thing in offered(journal, "rest")]
    assert len(found) == MOST
    assert {one: found.count(one) for one in found} == {
        "goal": 2, "value": 2, "assumption": 2, "map": 1, "entry": 1,
    }  # fmt: skip
    assert [thing.item_type for thing in offered(journal, "rest", ("map",))] == ["map"] * 4
    found = [thing.item_type for thing in offered(journal, "rest", ("map", "entry"))]
    assert found == ["map"] * 4 + ["entry"] * 4
