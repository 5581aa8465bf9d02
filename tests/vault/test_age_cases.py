"""Each way in which an age file for a passphrase can be wrong, made by hand with everything else right.

The ways are those that the test vectors of the format (C2SP) name; no package holds the vectors, so
each file is made here anew by code of its own. pyrage, which is tested with the vectors, agrees but for
one.
"""

from __future__ import annotations

import base64
import hashlib
import hmac

import pyrage
import pytest
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from metanoia.domain.errors import ShareUnreadable
from metanoia.exchange import bundle_reader
from metanoia.vault import scrypt_age
from metanoia.vault.scrypt_age import CHUNK, AgeError

SECRET = "the lake was quiet before seven"
SALT, FILE_KEY, NONCE = bytes(range(16)), bytes(range(16, 32)), bytes(range(32, 48))
LOG_N = 2


def b64(raw: bytes) -> str:
    return base64.b64encode(raw).decode().rstrip("=")


def derived(salt: bytes, info: bytes, key: bytes = FILE_KEY) -> bytes:
    return HKDF(SHA256(), 32, salt, info).derive(key)


def stanza(
    *, salt: bytes = SALT, written: str | None = None, factor: object = LOG_N, label: str = "scrypt",
    more: str = "", key: bytes = FILE_KEY, log_n: int = LOG_N, end: str = "",
) -> str:  # fmt: skip
    secret = hashlib.scrypt(
        SECRET.encode(),
        salt=b"age-encryption.org/v1/scrypt" + salt,
        n=1 << log_n,
        r=8,
        p=1,
        dklen=32,
    )
    body = b64(ChaCha20Poly1305(secret).encrypt(bytes(12), key, None))
    said = " ".join(
        f"-> {label} {b64(salt) if written is None else written} {factor}{more}".split()
    )
    lines = [body[at : at + 64] for at in range(0, len(body) + 1, 64)]
    return f"{said}\n" + "\n".join(lines) + end + "\n"


def age(
    *stanzas: str, version: str = "age-encryption.org/v1", mac: str | None = None, before_mac: str = " ",
    end: str = "\n", key: bytes = FILE_KEY, content: bytes | None = None,
) -> bytes:  # fmt: skip
    head = f"{version}\n{''.join(stanzas or [stanza()])}---"
    if mac is None:
        mac = b64(hmac.new(derived(b"", b"header", key), head.encode(), hashlib.sha256).digest())
    return (head + before_mac + mac + end).encode() + (
        chunks(b"a day") if content is None else content
    )


def chunks(*found: bytes, last: bool = True, nonce: bytes = NONCE) -> bytes:
    cipher = ChaCha20Poly1305(derived(nonce, b"payload"))
    sealed = b"".join(
        cipher.encrypt(
            at.to_bytes(11, "big") + (b"\1" if last and at == len(found) - 1 else b"\0"), one, None
        )
        for at, one in enumerate(found)
    )
    return nonce + sealed


def not_canonical(text: str) -> str:
    """Set a bit behind the last byte, which a reader that is not strict ignores."""
    signs = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
    return text[:-1] + signs[signs.index(text[-1]) + 1]


GOOD_MAC = age().split(b"--- ")[1].split(b"\n")[0].decode()
WRONG = {
    "another version": age(version="age-encryption.org/v2"),
    "a first line with a carriage return": age(version="age-encryption.org/v1\r"),
    "no stanza": age(""),
    "two stanzas": age(stanza(), stanza()),
    "a stanza that nobody knows beside it": age(stanza(), "-> grease x\nAAAA\n"),
    "a key beside it": age(stanza(), f"-> X25519 {'A' * 43}\n{'A' * 43}\n"),
    "a label in capitals": age(stanza(label="Scrypt")),
    "an argument too many": age(stanza(more=" x")),
    "a factor that is missing": age(stanza(factor="")),
    "a factor of zero": age(stanza(factor=0, log_n=1)),
    "a factor below zero": age(stanza(factor=-2)),
    "a factor with a plus": age(stanza(factor="+2")),
    "a factor with a zero before it": age(stanza(factor="02")),
    "a factor in hexadecimal": age(stanza(factor="0x2")),
    "a factor with letters": age(stanza(factor="2a")),
    "a factor with letters before": age(stanza(factor="a2")),
    "a factor of other digits": age(stanza(factor="٢")),
    "a factor of 63": age(stanza(factor=63)),
    "a factor that overflows": age(stanza(factor=18446744073709551618)),
    "another factor than was used": age(stanza(factor=3)),
    "a salt of fifteen bytes": age(stanza(salt=SALT[:-1])),
    "a salt of seventeen bytes": age(stanza(salt=SALT + b"x")),
    "a salt that is missing": age(stanza(written="")),
    "a salt not written canonically": age(stanza(written=not_canonical(b64(SALT)))),
    "a salt with padding": age(stanza(written=b64(SALT) + "==")),
    "a file key of fifteen bytes": age(stanza(key=FILE_KEY[:-1]), key=FILE_KEY[:-1]),
    "a file key of 32 bytes": age(stanza(key=FILE_KEY * 2), key=FILE_KEY * 2),
    "a body with padding": age(stanza(end="=")),
    "a body not written canonically": age(not_canonical(stanza()[:-1]) + "\n"),
    "two spaces in a stanza": age(stanza().replace(" ", "  ", 1)),
    "a tab in a stanza": age(stanza().replace("scrypt ", "scrypt\t", 1)),
    "no body": age(stanza().split("\n")[0] + "\n"),
    "a MAC of another text": age(mac=b64(bytes(32))),
    "a MAC not written canonically": age(mac=not_canonical(GOOD_MAC)),
    "a MAC with padding": age(mac=GOOD_MAC + "="),
    "a MAC cut": age(mac=GOOD_MAC[:-1]),
    "a MAC with more behind": age(mac=GOOD_MAC + "A"),
    "a MAC with a space behind": age(mac=GOOD_MAC + " "),
    "a MAC with two spaces before": age(before_mac="  "),
    "a MAC without a space": age(before_mac=""),
    "no MAC": age(mac="", before_mac=""),
    "a carriage return in the end": age(end="\r\n"),
    "no content": age(content=b""),
    "a nonce cut": age(content=NONCE[:-1]),
    "a nonce alone": age(content=NONCE),
    "a chunk that is not the last alone": age(content=chunks(b"a day", last=False)),
    "a last chunk that is missing": age(content=chunks(bytes(CHUNK), last=False)),
    "a last chunk that is empty": age(content=chunks(bytes(CHUNK), b"")),
    "a first chunk that is short": age(content=chunks(bytes(CHUNK - 1), b"x")),
    "a chunk too long": age(content=chunks(bytes(CHUNK + 1))),
    "two chunks for one": age(content=chunks(bytes(CHUNK)) + chunks(b"x")[16:]),
    "bytes behind the end": age(content=chunks(b"a day") + b"x"),
    "a tag cut": age(content=chunks(b"a day")[:-1]),
}
RIGHT = {
    "plain": (age(), b"a day"),
    "nothing in it": (age(content=chunks(b"")), b""),
    "a chunk that is full": (age(content=chunks(bytes(CHUNK))), bytes(CHUNK)),
    "two chunks": (age(content=chunks(bytes(CHUNK), b"x")), bytes(CHUNK) + b"x"),
    "a factor of two digits": (age(stanza(factor=10, log_n=10)), b"a day"),
}


@pytest.mark.parametrize("name", RIGHT)
def test_what_is_right_opens_with_both(name):
    sealed, plain = RIGHT[name]
    assert scrypt_age.decrypt(sealed, SECRET) == pyrage.passphrase.decrypt(sealed, SECRET) == plain
    assert bundle_reader.scan(sealed) == "words"


@pytest.mark.parametrize("name", WRONG)
def test_what_is_wrong_opens_with_neither(name):
    with pytest.raises(AgeError):
        scrypt_age.decrypt(WRONG[name], SECRET, max_log_n=12)
    if name != "a factor with letters":  # it reads the digits before them
        with pytest.raises(pyrage.DecryptError):
            pyrage.passphrase.decrypt(WRONG[name], SECRET)
    with pytest.raises(ShareUnreadable):
        bundle_reader.open_with_words(WRONG[name], SECRET)
