"""How things of a share are shown: every word of a person has its place, and charts say a sentence."""

from __future__ import annotations

import datetime as dt
import re

import pytest

from journals import new_journal
from metanoia.domain.shared_things import SharedThing
from metanoia.exchange import seal
from metanoia.exchange.shown import scores, shown, shown_entry
from shared_kinds import asked, make_kinds, ticked
from sharing import DRAW

ID = "aaaaaaaa-bbbb-4ccc-8ddd-eeeeeeeeeeee"


@pytest.fixture(scope="module")
def payload(tmp_path_factory):
    with new_journal(tmp_path_factory.mktemp("own") / "Journal") as journal:
        kinds = make_kinds(journal)
        return seal.check(journal, asked(kinds.entry, things=ticked(kinds)), DRAW).payload


def thing(kind, fields, **plain):
    return SharedThing(kind=kind, id=ID, rev=1, fields=fields, plain=plain)


def test_every_text_is_shown_once_under_its_path_and_with_a_label(payload):
    for one in payload.things:
        drawn = shown(one)
        paths = [drawn.heading_field, *(one.field for one in drawn.passages if one.text)]
        assert sorted(paths) == sorted(one.plain)
        assert drawn.heading == one.plain[drawn.heading_field]
        for passage in (each for each in drawn.passages if each.text):
            assert passage.text == one.plain[passage.field]
            assert passage.label
        assert drawn.about
    (entry,) = payload.entries
    assert shown_entry(entry).passages[0].text == entry.body


def test_no_label_fact_or_sentence_holds_a_word_of_a_person(payload):
    for one in payload.things:
        drawn = shown(one)
        said = [*drawn.about, *(passage.label for passage in drawn.passages)]
        said += [drawn.drawing.sentence] if drawn.drawing else []
        assert not re.search(r"\bwords\b|Hours|Sleep|Assumed person|source", " ".join(said))


def test_every_value_of_a_chart_lies_on_its_scale_and_its_days_rise(payload):
    drawings = [one.drawing for one in map(shown, payload.things) if one.drawing]
    assert len(drawings) == 4
    for drawing in drawings:
        low, high = drawing.scale
        for curve in drawing.curves:
            assert curve.points
            assert all(low <= value <= high for _, value in curve.points)
            assert [day for day, _ in curve.points] == sorted(day for day, _ in curve.points)


GOAL = {
    "state": "active", "importance": 8, "started_on": None, "target_on": "2026-04-30", "closed_on": None,
}  # fmt: skip


def looks(*closeness, pull=5):
    first = dt.date(2026, 1, 1)
    return [
        {"date": (first + dt.timedelta(14 * at)).isoformat(), "closeness": close, "pull": pull}
        for at, close in enumerate(closeness)
    ]


def measure(observations, moves=(), **numbers):
    kept = {
        "start": 60.0, "first_target": 40.0, "target": 40.0, "low": None, "high": None, "slack": None
    }  # fmt: skip
    return {
        "id": ID, "kind": "reach", **kept, **numbers, "observations": observations, "moves": list(moves)
    }  # fmt: skip


def test_a_goal_says_how_close_it_feels_and_where_the_gap_goes():
    fields = GOAL | {"looks": looks(1, 2, 3, 4), "measures": []}
    drawn = shown(thing("goal", fields, title="Rest"))
    assert drawn.about == ("active", "importance 8 of 10", "to be true by 30 April 2026")
    assert drawn.drawing.sentence == (
        "How close it is: 4 of 10 on 12 February 2026, 1 on 1 January 2026. "
        "The gap is closing, by about 2.1 of 10 a month."
    )
    assert shown(thing("goal", GOAL, title="Rest")).drawing is None
    assert shown(thing("goal", GOAL | {"looks": [], "measures": []}, title="Rest")).drawing is None


def test_a_goal_that_moved_is_said_to_have_moved_by_what_leaves_alone():
    moved = measure(
        [["2026-01-01", 55.0], ["2026-02-01", 54.0]],
        [{"on": "2026-01-20", "old": 40.0, "new": 52.0}],
        target=52.0,
    )
    drawn = shown(thing("goal", GOAL | {"looks": [], "measures": [moved]}, title="Rest"))
    assert "Most of this gap closed because the goal moved." in drawn.drawing.sentence
    stayed = measure([["2026-01-01", 55.0], ["2026-02-01", 45.0]])
    drawn = shown(
        thing("goal", GOAL | {"looks": looks(1), "measures": [stayed]}, title="Rest")
    ).drawing
    assert "goal moved" not in drawn.sentence
    assert "By the measures 7.5 of 10. Numbers and sense disagree." in drawn.sentence


def test_a_line_of_confidence_says_from_where_to_where():
    base = {"state": "held", "about": "team", "confidence": 70, "importance": 5}
    points = [
        {"id": f"{at}", "on": f"2026-01-0{at}", "confidence": sure, "cause": "review"}
        for at, sure in ((1, 90), (2, 60), (3, 70))
    ]
    drawn = shown(thing("assumption", base | {"points": points}, statement="They wait"))
    assert drawn.drawing.sentence == (
        "From 90% on 1 January 2026 to 70% on 3 January 2026; lowest 60%, 2 changes."
    )
    assert drawn.about[2] == "70% sure"
    one = shown(thing("assumption", base | {"points": points[:1]}, statement="They wait"))
    assert one.drawing.sentence == "90% sure since 1 January 2026."
    assert shown(thing("assumption", base, statement="They wait")).drawing is None


def value(importance, lived):
    rating = {"date": "2026-01-01", "importance": importance, "lived": lived}
    return thing("value", {"state": "active", "rank": 1, "ratings": [rating]}, name="Care")


def prediction(percent, outcome, due="2026-01-01"):
    fields = {
        "state": "settled", "due_on": due, "first_due_on": due, "outcome": outcome, "settled_on": due,
        "forecasts": [{"on": "2025-12-01", "percent": percent}],
    }  # fmt: skip
    return thing("prediction", fields, statement="It rains")


def test_scores_are_reckoned_over_what_leaves_alone():
    today = dt.date(2026, 2, 1)
    values = [value(10, 6), value(8, 8), value(6, 3), value(4, 4), value(0, 9)]
    assert scores(values, today) == ("What matters is lived to 56%, by these 5 values.",)
    assert scores(values[:1], today) == ()
    twenty = [prediction(80, "yes" if at < 6 else "no") for at in range(10)]
    twenty += [prediction(60, "yes" if at < 3 else "no") for at in range(5)]
    twenty += [prediction(20, "yes" if at < 1 else "no") for at in range(5)]
    assert scores(twenty, today) == ("20 settled predictions, Brier score 0.24.",)
    assert scores(twenty, dt.date(2025, 12, 31)) == ()
    assert scores(twenty[:9], today) == ()


def test_the_page_names_each_thing_and_each_text_so_that_comments_find_them(payload):
    page = payload.members["index.html"].decode()
    for one in payload.things:
        article = page.split(f'data-item="{one.kind}:{one.id}"')[1].split("</article>")[0]
        loops = [f"loop/{loop['ref']}" for loop in one.fields.get("loops", ())]
        named = re.findall(r'data-field="([^"]+)"', article)
        assert sorted(named) == sorted([*one.plain, *loops])
    (entry,) = payload.entries
    article = page.split(f'data-item="entry:{entry.id}"')[1].split("</article>")[0]
    assert re.findall(r'data-field="([^"]+)"', article) == ["title", "body"]


def test_charts_on_the_page_are_drawn_lines_without_a_script_or_an_address(payload):
    page = payload.members["index.html"].decode()
    assert page.count("<svg ") == 4 + 3  # a map and two lines over time
    assert page.count("<polyline ") == 3 + 2 + 1 + 1 + 2
    for word in (
        "<script",
        "http:",
        "https:",
        "xlink",
        "<image",
        "<use",
        "foreignObject",
        "onload",
    ):
        assert word not in page
    targets = set(re.findall(r'href="#([^"]+)"', page))
    assert targets <= set(re.findall(r'id="([^"]+)"', page))
    assert {"goal-1", "entry-1", "assumption-1"} <= targets
