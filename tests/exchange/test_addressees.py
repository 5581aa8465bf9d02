"""Other keys under a known name: nothing is sealed for either, and no reply is taken by the new one."""

from __future__ import annotations

import pytest

from metanoia.domain.errors import Refused, ShareUnreadable
from metanoia.domain.replies import Comment, CommentKind, Draft
from metanoia.domain.shares import ShareRequest
from metanoia.exchange import reply, seal
from metanoia.exchange.contact import ContactCard
from metanoia.exchange.desk import open_share
from sharing import make_identity, make_journal, write


def card(identity, name="Ingrid"):
    return ContactCard(name=name, age_recipient=identity.age_recipient, signing_key=identity.signing_key)  # fmt: skip


@pytest.fixture
def old():
    return make_identity()


@pytest.fixture
def new():
    return make_identity()


@pytest.fixture
def mine(tmp_path):
    with make_journal(tmp_path / "journal") as journal:
        yield journal


@pytest.fixture
def ingrid(mine, old):
    return mine.people.take_card(card(old), "coach").person


@pytest.fixture
def checked(mine):
    entry = write(mine, "Rota", "They never listen.")
    return seal.check(mine, ShareRequest(entries=(entry.id,), sender="Mara"))


def to(identity, *people):
    return seal.ForKeys((identity.age_recipient,), tuple(one.id for one in people))


def test_an_open_change_blocks_sealing_by_either_key(mine, ingrid, old, new, checked):
    mine.people.take_card(card(new), "coach")
    for keys in (to(old, ingrid), to(old), to(new, ingrid), to(new)):
        with pytest.raises(Refused, match="Other keys came for Ingrid"):
            seal.prepare(mine, checked, keys)
    seal.prepare(mine, checked, to(make_identity()))
    mine.people.dismiss_change(ingrid.id)
    assert old.age_recipient in seal.prepare(mine, checked, to(old, ingrid)).recipients


def test_once_confirmed_the_old_key_is_refused(mine, ingrid, old, new, checked):
    mine.people.take_card(card(new), "coach")
    mine.people.confirm_change(ingrid.id)
    with pytest.raises(Refused, match="another key by now"):
        seal.prepare(mine, checked, to(old, ingrid))
    with pytest.raises(Refused, match="former key of Ingrid"):
        seal.prepare(mine, checked, to(old))
    assert new.age_recipient in seal.prepare(mine, checked, to(new, ingrid)).recipients


def test_somebody_who_was_removed_is_not_sealed_for(mine, ingrid, old, checked):
    mine.people.trash(ingrid.id)
    with pytest.raises(Refused, match="removed Ingrid"):
        seal.prepare(mine, checked, to(old, ingrid))


def test_one_unsure_reader_stops_a_share_for_several(mine, ingrid, old, new, checked):
    other = make_identity()
    bo = mine.people.take_card(card(other, "Bo"), "peer").person
    both = seal.ForKeys((old.age_recipient, other.age_recipient), (ingrid.id, bo.id))
    assert len(seal.prepare(mine, checked, both).recipients) == 3
    mine.people.take_card(card(new), "coach")
    with pytest.raises(Refused, match="Ingrid"):
        seal.prepare(mine, checked, both)


def test_a_reply_by_the_new_key_waits_until_it_is_confirmed(
    mine, ingrid, old, new, checked, tmp_path
):
    seal.seal(mine, checked, to(old, ingrid), tmp_path / "s.metanoia")
    share = open_share(tmp_path / "s.metanoia", identity=old)
    note = Comment(
        id="11111111-2222-4333-8444-555566667777", item=("entry", share.entries[0].id),
        kind=CommentKind.NOTE, body="Hm.", field="",
    )  # fmt: skip
    draft = Draft(review_id="21111111-2222-4333-8444-555566667777", comments=(note,))
    by_new = reply.seal_reply(share, draft, name="Ingrid", identity=new)
    assert refused(mine, by_new) == "unknown-signer"
    mine.people.take_card(card(new), "coach")
    assert refused(mine, by_new) == "unconfirmed-key"
    mine.people.confirm_change(ingrid.id)
    assert reply.bring_in(mine, by_new)[1].new == 1


def test_the_old_signing_key_is_heard_while_only_the_other_changed(
    mine, ingrid, old, new, checked, tmp_path
):
    seal.seal(mine, checked, to(old, ingrid), tmp_path / "s.metanoia")
    share = open_share(tmp_path / "s.metanoia", identity=old)
    swapped = ContactCard(
        name="Ingrid", age_recipient=new.age_recipient, signing_key=old.signing_key
    )
    assert mine.people.take_card(swapped, "coach").came == "changed"
    draft = Draft(review_id="21111111-2222-4333-8444-555566667777", closing_note="Thank you.")
    sealed = reply.seal_reply(share, draft, name="Ingrid", identity=old)
    assert reply.bring_in(mine, sealed)[0].signed


def test_a_known_name_makes_no_known_signer(mine, ingrid, new, tmp_path):
    with make_journal(tmp_path / "other") as theirs:
        entry = write(theirs, "Hello", "From Ingrid, or so it says.")
        sent = seal.check(theirs, ShareRequest(entries=(entry.id,), sender="Ingrid"))
        own = mine.identity.get().age_recipient
        seal.seal(theirs, sent, seal.ForKeys((own,)), tmp_path / "s.metanoia")
        key = theirs.identity.get()
    mine.people.take_card(card(key), "coach")
    share = open_share(tmp_path / "s.metanoia", identity=mine.identity.get(), known=mine.people)
    assert (share.known_as, share.verified) == (None, "unknown")
    mine.people.confirm_change(ingrid.id)
    share = open_share(tmp_path / "s.metanoia", identity=mine.identity.get(), known=mine.people)
    assert share.known_as == "Ingrid"


def refused(journal, sealed):
    with pytest.raises(ShareUnreadable) as found:
        reply.bring_in(journal, sealed)
    return found.value.code
