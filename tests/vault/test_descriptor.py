from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest

from metanoia.domain.errors import DescriptorDamaged, JournalNewer, StorageFailed
from metanoia.vault import descriptor
from metanoia.vault.folder import Folder

KEY = bytes(range(32))
VAULT = "1ff3bcd2-938d-478e-9ce6-ac8d24c73fc0"
MADE = datetime(2026, 1, 4, 9, 30, tzinfo=UTC)
LATER = datetime(2026, 5, 6, 7, 8, 9, tzinfo=UTC)


@pytest.fixture
def folder(tmp_path):
    folder = Folder(tmp_path)
    descriptor.write(folder, descriptor.new(VAULT, MADE), KEY)
    return folder


def change(folder, **fields):
    document = json.loads(folder.descriptor.read_text()) | fields
    folder.descriptor.write_text(json.dumps(document))


def test_it_reads_back_and_verifies(folder):
    found = descriptor.read(folder)
    found.verify(KEY)
    assert (found.vault_id, found.created) == (VAULT, MADE)
    assert found.made(descriptor.PASSPHRASE) == found.made(descriptor.RECOVERY) == MADE
    assert found.made(descriptor.KEYRING) is None
    assert not found.has(descriptor.KEYRING)


def test_it_is_the_documented_json(folder):
    document = json.loads(folder.descriptor.read_text())
    assert len(document.pop("mac")) == 64
    assert document == {
        "format": "metanoia-vault",
        "version": 1,
        "min_reader": 1,
        "vault_id": VAULT,
        "created": "2026-01-04T09:30:00Z",
        "cipher": {"kind": "sqlcipher", "compat": 4, "page_size": 4096},
        "slots": [
            {
                "id": "P1",
                "kind": "age-scrypt",
                "file": "keys/passphrase.age",
                "made": "2026-01-04T09:30:00Z",
            },
            {
                "id": "R1",
                "kind": "age-scrypt",
                "file": "keys/recovery.age",
                "made": "2026-01-04T09:30:00Z",
            },
        ],
    }


def test_slots_come_are_made_anew_and_go(folder):
    found = descriptor.read(folder).with_slot(descriptor.KEYRING, LATER)
    found = found.with_slot(descriptor.PASSPHRASE, LATER)
    descriptor.write(folder, found, KEY).verify(KEY)
    found = descriptor.read(folder)
    found.verify(KEY)
    assert [slot.id for slot in found.slots] == ["P1", "R1", "K1"]
    assert found.made(descriptor.PASSPHRASE) == LATER
    assert found.made(descriptor.RECOVERY) == MADE
    assert found.slots[2].where == {"service": "app.metanoia.Metanoia", "user": VAULT}
    assert not found.without_slot(descriptor.KEYRING).has(descriptor.KEYRING)


def test_another_key_does_not_verify(folder):
    with pytest.raises(DescriptorDamaged, match="changed by something other"):
        descriptor.read(folder).verify(bytes(32))


@pytest.mark.parametrize(
    "fields",
    [
        {"created": "2025-01-04T09:30:00Z"},
        {"slots": []},
        {"extra": 1},
        {"version": 0},
        {"vault_id": "2ff3bcd2-938d-478e-9ce6-ac8d24c73fc0"},
        {"mac": "0" * 64},
        {"mac": None},
        {"mac": "é"},
        {"mac": "\ud800"},
        {"extra": "\ud800"},
    ],
)
def test_any_change_is_noticed_after_unlock(folder, fields):
    change(folder, **fields)
    with pytest.raises(DescriptorDamaged):
        descriptor.read(folder).verify(KEY)


def test_what_a_later_version_adds_survives_a_change(folder):
    found = descriptor.read(folder)
    added = {**found.document, "colour": "teal", "version": 2}
    descriptor.write(folder, descriptor.Descriptor(VAULT, MADE, found.slots, added), KEY)
    found = descriptor.read(folder)
    found.verify(KEY)
    descriptor.write(folder, found.with_slot(descriptor.KEYRING, LATER), KEY)
    found = descriptor.read(folder)
    found.verify(KEY)
    assert (found.document["colour"], found.document["version"]) == ("teal", 2)


def test_a_newer_journal_is_refused_by_name(folder):
    change(folder, min_reader=2)
    with pytest.raises(JournalNewer):
        descriptor.read(folder)


def test_a_missing_one(tmp_path):
    with pytest.raises(DescriptorDamaged, match="is missing"):
        descriptor.read(Folder(tmp_path))


def test_one_that_cannot_be_read(tmp_path):
    (tmp_path / "vault.json").mkdir()
    with pytest.raises(StorageFailed):
        descriptor.read(Folder(tmp_path))


@pytest.mark.parametrize(
    "text",
    [
        b"",
        b"[]",
        b"{}",
        b"\xff\xfe",
        b"[" * 60_000,
        b" " * 70_000,
    ],
)
def test_a_damaged_one(folder, text):
    folder.descriptor.write_bytes(text)
    with pytest.raises(DescriptorDamaged, match="is damaged"):
        descriptor.read(folder)


@pytest.mark.parametrize(
    "fields",
    [
        {"format": "something"},
        {"min_reader": "1"},
        {"min_reader": True},
        {"cipher": {"kind": "none"}},
        {"vault_id": "../../etc"},
        {"vault_id": 5},
        {"created": "yesterday"},
        {"created": 5},
        {"slots": 5},
        {"slots": ["P1"]},
        {"slots": [{"id": "P1"}]},
        {"slots": [{"id": "P1", "kind": "age-scrypt", "made": "soon"}]},
    ],
)
def test_fields_of_another_shape(folder, fields):
    change(folder, **fields)
    with pytest.raises(DescriptorDamaged, match="is damaged"):
        descriptor.read(folder)


def test_every_truncation_is_damage(folder):
    whole = folder.descriptor.read_bytes()
    for length in range(len(whole) - 1):
        folder.descriptor.write_bytes(whole[:length])
        with pytest.raises(DescriptorDamaged):
            descriptor.read(folder)


def test_every_flipped_byte_is_noticed(folder):
    whole = folder.descriptor.read_bytes()
    for position in range(len(whole) - 1):
        hurt = bytearray(whole)
        hurt[position] ^= 1
        folder.descriptor.write_bytes(hurt)
        try:
            found = descriptor.read(folder)
        except (DescriptorDamaged, JournalNewer):
            continue
        if found.document == json.loads(whole):
            continue  # a space that JSON does not mind
        with pytest.raises(DescriptorDamaged):
            found.verify(KEY)
