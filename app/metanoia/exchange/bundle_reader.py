"""Opening a sealed file from a stranger: into memory only, within limits, whole and signed or not at all."""

from __future__ import annotations

import hashlib
import io
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from metanoia.exchange import archive, manifest, reply_manifest
from metanoia.exchange.bundle import SEALED_BYTES
from metanoia.exchange.manifest import MANIFEST, SIGNATURE, Manifest, Part
from metanoia.exchange.refusals import unreadable
from metanoia.exchange.reply_manifest import ReplyManifest
from metanoia.vault import scrypt_age, sshsig

Listed = TypeVar("Listed", Manifest, ReplyManifest)

HEADER_BYTES = 16 << 10
STANZA_LIMIT = 65  # 64 people, and the meaningless one that age adds so that readers stay tolerant

_FIRST_LINE = b"age-encryption.org/v1\n"
_STANZA = re.compile(rb"-> ([!-~]+)((?: [!-~]+)*)\n((?:[A-Za-z0-9+/]{64}\n)*[A-Za-z0-9+/]{0,63}\n)")
_MAC = re.compile(rb"--- [A-Za-z0-9+/]{43}\n")
_FACTOR = re.compile(rb"[1-9][0-9]?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Bundle(Generic[Listed]):
    """A container whose every byte is listed and hashed, and signed by the key its manifest names."""

    manifest: Listed
    manifest_json: bytes
    members: Mapping[str, bytes]
    signature: bytes = b""  # armored, as it lies in the container; empty where there is none


def open_with_key(
    sealed: bytes, secret: str, recipient: str, kind: str = "export"
) -> Bundle[Manifest]:
    """Open a file that was sealed for the age identity ``secret``, whose public half is ``recipient``.

    Raises ShareUnreadable; nothing is ever written to disk.
    """
    if scan(sealed) == "words":
        raise unreadable("needs-words")
    bundle = unpack(_decrypt(sealed, secret), kind)
    # The list is inside the signature: whoever seals it anew for a third person cannot change it.
    if recipient not in bundle.manifest.recipients:
        raise unreadable("not-addressed-to-me")
    return bundle


def open_with_words(sealed: bytes, words: str, kind: str = "export") -> Bundle[Manifest]:
    """Open a file that was sealed with ``words``; capitals and spare spaces are forgiven."""
    if scan(sealed) == "keys":
        raise unreadable("needs-key")
    bundle = unpack(_decrypt_words(sealed, words), kind)
    if bundle.manifest.recipients:
        raise unreadable("not-addressed-to-me")
    return bundle


def scan(sealed: bytes) -> str:
    """Return how the file opens, "keys" or "words", from its header alone; ShareUnreadable if it is none.

    Decrypting costs time that grows with the stanzas and the work factor, so both are checked first.
    """
    if not sealed:
        raise unreadable("empty")
    if len(sealed) > SEALED_BYTES:
        raise unreadable("too-large")
    if sealed.startswith(b"-----BEGIN AGE"):
        raise unreadable("armored")
    head = sealed[:HEADER_BYTES]
    if not head.startswith(_FIRST_LINE):
        cut = _FIRST_LINE.startswith(head)
        raise unreadable("truncated" if cut else "not-a-share")
    stanzas, at = [], len(_FIRST_LINE)
    while stanza := _STANZA.match(head, at):
        stanzas.append((stanza[1], stanza[2].split()))
        at = stanza.end()
        if len(stanzas) > STANZA_LIMIT:
            raise unreadable("too-many-recipients")
    if not _MAC.match(head, at):
        raise unreadable("truncated" if len(sealed) <= at + 160 else "header")
    return _opens_by(stanzas)


def unpack(packed: bytes, kind: str) -> Bundle[Manifest]:
    """Return the checked content of a ZIP that was sealed; ShareUnreadable if anything is wrong."""
    with archive.Archive(packed) as found:
        manifest_json = found.read(MANIFEST, manifest.MANIFEST_LIMIT)
        fields = manifest.parse(manifest_json)
        if SIGNATURE not in found.names:
            raise unreadable("signature-missing")
        signature = found.read(SIGNATURE, 4096)
        signer = _signer(signature, manifest_json)
        listed = manifest.read(fields, kind)
        if listed.sender.key != signer:
            raise unreadable("sender-mismatch")
        members = _members(found, listed.files)
    return Bundle(
        manifest=listed, manifest_json=manifest_json, members=members, signature=signature
    )


def open_reply(sealed: bytes, secret: str, recipient: str) -> Bundle[ReplyManifest]:
    """Open a reply that was sealed for the age identity ``secret``, whose public half is ``recipient``.

    It is signed, or names the token of the share; which of the two counts is for the caller to check.
    Raises ShareUnreadable; nothing is ever written to disk.
    """
    if scan(sealed) == "words":
        raise unreadable("needs-words")
    with archive.Archive(_decrypt(sealed, secret)) as found:
        manifest_json = found.read(MANIFEST, manifest.MANIFEST_LIMIT)
        listed = reply_manifest.read(manifest.parse(manifest_json))
        if SIGNATURE in found.names:
            if listed.key != _signer(found.read(SIGNATURE, 4096), manifest_json):
                raise unreadable("sender-mismatch")
        elif listed.key is not None or listed.token is None:
            raise unreadable("signature-missing")
        if recipient not in listed.recipients:
            raise unreadable("not-addressed-to-me")
        members = _members(found, listed.files)
    return Bundle(manifest=listed, manifest_json=manifest_json, members=members)


def _members(found: archive.Archive, files: Sequence[Part]) -> dict[str, bytes]:
    members: dict[str, bytes] = {}
    for part in files:
        if part.name in members or part.name in (MANIFEST, SIGNATURE):
            raise unreadable("manifest")
        data = found.read(part.name)
        if len(data) != part.size or hashlib.sha256(data).hexdigest() != part.sha256:
            raise unreadable("hash")
        members[part.name] = data
    if set(found.names) - set(members) - {MANIFEST, SIGNATURE}:
        raise unreadable("unlisted-member")
    return members


def _opens_by(stanzas: list[tuple[bytes, list[bytes]]]) -> str:
    if not stanzas:
        raise unreadable("header")
    if not any(kind == b"scrypt" for kind, _ in stanzas):
        return "keys"
    if len(stanzas) > 1:
        raise unreadable("header")
    arguments = stanzas[0][1]
    if len(arguments) != 2 or not _FACTOR.fullmatch(arguments[1]):
        raise unreadable("header")
    if int(arguments[1]) > scrypt_age.MAX_LOG_N:
        raise unreadable("work-factor")
    return "words"


def _decrypt(sealed: bytes, secret: str) -> bytes:
    import pyrage

    try:
        identity = pyrage.x25519.Identity.from_str(secret)
    except (ValueError, pyrage.IdentityError):
        raise unreadable("bad-key") from None
    out = io.BytesIO()
    try:
        pyrage.decrypt_io(io.BytesIO(sealed), out, [identity])
    except (pyrage.DecryptError, OSError, ValueError) as error:
        strange = "No matching keys" in str(error)
        raise unreadable("not-for-me" if strange else "damaged") from None
    return out.getvalue()


def _decrypt_words(sealed: bytes, words: str) -> bytes:
    typed = words.strip("\r\n")
    for attempt in dict.fromkeys((typed, " ".join(typed.lower().split()))):
        try:
            return scrypt_age.decrypt(sealed, attempt)
        except scrypt_age.AgeWrongPassphrase:
            continue
        except scrypt_age.AgeDamaged:
            raise unreadable("damaged") from None
    raise unreadable("wrong-words")


def _signer(armored: bytes, message: bytes) -> bytes:
    try:
        return sshsig.verify(armored.decode("ascii"), message)
    except (sshsig.SignatureMalformed, UnicodeDecodeError):
        raise unreadable("signature-malformed") from None
    except sshsig.SignatureWrong:
        raise unreadable("signature-wrong") from None
