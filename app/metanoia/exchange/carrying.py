"""Bringing entries in: all that a plan says, as one change that can be taken back."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

from metanoia.domain.entries import Entry, EntryId, NewEntry, Source
from metanoia.domain.errors import Cancelled, Refused
from metanoia.domain.kinds import Kind
from metanoia.exchange.arrivals import Arrival, Brought, Problem, digest
from metanoia.exchange.open_journal import OpenJournal
from metanoia.exchange.plain_text import read_bytes
from metanoia.exchange.plans import Fate, Plan, as_read, counted, counts_as_json
from metanoia.exchange.vault_files import ENCLOSURE_LIMIT

Progress = Callable[[int, int], None]
Stopped = Callable[[], bool]

_THINGS = (Kind.ASSUMPTION, Kind.PREDICTION, Kind.ACTION,
    Kind.GOAL, Kind.VALUE, Kind.METRIC, Kind.REVIEW,
    Kind.VISION, Kind.TERM, Kind.TARGET, Kind.MAP)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """What an import did; ``import_id`` takes it back, and is None if there was nothing to do."""

    format: str
    new: int
    changed: int
    skipped: int
    problems: tuple[Problem, ...]
    import_id: int | None
    things: Mapping[str, int] = field(default_factory=dict)

    def as_json(self) -> dict[str, object]:
        """Return {"format","new","changed","skipped","problems":[{"where","why"}]} and ``things``."""
        counts = {"new": self.new, "changed": self.changed, "skipped": self.skipped, **self.things}
        return counts_as_json(self.format, counts, self.problems)


def carry_out(
    store: OpenJournal,
    plan: Plan,
    *,
    progress: Progress | None = None,
    cancelled: Stopped | None = None,
) -> Result:
    """Bring in what the plan says, all of it or nothing; ``progress`` hears (done, of how many).

    Raises Cancelled as soon as ``cancelled()`` is true, and then nothing was changed.
    """
    import_id = None
    brought, problems = plan.brought, plan.problems
    if plan.new or plan.changed or brought:
        kinds = (Kind.IMPORT, Kind.ENTRY, Kind.TAG, Kind.ATTACHMENT, Kind.LINK)
        with store.changes.write(*kinds, *(_THINGS if brought else ())):
            import_id = store.imports.begin(plan.format, plan.source)
            _Carrying(store, plan, import_id, progress, cancelled).run()
            brought, came, unfit = _bring_back(store, brought, plan.here)
            problems += unfit
            store.imports.finish(
                import_id,
                new=plan.new,
                changed=plan.changed,
                skipped=plan.skipped,
                things=came,
            )
            import_id = import_id if plan.new or plan.changed or came else None
    return Result(
        format=plan.format,
        new=plan.new,
        changed=plan.changed,
        skipped=plan.skipped,
        problems=problems,
        import_id=import_id,
        things=counted(brought) if plan.things else {},
    )


def _bring_back(
    store: OpenJournal, brought: tuple[Brought, ...], here: tuple[Brought, ...]
) -> tuple[tuple[Brought, ...], list[tuple[str, str]], tuple[Problem, ...]]:
    """Bring back what is not here; return what came, its kinds and ids, and what does not fit."""
    if not brought:
        return (), [], ()
    found = store.returning.bring_back([one.whole for one in brought], [one.whole for one in here])
    came = tuple(one for one, things in zip(brought, found, strict=True) if things)
    why = "It does not hold together and was left out."
    unfit = [one for one, things in zip(brought, found, strict=True) if not things]
    problems = tuple(Problem(where=one.where, why=why) for one in unfit)
    return came, [thing for things in found for thing in things], problems


class _Carrying:
    """One import under way, inside a write block."""

    def __init__(
        self, store: OpenJournal, plan: Plan, import_id: int,
        progress: Progress | None, cancelled: Stopped | None,
    ) -> None:  # fmt: skip
        self._store = store
        self._import_id = import_id
        self._progress = progress
        self._cancelled = cancelled
        self._of = plan.new + plan.changed
        self._new = [step.arrival for step in plan.steps if step.fate is Fate.NEW]
        self._changed = [step for step in plan.steps if step.fate is Fate.CHANGED]
        self._ids: dict[tuple[str, str], EntryId] = {}

    def run(self) -> None:
        plain = [arrival for arrival in self._new if not arrival.enclosures]
        done = len(plain)
        new = [_kept(arrival, arrival.entry) for arrival in plain]
        ids = self._store.entries.add_many(new, self._import_id, self._tell)
        self._ids |= {arrival.key: entry_id for arrival, entry_id in zip(plain, ids, strict=True)}
        for arrival in self._new:
            if arrival.enclosures:
                self._enclose(arrival, None)
                done += 1
                self._tell(done)
        for step in self._changed:
            self._enclose(step.arrival, step.known)
            done += 1
            self._tell(done)
        for arrival in [*self._new, *(step.arrival for step in self._changed)]:
            self._link(arrival)
        self._tell(self._of)

    def _tell(self, done: int) -> None:
        if self._cancelled and self._cancelled():
            raise Cancelled
        if self._progress:
            self._progress(done, self._of)

    def _enclose(self, arrival: Arrival, known: Entry | None) -> None:
        body, files = arrival.entry.body, []
        for enclosure in arrival.enclosures:
            content = enclosure.content
            data = content if isinstance(content, bytes) else read_bytes(content, ENCLOSURE_LIMIT)
            if hashlib.sha256(data).hexdigest() != enclosure.sha256 or not enclosure.clean:
                data = _cleaned(data)
            sha256 = hashlib.sha256(data).hexdigest()
            body = body.replace(f"attachment:{enclosure.sha256}", f"attachment:{sha256}")
            files.append((enclosure.name, data))
        if known is None:
            new = _kept(arrival, replace(arrival.entry, body=body))
            entry_id = self._store.entries.add_many([new], self._import_id)[0]
        else:
            tags = (*known.tags, *arrival.entry.tags)
            entry = replace(arrival.entry, id=None, body=body, tags=tags)
            if arrival.guessed:
                entry = replace(entry, when=known.when)
            entry_id = known.id
            self._store.entries.rewrite(entry_id, _kept(arrival, entry), self._import_id)
        self._ids[arrival.key] = entry_id
        for name, data in files:
            self._store.attachments.add(entry_id, name, data)

    def _link(self, arrival: Arrival) -> None:
        for key in arrival.links:
            app = arrival.key[0]
            other = self._ids.get((app, key))
            if other is None:
                known = self._store.imports.known(Source(app=app, key=key))
                other = known.entry.id if known else None
            if other and other != self._ids[arrival.key]:
                self._store.links.connect(self._ids[arrival.key], other)


def _kept(arrival: Arrival, entry: NewEntry) -> NewEntry:
    """Return the entry as it is to be kept, with what tells a later import whether either side changed."""
    tags = entry.tags
    if arrival.extra_tag and arrival.extra_tag.casefold() not in {tag.casefold() for tag in tags}:
        tags = (*tags, arrival.extra_tag)
    tags = tuple({tag.casefold(): tag for tag in reversed(tags)}.values())[::-1]
    when = None if arrival.guessed else entry.when
    source = arrival.source
    state = {
        "read": as_read(arrival),
        "kept": digest(when, entry.title, entry.body, tags, starred=entry.starred, form=entry.form),
    }
    if source.raw:
        state["text"] = source.raw
    fields = dict(arrival.fields)
    if arrival.guessed:
        fields["date_guessed"] = True
    extra = json.dumps(fields, ensure_ascii=False) if fields else ""
    kept = replace(source, raw=json.dumps(state, ensure_ascii=False), extra=extra)
    return replace(entry, tags=tags, source=kept)


def _cleaned(data: bytes) -> bytes:
    from metanoia.text import pictures  # Pillow is slow to import

    if not pictures.looks_like_picture(data):
        return data
    try:
        return pictures.clean(data)[0]
    except Refused:  # a damaged picture is kept as it is: it may be the only one
        return data
