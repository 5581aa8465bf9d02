"""The picture of a year: what stands in it, other years, a day that leads to the Journal."""

from __future__ import annotations

import datetime as dt

from PySide6.QtCore import Qt

from assumed import assumption, seen
from goals_told import goal, look
from journals import entry
from metanoia.domain.metrics import NewMetric

CLICK = Qt.MouseButton.LeftButton
TODAY = dt.date(2026, 3, 12)


def rate_energy(journal, days=20):
    energy = journal.metrics.built_in("energy", shown=True)
    for number in range(days):
        day = TODAY - dt.timedelta(days=number * 3)
        journal.metrics.set(energy.id, day, float(3 + number % 5), today=TODAY)
    return energy


def chips(page):
    return [chip.text() for chip in page.room.days.chips.values()]


def test_chips_choose_what_the_squares_stand_for(journal, open_page, qtbot):
    rate_energy(journal)
    own = journal.metrics.add(NewMetric(name="Swim", kind="yes_no"))
    journal.metrics.set(own.id, TODAY, 1, today=TODAY)
    one = journal.assumptions.add(assumption())
    journal.assumptions.add_evidence(one.id, seen(observed_on=TODAY))
    page = open_page("year")
    days = page.room.days
    assert chips(page) == ["Energy", "Swim", "Words", "Evidence"]
    assert days.map.sentence().startswith("Energy by day from")
    qtbot.mouseClick(days.chips["words"], CLICK)
    assert days.map.table().rows == (("11 Mar 2026", "5"),)
    qtbot.mouseClick(days.chips["evidence"], CLICK)
    assert days.map.table().plain == (("2026-03-12", "1"),)
    qtbot.mouseClick(days.chips[own.id], CLICK)
    assert days.map.table().rows == (("12 Mar 2026", "yes"),)
    assert page.room.about.text() == "March 2025 to today. Empty days are only empty days."


def test_years_go_back_as_far_as_there_is_something_and_forward_to_today(open_page, qtbot):
    page = open_page("year")
    room = page.room
    assert not room.later.isEnabled()
    qtbot.mouseClick(room.earlier, CLICK)
    assert room.about.text() == "March 2024 to March 2025. Empty days are only empty days."
    qtbot.mouseClick(room.days.chips["words"], CLICK)
    assert room.days.map.table().rows[0][0] == "12 Mar 2025"
    assert not room.earlier.isEnabled()
    qtbot.mouseClick(room.later, CLICK)
    assert "to today" in room.about.text()


def test_a_day_leads_to_the_journal_by_keys(open_page, qtbot):
    page = open_page("year")
    page.room.days.map.setFocus()
    qtbot.keyClick(page.room.days.map, Qt.Key.Key_End)
    qtbot.keyClick(page.room.days.map, Qt.Key.Key_Up)
    qtbot.keyClick(page.room.days.map, Qt.Key.Key_Return)
    assert (page.led[-1].page, page.led[-1].date) == ("journal", dt.date(2026, 3, 11))


def test_small_lines_say_what_they_show(journal, open_page):
    energy = rate_energy(journal, 40)
    one = journal.goals.add(goal(), at=dt.datetime(2026, 1, 1, tzinfo=dt.UTC))
    for day, closeness in ((5, 2), (6, 4)):
        on = dt.date(2026, 2, day)
        journal.goals.check_in(one.id, look(closeness), date=on, today=TODAY)
    value = journal.values.add("Candour")
    journal.values.rate(value.id, 10, 6, date=TODAY, today=TODAY)
    page = open_page("year")
    said = {card.line.title: card for card in page.room.lines.cards}
    assert said["Nobody waits"].line.about == "Reality went from 2 to 4 of 10"
    assert said["Values lived"].chart.table().rows[-1][1] == "60%"
    months = said["Energy"].chart.table().rows
    assert len(months) >= 3
    assert said["Energy"].line.about.endswith("40 days")
    assert energy.name in said


def test_means_are_said_of_five_days_and_more_alone(journal, open_page, qtbot):
    rate_energy(journal)
    tagged = [
        entry("Walk", "Out.", day=(TODAY - dt.timedelta(days=3 * n)).isoformat(), tags=("walk",) if n < 6 else ("desk",))
        for n in range(9)
    ]  # fmt: skip
    journal.entries.add_many(tagged, None)
    page = open_page("year")
    by_what = page.room.by_what
    assert by_what.title.text() == "Energy by tag"
    rows = {row[0]: row[1:] for row in by_what.bars.table().rows}
    assert rows["walk"][1] == "6"
    assert rows["desk"] == ("fewer than 5 days", "3")
    assert by_what.bars.table().plain[-1][1] == ""
    by_what.which.step(1)
    assert by_what.title.text() == "Energy by goal"
    assert "nothing to compare" in by_what.bars.sentence()
    qtbot.mouseClick(page.room.days.chips["words"], CLICK)
    assert not by_what.isVisible()


def test_a_week_that_was_looked_back_on_leads_to_what_was_written(journal, open_page):
    from metanoia.domain import days

    when = days.at(dt.date(2026, 3, 6), dt.time(16), "Europe/Oslo")
    kept = journal.answers.begin("weekly", when, "Week 10", {"moved": "A little."})
    journal.reviews.keep_past("weekly", when.date, when.instant, kept.id)
    page = open_page("year")
    page.room.weeks.chosen.emit(dt.date(2026, 3, 2))
    assert page.led[-1].entry == kept.id


def test_an_empty_journal_asks_what_a_year_will_look_like(journal, open_page, qtbot):
    for row in journal.entries.newest():
        journal.entries.trash(row.id)
    page = open_page("year")
    assert page.room.empty.isVisible()
    assert page.room.empty.title.text() == "What will a year look like?"


def test_week_quarter_and_year_by_keys(open_page, qtbot):
    page = open_page("year")
    page.room.head.spans.setFocus()
    page.room.head.spans.step(-1)
    assert page.room.sections.isVisible()
    page.room.head.spans.step(-1)
    assert page.room is page.week
    assert page.where().section == ""
    page.to_year()
    assert page.where().section == "year"
