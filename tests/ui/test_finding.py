"""What the palette offers for what was typed."""

from __future__ import annotations

import datetime as dt

import pytest

from drawn_maps import keep_map
from journals import entry, new_journal
from metanoia.domain.assumptions import NewAssumption
from metanoia.domain.goals import NewCheckIn, NewGoal
from metanoia.domain.predictions import NewPrediction
from metanoia.ui import finding
from metanoia.ui.destination import Command, Destination
from metanoia.ui.places import PLACES
from metanoia.ui.widgets.marked import runs, unmarked


@pytest.fixture
def journal(tmp_path):
    journal = new_journal(tmp_path / "j")
    journal.entries.add(entry("The rescue loop", "Nothing of it here.", day=3))
    journal.entries.add(entry("", "Long before that, and so on, I rescued the meeting.", day=4))
    yield journal
    journal.close()


def offered(journal, typed, commands=()):
    return finding.choices(journal, PLACES.values(), commands, typed)


def heads(choices):
    return [choice.text for choice in choices if choice.action is None]


def test_nothing_typed_offers_places_the_newest_entries_and_commands(journal):
    lock = Command("lock", "Lock now", print, "Ctrl+L")
    found = offered(journal, "", [lock])
    assert heads(found) == ["Go to", "Lately written", "Do"]
    assert [c.text for c in found if isinstance(c.action, Destination) and c.action.entry] == [
        "Long before that, and so on, I rescued the meeting.",
        "The rescue loop",
    ]
    assert found[-1].action is lock


def test_entries_show_where_it_was_found(journal):
    found = [c for c in offered(journal, "rescu") if getattr(c.action, "entry", None)]
    assert {unmarked(choice.text) for choice in found} == {
        "The rescue loop",
        "Long before that, and so on, I rescued the meeting.",
    } or any("rescued the meeting" in unmarked(choice.text) for choice in found)
    assert all(any(hit for _, hit in runs(choice.text)) for choice in found)


def test_words_can_always_become_something_new(journal):
    assert [choice.action for choice in offered(journal, "qqqq")[-5:]] == [
        Destination(page="today", new=True, title="qqqq"),
        Destination(page="goals", new=True, title="qqqq"),
        Destination(page="systems", new=True, title="qqqq"),
        Destination(page="assumptions", section="register", new=True, title="qqqq"),
        Destination(page="assumptions", section="predictions", new=True, title="qqqq"),
    ]


def test_goals_and_values_are_found_by_name(journal):
    goal = journal.goals.add(
        NewGoal(title="Home by five", vision="At the table.", reality="Half past seven.")
    )
    journal.goals.check_in(goal.id, NewCheckIn(closeness=4, pull=6), today=dt.date(2026, 3, 12))
    value = journal.values.add("Homeliness", "For me this means a warm kitchen.")
    found = offered(journal, "hom")
    assert heads(found)[:2] == ["Goals", "Values"]
    things = {choice.icon: choice for choice in found if getattr(choice.action, "item", "")}
    assert things["target"].action == Destination(page="goals", item=goal.id)
    assert things["target"].aside == "4 of 10"
    assert things["heart"].action == Destination(page="goals", section="values", item=value.id)


def test_assumptions_and_predictions_are_found_by_the_beginnings_of_their_words(journal):
    held = journal.assumptions.add(
        NewAssumption(statement="They wait for me to rescue this.", confidence=70)
    )
    made = journal.predictions.add(
        NewPrediction(
            statement="Nobody asks to be rescued.", settled_by="the minutes", percent=60,
            due_on=dt.date(2026, 3, 12),
        )
    )  # fmt: skip
    found = offered(journal, "RESC")
    assert heads(found)[:3] == ["Assumptions", "Predictions", "In entries"]
    things = {choice.icon: choice for choice in found if getattr(choice.action, "item", "")}
    assert things["lightbulb"].action == Destination(
        page="assumptions", section="register", item=held.id
    )
    assert things["lightbulb"].aside == "70%"
    assert things["hourglass"].action == Destination(
        page="assumptions", section="predictions", item=made.id
    )
    assert [piece for piece, hit in runs(things["hourglass"].text) if hit] == ["resc"]
    assert "Assumptions" not in heads(offered(journal, "escue"))
    assert "Assumptions" not in heads(offered(journal, ""))


def test_maps_are_found_by_title_question_and_variables(journal):
    one = keep_map(journal, "Evenings", ("Hours at work", "Rest"), question="Why so late again?")
    for typed in ("even", "late", "hours rest"):
        found = offered(journal, typed)
        assert heads(found)[0] == "Maps"
        choice = next(choice for choice in found if getattr(choice.action, "item", ""))
        assert choice.action == Destination(page="systems", item=one)
        assert (unmarked(choice.text), choice.aside, choice.icon) == (
            "Evenings", "2 variables", "waypoints",
        )  # fmt: skip
    assert [piece for piece, hit in runs(offered(journal, "even")[1].text) if hit] == ["Even"]
    assert "Maps" not in heads(offered(journal, ""))
    journal.maps.trash(one)
    assert "Maps" not in heads(offered(journal, "even"))


def test_what_was_deleted_is_not_found(journal):
    held = journal.assumptions.add(NewAssumption(statement="They wait for me to rescue this."))
    journal.assumptions.trash(held.id)
    assert "Assumptions" not in heads(offered(journal, "rescue"))


def test_places_and_commands_match_by_the_beginnings_of_words(journal):
    lock = Command("lock", "Lock now", print, words="close")
    assert PLACES["settings"].words() in [unmarked(c.text) for c in offered(journal, "sett")]
    assert lock in [c.action for c in offered(journal, "now lo", [lock])]
    assert lock in [c.action for c in offered(journal, "clos", [lock])]
    assert lock not in [c.action for c in offered(journal, "ock", [lock])]


def test_how_a_command_begins_comes_before_the_entries(journal):
    rescue = Command("x", "Rescue me", print)
    assert heads(offered(journal, "resc", [rescue])) == ["Do", "In entries"]
    assert heads(offered(journal, "m", [rescue])) == ["In entries", "Do"]


@pytest.mark.parametrize("typed", ['"', "tag:", "-", "\x00", "ß" * 300, "😀", "a:b OR NOT *"])
def test_nothing_that_can_be_typed_is_an_error(journal, typed):
    assert offered(journal, typed)
