"""The sample journal, as it is laid into a real one."""

from __future__ import annotations

import datetime as dt
from typing import get_args

import pytest

from journals import new_journal
from metanoia.domain.assumptions import State
from metanoia.domain.calibration import record
from metanoia.domain.fit import score
from metanoia.domain.loops import arrows, find
from metanoia.domain.patterns import accepted, hits
from metanoia.domain.visions import passages
from metanoia.exchange import sample
from metanoia.text import anchors

LAST_DAY = dt.date(2026, 3, 12)


@pytest.fixture(scope="module")
def filled(tmp_path_factory):
    """The sample in a journal that every test reads and none changes."""
    with new_journal(tmp_path_factory.mktemp("sample") / "journal") as journal:
        sample.fill(journal)
        yield journal


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


LOOPS = {
    "The rescue loop": [
        ("B1", False, "Quick relief", "I give the answer>Open questions in the room"),
        ("B2", True, "Real learning", "Open questions in the room>Others think aloud"),
        ("R1", True, "Growing confidence", "Others think aloud>Team’s confidence to decide"),
        ("R2", True, "Ask Mara first",
         "I give the answer>“Ask Mara first” habit>Others think aloud>Open questions in the room"),
    ],
    "Nights in pairs": [
        ("B1", True, "Five old hands", "Nights done in pairs>Nights each old hand carries"),
        ("R1", False, "Word gets round",
         "Calm at four in the morning>Juniors who ask for nights>Nights done in pairs"),
    ],
    "The evening that moves": [
        ("B1", False, "Asking for less",
         "Bad conscience at the table>Evenings I ask for>Evenings still missing"),
        ("B2", True, "Going home",
         "Evenings home by five>Evenings still missing>Meetings I move to before three"),
    ],
    "The shift I take myself": [
        ("B1", False, "Mara fills it", "Holes in the rota>Shifts I take myself"),
        ("R1", True, "The fifth day",
         "Holes in the rota>Shifts I take myself>My energy>Short words from me>People who call in sick"),
    ],
}  # fmt: skip


def test_its_four_maps_hold_the_loops_that_they_tell_of(filled):
    found = {}
    for row in filled.maps.listing():
        one = filled.maps.get(row.id)
        loops = find(arrows(one), one.names).loops
        found[row.title] = sorted(
            (loop.label, loop.delayed, one.loop_note(loop.key).name, loop.said(one.names))
            for loop in loops
        )
        keys = {loop.key for loop in loops}
        assert {note.key for note in one.loop_notes} == keys
        assert all(note.story for note in one.loop_notes)
        assert {key for said in one.pattern_notes for key in said.loops} <= keys
    assert found == LOOPS
    assert list(found) == list(LOOPS), "the latest drawn first"


def test_its_rescue_loop_lies_as_drawn_and_rests_on_what_is_taken_for_granted(filled):
    one = filled.maps.get(filled.maps.listing()[0].id)
    assert one.question == "Why do I keep answering first?"
    assert {variable.name: (variable.x, variable.y) for variable in one.variables} == {
        "I give the answer": (0, -185),
        "Open questions in the room": (0, -5),
        "“Ask Mara first” habit": (274, -5),
        "Others think aloud": (0, 185),
        "Team’s confidence to decide": (-262, 185),
    }
    pulled = {(one.names[link.source], one.names[link.target]) for link in one.links if link.bend}
    assert len(pulled) == 4
    assert all("Others think aloud" in ends for ends in pulled), "against the clock, as drawn"
    (unsure,) = [link for link in one.links if link.assumption]
    assert [one.names[end] for end in (unsure.source, unsure.target)] == [
        "Open questions in the room", "I give the answer"
    ]  # fmt: skip
    assert filled.assumptions.get(unsure.assumption).statement.startswith("If I don’t answer first")
    ((kind, goal, _),) = filled.ties.of("map", one.id)
    assert kind == "goal"
    assert filled.goals.get(goal).title == "Lead meetings where others think aloud first"
    assert {said.state for said in one.pattern_notes} == {"dismissed"}


def test_each_of_its_maps_looks_like_the_pattern_that_it_was_drawn_for(filled):
    found = {}
    for row in filled.maps.listing():
        one = filled.maps.get(row.id)
        loops = find(arrows(one), one.names).loops
        labels = {loop.key: loop.label for loop in loops}
        seen = [(hit.pattern, hit.strength, hit.loops) for hit in hits(one, loops)]
        seen += [(said.pattern, said.state, said.loops) for said in accepted(one, loops)]
        found[one.title] = [
            (pattern, how, {labels[key] for key in keys}) for pattern, how, keys in seen
        ]
    assert found == {
        "The rescue loop": [("shifting_the_burden", "full", {"B1", "B2", "R2"})],
        "Nights in pairs": [("limits_to_growth", "full", {"B1", "R1"})],
        "The evening that moves": [("eroding_goals", "accepted", {"B1", "B2"})],
        "The shift I take myself": [("fixes_that_fail", "full", {"B1", "R1"})],
    }


def test_its_maps_show_all_that_a_map_can_hold(filled):
    kept = filled.maps.all()
    variables = [one for found in kept for one in found.map.variables]
    links = [one for found in kept for one in found.map.links]
    measures = {one.id for row in filled.goals.rows() for one in filled.goals.measures(row.goal.id)}
    assert {one.role for one in variables} == {None, "limit", "gap", "goal"}
    assert {one.measure for one in variables} - {None} < measures
    assert sum(one.measure is not None for one in variables) == 2
    assert [one.metric for one in variables if one.metric] == [filled.metrics.built_in("energy").id]
    assert all(len(one.drawn) >= 6 for one in variables if one.drawn)
    assert sum(bool(one.drawn) for one in variables) == 4
    assert any(one.actor for one in variables)
    assert {one.mine for one in variables} == {True, False}
    assert {one.polarity for one in links} == {1, -1, 0}
    assert sum(len(found.map.notes) for found in kept) == 3
    states = [said.state for found in kept for said in found.map.pattern_notes]
    assert sorted(states) == ["accepted", "dismissed", "dismissed"]


def test_no_map_knows_what_came_after_it_was_drawn(filled):
    for kept in filled.maps.all():
        drawn = [point.date for one in kept.map.variables for point in one.drawn]
        assert max(drawn) <= kept.created_at.date() <= LAST_DAY
        for link in kept.map.links:
            if link.assumption:
                assert filled.assumptions.get(link.assumption).created_at <= kept.created_at
