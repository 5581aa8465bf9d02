"""The prep sheet: one page, in words of one's own, and nothing on it that was not shared."""

from __future__ import annotations

import dataclasses
import datetime as dt

from clients import DAY, ENTRY, LEARN, agreed, event, number, share, thing
from metanoia.domain.clients import AskedQuestion, ClientTarget
from metanoia.domain.comparing import compare
from metanoia.domain.learning_targets import TargetId, standing
from metanoia.domain.prep import _went, prep, short
from metanoia.exchange.prep_text import prep_markdown


def sheet(before, after, **more):
    known = {"questions": (), "targets": (), "next_session_on": None, "today": DAY} | more
    return prep("Mara", compare(before, after), **known)


def lines(made, key):
    (section,) = (one for one in made.sections if one.key == key)
    return [(line.text, line.detail) for line in section.lines]


def target(*events):
    return ClientTarget(id=TargetId(number(1, 4)), standing=standing(events), events=events)


def test_the_first_share_is_not_called_new_and_says_what_is_there():
    held = thing(
        "assumption", 1, {"state": "active", "confidence": 60}, {"statement": "They wait."}
    )
    value = thing("value", 2, {"state": "active"}, {"name": "Craft"})
    made = sheet(None, share(things=(held, value)))
    assert (made.before_on, made.same) == (None, 0)
    told = [line for line, _detail in lines(made, "assumptions")]
    assert len(told) == 1
    assert lines(made, "in_this_share") == [("Silence", "Entry"), ("Craft", "Value")]
    assert [one.title for one in made.sections][-1] == "In this share"
    assert not any(one.key == "new" for one in made.sections)


def test_a_single_day_is_one_day_and_a_gap_that_stays_is_said_to_stay():
    made = sheet(None, share(agreed=dataclasses.replace(agreed(), keep_days=1)))
    assert lines(made, "session")[0][0].endswith("to be kept 1 day.")
    assert _went("felt gap", (0.61, 0.58)) == "felt gap still 0.6"
    assert _went("felt gap", (0.61, 0.38)) == "felt gap 0.6 then, 0.4 now"


def test_what_is_new_changed_and_not_in_this_share():
    goal = thing("goal", 1, {"state": "active"}, {"title": "Listen"})
    again = thing("goal", 1, {"state": "active"}, {"title": "Listen first"})
    value = thing("value", 2, {"state": "active"}, {"name": "Craft"})
    made = sheet(share(1, things=(goal, value)), share(2, body="Other.", things=(again,)))
    assert lines(made, "changed") == [("Silence", "Entry"), ("Listen first", "Goal")]
    assert lines(made, "not_in_this_share") == [("Craft", "Value")]
    assert (made.before_on, made.same) == (dt.date(2026, 1, 1), 0)
    assert "removed" not in repr(made)


def mapped(*refs, **plain):
    """Return a map of two variables as shared, with loops of these refs between them."""
    loops = [
        {"ref": ref, "label": f"R{at}", "polarity": 1, "delayed": False, "variables": ["a", "b"]}
        for at, ref in enumerate(refs, 1)
    ]
    said = {"title": "The rota", "variable/a": "Holes", "variable/b": "Shifts"}
    return thing("map", 5, {"loops": loops}, said | plain)


def test_loops_of_a_map_are_listed_the_told_ones_first_and_new_ones_said_to_be_new():
    told = {"loop/two/name": "The squeeze", "loop/two/story": "More holes, more shifts."}
    made = sheet(
        share(1, things=(mapped("one"),)), share(2, things=(mapped("one", "two", **told),))
    )
    assert lines(made, "loops") == [
        ("The rota: R2, “The squeeze”, new", "Holes → Shifts → Holes. More holes, more shifts."),
        ("The rota: R1", "Holes → Shifts → Holes."),
    ]
    assert lines(made, "changed") == [("The rota", "Map")]


def test_of_many_loops_six_are_listed_and_the_rest_is_counted():
    first = lines(sheet(None, share(things=(mapped(*"abcdefgh"),))), "loops")
    assert len(first) == 7
    assert first[-1] == ("The rota: 2 more loops", "")
    assert not any("new" in line for line, _ in first)


def test_the_session_and_what_was_agreed():
    made = sheet(
        None, share(agreed=agreed(), cover_note="Read the second first."), next_session_on=DAY
    )
    assert lines(made, "session") == [
        ("You meet on 2 March 2026.", ""),
        ("Agreed until 31 December 2026, to be kept 30 days.", "Speaking up"),
        ("They wrote with it:", "Read the second first."),
    ]


def question(n, **more):
    asked = dt.datetime(2026, 1, 5, 12, tzinfo=dt.UTC)
    return AskedQuestion(
        comment=number(n), share=number(1), item=("entry", ENTRY), text=f"Question {n}?", quote="",
        asked_at=asked, **more,
    )  # fmt: skip


def test_open_questions_come_first_and_then_what_was_answered():
    answered = question(1, answer="Four.", answered_on=dt.date(2026, 1, 9))
    forgotten = question(3, answered_on=dt.date(2026, 1, 9))
    made = sheet(None, share(), questions=(answered, question(2), forgotten))
    assert lines(made, "questions") == [
        ("Question 2?", "Asked on 5 January 2026, not answered yet."),
        ("Question 1?", "9 January 2026: Four."),
    ]


def test_targets_by_what_they_wait_for():
    proposed, accepted = event(1, "journaler", "propose"), event(2, "coach", "agree")
    made = sheet(None, share(), targets=(target(proposed, accepted), target(proposed)))
    assert lines(made, "targets") == [
        (LEARN.text, "Due since 1 March 2026."),
        (LEARN.text, "Waits for your word, due 1 March 2026."),
    ]
    theirs = event(1, "coach", "propose", wording=LEARN._replace(due_on=None))
    agreed_later = sheet(None, share(), targets=(target(theirs),), today=DAY)
    assert lines(agreed_later, "targets") == [(LEARN.text, "Waits for theirs.")]
    early = sheet(None, share(), targets=(target(proposed, accepted),), today=dt.date(2026, 2, 1))
    assert lines(early, "targets") == [(LEARN.text, "Agreed, due 1 March 2026.")]
    done = target(proposed, accepted, event(3, "coach", "settle", outcome="met"))
    assert [one.key for one in sheet(None, share(), targets=(done,)).sections] == ["in_this_share"]


def test_how_things_moved():
    def held(n, confidence, state, closeness, lived, outcome):
        looks = [{"date": "2026-01-01", "closeness": closeness, "pull": 5}]
        steps = [{"id": number(1), "kind": "step", "state": state, "due_on": "2026-02-01", "met": 0, "used": 0}]  # fmt: skip
        ratings = [{"date": "2026-01-01", "importance": 10, "lived": lived}]
        points = [{"id": number(m), "on": "2026-01-01", "confidence": 1, "cause": "test"} for m in range(n)]  # fmt: skip
        return share(n, entries=(), things=(
            thing("goal", 1, {"state": "active", "looks": looks, "steps": steps}, {"title": "Listen", f"step/{number(1)}": "Ask Ida"}),
            thing("value", 2, {"state": "active", "ratings": ratings}, {"name": "Craft"}),
            thing("assumption", 3, {"confidence": confidence, "points": points}, {"statement": "They wait.", f"point/{number(1)}": "She spoke."}),
            thing("prediction", 4, {"outcome": outcome, "forecasts": [{"on": "2026-01-01", "percent": 80}]}, {"statement": "Ida agrees"}),
        ))  # fmt: skip

    made = sheet(held(1, 80, "open", 2, 5, None), held(2, 55, "done", 4, 7, "yes"))
    assert lines(made, "assumptions") == [("They wait: 80% then, 55% now", "She spoke.")]
    assert lines(made, "goals") == [("Listen: felt gap 0.8 then, 0.6 now", "")]
    assert lines(made, "values") == [
        ("What matters is lived to: 50% then, 70% now, over 1 value.", "")
    ]
    assert lines(made, "actions") == [
        ("1 of 1 kept.", ""), ("Ask Ida", "done, due 1 February 2026"),
    ]  # fmt: skip
    assert lines(made, "predictions") == [("Ida agrees: came true, 80% sure", "")]


def test_long_words_are_cut_after_a_word():
    assert short("a  b\nc") == "a b c"
    cut = short("word " * 60)
    assert cut.endswith("word…")
    assert len(cut) <= 161


def test_as_markdown_each_line_is_a_point_with_its_detail_below():
    made = sheet(None, share(cover_note="One.\n\nTwo.", agreed=agreed()), questions=(question(1),))
    assert prep_markdown(made) == (
        "# Mara\n\nThe share of 1 January 2026.\n\n## Before you meet\n\n"
        "- Agreed until 31 December 2026, to be kept 30 days.  \n  Speaking up\n"
        "- They wrote with it:  \n  One.  \n    \n  Two.\n\n## Questions\n\n"
        "- Question 1?  \n  Asked on 5 January 2026, not answered yet.\n\n"
        "## In this share\n\n- Silence  \n  Entry\n"
    )
