"""Bringing a reply in by clicks and keys, and what is seen of it."""

from __future__ import annotations

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
from metanoia.ui.pages.share.answers import CommentRow
from metanoia.ui.pages.share.arrival import RefusedSheet
from metanoia.ui.widgets.label import Label


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
    page.go(Destination(page="share", file=back))
    assert page.sides.step == "receipt"
    assert page.receipts.shown.id == share.id
    page.go(Destination(page="share", file=back))
    assert page.window().notices[-1].text == "This reply was here already; nothing changed"
    assert len(page.sides.sealed.answers.cards) == 1
    bar = page.sides.sealed._area.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.value() > 0, timeout=5000)


def test_a_comment_leads_to_its_words_as_they_stand_now(page, qtbot, journal, entry, back):
    page.go(Destination(page="share", file=back))
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
    page.go(Destination(page="share", file=back))
    journal.entries.trash(entry.id)
    journal.entries.purge(entry.id)
    click(qtbot, page.sides.sealed.answers.cards[0].comments[0].show_it)
    assert page.window().notices[-1].text != "2 new comments"


def test_a_reply_that_is_refused_says_why_and_lets_one_choose_again(page, qtbot, share, tmp_path):
    page.go(Destination(page="share", file=tmp_path / "s.metanoia"))
    (sheet,) = page.window().findChildren(RefusedSheet)
    assert any("not a reply" in one for one in words(sheet))
    assert page.journal.replies.all() == []
    assert page.sides.step != "receipt"
    qtbot.keyClick(sheet, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not sheet.isVisible(), timeout=5000)


def test_the_words_of_a_reply_are_gone_once_the_journal_is_locked(page, qtbot, back):
    page.go(Destination(page="share", file=back))
    page.blank()
    assert page.sides.sealed.answers.cards == []
