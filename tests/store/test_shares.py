"""The record of what left, on a real encrypted file."""

from __future__ import annotations

import datetime as dt

import pytest

from journals import entry
from metanoia.domain.errors import MetanoiaError, NotFound
from metanoia.domain.shares import SealedItem, SealedShare
from metanoia.store import driver
from metanoia.store.entries import Entries
from metanoia.store.people import People
from metanoia.store.shares import Shares


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
