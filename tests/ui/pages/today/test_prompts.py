"""The line above the page: what is due, and questions that speak to what is the case."""

from __future__ import annotations

import datetime as dt

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QApplication

from journals import entry
from metanoia.domain import days
from metanoia.domain.anchors import Origin
from metanoia.domain.assumptions import NewAssumption
from metanoia.domain.predictions import NewPrediction
from metanoia.text.anchors import select
from metanoia.ui.destination import Destination
from metanoia.ui.pages.today.prompter import _prompts
from metanoia.ui.widgets.menu import Menu

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def clock(clock):
    """It is late on the day that the computer shows, as the journal's own clock runs on."""
    today = (
        dt.datetime.now(dt.UTC) - dt.timedelta(hours=5)
    ).date()  # nights belong to the day before
    clock["now"] = days.at(today, dt.time(23, 30), "UTC")
    return clock


@pytest.fixture
def thought(journal, clock):
    """A thought looked at eight days ago; it asks again after seven."""
    when = days.at(clock["now"].date - dt.timedelta(days=8), None, "UTC")
    values = {"thought": "Nobody reads it.", "situation": "At my desk", "belief_before": 90}
    return journal.answers.begin("thought_check", when, "Reading", {**values, "belief_after": 80})


def situation_of(text):
    return next(prompt.situation for prompt in _prompts() if prompt.text == text)


def predicted(journal, due, percent=70):
    at = dt.datetime.now(dt.UTC) - dt.timedelta(days=60)
    return journal.predictions.add(
        NewPrediction(
            statement="Jonas speaks before I do.", settled_by="The minutes", due_on=due,
            percent=percent, at=at,
        )
    )  # fmt: skip


def test_a_form_that_asks_again_comes_first_and_leads_there(page, thought, journal, clock, qtbot):
    predicted(journal, clock["now"].date)
    page.refresh()
    line = page.column.prompt
    assert line.isVisible()
    assert line.text().endswith("you believed “Nobody reads it”, 80%. Look again?")
    assert "Go there" in line.question.accessibleName()
    qtbot.mouseClick(line.question, LEFT)
    assert page.draft.id == thought.id


def test_a_prediction_that_is_due_leads_to_where_it_is_settled(page, journal, clock, qtbot):
    one = predicted(journal, clock["now"].date)
    predicted(journal, clock["now"].date + dt.timedelta(days=1))
    page.refresh()
    said = "“Jonas speaks before I do” You said 70%, for today. How did it turn out?"
    assert page.column.prompt.text() == said
    page.asked.disconnect()
    with qtbot.waitSignal(page.asked) as asked:
        qtbot.mouseClick(page.column.prompt.question, LEFT)
    where = Destination(page="assumptions", section="predictions", item=one.id)
    assert asked.args[0] == where
    assert page.column.editor.text() == ""


def test_what_is_due_is_put_away_until_tomorrow_alone(shell, page, journal, clock, qtbot):
    predicted(journal, clock["now"].date)
    page.refresh()
    line = page.column.prompt
    qtbot.mouseClick(line.cross, LEFT)
    assert line.isVisible()
    assert situation_of(line.text()) is not None
    page.refresh()
    assert "How did it turn out" not in line.text()
    shell.toast.undo()
    assert "How did it turn out" in line.text()
    qtbot.mouseClick(line.cross, LEFT)
    tomorrow = clock["now"].date + dt.timedelta(days=1)
    clock["now"] = days.at(tomorrow, dt.time(9), "UTC")
    page.opening.new()
    assert "You said 70%, for yesterday" in line.text()


def test_an_offer_gives_way_to_a_question_when_another_is_asked_for(page, journal, clock, qtbot):
    predicted(journal, clock["now"].date)
    page.refresh()
    qtbot.mouseClick(page.column.prompt.another, LEFT)
    text = page.column.prompt.text()
    assert text in [prompt.text for prompt in _prompts()]
    qtbot.mouseClick(page.column.prompt.question, LEFT)
    assert page.column.editor.text() == f"> {text}\n\n"


def test_a_sentence_marked_today_is_asked_about(page, journal, clock):
    written = journal.entries.add(entry("A", "Sam said nothing.", day="2026-03-03"))
    origin = Origin(entry=written.id, selector=select("Sam said nothing.", 0, 16))
    journal.assumptions.add(NewAssumption(statement="Sam said nothing"), origin=origin)
    assert situation_of(page.column.prompt.text()) in ("certainty", "test")


def test_one_may_say_what_to_be_asked_about(page, qtbot):
    line = page.column.prompt
    where = line.another.rect().center()
    qtbot.mousePress(line.another, LEFT, pos=where)
    qtbot.waitUntil(lambda: bool(page.findChildren(Menu)), timeout=3000)
    qtbot.mouseRelease(line.another, LEFT, pos=where)
    (menu,) = page.findChildren(Menu)
    next(one for one in menu.actions() if one.text() == "A conflict").trigger()
    assert situation_of(line.text()) == "conflict"
    menu.close()


def test_the_menu_key_asks_too_and_after_prompts_were_put_away(page, qtbot, shell):
    line = page.column.prompt
    reason = QContextMenuEvent.Reason.Keyboard
    QApplication.sendEvent(line.another, QContextMenuEvent(reason, QPoint(2, 2), QPoint(2, 2)))
    (menu,) = page.findChildren(Menu)
    menu.close()
    qtbot.mouseClick(line.cross, LEFT)
    assert not line.isVisible()
    page.prompting.ask_about("surprise")
    assert line.isVisible()
    assert situation_of(line.text()) == "surprise"


def test_a_short_press_asks_another_and_no_menu(page, qtbot):
    first = page.column.prompt.text()
    qtbot.mouseClick(page.column.prompt.another, LEFT)
    assert page.column.prompt.text() != first
    assert page.findChildren(Menu) == []


def test_nothing_is_offered_in_focus_mode_or_on_another_day(page, journal, clock, settings):
    predicted(journal, clock["now"].date)
    page.refresh()
    page.around.set_focus_mode(on=True)
    assert not page.column.prompt.isVisible()
    page.around.set_focus_mode(on=False)
    assert page.column.prompt.isVisible()
    page.opening.new(clock["now"].date - dt.timedelta(days=3))
    assert not page.column.prompt.isVisible()
