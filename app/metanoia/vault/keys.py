"""The journal's key, the recovery key that a person keeps on paper, and fingerprints to read aloud."""

from __future__ import annotations

import hashlib
import hmac
import secrets
import unicodedata

from metanoia.domain.errors import WrongRecoveryKey

KEY_BYTES = 32

# Crockford's base32 (https://www.crockford.com/base32.html): no I, L, O or U.
_SIGNS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_ALIKE = str.maketrans("OIL", "011")
_DATA_SIGNS = 30
_CHECK_SIGNS = 2
_GROUP = 4


def new_key() -> bytes:
    """Return 32 random bytes: the key of a journal's database."""
    return secrets.token_bytes(KEY_BYTES)


def new_recovery_key() -> str:
    """Return 150 random bits and a 10-bit check as eight groups of four signs with dashes."""
    data = "".join(secrets.choice(_SIGNS) for _ in range(_DATA_SIGNS))
    return _grouped(data + _check(data))


def canonical_recovery_key(text: str) -> str:
    """Return a typed recovery key as it was first shown, forgiving case, spaces, dashes, O, I and L.

    Raises WrongRecoveryKey that names the sign or the count that is wrong, or says that the check fails.
    """
    typed = unicodedata.normalize("NFKC", text).upper().translate(_ALIKE)
    signs = "".join(sign for sign in typed if not _separates(sign))
    for sign in signs:
        if sign not in _SIGNS:
            raise WrongRecoveryKey(f"The sign “{sign}” never stands in a recovery key.")
    if len(signs) != _DATA_SIGNS + _CHECK_SIGNS:
        raise WrongRecoveryKey(f"That recovery key has {len(signs)} signs instead of 32.")
    if not hmac.compare_digest(signs[_DATA_SIGNS:], _check(signs[:_DATA_SIGNS])):
        raise WrongRecoveryKey("A sign of that recovery key is mistyped.")
    return _grouped(signs)


def fingerprint(public: bytes) -> str:
    """Return six groups of five digits for a public key, to compare by reading them aloud.

    Each group is five bytes of SHA-256 modulo 100000, about 99 bits together.
    """
    return fingerprint_of_digest(hashlib.sha256(public).digest())


def fingerprint_of_digest(digest: bytes) -> str:
    """Return the fingerprint of what has this SHA-256 (32 bytes)."""
    groups = (int.from_bytes(digest[i : i + 5], "big") % 100_000 for i in range(0, 30, 5))
    return " ".join(f"{group:05}" for group in groups)


def mac(key: bytes, salt: str, purpose: str, message: bytes) -> str:
    """Return HMAC-SHA256 of ``message`` in hex, under HKDF-SHA256(key, salt, purpose)."""
    from cryptography.hazmat.primitives.hashes import SHA256
    from cryptography.hazmat.primitives.kdf.hkdf import HKDF

    derived = HKDF(SHA256(), 32, salt.encode(), purpose.encode()).derive(key)
    return hmac.new(derived, message, hashlib.sha256).hexdigest()


def client_key(key: bytes, person: str) -> bytes:
    """Return the key (32 bytes) of a client's file: HKDF-SHA256 of the journal's, for the person's id."""
    from cryptography.hazmat.primitives.hashes import SHA256
    from cryptography.hazmat.primitives.kdf.hkdf import HKDF

    info = f"metanoia/client/1:{person}".encode()
    return HKDF(SHA256(), KEY_BYTES, None, info).derive(key)


def _check(data: str) -> str:
    """Return the two signs (10 bits of SHA-256) that end a recovery key of these 30 signs."""
    number = int.from_bytes(hashlib.sha256(data.encode()).digest()[:2], "big") >> 6
    return _SIGNS[number >> 5] + _SIGNS[number & 31]


def _grouped(signs: str) -> str:
    return "-".join(signs[i : i + _GROUP] for i in range(0, len(signs), _GROUP))


def _separates(sign: str) -> bool:
    return sign.isspace() or unicodedata.category(sign) in ("Pd", "Cf") or sign in "_.,"
