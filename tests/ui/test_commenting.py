"""Comments beside the text they are about, on the page of each kind of thing, in the whole window."""

from __future__ import annotations

import datetime as dt

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from assumed import assumption
from goals_told import goal
from journals import entry, new_journal
from learning import lay_comments, lay_targets
from metanoia.domain.predictions import NewPrediction
from metanoia.ui.background import finish
from metanoia.ui.commenting import CommentsOf
from metanoia.ui.destination import Destination
from metanoia.ui.settings import Settings
from metanoia.ui.shell import Shell
from metanoia.ui.widgets.comment_row import CommentRow
from metanoia.ui.widgets.label import Label
from replying import unsent

CONTROL = Qt.KeyboardModifier.ControlModifier
BODY = "They waited. I filled the silence again, as ever."


@pytest.fixture
def journal(tmp_path):
    journal = new_journal(tmp_path / "j")
    yield journal
    finish(5000)
    journal.close()


@pytest.fixture
def ingrid(journal):
    return journal.people.add("Ingrid Solheim", "coach").id


@pytest.fixture
def places(journal):
    """A thing of each kind: its texts, and where it is shown."""
    written = journal.entries.add(entry("Rota", BODY, day="2026-03-07"))
    aim = journal.goals.add(goal())
    belief = journal.assumptions.add(assumption())
    value = journal.values.add("Candour")
    foretold = journal.predictions.add(
        NewPrediction(
            statement="Jonas speaks first.",
            settled_by="the room",
            due_on=dt.date(2999, 1, 1),
            percent=60,
        )
    )
    return {
        "today": (("entry", written.id), {"body": BODY}, Destination(page="today", entry=written.id)),
        "journal": (("entry", written.id), {"body": BODY}, Destination(page="journal", entry=written.id)),
        "goal": (("goal", aim.id), {"title": aim.title}, Destination(page="goals", item=aim.id)),
        "value": (("value", value.id), {"name": "Candour"}, Destination(page="goals", section="values", item=value.id)),
        "assumption": (
            ("assumption", belief.id), {"statement": belief.statement},
            Destination(page="assumptions", section="register", item=belief.id),
        ),
        "prediction": (
            ("prediction", foretold.id), {"statement": foretold.statement},
            Destination(page="assumptions", section="predictions", item=foretold.id),
        ),
    }  # fmt: skip


@pytest.fixture
def shell(journal, qtbot):
    shell = Shell(journal, Settings())
    qtbot.addWidget(shell)
    shell.resize(1280, 800)
    with qtbot.waitActive(shell):
        shell.show()
        shell.activateWindow()
    yield shell
    if journal.is_open:
        shell.blank()


def rows(shell):
    return [row for row in shell.current.findChildren(CommentRow) if row.isVisible()]


def words(widget):
    return [one.text() for one in widget.findChildren(Label) if one.isVisible()]


def brought(journal, ingrid, places, name):
    item, plain, where = places[name]
    lay_comments(journal, ingrid, {item: plain})
    return item, where


@pytest.mark.parametrize("name", ["today", "journal", "goal", "value", "assumption", "prediction"])
def test_a_question_stands_beside_its_thing_and_is_answered_there_by_keys(
    shell, journal, ingrid, places, qtbot, name
):
    item, where = brought(journal, ingrid, places, name)
    shell.go(where)
    qtbot.waitUntil(lambda: len(rows(shell)) == 2, timeout=5000)
    row = rows(shell)[0]
    assert "From Ingrid Solheim" in words(shell.current)
    row.answer.setFocus()
    qtbot.keyClick(row.answer, Qt.Key.Key_Space)
    qtbot.keyClicks(row.editor.field, "Ask me.")
    qtbot.keyClick(row.editor.field, Qt.Key.Key_Return, CONTROL)
    (kept,) = unsent(journal.replies)
    assert (kept.said.item, kept.answer.text) == (item, "Ask me.")
    assert "Ask me." in words(row)
    assert shell.toast is not None
    shell.toast.undo()
    assert unsent(journal.replies) == []


@pytest.mark.parametrize("name", ["today", "journal", "goal", "value", "assumption", "prediction"])
def test_nothing_is_there_where_nobody_said_anything_and_nothing_is_held_once_locked(
    shell, journal, ingrid, places, qtbot, name
):
    shell.go(places[name][2])
    assert rows(shell) == []
    cards = [one for one in shell.current.findChildren(CommentsOf) if one.isVisible()]
    assert cards == []
    brought(journal, ingrid, places, name)
    qtbot.waitUntil(lambda: len(rows(shell)) == 2, timeout=5000)
    page = shell.current
    shell.blank()
    assert [row for row in page.findChildren(CommentRow) if row.isVisible()] == []


@pytest.mark.parametrize("scale", [1.0, 1.4])
def test_each_stop_of_a_comment_has_a_name_and_room_to_be_hit(
    shell, journal, ingrid, places, qtbot, light, scale
):
    _, where = brought(journal, ingrid, places, "today")
    light.apply("dark", scale)
    shell.resize(1700, 900)
    shell.go(where)
    qtbot.waitUntil(lambda: len(rows(shell)) == 2, timeout=5000)
    rows(shell)[0].begin()
    panel = shell.current.panel
    qtbot.waitUntil(
        lambda: rows(shell)[0].height() >= rows(shell)[0].heightForWidth(rows(shell)[0].width()),
        timeout=5000,
    )
    stops = [
        one
        for row in rows(shell)
        for one in row.findChildren(QWidget)
        if one.isVisible() and one.focusPolicy() & Qt.FocusPolicy.TabFocus
    ]
    assert len(stops) == 5  # the field with its two buttons, and the two of the other comment
    assert all(one.accessibleName() or one.text() for one in stops)
    assert min(min(one.width(), one.height()) for one in stops) >= 24
    right = panel.mapToGlobal(panel.rect().topRight()).x()
    assert all(one.mapToGlobal(one.rect().topRight()).x() <= right for one in stops)


def test_the_sidebar_counts_the_questions_that_wait(shell, journal, ingrid, places):
    badge = shell.sidebar._buttons["share"]
    assert badge._badge == ""
    brought(journal, ingrid, places, "goal")
    assert badge._badge == "1"
    journal.replies.close(journal.replies.open_questions()[0].said.id)
    assert badge._badge == ""


def test_the_words_are_marked_on_the_page_as_they_stand_now(shell, journal, ingrid, places, qtbot):
    _, where = brought(journal, ingrid, places, "today")
    shell.go(where)
    editor = shell.current.column.editor
    qtbot.waitUntil(lambda: len(rows(shell)) == 2, timeout=5000)
    editor.moveCursor(editor.textCursor().MoveOperation.Start)
    qtbot.keyClicks(editor, "On Monday. ")  # not kept yet
    row = rows(shell)[0]
    qtbot.mouseClick(row.show_it, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: bool(editor.extraSelections()), timeout=5000)
    assert editor.extraSelections()[0].cursor.selectedText() == "They waited"


def test_what_became_of_the_words_is_said_once_the_text_is_kept(
    shell, journal, ingrid, places, qtbot
):
    _, where = brought(journal, ingrid, places, "today")
    shell.go(where)
    qtbot.waitUntil(lambda: len(rows(shell)) == 2, timeout=5000)
    editor = shell.current.column.editor
    editor.selectAll()
    qtbot.keyClicks(editor, "Gone.")
    shell.current.save()
    row = rows(shell)[0]
    assert "These words are not in the text any more." in words(row)
    assert "They waited" in words(row)
    assert row.show_it.isHidden()


def test_while_reading_the_words_are_underlined_and_lead_to_the_comment(
    shell, journal, ingrid, places, qtbot
):
    _, where = brought(journal, ingrid, places, "journal")
    shell.go(where)
    qtbot.waitUntil(lambda: len(rows(shell)) == 2, timeout=5000)
    pane, row = shell.current.reading, rows(shell)[0]
    assert [mark.id for mark in pane.text._sentences] == [row.beside.kept.said.id]
    pane.text.mark_pressed.emit(row.beside.kept.said.id)
    assert row.answer.hasFocus()
    qtbot.mouseClick(row.show_it, Qt.MouseButton.LeftButton)
    assert pane.text.textCursor().position() == 0
    assert pane.text._marks == [(0, 11)]


def test_an_answer_that_was_begun_waits_for_its_comment_to_come_back(
    shell, journal, ingrid, places, qtbot
):
    _, where = brought(journal, ingrid, places, "goal")
    shell.go(where)
    qtbot.waitUntil(lambda: len(rows(shell)) == 2, timeout=5000)
    rows(shell)[0].begin("Half a thou")
    other = journal.goals.add(goal(title="Another"))
    shell.go(Destination(page="goals", item=other.id))
    assert rows(shell) == []
    shell.go(where)
    assert rows(shell)[0].written() == "Half a thou"


def test_a_goal_lists_its_learning_targets_with_where_they_stand(
    shell, journal, ingrid, places, qtbot
):
    (_, aim), _, where = places["goal"]
    ids = lay_targets(journal, ingrid, aim)
    shell.go(where)
    (row,) = shell.current.goals.view.targets.rows
    qtbot.waitUntil(row.isVisible, timeout=5000)
    assert any(one.startswith("Agreed · due 30 April") for one in words(row))
    asked = []
    shell.current.goals.asked.connect(asked.append)
    shell.current.asked.disconnect(shell.go)
    row.setFocus()
    qtbot.keyClick(row, Qt.Key.Key_Space)
    assert (asked[0].page, asked[0].item) == ("team", ids["two"])
    journal.targets.tie(ids["two"])
    assert shell.current.goals.view.targets.isHidden()
