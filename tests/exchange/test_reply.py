"""The way back: whose reply is taken, which is refused, and what of it is kept."""

from __future__ import annotations

import base64
import dataclasses
import datetime as dt
import hashlib
import json
import uuid

import pyrage
import pytest
from hypothesis import given
from hypothesis import strategies as st

from metanoia.domain.errors import Refused, ShareUnreadable
from metanoia.domain.replies import Comment, CommentKind, Draft
from metanoia.domain.shared_things import SharedThing
from metanoia.domain.shares import ShareRequest
from metanoia.exchange import reply, reply_data, seal
from metanoia.exchange.bundle import pack, seal_for_keys
from metanoia.exchange.bundle_reader import open_reply as opened_by
from metanoia.exchange.desk import open_share
from metanoia.text.anchors import resolve, select
from metanoia.vault import sshsig
from replying import ASK, comment, event, keep_share, thing
from sharing import LOG_N, make_identity, make_journal, write, zipped

BODY = "They never listen.\n\nI said it **twice**, and nobody wrote it down."
WORDS = "gravel maple seven otter lantern"
AT = dt.datetime(2026, 1, 20, 18, 0, tzinfo=dt.UTC)


class Round:
    """A journal, a share of one entry in it for a coach, and the coach's own key."""

    def __init__(self, folder, *, words=False):
        self.journal = make_journal(folder / "journal")
        self.coach = make_identity()
        self.entry = write(self.journal, "Rota", BODY)
        self.person = self.journal.people.add(
            "Ingrid", "coach", self.coach.age_recipient, self.coach.signing_key
        )
        to = (
            seal.ForWords(WORDS, LOG_N)
            if words
            else seal.ForKeys((self.coach.age_recipient,), (self.person.id,))
        )
        checked = seal.check(self.journal, ShareRequest(entries=(self.entry.id,), sender="Mara"))
        file = folder / "s.metanoia"
        seal.seal(self.journal, checked, to, file)
        self.share = (
            open_share(file, words=WORDS) if words else open_share(file, identity=self.coach)
        )

    def comment(self, quote="nobody wrote it down", body="Who could have?", **more):
        start = BODY.find(quote)
        return Comment(
            id=str(uuid.uuid4()), item=("entry", str(self.entry.id)), kind=CommentKind.QUESTION,
            body=body, field="body", selector=select(BODY, start, start + len(quote)), **more,
        )  # fmt: skip

    def draft(self, *comments, **more):
        return Draft(review_id=str(uuid.uuid4()), comments=comments, **more)

    def sealed(self, draft, identity=None):
        signer = identity or self.coach
        return reply.seal_reply(self.share, draft, name="Ingrid", identity=signer, at=AT)

    def forged(self, change_manifest=None, change_data=None, *, sign=True, seal_for=None):
        """Return a reply of one comment, taken apart, changed, and sealed again."""
        own = self.journal.identity.get()
        whole = opened_by(
            self.sealed(self.draft(self.comment())), own.age_secret, own.age_recipient
        )
        members = dict(whole.members)
        fields = json.loads(whole.manifest_json)
        if change_data:
            data = json.loads(members["data.json"])
            change_data(data)
            members["data.json"] = json.dumps(data).encode()
            for part in fields["files"]:
                part["size"] = len(members[part["name"]])
                part["sha256"] = hashlib.sha256(members[part["name"]]).hexdigest()
        if change_manifest:
            change_manifest(fields)
        listed = json.dumps(fields).encode()
        packed = pack(members, listed, self.coach.signing_seed if sign else None)
        return seal_for_keys(packed, [seal_for or own.age_recipient])


@pytest.fixture
def round_(tmp_path):
    made = Round(tmp_path)
    yield made
    made.journal.close()


def refused(round_, sealed):
    with pytest.raises(ShareUnreadable) as found:
        reply.bring_in(round_.journal, sealed)
    assert round_.journal.replies.all() == []
    return found.value


def test_what_was_written_at_the_desk_stands_beside_what_was_shared(round_):
    draft = round_.draft(
        round_.comment(), closing_note="Courage.", next_session_on=dt.date(2026, 2, 3)
    )
    opened, taken = reply.bring_in(round_.journal, round_.sealed(draft))
    assert (tuple(taken), opened.signed) == ((1, 0, 0, 0, 0, 0), True)
    (kept,) = round_.journal.replies.all()
    assert (kept.sender, kept.signed, kept.written_at) == ("Ingrid", True, AT)
    assert (kept.closing_note, kept.next_session_on) == ("Courage.", dt.date(2026, 2, 3))
    (said,) = kept.comments
    assert (said.said, said.state, said.sender) == (draft.comments[0], "open", "Ingrid")
    placed = resolve(round_.journal.entries.get(round_.entry.id).body, said.said.selector)
    assert BODY[placed.start : placed.stop] == "nobody wrote it down"
    assert round_.journal.entries.get(round_.entry.id) == round_.entry


def test_the_same_reply_twice_changes_nothing(round_):
    sealed = round_.sealed(round_.draft(round_.comment()))
    reply.bring_in(round_.journal, sealed)
    before = round_.journal.replies.all()
    _, taken = reply.bring_in(round_.journal, sealed)
    assert taken[:3] == (0, 0, 1)
    assert round_.journal.replies.all() == before


def test_a_later_wording_changes_its_comments_and_an_earlier_one_does_not(round_):
    comment = round_.comment()
    draft = round_.draft(comment)
    first = round_.sealed(draft)
    second = dataclasses.replace(
        draft, seq=2, comments=(dataclasses.replace(comment, body="Who might?"), round_.comment())
    )
    reply.bring_in(round_.journal, first)
    _, taken = reply.bring_in(round_.journal, round_.sealed(second))
    assert taken[:3] == (1, 1, 0)
    (kept,) = round_.journal.replies.all()
    assert [one.said.body for one in kept.comments] == ["Who might?", "Who could have?"]
    with pytest.raises(Refused, match="newer wording"):
        reply.bring_in(round_.journal, first)
    assert round_.journal.replies.all() == [kept]


def test_another_reply_under_the_number_of_one_that_is_here_is_refused(round_):
    draft = round_.draft(round_.comment())
    reply.bring_in(round_.journal, round_.sealed(draft))
    before = round_.journal.replies.all()
    other = dataclasses.replace(draft, comments=(round_.comment(),))
    with pytest.raises(Refused, match="same number"):
        reply.bring_in(round_.journal, round_.sealed(other))
    stranger = make_identity()
    round_.journal.people.add("Jon", "peer", stranger.age_recipient, stranger.signing_key)
    later = dataclasses.replace(other, seq=2)
    with pytest.raises(Refused, match="same number"):
        reply.bring_in(round_.journal, round_.sealed(later, stranger))
    stolen = round_.draft(dataclasses.replace(draft.comments[0], body="Not me"))
    with pytest.raises(Refused, match="stands in another one"):
        reply.bring_in(round_.journal, round_.sealed(stolen, stranger))
    assert round_.journal.replies.all() == before


def test_a_reader_by_words_shows_the_token_and_is_nobody_known(tmp_path):
    round_ = Round(tmp_path, words=True)
    sealed = reply.seal_reply(
        round_.share, round_.draft(round_.comment()), name="Ingrid", identity=None
    )
    opened, taken = reply.bring_in(round_.journal, sealed)
    assert (taken.new, opened.signed, opened.party) == (1, False, None)
    (kept,) = round_.journal.replies.all()
    assert (kept.sender, kept.signed) == ("Ingrid", False)
    other = dataclasses.replace(round_.share, reply_token=base64.b64encode(b"x" * 32).decode())
    wrong = reply.seal_reply(other, round_.draft(closing_note="Hm"), name="Eve", identity=None)
    with pytest.raises(ShareUnreadable) as found:
        reply.bring_in(round_.journal, wrong)
    assert found.value.code == "wrong-token"
    round_.journal.close()


def test_only_the_writer_of_the_share_can_open_the_reply(round_, tmp_path):
    sealed = round_.sealed(round_.draft(round_.comment()))
    with pytest.raises(pyrage.DecryptError):
        pyrage.decrypt(sealed, [pyrage.x25519.Identity.from_str(round_.coach.age_secret)])
    with make_journal(tmp_path / "other") as other, pytest.raises(ShareUnreadable) as found:
        reply.bring_in(other, sealed)
    assert found.value.code == "not-for-me"
    assert "reply" in str(found.value)


def test_a_stranger_and_somebody_who_was_removed_are_refused(round_):
    stranger = make_identity()
    sealed = round_.sealed(round_.draft(round_.comment()), stranger)
    assert refused(round_, sealed).code == "unknown-signer"
    round_.journal.people.trash(round_.person.id)
    assert refused(round_, round_.sealed(round_.draft(round_.comment()))).code == "unknown-signer"


def answering(**changed):
    return lambda fields: fields["in_reply_to"].update(changed)


FORGERIES = {
    "unknown-share": {"change_manifest": answering(bundle_id=str(uuid.uuid4()))},
    "other-share": {"change_manifest": answering(manifest_sha256="0" * 64)},
    "not-addressed-to-me": {"change_manifest": lambda fields: fields.update(recipients=[])},
    "not-a-reply": {"change_manifest": lambda fields: fields.update(kind="export")},
    "manifest": {"change_manifest": lambda fields: fields.pop("in_reply_to")},
    "hash": {"change_manifest": lambda fields: fields["files"][0].update(sha256="0" * 64)},
    "signature-missing": {"sign": False},
    "sender-mismatch": {
        "change_manifest": lambda fields: fields["sender"].update(
            ssh=sshsig.public_line(make_identity().signing_key)
        )
    },
}


@pytest.mark.parametrize("code", FORGERIES)
def test_a_forged_reply_is_refused_with_its_sentence(round_, code):
    error = refused(round_, round_.forged(**FORGERIES[code]))
    assert error.code == code
    assert "this share " not in str(error)


def test_a_signature_cannot_be_exchanged_for_a_token_that_nobody_checked(round_):
    def unsigned(fields):
        fields["sender"] = {"name": "Eve"}
        fields["reply_token"] = base64.b64encode(bytes(32)).decode()

    assert refused(round_, round_.forged(unsigned, sign=False)).code == "wrong-token"


@pytest.mark.parametrize(
    "change",
    [
        lambda data: data.update(version=2),
        lambda data: data.update(share_id=str(uuid.uuid4())),
        lambda data: data.update(seq=0),
        lambda data: data.update(seq=True),
        lambda data: data.update(comments=data["comments"] * 2),
        lambda data: data.update(next_session_on="soon"),
        lambda data: data.update(closing_note="x" * 10_001),
        lambda data: data["receipts"].append({"withdrawn_share_id": "x", "deleted_at": "soon"}),
        lambda data: data["comments"][0].update(kind="grade"),
        lambda data: data["comments"][0].update(body="  "),
        lambda data: data["comments"][0].update(body="\ud800"),
        lambda data: data["comments"][0].update(id="../../x"),
        lambda data: data["comments"][0]["selector"].update(start=9, stop=9),
        lambda data: data["comments"][0]["selector"].update(start=True),
        lambda data: data["comments"][0]["selector"].update(prefix="x" * 33),
    ],
)
def test_a_reply_that_makes_no_sense_is_refused_whole(round_, change):
    assert refused(round_, round_.forged(change_data=change)).code == "data"


@pytest.mark.parametrize(
    ("code", "change"),
    [
        ("not-shared", {"item": ["entry", str(uuid.UUID(int=4, version=4))]}),
        ("not-shared", {"item": ["goal", str(uuid.UUID(int=4, version=4))]}),
        ("not-shared", {"field_path": "answer"}),
        ("other-words", {"field_path": "title"}),
        ("other-words", {"field_path": ""}),
    ],
)
def test_a_comment_on_what_was_not_shared_is_refused_with_the_whole_reply(round_, code, change):
    forged = round_.forged(change_data=lambda data: data["comments"][0].update(change))
    assert refused(round_, forged).code == code


@pytest.mark.parametrize(
    "change", [{"exact": "nobody wrote it up"}, {"prefix": "xyz "}, {"suffix": "!"}]
)
def test_a_quote_of_what_the_share_does_not_say_is_refused(round_, change):
    forged = round_.forged(change_data=lambda data: data["comments"][0]["selector"].update(change))
    assert refused(round_, forged).code == "other-words"


def test_a_comment_may_stand_on_a_field_as_a_whole(round_):
    whole = round_.forged(change_data=lambda data: data["comments"][0].update(selector=None))
    _, taken = reply.bring_in(round_.journal, whole)
    assert taken.new == 1


def test_a_reply_to_a_share_of_goals_and_targets(round_):
    """The whole way back of a share in its second version: comments on any text, and targets."""
    journal = round_.journal
    mine = journal.targets.propose(ASK, party=round_.person.id)
    goal = thing("goal", title="The team plans", **{"step/1": "Ask Ida first"})
    target = thing("target", mine.id, text=ASK.text, sign_of_done=ASK.sign_of_done)
    share = keep_share(journal.shares, goal, target, parties=[round_.person.id])
    seen = dataclasses.replace(
        round_.share, id=share.id, manifest_sha256=share.payload_sha256, entries=(),
        things=(SharedThing(kind="goal", id=goal["id"], rev=1, fields={}, plain=goal["plain"]),),
    )  # fmt: skip
    said = comment(("goal", goal["id"]), field="step/1", on=("Ask Ida first", "Ida"))
    draft = round_.draft(said, target_events=(event(mine.id, "agree"), event()))
    sealed = reply.seal_reply(seen, draft, name="Ingrid", identity=round_.coach, at=AT)
    _, taken = reply.bring_in(journal, sealed)
    assert (taken.new, taken.targets) == (1, 2)
    assert journal.targets.get(mine.id).standing.state == "agreed"
    (kept,) = journal.replies.of_item(said.item)
    assert kept.said == said
    own = journal.identity.get()
    text = opened_by(sealed, own.age_secret, own.age_recipient).members["comments/reply.md"]
    assert "## Goal: The team plans\n\n> Ida\n\n**Question.**" in text.decode()
    wrong = dataclasses.replace(said, id=str(uuid.uuid4()), field="title")
    with pytest.raises(ShareUnreadable) as found:
        reply.bring_in(
            journal, reply.seal_reply(seen, round_.draft(wrong), name="I", identity=round_.coach)
        )
    assert found.value.code == "other-words"


def test_a_signer_whose_key_waits_to_be_confirmed_is_refused(round_):
    new = make_identity()
    with round_.journal.changes.write():
        round_.journal._connection.execute(
            "UPDATE party SET changed_age = ?, changed_key = ?, changed_at = ? WHERE id = ?",
            (new.age_recipient, new.signing_key, "2026-01-16T08:00:00Z", round_.person.id),
        )
    for signer in (round_.coach, new):
        error = refused(round_, round_.sealed(round_.draft(round_.comment()), signer))
        assert error.code == "key-waits"
        assert "fingerprint" in str(error)


def test_a_file_cut_short_anywhere_or_no_reply_at_all_is_refused(round_):
    sealed = round_.sealed(round_.draft(round_.comment()))
    for length in {*range(0, 300, 7), len(sealed) // 2, len(sealed) - 1}:
        refused(round_, sealed[:length])
    refused(round_, zipped({"manifest.json": b"{}"}))


def test_an_empty_reply_is_not_sealed(round_):
    with pytest.raises(Refused, match="nothing in this reply"):
        round_.sealed(round_.draft())
    with pytest.raises(Refused, match="no words"):
        round_.sealed(round_.draft(round_.comment(body=" ")))
    with pytest.raises(Refused, match="1,000"):
        round_.sealed(round_.draft(*[round_.comment()] * 1001))


def test_the_text_inside_says_it_all(round_):
    own = round_.journal.identity.get()
    draft = round_.draft(
        round_.comment(), closing_note="Courage.", next_session_on=dt.date(2026, 2, 3)
    )
    found = opened_by(round_.sealed(draft), own.age_secret, own.age_recipient)
    text = found.members["comments/reply.md"].decode()
    for words in ("Rota", "> nobody wrote it down", "**Question.** Who could have?", "Courage."):
        assert words in text
    assert "3 February 2026" in text


@given(st.binary(max_size=400) | st.text(max_size=200).map(str.encode))
def test_any_bytes_in_the_place_of_a_reply_are_a_value_error(data):
    with pytest.raises(ValueError):  # noqa: PT011
        reply_data.read(data)


def test_a_share_that_was_answered_keeps_its_words_and_the_entry_may_change(round_):
    reply.bring_in(round_.journal, round_.sealed(round_.draft(round_.comment())))
    later = round_.journal.entries.save_text(round_.entry.id, round_.entry.title, "Later. " + BODY)
    ((said,),) = (one.comments for one in round_.journal.replies.all())
    placed = resolve(later.body, said.said.selector)
    assert later.body[placed.start : placed.stop] == "nobody wrote it down"
