"""What goes on from share to share with the same people."""

from __future__ import annotations

import datetime as dt
import uuid

import pytest

from journals import new_journal
from metanoia.domain.kinds import Kind
from metanoia.domain.shares import SealedItem, SealedShare

AT = dt.datetime(2026, 1, 15, 9, 30, tzinfo=dt.UTC)


@pytest.fixture
def journal(tmp_path):
    with new_journal(tmp_path / "Journal") as journal:
        yield journal


@pytest.fixture
def people(journal):
    return [journal.people.add(name, "peer").id for name in ("Ann", "Bob")]


def keep(journal, *parties, files=None):
    item = SealedItem(kind="goal", id=str(uuid.uuid4()), rev=1, sha256="0" * 64, withheld=2)
    share = SealedShare(
        id=str(uuid.uuid4()), seq=journal.shares.next_seq(), sealed_at=AT, scope="{}", cover_note="",
        snapshot="{}", payload_sha256="0" * 64, size=1, items=(item,), parties=parties,
    )  # fmt: skip
    journal.shares.keep(share, files)
    assert journal.shares.get(share.id).items == (item,)
    return share.id


def withdraw(journal, share_id):
    with journal.changes.write(Kind.SHARE):
        journal.shares._write(
            "UPDATE share SET state = 'withdrawn', withdrawn_at = 'x' WHERE id = ?", share_id
        )


def test_the_share_before_is_the_latest_for_exactly_the_same_people(journal, people):
    ann, bob = people
    lines = journal.share_lines
    assert lines.previous(people) is None
    keep(journal, ann)
    both, alone, _ = keep(journal, bob, ann), keep(journal, ann), keep(journal)
    assert lines.previous([ann, bob]) == lines.previous([bob, ann, bob]) == both
    assert lines.previous([ann]) == alone
    assert lines.previous([bob]) is None
    assert lines.previous([]) is None


def test_a_withdrawn_share_is_named_to_each_who_had_it_and_is_nobodys_share_before(journal, people):
    ann, bob = people
    first, both = keep(journal, ann), keep(journal, ann, bob)
    withdraw(journal, both)
    assert journal.share_lines.withdrawn([bob]) == (both,)
    withdraw(journal, first)
    assert journal.share_lines.withdrawn([ann]) == (first, both)
    assert journal.share_lines.withdrawn([]) == ()
    assert journal.share_lines.previous([ann, bob]) is None


def test_files_are_kept_as_they_left(journal):
    files = {"attachments/a.txt": b"words", "attachments/b.bin": bytes(3)}
    assert journal.shares.files(keep(journal, files=files)) == files
    assert journal.shares.files(keep(journal)) == {}


def test_any_id_of_the_journal_is_known(journal, people):
    assert journal.things.known(people[0])
    assert journal.things.known(keep(journal))
    assert not journal.things.known(str(uuid.uuid4()))
