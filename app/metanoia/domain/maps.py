"""Maps of causes: variables, the links by which one moves another, and what was said of their loops.

A map is a value: whatever is done to it makes a new one (``map_edits``), so that undo is the map before.
Links follow the causal loop diagram: "+" moves its target the same way, "-" the other way
(Sterman, Business Dynamics, 2000, chapter 5).
"""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final, Literal, NamedTuple, NewType, TypeVar, get_args

from metanoia.domain.assumptions import line, needed, text
from metanoia.domain.days import check_date
from metanoia.domain.errors import Refused

MapId = NewType("MapId", str)
VariableId = NewType("VariableId", str)
CausalLinkId = NewType("CausalLinkId", str)
MapNoteId = NewType("MapNoteId", str)

Polarity = Literal[1, -1, 0]
"""1 the same way, -1 the other way, 0 not known yet."""
Role = Literal["goal", "gap", "capacity", "limit", "shared_resource"]
PatternState = Literal["accepted", "dismissed"]

POLARITIES: Final[tuple[Polarity, ...]] = get_args(Polarity)
ROLES: Final[tuple[Role, ...]] = get_args(Role)
VARIABLES: Final = 60  # of one map, at most
LINKS: Final = 150
NOTES: Final = 40
TITLE_LIMIT: Final = 120  # characters, as all limits here
QUESTION_LIMIT: Final = 300
NAME_LIMIT: Final = 60
ACTOR_LIMIT: Final = 60
BECAUSE_LIMIT: Final = 500
NOTE_LIMIT: Final = 500
LOOP_NAME_LIMIT: Final = 80
STORY_LIMIT: Final = 1000
REACH: Final = 100_000.0  # px from the middle that anything may lie
DRAWN: Final = 24  # points of a line drawn by hand, at most
DRAWN_SCALE: Final = (0.0, 10.0)
DEFAULT_HORIZON: Final = 180  # days
HORIZON: Final = (1, 3650)


class Drawn(NamedTuple):
    """One point of a line drawn by hand: a day and a value from 0 to 10."""

    date: dt.date
    value: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Variable:
    """What rises and falls, ``x`` and ``y`` px from the middle of the map to the middle of its box.

    It is fed by a ``measure`` of a goal, by a ``metric``, by a line ``drawn`` by hand (oldest first), or
    by nothing. ``mine`` says that one can act on it directly. Refused for what no map holds.
    """

    id: VariableId
    name: str
    x: float = 0.0
    y: float = 0.0
    role: Role | None = None
    actor: str = ""
    mine: bool = False
    measure: str | None = None
    metric: str | None = None
    drawn: tuple[Drawn, ...] = ()

    def __post_init__(self) -> None:
        name = needed(line(self.name, NAME_LIMIT, "The name of a variable"), "The name")
        object.__setattr__(self, "name", name)
        object.__setattr__(self, "actor", line(self.actor, ACTOR_LIMIT, "Whose it is"))
        if self.role is not None and self.role not in ROLES:
            raise Refused(
                "A role is a goal, a gap, a capacity, a limit or something that is shared."
            )
        _check_place(self.x, self.y)
        if sum((self.measure is not None, self.metric is not None, bool(self.drawn))) > 1:
            raise Refused("A variable has one line: from a measure, from a metric, or by hand.")
        _check_drawn(self.drawn)

    @property
    def has_line(self) -> bool:
        """Tell whether a line over time belongs to it."""
        return bool(self.measure or self.metric or self.drawn)


@dataclass(frozen=True, slots=True, kw_only=True)
class CausalLink:
    """What makes one variable move another, and why; ``assumption`` is the one it rests on.

    ``bend`` is how far its curve was pulled aside by hand, as a share of its length, None if never.
    """

    id: CausalLinkId
    source: VariableId
    target: VariableId
    polarity: Polarity = 1
    delayed: bool = False
    because: str = ""
    assumption: str | None = None
    bend: float | None = None

    def __post_init__(self) -> None:
        if self.source == self.target:
            raise Refused("A link leads from one variable to another, not back to itself.")
        if isinstance(self.polarity, bool) or self.polarity not in POLARITIES:
            raise Refused("A link moves its end the same way (+), the other way (−), or is unsure.")
        object.__setattr__(self, "because", text(self.because, "“Because”", BECAUSE_LIMIT))
        if self.bend is not None and not (math.isfinite(self.bend) and abs(self.bend) <= 2):
            raise Refused("A curve is pulled aside by at most twice its length.")


@dataclass(frozen=True, slots=True, kw_only=True)
class MapNote:
    """Some words lying on the map, their upper left corner at ``x`` and ``y``."""

    id: MapNoteId
    text: str
    x: float = 0.0
    y: float = 0.0

    def __post_init__(self) -> None:
        object.__setattr__(self, "text", needed(self.text, "The note", NOTE_LIMIT))
        _check_place(self.x, self.y)


@dataclass(frozen=True, slots=True, kw_only=True)
class LoopNote:
    """What somebody calls a loop, and its story; ``key`` as in ``loops.Loop``."""

    key: str
    name: str = ""
    story: str = ""

    def __post_init__(self) -> None:
        name = line(self.name, LOOP_NAME_LIMIT, "The name of a loop")
        object.__setattr__(self, "name", name)
        object.__setattr__(self, "story", text(self.story, "The story of a loop", STORY_LIMIT))


@dataclass(frozen=True, slots=True, kw_only=True)
class PatternNote:
    """What somebody said to a pattern question; ``loops`` are the keys of its loops, sorted."""

    pattern: str
    loops: tuple[str, ...]
    state: PatternState
    note: str = ""

    def __post_init__(self) -> None:
        object.__setattr__(self, "loops", tuple(sorted(self.loops)))
        object.__setattr__(self, "note", text(self.note, "What you note", STORY_LIMIT))


@dataclass(frozen=True, slots=True, kw_only=True)
class CausalMap:
    """One map, whole. Variables, links and notes stand in the order in which they came.

    Refused for what breaks its bounds: 60 variables of different names, 150 links with one from each to
    each at most, 40 notes.
    """

    id: MapId
    title: str
    question: str = ""
    horizon_days: int = DEFAULT_HORIZON
    variables: tuple[Variable, ...] = ()
    links: tuple[CausalLink, ...] = ()
    notes: tuple[MapNote, ...] = ()
    loop_notes: tuple[LoopNote, ...] = ()
    pattern_notes: tuple[PatternNote, ...] = ()

    def __post_init__(self) -> None:
        title = needed(line(self.title, TITLE_LIMIT, "The title of a map"), "The title")
        object.__setattr__(self, "title", title)
        question = line(self.question, QUESTION_LIMIT, "The question of a map")
        object.__setattr__(self, "question", question)
        if not HORIZON[0] <= self.horizon_days <= HORIZON[1]:
            raise Refused("A map looks from one day to ten years ahead.")
        _check_variables(self.variables)
        _check_links(self.links, {one.id for one in self.variables})
        if len(self.notes) > NOTES:
            raise Refused(f"A map holds at most {NOTES} notes. Remove one first.")
        _check_once((note.id for note in self.notes), "A note")
        _check_once((note.key for note in self.loop_notes), "What is said of a loop")
        said = ((note.pattern, note.loops) for note in self.pattern_notes)
        _check_once(said, "What is said to a pattern")

    def variable(self, id_: str) -> Variable:
        """Return one of its variables; KeyError."""
        return _part(self.variables, id_)

    def link(self, id_: str) -> CausalLink:
        """Return one of its links; KeyError."""
        return _part(self.links, id_)

    def note(self, id_: str) -> MapNote:
        """Return one of its notes; KeyError."""
        return _part(self.notes, id_)

    def loop_note(self, key: str) -> LoopNote:
        """Return what is said of a loop, empty if nothing."""
        return next((one for one in self.loop_notes if one.key == key), LoopNote(key=key))

    @property
    def ids(self) -> frozenset[str]:
        """The ids of all that lies on it."""
        variables = {one.id for one in self.variables}
        return frozenset(
            variables | {one.id for one in self.links} | {one.id for one in self.notes}
        )

    @property
    def names(self) -> dict[str, str]:
        """The names of its variables by their ids."""
        return {one.id: one.name for one in self.variables}


Part = TypeVar("Part", Variable, CausalLink, MapNote)


class MapRow(NamedTuple):
    """A map as it stands in a list."""

    id: MapId
    title: str
    question: str
    variables: int
    links: int
    updated_at: dt.datetime
    deleted_at: dt.datetime | None


class Kept(NamedTuple):
    """A map with what its journal knows about it."""

    map: CausalMap
    rev: int
    created_at: dt.datetime
    updated_at: dt.datetime
    deleted_at: dt.datetime | None


def _part(parts: Iterable[Part], id_: str) -> Part:
    """Return the part with this id; KeyError."""
    for one in parts:
        if one.id == id_:
            return one
    raise KeyError(id_)


def _check_place(x: float, y: float) -> None:
    if not (math.isfinite(x) and math.isfinite(y) and max(abs(x), abs(y)) <= REACH):
        raise Refused("That lies too far from the middle of the map.")


def _check_drawn(drawn: tuple[Drawn, ...]) -> None:
    if len(drawn) > DRAWN:
        raise Refused(f"A line drawn by hand has at most {DRAWN} points.")
    low, high = DRAWN_SCALE
    for point in drawn:
        check_date(point.date)
        if not low <= point.value <= high:
            raise Refused("A line drawn by hand goes from 0 to 10.")
    days = [point.date for point in drawn]
    if days != sorted(set(days)):
        raise Refused("A line drawn by hand has one point a day, the oldest first.")


def _check_variables(variables: tuple[Variable, ...]) -> None:
    if len(variables) > VARIABLES:
        raise Refused(
            f"A map holds at most {VARIABLES} variables, so that one can still see it. "
            "Leave out what matters least, or begin a second map."
        )
    _check_once((one.id for one in variables), "A variable")
    seen: set[str] = set()
    for one in variables:
        if one.name.casefold() in seen:
            raise Refused(f"“{one.name}” is on this map already. Give it another name.")
        seen.add(one.name.casefold())


def _check_links(links: tuple[CausalLink, ...], variables: set[VariableId]) -> None:
    if len(links) > LINKS:
        raise Refused(
            f"A map holds at most {LINKS} links, so that one can still read it. Remove one first."
        )
    _check_once((one.id for one in links), "A link")
    if any(one.source not in variables or one.target not in variables for one in links):
        raise Refused("A link begins or ends at something that is not on this map.")
    if len({(one.source, one.target) for one in links}) < len(links):
        raise Refused(
            "These two are linked in this direction already. Change that link, or draw the way back."
        )


def _check_once(ids: Iterable[object], what: str) -> None:
    listed = list(ids)
    if len(set(listed)) < len(listed):
        raise Refused(f"{what} stands there twice.")
