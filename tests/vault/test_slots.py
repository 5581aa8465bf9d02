from __future__ import annotations

import errno
import json
import os
from datetime import UTC, datetime
from pathlib import Path

import pytest

import age_program
from metanoia.domain.errors import (
    DiskFull,
    KeyFileDamaged,
    KeyFileForeign,
    KeyFileMissing,
    Refused,
    StorageFailed,
    WrongPassphrase,
)
from metanoia.vault import scrypt_age, slots

SECRET = "the lake was quiet before seven"
VAULT = "1ff3bcd2-938d-478e-9ce6-ac8d24c73fc0"
KEY, OTHER = bytes(range(32)), bytes(range(32, 64))


@pytest.fixture
def slot(tmp_path):
    path = tmp_path / "passphrase.age"
    slots.write_slot(path, SECRET, [KEY], VAULT, 2)
    return path


def sealed(path, plain):
    path.write_bytes(scrypt_age.encrypt(plain, SECRET, 2))


def test_a_slot_gives_back_its_keys_in_order(slot):
    assert slots.read_slot(slot, SECRET, VAULT) == (KEY,)
    slots.write_slot(slot, SECRET, [OTHER, KEY], VAULT, 2)
    assert slots.read_slot(slot, SECRET, VAULT) == (OTHER, KEY)


def test_its_content_is_the_one_documented_line(tmp_path):
    path = tmp_path / "passphrase.age"
    at = datetime(2026, 1, 4, 9, 30, tzinfo=UTC)
    slots.write_slot(path, SECRET, [KEY], VAULT, 2, lambda: at)
    line = scrypt_age.decrypt(path.read_bytes(), SECRET)
    assert line.endswith(b"\n")
    assert json.loads(line) == {
        "metanoia_key": 1,
        "vault_id": VAULT,
        "keys": [KEY.hex()],
        "made": "2026-01-04T09:30:00Z",
    }


@age_program.needs_age
def test_by_hand_the_age_program_gives_the_key(slot, tmp_path):
    assert age_program.decrypt(slot, SECRET, tmp_path / "plain") == 0
    assert json.loads((tmp_path / "plain").read_text())["keys"] == [KEY.hex()]


def test_nothing_secret_stands_in_the_file(slot):
    held = slot.read_bytes()
    assert KEY not in held
    assert KEY.hex().encode() not in held
    assert VAULT.encode() not in held


def test_another_passphrase(slot):
    with pytest.raises(WrongPassphrase):
        slots.read_slot(slot, SECRET + ".", VAULT)


def test_a_missing_slot(tmp_path):
    with pytest.raises(KeyFileMissing, match=r"passphrase\.age is missing"):
        slots.read_slot(tmp_path / "passphrase.age", SECRET, VAULT)


def test_the_slot_of_another_journal(slot):
    with pytest.raises(KeyFileForeign, match="belongs to another journal"):
        slots.read_slot(slot, SECRET, "another")
    assert slots.open_slot(slot, SECRET) == ((KEY,), VAULT)


def test_a_slot_that_cannot_be_read(tmp_path):
    (tmp_path / "passphrase.age").mkdir()
    with pytest.raises(StorageFailed):
        slots.read_slot(tmp_path / "passphrase.age", SECRET, VAULT)


def test_every_flipped_byte_and_truncation_gives_one_of_two_errors(slot, monkeypatch):
    whole = slot.read_bytes()
    decrypt = scrypt_age.decrypt
    monkeypatch.setattr(scrypt_age, "decrypt", lambda data, secret: decrypt(data, secret, 9))
    for position in range(len(whole)):
        hurt = bytearray(whole)
        hurt[position] ^= 1
        slot.write_bytes(hurt)
        with pytest.raises((WrongPassphrase, KeyFileDamaged)):
            slots.read_slot(slot, SECRET, VAULT)
        slot.write_bytes(whole[:position])
        with pytest.raises(KeyFileDamaged, match=r"passphrase\.age is damaged"):
            slots.read_slot(slot, SECRET, VAULT)


@pytest.mark.parametrize(
    "plain",
    [
        b"",
        b"not json",
        b"[]",
        b"1",
        b"{}",
        b'{"metanoia_key":2,"vault_id":"%s","keys":["%s"]}' % (VAULT.encode(), KEY.hex().encode()),
        b'{"metanoia_key":1,"vault_id":"%s","keys":[]}' % VAULT.encode(),
        b'{"metanoia_key":1,"vault_id":"%s","keys":["%s"]}' % (VAULT.encode(), b"0" * 63),
        b'{"metanoia_key":1,"vault_id":"%s","keys":[5]}' % VAULT.encode(),
        b'{"metanoia_key":1,"vault_id":"%s","keys":7}' % VAULT.encode(),
        b'{"metanoia_key":1,"keys":["%s"]}' % KEY.hex().encode(),
        b"\xff\xfe",
    ],
)
def test_a_slot_that_opens_to_something_else_is_damaged(slot, plain):
    sealed(slot, plain)
    with pytest.raises(KeyFileDamaged):
        slots.read_slot(slot, SECRET, VAULT)


def test_a_huge_slot_is_not_even_tried(slot):
    slot.write_bytes(scrypt_age.encrypt(bytes(70_000), SECRET, 2))
    with pytest.raises(KeyFileDamaged):
        slots.read_slot(slot, SECRET, VAULT)


def test_too_little_memory_is_said_plainly(slot, monkeypatch):
    def starved(*_args):
        raise MemoryError

    monkeypatch.setattr(scrypt_age, "decrypt", starved)
    with pytest.raises(Refused, match="free memory"):
        slots.read_slot(slot, SECRET, VAULT)


def test_a_slot_that_reads_back_differently_never_takes_the_old_ones_place(slot, monkeypatch):
    before = slot.read_bytes()
    encrypt = scrypt_age.encrypt
    for hurt in (lambda held: held[:-1], lambda held: encrypt(b"{}", SECRET, 2)):
        monkeypatch.setattr(scrypt_age, "encrypt", lambda *given, hurt=hurt: hurt(encrypt(*given)))
        with pytest.raises(StorageFailed, match="reads back differently"):
            slots.write_slot(slot, "another long passphrase", [KEY], VAULT, 2)
        assert slot.read_bytes() == before
        assert [path.name for path in slot.parent.iterdir()] == [slot.name]


def test_a_full_disk_leaves_the_old_slot(slot, monkeypatch):
    before = slot.read_bytes()

    def full(_handle):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(DiskFull):
        slots.write_slot(slot, "another long passphrase", [KEY], VAULT, 2)
    assert slot.read_bytes() == before
    assert [path.name for path in Path(slot.parent).iterdir()] == [slot.name]
