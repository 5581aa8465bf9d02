"""What an import would do: the journal held against what a source holds."""

from __future__ import annotations

import enum
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from metanoia.domain.answers import FilledForm
from metanoia.domain.entries import Entry
from metanoia.domain.imports import Known
from metanoia.domain.wholes import COUNTED, kind_of
from metanoia.exchange.arrivals import Arrival, Brought, Problem, digest
from metanoia.exchange.open_journal import OpenJournal

if TYPE_CHECKING:
    import datetime as dt


class Fate(enum.Enum):
    """What becomes of an entry that a source holds."""

    NEW = "new"
    CHANGED = "changed"
    SKIPPED = "skipped"


@dataclass(frozen=True, slots=True, kw_only=True)
class Survey:
    """All that a source holds, read and checked; nothing is in the journal yet."""

    format: str
    source: str
    entries: tuple[Arrival, ...]
    problems: tuple[Problem, ...]
    brought: tuple[Brought, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A line of the preview; ``note`` says why an entry is left as it is, or is empty."""

    fate: Fate
    date: dt.date
    time: dt.time | None
    title: str
    where: str
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """What becomes of one arrival; ``known`` is the entry that it is here already."""

    fate: Fate
    arrival: Arrival
    known: Entry | None = None
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What an import would do. ``new``, ``changed``, ``skipped`` count entries.

    ``things`` counts what comes back besides, by its kind ("goals"); it is empty for a source that
    holds no such things. ``brought`` are those, and ``here`` those that the journal has.
    """

    format: str
    source: str
    new: int
    changed: int
    skipped: int
    problems: tuple[Problem, ...]
    steps: tuple[Step, ...]
    brought: tuple[Brought, ...] = ()
    here: tuple[Brought, ...] = ()
    things: Mapping[str, int] = field(default_factory=dict)

    @property
    def rows(self) -> list[Row]:
        """The preview, in the order of the source."""
        return [_row(step) for step in self.steps]

    def as_json(self) -> dict[str, object]:
        """Return {"format","new","changed","skipped","problems":[{"where","why"}]} and ``things``."""
        counts = {"new": self.new, "changed": self.changed, "skipped": self.skipped, **self.things}
        return counts_as_json(self.format, counts, self.problems)


def plan(store: OpenJournal, survey: Survey) -> Plan:
    """Hold what a source holds against the journal; nothing is written.

    An entry that was changed or deleted here since it came in is left as it is, and said so.
    """
    steps: list[Step] = []
    problems = list(survey.problems)
    seen: set[tuple[str, str]] = set()
    for arrival in survey.entries:
        if arrival.key in seen:
            problems.append(Problem(where=arrival.where, why="It stands twice in the source."))
            continue
        seen.add(arrival.key)
        step = _step(arrival, store.imports.known(arrival.source), store)
        steps.append(step)
        if step.note:
            problems.append(Problem(where=arrival.where, why=step.note))
    fates = [step.fate for step in steps]
    there = [store.returning.there(one.whole) for one in survey.brought]
    brought, here = (
        tuple(one for one, known in zip(survey.brought, there, strict=True) if known is wanted)
        for wanted in (False, True)
    )
    return Plan(
        format=survey.format,
        source=survey.source,
        new=fates.count(Fate.NEW),
        changed=fates.count(Fate.CHANGED),
        skipped=fates.count(Fate.SKIPPED),
        problems=tuple(problems),
        steps=tuple(steps),
        brought=brought,
        here=here,
        things=counted(brought) if survey.brought else {},
    )


def counted(brought: Iterable[Brought]) -> dict[str, int]:
    """Return {"assumptions", "predictions", "actions", "goals" ...}, how many of each there are."""
    kinds = [kind_of(one.whole) for one in brought]
    return {f"{kind}s": kinds.count(kind) for kind in COUNTED}


def marked(found: Plan, tag: str | None) -> Plan:
    """Return the plan with ``tag`` worn by everything it brings in, or by nothing; what it does is the same."""
    steps = tuple(
        replace(step, arrival=replace(step.arrival, extra_tag=tag)) for step in found.steps
    )
    return replace(found, steps=steps)


def as_read(arrival: Arrival) -> str:
    """Return the digest of what the source says, a guessed day left out."""
    entry = arrival.entry
    when = None if arrival.guessed else entry.when
    return digest(when, entry.title, entry.body, entry.tags, starred=entry.starred, form=entry.form)


def _step(arrival: Arrival, known: Known | None, store: OpenJournal) -> Step:
    if known is None:
        return Step(fate=Fate.NEW, arrival=arrival)
    entry = known.entry
    came = entry.source_app == arrival.key[0]
    before = _state(known.raw) if came else {}
    said = _said(entry, store.answers.filled(entry), arrival.guessed)
    if as_read(arrival) in (before.get("read"), said):
        return Step(fate=Fate.SKIPPED, arrival=arrival, known=entry)
    if entry.deleted_at is not None:
        note = "It has changed there, but was deleted here, so it stays in Recently deleted."
    elif not came:
        note = "The journal's own entry says something else; it is left as it is."
    elif before.get("kept") != said:
        note = "It has changed there and here; the entry here is left as it is."
    else:
        return Step(fate=Fate.CHANGED, arrival=arrival, known=entry)
    return Step(fate=Fate.SKIPPED, arrival=arrival, known=entry, note=note)


def _state(raw: str | None) -> dict[str, str]:
    state: dict[str, str] = json.loads(raw) if raw else {}
    return state


def _said(entry: Entry, filled: FilledForm | None, guessed: bool) -> str:
    when = None if guessed else entry.when
    return digest(when, entry.title, entry.body, entry.tags, starred=entry.starred, form=filled)


def _row(step: Step) -> Row:
    entry = step.arrival.entry
    return Row(
        fate=step.fate, date=entry.when.date, time=entry.when.time, title=entry.title,
        where=step.arrival.where, note=step.note,
    )  # fmt: skip


def counts_as_json(
    format_name: str, counts: dict[str, int], problems: Iterable[Problem]
) -> dict[str, object]:
    """Return {"format","new","changed","skipped","problems":[{"where","why"}]}."""
    listed = [{"where": problem.where, "why": problem.why} for problem in problems]
    return {"format": format_name, **counts, "problems": listed}
