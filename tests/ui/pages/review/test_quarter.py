"""The review of a quarter: read, answered in place, written, shared, finished."""

from __future__ import annotations

import datetime as dt

from PySide6.QtCore import Qt

from assumed import assumption
from drawn_maps import keep_map
from goals_told import goal, look, reach
from learning import lay_targets
from metanoia.domain.pattern_words import words
from metanoia.ui.destination import Destination
from metanoia.ui.dialogs.check_in_sheet import CheckInSheet

CLICK = Qt.MouseButton.LeftButton
TODAY = dt.date(2026, 3, 12)
AUTUMN = dt.datetime(2025, 10, 1, 9, tzinfo=dt.UTC)


def about(rows):
    return [row.row.asked.about for row in rows.rows.values()]


def test_a_quarter_with_nothing_in_it_says_so(open_page):
    sections = open_page("quarter").room.sections
    assert sections.title.text() == "January to March 2026"
    assert "No goal yet" in sections._goals.about.text()
    assert "No value yet" in sections._values.about.text()
    assert "No assumption moved" in sections._moved.about.text()
    assert "No prediction counts yet" in sections._record_words.text()
    assert not sections.chart.isVisible()


def test_a_goal_says_where_its_gap_goes_and_what_moved(journal, open_page, qtbot, sheet):
    one = journal.goals.add(goal(), at=AUTUMN)
    measure = journal.goals.add_measure(one.id, reach(), at=AUTUMN)
    for day, hours in ((10, 55.0), (24, 54.0), (38, 54.0), (52, 53.5)):
        seen = dt.date(2026, 1, 1) + dt.timedelta(days=day)
        journal.goals.observe(measure.id, hours, seen)
        journal.goals.check_in(one.id, look(3), date=seen, today=TODAY)
    journal.goals.move_target(measure.id, 50.0, "Honest", at=dt.datetime(2026, 2, 1, tzinfo=dt.UTC))
    page = open_page("quarter")
    assert "Most of this gap closed because the goal moved." in about(page.room.sections.goals)[0]
    row = page.room.sections.goals.rows[one.id]
    qtbot.mouseClick(row.row.buttons["look"], CLICK)
    assert sheet(page, CheckInSheet).isVisible()


def test_a_closed_goal_is_only_looked_back_on(journal, open_page):
    kept = journal.goals.add(goal(), at=AUTUMN)
    journal.goals.achieve(kept.id, at=dt.datetime(2026, 2, 1, tzinfo=dt.UTC))
    row = open_page("quarter").room.sections.goals.rows[kept.id]
    assert row.row.buttons == {}


def test_values_are_rated_again_where_they_stand(journal, open_page, qtbot):
    one = journal.values.add("Candour")
    journal.values.rate(one.id, 9, 5, date=dt.date(2025, 12, 1), today=TODAY)
    page = open_page("quarter")
    rows = page.room.sections.values
    assert about(rows) == ["It matters 9, it showed 5."]
    qtbot.mouseClick(rows.rows[one.id].row.buttons["rate"], CLICK)
    asking = rows.rows[one.id].in_place
    qtbot.mouseClick(asking.keep, CLICK)
    assert "how much it matters" in asking._wrong.error()
    asking.matters.setFocus()
    qtbot.keyClicks(asking.matters, "8")
    qtbot.keyClicks(asking.shows, "7")
    qtbot.mouseClick(asking.keep, CLICK)
    assert journal.values.latest_ratings()[one.id][2:4] == (8, 7)
    assert about(rows) == [
        "It matters 8, it showed 7. Before this quarter: it matters 9, it showed 5."
    ]
    assert "70%" in page.room.sections._values.about.text()
    page.notices[-1].undo()
    assert journal.values.latest_ratings()[one.id][2:4] == (9, 5)


def test_beliefs_that_moved_and_those_that_were_left_alone(journal, open_page, qtbot):
    moved = journal.assumptions.add(assumption("Rest has to be earned", 80, at=AUTUMN))
    later = dt.datetime(2026, 2, 1, tzinfo=dt.UTC)
    journal.assumptions.rate(moved.id, 60, at=later)
    left = journal.assumptions.add(assumption("Numbers decide", 70, importance=8, at=AUTUMN))
    page = open_page("quarter")
    sections = page.room.sections
    assert about(sections.moved) == ["From 80% to 60%"]
    assert list(sections.untouched.rows) == [left.id]
    qtbot.mouseClick(sections.untouched.rows[left.id].row.buttons["sure"], CLICK)
    asking = sections.untouched.rows[left.id].in_place
    qtbot.keyClicks(asking.sure.field, "40")
    qtbot.mouseClick(asking.keep, CLICK)
    assert journal.assumptions.get(left.id).confidence == 40
    page.notices[-1].undo()
    assert journal.assumptions.get(left.id).confidence == 70


def test_what_is_written_is_the_form_of_the_quarter(journal, open_page, qtbot):
    page = open_page("quarter")
    field = page.room.sections.questions[0].field
    with qtbot.waitSignal(page.room.writing.kept, timeout=5000):
        qtbot.keyClicks(field, "The quiet meeting.")
    (row,) = journal.answers.rows("quarterly")
    assert journal.answers.values(row.id) == {"vision_still": "The quiet meeting."}
    assert journal.reviews.session("quarterly", TODAY).entry == row.id
    qtbot.mouseClick(page.room.sections.share, CLICK)
    assert (page.led[-1].page, page.led[-1].entry) == ("share", row.id)


def test_a_quarter_is_finished_skipped_and_opened_again(journal, open_page, qtbot):
    page = open_page("quarter")
    qtbot.mouseClick(page.room.finish, CLICK)
    assert journal.reviews.session("quarterly", TODAY).finished_at is not None
    assert page.room.ending.title.text() == "January to March 2026"
    page.notices[-1].undo()
    assert journal.reviews.session("quarterly", TODAY) is None
    qtbot.mouseClick(page.room.skip, CLICK)
    assert page.notices[-1].text.startswith("Skipped. Nothing is lost")
    qtbot.mouseClick(page.room.ending.again_button, CLICK)
    assert page.room.sections.isVisible()


def test_learning_targets_that_are_due_are_closed_where_they_stand(journal, open_page, qtbot):
    assert not open_page("quarter").room.sections._targets.isVisible()
    ids = lay_targets(journal, None)
    page = open_page("quarter")
    rows = page.room.sections.targets
    assert list(rows.rows) == [ids["night"]]  # due on 1 March; the other is due on 30 April
    row = rows.rows[ids["night"]].row
    row.take_focus()
    qtbot.keyClick(row.buttons["met"], Qt.Key.Key_P)
    qtbot.keyClicks(row.line, "Half of it.")
    qtbot.keyClick(row.line, Qt.Key.Key_Return)
    assert journal.targets.get(ids["night"]).standing.state == "partly_met"
    assert not page.room.sections._targets.isVisible()
    page.notices[-1].undo()
    assert journal.targets.get(ids["night"]).standing.state == "agreed"


def test_maps_with_accepted_patterns_are_met_again(journal, open_page, qtbot):
    keep_map(journal, "Nothing accepted")
    drawn = keep_map(journal, accepted=("shifting_the_burden", "limits_to_growth"))
    page = open_page("quarter")
    sections = page.room.sections
    assert list(sections.maps.rows) == [drawn]
    (told,) = about(sections.maps)
    assert told.startswith("Limits to growth, Shifting the burden · last changed")
    assert words("limits_to_growth").leverage[0] in told
    qtbot.mouseClick(sections.maps.rows[drawn].row.buttons["open"], CLICK)
    assert page.led == [Destination(page="systems", item=drawn)]
    journal.maps.trash(drawn)
    page.room.refresh()
    assert not sections._maps.isVisible()
