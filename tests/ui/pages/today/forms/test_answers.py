"""Every kind of question answered by keys and clicks, and kept as it was answered."""

from __future__ import annotations

import datetime as dt

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from metanoia.domain.answers import Ref
from metanoia.ui import autosave
from metanoia.ui.theme import theme
from metanoia.ui.widgets.tab_order import stops_in

ALT, CONTROL = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier


def test_every_kind_of_answer_is_given_by_keys_and_read_back(
    everything, begin, opened, kept, press, type_at, page, journal
):
    view = begin("everything")
    type_at("Jonas")
    press(Qt.Key.Key_Tab)
    type_at("He paused.")
    press(Qt.Key.Key_Tab)
    type_at("Silence is empty")
    press(Qt.Key.Key_Return)
    type_at("Nobody knows")
    press(Qt.Key.Key_Tab)  # the button that adds a line
    press(Qt.Key.Key_Tab)
    type_at("It is agreed")
    press(Qt.Key.Key_Tab)
    type_at("1 April")
    press(Qt.Key.Key_Tab)
    press(Qt.Key.Key_Tab)  # the calendar's button lies between
    view.answers["table"].rows[0].boxes[2]._slider.setFocus()
    type_at("70")
    view.answers["sure"].take_focus()
    type_at("35")
    view.answers["mark"].take_focus()
    press(Qt.Key.Key_4)
    view.answers["way"].take_focus()
    press(Qt.Key.Key_Right)
    press(Qt.Key.Key_Space)
    view.answers["day"].take_focus()
    type_at("in two weeks")
    view.answers["about"].take_focus()
    type_at("the rota")
    said = {
        "name": "Jonas",
        "story": "He paused.",
        "points": ("Silence is empty", "Nobody knows"),
        "table": ({"what": "It is agreed", "by": dt.date(2026, 4, 1), "how": 70},),
        "sure": 35,
        "mark": 4,
        "way": "right",
        "day": dt.date(2026, 3, 26),
        "about": Ref("decision", "", "the rota"),
    }
    assert kept() == said
    entry = journal.entries.get(page.draft.id)
    page.opening.new()
    assert opened(entry).values() == said


def test_nothing_is_begun_before_something_is_answered(begin, page, journal):
    view = begin("decision")
    assert view.answers["review_on"].value() == dt.date(2026, 6, 10)  # proposed, said by nobody
    page.autosave.touch()
    page.save()
    page.leave()
    assert page.draft.id is None
    assert journal.answers.rows("decision") == []


def test_a_rest_keeps_the_answers(begin, page, qtbot, type_at, journal):
    begin("ladder")
    with qtbot.waitSignal(page.autosave.kept, timeout=4 * autosave.REST):
        type_at("I answered first.")
    assert journal.answers.values(page.draft.id) == {"did": "I answered first."}
    assert page.column.foot.saved.text() == "Saved"


def test_letters_beyond_the_first_plane_and_chinese_are_kept(begin, kept, page):
    view = begin("ladder")
    view.answers["did"].text.insertPlainText("我先回答了 🙂 — naïve\u00a0word")
    assert kept() == {"did": "我先回答了 🙂 — naïve\u00a0word"}


def test_too_long_an_answer_is_said_and_kept_from_nothing_else(
    everything, begin, page, type_at, press
):
    view = begin("everything")
    type_at("Jonas")
    press(Qt.Key.Key_Tab)
    type_at("x" * 36)
    assert view.answers["story"].question.count.text() == "36 / 40"
    type_at("x" * 7)
    assert view.answers["story"].question.count.text() == "3 too many"
    assert not page.settled()
    assert "40 characters" in page.column.banner.text()
    for _ in range(3):
        press(Qt.Key.Key_Backspace)
    assert page.settled()
    assert page.column.banner.isHidden()


def test_enter_parts_a_line_and_backspace_takes_an_empty_one(
    everything, begin, press, type_at, kept
):
    view = begin("everything")
    answer = view.answers["points"]
    answer.take_focus()
    type_at("OneTwo")
    for _ in range(3):
        press(Qt.Key.Key_Left)
    press(Qt.Key.Key_Return)
    assert answer.value() == ("One", "Two")
    press(Qt.Key.Key_End)
    press(Qt.Key.Key_Return)
    press(Qt.Key.Key_Return)  # an empty line begins no other
    assert len(answer.rows) == 3
    press(Qt.Key.Key_Backspace)
    assert len(answer.rows) == 2
    type_at("!")
    assert kept()["points"] == ("One", "Two!")


def test_lines_move_and_stop_at_the_most(everything, begin, press, type_at, page):
    view = begin("everything")
    answer = view.answers["points"]
    answer.take_focus()
    for word in ("One", "Two", "Three"):
        type_at(word)
        press(Qt.Key.Key_Return)
    assert (len(answer.rows), answer.add_button.isEnabled()) == (3, False)
    assert answer.count.text() == "3 of 3"
    press(Qt.Key.Key_Up, ALT)
    assert answer.value() == ("One", "Three", "Two")
    assert page.draft.id is None or page.settled()  # Alt+Up did not lead to another entry
    press(Qt.Key.Key_Up)
    assert answer.rows[0].line.hasFocus()
    press(Qt.Key.Key_Down)
    assert answer.rows[1].line.hasFocus()


def test_a_paste_of_several_lines_stays_one_line(everything, begin, press):
    view = begin("everything")
    answer = view.answers["points"]
    answer.take_focus()
    QGuiApplication.clipboard().setText("one\ntwo")
    press(Qt.Key.Key_V, CONTROL)
    assert answer.value() == ("one two",)


def test_a_row_taken_out_comes_back_by_undo(everything, opened, filled, shell, kept, qtbot):
    rows = ({"what": "First", "how": 20}, {"what": "Second"})
    view = opened(filled("everything", {"story": "So", "table": rows}))
    answer = view.answers["table"]
    qtbot.mouseClick(answer.rows[0].cross, Qt.MouseButton.LeftButton)
    assert kept()["table"] == rows[1:]
    assert "taken out" in shell.toast.text()
    shell.toast.undo()
    assert kept()["table"] == rows


def test_a_choice_is_taken_and_left_open_again(everything, begin, press):
    view = begin("everything")
    answer = view.answers["way"]
    answer.take_focus()
    press(Qt.Key.Key_Space)
    assert answer.value() == "left"
    press(Qt.Key.Key_Space)
    assert answer.value() is None


def test_a_decision_on_record_is_chosen_and_opened(begin, filled, shell, qtbot, press, journal):
    decision = filled("decision", {"question": "Who presents?"}, title="The rota")
    view = begin("premortem")
    answer = view.answers["subject"]
    qtbot.mouseClick(answer.choose, Qt.MouseButton.LeftButton)
    press(Qt.Key.Key_Return)
    assert answer.value() == Ref("decision", decision.id, "The rota")
    qtbot.mouseClick(answer.named, Qt.MouseButton.LeftButton)
    assert shell.current.name == "journal"


@pytest.mark.parametrize("key", ["ladder", "two_column", "thought_check", "decision", "premortem",
                                 "weekly", "quarterly", "session_prep", "circle", "lesson"])  # fmt: skip
def test_each_form_that_ships_is_drawn_with_a_named_stop_for_each_question(key, begin):
    view = begin(key)
    shown = [answer for answer in view.answers.values() if not answer.isHidden()]
    assert len(shown) >= 3
    for answer in shown:
        answer.take_focus()
        focus = view.window().focusWidget()
        assert answer.isAncestorOf(focus)
        assert focus.accessibleName()


@pytest.mark.parametrize("scale", [1.0, 1.4])
def test_every_stop_is_named_large_enough_and_within_the_column(everything, begin, shell, scale):
    theme().apply(scale=scale)
    shell.resize(1024, 700)
    for key in ("everything", "two_column", "premortem"):
        view = begin(key)
        shell.grab()
        content = view.area.widget()
        assert content.width() <= view.area.viewport().width()
        stops = [stop for stop in stops_in(content) if stop.isVisible()]
        assert len(stops) >= 5
        for stop in stops:
            assert stop.accessibleName(), stop
            assert min(stop.width(), stop.height()) >= 24, stop
            right = stop.mapTo(content, stop.rect().topRight()).x()
            assert right <= content.width()


def test_tab_goes_through_a_form_from_the_tags_to_its_end_and_back(begin, page, press):
    view = begin("lesson")

    def here():
        focus = page.window().focusWidget()
        return next((k for k, a in view.answers.items() if a.isAncestorOf(focus)), None)

    page.column.tags.field.setFocus()
    for _ in range(5):  # tags that were used before are offered first
        press(Qt.Key.Key_Tab)
        if here():
            break
    seen = [here()]
    for _ in range(len(view.answers) - 1):
        press(Qt.Key.Key_Tab)
        seen.append(here())
    assert seen == list(view.answers)
    press(Qt.Key.Key_Tab)
    assert page.panel.isAncestorOf(page.window().focusWidget())
    press(Qt.Key.Key_Backtab)
    assert here() == seen[-1]
