"""Settling, forecasting, moving, withdrawing: by key and click, told, and undone."""

from __future__ import annotations

import datetime as dt
import gc
import weakref

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QApplication

from journals import entry
from metanoia.domain.assumptions import NewAssumption
from metanoia.domain.errors import DiskFull
from metanoia.ui.destination import Destination
from metanoia.ui.dialogs.due_day_sheet import DueDaySheet
from metanoia.ui.dialogs.forecast_sheet import ForecastSheet
from metanoia.ui.dialogs.gone_for_good import GoneForGood
from metanoia.ui.dialogs.prediction_sheet import PredictionSheet
from metanoia.ui.dialogs.wording_sheet import WordingSheet
from metanoia.ui.widgets.chip import Chip
from metanoia.ui.widgets.menu import Menu

CLICK = Qt.MouseButton.LeftButton
CTRL = Qt.KeyboardModifier.ControlModifier


def today():
    return dt.datetime.now().astimezone().date()


@pytest.mark.parametrize(("key", "outcome"), [("Y", "yes"), ("N", "no")])
def test_y_and_n_then_enter_settle_what_is_due(predict, open_room, qtbot, journal, key, outcome):
    one = predict()
    room = open_room()
    qtbot.keyClick(room.pane.list, getattr(Qt.Key, f"Key_{key}"))
    note = room.detail.card.settling.note
    assert note.hasFocus()
    qtbot.keyClicks(note, "Yes, nobody did.")
    qtbot.keyClick(note, Qt.Key.Key_Return)
    kept = journal.predictions.get(one)
    assert (kept.outcome, kept.settle_note) == (outcome, "Yes, nobody did.")
    assert room.detail.card.note.text() == "Yes, nobody did."
    assert not room.detail.card.yes.isVisible()
    room.notices[-1].undo()
    assert journal.predictions.get(one).outcome is None
    assert room.detail.card.yes.isVisible()


def test_esc_leaves_it_open(predict, open_room, qtbot, journal):
    one = predict()
    room = open_room()
    qtbot.mouseClick(room.detail.card.yes, CLICK)
    qtbot.keyClick(room.detail.card.settling.note, Qt.Key.Key_Escape)
    assert journal.predictions.get(one).outcome is None
    assert room.detail.card.yes.isVisible()
    assert room.detail.card.yes.hasFocus()


def test_y_typed_into_the_line_is_a_letter(predict, open_room, qtbot):
    predict()
    room = open_room()
    qtbot.keyClick(room.pane.list, Qt.Key.Key_N)
    qtbot.keyClicks(room.detail.card.settling.note, "yny")
    assert room.detail.card.settling.note.text() == "yny"
    assert room.detail.card.settling.said.text() == "It did not."


def test_a_line_that_was_begun_waits_for_its_prediction(predict, open_room, qtbot, journal):
    one = predict("Alpha is first.")
    predict("Beta is second.", days=3)
    room = open_room()
    settling = room.detail.card.settling
    qtbot.keyClick(room.pane.list, Qt.Key.Key_N)
    qtbot.keyClicks(settling.note, "Nobody came.")
    room.after()
    assert not settling.isVisible()
    room.pane.field.setText("nothing like it")
    room.pane.field.clear()
    room.before()
    assert settling.note.text() == "Nobody came."
    assert settling.said.text() == "It did not."
    qtbot.keyClick(settling.note, Qt.Key.Key_Return)
    assert journal.predictions.get(one).settle_note == "Nobody came."
    assert not settling.isVisible()
    room.notices[-1].undo()
    assert not settling.isVisible()


def test_a_void_one_is_settled_and_told_to_count_never(predict, open_room, qtbot, journal):
    one = predict()
    room = open_room()
    qtbot.mouseClick(room.detail.card.void, CLICK)
    assert "never counts" in room.detail.card.settling.early.text()
    qtbot.mouseClick(room.detail.card.settling.keep, CLICK)
    assert journal.predictions.get(one).outcome == "void"
    assert room.detail.card.standing.text().startswith("Void since")
    assert journal.predictions.counted(today()) == []


def test_settled_early_it_is_told_from_when_it_counts(predict, open_room, qtbot, journal):
    predict(days=5)
    room = open_room()
    qtbot.mouseClick(room.detail.card.yes, CLICK)
    assert "counts in your record from" in room.detail.card.settling.early.text()
    qtbot.keyClick(room.detail.card.settling.note, Qt.Key.Key_Return)
    assert "begins with the first" in room.detail.record.beginning.sentence.text()
    assert len(journal.predictions.counted(today() + dt.timedelta(days=5))) == 1


def test_settling_what_was_settled_meanwhile_changes_nothing(predict, open_room, qtbot, journal):
    one = predict()
    room = open_room()
    qtbot.mouseClick(room.detail.card.yes, CLICK)
    journal.predictions.settle(one, "no", "By another hand.", source=room.page)
    qtbot.keyClick(room.detail.card.settling.note, Qt.Key.Key_Return)
    kept = journal.predictions.get(one)
    assert (kept.outcome, kept.settle_note) == ("no", "By another hand.")
    assert room.notices[-1].undo is None


def test_a_forecast_is_added_and_the_old_one_stays(predict, open_room, qtbot, sheet, journal):
    one = predict(percent=60)
    room = open_room()
    qtbot.keyClick(room.pane.list, Qt.Key.Key_E)
    asked = sheet(room, ForecastSheet)
    assert asked.likely.value() is None
    qtbot.keyClick(asked, Qt.Key.Key_Return, CTRL)
    assert asked.likely.error()
    qtbot.keyClicks(asked.likely.field, "75")
    qtbot.keyClicks(asked.note, "He has prepared it.")
    qtbot.keyClick(asked.note, Qt.Key.Key_Return, CTRL)
    assert not asked.is_open()
    kept = journal.predictions.get(one)
    assert [forecast.percent for forecast in kept.forecasts] == [60, 75]
    assert "75%" in room.detail.card.forecasts.text()
    assert "He has prepared it." in room.detail.card.forecasts.text()
    room.notices[-1].undo()
    assert len(journal.predictions.get(one).forecasts) == 1
    assert not room.detail.card.forecasts.isVisible()


def test_the_day_moves_and_the_first_one_is_still_shown(predict, open_room, qtbot, sheet, journal):
    one = predict()
    room = open_room()
    room.asking.about_day()
    asked = sheet(room, DueDaySheet)
    asked.due.field.clear()
    qtbot.keyClicks(asked.due.field, "in two weeks")
    qtbot.keyClick(asked.due.field, Qt.Key.Key_Return, CTRL)
    kept = journal.predictions.get(one)
    assert (kept.due_on, kept.first_due_on) == (today() + dt.timedelta(days=14), today())
    assert "first due on" in room.detail.card.said.text()
    room.notices[-1].undo()
    assert journal.predictions.get(one).due_on == today()
    assert "first due on" not in room.detail.card.said.text()


def test_withdrawing_is_undone(predict, open_room, journal):
    one = predict()
    room = open_room()
    room.withdraw()
    assert journal.predictions.get(one).withdrawn_at is not None
    assert room.detail.card.standing.text().startswith("Withdrawn on")
    assert not room.detail.card.forecast.isVisible()
    room.notices[-1].undo()
    assert journal.predictions.get(one).withdrawn_at is None


def menu_of(room, qtbot):
    qtbot.mouseClick(room.detail.card.more, CLICK)
    menu = room.detail.card.findChildren(Menu)[-1]
    words = [action.text().partition("\t")[0] for action in menu.actions() if action.text()]
    menu.close()
    return words


def test_the_wording_can_be_changed_in_the_first_quarter_of_an_hour(
    predict, open_room, qtbot, sheet, journal
):
    one = predict(said=0)
    room = open_room()
    room.asking.about_wording()
    asked = sheet(room, WordingSheet)
    asked.statement.setPlainText("No")
    qtbot.keyClick(asked, Qt.Key.Key_Return, CTRL)
    assert "at least 5" in asked.statement_labelled.error()
    asked.statement.setPlainText("The board says no.")
    qtbot.keyClick(asked, Qt.Key.Key_Return, CTRL)
    assert journal.predictions.get(one).statement == "The board says no."
    assert room.detail.card.statement.text() == "The board says no."
    room.notices[-1].undo()
    assert room.detail.card.statement.text() == "The board says yes."
    assert "Change the wording…" in menu_of(room, qtbot)


def test_later_the_wording_stays(predict, open_room, qtbot):
    predict(said=1)
    room = open_room()
    assert menu_of(room, qtbot) == ["Move the day…", "Withdraw", "Move to Recently deleted"]


def test_a_settled_one_can_only_be_deleted(predict, open_room, qtbot):
    predict(outcome="yes")
    assert menu_of(open_room(), qtbot) == ["Move to Recently deleted"]


def test_a_new_one_is_made_by_the_keys_alone(open_room, qtbot, sheet, journal):
    held = journal.assumptions.add(NewAssumption(statement="They wait for me.", confidence=70))
    room = open_room()
    qtbot.keyClick(room.detail.begin, Qt.Key.Key_Space)
    asked = sheet(room, PredictionSheet)
    qtbot.keyClicks(asked.statement, "Jonas speaks before I do.")
    qtbot.keyClicks(asked.settled_by, "who speaks first")
    qtbot.keyClicks(asked.due.field, "tomorrow")
    qtbot.keyClicks(asked.likely.field, "6")
    qtbot.keyClick(asked.about, Qt.Key.Key_Down)
    qtbot.keyClick(asked.about, Qt.Key.Key_Return, CTRL)
    assert not asked.is_open()
    (row,) = journal.predictions.rows()
    made = journal.predictions.get(row.id)
    assert (made.statement, made.settled_by) == ("Jonas speaks before I do.", "who speaks first")
    assert (made.due_on, made.last) == (today() + dt.timedelta(days=1), 60)
    assert made.assumption == held.id
    assert room.detail.card.shown.id == row.id
    assert room.pane.list.current.id == row.id
    room.notices[-1].undo()
    assert journal.predictions.rows() == []


def test_the_palette_brings_its_words_along(open_room, qtbot, sheet):
    room = open_room()
    room.page.go(
        Destination(page="assumptions", section="predictions", new=True, title="They say yes")
    )
    assert sheet(room, PredictionSheet).statement.toPlainText() == "They say yes"


def test_what_the_journal_cannot_take_stays_in_the_sheet(
    open_room, qtbot, sheet, journal, monkeypatch
):
    room = open_room()
    room.asking.about_new("The board says yes.")
    asked = sheet(room, PredictionSheet)
    qtbot.keyClicks(asked.settled_by, "the minutes")
    qtbot.keyClicks(asked.due.field, "tomorrow")
    qtbot.keyClicks(asked.likely.field, "60")

    def full(*_arguments, **_more):
        raise DiskFull

    monkeypatch.setattr(journal.predictions, "add", full)
    qtbot.keyClick(asked, Qt.Key.Key_Return, CTRL)
    assert asked.is_open()
    assert asked.notice.text() == str(DiskFull())
    assert asked.statement.toPlainText() == "The board says yes."
    monkeypatch.undo()
    qtbot.keyClick(asked, Qt.Key.Key_Return, CTRL)
    assert len(journal.predictions.rows()) == 1


def test_deleting_for_good_is_asked(predict, open_room, qtbot, sheet, journal):
    one = predict()
    journal.predictions.trash(one)
    room = open_room()
    room.show_item(one)
    qtbot.mouseClick(room.detail.card.purge, CLICK)
    qtbot.mouseClick(sheet(room, GoneForGood).confirm, CLICK)
    assert journal.predictions.trashed() == []


def test_what_it_belongs_to_is_a_click_away(predict, open_room, qtbot, journal):
    held = journal.assumptions.add(NewAssumption(statement="They wait for me.", confidence=70))
    written = journal.entries.add(entry("The silence I filled"))
    predict(assumption=held.id, entry=written.id)
    room = open_room()
    asked = []
    room.asked.connect(asked.append)
    for chip in room.detail.card.findChildren(Chip):
        if chip.isVisible() and chip.text() in ("They wait for me.", "The silence I filled"):
            qtbot.mouseClick(chip, CLICK)
    assert [(to.page, to.item or to.entry) for to in asked] == [
        ("assumptions", held.id), ("journal", written.id),
    ]  # fmt: skip
    assert asked[0].section == "register"
    journal.assumptions.trash(held.id)
    room.refresh()
    QApplication.processEvents()
    assert [chip.text() for chip in room.detail.card.findChildren(Chip) if chip.isVisible()] == [
        "The silence I filled"
    ]


@pytest.mark.parametrize(
    ("asking", "kind"),
    [
        ("about_anything_new", PredictionSheet),
        ("about_forecast", ForecastSheet),
        ("about_day", DueDaySheet),
        ("about_wording", WordingSheet),
    ],
)
def test_a_closed_sheet_is_gone_with_its_words(predict, open_room, sheet, asking, kind):
    predict()
    room = open_room()
    getattr(room.asking, asking)()
    asked = sheet(room, kind)
    asked.dismiss()
    gone = weakref.ref(asked)
    del asked
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    QApplication.processEvents()
    gc.collect()
    assert gone() is None
