"""The table of contents of a sealed file: what it is, who made it, for whom, and the hash of each part."""

from __future__ import annotations

import base64
import binascii
import datetime as dt
import hashlib
import json
import re
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from metanoia import __version__
from metanoia.domain.shares import NAME_LIMIT
from metanoia.exchange import strict_json
from metanoia.exchange.refusals import unreadable
from metanoia.vault import sshsig, stamps

FORMAT = "metanoia-bundle"
VERSION = 1
KINDS = ("export", "review", "contact")
MANIFEST = "manifest.json"
SIGNATURE = "manifest.json.sig"
MANIFEST_LIMIT = 4 << 20
RECIPIENT_LIMIT = 64
TOKEN_BYTES = 32

# Lower case only: bech32 allows no mixture, and one writing for each key makes them comparable.
RECIPIENT = re.compile(r"age1[02-9ac-hj-np-z]{58}")
_SSH = re.compile(r"ssh-ed25519 ([A-Za-z0-9+/]{68})(?: [ -~]{0,100})?")
_SHA256 = re.compile(r"[0-9a-f]{64}")
# Controls and signs that turn text round: a line of a stranger's must not say other than it shows.
_HIDDEN = re.compile("[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069]")
_SSH_HEAD = b"\0\0\0\x0bssh-ed25519\0\0\0 "


@dataclass(frozen=True, slots=True, kw_only=True)
class Sender:
    """Who sealed a file: a name, the age recipient, and the Ed25519 public key (32 bytes)."""

    name: str
    age: str
    key: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One member of the container as the manifest lists it."""

    name: str
    size: int  # bytes
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """What the signed table of contents says; ``recipients`` is empty for a share sealed by words."""

    kind: str
    bundle_id: str
    created: dt.datetime
    sender: Sender
    reply_to: str
    recipients: tuple[str, ...]
    files: tuple[Part, ...]


def write(
    members: Mapping[str, bytes],
    *,
    bundle_id: str,
    created: dt.datetime,
    sender: Sender,
    recipients: Sequence[str],
) -> bytes:
    """Return manifest.json of a share with these members, byte for byte as it will be signed."""
    return listing(
        members,
        kind="export",
        bundle_id=bundle_id,
        created=stamps.stamp(created),
        sender=said_of(sender),
        reply_to={"age": sender.age},
        recipients=list(recipients),
    )


def said_of(sender: Sender) -> dict[str, str]:
    """Return what a manifest says of who signs it."""
    return {"name": sender.name, "age": sender.age, "ssh": sshsig.public_line(sender.key)}


def listing(members: Mapping[str, bytes], **said: object) -> bytes:
    """Return a manifest.json that says this, and lists the members with their hashes."""
    listed = {
        "format": FORMAT,
        "version": VERSION,
        "min_reader": VERSION,
        "app": f"Metanoia {__version__}",
        **said,
        "files": [
            {
                "name": name,
                "size": len(data),
                "sha256": hashlib.sha256(data).hexdigest(),
                "media": media(name),
            }
            for name, data in sorted(members.items())
        ],
    }
    return json.dumps(listed, ensure_ascii=False, sort_keys=True, indent=1).encode()


FIRST_YEAR, LAST_YEAR = 1000, 9000  # of a stranger's days: calendars end at 1 and 9999

MEDIA = {
    "json": "application/json", "md": "text/markdown", "txt": "text/plain", "html": "text/html",
    "jpg": "image/jpeg", "png": "image/png", "webp": "image/webp", "gif": "image/gif",
    "pdf": "application/pdf", "csv": "text/csv", "mp3": "audio/mpeg", "m4a": "audio/mp4",
    "ogg": "audio/ogg", "wav": "audio/x-wav", "mp4": "video/mp4",
    "odt": "application/vnd.oasis.opendocument.text",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}  # fmt: skip


def media(name: str) -> str:
    """Return the media type of a member by its ending."""
    return MEDIA.get(name.rpartition(".")[2], "application/octet-stream")


def parse(raw: bytes) -> dict[str, Any]:
    """Return the fields of manifest.json, none checked but format and version.

    Raises ShareUnreadable ("manifest", "newer-version").
    """
    try:
        found = strict_json.parse(raw, MANIFEST_LIMIT)
    except ValueError:
        raise unreadable("manifest") from None
    if not isinstance(found, dict) or found.get("format") != FORMAT:
        raise unreadable("manifest")
    needed = found.get("min_reader")
    if type(needed) is not int or needed < 1:
        raise unreadable("manifest")
    if needed > VERSION:
        raise unreadable("newer-version")
    return found


def read(fields: dict[str, Any], kind: str) -> Manifest:
    """Return the checked manifest of a file of this ``kind``; ShareUnreadable otherwise."""
    if fields.get("kind") in KINDS and fields["kind"] != kind:
        raise unreadable("wrong-kind")
    try:
        sender = fields["sender"]
        return Manifest(
            kind=_one_of(fields["kind"], KINDS),
            bundle_id=identifier(fields["bundle_id"]),
            created=moment(fields["created"]),
            sender=Sender(
                name=text(sender["name"], NAME_LIMIT),
                age=recipient(sender["age"]),
                key=ssh_key(sender["ssh"]),
            ),
            reply_to=recipient(fields["reply_to"]["age"]),
            recipients=recipient_list(fields["recipients"]),
            files=file_list(fields["files"]),
        )
    except (KeyError, TypeError, ValueError, AttributeError):
        raise unreadable("manifest") from None


def recipient(text: object) -> str:
    """Return an age recipient ("age1...", 62 signs) as it is; ValueError for anything else."""
    if not isinstance(text, str) or not RECIPIENT.fullmatch(text):
        raise ValueError("not an age recipient")
    return text


def ssh_key(text: object) -> bytes:
    """Return the 32 bytes of "ssh-ed25519 AAAA... comment"; ValueError for anything else."""
    found = _SSH.fullmatch(text) if isinstance(text, str) else None
    if found is None:
        raise ValueError("not an Ed25519 key")
    blob = base64.b64decode(found[1])
    if not blob.startswith(_SSH_HEAD):
        raise ValueError("not an Ed25519 key")
    return blob[-32:]


def identifier(found: object) -> str:
    """Return a UUID in its usual writing of 36 signs; ValueError for anything else."""
    return str(uuid.UUID(text(found, 36)))


def moment(found: object) -> dt.datetime:
    """Return a moment; ValueError for one with which no clock can reckon in every zone, forth and back."""
    at = stamps.parse(found)
    if not FIRST_YEAR <= at.year <= LAST_YEAR:
        raise ValueError("moment")
    return at


def shown_name(found: object) -> str:
    """Return who a sealed file says it is from, for one line; ValueError for anything but a text."""
    return line(found, NAME_LIMIT) or "Somebody without a name"


def line(found: object, limit: int) -> str:
    """Return a text for one line, with a mark for each sign that could make it show other than it is."""
    return _HIDDEN.sub("\N{REPLACEMENT CHARACTER}", text(found, limit))


def token(found: object) -> bytes:
    """Return the 32 bytes of a share's token in base64; ValueError for anything else."""
    try:
        raw = base64.b64decode(text(found, 44), validate=True)
    except binascii.Error:
        raise ValueError("token") from None
    if len(raw) != TOKEN_BYTES:
        raise ValueError("token")
    return raw


def recipient_list(found: object) -> tuple[str, ...]:
    """Return the age recipients of a manifest; ValueError for anything else."""
    if not isinstance(found, list) or len(found) > RECIPIENT_LIMIT:
        raise ValueError("recipients")
    return tuple(recipient(text) for text in found)


def file_list(found: object) -> tuple[Part, ...]:
    """Return the parts that a manifest lists; TypeError, KeyError or ValueError for anything else."""
    if not isinstance(found, list):
        raise TypeError("files")
    return tuple(
        Part(name=text(one["name"], 200), size=_size(one["size"]), sha256=sha256(one["sha256"]))
        for one in found
    )


def text(found: object, limit: int) -> str:
    """Return a text of at most ``limit`` characters as it is; ValueError for anything else."""
    if not isinstance(found, str) or len(found) > limit:
        raise ValueError("text")
    found.encode()  # half a character (a lone surrogate) is a ValueError
    return found


def _one_of(found: object, choices: Sequence[str]) -> str:
    if found not in choices:
        raise ValueError("choice")
    return str(found)


def _size(found: object) -> int:
    if type(found) is not int or found < 0:
        raise ValueError("size")
    return found


def sha256(found: object) -> str:
    """Return 64 lower-case hex signs as they are; ValueError for anything else."""
    if not isinstance(found, str) or not _SHA256.fullmatch(found):
        raise ValueError("hash")
    return found
