"""How a thing of a share is shown, said once: for its page, on paper, at the desk and in a browser."""

from __future__ import annotations

from metanoia.domain import days
from metanoia.domain.shared_things import Passage, SharedThing, Shown
from metanoia.domain.shares import SharedEntry


def shown(thing: SharedThing) -> Shown:
    """Return a goal, value, assumption, prediction or target as a reader sees it."""
    path = next(
        (name for name in ("title", "name", "statement", "text") if name in thing.plain), ""
    )
    return Shown(
        kind=thing.kind,
        id=thing.id,
        heading=thing.plain.get(path, ""),
        heading_field=path,
        about=(),
        passages=tuple(
            Passage(name, "", text) for name, text in thing.plain.items() if name != path
        ),
    )


def shown_entry(entry: SharedEntry) -> Shown:
    """Return an entry as a reader sees it; its text is one passage, "body"."""
    time = f", {entry.time.strftime('%H:%M')}" if entry.time else ""
    return Shown(
        kind="entry",
        id=entry.id,
        heading=entry.title,
        heading_field="title",
        about=(f"{days.said(entry.date)}{time}",),
        passages=(Passage("body", "", entry.body),) if entry.body else (),
    )
