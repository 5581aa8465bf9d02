"""The course of a form: begun, finished or not yet, closed, asked again, locked away and brought back."""

from __future__ import annotations

import datetime as dt

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtWidgets import QApplication

from journals import ZONE, entry, moment
from metanoia.domain import days
from metanoia.domain.errors import DiskFull
from metanoia.ui.destination import Destination
from metanoia.ui.pages.today.forms.chooser import FormSheet
from metanoia.ui.pages.today.page import TodayPage
from metanoia.ui.theme import theme

CONTROL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
DECISION = {
    "question": "Who presents?",
    "options": ("Jonas", "I"),
    "chosen": "Jonas",
    "because": "It is his plan.",
    "expect": ({"statement": "It is agreed.", "percent": 70},),
    "reversible": "easily",
    "review_on": dt.date(2026, 6, 10),
}
THOUGHT = {
    "situation": "She asked for a week.",
    "thought": "She is not ready.",
    "belief_before": 80,
    "against": "She found the error.",
    "balanced": "She is careful.",
    "belief_after": 50,
}


def later(clock, day):
    clock["now"] = days.at(dt.date.fromisoformat(day), dt.time(9), ZONE)


# -- beginning


def test_a_form_is_chosen_by_keys(shell, page, press, qtbot):
    press(Qt.Key.Key_N, CONTROL | SHIFT)
    sheet = shell.findChild(FormSheet)
    qtbot.waitUntil(sheet.rows[0].hasFocus)
    assert {row.title.text() for row in sheet.rows} >= {"Said and unsaid", "Weekly review"}
    assert all("min" in row.accessibleName() for row in sheet.rows)
    press(Qt.Key.Key_S)
    press(Qt.Key.Key_Up)
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Return)
    assert page.column.bar.form.text() == "Second look at a thought"
    view = page.column.shown_form()
    assert view.isVisible()
    assert not page.column.editor.isVisible()
    assert view.answers["situation"].text.hasFocus()


def test_each_form_is_found_in_the_palette_by_its_name(shell, qtbot, page):
    shell.open_palette()
    shell.palette_shown.field.setText("climb")
    shell._palette_asked("climb")
    qtbot.keyClick(shell.palette_shown.field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: page.column.bar.form.text() == "Climb back down")


def test_a_new_entry_after_a_form_is_free(begin, shell, page, write):
    begin("ladder")
    shell.go(Destination(page="today", new=True))
    assert page.column.editor.isVisible()
    assert not page.column.bar.form.isVisible()
    write("Free again.")
    assert page.draft.entry.form == "free"


def test_an_unknown_form_is_said(begin, shell, page):
    assert begin("no_such_form") is None
    assert "no such form" in shell.toast.text()


# -- finishing


def test_finish_says_what_is_missing_and_goes_there(begin, page, type_at, press, journal, shell):
    view = begin("thought_check")
    type_at("She asked for a week.")
    press(Qt.Key.Key_Return, CONTROL)
    assert "What went through your mind?" in view.missing.text()
    assert view.missing.isVisible()
    assert view.answers["thought"].text.hasFocus()
    type_at("S")
    assert not view.missing.isVisible()


def test_finish_anyway_keeps_what_there_is(begin, page, type_at, press, journal, qtbot):
    view = begin("thought_check")
    type_at("She asked for a week.")
    press(Qt.Key.Key_Return, CONTROL)
    qtbot.mouseClick(view.missing.action, Qt.MouseButton.LeftButton)
    assert page.draft.id is None
    [row] = journal.answers.rows("thought_check")
    assert journal.answers.values(row.id) == {"situation": "She asked for a week."}


def test_a_whole_form_is_finished_at_once(opened, filled, page, press, journal):
    opened(filled("thought_check", THOUGHT))
    press(Qt.Key.Key_Return, CONTROL)
    assert page.draft.id is None
    assert page.column.editor.isVisible()


def test_an_emptied_form_is_put_away_as_an_emptied_entry_is(opened, filled, page, journal, shell):
    entry = filled("decision", {"question": "Who?", "review_on": dt.date(2026, 6, 10)})
    view = opened(entry)
    view.answers["question"].text.set_text("")
    view.answers["question"].text.edited.emit()
    page.save()
    shell.show_page("journal")
    assert journal.entries.get(entry.id).deleted_at is not None


# -- closed


def test_a_closed_decision_is_read_and_only_added_to(
    opened, filled, age, journal, page, type_at, clock
):
    entry = filled("decision", DECISION)
    age(entry, 25)
    later(clock, "2026-03-14")
    view = opened(entry)
    assert view.answers["question"].text.isReadOnly()
    assert not view.answers["because"].text.isHidden()
    assert view.answers["change_mind"].isHidden()  # was never answered
    assert "process" not in [k for k, a in view.answers.items() if a.isVisible()]
    assert [c.text() for c in view.answers["reversible"].choices.chips if c.isVisible()] == [
        "Easily"
    ]
    assert view.answers["review_on"].said.text() == "Wednesday 10 June"
    added = view.answers["added"]
    added.take_focus()
    type_at("Amina objects.")
    page.save()
    kept = journal.answers.values(entry.id)
    assert kept["added"] == ("Amina objects.",)
    assert kept["question"] == "Who presents?"


def test_a_fresh_decision_is_open_and_asks_nothing_later(opened, filled):
    view = opened(filled("decision", DECISION))
    assert not view.answers["question"].text.isReadOnly()
    assert view.answers["added"].isHidden()
    assert view.answers["process"].isHidden()


def test_how_it_was_decided_is_asked_before_how_it_turned_out(
    opened, filled, age, clock, press, page, journal
):
    entry = filled("decision", DECISION)
    age(entry, 24 * 91)
    later(clock, "2026-06-11")
    view = opened(entry)
    process, outcome = view.answers["process"], view.answers["outcome"]
    assert (process.isVisible(), outcome.isVisible()) == (True, False)
    content = view.area.widget()
    above = view.answers["question"].mapTo(content, view.rect().topLeft()).y()
    assert above < process.mapTo(content, view.rect().topLeft()).y()  # the old words stand first
    process.take_focus()
    press(Qt.Key.Key_4)
    assert outcome.isVisible()
    outcome.take_focus()
    press(Qt.Key.Key_2)
    page.save()
    kept = journal.answers.values(entry.id)
    assert (kept["process"], kept["outcome"]) == (4, 2)


# -- asked again


def test_a_thought_is_asked_about_again_after_seven_days(
    opened, filled, clock, press, page, journal
):
    entry = filled("thought_check", THOUGHT)
    assert opened(entry).answers["belief_later"].isHidden()
    later(clock, "2026-03-19")
    page.opening.new()
    view = opened(entry)
    asked = view.answers["belief_later"]
    assert asked.isVisible()
    content = view.area.widget()
    first = view.answers["situation"]
    assert asked.mapTo(content, asked.rect().topLeft()).y() < first.mapTo(content, first.rect().topLeft()).y()  # fmt: skip
    assert asked.slider.hasFocus()
    press(Qt.Key.Key_3)
    page.save()
    assert journal.answers.values(entry.id)["belief_later"] == 30
    assert journal.answers.asking(dt.date(2026, 3, 19)) == []


# -- kept whatever happens


def test_answers_that_could_not_be_kept_come_back_after_locking(
    begin, page, journal, settings, qtbot, type_at, monkeypatch
):
    begin("ladder", title="The rota")
    page.save()
    type_at("I answered first.")

    def refuse(*_args, **_more):
        raise DiskFull

    with monkeypatch.context() as broken:
        broken.setattr(journal.answers, "save", refuse)
        broken.setattr(journal.answers, "begin", refuse)
        with pytest.raises(DiskFull):
            page.save()
        unsaved = page.unsaved()
    again = TodayPage(journal, settings)
    qtbot.addWidget(again)
    again.go(Destination(page="today"))
    again.take_back(unsaved)
    kept = journal.entries.get(again.draft.id)
    assert (kept.title, kept.form) == ("The rota", "ladder")
    assert journal.answers.values(kept.id) == {"did": "I answered first."}
    assert again.unsaved() == ""


def test_locking_forgets_every_answer(opened, filled, shell, page):
    view = opened(filled("thought_check", THOUGHT))
    field = view.answers["thought"].text
    field.insertPlainText("x")
    shell.blank()
    assert view.answers == {}
    assert field.text() == ""
    assert not field.document().isUndoAvailable()


def test_what_changes_elsewhere_shows_and_what_is_typed_stays(
    opened, filled, journal, page, type_at
):
    entry = filled("thought_check", THOUGHT)
    view = opened(entry)
    journal.answers.save(entry.id, "Changed", THOUGHT | {"thought": "She may be ready."})
    assert view.answers["thought"].value() == "She may be ready."
    view.answers["thought"].take_focus()
    type_at(" Yes.")
    journal.entries.set_starred(entry.id, True)
    assert view.answers["thought"].value() == "She may be ready. Yes."
    assert view.answers["thought"].text.hasFocus()


def test_an_earlier_wording_of_the_answers_is_brought_back(
    opened, filled, journal, page, age, shell
):
    entry = filled("thought_check", THOUGHT)
    at = (dt.datetime.now(dt.UTC) - dt.timedelta(hours=1)).strftime("%Y-%m-%dT%H:%M:%S.000Z")
    with journal.changes.write():
        journal.entries._write("UPDATE entry SET updated_at = ? WHERE id = ?", at, entry.id)
    journal.answers.save(entry.id, "", THOUGHT | {"thought": "Another."})
    opened(entry)
    [earlier] = journal.entries.revisions(entry.id)
    page.actions_.bring_back(earlier.rev)
    assert page.column.shown_form().answers["thought"].value() == "She is not ready."


def test_a_picture_dropped_on_a_form_hangs_on_its_entry(begin, page, journal, qtbot, tmp_path):
    begin("ladder")
    file = tmp_path / "notes.txt"
    file.write_text("Twelve people.")
    page.pictures._files_chosen([str(file)])
    qtbot.waitUntil(
        lambda: page.draft.id is not None and bool(journal.attachments.of(page.draft.id))
    )
    assert page.draft.entry.form == "ladder"
    assert page.column.shown_form().values() == {}


def test_the_window_takes_another_size_when_a_form_has_gone(begin, shell, page):
    begin("ladder")
    shell.go(Destination(page="today", new=True))
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    shell.window().resize(1024, 700)
    page.column.align()
    assert page.column.shown_form() is None


# -- light and dark


@pytest.mark.parametrize("key", ["two_column", "ladder", "premortem"])
def test_the_questions_keep_to_the_column_when_it_gets_dark(begin, page, qtbot, key):
    view = begin(key)
    first = next(iter(view.answers.values()))

    def edges():
        left = first.mapTo(page, QPoint(0, 0)).x()
        return left, left + first.width()

    qtbot.waitUntil(lambda: edges()[0] > 0)
    QApplication.processEvents()
    light = edges()
    theme().apply("dark")
    QApplication.processEvents()
    assert edges() == light


def test_a_form_after_a_text_is_shown_and_nothing_of_it_is_saved(shell, page, journal):
    text = journal.entries.add(entry("The rota", "He lost his place.\n\n" * 200))
    form = journal.answers.begin("thought_check", moment(1), "She stopped", THOUGHT)
    shell.go(Destination(page="today", entry=text.id))
    page.column.editor.setFocus()
    shell.go(Destination(page="today", entry=form.id))
    QApplication.sendPostedEvents()
    assert page.column.banner.isHidden()
    assert not page.autosave.dirty
    assert journal.entries.get(form.id).rev == form.rev
