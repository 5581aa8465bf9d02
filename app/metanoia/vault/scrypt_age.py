"""age files sealed with a passphrase (https://age-encryption.org/v1), with a work factor that we choose.

pyrage's own passphrase function measures the machine to choose the factor and holds the GIL meanwhile;
``hashlib.scrypt`` releases it. The files open with ``age -d``, and those of ``age -p`` open here.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import os
import re
import unicodedata

LOG_N = 17
MAX_LOG_N = 20
CHUNK = 64 * 1024

_NONCE, _TAG = 16, 16  # bytes of the content
_HEADER_LIMIT = 16 * 1024
_HEADER = re.compile(
    rb"(age-encryption\.org/v1\n"
    rb"-> scrypt ([A-Za-z0-9+/]{22}) ([1-9][0-9]?)\n"
    rb"([A-Za-z0-9+/]{43})\n"
    rb"---) ([A-Za-z0-9+/]{43})\n"
)


class AgeError(Exception):
    """An age file that cannot be opened."""


class AgeWrongPassphrase(AgeError):
    """The header is well formed, and this passphrase does not open it."""


class AgeDamaged(AgeError):
    """The file is not what was once written, or no age file for a passphrase at all."""


def encrypt(data: bytes, passphrase: str, log_n: int = LOG_N) -> bytes:
    """Return ``data`` (any size) sealed with ``passphrase``; scrypt costs 2**log_n blocks of 1 KiB.

    Raises ValueError for an empty passphrase or a ``log_n`` that no reader here would accept.
    """
    if not passphrase:
        raise ValueError("an empty passphrase seals nothing")
    if not 1 <= log_n <= MAX_LOG_N:
        raise ValueError(f"log_n must lie between 1 and {MAX_LOG_N}")
    from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

    file_key, salt = os.urandom(16), os.urandom(16)
    wrapped = ChaCha20Poly1305(_wrapping_key(passphrase, salt, log_n)).encrypt(
        bytes(12), file_key, None
    )
    head = b"age-encryption.org/v1\n-> scrypt %s %d\n%s\n---" % (
        _base64(salt),
        log_n,
        _base64(wrapped),
    )
    return head + b" " + _base64(_header_mac(file_key, head)) + b"\n" + _seal(file_key, data)


def decrypt(data: bytes, passphrase: str, max_log_n: int = MAX_LOG_N) -> bytes:
    """Return what was sealed; AgeWrongPassphrase or AgeDamaged (also for a factor above ``max_log_n``)."""
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

    header = _header(data, max_log_n)
    head, salt, wrapped, mac = header[1], _bytes(header[2]), _bytes(header[4]), _bytes(header[5])
    log_n = int(header[3])
    if not passphrase:
        raise AgeWrongPassphrase("an empty passphrase opens nothing")
    try:
        file_key = ChaCha20Poly1305(_wrapping_key(passphrase, salt, log_n)).decrypt(
            bytes(12), wrapped, None
        )
    except InvalidTag:
        raise AgeWrongPassphrase("the passphrase does not fit") from None
    if not hmac.compare_digest(_header_mac(file_key, head), mac):
        raise AgeDamaged("its header was changed")
    try:
        return _unseal(file_key, data[header.end() :])
    except InvalidTag:
        raise AgeDamaged("its content was changed or cut") from None


def check_form(data: bytes, at_least: int = 0, max_log_n: int = MAX_LOG_N) -> None:
    """Raise AgeDamaged unless this can be an age file of ``at_least`` so many bytes, as far as it shows sealed."""
    header = _header(data, max_log_n)
    for part in (2, 4, 5):
        _bytes(header[part])
    if len(data) - header.end() < _NONCE + at_least + _TAG:
        raise AgeDamaged("it was cut short")


def _header(data: bytes, max_log_n: int) -> re.Match[bytes]:
    header = _HEADER.match(data[:_HEADER_LIMIT])
    if header is None:
        raise AgeDamaged("it does not begin as an age file for a passphrase does")
    log_n = int(header[3])
    if log_n > max_log_n:
        raise AgeDamaged(f"its work factor {log_n} is above the limit {max_log_n}")
    return header


def _seal(file_key: bytes, data: bytes) -> bytes:
    """Return nonce and STREAM chunks (https://eprint.iacr.org/2015/189.pdf) as age lays them out."""
    from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

    nonce = os.urandom(16)
    cipher = ChaCha20Poly1305(_hkdf(file_key, nonce, b"payload"))
    count = max(1, -(-len(data) // CHUNK))
    return nonce + b"".join(
        cipher.encrypt(_chunk_nonce(i, count), data[i * CHUNK : (i + 1) * CHUNK], None)
        for i in range(count)
    )


def _unseal(file_key: bytes, sealed: bytes) -> bytes:
    from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

    nonce, body = sealed[:16], sealed[16:]
    step = CHUNK + _TAG
    count = max(1, -(-len(body) // step))
    last = len(body) - (count - 1) * step
    if last < _TAG or (last == _TAG and count > 1):  # age writes no empty chunk after another
        raise AgeDamaged("it was cut short")
    cipher = ChaCha20Poly1305(_hkdf(file_key, nonce, b"payload"))
    return b"".join(
        cipher.decrypt(_chunk_nonce(i, count), body[i * step : (i + 1) * step], None)
        for i in range(count)
    )


def _chunk_nonce(index: int, count: int) -> bytes:
    return index.to_bytes(11, "big") + (b"\x01" if index == count - 1 else b"\x00")


def _wrapping_key(passphrase: str, salt: bytes, log_n: int) -> bytes:
    # Composed characters: a Mac may type "é" as two, which would otherwise be another passphrase.
    secret = unicodedata.normalize("NFC", passphrase).encode("utf-8", "surrogatepass")
    blocks = 1 << log_n
    return hashlib.scrypt(
        secret,
        salt=b"age-encryption.org/v1/scrypt" + salt,
        n=blocks,
        r=8,
        p=1,
        maxmem=blocks * 1024 + (1 << 20),
        dklen=32,
    )


def _hkdf(secret: bytes, salt: bytes, info: bytes) -> bytes:
    from cryptography.hazmat.primitives.hashes import SHA256
    from cryptography.hazmat.primitives.kdf.hkdf import HKDF

    return HKDF(SHA256(), 32, salt, info).derive(secret)


def _header_mac(file_key: bytes, head: bytes) -> bytes:
    return hmac.new(_hkdf(file_key, b"", b"header"), head, hashlib.sha256).digest()


def _base64(raw: bytes) -> bytes:
    return base64.b64encode(raw).rstrip(b"=")


def _bytes(text: bytes) -> bytes:
    """Return the bytes of unpadded base64; AgeDamaged unless it is the one canonical writing."""
    raw = base64.b64decode(text + b"=" * (-len(text) % 4), validate=True)
    if _base64(raw) != text:
        raise AgeDamaged("its header is not written canonically")
    return raw
