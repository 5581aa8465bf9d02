"""The record of what left, on a real encrypted file."""

from __future__ import annotations

import dataclasses
import datetime as dt

import pytest

from journals import entry
from metanoia.domain.errors import MetanoiaError, NotFound, Refused
from metanoia.domain.shares import SealedItem, SealedShare
from metanoia.store import driver
from metanoia.store.entries import Entries
from metanoia.store.people import People
from metanoia.store.shares import ALL, Shares


@pytest.fixture
def shares(store):
    return store.part(Shares)


def sealed(seq, entries, parties=()):
    return SealedShare(
        id=f"{seq:036}",
        seq=seq,
        sealed_at=dt.datetime(2026, 3, 12, 10, tzinfo=dt.UTC),
        scope='{"with": "keys"}',
        cover_note="For Tuesday",
        snapshot='{"entries": []}',
        payload_sha256="0" * 64,
        size=4321,
        items=tuple(SealedItem(kind="entry", id=e.id, rev=e.rev, sha256="1" * 64) for e in entries),
        parties=tuple(person.id for person in parties),
    )


def test_a_sealed_share_is_kept_whole(store, shares):
    kept = store.part(Entries).add(entry())
    ingrid = store.part(People).add("Ingrid", "coach")
    share = sealed(shares.next_seq(), [kept], [ingrid])

    shares.keep(share)

    assert shares.get(share.id) == share
    (row,) = shares.all()
    assert (row.names, row.entries, row.size, row.seq) == (("Ingrid",), 1, 4321, 1)
    assert shares.next_seq() == 2


def test_an_entry_knows_with_whom_it_was_shared(store, shares):
    entries, people = store.part(Entries), store.part(People)
    one, other = entries.add(entry("one")), entries.add(entry("other"))
    both = [people.add("Nils", "peer"), people.add("Anna", "peer")]
    shares.keep(sealed(1, [one], both))
    shares.keep(sealed(2, [one, other]))

    assert [row.names for row in shares.of_entry(one.id)] == [(), ("Anna", "Nils")]
    assert [row.seq for row in shares.of_entry(other.id)] == [2]
    assert shares.of_entry("nobody") == []
    assert {row.id for row in shares.entries()} == {one.id, other.id}
    entries.trash(one.id)
    assert [row.id for row in shares.entries()] == [other.id]


def test_what_left_stays_on_record_when_the_entry_is_deleted_for_ever(store, shares):
    entries = store.part(Entries)
    kept = entries.add(entry())
    shares.keep(sealed(1, [kept]))
    entries.trash(kept.id)
    entries.purge(kept.id)

    assert [item.id for item in shares.get(f"{1:036}").items] == [kept.id]


@pytest.mark.parametrize("how", ["never_share", "trash"])
def test_a_private_or_deleted_entry_never_leaves(store, shares, how):
    entries = store.part(Entries)
    kept = entries.add(entry())
    if how == "trash":
        entries.trash(kept.id)
    else:
        entries.set_never_share(kept.id, True)

    with pytest.raises(MetanoiaError):
        shares.keep(sealed(1, [kept]))

    assert shares.all() == []


def test_a_sealed_share_never_changes(store, shares):
    kept = store.part(Entries).add(entry())
    shares.keep(sealed(1, [kept]))

    for sql in (
        "UPDATE share SET snapshot_json = '{}'",
        "UPDATE share SET payload_sha256 = 'x'",
        "INSERT INTO share_item SELECT id, 'entry', 'another', 1, 'x', 0 FROM share",
    ):
        with pytest.raises(driver.Error, match="never changes"):
            store.connection.execute(sql)


def test_an_unknown_share_is_not_found(shares):
    with pytest.raises(NotFound):
        shares.get("nothing")


def answer(store, share, comments, deleted=()):
    """Lay the rows of a reply to ``share`` by hand; ``deleted`` are shares said to be gone."""
    review, db = f"{comments:036}", store.connection
    db.execute(
        """INSERT INTO review_in VALUES(?, ?, ?, 'Ingrid', 1, '2026-03-16T08:00:00Z',
        '2026-03-16T09:00:00Z', ?, '', NULL)""",
        (review, share.id, share.parties[0] if share.parties else None, review),
    )
    for number in range(comments):
        db.execute(
            """INSERT INTO comment(id, review_in_id, ord, item_type, item_id, field_path, kind,
            body_md) VALUES(?, ?, ?, 'entry', 'x', 'body', 'note', 'So.')""",
            (f"{comments:018}{number:018}", review, number),
        )
    for gone in deleted:
        db.execute(
            "INSERT INTO share_gone VALUES(?, ?, ?, '2026-03-20T08:00:00Z')",
            (gone.id, review, share.parties[0] if share.parties else None),
        )
    db.commit()


def test_a_share_says_what_became_of_it(store, shares):
    ingrid = store.part(People).add("Ingrid", "coach")
    one, two = sealed(1, [], [ingrid]), sealed(2, [], [ingrid])
    shares.keep(one)
    shares.keep(two)
    assert shares.row(one.id).state == "sealed"
    answer(store, two, 3)
    row = shares.row(two.id)
    assert (row.state, row.replies, row.comments) == ("answered", 1, 3)
    assert row.replied_at == dt.datetime(2026, 3, 16, 8, tzinfo=dt.UTC)
    assert row.parties == (ingrid.id,)

    when = dt.datetime(2026, 3, 18, 9, tzinfo=dt.UTC)
    assert shares.withdraw(one.id, when).withdrawn_at == when
    assert shares.withdraw(one.id).withdrawn_at == when
    assert shares.row(one.id).state == "withdrawn"
    answer(store, two, 4, [one])
    (gone,) = shares.row(one.id).deleted
    assert (shares.row(one.id).state, gone.name) == ("deleted", "Ingrid")
    assert gone.at == dt.datetime(2026, 3, 20, 8, tzinfo=dt.UTC)


def test_what_left_is_counted_by_kind(store, shares):
    kept = store.part(Entries).add(entry())
    goal = SealedItem(kind="goal", id="g", rev=1, sha256="2" * 64)
    share = sealed(1, [kept])
    shares.keep(dataclasses.replace(share, items=(*share.items, goal)))
    row = shares.row(share.id)
    assert (dict(row.counts), row.entries) == ({"entry": 1, "goal": 1}, 1)
    assert [one.id for one in shares.of(("goal", "g"))] == [share.id]
    assert shares.of(("value", "g")) == []


def test_a_withdrawal_is_taken_back_until_another_share_says_it(store, shares):
    one = sealed(1, [])
    shares.keep(one)
    shares.withdraw(one.id)
    assert shares.leave_standing(one.id).withdrawn_at is None
    assert shares.leave_standing(one.id).state == "sealed"
    shares.withdraw(one.id)
    later = dt.datetime.now(dt.UTC) + dt.timedelta(hours=1)
    shares.keep(dataclasses.replace(sealed(2, []), sealed_at=later))
    with pytest.raises(Refused, match="share 1 is withdrawn"):
        shares.leave_standing(one.id)
    assert shares.row(one.id).state == "withdrawn"


def test_a_share_is_found_by_its_number_or_the_beginning_of_its_id(shares):
    shares.keep(sealed(1, []))
    shares.keep(dataclasses.replace(sealed(2, []), id="abcd" + "0" * 32))
    assert shares.find("2").seq == 2
    assert shares.find("ABCD").seq == 2
    assert shares.find("0000").seq == 1
    shares.keep(dataclasses.replace(sealed(3, []), id="abcd" + "1" * 32))
    with pytest.raises(Refused, match="More than one"):
        shares.find("abcd")
    for nothing in ("9", "abc", "ffff"):
        with pytest.raises(NotFound, match=nothing):
            shares.find(nothing)
    for ask in (shares.row, shares.withdraw, shares.leave_standing):
        with pytest.raises(NotFound):
            ask("nobody")


def test_however_many_replies_came_back_no_share_reads_them_all(store):
    plan = [row[3] for row in store.connection.execute(f"EXPLAIN QUERY PLAN {ALL}")]
    assert plan.count("SCAN r") == 1, plan  # all of them once, for every share together
    assert not [step for step in plan if step.startswith(("SCAN comment", "SCAN review_in"))], plan
