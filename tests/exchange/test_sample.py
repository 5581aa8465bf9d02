"""The sample journal, as it is laid into a real one."""

from __future__ import annotations

import datetime as dt
from typing import get_args

import pytest

from metanoia.domain.assumptions import State
from metanoia.domain.calibration import record
from metanoia.domain.fit import score
from metanoia.domain.visions import passages
from metanoia.exchange import sample
from metanoia.text import anchors

LAST_DAY = dt.date(2026, 3, 12)


@pytest.fixture
def filled(journal):
    sample.fill(journal)
    return journal


def test_the_sample_fills_a_journal(journal):
    assert sample.fill(journal) == 171
    assert journal.entries.count == 171
    assert journal.entries.last_day == LAST_DAY
    assert sample.name() == "Mara’s journal"


def test_the_night_belongs_to_the_day_before(filled):
    night = filled.entries.on_day(dt.date(2025, 7, 19))
    assert [row.time for row in night] == [dt.time(1, 30), dt.time(9, 30)]


def test_its_entries_name_one_another(filled):
    linked = [row for row in filled.entries.newest(171) if filled.links.of(row.id)]
    assert len(linked) >= 5


def test_its_assumptions_are_in_every_state_and_have_a_history(filled):
    rows = filled.assumptions.rows()
    assert len(rows) == 12
    assert {row.state for row in rows} == set(get_args(State))
    assert all(len(row.points) >= 2 for row in rows if row.state != "noticed")


def test_every_assumption_stands_in_the_entries_it_came_from(filled):
    for row in filled.assumptions.rows():
        found = filled.anchors.of("assumption", row.id)
        assert found, row.statement
        for anchor in found:
            if anchor.field == "body":
                body = filled.entries.get(anchor.entry).body
                assert anchors.resolve(body, anchor.selector).how == "exact"


def test_nothing_in_it_is_known_before_it_was_noticed(filled):
    for row in filled.assumptions.rows():
        times = [point.at for point in filled.assumptions.history(row.id)]
        assert times == sorted(times)
        assert all(row.created_at <= at for at in times)


def test_its_predictions_have_a_record(filled):
    found = record(filled.predictions.counted(LAST_DAY))
    assert found.n >= 30
    assert found.stage == "chart"
    assert record(filled.predictions.counted(LAST_DAY, "last")).brier < found.brier
    older, newer = found.half_years[-2:]
    assert older.overconfidence > newer.overconfidence
    assert [row.statement for row in filled.predictions.due(LAST_DAY)] == [
        "In today’s rota meeting, Jonas speaks before I do."
    ]


def test_its_forms_can_be_read_asked_again_and_are_closed_where_they_close(filled):
    kinds = ("two_column", "ladder", "thought_check", "decision", "premortem")
    assert [len(filled.answers.rows(kind)) for kind in kinds] == [5, 1, 1, 1, 1]
    asking = filled.answers.asking(LAST_DAY)
    assert [row.title for row in asking] == ["She stopped again", "The one and a half posts"]
    (decision,) = filled.answers.rows("decision")
    assert filled.answers.locked(filled.entries.get(decision.id))
    assert all(filled.entries.get(row.id).never_share for row in filled.answers.rows("two_column"))
    shares = [found.moves.inquiry_share for found in filled.answers.conversations()]
    assert shares == [25, 33, 0, 40, 33]


def test_the_ladder_belongs_to_the_assumption_that_is_being_tested(filled):
    (first,) = [row for row in filled.assumptions.rows() if "answer first" in row.statement]
    _, values = filled.answers.ladder_of(first.id)
    assert values["assume"] == (first.statement,)


def test_six_goals_have_a_year_of_looks_and_one_was_moved(filled):
    rows = filled.goals.rows()
    assert {row.goal.state for row in rows} == {"active", "achieved", "released"}
    assert len(rows) == 6
    assert max(len(filled.goals.check_ins(row.goal.id)) for row in rows) >= 45
    moved = {
        row.goal.title: [
            change.new
            for measure in filled.goals.measures(row.goal.id)
            for change in filled.goals.target_changes(measure.id)
        ]
        for row in rows
    }
    assert {title: to for title, to in moved.items() if to} == {
        "Home by five, most days": [3.0, 2.5]
    }


def test_its_values_were_sorted_three_times_and_rated(filled):
    ranked = [value for value in filled.values.all() if value.rank]
    assert [value.name for value in ranked] == [
        "Candour", "Trust", "Fairness", "Curiosity", "Care", "Rest", "Craft"
    ]  # fmt: skip
    assert [sort.date for sort in filled.values.sorts()] == [
        dt.date(2025, 3, 30), dt.date(2025, 6, 15), dt.date(2025, 12, 14)
    ]  # fmt: skip
    assert all(len(filled.values.ratings(value.id)) >= 4 for value in ranked)
    assert [
        value.name for value in filled.values.all(retired=True) if value.state == "retired"
    ] == ["Calm"]


def test_thirty_weeks_were_looked_back_on(filled):
    weeks = filled.reviews.weeks(LAST_DAY)
    assert [state for _, state in weeks].count("done") == 30
    for row in filled.answers.rows("weekly"):
        assert filled.answers.values(row.id)


def test_its_ward_has_a_vision_that_fits_as_drawn(filled):
    (vision,) = filled.visions.standing()
    assert len(filled.visions.earlier(vision.id)) == 1
    themes = filled.visions.themes(vision.id)
    assert passages(vision.text, [(one.number, one.text) for one in themes])[-1].number == 4
    assert {one.date for one in filled.visions.stances(vision.id)} == {
        dt.date(2026, 1, 16), dt.date(2026, 3, 8)
    }  # fmt: skip
    matters = {key: one.importance for key, one in filled.values.latest_ratings().items()}
    cells = [(one.value, one.theme, one.fit) for one in filled.visions.fits(vision.id)]
    assert f"{score(matters, cells):+.2f}" == "+0.52"
    assert len(filled.terms.all()) == 3


def test_its_coach_and_its_writer_agreed_what_is_learned(filled):
    states = [one.standing.state for one in filled.targets.all()]
    assert sorted(states) == ["agreed", "agreed", "met", "partly_met", "proposed"]
    (coach,) = filled.people.all()
    assert coach.name == "Ingrid Solheim"
    assert {one.party for one in filled.targets.all()} == {coach.id}
    kinds = ("session_prep", "circle", "lesson")
    assert [len(filled.answers.rows(kind)) for kind in kinds] == [1, 1, 2]
