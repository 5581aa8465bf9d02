"""The goals, values, assumptions, predictions, targets and maps that were ticked, with exactly their ticked parts.

What is told here is still in the person's own words: names are hidden and passages withheld by
``payload``. Nothing tells of revisions, of when something was changed, or of what was deleted.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from metanoia.domain.errors import NotFound
from metanoia.domain.shared_things import (
    PARTS,
    THING_KINDS,
    SharedLink,
    SharedThing,
    ThingKind,
    Tick,
)
from metanoia.exchange.problems import Item, Problem, named
from metanoia.exchange.things_told import Told, goal_told, target_told, value_told
from metanoia.exchange.things_told_maps import map_told
from metanoia.exchange.things_told_models import assumption_told, prediction_told

if TYPE_CHECKING:
    import datetime as dt

    from metanoia.domain.learning_targets import TargetEvent
    from metanoia.exchange.open_journal import CheckingJournal

_TELL: Final[Mapping[ThingKind, Callable[[CheckingJournal, str, dt.date], Told]]] = {
    "goal": goal_told,
    "value": value_told,
    "assumption": assumption_told,
    "prediction": prediction_told,
    "target": target_told,
    "map": map_told,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Things:
    """What was ticked: the things in their order, their ties among one another, and what forbids it.

    ``whole`` holds of each thing every path of its text, those of parts that were not ticked too.
    """

    things: tuple[SharedThing, ...] = ()
    links: tuple[SharedLink, ...] = ()
    events: tuple[TargetEvent, ...] = ()
    whole: Mapping[Item, frozenset[str]]
    problems: tuple[Problem, ...] = ()


def tell(journal: CheckingJournal, kind: ThingKind, thing_id: str, today: dt.date) -> Told:
    """Return a thing with every part of it, in the person's own words; NotFound."""
    return _TELL[kind](journal, thing_id, today)


def collect(
    journal: CheckingJournal, ticks: Sequence[Tick], entries: Sequence[str], today: dt.date
) -> Things:
    """Return the things of ``ticks``; ``entries`` are the ids of the entries that leave with them.

    A thing that is missing or deleted is a problem that names it.
    """
    found, problems = [], []
    for tick in sorted(ticks, key=lambda one: THING_KINDS.index(one.kind)):
        try:
            told = _TELL[tick.kind](journal, tick.id, today)
        except NotFound as error:
            problems.append(Problem((tick.kind, tick.id), str(error)))
            continue
        if told.deleted:
            name = named(told.name, tick.kind)
            why = (
                f"{name} is in Recently deleted. Bring it back first, or take it out of the share."
            )
            problems.append(Problem((tick.kind, tick.id), why))
        found.append((tick, told))
    ids = {(tick.kind, tick.id) for tick, _ in found}
    if len(ids) != len(found):
        problems.append(Problem(None, "A thing is chosen twice. Choose each once."))
    leaving = ids | {("entry", entry) for entry in entries}
    return Things(
        things=tuple(told.thing(tick.kind, tick.id, _parts(tick)) for tick, told in found),
        links=_links(journal, found, leaving),
        events=tuple(event for _, told in found for event in told.events),
        whole={(tick.kind, tick.id): frozenset(told.plain_of()) for tick, told in found},
        problems=tuple(problems),
    )


def _parts(tick: Tick) -> tuple[str, ...]:
    return tuple(part for part in PARTS[tick.kind] if part in tick.parts)


def _links(
    journal: CheckingJournal, found: Sequence[tuple[Tick, Told]], leaving: set[Item]
) -> tuple[SharedLink, ...]:
    """Return the ties that have both ends among what leaves, each once."""
    links = []
    for tick, told in found:
        own = (str(tick.kind), tick.id)
        tied = [link for part in ("", *_parts(tick)) for link in told.links.get(part, ())]
        links += [SharedLink(own, end, relation) for end, relation in tied]
        links += [
            SharedLink(own, ("entry", anchor.entry), "came_from")
            for anchor in journal.anchors.of(*own)
        ]
    for item in sorted(leaving):
        links += [
            SharedLink(item, (tie.item_type, tie.item_id), tie.relation)
            for tie in journal.ties.out_of(*item)
        ]
    return tuple(dict.fromkeys(link for link in links if {link.source, link.target} <= leaving))
