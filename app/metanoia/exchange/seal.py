"""Choose, check, seal: the way of a share from the open journal to a file, and its record kept behind.

``check`` and ``prepare`` read the journal; ``Sealing.sealed`` is slow, plain work for a worker;
``publish`` writes the file and the record. ``seal`` is all three in one.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import hashlib
import json
from dataclasses import dataclass, field
from pathlib import Path

from metanoia.domain.errors import NotFound, Refused
from metanoia.domain.kinds import Kind
from metanoia.domain.shares import SealedShare
from metanoia.exchange import bundle, checking, manifest, payload, things
from metanoia.exchange.addressees import refuse_unsure
from metanoia.exchange.checking import Checked, check
from metanoia.exchange.hidden_names import HiddenNames, words_of_page
from metanoia.exchange.open_journal import SharingJournal
from metanoia.exchange.payload import Payload
from metanoia.exchange.problems import Problem
from metanoia.exchange.still_read import said_in
from metanoia.vault import keys, scrypt_age, words

__all__ = [
    "Checked", "ForKeys", "ForWords", "Problem", "Sealed", "Sealing", "check", "prepare", "publish", "seal",
]  # fmt: skip

SHARE_WORDS = 6


@dataclass(frozen=True, slots=True)
class ForKeys:
    """Seal for people: age ``recipients``, and the ids of those whom the journal knows."""

    recipients: tuple[str, ...]
    parties: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ForWords:
    """Seal with ``passphrase``, or with six words drawn now; scrypt costs 2**``log_n`` KiB."""

    passphrase: str | None = field(default=None, repr=False)
    log_n: int = scrypt_age.LOG_N


@dataclass(frozen=True, slots=True, kw_only=True)
class Sealing:
    """A checked share on its way to a file: plain values, safe to hand to a worker.

    ``recipients`` are all who can open it, the sender last; none when it opens with words.
    """

    payload: Payload
    manifest_json: bytes
    signing_seed: bytes = field(repr=False)
    recipients: tuple[str, ...]
    to: ForKeys | ForWords
    checked: Checked

    @property
    def words(self) -> str | None:
        """The words that open it, to be said to the reader; None if a key does."""
        return self.to.passphrase if isinstance(self.to, ForWords) else None

    @property
    def file_name(self) -> str:
        """A name for the file that says nothing of its content."""
        return bundle.file_name(self.payload.draw.created.date(), self.payload.draw.share_id)

    def sealed(self) -> bytes:
        """Return the bytes of the sealed file (about a second with words)."""
        packed = bundle.pack(self.payload.members, self.manifest_json, self.signing_seed)
        if isinstance(self.to, ForWords):
            return bundle.seal_with_words(packed, self.to.passphrase or "", self.to.log_n)
        return bundle.seal_for_keys(packed, self.recipients)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sealed:
    """What a person is told after sealing; ``words_to_say`` are shown once and kept nowhere."""

    file: Path
    fingerprint: str
    size: int  # bytes
    words_to_say: str | None = field(repr=False)
    seq: int


def prepare(journal: SharingJournal, checked: Checked, to: ForKeys | ForWords) -> Sealing:
    """Say for whom; what was checked is what leaves.

    Raises Refused for a wrong or unsure key, and if something was deleted, made private, withheld or
    hidden since the check.
    """
    made = checked.payload
    if made is None:
        raise Refused(" ".join(one.sentence for one in checked.problems))
    to = _with_words_drawn(_with_people(journal, to))
    _still_allowed(journal, checked, made, to)
    _still_unnamed(journal, checked, made)
    own = journal.identity.get()
    addressed: tuple[str, ...] = ()
    if isinstance(to, ForKeys):
        refuse_unsure(journal.people, to.recipients, to.parties)
        addressed = bundle.readers(to.recipients, own.age_recipient)
    return Sealing(
        payload=made,
        manifest_json=manifest.write(
            made.members,
            bundle_id=made.draw.share_id,
            created=made.draw.created,
            sender=manifest.Sender(name=made.sender, age=own.age_recipient, key=own.signing_key),
            recipients=addressed,
        ),
        signing_seed=own.signing_seed,
        recipients=addressed,
        to=to,
        checked=checked,
    )


def publish(
    journal: SharingJournal, sealing: Sealing, sealed: bytes, dest: Path, *, force: bool = False
) -> Sealed:
    """Write the sealed file to ``dest`` (a file, or a folder for a neutral name) and keep its record.

    Both happen or neither. Raises WouldOverwrite, Refused, DiskFull, FolderReadOnly, StorageFailed.
    """
    file = dest / sealing.file_name if dest.is_dir() else dest
    made, checked = sealing.payload, sealing.checked
    seq = made.beside.seq
    _still_allowed(journal, checked, made, sealing.to)
    _still_unnamed(journal, checked, made)
    with (
        contextlib.ExitStack() as written,  # which outlasts the change, whose very end may fail
        journal.changes.write(Kind.SHARE, *([Kind.REPLY] if checked.answers else [])),
    ):
        journal.shares.keep(_record(sealing, sealed), made.attached)
        answers = [(one.comment, one.body) for one in checked.answers]
        journal.share_lines.sent(made.draw.share_id, answers)
        written.enter_context(bundle.saved(file, sealed, force=force))
    return Sealed(
        file=file,
        fingerprint=keys.fingerprint(sealing.manifest_json),
        size=len(sealed),
        words_to_say=sealing.words,
        seq=seq,
    )


def seal(
    journal: SharingJournal,
    checked: Checked,
    to: ForKeys | ForWords,
    dest: Path,
    *,
    force: bool = False,
) -> Sealed:
    """Seal what was checked, write it and keep its record, in one go; see prepare and publish."""
    sealing = prepare(journal, checked, to)
    return publish(journal, sealing, sealing.sealed(), dest, force=force)


def _with_words_drawn(to: ForKeys | ForWords) -> ForKeys | ForWords:
    if isinstance(to, ForWords) and to.passphrase is None:
        return ForWords(words.generate(SHARE_WORDS), to.log_n)
    return to


def _with_people(journal: SharingJournal, to: ForKeys | ForWords) -> ForKeys | ForWords:
    """Return for whom it is with every person whose key is among the recipients."""
    if isinstance(to, ForWords):
        return to
    known = [journal.people.by_recipient(recipient) for recipient in to.recipients]
    parties = (*to.parties, *(person.id for person in known if person))
    return ForKeys(to.recipients, tuple(dict.fromkeys(parties)))


def _people(checked: Checked, to: ForKeys | ForWords) -> tuple[str, ...]:
    """Return the ids of all who are known to get it."""
    parties = to.parties if isinstance(to, ForKeys) else ()
    return tuple(dict.fromkeys((*checked.request.readers, *parties)))


def _still_allowed(
    journal: SharingJournal, checked: Checked, made: Payload, to: ForKeys | ForWords
) -> None:
    """Raise Refused if something may not leave any more, or the share was sealed already."""
    request, today = checked.request, dt.datetime.now().astimezone().date()
    _, problems = checking.entries_of(journal, request.entries)
    told = things.collect(journal, request.things, (), today)
    _, why = checking.agreement(journal, request, today)
    sentences = [one.sentence for one in (*problems, *told.problems)] + ([why] if why else [])
    if sentences:
        raise Refused(" ".join(sentences))
    if set(checking.regarded(journal, _people(checked, to))) - checked.redactions:
        raise Refused("Something is withheld from these readers since. Check the share again.")
    with contextlib.suppress(NotFound):
        journal.shares.get(made.draw.share_id)
        raise Refused("This share was sealed already. Check it once more to seal it again.")
    if journal.shares.next_seq() != made.beside.seq:
        raise Refused("Another share was sealed since. Check this one again.")


def _still_unnamed(journal: SharingJournal, checked: Checked, made: Payload) -> None:
    """Raise Refused if a name that the share says was put on the list since it was checked."""
    terms = journal.private_terms.all() if checked.request.hide_names else ()
    if checked.terms.issuperset(terms):
        return
    names = HiddenNames(terms)
    texts = (
        words_of_page(made.members["index.html"]),
        *said_in(made.members[payload.DATA]),
    )
    if name := next(filter(None, map(names.found_in, texts)), None):
        raise Refused(
            f"“{name}” was put on your list of hidden names since. Check the share again."
        )


def _record(sealing: Sealing, sealed: bytes) -> SealedShare:
    made = sealing.payload
    scope = {
        "with": "keys" if isinstance(sealing.to, ForKeys) else "words",
        "recipients": list(sealing.recipients),
        "attachments": sealing.checked.request.attachments,
        "hidden_names": len(made.hidden),
        "summary": made.summary(),
    }
    return SealedShare(
        id=made.draw.share_id,
        seq=made.beside.seq,
        sealed_at=dt.datetime.now(dt.UTC).replace(microsecond=0),
        scope=json.dumps(scope, ensure_ascii=False, sort_keys=True),
        cover_note=made.cover_note,
        snapshot=made.members[payload.DATA].decode(),
        payload_sha256=hashlib.sha256(sealing.manifest_json).hexdigest(),
        size=len(sealed),
        items=made.items,
        parties=_people(sealing.checked, sealing.to),
        consent=sealing.checked.request.consent,
    )
