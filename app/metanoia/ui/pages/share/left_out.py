"""What exists of the kinds that were chosen and was not ticked, by count and name."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication

from metanoia.domain.shared_things import THING_KINDS
from metanoia.ui.amounts import counted
from metanoia.ui.pages.share.not_shared import StaysHere

if TYPE_CHECKING:
    from collections.abc import Sequence

    from metanoia.journal import Journal
    from metanoia.ui.pages.share.draft import Draft
    from metanoia.ui.pages.share.offered import Offered

_NAMED: Final = 12


def left_out(journal: Journal, draft: Draft, offered: Offered) -> list[StaysHere]:
    """Return what stays here: parts of what was ticked, then other things, then other entries."""
    found = _parts(draft, offered)
    for kind in THING_KINDS:
        if any(kind == ticked for ticked, _ in draft.things):
            rest = [one.title for one in offered.things[kind] if (kind, one.id) not in draft.things]
            found += _stays(counted_kind(kind, len(rest)), rest, len(rest))
    if draft.entries:
        count = journal.entries.count - len(draft.entries)
        rows = journal.entries.newest(_NAMED + len(draft.entries))
        names = [row.title or row.excerpt for row in rows if row.id not in draft.entries]
        found += _stays(counted_kind("entry", count), names, count)
    return found


def counted_draft(draft: Draft) -> str:
    """Return what is ticked: "1 goal, 1 assumption, 3 entries"."""
    kinds = [kind for kind, _ in draft.things]
    found = [counted_kind(kind, kinds.count(kind)) for kind in THING_KINDS if kind in kinds]
    found += [counted_kind("entry", len(draft.entries))] if draft.entries else []
    return ", ".join(found)


def counted_kind(kind: str, count: int) -> str:
    """Return "1 goal", "3 assumptions"."""
    one, many = {
        "goal": (_tr("1 goal"), _tr("{} goals")),
        "value": (_tr("1 value"), _tr("{} values")),
        "assumption": (_tr("1 assumption"), _tr("{} assumptions")),
        "prediction": (_tr("1 prediction"), _tr("{} predictions")),
        "target": (_tr("1 learning target"), _tr("{} learning targets")),
        "map": (_tr("1 map"), _tr("{} maps")),
        "entry": (_tr("1 entry"), _tr("{} entries")),
        "part": (_tr("1 part"), _tr("{} parts")),
    }[kind]
    return counted(count, one, many)


def _parts(draft: Draft, offered: Offered) -> list[StaysHere]:
    names = []
    titles = {(one.kind, one.id): one.title for kind in THING_KINDS for one in offered.things[kind]}
    for thing, ticked in draft.things.items():
        parts = [part for part in offered.parts(*thing) if part not in ticked]
        names += [
            f"{_bare(titles.get(thing, ''))}: {offered.part_name(*thing, part)}" for part in parts
        ]
    return _stays(counted_kind("part", len(names)), names, len(names))


def _stays(words: str, names: Sequence[str], count: int) -> list[StaysHere]:
    if count <= 0:
        return []
    named = tuple(map(_bare, names[:_NAMED]))
    return [StaysHere(words, named, count - len(named))]


def _bare(name: str) -> str:
    """Return a name on one line as it stands in a list, without the stop of a sentence."""
    return " ".join(name.split()).removesuffix(".")


def _tr(text: str) -> str:
    return QCoreApplication.translate("LeftOut", text)
