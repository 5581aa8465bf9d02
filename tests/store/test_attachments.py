"""Attachments on a real encrypted file."""

from __future__ import annotations

import hashlib

import pytest

from journals import entry
from metanoia.domain.errors import NotFound, Refused
from metanoia.store.attachments import Attachments
from metanoia.store.entries import Entries


@pytest.fixture
def attachments(store):
    return store.part(Attachments)


@pytest.fixture
def kept(store):
    return store.part(Entries).add(entry())


def test_bytes_come_back_as_they_were(attachments, kept):
    data = bytes(range(256)) * 4000

    added = attachments.add(kept.id, "C:\\photos\\a tree.jpg", data)

    assert (added.name, added.mime, added.size, added.is_picture) == (
        "a tree.jpg",
        "image/jpeg",
        len(data),
        True,
    )
    assert added.sha256 == hashlib.sha256(data).hexdigest()
    assert attachments.data(added.sha256) == data
    assert attachments.of(kept.id) == [added]
    assert attachments.data("0" * 64) is None


def test_an_empty_file_and_the_largest_are_kept_and_a_larger_is_refused(attachments, kept):
    attachments.add(kept.id, "empty", b"")
    attachments.add(kept.id, "large", bytes(26_214_400))
    with pytest.raises(Refused, match="25 MB"):
        attachments.add(kept.id, "larger", bytes(26_214_401))

    assert [found.size for found in attachments.of(kept.id)] == [0, 26_214_400]


def test_the_same_bytes_twice_are_kept_once(attachments, kept, store):
    first = attachments.add(kept.id, "a.txt", b"same")
    before = store.commits

    assert attachments.add(kept.id, "b.txt", b"same") == first
    assert store.commits == before


def test_a_removed_attachment_can_come_back(attachments, kept):
    added = attachments.add(kept.id, "a.txt", b"x")

    attachments.remove(added.id)
    attachments.remove(added.id)
    assert attachments.of(kept.id) == []
    assert attachments.count == 0

    assert attachments.restore(added.id) == added
    assert attachments.of(kept.id) == [added]
    assert attachments.count == 1


def test_adding_removed_bytes_again_brings_them_back(attachments, kept):
    added = attachments.add(kept.id, "a.txt", b"x")
    attachments.remove(added.id)

    assert attachments.add(kept.id, "a.txt", b"x") == added


@pytest.mark.parametrize(
    ("name", "kept_as"),
    [
        ("../../etc/passwd", "passwd"),
        ("a\x00b\u202egnp.exe", "abgnp.exe"),
        ("...", "file"),
        ("", "file"),
        ("x" * 300 + ".png", "x" * 196 + ".png"),
    ],
)
def test_names_are_made_harmless(attachments, kept, name, kept_as):
    assert attachments.add(kept.id, name, b"x").name == kept_as


def test_nothing_hangs_on_what_is_not_there(attachments):
    with pytest.raises(NotFound):
        attachments.add("nobody", "a", b"x")
    with pytest.raises(NotFound):
        attachments.get("nothing")
