"""Exactly what leaves in a share, member by member, made from what was chosen one by one."""

from __future__ import annotations

import dataclasses
import hashlib
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from metanoia.domain.consents import Agreed
from metanoia.domain.errors import Refused
from metanoia.domain.private_terms import PrivateTerm
from metanoia.domain.shared_things import THING_KINDS, SharedThing
from metanoia.domain.shares import (
    COVER_NOTE_LIMIT,
    NAME_LIMIT,
    SealedItem,
    SharedAttachment,
    SharedEntry,
)
from metanoia.exchange import manifest, page, readable, share_json
from metanoia.exchange.chosen import AttachedFile, Beside, Chosen, Draw, draw, refusal
from metanoia.exchange.cleaning import Cleaning
from metanoia.exchange.hidden_names import HiddenNames
from metanoia.exchange.problems import Problem, Stopped
from metanoia.exchange.share_json import DATA, FORMAT, VERSION
from metanoia.exchange.still_read import refuse_what_is_read
from metanoia.exchange.withholding import Withholding
from metanoia.text import words

__all__ = [
    "DATA", "FORMAT", "VERSION", "AttachedFile", "Beside", "Chosen", "Draw", "Payload", "build", "draw",
    "refusal",
]  # fmt: skip

# A page or a script among the attachments would run where a browser opens it: such stay plain bytes.
_ENDINGS = {
    media: ending
    for ending, media in manifest.MEDIA.items()
    if ending not in ("html", "json", "md")
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Payload:
    """What leaves: ``members`` maps names to bytes; the rest is counted from those very things."""

    members: dict[str, bytes]
    draw: Draw
    sender: str
    cover_note: str
    entries: tuple[SharedEntry, ...]
    items: tuple[SealedItem, ...]
    words: int
    photos: int
    files: int
    left_out: int  # links that were reduced to their text
    hidden: tuple[tuple[str, str], ...] = ()  # each name that was replaced, and by what
    things: tuple[SharedThing, ...] = ()
    beside: Beside = dataclasses.field(default_factory=Beside)  # as it leaves

    @property
    def size(self) -> int:
        """Bytes of all members together."""
        return sum(map(len, self.members.values()))

    @property
    def withheld(self) -> int:
        """Passages that are withheld."""
        return sum(item.withheld for item in self.items)

    @property
    def attached(self) -> dict[str, bytes]:
        """The photos and files by their members."""
        return {
            name: data for name, data in self.members.items() if name.startswith("attachments/")
        }

    def summary(self) -> str:
        """Say what leaves in one line.

        "1 goal, 3 entries, 612 words. No photos. 2 names hidden, 1 passage withheld. 41 KB"
        """
        kinds = Counter(thing.kind for thing in self.things)
        counted = [_count(kinds[kind], kind) for kind in THING_KINDS if kinds[kind]]
        counted += [_count(len(self.entries), "entry", "entries")] if self.entries else []
        photos = _count(self.photos, "photo") if self.photos else "No photos"
        if self.files:
            photos += f", {_count(self.files, 'file')}"
        kept = [f"{_count(len(self.hidden), 'name')} hidden"] if self.hidden else []
        kept += [f"{_count(self.withheld, 'passage')} withheld"] if self.withheld else []
        parts = [", ".join([*counted, _count(self.words, "word")]), photos]
        return ". ".join([*parts, *([", ".join(kept)] if kept else []), readable.size(self.size)])


def build(
    chosen: Sequence[Chosen],
    *,
    sender: str,
    reply_to: str,
    cover_note: str,
    drawn: Draw,
    in_journal: Callable[[str], bool],
    terms: Sequence[PrivateTerm] = (),
    beside: Beside | None = None,
) -> Payload:
    """Return the share of the ``chosen`` entries, newest first, and of what goes ``beside`` them.

    ``reply_to`` is the journal's own age recipient; ``in_journal`` tells whether an id is known there;
    ``terms`` are names that may not leave. Raises Stopped, naming each thing that may not leave, and
    Refused if a name or a withheld passage would still be read.
    """
    beside = beside or Beside()
    _check(chosen, beside, sender, cover_note)
    names, withholding = HiddenNames(terms), Withholding(beside.redactions)
    ordered = sorted(chosen, key=lambda one: one.entry.n, reverse=True)
    files = _files(ordered)
    cleaning = Cleaning(withholding, names, _targets(ordered, beside, files), in_journal)
    beside = dataclasses.replace(
        beside,
        things=tuple(
            cleaning.thing(one, beside.whole.get((str(one.kind), one.id), frozenset(one.plain)))
            for one in beside.things
        ),
    )
    entries = tuple(_entry(one, cleaning) for one in ordered)
    cover_note, sender = cleaning.said(cover_note.strip()), " ".join(sender.split())
    beside = _said_beside(beside, cleaning)
    if cleaning.problems:
        raise Stopped(cleaning.problems)
    items = [
        *map(share_json.thing_item, beside.things),
        *map(share_json.entry_item, entries),
    ]
    pages = page.Page(
        sender=sender, created=drawn.created, cover_note=cover_note, entries=entries, beside=beside
    )
    markdown = readable.markdown_files(entries, beside)
    members = {
        DATA: share_json.write(
            drawn,
            sender=sender,
            reply_to=reply_to,
            cover_note=cover_note,
            items=items,
            beside=beside,
        ),
        "README.txt": readable.readme(sender, drawn.created).encode(),
        "index.html": page.page(pages, {one.sha256: data for one, data in files.values()}).encode(),
        **{name: text.encode() for name, text in markdown.items()},
        **{attachment.member: data for attachment, data in files.values()},
    }
    refuse_what_is_read(members, sender, names, withholding, readable.captions(beside))
    photos = sum(1 for attachment, _ in files.values() if page.is_picture(attachment.media))
    return Payload(
        members=dict(sorted(members.items())),
        draw=drawn,
        sender=sender,
        cover_note=cover_note,
        entries=entries,
        items=tuple(map(share_json.sealed_item, items)),
        words=_words(entries, beside),
        photos=photos,
        files=len(files) - photos,
        left_out=cleaning.left_out,
        hidden=names.hidden,
        things=beside.things,
        beside=beside,
    )


def _check(chosen: Sequence[Chosen], beside: Beside, sender: str, cover_note: str) -> None:
    if not chosen and not beside.things:
        raise Refused("Nothing is chosen yet. Tick at least one entry.")
    ids = [one.entry.id for one in chosen]
    if len(set(ids)) != len(ids):
        raise Refused("An entry is chosen twice. Choose each entry once.")
    problems = [Problem(one.item, why) for one in chosen if (why := refusal(one.entry))]
    if problems:
        raise Stopped(problems)
    if not sender.strip() or len(sender) > NAME_LIMIT or not sender.isprintable():
        raise Refused(f"Say who the share is from, on one line of at most {NAME_LIMIT} characters.")
    if len(cover_note) > COVER_NOTE_LIMIT:
        raise Refused(f"A note to the reader has at most {COVER_NOTE_LIMIT:,} characters.")


def _targets(
    chosen: Iterable[Chosen], beside: Beside, files: dict[str, tuple[SharedAttachment, bytes]]
) -> set[str]:
    """Return where links may lead: to what is in the share itself."""
    targets = {f"entry:{one.entry.id}" for one in chosen}
    targets |= {f"{thing.kind}:{thing.id}" for thing in beside.things}
    return targets | {f"attachment:{attachment.sha256}" for attachment, _ in files.values()}


def _said_beside(beside: Beside, cleaning: Cleaning) -> Beside:
    """Return what goes beside, its texts made fit to leave."""
    agreed = beside.agreed
    targets = {
        thing.id: cleaning.events([one for one in beside.events if one.target == thing.id])
        for thing in beside.things
        if thing.kind == "target"
    }
    return dataclasses.replace(
        beside,
        events=tuple(event for events in targets.values() for event in events),
        answers=tuple(
            dataclasses.replace(one, text=cleaning.said(one.text)) for one in beside.answers
        ),
        agreed=agreed
        and Agreed(
            purpose=cleaning.said(agreed.purpose),
            ends_on=agreed.ends_on,
            keep_days=agreed.keep_days,
        ),
    )


def _files(chosen: Iterable[Chosen]) -> dict[str, tuple[SharedAttachment, bytes]]:
    """Return each attached file once, by its hash, whatever number of entries hold it."""
    files: dict[str, tuple[SharedAttachment, bytes]] = {}
    for one in chosen:
        for attached in one.attached:
            shared = _attachment(attached)
            files.setdefault(shared.sha256, (shared, attached.data))
    return files


def _attachment(attached: AttachedFile) -> SharedAttachment:
    sha256 = hashlib.sha256(attached.data).hexdigest()
    media = attached.media.partition(";")[0].strip().lower()
    member = f"attachments/{sha256}.{_ENDINGS.get(media, 'bin')}"
    return SharedAttachment(
        name=attached.name,
        member=member,
        media=manifest.media(member),
        size=len(attached.data),
        sha256=sha256,
    )


def _entry(chosen: Chosen, cleaning: Cleaning) -> SharedEntry:
    entry, item = chosen.entry, chosen.item
    time = entry.when.time
    title, body = cleaning.entry(chosen)
    return SharedEntry(
        id=entry.id,
        rev=entry.rev,
        date=entry.when.date,
        time=time.replace(second=0, microsecond=0) if time else None,
        title=title,
        body=body,
        tags=tuple(cleaning.said(tag, item) for tag in entry.tags),
        attachments=tuple(
            dataclasses.replace(shared, name=cleaning.said(shared.name, item))
            for shared in map(_attachment, chosen.attached)
        ),
        mood=chosen.mood,
        energy=chosen.energy,
        withheld=cleaning.withholding.count(item),
    )


def _words(entries: Iterable[SharedEntry], beside: Beside) -> int:
    texts = [entry.body for entry in entries]
    texts += [text for thing in beside.things for text in thing.plain.values()]
    return sum(map(words.count, texts))


def _count(number: int, one: str, many: str | None = None) -> str:
    return f"{number:,} {one if number == 1 else many or one + 's'}"
