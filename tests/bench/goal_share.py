"""A share of 200 entries with 10 pictures: checked, sealed for a key and opened, each in under a second.

The yardsticks are the bare work: Markdown drawn and cleaned entry by entry for the check, the same bytes
packed and encrypted for the sealing, decrypted, unpacked and hashed for the opening.
"""

from __future__ import annotations

import hashlib
import io
import shutil
import zipfile
from typing import Any

import common
import corpus
import filled
import pyrage

from metanoia.domain.entries import EntryId
from metanoia.domain.private_terms import PrivateTerm
from metanoia.domain.shares import ShareRequest
from metanoia.exchange import seal
from metanoia.exchange.desk import open_share
from metanoia.journal import Journal
from metanoia.text.anchors import select
from metanoia.text.markdown import render

ENTRIES, PICTURES, PICTURE_BYTES = 200, 10, 1_000_000
ROUNDS = 5
# a whole JPEG in its first bytes; browsers and readers pass over what follows its end
_JPEG = bytes.fromhex("ffd8ffe000104a46494600010100000100010000ffd9")


def measure(_sizes: list[int]) -> list[common.Ratio]:
    """Share the whole of a small journal, step by step."""
    folder = filled.SCRATCH / "share"
    shutil.rmtree(folder, ignore_errors=True)
    journal, _ = Journal.create(folder, filled.PASSPHRASE, log_n=10)
    with journal:
        request = _filled(journal)
        own = journal.identity.get()
        checked = seal.check(journal, request)
        if checked.payload is None:
            raise AssertionError(checked.problems)
        members, to = checked.payload.members, seal.ForKeys((own.age_recipient,))
        bodies = [journal.entries.get(entry).body for entry in request.entries]
        sealing = seal.prepare(journal, checked, to)
        sealed, kept = sealing.sealed(), _by_hand(members, own.age_recipient)
        sealed_times = [_sealing(journal, request, turn) for turn in range(ROUNDS)]
        return [
            common.paired(
                "--", "check a share, to drawing its Markdown", ENTRIES,
                [lambda: seal.check(journal, request)] * ROUNDS,
                [lambda: [render(body) for body in bodies]] * ROUNDS, clock=common.wall,
            ),
            common.compared(
                "--", "seal it and keep its record, to zip and age", ENTRIES,
                [(ours, common.timed(lambda: _by_hand(members, own.age_recipient), common.wall))
                 for ours in sealed_times],
            ),
            common.paired(
                "--", "open it, to age, unzip and hash", ENTRIES,
                [lambda: open_share(sealed, identity=own)] * ROUNDS,
                [lambda: _opened_by_hand(kept, own.age_secret)] * ROUNDS, clock=common.wall,
            ),
        ]  # fmt: skip


def _filled(journal: Journal) -> ShareRequest:
    journal.entries.add_many(list(corpus.entries(ENTRIES)), None)
    entries = [EntryId(id_) for (id_,) in journal.entries._all("SELECT id FROM entry ORDER BY n")]
    for number, entry in enumerate(entries[:PICTURES]):
        picture = _JPEG + hashlib.shake_128(bytes([number])).digest(PICTURE_BYTES)
        journal.attachments.add(entry, f"{number}.jpg", picture, mime="image/jpeg")
    body = journal.entries.get(entries[0]).body
    journal.redactions.add(("entry", str(entries[0])), "body", select(body, 0, 40))
    journal.private_terms.keep([PrivateTerm("Quillon Ash"), PrivateTerm("Sam")])
    return ShareRequest(entries=tuple(entries), sender="Mara", attachments=True)


def _sealing(journal: Journal, request: ShareRequest, turn: int) -> float:
    checked = seal.check(journal, request)
    to = seal.ForKeys((journal.identity.get().age_recipient,))
    dest = filled.SCRATCH / f"share{turn}.metanoia"
    return common.timed(lambda: seal.seal(journal, checked, to, dest, force=True), common.wall)


def _by_hand(members: dict[str, bytes], recipient: str) -> Any:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return pyrage.encrypt(out.getvalue(), [pyrage.x25519.Recipient.from_str(recipient)])


def _opened_by_hand(sealed: bytes, secret: str) -> list[str]:
    packed = pyrage.decrypt(sealed, [pyrage.x25519.Identity.from_str(secret)])
    with zipfile.ZipFile(io.BytesIO(packed)) as archive:
        return [hashlib.sha256(archive.read(name)).hexdigest() for name in archive.namelist()]
