"""Bringing a reply in by clicks and keys, and what is seen of it."""

from __future__ import annotations

import dataclasses
import datetime as dt
import uuid

import pytest
from PySide6.QtCore import Qt

from metanoia.domain.replies import Comment, CommentKind, Draft
from metanoia.domain.shares import ShareRequest
from metanoia.exchange import reply, seal
from metanoia.exchange.desk import open_share
from metanoia.text.anchors import select
from metanoia.ui.destination import Destination
from metanoia.ui.pages.share.arrival import RefusedSheet
from metanoia.ui.widgets.comment_row import CommentRow
from metanoia.ui.widgets.label import Label
from replying import unsent


def click(qtbot, button):
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def words(widget):
    return [one.text() for one in widget.findChildren(Label) if one.isVisible()]


@pytest.fixture
def entry(journal):
    row = next(row for row in journal.entries.newest(9) if row.title == "The silence I filled")
    return journal.entries.get(row.id)


@pytest.fixture
def share(journal, ingrid, coach, entry, tmp_path):
    """A share of one entry, opened by the coach."""
    checked = seal.check(journal, ShareRequest(entries=(entry.id,), sender="Mara"))
    file = tmp_path / "s.metanoia"
    seal.seal(journal, checked, seal.ForKeys((coach.age_recipient,), (ingrid.id,)), file)
    return open_share(file, identity=coach)


@pytest.fixture
def back(share, coach, entry, tmp_path):
    """The file of a reply with a question on a passage, and thanks for the whole."""

    def comment(kind, body, selector=None):
        return Comment(
            id=str(uuid.uuid4()), item=("entry", str(entry.id)), kind=kind, body=body,
            field="body" if selector else "", selector=selector,
        )  # fmt: skip

    start = entry.body.index("silence")
    draft = Draft(
        review_id=str(uuid.uuid4()),
        comments=(
            comment(CommentKind.QUESTION, "Whose was it?", select(entry.body, start, start + 7)),
            comment(CommentKind.APPRECIATION, "Thank <b>you</b>."),
        ),
        closing_note="Courage.",
        next_session_on=dt.date(2026, 4, 2),
    )
    file = tmp_path / "back.metanoia-reply"
    file.write_bytes(reply.seal_reply(share, draft, name="Ingrid", identity=coach))
    return file


def brought(page, qtbot, file):
    """Open a reply from outside and wait until it was taken or refused."""
    page.go(Destination(page="share", file=file))
    qtbot.waitUntil(lambda: not page.arrival.busy, timeout=5000)


def test_a_reply_is_chosen_and_stands_below_the_receipt(page, qtbot, share, back, save_as):
    page.receipts.show_past(share.id)
    answers = page.sides.sealed.answers
    assert any("Nothing yet. If Ingrid writes back" in one for one in words(answers))
    click(qtbot, answers.bring)
    save_as(back)
    qtbot.waitUntil(lambda: "Courage." in words(answers), timeout=5000)
    said = words(answers)
    for shown in ("Ingrid Solheim", "Whose was it?", "silence", "Thank <b>you</b>.", "Courage."):
        assert shown in said
    assert "Next session 2 April 2026" in said or "Next session 2 April" in said
    assert any("signed with the key you know" in one for one in said)
    assert not any("Nothing yet" in one for one in said)
    assert page.window().notices[-1].text == "2 new comments"


def test_a_reply_opened_from_outside_leads_to_its_receipt(page, qtbot, share, back):
    brought(page, qtbot, back)
    assert page.sides.step == "receipt"
    assert page.receipts.shown.id == share.id
    brought(page, qtbot, back)
    assert page.window().notices[-1].text == "This reply was here already; nothing changed"
    assert len(page.sides.sealed.answers.cards) == 1
    bar = page.sides.sealed._area.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.value() > 0, timeout=5000)


def test_a_reply_comes_into_view_with_the_keyboard_on_its_first_comment(page, qtbot, share, back):
    page.window().resize(1050, 500)
    page.receipts.show_past(share.id)  # already in view, with nothing to scroll to
    brought(page, qtbot, back)
    sealed = page.sides.sealed
    (card,) = sealed.answers.cards
    qtbot.waitUntil(card.comments[0].answer.hasFocus, timeout=5000)
    qtbot.keyClick(card.comments[0].answer, Qt.Key.Key_Backtab)
    assert sealed.answers.bring.hasFocus()
    bar = sealed._area.verticalScrollBar()
    assert bar.value() == min(sealed.answers.y() - 8, bar.maximum())
    assert bar.value() > 0


def test_a_comment_leads_to_its_words_as_they_stand_now(page, qtbot, journal, entry, back):
    brought(page, qtbot, back)
    journal.entries.save_text(entry.id, entry.title, "On Monday. " + entry.body)
    asked = []
    page.asked.connect(asked.append)
    (first, second) = page.sides.sealed.answers.findChildren(CommentRow)
    first.show_it.setFocus()
    qtbot.keyClick(first.show_it, Qt.Key.Key_Space)
    click(qtbot, second.show_it)
    body = journal.entries.get(entry.id).body
    start, stop = asked[0].passage
    assert (asked[0].entry, body[start:stop]) == (entry.id, "silence")
    assert (asked[1].entry, asked[1].passage) == (entry.id, None)


def test_a_comment_on_an_entry_that_is_gone_says_so(page, qtbot, journal, entry, back):
    brought(page, qtbot, back)
    journal.entries.trash(entry.id)
    journal.entries.purge(entry.id)
    row = page.sides.sealed.answers.cards[0].comments[0]
    assert row.show_it.isHidden()
    assert "These words are not in the text any more." in words(row)


def test_a_reply_that_is_refused_says_why_and_lets_one_choose_again(page, qtbot, share, tmp_path):
    brought(page, qtbot, tmp_path / "s.metanoia")
    (sheet,) = page.window().findChildren(RefusedSheet)
    assert any("not a reply" in one for one in words(sheet))
    assert page.journal.replies.all() == []
    assert page.sides.step != "receipt"
    qtbot.keyClick(sheet, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not sheet.isVisible(), timeout=5000)


@pytest.fixture
def row(page, qtbot, back):
    """The row of the question, in the receipt."""
    brought(page, qtbot, back)
    found = page.sides.sealed.answers.cards[0].comments[0]
    qtbot.waitUntil(found.isVisible, timeout=5000)
    return found


def type_into(qtbot, row, text):
    row.answer.setFocus()
    qtbot.keyClick(row.answer, Qt.Key.Key_Space)
    assert row.editor.field.hasFocus()
    qtbot.keyClicks(row.editor.field, text)


def test_a_question_is_answered_by_keys_alone_and_that_is_undone(page, qtbot, journal, row):
    type_into(qtbot, row, "Mine, I think.")
    qtbot.keyClick(row.editor.field, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    (kept,) = unsent(journal.replies)
    assert kept.answer.text == "Mine, I think."
    assert not row.editing
    assert "Your answer leaves with the next share." in words(row)
    assert row.answer.text() == "Change the answer"
    page.window().notices[-1].undo()
    assert unsent(journal.replies) == []
    assert journal.replies.count_open == 1
    assert row.answer.text() == "Answer"


def test_an_answer_that_is_being_written_stays_while_the_journal_changes(
    page, qtbot, journal, row, entry
):
    type_into(qtbot, row, "Mine")
    journal.entries.save_text(entry.id, entry.title, "Later. " + entry.body)
    assert (row.editing, row.editor.field.toPlainText()) == (True, "Mine")
    qtbot.keyClick(row.editor.field, Qt.Key.Key_Escape)
    assert (row.editing, row.editor.field.toPlainText()) == (True, "Mine")
    assert any("Esc once more" in one for one in words(row))
    qtbot.keyClick(row.editor.field, Qt.Key.Key_Escape)
    assert not row.editing
    assert row.answer.hasFocus()


def test_an_answer_without_words_is_not_kept(page, qtbot, journal, row):
    type_into(qtbot, row, "  ")
    click(qtbot, row.editor.keep)
    assert any("no words in that answer" in one for one in words(row))
    assert unsent(journal.replies) == []


def test_an_answer_that_left_stays_as_it_is(page, qtbot, journal, row, share):
    journal.replies.answer(row.beside.kept.said.id, "Mine.")
    with journal.changes.write():
        journal._connection.execute("UPDATE comment_answer SET share_id = ?", (share.id,))
    page.refresh()
    assert row.answer.isHidden()
    assert any("It left with a share" in one for one in words(row))


def test_a_comment_is_closed_and_opened_again(page, qtbot, journal, row):
    row.close_it.setFocus()
    qtbot.keyClick(row.close_it, Qt.Key.Key_Space)
    assert journal.replies.comment(row.beside.kept.said.id).state == "closed"
    assert row.reopen.isVisible()
    click(qtbot, row.reopen)
    assert journal.replies.comment(row.beside.kept.said.id).state == "open"
    page.window().notices[-1].undo()
    assert journal.replies.comment(row.beside.kept.said.id).state == "closed"


def test_what_became_of_the_words_stands_below_the_quote(page, qtbot, journal, row, entry):
    journal.entries.save_text(entry.id, entry.title, "Later. " + entry.body)
    assert row.beside.standing == "same"
    journal.entries.save_text(entry.id, entry.title, "Nothing of it is left.")
    assert "These words are not in the text any more." in words(row)
    assert "silence" in words(row)


def test_a_later_wording_says_what_stayed(page, qtbot, journal, row, share, coach, entry, tmp_path):
    (kept,) = journal.replies.all()
    journal.replies.answer(kept.comments[0].said.id, "Mine.")
    said = [dataclasses.replace(one.said, body=one.said.body + "!") for one in kept.comments]
    draft = Draft(review_id=kept.review_id, seq=2, comments=tuple(said))
    file = tmp_path / "later.metanoia-reply"
    file.write_bytes(reply.seal_reply(share, draft, name="Ingrid", identity=coach))
    brought(page, qtbot, file)
    assert page.window().notices[-1].text == (
        "1 comment changed; 1 that you answered or closed stays as it was"
    )


def test_two_replies_at_once_are_taken_one_after_the_other(
    page, qtbot, share, back, coach, tmp_path
):
    file = tmp_path / "other.metanoia-reply"
    draft = Draft(review_id=str(uuid.uuid4()), closing_note="One more thing.")
    file.write_bytes(reply.seal_reply(share, draft, name="Ingrid", identity=coach))
    page.go(Destination(page="share", file=back))
    brought(page, qtbot, file)
    assert len(page.journal.replies.all()) == 2


def test_a_large_reply_is_opened_in_a_process_of_its_own(page, qtbot, share, back, monkeypatch):
    monkeypatch.setattr("metanoia.ui.pages.share.reply_opening.LARGE", 10)
    page.go(Destination(page="share", file=back))
    qtbot.waitUntil(lambda: not page.arrival.busy, timeout=30_000)
    assert page.window().notices[-1].text == "2 new comments"
    back.write_bytes(back.read_bytes()[:-20])
    page.go(Destination(page="share", file=back))
    qtbot.waitUntil(lambda: not page.arrival.busy, timeout=30_000)
    (sheet,) = page.window().findChildren(RefusedSheet)
    assert any("This reply was" in one for one in words(sheet))


def test_the_words_of_a_reply_are_gone_once_the_journal_is_locked(page, qtbot, back):
    brought(page, qtbot, back)
    page.blank()
    assert page.sides.sealed.answers.cards == []
