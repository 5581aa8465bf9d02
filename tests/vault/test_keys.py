from __future__ import annotations

import hashlib
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from metanoia.domain.errors import WrongRecoveryKey
from metanoia.vault import keys

SIGNS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


def test_keys_are_32_bytes_and_differ():
    assert len(keys.new_key()) == 32
    assert keys.new_key() != keys.new_key()


def test_a_recovery_key_has_eight_groups_of_four_signs():
    made = {keys.new_recovery_key() for _ in range(200)}
    assert len(made) == 200
    assert all(re.fullmatch(rf"(?:[{SIGNS}]{{4}}-){{7}}[{SIGNS}]{{4}}", key) for key in made)
    assert {sign for key in made for sign in key[:37].replace("-", "")} == set(SIGNS)


def test_it_is_forgiven_how_it_is_typed():
    for _ in range(50):
        key = keys.new_recovery_key()
        typings = [
            key,
            key.lower(),
            key.replace("-", ""),
            f"  {key.replace('-', ' ')}\n",
            key.replace("-", "–"),
            key.replace("0", "O").replace("1", "I"),
            key.replace("0", "o").replace("1", "l"),
            "".join(chr(ord(sign) + 0xFEE0) for sign in key),
        ]
        assert {keys.canonical_recovery_key(typed) for typed in typings} == {key}


def test_a_missing_sign_is_counted():
    with pytest.raises(WrongRecoveryKey, match="31 signs instead of 32"):
        keys.canonical_recovery_key(keys.new_recovery_key()[:-1])


def test_a_sign_that_never_occurs_is_named():
    key = keys.new_recovery_key()
    with pytest.raises(WrongRecoveryKey, match="“U” never stands"):
        keys.canonical_recovery_key("u" + key[1:])


def test_an_empty_one_is_refused():
    with pytest.raises(WrongRecoveryKey, match="0 signs"):
        keys.canonical_recovery_key(" - ")


def test_nearly_every_mistyped_sign_is_noticed():
    key = keys.new_recovery_key()
    tried = noticed = 0
    for position, sign in enumerate(key):
        if sign == "-":
            continue
        for other in SIGNS.replace(sign, ""):
            tried += 1
            try:
                keys.canonical_recovery_key(key[:position] + other + key[position + 1 :])
            except WrongRecoveryKey as error:
                noticed += "mistyped" in str(error)
    assert tried == 32 * 31
    assert noticed / tried > 0.98  # ten bits of check: one in a thousand slips through


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=60))
def test_any_text_at_all_is_a_key_or_a_typed_error(text):
    try:
        key = keys.canonical_recovery_key(text)
    except WrongRecoveryKey:
        return
    assert keys.canonical_recovery_key(key) == key


def test_a_fingerprint_is_six_groups_of_five_digits():
    public = bytes(range(32))
    assert re.fullmatch(r"(?:\d{5} ){5}\d{5}", keys.fingerprint(public))
    assert keys.fingerprint(public) == "11590 49842 13307 78876 30539 70167"
    assert keys.fingerprint(public) != keys.fingerprint(bytes(32))
    assert keys.fingerprint_of_digest(hashlib.sha256(public).digest()) == keys.fingerprint(public)


def test_a_mac_hangs_on_key_salt_purpose_and_message():
    first = keys.mac(bytes(32), "salt", "purpose", b"message")
    others = [
        keys.mac(b"\1" * 32, "salt", "purpose", b"message"),
        keys.mac(bytes(32), "other", "purpose", b"message"),
        keys.mac(bytes(32), "salt", "other", b"message"),
        keys.mac(bytes(32), "salt", "purpose", b"other"),
    ]
    assert re.fullmatch(r"[0-9a-f]{64}", first)
    assert first not in others
    assert first == keys.mac(bytes(32), "salt", "purpose", b"message")
