"""The sheets around an assumption: what they refuse, in whose words, and what they hand on."""

from __future__ import annotations

import datetime as dt

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from metanoia.domain.assumptions import Assumption, AssumptionId, Evidence
from metanoia.domain.experiments import Experiment
from metanoia.domain.predictions import Forecast, Prediction, PredictionId
from metanoia.ui.dialogs.assumption_sheet import AssumptionSheet
from metanoia.ui.dialogs.drop_sheet import DropSheet
from metanoia.ui.dialogs.evidence_sheet import EvidenceSheet
from metanoia.ui.dialogs.result_sheet import ResultSheet
from metanoia.ui.dialogs.revise_sheet import ReviseSheet
from metanoia.ui.dialogs.test_sheet import TestSheet

TODAY = dt.date(2026, 3, 12)
NOW = dt.datetime(2026, 3, 12, 9, tzinfo=dt.UTC)
CONTROL = Qt.KeyboardModifier.ControlModifier


def assumption(**more):
    values = {
        "id": AssumptionId("a"), "statement": "They only respect speed.", "about": "situation",
        "person": "", "if_wrong": "", "importance": 5, "state": "held", "confidence": 70,
        "revised_to": None, "revised_from": None, "closed_at": None, "closing_note": "",
        "touched_at": NOW, "rev": 1, "created_at": NOW, "updated_at": NOW,
    }  # fmt: skip
    return Assumption(**(values | more))


def experiment(**more):
    values = {
        "id": "t", "assumption": AssumptionId("a"), "plan": "Count to ten.",
        "smallest_safe": "One meeting.", "would_weaken": "Somebody speaks.", "due_on": TODAY,
        "prediction": "p", "state": "planned", "result": "", "learned": "", "settled_at": None,
        "rev": 1, "created_at": NOW,
    }  # fmt: skip
    return Experiment(**(values | more))


def prediction(**more):
    values = {
        "id": PredictionId("p"), "statement": "Nobody speaks.", "settled_by": "the test",
        "first_due_on": TODAY, "due_on": TODAY, "outcome": None, "settled_at": None,
        "settle_note": "", "withdrawn_at": None, "assumption": AssumptionId("a"), "entry": None,
        "forecasts": (Forecast(NOW, 60),), "rev": 1, "created_at": NOW,
    }  # fmt: skip
    return Prediction(**(values | more))


@pytest.fixture
def open_sheet(qtbot):
    """Open a sheet over a window; what it hands on is kept in ``sheet.told``."""

    def show(kind, *args, **more):
        window = QWidget()
        qtbot.addWidget(window)
        window.resize(1280, 800)
        with qtbot.waitExposed(window):
            window.show()
        window.activateWindow()
        sheet = kind(window, *args, **more)
        sheet.told = []
        sheet.given.connect(lambda *said: sheet.told.append(said))
        sheet.open()
        return sheet

    return show


def keep(qtbot, sheet):
    qtbot.keyClick(sheet, Qt.Key.Key_Return, CONTROL)


# -- the assumption itself


def test_the_statement_is_counted_as_it_is_typed(open_sheet, qtbot):
    sheet = open_sheet(AssumptionSheet)
    assert sheet.statement.hasFocus()
    assert sheet.statement_labelled._hint.text() == "5 to 300 characters"
    qtbot.keyClicks(sheet.statement, "They  wait")
    assert sheet.statement_labelled._hint.text() == "9 of 300 characters"
    assert sheet.statement_labelled.error() == ""


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("", "Say it as a whole sentence of at least 5 characters."),
        ("  Oh  ", "Say it as a whole sentence of at least 5 characters."),
        ("x" * 301, "A statement has at most 300 characters; this one has 301. Choose a shorter passage, or put it more briefly."),
    ],
)  # fmt: skip
def test_a_statement_too_short_or_long_is_refused_at_its_field(open_sheet, qtbot, typed, said):
    sheet = open_sheet(AssumptionSheet)
    sheet.statement.setPlainText(typed)
    keep(qtbot, sheet)
    assert sheet.statement_labelled.error() == said
    assert sheet.statement.hasFocus()
    assert sheet.told == []
    sheet.statement.setPlainText("They wait for me.")
    assert sheet.statement_labelled.error() == ""
    keep(qtbot, sheet)
    ((new,),) = sheet.told
    assert (new.statement, new.importance, new.confidence) == ("They wait for me.", 5, None)


def test_a_person_is_asked_for_where_it_is_about_someone(open_sheet, qtbot):
    sheet = open_sheet(AssumptionSheet, statement="Lena is not ready.")
    assert not sheet.person.isVisible()
    sheet.about.setCurrentIndex(1)
    assert sheet.person.isVisible()
    qtbot.keyClicks(sheet.person, "Lena")
    sheet.sure.set_value(0)
    keep(qtbot, sheet)
    ((new,),) = sheet.told
    assert (new.about, new.person, new.confidence) == ("someone", "Lena", 0)


def test_of_an_old_one_it_is_not_asked_how_sure(open_sheet, qtbot):
    sheet = open_sheet(AssumptionSheet, assumption(importance=9, if_wrong="They wait."))
    assert not sheet.sure.isVisible()
    assert sheet.importance.value() == 9
    keep(qtbot, sheet)
    assert sheet.told[0][0].if_wrong == "They wait."


def test_esc_throws_nothing_away_unasked(open_sheet, qtbot):
    sheet = open_sheet(AssumptionSheet)
    qtbot.keyClicks(sheet.statement, "They wait")
    qtbot.keyClick(sheet, Qt.Key.Key_Escape)
    assert sheet.is_open()
    assert "not kept yet" in sheet.notice.text()
    qtbot.keyClick(sheet, Qt.Key.Key_Escape)
    assert not sheet.is_open()


def test_esc_closes_where_nothing_was_written(open_sheet, qtbot):
    sheet = open_sheet(AssumptionSheet, assumption())
    qtbot.keyClick(sheet, Qt.Key.Key_Escape)
    assert not sheet.is_open()


# -- evidence


def test_evidence_needs_words_and_a_day(open_sheet, qtbot):
    sheet = open_sheet(EvidenceSheet, assumption(), TODAY)
    keep(qtbot, sheet)
    assert sheet.text_labelled.error() == "What you saw is still empty. Say it in a few words."
    qtbot.keyClicks(sheet.text, "Jonas had it.")
    sheet.day.field.setText("")
    qtbot.keyClicks(sheet.day.field, "qqq")
    keep(qtbot, sheet)
    assert sheet.told == []
    assert sheet.day.refusal.text().startswith("That names no day.")
    sheet.day.set_day(TODAY - dt.timedelta(days=1))
    keep(qtbot, sheet)
    ((new, sure),) = sheet.told
    assert (new.stance, new.weight, new.observed_on, sure) == (-1, 1, dt.date(2026, 3, 11), None)


def test_evidence_hands_on_all_that_was_said(open_sheet, qtbot):
    sheet = open_sheet(EvidenceSheet, assumption(), TODAY, entry="e")
    sheet.stance.step(1)
    qtbot.keyClicks(sheet.text, "Amina looked at me.")
    sheet.weight.set_value(2)
    qtbot.keyClicks(sheet.source, "her words")
    sheet.sure.set_value(80)
    keep(qtbot, sheet)
    ((new, sure),) = sheet.told
    assert (new.stance, new.weight, new.source, new.entry, sure) == (1, 2, "her words", "e", 80)


def test_old_evidence_is_filled_in(open_sheet):
    old = Evidence(id="e", assumption=AssumptionId("a"), stance=1, weight=3, text="She said so.", source="lunch", observed_on=TODAY)  # fmt: skip
    sheet = open_sheet(EvidenceSheet, assumption(), TODAY, old)
    assert sheet.written()[:4] == (1, "She said so.", 3, "lunch")
    assert not sheet.sure.isVisible()


# -- small tests


def test_a_test_needs_its_five_answers_each_said_where_it_is_missing(open_sheet, qtbot):
    sheet = open_sheet(TestSheet, assumption(), TODAY)
    assert not sheet.sure.isVisible()
    keep(qtbot, sheet)
    for labelled in (sheet.plan_labelled, sheet.safe_labelled, sheet.foretold_labelled, sheet.weaken_labelled, sheet.due_labelled):  # fmt: skip
        assert labelled.error()
    assert sheet.percent.error() == "Say how likely: slide, or type a number."
    assert sheet.plan.hasFocus()
    sheet.plan.setPlainText("Count to ten.")
    assert sheet.plan_labelled.error() == ""


def test_a_day_that_has_passed_is_no_day_for_a_test(open_sheet, qtbot):
    sheet = open_sheet(TestSheet, assumption(), TODAY, experiment(due_on=TODAY), prediction())
    sheet.due.set_day(TODAY - dt.timedelta(days=1))
    keep(qtbot, sheet)
    assert sheet.due_labelled.error() == "That day has passed. Choose today or a later one."
    sheet.due.set_day(TODAY)
    keep(qtbot, sheet)
    ((said,),) = sheet.told
    assert (said.new.foretold, said.new.percent, said.confidence) == ("Nobody speaks.", 60, None)


def test_how_sure_comes_first_where_it_was_never_said(open_sheet, qtbot):
    sheet = open_sheet(TestSheet, assumption(confidence=None, state="noticed"), TODAY)
    assert sheet.sure.field.hasFocus()
    keep(qtbot, sheet)
    assert sheet.sure.error().startswith("Say first how sure you are of it")


# -- what became of a test


def test_a_result_needs_what_happened_and_how_sure(open_sheet, qtbot):
    sheet = open_sheet(ResultSheet, assumption(), experiment(), prediction())
    keep(qtbot, sheet)
    assert sheet.happened_labelled.error() == "What happened is still empty. Say it in a few words."
    assert sheet.sure.error() == "Say how sure you are now: slide, or type a number."
    qtbot.keyClicks(sheet.happened, "They spoke.")
    sheet.sure.set_value(40)
    keep(qtbot, sheet)
    ((result,),) = sheet.told
    assert (result.happened, result.confidence, result.came_true) == ("They spoke.", 40, None)


@pytest.mark.parametrize(("steps", "came_true"), [(1, True), (2, False)])
def test_a_result_says_whether_it_came_true(open_sheet, qtbot, steps, came_true):
    sheet = open_sheet(ResultSheet, assumption(), experiment(), prediction())
    qtbot.keyClicks(sheet.happened, "They spoke.")
    sheet.came_true.step(steps)
    sheet.sure.set_value(40)
    keep(qtbot, sheet)
    assert sheet.told[0][0].came_true is came_true


def test_what_is_settled_already_is_not_asked_again(open_sheet):
    sheet = open_sheet(ResultSheet, assumption(), experiment(), prediction(outcome="yes", settled_at=NOW))  # fmt: skip
    assert not sheet.came_true.isVisible()


def test_the_help_with_a_number_only_proposes(open_sheet, qtbot):
    sheet = open_sheet(ResultSheet, assumption(confidence=70), experiment(), prediction())
    assert not sheet.help.isVisible()
    qtbot.mouseClick(sheet.open_help, Qt.MouseButton.LeftButton)
    assert sheet.help.isVisible()
    assert not sheet.help.take.isVisible()
    sheet.help.if_true.setCurrentText("20%")
    sheet.help.if_false.setCurrentText("50%")
    assert sheet.help.said.text() == "That would put you at 48%."  # .7 * .2 / (.7 * .2 + .3 * .5)
    assert sheet.sure.value() is None
    qtbot.mouseClick(sheet.help.take, Qt.MouseButton.LeftButton)
    assert sheet.sure.value() == 48


# -- revising and dropping


def test_the_same_words_are_no_revision(open_sheet, qtbot):
    sheet = open_sheet(ReviseSheet, assumption())
    keep(qtbot, sheet)
    said = "That is what it says already. Say it in other words."
    assert sheet.statement_labelled.error() == said
    qtbot.keyClicks(sheet.statement, "They respect those who wait.")  # over what is selected
    keep(qtbot, sheet)
    assert sheet.told == [("They respect those who wait.",)]


def test_dropping_needs_a_word_on_why(open_sheet, qtbot):
    sheet = open_sheet(DropSheet, assumption(), testing=False)
    keep(qtbot, sheet)
    assert sheet.reason_labelled.error() == "Why you drop it is still empty. Say it in a few words."
    qtbot.keyClicks(sheet.reason, "It was never so.")
    keep(qtbot, sheet)
    assert sheet.told == [("It was never so.",)]
