"""Ticking in the tree of what may leave, by keys and clicks; judged by what is seen and asked for."""

from __future__ import annotations

import datetime as dt

import pytest
from PySide6.QtCore import Qt

from assumed import assumption, seen
from goals_told import goal, look
from journals import entry
from maps_told import plain_map
from metanoia.domain.learning_targets import wording
from metanoia.domain.predictions import NewPrediction
from metanoia.domain.shared_things import Tick
from metanoia.domain.shares import SealedShare
from metanoia.domain.withheld import WITHHELD
from metanoia.exchange import desk
from share_clicks import check, click, click_line, go_to, row, seal, ticks, titles
from shared_kinds import make_map

DAY = dt.date(2026, 1, 3)


@pytest.fixture
def things(journal):
    """A goal with all its parts, another one, four assumptions, a value, a prediction, a target."""
    aloud = journal.goals.add(goal("Think aloud first"))
    journal.goals.check_in(aloud.id, look(3, 7), today=DAY)
    journal.brakes.add(aloud.id, "behaviour", "I fill every silence")
    journal.goals.add(goal("Rest on Sundays"), at=dt.datetime(2025, 1, 1, tzinfo=dt.UTC))
    moved = journal.assumptions.add(assumption("If I don’t answer first", 80))
    journal.assumptions.add_evidence(moved.id, seen())
    for n in range(3):
        at = dt.datetime(2025, 1, 1 + n, tzinfo=dt.UTC)
        journal.assumptions.add(assumption(f"They wait for me, number {n}", at=at))
    journal.values.add("Patience")
    journal.predictions.add(
        NewPrediction(statement="He will say no", settled_by="He says", due_on=DAY, percent=70)
    )
    journal.targets.propose(wording("Wait ten seconds", "Three meetings", None))
    return aloud, moved


@pytest.fixture
def tree(things, page):
    page.refresh()
    return page.sides.choosing.tree


def test_everything_is_offered_and_nothing_is_ticked(tree, page):
    assert ticks(tree) == []
    assert page.sides.choosing.note.isVisible()
    assert titles(tree) == [
        "Think aloud first", "Vision and current reality", "Chart since January", "What holds me back",
        "Rest on Sundays", "Assumptions", "If I don’t answer first", "They wait for me, number 2",
        "2 more", "Entries", "The silence I filled", "Walking", "Budget round", "Private thing",
        "Add entries", "Predictions", "Learning targets", "Values",
    ]  # fmt: skip
    assert row(tree, "Assumptions").note == "0 of 4"
    assert row(tree, "Values").note == "1"
    assert row(tree, "The silence I filled").note == "12 Mar"


def test_a_goal_leaves_alone_and_each_part_by_its_own_tick(tree, qtbot, page, things):
    click_line(qtbot, tree, "Think aloud first")
    assert ticks(tree) == ["Think aloud first (some)"]
    assert page.draft.request().things == (Tick("goal", things[0].id),)
    assert not page.draft.entries
    for part in ("Vision and current reality", "Chart since January"):
        click_line(qtbot, tree, part)
    assert page.draft.request().things == (
        Tick("goal", things[0].id, frozenset({"words", "chart"})),
    )
    click_line(qtbot, tree, "What holds me back")
    assert row(tree, "Think aloud first").state == Qt.CheckState.Checked
    click_line(qtbot, tree, "Think aloud first")
    assert ticks(tree) == []
    assert page.draft.request().things == ()


def test_a_part_brings_its_goal_along(tree, qtbot, page, things):
    click_line(qtbot, tree, "What holds me back")
    assert ticks(tree) == ["Think aloud first (some)", "What holds me back"]
    assert page.draft.request().things == (Tick("goal", things[0].id, frozenset({"brake"})),)


def test_all_of_it_by_keys(tree, qtbot, page, things):
    go_to(qtbot, tree, "Think aloud first")
    qtbot.keyClick(tree, Qt.Key.Key_Left)
    assert "Vision and current reality" not in titles(tree)
    qtbot.keyClick(tree, Qt.Key.Key_Right)
    qtbot.keyClick(tree, Qt.Key.Key_Down)
    qtbot.keyClick(tree, Qt.Key.Key_Space)
    assert ticks(tree) == ["Think aloud first (some)", "Vision and current reality"]
    qtbot.keyClick(tree, Qt.Key.Key_Left)
    assert tree.current.title == "Think aloud first"
    go_to(qtbot, tree, "If I don’t answer first")
    qtbot.keyClick(tree, Qt.Key.Key_Right)
    assert titles(tree)[titles(tree).index("If I don’t answer first") + 1] == "How sure, over time"
    go_to(qtbot, tree, "Evidence")
    qtbot.keyClick(tree, Qt.Key.Key_Space)
    assert Tick("assumption", things[1].id, frozenset({"evidence"})) in page.draft.request().things
    go_to(qtbot, tree, "Values")
    qtbot.keyClick(tree, Qt.Key.Key_Right)
    go_to(qtbot, tree, "Patience")
    qtbot.keyClick(tree, Qt.Key.Key_Space)
    assert row(tree, "Values").note == "1 of 1"
    assert row(tree, "Values").state == Qt.CheckState.Checked
    go_to(qtbot, tree, "2 more")
    qtbot.keyClick(tree, Qt.Key.Key_Return)
    assert "They wait for me, number 0" in titles(tree)


def test_a_fold_is_clicked_at_its_end(tree, qtbot, page):
    click_line(qtbot, tree, "Think aloud first", fold=True)
    assert "Vision and current reality" not in titles(tree)
    assert ticks(tree) == []
    click_line(qtbot, tree, "Predictions", fold=True)
    assert "He will say no" in titles(tree)
    assert not page.draft.things


def test_a_group_ticks_what_is_seen_of_it_and_gives_all_back(tree, qtbot, page):
    click_line(qtbot, tree, "Assumptions")
    assert row(tree, "Assumptions").note == "2 of 4"
    assert all(not parts for parts in page.draft.things.values())
    click_line(qtbot, tree, "Assumptions")
    assert page.draft.things == {}


def shared(journal, seq, day, person):
    """Lay the record of a share with ``person`` into the journal."""
    journal.shares.keep(
        SealedShare(
            id=f"{seq:036}", seq=seq, sealed_at=dt.datetime.combine(day, dt.time(12), dt.UTC), scope="{}",
            cover_note="", snapshot="{}", payload_sha256="0" * 64, size=1, items=(), parties=(person.id,),
        )
    )  # fmt: skip


def test_what_moved_since_the_last_share_is_offered_first(tree, qtbot, page, journal, ingrid):
    shared(journal, 1, dt.date(2025, 1, 3), ingrid)
    click(qtbot, page.sides.choose.whom.cards[ingrid.id])
    shown = titles(tree)
    assert "They wait for me, number 2" in shown
    assert "They wait for me, number 1" not in shown
    assert row(tree, "If I don’t answer first").note == "new"
    assert "Snow" not in shown


def test_entries_since_the_last_share_are_offered(qtbot, page, journal, ingrid):
    shared(journal, 1, dt.date(2026, 3, 5), ingrid)
    page.ticking.lines = []
    click(qtbot, page.sides.choose.whom.cards[ingrid.id])
    assert [one.title for one in page.ticking.lines] == ["The silence I filled", "Walking"]


def test_entries_with_the_tag_for_this_coach_are_ticked_by_one_action(tree, qtbot, page, journal):
    journal.entries.add_many(
        [entry(f"For Ingrid {n}", day=f"2024-05-0{n}", tags=("ingrid",)) for n in range(1, 4)], None
    )
    hidden = journal.search.find('"For Ingrid 2"').hits[0].row.id
    journal.entries.set_never_share(hidden, True)
    page.ticking.tag = "ingrid"
    page.ticking.refresh()
    page.ticking.changed.emit("")
    click_line(qtbot, tree, "Tick the 2 entries with the tag #ingrid")
    chosen = [journal.entries.get(one).title for one in page.draft.entries]
    assert sorted(chosen) == ["For Ingrid 1", "For Ingrid 3"]
    assert not any(title.startswith("Tick the") for title in titles(tree))


def test_what_others_said_needs_its_own_tick(tree, qtbot, page, journal, monkeypatch):
    first = page.ticking.lines[0]
    monkeypatch.setattr(page.ticking, "_show_entries", lambda *_: None)
    page.ticking.spoken = {first.id}
    assert "What the others said" not in titles(tree)
    click_line(qtbot, tree, first.title)
    assert page.draft.request().others_words == frozenset()
    click_line(qtbot, tree, "What the others said")
    assert page.draft.request().others_words == {first.id}
    click_line(qtbot, tree, first.title)
    assert page.draft.request().others_words == frozenset()


def test_a_conversation_is_known_by_its_form(tree, page, journal, monkeypatch):
    rows = journal.entries.newest(1)
    monkeypatch.setattr(journal.entries, "newest", lambda *_, **__: [rows[0]._replace(form="two_column")])  # fmt: skip
    page.ticking.refresh()
    assert page.ticking.spoken == {rows[0].id}


def test_a_thing_that_is_deleted_loses_its_tick(tree, qtbot, page, journal, things):
    click_line(qtbot, tree, "Think aloud first")
    journal.goals.trash(things[0].id)
    assert page.draft.things == {}
    assert "Think aloud first" not in titles(tree)


def test_what_was_ticked_outlives_a_lock(tree, qtbot, page):
    click_line(qtbot, tree, "What holds me back")
    page.draft.since = DAY
    page.draft.others_words = {page.ticking.lines[0].id}
    before = page.draft
    kept = page.unsaved()
    page.blank()
    assert tree.rows == []
    page.take_back(kept)
    assert page.draft == before
    assert ticks(tree) == ["Think aloud first (some)", "What holds me back"]


def test_things_alone_can_be_asked_for_and_the_share_put_away(tree, qtbot, page, ingrid):
    click(qtbot, page.sides.choose.whom.cards[ingrid.id])
    assert not page.sides.choose.check.isEnabled()
    click_line(qtbot, tree, "Think aloud first")
    assert page.sides.choose.check.isEnabled()
    assert page.draft.request().readers == (ingrid.id,)
    click(qtbot, page.sides.choose.cancel)
    assert ticks(tree) == []
    page.window().notices[-1].undo()
    assert ticks(tree) == ["Think aloud first (some)"]


def test_a_goal_and_an_assumption_leave_with_just_their_parts(
    tree, qtbot, page, journal, *, ingrid, coach, sheet, save_as, tmp_path, things
):
    for title in ("Think aloud first", "Vision and current reality", "If I don’t answer first"):
        click_line(qtbot, tree, title)
    click_line(qtbot, tree, "Walking")
    click(qtbot, page.sides.choose.whom.cards[ingrid.id])
    check(qtbot, page)
    read = page.sides.check.paper.reading.plain()
    assert "Everybody waits" in read
    assert "I fill every silence" not in read
    assert "He brought cake" not in read
    assert page.sides.choosing.summary.text().startswith("1 goal, 1 assumption, 1 entry, ")
    left = page.sides.check.not_shared
    assert left.counts.text() == "4 parts, 1 goal, 3 assumptions, 4 entries"
    seal(qtbot, page, sheet, save_as, tmp_path / "t.metanoia")
    opened = desk.open_share(tmp_path / "t.metanoia", identity=coach)
    assert [(one.kind, one.id) for one in opened.things] == [
        ("goal", things[0].id),
        ("assumption", things[1].id),
    ]
    shown = [(one.title, one.note) for one in page.sides.receipt.list.lines]
    assert shown[:2] == [("Think aloud first", "1 part"), ("If I don’t answer first", "80%")]
    assert dict(journal.shares.all()[0].counts) == {"assumption": 1, "entry": 1, "goal": 1}


def test_a_passage_of_a_goal_is_withheld_where_it_was_written(
    tree, qtbot, page, journal, ingrid, things
):
    click_line(qtbot, tree, "Vision and current reality")
    click(qtbot, page.sides.choose.whom.cards[ingrid.id])
    check(qtbot, page)
    reading = page.sides.check.paper.reading
    start = reading.plain().index("Everybody waits")
    reading.select(start, start + len("Everybody"))
    with qtbot.waitSignal(page.checking.checker.answered, timeout=5000):
        page.sides.check.bar.asked.emit(False)
    (kept,) = journal.redactions.all()
    assert (kept.item, kept.field) == (("goal", things[0].id), "reality")
    assert (kept.selector.exact, kept.party) == ("Everybody", ingrid.id)
    assert f"{WITHHELD} waits" in reading.plain()


def test_a_row_tells_those_who_listen_what_it_is(tree, qtbot):
    click_line(qtbot, tree, "Think aloud first")
    spoken = [
        tree.model_.data(tree.model_.index(n, 0), Qt.ItemDataRole.AccessibleTextRole)
        for n in range(len(tree.rows))
    ]
    assert "Think aloud first, goal, partly ticked, folded out" in spoken
    assert "Vision and current reality, not ticked" in spoken
    assert "Private thing, 1 Feb, never shared" in spoken
    assert "Values, 1, not ticked, folded" in spoken


@pytest.fixture
def rota(journal):
    """A map with a reason, a line drawn by hand and a loop, beside a plain one."""
    one = make_map(lambda words: words, measure=None, assumption=None)
    journal.maps.add(one)
    journal.maps.add(plain_map("The rota"), at=dt.datetime(2025, 1, 1, tzinfo=dt.UTC))
    return one


def test_a_map_leaves_with_its_picture_and_only_the_parts_that_are_ticked(
    rota, tree, qtbot, page, *, ingrid, coach, sheet, save_as, tmp_path
):
    page.refresh()
    go_to(qtbot, tree, "Maps")
    qtbot.keyClick(tree, Qt.Key.Key_Right)
    assert row(tree, "Maps").note == "0 of 2"
    assert row(tree, "Map title").note == "3 variables"
    go_to(qtbot, tree, "Map title")
    qtbot.keyClick(tree, Qt.Key.Key_Space)
    qtbot.keyClick(tree, Qt.Key.Key_Right)
    shown = titles(tree)
    at = shown.index("Map title")
    assert shown[at + 1 : at + 3] == ["Why the links are there", "Lines over time"]
    click_line(qtbot, tree, "Lines over time")
    assert page.draft.request().things == (Tick("map", rota.id, frozenset({"lines"})),)
    click(qtbot, page.sides.choose.whom.cards[ingrid.id])
    check(qtbot, page)
    paper = page.sides.check.paper.reading
    assert "Loop B1, balancing: " in paper.plain()
    assert "Link because words" not in paper.plain()
    assert paper.toHtml().count('<img src="map-picture:') == 1
    address = paper.toHtml().split('<img src="')[1].split('"')[0]
    assert min(paper.loadResource(2, address).size().toTuple()) > 100
    assert page.sides.choosing.summary.text().startswith("1 map, ")
    assert page.sides.check.not_shared.counts.text() == "1 part, 1 map"
    seal(qtbot, page, sheet, save_as, tmp_path / "t.metanoia")
    (opened,) = desk.open_share(tmp_path / "t.metanoia", identity=coach).things
    assert (opened.kind, opened.id) == ("map", rota.id)
    assert "lines" in opened.fields
    (line,) = page.sides.receipt.list.lines
    assert (line.title, line.note) == ("Map title", "1 part")
