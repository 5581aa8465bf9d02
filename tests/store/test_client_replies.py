"""Replies to what clients shared: drafts that survive anything, and what was sent."""

from __future__ import annotations

import dataclasses
import datetime as dt

import pytest

from clients import DAY, LEARN, coach, comment, draft, event, number, share, whole
from journals import open_journal
from metanoia.domain.errors import NotFound, Refused
from metanoia.domain.kinds import Kind
from metanoia.domain.replies import Draft

SENT = dt.datetime(2026, 3, 2, 9, 0, tzinfo=dt.UTC)


@pytest.fixture
def desk(tmp_path):
    """A coach's open journal with a client and one share of theirs."""
    journal, person = coach(tmp_path / "journal")
    journal.clients.keep(*whole(share()), person.id)
    yield journal, person.id, share().id
    journal.close()


def said(journal, mara, shared, *comments, **more) -> Draft:
    return dataclasses.replace(journal.clients.draft(mara, shared), comments=comments, **more)


def test_a_draft_is_kept_as_it_was_written_and_survives_closing(desk):
    journal, mara, shared = desk
    words = said(
        journal, mara, shared,
        comment(2, "First.", quote="quiet"),
        dataclasses.replace(comment(1, "Second."), reply_to=number(9)),
        closing_note="Good work.", next_session_on=DAY, target_events=(event(1, "coach", "propose"),),
    )  # fmt: skip
    journal.clients.save_draft(mara, shared, words)
    assert journal.clients.row(mara, DAY).drafts == (shared,)
    path = journal.path
    journal.close()
    with open_journal(path) as journal:
        assert journal.clients.draft(mara, shared) == words
        assert words.seq == 1


def test_the_same_words_are_written_once(desk):
    journal, mara, shared = desk
    heard = []
    words = said(journal, mara, shared, comment(1))
    journal.changes.subscribe(lambda kinds, source: heard.append((kinds, source)))
    for _ in range(2):
        journal.clients.save_draft(mara, shared, words, source="me")
    assert heard == [({Kind.CLIENT}, "me")]


def test_a_draft_without_words_is_none(desk):
    journal, mara, shared = desk
    words = said(journal, mara, shared, comment(1))
    journal.clients.save_draft(mara, shared, words)
    journal.clients.save_draft(mara, shared, dataclasses.replace(words, comments=()))
    assert journal.clients.row(mara, DAY).drafts == ()
    assert journal.clients.draft(mara, shared).empty


def test_what_was_discarded_can_be_saved_again(desk):
    journal, mara, shared = desk
    words = said(journal, mara, shared, comment(1), target_events=(event(1, "coach", "propose"),))
    journal.clients.save_draft(mara, shared, words)
    assert journal.clients.discard_draft(mara, shared) == words
    assert journal.clients.draft(mara, shared).empty
    assert journal.clients.targets(mara) == []
    journal.clients.save_draft(mara, shared, words)
    assert journal.clients.draft(mara, shared) == words


def test_after_sealing_the_same_reply_goes_on(desk):
    journal, mara, shared = desk
    clients = journal.clients
    first = said(journal, mara, shared, comment(1), next_session_on=DAY)
    clients.sent(mara, shared, first, b"one", SENT)
    assert clients.row(mara, DAY).drafts == ()
    assert clients.row(mara, DAY).next_session_on == DAY
    again = clients.draft(mara, shared)
    assert (again.review_id, again.seq, again.comments) == (first.review_id, 2, first.comments)
    clients.save_draft(mara, shared, again)
    assert clients.row(mara, DAY).drafts == ()
    more = dataclasses.replace(again, comments=(comment(1, "Other words?"), comment(2)))
    clients.save_draft(mara, shared, more)
    assert clients.row(mara, DAY).drafts == (shared,)
    assert [one.text for one in clients.questions(mara)] == ["How long was it?"]
    clients.discard_draft(mara, shared)
    assert clients.draft(mara, shared) == again
    clients.sent(mara, shared, more, b"two!", SENT)
    assert [(one.seq, one.size, one.comments) for one in clients.replies(mara)] == [
        (2, 4, 2), (1, 3, 1),
    ]  # fmt: skip
    assert [one.text for one in clients.questions(mara)] == ["Other words?", "How long was it?"]
    assert clients.sealed(mara, first.review_id, 1) == b"one"
    assert clients.shares(mara)[0].replied_at is not None


def test_the_same_wording_is_sealed_once(desk):
    journal, mara, shared = desk
    words = said(journal, mara, shared, comment(1))
    journal.clients.sent(mara, shared, words, b"one")
    with pytest.raises(Refused, match="sealed before"):
        journal.clients.sent(mara, shared, words, b"two")
    assert [one.seq for one in journal.clients.replies(mara)] == [1]


def test_words_of_targets_are_unsent_until_they_are_sealed(desk):
    journal, mara, shared = desk
    words = said(journal, mara, shared, target_events=(event(1, "coach", "propose"),))
    journal.clients.save_draft(mara, shared, words)
    assert journal.clients.targets(mara)[0].unsent == {number(1, 3)}
    journal.clients.sent(mara, shared, words, b"one")
    (target,) = journal.clients.targets(mara)
    assert (target.unsent, target.standing.waits_for) == (frozenset(), "journaler")
    assert journal.clients.draft(mara, shared).target_events == words.target_events


def test_there_is_no_reply_to_what_is_not_kept(desk):
    journal, mara, _ = desk
    with pytest.raises(NotFound):
        journal.clients.save_draft(mara, number(9), draft(comment(1)))
    with pytest.raises(NotFound):
        journal.clients.sealed(mara, number(9), 1)


def test_another_reply_to_the_same_share_is_refused(desk):
    journal, mara, shared = desk
    journal.clients.save_draft(mara, shared, said(journal, mara, shared, comment(1)))
    with pytest.raises(Refused, match="Another reply"):
        journal.clients.save_draft(mara, shared, draft(comment(2)))
    assert journal.clients.draft(mara, shared).comments == (comment(1),)


def test_what_is_said_twice_within_a_second_stands_in_its_order(desk):
    journal, mara, shared = desk
    target = journal.clients.propose(mara, shared, LEARN).target
    for number_ in range(8):
        anew = LEARN._replace(text=f"Ask {number_} times before telling")
        journal.clients.say(mara, shared, target, "counter", wording=anew)
        (kept,) = journal.clients.targets(mara)
        assert kept.standing.wording == anew
