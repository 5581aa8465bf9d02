"""What is made of answers: by one key, shown where it came from, undone, and gone to."""

from __future__ import annotations

import datetime as dt

import pytest
from PySide6.QtCore import Qt

from metanoia.ui.destination import Destination

ALT = Qt.KeyboardModifier.AltModifier
MARK = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
LADDER = {
    "did": "I answered.",
    "assume": ("If I wait, they think less of me.", "Silence is empty."),
}


@pytest.fixture
def ladder(opened, filled):
    """A ladder that was begun."""
    return opened(filled("ladder", LADDER))


def test_a_line_becomes_an_assumption_by_a_key(ladder, press, journal, page, shell, qtbot):
    answer = ladder.answers["assume"]
    answer.rows[1].line.setFocus()
    press(Qt.Key.Key_Return, ALT)
    [row] = journal.assumptions.rows()
    assert row.statement == "Silence is empty."
    [anchor] = journal.anchors.in_entry(page.draft.id)
    assert (anchor.field, anchor.item_id) == ("assume/1", row.id)
    assert [tag.text() for tag in answer.rows[1].slot.tags] == ["Assumption"]
    assert not answer.rows[1].slot.button.isVisible()
    assert answer.rows[0].slot.button.isVisible()
    assert page.panel.here.open_id == row.id
    assert answer.rows[1].line.hasFocus()  # writing goes on
    shell.toast.undo()
    assert journal.assumptions.rows() == []
    assert answer.rows[1].slot.tags == []


def test_how_sure_is_seen_at_the_line_and_the_line_leads_to_the_card(ladder, qtbot, journal, page):
    answer = ladder.answers["assume"]
    qtbot.mouseClick(answer.rows[0].slot.button, Qt.MouseButton.LeftButton)
    [row] = journal.assumptions.rows()
    journal.assumptions.rate(row.id, 70)
    [tag] = answer.rows[0].slot.tags
    assert tag.text() == "70%"
    qtbot.mouseClick(tag, Qt.MouseButton.LeftButton)
    assert page.panel.isAncestorOf(page.window().focusWidget())


def test_what_was_made_moves_with_its_line(ladder, press, journal, page, kept):
    answer = ladder.answers["assume"]
    answer.rows[0].line.setFocus()
    press(Qt.Key.Key_Return, ALT)
    press(Qt.Key.Key_Down, ALT)
    assert kept()["assume"] == LADDER["assume"][::-1]
    [anchor] = journal.anchors.in_entry(page.draft.id)
    assert anchor.field == "assume/1"
    assert [len(row.slot.tags) for row in answer.rows] == [0, 1]


def test_a_step_is_made_given_a_day_and_ticked(opened, filled, press, journal, page, qtbot, shell):
    view = opened(filled("ladder", LADDER | {"ask": "Ask Jonas what he meant."}))
    view.answers["ask"].take_focus()
    press(Qt.Key.Key_Return, ALT)
    [step] = journal.actions.open()
    assert (step.text, step.due_on) == ("Ask Jonas what he meant.", dt.date(2026, 3, 19))
    [tag] = view.answers["ask"].slot.tags
    assert tag.day.text() == "by 19 Mar"
    qtbot.mouseClick(tag.day, Qt.MouseButton.LeftButton)
    press(Qt.Key.Key_Right)
    press(Qt.Key.Key_Return)
    assert journal.actions.get(step.id).due_on == dt.date(2026, 3, 20)
    [tag] = view.answers["ask"].slot.tags
    qtbot.mouseClick(tag.box, Qt.MouseButton.LeftButton)
    assert journal.actions.get(step.id).state == "done"
    [row] = page.filling._panel.made_rows
    assert row.box.isChecked()
    qtbot.mouseClick(row.box, Qt.MouseButton.LeftButton)
    assert journal.actions.get(step.id).state == "open"


def test_a_row_becomes_a_prediction_once_day_and_per_cent_are_said(
    opened, filled, press, journal, page, shell
):
    row = {"statement": "It is agreed in one meeting.", "percent": 70}
    view = opened(filled("decision", {"question": "Who?", "expect": (row,)}))
    answer = view.answers["expect"]
    answer.take_focus()
    answer.rows[0].fields()[0].setFocus()
    press(Qt.Key.Key_Return, ALT)
    assert "by when" in shell.toast.text()
    assert journal.predictions.rows() == []
    answer.rows[0].boxes[1]._day.set_day(dt.date(2026, 4, 1))
    answer.rows[0].fields()[1].setFocus()  # what will settle it: the row is meant all the same
    press(Qt.Key.Key_Return, ALT)
    [made] = journal.predictions.rows()
    assert (made.statement, made.first, made.due_on) == (row["statement"], 70, dt.date(2026, 4, 1))
    [tag] = answer.rows[0].boxes[0].slot.tags
    assert tag.text() == "70% by 1 Apr"
    shell.toast.undo()
    assert journal.predictions.rows() == []


def test_selected_words_of_any_answer_are_marked(ladder, press, journal, page):
    field = ladder.answers["did"].text
    field.set_text("I think: he is not ready. So I answered.")
    field.edited.emit()
    field.setFocus()
    field.select(9, 25)
    press(Qt.Key.Key_A, MARK)
    [row] = journal.assumptions.rows()
    assert row.statement == "He is not ready."
    [anchor] = journal.anchors.in_entry(page.draft.id)
    assert (anchor.field, anchor.selector.start) == ("did/0", 9)
    [shown] = field.extraSelections()
    assert shown.cursor.selectedText() == "he is not ready."


def test_what_was_kept_back_is_marked_where_it_stands(opened, filled, press, journal, page):
    turns = ({"who": "me", "said": "So it is.", "unsaid": "If I give in they doubt me 🙂."},)
    view = opened(filled("two_column", {"lines": turns}))
    view.answers["lines"].rows[0].kept.setFocus()
    press(Qt.Key.Key_A, MARK)  # the sentence at the caret
    [anchor] = journal.anchors.in_entry(page.draft.id)
    assert anchor.field == "lines.unsaid/0"
    assert anchor.selector.exact.startswith("If I give in")


def test_too_short_a_line_says_why_and_makes_nothing(opened, filled, press, journal, shell):
    view = opened(filled("ladder", {"assume": ("No.",)}))
    view.answers["assume"].rows[0].line.setFocus()
    press(Qt.Key.Key_Return, ALT)
    assert "at least 5" in shell.toast.text()
    assert journal.assumptions.rows() == []


def test_a_ladder_begun_from_an_assumption_is_anchored_to_it(begin, journal, page, type_at, kept):
    from metanoia.domain.assumptions import NewAssumption

    known = journal.assumptions.add(NewAssumption(statement="Silence is empty."))
    view = begin("ladder", item=known.id)
    assert view.answers["assume"].value() == ("Silence is empty.",)
    page.save()
    assert page.draft.id is None  # nothing was written yet
    view.answers["did"].take_focus()
    type_at("I answered.")
    kept()
    [anchor] = journal.anchors.in_entry(page.draft.id)
    assert (anchor.item_id, anchor.field) == (known.id, "assume/0")
    assert [len(row.slot.tags) for row in view.answers["assume"].rows] == [1]
    assert journal.answers.ladder_of(known.id)[0].id == page.draft.id


def test_a_prediction_made_here_is_gone_to(opened, filled, journal, qtbot, page, monkeypatch):
    row = {"statement": "It is agreed.", "percent": 70, "due_on": dt.date(2026, 4, 1)}
    view = opened(filled("decision", {"question": "Who?", "expect": (row,)}))
    qtbot.mouseClick(view.answers["expect"].rows[0].boxes[0].slot.button, Qt.MouseButton.LeftButton)
    asked = []
    page.asked.disconnect()
    page.asked.connect(asked.append)
    qtbot.mouseClick(page.filling._panel.made_rows[0], Qt.MouseButton.LeftButton)
    [made] = journal.predictions.rows()
    assert asked == [Destination(page="assumptions", section="predictions", item=made.id)]
