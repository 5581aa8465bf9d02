"""What a reply brings is kept whole or not at all, and overwrites nothing that was answered."""

from __future__ import annotations

import dataclasses

import pytest

from metanoia.domain.errors import NotFound, Refused
from metanoia.domain.kinds import Kind
from metanoia.domain.replies import CommentKind, Gone, Taken
from metanoia.store.people import People
from metanoia.store.replies import Replies
from metanoia.store.shares import Shares
from metanoia.store.targets import Targets
from replying import ASK, WRITTEN, comment, event, keep_share, new_id, opened, thing, unsent


class Kept:
    """A journal with a coach and a share of a goal for her."""

    def __init__(self, store):
        self.store = store
        self.shares, self.replies = store.part(Shares), store.part(Replies)
        self.targets, self.people = store.part(Targets), store.part(People)
        self.coach = self.people.add("Ingrid", "coach", "age1ingrid", b"k" * 32).id
        self.goal = thing("goal", title="The team plans")
        self.item = ("goal", self.goal["id"])
        self.share = keep_share(self.shares, self.goal, parties=[self.coach])

    def take(self, *comments, share=None, party=..., **more):
        whose = self.coach if party is ... else party
        return self.replies.take(opened(share or self.share, *comments, party=whose, **more))

    def ask(self, body="Who could have?", **more):
        said = comment(self.item, body, **more)
        self.take(said)
        return said.id

    def withdraw(self, share):
        with self.store.changes.write():
            self.store.connection.execute(
                "UPDATE share SET state = 'withdrawn', withdrawn_at = ? WHERE id = ?",
                ("2026-03-02T09:00:00Z", share.id),
            )


@pytest.fixture
def kept(store, clock):
    return Kept(store)


def test_a_comment_is_open_until_it_is_answered_and_answered_until_it_is_closed(kept):
    asked = kept.ask()
    assert (kept.replies.comment(asked).state, kept.replies.count_open) == ("open", 1)
    assert [one.said.id for one in kept.replies.open_questions()] == [asked]
    answered = kept.replies.answer(asked, " Ida could. ")
    assert (answered.state, answered.answer.text, answered.answer.share) == (
        "answered",
        "Ida could.",
        None,
    )
    assert kept.replies.open_questions() == []
    assert [one.said.id for one in unsent(kept.replies)] == [asked]
    assert kept.replies.close(asked).state == "closed"
    assert [one.said.id for one in unsent(kept.replies)] == [asked]
    assert kept.replies.reopen(asked).state == "answered"


def test_closing_without_an_answer_and_opening_it_again(kept):
    asked = kept.ask()
    assert kept.replies.close(asked).state == "closed"
    assert kept.replies.count_open == 0
    assert kept.replies.reopen(asked).state == "open"
    before = kept.store.commits
    kept.replies.reopen(asked)
    assert kept.store.commits == before


def test_an_answer_can_be_worded_anew_until_it_left(kept):
    asked = kept.ask()
    kept.replies.answer(asked, "Ida.")
    kept.replies.answer(asked, "Ida or Per.")
    before = kept.store.commits
    kept.replies.answer(asked, "Ida or Per.")
    assert kept.store.commits == before
    with kept.store.changes.write():
        kept.store.connection.execute("UPDATE comment_answer SET share_id = ?", (kept.share.id,))
    with pytest.raises(Refused, match="left with a share already"):
        kept.replies.answer(asked, "Nobody.")
    assert kept.replies.comment(asked).answer.text == "Ida or Per."
    assert unsent(kept.replies) == []


@pytest.mark.parametrize("text", ["", "  \n", "x" * 10_001])
def test_an_answer_without_words_or_with_too_many_is_refused(kept, text):
    asked = kept.ask()
    with pytest.raises(Refused):
        kept.replies.answer(asked, text)
    assert kept.replies.comment(asked).state == "open"


def test_what_was_done_with_a_comment_can_be_undone(kept):
    asked = kept.ask()
    fresh = kept.replies.comment(asked)
    kept.replies.answer(asked, "Ida.")
    first = kept.replies.comment(asked)
    kept.replies.answer(asked, "Per.")
    assert kept.replies.put_back(first) == first
    kept.replies.close(asked)
    assert kept.replies.put_back(fresh) == fresh
    kept.replies.answer(asked, "Ida.")
    with kept.store.changes.write():
        kept.store.connection.execute("UPDATE comment_answer SET share_id = ?", (kept.share.id,))
    with pytest.raises(Refused, match="left with a share already"):
        kept.replies.put_back(fresh)
    closed = kept.replies.close(asked)
    assert kept.replies.put_back(dataclasses.replace(closed, state="answered")).state == "answered"


def test_a_comment_that_is_not_there_is_not_found(kept):
    for act in (kept.replies.comment, kept.replies.close, kept.replies.reopen):
        with pytest.raises(NotFound):
            act(new_id())
    with pytest.raises(NotFound):
        kept.replies.answer(new_id(), "Ida.")


def test_a_thing_knows_what_was_said_of_it_and_by_whom(kept):
    kept.ask("First")
    kept.take(
        comment(kept.item, "Thank you", kind=CommentKind.APPRECIATION), party=None, sender="Jo"
    )
    kept.people.rename(kept.coach, "Ingrid L.")
    found = kept.replies.of_item(kept.item)
    assert {(one.said.body, one.sender) for one in found} == {
        ("First", "Ingrid L."),
        ("Thank you", "Jo"),
    }
    assert [one.asks for one in found if one.said.body == "Thank you"] == [False]
    assert kept.replies.count_open == 1
    assert kept.replies.of_item(("goal", new_id())) == []


def test_a_later_wording_leaves_what_was_answered_or_closed(kept):
    said = [comment(kept.item, word) for word in ("open", "answered", "closed", "same", "back")]
    first = opened(kept.share, *said, party=kept.coach)
    kept.replies.take(first)
    kept.replies.answer(said[1].id, "Ida.")
    kept.replies.close(said[2].id)
    kept.replies.answer(said[4].id, "Per.")
    later = [
        dataclasses.replace(one, body=one.body if one.body == "same" else "Other") for one in said
    ]
    second = opened(
        kept.share, *later, comment(kept.item, "New"), party=kept.coach,
        review_id=first.reply.review_id, seq=2,
    )  # fmt: skip
    assert kept.replies.take(second) == Taken(new=1, changed=1, same=1, left=3)
    words = [one.said.body for one in kept.replies.of_reply(first.reply.review_id)]
    assert sorted(words) == sorted(["Other", "answered", "closed", "same", "back", "New"])
    assert kept.replies.take(second) == Taken(0, 0, 6)


def test_a_comment_takes_up_one_of_an_earlier_share_in_the_line_and_no_other(kept):
    asked = kept.ask()
    second = keep_share(kept.shares, kept.goal, parties=[kept.coach], previous=kept.share.id)
    third = keep_share(kept.shares, kept.goal, parties=[kept.coach], previous=second.id)
    follow = comment(kept.item, "And Per?", reply_to=asked)
    assert kept.take(follow, share=third).new == 1
    assert kept.replies.comment(follow.id).said.reply_to == asked
    jon = kept.people.add("Jon", "peer", "age1jon", b"j" * 32).id
    his = keep_share(kept.shares, kept.goal, parties=[jon])
    for share, party, reply_to in (
        (third, kept.coach, new_id()),
        (third, kept.coach, follow.id),  # one level deep
        (his, jon, asked),
        (his, None, asked),
    ):
        with pytest.raises(Refused, match="takes up a comment"):
            kept.take(comment(kept.item, reply_to=reply_to), share=share, party=party)


def test_a_comment_takes_up_one_of_a_share_that_was_withdrawn_since(kept):
    asked = kept.ask()
    kept.withdraw(kept.share)
    later = keep_share(kept.shares, kept.goal, parties=[kept.coach])  # no share before it stands
    assert kept.take(comment(kept.item, reply_to=asked), share=later).new == 1
    gone = (Gone(kept.share.id, WRITTEN),)
    assert (
        kept.take(comment(kept.item, reply_to=asked), share=later, party=None, gone=gone).gone == 1
    )


def test_a_reply_that_is_refused_leaves_nothing(kept):
    before = kept.store.commits
    with pytest.raises(Refused):
        kept.take(comment(kept.item), target_events=(event(actor="journaler"),))
    with pytest.raises(Refused):
        kept.take(comment(kept.item), target_events=(event(act="agree"),))
    with pytest.raises(Refused):
        kept.take(comment(kept.item), gone=(Gone(kept.share.id, WRITTEN),))
    assert (kept.replies.all(), kept.targets.all(), kept.store.commits) == ([], [], before)


def test_one_commit_brings_comments_and_targets_and_one_word_goes_out(kept):
    told = []
    kept.store.changes.subscribe(lambda kinds, _source: told.append(kinds))
    taken = kept.take(comment(kept.item), target_events=(event(),))
    assert (taken.new, taken.targets) == (1, 1)
    assert told == [{Kind.REPLY, Kind.TARGET}]


def test_a_copy_that_was_deleted_is_noted_once_for_the_share_that_was_withdrawn(kept):
    kept.withdraw(kept.share)
    later = keep_share(kept.shares, kept.goal, parties=[kept.coach], previous=kept.share.id)
    gone = (Gone(kept.share.id, WRITTEN),)
    first = opened(later, party=kept.coach, gone=gone)
    assert kept.replies.take(first).gone == 1
    second = opened(later, party=kept.coach, gone=gone, review_id=first.reply.review_id, seq=2)
    assert kept.replies.take(second).gone == 0
    rows = kept.store.connection.execute("SELECT share_id, party_id FROM share_gone").fetchall()
    assert rows == [(kept.share.id, kept.coach)]


def test_nobody_says_of_a_share_that_was_not_theirs_that_it_is_gone(kept):
    kept.withdraw(kept.share)
    jon = kept.people.add("Jon", "peer", "age1jon", b"j" * 32).id
    his = keep_share(kept.shares, kept.goal, parties=[jon])
    for party in (jon, None):
        with pytest.raises(Refused, match="did not withdraw"):
            kept.take(share=his, party=party, gone=(Gone(kept.share.id, WRITTEN),))


# -- learning targets


def test_a_proposal_of_a_known_reader_is_agreed_with_that_reader(kept):
    said = event()
    assert kept.take(target_events=(said,)).targets == 1
    made = kept.targets.get(said.target)
    assert (made.party, made.standing.proposed_by, made.standing.waits_for) == (
        kept.coach,
        "coach",
        "journaler",
    )
    unknown = event()
    kept.take(target_events=(unknown,), party=None)
    assert kept.targets.get(unknown.target).party is None


def test_what_was_proposed_here_is_agreed_only_by_somebody_it_was_shared_with(kept):
    mine = kept.targets.propose(ASK, party=kept.coach)
    agrees = event(mine.id, "agree")
    with pytest.raises(Refused, match="not shared with its writer"):
        kept.take(target_events=(agrees,))
    share = keep_share(kept.shares, thing("target", mine.id, text=ASK.text), parties=[kept.coach])
    assert kept.take(share=share, target_events=(agrees,)).targets == 1
    assert kept.targets.get(mine.id).standing.state == "agreed"
    jon = kept.people.add("Jon", "peer", "age1jon", b"j" * 32).id
    his = keep_share(kept.shares, kept.goal, parties=[jon])
    with pytest.raises(Refused, match="not shared with its writer"):
        kept.take(share=his, party=jon, target_events=(event(mine.id, "withdraw"),))
    with pytest.raises(Refused, match="not shared with its writer"):  # it was passed on to Jon
        kept.take(share=share, party=jon, target_events=(event(mine.id, "withdraw"),))
    both = keep_share(
        kept.shares, thing("target", mine.id, text=ASK.text), parties=[kept.coach],
        scope='{"recipients": ["age1ingrid", "age1jon"]}',
    )  # fmt: skip
    assert kept.take(
        share=both, party=jon, target_events=(event(mine.id, "settle", outcome="met"),)
    )


def test_a_reader_changes_their_own_proposal_before_it_was_ever_shared(kept):
    said = event()
    kept.take(target_events=(said,))
    other = event(said.target, "counter", ASK._replace(text="Open with a question"))
    assert kept.take(target_events=(said, other)).targets == 1
    with pytest.raises(Refused, match="not shared with its writer"):
        kept.take(target_events=(event(said.target, "withdraw"),), party=None)


def test_a_second_reader_cannot_agree_to_what_is_to_be_agreed_with_the_coach(kept):
    mine = kept.targets.propose(ASK, party=kept.coach)
    jon = kept.people.add("Jon", "peer").id
    both = [kept.coach, jon]
    share = keep_share(kept.shares, thing("target", mine.id, text=ASK.text), parties=both)
    for act in ("agree", "withdraw"):
        taken = kept.take(share=share, party=jon, target_events=(event(mine.id, act),))
        assert taken.targets == 0
    assert kept.targets.get(mine.id).standing == mine.standing
    assert kept.take(share=share, target_events=(event(mine.id, "agree"),)).targets == 1
    assert kept.targets.get(mine.id).standing.state == "agreed"


def test_what_is_said_of_a_target_that_was_deleted_for_ever_is_left_out(kept):
    mine = kept.targets.propose(ASK, party=kept.coach)
    share = keep_share(kept.shares, thing("target", mine.id, text=ASK.text), parties=[kept.coach])
    kept.targets.trash(mine.id)
    kept.targets.purge(mine.id)
    taken = kept.take(comment(kept.item), share=share, target_events=(event(mine.id, "agree"),))
    assert (taken.new, taken.targets, kept.targets.all()) == (1, 0, [])


def test_other_words_under_the_number_of_an_event_are_refused(kept):
    said = event()
    kept.take(target_events=(said,))
    other = dataclasses.replace(said, wording=ASK._replace(text="Something else"))
    with pytest.raises(Refused, match="Something else came in"):
        kept.take(target_events=(other,))
