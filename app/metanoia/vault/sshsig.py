"""Signatures that ``ssh-keygen -Y verify`` checks: SSHSIG with Ed25519 (openssh PROTOCOL.sshsig)."""

from __future__ import annotations

import base64
import hashlib
import re
import struct

NAMESPACE = "bundle@metanoia.v1"

_KEY_TYPE = b"ssh-ed25519"
_MAGIC = b"SSHSIG"
_BEGIN, _END = "-----BEGIN SSH SIGNATURE-----", "-----END SSH SIGNATURE-----"
_ARMOR = re.compile(rf"{_BEGIN}\r?\n([A-Za-z0-9+/=\r\n]{{1,2000}})\r?\n{_END}(?:\r?\n)?")
_LINE = 70
_SIZE_LIMIT = 4096


class SignatureError(Exception):
    """A signature that proves nothing."""


class SignatureMalformed(SignatureError):
    """The text is no Ed25519 signature for a share."""


class SignatureWrong(SignatureError):
    """The signature is well formed and does not belong to this message."""


def sign(seed: bytes, message: bytes) -> str:
    """Return the armored signature of ``message`` by the Ed25519 private key ``seed`` (32 bytes)."""
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    key = Ed25519PrivateKey.from_private_bytes(seed)
    blob = b"".join(
        (
            _MAGIC,
            struct.pack(">I", 1),
            _string(_public_blob(key.public_key().public_bytes_raw())),
            _string(NAMESPACE.encode()),
            _string(b""),
            _string(b"sha512"),
            _string(_string(_KEY_TYPE) + _string(key.sign(_signed(message)))),
        )
    )
    text = base64.b64encode(blob).decode()
    lines = [text[i : i + _LINE] for i in range(0, len(text), _LINE)]
    return "\n".join((_BEGIN, *lines, _END, ""))


def verify(armored: str, message: bytes) -> bytes:
    """Return the signer's public key (32 bytes); SignatureMalformed or SignatureWrong.

    Who owns the key is for the caller to know.
    """
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

    public, signature = _parse(armored)
    try:
        Ed25519PublicKey.from_public_bytes(public).verify(signature, _signed(message))
    except (InvalidSignature, ValueError):
        raise SignatureWrong("the signature does not fit what was signed") from None
    return public


def public_key(seed: bytes) -> bytes:
    """Return the public key (32 bytes) of the Ed25519 private key ``seed`` (32 bytes)."""
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    return Ed25519PrivateKey.from_private_bytes(seed).public_key().public_bytes_raw()


def public_line(public: bytes, comment: str = "metanoia") -> str:
    """Return a public key (32 bytes) as OpenSSH writes it: "ssh-ed25519 AAAA... comment"."""
    return f"ssh-ed25519 {base64.b64encode(_public_blob(public)).decode()} {comment}"


def _parse(armored: str) -> tuple[bytes, bytes]:
    """Return the public key (32 bytes) and the bare signature (64 bytes)."""
    found = _ARMOR.fullmatch(armored[:_SIZE_LIMIT])
    if found is None:
        raise SignatureMalformed("it is not an armored SSH signature")
    try:
        blob = base64.b64decode(re.sub(r"[\r\n]", "", found[1]), validate=True)
        if blob[:10] != _MAGIC + struct.pack(">I", 1):
            raise ValueError("another format or version")
        public_blob, namespace, reserved, digest, signature_blob = _strings(blob[10:])
        key_type, public = _strings(public_blob)
        signature_type, signature = _strings(signature_blob)
    except (ValueError, struct.error) as error:
        raise SignatureMalformed(str(error)) from None
    if (namespace, reserved, digest) != (NAMESPACE.encode(), b"", b"sha512"):
        raise SignatureMalformed("it was made for another purpose")
    if (key_type, signature_type) != (_KEY_TYPE, _KEY_TYPE):
        raise SignatureMalformed("it is not an Ed25519 signature")
    if (len(public), len(signature)) != (32, 64):
        raise SignatureMalformed("a part of it is too long or too short")
    return public, signature


def _signed(message: bytes) -> bytes:
    digest = hashlib.sha512(message).digest()
    parts = (NAMESPACE.encode(), b"", b"sha512", digest)
    return _MAGIC + b"".join(_string(part) for part in parts)


def _public_blob(public: bytes) -> bytes:
    return _string(_KEY_TYPE) + _string(public)


def _string(value: bytes) -> bytes:
    return struct.pack(">I", len(value)) + value


def _strings(blob: bytes) -> list[bytes]:
    """Return the length-prefixed strings that fill ``blob`` exactly; ValueError if they do not."""
    found, at = [], 0
    while at < len(blob):
        (size,) = struct.unpack_from(">I", blob, at)
        at += 4 + size
        if at > len(blob):
            raise ValueError("a string ends too late")
        found.append(blob[at - size : at])
    return found
