"""Assumptions on a real encrypted file: words, confidence, evidence, states, and Recently deleted."""

from __future__ import annotations

import datetime as dt

import pytest

from assumed import assumption, experiment, passage, result, seen
from journals import entry
from metanoia.domain.assumptions import NewEvidence
from metanoia.domain.errors import NotFound, Refused
from metanoia.domain.kinds import Kind
from metanoia.store import copy
from metanoia.store.anchors import Anchors
from metanoia.store.assumptions import Assumptions
from metanoia.store.entries import Entries
from metanoia.store.experiments import Experiments
from metanoia.store.links import Ties
from metanoia.store.predictions import Predictions


@pytest.fixture
def assumptions(store, clock):
    return store.part(Assumptions)


@pytest.fixture
def tests(store, clock):
    return store.part(Experiments)


@pytest.fixture
def sam(assumptions):
    """Held, at 70 per cent."""
    return assumptions.add(assumption(confidence=70)).id


def points(assumptions, of):
    return [(point.confidence, point.cause) for point in assumptions.history(of)]


def everything(store):
    """Return every row of every table of assumptions, to see that nothing changed."""
    tables = ("assumption", "confidence_point", "evidence", "experiment", "prediction", "forecast")
    more = ("revision", "anchor", "item_link")
    return {
        table: store.connection.execute(f"SELECT * FROM {table} ORDER BY id").fetchall()
        for table in tables + more
    }


def refused(store, says, do, *args, error=Refused, **kwargs):
    before = everything(store), store.commits
    with pytest.raises(error, match=says):
        do(*args, **kwargs)
    assert (everything(store), store.commits) == before


# -- noticed and held


def test_without_a_confidence_it_is_only_noticed(assumptions):
    kept = assumptions.add(assumption("  Sam is\nangry   with me "))

    assert (kept.state, kept.confidence, kept.statement) == (
        "noticed",
        None,
        "Sam is angry with me",
    )
    assert assumptions.history(kept.id) == []
    assert assumptions.get(kept.id) == kept


def test_with_a_confidence_it_is_held_and_its_history_begins(assumptions, clock):
    kept = assumptions.add(assumption(confidence=70, reason="He did not look up"))

    assert (kept.state, kept.confidence) == ("held", 70)
    (point,) = assumptions.history(kept.id)
    assert (point.cause, point.reason, point.at) == ("first", "He did not look up", clock())


def test_the_first_confidence_makes_what_was_noticed_held(assumptions):
    kept = assumptions.add(assumption())

    point = assumptions.rate(kept.id, 40, cause="evidence")

    assert point.cause == "first"
    assert (assumptions.get(kept.id).state, assumptions.get(kept.id).confidence) == ("held", 40)


def test_one_that_was_noticed_earlier_is_of_that_day(assumptions, clock):
    earlier = clock() - dt.timedelta(days=90)
    kept = assumptions.add(assumption(confidence=70, at=earlier))
    assert kept.created_at == kept.touched_at == assumptions.history(kept.id)[0].at == earlier


@pytest.mark.parametrize(
    ("fields", "says"),
    [
        ({"statement": "Hm"}, "at least 5 characters"),
        ({"statement": "x" * 301}, "at most 300 characters; this one has 301"),
        ({"confidence": 101}, "from 0 to 100"),
        ({"confidence": -1}, "from 0 to 100"),
        ({"importance": 11}, "from 0 to 10"),
        ({"person": "x" * 121}, "at most 120"),
        ({"if_wrong": "x" * 501}, "at most 500"),
    ],
)
def test_what_is_out_of_range_is_refused(fields, says):
    with pytest.raises(Refused, match=says):
        assumption(**{"statement": "Sam is angry", **fields})


@pytest.mark.parametrize("length", [5, 300])
def test_the_shortest_and_the_longest_statement_are_kept(assumptions, length):
    assert len(assumptions.add(assumption("x" * length)).statement) == length


def test_a_moment_to_come_is_refused_and_nothing_is_kept(store, assumptions, clock):
    tomorrow = clock() + dt.timedelta(days=1)
    refused(store, "still to come", assumptions.add, assumption(confidence=5, at=tomorrow))


def test_a_passage_that_is_not_there_keeps_the_assumption_from_being_made(store, assumptions):
    entries = store.part(Entries)
    kept = entries.add(entry(body="Sam said nothing. I decided he was angry."))
    origin = passage(kept, "he was angry")
    entries.save_text(kept.id, "", "Something else altogether was on my mind today.")

    refused(store, "not in the entry any more", assumptions.add, assumption(), origin=origin)


def test_the_listener_hears_of_each_change_once(store, assumptions, sam):
    heard = []
    store.changes.subscribe(lambda kinds, source: heard.append((kinds, source)))

    assumptions.add_evidence(sam, seen(), confidence=50, source="me")

    assert heard == [(frozenset({Kind.ASSUMPTION}), "me")]


# -- how sure


def test_the_latest_point_in_time_is_what_counts(assumptions, sam, clock):
    clock.forward(days=1)
    assumptions.rate(sam, 40)
    clock.forward(days=1)
    assumptions.rate(sam, 55, reason="Slept on it")

    assert assumptions.get(sam).confidence == 55
    assert points(assumptions, sam) == [(70, "first"), (40, "review"), (55, "review")]


def test_an_older_point_put_in_late_does_not_change_the_confidence(assumptions, sam, clock):
    start = clock()
    clock.forward(days=10)
    assumptions.rate(sam, 40)
    touched = assumptions.get(sam).touched_at
    clock.forward(days=1)

    assumptions.rate(sam, 95, at=start + dt.timedelta(days=5))

    assert [p.confidence for p in assumptions.history(sam)] == [70, 95, 40]
    assert (assumptions.get(sam).confidence, assumptions.row(sam).confidence) == (40, 40)
    assert assumptions.get(sam).touched_at == touched


def test_of_two_points_of_one_second_the_later_given_counts(assumptions, sam):
    assumptions.rate(sam, 40, reason="one")
    assumptions.rate(sam, 60, reason="two")
    assert assumptions.get(sam).confidence == 60
    assert [p.confidence for p in assumptions.history(sam)] == [70, 40, 60]


def test_a_second_thought_of_one_sitting_takes_the_place_of_the_first(assumptions, sam, clock):
    clock.forward(days=1)
    assumptions.rate(sam, 40)
    clock.forward(minutes=9)
    assumptions.rate(sam, 45)
    assert points(assumptions, sam) == [(70, "first"), (45, "review")]

    clock.forward(minutes=10)
    assumptions.rate(sam, 50)
    assert points(assumptions, sam) == [(70, "first"), (45, "review"), (50, "review")]
    assert assumptions.get(sam).confidence == 50


def test_another_cause_is_another_point(assumptions, sam, clock):
    clock.forward(minutes=1)
    assumptions.rate(sam, 40)
    assumptions.rate(sam, 30, cause="evidence")
    assert points(assumptions, sam) == [(70, "first"), (40, "review"), (30, "evidence")]


def test_what_has_a_reason_is_never_replaced(assumptions, sam, clock):
    clock.forward(days=1)
    assumptions.rate(sam, 40, reason="He smiled")
    assumptions.rate(sam, 45)
    assumptions.rate(sam, 50, reason="He smiled again")
    assert [p.confidence for p in assumptions.history(sam)] == [70, 40, 45, 50]


@pytest.mark.parametrize("confidence", [-1, 101])
def test_a_confidence_out_of_range_is_refused(store, assumptions, sam, confidence):
    refused(store, "from 0 to 100", assumptions.rate, sam, confidence)


def test_a_point_to_come_is_refused(store, assumptions, sam, clock):
    soon = clock() + dt.timedelta(seconds=1)
    refused(store, "still to come", assumptions.rate, sam, 50, at=soon)
    refused(store, "at most 500", assumptions.rate, sam, 50, reason="x" * 501)
    refused(store, "not in this journal", assumptions.rate, sam, 50, entry="nobody", error=NotFound)


def test_the_history_is_never_edited(store, assumptions, sam):
    for column, value in (("confidence", 1), ("at", "2020-01-01T00:00:00Z"), ("reason", "no")):
        with pytest.raises(Exception, match="never edited"):
            store.connection.execute(f"UPDATE confidence_point SET {column} = ?", (value,))
    assert points(assumptions, sam) == [(70, "first")]


# -- other words


def test_other_words_are_kept_and_the_old_ones_too(assumptions, sam, clock):
    clock.forward(hours=1)
    said = assumptions.change(sam, statement="Sam is tired", importance=9, person="Sam")

    assert (said.statement, said.importance, said.person, said.rev) == ("Sam is tired", 9, "Sam", 2)
    assert assumptions.statements_before(sam) == [(clock(), "Sam is angry with me")]


def test_changes_of_one_sitting_are_one(store, assumptions, sam, clock):
    assumptions.change(sam, statement="Sam is cross")
    clock.forward(minutes=9)
    assumptions.change(sam, statement="Sam is tired", person="Sam")
    assert [words for _, words in assumptions.statements_before(sam)] == ["Sam is angry with me"]

    clock.forward(minutes=11)
    assumptions.change(sam, statement="Sam is busy")
    assert [words for _, words in assumptions.statements_before(sam)] == [
        "Sam is tired", "Sam is angry with me",
    ]  # fmt: skip
    assert store.one("SELECT count(*) FROM revision") == 2


def test_the_same_words_write_nothing(store, assumptions, sam):
    before = store.commits
    assumptions.change(sam, statement=" Sam is angry with me", about="situation", importance=5)
    assert store.commits == before


def test_bad_words_are_refused(store, assumptions, sam):
    refused(store, "at least 5", assumptions.change, sam, statement="Hm")
    refused(store, "from 0 to 10", assumptions.change, sam, importance=-1)
    refused(store, "at most 500", assumptions.change, sam, if_wrong="x" * 501)
    refused(
        store, "not in this journal any more", assumptions.change, "no", person="x", error=NotFound
    )


# -- evidence


def test_evidence_comes_newest_first(assumptions, sam, clock):
    assumptions.add_evidence(sam, seen("Old", observed_on=dt.date(2026, 1, 5)))
    kept = assumptions.add_evidence(sam, seen("New", stance=1, weight=3, source="heard at lunch"))

    assert [found.text for found in assumptions.evidence(sam)] == ["New", "Old"]
    assert (kept.stance, kept.weight, kept.source) == (1, 3, "heard at lunch")
    assert kept.observed_on == clock.today
    assert assumptions.get(sam).confidence == 70


def test_evidence_with_a_confidence_is_a_point_too(store, assumptions, sam, clock):
    clock.forward(days=1)
    written = store.part(Entries).add(entry()).id

    assumptions.add_evidence(sam, seen("He laughed", entry=written), confidence=20)

    point = assumptions.history(sam)[-1]
    assert (point.confidence, point.cause, point.reason, point.entry, point.at) == (
        20, "evidence", "He laughed", written, clock(),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("fields", "says"),
    [
        ({"text": " "}, "still empty"),
        ({"text": "x" * 501}, "at most 500"),
        ({"weight": 0}, "from 1 to 3"),
        ({"weight": 4}, "from 1 to 3"),
        ({"stance": 0}, "supports or challenges"),
        ({"source": "x" * 121}, "at most 120"),
    ],
)
def test_bad_evidence_is_refused(fields, says):
    with pytest.raises(Refused, match=says):
        NewEvidence(**{"stance": 1, "text": "He laughed", **fields})


def test_evidence_to_come_or_of_nothing_is_refused(store, assumptions, sam, clock):
    tomorrow = clock.today + dt.timedelta(days=1)
    add = assumptions.add_evidence
    refused(store, "still to come", add, sam, seen(observed_on=tomorrow))
    refused(store, "from 0 to 100", add, sam, seen(), confidence=101)
    refused(store, "not in this journal", add, sam, seen(entry="nobody"), error=NotFound)
    refused(store, "not in this journal", add, "nobody", seen(), error=NotFound)
    refused(
        store, "not in this journal", assumptions.change_evidence, "none", seen(), error=NotFound
    )


def test_evidence_is_said_anew(store, assumptions, sam, clock):
    old = assumptions.add_evidence(sam, seen("He laughd", observed_on=dt.date(2026, 1, 5)))

    said = assumptions.change_evidence(old.id, seen("He laughed", weight=2))

    assert (said.text, said.weight, said.observed_on) == ("He laughed", 2, dt.date(2026, 1, 5))
    kept = store.one("SELECT before_json FROM revision WHERE item_type = 'evidence'")
    assert "He laughd" in kept
    before = store.commits
    assumptions.change_evidence(old.id, seen("He laughed", weight=2))
    assert store.commits == before


def test_removed_evidence_comes_back_within_thirty_days(store, assumptions, sam, clock):
    one, two = (assumptions.add_evidence(sam, seen(text)).id for text in ("one", "two"))
    assumptions.remove_evidence(one)
    assumptions.remove_evidence(two)
    assert assumptions.evidence(sam) == []

    assumptions.restore_evidence(one)
    assert [found.text for found in assumptions.evidence(sam)] == ["one"]

    assumptions.purge_expired(clock.forward(days=29))
    assumptions.restore_evidence(two)
    assumptions.remove_evidence(two)
    assert assumptions.purge_expired(clock.forward(days=30)) == 0
    assert store.one("SELECT count(*) FROM evidence") == 1


# -- from state to state


def test_what_nothing_speaks_to_has_not_held_up(store, assumptions, tests, sam, clock):
    noticed = assumptions.add(assumption()).id
    assumptions.add_evidence(noticed, seen())
    refused(store, "how sure", assumptions.confirm, noticed)
    refused(store, "Nothing speaks to it", assumptions.confirm, sam)
    kept = assumptions.add_evidence(sam, seen())
    assumptions.remove_evidence(kept.id)
    refused(store, "Nothing speaks to it", assumptions.confirm, sam)
    tests.abandon(tests.plan(sam, experiment()).id)
    refused(store, "Nothing speaks to it", assumptions.confirm, sam)


def test_what_loses_its_last_evidence_has_not_held_up_any_more(assumptions, tests, sam, clock):
    first, second = (assumptions.add_evidence(sam, seen(text)).id for text in ("Cake", "A smile"))
    assumptions.confirm(sam)
    assumptions.remove_evidence(first)
    assert assumptions.get(sam).state == "confirmed"
    former = assumptions.former(sam)
    assumptions.remove_evidence(second)
    assert assumptions.get(sam).state == "held"
    assumptions.put_back(former)
    assert assumptions.get(sam).state == "confirmed"

    tests.finish(tests.plan(sam, experiment()).id, result())
    assumptions.confirm(sam)
    assumptions.remove_evidence(second)
    assert assumptions.get(sam).state == "confirmed"


def test_without_evidence_it_is_being_tested_while_a_test_is_under_way(assumptions, tests, sam):
    kept = assumptions.add_evidence(sam, seen()).id
    tests.plan(sam, experiment())
    assumptions.confirm(sam)
    assumptions.remove_evidence(kept)
    assert assumptions.get(sam).state == "testing"


def test_evidence_or_a_finished_test_is_enough_to_hold_up(assumptions, tests, sam, clock):
    other = assumptions.add(assumption("He likes cake", 50)).id
    assumptions.add_evidence(sam, seen())
    tests.finish(tests.plan(other, experiment()).id, result())

    for kept in (sam, other):
        assert assumptions.confirm(kept).state == "confirmed"
        assert assumptions.confirm(kept).state == "confirmed"
        assert assumptions.hold(kept).state == "held"


def test_what_is_tested_may_hold_up_and_is_tested_still_when_that_is_taken_back(
    assumptions, tests, sam
):
    assumptions.add_evidence(sam, seen())
    planned = tests.plan(sam, experiment())

    assert assumptions.confirm(sam).state == "confirmed"
    assert assumptions.hold(sam).state == "testing"
    assumptions.confirm(sam)
    tests.finish(planned.id, result())
    assert assumptions.get(sam).state == "confirmed"


def test_only_what_held_up_is_taken_back(store, assumptions, sam):
    refused(store, "held up", assumptions.hold, sam)


def test_dropping_needs_a_reason_and_gives_up_its_tests(store, assumptions, tests, sam, clock):
    planned = tests.plan(sam, experiment())
    refused(store, "still empty", assumptions.drop, sam, "  ")

    dropped = assumptions.drop(sam, "It was about me")

    assert (dropped.state, dropped.closing_note) == ("dropped", "It was about me")
    assert dropped.closed_at == clock()
    assert dropped.confidence == 70
    assert tests.get(planned.id).state == "abandoned"
    assert store.part(Predictions).get(planned.prediction).withdrawn_at == clock()


def test_what_was_dropped_can_be_taken_up_again(store, assumptions, sam):
    noticed = assumptions.add(assumption("He knows")).id
    for kept, state in ((sam, "held"), (noticed, "noticed")):
        assumptions.drop(kept, "Enough of it")
        assert assumptions.take_up(kept).state == state
        assert assumptions.get(kept).closing_note == ""
        refused(store, "dropped", assumptions.take_up, kept)
    assert store.one("SELECT count(*) FROM revision WHERE before_json LIKE '%Enough of it%'") == 2


def test_revising_makes_a_successor_that_is_only_noticed(assumptions, tests, sam, clock):
    assumptions.change(sam, person="Sam", importance=8, about="someone", if_wrong="He smiles")
    planned = tests.plan(sam, experiment())

    new = assumptions.revise(sam, "Sam is tired in the evening", importance=6)

    assert (new.state, new.confidence, new.revised_from) == ("noticed", None, sam)
    assert (new.person, new.importance, new.about, new.if_wrong) == (
        "Sam", 6, "someone", "He smiles",
    )  # fmt: skip
    old = assumptions.get(sam)
    assert (old.state, old.revised_to, old.closed_at) == ("revised", new.id, clock())
    assert tests.get(planned.id).state == "abandoned"
    assert assumptions.count_open == 1


def test_a_successor_can_be_revised_and_the_chain_never_turns_back(assumptions, sam):
    chain = [sam]
    for statement in ("He is tired", "He sleeps badly", "He has a baby"):
        chain.append(assumptions.revise(chain[-1], statement).id)
    assert [assumptions.get(kept).revised_to for kept in chain] == [*chain[1:], None]
    assert [assumptions.get(kept).revised_from for kept in chain] == [None, *chain[:-1]]


def test_revising_needs_other_words(store, assumptions, sam):
    refused(store, "already", assumptions.revise, sam, "Sam is  angry with me")
    refused(store, "at least 5", assumptions.revise, sam, "Hm")


def closed_actions(assumptions, tests, kept, of):
    return [
        (assumptions.rate, kept, 50),
        (assumptions.change, kept, "importance"),
        (assumptions.add_evidence, kept, seen()),
        (assumptions.remove_evidence, of),
        (assumptions.change_evidence, of, seen("More")),
        (assumptions.confirm, kept),
        (assumptions.hold, kept),
        (assumptions.drop, kept, "Why not"),
        (assumptions.revise, kept, "Something else"),
        (tests.plan, kept, experiment()),
    ]


@pytest.mark.parametrize(
    ("close", "says"),
    [
        (lambda part, kept: part.revise(kept, "Sam is tired"), "was revised. Go on with"),
        (lambda part, kept: part.drop(kept, "Enough"), "was dropped. Take it up again"),
        (lambda part, kept: part.trash(kept), "in Recently deleted. Bring it back"),
    ],
)
def test_what_is_closed_changes_no_more(store, assumptions, tests, sam, close, says):
    of = assumptions.add_evidence(sam, seen()).id
    close(assumptions, sam)
    for do, *args in closed_actions(assumptions, tests, sam, of):
        if do == assumptions.change:
            refused(store, says, do, sam, importance=1)
        else:
            refused(store, says, do, *args)


def test_revised_is_for_good(store, assumptions, sam):
    assumptions.revise(sam, "Sam is tired")
    refused(store, "Only an assumption that was dropped", assumptions.take_up, sam)


def test_the_file_itself_refuses_what_cannot_be(store, assumptions, sam):
    other = assumptions.add(assumption("He likes cake")).id
    for column, value in (
        ("state = 'testing', confidence", None),
        ("state = 'revised', closed_at", "2026-01-01T00:00:00Z"),
        ("state", "dropped"),
        ("closed_at", "2026-01-01T00:00:00Z"),
        ("revised_to_id", other),
        ("confidence", 101),
        ("statement", "Hm"),
    ):
        with pytest.raises(Exception, match="CHECK"):
            store.connection.execute(
                f"UPDATE assumption SET {column} = ? WHERE id = ?", (value, sam)
            )


# -- finding and listing


def test_rows_say_what_a_list_shows(store, assumptions, tests, sam, clock):
    written = store.part(Entries).add(entry(body="I decided he was angry. He was angry."))
    anchors = store.part(Anchors)
    anchors.mark("assumption", sam, passage(written, "decided he was angry"))
    anchors.mark("assumption", sam, passage(written, "He was angry"))
    tests.plan(sam, experiment(due_on=dt.date(2026, 4, 1)))
    tests.plan(sam, experiment(due_on=dt.date(2026, 3, 20)))
    tests.abandon(tests.plan(sam, experiment(due_on=dt.date(2026, 3, 5))).id)
    clock.forward(days=1)
    assumptions.rate(sam, 60)

    (row,) = assumptions.rows()

    assert (row.id, row.state, row.confidence, row.entries, row.tests) == (sam, "testing", 60, 1, 2)
    assert [confidence for _, confidence in row.points] == [70, 60]
    assert row.next_test_on == dt.date(2026, 3, 20)
    assert row.touched_at == clock()
    assert row == assumptions.row(sam)
    store.part(Entries).trash(written.id)
    assert assumptions.row(sam).entries == 0


def test_what_was_touched_last_comes_first(assumptions, tests, clock):
    first, second, third = (
        assumptions.add(assumption(f"Number {number}", 50, at=clock.forward(hours=1))).id
        for number in range(3)
    )
    clock.forward(days=1)
    assumptions.rate(first, 60)
    clock.forward(days=1)
    tests.plan(second, experiment(due_on=clock.today))

    assert [row.id for row in assumptions.rows()] == [second, first, third]
    assert [row.id for row in assumptions.rows("held")] == [first, third]
    clock.forward(days=1)
    assumptions.add_evidence(third, seen())
    assert [row.id for row in assumptions.rows()] == [third, second, first]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("", 3), ("sam", 1), ("ANG sa", 1), ("zoe", 1), ("Zoë cafe", 1), ("ngry", 0),
        ("angry zoe", 0), ("会", 1), ("議が", 1), ("  ", 3), ("x", 0),
    ],
)  # fmt: skip
def test_every_word_begins_a_word_of_the_statement(assumptions, sam, words, found):
    assumptions.add(assumption("Zoë thinks the café is loud"))
    assumptions.add(assumption("この会議が長い"))
    assert len(assumptions.rows(words=words)) == found


def test_an_assumption_is_found_by_the_beginning_of_its_id(store, assumptions, sam):
    assert assumptions.find(sam[:8].upper()).id == sam
    with pytest.raises(Refused, match="first four signs of the assumption's id"):
        assumptions.find(sam[:3])
    with pytest.raises(NotFound, match="No assumption's id begins"):
        assumptions.find("zzzz")
    twin = sam[:-1] + ("0" if sam[-1] != "0" else "1")
    store.connection.execute(
        """INSERT INTO assumption(id, created_at, updated_at, touched_at, statement)
        VALUES(?, '2026', '2026', '2026', 'A twin')""",
        (twin,),
    )
    with pytest.raises(Refused, match="ids of 2 assumptions"):
        assumptions.find(sam[:8])


def test_lists_read_no_more_than_they_must(store, assumptions):
    """Two statements for any number of assumptions, and no list is sorted as a whole."""
    for i in range(30):
        kept = assumptions.add(assumption(f"Number {i}", 50)).id
        assumptions.rate(kept, i, reason="again")
    ran = []
    store.connection.set_trace_callback(ran.append)
    assert len(assumptions.rows()) == 30
    store.connection.set_trace_callback(None)
    assert len(ran) == 2
    for sql in ran:
        plan = [row[3] for row in store.connection.execute(f"EXPLAIN QUERY PLAN {sql}")]
        assert not [step for step in plan if "ORDER BY" in step]
        assert not [step for step in plan if step.startswith("SCAN") and "USING" not in step]


# -- Recently deleted


def test_a_deleted_assumption_is_gone_from_every_list_and_comes_back_whole(
    store, assumptions, tests, sam
):
    written = store.part(Entries).add(entry(body="I decided he was angry."))
    anchors, ties = store.part(Anchors), store.part(Ties)
    anchors.mark("assumption", sam, passage(written, "he was angry"))
    ties.connect(("entry", written.id), ("assumption", sam))
    planned = tests.plan(sam, experiment())
    before = everything(store)

    assumptions.trash(sam)

    assert assumptions.rows() == []
    assert [row.id for row in assumptions.trashed()] == [sam]
    assert assumptions.count_open == 0
    assert anchors.in_entry(written.id) == []
    assert ties.of("entry", written.id) == []
    assert tests.due(planned.due_on) == []
    assert store.part(Predictions).rows() == []
    assumptions.restore(sam)
    assert everything(store) == before
    assert assumptions.trashed() == []


def test_what_is_settled_stands_by_itself(store, assumptions, tests, sam):
    predictions = store.part(Predictions)
    done = tests.plan(sam, experiment())
    tests.finish(done.id, result(came_true=True))
    tests.plan(sam, experiment())

    assumptions.trash(sam)
    assert [row.id for row in predictions.rows()] == [done.prediction]
    assumptions.restore(sam)
    assert len(predictions.rows()) == 2


def test_a_prediction_deleted_earlier_stays_deleted(store, assumptions, tests, sam, clock):
    predictions = store.part(Predictions)
    planned = tests.plan(sam, experiment())
    predictions.trash(planned.prediction)
    clock.forward(days=1)
    assumptions.trash(sam)
    assumptions.restore(sam)
    assert [row.id for row in predictions.trashed()] == [planned.prediction]


def test_a_prediction_deleted_later_keeps_its_own_thirty_days(
    assumptions, store, tests, sam, clock
):
    predictions = store.part(Predictions)
    planned = tests.plan(sam, experiment())
    tests.finish(planned.id, result(came_true=True))
    assumptions.trash(sam)
    clock.forward(days=20)
    predictions.trash(planned.prediction)
    clock.forward(days=11)

    assert assumptions.purge_expired(clock()) == 1
    assert [row.id for row in predictions.trashed()] == [planned.prediction]
    assert dangling(store) == []


def dangling(store):
    """Return what names a thing that is not there."""
    things = " UNION ALL ".join(
        f"SELECT '{kind}' AS kind, id FROM {kind}"
        for kind in ("entry", "assumption", "prediction", "action", "evidence", "experiment")
    )
    ends = {
        "anchor": ["item_type, item_id", "'entry', entry_id"],
        "item_link": ["from_type, from_id", "to_type, to_id"],
        "item_tag": ["item_type, item_id"],
        "revision": ["item_type, item_id"],
    }
    return [
        (table, row)
        for table, columns in ends.items()
        for pair in columns
        for row in store.connection.execute(
            f"SELECT {pair} FROM {table} WHERE ({pair}) NOT IN ({things})"
        )
    ]


@pytest.mark.parametrize(
    "values",
    [
        "item_link VALUES({id}, 'assumption', {id}, 'entry', {id}, 'about', '2026')",
        "item_tag VALUES('assumption', {id}, (SELECT id FROM tag), 0)",
        """anchor VALUES({id}, 'action', {id}, (SELECT id FROM entry), 'body', 'a', '', '', 0, 1,
        '2026')""",
        "revision VALUES({id}, 'evidence', {id}, 1, '2026', NULL, '{{}}')",
    ],
)
def test_a_full_check_finds_what_names_nothing(store, assumptions, sam, values):
    store.part(Entries).add(entry(tags=("work",)))
    assert copy.verify(store.connection) == []

    store.connection.execute("INSERT INTO " + values.format(id=f"'{'0' * 36}'"))

    assert copy.verify(store.connection) == [
        "Something in the journal refers to what is not there."
    ]
    assert copy.verify(store.connection, full=False) == []


def test_deleting_for_ever_leaves_nothing_dangling(store, assumptions, tests, sam, clock):
    predictions = store.part(Predictions)
    written = store.part(Entries).add(entry(body="I decided he was angry.", tags=("work",)))
    anchors = store.part(Anchors)
    anchors.mark("assumption", sam, passage(written, "he was angry"))
    store.part(Ties).connect(("entry", written.id), ("assumption", sam))
    of = assumptions.add_evidence(sam, seen("He laughd", entry=written.id), confidence=20)
    assumptions.change_evidence(of.id, seen("He laughed"))
    assumptions.change(sam, person="Sam")
    planned = tests.plan(sam, experiment())
    tests.change(planned.id, experiment(plan="Ask Sam twice"))
    anchors.mark("prediction", planned.prediction, passage(written, "he was angry"))
    tests.finish(tests.plan(sam, experiment()).id, result(came_true=False))
    assert dangling(store) == []

    assumptions.trash(sam)
    assumptions.purge(sam)

    gone = ("assumption", "confidence_point", "evidence", "experiment", "revision", "item_link")
    assert {table: store.one(f"SELECT count(*) FROM {table}") for table in (*gone, "anchor")} == {
        **dict.fromkeys(gone, 0), "anchor": 0,
    }  # fmt: skip
    (settled,) = predictions.rows()
    assert predictions.get(settled.id).assumption is None
    assert predictions.trashed() == []
    assert dangling(store) == []
    assert copy.verify(store.connection) == []
    with pytest.raises(NotFound):
        assumptions.get(sam)


def test_an_entry_deleted_for_ever_leaves_nothing_dangling_either(store, assumptions, sam):
    entries = store.part(Entries)
    written = entries.add(entry(body="I decided he was angry."))
    store.part(Anchors).mark("assumption", sam, passage(written, "he was angry"))
    store.part(Ties).connect(("entry", written.id), ("assumption", sam))
    assumptions.add_evidence(sam, seen(entry=written.id), confidence=20)

    entries.trash(written.id)
    entries.purge(written.id)

    assert dangling(store) == []
    assert [found.entry for found in assumptions.evidence(sam)] == [None]
    assert [point.entry for point in assumptions.history(sam)] == [None, None]
    assert assumptions.get(sam).confidence == 20
    assert copy.verify(store.connection) == []


def test_what_was_revised_to_something_deleted_for_ever_counts_as_dropped(assumptions, sam):
    new = assumptions.revise(sam, "Sam is tired").id
    assumptions.trash(new)
    assert assumptions.get(sam).state == "revised"

    assumptions.purge(new)

    old = assumptions.get(sam)
    assert (old.state, old.revised_to) == ("dropped", None)
    assert old.closing_note == "What it was revised to was deleted."
    assert assumptions.take_up(sam).state == "held"


def test_a_predecessor_may_go_before_its_successor(assumptions, sam):
    new = assumptions.revise(sam, "Sam is tired").id
    assumptions.trash(sam)
    assert assumptions.get(new).revised_from == sam
    assumptions.purge(sam)
    assert assumptions.get(new).revised_from is None


def test_only_what_was_deleted_thirty_days_ago_goes(assumptions, sam, clock):
    young = assumptions.add(assumption("He likes cake")).id
    assumptions.trash(sam)
    clock.forward(days=1)
    assumptions.trash(young)
    assert assumptions.purge_expired(clock() + dt.timedelta(days=28, hours=23)) == 0
    assert assumptions.purge_expired(clock() + dt.timedelta(days=29)) == 1
    assert [row.id for row in assumptions.trashed()] == [young]
    assert assumptions.empty_trash() == 1
    assert assumptions.trashed() == []


def test_a_clock_that_lagged_does_not_shorten_the_thirty_days(assumptions, sam, clock):
    clock.forward(days=-400)
    assumptions.trash(sam)
    clock.forward(days=400)
    assert assumptions.purge_expired(clock() + dt.timedelta(days=29)) == 0
    assert assumptions.purge_expired(clock() + dt.timedelta(days=30)) == 1


def test_a_living_one_is_not_deleted_for_ever(store, assumptions, sam):
    refused(store, "Recently deleted first", assumptions.purge, sam)
    before = store.commits
    assumptions.restore(sam)
    assert store.commits == before
    assumptions.trash(sam)
    assumptions.trash(sam)
    assert store.commits == before + 1


# -- undoing


def test_putting_back_is_exact(store, assumptions, tests, sam, clock):
    written = store.part(Entries).add(entry(body="I decided he was angry. He was."))
    anchors, ties = store.part(Anchors), store.part(Ties)
    predictions = store.part(Predictions)
    kept = anchors.mark("assumption", sam, passage(written, "he was angry"))
    ties.connect(("assumption", sam), ("entry", written.id))
    assumptions.rate(sam, 60, reason="same second")
    of = assumptions.add_evidence(sam, seen(entry=written.id), confidence=50)
    running = tests.plan(sam, experiment())
    tests.start(running.id)
    tests.finish(tests.plan(sam, experiment()).id, result(came_true=True))
    predictions.forecast(running.prediction, 40)
    assumptions.change(sam, person="Sam")
    assumptions.change_evidence(of.id, seen("He laughed out loud"))
    before, former = everything(store), assumptions.former(sam)

    clock.forward(days=3)
    assumptions.change(sam, statement="Sam is tired")
    assumptions.remove_evidence(of.id)
    assumptions.add_evidence(sam, seen("More"), confidence=10)
    predictions.forecast(running.prediction, 20)
    tests.finish(running.id, result(came_true=False))
    again = tests.plan(sam, experiment(due_on=clock.today))
    anchors.mark("prediction", again.prediction, passage(written, "He was"))
    ties.connect(("prediction", again.prediction), ("entry", written.id))
    anchors.remove(kept.id)
    anchors.mark("assumption", sam, passage(written, "He was"))
    ties.disconnect(("entry", written.id), ("assumption", sam))
    assumptions.confirm(sam)
    assumptions.revise(sam, "Sam is only tired")
    assumptions.trash(sam)
    assert everything(store) != before

    assumptions.put_back(former)

    assert everything(store) == before
    assert copy.verify(store.connection) == []
    assert dangling(store) == []


def test_putting_back_twice_changes_nothing_more(store, assumptions, sam):
    former = assumptions.former(sam)
    assumptions.rate(sam, 10, reason="no")
    assumptions.put_back(former)
    once = everything(store)
    assumptions.put_back(former)
    assert everything(store) == once
    assert assumptions.former(sam) == former


def test_putting_back_out_of_order_spares_the_points_of_others(assumptions, sam, clock):
    other = assumptions.add(assumption("He likes cake", 50)).id
    first = assumptions.former(sam)
    clock.forward(hours=1)
    assumptions.rate(sam, 60, reason="he smiled")
    second = assumptions.former(sam)
    assumptions.put_back(first)
    assumptions.rate(other, 20, reason="he left it")

    assumptions.put_back(second)

    assert points(assumptions, sam) == [(70, "first"), (60, "review")]
    assert points(assumptions, other) == [(50, "first"), (20, "review")]


def test_a_successor_that_was_worked_on_goes_to_recently_deleted(assumptions, sam):
    former = assumptions.former(sam)
    new = assumptions.revise(sam, "Sam is tired").id
    assumptions.rate(new, 50)

    assumptions.put_back(former)

    assert assumptions.get(sam).state == "held"
    assert [row.id for row in assumptions.trashed()] == [new]
    assumptions.restore(new)
    assert assumptions.get(new).revised_from is None


def test_a_successor_that_nobody_touched_leaves_no_trace(assumptions, sam):
    former = assumptions.former(sam)
    assumptions.revise(sam, "Sam is tired")
    assumptions.put_back(former)
    assert assumptions.trashed() == []
    assert [row.id for row in assumptions.rows()] == [sam]


def test_one_of_a_longer_chain_can_be_put_back(assumptions, sam):
    former = assumptions.former(sam)
    second = assumptions.revise(sam, "Sam is tired").id
    third = assumptions.revise(second, "Sam sleeps badly").id
    assumptions.put_back(former)
    assert {row.id for row in assumptions.rows()} == {third, sam}
    assert [row.id for row in assumptions.trashed()] == [second]


def test_it_cannot_be_revised_again_to_what_is_gone_for_ever(store, assumptions, sam):
    new = assumptions.revise(sam, "Sam is tired").id
    former = assumptions.former(sam)
    assumptions.trash(new)
    assumptions.purge(new)
    refused(store, "deleted for ever", assumptions.put_back, former)


def test_an_entry_that_is_gone_meanwhile_is_not_named_again(store, assumptions, sam):
    entries = store.part(Entries)
    written = entries.add(entry(body="I decided he was angry."))
    store.part(Anchors).mark("assumption", sam, passage(written, "he was angry"))
    store.part(Ties).connect(("assumption", sam), ("entry", written.id))
    assumptions.add_evidence(sam, seen(entry=written.id), confidence=50)
    former = assumptions.former(sam)
    entries.trash(written.id)
    entries.purge(written.id)
    assumptions.rate(sam, 5, reason="no")

    assumptions.put_back(former)

    assert assumptions.get(sam).confidence == 50
    assert assumptions.history(sam)[-1].entry is None
    assert store.one("SELECT count(*) FROM anchor") == 0
    assert dangling(store) == []


def test_a_passage_that_moved_meanwhile_stays_where_it_is_now(store, assumptions, sam):
    entries = store.part(Entries)
    written = entries.add(entry(body="I decided he was angry."))
    anchors = store.part(Anchors)
    anchors.mark("assumption", sam, passage(written, "he was angry"))
    former = assumptions.former(sam)
    entries.save_text(written.id, "", "Late. I decided he was angry.")
    assumptions.rate(sam, 5)

    assumptions.put_back(former)

    (anchor,) = anchors.of("assumption", sam)
    assert anchor.selector.start == len("Late. I decided ")


def test_what_is_gone_for_ever_cannot_be_put_back(assumptions, sam):
    former = assumptions.former(sam)
    assumptions.trash(sam)
    assumptions.purge(sam)
    with pytest.raises(NotFound):
        assumptions.put_back(former)
    with pytest.raises(NotFound):
        assumptions.former(sam)
