"""Choose, check, seal: the way of a share from the open journal to a file, and its record kept behind.

``check`` and ``prepare`` read the journal; ``Sealing.sealed`` is slow, plain work for a worker;
``publish`` writes the file and the record. ``seal`` is all three in one.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from metanoia.domain.entries import Entry, EntryId
from metanoia.domain.errors import MetanoiaError, NotFound, Refused
from metanoia.domain.kinds import Kind
from metanoia.domain.shares import SealedShare, ShareRequest
from metanoia.exchange import bundle, manifest, payload
from metanoia.exchange.addressees import refuse_unsure
from metanoia.exchange.hidden_names import HiddenNames, words_of_page
from metanoia.exchange.open_journal import CheckingJournal, SharingJournal
from metanoia.exchange.payload import AttachedFile, Chosen, Payload
from metanoia.vault import keys, scrypt_age, words

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


@dataclass(frozen=True, slots=True)
class Problem:
    """Why a share may not leave as it is, in a sentence; of one thing (kind, id), or of the whole (None)."""

    item: tuple[str, str] | None
    sentence: str


@dataclass(frozen=True, slots=True)
class Checked:
    """Exactly what would leave, and its summary; or, with no payload, the problems that forbid it."""

    request: ShareRequest
    payload: Payload | None
    summary: str
    problems: tuple[Problem, ...]


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
    attachments: bool

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


def check(
    journal: CheckingJournal, request: ShareRequest, drawn: payload.Draw | None = None
) -> Checked:
    """Return exactly what would leave, drawn once; nothing is written.

    Every entry that is missing, deleted or never to be shared is a problem, and one is enough that
    there is no payload.
    """
    entries, problems = _chosen(journal, request.entries)
    if problems:
        return Checked(request, None, "", problems)
    try:
        made = payload.build(
            [Chosen(entry=entry, attached=_attached(journal, request, entry)) for entry in entries],
            sender=request.sender,
            reply_to=journal.identity.get().age_recipient,
            cover_note=request.cover_note,
            drawn=drawn or payload.draw(),
            in_journal=lambda found: _in_journal(journal, found),
            terms=journal.private_terms.all() if request.hide_names else (),
        )
    except Refused as error:
        return Checked(request, None, "", (Problem(None, str(error)),))
    return Checked(request, made, made.summary(), ())


def prepare(journal: SharingJournal, checked: Checked, to: ForKeys | ForWords) -> Sealing:
    """Say for whom; what was checked is what leaves.

    Raises Refused for a wrong or unsure key, and if an entry was deleted or made private since the check.
    """
    made = checked.payload
    if made is None:
        raise Refused(" ".join(one.sentence for one in checked.problems))
    _still_allowed(journal, made)
    _still_unnamed(journal, checked.request, made)
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
        to=_with_words_drawn(to),
        attachments=checked.request.attachments,
    )


def publish(
    journal: SharingJournal, sealing: Sealing, sealed: bytes, dest: Path, *, force: bool = False
) -> Sealed:
    """Write the sealed file to ``dest`` (a file, or a folder for a neutral name) and keep its record.

    Both happen or neither. Raises WouldOverwrite, Refused, DiskFull, FolderReadOnly, StorageFailed.
    """
    file = dest / sealing.file_name if dest.is_dir() else dest
    _still_allowed(journal, sealing.payload)
    written = False
    try:
        with journal.changes.write(Kind.SHARE):
            seq = journal.shares.next_seq()
            journal.shares.keep(_record(sealing, sealed, seq))
            bundle.save(file, sealed, force=force)
            written = True
    except BaseException:
        if written:
            with contextlib.suppress(OSError):
                file.unlink()
        raise
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


def _still_allowed(journal: SharingJournal, made: Payload) -> None:
    """Raise Refused if an entry was deleted or made private since, or the share was sealed already."""
    _, problems = _chosen(journal, [EntryId(item.id) for item in made.items])
    if problems:
        raise Refused(" ".join(one.sentence for one in problems))
    with contextlib.suppress(NotFound):
        journal.shares.get(made.draw.share_id)
        raise Refused("This share was sealed already. Check it once more to seal it again.")


def _still_unnamed(journal: SharingJournal, request: ShareRequest, made: Payload) -> None:
    """Raise Refused if a name that the share says was put on the list since it was checked."""
    names = HiddenNames(journal.private_terms.all() if request.hide_names else ())
    if name := names.found_in(words_of_page(made.members["index.html"].decode())):
        raise Refused(
            f"“{name}” was put on your list of hidden names since. Check the share again."
        )


def _chosen(
    journal: CheckingJournal, ids: Sequence[EntryId]
) -> tuple[list[Entry], tuple[Problem, ...]]:
    """Return the entries that may leave, and a problem for each that may not."""
    entries, problems = [], []
    for entry_id in ids:
        try:
            entry = journal.entries.get(entry_id)
        except NotFound as error:
            problems.append(Problem(("entry", entry_id), str(error)))
            continue
        if why := payload.refusal(entry):
            problems.append(Problem(("entry", entry_id), why))
        entries.append(entry)
    return entries, tuple(problems)


def _attached(
    journal: CheckingJournal, request: ShareRequest, entry: Entry
) -> tuple[AttachedFile, ...]:
    if not request.attachments:
        return ()
    found = []
    for one in journal.attachments.of(entry.id):
        data = journal.attachments.data(one.sha256)
        if data is None:
            raise MetanoiaError(f"The file “{one.name}” is missing from the journal. Check it.")
        found.append(AttachedFile(name=one.name, media=one.mime, data=data))
    return tuple(found)


def _in_journal(journal: CheckingJournal, found: str) -> bool:
    try:
        journal.entries.get(EntryId(found))
    except NotFound:
        return False
    return True


def _record(sealing: Sealing, sealed: bytes, seq: int) -> SealedShare:
    made = sealing.payload
    scope = {
        "with": "keys" if isinstance(sealing.to, ForKeys) else "words",
        "recipients": list(sealing.recipients),
        "attachments": sealing.attachments,
        "hidden_names": len(made.hidden),
        "summary": made.summary(),
    }
    return SealedShare(
        id=made.draw.share_id,
        seq=seq,
        sealed_at=dt.datetime.now(dt.UTC).replace(microsecond=0),
        scope=json.dumps(scope, ensure_ascii=False, sort_keys=True),
        cover_note=made.cover_note,
        snapshot=made.members[payload.DATA].decode(),
        payload_sha256=hashlib.sha256(sealing.manifest_json).hexdigest(),
        size=len(sealed),
        items=made.items,
        parties=sealing.to.parties if isinstance(sealing.to, ForKeys) else (),
    )
