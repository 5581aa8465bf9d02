"""The lines of a goal's maps stand on its page and lead to the map they belong to."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt

from maps_told import plain_map
from metanoia.domain.goals import NewMeasure
from metanoia.domain.maps import Drawn


@pytest.fixture
def drawn():
    """Return what gives a map whose first variable has a line drawn by hand."""

    def make(title="The rota"):
        of = plain_map(title)
        line = tuple(Drawn(dt.date(2026, 1, day), float(day)) for day in range(1, 8))
        return replace(of, variables=(replace(of.variables[0], drawn=line), of.variables[1]))

    return make


def card(room):
    return room.view.lines


def test_a_goal_without_maps_shows_no_card(open_goals, aim, journal, drawn):
    goal = aim()
    journal.maps.add(drawn())
    assert not card(open_goals(goal.id)).isVisible()


def test_the_lines_of_a_tied_map_are_told_and_lead_to_it(open_goals, aim, journal, drawn, qtbot):
    goal, of = aim(), drawn()
    journal.maps.add(of)
    journal.ties.connect(("map", of.id), ("goal", goal.id))
    room = open_goals(goal.id)
    (tile,) = card(room).tiles
    assert card(room).isVisible()
    assert tile.accessibleName().startswith("Holes: rising, 1 to 7, from ")
    assert tile.accessibleName().endswith("drawn by hand")
    tile.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.keyClick(tile, Qt.Key.Key_Space)
    assert (room.destinations[-1].page, room.destinations[-1].item) == ("systems", of.id)


def test_a_map_that_follows_a_measure_of_the_goal_needs_no_tie(open_goals, aim, journal, today):
    goal = aim()
    measure = journal.goals.add_measure(
        goal.id, NewMeasure(name="Firsts", kind="reach", unit="times", start=0, target=10)
    )
    for ago in range(7):
        journal.goals.observe(measure.id, ago, today - dt.timedelta(days=7 * ago))
    of = plain_map()
    fed = replace(of, variables=(replace(of.variables[0], measure=measure.id), of.variables[1]))
    journal.maps.add(fed)
    room = open_goals(goal.id)
    (tile,) = card(room).tiles
    assert "falling, 6 to 0 times" in tile.accessibleName()
    assert tile.accessibleName().endswith("Firsts")


def test_the_card_goes_with_the_map_and_comes_back_with_it(open_goals, aim, journal, drawn, qtbot):
    goal, of = aim(), drawn()
    journal.maps.add(of)
    journal.ties.connect(("goal", goal.id), ("map", of.id))
    room = open_goals(goal.id)
    journal.maps.trash(of.id)
    qtbot.waitUntil(lambda: not card(room).isVisible())
    journal.maps.restore(of.id)
    qtbot.waitUntil(card(room).isVisible)
    assert len(card(room).tiles) == 1


def test_another_goal_shows_its_own_lines_alone(open_goals, aim, journal, drawn):
    first, second = aim("Think aloud"), aim("Sleep more")
    of = drawn()
    journal.maps.add(of)
    journal.ties.connect(("map", of.id), ("goal", first.id))
    room = open_goals(first.id)
    assert card(room).tiles
    room.show_goal(second.id)
    assert not card(room).tiles
    assert not card(room).isVisible()
