"""Entries of a damaged journal that the journal of now does not have, about to come in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from metanoia.domain.entries import Entry, NewEntry, Source
from metanoia.exchange.arrivals import Arrival, Problem
from metanoia.exchange.own_note import APP
from metanoia.exchange.plans import Survey
from metanoia.store.salvage import Salvage

if TYPE_CHECKING:
    from metanoia.exchange.open_journal import OpenJournal

FORMAT = "set aside"


def survey(store: OpenJournal, found: Salvage, source: str) -> Survey:
    """Return the entries of ``found`` that are missing here, or were worded later than here.

    One that is here with an older wording comes as an entry of its own, beside it.
    """
    arrivals = [one for entry in found.entries if (one := _arrival(store, entry)) is not None]
    lost = Problem(where=source, why=f"{found.lost:,} more can no longer be read.")
    problems = (lost,) if found.lost else ()
    return Survey(format=FORMAT, source=source, entries=tuple(arrivals), problems=problems)


def _arrival(store: OpenJournal, entry: Entry) -> Arrival | None:
    known = store.imports.known(Source(app=APP, key=str(entry.id)))
    if known is not None:
        here = known.entry
        same = (here.title, here.body) == (entry.title, entry.body)
        if same or entry.updated_at < here.updated_at:
            return None
    key = str(entry.id) if known is None else f"{entry.id} {entry.rev}"
    if known is not None and store.imports.known(Source(app=APP, key=key)) is not None:
        return None  # this wording was brought in before
    return Arrival(
        entry=NewEntry(
            id=entry.id if known is None else None,
            when=entry.when,
            title=entry.title,
            body=entry.body,
            tags=entry.tags,
            starred=entry.starred,
            never_share=entry.never_share,
            source=Source(app=APP, key=key),
        ),
        where="a later wording" if known else "not in the journal",
    )
