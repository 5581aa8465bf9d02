"""What is seen of one assumption: its state, history, evidence, tests, ladder and sentences."""

from __future__ import annotations

import datetime as dt

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from metanoia.domain.anchors import Origin
from metanoia.domain.days import at
from metanoia.domain.experiments import Result
from metanoia.domain.predictions import NewPrediction
from metanoia.text.anchors import select
from metanoia.ui.destination import Destination
from metanoia.ui.widgets.label import Label
from registers import FIRST, choose, offered, small_test, today

CLICK = Qt.MouseButton.LeftButton


def words_of(widget):
    """The words that are seen in a widget, top down as they were made."""
    return [one.text() for one in widget.findChildren(Label) if one.isVisible() and one.text()]


@pytest.fixture
def day(journal):
    return at(dt.date(2026, 3, 12), dt.time(9, 30), "Europe/Oslo")


def moves(room, qtbot):
    qtbot.mouseClick(room.detail.head.state, CLICK)
    return offered(room.detail.head)


def test_the_head_says_where_it_stands_and_since_when(open_room, assume):
    assume(points=[(20, 60)], days=0)
    room = open_room()
    head = room.detail.head
    assert head.state.text() == "Held"
    assert head.since.text() == "First noticed today"
    assert room.detail.statement.text() == f"“{FIRST}”"
    assert head.test.isVisible()


def test_only_moves_that_are_allowed_are_offered(open_room, assume, seen, journal, qtbot):
    one = assume()
    room = open_room()
    assert moves(room, qtbot) == ["How sure am I?…", "Test it…", "Revise…", "Drop…"]
    journal.assumptions.rate(one, 60)
    assert moves(room, qtbot) == ["Test it…", "Revise…", "Drop…"]
    seen(one)
    assert moves(room, qtbot) == ["Test it…", "It has held up so far", "Revise…", "Drop…"]
    journal.experiments.plan(one, small_test())
    assert room.detail.head.state.text() == "Testing"
    assert moves(room, qtbot) == ["It has held up so far", "Revise…", "Drop…"]
    journal.assumptions.confirm(one)
    assert moves(room, qtbot) == ["Test it…", "Back to held", "Revise…", "Drop…"]
    journal.assumptions.drop(one, "It was never so.")
    assert moves(room, qtbot) == ["Take up again"]
    assert words_of(room.detail.notice) == ["Dropped on " + words_of(room.detail.notice)[0].split(" on ")[1]]  # fmt: skip
    assert "It was never so." in words_of(room.detail.notice)[0]
    assert not room.detail.sure.slider.isVisible()


def test_a_revised_one_leads_to_what_follows_and_back(open_room, assume, journal, qtbot):
    one = assume(points=[(20, 60)])
    journal.assumptions.revise(one, "They think before they speak.")
    room = open_room()
    room.show_item(one)
    assert moves(room, qtbot) == ["Go on with what it was revised to"]
    (row,) = room.detail.kin.rows
    assert "They think before they speak." in row.accessibleName()
    QApplication.processEvents()
    qtbot.mouseClick(row, CLICK)
    assert room.detail.statement.text() == "“They think before they speak.”"
    assert room.detail.head.state.text() == "Noticed"
    (back,) = room.detail.kin.rows
    assert FIRST in back.accessibleName()


def test_what_would_be_seen_is_said_or_asked_for(open_room, assume, journal, qtbot, sheet_of):
    one = assume()
    room = open_room()
    qtbot.mouseClick(room.detail.say_if_wrong, CLICK)
    sheet = sheet_of(room)
    assert sheet.if_wrong.hasFocus()
    qtbot.keyClicks(sheet.if_wrong, "They wait for me.")
    qtbot.keyClick(sheet.if_wrong, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert journal.assumptions.get(one).if_wrong == "They wait for me."
    assert room.detail.if_wrong.text() == "If it were wrong, I would see: They wait for me."
    assert not room.detail.say_if_wrong.isVisible()


def test_evidence_stands_in_two_groups_with_its_day_and_source(open_room, assume, seen):
    one = assume(points=[(20, 60)])
    seen(one, "Jonas had the answer.", weight=3, source="heard at lunch")
    seen(one, "Amina looks at me.", stance=1, source="her words")
    room = open_room()
    said = [row.accessibleName() for row in room.detail.evidence.rows]
    assert said == [
        f"Challenges it: Jonas had the answer. {said[0].split('answer. ')[1]}",
        f"Supports it: Amina looks at me. {said[1].split('at me. ')[1]}",
    ]
    assert "heard at lunch" in said[0]
    assert "Strength 3 of 3" in said[0]
    assert "her words" in said[1]


def test_evidence_of_an_entry_leads_there(open_room, assume, seen, written, qtbot):
    one = assume(points=[(20, 60)])
    kept = written(one, "They waited", "They waited. I spoke.")
    seen(one, "They waited.", entry=kept.id)
    room = open_room()
    qtbot.mouseClick(room.detail.evidence.rows[0], CLICK)
    choose(room.detail.evidence, "Open the entry")
    assert room.destinations[-1] == Destination(page="today", entry=kept.id)


def test_a_sentence_it_came_from_opens_at_that_sentence(open_room, assume, written, qtbot):
    one = assume()
    kept = written(one, "I filled it", "They waited. I filled it. Then Jonas left.")
    room = open_room()
    (row,) = room.detail.sources.rows
    assert "12 March" in row.accessibleName()
    assert "“I filled it”" in row.accessibleName()
    QApplication.processEvents()
    qtbot.mouseClick(row, CLICK)
    assert room.destinations[-1] == Destination(page="today", entry=kept.id, passage=(13, 24))


def test_a_sentence_that_is_gone_is_said_to_be_gone(open_room, assume, written, journal):
    one = assume()
    kept = written(one, "I filled it", "They waited. I filled it. Then Jonas left.")
    journal.entries.save_text(kept.id, kept.title, "Snow all day, nothing else to tell.")
    room = open_room()
    (row,) = room.detail.sources.rows
    assert "These words are not in the entry any more." in row.accessibleName()


def test_many_sentences_are_shown_when_asked_for(open_room, assume, written, qtbot):
    one = assume()
    for n in range(8):
        written(one, "I filled it", f"They waited. I filled it. Number {n}.")
    room = open_room()
    assert len(room.detail.sources.rows) == 5
    assert room.detail.sources.all.text() == "3 more"
    qtbot.mouseClick(room.detail.sources.all, CLICK)
    assert len(room.detail.sources.rows) == 8
    assert not room.detail.sources.all.isVisible()


def test_the_next_test_stands_below_the_evidence_and_finished_ones_in_a_card(
    open_room, assume, journal
):
    one = assume(points=[(20, 70)])
    done = journal.experiments.plan(one, small_test("Say nothing for five minutes."))
    journal.experiments.finish(done.id, Result(happened="They went on.", confidence=55, learned="It works.", came_true=False))  # fmt: skip
    journal.experiments.plan(one, small_test("Much later.", due=30))
    journal.experiments.plan(one, small_test("Count to ten.", due=5))
    room = open_room()
    upcoming = room.detail.evidence.next
    assert upcoming.when.text().startswith("Next test, ")
    assert upcoming.plan.text() == "Count to ten."
    assert upcoming.foretold.text() == "I expect: “Nobody speaks before I do.”, 60%"
    said = " ".join(words_of(room.detail.tests))
    assert "Much later." in said
    for words in ("Say nothing for five minutes.", "70% → 55%", "They went on.", "It works.", "60%: did not"):  # fmt: skip
        assert words in said


def test_predictions_that_rest_on_it_lead_to_their_room(open_room, assume, journal, qtbot):
    one = assume(points=[(20, 70)])
    new = NewPrediction(statement="Lena asks me first.", settled_by="the minutes", due_on=today(), percent=80, assumption=one)  # fmt: skip
    predicted = journal.predictions.add(new)
    room = open_room()
    (row,) = room.detail.kin.rows
    assert "Lena asks me first." in row.accessibleName()
    QApplication.processEvents()
    qtbot.mouseClick(row, CLICK)
    there = Destination(page="assumptions", section="predictions", item=predicted.id)
    assert room.destinations[-1] == there


def test_without_a_ladder_one_is_offered(open_room, assume, qtbot):
    one = assume()
    room = open_room()
    qtbot.mouseClick(room.detail.ladder.walk, CLICK)
    assert room.destinations[-1] == Destination(page="today", new=True, form="ladder", item=one)


def test_its_ladder_is_shown_from_the_top_down(open_room, assume, journal, day, qtbot):
    one = assume()
    values = {
        "did": "I give the answer.", "conclude": "They wait for me.",
        "assume": (FIRST,), "camera": "Jonas paused.", "other_story": "He was thinking.",
    }  # fmt: skip
    kept = journal.answers.begin("ladder", day, "Down from the rota", values)
    origin = Origin(entry=kept.id, selector=select(FIRST, 0, len(FIRST)), field="assume/0")
    journal.anchors.mark("assumption", one, origin)
    room = open_room()
    rungs = words_of(room.detail.ladder.ladder)
    assert rungs[:2] == ["Actions", "I give the answer."]
    assert rungs[rungs.index("Assumptions") + 1] == FIRST
    assert rungs[-2:] == ["What happened", "Jonas paused."]
    assert not room.detail.ladder.walk.isVisible()
    QApplication.processEvents()
    qtbot.mouseClick(room.detail.ladder.read, CLICK)
    assert room.destinations[-1] == Destination(page="today", entry=kept.id)
    (source,) = room.detail.sources.rows
    assert "not in the entry" not in source.accessibleName()


def test_it_is_copied_as_text(open_room, assume, seen, qtbot):
    one = assume(points=[(20, 60)], if_wrong="They wait.")
    seen(one, "Jonas had the answer.", source="heard at lunch")
    room = open_room()
    room.acting.copy()
    text = QGuiApplication.clipboard().text()
    for words in (FIRST, "Held.", "They wait.", "60%", "Jonas had the answer.", "heard at lunch"):
        assert words in text
    assert room.notices[-1].text == "Copied as text"


def test_writing_about_it_begins_an_entry(open_room, assume):
    assume()
    room = open_room()
    room.acting.write()
    assert room.destinations[-1] == Destination(page="today", new=True, title=FIRST)


def test_the_cards_stand_in_two_columns_only_where_there_is_room(open_room, assume):
    assume()
    room = open_room(width=1056)
    for _ in range(4):
        QApplication.processEvents()
    ladder, evidence = room.detail.ladder, room.detail.evidence
    assert ladder.y() == evidence.y()
    assert ladder.height() == evidence.height()
    room.page.resize(900, 784)
    for _ in range(4):
        QApplication.processEvents()
    assert ladder.y() > evidence.y()


def test_the_palette_offers_only_what_can_be_done(open_room, assume, journal):
    one = assume(points=[(20, 60)])
    room = open_room()
    offered = {command.text for command in room.commands()}
    assert {"Revise this assumption…", "Drop this assumption…", "Walk the ladder"} <= offered
    assert "Take this assumption up again" not in offered
    journal.assumptions.drop(one, "It was never so.")
    offered = {command.text for command in room.commands()}
    assert "Take this assumption up again" in offered
    assert "Revise this assumption…" not in offered
