"""The contact card: what somebody needs to seal for a person, and to know that person's signature."""

from __future__ import annotations

import io
import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from metanoia.domain.errors import Refused
from metanoia.domain.shares import NAME_LIMIT
from metanoia.exchange import manifest, strict_json
from metanoia.vault import keys, sshsig

if TYPE_CHECKING:
    from segno import QRCode

FORMAT = "metanoia-contact"
VERSION = 1
CARD_BYTES = 16 << 10
HEADING = "Metanoia contact card"

_LINE = re.compile(r"(name|age|ssh|fingerprint):[ \t]*(.*?)[ \t]*", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactCard:
    """A name, the age recipient to seal for, and the Ed25519 key (32 bytes) that signs."""

    name: str
    age_recipient: str
    signing_key: bytes

    @property
    def fingerprint(self) -> str:
        """Six groups of five digits over both keys, to compare by reading them aloud."""
        return fingerprint(self.age_recipient, self.signing_key)


def fingerprint(age_recipient: str, signing_key: bytes) -> str:
    """Return a person's six groups of five digits: over both keys, so that neither can be swapped."""
    return keys.fingerprint(signing_key + age_recipient.encode())


def as_text(card: ContactCard) -> str:
    """Return the card as five lines that a person can read and send."""
    return (
        f"{HEADING}\nname: {card.name}\nage: {card.age_recipient}\n"
        f"ssh: {sshsig.public_line(card.signing_key)}\nfingerprint: {card.fingerprint}\n"
    )


def as_json(card: ContactCard) -> str:
    """Return the card as one JSON value (``format version name age ssh fingerprint``)."""
    fields = {
        "format": FORMAT,
        "version": VERSION,
        "name": card.name,
        "age": card.age_recipient,
        "ssh": sshsig.public_line(card.signing_key),
        "fingerprint": card.fingerprint,
    }
    return json.dumps(fields, ensure_ascii=False)


def parse(text: str) -> ContactCard:
    """Return the card that was pasted or scanned, as text or JSON; Refused says what is wrong with it."""
    if len(text.encode("utf-8", "replace")) > CARD_BYTES:
        raise Refused("That is too long for a contact card.")
    fields = _from_json(text) if text.lstrip("\ufeff \t\r\n").startswith("{") else _from_text(text)
    name = " ".join(fields.get("name", "").split())
    if not name or len(name) > NAME_LIMIT or not name.isprintable():
        raise Refused(f"The contact card has no name of at most {NAME_LIMIT} plain characters.")
    try:
        age_recipient = manifest.recipient(fields.get("age", "").lower())
    except ValueError:
        raise Refused(
            "The contact card has no whole age key (age1 and 58 more signs). Ask for the card again."
        ) from None
    try:
        signing_key = manifest.ssh_key(fields.get("ssh", ""))
    except ValueError:
        raise Refused(
            "The contact card has no whole signing key (ssh-ed25519 AAAA...). Ask for the card again."
        ) from None
    card = ContactCard(name=name, age_recipient=age_recipient, signing_key=signing_key)
    said = "".join(fields.get("fingerprint", "").split())
    if said and said != card.fingerprint.replace(" ", ""):
        raise Refused(
            "The fingerprint on the contact card does not fit its keys: it was changed or copied "
            "wrongly. Ask for the card again."
        )
    return card


def qr_svg(card: ContactCard, *, dark: str = "#000", light: str = "#fff") -> bytes:
    """Return the card as a QR code in SVG, with the quiet zone around it."""
    out = io.BytesIO()
    _qr(card).save(out, kind="svg", dark=dark, light=light, border=4)
    return out.getvalue()


def _qr(card: ContactCard) -> QRCode:
    import segno

    # Left to choose, it takes Latin-1 for "Änne", which readers take for Japanese.
    return segno.make(as_json(card), micro=False, error="m", encoding="utf-8")


def _from_json(text: str) -> dict[str, str]:
    try:
        found = strict_json.parse(text.strip("\ufeff \t\r\n").encode(), CARD_BYTES)
    except ValueError:
        raise Refused("That contact card cannot be read. Ask for it again.") from None
    if found.get("format") != FORMAT:
        raise Refused("That is not a contact card of Metanoia.")
    if found.get("version") != VERSION:
        raise Refused("That contact card was made by a newer Metanoia. Install that version.")
    return {key: value for key, value in found.items() if isinstance(value, str)}


def _from_text(text: str) -> dict[str, str]:
    lines = [line.strip("\ufeff \t\r") for line in text.split("\n")]
    if HEADING not in lines:
        raise Refused(
            "That is not a contact card of Metanoia. It begins with the line "
            f"“{HEADING}”; paste it whole."
        )
    fields: dict[str, str] = {}
    for line in lines:
        if found := _LINE.fullmatch(line):
            key = found[1].lower()
            if key in fields:
                raise Refused(f"The contact card says “{key}” twice. Ask for the card again.")
            fields[key] = found[2]
    return fields
