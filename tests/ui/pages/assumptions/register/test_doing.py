"""What is done with an assumption by keys and sheets, and undone from the notice."""

from __future__ import annotations

import gc
import weakref

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QApplication

from drawn_maps import keep_map
from metanoia.domain.errors import DiskFull, NotFound
from metanoia.domain.experiments import Result
from metanoia.ui.destination import Destination
from registers import FIRST, choose, listed, small_test

CLICK = Qt.MouseButton.LeftButton
CONTROL = Qt.KeyboardModifier.ControlModifier


def keep(qtbot, sheet):
    qtbot.keyClick(sheet, Qt.Key.Key_Return, CONTROL)


def whole(journal, one):
    """All of an assumption that a change may touch."""
    tests = journal.experiments.of(one)
    foretold = [journal.predictions.get(test.prediction) for test in tests if test.prediction]
    return (
        journal.assumptions.get(one), journal.assumptions.history(one),
        journal.assumptions.evidence(one), tests, foretold,
    )  # fmt: skip


@pytest.fixture
def held(assume):
    return assume(points=[(20, 60)], if_wrong="They wait.", importance=8)


def test_the_full_way_by_keys_from_a_sentence_to_what_held_up(open_room, journal, qtbot, sheet_of):
    room = open_room()
    room.acting.new()  # Ctrl+Shift+A, which the window binds
    sheet = sheet_of(room)
    qtbot.keyClicks(sheet.statement, "They only respect speed")
    keep(qtbot, sheet.statement)
    assert listed(room) == ["[Noticed 1]", "They only respect speed"]
    room.list.setFocus()
    qtbot.keyClick(room.list, Qt.Key.Key_T)
    sheet = sheet_of(room)
    assert sheet.sure.field.hasFocus()  # how sure comes first, where it was never said
    qtbot.keyClicks(sheet.sure.field, "80")
    for words in ("Wait ten seconds", "One meeting", "Nobody speaks"):
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
        qtbot.keyClicks(QApplication.focusWidget(), words)
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
    qtbot.keyClicks(QApplication.focusWidget(), "70")
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
    qtbot.keyClicks(QApplication.focusWidget(), "Somebody speaks")
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
    qtbot.keyClicks(QApplication.focusWidget(), "in two weeks")
    keep(qtbot, QApplication.focusWidget())
    assert listed(room) == ["[Testing now 1]", "They only respect speed"]
    room.acting.finish_next()
    sheet = sheet_of(room)
    qtbot.keyClicks(QApplication.focusWidget(), "Amina spoke after six")
    sheet.came_true.setFocus()
    sheet.came_true.step(2)
    sheet.sure.setFocus()
    qtbot.keyClicks(sheet.sure.field, "45")
    keep(qtbot, sheet.sure.field)
    assert listed(room) == ["[Held 1]", "They only respect speed"]
    assert room.list.current.confidence == 45
    room.acting.do("confirm")
    assert listed(room) == ["[Held up so far 1]", "They only respect speed"]
    (test,) = journal.experiments.of(room.one.id)
    assert test.result == "Amina spoke after six"
    assert journal.predictions.get(test.prediction).outcome == "no"


def test_a_new_one_is_looked_at_and_can_be_taken_back(open_room, held, journal, qtbot, sheet_of):
    room = open_room()
    qtbot.mouseClick(room.pane.head.new, CLICK)
    sheet = sheet_of(room)
    qtbot.keyClicks(sheet.statement, "Rest has to be earned.")
    sheet.importance.set_value(9)
    sheet.sure.set_value(70)
    keep(qtbot, sheet.statement)
    one = room.one
    assert (one.statement, one.importance, one.confidence, one.state) == ("Rest has to be earned.", 9, 70, "held")  # fmt: skip
    assert room.notices[-1].text == "Assumption kept"
    room.notices[-1].undo()
    assert listed(room) == ["[Held 1]", FIRST]
    assert [row.id for row in journal.assumptions.trashed()] == [one.id]


def test_going_here_for_a_new_one_asks_for_it(open_room, qtbot, sheet_of):
    room = open_room()
    room.page.go(Destination(page="assumptions", section="register", new=True, title="They wait."))
    qtbot.waitUntil(lambda: sheet_of(room) is not None)
    assert sheet_of(room).statement.toPlainText() == "They wait."


@pytest.mark.parametrize("section", ["register/test", "register/evidence"])
def test_going_here_to_do_something_asks_for_it(open_room, held, qtbot, sheet_of, section):
    room = open_room()
    room.page.go(Destination(page="assumptions", section=section, item=held))
    qtbot.waitUntil(lambda: sheet_of(room) is not None)
    assert FIRST in sheet_of(room).subtitle.text()


def test_saying_how_sure_asks_once_for_a_reason_and_does_not_force_it(open_room, held, journal, qtbot):  # fmt: skip
    room = open_room()
    sure = room.detail.sure
    assert not sure.reason.isVisible()
    qtbot.keyClick(room.list, Qt.Key.Key_R)
    assert sure.slider.hasFocus()
    qtbot.keyClicks(sure.slider, "45")
    assert sure.reason.isVisible()
    assert sure.ask.text() == "15 less than before"
    qtbot.keyClick(sure.slider, Qt.Key.Key_Return)
    assert [point.confidence for point in journal.assumptions.history(held)] == [60, 45]
    assert not sure.reason.isVisible()
    qtbot.keyClicks(sure.slider, "5")
    qtbot.keyClick(sure.slider, Qt.Key.Key_Tab)
    qtbot.keyClicks(sure.reason, "she asked first")
    qtbot.keyClick(sure.reason, Qt.Key.Key_Return)
    assert journal.assumptions.history(held)[-1].reason == "she asked first"
    assert room.notices[-1].text == "Noted: 50%"
    room.notices[-1].undo()
    assert [point.confidence for point in journal.assumptions.history(held)] == [60, 45]


def test_esc_takes_back_what_the_slider_says(open_room, held, journal, qtbot):
    room = open_room()
    sure = room.detail.sure
    sure.take_focus()
    qtbot.keyClicks(sure.slider, "9")
    qtbot.keyClick(sure.slider, Qt.Key.Key_Escape)
    assert sure.slider.value() == 60
    assert not sure.reason.isVisible()
    assert len(journal.assumptions.history(held)) == 1


def test_what_was_said_is_kept_as_one_goes_on(open_room, held, assume, journal, qtbot):
    assume("Rest has to be earned.")
    room = open_room()
    room.detail.sure.take_focus()
    qtbot.keyClicks(room.detail.sure.slider, "30")
    room.list.setFocus()
    qtbot.keyClick(room.list, Qt.Key.Key_Down)
    assert room.one.statement == "Rest has to be earned."
    assert journal.assumptions.get(held).confidence == 30
    room.list.choose_first()
    room.detail.sure.take_focus()
    qtbot.keyClicks(room.detail.sure.slider, "20")
    room.page.save()
    assert journal.assumptions.get(held).confidence == 20


def edit(room, qtbot, sheet_of, journal):
    qtbot.keyClick(room.list, Qt.Key.Key_E)
    sheet = sheet_of(room)
    assert sheet.statement.toPlainText() == FIRST
    sheet.statement.setPlainText("They think I know.")
    keep(qtbot, sheet.statement)
    assert room.one.statement == "They think I know."


def add_evidence(room, qtbot, sheet_of, journal):
    qtbot.keyClick(room.list, Qt.Key.Key_V)
    sheet = sheet_of(room)
    assert sheet.text.hasFocus()
    qtbot.keyClicks(sheet.text, "Jonas had it in his notes.")
    sheet.sure.set_value(40)
    keep(qtbot, sheet.text)
    assert room.one.confidence == 40
    assert len(room.detail.evidence.rows) == 2


def change_evidence(room, qtbot, sheet_of, journal):
    row = room.detail.evidence.rows[0]
    row.setFocus()
    qtbot.keyClick(row, Qt.Key.Key_E)
    sheet = sheet_of(room)
    sheet.stance.step(1)
    sheet.weight.set_value(3)
    keep(qtbot, sheet.text)
    (one,) = journal.assumptions.evidence(room.one.id)
    assert (one.stance, one.weight) == (1, 3)


def remove_evidence(room, qtbot, sheet_of, journal):
    row = room.detail.evidence.rows[0]
    row.setFocus()
    qtbot.keyClick(row, Qt.Key.Key_Delete)
    assert journal.assumptions.evidence(room.one.id) == []


def finish(room, qtbot, sheet_of, journal):
    qtbot.mouseClick(room.detail.evidence.next.finish, CLICK)
    sheet = sheet_of(room)
    qtbot.keyClicks(sheet.happened, "They spoke.")
    sheet.came_true.step(1)
    sheet.sure.set_value(50)
    keep(qtbot, sheet.happened)
    assert room.one.confidence == 50


def change_test(room, qtbot, sheet_of, journal):
    qtbot.mouseClick(room.detail.evidence.next.more, CLICK)
    choose(room.detail.evidence.next, "Change…")
    sheet = sheet_of(room)
    sheet.plan.setPlainText("Count to twenty.")
    keep(qtbot, sheet.plan)
    assert room.detail.evidence.next.plan.text() == "Count to twenty."


def start_test(room, qtbot, sheet_of, journal):
    qtbot.mouseClick(room.detail.evidence.next.more, CLICK)
    choose(room.detail.evidence.next, "It has begun")
    assert room.detail.evidence.next.when.text().startswith("Running until ")


def let_test_go(room, qtbot, sheet_of, journal):
    qtbot.mouseClick(room.detail.evidence.next.more, CLICK)
    choose(room.detail.evidence.next, "Let it go")
    assert room.one.state == "held"


def confirm(room, qtbot, sheet_of, journal):
    qtbot.mouseClick(room.detail.head.state, CLICK)
    choose(room.detail.head, "It has held up so far")
    assert room.one.state == "confirmed"


def drop(room, qtbot, sheet_of, journal):
    qtbot.mouseClick(room.detail.head.more, CLICK)
    choose(room.detail.head, "Drop…")
    sheet = sheet_of(room)
    assert "The test that is under way ends with it." in sheet.subtitle.text()
    qtbot.keyClicks(sheet.reason, "It was never so.")
    keep(qtbot, sheet.reason)
    assert room.one.state == "dropped"


def revise(room, qtbot, sheet_of, journal):
    qtbot.mouseClick(room.detail.head.more, CLICK)
    choose(room.detail.head, "Revise…")
    sheet = sheet_of(room)
    qtbot.keyClicks(sheet.statement, "They take their time.")  # over the words that are selected
    keep(qtbot, sheet.statement)
    assert room.one.statement == "They take their time."
    assert room.one.state == "noticed"


CHANGES = (
    edit, add_evidence, change_evidence, remove_evidence, finish, change_test, start_test,
    let_test_go, confirm, drop, revise,
)  # fmt: skip


@pytest.mark.parametrize("change", CHANGES, ids=[one.__name__ for one in CHANGES])
def test_every_change_can_be_undone(open_room, held, seen, journal, qtbot, sheet_of, change):
    seen(held, "They looked at me.")
    journal.experiments.plan(held, small_test())
    before = whole(journal, held)
    room = open_room()
    change(room, qtbot, sheet_of, journal)
    assert whole(journal, held) != before
    assert sheet_of(room) is None
    room.notices[-1].undo()
    assert whole(journal, held) == before
    assert room.one.id == held


def test_hold_and_take_up_can_be_undone(open_room, held, seen, journal, qtbot):
    seen(held)
    journal.assumptions.confirm(held)
    room = open_room()
    room.acting.hold()
    assert room.one.state == "held"
    room.notices[-1].undo()
    assert room.one.state == "confirmed"
    journal.assumptions.drop(held, "It was never so.")
    qtbot.mouseClick(room.detail.head.take_up, CLICK)
    assert room.one.state == "held"
    room.notices[-1].undo()
    assert room.one.state == "dropped"


def test_an_undone_plan_leaves_no_confidence_behind(open_room, assume, journal, qtbot, sheet_of):
    one = assume()
    room = open_room()
    room.acting.test()
    sheet = sheet_of(room)
    sheet.sure.set_value(80)
    sheet.plan.setPlainText("Wait.")
    sheet.safe.setPlainText("Once.")
    sheet.foretold.setPlainText("They wait too.")
    sheet.percent.set_value(70)
    sheet.weaken.setPlainText("They speak.")
    sheet.due.set_day(small_test().due_on)
    keep(qtbot, sheet)
    assert room.one.state == "testing"
    room.notices[-1].undo()
    assert room.one.state == "noticed"
    assert journal.assumptions.history(one) == []


def test_delete_restore_and_delete_for_good(open_room, held, assume, journal, qtbot, sheet_of):
    other = assume("Rest has to be earned.")
    room = open_room()
    qtbot.keyClick(room.list, Qt.Key.Key_Delete)
    assert listed(room) == ["[Noticed 1]", "Rest has to be earned."]
    assert room.one.id == other
    room.notices[-1].undo()
    assert room.one.id == held
    qtbot.keyClick(room.list, Qt.Key.Key_Delete)
    room.show_trash()
    assert listed(room) == ["[Kept for 30 days 1]", FIRST]
    assert not room.detail.sure.slider.isVisible()
    qtbot.mouseClick(room.detail.restore, CLICK)
    assert listed(room) == []
    room.notices[-1].undo()
    assert listed(room) == ["[Kept for 30 days 1]", FIRST]
    QApplication.processEvents()
    qtbot.mouseClick(room.detail.purge, CLICK)
    qtbot.mouseClick(sheet_of(room).confirm, CLICK)
    with pytest.raises(NotFound):
        journal.assumptions.get(held)
    qtbot.keyClick(room.pane.back, Qt.Key.Key_Escape)
    assert listed(room) == ["[Noticed 1]", "Rest has to be earned."]


def test_an_assumption_that_maps_rest_on_says_so_before_it_goes(
    open_room, held, assume, journal, qtbot, sheet_of
):
    drawn = keep_map(journal, assumption=held)
    rests = "A link of the map “The rescue loop” rests on it."
    room = open_room()
    room.show_item(held)
    room.acting.drop()
    assert rests in sheet_of(room).subtitle.text()
    sheet_of(room).dismiss()
    qtbot.keyClick(room.list, Qt.Key.Key_Delete)
    assert room.notices[-1].text == f"Assumption moved to Recently deleted. {rests}"
    keep_map(journal, "Evenings", assumption=held)
    room.show_trash()
    qtbot.mouseClick(room.detail.purge, CLICK)
    assert "Links of 2 maps rest on it. Those links stay" in sheet_of(room).subtitle.text()
    qtbot.mouseClick(sheet_of(room).confirm, CLICK)
    assert [link.assumption for link in journal.maps.get(drawn).links] == [None] * 3


def test_recently_deleted_is_emptied_after_asking(open_room, held, assume, journal, qtbot, sheet_of):  # fmt: skip
    for one in (held, assume("Rest has to be earned.")):
        journal.assumptions.trash(one)
    room = open_room()
    room.show_trash()
    qtbot.mouseClick(room.pane.empty_trash, CLICK)
    assert sheet_of(room).title.text() == "Delete 2 assumptions for good?"
    qtbot.mouseClick(sheet_of(room).confirm, CLICK)
    assert journal.assumptions.trashed() == []
    assert not room.pane.empty_trash.isEnabled()


def test_what_the_journal_refuses_stays_in_its_sheet(open_room, held, journal, qtbot, sheet_of):
    room = open_room()
    room.acting.evidence()
    sheet = sheet_of(room)
    qtbot.keyClicks(sheet.text, "Jonas had it in his notes.")
    journal.assumptions.drop(held, "Dropped by the command line meanwhile.")
    keep(qtbot, sheet.text)
    assert sheet_of(room) is sheet
    assert sheet.notice.text() == "That assumption was dropped. Take it up again first."
    assert sheet.text.toPlainText() == "Jonas had it in his notes."


def test_keys_do_nothing_where_nothing_can_be_done(open_room, held, journal, qtbot, sheet_of):
    journal.assumptions.drop(held, "It was never so.")
    room = open_room()
    for key in (Qt.Key.Key_T, Qt.Key.Key_R, Qt.Key.Key_V, Qt.Key.Key_E):
        qtbot.keyClick(room.list, key)
        assert sheet_of(room) is None
    assert room.list.hasFocus()


def test_single_keys_work_in_the_detail_but_not_where_one_writes(open_room, held, qtbot, sheet_of):
    room = open_room()
    qtbot.keyClick(room.list, Qt.Key.Key_Return)
    qtbot.keyClick(room.detail.head.test, Qt.Key.Key_V)
    sheet = sheet_of(room)
    assert sheet.title.text() == "What have you seen?"
    qtbot.keyClick(sheet, Qt.Key.Key_Escape)
    room.detail.sure.take_focus()
    qtbot.keyClicks(room.detail.sure.slider, "7")
    qtbot.keyClick(room.detail.sure.slider, Qt.Key.Key_Tab)
    qtbot.keyClicks(room.detail.sure.reason, "tver")
    assert room.detail.sure.reason.text() == "tver"
    assert sheet_of(room) is None


def test_closed_sheets_are_gone_with_their_words(open_room, held, seen, journal, qtbot, sheet_of):
    seen(held)
    journal.experiments.plan(held, small_test())
    room = open_room()
    acting = room.acting
    for ask in (acting.new, acting.edit, acting.evidence, acting.test, acting.finish_next, acting.revise, acting.drop):  # fmt: skip
        ask()
        sheet = sheet_of(room)
        gone = weakref.ref(sheet)
        sheet.dismiss()
        del sheet
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        gc.collect()
        assert gone() is None, ask.__name__


def test_a_finished_test_shows_what_it_moved(open_room, held, journal):
    test = journal.experiments.plan(held, small_test())
    journal.experiments.finish(test.id, Result(happened="They spoke.", confidence=35))
    room = open_room()
    (known,) = room.detail.known.tests
    assert (known.before, known.after) == (60, 35)


def test_how_sure_and_the_test_are_kept_together_or_not_at_all(
    open_room, assume, journal, qtbot, sheet_of, monkeypatch
):
    one = assume()
    room = open_room()
    before = whole(journal, one)

    def full(*_args, **_more):
        raise DiskFull

    monkeypatch.setattr(journal.experiments, "plan", full)
    room.acting.test()
    sheet = sheet_of(room)
    qtbot.keyClicks(sheet.sure.field, "80")
    for words in ("Wait ten seconds", "One meeting", "Nobody speaks", "70", "Somebody speaks"):
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
        qtbot.keyClicks(QApplication.focusWidget(), words)
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
    qtbot.keyClicks(QApplication.focusWidget(), "in two weeks")
    keep(qtbot, QApplication.focusWidget())
    assert "full" in sheet.notice.text()
    assert whole(journal, one) == before


def test_a_full_disk_is_said_where_something_is_deleted(
    open_room, held, journal, monkeypatch, qtbot
):
    room = open_room()
    said = []
    room.said.connect(said.append)

    def full(*_args, **_more):
        raise DiskFull

    monkeypatch.setattr(journal.assumptions, "trash", full)
    room.acting.delete()
    assert "full" in said[-1].text
