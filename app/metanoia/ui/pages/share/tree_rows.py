"""The rows of the tree of what may leave: what is seen of it, with its ticks, from top to bottom."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

from PySide6.QtCore import QCoreApplication, Qt

from metanoia.domain.shared_things import ThingKind
from metanoia.ui import dates
from metanoia.ui.amounts import counted

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

    from metanoia.domain.entries import EntryId
    from metanoia.ui.pages.share.draft import Draft
    from metanoia.ui.pages.share.offered import Offered, Thing
    from metanoia.ui.pages.share.ticks import Line

Role = Literal["goal", "group", "thing", "part", "entry", "others", "more", "add", "tagged"]
State = Qt.CheckState

ENTRIES: Final = "entries"
ADD: Final = "add"
TAGGED: Final = "tagged"
_FEW: Final = 2  # of a kind that are offered at once where none of them is new
_MANY: Final = 6
_GROUPS: Final[tuple[ThingKind, ...]] = (
    "map",
    "prediction",
    "target",
    "value",
)  # below the entries


class Row(NamedTuple):
    """One row; ``key`` says what it stands for, ``state`` None that there is nothing to tick.

    ``folded`` is None where nothing can be folded out below it.
    """

    key: str
    role: Role
    depth: int
    title: str
    note: str = ""
    state: State | None = None
    folded: bool | None = None
    barred: bool = False
    kind: str = ""


@dataclass(slots=True)
class Folds:
    """What a person folded in or out, by the key of its row; else it is as it begins."""

    turned: dict[str, bool] = field(default_factory=dict)

    def folded(self, key: str, begins: bool) -> bool:
        """Return whether the row is folded."""
        return self.turned.get(key, begins)

    def turn(self, key: str, folded: bool) -> None:
        """Fold the row, or fold it out."""
        self.turned[key] = folded


@dataclass(slots=True, kw_only=True)
class Tree:
    """What the rows are made of; ``tag`` is the one for this reader, ``tagged`` how many wear it."""

    offered: Offered
    draft: Draft
    folds: Folds
    since: dt.date | None
    lines: list[Line]
    barred: set[EntryId]
    spoken: set[EntryId]  # conversations with columns of what others said
    whole: int  # entries in the journal
    tag: str = ""
    tagged: int = 0

    def rows(self) -> list[Row]:
        """Return the rows from top to bottom."""
        found = [*self._goals(), *self._group("assumption", begins=False), *self._entries()]
        for kind in _GROUPS:
            found += self._group(kind, begins=True)
        return found

    def ticked(self, kind: ThingKind) -> list[str]:
        """Return what is ticked of a kind, by id."""
        return [thing_id for what, thing_id in self.draft.things if what == kind]

    def shown(self, kind: ThingKind) -> list[Thing]:
        """Return the things of a kind that are seen: new or ticked ones, all of them once asked for."""
        things = self.offered.things[kind]
        if not self.folds.folded(f"more:{kind}", begins=True):
            return things
        new = [one for one in things if self.since and one.on >= self.since][:_MANY]
        first = {one.id for one in (new if len(new) >= _FEW else things[:_FEW])}
        return [one for one in things if one.id in first or (kind, one.id) in self.draft.things]

    def _goals(self) -> Iterator[Row]:
        goals = self.shown("goal")
        for place, goal in enumerate(goals):
            yield from self._thing(goal, "goal", 0, begins=place > 0)
        yield from self._more("goal", len(goals), 0)

    def _group(self, kind: ThingKind, *, begins: bool) -> Iterator[Row]:
        things = self.offered.things[kind]
        if not things:
            return
        key = f"group:{kind}"
        folded = self.folds.folded(key, begins)
        count = len(self.ticked(kind))
        note = (
            _tr("{} of {}").format(count, len(things)) if count or not folded else str(len(things))
        )
        states = [self._state(one) for one in things]
        yield Row(key, "group", 0, _group_name(kind), note, _together(states), folded, kind=kind)
        if folded:
            return
        shown = self.shown(kind)
        for thing in shown:
            yield from self._thing(thing, "thing", 1, begins=True)
        yield from self._more(kind, len(shown), 1)

    def _thing(self, thing: Thing, role: Role, depth: int, *, begins: bool) -> Iterator[Row]:
        key = f"{thing.kind}:{thing.id}"
        parts = self.offered.parts(thing.kind, thing.id)
        folded = self.folds.folded(key, begins) if parts else None
        state = self._state(thing)
        yield Row(key, role, depth, thing.title, thing.note, state, folded, kind=thing.kind)
        if folded is not False:
            return
        ticked = self.draft.things.get((thing.kind, thing.id), set())
        for part in parts:
            name = self.offered.part_name(thing.kind, thing.id, part)
            yield Row(f"{key}:{part}", "part", depth + 1, name, state=_box(part in ticked), kind=thing.kind)  # fmt: skip

    def _more(self, kind: ThingKind, shown: int, depth: int) -> Iterator[Row]:
        rest = len(self.offered.things[kind]) - shown
        if rest:
            goals = counted(rest, _tr("1 more goal"), _tr("{} more goals"))
            others = counted(rest, _tr("1 more"), _tr("{} more"))
            words = goals if kind == "goal" else others
            yield Row(f"more:{kind}", "more", max(depth, 1), words, folded=True, kind=kind)

    def _entries(self) -> Iterator[Row]:
        ticked = self.draft.entries
        folded = self.folds.folded(ENTRIES, begins=False)
        states = [_box(line.id in ticked) for line in self.lines if line.id not in self.barred]
        state = _together(states) if states else None
        note = _tr("{} of {}").format(len(ticked), f"{self.whole:,}")
        yield Row(ENTRIES, "group", 0, _tr("Entries"), note, state, folded, kind="entry")
        if folded:
            return
        for line in self.lines:
            barred, on = line.id in self.barred, line.id in ticked
            box = None if barred else _box(on)
            yield Row(f"entry:{line.id}", "entry", 1, line.title, dates.short(line.date), box, barred=barred, kind="entry")  # fmt: skip
            if on and line.id in self.spoken:
                said = _box(line.id in self.draft.others_words)
                yield Row(f"others:{line.id}", "others", 2, _tr("What the others said"), state=said)
        yield Row(ADD, "add", 1, _tr("Add entries"))
        if self.tagged:
            one = _tr("Tick the 1 entry with the tag #{}").format(self.tag)
            many = _tr("Tick the {} entries with the tag #{}").format(self.tagged, self.tag)
            yield Row(TAGGED, "tagged", 1, one if self.tagged == 1 else many)

    def _state(self, thing: Thing) -> State:
        ticked = self.draft.things.get((thing.kind, thing.id))
        if ticked is None:
            return State.Unchecked
        whole = ticked >= set(self.offered.parts(thing.kind, thing.id))
        return State.Checked if whole else State.PartiallyChecked


def _together(states: list[State]) -> State:
    if all(state == State.Checked for state in states):
        return State.Checked
    some = any(state != State.Unchecked for state in states)
    return State.PartiallyChecked if some else State.Unchecked


def _box(on: bool) -> State:
    return State.Checked if on else State.Unchecked


def _group_name(kind: ThingKind) -> str:
    return {
        "goal": _tr("Goals"),
        "assumption": _tr("Assumptions"),
        "prediction": _tr("Predictions"),
        "target": _tr("Learning targets"),
        "value": _tr("Values"),
        "map": _tr("Maps"),
    }[kind]


def _tr(text: str) -> str:
    return QCoreApplication.translate("ShareTree", text)
