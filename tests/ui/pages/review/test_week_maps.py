"""Maps among what comes up again in a week: opened, still so, put off, let go."""

from __future__ import annotations

import datetime as dt

import pytest
from PySide6.QtCore import Qt

from drawn_maps import RESCUE, keep_map
from journals import ZONE
from metanoia.domain import days
from metanoia.domain.kinds import Kind
from metanoia.ui.destination import Destination

CLICK = Qt.MouseButton.LeftButton
TODAY = dt.date(2026, 3, 12)
LONG_AGO = "2025-11-01T09:00:00.000Z"


@pytest.fixture
def drawn(journal):
    one = keep_map(journal)
    with journal.changes.write(Kind.MAP):
        journal.maps._write("UPDATE map SET updated_at = ?, created_at = ?", LONG_AGO, LONG_AGO)
    return one


def card_of(page, drawn):
    page.week.show_step(1)
    return page.week.again.cards[drawn]


def test_a_map_comes_up_with_what_it_is_and_when_it_was_touched(drawn, open_page):
    row = card_of(open_page(), drawn).row
    assert row.asked.words == RESCUE
    assert row.asked.icon == "waypoints"
    assert row.asked.about.startswith("Map · last touched")
    assert [button.text() for button in row.buttons.values()] == [
        "Changed", "New evidence", "Still so", "Not now",
    ]  # fmt: skip


@pytest.mark.parametrize("answer", ["changed", "evidence"])
def test_what_changed_is_drawn_on_the_map(journal, drawn, open_page, qtbot, answer):
    page = open_page()
    qtbot.mouseClick(card_of(page, drawn).row.buttons[answer], CLICK)
    assert page.led == [Destination(page="systems", item=drawn)]
    assert journal.reviews.plan("map", drawn).last_outcome == answer


@pytest.mark.parametrize("answer", ["same", "later"])
def test_still_so_and_not_now_lead_nowhere_and_are_undone(journal, drawn, open_page, qtbot, answer):
    page = open_page()
    qtbot.mouseClick(card_of(page, drawn).row.buttons[answer], CLICK)
    assert page.led == []
    assert page.week.again.cards[drawn].row.buttons[answer].kind == "soft"
    page.notices[-1].undo()
    assert journal.reviews.plan("map", drawn) is None


def test_put_off_for_the_third_time_it_may_go(journal, drawn, open_page, qtbot, clock):
    for week in range(3):
        clock["now"] = days.at(TODAY + dt.timedelta(weeks=week), dt.time(9), ZONE)
        page = open_page()
        qtbot.mouseClick(card_of(page, drawn).row.buttons["later"], CLICK)
    card = page.week.again.cards[drawn]
    assert card.park.isVisible()
    qtbot.mouseClick(card.rest, CLICK)
    assert journal.maps.listing() == []
    assert page.week.again.cards == {}
    page.notices[-1].undo()
    assert [row.id for row in journal.maps.listing()] == [drawn]
