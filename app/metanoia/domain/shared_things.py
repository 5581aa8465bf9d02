"""Goals, values, assumptions, predictions, targets and maps inside a share, all in one form.

Every word that a person wrote stands in ``plain`` under the path of its field; ``fields`` holds only
numbers, days and words of the program's own. So whatever hides, withholds, searches or comments looks
at ``plain`` and has seen it all.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, Literal, NamedTuple, get_args

if TYPE_CHECKING:
    from metanoia.domain.loops import Loop
    from metanoia.domain.maps import CausalMap

ThingKind = Literal["goal", "value", "assumption", "prediction", "target", "map"]
THING_KINDS: Final[tuple[ThingKind, ...]] = get_args(ThingKind)

PARTS: Final[Mapping[ThingKind, tuple[str, ...]]] = {
    "goal": ("words", "chart", "steps", "brake"),
    "value": ("lived",),
    "assumption": ("line", "evidence", "tests"),
    "prediction": (),
    "target": (),
    "map": ("because", "lines"),
}
"""The parts of a thing that leave only if they are ticked themselves."""


class Tick(NamedTuple):
    """A thing that was ticked, with those of its ``PARTS`` that were."""

    kind: ThingKind
    id: str
    parts: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class SharedThing:
    """One thing as its reader has it; see ``exchange.things`` for the fields of each kind."""

    kind: ThingKind
    id: str
    rev: int
    fields: Mapping[str, Any]
    plain: Mapping[str, str]
    withheld: int = 0  # passages


class SharedLink(NamedTuple):
    """A tie between two things (kind, id) that are both in the share."""

    source: tuple[str, str]
    target: tuple[str, str]
    relation: str


class Passage(NamedTuple):
    """One text of a thing as it is shown: its field path, a label ("" for none), and Markdown.

    Without a text the label says all; with a ``field`` then, it can be commented as a whole.
    """

    field: str
    label: str
    text: str


class Curve(NamedTuple):
    """A line over days; every value lies between the ends of its drawing's scale."""

    label: str
    points: tuple[tuple[str, float], ...]  # "YYYY-MM-DD", oldest first


class Drawing(NamedTuple):
    """A chart as values, with the sentence it says; ``scale`` is its lowest and highest value."""

    sentence: str
    scale: tuple[float, float]
    curves: tuple[Curve, ...]


class Chart(NamedTuple):
    """A map to be drawn, with the loops that are labelled on it; its names may be alike or long."""

    map: CausalMap
    loops: tuple[Loop, ...]


class Shown(NamedTuple):
    """A thing (or entry) as a reader sees it, on paper, at the desk and in a browser alike.

    ``about`` are short facts for one line ("active", "due 30 April"); ``passages`` come in their order.
    """

    kind: str
    id: str
    heading: str
    heading_field: str  # the path in ``plain`` that the heading comes from
    about: tuple[str, ...]
    passages: tuple[Passage, ...]
    drawing: Drawing | None = None
    chart: Chart | None = None
    lines: tuple[Drawing, ...] = ()  # over time, of the variables of a map
