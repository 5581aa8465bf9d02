from __future__ import annotations

import re
import unicodedata

import pyrage
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import age_program
from metanoia.vault import scrypt_age
from metanoia.vault.scrypt_age import CHUNK, AgeDamaged, AgeError, AgeWrongPassphrase

SECRET = "the lake was quiet before seven"
SIZES = [0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 2 * CHUNK, 2 * CHUNK + 17]


@pytest.mark.parametrize("size", SIZES)
def test_what_is_sealed_opens_again_at_every_chunk_border(size):
    data = bytes(i % 251 for i in range(size))
    assert scrypt_age.decrypt(scrypt_age.encrypt(data, SECRET, 2), SECRET) == data


@pytest.mark.parametrize("size", SIZES)
def test_pyrage_opens_ours(size):
    data = bytes(i % 251 for i in range(size))
    assert pyrage.passphrase.decrypt(scrypt_age.encrypt(data, SECRET, 2), SECRET) == data


def test_ours_opens_pyrages():
    data = bytes(range(256)) * 1000
    assert scrypt_age.decrypt(pyrage.passphrase.encrypt(data, SECRET), SECRET) == data


@age_program.needs_age
@pytest.mark.parametrize("size", [1, 300, CHUNK, 2 * CHUNK + 17])
def test_the_age_program_opens_ours(tmp_path, size):
    data = bytes(i % 251 for i in range(size))
    (tmp_path / "sealed.age").write_bytes(scrypt_age.encrypt(data, SECRET, 6))
    assert age_program.decrypt(tmp_path / "sealed.age", SECRET, tmp_path / "plain") == 0
    assert (tmp_path / "plain").read_bytes() == data


@age_program.needs_age
def test_the_age_program_refuses_another_passphrase(tmp_path):
    (tmp_path / "sealed.age").write_bytes(scrypt_age.encrypt(b"private", SECRET, 6))
    assert age_program.decrypt(tmp_path / "sealed.age", "not this one", tmp_path / "plain") != 0
    assert not (tmp_path / "plain").exists() or (tmp_path / "plain").read_bytes() == b""


@age_program.needs_age
def test_ours_opens_the_age_programs(tmp_path):
    data = bytes(range(256)) * 600
    (tmp_path / "plain").write_bytes(data)
    assert age_program.encrypt(tmp_path / "plain", SECRET, tmp_path / "sealed.age") == 0
    assert scrypt_age.decrypt((tmp_path / "sealed.age").read_bytes(), SECRET) == data


def test_the_default_factor_is_17_and_stands_in_the_header():
    sealed = scrypt_age.encrypt(b"private", SECRET)
    assert re.match(rb"age-encryption\.org/v1\n-> scrypt \S{22} 17\n", sealed)
    assert scrypt_age.decrypt(sealed, SECRET) == b"private"


def test_composed_and_decomposed_letters_are_the_same_passphrase():
    composed, decomposed = (
        "Zoë läuft am See entlang",
        unicodedata.normalize("NFD", "Zoë läuft am See entlang"),
    )
    assert composed != decomposed
    assert scrypt_age.decrypt(scrypt_age.encrypt(b"x", decomposed, 2), composed) == b"x"
    assert pyrage.passphrase.decrypt(scrypt_age.encrypt(b"x", decomposed, 2), composed) == b"x"


def test_an_empty_passphrase_seals_and_opens_nothing():
    with pytest.raises(ValueError, match="empty"):
        scrypt_age.encrypt(b"x", "", 2)
    with pytest.raises(AgeWrongPassphrase):
        scrypt_age.decrypt(scrypt_age.encrypt(b"x", SECRET, 2), "")


@pytest.mark.parametrize("log_n", [0, -1, 21])
def test_a_factor_no_reader_accepts_is_refused(log_n):
    with pytest.raises(ValueError, match="log_n"):
        scrypt_age.encrypt(b"x", SECRET, log_n)


def test_a_factor_above_the_limit_is_refused_before_any_work():
    sealed = scrypt_age.encrypt(b"x", SECRET, 2).replace(b" 2\n", b" 63\n", 1)
    with pytest.raises(AgeDamaged, match="63"):
        scrypt_age.decrypt(sealed, SECRET)
    with pytest.raises(AgeDamaged, match="above the limit 1"):
        scrypt_age.decrypt(scrypt_age.encrypt(b"x", SECRET, 2), SECRET, max_log_n=1)


def test_another_passphrase_is_told_from_damage():
    with pytest.raises(AgeWrongPassphrase):
        scrypt_age.decrypt(scrypt_age.encrypt(b"x", SECRET, 2), SECRET + "!")


def test_every_flipped_byte_is_refused():
    sealed = scrypt_age.encrypt(b"k" * 150, SECRET, 2)
    for position in range(len(sealed)):
        for flip in (0x01, 0x80):
            hurt = bytearray(sealed)
            hurt[position] ^= flip
            # A flipped factor may ask for up to 2**20; the limit keeps the test quick.
            with pytest.raises(AgeError):
                scrypt_age.decrypt(bytes(hurt), SECRET, max_log_n=9)


def test_every_truncation_and_every_addition_is_refused():
    sealed = scrypt_age.encrypt(b"k" * 150, SECRET, 2)
    for length in range(len(sealed)):
        with pytest.raises(AgeDamaged):
            scrypt_age.decrypt(sealed[:length], SECRET)
    with pytest.raises(AgeDamaged):
        scrypt_age.decrypt(sealed + b"\0", SECRET)


@pytest.mark.parametrize("cut", [1, 16, 17, CHUNK, CHUNK + 16, CHUNK + 17])
def test_a_longer_file_cut_at_or_near_a_chunk_is_refused(cut):
    sealed = scrypt_age.encrypt(bytes(2 * CHUNK), SECRET, 2)
    with pytest.raises(AgeDamaged):
        scrypt_age.decrypt(sealed[:-cut], SECRET)


def test_an_empty_chunk_after_a_full_one_is_refused():
    key, nonce = bytes(16), bytes(16)
    from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

    cipher = ChaCha20Poly1305(scrypt_age._hkdf(key, nonce, b"payload"))
    full = cipher.encrypt(scrypt_age._chunk_nonce(0, 2), bytes(CHUNK), None)
    with pytest.raises(AgeDamaged):
        scrypt_age._unseal(
            key, nonce + full + cipher.encrypt(scrypt_age._chunk_nonce(1, 2), b"", None)
        )


def test_base64_that_is_not_canonical_is_refused():
    sealed = scrypt_age.encrypt(b"x", SECRET, 2)
    salt = re.search(rb"scrypt (\S{22})", sealed)[1]
    signs = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
    other = salt[:-1] + signs[signs.index(salt[-1:]) + 1 :][:1]
    with pytest.raises(AgeDamaged, match="canonical"):
        scrypt_age.decrypt(sealed.replace(salt, other), SECRET)


def test_a_share_for_keys_is_no_file_for_a_passphrase():
    recipient = pyrage.x25519.Identity.generate().to_public()
    with pytest.raises(AgeDamaged):
        scrypt_age.decrypt(pyrage.encrypt(b"x", [recipient]), SECRET)


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=600))
def test_any_bytes_at_all_give_a_typed_error(data):
    with pytest.raises(AgeError):
        scrypt_age.decrypt(data, SECRET, max_log_n=4)
